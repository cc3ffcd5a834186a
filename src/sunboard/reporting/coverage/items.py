"""Every duty as a row: for programs, as a workbook, and what is coming as a calendar."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from sunboard.duties.coverage import VillageCoverage
from sunboard.duties.owed import Duty, Standing
from sunboard.engines.xlsx_table import TableColumn, list_workbook
from sunboard.model.period import parse_period
from sunboard.reporting.calendar_file import Occasion, calendar_file
from sunboard.reporting.days import day_told, iso, period_told
from sunboard.reporting.words import Words

COLUMNS = ("village", "township", "catalog", "title", "period", "due", "published", "state", "number")
_WIDTHS = (14, 14, 10, 34, 14, 14, 14, 12, 14)
_TINTS = {Standing.MISSING: "FBE3DF", Standing.LATE: "FFF4D6", Standing.EARLY_REMOVED: "FBE3DF"}
COUNTED = (
    Standing.MISSING,
    Standing.LATE,
    Standing.EARLY_REMOVED,
    Standing.COMING,
    Standing.ON_TIME,
    Standing.NIL,
)
"""What is counted of each village, in the order of its heads."""


def items(villages: Iterable[VillageCoverage]) -> Iterator[tuple[str, ...]]:
    """Yield every duty as programs read it, in the order of `COLUMNS`; what is not known is empty."""
    return (_item(place, duty) for place in villages for duty in place.duties)


def coming(villages: Iterable[VillageCoverage]) -> Iterator[tuple[str, ...]]:
    """Yield of the duties those that are coming, in the same way."""
    return (
        _item(place, duty) for place in villages for duty in place.duties if duty.standing is Standing.COMING
    )


def _item(place: VillageCoverage, duty: Duty) -> tuple[str, ...]:
    return (
        place.village,
        place.township,
        duty.code,
        duty.title,
        str(duty.period or ""),
        iso(duty.due),
        iso(duty.published),
        duty.standing,
        duty.number,
    )


def comma_separated(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as programs read them, with their heads."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows((COLUMNS, *rows))
    return text.getvalue().encode()


def workbook(rows: Iterable[Sequence[str]], say: Words, language: str) -> bytes:
    """Return rows as people read them in a workbook."""
    words = {standing.value: word(standing, say) for standing in Standing}
    period = cache(lambda text: period_told(parse_period(text), language))  # it stands in many rows
    told = ((*row[:4], period(row[4]), *row[5:7], words[row[7]], row[8]) for row in rows)
    marks = {words[standing.value]: tint for standing, tint in _TINTS.items()}
    return list_workbook(say("coverage-sheet"), _columns(say("coverage-table-heads"), _WIDTHS), told, marks)


def totals(villages: Iterable[VillageCoverage], say: Words) -> bytes:
    """Return the counts of each village as a workbook."""
    rows = (
        (place.township, place.village, *(str(place.counts[standing]) for standing in COUNTED))
        for place in villages
    )
    heads = say("coverage-township-heads").partition("|")[0], say("coverage-heads")
    columns = _columns("|".join(heads), (14, 14, *(10 for _ in COUNTED)))
    return list_workbook(say("coverage-sheet"), columns, rows, {})


def _columns(heads: str, widths: Sequence[int]) -> list[TableColumn]:
    return [TableColumn(head, width) for head, width in zip(heads.split("|"), widths, strict=True)]


def calendar(
    title: str, rows: Iterable[Sequence[str]], whose: str, today: date, say: Words, language: str
) -> bytes:
    """Return the last days of what is coming as a calendar, those of many villages as one.

    `rows` are duties as programs read them; `whose` tells the days of this calendar from those of others.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    for village, _, code, title_, period, due, _, state, _ in rows:
        if state == Standing.COMING and due:
            name = period_told(parse_period(period), language)
            found.setdefault((due, code, f"{title_}{name}"), []).append(village)
    return calendar_file(title, _occasions(found, whose, say), today)


def _occasions(
    found: Mapping[tuple[str, str, str], Sequence[str]], whose: str, say: Words
) -> Iterator[Occasion]:
    for (day, code, title), names in sorted(found.items()):
        who = names[0] if len(names) == 1 else say("due-villages", count=len(names))
        yield Occasion(
            f"{day}-{code}-{title}-{whose}",
            last := date.fromisoformat(day),
            # as true when it is called to mind, days ahead
            say("due-occasion", who=who, title=title, day=day_told(last, say, in_year=last.year)),
            say("coverage-between").join(names),
        )


def word(standing: Standing, say: Words) -> str:
    """Say how a duty stands."""
    return say(f"coverage-word-{standing.value or 'unsure'}")
