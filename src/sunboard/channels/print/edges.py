"""The head and the foot of a board: its name above, the village's code and whom to call below.

All lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil, inf

from sunboard.channels.print.entries import Line, Sizes, facts_line, pt, stacked
from sunboard.channels.print.wording import width
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain
from sunboard.typesetting.widths import BOLD

_MOST, _LEAST = 5.6, 1.3  # ems of the least text that the headline is high
_SAID = 15  # ems that the words beside the code are long at least
_SPARE = 1.03  # how much wider than its words a line is
_RANKS = 3  # numbers below one another
_SMALLER, _LEAST_BODY = (1.0, 0.85, 0.7, 0.55), 15.0  # how much, and the least type, points
_NUMBER = 1.28  # how much larger a number is than its label
_LARGE = (1.9, 1.6, 1.35)  # how much larger one of the village is than others: less to stand beside them
_MUCH = 0.18  # of the height of a page: a foot that takes more has the numbers of others run on as text


@dataclass(frozen=True, slots=True)
class Head:
    """The headline with what stands below it in small type: where, and of when."""

    words: str
    where: str
    updated: str
    more: str  # what a further page adds to it, at its longest
    base: float
    small: float

    def size(self, room: float, tall: float) -> float:
        """Return the type of the headline, with room for the count of a further page."""
        most = min(self.base * _MOST, tall * 0.07)
        fitting = room * 0.94 / (width(f"{self.words}  {self.more}", BOLD) + 0.1)
        return max(self.base * _LEAST, min(most, fitting))

    def high(self, room: float, tall: float) -> float:
        """Return how high it is at most."""
        size = self.size(room, tall)
        line = Line(f"{self.words}  {self.more}", size, bold=True).high(room * 0.94)
        small = self.small
        below = max(Line(text, small).high(room / 2 - small) for text in (self.where, self.updated))
        return line + size * 0.7 + small * 0.5 + below

    def plain(self, room: float, tall: float) -> dict[str, Plain]:
        """Return it as the theme draws it."""
        return {
            "words": self.words,
            "where": self.where,
            "updated": self.updated,
            "size": pt(self.size(room, tall)),
            "small": pt(self.small),
        }


@dataclass(frozen=True, slots=True)
class _Layout:
    way: str  # where the numbers stand: beside, below, stacked; within: below the words, beside the code
    ranks: int  # columns of those of others
    wide: float  # what the numbers take
    row: bool  # those of the village stand beside those of others
    large: float  # how much larger they are
    run: bool = False  # those of others and the hours run on as text, behind the words


@dataclass(frozen=True, slots=True)
class Foot:
    """The code of the village's page with what it opens, and the telephone numbers."""

    lines: tuple[str, ...]  # what the code opens, or that there is none; the first is bold
    counted: tuple[tuple[str, str], ...]  # how many items the power list has, in all and by class
    address: str  # of the code, or ""
    phones: tuple[tuple[str, str], ...]  # of others
    own: tuple[tuple[str, str], ...]  # of the village, the most wanted last
    hours: str
    tall: float = inf  # of the page, where the foot would take much of it

    def on(self, tall: float, least: Sizes, room: float) -> Foot:
        """Return it for a page so high: one that is low for a foot of the least size has a lower one."""
        return replace(self, tall=tall) if self.high(least, room) > _MUCH * tall else self

    def _said(self, sizes: Sizes, run: bool = False) -> list[Line]:
        looks = [
            Line(text, sizes.body, sizes.gap * 0.45 if at else 0.0)
            for at, text in enumerate(self.lines[1:], 1)
        ]
        if self.counted:
            looks.append(facts_line(self.counted, sizes.body, sizes.gap * 0.45))
        small = min(sizes.small, sizes.body)
        shown = [Line(self.address, small, sizes.gap * 0.45, look="quiet")] if self.address else []
        if run and (told := (*self.phones, *([("", self.hours)] if self.hours else []))):
            shown.append(facts_line(told, sizes.body, sizes.gap * 0.45))
        return [Line(self.lines[0], sizes.body, bold=True), *looks, *shown]

    def _coded(self, sizes: Sizes) -> tuple[float, float]:
        """Return the height of the code and the width that it takes with the space beside it."""
        return (sizes.code, sizes.code + sizes.gap) if self.address else (0.0, 0.0)

    def _ranks(self, count: int) -> list[list[tuple[str, str]]]:
        """Return the numbers of others in so many columns about equally long."""
        deep = max(1, ceil(len(self.phones) / count))
        return [list(self.phones[at : at + deep]) for at in range(0, len(self.phones), deep)]

    @staticmethod
    def _wide(label: str, number: str, sizes: Sizes, factor: float) -> float:
        return (width(label) * 1.03 + 0.5 + width(number, BOLD) * 1.01 * _NUMBER) * sizes.body * factor

    def _others_wide(self, sizes: Sizes, count: int) -> float:
        ranks = [max(self._wide(*phone, sizes, 1.0) for phone in rank) for rank in self._ranks(count)]
        return sum(ranks) + max(0, len(ranks) - 1) * sizes.gap * 1.6

    def _own_wide(self, sizes: Sizes, large: float) -> float:
        own = [self._wide(*phone, sizes, large) for phone in self.own]
        return max(*own, width(self.hours) * sizes.small, 0.0)

    def _usual(self, sizes: Sizes, room: float) -> _Layout:
        """Return how it is laid out: the numbers beside the code, below it, or all below one another.

        Those of the village stand beside those of others where that can be, in less large type or in fewer
        columns if need be.
        """
        most, apart = max(1, ceil(len(self.phones) / _RANKS)), sizes.gap * 2
        counts = range(most, 0, -1) if self.phones else ()
        others = [(count, self._others_wide(sizes, count)) for count in counts]
        owns = [(large, self._own_wide(sizes, large)) for large in _LARGE]
        rows = [
            _Layout("", count, wide + apart + own, True, large)
            for large, own in owns
            for count, wide in others
        ]
        over = _Layout("", most, max(self._others_wide(sizes, most), owns[0][1]), False, _LARGE[0])
        beside = room - self._coded(sizes)[1] - sizes.gap
        whole = max(width(line, BOLD) for line in self.lines) + 0.2  # ems: none of its lines is broken
        tries = (
            ("beside", beside - sizes.body * max(_SAID, whole), rows),
            ("beside", beside - sizes.body * _SAID, [*rows, over]),
            ("below", room, [*rows, over]),
        )
        for way, limit, layouts in tries:
            for tried in layouts:
                if tried.wide <= limit:
                    return replace(tried, way=way)
        return replace(over, way="stacked")

    def _whole(self, sizes: Sizes) -> float:
        """Return how wide the words are beside which no line of them, number or address is broken."""
        told = (*self.lines[1:], *(f"{label} {number}" for label, number in self.phones), self.hours)
        address = width(self.address) * min(sizes.small, sizes.body)
        return max(address, max(width(self.lines[0], BOLD), *map(width, told)) * sizes.body) * _SPARE

    def _running(self, sizes: Sizes, room: float, least: float) -> Iterator[_Layout]:
        """Yield the ways in which only the numbers of the village stand apart, beside the words or below.

        Words that they stand beside are so wide at least.
        """
        left = room - self._coded(sizes)[1]
        for large in _LARGE:
            wide = self._own_wide(sizes, large)
            if wide <= left - sizes.gap - least:
                yield _Layout("beside", 1, wide, False, large, run=True)
        for large in _LARGE:
            wide = sum(self._wide(*phone, sizes, large) for phone in self.own)
            if wide + max(0, len(self.own) - 1) * sizes.gap * 1.6 <= left:
                yield _Layout("within", 1, left, False, large, run=True)

    def _calls_high(self, sizes: Sizes, layout: _Layout) -> float:
        rows = 0 if layout.run else max((len(rank) for rank in self._ranks(layout.ranks)), default=0)
        others = rows * sizes.body * _NUMBER * 1.4
        each = sizes.body * _NUMBER * layout.large * 1.25
        own = each * (bool(self.own) if layout.way == "within" else len(self.own))
        own += sizes.small * 1.5 * bool(self.hours and not layout.run)
        return max(others, own) if layout.row else others + own

    def _chosen(self, sizes: Sizes, room: float) -> tuple[Sizes, _Layout]:
        """Return its sizes and how it is laid out.

        It is smaller where only so the numbers stand in ranks. Where it would take much of its page, it is
        laid out in the lowest way, in type that is the larger of those that are about as low.
        """
        smaller = [replace(sizes, body=max(_LEAST_BODY, sizes.body * factor)) for factor in _SMALLER]
        usual = ((each, self._usual(each, room)) for each in smaller)
        found = next((way for way in usual if way[1].way != "stacked"), (sizes, self._usual(sizes, room)))
        if self._high(*found, room) <= _MUCH * self.tall:
            return found

        def running(some: Sequence[Sizes], least: Callable[[Sizes], float]) -> list[tuple[Sizes, _Layout]]:
            return [(each, way) for each in some for way in self._running(each, room, least(each))]

        smallest = replace(sizes, body=min(sizes.body, _LEAST_BODY))
        whole = running(smaller, self._whole) or running([smallest], self._whole)
        ways = [found, *(whole or running(smaller, lambda each: each.body * _SAID))]
        return min(ways, key=lambda way: max(self._high(way[0], way[1], room), _MUCH * self.tall))

    def high(self, sizes: Sizes, room: float) -> float:
        """Return how high it is at most, its rule and the space below that included."""
        return self._high(*self._chosen(sizes, room), room)

    def _high(self, sizes: Sizes, layout: _Layout, room: float) -> float:
        said, calls = self._said(sizes, layout.run), self._calls_high(sizes, layout)
        code, taken = self._coded(sizes)
        if layout.way == "beside":
            inner = max(code, stacked(said, room - taken - sizes.gap - layout.wide), calls)
        elif layout.way == "within":
            inner = max(code, stacked(said, room - taken) + sizes.gap * 0.6 + calls)
        elif layout.way == "below":
            inner = max(code, stacked(said, room - taken)) + sizes.gap * 0.6 + calls
        else:
            calls = sum(
                Line(f"{label} {number}", sizes.title, bold=True).high(room) + sizes.gap * 0.5
                for label, number in (*self.phones, *self.own)
            )
            hours = Line(self.hours, sizes.small).high(room) if self.hours else 0.0
            inner = max(code, stacked(said, max(sizes.body, room - taken))) + sizes.gap * 0.6 + calls + hours
        return inner + sizes.gap * 0.8

    def plain(self, sizes: Sizes, room: float) -> dict[str, Plain]:
        """Return it as the theme draws it."""
        sizes, layout = self._chosen(sizes, room)

        def told(phones: Sequence[tuple[str, str]]) -> list[Plain]:
            return [{"label": label, "value": number} for label, number in phones]

        beside = sizes.gap + layout.wide if layout.way == "beside" else 0.0
        said = room - self._coded(sizes)[1] - beside
        return {
            "lines": [line.plain(said) for line in self._said(sizes, layout.run)],
            "said": pt(max(sizes.body, said)),
            "way": layout.way,
            "calls": pt(layout.wide),
            "row": layout.row,
            "large": pt(layout.large),
            "ranks": [] if layout.run else [told(rank) for rank in self._ranks(layout.ranks)],
            "own": told(self.own),
            "all": told((*self.phones, *self.own)),
            "hours": "" if layout.run else self.hours,
            "high": pt(self._high(sizes, layout, room)),
            "sizes": {name: pt(getattr(sizes, name)) for name in ("body", "title", "small", "gap", "code")},
        }
