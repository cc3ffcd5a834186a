"""The vouchers of a ledger, and what its columns may be called.

A voucher is one of three things. An *entry* brings money in or takes it out. A *transfer* moves it between
the village's own accounts: its account is written `C>B`. A *non-cash voucher* moves none: no income, no
expense, and its account is `-` or blank. The clerk may keep all three in one table of rows, or transfers and
non-cash vouchers in tables of their own; `Finance.entries`, `.moves` and `.bookings` tell them apart either
way. A transfer's amount stands in the column 金额, or else at the end of its summary. A cell that is blank or
holds a mere dash is not given.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from sunboard.faults import fault
from sunboard.fields.decision import NUMBER_NAMES
from sunboard.fields.declarations import Reader, names_of, optional, reads, required
from sunboard.fields.faults import field_missing
from sunboard.fields.forms import DASHES, DAY, TEXT, YES, Form, Mark
from sunboard.fields.part import Part
from sunboard.fields.scalars import day, money, officer, payee, text, whole, yes
from sunboard.fields.written import parse_money
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Node, Scalar
from sunboard.model.problem import Log
from sunboard.privacy.naming import COMPOUND
from sunboard.privacy.people import is_name

LEDGER_SIDES = fault("ledger-row-sides")

T = TypeVar("T")

# What bookkeeping programs and printed forms call these columns. 借方 and 贷方 are not here: of an account of
# money the debit is what came in, of an account of income it is what was taken back.
_DATE = ("记账日期", "凭证日期", "业务日期", "发生日期", "入账日期")
_VOUCHER = ("凭证编号", "凭证字号", "凭证号码", "记账凭证号")
_SUMMARY = ("内容", "业务内容", "事由", "内容摘要", "摘要内容", "用途摘要", "经济业务内容", "经济业务")
_ACCOUNT = ("科目编码", "科目代码", "会计科目", "会计科目编码", "会计科目代码", "科目名称", "会计科目名称")
_PAPERS = (
    "票据",
    "单据类型",
    "票据类型",
    "单据名称",
    "票据名称",
    "票据种类",
    "单据种类",
    "原始单据",
    "原始凭证",
    "附单据",
)
_HOW_MANY = ("单据张数", "附单据数", "附单据张数", "附件数", "票据张数", "凭证张数", "原始凭证张数")
_HANDLER = ("经手", "经办人", "经办", "报销人", "报账人")
_PAYEE = (
    "付给谁",
    "收款方",
    "收款单位",
    "领款人",
    "领款单位",
    "收款人名称",
    "收款人姓名",
    "收款单位名称",
    "收款户名",
    "往来单位",
    "供应商",
)
_WITNESS = ("证明", "证明(验收)人", "验收人")
_PAYER = ("交款人", "交款单位", "交款方", "缴款人", "缴款单位", "付款单位", "付款方", "来款单位")
_OTHER_PARTY = (
    "对方账户名称",
    "对方名称",
    "对方单位",
    "对方单位名称",
    "交易对手",
    "交易对方",
)  # 对方 alone is of debts
_SETTLED = ("支付方式", "付款方式", "收款方式", "收付方式", "收付款方式", "结算形式")
_CONTRACT = ("合同编号",)
_FUND = ("专项资金名称", "专款名称", "专款")
_PROJECT = ("项目名称", "工程项目", "工程名称", "所属项目")
_PASSING = (
    "监委会是否审核",
    "监委会审核意见",
    "监委会审核人",
    "监委会意见",
    "监委会签字",
    "监委审核",
    "村监委会审核",
    "理财小组审核",
    "民主理财小组审核",
)
_APPROVER = ("审批", "批准人", "批准", "审批领导")

_DASHES = frozenset(("-", "--", "—", "——", "–", "－", "/"))
_BETWEEN = regex(r"\s*(?:->|→|>|＞)\s*")
_AMOUNT_LAST = regex(r"[\s)）:：](?P<amount>[¥￥]?\d[\d,]*(?:\.\d{1,2})?)\s*元?\s*$")
_NO_MONEY = regex(r"\s*[〔\[【(（]\s*非资金\s*[〕\]】)）]")


_PASSES = "[已经]?(?:审核)?(?:同意|通过|合格|属实|签字|盖章)|[已经]?审核|已[审签]|同意(?:报销|支付)|情况属实"
_REFUSES = "(?:审核)?[不未](?:同意|通过|合格|签字?|盖章)|否决|退回|待审核?"
_PASSED, _REFUSED, _ON, _APART = map(regex, (_PASSES, _REFUSES, DAY.pattern, r"[\s、,，;；/]+"))


@reads(replace(YES, others=(DAY, *(replace(TEXT, pattern=said) for said in (_PASSES, _REFUSES)))))
def passed(node: Node, log: Log, form: Form) -> bool | None:
    """Read whether the supervisors passed a payment: 是 or 否, 同意, or who of them did and on which day."""
    said = node.text.strip() if isinstance(node, Scalar) else ""
    if _REFUSED.fullmatch(said):
        return False
    tells = bool(said) and (_tells_of_passing(said) or all(map(_tells_of_passing, _APART.split(said))))
    return True if tells else yes.read(node, log, form)


def _tells_of_passing(said: str) -> bool:
    """Tell whether it is said that somebody passed a thing: in so many words, by a name or by a day."""
    named = is_name(said) and (len(said) < 4 or COMPOUND.match(said))  # 周末再说 begins as names do
    return bool(named or _PASSED.fullmatch(said) or _ON.fullmatch(said))


def cell(read: Reader[T]) -> Reader[T]:
    """Return a reader of a table's cell, where a mere dash means that nothing is given."""

    @reads(replace(read.form, others=(*read.form.others, DASHES)))
    def read_cell(node: Node, log: Log, form: Form) -> T | None:
        dash = isinstance(node, Scalar) and node.text.strip() in _DASHES
        return None if dash else read.read(node, log, form)

    return read_cell


