"""The stretch of time that a record speaks of: a month, a quarter, half a year or a year."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass  # noqa: TID251 – it is ordered too
from datetime import date, timedelta
from functools import lru_cache

from sunboard.lazy import regex

_DAY = timedelta(1)
_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12}
_WRITTEN = regex(
    r"(?P<year>[0-9]{4})\s*[年./-]?\s*(?:"
    r"(?:第?(?P<quarter>[一二三四1-4])季度?)|(?:[Qq](?P<q>[1-4]))|(?P<half>上半年|下半年)|(?:[Hh](?P<h>[12]))"
    r"|(?:(?P<month>[0-9]{1,2})月?(?:份)?)|(?:全年|年度|度)?)"
)
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4}
_QUARTER_NAMES = ("一季度", "二季度", "三季度", "四季度")


@lru_cache(maxsize=1024)
def _last_day(year: int, month: int) -> date:
    """Return the last day of a month: it is asked for with every comparison of two periods."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _DAY


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar period; `number` counts months, quarters or halves from 1, and is 1 for a year."""

    year: int
    unit: str  # M, Q, H or Y
    number: int = 1

    @property
    def months(self) -> int:
        """Return how many months it lasts."""
        return _MONTHS[self.unit]

    @property
    def start(self) -> date:
        """Return its first day."""
        return date(self.year, (self.number - 1) * self.months + 1, 1)

    @property
    def end(self) -> date:
        """Return its last day."""
        return _last_day(self.year, self.number * self.months)

    def previous(self) -> Period:
        """Return the period of the same length before this one."""
        before = self.start - timedelta(1) if self.start > date.min else self.start
        return Period(before.year, self.unit, (before.month - 1) // self.months + 1)

    def next(self) -> Period:
        """Return the period of the same length after this one."""
        last = 12 // self.months
        if self.number < last:
            return Period(self.year, self.unit, self.number + 1)
        return Period(self.year + 1, self.unit)

    def year_before(self) -> Period:
        """Return the same stretch of the year before."""
        return Period(self.year - 1, self.unit, self.number)

    def __str__(self) -> str:
        """Write it as registers do: `2026-03`, `2026-Q1`, `2026-H1`, `2026`."""
        if self.unit == "Y":
            return f"{self.year:04d}"
        number = f"{self.number:02d}" if self.unit == "M" else f"{self.unit}{self.number}"
        return f"{self.year:04d}-{number}"

    def name(self, language: str) -> str:
        """Write it as people say it."""
        if language == "en":
            return str(self).replace("-", " ") if self.unit in "QH" else str(self)
        if self.unit == "Q":
            return f"{self.year}年{_QUARTER_NAMES[self.number - 1]}"
        if self.unit == "H":
            return f"{self.year}年{'上半年' if self.number == 1 else '下半年'}"
        return f"{self.year}年{self.number}月" if self.unit == "M" else f"{self.year}年"


def period_of_days(days: Collection[date]) -> Period | None:
    """Return the calendar period in whose first and last month days lie; nothing where there is none."""
    if not days:
        return None
    first, last = min(days), max(days)
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    unit = next((unit for unit, months in _MONTHS.items() if months == length), None)
    if unit is None or (first.month - 1) % length:
        return None
    return Period(first.year, unit, (first.month - 1) // length + 1)


def first_day(given: date | Period | None) -> date | None:
    """Return a day that is told as a day, or as the month or year of which it is the first."""
    return given.start if isinstance(given, Period) else given


def last_day(given: date | Period | None) -> date | None:
    """Return a day that is told as a day, or as the month or year of which it is the last."""
    return given.end if isinstance(given, Period) else given


@lru_cache(maxsize=1024)
def parse_period(text: str) -> Period | None:
    """Read `2026-03`, `2026Q1`, `2026年一季度`, `2026年上半年` or `2026年`; nothing for others."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found or re.fullmatch(r"[0-9]{5}", text.strip()):  # 20263 is no month for certain
        return None
    year = int(found["year"])
    if not 1900 <= year <= 2999:  # a mistyped year, not a period of any village
        return None
    if found["half"] or found["h"]:
        return Period(year, "H", int(found["h"]) if found["h"] else 1 + (found["half"] == "下半年"))
    if quarter := found["quarter"] or found["q"]:
        return Period(year, "Q", _CHINESE.get(quarter) or int(quarter))
    if found["month"]:
        month = int(found["month"])
        return Period(year, "M", month) if 1 <= month <= 12 else None
    return Period(year, "Y")
