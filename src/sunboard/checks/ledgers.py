"""The arithmetic of a period's money: totals, balances, what came before (domain notes, 5.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.kinds.finance import Finance, MoneyAccount
from sunboard.model.node import Place
from sunboard.model.problem import Severity, Words

ZERO = Decimal("0.00")


def yuan(amount: Decimal) -> str:
    """Write an amount as people check it: `722,881.21`."""
    return f"{amount:,.2f}"


def voucher_key(number: str) -> tuple[str, tuple[int, ...]]:
    """Return what voucher numbers are ordered by: their letters, then their numbers as numbers."""
    return re.sub(r"\d+", "#", number.strip()), tuple(int(piece) for piece in re.findall(r"\d{1,18}", number))


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that came into an account, or went out of it (negative)."""

    date: date
    voucher: str
    account: str  # as written
    amount: Decimal
    place: Place


def movements(finance: Finance) -> tuple[Movement, ...]:
    """Return every movement of money, transfers on both sides, in the order of date and voucher number."""
    all_moved = []
    for row in finance.entries:
        amount, place = (
            (row.income or ZERO) - (row.expense or ZERO),
            row.at("expense" if row.expense else "income"),
        )
        all_moved.append(Movement(row.date, row.voucher_no, row.money_account or "", amount, place))
    for move in finance.moves:
        (out, into), amount, place = move.way or ("", ""), move.amount or ZERO, move.at("money_account")
        all_moved.append(Movement(move.date, move.voucher_no, out, -amount, place))
        all_moved.append(Movement(move.date, move.voucher_no, into, amount, place))
    return tuple(sorted(all_moved, key=lambda one: (one.date, voucher_key(one.voucher))))


def account_of(written: str, accounts: Mapping[str, MoneyAccount]) -> MoneyAccount | None:
    """Return the account that a row means: by code or name; where there is only one, blank means it."""
    if not written.strip() and len({account.code for account in accounts.values()}) == 1:
        return next(iter(accounts.values()))
    return accounts.get(_plain(written))


def accounts_by_name(finance: Finance) -> Mapping[str, MoneyAccount]:
    """Return the accounts by their codes, names, and both together."""
    return {
        _plain(name): account
        for account in reversed(finance.accounts)
        for name in (account.code + account.name, account.name, account.code)
    }


def _plain(written: str) -> str:
    return re.sub(r"\s+", "", written).upper()


