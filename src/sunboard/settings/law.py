"""Dated legal parameters and rules: deadlines, quorums, thresholds, switches. Data, never code."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar

from sunboard.faults import Severity
from sunboard.fields.declarations import many, optional, reads, required
from sunboard.fields.forms import Form
from sunboard.fields.numerals import parse_whole
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, day, text, texts, yes
from sunboard.fields.written import half_width, parse_money
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Node
from sunboard.model.problem import Log
from sunboard.settings.deadlines import Deadline

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
OURS = "sunboard/data/"
"""Where the law files stand that come with sunboard: a county's own may have the same names."""

_WHOLE = r"(?P<whole>\d{1,9}(?:\.\d{1,4})?|[〇零一二三四五六七八九十百千万两]+)"
_UNIT = r"个?工作日|个?自然日|个?日历日|[日天号]|元|年|[人名户]|[笔次]|家|字"
_VALUE = regex(rf"{_WHOLE}(?:\s*/\s*(?P<part>\d{{1,9}})|\s*(?P<unit>%|{_UNIT}))?")
_SHARE_IN_WORDS = regex(r"(?P<part>百|[二三四五六七八九十]+)分之(?P<whole>[〇零一二三四五六七八九十百两]+)")
SHARE, YUAN, DAYS, WORKING_DAYS = "%", "元", "日", "工作日"
_UNITS = {
    "个工作日": WORKING_DAYS,
    **dict.fromkeys(("天", "号", "自然日", "个自然日", "日历日", "个日历日"), DAYS),
    **dict.fromkeys("名户", "人"),
    "次": "笔",
}
_UNREAD = "?"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a law file, and of what: a share is a part of one, in `%`, however it is written."""

    number: Fraction
    unit: str = ""  # nothing where none is written
    written: str = field(default="", compare=False)

    def like(self, standard: Measure) -> Measure | None:
        """Return it in the unit of one that it stands in for; nothing where it may mean several things.

        A whole number above one that is to be a share is one of percent, and 1.5 is 150% only where shares
        above all may be meant. Days may be working days.
        """
        number, unit = self.number, self.unit or standard.unit
        is_days = standard.unit == DAYS and unit == WORKING_DAYS
        if unit != standard.unit and not is_days:
            return None
        if self.unit or not number:
            is_clear = unit in (SHARE, YUAN) or number.denominator == 1
        elif unit == SHARE:
            is_percent = number.denominator == 1
            is_clear = number > 1 if is_percent else number < (2 if standard.number > 1 else 1)
            number = number / 100 if is_percent else number
        else:
            is_clear = unit == YUAN or number.denominator == 1
        return Measure(number, unit, self.written) if is_clear else None


@reads(Form(example="15"))
def measure(node: Node, log: Log, form: Form) -> Measure | None:
    """Read a number such as `15`, `15日` or `3万元`, or a share such as `2/3`, `40%` or `百分之六十`.

    What is none is like no number that it may stand in for: how that is written is told where it is known.
    """
    written = text.read(node, log, form)
    if written is None:
        return None
    plain = half_width(written)
    if (found := _VALUE.fullmatch(plain)) and (whole := _number(found["whole"])) is not None:
        if part := int(found["part"] or 0):
            return Measure(whole / part, SHARE, written)
        if not found["part"]:
            unit = _UNITS.get(found["unit"], found["unit"] or "")
            return Measure(whole / 100 if unit == SHARE else whole, unit, written)
    if found := _SHARE_IN_WORDS.fullmatch(plain):
        parts, count = parse_whole(found["part"].replace("百", "一百")), parse_whole(found["whole"])
        if parts and count is not None:
            return Measure(Fraction(count, parts), SHARE, written)
    if amount := parse_money(plain):
        return Measure(Fraction(amount), YUAN, written)
    return Measure(Fraction(0), _UNREAD, written)


def _number(written: str) -> Fraction | None:
    if written[0].isdecimal():
        return Fraction(written)
    whole = parse_whole(written)
    return None if whole is None else Fraction(whole)


_BEGINS = (
    "生效日期",
    "实施日期",
    "执行日期",
    "启用日期",
    "起始日期",
    "施行时间",
    "生效时间",
    "执行时间",
    "起",
)
_SEVERITIES = {"错误": Severity.ERROR, "提醒": Severity.WARNING, "说明": Severity.INFO}
severity = choice(
    *_SEVERITIES,
    also={grave.value: written for written, grave in _SEVERITIES.items()} | {"警告": "提醒", "提示": "说明"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawEntry(Part):
    """What one parameter or one rule is from a day on.

    A rule goes by its code, its id or its Chinese name; what an entry does not give is as before.
    """

    name: str = required("名称", text, example="张贴天数")
    value: Measure | None = optional(
        "数值", measure, "额度", "限额", "标准", "天数", "年限", "比例", example="15"
    )
    more_than: bool | None = optional("须超过", yes)
    floor: bool | None = optional("下限", yes)
    day_type: str | None = optional("天数类型", choice("日历日", "工作日"))
    on: bool | None = optional("启用", yes)
    severity: str | None = optional("级别", severity, "严重程度")
    words: tuple[str, ...] = many("词语", texts, example="招待、餐费")
    excepted: tuple[str, ...] = many("例外词语", texts, "例外", example="助餐、烟感")
    effective_from: date | None = optional("施行日期", day, *_BEGINS)
    source: str | None = optional("来源", text, "依据", example="村民委员会组织法第三十条")
    explanation: str | None = optional("说明", text, "原因", "理由", example="本镇从严，超过1000元一律转账")
    title: str | None = optional("标题", text, example="张贴天数")
    layer: int = 0  # how near the village it is written, counted from the law of the land

    def in_force(self, on: date) -> bool:
        """Tell whether it had begun on a day."""
        return self.effective_from is None or self.effective_from <= on

    @property
    def is_law(self) -> bool:
        """Tell whether somebody made it a rule; what comes with sunboard and names no rule is a default."""
        return not (self.source or "").startswith("sunboard")

    @property
    def switches(self) -> bool | None:
        """Return whether it puts a rule in force or out of force; a day with nothing new says since when."""
        says_more = self.value is not None or self.severity or self.words or self.excepted
        return True if self.on is None and self.effective_from and not says_more else self.on

    def supersedes(self, nearer: LawEntry) -> bool:
        """Tell whether an entry that is nearer to the village is older than this one, and lower."""
        since, until = nearer.effective_from, self.effective_from
        if not (since and until and nearer.value and self.value):
            return False
        return since < until and nearer.value.number < self.value.number

    def reached(self, count: int, whole: int = 1) -> bool:
        """Tell whether `count` out of `whole` is enough."""
        value = self.value.number if self.value else Fraction(0)
        have, least = count * value.denominator, whole * value.numerator
        return have > least if self.more_than else have >= least


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the law of a day makes of a rule."""

    in_force: bool = True
    severity: Severity | None = None  # None: as its page has it
    explanation: str = ""


