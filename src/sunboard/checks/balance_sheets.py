"""A balance sheet: assets are what was owed and owned, and its money is that of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from sunboard.checks.balances import ZERO, is_cash
from sunboard.checks.statement_lines import (
    NUMBERING,
    SPACES,
    TOTAL,
    amount_of,
    code_of,
    may_reckon,
    name_of,
    tables_of,
)
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.enclosed_tables import EnclosedTable
from sunboard.kinds.finance import BalanceLine, Finance, MoneyAccount
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.node import Place

_SUM = regex("[合总小]计")
_NUMBERING = regex(NUMBERING)
_MONEY = ("101", "102")
_MONEY_NAMES = ("库存现金", "银行存款")
_COLUMNS = {"opening": "期初", "closing": "期末"}
_WORN, _NET = ("133", "152", "162"), "净值"
"""What is taken off: depreciation and the like; and what is left of what something cost."""
_NO_PLAIN = regex("其中|减|净|原[值价]|折旧|摊销|坏账|准备|加[:：]")
_EMPTY = regex(r"[\s\u3000—–－/／-]*")
_ALL_ASSETS, _ALL_OTHERS = regex("资产[总合]计"), regex("负债[和及与]?(?:所有者)?权益[总合]计")


@check("balance-sheet-wrong", where=may_reckon)
def balance_sheet_wrong(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Assets are not liabilities and equity together, or the money is not that of the ledger."""
    fields = record.fields
    if isinstance(fields, Finance) and fields.balance_sheet:
        yield from _unbalanced_lines(fields, around)
    for table, place in tables_of(record):
        if difference := _unbalanced_table(table):
            column, assets, others = difference
            yield _differs(place, "table", column, assets, others, table.title or record.title)
        elif added := _unadded_table(table):
            label, column, total, lines = added
            yield _differs(place, "lines", column, total, lines, label)
        elif isinstance(fields, Finance) and (money := _money_differs(table, fields)):
            yield _differs(place, "money", *money)


def _unbalanced_lines(finance: Finance, around: Around) -> Iterator[Finding]:
    lines = [_signed(line, around) for line in finance.balance_sheet if not _SUM.search(line.name)]
    coded = [(code_of(line, around), line) for line in lines]
    if not {*_WORN}.isdisjoint(code for code, _ in coded):  # what is net is what is left of what it cost
        coded = [(code, line) for code, line in coded if not line.name.endswith(_NET)]
    has_sides = all(code for code, _ in coded)  # else nobody knows on which side a line stands
    money = [line for code, line in coded if code[:3] in _MONEY]
    till = [line for code, line in coded if code[:3] == _MONEY[0]]
    counted = [account for account in finance.accounts if is_cash(account)]
    for column, head in _COLUMNS.items():
        assets, others = (
            _added((line for code, line in coded if code[:1] in {*side}), column) for side in ("145", "23")
        )
        all_assets, all_others = (_told(finance, said, column) for said in (_ALL_ASSETS, _ALL_OTHERS))
        if has_sides and assets != others:
            yield _differs(finance.at("balance_sheet"), "sides", head, assets, others)
        elif all_assets is not None and all_others is not None and all_assets != all_others:
            yield _differs(finance.at("balance_sheet"), "sides", head, all_assets, all_others)
        kept, ledger = _added(money, column), _added(finance.accounts, column)
        if money and finance.accounts and kept != ledger:
            yield _differs(money[-1].at(column), "money", head, kept, ledger)
        elif till and len(till) < len(money):
            kept, ledger = _added(till, column), _added(counted, column)
            if counted and kept != ledger:
                yield _differs(till[-1].at(column), "till", head, kept, ledger)


def _added(parts: Iterable[BalanceLine | MoneyAccount], column: str) -> Decimal:
    return sum(map(attrgetter(column), parts), ZERO)


def _told(finance: Finance, said: re.Pattern[str], column: str) -> Decimal | None:
    """Return what the line of a total says."""
    lines = (line for line in finance.balance_sheet if said.fullmatch(SPACES.sub("", line.name)))
    return next((getattr(line, column) for line in lines), None)


def _signed(line: BalanceLine, around: Around) -> BalanceLine:
    """Return a line with the sign that its name gives it: 减：累计折旧, 累计折旧 too, is taken off."""
    if not line.name.strip().startswith("减") and code_of(line, around)[:3] not in _WORN:
        return line
    return replace(line, opening=-abs(line.opening), closing=-abs(line.closing))


