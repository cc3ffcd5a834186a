"""All that is written in a record, put together once for the checks that look for single words and signs."""

from __future__ import annotations

from sunboard.contracts import AnyRecord, Around
from sunboard.model.node import texts
from sunboard.privacy.tables import keys_in


def values(record: AnyRecord, around: Around) -> tuple[str, ...]:
    """Return the values of a record, each once: of a ledger most stand in many rows."""
    fields = record.document.fields
    return around.once_for((values, record.source), lambda: tuple(dict.fromkeys(texts(fields))))


def keys(record: AnyRecord, around: Around) -> tuple[str, ...]:
    """Return every key of a record, and the heads of its tables."""
    fields = record.document.fields
    return around.once_for((keys, record.source), lambda: tuple(dict.fromkeys(keys_in(fields))))


def written(record: AnyRecord, around: Around) -> str:
    """Return the values of a record, each on lines of its own, and the text below them."""
    return around.once_for(
        (written, record.source), lambda: "\n".join((*values(record, around), record.body))
    )
