"""工程项目: works from their approval to their acceptance, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from sunboard.contracts import Kind, Telling
from sunboard.describing import common_blocks, common_facts, left_over, rest_of, rows_table, section
from sunboard.describing.registers import register_facts, register_texts
from sunboard.describing.values import amount_of, facts_of, in_words
from sunboard.fields.decision import NUMBER_NAMES
from sunboard.fields.declarations import label_of, many, optional, required
from sunboard.fields.disclosure import CATALOG_NAMES, Disclosure
from sunboard.fields.forms import Mark
from sunboard.fields.groups import part, table
from sunboard.fields.part import Part
from sunboard.fields.scalars import (
    apiece,
    choice,
    code,
    day,
    money,
    officer,
    text,
    under_way,
    whereabouts,
    whole,
    yes,
)
from sunboard.lazy import dataclass, regex
from sunboard.model.blocks import (
    Bar,
    BarsBlock,
    Block,
    Content,
    Event,
    Figure,
    Handout,
    HandoutItem,
    TimelineBlock,
)
from sunboard.model.money import plain_money
from sunboard.model.plain import Values, map_of, maps_of, text_of

STAGES = ("立项", "招标", "施工", "验收", "结算", "管护")
_ALSO = {
    **under_way(*STAGES),
    "比选": "招标",
    **dict.fromkeys(("在建", "已开工"), "施工"),
    **dict.fromkeys(("完工", "竣工", "已完工", "已竣工", "已验收"), "验收"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Part):
    """One source of money."""

    source: str = required(
        "来源",
        text,
        "资金来源",
        example="一事一议财政奖补",
        heads="(?:资金)?(?:来源)?(?:渠道|名称)|出资(?:单位|方)",
    )
    amount: Decimal = required(
        "金额", money, example="60000.00", heads="(?:资金|到位|安排|下达|拨款|拨付|出资)(?:金额|资金|数额|额)"
    )
    doc_no: str | None = optional(
        "文号",
        text,
        example="云财农〔2026〕8号",
        mark=Mark.SERIAL,
        heads="(?:资金|拨款|下达|批复)?文件?(?:编?号|文号)",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bidder(Part):
    """Somebody who made an offer."""

    name: str = required(
        "报价人",
        officer,
        "单位",
        "名称",
        example="云溪县通达路桥公司",
        heads="(?:报价|投标|竞标|竞价|参选|比选|响应)(?:单位|人|方|公司|企业)(?:名称)?|(?:单位|公司|企业|供应商)名称",
        means="who bidding ?name",
    )
    price: Decimal | None = optional(
        "报价",
        money,
        example="98600.00",
        mark=Mark.BALANCE,
        heads="(?:投标|竞标|最终|总)?(?:总?报价|价)(?:金额)?",
        means="bidding money ?total",
    )
    qualified: bool | None = optional("合格", yes, "是否合格")
    rank: int | None = optional("排序", whole, "名次", example="1")
    representative: str | None = optional("法定代表人", officer, "法人代表", "法人", example="赵远山")
    contact: str | None = optional(
        "联系人", text, "委托代理人", "授权代表", "代理人", "负责人", example="钱某某", mark=Mark.INTERNAL
    )
    phone: str | None = optional(
        "联系电话", text, "电话", "联系方式", "手机", example="0900-8880012", mark=Mark.INTERNAL
    )
    note: str | None = optional("备注", text, example="工期最短")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Part):
    """One item of the bill of quantities."""

    item: str = required(
        "项目",
        text,
        "名称",
        example="C25混凝土路面",
        heads="(?:分[部项]|清单|工程|施工|子目|建设)*(?:项目|工程|内容)(?:名称|内容)?",
    )
    quantity: str | None = optional("工程量", text, "数量", example="360平方米")
    unit_price: Decimal | None = optional("单价", apiece, example="105.00", mark=Mark.BALANCE)
    amount: Decimal | None = optional("金额", money, "合价", example="37800.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Part):
    """A change of what was ordered."""

    date: date | None = optional("日期", day, example="2026-03-20", heads="(?:变更|签证)(?:日期|时间)")
    what: str = required(
        "变更内容",
        text,
        "内容",
        example="增加排水管20米",
        heads="(?:变更|签证)(?:事项|项目|名称|部位|说明|情况)",
    )
    amount: Decimal | None = optional(
        "增减金额",
        money,
        "金额",
        example="1800.00",
        heads="(?:变更|签证|增减|增加)(?:金额|造价|价款|费用)",
    )
    resolution: str | None = optional("决议号", text, *NUMBER_NAMES, example="JY-2026-08", mark=Mark.SERIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Part):
    """One payment to the builder."""

    date: date | None = optional("日期", day, "付款日期", example="2026-03-28", means="day paying")
    amount: Decimal = required("金额", money, "付款金额", example="29580.00", means="money paying ?period")
    ratio: str | None = optional("比例", text, "付款比例", example="30%", means="share ?paying ?so_far")
    voucher: str | None = optional(
        "凭证号",
        text,
        example="03-006",
        mark=Mark.SERIAL,
        heads="(?:付款|记账)?凭证字号",
        means="voucher ?number ?paying",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(Part):
    """How the works were accepted."""

    date: date | None = optional("日期", day, "验收日期", example="2026-05-20")
    team: str | None = optional("验收组", officer, example="吴月琴、陈守田、村民代表3人")
    result: str | None = optional("结果", text, "验收结果", example="合格")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Disclosure):
    """Works of the village."""

    title: str = required("标题", text, otherwise="name", example="赵家湾巷道硬化工程公开")
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="GC01")
    name: str = required(
        "项目名称", text, "名称", example="赵家湾巷道硬化", mark=Mark.OWN, heads="(?:工程|建设)(?:项目)?名称"
    )
    project_stage: str = required(
        "工程阶段",
        choice(*STAGES, also=_ALSO),
        "阶段",
    )
    place: str | None = optional(
        "地点", whereabouts, "建设地点", example="3组", heads="(?:施工|工程|项目|实施)(?:地点|位置|地址)"
    )
    content: str | None = optional(
        "建设内容",
        text,
        "内容",
        example="硬化巷道360平方米",
        heads="(?:主要)?(?:建设|工程|项目|施工)(?:规模|内容)(?:[及和与](?:规模|内容))?",
    )
    budget: Decimal | None = optional(
        "概算",
        money,
        "预算",
        example="100000.00",
        heads="(?:项目|工程|计划|概算|预算)?(?:总?投资|总?造价|概算|预算)(?:总?额|金额|概算|预算|估算)?",
    )
    funding: tuple[Funding, ...] = many("资金来源", table(Funding))
    owner_unit: str | None = optional("建设单位", officer, example="柳湾村村民委员会")
    leader: str | None = optional(
        "责任人", officer, "负责人", example="何广仁", heads="(?:项目|工程)(?:负责|责任)人"
    )
    resolution: str | None = optional("决议号", text, *NUMBER_NAMES, example="JY-2026-03", mark=Mark.SERIAL)
    goals: str | None = optional("绩效目标", text, "项目目标", example="42户出门走水泥路")
    beneficiaries: str | None = optional("受益情况", text, "受益户", example="42户168人")
    control_price: Decimal | None = optional(
        "控制价",
        money,
        "最高限价",
        example="99800.00",
        heads="(?:工程|预算)控制价|(?:最高|投标)+限价",
        means="control ?sale ?money",
    )
    method: str | None = optional("招标方式", text, "采购方式", "方式", example="比选")
    notice_date: date | None = optional("公告日期", day, example="2026-02-16")
    bidders: tuple[Bidder, ...] = many(
        "报价人",
        table(Bidder),
        "报价情况",
        heads="(?:报价|投标|竞标|竞价|比选|询价|响应)(?:单位|人|方|公司|企业|供应商)?(?:名单|情况|名称)?",
    )
    candidate_notice: str | None = optional("成交公示", text, "公示起止", example="2026-02-24至2026-02-28")
    winner: str | None = optional(
        "成交人",
        officer,
        "中标人",
        "中标单位",
        "中标企业",
        "成交单位",
        example="云溪县通达路桥公司",
        mark=Mark.PARTY,
        heads="(?:中标|成交|中选)供应商(?:名称)?",
        means="who done ?name",
    )
    win_price: Decimal | None = optional(
        "成交价", money, "中标价", example="98600.00", means="done money ?total"
    )
    win_reason: str | None = optional("成交理由", text, example="报价最低，工期最短")
    contract: str | None = optional("合同号", text, example="HT-2026-02", mark=Mark.CITED)
    contract_price: Decimal | None = optional(
        "合同价", money, example="98600.00", means="contract money ?total"
    )
    start: date | None = optional(
        "开工日期", day, "开工", example="2026-03-06", means="beginning ?day ?actual"
    )
    planned_end: date | None = optional(
        "计划完工",
        day,
        "计划完工日期",
        example="2026-05-10",
        means="planned finishing ?day|contract finishing ?day",
    )
    duration: str | None = optional("工期", text, "合同工期", "计划工期", "建设工期", example="60天")
    finished: date | None = optional(
        "完工日期",
        day,
        "完工",
        "竣工日期",
        "竣工",
        example="2026-05-08",
        means="finishing ?day ?actual",
    )
    supervisor_person: str | None = optional("质量监督员", officer, example="吴月琴")
    progress: str | None = optional("进度", text, example="60%")
    quantities: tuple[Quantity, ...] = many("工程量清单", table(Quantity), "工程量")
    changes: tuple[Change, ...] = many("变更", table(Change), "变更情况")
    payments: tuple[Payment, ...] = many("付款", table(Payment), "付款情况")
    acceptance: Acceptance | None = optional("验收", part(Acceptance))
    settled: Decimal | None = optional("送审价", money, "送审金额", "报审金额", example="100400.00")
    audited: Decimal | None = optional(
        "审定价", money, "审定金额", "审定造价", "结算审定金额", example="99700.00"
    )
    cut: Decimal | None = optional("核减", money, "核减金额", "审减金额", example="700.00")
    retention: Decimal | None = optional("质保金", money, example="2991.00")
    retention_due: date | None = optional(
        "质保期满", day, "质保到期", "质保到期日", "质保期至", example="2027-05-20"
    )
    upkeep: str | None = optional("管护", text, "管护责任人", example="3组组长负责，每年检查两次")


_ONE = (
    "project_stage",
    "place",
    "content",
    "progress",
    "owner_unit",
    "leader",
    "winner",
    "supervisor_person",
    "method",
    "duration",
    "beneficiaries",
    "goals",
    "win_reason",
    "resolution",
    "contract",
    "candidate_notice",
    "upkeep",
)
_MONEY = (
    "budget",
    "control_price",
    "win_price",
    "settled",
    "audited",
    "cut",
    "retention",
    "retention_due",
)
_WAY = (
    ("notice_date", "notice_date", "method"),
    ("start", "start", ""),
    ("planned_end", "planned_end", ""),
    ("finished", "finished", ""),
)
_TABLES: Mapping[str, type[Part]] = {
    "funding": Funding,
    "bidders": Bidder,
    "quantities": Quantity,
    "changes": Change,
    "payments": Payment,
}
_HANDLED = (
    *_ONE,
    *_MONEY,
    *_TABLES,
    "name",
    "contract_price",
    "acceptance",
    *(name for name, _, _ in _WAY),
)


def describe(values: Values, telling: Telling) -> Content:
    """Tell the way of the works, and each sum against the contract."""
    say = telling.say
    names = ("name", *_ONE) if text_of(values, "name") not in text_of(values, "title") else _ONE
    return Content(
        facts=(*register_facts(Project, (*names, *_MONEY), values, telling), *common_facts(values, telling)),
        figures=_figures(values, telling),
        blocks=(
            *register_texts(Project, names, values, telling),
            *_way(values, telling),
            *_against_contract(values, telling),
            *_tables(values, telling),
            *section(
                label_of(Project, "acceptance", say.language),
                rest_of(map_of(values, "acceptance"), Acceptance, (), telling),
            ),
            *common_blocks(values, telling),
            *left_over(values, Project, _HANDLED, telling),
        ),
        class_label=text_of(values, "project_stage"),
        handouts=(_sign(values, telling),),
    )


_SIGN = (
    "place",
    "content",
    "owner_unit",
    "leader",
    "winner",
    "supervisor_person",
    "contract_price",
    "method",
    "start",
    "planned_end",
    "goals",
    "beneficiaries",
)
SIGN_SIZE = (900, 600)
"""Millimetres of the board at the site."""


def _sign(values: Values, telling: Telling) -> Handout:
    """Return the board at the site: what is built there, by whom, until when, with whose money."""
    say = telling.say
    facts = facts_of(Project, _SIGN, values, telling)
    sources = say("kind-listed").join(
        f"{text_of(row, 'source')} {in_words(Funding, 'amount', row.get('amount'), telling)}"
        for row in maps_of(values, "funding")
    )
    items = [HandoutItem(fact.label, fact.value) for fact in facts]
    if sources:
        items.insert(2, HandoutItem(label_of(Project, "funding", say.language), sources))
    return Handout("sign", SIGN_SIZE, text_of(values, "name") or text_of(values, "title"), tuple(items))


def _paid(values: Values) -> Decimal:
    return sum((amount_of(row, "amount") or Decimal(0) for row in maps_of(values, "payments")), Decimal(0))


def _figures(values: Values, telling: Telling) -> tuple[Figure, ...]:
    """Return the price that counts, and what has been paid of it."""
    say, figures = telling.say, list[Figure]()
    for name in ("contract_price", "budget"):
        amount = amount_of(values, name)
        if amount is not None:
            figures.append(Figure(say.label(label_of(Project, name, say.language)), plain_money(amount)))
            break
    if maps_of(values, "payments"):
        figures.append(Figure(say("kind-project-paid"), plain_money(_paid(values))))
    return tuple(figures)


def _against_contract(values: Values, telling: Telling) -> tuple[Block, ...]:
    """Draw what has been paid against the price of the contract."""
    price, paid, say = amount_of(values, "contract_price"), _paid(values), telling.say
    if not price or price <= 0 or not maps_of(values, "payments"):
        return ()
    note = (
        say("kind-project-over", amount=say.amount(plain_money(paid - price)))
        if paid > price
        else say("kind-project-share", share=str(int(paid * 100 / price)))
    )
    bar = Bar(say("kind-project-paid"), plain_money(paid), of=plain_money(price), note=note)
    measure = label_of(Project, "contract_price", say.language)
    return (BarsBlock(say("kind-project-payments"), (bar,), measure=say.label(measure)),)


def _way(values: Values, telling: Telling) -> tuple[Block, ...]:
    """Return what happened, day by day."""
    found = sorted(_events(values, telling), key=lambda dated: dated[0])
    events = tuple(event for _, event in found)
    return (TimelineBlock(telling.say("kind-project-way"), events),) if events else ()


def _events(values: Values, telling: Telling) -> Iterator[tuple[str, Event]]:
    say = telling.say
    for name, label, result in _WAY:
        if when := text_of(values, name):
            said = text_of(values, result) if result else ""
            yield when, Event(label_of(Project, label, say.language), say.day(when), result=said)
    for change in maps_of(values, "changes"):
        if when := text_of(change, "date"):
            label = label_of(Project, "changes", say.language)
            yield when, Event(label, say.day(when), result=text_of(change, "what"))
    accepted = map_of(values, "acceptance")
    if when := text_of(accepted, "date"):
        label = label_of(Project, "acceptance", say.language)
        yield when, Event(label, say.day(when), text_of(accepted, "team"), text_of(accepted, "result"))


def _tables(values: Values, telling: Telling) -> Iterator[Block]:
    parts = {
        "funding": Funding,
        "bidders": Bidder,
        "quantities": Quantity,
        "changes": Change,
        "payments": Payment,
    }
    for name, row in parts.items():
        title = label_of(Project, name, telling.say.language)
        sums = () if name == "bidders" else ("amount",)
        yield from rows_table(title, row, maps_of(values, name), telling, sums=sums)


_BY_STAGE = {
    "立项": ("funding", "owner_unit", "resolution"),
    "招标": ("control_price", "method", "notice_date"),
    "施工": ("bidders", "winner", "win_price", "contract_price", "start", "supervisor_person"),
    "验收": ("acceptance",),
    "结算": ("settled", "audited", "retention"),
}
_WITHOUT_NOTICE = regex("询价|比价|直接|委托|协商|单一|定点")
"""Ways to choose a builder that nobody announces."""


def wanted(project: Project) -> tuple[str, ...]:
    """Return what works tell once they have come to their stage."""
    reached = STAGES[: STAGES.index(project.project_stage) + 1]
    names = tuple(name for stage in reached for name in _BY_STAGE.get(stage, ()))
    unannounced = _WITHOUT_NOTICE.search(project.method or "")
    return tuple(name for name in names if not (unannounced and name in ("notice_date", "bidders")))


KIND = Kind(
    name="project",
    label={"zh": "工程项目", "en": "Project"},
    folders=("projects", "工程项目"),
    aliases=("工程", "项目"),
    fields=Project,
    describe=describe,
    catalog=("GC01", "GC02", "GC03", "GC04", "GC05"),
    category="工程",
    required=("catalog", "place", "content", "budget", "leader"),
    wanted=wanted,
)