AS_WRITTEN = Ruling()


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A rule that somebody put out of force, for good or until a day: who, why, and by which paper."""

    rule: str
    path: str
    reason: str
    source: str = ""
    until: str = ""  # the ISO day from which on it is in force


@dataclass(frozen=True)  # without slots: it keeps what it has answered
class Law:
    """Parameters and rules by name; of each the entries in the order in which they are asked."""

    entries: Mapping[str, tuple[LawEntry, ...]]
    layers: int = 0  # files and settings that it is made of

    @cached_property
    def _answers(self) -> dict[date, dict[Hashable, Any]]:
        """Return what was answered on each day; days between two on which the law changes share it."""
        return {}

    @cached_property
    def _between(self) -> defaultdict[int, dict[Hashable, Any]]:
        return defaultdict(dict)

    def _once(self, answer: Callable[[Law, K, date], T], name: K, on: date) -> T:
        """Return the answer for a name on a day, found once between two days on which the law changes."""
        if type(on) is not date:
            return answer(self, name, on)  # such a day notes what it is asked
        try:
            return self._answers[on][answer, name]  # type: ignore[no-any-return]
        except KeyError:
            shared = self._answers.setdefault(on, self._between[bisect_right(self.turns, on)])
            if (answer, name) not in shared:
                shared[answer, name] = answer(self, name, on)
            return shared[answer, name]  # type: ignore[no-any-return]

    @cached_property
    def turns(self) -> tuple[date, ...]:
        """Return the days on which anything in it changes, in their order."""
        days = {entry.effective_from for entries in self.entries.values() for entry in entries}
        return tuple(sorted(day for day in days if day))

    def entry(self, name: str, on: date) -> LawEntry | None:
        """Return the entry with a value in force on a day, if there is one.

        Raises KeyError for an unknown name.
        """
        return self._once(_entry, name, on)

    def value(self, name: str, on: date, *, own: str = "") -> Fraction:
        """Return the number or share in force on a day; before the first entry the first one holds.

        What is in force of a rule's `own` goes over it, but where it is written farther from the village.
        Raises KeyError.
        """
        return self._once(_value, (name, own), on)

    def number(self, name: str, on: date, *, own: str = "") -> int:
        """Return what is whole of what `value` returns. Raises KeyError."""
        return self._once(_in_whole, (name, own), on)

    def amount(self, name: str, on: date, *, own: str = "") -> Decimal:
        """Return in yuan what `value` returns. Raises KeyError."""
        return self._once(_amount, (name, own), on)

    def ruled(self, name: str, on: date) -> int | None:
        """Return the days of the calendar that a rule in force on a day gives; nothing of a default.

        Checks may go by a default, what people are told may not, nor does it count working days.
        """
        entry = self.entry(name, on)
        return self.number(name, on) if entry and entry.is_law and entry.day_type != WORKING_DAYS else None

    def deadline(self, name: str, on: date, *, own: str = "") -> Deadline:
        """Return the days in force on a day from which something is counted, as `value` finds them."""
        entry = _given(self, (name, own), on)
        return Deadline(days=int(self.value(name, on, own=own)), working=entry.day_type == WORKING_DAYS)

    def ruling(self, rule: str, on: date) -> Ruling:
        """Return whether a rule is in force on a day, how grave it is then, and what is said of it."""
        return self._once(_ruling, rule, on) if rule in self.entries else AS_WRITTEN

    def words(self, rule: str, on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the words that a rule looks for on a day, and those that are none of them."""
        return self._once(_words, rule, on)

    def switched_off(self, on: date) -> Iterator[SwitchedOff]:
        """Yield the rules that somebody's file has out of force on a day, or not yet in force."""
        for rule, entries in self.entries.items():
            switching = _switching(entries)
            said = next((one for one in switching if one.in_force(on)), None)
            if not switching or _is_on(entries, on) or switching[0].at().path.startswith(OURS):
                continue
            coming = [one for one in switching if one.switches and not one.in_force(on)]
            why = said or coming[-1]
            until = min((one.effective_from for one in coming if one.effective_from), default=None)
            yield SwitchedOff(
                rule=rule,
                path=why.at().path,
                reason=why.explanation or "",
                source=why.source or "",
                until=until.isoformat() if until else "",
            )

    def with_files(self, files: Iterable[Iterable[LawEntry]]) -> Law:
        """Return the law with the entries of several files, each before the one that it follows."""
        law = self
        for entries in files:
            law = law.below(entries)
        return law

    def below(self, entries: Iterable[LawEntry]) -> Law:
        """Return the law with the entries of a place nearer to the village before its own."""
        newest = sorted(entries, key=lambda entry: entry.effective_from or date.min, reverse=True)
        if not newest:
            return self
        nearer = defaultdict[str, tuple[LawEntry, ...]](tuple)
        for entry in newest:
            nearer[entry.name] += (replace(entry, layer=self.layers),)
        laid = {name: own + self.entries.get(name, ()) for name, own in nearer.items()}
        return Law({**self.entries, **laid}, self.layers + 1)


