"""How one thing that is owed is told in a line: its periods as runs, and how late it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sunboard.contracts import Kind, kind_about
from sunboard.duties.owed import Duty, Standing
from sunboard.model.period import Period
from sunboard.model.state import State
from sunboard.reporting.days import day_told, period_told
from sunboard.reporting.words import Words, load_words

_UNITS = {"M": "months", "Q": "quarters", "H": "halves", "Y": "years"}
_RUN = 3  # periods in a row from which on only the first and the last are named


def which_told(duties: Sequence[Duty], say: Words, language: str) -> str:
    """Name the periods of a thing: those that follow one another by the first, the last and their number.

    Of events that have one title is told how many they are.
    """
    if duties[0].period is None:
        return say("coverage-events", count=len(duties)) if len(duties) > 1 else ""
    told: list[str] = []
    for run in _runs(duty.period for duty in duties if duty.period):
        first, last = run[0].name(language), run[-1].name(language)
        if len(run) < _RUN:
            told += [period.name(language) for period in run]
        else:
            told.append(say("coverage-run", first=first, last=last, many=_many(run, say)))
    return say("coverage-between").join(told)


def shortly_told(duties: Sequence[Duty], say: Words, language: str) -> str:
    """Name the periods of a thing, or only their number where they are many."""
    periods = [duty.period for duty in duties if duty.period]
    return _many(periods, say) if len(periods) >= _RUN else which_told(duties, say, language)


def _many(periods: Sequence[Period], say: Words) -> str:
    return say(f"coverage-{_UNITS[periods[0].unit]}", count=len(periods))


def _runs(periods: Iterable[Period]) -> list[list[Period]]:
    """Part periods wherever one does not follow the one before."""
    runs: list[list[Period]] = []
    for period in periods:
        if runs and runs[-1][-1].next() == period:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs


def when_told(duties: Sequence[Duty], today: date, say: Words) -> str:
    """Say of a thing how late it is, by when it is due, or until when it hung and had to."""
    first = duties[0]
    if first.standing is Standing.EARLY_REMOVED:
        name = "due-taken-back" if first.waits == State.WITHDRAWN else "due-removed"
        return say(name, day=_day(first.off, today, say), until=_day(first.stays, today, say))
    if first.standing is Standing.COMING:
        if first.due is None:
            return say("due-coming-unsure")
        days = (first.due - today).days
        left = say("due-left", days=days) if days else say("due-today")
        return say("due-coming", day=_day(first.due, today, say), left=left)
    over = [(end - duty.due).days for duty in duties if duty.due and (end := _end(duty, today))]
    late = say("due-over-most" if len(over) > 1 else "due-over", days=max(over)) if over else ""
    if first.published and len(duties) == 1:
        came = say("due-sheet-published", day=_day(first.published, today, say))
        return say("coverage-came", came=came, late=late) if late else came
    return late


def _end(duty: Duty, today: date) -> date | None:
    """Return the day until which a duty was late, if it was."""
    return today if duty.standing is Standing.MISSING else duty.published


def _day(day: date | None, today: date, say: Words) -> str:
    return day_told(day, say, in_year=today.year)


class Cure(NamedTuple):
    """What a clerk does about a thing that is open."""

    command: str  # what writes the first of it that nobody has written, if any is
    changes: tuple[str, ...]  # what to do about files that stand already


def cure(duties: Iterable[Duty], village: str, kinds: Mapping[str, Kind], language: str) -> Cure:
    """Return what a clerk does about the duties of one thing; `village` is its name as it is typed."""
    say = load_words(language)
    open_ = [duty for duty in duties if duty.is_open]
    new = next((duty for duty in open_ if _is_new(duty)), None)
    kind = kind_about(kinds, new.code) if new else None
    command = new and say(
        "due-command-new",
        kind=kind.called(language) if kind else "",
        village=village,
        code=new.code,
        period=period_told(new.period, language),
    )
    return Cure(
        (command or "").rstrip(), tuple(_change(duty, village, say) for duty in open_ if not _is_new(duty))
    )


def _is_new(duty: Duty) -> bool:
    """Tell whether nobody has written what is owed."""
    return duty.standing is not Standing.EARLY_REMOVED and not (duty.source and duty.waits)


def _change(duty: Duty, village: str, say: Words) -> str:
    """Say what to do about the file of a duty."""
    if duty.standing is Standing.EARLY_REMOVED:
        name = "anew" if duty.waits else "again"
    else:
        name = duty.waits if duty.waits in ("scheduled", "held", "leak") else "draft"
    check = say("due-command-check", village=village)
    return say(f"due-how-{name}", source=duty.source, command=check)
