"""The fields of a financial disclosure (domain notes, sections 8.4 and 10).

A voucher is one of three things. An *entry* brings money in or takes it out. A *transfer* moves it between the village's own accounts: its account
is written `C>B`. A *non-cash voucher* moves none: no income, no expense, and its account is `-` or blank. The clerk may keep all three in one table
of rows, or transfers and non-cash vouchers in tables of their own; `Finance.entries`, `.moves` and `.bookings` tell them apart either way.
A transfer's amount stands in the column 金额, or else at the end of its summary. A cell that is blank or holds a mere dash is not given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sunboard.disclosure import Disclosure
from sunboard.faults import FIELD_MISSING, asked_for
from sunboard.fields import Log, Reader, TableReader, form_of, many, optional, part, reads, required, table
from sunboard.model.form import DASHES, MONEY
from sunboard.model.node import Node, Scalar
from sunboard.model.part import Part
from sunboard.model.period import Period
from sunboard.model.problem import Fault, Severity, Words
from sunboard.scalars import choice, day, money, parse_money, period, text, whole, yes

LEDGER_SIDES = Fault(
    "ledger-row-sides",
    Severity.ERROR,
    zh=Words("凭证 {voucher}：收入和支出{what}", "一笔只写一边。内部划转的账户写成 C>B，金额写在“金额”列；非资金凭证的账户写 -"),
    en=Words(
        "Voucher {voucher}: {what_en}", "Give one side only. A transfer has an account like C>B and its amount under 金额; without money it is -"
    ),
    manual="""Each entry of a ledger has an income or an expense, never both and never neither.
Two kinds of voucher have none: a transfer between own accounts (`C>B`, with an amount), and one that moves no money (account `-`).

Why: An entry on both sides, or on none, cannot be added up.

Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

    日期,凭证号,摘要,科目,收入,支出,账户,金额
    2026-03-04,03-002,筹资款缴存银行,102 银行存款,,,C>B,4680.00
中文
明细里每一笔要么是收入，要么是支出，不能两边都写，也不能两边都空。
只有两种凭证两边都空：内部划转（账户写成 C>B，金额写在“金额”列），和不动钱的凭证（账户写 -）。

为什么：两边都写或都空的一笔，没法合计。

依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

    日期,凭证号,摘要,科目,收入,支出,账户,金额
    2026-03-04,03-002,筹资款缴存银行,102 银行存款,,,C>B,4680.00
""",
)

T = TypeVar("T")

_DASHES = frozenset(("-", "--", "—", "——", "–", "－", "/"))
_BETWEEN = re.compile(r"\s*(?:->|→|>|＞)\s*")
_AMOUNT_LAST = re.compile(r"[\s)）:：](?P<amount>[¥￥]?\d[\d,]*(?:\.\d{1,2})?)\s*元?\s*$")
_NO_MONEY = re.compile(r"\s*[〔\[【(（]\s*非资金\s*[〕\]】)）]")


def cell(read: Reader[T]) -> Reader[T]:
    """Return a reader of a table's cell, where a mere dash means that nothing is given."""

    @reads(replace(form_of(read), others=(DASHES,)))
    def read_cell(node: Node, log: Log) -> T | None:
        return None if isinstance(node, Scalar) and node.text.strip() in _DASHES else read(node, log)

    return read_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAccount(Part):
    """One place where money is kept. It has no account number: that is never public."""

    code: str = required("代号", text)
    name: str = required("名称", text)
    opening: Decimal = required("期初", money, "期初余额")
    closing: Decimal = required("期末", money, "期末余额")
    holder: str | None = optional("户名", text)