@lru_cache(maxsize=1024)
def between(money_account: str | None) -> tuple[str, str] | None:
    """Return the accounts that money went out of and into, for an account written `C>B`."""
    pieces = _BETWEEN.split(money_account.strip()) if money_account else []
    return (pieces[0], pieces[1]) if len(pieces) == 2 and all(pieces) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Part):
    """Money moved between the village's own accounts; no income and no expense."""

    date: date = required("日期", day, *_DATE, example="2026-01-06")
    voucher_no: str = required("凭证号", text, *_VOUCHER, example="03-002", mark=Mark.SERIAL)
    summary: str = required("摘要", text, *_SUMMARY, example="现金存入银行", mark=Mark.PURPOSE)
    amount: Decimal = required("金额", money, "金额(元)", example="4680.00")
    money_account: str = required("账户", text, "资金账户", example="C>B")
    account_code: str | None = optional("科目", cell(text), *_ACCOUNT, example="102", mark=Mark.ACCOUNT)
    doc_type: str | None = optional("单据", cell(text), *_PAPERS, example="存款单")
    handler: str | None = optional("经手人", cell(officer), *_HANDLER, example="罗会兰")
    approver: str | None = optional("审批人", cell(officer), *_APPROVER, example="何广仁")

    @property
    def way(self) -> tuple[str, str]:
        """Return the accounts that the money went out of and into; empty where they cannot be told."""
        return between(self.money_account) or ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking(Part):
    """A voucher that moves no money, such as depreciation."""

    date: date = required("日期", day, *_DATE, example="2026-01-06")
    voucher_no: str = required("凭证号", text, *_VOUCHER, example="03-005", mark=Mark.SERIAL)
    summary: str = required("摘要", text, *_SUMMARY, example="计提固定资产折旧", mark=Mark.PURPOSE)
    account_code: str | None = optional("科目", cell(text), *_ACCOUNT, example="512", mark=Mark.ACCOUNT)
    amount: Decimal | None = optional("金额", cell(money), "金额(元)", example="350.00")
    doc_type: str | None = optional("单据", cell(text), *_PAPERS, example="折旧表")
    handler: str | None = optional("经手人", cell(officer), *_HANDLER, example="罗会兰")
    approver: str | None = optional("审批人", cell(officer), *_APPROVER, example="何广仁")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow(Part):
    """One voucher of the ledger: an entry, a transfer or a voucher that moves no money.

    Or one line of a summary, which has neither a day nor a number.
    """

    date: date | None = optional("日期", day, *_DATE, example="2026-01-06")
    voucher_no: str | None = optional("凭证号", text, *_VOUCHER, example="01-001", mark=Mark.SERIAL)
    summary: str = required("摘要", text, *_SUMMARY, example="收机动地承包费", mark=Mark.PURPOSE)
    account_code: str | None = optional("科目", text, *_ACCOUNT, example="501.02", mark=Mark.ACCOUNT)
    income: Decimal | None = optional("收入", cell(money), "收入(元)", "收入金额", mark=Mark.INCOME)
    expense: Decimal | None = optional("支出", cell(money), "支出(元)", "支出金额", mark=Mark.EXPENSE)
    amount: Decimal | None = optional("金额", cell(money), "金额(元)", example="4680.00", mark=Mark.AMOUNT)
    balance: Decimal | None = optional("结余", cell(money), "余额", "结余(元)", mark=Mark.BALANCE)
    money_account: str | None = optional("账户", text, "资金账户", "账户名称", example="B", mark=Mark.WHERE)
    payer: str | None = optional("付款人", cell(payee), *_PAYER, example="丰禾农业公司")
    other_party: str | None = optional("对方户名", cell(payee), *_OTHER_PARTY, example="丰禾农业公司")
    payee: str | None = optional("收款人", cell(payee), *_PAYEE, example="县电力公司")
    spec: str | None = optional("规格", cell(text), "规格型号", "型号", example="P.O 42.5")
    unit: str | None = optional("计量单位", cell(text), example="袋")
    quantity: str | None = optional("数量", cell(text), "购买数量", example="30")
    price: str | None = optional("单价", cell(text), "单价(元)", example="18.50")
    settlement: str | None = optional("结算方式", cell(text), *_SETTLED, example="转账")
    doc_type: str | None = optional("单据", cell(text), *_PAPERS, example="收据")
    doc_count: int | None = optional("附件张数", cell(whole), *_HOW_MANY, example="1")
    handler: str | None = optional("经手人", cell(officer), *_HANDLER, example="罗会兰")
    witness: str | None = optional("证明人", cell(officer), *_WITNESS, example="陈守田")
    approver: str | None = optional("审批人", cell(officer), *_APPROVER, example="何广仁")
    supervisor_ok: bool | None = optional("监委会审核", cell(passed), *_PASSING)
    decision: str | None = optional(
        "决议号", cell(text), *NUMBER_NAMES, example="JY-2026-03", mark=Mark.SERIAL
    )
    contract: str | None = optional("合同号", cell(text), *_CONTRACT, example="HT-2026-02", mark=Mark.CITED)
    project: str | None = optional("项目", cell(text), *_PROJECT, example="赵家湾巷道硬化", mark=Mark.CITED)
    fund: str | None = optional("专项资金", cell(text), *_FUND, example="一事一议奖补")
    attachment: str | None = optional("附件", cell(text), example="发票.pdf")
    amount_cn: str | None = optional("大写金额", cell(text), "金额大写", "大写", example="壹万玖仟伍佰元整")
    invoice_no: str | None = optional(
        "发票号", cell(text), "发票号码", "发票编号", example="26112000000012345678", mark=Mark.SERIAL
    )
    reverses: str | None = optional("冲销凭证", cell(text), example="01-003", mark=Mark.SERIAL)
    note: str | None = optional("备注", cell(text), "备考", "附注", example="8户", mark=Mark.REMARK)

    @property
    def called(self) -> str:
        """Return what messages call it."""
        return called(self.voucher_no, self.summary)

    @property
    def paid_to(self) -> str | None:
        """Return who was paid: the payee, or in a list of the bank whoever is on the other side."""
        return self.payee or self.other_party

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
        return account in _DASHES or (
            not account and (self.amount is not None or bool(_NO_MONEY.match(self.summary)))
        )

    @property
    def is_entry(self) -> bool:
        """Tell whether it brings money in or takes it out."""
        return not self.way and bool(self.income or self.expense or not self.moves_no_money)


