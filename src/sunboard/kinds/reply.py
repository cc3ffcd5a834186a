"""答复: what a villager asked, and what was answered. Whoever asked is never named."""

from __future__ import annotations

from datetime import date

from sunboard.contracts import Kind, Telling
from sunboard.describing import common_blocks, common_facts, left_over
from sunboard.describing.registers import day_in, register_facts
from sunboard.fields.declarations import label_of, many, optional, required
from sunboard.fields.disclosure import CATALOG_NAMES, Disclosure, references
from sunboard.fields.forms import Mark
from sunboard.fields.scalars import choice, code, day, matching, officer, text, whole
from sunboard.lazy import dataclass, regex
from sunboard.model.blocks import Block, Content, Fact, TextBlock
from sunboard.model.plain import Values, text_of

_VILLAGER = "村民"
_VIA = ("意见箱", "电话", "微信", "我要说", "会议", "12345", "来访", "来信", "走访", "问卷")
_SAID_OF_VIA = {
    **dict.fromkeys(("来电", "电话反映", "来电反映", "打电话"), "电话"),
    **dict.fromkeys(("微信群", "村微信群", "微信反映", "村民群"), "微信"),
    **dict.fromkeys(("12345热线", "12345平台", "12345转办", "12345转来"), "12345"),
    **dict.fromkeys(("来访反映", "上门反映", "当面反映", "上门"), "来访"),
    **dict.fromkeys(("会上提出", "会上反映", "村民会议", "村民代表会", "村民代表会议"), "会议"),
    **dict.fromkeys(("村民来信", "群众来信", "信件", "写信", "书信"), "来信"),
    **dict.fromkeys(("入户走访", "入户", "走访入户", "干部走访"), "走访"),
    **dict.fromkeys(("问卷调查", "调查问卷", "调查表"), "问卷"),
}
_GROUP, _NAMELESS, _SEVERAL = (
    r"(?:\d{0,3}[一二三四五六七八九十]{0,3}组?|[\u4e00-\u9fff]{1,6}组)",
    "匿名|本村|热心|[一某][位名]",
    "部分|[几多][位名]",
)
ASKER = matching(
    rf"匿名|{_GROUP}(?:{_NAMELESS}|{_SEVERAL})?(?:{_VILLAGER}|群众)|[Aa]nonymous|[Vv]illager",
    _VILLAGER,
    "asker",
)
"""Reads what may be said of whoever asked: never a name."""
_SOMEBODY = regex(rf"({_GROUP})(?:({_NAMELESS})|{_SEVERAL})(?:{_VILLAGER}|群众)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Disclosure):
    """A question and its answer."""

    title: str = required("标题", text, example="3组路灯什么时候修好")
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="CW15")
    asked_on: date = required(
        "收到日期",
        day,
        "提问日期",
        "反映日期",
        "诉求日期",
        "来访日期",
        "受理日期",
        example="2026-03-02",
        heads="(?:来信|来电|反映|提出|咨询|投诉|诉求|收到|登记)(?:日期|时间)",
    )
    via: str = required("来源", choice(*_VIA, also=_SAID_OF_VIA), "渠道", "反映渠道", "反映方式")
    question: str = required(
        "问题",
        text,
        "问",
        "提问",
        "反映问题",
        "反映内容",
        "反映事项",
        "问题内容",
        example="3组晒场的路灯坏了半个月，什么时候修？",
        heads="(?:群众|村民)?(?:诉求|咨询|投诉|反映的?)(?:的?(?:问题|内容|事项|情况))?",
    )
    answer: str = required(
        "答复",
        text,
        "答",
        "答复内容",
        "回复",
        "回复内容",
        "答复情况",
        "办理结果",
        "处理结果",
        example="6盏灯已经订好，3月20日前换完，花3800元。",
        heads="(?:办理|处理|答复|回复|回应)(?:情况|意见)",
    )
    answered_on: date = required("答复日期", day, "回复日期", "办结日期", "办理日期", example="2026-03-06")
    answered_by: str = required(
        "答复人",
        officer,
        "答复单位",
        "回复人",
        "回复单位",
        example="陈守田",
        heads="(?:办理|处理|回应)(?:人|单位|部门)",
    )
    asker: str | None = optional("提问人", ASKER, "反映人", "来访人", "来信人", "来电人", mark=Mark.OFFICER)
    count: int | None = optional("同类件数", whole, "件数", example="3")
    follow_up: str | None = optional("落实", text, "落实情况", example="3月18日全部换好")
    satisfied: str | None = optional("满意度", choice("满意", "基本满意", "不满意", "未回访"))
    related: tuple[str, ...] = many("相关事项", references, "涉及事项")


_FACTS = ("asked_on", "via", "answered_on", "answered_by", "asker", "count", "satisfied")
_TEXTS = ("question", "answer", "follow_up")


def describe(values: Values, telling: Telling) -> Content:
    """Give the question, the answer, and how long it took."""
    language = telling.say.language
    values = {**values, "asker": _asker(text_of(values, "asker"), telling)}
    blocks: list[Block] = [
        TextBlock(label_of(Reply, name, language), said) for name in _TEXTS if (said := text_of(values, name))
    ]
    took = _took(values, telling)
    return Content(
        facts=(
            *took,
            *register_facts(Reply, _FACTS, values, telling),
            *common_facts(values, telling),
        ),
        blocks=(
            *blocks,
            *common_blocks(values, telling),
            *left_over(values, Reply, (*_FACTS, *_TEXTS), telling),
        ),
        key=next(iter(took), None),
    )


def _asker(written: str, telling: Telling) -> str:
    """Say who asked: somebody of a group keeps the group as people call it."""
    if somebody := _SOMEBODY.fullmatch(written):
        if telling.say.language == "zh":
            return written
        if somebody[2] in (None, "匿名"):
            return telling.say.label(somebody[2] or f"部分{_VILLAGER}")
        written = f"{somebody[1]}{_VILLAGER}"
    group = written.removesuffix(_VILLAGER)
    if group and group != written:
        return telling.say("kind-reply-asker", group=group)
    return telling.say.label(written)


def _took(values: Values, telling: Telling) -> tuple[Fact, ...]:
    """Say how many days the answer took, and whether that is longer than the rule of its day allows."""
    asked, answered, say = day_in(values, "asked_on"), day_in(values, "answered_on"), telling.say
    if asked is None or answered is None or answered < asked:
        return ()
    count = (answered - asked).days
    most = telling.packaged.law.ruled("reply_days", asked)
    words = (
        say("kind-reply-late", count=str(count), days=str(most))
        if most and count > most
        else say("kind-reply-days", count=str(count))
    )
    return (Fact(say("kind-reply-took"), words),)


KIND = Kind(
    name="reply",
    label={"zh": "答复", "en": "Reply"},
    folders=("replies", "答复"),
    aliases=("意见答复",),
    fields=Reply,
    describe=describe,
    closed=True,
    catalog=("CW15",),
    event="asked_on",
    answered_by="answered_by",
    category="村务",
    required=("catalog",),
)
