"""What a person wrote, before anybody knows what it means: text with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import TypeAlias

from sunboard.lazy import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file of the content folder, and a line or a cell in it."""

    path: str = ""  # relative to the content folder, with "/"
    line: int = 0  # from 1; 0 where it is not known
    cell: str = ""  # "B7", or "收支!B7" in a workbook
    field: str = ""  # the key as the clerk wrote it

    def at(self, field: str) -> Place:
        """Return the same place, naming a field."""
        return Place(self.path, self.line, self.cell, field)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as text; YAML's own typing never touches it.

    One that is `told` has been found faulty already, and is read by nobody.
    """

    text: str
    place: Place = field(default_factory=Place)
    told: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of nodes in the order written. Of one that is `told` some are missing: they were faulty."""

    items: tuple[Node, ...]
    place: Place = field(default_factory=Place)
    told: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a map with its node."""

    key: str
    node: Node
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Fields:
    """A map of nodes; keys are as written and each stands once."""

    entries: tuple[Entry, ...] = ()
    place: Place = field(default_factory=Place)

    def texts(self) -> list[str]:
        """Return every value below, without its place."""
        found: list[str] = []
        for entry in self.entries:
            if isinstance(entry.node, Scalar):
                found.append(entry.node.text)
            else:
                found += texts(entry.node)
        return found

    def get(self, *names: str) -> Node | None:
        """Return the node under the first of these keys that is there."""
        for entry in self.entries:
            if entry.key in names:
                return entry.node
        return None


Node: TypeAlias = "Scalar | Items | Fields"


def is_blank(node: Node) -> bool:
    """Tell whether a key was written without a value."""
    return isinstance(node, Scalar) and not node.told and not node.text.strip()


def is_unfilled(node: Node) -> bool:
    """Tell whether nothing is filled in: no value, or a group of which every key stands without one."""
    if isinstance(node, Fields):
        return all(is_unfilled(entry.node) for entry in node.entries)
    return is_blank(node)


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every value below a node, in the order written."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from scalars(item)
    else:
        for entry in node.entries:
            yield from scalars(entry.node)


def texts(node: Node) -> list[str]:
    """Return the text of every value below a node, in the order written; of many rows this is quick."""
    if isinstance(node, Scalar):
        return [node.text]
    if isinstance(node, Items):
        return [text for item in node.items for text in texts(item)]
    return node.texts()


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the content folder taken apart: its fields, and the text below them."""

    path: str
    fields: Fields
    body: str = ""
    body_line: int = 1
    body_place: Place | None = None  # the cell that holds the text, where it is no text of lines
    comments: tuple[Scalar, ...] = ()  # what stands behind `#` beside the fields: shown nowhere, yet written

    def body_at(self, line: int) -> Place:
        """Return where a line of the text stands, counted from 0."""
        return self.body_place or Place(self.path, self.body_line + line)
