"""All that is written in a record, put together once for the checks that look for single words and signs."""

from __future__ import annotations

from collections.abc import Set

from sunboard.contracts import AnyRecord, Around
from sunboard.lazy import dataclass
from sunboard.model.node import Fields, Items, Scalar
from sunboard.model.row import Row

APART = "\0"
"""What stands between two values: no text has it."""


@dataclass(frozen=True, slots=True)
class Written:
    """The keys of a record with the heads of its tables, its values, each once, and all in one piece.

    Most values of a ledger stand in many of its rows. The piece has the text below them too.
    """

    keys: Set[str]
    values: Set[str]
    text: str


def written(record: AnyRecord, around: Around) -> Written:
    """Return what is written in a record, gathered in one go."""
    return around.once_for((written, record.source), lambda: _written(record))


def _written(record: AnyRecord) -> Written:
    keys, values = list[str](), list[str]()
    _gather(record.document.fields, keys, values)
    each, called = dict.fromkeys(values), dict.fromkeys(keys)
    each.pop("", None)
    called.pop("", None)
    return Written(called.keys(), each.keys(), APART.join(("", *called, *each, record.body)))


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
