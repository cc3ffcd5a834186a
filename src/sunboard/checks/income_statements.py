"""An income statement: the result follows from its lines, and goes on to what is left undistributed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from sunboard.checks.balances import ZERO
from sunboard.checks.statement_lines import (
    NUMBERING,
    SPACES,
    TOTAL,
    amount_of,
    code_of,
    item_of,
    may_reckon,
    tables_of,
)
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.enclosed_tables import EnclosedTable
from sunboard.kinds.finance import Booking, Finance, LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.node import Place

_RETAINED = ("321", "322")
_INCOME = regex("(经营|投资|补助|其他|发包|租赁|服务)?.*收入|投资收益")
_EXPENSE = regex(".*(支出|费用|税金及附加|所得税)")
_SPAN = "(?:本(?:年度?|季度?|期|月))?总?"
_INCOME_TOTAL = regex(f"收入(合计|总计|总额)|{_SPAN}收入")
_EXPENSE_TOTAL = regex(f"(支出|费用)(合计|总计|总额)|{_SPAN}(支出|费用)")
_OF_PERIOD = "(?:本期|本年|本季度?|本月|净)?"
_RESULT = regex(f"{_OF_PERIOD}(?:净?收益|盈余|结余)(?:总额)?")
_EARNED = regex(f"{_OF_PERIOD}(?:净?收益|盈余)(?:总额)?")
_SIDES = {"income": _INCOME_TOTAL, "expense": _EXPENSE_TOTAL}
_NO_AMOUNT = regex(f"{NUMBERING}|备注|说明|[率%％]|比例|比重|增减|差额")
_TAX, _PUT_BY = regex("所得税(?:费用)?"), regex("提取|(?<![可未])分配(?!收益)|应付.*(?:利润|收益)|分红|分利")
_LEFT_BEFORE, _LEFT = regex("(?:年初|期初|上年)(?:结[余转])?未分配收益"), regex("[年期]末未分配收益")


class _Line(NamedTuple):
    """One line of an income statement: what it is, without numeral and sign in words, and where."""

    name: str
    amount: Decimal
    place: Place


@check("result-wrong", where=may_reckon)
def result_wrong(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The result of a period is not its income less its expenses, or the sums of the statement are wrong."""
    fields = record.fields
    if isinstance(fields, Finance):
        written = [_Line(item_of(one.item), one.amount, one.at("amount")) for one in fields.income_statement]
        yield from _unreckoned(written)
        if (net := _net(written)) is not None:
            yield from _retained(fields, net, around)
    for table, place in tables_of(record):
        for column in _statements(table):
            yield from _unreckoned([_Line(item_of(name), amount, place) for name, amount in column])


def _statements(table: EnclosedTable) -> Iterator[Sequence[tuple[str, Decimal]]]:
    """Yield the lines of an enclosed income statement by each of its columns, those of its right half last.

    What ends with 结余 may be money in hand, to which that of before belongs.
    """
    heads = [SPACES.sub("", head) for head in table.heads]
    items = [at for at, head in enumerate(heads) if head.endswith("项目")]
    if not any(_EARNED.fullmatch(item_of(row[at])) for row in table.rows for at in items if at < len(row)):
        return
    halves = [
        (at, [one for one in range(at + 1, end) if not _NO_AMOUNT.search(heads[one])])
        for at, end in zip(items, (*items[1:], len(heads)), strict=True)
    ]
    for pick in range(min(len(columns) for _, columns in halves)):
        yield [
            (row[at], amount)
            for at, columns in halves
            for row in table.rows
            if columns[pick] < len(row) and (amount := amount_of(row[columns[pick]])) is not None
        ]


