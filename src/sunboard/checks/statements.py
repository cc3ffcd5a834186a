"""The statements of a period: the balance sheet balances, the result follows, what is owed adds up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from sunboard.checks.balances import ZERO, is_cash
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, each, found
from sunboard.fields.enclosed_tables import EnclosedTable
from sunboard.fields.written import parse_money
from sunboard.kinds.finance import BalanceLine, Booking, Debt, Finance, LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.settings.packaged import Packaged

_TOTAL = regex("[合总]计|总额")
_SUM = regex("[合总小]计")
_NUMBERING = regex("行次|行号|序号|编号|代码|编码")
_MONEY, _RETAINED = ("101", "102"), ("321", "322")
_MONEY_NAMES = ("库存现金", "银行存款")
_COLUMNS = {"opening": "期初", "closing": "期末"}
_INCOME = regex("(经营|投资|补助|其他|发包|租赁|服务)?.*收入|投资收益")
_EXPENSE = regex(".*(支出|费用|税金及附加|所得税)")
_SPAN = "(?:本(?:年度?|季度?|期|月))?总?"
_INCOME_TOTAL = regex(f"收入(合计|总计|总额)|{_SPAN}收入")
_EXPENSE_TOTAL = regex(f"(支出|费用)(合计|总计|总额)|{_SPAN}(支出|费用)")
_RESULT = regex("(本期|本年|本季度?|本月|净)?(净?收益|盈余|结余)(总额)?")
_EARNED = regex("(本期|本年|本季度?|本月|净)?(净?收益|盈余)(总额)?")
_SIDES = {"income": _INCOME_TOTAL, "expense": _EXPENSE_TOTAL}
_NO_AMOUNT = regex("行次|行号|序号|编号|代码|编码|备注|说明|[率%％]|比例|比重|增减|差额")
_TAX, _PUT_BY = regex("所得税(?:费用)?"), regex("提取|(?<![可未])分配(?!收益)|应付.*(?:利润|收益)|分红|分利")
_LEFT_BEFORE, _LEFT = regex("(?:年初|期初|上年)(?:结[余转])?未分配收益"), regex("[年期]末未分配收益")
_OPENING = regex(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|\d+[、.．])?(?:[加减][:：])?"
)
_CODE = regex(r"[(（]?\d{3}[)）]?$")
_SPACES = regex(r"[\s\u3000]+")
_NOTE = regex(r"[(（]含[^()（）]*[)）]$")
_BY_OTHER_NAME = {
    "货币资金": "101",
    "应收款项": "112",
    "存货": "121",
    "生产性生物资产原值": "132",
    "生产性生物资产净值": "132",
    "固定资产原值": "151",
    "固定资产净值": "151",
    "无形资产原值": "161",
    "无形资产净值": "161",
    "应付款项": "211",
    "未分配收益": "322",
}
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


def _unbalanced_lines(finance: Finance, around: Around) -> Iterator[Finding]:
    lines = [_signed(line, around) for line in finance.balance_sheet if not _SUM.search(line.name)]
    codes = {id(line): _code_of(line, around) for line in lines}
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
    lines = (line for line in finance.balance_sheet if said.fullmatch(_SPACES.sub("", line.name)))
    return next((getattr(line, column) for line in lines), None)


def _signed(line: BalanceLine, around: Around) -> BalanceLine:
    """Return a line with the sign that its name gives it: 减：累计折旧, 累计折旧 too, is taken off."""
    if not line.name.strip().startswith("减") and _code_of(line, around)[:3] not in _WORN:
        return line
    return replace(line, opening=-abs(line.opening), closing=-abs(line.closing))


def _code_of(line: BalanceLine, around: Around) -> str:
    """Return the account of a line by its code, else by its name; nothing where neither tells it."""
    code = around.packaged.account_code(line.code or "")
    if code:
        return code
    name = _SPACES.sub("", line.name)
    name = _NOTE.sub("", _OPENING.sub("", name))
    return _codes_by_name(around.packaged).get(name) or _BY_OTHER_NAME.get(name, "")


def _codes_by_name(packaged: Packaged) -> Mapping[str, str]:
    def codes() -> Mapping[str, str]:
        return {name.rpartition("/")[2]: code for code, name in packaged.accounts.items() if "." not in code}

    return packaged.once(_codes_by_name, codes)


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
    heads = [_SPACES.sub("", head) for head in table.heads]
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
    named = {_NOTE.sub("", _OPENING.sub("", _SPACES.sub("", row[0]))): row for row in table.rows if row}
    names = ("货币资金",) if "货币资金" in named else _MONEY_NAMES
    if len(opening) != 1 or len(closing) != 1 or not {*names} & {*named}:
        return None

    def kept(at: int) -> Decimal:
        cells = (named[name][at] for name in names if at < len(named.get(name, ())))
        return sum((_amount(cell) or ZERO for cell in cells), ZERO)

    first = sum((account.opening for account in finance.accounts), ZERO)
    last = sum((account.closing for account in finance.accounts), ZERO)
    if not first or kept(opening[0]) != first or kept(closing[0]) == last:
        return None
    return heads[closing[0]], kept(closing[0]), last


def _totals(rows: Iterable[Sequence[str]], heads: Sequence[str], half: range) -> list[tuple[int, Decimal]]:
    """Return the columns of a half that hold amounts in its row of totals, and those; none counts lines."""
    total = _total_row(rows, half) or ()
    cells = ((at, total[at]) for at in half[1:] if at < len(total) and not _NUMBERING.search(heads[at]))
    return [(at, amount) for at, cell in cells if (amount := _amount(cell)) is not None]


def _total_row(rows: Iterable[Sequence[str]], half: range) -> Sequence[str] | None:
    """Return the last row whose label in a half says that it is a total."""
    found_row = None
    for row in rows:
        if half[0] < len(row) and _TOTAL.search(_SPACES.sub("", row[half[0]])):
            found_row = row
    return found_row


def _amount(written: str) -> Decimal | None:
    return parse_money(written) if any(sign.isdigit() for sign in written) else None


class _Line(NamedTuple):
    """One line of an income statement: what it is, without numeral and sign in words, and where."""

    name: str
    amount: Decimal
    place: object


@check("result-wrong", given=("income_statement", "tables"))
def result_wrong(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The result of a period is not its income less its expenses, or the sums of the statement are wrong."""
    fields = record.fields
    if isinstance(fields, Finance):
        written = [_Line(_item(one.item), one.amount, one.at("amount")) for one in fields.income_statement]
        yield from _unreckoned(written)
        if (net := _net(written)) is not None:
            yield from _retained(fields, net, around)
    for table in fields.tables:
        for column in _statements(table):
            yield from _unreckoned(
                [_Line(_item(name), amount, record.at("tables")) for name, amount in column]
            )


