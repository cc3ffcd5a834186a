"""The deck of a screen: which records it shows, in which order, how much of each, and for how long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Protocol

from sunboard.channels.screen.selection import Selection
from sunboard.channels.screen.wording import LONGEST, SHORTEST
from sunboard.lazy import dataclass
from sunboard.model.plain import Values
from sunboard.model.view import RecordView


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture: what it is drawn from, what it says to those who do not see it, and how long it stays."""

    template: str
    data: Values
    words: tuple[str, ...]
    seconds: int
    until: str = ""  # the last day on which it is true, ISO
    least: int = SHORTEST  # seconds that it needs where time is short
    ends: bool = False  # stands behind all parts of its record


Slides = tuple[Slide, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The slides of records that have none of their own, and which of them had room."""

    slides: Slides = ()
    records: tuple[RecordView, ...] = ()
    full: bool = False  # more time would not hold more of them
    told: bool = True  # more time would not tell more of the notices in it


class Surface(Protocol):
    """A sort of screen: how it says what it shows.

    A record comes in parts: the first tells what there is to know, each further one tells more.
    """

    def opening(self, selection: Selection) -> Slides:
        """Return whose affairs these are."""

    def record(self, record: RecordView) -> Iterator[Slides]:
        """Yield the parts of a record."""

    def accounts(self, record: RecordView) -> Iterator[Slides]:
        """Yield the parts of the village's accounts."""

    def power(self, record: RecordView) -> Iterator[Slides]:
        """Yield the parts of the item of the power list that has its week."""

    def powers(self, records: Sequence[RecordView]) -> Slides:
        """Return how many items the power list has."""

    def listing(self, records: Sequence[RecordView], seconds: int) -> Listing:
        """Return what stands in a list, as far as so many seconds go."""

    def closing(self, left_out: int) -> Slides:
        """Return how to ask, and how many records are not even listed."""


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides in order; the numbers of the records with slides of their own, and of those in the list."""

    slides: Slides = ()
    numbers: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


def most(limit: int, made: Callable[[int], Listing | None]) -> Listing:
    """Return what is made of as many records as there is room for, so many at most."""
    best, fitting, failing = Listing(), 0, limit + 1
    while fitting + 1 < failing:
        count = min(2 * fitting + 1, (fitting + failing) // 2)
        if tried := made(count):
            best, fitting = tried, count
        else:
            failing = count
    return best


LISTING = 8
"""The list takes an eighth of the loop, or as many as it needs to tell of each running notice.

Where all of the loop is not enough for that, as many as name each. And what the slides before it leave over.
"""
MOST_EIGHTHS = 5  # where not even all of the loop would name every one
MOST_PARTS = 6  # of a record


class _Item:
    """What is shown of a record, or of none, in parts: none is laid out before it is asked for."""

    def __init__(self, record: RecordView | None, parts: Iterator[Slides]) -> None:
        self.record = record
        self.taken = 0  # parts
        self._parts: list[Slides] = []
        self._further = parts

    def part(self, index: int) -> Slides:
        """Return a part, or nothing where it has no more."""
        while len(self._parts) <= index:
            self._parts.append(self._as_long(next(self._further, ())))
        return self._parts[index]

    def _as_long(self, slides: Slides) -> Slides:
        """Let slides stand for as long as the clerk wants them to."""
        wanted = min(self.record.seconds, LONGEST) if self.record else 0
        return tuple(replace(slide, seconds=max(slide.seconds, wanted)) for slide in slides)

    def hurry(self, share: float) -> None:
        """Let only a share stay of the time that the first part has beyond the least."""
        self._parts[0] = hurried(self.part(0), share)

    @property
    def slides(self) -> Sequence[Slide]:
        """Return the slides of the parts that are taken."""
        return sorted(chain(*self._parts[: self.taken]), key=lambda slide: slide.ends)


def deck_of(surface: Surface, selection: Selection, seconds: int) -> Deck:
    """Lay out a deck that lasts so many seconds at most.

    Each running notice has its first part before any record has a second, or else its line in the list.
    Where there are too many to be read at ease, each stays for a shorter time.
    """
    notices = [_Item(record, surface.record(record)) for record in selection.notices]
    money = [_Item(record, surface.accounts(record)) for record in (selection.money,) if record]
    others = [_Item(record, surface.record(record)) for record in selection.others]
    power = [_Item(record, surface.power(record)) for record in (selection.power,) if record]
    powers = [_Item(None, iter((surface.powers(selection.powers),)))]
    opening = surface.opening(selection)
    ends = (surface.closing(left) for left in (0, len(selection.listed)))
    time = seconds - lasting(opening) - max(map(lasting, ends))
    records, items = [*notices, *money, *others], [*notices, *money, *others, *power, *powers]
    order = [(item, 0) for item in (*money, *notices)]
    order += [(item, 1) for item in money]
    order += [(item, 0) for item in (*powers, *others, *power)]
    order += [
        (item, part) for part in range(1, MOST_PARTS) for item in items if part > 1 or item not in money
    ]
    _hurry([*money, *notices], time - (seconds // LISTING if others else 0))
    _take(order, time)
    most_reserved = max(0, time - sum(lasting(item.part(0)) for item in money))

    def listed(eighths: int) -> tuple[Listing, list[_Item]]:
        """Take what there is time for before a list of so many eighths of the loop, and lay out that."""
        _take(order, time - min(eighths * seconds // LISTING, most_reserved))
        left = [item for item in records if not item.taken]
        spare = time - sum(lasting(item.slides) for item in items)
        return surface.listing([item.record for item in left if item.record], spare), left

    listing, left, naming = Listing(), [item for item in records if not item.taken], 0
    for eighths in range(1, LISTING) if left else ():
        listing, left = listed(eighths)
        named = listing.full or len(listing.records) >= sum(not item.taken for item in notices)
        if named and listing.told:
            break
        naming = naming or (eighths if named else 0)
    else:
        if left:
            listing, left = listed(naming or MOST_EIGHTHS)
    closing = surface.closing(0 if listing.records else len(left))
    middle = (slide for item in items for slide in item.slides)
    return Deck(
        slides=(*opening, *middle, *listing.slides, *closing),
        numbers=_numbers(item.record for item in items if item.record and item.taken),
        listed=_numbers(listing.records),
    )


def _hurry(items: Sequence[_Item], time: int) -> None:
    """Let the first parts of records stay shorter where they need more time than there is.

    Where even the least is too long for all, more of them have their slides than at ease.
    """
    needed = sum(lasting(item.part(0)) for item in items)
    least = sum(lasting_least(item.part(0)) for item in items)
    if time < needed:
        for item in items:
            item.hurry(share_of(time, needed, least))


def share_of(time: int, needed: int, least: int) -> float:
    """Return which share of what is needed beyond the least there is time for."""
    return min(1.0, max(0.0, (time - least) / (needed - least))) if needed > least else 0.0


def hurried(slides: Slides, share: float) -> Slides:
    """Return slides with a share of the time that they have beyond the least."""
    return tuple(
        replace(slide, seconds=slide.least + int((slide.seconds - slide.least) * share))
        if slide.seconds > slide.least
        else slide
        for slide in slides
    )


def lasting_least(slides: Iterable[Slide]) -> int:
    """Return how many seconds slides take at least."""
    return sum(min(slide.seconds, slide.least) for slide in slides)


def lasting(slides: Iterable[Slide]) -> int:
    """Return how many seconds slides take."""
    return sum(slide.seconds for slide in slides)


def _take(order: Sequence[tuple[_Item, int]], time: int) -> None:
    """Take the parts that there is time for, in their order.

    Where a record has no time for its first part, no later one has: what is more urgent is never left out for
    what is less.
    """
    for item, _ in order:
        item.taken = 0
    full = False
    for item, index in order:
        if item.taken != index or (full and not index) or not (part := item.part(index)):
            continue
        needed = lasting(part)
        if needed <= time:
            item.taken += 1
            time -= needed
        elif not index:
            full = True


def _numbers(records: Iterable[RecordView]) -> tuple[str, ...]:
    return tuple(sorted(record.number for record in records if record.number))
