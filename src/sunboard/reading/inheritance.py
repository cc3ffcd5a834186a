"""The power list that a village inherits: the county's, then the township's, then its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sunboard.faults import fault
from sunboard.fields.declarations import key_of, names_of
from sunboard.fields.part import Part
from sunboard.model.node import Document, Entry, Fields, Place, Scalar
from sunboard.model.problem import Log, Problem

ID_TAKEN_ABOVE = fault("id-inherited")
OVERRIDE_UNKNOWN = fault("override-unknown")


OVERRIDE_TWICE = fault("override-twice")


@dataclass(frozen=True, slots=True)
class Inherited:
    """An item of the list as merged. `document.path` is the file at the top, which stays its identity."""

    id: str
    document: Document
    problems: tuple[Problem, ...] = ()
    merged: bool = True  # False where the file found no place in the list


def item_id(document: Document, kind: type[Part]) -> str:
    """Return an item's id: as given, else the file's name."""
    given = _given(document, kind, "id")
    return given or document.path.rpartition("/")[2].removesuffix(".md")


def merge_lists(layers: Iterable[Iterable[Document]], kind: type[Part]) -> tuple[Inherited, ...]:
    """Lay lists over one another, the highest first: each field that a lower file gives replaces the one above, whole.

    A file that names no item above, or takes the id of one without overriding it, stands at the end with its problem.
    """
    merged: dict[str, Inherited] = {}
    others: list[Inherited] = []
    for layer in layers:
        above = dict(merged)
        taken: dict[str, str] = {}  # id -> the file of this list that overrides it
        for document in layer:
            log = Log()
            target = _given(document, kind, "overrides")
            own = item_id(document, kind)
            if target and target in taken:
                log.add(OVERRIDE_TWICE, _place(document, kind, "overrides"), target, other=taken[target])
                others.append(Inherited(own, document, tuple(log.problems), merged=False))
            elif target and target in above:
                taken[target] = document.path
                merged[target] = Inherited(target, _over(merged[target].document, document, kind))
            elif target:
                log.add(OVERRIDE_UNKNOWN, _place(document, kind, "overrides"), target)
                others.append(Inherited(own, document, tuple(log.problems), merged=False))
            elif own in above:
                log.add(ID_TAKEN_ABOVE, _place(document, kind, "id"), own, other=above[own].document.path)
                others.append(Inherited(own, document, tuple(log.problems)))
            elif own in merged:
                others.append(
                    Inherited(own, document)
                )  # two files of one list with one id: the check for ids names both
            else:
                merged[own] = Inherited(own, document)
    return (*merged.values(), *others)


def _given(document: Document, kind: type[Part], name: str) -> str:
    node = document.fields.get(*names_of(kind)[name].names)
    return node.text.strip() if isinstance(node, Scalar) else ""


def _place(document: Document, kind: type[Part], name: str) -> Place:
    node = document.fields.get(*names_of(kind)[name].names)
    return node.place if node is not None else Place(document.path, 1)


def _over(above: Document, below: Document, kind: type[Part]) -> Document:
    known: Mapping[str, object] = names_of(kind)
    skip = names_of(kind)["overrides"].names
    given = {
        known.get(key_of(entry.key), entry.key): entry
        for entry in below.fields.entries
        if entry.key not in skip
    }
    kept: list[Entry] = []
    for entry in above.fields.entries:
        kept.append(given.pop(known.get(key_of(entry.key), entry.key), entry))
    entries = (*kept, *given.values())
    place = replace(below.fields.place)
    return Document(
        above.path,
        Fields(entries, place),
        below.body or above.body,
        below.body_line if below.body else above.body_line,
    )