def between(money_account: str | None) -> tuple[str, str] | None:
    """Return the accounts that money went out of and into, for an account written `C>B`."""
    pieces = _BETWEEN.split(money_account.strip()) if money_account else []
    return (pieces[0], pieces[1]) if len(pieces) == 2 and all(pieces) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Part):
    """Money moved between the village's own accounts; no income and no expense."""

    date: date = required("日期", day)
    voucher_no: str = required("凭证号", text)
    summary: str = required("摘要", text)
    amount: Decimal = required("金额", money, "金额(元)")
    money_account: str = required("账户", text)
    account_code: str | None = optional("科目", cell(text), "科目编码")
    doc_type: str | None = optional("单据", cell(text))
    handler: str | None = optional("经手人", cell(text), "经手")
    approver: str | None = optional("审批人", cell(text), "审批")

    @property
    def way(self) -> tuple[str, str]:
        """Return the accounts that the money went out of and into; empty where they cannot be told."""
        return between(self.money_account) or ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking(Part):
    """A voucher that moves no money, such as depreciation."""

    date: date = required("日期", day)
    voucher_no: str = required("凭证号", text)
    summary: str = required("摘要", text)
    account_code: str | None = optional("科目", cell(text), "科目编码")
    amount: Decimal | None = optional("金额", cell(money), "金额(元)")
    doc_type: str | None = optional("单据", cell(text))
    handler: str | None = optional("经手人", cell(text), "经手")
    approver: str | None = optional("审批人", cell(text), "审批")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow(Part):
    """One voucher of the ledger: an entry, a transfer or a voucher that moves no money."""

    date: date = required("日期", day)
    voucher_no: str = required("凭证号", text)
    summary: str = required("摘要", text)
    account_code: str = required("科目", text, "科目编码")
    income: Decimal | None = optional("收入", cell(money), "收入(元)", "收入金额")
    expense: Decimal | None = optional("支出", cell(money), "支出(元)", "支出金额")
    amount: Decimal | None = optional("金额", cell(money), "金额(元)")
    balance: Decimal | None = optional("结余", cell(money), "余额", "结余(元)")
    money_account: str | None = optional("账户", text)
    payee: str | None = optional("收款人", cell(text), "收款方")
    doc_type: str | None = optional("单据", cell(text))
    doc_count: int | None = optional("附件张数", cell(whole))
    handler: str | None = optional("经手人", cell(text), "经手")
    witness: str | None = optional("证明人", cell(text), "证明")
    approver: str | None = optional("审批人", cell(text), "审批")
    supervisor_ok: bool | None = optional("监委会审核", cell(yes))
    decision: str | None = optional("决议号", cell(text))
    contract: str | None = optional("合同号", cell(text))
    project: str | None = optional("项目", cell(text))
    fund: str | None = optional("专项资金", cell(text))
    attachment: str | None = optional("附件", cell(text))
    amount_cn: str | None = optional("大写金额", cell(text))
    invoice_no: str | None = optional("发票号", cell(text))
    reverses: str | None = optional("冲销凭证", cell(text))

    @property
    def way(self) -> tuple[str, str] | None:
        """Return the accounts that a transfer went out of and into; nothing for other vouchers."""
        return between(self.money_account)

    @property
    def moves_no_money(self) -> bool:
        """Tell whether it is a voucher without money."""
        if self.income or self.expense or self.way:
            return False
        account = (self.money_account or "").strip()
        return account in _DASHES or (not account and (self.amount is not None or bool(_NO_MONEY.match(self.summary))))

    @property
    def is_entry(self) -> bool:
        """Tell whether it brings money in or takes it out."""
        return not self.way and not self.moves_no_money


class LedgerReader(TableReader[LedgerRow]):
    """Reads the rows of a ledger, and sees that each has one side, or is a voucher that needs none."""

    __slots__ = ()

    def __call__(self, node: Node, log: Log) -> tuple[LedgerRow, ...] | None:
        """Read all rows."""
        rows = TableReader.__call__(self, node, log)
        checked = [_one_sided(row, log) for row in rows or ()]
        whole_rows = tuple(row for row in checked if row is not None)
        return None if rows is None or len(whole_rows) < len(rows) else whole_rows


