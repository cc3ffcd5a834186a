"""问题台账: something that was found wrong, and how it was put right, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sunboard.contracts import Kind, Telling
from sunboard.describing import common_blocks, common_facts, facts_of, left_over, rest_of
from sunboard.describing.registers import day_in, register_facts, register_texts
from sunboard.fields.declarations import label_of, optional, reads, required
from sunboard.fields.disclosure import CATALOG_NAMES, Disclosure
from sunboard.fields.forms import YES, Form, Mark
from sunboard.fields.groups import part
from sunboard.fields.meant import AT_LENGTH
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, code, day, officer, text, under_way, yes
from sunboard.lazy import dataclass
from sunboard.model.blocks import Block, Content, Event, Fact, Handout, HandoutItem, TimelineBlock
from sunboard.model.node import Node, Scalar
from sunboard.model.plain import Values, map_of, text_of
from sunboard.model.problem import Log

STATES = ("列单", "建账", "提醒", "整改中", "已反馈", "已回访", "已销号", "未过退回")
_SOURCES = ("自查", "检查", "举报", "群众反映", "审计", "系统检查")
_SAID_OF_SOURCES = {
    f"{who}{how}": "群众反映"
    for who in ("", "群众", "村民", "居民")
    for how in ("反映", "反应", "意见", "来信", "来访", "来电", "信访")
    if who + how != "群众反映"
} | {
    **dict.fromkeys(("自查自纠", "村级自查", "自查发现"), "自查"),
    **dict.fromkeys(("群众举报", "村民举报", "电话举报"), "举报"),
    **dict.fromkeys(("上级检查", "镇检查", "乡检查", "镇里检查", "督查", "巡查", "巡察"), "检查"),
}
_OPENS = ("公开", "可以公开", "可公开", "同意公开", "对外公开")
_KEEPS = ("不公开", "不可以公开", "不能公开", "不予公开", "暂不公开", "不对外公开")
_CLOSED = dict.fromkeys(("销号", "已经销号", "整改销号", "已整改销号", "整改完成销号"), STATES[-2])
ANSWERED = frozenset(("已反馈", "已回访", "已销号"))


@reads(replace(YES, pattern="|".join((YES.pattern, *_OPENS, *_KEEPS))))
def opens(node: Node, log: Log, form: Form) -> bool | None:
    """Read 是 or 否, or in so many words whether it may be made public."""
    word = node.text.strip() if isinstance(node, Scalar) else ""
    return word in _OPENS if word in (*_OPENS, *_KEEPS) else yes.read(node, log, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Part):
    """A letter that asks for something to be put right."""

    no: str | None = optional("文号", text, "编号", example="青纪提〔2026〕3号", mark=Mark.SERIAL)
    date: date | None = optional("日期", day, example="2026-03-05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Part):
    """What was done about it."""

    date: date | None = optional("日期", day, "完成日期", example="2026-03-20")
    text: str | None = optional("内容", text, "情况", example="三笔支出补贴出来，台账补齐")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit(Part):
    """What somebody saw who came back."""

    date: date | None = optional("日期", day, example="2026-03-28")
    result: str | None = optional("结果", text, "情况", example="已经贴出来")


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Part):
    """Who crossed it off, and on what ground."""

    date: date | None = optional("日期", day, example="2026-03-30")
    by: str | None = optional("销号人", officer, "单位", example="青石镇纪委")
    evidence: str | None = optional("依据", text, "佐证", example="回访记录和照片")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Disclosure):
    """A problem and its way from the list to being crossed off. Whoever reported it has no field here."""

    title: str = required("标题", text, example="一季度支出公开不及时的整改情况")
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="QL04")
    public: bool | None = optional("是否公开", opens, "公开", mark=Mark.OPENS)
    found_on: date = required(
        "发现日期", day, "反映日期", example="2026-03-02", heads="(?:受理|登记|接访|上报|收集)(?:日期|时间)"
    )
    source: str = required("来源", choice(*_SOURCES, also=_SAID_OF_SOURCES), "问题来源")
    problem: str = required(
        "问题",
        text,
        *("发现问题", "存在问题", "问题描述", "问题内容", "反映问题", "反映内容"),
        example="二月份三笔支出没有按时公开",
        heads="(?:群众|村民)?(?:反映的?|诉求)(?:的?(?:主要)?(?:问题|内容|事项|情况))?",
    )
    problem_type: str | None = optional("问题类型", text, example="公开不及时")
    level: str | None = optional("等级", text, example="一般")
    responsible: str = required("责任人", officer, "整改责任人", example="陈守田")
    due: date = required("整改时限", day, "完成时限", "整改期限", "完成期限", example="2026-03-25")
    issue_state: str = required(
        "整改状态", choice(*STATES, also={**under_way(*STATES), **_CLOSED}), "进展", heads="整改(?:情况|进展)"
    )
    entered: date | None = optional("建账日期", day, example="2026-03-03")
    reminder: Letter | None = optional("提醒函", part(Letter))
    suggestion: Letter | None = optional("监督建议书", part(Letter), "建议书")
    plan: str | None = optional("整改措施", text, "措施", example="补贴三笔支出，以后每月5日前核对一次")
    done: Done | None = optional(
        "整改反馈", part(Done, "text"), "反馈", heads=f"整改(?:情况|结果|进展)(?:{AT_LENGTH})?"
    )
    revisit: Revisit | None = optional("回访", part(Revisit, "result"), heads="回访(?:情况|结果|意见)")
    closed: Closed | None = optional("销号", part(Closed))


_FACTS = ("issue_state", "problem", "responsible", "due", "source", "problem_type", "level", "plan")
_STEPS: tuple[tuple[str, type[Part] | None, str, str], ...] = (
    ("reminder", Letter, "", "no"),
    ("suggestion", Letter, "", "no"),
    ("done", Done, "", "text"),
    ("revisit", Revisit, "", "result"),
    ("closed", Closed, "by", "evidence"),
)
_HANDLED = (*_FACTS, "public", "found_on", "entered", *(name for name, *_ in _STEPS))


def describe(values: Values, telling: Telling) -> Content:
    """Say what was wrong, who puts it right until when, and how far that is."""
    due = day_in(values, "due")
    late = (
        due is not None
        and text_of(values, "issue_state") not in ANSWERED
        and not text_of(map_of(values, "done"), "date")
        and due < telling.today
    )
    facts = [
        Fact(fact.label, telling.say("kind-issue-overdue", day=fact.value))
        if late and fact.label == label_of(Issue, "due", telling.say.language)
        else fact
        for fact in register_facts(Issue, _FACTS, values, telling)
    ]
    looked_for = "issue_state" if text_of(values, "issue_state") in ANSWERED else "due"
    label = label_of(Issue, looked_for, telling.say.language)
    return Content(
        facts=(*facts, *common_facts(values, telling)),
        blocks=(
            *register_texts(Issue, _FACTS, values, telling),
            *_way(values, telling),
            *common_blocks(values, telling),
            *left_over(values, Issue, _HANDLED, telling),
        ),
        class_label=text_of(values, "issue_state"),
        key=next((fact for fact in facts if fact.label == label), None),
        handouts=tuple(_letters(values, telling)),
    )


_LETTER = ("problem", "found_on", "plan", "due")
_A4 = (210, 297)


def _letters(values: Values, telling: Telling) -> Iterator[Handout]:
    """Yield the letters that were sent, to be printed and sealed: what is wrong, and until when."""
    language = telling.say.language
    for name in ("reminder", "suggestion"):
        given = map_of(values, name)
        if given:
            items = [
                HandoutItem(fact.label, fact.value) for fact in facts_of(Issue, _LETTER, values, telling)
            ]
            head = (text_of(given, "no"), telling.say.day(text_of(given, "date")))
            yield Handout(
                "letter",
                _A4,
                label_of(Issue, name, language),
                (
                    HandoutItem(label_of(Issue, "responsible", language), text_of(values, "responsible")),
                    *items,
                ),
                note=telling.say("kind-comma").join(word for word in head if word),
            )


def _way(values: Values, telling: Telling) -> tuple[Block, ...]:
    events = tuple(_events(values, telling))
    return (TimelineBlock(telling.say("kind-issue-way"), events),) if events else ()


def _events(values: Values, telling: Telling) -> Iterator[Event]:
    """Yield the steps in their order, each with its day."""
    say = telling.say
    for name in ("found_on", "entered"):
        if when := text_of(values, name):
            yield Event(label_of(Issue, name, say.language), say.day(when))
    for name, inner, who, result in _STEPS:
        given = map_of(values, name)
        if given and inner:
            more = rest_of(given, inner, ("date", who, result), telling)
            yield Event(
                label_of(Issue, name, say.language),
                say.day(text_of(given, "date")),
                text_of(given, who) if who else "",
                text_of(given, result),
                say("kind-comma").join(fact.value for fact in more),
            )


def wanted(issue: Issue) -> tuple[str, ...]:
    """Return on what ground a problem was crossed off, where no picture or paper shows it."""
    return () if issue.photos or issue.attachments else ("closed.evidence",)


KIND = Kind(
    name="issue",
    label={"zh": "问题台账", "en": "Issue"},
    folders=("issues", "问题台账"),
    aliases=("问题整改",),
    fields=Issue,
    describe=describe,
    closed=True,
    catalog=("QL04",),
    category="村务",
    required=("catalog", "public"),
    wanted=wanted,
)
