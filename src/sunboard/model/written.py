"""All that is written in a document, put together once for whoever looks for single words and signs."""

from __future__ import annotations

from collections.abc import Set

from sunboard.lazy import dataclass
from sunboard.model.node import Document, Fields, Items, Scalar
from sunboard.model.row import Row

APART = "\0"
"""What stands between two values: no text has it."""


@dataclass(frozen=True, slots=True)
class Written:
    """The keys of a document with the heads of its tables, and its values, each once and all in one piece.

    Most values of a ledger stand in many of its rows, and most records of a kind have the same keys.
    """

    keys: Set[str]
    values: Set[str]
    named: str  # the keys, with a sign that stands in none before each
    said: str  # the values in the same way, and the text below them


def written_in(document: Document) -> Written:
    """Return what is written in a document, gathered in one go."""
    keys, values = list[str](), list[str]()
    _gather(document.fields, keys, values)
    each, called = dict.fromkeys(values), dict.fromkeys(keys)
    each.pop("", None)
    called.pop("", None)
    named, said = APART.join(("", *called)), APART.join(("", *each, document.body))
    return Written(called.keys(), each.keys(), named, said)


def _gather(node: Items | Fields, keys: list[str], values: list[str]) -> None:
    """Add every key and value below a node; the rows of one table have one head."""
    if isinstance(node, Fields):
        for entry in node.entries:
            keys.append(entry.key)
            below = entry.node
            if isinstance(below, Scalar):
                values.append(below.text)
            else:
                _gather(below, keys, values)
        return
    head = None
    for item in node.items:
        if isinstance(item, Row):
            if item.head is not head:
                head = item.head
                keys += (*head.names, *head.written)
                is_whole = "" not in head.names
            values += item.cells[: len(head.names)] if is_whole else item.texts()
        elif isinstance(item, Scalar):
            values.append(item.text)
        else:
            _gather(item, keys, values)