def _one_sided(row: LedgerRow, log: Log) -> LedgerRow | None:
    income, expense = row.income or None, row.expense or None  # spreadsheets fill the empty side with 0
    row = row if (income, expense) == (row.income, row.expense) else replace(row, income=income, expense=expense)
    needs_side = row.is_entry
    if (income and expense) or bool(income or expense) != needs_side:
        if income and expense:
            what, what_en = "两边都写了", "both income and expense are given"
        elif needs_side:
            what, what_en = "两边都没有写", "neither income nor expense is given"
        else:
            what, what_en = "都不该写：账户写的是内部划转", "a transfer has neither income nor expense"
        log.add(LEDGER_SIDES, row.at("expense" if expense else "income"), row.voucher_no, voucher=row.voucher_no, what=what, what_en=what_en)
        return None
    if row.way and row.amount is None:
        found = _AMOUNT_LAST.search(row.summary)
        amount = parse_money(found["amount"]) if found else None
        if amount is None:
            log.add(FIELD_MISSING, row.at("money_account").at("金额"), **asked_for(row.places[""].at("明细"), "金额", MONEY))
            return None
        return replace(row, amount=amount)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLine(Part):
    """One line of the balance sheet; contra accounts are negative."""

    code: str | None = optional("科目", text, "编码", "科目编码")
    name: str = required("名称", text, "科目名称")
    opening: Decimal = required("期初", money, "期初余额")
    closing: Decimal = required("期末", money, "期末余额")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine(Part):
    """One line of the income statement."""

    item: str = required("项目", text)
    amount: Decimal = required("金额", money)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Part):
    """One line of the budget and what has become of it so far."""

    item: str = required("项目", text)
    side: str | None = optional("收支", choice("收入", "支出", also={"收": "收入", "支": "支出"}))
    planned: Decimal = required("预算数", money, "预算", "金额")
    actual: Decimal | None = optional("执行数", money, "实际")
    note: str | None = optional("备注", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt(Part):
    """One thing that the village is owed or owes."""

    party: str = required("对方", text)
    kind: str = required("类别", choice("应收", "应付"), "应收应付")
    cause: str | None = optional("事由", text)
    opening: Decimal | None = optional("期初", money)
    inc: Decimal | None = optional("增加", money, "本期增加")
    dec: Decimal | None = optional("减少", money, "本期减少")
    closing: Decimal = required("期末", money)
    since: str | None = optional("发生时间", text, "起始")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Part):
    """Who signed for the figures."""

    head: str | None = optional("负责人", text)
    supervisor: str | None = optional("监委会主任", text)
    accountant: str | None = optional("会计", text)
    date: date | None = optional("日期", day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finance(Disclosure):
    """What a village took in, paid and kept over a period.

    Where there is nothing to report (`nil`), only the period is asked for; otherwise see `KIND.required`.
    """

    period: Period = required("所属期间", period)
    account_set: str | None = optional("账套", text)
    account_system: str | None = optional("会计制度", choice("2023", "2004"))
    monthly: bool | None = optional("按月公开", yes)
    accounts: tuple[MoneyAccount, ...] = many("资金账户", table(MoneyAccount))
    total_income: Decimal | None = optional("收入合计", money)
    total_expense: Decimal | None = optional("支出合计", money)
    rows: tuple[LedgerRow, ...] = many("明细", LedgerReader(LedgerRow))
    rows_file: str | None = optional("明细文件", text)
    transfers: tuple[Transfer, ...] = many("内部划转", table(Transfer))
    noncash: tuple[Booking, ...] = many("非资金凭证", table(Booking))
    balance_sheet: tuple[BalanceLine, ...] = many("资产负债表", table(BalanceLine))
    income_statement: tuple[ResultLine, ...] = many("收益表", table(ResultLine))
    budget: tuple[BudgetLine, ...] = many("预算", table(BudgetLine))
    debts: tuple[Debt, ...] = many("债权债务", table(Debt))
    signed: Signed | None = optional("签署", part(Signed))
    show_payee: bool | None = optional("显示收款人", yes)

    @property
    def entries(self) -> tuple[LedgerRow, ...]:
        """Return the rows that bring money in or take it out."""
        return tuple(row for row in self.rows if row.is_entry)

    @property
    def moves(self) -> tuple[Transfer | LedgerRow, ...]:
        """Return the transfers, wherever they stand; each has a `way` and an `amount`."""
        return (*(row for row in self.rows if row.way), *self.transfers)

    @property
    def bookings(self) -> tuple[Booking | LedgerRow, ...]:
        """Return the vouchers that move no money, wherever they stand."""
        return (*(row for row in self.rows if row.moves_no_money), *self.noncash)
