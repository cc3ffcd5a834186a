"""How reports write days and periods."""

from __future__ import annotations

from datetime import date

from sunboard.model.period import Period
from sunboard.reporting.words import Words


def iso(day: date | None) -> str:
    """Write a day for programs; one that is not known is empty."""
    return day.isoformat() if day else ""


def day_told(day: date | None, say: Words, *, in_year: int | None = None) -> str:
    """Write a day for people, without its year where that is the given one."""
    if day is None:
        return ""
    name = "coverage-day" if day.year == in_year else "coverage-day-year"
    return say(name, year=day.year, month=day.month, day=day.day)


def period_told(period: Period | None, language: str) -> str:
    """Write a period as people say it, or nothing."""
    return period.name(language) if period else ""
