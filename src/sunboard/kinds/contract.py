"""合同: what the collective has let, bought or had built, one contract a record or many in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sunboard.contracts import Kind, Telling
from sunboard.describing import common_blocks, common_facts, left_over, rest_of, rows_table, section
from sunboard.describing.registers import (
    due_in_words,
    last_day_in,
    register_facts,
    register_table,
    register_texts,
)
from sunboard.describing.values import amount_of
from sunboard.fields.decision import NUMBER_NAMES
from sunboard.fields.declarations import label_of, many, optional, required
from sunboard.fields.disclosure import CATALOG_NAMES, Disclosure
from sunboard.fields.forms import Mark
from sunboard.fields.groups import part, table
from sunboard.fields.meant import AT_LENGTH, FIRST_DAY, LAST_DAY, PROGRESS, RENT, TERM
from sunboard.fields.part import Part
from sunboard.fields.scalars import (
    apiece,
    choice,
    code,
    day,
    money,
    mu,
    officer,
    text,
    when,
    whereabouts,
    yearly,
)
from sunboard.fields.written import EACH_THING
from sunboard.lazy import dataclass
from sunboard.model.blocks import Block, Content, Fact, Figure, TableBlock
from sunboard.model.money import plain_money
from sunboard.model.period import Period, first_day, last_day
from sunboard.model.plain import Values, map_of, maps_of, text_of

_OBJECT = (
    r"(?:租赁|出租|承租|承包|发包|流转)?(?:标的物?|物|项目|资产|资源|土地)(?:名称)?"
    r"|(?:租赁|出租|承租|承包|发包|流转)?(?:地块|宗地)(?:名称)?"
    r"|(?:租赁|出租|承租|承包|发包|流转|合同)(?:内容|事项)"
    r"|(?:租赁|出租|承租)(?:房屋|房产|门面房?|商铺|场地)(?:名称)?"
    r"|(?:门面房?|商铺|店[铺面]|铺面|摊位)编?号"
    r"|资[产源]\(?资[产源]\)?(?:名称)?|资[产源]\(资[产源]\)名称"
    r"|(?:(?!合同|单位|公司|企业|对方|银行|部门|[县乡镇村社组]|[方人户]名).){1,4}名称"
)
_PARTY = (
    r"(?:承租|承包|租赁|受让|租用|经营|流入|合同)(?:人|方|户|单位|者|主体|对方)(?:名称|姓名)?"
    r"|承[租包]\(?承?[租包]\)?[人方户]|租户|对方(?:单位|名称|当事人)|[交缴付]款(?:单位|人|方|户)"
)
_AGREED = "?contract ?deal ?take ?give"
_TAKER = "who take ?name ?contract|who deal ?name|who contract ?name"
_NUMBERED = "number contract|number deal|number take|number give"
_WHOLE = "contract money ?total|total rent ?money ?contract|total money ?contract ?deal ?take ?give"
_YEARLY = f"year rent ?money ?rate ?total ?gain {_AGREED}|year money ?contract ?total"
_PRICE = r"合同总?(?:价款|标的额|额)|(?:租金|承包[费金款]|租赁费|合同)总[额价]|总(?:租金|承包[费金款]|价款)"
_AREA = "(?:租赁|租地|占地|地块|承包|流转|出租|发包|合同|土地|总)面积"
_BOTTOM = (
    "(?:竞价|拍卖|招租|竞租|发包|出租|承包|租金|交易)?(?:起拍)?(?:底价|标底|起拍价|起租价|起始价|最低限价)"
)
_LOWEST = f"bottom ?sale ?selling ?rent ?money {_AGREED}"
_APIECE = rf"\((?:每个|(?:每|元/){EACH_THING}(?:[/每]年)?)\)"
_DEPOSIT = f"deposit ?money {_AGREED}"
_OWNER = "who give ?name"
_SIGNED = "signing ?day ?contract"
_DUE = "owed day ?money ?rent"
_SUM = "?period ?so_far ?total ?rent ?money"
_OWED, _RECEIVED, _ARREARS = f"owed {_SUM}", f"received {_SUM}", f"lacking {_SUM}"
_PAYING = "(?:付款|缴费|交费|交[租款]|缴租|支付|收款|缴款|租金支付|承包费缴纳)(?:方式|约定|时间|期限)"
_METHOD = "manner ?sale ?done ?selling ?deal ?take ?give"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is said of one contract, wherever it stands."""

    __slots__ = ()

    no: str | None = optional(
        "合同号", text, "合同编号", example="HT-2026-02", mark=Mark.OWN, means=_NUMBERED
    )
    object: str | None = optional(
        "标的", text, "合同标的", "合同名称", example="河东机动地36.5亩", heads=_OBJECT
    )
    party: str | None = optional(
        "对方",
        officer,
        "承租人",
        "承包人",
        "承包方",
        "乙方",
        "承租方",
        example="云溪县农机合作社",
        mark=Mark.PARTY,
        heads=_PARTY,
        means=_TAKER,
    )
    start: date | Period | None = optional(
        "起",
        when,
        "起始日期",
        "开始日期",
        "起始时间",
        "开始时间",
        "开始",
        example="2026-01-01",
        means=FIRST_DAY,
    )
    end: date | Period | None = optional(
        "止",
        when,
        "截止日期",
        "到期日期",
        "到期日",
        "终止日期",
        "截止时间",
        "终止时间",
        "结束日期",
        "结束",
        example="2028-12-31",
        means=LAST_DAY,
    )
    area: Decimal | None = optional("面积", mu, example="36.50", heads=_AREA, means=f"area ?total {_AGREED}")
    extent: str | None = optional(
        "标的面积", text, example="3间，120平方米", heads=f"(?:面积|{_AREA}){AT_LENGTH}"
    )
    unit_price: Decimal | None = optional(
        "单价",
        apiece,
        example="520.00",
        mark=Mark.BALANCE,
        means=f"each ?rent ?money ?rate ?year {_AGREED}",
    )
    price: Decimal | None = optional(
        "价款",
        money,
        "合同价",
        "合同金额",
        "合同总价",
        "合同总金额",
        example="18980.00",
        heads=_PRICE,
        means=_WHOLE,
    )
    rent: Decimal | None = optional("年租金", yearly, example="18980.00", means=_YEARLY)
    bottom_price: Decimal | None = optional("底价", money, example="17000.00", means=_LOWEST)
    bottom_rent: Decimal | None = optional("每年底价", yearly, example="17000.00", means=f"year {_LOWEST}")
    bottom_unit_price: Decimal | None = optional(
        "单位底价",
        apiece,
        example="500.00",
        heads=f"(?:{_BOTTOM})(?:{_APIECE})",
    )
    method: str | None = optional("方式", text, "发包方式", example="公开竞价", means=_METHOD)
    resolution: str | None = optional(
        "决议号",
        text,
        *NUMBER_NAMES,
        example="JY-2026-03",
        mark=Mark.SERIAL,
        heads="会议决议",
        means="decision number ?meeting|meeting number",
    )

    @property
    def begins(self) -> date | None:
        """Return the day from which it lasts: the first of a month or year."""
        return first_day(self.start)

    @property
    def ends(self) -> date | None:
        """Return the day until which it lasts: the last of a month or year."""
        return last_day(self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow(Terms, Part):
    """One row of a register."""

    no: str | None = optional(
        "合同号", text, "合同编号", "编号", example="HT-2026-02", mark=Mark.OWN, means=_NUMBERED
    )
    object: str = required(
        "标的",
        text,
        "合同标的",
        "合同名称",
        example="河东机动地36.5亩",
        heads=_OBJECT,
        otherwise="place",
    )
    place: str | None = optional(
        "坐落", whereabouts, example="村口路边", heads="地名", means="place ?lying ?thing ?take|lying ?thing"
    )
    first_party: str | None = optional(
        "甲方", officer, example="柳湾村股份经济合作社", mark=Mark.PARTY, means=_OWNER
    )
    due: date | Period | None = optional("应收日", when, "应收日期", example="2026-01-10", means=_DUE)
    owed: Decimal | None = optional("应收", money, "应收金额", example="18980.00", means=_OWED)
    received: Decimal | None = optional(
        "已收",
        money,
        "实收",
        "已收金额",
        example="18980.00",
        means=_RECEIVED,
    )
    arrears: Decimal | None = optional("欠交", money, example="5000.00", means=_ARREARS)
    term: str | None = optional("约定期限", text, example="5年", heads=TERM)
    signed: date | Period | None = optional("签订日期", when, example="2025-12-20", means=_SIGNED)
    pay_terms: str | None = optional(
        "付款约定",
        text,
        example="每年1月10日前交",
        heads=_PAYING,
    )
    rent_terms: str | None = optional(
        "租金约定", text, example="每亩每年800元，五年后递增5%", heads=f"(?:{RENT}){AT_LENGTH}"
    )
    monthly: Decimal | None = optional(
        "每月租金", money, example="800.00", means="month rent ?money ?rate ?contract"
    )
    deposit: Decimal | None = optional("保证金", money, "押金", example="2000.00", means=_DEPOSIT)
    progress: str | None = optional("履行情况", text, example="已完工", heads=PROGRESS)
    note: str | None = optional("备注", text, example="含塘边管理房")

    @property
    def due_by(self) -> date | None:
        """Return the day by which it falls due: the last of a month."""
        return last_day(self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Part):
    """One instalment: when it is due, and what came of it."""

    due: date | Period | None = optional("应收日", when, "应收日期", example="2026-01-10", means=_DUE)
    amount: Decimal = required("应收", money, "应收金额", example="18980.00", means=_OWED)
    received: Decimal | None = optional(
        "已收", money, "实收", "已收金额", example="18980.00", means=_RECEIVED
    )
    voucher: str | None = optional("凭证号", text, example="02-001", mark=Mark.SERIAL)

    @property
    def due_by(self) -> date | None:
        """Return the day by which it falls due: the last of a month."""
        return last_day(self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination(Part):
    """Why and when a contract came to an end before its day."""

    date: date | None = optional("日期", day, example="2026-03-01")
    reason: str | None = optional("原因", text, example="双方协商解除")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Terms, Disclosure):
    """One contract, or a register of them."""

    title: str = required("标题", text, example="2026年一季度经济合同台账", heads="合同名称")
    object: str | None = optional(
        "标的", text, "合同标的", example="河东机动地36.5亩", heads=f"{_OBJECT}|合同名称"
    )
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="SZ03")
    first_party: str | None = optional(
        "甲方", officer, example="柳湾村股份经济合作社", mark=Mark.PARTY, means=_OWNER
    )
    lease: str | None = optional("约定期限", text, example="2024年1月1日起五年", heads=TERM)
    rent_terms: str | None = optional("租金约定", text, example="每亩每年800元，五年后递增5%", heads=RENT)
    signed: date | Period | None = optional("签订日期", when, example="2025-12-20", means=_SIGNED)
    deposit: Decimal | None = optional("保证金", money, "押金", example="2000.00", means=_DEPOSIT)
    pay_terms: str | None = optional(
        "付款约定", text, "付款方式", "交款方式", "交租方式", example="每年1月10日前交当年租金", heads=_PAYING
    )
    receipts: tuple[Receipt, ...] = many("收款记录", table(Receipt), "收款")
    terminated: Termination | None = optional("终止", part(Termination, "date", "reason"))
    rows: tuple[ContractRow, ...] = many("合同台账", table(ContractRow), "台账")
    rows_file: str | None = optional("合同台账文件", text, "台账文件", "明细文件", example="合同台账.xlsx")
    name_mask: str | None = optional("姓名处理", choice("不遮", "遮中间", "只留姓"), mark=Mark.NAMING)


