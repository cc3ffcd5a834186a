"""A balance sheet: assets are what was owed and owned, and its money is that of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sunboard.checks.balances import ZERO, is_cash
from sunboard.checks.statement_lines import SPACES, TOTAL, amount_of, code_of, name_of
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.enclosed_tables import EnclosedTable
from sunboard.kinds.finance import BalanceLine, Finance
from sunboard.lazy import regex
from sunboard.model.money import separated

_SUM = regex("[合总小]计")
_NUMBERING = regex("行次|行号|序号|编号|代码|编码")
_MONEY = ("101", "102")
_MONEY_NAMES = ("库存现金", "银行存款")
_COLUMNS = {"opening": "期初", "closing": "期末"}
_WORN, _NET = ("133", "152", "162"), "净值"
"""What is taken off: depreciation and the like; and what is left of what something cost."""
_ALL_ASSETS, _ALL_OTHERS = regex("资产[总合]计"), regex("负债[和及与]?(?:所有者)?权益[总合]计")


@check("balance-sheet-wrong", given=("balance_sheet", "tables"))
def balance_sheet_wrong(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Assets are not liabilities and equity together, or the money is not that of the ledger."""
    fields = record.fields
    if isinstance(fields, Finance) and fields.balance_sheet:
        yield from _unbalanced_lines(fields, around)
    for table in fields.tables:
        if difference := _unbalanced_table(table):
            column, assets, others = difference
            yield _differs(record.at("tables"), "table", column, assets, others, table.title or "")
        elif isinstance(fields, Finance) and (money := _money_differs(table, fields)):
            yield _differs(record.at("tables"), "money", *money)


def _unbalanced_lines(finance: Finance, around: Around) -> Iterator[Finding]:
    lines = [_signed(line, around) for line in finance.balance_sheet if not _SUM.search(line.name)]
    codes = {id(line): code_of(line, around) for line in lines}
    if {*_WORN} & {*codes.values()}:  # what stands as net is what is left of what it cost, told once more
        lines = [line for line in lines if not line.name.endswith(_NET)]
    has_sides = all(codes[id(line)] for line in lines)  # else nobody knows on which side a line stands
    place = finance.at("balance_sheet")
    for name, column in _COLUMNS.items():
        assets = sum((getattr(line, name) for line in lines if codes[id(line)][:1] in {*"145"}), ZERO)
        others = sum((getattr(line, name) for line in lines if codes[id(line)][:1] in {*"23"}), ZERO)
        all_assets, all_others = (_told(finance, said, name) for said in (_ALL_ASSETS, _ALL_OTHERS))
        if has_sides and assets != others:
            yield _differs(place, "sides", column, assets, others)
        elif all_assets is not None and all_others is not None and all_assets != all_others:
            yield _differs(place, "sides", column, all_assets, all_others)
        money = [line for line in lines if codes[id(line)][:3] in _MONEY]
        kept = sum((getattr(line, name) for line in money), ZERO)
        ledger = sum((getattr(account, name) for account in finance.accounts), ZERO)
        if money and finance.accounts and kept != ledger:
            yield _differs(money[-1].at(name), "money", column, kept, ledger)
        elif len({codes[id(line)][:3] for line in money}) == len(_MONEY):
            till = [line for line in money if codes[id(line)][:3] == _MONEY[0]]
            counted = [account for account in finance.accounts if is_cash(account)]
            kept, ledger = (sum((getattr(one, name) for one in ones), ZERO) for ones in (till, counted))
            if counted and kept != ledger:
                yield _differs(till[-1].at(name), "till", column, kept, ledger)


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

    first = sum((account.opening for account in finance.accounts), ZERO)
    last = sum((account.closing for account in finance.accounts), ZERO)
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
    place: object, what: str, column: str, first: Decimal, second: Decimal, name: str = ""
) -> Finding:
    return found(
        place,  # type: ignore[arg-type]
        separated(first),
        what=what,
        column=column,
        other=separated(second),
        difference=separated(abs(first - second)),
        name=name,
    )