def _entry(law: Law, name: str, on: date) -> LawEntry | None:
    valued = (entry for entry in law.entries[name] if entry.value is not None)
    return _at_least(next((entry for entry in valued if entry.in_force(on)), None), law, name, on)


def _at_least(given: LawEntry | None, law: Law, name: str, on: date) -> LawEntry | None:
    """Return an entry, or the floor of a later day where it is lower: a province's 5 days of 2018."""
    floor = next((entry for entry in law.entries[name] if entry.floor and entry.in_force(on)), None)
    return floor if given and floor and floor.supersedes(given) else given


def _given(law: Law, names: tuple[str, str], on: date) -> LawEntry:
    name, own = names
    given = law.entry(name, on)
    ruled = law.entry(own, on) if own in law.entries else None
    if ruled and not (given and given.layer > ruled.layer):
        return _at_least(ruled, law, name, on) or ruled
    return given or next(entry for entry in reversed(law.entries[name]) if entry.value is not None)


def _value(law: Law, names: tuple[str, str], on: date) -> Fraction:
    given = _given(law, names, on)
    return given.value.number if given.value else Fraction(0)


def _in_whole(law: Law, names: tuple[str, str], on: date) -> int:
    name, own = names
    return int(law.value(name, on, own=own))


def _amount(law: Law, names: tuple[str, str], on: date) -> Decimal:
    name, own = names
    value = law.value(name, on, own=own)
    return Decimal(value.numerator) / Decimal(value.denominator)


