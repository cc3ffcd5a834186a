"""The fields of an item of the power list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sunboard.fields.declarations import many, optional, reads, required
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.forms import PHONE, TEXT, Form
from sunboard.fields.groups import part, read_part, table
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, day, named, officer, phone, text, texts, whole, yes
from sunboard.model.node import Node, Scalar
from sunboard.model.problem import Log

CLASSES = ("重大决策", "日常管理", "便民服务")
LEVELS = ("高", "中", "低")
level = choice(*LEVELS, also={"A": "高", "B": "中", "C": "低", "一级": "高", "二级": "中", "三级": "低"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep(Part):
    """One step: who does what, by when, and what comes next.

    `branch` maps conditions to targets; a target that is no step's id ends the flow.
    """

    id: str = required("序号", text, example="1")
    who: str = required("责任人", officer, example="村委会")
    what: str = required("做什么", text, example="公开结果")
    limit: str | None = optional("时限", text, example="3日")
    to: str | None = optional("下一步", text, example="归档")
    branch: Mapping[str, str] | None = optional("分支", named(text))
    doc: str | None = optional("形成材料", text, example="会议记录")
    public: bool | None = optional("公开点", yes)
    risk: str | None = optional("风险", text, example="提前付款")


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Part):
    """Where power may be misused, how grave that is, and what is done against it."""

    step: str | None = optional("环节", text, example="2")
    point: str = required("风险点", text, example="提前付款")
    level: str = required("等级", level)
    likelihood: int | None = optional("可能性", whole)
    impact: int | None = optional("危害", whole)
    measure: str | None = optional("防控措施", text, "措施", example="验收合格再付款")
    owner: str | None = optional("责任人", officer, example="监委会")


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing(Part):
    """What of the item's use is published, and how."""

    catalog: str | None = optional("目录编码", text, example="GC03")
    form: str | None = optional("形式", text, example="公开栏、网站")
    content: str | None = optional("内容", text, example="合同、验收和付款")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Part):
    """A question that people often ask."""

    question: str = required("问", text, "q", example="几天能办好")
    answer: str = required("答", text, "a", example="材料齐全的当天办好")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Part):
    """When and why the item was taken off the list."""

    date: date = required("日期", day)
    reason: str = required("原因", text, example="并入工程建设项目")


@reads(Form("group", part=Showing, others=(TEXT,)))
def showing(node: Node, log: Log, form: Form) -> Showing | None:
    """Read a group of fields, or one text that says what is published."""
    if isinstance(node, Scalar):
        return Showing(content=node.text.strip(), places={"": node.place})
    return read_part(Showing, node, log)


@reads(Form("map", item=PHONE, words=("办理", "监督"), others=(PHONE,)))
def phones(node: Node, log: Log, form: Form) -> Mapping[str, str] | None:
    """Read telephone numbers by what they are for, or a single one, which is for getting things done."""
    if isinstance(node, Scalar):
        number = phone(node, log)
        return None if number is None else {"办理": number}
    return named(phone).read(node, log, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(Disclosure):
    """One power. Where only `name` is given, it is the title too."""

    title: str = required("标题", text, otherwise="name", example="村级工程建设项目")
    name: str | None = optional("名称", text, example="村级工程建设项目")
    class_: str | None = optional("大类", choice(*CLASSES, also={f"{name}类": name for name in CLASSES}))
    power_type: str | None = optional("权力类型", text, example="决策")
    subject: str = required("责任主体", text, example="村委会")
    basis: tuple[str, ...] = required("依据", texts, example="村民委员会组织法第三十条")
    conditions: tuple[str, ...] = many("条件", texts, example="列入当年计划、有资金来源")
    materials: tuple[str, ...] = many("材料", texts, example="申请表、身份证复印件")
    steps: tuple[FlowStep, ...] = required(
        "流程",
        table(FlowStep),
        example="[{序号: 1, 责任人: 村民, 做什么: 提出申请}, {序号: 2, 责任人: 村委会, 做什么: 公开结果}]",
    )
    disclosure: Showing | None = optional("公开", showing)
    risks: tuple[Risk, ...] = many("风险点", table(Risk, "step", "point", "level", "measure"))
    accountability: str | None = optional("责任追究", text, example="按村规民约处理")
    phone: Mapping[str, str] = required("电话", phones, example="{办理: 0900-8880003, 监督: 0900-8880110}")
    visits: int | None = optional("跑动次数", whole, example="1")
    fee: str | None = optional("收费", text, example="不收费")
    total_limit: str | None = optional("总时限", text, example="15日")
    entry: str | None = optional("网上入口", text, example="https://zwfw.example.com")
    forms: tuple[str, ...] = many("表格", texts, example="申请表、承诺书")
    posts: tuple[str, ...] = many("岗位", texts, example="村委会主任、监委会主任")
    faq: tuple[Answer, ...] = many("常见问题", table(Answer))
    cancelled: Cancelled | None = optional("取消", part(Cancelled))