def _unbalanced_table(table: EnclosedTable) -> tuple[str, Decimal, Decimal] | None:
    """Return in which column the two halves of a balance sheet have different totals, and those."""
    heads, split = _heads_and_split(table)
    if not split:
        return None
    left, right = range(split), range(split, len(heads))
    assets, others = (_totals(table.rows, heads, half) for half in (left, right))
    for (at, first), (_, second) in zip(assets, others, strict=False):
        if first != second:
            return heads[at], first, second
    return None


def _unadded_table(table: EnclosedTable) -> tuple[str, str, Decimal, Decimal] | None:
    """Return the one total of a half that its lines do not make, in which column, that and their sum.

    Only of plain lines: where some take off, hold others or are summed up before, nobody knows what adds up.
    """
    heads, split = _heads_and_split(table)
    for half in (range(split), range(split, len(heads))) if split else ():
        rows = [(label, row) for row in table.rows if half[-1] < len(row) and (label := row[half[0]].strip())]
        sums = [(label, row) for label, row in rows if TOTAL.search(SPACES.sub("", label))]
        is_plain = len(sums) == 1 and not any(_NO_PLAIN.search(label) for label, _ in rows)
        if not is_plain or sums[0][1] is not rows[-1][1]:
            continue
        label, total = sums[0]
        for at in (at for at in half[1:] if not _NUMBERING.search(heads[at])):
            cells = [row[at] for _, row in rows[:-1] if not _EMPTY.fullmatch(row[at])]
            amounts = [amount for cell in cells if (amount := amount_of(cell)) is not None]
            written = amount_of(total[at])
            is_whole = len(amounts) == len(cells) and len(amounts) > 1
            if is_whole and written is not None and (lines := sum(amounts, ZERO)) != written:
                return SPACES.sub("", label), heads[at], written, lines
    return None


def _heads_and_split(table: EnclosedTable) -> tuple[list[str], int]:
    """Return the heads of a table, and where liabilities begin beside assets: 0 in any other table."""
    heads = [SPACES.sub("", head) for head in table.heads]
    split = next((at for at, head in enumerate(heads) if at and re.search("负债|权益", head)), 0)
    return heads, split if any("资产" in head for head in heads[:split]) else 0


def _money_differs(table: EnclosedTable, finance: Finance) -> tuple[str, Decimal, Decimal] | None:
    """Return in which column an enclosed balance sheet closes with other money than the ledger, and both.

    That both open with the same money proves that they speak of one period, in one unit.
    """
    heads, split = _heads_and_split(table)
    opening, closing = (
        [at for at in range(1, split) if re.search(said, heads[at])] for said in ("[期年]初", "期末")
    )
    named = {name_of(row[0]): row for row in table.rows if row}
    names = ("货币资金",) if "货币资金" in named else _MONEY_NAMES
    if len(opening) != 1 or len(closing) != 1 or not {*names} & {*named}:
        return None

    def kept(at: int) -> Decimal:
        cells = (named[name][at] for name in names if at < len(named.get(name, ())))
        return sum((amount_of(cell) or ZERO for cell in cells), ZERO)

    first, last = _added(finance.accounts, "opening"), _added(finance.accounts, "closing")
    if not first or kept(opening[0]) != first or kept(closing[0]) == last:
        return None
    return heads[closing[0]], kept(closing[0]), last


def _totals(rows: Iterable[Sequence[str]], heads: Sequence[str], half: range) -> list[tuple[int, Decimal]]:
    """Return the columns of a half that hold amounts in its row of totals, and those; none counts lines."""
    total = _total_row(rows, half) or ()
    cells = ((at, total[at]) for at in half[1:] if at < len(total) and not _NUMBERING.search(heads[at]))
    return [(at, amount) for at, cell in cells if (amount := amount_of(cell)) is not None]


def _total_row(rows: Iterable[Sequence[str]], half: range) -> Sequence[str] | None:
    """Return the last row whose label in a half says that it is a total."""
    found_row = None
    for row in rows:
        if half[0] < len(row) and TOTAL.search(SPACES.sub("", row[half[0]])):
            found_row = row
    return found_row


def _differs(
    place: Place, what: str, column: str, first: Decimal, second: Decimal, name: str = ""
) -> Finding:
    return found(
        place,
        separated(first),
        what=what,
        column=column,
        other=separated(second),
        difference=separated(abs(first - second)),
        name=name,
    )