def _statements(table: EnclosedTable) -> Iterator[Sequence[tuple[str, Decimal]]]:
    """Yield the lines of an enclosed income statement by each of its columns, those of its right half last.

    What ends with 结余 may be money in hand, to which that of before belongs.
    """
    heads = [_SPACES.sub("", head) for head in table.heads]
    items = [at for at, head in enumerate(heads) if head.endswith("项目")]
    if not any(_EARNED.fullmatch(_item(row[at])) for row in table.rows for at in items if at < len(row)):
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
            if columns[pick] < len(row) and (amount := _amount(row[columns[pick]])) is not None
        ]


def _unreckoned(every: Sequence[_Line]) -> Iterator[Finding]:
    """Yield which sums of a statement are wrong; with a line of which nobody knows the side, none is.

    Nor is a total below which 其中 begins to tell some of what it holds.
    """
    picked = {line.name for line, below in pairwise(every) if below.name.startswith("其中")}
    lines = [line for line in every if not line.name.startswith("其中")]
    at = next((at for at, line in enumerate(lines) if _RESULT.fullmatch(line.name)), None)
    totals = {
        what: next((line for line in lines if pattern.fullmatch(line.name)), None)
        for what, pattern in _SIDES.items()
    }
    parts, is_known = {"income": ZERO, "expense": ZERO}, True
    for name, amount, _ in lines[:at]:
        if not (_TOTAL.search(name) or any(pattern.fullmatch(name) for pattern in _SIDES.values())):
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


def _net(lines: Sequence[_Line]) -> Decimal | None:
    """Return the result of a statement less the tax on it."""
    at = next((at for at, line in enumerate(lines) if _RESULT.fullmatch(line.name)), None)
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


@check("debt-wrong", of=Finance, given="debts")
def debt_wrong(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """What is owed in the end is not what was owed before, with what came on and without what was paid."""

    def look(debt: Debt) -> Iterator[Finding]:
        moved = None if debt.inc is None and debt.dec is None else (debt.inc or ZERO) - abs(debt.dec or ZERO)
        if debt.opening is not None and moved is not None and debt.closing != debt.opening + moved:
            counted = separated(debt.opening + moved)
            yield found(debt.at("closing"), separated(debt.closing), party=debt.party, counted=counted)

    yield from each(record.fields.debts, look)


def _item(written: str) -> str:
    """Return what a line is, without its numeral, its account code and a sign in words."""
    name = _SPACES.sub("", written)
    return _CODE.sub("", _OPENING.sub("", name))


def _gives_out(row: LedgerRow | Booking, around: Around) -> bool:
    account = around.packaged.account_class(row.account_code)
    return account in _RETAINED or bool(re.search("分红|收益分配|提取公积", row.summary))


def _result(place: object, what: str, written: Decimal, counted: Decimal) -> Finding:
    return found(
        place,  # type: ignore[arg-type]
        separated(written),
        what=what,
        counted=separated(counted),
        difference=separated(abs(written - counted)),
    )


def _retained(finance: Finance, result: Decimal, around: Around) -> Iterator[Finding]:
    """Compare the result with what was added to the undistributed earnings of the balance sheet.

    Not in a period in which some were given out or put by: only the books tell how much.
    """
    given_out = any(_gives_out(row, around) for row in finance.rows)
    if given_out or any(_gives_out(row, around) for row in finance.noncash):
        return
    lines = [line for line in finance.balance_sheet if _code_of(line, around)[:3] in _RETAINED]
    put_by = [line.amount for line in finance.income_statement if _PUT_BY.search(line.item)]
    if not lines:
        return
    added = sum((line.closing - line.opening for line in lines), ZERO)
    kept = result - sum(map(abs, put_by), ZERO)
    if added != kept:
        yield _result(lines[-1].at("closing"), "retained", added, kept)
