"""Tables by item above or below a ledger that only add up its entries: all would be counted twice."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sunboard.fields.written import parse_money
from sunboard.model.row import Row
from sunboard.reading.tables.columns import Columns

_SIDES = ("income", "expense")


def summaries(tables: Sequence[Sequence[Row]], columns: Columns) -> frozenset[int]:
    """Return which of the tables on a sheet say once more what those with days hold altogether.

    Their figures prove it: on each side they come to nothing, or to the same.
    """
    dated = [_has(rows, columns, "day") for rows in tables]
    entries = [row for rows, has_days in zip(tables, dated, strict=True) if has_days for row in rows]
    if not entries:
        return frozenset()
    whole = totals(entries, columns)
    return frozenset(
        at
        for at, rows in enumerate(tables)
        if rows
        and not dated[at]
        and not _has(rows, columns, "voucher")
        and _is_of(totals(rows, columns), whole, len(rows))
    )


def _has(rows: Sequence[Row], columns: Columns, role: str) -> bool:
    """Tell whether any row says its day, or its number."""
    field = columns.roles[role]
    return any(
        cell and columns.names.get(name) == field
        for row in rows
        for name, cell in zip(row.head.names, row.cells, strict=False)
    )


def totals(rows: Sequence[Row], columns: Columns) -> list[Decimal]:
    """Return what came in and what went out altogether."""
    fields = [columns.roles[side] for side in _SIDES]
    found = [Decimal(0), Decimal(0)]
    for row in rows:
        for name, cell in zip(row.head.names, row.cells, strict=False):
            if cell and (field := columns.names.get(name)) in fields:
                found[fields.index(field)] += parse_money(cell) or Decimal(0)
    return found


def _is_of(own: Sequence[Decimal], whole: Sequence[Decimal], count: int) -> bool:
    """Tell whether totals are those of a ledger; one figure alone on one side may happen to be the same."""
    if count == 1 and 0 in own:
        return False
    return any(own) and all(one in (Decimal(0), other) for one, other in zip(own, whole, strict=True))
