"""The power list that a village inherits: the county's, then the township's, then its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from sunboard.faults import fault
from sunboard.fields.declarations import names_of
from sunboard.fields.keys import normalised_key
from sunboard.fields.part import Part
from sunboard.lazy import dataclass
from sunboard.model.node import Document, Entry, Fields, Place, Scalar
from sunboard.model.problem import Problem
from sunboard.reading.documents import document_id

ID_TAKEN_ABOVE = fault("id-inherited")
OVERRIDE_UNKNOWN = fault("override-unknown")
OVERRIDE_TWICE = fault("override-twice")
_NAMED = 8
"""How many ids of the list above a message names."""


@dataclass(frozen=True, slots=True)
class Inherited:
    """An item of the list as merged. `document.path` is the file at the top, which stays its identity."""

    id: str
    document: Document
    problems: tuple[Problem, ...] = ()
    merged: bool = True  # False where the file found no place in the list


def merge_lists(layers: Iterable[Iterable[Document]], kind: type[Part]) -> tuple[Inherited, ...]:
    """Lay lists over one another, the highest first: a field of a lower file replaces the one above, whole.

    A file that names no item above, or takes the id of one without overriding it, stands at the end with its
    problem.
    """
    merged: dict[str, Inherited] = {}
    others: list[Inherited] = []
    for layer in layers:
        above = dict(merged)
        taken: dict[str, str] = {}  # id -> the file of this list that overrides it
        for document in layer:
            target, own = _given(document, kind, "overrides"), _id(document, kind)
            if target and target in above and target not in taken:
                taken[target] = document.path
                merged[target] = Inherited(target, _over(merged[target].document, document, kind))
            elif target:
                problem = _no_target(document, kind, target, above, taken.get(target, ""))
                others.append(Inherited(own, document, (problem,), merged=False))
            elif own in above:
                details = {"other": above[own].document.path}
                problem = Problem(ID_TAKEN_ABOVE, _place(document, kind, "id"), own, details)
                others.append(Inherited(own, document, (problem,)))
            elif own in merged:
                # Two files of one list with one id: the check for ids names both
                others.append(Inherited(own, document))
            else:
                merged[own] = Inherited(own, document)
    return (*merged.values(), *others)


def _no_target(
    document: Document, kind: type[Part], target: str, above: Iterable[str], other: str
) -> Problem:
    """Return the problem of a file whose item is not above, or is overridden by another file already."""
    place = _place(document, kind, "overrides")
    if other:
        return Problem(OVERRIDE_TWICE, place, target, {"other": other})
    known = sorted(above)
    near = dict.fromkeys((*get_close_matches(target, known, n=_NAMED, cutoff=0.3), *known))
    return Problem(
        OVERRIDE_UNKNOWN, place, target, {"known": tuple(near)[:_NAMED], "above": "some" if near else "none"}
    )


def _id(document: Document, kind: type[Part]) -> str:
    """Return an item's id: as given, else the file's name."""
    return _given(document, kind, "id") or document_id(document)


def _given(document: Document, kind: type[Part], name: str) -> str:
    node = document.fields.get(*names_of(kind)[name].names)
    return node.text.strip() if isinstance(node, Scalar) else ""


def _place(document: Document, kind: type[Part], name: str) -> Place:
    node = document.fields.get(*names_of(kind)[name].names)
    return node.place if node is not None else Place(document.path, 1)


def _over(above: Document, below: Document, kind: type[Part]) -> Document:
    known: Mapping[str, object] = names_of(kind)
    skip = names_of(kind)["overrides"].names
    given = {_key(known, entry): entry for entry in below.fields.entries if entry.key not in skip}
    kept = [given.pop(_key(known, entry), entry) for entry in above.fields.entries]
    return Document(
        path=above.path,
        fields=Fields((*kept, *given.values()), below.fields.place),
        body=below.body or above.body,
        body_line=below.body_line if below.body else above.body_line,
    )


def _key(known: Mapping[str, object], entry: Entry) -> object:
    """Return what two entries have in common that give the same field."""
    return known.get(normalised_key(entry.key), entry.key)
