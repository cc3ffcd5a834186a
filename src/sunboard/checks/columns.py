"""What the payments of a ledger say column by column, so that a rule sees at a glance that it finds nothing.

Of some thirty payments most have the same few papers, accounts and names: each of them is looked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from itertools import starmap
from operator import attrgetter
from typing import Any

from sunboard.checks.words import has_any
from sunboard.contracts import Around, Record
from sunboard.fields.part import Unread
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.lazy import dataclass


def whole_payments(record: Record[Finance], around: Around) -> tuple[LedgerRow, ...]:
    """Return the payments of a ledger; raises Unread where one of them could not be read wholly."""
    return _columns(record, around).rows


def paid(record: Record[Finance], around: Around, *columns: str) -> frozenset[Any]:
    """Return each cell that payments have in a column, or in several beside one another; raises Unread."""
    known = _columns(record, around)
    if columns not in known.cells:
        known.cells[columns] = frozenset(map(attrgetter(*columns), known.rows))
    return known.cells[columns]


def said(record: Record[Finance], around: Around, column: str) -> str:
    """Return what payments say in a column, each text on a line of its own; raises Unread."""
    known = _columns(record, around)
    if column not in known.texts:
        known.texts[column] = "\n".join(filter(None, paid(record, around, column)))
    return known.texts[column]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The payments of a ledger, with what has been asked of their columns so far."""

    rows: tuple[LedgerRow, ...]
    cells: dict[tuple[str, ...], frozenset[Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def _columns(record: Record[Finance], around: Around) -> _Columns:
    def whole() -> _Columns:
        rows = tuple(record.fields.payments)
        if any(map(attrgetter("unread"), rows)):
            raise Unread
        return _Columns(rows)

    return around.once_for((_columns, record.source), whole)


def payments_where(
    record: Record[Finance], around: Around, wanted: Callable[..., object], *columns: str
) -> Sequence[LedgerRow]:
    """Return the payments, before a rule looks at each; none where no cells of some columns pass a test."""
    try:
        cells = paid(record, around, *columns)
    except Unread:
        return record.fields.payments
    any_wanted = any(map(wanted, cells) if len(columns) == 1 else starmap(wanted, cells))
    return record.fields.payments if any_wanted else ()


def payments_saying(
    record: Record[Finance], around: Around, words: tuple[str, ...], *columns: str
) -> Sequence[LedgerRow]:
    """Return the payments, before a rule looks at each; none where no cell of some columns has a word."""
    try:
        texts = [said(record, around, column) for column in columns]
    except Unread:
        return record.fields.payments
    return record.fields.payments if any(has_any(text, words) for text in texts) else ()