def _unreckoned(every: Sequence[_Line]) -> Iterator[Finding]:
    """Yield which sums of a statement are wrong; with a line of which nobody knows the side, none is.

    Nor is a total below which 其中 begins to tell some of what it holds.
    """
    picked = {line.name for line, below in pairwise(every) if below.name.startswith("其中")}
    lines = [line for line in every if not line.name.startswith("其中")]
    at = _result_at(lines)
    totals = {
        what: next((line for line in lines if pattern.fullmatch(line.name)), None)
        for what, pattern in _SIDES.items()
    }
    parts, is_known = {"income": ZERO, "expense": ZERO}, True
    for name, amount, _ in lines[:at]:
        if not (TOTAL.search(name) or any(pattern.fullmatch(name) for pattern in _SIDES.values())):
            side = "income" if _INCOME.fullmatch(name) else "expense" if _EXPENSE.fullmatch(name) else ""
            is_known = is_known and bool(side or not amount or "收益" in name)
            if side:
                parts[side] += amount
    for side, total in totals.items():
        if total is None or total.name in picked or not is_known:
            continue
        if parts[side] and total.amount != parts[side]:
            yield _result(total.place, side, total.amount, parts[side])
    income, expense = (total.amount if total else parts[side] for side, total in totals.items())
    if at is None:
        return
    result = lines[at]
    if (income or expense) and (is_known or all(totals.values())) and result.amount != income - expense:
        yield _result(result.place, "result", result.amount, income - expense)
    yield from _shared_out(result.amount, lines[at + 1 :])


def _result_at(lines: Sequence[_Line]) -> int | None:
    """Return which line is the result."""
    return next((at for at, line in enumerate(lines) if _RESULT.fullmatch(line.name)), None)


def _net(lines: Sequence[_Line]) -> Decimal | None:
    """Return the result of a statement less the tax on it."""
    at = _result_at(lines)
    if at is None:
        return None
    return lines[at].amount - sum(
        (abs(one.amount) for one in lines[at + 1 :] if _TAX.fullmatch(one.name)), ZERO
    )


def _shared_out(result: Decimal, lines: Iterable[_Line]) -> Iterator[Finding]:
    """Go on behind the result: less tax it is net; with what was left before and less shares, what is left.

    Behind a line of which nobody knows what it does nothing is compared.
    """
    left, is_whole = result, False
    for name, amount, place in lines:
        if _TAX.fullmatch(name) or _PUT_BY.search(name):
            left -= abs(amount)
        elif _LEFT_BEFORE.fullmatch(name) or "转入" in name:
            left, is_whole = left + amount, is_whole or "转入" not in name
        elif _RESULT.fullmatch(name) or _LEFT.fullmatch(name):
            what = "net" if _RESULT.fullmatch(name) else "left"
            if amount != left and (is_whole or what == "net"):
                yield _result(place, what, amount, left)
        elif not name.startswith("可"):
            return


def _retained(finance: Finance, result: Decimal, around: Around) -> Iterator[Finding]:
    """Compare the result with what was added to the undistributed earnings of the balance sheet.

    Not in a period in which some were given out or put by: only the books tell how much.
    """
    given_out = any(_gives_out(row, around) for row in finance.rows)
    if given_out or any(_gives_out(row, around) for row in finance.noncash):
        return
    lines = [line for line in finance.balance_sheet if code_of(line, around)[:3] in _RETAINED]
    put_by = [line.amount for line in finance.income_statement if _PUT_BY.search(line.item)]
    if not lines:
        return
    added = sum((line.closing - line.opening for line in lines), ZERO)
    kept = result - sum(map(abs, put_by), ZERO)
    if added != kept:
        yield _result(lines[-1].at("closing"), "retained", added, kept)


def _gives_out(row: LedgerRow | Booking, around: Around) -> bool:
    account = around.packaged.account_class(row.account_code)
    return account in _RETAINED or bool(re.search("分红|收益分配|提取公积", row.summary))


def _result(place: Place, what: str, written: Decimal, counted: Decimal) -> Finding:
    return found(
        place,
        separated(written),
        what=what,
        counted=separated(counted),
        difference=separated(abs(written - counted)),
    )
