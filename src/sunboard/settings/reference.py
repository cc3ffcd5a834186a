"""The data that every village shares, row by row: catalogue, glossary, accounts, working days."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sunboard.faults import fault
from sunboard.fields.declarations import UNKNOWN, many, optional, reads, required
from sunboard.fields.disclosure import CATEGORIES, CHANNELS
from sunboard.fields.faults import shape_wrong, value_wrong
from sunboard.fields.forms import Form
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, code, day, matching, text, texts, whole, yes
from sunboard.fields.written import half_width, parse_day
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Items, Node, Scalar
from sunboard.model.plain import Values, text_of
from sunboard.model.problem import Log, Problem
from sunboard.model.surface import NAMINGS, NUMBERS, Surface
from sunboard.settings.deadlines import says_by_when, says_how_often

CATALOG_WORDS_UNCLEAR = fault("catalog-words-unclear")
ACCOUNT_CODE = regex(r"\d{3}(?:\.\d{1,4})*")
_NOTHING = frozenset(("—", "-", "——", "无"))
_NOTICE = regex(r"(\d{1,3})\s*(日|天|个?工作日|工)?(?:×[^(（]+)?(?:[(（]([^()（）]+)[)）])?")
_LONG = {
    "公开栏": "栏",
    "网站": "网",
    "电子屏": "屏",
    "微信": "微",
    "会议": "会",
    "广播": "播",
    "明白纸": "户",
    "入户": "户",
    "资料室": "室",
}
_SEPARATORS = "、，, "
DRAFT_LIST = "拟定公示"
"""The phase of a list of people that is open to objections."""
LONGEST_HOLIDAY = 31  # days; a longer range is a slip of the pen


account_code = matching(ACCOUNT_CODE.pattern, "501.02", "account")


@reads(Form(example="2026"))
def year(node: Node, log: Log, form: Form) -> int | None:
    """Read `2026` or `2026年`."""
    written = text.read(node, log, form)
    if written is None:
        return None
    found = re.fullmatch(r"(\d{4})\s*年?", half_width(written))
    if found:
        return int(found[1])
    if at := _day_of(written):  # 2026-05-01: 劳动节, which says of no day whether people work
        example = f"{{放假: [{at.isoformat()}, {UNKNOWN}], 上班: [{UNKNOWN}]}}"
        shape_wrong(Scalar(written, node.place.at(f"{at.year}")), log, Form(example=example), "days")
    else:
        value_wrong(node, log, form, "year")
    return None


def _day_of(written: str) -> date | None:
    try:
        return parse_day(written)
    except ValueError:
        return None


@reads(Form(example="2026-10-01至2026-10-07"))
def days(node: Node, log: Log, form: Form) -> tuple[date, ...] | None:
    """Read a list of days; `2026-10-01至2026-10-07` stands for all days from the first to the last."""
    if isinstance(node, Scalar) and _day_of(node.place.field):
        return None  # what a day is called; that a year is wanted in its place is told
    if isinstance(node, Scalar):
        node = Items(
            tuple(Scalar(piece, node.place) for piece in node.text.split("、") if piece.strip()), node.place
        )
    if not isinstance(node, Items):
        shape_wrong(node, log, form, "days")
        return None
    found: list[date] = []
    for item in node.items:
        ends = (
            [day(Scalar(end, item.place), log) for end in re.split("[至~～]", item.text)]
            if isinstance(item, Scalar)
            else [day(item, log)]
        )
        first, last = ends[0], ends[-1]
        if first is None or last is None or None in ends:
            return None
        if len(ends) > 2 or not 0 <= (last - first).days < LONGEST_HOLIDAY:
            value_wrong(item, log, form, "days")
            return None
        found += [first + timedelta(count) for count in range((last - first).days + 1)]
    return tuple(found)


def channels_of(written: str) -> tuple[str, ...]:
    """Return the channels at the beginning of `栏网（或党内）` or `公开栏、网站`."""
    for long, short in _LONG.items():
        written = written.replace(long, short)
    found: list[str] = []
    for sign in written:
        if sign not in CHANNELS and sign not in _SEPARATORS:
            break
        found += [sign] if sign in CHANNELS and sign not in found else []
    return tuple(found)


@reads(Form(example="栏、网、屏"))
def shown(node: Node, log: Log, form: Form) -> str | None:
    """Read where a row is published: letters of channels, perhaps with a remark behind them."""
    written = "".join(texts(node, log) or ()) if isinstance(node, Items) else text.read(node, log, form)
    if written is None or channels_of(written):
        return written
    value_wrong(node, log, form, "channels")
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRow(Part):
    """One row of the disclosure catalogue.

    `deadline`, `notice` and `shown` are as written; the numbers and `channels` are what holds without further
    condition.
    """

    code: str = required("编码", code, example="CK02")
    category: str = required("类别", choice(*CATEGORIES))
    title: str = required("事项", text, "名称", example="收支明细")
    aliases: tuple[str, ...] = many("别名", texts, example="财务收支、流水账")
    content: str | None = optional("应公开内容", text, "内容", example="每一笔收入和支出")
    # fields that a record of the row is asked to give, one of several that are parted by 或
    wanted: tuple[str, ...] = many("应填", texts, example="申请人、位置、理由或结果")
    frequency: str | None = optional("频次", text, example="每季度")
    every: str | None = optional("周期", text, example="季度")  # where it is not that of the frequency
    deadline: str | None = optional("时限", text, example="次月10日")
    days: int | None = optional("时限天数", whole)  # from the event or the end of the period
    # the legal parameter that gives the days where the row leaves them to it
    rule: str | None = optional("时限参数", text, example="reply_days")
    posted_days: int | None = optional("张贴天数", whole)  # the fewest, where it is not the law's
    # None: published without a period for objections
    notice: str | None = optional("公示", text, example="7日")
    notice_days: int | None = optional("公示天数", whole)
    notice_day_type: str | None = optional("天数类型", choice("日历日", "工作日"))
    # the notice is asked for only then
    notice_condition: str | None = optional("公示条件", text, example="超过1万元的")
    responsible: str | None = optional("责任主体", text, example="村委会")
    shown: str | None = optional("渠道", shown, "channels", "公开渠道")
    # of which type of village it is asked; None: of all
    type: str | None = optional("村类型", choice("村", "社区"))
    core: bool | None = optional("核心", yes, "必公开")
    applies: bool | None = optional("适用", yes)
    reason: str | None = optional("原因", text, example="本县没有这一项")
    channels: tuple[str, ...] = ()

    def notice_of(self, title: str) -> tuple[int, str] | None:
        """Return for how many days, and of which sort, people may object to what has a title.

        Where a row gives several, such as `15日（方案）；5日（结果）`, those whose word stands in it;
        else the fewest.
        """
        if self.notice_days is not None:
            return self.notice_days, self.notice_day_type or "日历日"
        several = [one for one in _NOTICE.finditer(self.notice or "") if one[2]]
        named = [one for one in several if one[3] and one[3] in title]
        return min(((int(one[1]), _day_type(one[2])) for one in named or several), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Part):
    """What a list of people of one programme may say, where, and for how long."""

    name: str = required("项目", text, example="低保")
    columns: tuple[str, ...] = many("可公开的列", texts, example="姓名、组别、人数、金额")
    paper: str = required("公开栏", choice(*NAMINGS))
    web: str = required("网上", choice(*NAMINGS))
    notice_days: int | None = optional("公示天数", whole, example="7")
    days_after: int | None = optional("期满后保留天数", whole, example="0")

    def notice_of(self, values: Values) -> int | None:
        """Return for how many days one of its lists is open to objections; nothing where it is settled."""
        return self.notice_days if text_of(values, "phase") == DRAFT_LIST else None

    @property
    def namings(self) -> Mapping[Surface, str]:
        """Return how names are shown on each surface."""
        return {Surface.PAPER: self.paper, Surface.WEB: self.web, Surface.OPEN: NUMBERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Part):
    """A professional term in plain words."""

    term: str = required("术语", text, example="三资")
    plain: str = required("大白话", text, example="村集体的资金、资产、资源")
    # where the place is no village but a community
    community: str | None = optional("社区大白话", text, example="社区的资金、资产、资源")
    aliases: tuple[str, ...] = many("别名", texts, example="集体三资")
    where: str | None = optional("用在", text, example="财务")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Part):
    """An account of the chart."""

    code: str = required("编码", account_code, "科目编码", "代码")
    name: str = required("名称", text, "科目", "科目名称", example="发包收入")
    class_: str | None = optional("类别", choice("资产", "负债", "所有者权益", "成本", "收入", "支出"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingYear(Part):
    """The days off of a year beside its weekends, and the weekend days worked."""

    year: int = required("年份", year)
    holidays: tuple[date, ...] = many("放假", days, "节假日")
    workdays: tuple[date, ...] = many("上班", days, "补班", "调休上班")


def _day_type(unit: str | None) -> str:
    return "工作日" if "工" in (unit or "") else "日历日"


def with_numbers(row: CatalogRow) -> CatalogRow:
    """Fill in what can be read out of a row's words; what the row says itself stands."""
    written = None if row.notice in _NOTHING else row.notice
    notice = _NOTICE.fullmatch(written or "")
    days_asked = row.notice_days if row.notice_days is not None or not notice else int(notice[1])
    unit = _day_type(notice[2] if notice else None)
    return dataclasses.replace(
        row,
        notice=written,
        notice_days=days_asked,
        notice_day_type=row.notice_day_type or (unit if days_asked is not None else None),
        notice_condition=row.notice_condition or (notice[3] if notice else None),
        core=row.core is not False,
        channels=channels_of(row.shown or ""),
    )


def unclear_words(row: CatalogRow) -> Iterator[Problem]:
    """Yield a problem for words that leave open how often a row is due, or by when."""
    for name, written, is_clear in (
        ("frequency", row.frequency if not row.every else None, says_how_often),
        ("every", row.every, says_how_often),
        ("deadline", row.deadline if row.days is None else None, says_by_when),
    ):
        if written and not is_clear(written):
            yield Problem(CATALOG_WORDS_UNCLEAR, row.at(name), written, {"what": name})


def in_its_year(found: WorkingYear, log: Log) -> bool:
    """Tell whether all days lie in their year, noting those that do not."""
    strange = [one for one in found.holidays + found.workdays if one.year != found.year]
    for one in strange:
        place = found.at("holidays" if one in found.holidays else "workdays")
        form = Form(example=f"{found.year}-10-01")
        value_wrong(Scalar(one.isoformat(), place), log, form, "day-of-year", year=f"{found.year}")
    return not strange
