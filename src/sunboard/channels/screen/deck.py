"""The deck of a screen: which matters it shows, in which order, and how many the loop has time for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sunboard.channels.screen.cast import Cast
from sunboard.channels.screen.frame import Frame
from sunboard.channels.screen.matters import (
    Matter,
    again_of,
    matter_of,
    money_of,
    power_of_the_week,
    roomy,
    terse,
)
from sunboard.channels.screen.pages import Goes, Page, pages
from sunboard.channels.screen.rows import Row, fact_rows, text_rows, title_rows
from sunboard.model.blocks import Fact
from sunboard.model.view import VillageView
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying

LOOP = 600  # seconds
LEDGER = 240  # seconds of the loop that tables of one kind may take


@dataclass(frozen=True, slots=True)
class Deck:
    """The pages in order, and the numbers of the records that they show."""

    pages: tuple[Page, ...]
    numbers: tuple[str, ...]


def deck_of(village: VillageView, cast: Cast, frame: Frame, say: Saying, home: str) -> Deck:
    """Lay out the whole deck. What the loop has no time for is counted on its last page."""
    notices = [matter_of(frame, record, say) for record in cast.notices]
    money = [money_of(frame, cast.money, say)] if cast.money else []
    matters = [*notices, *money, *(matter_of(frame, record, say) for record in cast.others)]
    week = power_of_the_week(cast, frame, say)
    every = [*matters, *((week,) if week else ())]
    opening = _opening(village, cast, frame, say, home)
    powers = _powers(cast, frame, say, home)
    reserve = opening + powers + _closing(village, frame, say, home, len(matters))
    chosen = _chosen(every, LOOP - _seconds(reserve), first=len(notices) if money else 0)
    left_out = sum(index not in chosen for index in range(len(matters)))
    closing = _closing(village, frame, say, home, left_out)
    middle = tuple(
        page for index, version in sorted(chosen.items()) for page in every[index].versions[version]
    )
    numbers = tuple(sorted({every[index].number for index in chosen if every[index].number}))
    return Deck(opening + middle + powers + closing, numbers)


def _chosen(matters: Sequence[Matter], time: int, first: int) -> dict[int, int]:
    """Return which version of which matter the loop has time for: the least of each in their order, then the next of each, and so on.

    One is served before all others wherever it stands: however many notices run, the money is on the screen.
    """
    chosen: dict[int, int] = {}
    order = sorted(enumerate(matters), key=lambda each: each[0] != first)
    for version in range(max((len(matter.versions) for matter in matters), default=0)):
        for index, matter in order:
            if version < len(matter.versions) and chosen.get(index, -1) == version - 1:
                more = _seconds(matter.versions[version]) - (
                    _seconds(matter.versions[version - 1]) if version else 0
                )
                if more <= (min(time, LEDGER) if version > 1 else time):
                    chosen[index] = version
                    time -= more
    return chosen


def _seconds(some: Iterable[Page]) -> int:
    return sum(page.seconds for page in some)


def _home(home: str, say: Saying) -> Goes:
    return Goes(home, (say("screen-scan-home"), say("screen-scan-home-led"), say("screen-scan-short"), ""))


def _opening(village: VillageView, cast: Cast, frame: Frame, say: Saying, home: str) -> tuple[Page, ...]:
    def made(frame: Frame) -> tuple[Page, ...]:
        rows = [
            *title_rows(frame, village.name, larger=100 if frame.led else 160),
            *title_rows(frame, say("screen-what")),
        ]
        if cast.newest and not terse(frame):  # a terse panel's head has the date
            rows.extend(text_rows(frame, say("screen-newest", date=say.day(cast.newest)), gap=2 * frame.gap))
        elif not cast.newest:
            rows.extend(text_rows(frame, say("screen-empty"), gap=2 * frame.gap))
        if village.sample:
            rows.extend(text_rows(frame, say("screen-sample"), "note", gap=frame.gap))
        if not frame.led:
            rows.extend(
                text_rows(
                    frame,
                    say("screen-place", county=clean(village.county), township=clean(village.township)),
                    "note",
                    gap=frame.gap,
                )
            )
        rows.extend(_address(frame, home, say))
        return pages(frame, _home(home, say), rows, again_of(frame, village.name, say), say)

    return roomy(frame, made)


def _address(frame: Frame, home: str, say: Saying) -> Iterator[Row]:
    """Yield the address in words where there is no code, if two lines can hold it."""
    shown = home.partition("://")[2].rstrip("/")
    if not frame.code and len(frame.lines(shown, frame.column, frame.body)) <= 2:
        yield from text_rows(frame, shown, "note", frame.gap)


def _powers(cast: Cast, frame: Frame, say: Saying, home: str) -> tuple[Page, ...]:
    if not cast.powers:
        return ()
    classed = sorted(
        (clean(record.class_label) for record in cast.powers), key=lambda label: (not label, label)
    )
    facts = tuple(
        Fact(label or say("screen-other-class"), say("screen-items", count=str(len(list(some)))))
        for label, some in groupby(classed)
    )
    title = say("screen-powers", count=str(len(cast.powers)))

    def made(frame: Frame) -> tuple[Page, ...]:
        rows = [*title_rows(frame, title)]
        if not terse(frame):
            rows += [
                *text_rows(frame, say("screen-powers-how"), gap=frame.gap),
                *fact_rows(frame, facts, say, 2 * frame.gap),
            ]
        return pages(frame, _home(home, say), rows, again_of(frame, title, say), say)

    return roomy(frame, made)


def _closing(village: VillageView, frame: Frame, say: Saying, home: str, left_out: int) -> tuple[Page, ...]:
    """Return how to complain, and what there was no time for."""
    own = (("screen-supervise", village.supervise_phone), ("screen-contact", village.contact_phone))
    phones = [Fact(say(name), number) for name, number in own if number]
    if not (phones and terse(frame)):
        phones.extend(
            phone
            for phone in village.phones
            if phone.value not in (village.supervise_phone, village.contact_phone)
        )
    if not phones:
        phones.extend(
            Fact(f"{person.duty} {person.name}", person.phone) for person in village.posts if person.phone
        )
    title = say("screen-ask" if phones else "screen-ask-title-in-person")
    how = say("screen-ask-how" if phones else "screen-ask-in-person")
    if village.office_hours and not terse(frame):
        phones.append(Fact(say("screen-hours"), village.office_hours))
    notes = [say("screen-left-out", count=str(left_out))] if left_out else []

    def made(frame: Frame) -> tuple[Page, ...]:
        rows = [
            *title_rows(frame, title),
            *(() if phones and terse(frame) else text_rows(frame, how, gap=frame.gap)),
        ]
        rows.extend(fact_rows(frame, tuple(phones), say, frame.gap))
        for note in notes:
            rows.extend(text_rows(frame, note, "note", 2 * frame.gap))
        rows.extend(_address(frame, home, say))
        return pages(frame, _home(home, say), rows, again_of(frame, title, say), say)

    return roomy(frame, made)