_WHO, _DAYS = ("no", "object", "first_party", "party"), ("start", "end")
_WHAT = (
    "lease",
    "area",
    "extent",
    "unit_price",
    "rent",
    "rent_terms",
    "bottom_price",
    "bottom_rent",
    "bottom_unit_price",
    "method",
    "resolution",
    "signed",
    "deposit",
    "pay_terms",
)
_ONE = (*_WHO, *_DAYS, *_WHAT)
_HANDLED = (*_ONE, "price", "receipts", "terminated", "rows", "rows_file", "name_mask")


def describe(values: Values, telling: Telling) -> Content:
    """Say who has what until when, what it costs, and what is due."""
    say, rows = telling.say, maps_of(values, "rows")
    ended = rest_of(map_of(values, "terminated"), Termination, (), telling)
    figures = _figures(values, rows, telling)
    return Content(
        facts=(
            *_end(values, telling),
            *register_facts(Contract, _WHO, values, telling),
            *_term(values, telling),
            *register_facts(Contract, _WHAT, values, telling),
            *common_facts(values, telling),
        ),
        figures=figures,
        key=None if figures else next(iter(register_facts(Contract, ("rent",), values, telling)), None),
        blocks=(
            *register_texts(Contract, _ONE, values, telling),
            *section(label_of(Contract, "terminated", say.language), ended),
            *_due(rows, telling),
            *_receipts(maps_of(values, "receipts"), telling),
            *register_table(
                say("kind-register", count=str(len(rows))),
                ContractRow,
                rows,
                telling,
                sums=("price", "rent", "owed", "received", "arrears"),
            ),
            *common_blocks(values, telling),
            *left_over(values, Contract, _HANDLED, telling),
        ),
    )


