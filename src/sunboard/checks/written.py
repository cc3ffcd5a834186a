"""All that is written in a record, put together once for the checks that look for single words and signs."""

from __future__ import annotations

from sunboard.contracts import AnyRecord, Around
from sunboard.model.node import Fields, Items, Scalar
from sunboard.model.row import Row


def keys(record: AnyRecord, around: Around) -> tuple[str, ...]:
    """Return every key of a record, and the heads of its tables."""
    return _said(record, around)[0]


def values(record: AnyRecord, around: Around) -> tuple[str, ...]:
    """Return the values of a record, each once: of a ledger most stand in many rows."""
    return _said(record, around)[1]


def written(record: AnyRecord, around: Around) -> str:
    """Return the values of a record, each on lines of its own, and the text below them."""
    return around.once_for(
        (written, record.source), lambda: "\n".join((*values(record, around), record.body))
    )


def _said(record: AnyRecord, around: Around) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return keys and values, gathered in one go."""

    def gathered() -> tuple[tuple[str, ...], tuple[str, ...]]:
        keys, values = list[str](), list[str]()
        _gather(record.document.fields, keys, values)
        return tuple(filter(None, dict.fromkeys(keys))), tuple(filter(None, dict.fromkeys(values)))

    return around.once_for((_said, record.source), gathered)


def _gather(node: Items | Fields, keys: list[str], values: list[str]) -> None:
    """Add every key and value below a node; the rows of one table have one head."""
    if isinstance(node, Fields):
        for entry in node.entries:
            keys.append(entry.key)
            if isinstance(entry.node, Scalar):
                values.append(entry.node.text)
            else:
                _gather(entry.node, keys, values)
        return
    head = None
    for item in node.items:
        if isinstance(item, Scalar):
            values.append(item.text)
        elif not isinstance(item, Row):
            _gather(item, keys, values)
        else:
            if item.head is not head:
                head = item.head
                keys += (*head.names, *head.written)
                is_whole = "" not in head.names
            values += item.cells[: len(head.names)] if is_whole else item.texts()
