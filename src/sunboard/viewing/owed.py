"""What a village has to publish and what it did, as its own page tells villagers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sunboard.duties.disclosed import Disclosed, Obliged
from sunboard.duties.owed import Duty, Standing, asked_rows
from sunboard.model.state import State
from sunboard.model.view import OwedLine, OwedRow, RecordView
from sunboard.settings.due import cadence_for
from sunboard.typesetting.saying import Saying
from sunboard.viewing.context import VillageContext

MOST_LINES = 6  # of a row
_TAKEN_OFF = frozenset((State.CORRECTED, State.WITHDRAWN, State.LEAK))


def owed_rows(
    context: VillageContext, owing: Obliged, found: Iterable[Duty], records: Iterable[RecordView]
) -> tuple[OwedRow, ...]:
    """Return every row that is asked of a village, with what was published under it, newest first.

    What is missing is named where the township wants it so.
    """
    say, views = context.say, {record.number: record for record in records if record.number}
    published: dict[str, list[Disclosed]] = {}
    for record in owing.disclosed:
        if record.published:
            published.setdefault(record.catalog, []).append(record)
    missing: dict[str, list[Duty]] = {}
    for duty in found if context.township.shows_gaps else ():
        if _is_gap(duty):
            missing.setdefault(duty.code, []).append(duty)
    return tuple(
        _row(
            say.label(row.title),
            say.label(row.category),
            say(f"web-owed-{cadence_for(row, owing.monthly).name.lower()}"),
            _lines(published.get(row.code, ()), views, say),
            _gaps(missing.get(row.code, ()), say),
        )
        for row in asked_rows(owing, context.packaged)
    )


def missing_since(context: VillageContext, found: Iterable[Duty]) -> str:
    """Return the last day of the oldest thing that is missing, where the township wants it told."""
    days = (duty.due for duty in found if _is_gap(duty) and duty.due)
    first = min(days, default=None) if context.township.shows_gaps else None
    return first.isoformat() if first else ""


def _is_gap(duty: Duty) -> bool:
    """Tell whether the calendar says that something is missing; of an event only a draft would tell."""
    return duty.standing in (Standing.MISSING, Standing.EARLY_REMOVED) and not duty.event


def _row(
    title: str, category: str, often: str, lines: Iterable[OwedLine], gaps: Iterable[OwedLine]
) -> OwedRow:
    newest = sorted(lines, key=_day, reverse=True)
    missing = tuple(sorted(gaps, key=_day, reverse=True))
    return OwedRow(title, category, often, tuple(newest[:MOST_LINES]), len(newest[MOST_LINES:]), missing)


def _day(line: OwedLine) -> str:
    return line.day


def _gaps(duties: Iterable[Duty], say: Saying) -> Iterator[OwedLine]:
    for duty in duties:
        if duty.due:
            yield OwedLine(duty.period.name(say.language) if duty.period else "", duty.due.isoformat())


def _lines(records: Iterable[Disclosed], views: Mapping[str, RecordView], say: Saying) -> Iterator[OwedLine]:
    """Yield what was published; what is only for some, or only hangs, says nothing but when."""
    for record in records:
        view, period = views.get(record.number), record.span
        what = period.name(say.language) if period else ""
        if record.published is None or (view and view.state in _TAKEN_OFF):
            continue
        day = record.published.isoformat()
        if record.inherited:
            yield OwedLine(say("web-powers"), day, whole_list=True)
        elif view:
            note = say("web-owed-nil") if record.nil else ""
            yield OwedLine(what or view.title, day, record.number, note)
        elif record.waits == State.CLOSED:
            yield OwedLine(what, day, note=say("web-owed-closed"))