def _figures(values: Values, rows: Sequence[Values], telling: Telling) -> tuple[Figure, ...]:
    """Return the price, and what was due by today and has not come in."""
    say, figures = telling.say, list[Figure]()
    prices = [found for row in rows or (values,) if (found := amount_of(row, "price")) is not None]
    if prices:
        label = say.label(label_of(Contract, "price", say.language))
        figures.append(Figure(label, plain_money(sum(prices, Decimal(0)))))
    owed = sum((_owed(row, telling) for row in maps_of(values, "receipts")), Decimal(0))
    if owed > 0:
        figures.append(Figure(say("kind-contract-owed"), plain_money(owed)))
    return tuple(figures)


def _owed(receipt: Values, telling: Telling) -> Decimal:
    """Return what is missing of an instalment whose day has passed."""
    due = last_day_in(receipt, "due")
    if due is None or due >= telling.today:
        return Decimal(0)
    return (amount_of(receipt, "amount") or Decimal(0)) - (amount_of(receipt, "received") or Decimal(0))


def _term(values: Values, telling: Telling) -> tuple[Fact, ...]:
    """Return the first and the last day, as one fact where both are given."""
    days = register_facts(Contract, _DAYS, values, telling)
    if len(days) < len(_DAYS):
        return days
    first, last = days
    return (Fact(telling.say("kind-term"), telling.say("kind-from-to", start=first.value, end=last.value)),)


