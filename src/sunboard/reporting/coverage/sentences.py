"""What villages owe, in sentences: for the last lines of a build and for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sunboard.contracts import Kind
from sunboard.duties.coverage import OPEN, VillageCoverage, by_item
from sunboard.duties.owed import AHEAD, Standing
from sunboard.reporting.coverage.items import COLUMNS, items
from sunboard.reporting.coverage.telling import cure, when_told, which_told
from sunboard.reporting.days import day_told, iso
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
    open_ = OPEN, (Standing.COMING,), (Standing.UNSURE,)
    heads = (
        say("due-sheet-open"),
        say("coverage-coming", until=day_told(today + AHEAD, say, in_year=today.year)),
    )
    for head, standings in zip((*heads, say("coverage-unsure")), open_, strict=True):
        found = by_item(duty for duty in place.which(*standings) if duty.is_open)
        if found:
            yield ""
            yield head
        for item in found:
            which, when = which_told(item, say, language), when_told(item, today, say)
            yield f"  {item[0].code} {' '.join(filter(None, (item[0].title, which, when)))}"
            command, changes = cure(item, typed(place.village), kinds, language)
            told = (say("due-how", command=command), *changes) if command else changes
            yield from (f"      {line}" for line in told)
    if any(duty.is_open for duty in place.duties):
        yield ""
        yield say("due-how-nil")
        yield say("due-how-first")


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
