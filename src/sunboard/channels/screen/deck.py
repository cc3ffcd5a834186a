"""The deck of a screen: which items it shows, in which order, and how many the loop has time for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sunboard.channels.screen.frame import Frame
from sunboard.channels.screen.items import Item, accounts_item, continued, power_item, record_item
from sunboard.channels.screen.rows import Row, fact_rows, text_rows, title_rows
from sunboard.channels.screen.selection import Selection
from sunboard.channels.screen.slides import Sidebar, Slide, Slides, filled, largest
from sunboard.model.blocks import Fact
from sunboard.model.view import VillageView
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying

LOOP = 600  # seconds
LEDGER = 240  # seconds of the loop that tables of one kind may take


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides in order, and the numbers of the records that they show."""

    slides: Slides = ()
    numbers: tuple[str, ...] = ()


def deck_of(village: VillageView, selection: Selection, frame: Frame, say: Saying) -> Deck:
    """Lay out the whole deck. What the loop has no time for is counted on its last slide."""
    notices = [record_item(frame, record, say) for record in selection.notices]
    money = [accounts_item(frame, selection.money, say)] if selection.money else []
    counted = [*notices, *money, *(record_item(frame, record, say) for record in selection.others)]
    items = [*counted, *([power_item(frame, selection.power, say)] if selection.power else ())]
    common = _Common(village, frame, say)
    opening, powers = common.opening(selection), common.powers(selection)
    reserve = opening + powers + common.closing(len(counted))
    chosen = _chosen(items, LOOP - _seconds(reserve), first=len(notices) if money else 0)
    closing = common.closing(sum(index not in chosen for index in range(len(counted))))
    middle = tuple(
        slide for index, version in sorted(chosen.items()) for slide in items[index].versions[version]
    )
    numbers = {items[index].number for index in chosen} - {""}
    return Deck(opening + middle + powers + closing, tuple(sorted(numbers)))


def _chosen(items: Sequence[Item], time: int, first: int) -> dict[int, int]:
    """Return which version of which item the loop has time for.

    It shows the least of each in their order, then the next of each, and so on. One goes before all others
    wherever it stands: however many notices run, the money is on the screen.
    """
    chosen: dict[int, int] = {}
    order = sorted(range(len(items)), key=lambda index: index != first)
    for version in range(max((len(item.versions) for item in items), default=0)):
        for index in order:
            versions = items[index].versions
            if version < len(versions) and chosen.get(index, -1) == version - 1:
                more = _seconds(versions[version]) - (_seconds(versions[version - 1]) if version else 0)
                if more <= (min(time, LEDGER) if version > 1 else time):
                    chosen[index] = version
                    time -= more
    return chosen


def _seconds(slides: Iterable[Slide]) -> int:
    return sum(slide.seconds for slide in slides)


@dataclass(frozen=True, slots=True)
class _Common:
    """The slides that belong to no record: they lead to the village's page."""

    village: VillageView
    frame: Frame
    say: Saying

    def opening(self, selection: Selection) -> Slides:
        """Return whose affairs these are, of which day and where."""
        village, say = self.village, self.say
        place, county = clean(village.township), clean(village.county)
        place = say("screen-place", county=county, township=place) if county else place

        def rows(frame: Frame) -> Iterator[Row]:
            yield from title_rows(frame, village.name, larger=100 if frame.led else 160)
            yield from title_rows(frame, say("screen-what"))
            if not (selection.listed or selection.powers):
                known = any(not record.inherited for record in village.records)
                empty = say("screen-none-now" if known else "screen-empty")
                yield from text_rows(frame, empty, gap=2 * frame.gap)
            elif selection.newest and not frame.terse:  # a terse panel's head has the date
                newest = say("screen-newest", date=say.day(selection.newest))
                yield from text_rows(frame, newest, gap=2 * frame.gap)
            if village.sample:
                yield from text_rows(frame, say("screen-sample"), "note", frame.gap)
            if not frame.led:
                yield from text_rows(frame, place, "note", frame.gap)
            yield from self._address(frame)

        return self._slides(village.name, rows)

    def powers(self, selection: Selection) -> Slides:
        """Return how many items the power list has, by class."""
        if not selection.powers:
            return ()
        say = self.say
        labels = [clean(record.class_label) for record in selection.powers]
        facts = [
            Fact(label or say("screen-other-class"), say("screen-items", count=str(len(list(same)))))
            for label, same in groupby(sorted(labels, key=lambda label: (not label, label)))
        ]
        title = say("screen-powers", count=str(len(labels)))

        def rows(frame: Frame) -> Iterator[Row]:
            yield from title_rows(frame, title)
            if not frame.terse:
                if frame.code:
                    yield from text_rows(frame, say("screen-powers-how"), gap=frame.gap)
                yield from fact_rows(frame, facts, say, 2 * frame.gap)

        return self._slides(title, rows)

    def closing(self, left_out: int) -> Slides:
        """Return how to complain, and what there was no time for."""
        village, say = self.village, self.say
        phones = self._phones()
        title = say("screen-ask" if phones else "screen-ask-title-in-person")
        how = say("screen-ask-how" if phones else "screen-ask-in-person")
        hours = [Fact(say("screen-hours"), village.office_hours)] if village.office_hours else []

        def rows(frame: Frame) -> Iterator[Row]:
            yield from title_rows(frame, title)
            if not (phones and frame.terse):
                yield from text_rows(frame, how, gap=frame.gap)
            yield from fact_rows(frame, phones if frame.terse else [*phones, *hours], say, frame.gap)
            if left_out:
                note = say("screen-left-out" if village.qr else "screen-not-shown", count=str(left_out))
                yield from text_rows(frame, note, "note", 2 * frame.gap)
            yield from self._address(frame)

        return self._slides(title, rows)

    def _phones(self) -> list[Fact]:
        """Return the numbers to call: the village's two, then others; without any, those of post-holders."""
        village, say = self.village, self.say
        own = (("screen-supervise", village.supervise_phone), ("screen-contact", village.contact_phone))
        phones = [Fact(say(name), number) for name, number in own if number]
        if not (phones and self.frame.terse):
            phones.extend(village.other_phones)
        return phones or [
            Fact(f"{person.duty} {person.name}", person.phone) for person in village.posts if person.phone
        ]

    def _address(self, frame: Frame) -> Iterator[Row]:
        """Yield the address in words where there is no code, if two lines can hold it.

        Where there is no address either, a panel has no foot that would say so.
        """
        if frame.led and not self.village.qr:
            yield from text_rows(frame, self.say("screen-no-code"), "note", frame.gap)
        shown = self.village.qr.partition("://")[2].rstrip("/")
        if not frame.code and len(frame.lines(shown, frame.column, frame.body)) <= 2:
            yield from text_rows(frame, shown, "note", frame.gap)

    def _slides(self, title: str, rows: Callable[[Frame], Iterator[Row]]) -> Slides:
        say = self.say
        words = (say("screen-scan-home"), say("screen-scan-home-led"), say("screen-scan-short"), "")
        sidebar = Sidebar(self.village.qr, words)
        return largest(
            self.frame, lambda frame: filled(frame, sidebar, rows(frame), continued(frame, title, say), say)
        )
