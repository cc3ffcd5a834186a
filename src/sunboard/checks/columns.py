"""What the payments of a ledger say column by column, so that a rule sees at a glance that it finds nothing.

Of some thirty payments most have the same few papers, accounts and names: each of them is looked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import field
from decimal import Decimal
from itertools import starmap
from operator import attrgetter
from typing import Any

from sunboard.checks.words import any_word
from sunboard.contracts import Around, Record
from sunboard.fields.part import Unread
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.lazy import dataclass


def paid(record: Record[Finance], around: Around, *columns: str) -> frozenset[Any]:
    """Return each cell that payments have in a column, or in several beside one another; raises Unread."""
    known = _columns(record, around)
    if columns not in known.cells:
        known.cells[columns] = frozenset(map(attrgetter(*columns), known.rows))
    return known.cells[columns]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The payments of a ledger, with what has been asked of their columns so far."""

    rows: tuple[LedgerRow, ...]
    largest: Decimal
    cells: dict[tuple[str, ...], frozenset[Any]] = field(default_factory=dict)


def _columns(record: Record[Finance], around: Around) -> _Columns:
    def whole() -> _Columns:
        rows = tuple(record.fields.payments)
        if any(map(attrgetter("unread"), rows)):
            raise Unread
        return _Columns(rows, max(filter(None, map(attrgetter("expense"), rows)), default=Decimal(0)))

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


def payments_giving(record: Record[Finance], around: Around, *columns: str) -> Sequence[LedgerRow]:
    """Return the payments, before a rule looks at each; none where no payment gives any of some columns."""
    given = (payments_where(record, around, bool, column) for column in columns)
    return next(filter(None, given), ())


def payments_from(record: Record[Finance], around: Around, least: Decimal) -> Sequence[LedgerRow]:
    """Return the payments, before a rule looks at each; none where no payment comes to an amount."""
    with suppress(Unread):
        return record.fields.payments if _columns(record, around).largest >= least else ()
    return record.fields.payments


def payments_saying(
    record: Record[Finance], around: Around, words: tuple[str, ...], *columns: str
) -> Sequence[LedgerRow]:
    """Return the payments, before a rule looks at each; none where no cell of some columns has a word."""
    try:
        texts = [paid(record, around, column) for column in columns]
    except Unread:
        return record.fields.payments
    return record.fields.payments if any(map(any_word(words).in_any, texts)) else ()
