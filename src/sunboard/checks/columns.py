"""What the payments of a ledger say column by column, so that a rule sees at a glance that it finds nothing.

Of some thirty payments most have the same few papers, accounts and names: each of them is looked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from operator import attrgetter
from typing import Any

from sunboard.checks.words import has_any
from sunboard.contracts import Around, Record
from sunboard.fields.part import Unread
from sunboard.kinds.finance import Finance, LedgerRow


def whole_payments(record: Record[Finance], around: Around) -> tuple[LedgerRow, ...]:
    """Return the payments of a ledger; raises Unread where one of them could not be read wholly."""

    def whole() -> tuple[LedgerRow, ...]:
        rows = tuple(record.fields.payments)
        if any(map(attrgetter("unread"), rows)):
            raise Unread
        return rows

    return around.once_for((whole_payments, record.source), whole)


def paid(record: Record[Finance], around: Around, *columns: str) -> frozenset[Any]:
    """Return each cell that payments have in a column, or in several beside one another; raises Unread."""
    rows = whole_payments(record, around)
    key = (paid, columns, record.source)
    return around.once_for(key, lambda: frozenset(map(attrgetter(*columns), rows)))


def said(record: Record[Finance], around: Around, column: str) -> str:
    """Return what payments say in a column, each text on a line of its own; raises Unread."""
    texts = paid(record, around, column)
    return around.once_for((said, column, record.source), lambda: "\n".join(filter(None, texts)))


def payments_where(
    record: Record[Finance], around: Around, wanted: Callable[..., object], *columns: str
) -> Sequence[LedgerRow]:
    """Return the payments, before a rule looks at each; none where no cells of some columns pass a test."""
    with suppress(Unread):
        if not any(wanted(*cells) for cells in paid(record, around, *columns)):
            return ()
    return record.fields.payments


def payments_saying(
    record: Record[Finance], around: Around, words: tuple[str, ...], *columns: str
) -> Sequence[LedgerRow]:
    """Return the payments, before a rule looks at each; none where no cell of some columns has a word."""
    with suppress(Unread):
        if not any(has_any(said(record, around, column), words) for column in columns):
            return ()
    return record.fields.payments
