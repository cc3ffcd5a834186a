"""事项: what was decided, done or asked for, whatever it is about (domain notes, section 8.3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sunboard.contracts import Kind, Telling
from sunboard.describing import LONG, common_blocks, common_facts, facts_of, left_over, names_in, rows_table
from sunboard.fields.declarations import label_of, many, optional, table
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.part import Part
from sunboard.fields.scalars import money, text, texts, whole
from sunboard.model.blocks import Block, Content, TextBlock
from sunboard.model.plain import Values, maps_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Part):
    """Somebody put forward, such as for membership of the Party."""

    name: str | None = optional("姓名", text)
    gender: str | None = optional("性别", text)
    birth: str | None = optional("出生年月", text)
    education: str | None = optional("学历", text)
    post: str | None = optional("职务", text, "岗位")
    group: str | None = optional("组别", text, "村民小组")
    applied: str | None = optional("申请时间", text)
    introducers: tuple[str, ...] = many("介绍人", texts)
    note: str | None = optional("备注", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Part):
    """What people voted on somebody or something."""

    name: str | None = optional("对象", text, "姓名", "事项")
    post: str | None = optional("职务", text, "岗位")
    votes: int | None = optional("票数", whole)
    agree: int | None = optional("同意", whole)
    oppose: int | None = optional("反对", whole)
    abstain: int | None = optional("弃权", whole)
    excellent: int | None = optional("优秀", whole)
    competent: int | None = optional("称职", whole)
    fair: int | None = optional("基本称职", whole)
    poor: int | None = optional("不称职", whole)
    grade: str | None = optional("等次", text, "结果")
    note: str | None = optional("备注", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Disclosure):
    """A matter. Which of its own fields it has depends on its row of the catalogue; all are optional."""

    amount: Decimal | None = optional("金额", money)
    purpose: str | None = optional("用途", text, "事由")
    payee: str | None = optional("收款方", text, "收款人")
    fund_source: str | None = optional("资金来源", text)
    standard: str | None = optional("标准", text)
    topic: str | None = optional("议题", text)
    time: str | None = optional("时间", text)
    place: str | None = optional("地点", text)
    content: str | None = optional("内容", text)
    applicant: str | None = optional("申请人", text)
    location: str | None = optional("位置", text)
    bounds: str | None = optional("四至", text)
    area: str | None = optional("面积", text)
    floors: str | None = optional("层数", text)
    height: str | None = optional("高度", text)
    existing: str | None = optional("现有宅基地", text)
    reason: str | None = optional("理由", text, "原因")
    outcome: str | None = optional("结果", text)
    approval_no: str | None = optional("批文号", text)
    total: Decimal | None = optional("补偿总额", money)
    scheme: str | None = optional("分配方案", text)
    paid: Decimal | None = optional("已发", money)
    left: Decimal | None = optional("结余", money)
    parties: tuple[str, ...] = many("参与方", texts)
    conclusion: str | None = optional("结论", text)
    follow_up: str | None = optional("落实", text)
    responsible: str | None = optional("责任人", text)
    progress: str | None = optional("进度", text)
    deadline: str | None = optional("完成时限", text, "期限")
    project: str | None = optional("工程项目", text)
    contractor: str | None = optional("施工单位", text, "承包方")
    contract: str | None = optional("合同号", text)
    contract_amount: Decimal | None = optional("合同价", money)
    candidates: tuple[Candidate, ...] = many("候选人", table(Candidate), "名单")
    votes: tuple[Vote, ...] = many("票数", table(Vote), "表决")


_TABLES = ("candidates", "votes")
_OWN = tuple(name for name in names_in(Matter) if name not in names_in(Disclosure) and name not in _TABLES)


def describe(values: Values, telling: Telling) -> Content:
    """Say what the matter is about: its short fields as facts, then its tables and long texts, then how it was decided and noticed."""
    facts = facts_of(Matter, (*_OWN, "reason"), values, telling)
    blocks: list[Block] = [TextBlock(fact.label, fact.value) for fact in facts if len(fact.value) > LONG]
    for name, part in (("candidates", Candidate), ("votes", Vote)):
        blocks += rows_table(
            label_of(Matter, name, telling.say.language), part, maps_of(values, name), telling
        )
    blocks += common_blocks(values, telling)
    blocks += left_over(values, Matter, (*_OWN, *_TABLES), telling)
    short = tuple(fact for fact in facts if len(fact.value) <= LONG)
    return Content(facts=(*short, *common_facts(values, telling, shown=("reason",))), blocks=tuple(blocks))


KIND = Kind(
    name="matter",
    zh="事项",
    folders=("matters", "事项"),
    fields=Matter,
    describe=describe,
    required=("catalog",),
    label={"zh": "事项", "en": "Matter"},
)
