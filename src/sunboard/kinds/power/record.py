"""The fields of an item of the power list (domain notes, sections 4 and 8.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sunboard.fields.declarations import many, optional, part, reads, required, table
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.forms import PHONE, TEXT, Form
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, day, named, phone, text, texts, whole, yes
from sunboard.model.node import Node, Scalar
from sunboard.model.problem import Log

CLASSES = ("重大决策", "日常管理", "便民服务")
LEVELS = ("高", "中", "低")
level = choice(*LEVELS, also={"A": "高", "B": "中", "C": "低", "一级": "高", "二级": "中", "三级": "低"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep(Part):
    """One step: who does what, by when, and what comes next. `branch` maps conditions to targets; a target that is no step's id ends the flow."""

    id: str = required("序号", text)
    who: str = required("责任人", text)
    what: str = required("做什么", text)
    limit: str | None = optional("时限", text)
    to: str | None = optional("下一步", text)
    branch: Mapping[str, str] | None = optional("分支", named(text))
    doc: str | None = optional("形成材料", text)
    public: bool | None = optional("公开点", yes)
    risk: str | None = optional("风险", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Part):
    """Where power may be misused, how grave that is, and what is done against it."""

    step: str | None = optional("环节", text)
    point: str = required("风险点", text)
    level: str = required("等级", level)
    likelihood: int | None = optional("可能性", whole)
    impact: int | None = optional("危害", whole)
    measure: str | None = optional("防控措施", text, "措施")
    owner: str | None = optional("责任人", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing(Part):
    """What of the item's use is published, and how."""

    catalog: str | None = optional("目录编码", text)
    form: str | None = optional("形式", text)
    content: str | None = optional("内容", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Part):
    """A question that people often ask."""

    question: str = required("问", text, "q")
    answer: str = required("答", text, "a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Part):
    """When and why the item was taken off the list."""

    date: date = required("日期", day)
    reason: str = required("原因", text)


@reads(Form("group", part=Showing, others=(TEXT,)))
def showing(node: Node, log: Log) -> Showing | None:
    """Read a group of fields, or one text that says what is published."""
    if isinstance(node, Scalar):
        return Showing(content=node.text.strip(), places={"": node.place})
    return part(Showing)(node, log)


@reads(Form("map", item=PHONE, others=(PHONE,)))
def phones(node: Node, log: Log) -> Mapping[str, str] | None:
    """Read telephone numbers by what they are for, or a single one, which is for getting things done."""
    if isinstance(node, Scalar):
        number = phone(node, log)
        return None if number is None else {"办理": number}
    return named(phone)(node, log)


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(Disclosure):
    """One power. Where only `name` is given, it is the title too."""

    title: str = required("标题", text, otherwise="name")
    name: str | None = optional("名称", text)
    class_: str | None = optional("大类", choice(*CLASSES, also={f"{name}类": name for name in CLASSES}))
    power_type: str | None = optional("权力类型", text)
    subject: str = required("责任主体", text)
    basis: tuple[str, ...] = required("依据", texts)
    conditions: tuple[str, ...] = many("条件", texts)
    materials: tuple[str, ...] = many("材料", texts)
    steps: tuple[FlowStep, ...] = required("流程", table(FlowStep))
    disclosure: Showing | None = optional("公开", showing)
    risks: tuple[Risk, ...] = many("风险点", table(Risk, "step", "point", "level", "measure"))
    accountability: str | None = optional("责任追究", text)
    phone: Mapping[str, str] = required("电话", phones)
    visits: int | None = optional("跑动次数", whole)
    fee: str | None = optional("收费", text)
    total_limit: str | None = optional("总时限", text)
    entry: str | None = optional("网上入口", text)
    forms: tuple[str, ...] = many("表格", texts)
    posts: tuple[str, ...] = many("岗位", texts)
    faq: tuple[Answer, ...] = many("常见问题", table(Answer))
    cancelled: Cancelled | None = optional("取消", part(Cancelled))
