"""The fields of a financial disclosure (domain notes, sections 8.4 and 10); its vouchers are in `voucher.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sunboard.fields.declarations import many, optional, part, required, table
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, day, money, period, text, yes
from sunboard.kinds.finance.voucher import Booking, LedgerReader, LedgerRow, Transfer
from sunboard.model.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAccount(Part):
    """One place where money is kept. It has no account number: that is never public."""

    code: str = required("代号", text)
    name: str = required("名称", text)
    opening: Decimal = required("期初", money, "期初余额")
    closing: Decimal = required("期末", money, "期末余额")
    holder: str | None = optional("户名", text)


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