@check(
    Severity.ERROR,
    of=Finance,
    zh=Words(
        "凭证 {voucher} 的账户{says}", "写资金账户的代号，是这几个之一：{known}；漏写的账户补进“资金账户”"
    ),
    en=Words(
        "Voucher {voucher} {says_en}",
        "Write the code of one of the accounts: {known}; add an account that was forgotten to 资金账户",
    ),
)
def money_account_unknown(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A row names an account that the record does not list, or none although there are several.

    Rows name accounts by their code or name; a transfer names two, `C>B`.

    Why: Each account is balanced by itself, so each entry must say whose it is.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        资金账户:
          - {代号: C, 名称: 现金, 期初: 3260.50, 期末: 2954.50}
          - {代号: B, 名称: 基本户, 期初: 486215.36, 期末: 599926.71}

    中文
    明细里某一笔的“账户”不在“资金账户”里；有好几个账户时也不能空着。

    账户写代号或名称，内部划转写成 C>B。

    为什么：每个账户单独核对，每一笔都要写明是哪个账户的。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        资金账户:
          - {代号: C, 名称: 现金, 期初: 3260.50, 期末: 2954.50}
          - {代号: B, 名称: 基本户, 期初: 486215.36, 期末: 599926.71}
    """
    accounts = accounts_by_name(record.fields)
    known = "、".join(f"{account.code}（{account.name}）" for account in record.fields.accounts)
    for one in movements(record.fields) if accounts else ():
        if account_of(one.account, accounts) is None:
            says, says_en = "空着，可是资金账户不止一个", "names no account, and there are several"
            if one.account:
                says, says_en = (
                    f"写的是“{one.account}”，资金账户里没有",
                    f"names the account “{one.account}”, which is not in the list of accounts",
                )
            yield found(one.place, one.account, voucher=one.voucher, known=known, says=says, says_en=says_en)


@check(
    Severity.ERROR,
    of=Finance,
    rule="FIN-01",
    zh=Words(
        "{account}不平：期初 {opening} + 收 {income} − 支 {expense} = {counted}，期末写的是 {value}，差 {difference}",
        "核对期末余额和这一期的每一笔凭证，改错的那一个",
    ),
    en=Words(
        "{account} does not balance: opening {opening} + income {income} - expense {expense} = {counted}, "
        "but {value} is given as closing, a difference of {difference}",
        "Compare the closing balance with every voucher of the period, and mend the one that is wrong",
    ),
)
def balance_wrong(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """What was there, plus what came in, less what went out, is not what is left.

    Counted for each account, transfers included, and for all together. There is no tolerance: one fen is a mistake.

    Why: Opening, income, expense and closing are the first four figures that everybody reads; they must agree.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        资金账户:
          - {代号: B, 名称: 基本户, 期初: 1000.00, 期末: 1300.00}
        收入合计: 500.00
        支出合计: 200.00

    中文
    期初余额加本期收入减本期支出，不等于期末余额。

    逐个账户核对（内部划转也算），再核对总数。一分钱也不能差。

    为什么：期初、收入、支出、期末是大家最先看的四个数，必须对得上。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        资金账户:
          - {代号: B, 名称: 基本户, 期初: 1000.00, 期末: 1300.00}
        收入合计: 500.00
        支出合计: 200.00
    """
    finance = record.fields
    accounts = accounts_by_name(finance)
    if not accounts:
        return
    moved = [(account_of(one.account, accounts), one) for one in movements(finance)]
    balanced = True
    if all(account is not None for account, _ in moved):
        for account in finance.accounts:
            own = [one.amount for owner, one in moved if owner is account]
            income, expense = sum((x for x in own if x > 0), ZERO), -sum((x for x in own if x < 0), ZERO)
            for finding in _unbalanced(
                account.name, account.opening, income, expense, account.closing, account.at("closing")
            ):
                balanced = False
                yield finding
    if balanced:
        income, expense = _sums(finance)
        opening, closing = (
            sum((a.opening for a in finance.accounts), ZERO),
            sum((a.closing for a in finance.accounts), ZERO),
        )
        yield from _unbalanced("全部资金", opening, income, expense, closing, record.at("accounts"))


def _unbalanced(
    account: str, opening: Decimal, income: Decimal, expense: Decimal, closing: Decimal, place: Place
) -> Iterator[Finding]:
    counted = opening + income - expense
    if counted != closing:
        figures = {
            "opening": opening,
            "income": income,
            "expense": expense,
            "counted": counted,
            "difference": abs(counted - closing),
        }
        yield found(
            place, yuan(closing), account=account, **{name: yuan(amount) for name, amount in figures.items()}
        )


def _sums(finance: Finance) -> tuple[Decimal, Decimal]:
    entries = finance.entries
    return sum((row.income or ZERO for row in entries), ZERO), sum(
        (row.expense or ZERO for row in entries), ZERO
    )


@check(
    Severity.ERROR,
    of=Finance,
    rule="FIN-03",
    zh=Words(
        "{field}写的是 {value}，明细加起来是 {counted}，差 {difference}",
        "核对合计；也可能明细里漏了一笔或多记一笔",
    ),
    en=Words(
        "{field} says {value}, but the rows make {counted}, a difference of {difference}",
        "Compare the total with the rows: one may be missing or stand twice",
    ),
)
def total_wrong(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The declared total of income or expense is not the sum of the rows.

    Transfers between the village's own accounts and vouchers that move no money are in neither.

    Why: Anybody can add up the rows on the wall.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        收入合计: 19500.00
        支出合计: 1236.80
        明细:
          - {日期: 2026-01-06, 凭证号: 01-001, 摘要: 收机动地承包费, 科目: 501.02, 收入: 19500.00, 账户: B}
          - {日期: 2026-01-08, 凭证号: 01-002, 摘要: 付村部电费, 科目: 513.03, 支出: 1236.80, 账户: B}

    中文
    “收入合计”或“支出合计”与明细相加的结果不一样。内部划转和非资金凭证不算在内。

    为什么：明细贴在墙上，谁都能加一遍。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        收入合计: 19500.00
        支出合计: 1236.80
        明细:
          - {日期: 2026-01-06, 凭证号: 01-001, 摘要: 收机动地承包费, 科目: 501.02, 收入: 19500.00, 账户: B}
          - {日期: 2026-01-08, 凭证号: 01-002, 摘要: 付村部电费, 科目: 513.03, 支出: 1236.80, 账户: B}
    """
    if not record.fields.rows:
        return
    for name, counted in zip(("total_income", "total_expense"), _sums(record.fields), strict=True):
        written = getattr(record.fields, name)
        if written is not None and written != counted:
            yield found(
                record.at(name), yuan(written), counted=yuan(counted), difference=yuan(abs(written - counted))
            )


@check(
    Severity.ERROR,
    of=Finance,
    rule="FIN-12",
    zh=Words(
        "{day} 凭证 {voucher} 以后，{account}余额是 {value}，成了负数",
        "核对日期、账户和金额；付款不能多于账上的钱",
    ),
    en=Words(
        "After voucher {voucher} on {day} the balance of {account} is {value}, below nothing",
        "Compare the day, the account and the amount with the papers; nobody can pay more than an account holds",
    ),
)
def balance_negative(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """An account falls below nothing after one of the vouchers, taken in the order of date and voucher number.

    Money that is not there cannot be spent: a date, an account or an amount is wrong. Only the first such voucher of an account is named.

    Why: Villagers who add up see that something cannot be true.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        日期,凭证号,摘要,科目,收入,支出,账户
        2026-01-06,01-001,收机动地承包费,501.02,19500.00,,B

    中文
    按日期和凭证号的先后，某一笔以后账户余额成了负数。账上没有的钱付不出去，一定是日期、账户或金额写错了。每个账户只报第一笔。

    为什么：村民一笔一笔往下算，就会发现账对不上。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        日期,凭证号,摘要,科目,收入,支出,账户
        2026-01-06,01-001,收机动地承包费,501.02,19500.00,,B
    """
    accounts = accounts_by_name(record.fields)
    left = {account.code: account.opening for account in record.fields.accounts}
    below: set[str] = set()
    for one in movements(record.fields) if accounts else ():
        account = account_of(one.account, accounts)
        if account is None:
            continue
        left[account.code] += one.amount
        if left[account.code] < 0 and account.code not in below:
            below.add(account.code)
            yield found(
                one.place, yuan(left[account.code]), day=one.date, voucher=one.voucher, account=account.name
            )
