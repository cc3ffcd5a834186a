"""All that is written in a record, put together once for the checks that look for single words and signs."""

from __future__ import annotations

from sunboard.contracts import AnyRecord, Around
from sunboard.lazy import dataclass
from sunboard.model.node import texts


@dataclass(frozen=True, slots=True)
class Written:
    """The values of a record and the text below them."""

    text: str
    signs: str  # that stand in it, each once


def written(record: AnyRecord, around: Around) -> Written:
    """Return what is written in a record."""
    return around.once_for((written, record.source), lambda: _written(record))


def _written(record: AnyRecord) -> Written:
    text = "\n".join((*texts(record.document.fields), record.body))
    return Written(text, "".join(set(text)))