def _words(law: Law, rule: str, on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    held = [entry for entry in law.entries.get(rule, ()) if entry.in_force(on)]
    return (
        tuple(dict.fromkeys(word for entry in held for word in entry.words)),
        tuple(dict.fromkeys(word for entry in held for word in entry.excepted)),
    )


def _ruling(law: Law, rule: str, on: date) -> Ruling:
    entries = law.entries[rule]
    held = [entry for entry in entries if entry.in_force(on)]
    grave = next((entry.severity for entry in held if entry.severity), None)
    return Ruling(
        in_force=_is_on(entries, on),
        severity=_SEVERITIES[grave] if grave else None,
        explanation=next((one.explanation for one in held if one.explanation and one.on is not False), ""),
    )


def _switching(entries: Iterable[LawEntry]) -> Sequence[LawEntry]:
    """Return the entries by which the nearest file that switches a rule does so, the latest first."""
    for _, of_file in groupby(entries, key=lambda entry: entry.at().path):
        if switching := [entry for entry in of_file if entry.switches is not None]:
            return switching
    return ()


def _is_on(entries: Iterable[LawEntry], on: date) -> bool:
    """Tell whether a rule is in force: by the nearest file that switches it.

    Before the first day that such a file gives, the opposite of what it says first held.
    """
    switching = _switching(entries)
    held = next((entry for entry in switching if entry.in_force(on)), None)
    return bool(held.switches) if held else not (switching and switching[-1].switches)


def law_of(files: Iterable[Iterable[LawEntry]]) -> Law:
    """Put the entries of several files in order.

    A later file stands before an earlier one, within a file the latest day first.
    """
    return Law({}).with_files(files)


def as_entries(amounts: Part | None) -> Iterator[LawEntry]:
    """Yield the amounts of a group of settings as entries of the law of their place."""
    for one in fields(amounts) if amounts else ():
        value = getattr(amounts, one.name)
        if isinstance(value, Decimal) and amounts:
            yield LawEntry(
                name=one.name, value=Measure(Fraction(value), YUAN), places={"": amounts.at(one.name)}
            )
