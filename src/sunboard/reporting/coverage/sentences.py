"""What villages owe, in sentences: for the last lines of a build and for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sunboard.contracts import Kind, kind_about
from sunboard.duties.coverage import VillageCoverage
from sunboard.duties.owed import AHEAD, Duty, Standing
from sunboard.reporting.coverage.items import COLUMNS, items
from sunboard.reporting.days import day_told, iso, period_told
from sunboard.reporting.words import Words, load_words

SHOWN_VILLAGES = 12
"""Villages whose duties are told one by one."""


def sentence(place: VillageCoverage, today: date, language: str) -> str:
    """Say in one sentence what a village owed, and what is coming."""
    say = load_words(language)
    if not place.read:
        return say("due-not-read", village=place.village)
    if place.start is None:
        return say("due-not-counted", village=place.village)
    counts, due = place.counts, place.fallen_due
    parts = parts_told(counts, due, say)
    if not due and not counts[Standing.COMING]:
        return say("due-village-nothing", village=place.village)
    if not counts[Standing.COMING]:
        return say("due-village", village=place.village, due=due, parts=parts)
    return say(
        "due-ahead",
        village=place.village,
        due=due,
        parts=parts,
        until=day_told(today + AHEAD, say, in_year=today.year),
        coming=counts[Standing.COMING],
    )


def parts_told(counts: Mapping[Standing, int], due: int, say: Words) -> str:
    """Say how many of those that fell due were on time, late and so on: all of them, so that they add up."""
    if counts[Standing.ON_TIME] == due:
        return say("due-all-on-time")
    return say("coverage-between").join(
        say(f"due-{standing.value or 'unsure'}", count=count)
        for standing, count in counts.items()
        if count and standing is not Standing.COMING
    )


def sentences(villages: Iterable[VillageCoverage], today: date, language: str) -> tuple[str, ...]:
    """Say one sentence a village, of those that lack the most."""
    worst = sorted(villages, key=lambda place: -place.counts[Standing.MISSING])
    return tuple(sentence(place, today, language) for place in worst[:SHOWN_VILLAGES])


def typed(village: str) -> str:
    """Return a village's name as it is typed in a command."""
    return f'"{village}"' if " " in village else village


def how(duty: Duty, village: str, kinds: Mapping[str, Kind], language: str) -> Iterator[str]:
    """Yield what a clerk does about an open duty: a command, or what to change in which file.

    `village` is its name as it is typed.
    """
    say = load_words(language)
    if duty.standing is Standing.EARLY_REMOVED:
        name = "anew" if duty.waits else "again"
        yield say(f"due-how-{name}", source=duty.source)
    elif duty.source and duty.waits:
        name = duty.waits if duty.waits in ("scheduled", "held", "leak") else "draft"
        check = say("due-command-check", village=village)
        yield say(f"due-how-{name}", source=duty.source, command=check)
    else:
        kind = kind_about(kinds, duty.code)
        new = say(
            "due-command-new",
            kind=kind.called(language) if kind else "",
            village=village,
            code=duty.code,
            period=period_told(duty.period, language),
        )
        yield say("due-how", command=new.rstrip())


def due_text(
    villages: Sequence[VillageCoverage], kinds: Mapping[str, Kind], today: date, language: str
) -> str:
    """Say what villages owe: one sentence each, and of one alone what is open and how it is done."""
    lines = [sentence(place, today, language) for place in villages]
    for place in villages if len(villages) == 1 else ():
        lines += _open_lines(place, kinds, today, language)
    return "\n".join(lines)


def _open_lines(
    place: VillageCoverage, kinds: Mapping[str, Kind], today: date, language: str
) -> Iterator[str]:
    say = load_words(language)
    open_ = (Standing.MISSING, Standing.EARLY_REMOVED), (Standing.COMING,), (Standing.UNSURE,)
    heads = (
        say("due-sheet-open"),
        say("coverage-coming", until=day_told(today + AHEAD, say, in_year=today.year)),
    )
    for head, standings in zip((*heads, say("coverage-unsure")), open_, strict=True):
        found = [duty for duty in place.which(*standings) if duty.is_open]
        if found:
            yield ""
            yield head
        for duty in found:
            due = say("coverage-due", day=day_told(duty.due, say, in_year=today.year)) if duty.due else ""
            told = filter(None, (due, left(duty, today, say)))
            period = period_told(duty.period, language)
            yield f"  {duty.code} {' '.join(filter(None, (duty.title, period, *told)))}"
            yield from (f"      {line}" for line in how(duty, typed(place.village), kinds, language))
    if any(duty.is_open for duty in place.duties):
        yield ""
        yield say("due-how-nil")


def due_json(villages: Sequence[VillageCoverage], today: date) -> str:
    """Return what villages owe as one JSON document: every duty, and each village's counts."""
    told = [
        {"slug": place.slug, **dict(zip(COLUMNS, row, strict=True))}
        for place in villages
        for row in items((place,))
    ]
    places = [
        {
            "slug": place.slug,
            "village": place.village,
            "township": place.township,
            "since": iso(place.start),
            "counts": {standing.value or "unsure": count for standing, count in place.counts.items()},
        }
        for place in villages
    ]
    found = {"today": today.isoformat(), "villages": places, "items": told}
    return json.dumps(found, ensure_ascii=False, indent=1)


def left(duty: Duty, today: date, say: Words) -> str:
    """Say how long a duty is overdue, or how much time is left."""
    if duty.due is None or duty.standing not in (Standing.MISSING, Standing.COMING):
        return ""
    days = (duty.due - today).days
    if days == 0:
        return say("due-today")
    return say("due-left", days=days) if days > 0 else say("due-over", days=-days)