def _end(values: Values, telling: Telling) -> tuple[Fact, ...]:
    words = "" if values.get("terminated") else due_in_words(last_day_in(values, "end"), telling)
    return (Fact(telling.say("kind-contract-ends"), words),) if words else ()


def _due(rows: Sequence[Values], telling: Telling) -> tuple[Block, ...]:
    """Return the contracts of a register that have ended or end soon, the first to end at the top."""
    found = [row for row in rows if due_in_words(last_day_in(row, "end"), telling)]
    ordered = sorted(found, key=lambda row: text_of(row, "end"))
    short = [{name: row[name] for name in ("no", "object", "party", "end") if name in row} for row in ordered]
    return rows_table(telling.say("kind-contract-due"), ContractRow, short, telling)


def _receipts(receipts: Sequence[Values], telling: Telling) -> tuple[Block, ...]:
    title = label_of(Contract, "receipts", telling.say.language)
    made = rows_table(title, Receipt, receipts, telling, sums=("amount", "received"))
    return tuple(block for block in made if isinstance(block, TableBlock))


_PRICES = ("price", "rent", "rent_terms", "unit_price")
"""Any of which says what is paid."""


def wanted(contract: Contract) -> tuple[str, ...]:
    """Return what is told of a contract; a register tells it row by row."""
    if contract.rows or contract.rows_file:
        return ()
    price = () if any(getattr(contract, name) for name in _PRICES) else ("price",)
    days = () if contract.lease else ("start", "end")
    return ("no", "object", "party", *days, *price, "pay_terms", "method")


KIND = Kind(
    name="contract",
    label={"zh": "合同", "en": "Contract"},
    folders=("contracts", "合同"),
    aliases=("经济合同",),
    fields=Contract,
    describe=describe,
    catalog=("SZ03",),
    category="三资",
    required=("catalog",),
    wanted=wanted,
    sheets=("合同明细", "terms"),
)
