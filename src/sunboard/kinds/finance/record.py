"""The fields of a financial disclosure."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain, compress
from operator import attrgetter

from sunboard.fields.declarations import many, optional, required
from sunboard.fields.disclosure import CATALOG_NAMES, Disclosure
from sunboard.fields.forms import Mark
from sunboard.fields.groups import part, table
from sunboard.fields.part import Part, Remembering, Unread, some_of
from sunboard.fields.scalars import choice, code, day, money, officer, period, text, yes
from sunboard.kinds.finance.vouchers import Booking, LedgerRow, Transfer, between, one_sided
from sunboard.lazy import dataclass
from sunboard.model.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAccount(Part):
    """One place where money is kept. It has no account number: that is never public."""

    code: str = required("代号", text, example="B", mark=Mark.CODE)
    name: str = required("名称", text, example="基本户")
    opening: Decimal = required(
        "期初", money, "期初余额", "期初数", "年初", "年初数", "年初余额", example="1000.00"
    )
    closing: Decimal = required("期末", money, "期末余额", "期末数", example="20500.00")
    holder: str | None = optional("户名", text, example="柳湾村股份经济合作社")


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLine(Part):
    """One line of the balance sheet; contra accounts are negative."""

    code: str | None = optional(
        "科目", text, "编码", "代码", "科目编码", "科目代码", example="102", mark=Mark.CODE
    )
    name: str = required("名称", text, "科目名称", "项目", example="银行存款")
    opening: Decimal = required(
        "期初", money, "期初余额", "期初数", "年初", "年初数", "年初余额", example="1000.00"
    )
    closing: Decimal = required("期末", money, "期末余额", "期末数", example="20500.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine(Part):
    """One line of the income statement."""

    item: str = required("项目", text, example="经营收入")
    amount: Decimal = required("金额", money)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Part):
    """One line of the budget and what has become of it so far."""

    item: str = required("项目", text, example="办公费")
    side: str | None = optional("收支", choice("收入", "支出", also={"收": "收入", "支": "支出"}))
    planned: Decimal = required("预算数", money, "预算", "金额", example="6000.00")
    actual: Decimal | None = optional("执行数", money, "实际", example="1236.80")
    note: str | None = optional("备注", text, example="含报刊")


_MOVED = "?period ?money ?figure ?lacking"
_OWED = {
    f"{before}{word}{after}": word
    for word in ("应收", "应付")
    for before in ("", "其他")
    for after in ("款", "款项", "账款")
} | {"债权": "应收", "债务": "应付"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt(Part):
    """One thing that the village is owed or owes."""

    party: str = required(
        "对方",
        officer,
        "往来单位",
        "对方单位",
        example="县电力公司",
        heads=r"(?:对方|往来)(?:单位|户|对象)?(?:或个人|\(个人\))?(?:名称|姓名)?"
        r"|债[权务](?:\(债[权务]\)|[/、或]债[权务])?(?:单位|人|户|对象)(?:名称|姓名)?"
        r"|单位(?:名称|[或、/](?:个人|姓名)|\(个人\))?",
        means="who debt ?name|who lacking ?name",
    )
    kind: str = required(
        "类别",
        choice("应收", "应付", also=_OWED),
        "应收应付",
        "种类",
        heads="应收[/、或]?应付|债权[/、或]?债务|(?:往来|款项)(?:类别|类型|性质)",
        means="debt sort|money sort",
    )
    cause: str | None = optional(
        "事由",
        text,
        example="一月电费",
        heads="(?:形成|发生|挂账|往来|款项|欠款)内容",
        means="cause ?arising ?debt ?lacking ?money",
    )
    opening: Decimal | None = optional(
        "期初",
        money,
        "期初余额",
        "期初数",
        heads="上[月季年](?:余额|结转)|上[月季]末(?:余额|结转)",
        means="starting ?rest ?money ?figure ?lacking",
    )
    inc: Decimal | None = optional("增加", money, "本期增加", means=f"more {_MOVED}|arising {_MOVED}")
    dec: Decimal | None = optional("减少", money, "本期减少", means=f"less {_MOVED}")
    closing: Decimal = required(
        "期末",
        money,
        "期末余额",
        "期末数",
        example="200.00",
        means="ending ?rest ?money ?figure ?lacking|period rest ?money",
    )
    since: str | None = optional(
        "发生时间",
        text,
        "起始",
        "形成时间",
        "发生日期",
        example="2025年12月",
        heads="(?:形成|发生|挂账|起始|欠款|账龄起始)(?:时间|日期|年月|年份)|账龄起始",
        means="arising day ?lacking|lacking day|aging ?day",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Part):
    """Who signed for the figures."""

    head: str | None = optional("负责人", officer, example="何广仁")
    accountant: str | None = optional("会计", officer, example="罗会兰")
    supervisor: str | None = optional("监委会主任", officer, example="吴月琴")
    date: date | None = optional("日期", day, example="2026-04-09")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finance(Disclosure, Remembering):
    """What a village took in, paid and kept over a period.

    Where there is nothing to report (`nil`), only the period is asked for; otherwise see `KIND.required`.
    """

    title: str = required("标题", text, example="2026年一季度收支公开")
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="CK02")
    period: Period = required("所属期间", period)
    plain_summary: str | None = optional(
        "大白话", text, example="一季度收进承包费一万九千五百元，没有支出，季末账上还有二万零五百元。"
    )
    account_set: str | None = optional("账套", text, example="集体经济组织")
    account_system: str | None = optional("会计制度", choice("2023", "2004"))
    monthly: bool | None = optional("按月公开", yes)
    accounts: tuple[MoneyAccount, ...] = many("资金账户", table(MoneyAccount))
    total_income: Decimal | None = optional("收入合计", money, example="19500.00")
    total_expense: Decimal | None = optional("支出合计", money, example="0.00")
    rows: tuple[LedgerRow, ...] = many(
        "明细",
        table(LedgerRow, accept=one_sided),
        example="[{日期: 2026-01-06, 凭证号: 01-001, 摘要: 收机动地承包费, 科目: 501.02, "
        "收入: 19500.00, 账户: B}]",
    )
    rows_file: str | None = optional("明细文件", text, example="2026年一季度.xlsx")
    transfers: tuple[Transfer, ...] = many("内部划转", table(Transfer))
    noncash: tuple[Booking, ...] = many("非资金凭证", table(Booking))
    balance_sheet: tuple[BalanceLine, ...] = many("资产负债表", table(BalanceLine))
    income_statement: tuple[ResultLine, ...] = many("收益表", table(ResultLine))
    budget: tuple[BudgetLine, ...] = many("预算", table(BudgetLine))
    debts: tuple[Debt, ...] = many("债权债务", table(Debt))
    signed: Signed | None = optional(
        "签署",
        part(Signed),
        example="{负责人: 何广仁, 会计: 罗会兰, 监委会主任: 吴月琴, 日期: 2026-04-09}",
        rule="FIN-40",
    )
    show_payee: bool | None = optional("显示收款人", yes, mark=Mark.NAMES_PAYEE)

    @cached_property
    def is_summary(self) -> bool:
        """Tell whether it gives totals by item, and no single entries."""
        return bool(self.rows) and not any(row.date or row.voucher_no for row in self.rows)

    @property
    def leaves_out_entries(self) -> bool:
        """Tell whether it is a summary of entries; where no money came or went there are none."""
        return self.is_summary and any(row.income or row.expense for row in self.rows)

    @cached_property
    def _ways(self) -> frozenset[str | None]:
        """Return how the ways of transfers are written: the rows name a few accounts again and again."""
        return frozenset(filter(between, {row.money_account for row in self.rows}))

    @cached_property
    def entries(self) -> tuple[LedgerRow, ...]:
        """Return the rows that bring money in or take it out."""
        ways = self._ways
        rows = [row for row in self.rows if row.money_account not in ways] if ways else self.rows
        return tuple([row for row in rows if row.income or row.expense or row.is_entry])

    @cached_property
    def payments(self) -> Sequence[LedgerRow]:
        """Return the rows by which money went out; totals by item are no payments."""
        return () if self.is_summary else _moving(self.rows, "expense")

    @cached_property
    def receipts(self) -> Sequence[LedgerRow]:
        """Return the rows by which money came in."""
        return () if self.is_summary else _moving(self.rows, "income")

    @cached_property
    def vouchers(self) -> Sequence[LedgerRow | Transfer | Booking]:
        """Return every voucher in the order written: rows, transfers and those that move no money."""
        return some_of(chain(self.rows, self.transfers, self.noncash), bool)

    @cached_property
    def moves(self) -> tuple[Transfer | LedgerRow, ...]:
        """Return the transfers, wherever they stand; each has a `way` and an `amount`."""
        ways = self._ways
        rows = (row for row in self.rows if row.money_account in ways) if ways else ()
        return (*rows, *self.transfers)

    @property
    def bookings(self) -> tuple[Booking | LedgerRow, ...]:
        """Return the vouchers that move no money, wherever they stand."""
        return (*(row for row in self.rows if row.moves_no_money), *self.noncash)


_NOTHING = Decimal(0)


def _moving(rows: Sequence[LedgerRow], side: str) -> Sequence[LedgerRow]:
    """Return the rows with an amount on a side; where some could not be read, as far as they were."""
    amount_of = attrgetter(side)
    with suppress(Unread):
        amounts = [*map(amount_of, rows)]
        return tuple(compress(rows, [amount and amount > _NOTHING for amount in amounts]))
    return some_of(rows, lambda row: side not in row.unread and (amount_of(row) or _NOTHING) > _NOTHING)


def unneeded(finance: Finance) -> tuple[str, ...]:
    """Return the fields that need not be written.

    Where nothing came in or went out there are no entries, and a draft is not signed yet.
    """
    written = {"total_income", "total_expense"}.isdisjoint(finance.unread)
    nothing = written and finance.total_income == 0 and finance.total_expense == 0
    unsigned = "status" not in finance.unread and not finance.is_published
    return (*(["rows"] if nothing else ()), *(["signed"] if unsigned else ()))