def called(number: str | None, summary: str) -> str:
    """Return what messages call a voucher: its number, or in quotation marks what it was for."""
    return number or f"“{summary}”"


def one_sided(row: LedgerRow, log: Log) -> LedgerRow | None:
    """Return a row that has one side, or is a voucher that needs none, with the amount that it moves.

    Else tell the log what is wrong.
    """
    income, expense = row.income or None, row.expense or None  # spreadsheets fill the empty side with 0
    if income is expense is None and (row.income is not None or row.expense is not None) and row.is_entry:
        return row  # nothing came in and nothing went out: somebody says so
    row = (
        row
        if (income, expense) == (row.income, row.expense)
        else replace(row, income=income, expense=expense)
    )
    needs_side = row.is_entry
    if (income and expense) or bool(income or expense) != needs_side:
        what = "both" if income and expense else "neither" if needs_side else "transfer"
        log.add(
            LEDGER_SIDES,
            row.at("expense" if expense else "income"),
            row.called,
            voucher=row.called,
            what=what,
        )
        return None
    if row.way and row.amount is None:
        found = _AMOUNT_LAST.search(row.summary)
        amount = parse_money(found["amount"]) if found else None
        if amount is None:
            key, at = names_of(LedgerRow)["amount"], row.at("money_account")
            field_missing(log, at.at(key.zh), LedgerRow, key, row.at().at("明细"))
            return None
        return replace(row, amount=amount)
    return row
