"""The rows of the shared data files, and how a county's rows are laid over the packaged ones."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sunboard.engines.yaml_nodes import YAML_BROKEN, parse_node
from sunboard.fields.declarations import key_of, keys_of, many, names_of, optional, read_part, required
from sunboard.fields.disclosure import CATEGORIES, CHANNELS
from sunboard.fields.faults import KEY_TWICE, SHAPE_WRONG, first_at
from sunboard.fields.part import Part
from sunboard.fields.scalars import VALUE_WRONG, choice, code, day, half_width, text, texts, whole, yes
from sunboard.fields.vocabulary import Vocabulary
from sunboard.model.encoding import ENCODING_UNKNOWN, decode, first_unreadable, unreadable
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar
from sunboard.model.problem import Log

P = TypeVar("P", bound=Part)

ACCOUNT_CODE = re.compile(r"\d{3}(?:\.\d{1,4})*")
_NOTHING = frozenset(("—", "-", "——", "无"))
_DEADLINE = re.compile(r"(?:次月)?(\d{1,3})\s*[日天]?")
_NOTICE = re.compile(r"(\d{1,3})\s*(日|天|个?工作日|工)?(?:×[^(（]+)?(?:[(（]([^()（）]+)[)）])?")
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
LONGEST_HOLIDAY = 31  # days; a longer range is a slip of the pen


def account_code(node: Node, log: Log) -> str | None:
    """Read the code of an account: `501` or `501.02`."""
    written = code(node, log)
    if written is None or ACCOUNT_CODE.fullmatch(written):
        return written
    log.add(
        VALUE_WRONG,
        node.place,
        written,
        expected="科目编码",
        expected_en="the code of an account",
        example="501.02",
    )
    return None


def year(node: Node, log: Log) -> int | None:
    """Read `2026` or `2026年`."""
    written = text(node, log)
    if written is None:
        return None
    found = re.fullmatch(r"(\d{4})\s*年?", half_width(written))
    if not found:
        log.add(VALUE_WRONG, node.place, written, expected="年份", expected_en="a year", example="2026")
        return None
    return int(found[1])


def days(node: Node, log: Log) -> tuple[date, ...] | None:
    """Read a list of days; `2026-10-01至2026-10-07` stands for all days from the first to the last."""
    if isinstance(node, Scalar):
        node = Items(
            tuple(Scalar(piece, node.place) for piece in node.text.split("、") if piece.strip()), node.place
        )
    if not isinstance(node, Items):
        log.add(
            SHAPE_WRONG,
            node.place,
            expected="一列日期",
            expected_en="a list of days",
            example="2026-10-01、2026-10-02",
        )
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
            written = item.text if isinstance(item, Scalar) else ""
            log.add(
                VALUE_WRONG,
                item.place,
                written,
                expected="从早到晚的一段日期",
                expected_en="a range of days",
                example="2026-10-01至2026-10-07",
            )
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


def shown(node: Node, log: Log) -> str | None:
    """Read where a row is published: letters of channels, perhaps with a remark behind them."""
    written = "".join(texts(node, log) or ()) if isinstance(node, Items) else text(node, log)
    if written is None or channels_of(written):
        return written
    log.add(
        VALUE_WRONG,
        node.place,
        written,
        expected="公开渠道",
        expected_en="a list of channels",
        example="栏、网、屏",
    )
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRow(Part):
    """One row of the disclosure catalogue.

    `deadline`, `notice` and `shown` are as written; the numbers and `channels` are what holds without further condition.
    """

    code: str = required("编码", code)
    category: str = required("类别", choice(*CATEGORIES))
    title: str = required("事项", text, "名称")
    content: str | None = optional("应公开内容", text, "内容")
    frequency: str | None = optional("频次", text)
    deadline: str | None = optional("时限", text)
    days: int | None = optional("时限天数", whole)  # from the event or the end of the period
    notice: str | None = optional("公示", text)  # None: published without a period for objections
    notice_days: int | None = optional("公示天数", whole)
    notice_day_type: str | None = optional("天数类型", choice("日历日", "工作日"))
    notice_condition: str | None = optional("公示条件", text)  # the notice is asked for only then
    responsible: str | None = optional("责任主体", text)
    shown: str | None = optional("渠道", shown, "channels", "公开渠道")
    core: bool | None = optional("核心", yes)
    applies: bool | None = optional("适用", yes)
    reason: str | None = optional("原因", text)
    channels: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Tell whether villages must publish it: a core row, unless the county says otherwise."""
        return self.core is not False if self.applies is None else self.applies


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Part):
    """A professional term in plain words."""

    term: str = required("术语", text)
    plain: str = required("大白话", text)
    community: str | None = optional("社区大白话", text)  # where the place is no village but a community
    aliases: tuple[str, ...] = many("别名", texts)
    where: str | None = optional("用在", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Part):
    """An account of the chart."""

    code: str = required("编码", account_code, "科目编码", "代码")
    name: str = required("名称", text, "科目", "科目名称")
    class_: str | None = optional("类别", choice("资产", "负债", "所有者权益", "成本", "收入", "支出"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingYear(Part):
    """The days off of a year beside its weekends, and the weekend days worked."""

    year: int = required("年份", year)
    holidays: tuple[date, ...] = many("放假", days, "节假日")
    workdays: tuple[date, ...] = many("上班", days, "补班", "调休上班")


def with_numbers(row: CatalogRow) -> CatalogRow:
    """Fill in what can be read out of a row's words; what the row says itself stands."""
    deadline = _DEADLINE.fullmatch(row.deadline or "")
    written = None if row.notice in _NOTHING else row.notice
    notice = _NOTICE.fullmatch(written or "")
    days_asked = row.notice_days if row.notice_days is not None or not notice else int(notice[1])
    unit = "工作日" if notice and "工" in (notice[2] or "") else "日历日"
    return dataclasses.replace(
        row,
        days=row.days if row.days is not None or not deadline else int(deadline[1]),
        notice=written,
        notice_days=days_asked,
        notice_day_type=row.notice_day_type or (unit if days_asked is not None else None),
        notice_condition=row.notice_condition or (notice[3] if notice else None),
        core=row.core is not False,
        channels=channels_of(row.shown or ""),
    )


def in_its_year(found: WorkingYear, log: Log) -> bool:
    """Tell whether all days lie in their year, noting those that do not."""
    strange = [one for one in found.holidays + found.workdays if one.year != found.year]
    for one in strange:
        place = found.at("holidays" if one in found.holidays else "workdays")
        words = {
            "expected": f"{found.year}年的日期",
            "expected_en": f"a day of {found.year}",
            "example": f"{found.year}-10-01",
        }
        log.add(VALUE_WRONG, place, one.isoformat(), **words)
    return not strange


def read_file(data: bytes, path: str, row: Vocabulary, log: Log) -> Node:
    """Read a data file as it stands, whatever keys its rows have; what cannot be read is an empty map, and noted."""
    content = decode(data)
    if content is None:
        log.add(ENCODING_UNKNOWN, Place(path, first_unreadable(data)), **unreadable(data))
        return Fields()
    return parse_node(content, path, log) or Fields()


def rows(node: Node, part: type[Part], lone: str, log: Log) -> Iterator[tuple[str, Fields]]:
    """Yield the rows of a file with their codes, whether it is a list, a map by code, or lists under a code.

    The code is the part's first field; a single value in place of a row is its field `lone`.
    """
    if isinstance(node, Scalar):
        cure = {
            "cure": "每行写成“名称: 内容”，冒号后面空一格",
            "cure_en": "Write each line as a name, a colon, a space and the value",
        }
        log.add(YAML_BROKEN, node.place, node.text[:60], near="", near_en="", **cure)
    elif isinstance(node, Items):
        for item in node.items:
            yield from _row(item, None, part, lone)
    else:
        for entry in node.entries:
            listed = entry.node.items if isinstance(entry.node, Items) else ()
            for item in listed if any(isinstance(item, Fields) for item in listed) else (entry.node,):
                yield from _row(item, entry, part, lone)


def _row(node: Node, entry: Entry | None, part: type[Part], lone: str) -> Iterator[tuple[str, Fields]]:
    first = keys_of(part)[0]
    if not isinstance(node, Fields):
        node = Fields((Entry(lone, node, node.place),), entry.place if entry else node.place)
    given = next((one.node for one in node.entries if key_of(one.key) in first.names), None)
    if given is None and entry is not None:
        given = Scalar(entry.key, entry.place)
        node = Fields((Entry(first.name, given, entry.place), *node.entries), entry.place)
    yield half_width(given.text) if isinstance(given, Scalar) else "", node


def anything(row: Part, log: Log) -> bool:
    """Accept every row."""
    return True


def laid_over(
    part: type[P],
    lone: str,
    packaged: Node,
    own: Node | None,
    log: Log,
    accept: Callable[[P, Log], bool] = anything,
) -> list[P]:
    """Return the packaged rows with a county's own over them.

    An own row that is complete replaces the one of its code. One that lacks a required field changes what it gives and keeps the rest.
    `accept` notes what else is wrong with an own row; the packaged one then stands.
    """
    base = dict(rows(packaged, part, lone, log))
    found = {name: read_part(part, node, log) for name, node in base.items()}
    seen: dict[str, Place] = {}
    for name, node in rows(own, part, lone, log) if own is not None else ():
        if name and name in seen:
            log.add(KEY_TWICE, node.place, name, **first_at(seen[name]))
            continue
        seen[name] = node.place.at(name)
        read = read_part(part, completed(part, node, base.get(name)), log)
        if read is not None and accept(read, log):
            found[name] = read
    return [row for row in found.values() if row is not None]


def completed(part: type[Part], node: Fields, base: Fields | None) -> Fields:
    """Return a row with the other fields of the one that it changes, where it is not complete by itself."""
    known = names_of(part)
    given = {known[key_of(entry.key)].name for entry in node.entries if key_of(entry.key) in known}
    if base is None or all(key.name in given for key in keys_of(part) if key.required):
        return node
    rest = tuple(
        entry
        for entry in base.entries
        if key_of(entry.key) in known and known[key_of(entry.key)].name not in given
    )
    return Fields((*node.entries, *rest), node.place)
