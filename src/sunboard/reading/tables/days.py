"""Days as ledgers write them: as a spreadsheet counts them, without their year, in two columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date, timedelta
from itertools import pairwise

from sunboard.fields.numerals import parse_whole
from sunboard.fields.written import half_width, month_in_words, parse_day
from sunboard.lazy import dataclass, regex
from sunboard.reading.tables.sums import is_signature, sum_word

_YEAR_LAST = regex(r"(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})")
_SERIAL = regex(r"([2-7]\d{4})(?:\.0+)?")  # days counted from 1900 or 1904: 1954 to 2118
_TIMED = regex(
    r"(\d{4}([-/.])\d{1,2}\2\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|2\d{3}[01]\d[0-3]\d(?=[ T]))"
    r"[ T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?"
)
_WHOLE_DAY = regex(r"\d{4}-\d{2}-\d{2}")  # as mostly: nothing is to be read of it
_CLOCK = regex(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?|(?:[01]?\d|2[0-3])(?:[0-5]\d){2}")
_WEEKDAY = regex(r"(?<=[日号])[ \u3000]*[（(]?(?:星期|周|礼拜)[一二三四五六日天][)）]?$")
_ONLY_DAY = regex(r"(?:0?[1-9]|[12]\d|3[01])[日号]?")
_SHORT = regex(r"(?P<month>\d{1,2})\s*(?P<sign>[./月、-])\s*(?P<day>\d{1,2})\s*[日号]?")
_SHORT_YEAR = regex(r"(?P<year>\d\d)[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})")
_HAN = regex(r"(?P<month>[元一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})[日号]")
_FOUR = regex(r"(?P<month>0[1-9]|1[0-2])(?P<day>\d\d)")  # 0105; a number has lost its nought
_OF_MONTH = regex(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_CUT = regex(r"\d{1,2}\.[1-3]")  # as a number: 1.2 is written for 1.20 too
_WHOLE = regex(r"\d{1,2}\.[1-3]0")
_YEAR = regex(r"(?<!\d)(19\d\d|2\d\d\d)年")
_YEAR_ALONE = regex(r"((?:19|2\d)\d\d|\d\d)年?(?:度)?")
_NUMBER = regex(r"(\d{1,2})[月日号]?(?:份)?")


class DayInDoubt(ValueError):
    """A day that two days of the calendar could be."""


@dataclass(slots=True)
class Days:
    """How the days of one column are read; `year` is that of the head or of the period, if any is known."""

    year: int | None = None
    from_1904: bool = False
    keeps_noughts: bool = False  # 1.10 and 1.20 stand with their noughts, so that 1.2 is the second
    sure: frozenset[str] = frozenset()  # texts like 1.2 that are no 1.20 by the days below them
    near: tuple[int, int] | None = None  # months of the period whose year it is: 12月28日 is before January
    month_at: str = ""  # of days like 1/16/2026: which of the two numbers is the month, by all of them
    known: dict[str, str] = field(default_factory=dict)

    def read(self, text: str) -> str:
        """Return a day as ISO, or what was written where it is read elsewhere; raises DayInDoubt."""
        if text not in self.known:
            self.known[text] = self._read(text)
        return self.known[text]

    def _read(self, text: str) -> str:
        if _WHOLE_DAY.fullmatch(text):
            return text
        timed = _TIMED.fullmatch(text)
        if timed:
            return timed[1]
        if serial := day_of_serial(text, from_1904=self.from_1904):
            return serial
        text = _WEEKDAY.sub("", text)
        if self.month_at and (turned := _YEAR_LAST.fullmatch(text)):
            day = turned["second" if self.month_at == "first" else "first"]
            return _iso(int(turned["year"]), int(turned[self.month_at]), int(day)) or text
        full = _SHORT_YEAR.fullmatch(half_width(text)) if self.year else None
        if full and self.year and int(full["year"]) == self.year % 100:
            return _iso(self.year, int(full["month"]), int(full["day"])) or text
        if self.year and (said := _HAN.fullmatch(text)):
            return self.of(month_in_words(said["month"]) or 0, parse_whole(said["day"]) or 0) or text
        if self.year and (four := _FOUR.fullmatch(text)):
            return self.of(int(four["month"]), int(four["day"])) or text
        short = _SHORT.fullmatch(half_width(text))
        if not short or self.year is None:
            return text
        month, day = int(short["month"]), int(short["day"])
        may_be_cut = short["sign"] == "." and _CUT.fullmatch(half_width(text)) and not self.keeps_noughts
        if may_be_cut and text not in self.sure and self.of(month, day * 10):
            raise DayInDoubt(text)
        return self.of(month, day) or text

    def turn_to(self, text: str) -> bool:
        """Take the year of the days that follow, as a column of years says it; tell whether it says one."""
        found = _YEAR_ALONE.fullmatch(half_width(text))
        year = found and int(found[1])
        if found and len(found[1]) == 2:
            year = self.year if self.year and self.year % 100 == year else None
        if year:
            self.near = None
        if year and year != self.year:
            self.year, self.known = year, {}
        return bool(year)

    def of(self, month: int, day: int) -> str:
        """Return a day without a year as ISO, that nearest the period; nothing where there is none."""
        first, last = self.near or (month, month)
        return _iso((self.year or 0) + (month < first - 6) - (month > last + 6), month, day)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def is_clock(text: str) -> bool:
    """Tell whether a text is a time of the day: 09:12, 09:12:33, 091233."""
    return bool(_CLOCK.fullmatch(text))


def are_days(texts: Iterable[str]) -> bool:
    """Tell whether texts are days of the calendar, beside labels of sums and signatures."""
    found = False
    for text in texts:
        if not (_TIMED.fullmatch(text) or _OF_MONTH.fullmatch(text) or _is_day(text)):
            if sum_word(text) or is_signature(text):
                continue
            return False
        found = True
    return found


def are_days_of_month(texts: Iterable[str]) -> bool:
    """Tell whether texts say only which day of a month it was: 3号, beside labels of sums and signatures."""
    found = False
    for text in texts:
        if _ONLY_DAY.fullmatch(half_width(text)):
            found = True
        elif not (sum_word(text) or is_signature(text)):
            return False
    return found


def _is_day(text: str) -> bool:
    try:
        return parse_day(text) is not None
    except ValueError:
        return False


def keeps_noughts(texts: Iterable[str]) -> bool:
    """Tell whether days like 1.20 are texts: a number would have lost its nought."""
    return any(_WHOLE.fullmatch(text) for text in texts)


def sure_by_order(texts: Iterable[str]) -> frozenset[str]:
    """Return days like 2.2 that are no 2.20: all days stand in order, and 2.9 stands below them."""
    days: list[tuple[int, int, str]] = []
    for text in filter(None, texts):
        found = _SHORT.fullmatch(half_width(text))
        if not found or found["sign"] != ".":
            return frozenset()
        days.append((int(found["month"]), int(found["day"]), text))
    if any(day[:2] > below[:2] for day, below in pairwise(days)):
        return frozenset()
    in_doubt, sure, last = set[str](), set[str](), (0, 0)
    for month, day, text in reversed(days):
        if not _CUT.fullmatch(half_width(text)):
            last = month, day
        elif month == last[0] and last[1] < day * 10:
            sure.add(text)
        else:
            in_doubt.add(text)
    return frozenset(sure - in_doubt)


def month_by_all(texts: Iterable[str]) -> str:
    """Return which number of days like 1/16/2026 is the month, as others of them prove; nothing in doubt."""
    found = [*filter(None, map(_YEAR_LAST.fullmatch, texts))]
    beyond = {name for name in ("first", "second") if any(int(one[name]) > 12 for one in found)}
    return {"first": "second", "second": "first"}[beyond.pop()] if len(beyond) == 1 else ""


def year_said(texts: Iterable[str]) -> int | None:
    """Return the one year that heads or titles name."""
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def number_of(text: str) -> int | None:
    """Return the number of a month or of a day of a month."""
    found = _NUMBER.fullmatch(half_width(text))
    return int(found[1]) if found else None


def day_of_serial(text: str, *, from_1904: bool) -> str:
    """Return the day that a spreadsheet counts as a number, as ISO; nothing for other texts."""
    serial = _SERIAL.fullmatch(text)
    epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return (epoch + timedelta(int(serial[1]))).isoformat() if serial else ""
