"""What the names of sheets say: of which time they are, and whose account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

from sunboard.fields.written import half_width, period_text
from sunboard.lazy import regex
from sunboard.model.period import Period, parse_period
from sunboard.reading.tables.words import account_named, side_said

_SHEET = regex(r"(?P<file>.+\.\w+)\s*(?:[#＃](?P<sheet>.+)|〔(?P<tab>.+)〕)")
_FILLING = regex(
    r"收支|收入|支出|开支|明细|流水|台账|财务|公开|账簿|账|表|[\s_()（）〔〕\[\]·]+|\.(?!\d)|(?<!\d)\.|^[-—]+|[-—]+$"
)


def sheet_of(written: str) -> tuple[str, str]:
    """Take the name of a sheet off a file: `收支.xlsx#一季度`, `收支.xlsx〔一季度〕`."""
    found = _SHEET.fullmatch(written)
    return (found["file"], (found["sheet"] or found["tab"]).strip()) if found else (written, "")


def period_named(name: str, around: Period | None) -> Period | None:
    """Return the period in the name of a sheet, its year that of another period where it has none."""
    short = _FILLING.sub("", half_width(name))
    if around:
        own = f"{around.year % 100:02}"  # 26.1 is the year only in 2026
        short = re.sub(rf"^(?:\d\d(?=年)|{own}(?=[.-]\d))", rf"{around.year // 100}\g<0>", short)
    for text in (short, f"{around.year}年{short}" if around else "") if short else ():
        with suppress(ValueError):
            if found := parse_period(period_text(text)):
                return found
    return None


def is_of_another(name: str, period: Period | None) -> bool:
    """Tell whether the name of a sheet is that of a time outside the period."""
    found = period_named(name, period) if period else None
    return bool(period and found and (found.end < period.start or found.start > period.end))


def parts_of_period(named: Mapping[str, Period | None], period: Period) -> tuple[str, ...]:
    """Return the names of the sheets of months or quarters that together are a period, in their order."""
    parts = {
        name: part
        for name, part in named.items()
        if part and part != period and period.start <= part.start and part.end <= period.end
    }
    if not parts or missing_part([*parts.values()], period):
        return ()
    return tuple(sorted(parts, key=lambda name: (parts[name].start, side_said(name) != "income")))


def missing_part(parts: Sequence[Period], period: Period) -> str:
    """Return what is missing where parts do not follow one another through a period."""
    end = period.start
    for part in sorted({*parts}):
        if part.start != end:
            return f"{end.month}月"
        end = part.end + timedelta(1)
    return "" if end > period.end else f"{end.month}月"


def part_of(name: str, period: Period) -> Period | None:
    """Return the shorter period in the name of a sheet, where it lies in a longer one."""
    found = period_named(name, period)
    inside = found and period.start <= found.start and found.end <= period.end and found != period
    return found if inside else None


def accounts_named(texts: Iterable[str]) -> Sequence[str]:
    """Return the accounts that names of sheets or titles say; none where any says none, or two the same."""
    names = [account_named(text) for text in texts]
    return names if all(names) and len({*names}) == len(names) > 1 else ()
