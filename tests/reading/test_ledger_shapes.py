"""Every shape in which a ledger hangs on a wall is read as the figures from which it was written.

`SUNBOARD_LEDGERS=2000` tries so many; the figures of pages, sheets and slides are compared in
`tests/bars/test_ledgers.py`.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from sunboard.fields.groups import table
from sunboard.kinds.finance import LedgerRow
from sunboard.kinds.finance.vouchers import one_sided
from sunboard.model.period import Period
from sunboard.model.problem import Log
from sunboard.reading.tables.table import read_table
from tests.reading.ledgers import SHAPES, Entry, Ledger, ledger, listed, on_its_side, spaced, spans_beside

COUNT = int(os.environ.get("SUNBOARD_LEDGERS", "216"))
Read = tuple[str, str, str, str, Decimal | None, Decimal | None]


def wanted(entry: Entry) -> Read:
    sides = (entry.amount, None) if entry.side == "income" else (None, entry.amount)
    return entry.day.isoformat() if entry.day else "", entry.voucher, entry.item, entry.account, *sides


def read(row: LedgerRow) -> Read:
    day = row.date.isoformat() if row.date else ""
    return day, row.voucher_no or "", row.summary, row.account_code or "", row.income, row.expense


@pytest.mark.parametrize("shape", range(len(SHAPES)), ids=[shape.__name__ for shape in SHAPES])
def test_what_is_read_is_what_was_written(shape: int) -> None:
    for seed in range(shape, COUNT, len(SHAPES)):
        made, log = ledger(seed), Log()
        found = read_table(made.data(), made.file, LedgerRow, log, period=Period(2026, "Q", 1))
        rows = table(LedgerRow, accept=one_sided)(found, log) if found is not None else None
        errors = [
            f"{one.fault.code} {one.place.cell} {one.message('en')}" for one in log.problems if one.is_error
        ]
        assert not errors, (seed, made.form, errors, made.pages)
        assert rows is not None, (seed, made.form)
        assert sorted(map(read, rows), key=str) == sorted(map(wanted, made.entries), key=str), (
            seed,
            made.form,
        )
        differ = [one for one in log.problems if one.fault.code == "total-row-differs"]
        assert not differ, (seed, made.form, [one.message("en") for one in differ])


def with_a_head_that_nobody_knows(made: Ledger, dice: random.Random) -> Ledger:
    """Return a ledger of which one head says nothing, is mistyped or is missing."""
    pages = [replace(page, rows=[[*row] for row in page.rows]) for page in made.pages]
    heads = [next((row for row in page.rows if sum(map(bool, row)) > 1), []) for page in pages]
    head = dice.choice(list(filter(None, heads)))
    x = dice.choice([x for x, cell in enumerate(head) if isinstance(cell, str) and cell])
    written = str(head[x])
    head[x] = dice.choice([None, "那一列", "单价", "其他", "实际情况", f"{written[:1]}x{written[1:]}"])
    return replace(made, pages=tuple(pages))


@pytest.mark.parametrize("seed", range(COUNT // 2))
def test_no_money_is_lost_silently_below_a_head_that_nobody_knows(seed: int) -> None:
    made = ledger(seed)
    if made.shape in (one.__name__ for one in (listed, on_its_side, spaced, spans_beside)):
        return  # no head, heads in a column or in one cell; what has come to by March is the quarter's
    made, log = with_a_head_that_nobody_knows(made, random.Random(seed)), Log()
    found = read_table(made.data(), made.file, LedgerRow, log, period=Period(2026, "Q", 1))
    rows = table(LedgerRow, accept=one_sided)(found, log) if found is not None else None
    if rows is not None and not any(problem.is_error for problem in log.problems):
        wanted_amounts = Counter((one.side, one.amount) for one in made.entries)
        amounts = [("income", row.income) for row in rows if row.income]
        amounts += [("expense", row.expense) for row in rows if row.expense]
        assert Counter(amounts) == wanted_amounts, (made.form, made.pages)
