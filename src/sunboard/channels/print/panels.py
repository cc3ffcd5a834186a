"""Panels of a board on its grid: cards in columns of one width that begin on rows all columns share.

All lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil

from sunboard.channels.print.entries import Card, Line, Listing, Sizes
from sunboard.channels.print.money import FIGURES, MoneyPanel
from sunboard.lazy import dataclass

_CANDIDATES = 5  # heights of a row that are tried
_BLANK = 0.5  # what a blank part of a strip costs, of its height
_BROAD = 3  # columns that a card takes at most beside other panels, where it is set larger
_HOLED = 1.06  # what it costs where a column ends in white before one that holds more
_WORTH = 0.95  # a lower row is taken where the panels become so much lower


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its head, its records, and what it says where it has none.

    `begun` means that a page before has its beginning.
    """

    name: str
    tint: str
    cards: tuple[Card, ...]
    empty: str
    listing: Listing | None = None  # below the cards
    begun: bool = False
    measure: float = 0.0  # ems that a line of its sentences is long at least; then cards may take columns

    @property
    def holds(self) -> bool:
        """Tell whether it has anything to show."""
        return bool(self.cards or self.listing)

    def rest(self, count: int) -> Panel:
        """Return what is left when so many cards have been placed."""
        return replace(self, cards=self.cards[count:], begun=True)


AnyPanel = Panel | MoneyPanel


def pack(rows: Sequence[int], columns: int, limit: int) -> tuple[int, ...]:
    """Return where each column begins and the last ends, filled from the left up to so many rows."""
    starts, at = [0], 0
    for _ in range(columns):
        used = 0
        while at < len(rows) and used + rows[at] <= limit:
            used += rows[at]
            at += 1
        starts.append(at)
    return tuple(starts)


def even(rows: Sequence[int], columns: int) -> tuple[int, tuple[int, ...]]:
    """Return the fewest rows in which all cards stand in so many columns, in order, and where each begins."""
    low, high = max(rows, default=0), sum(rows)
    while low < high:
        middle = (low + high) // 2
        if pack(rows, columns, middle)[-1] == len(rows):
            high = middle
        else:
            low = middle + 1
    return low, _spread(rows, columns, low)


def _spread(rows: Sequence[int], columns: int, limit: int) -> tuple[int, ...]:
    """Return columns about equally long, the longer ones first, none empty where there is a card for each."""
    starts, left = [0], sum(rows)
    for others in range(columns - 1, -1, -1):
        at, used, fair = starts[-1], 0, ceil(left / (others + 1))
        while at < len(rows) and (
            not used
            or (used + rows[at] <= limit and 2 * used + rows[at] <= 2 * fair and len(rows) - at > others)
        ):
            used += rows[at]
            at += 1
        left -= used
        starts.append(at)
    return tuple(starts) if starts[-1] == len(rows) else pack(rows, columns, limit)


def levels(heights: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return where rows begin and the last ends that are as high as the highest card in each."""
    rows = range(max(map(len, heights), default=0))
    return 0.0, *accumulate(max(high[row] for high in heights if row < len(high)) for row in rows)


def rows_of(heights: Sequence[float], tops: Sequence[float], first: int = 0) -> tuple[int, ...]:
    """Return the rows in which cards below one another begin, and the one below the last of them."""
    rows = [first]
    for high in heights:
        below = range(rows[-1] + 1, len(tops))
        rows.append(next((at for at in below if tops[at] - tops[rows[-1]] >= high - 1e-6), len(tops)))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Strip:
    """Panels side by side whose heads stand on one line, and whose cards begin on the same rows.

    The last may stand below the money, in its columns.
    """

    panels: tuple[AnyPanel, ...]
    spans: tuple[int, ...]  # how many columns each takes
    tops: tuple[float, ...]  # where each row begins and the last ends
    starts: tuple[tuple[int, ...], ...]  # of each panel, where its columns begin and the last ends
    high: float  # below the heads
    gaps: int  # between rows, which may be made wider
    under: int = 0  # the row in which the last panel begins that stands below the money, else 0


class Grid:
    """So many columns of one width in a room, at some sizes, and how high cards are in them."""

    def __init__(self, sizes: Sizes, room: float, columns: int) -> None:
        """Begin with nothing measured."""
        self.sizes, self.columns = sizes, columns
        self.between = sizes.gap * 1.15  # between a card and the row below
        self.seam = sizes.gap * 2.0  # between columns
        self.apart = sizes.gap * 1.4  # between strips
        self.column = (room - (columns - 1) * self.seam) / columns
        self._heights: dict[tuple[Card, int], float] = {}
        self._lists: dict[tuple[Listing, int], float] = {}
        self._figures: dict[
            tuple[int, bool, int], float
        ] = {}  # of the one panel of money, by how it is shown

    def wide(self, span: int) -> float:
        """Return how wide so many columns are."""
        return span * self.column + (span - 1) * self.seam

    def has_room_for_figures(self, span: int) -> bool:
        """Tell whether so many columns have room for figures with their bars."""
        return self.wide(span) >= self.sizes.body * FIGURES

    @staticmethod
    def lane(panel: AnyPanel, span: int) -> int:
        """Return how many of so many columns each card takes: none of these stays empty."""
        cards = () if isinstance(panel, MoneyPanel) else panel.cards
        return max(1, span // max(1, len(cards)))

    def heights(self, panel: AnyPanel, span: int) -> tuple[float, ...]:
        """Return how high its cards are in so many columns, with the space below."""
        if isinstance(panel, MoneyPanel):
            return ()
        lane = self.lane(panel, span)
        for card in panel.cards:
            if (card, lane) not in self._heights:
                self._heights[card, lane] = card.high(self.wide(lane), self.sizes) + self.between
        return tuple(self._heights[card, lane] for card in panel.cards)

    def dealt(self, panel: AnyPanel, span: int, unit: float) -> tuple[int, tuple[int, ...]]:
        """Return how many rows its cards take in so many columns, and where each lane of them begins."""
        return even(_counts(self.heights(panel, span), unit), span // self.lane(panel, span))

    def strip(self, panels: Sequence[AnyPanel]) -> Strip | None:
        """Return these panels side by side, as low as may be; nothing where there are not enough columns."""
        best: Strip | None = None
        least = 0.0
        known: dict[tuple[int, int, float], tuple[int, tuple[int, ...]]] = {}
        for spans in self._spans(panels):
            fixed = max(
                (self._still(panel, span) for panel, span in zip(panels, spans, strict=True)), default=0.0
            )
            cards = [self.heights(panel, span) for panel, span in zip(panels, spans, strict=True)]
            for unit in units(tuple(high for some in cards for high in some)):
                packed = []
                for at, (panel, span) in enumerate(zip(panels, spans, strict=True)):
                    key = (at, span, unit)
                    if key not in known:
                        known[key] = self.dealt(panel, span, unit)
                    packed.append(known[key])
                tops = _tops(unit, cards, packed)
                high, gaps = fixed, 0
                for panel, span, (rows, _) in zip(panels, spans, packed, strict=True):
                    listed = self._listed(panel, span)
                    high = max(high, tops[rows] + (listed or -self.between))
                    gaps = max(gaps, rows if listed else rows - 1)
                strip = Strip(tuple(panels), spans, tops, tuple(starts for _, starts in packed), high, gaps)
                cost = (high + _BLANK * self._blank(strip, cards)) * (_HOLED if _is_holed(strip) else 1.0)
                if best is None or cost < least * _WORTH:
                    best, least = strip, cost
        return best

    def fall(self, top: float) -> float:
        """Return how much lower than the others the head of a panel is whose cards begin so far below theirs.

        Its rule is on the line of those between the cards beside it.
        """
        return self.sizes.crown + top - self.between / 2 - self.sizes.rule

    def above(self, top: float) -> float:
        """Return how high a panel is at most above one whose cards begin so far below the first."""
        return self.fall(top) - self.apart - self.sizes.crown

    def with_under(self, strip: Strip, panel: Panel) -> Strip | None:
        """Return a strip with a panel below the money at its end, if that makes it no higher."""
        money, span = strip.panels[-1], strip.spans[-1]
        if not isinstance(money, MoneyPanel):
            return None
        still, tops, heights = self._still(money, span), strip.tops, self.heights(panel, span)
        first = next((row for row, top in enumerate(tops) if self.above(top) >= still - 1e-6), len(tops))
        _, starts = self.dealt(panel, span, 1.0)
        lanes = [rows_of(heights[start:end], tops, first) for start, end in pairwise(starts)]
        last = max((row for lane in lanes for row in lane), default=first)
        if last >= len(tops) or tops[last] + (self._listed(panel, span) or -self.between) > strip.high + 1e-6:
            return None
        return replace(
            strip,
            panels=(*strip.panels, panel),
            spans=(*strip.spans, span),
            starts=(*strip.starts, starts),
            under=first,
        )

    def with_some_under(self, strip: Strip, panel: Panel) -> tuple[Strip, Panel] | None:
        """Return a strip with as many cards of a panel below the money as have room, and what is left."""
        for count in range(len(panel.cards), 0, -1):
            whole = count == len(panel.cards)
            first = replace(panel, cards=panel.cards[:count], listing=panel.listing if whole else None)
            if made := self.with_under(strip, first):
                return made, replace(panel.rest(count), listing=None if whole else panel.listing)
        return None

    def _blank(self, strip: Strip, cards: Sequence[Sequence[float]]) -> float:
        """Return how much of the height of a column is blank, on the average."""
        used = sum(
            sum(high) * self.lane(panel, span) + (self._still(panel, span) + self._listed(panel, span)) * span
            for panel, span, high in zip(strip.panels, strip.spans, cards, strict=True)
        )
        return strip.high - used / self.columns

    def _spans(self, panels: Sequence[AnyPanel]) -> Sequence[tuple[int, ...]]:
        """Return the ways to share the columns, even ones first: none stays empty, figures have bars.

        Lines of what is set larger are as long as it asks; the money takes no more than half where it can.
        """
        every = shares(self.columns, len(panels))
        for at, panel in enumerate(panels):
            if isinstance(panel, Panel) and panel.measure:
                long = {span for span in range(1, self.columns + 1) if self._is_legible(panel, span)}
                every = tuple(spans for spans in every if spans[at] in long)

        def fits(panel: AnyPanel, span: int) -> bool:
            if isinstance(panel, MoneyPanel):
                return panel.item is None or self.has_room_for_figures(span)
            most = max(1, len(panel.cards)) * (_BROAD if panel.measure else 1)
            return bool(panel.listing) or span <= most

        def is_modest(panel: AnyPanel, span: int) -> bool:
            return isinstance(panel, Panel) or 2 * span <= self.columns

        fitting = [spans for spans in every if all(map(fits, panels, spans))]
        found = [spans for spans in fitting if all(map(is_modest, panels, spans))] or fitting or every
        return sorted(found, key=lambda spans: self._uneven(panels, spans))

    def _uneven(self, panels: Sequence[AnyPanel], spans: Sequence[int]) -> tuple[int, int]:
        """Return how many columns stay empty or make the cards of one panel broader than those of another.

        Those that stay empty count first.
        """
        shown = [(panel, span) for panel, span in zip(panels, spans, strict=True) if isinstance(panel, Panel)]
        lanes = [(self.lane(panel, span), len(panel.cards), span) for panel, span in shown if panel.cards]
        empty = sum(max(0, span - lane * cards) for lane, cards, span in lanes)
        broad = [lane for lane, _, _ in lanes]
        return empty + max(broad, default=0) - min(broad, default=0), empty

    def _is_legible(self, panel: Panel, span: int) -> bool:
        """Tell whether lines of its sentences are as long in so many columns as a panel asks."""
        wide = self.wide(self.lane(panel, span))
        return all(card.measure(wide, self.sizes) >= panel.measure for card in panel.cards)

    def part(self, panel: Panel, span: int, room: float) -> tuple[Strip, Panel] | None:
        """Return as much of a panel as stands in so many columns and so much room, and what is left of it."""
        if not panel.cards:
            return self._part_of_list(panel, span, room, (0.0,), ((0,),))
        best: Strip | None = None
        heights, lanes = self.heights(panel, span), span // self.lane(panel, span)
        for unit in units(heights):
            rows, starts, tops = _filled(heights, lanes, unit, room + self.between)
            if starts[-1] and (best is None or starts[-1] > best.starts[0][-1]):
                best = Strip((panel,), (span,), tops, (starts,), tops[rows] - self.between, rows - 1)
        if best is None:
            return None
        placed = best.starts[0][-1]
        if placed == len(heights) and panel.listing:
            found = self._part_of_list(panel, span, room, best.tops, best.starts)
            if found:
                return found
        return replace(best, panels=(replace(panel, listing=None),)), panel.rest(placed)

    def _part_of_list(
        self,
        panel: Panel,
        span: int,
        room: float,
        tops: tuple[float, ...],
        starts: tuple[tuple[int, ...], ...],
    ) -> tuple[Strip, Panel] | None:
        """Return a panel with as much of its list as stands in a room below rows of cards."""
        wide, top = self.wide(span), tops[-1]
        if panel.listing is None:
            return None
        first, left = panel.listing.cut(room - top, wide, self.sizes)
        if first is None:
            return None
        high = top + first.high(wide, self.sizes)
        strip = Strip((replace(panel, listing=first),), (span,), tops, starts, high, len(tops) - 1)
        return strip, replace(panel, cards=(), listing=left, begun=True)

    def _listed(self, panel: AnyPanel, span: int) -> float:
        """Return how high the list of a panel is."""
        listing = panel.listing if isinstance(panel, Panel) else None
        if listing is None:
            return 0.0
        if (listing, span) not in self._lists:
            self._lists[listing, span] = listing.high(self.wide(span), self.sizes)
        return self._lists[listing, span]

    def _still(self, panel: AnyPanel, span: int) -> float:
        """Return how high a panel is that has nothing that could move."""
        if isinstance(panel, Panel):
            return 0.0 if panel.holds else Line(panel.empty, self.sizes.body).high(self.wide(span))
        key = len(panel.sides), panel.modest, span
        if key not in self._figures:
            self._figures[key] = panel.high(self.wide(span), self.sizes)
        return self._figures[key]


def _is_holed(strip: Strip) -> bool:
    """Tell whether a column of a panel holds fewer cards than the one after it."""
    return any(
        second - first < third - second
        for starts in strip.starts
        for first, second, third in zip(starts, starts[1:], starts[2:], strict=False)
    )


@lru_cache(maxsize=256)
def units(heights: tuple[float, ...]) -> tuple[float, ...]:
    """Return how far rows may be apart, the furthest first: a card may take several.

    Nought comes before: that each is as high as the highest card in it.
    """
    found = sorted({*heights, *(high / 2 for high in heights if high / 2 >= min(heights))}, reverse=True)
    step = max(1, ceil(len(found) / _CANDIDATES))
    return tuple(dict.fromkeys((0.0, *found[step::step], *found[-1:])))


def _counts(heights: Sequence[float], unit: float) -> list[int]:
    """Return how many rows cards take, so far apart."""
    return [ceil(high / unit - 1e-6) if unit else 1 for high in heights]


def _tops(
    unit: float, cards: Sequence[Sequence[float]], packed: Sequence[tuple[int, tuple[int, ...]]]
) -> tuple[float, ...]:
    """Return where rows begin and the last ends, of cards of several panels in their columns."""
    if unit:
        return tuple(unit * row for row in range(max(rows for rows, _ in packed) + 1))
    dealt = zip(cards, packed, strict=True)
    return levels([heights[start:end] for heights, (_, starts) in dealt for start, end in pairwise(starts)])


def _filled(
    heights: Sequence[float], lanes: int, unit: float, room: float
) -> tuple[int, tuple[int, ...], tuple[float, ...]]:
    """Return in how many rows as many cards as have room stand in columns, where these and the rows begin."""
    counts = _counts(heights, unit)
    fewest, starts = even(counts, lanes)
    for rows in range(fewest, 0, -1):
        tops = _tops(unit, [heights], [(rows, starts)])
        if tops[rows] <= room + 1e-6:
            return rows, starts, tops
        starts = pack(counts, lanes, rows - 1)
    return 0, (0,) * (lanes + 1), (0.0,)


@lru_cache(maxsize=256)
def shares(columns: int, panels: int) -> tuple[tuple[int, ...], ...]:
    """Return the ways to share columns among panels, each at least one."""

    def shared(left: int, others: int) -> Iterator[tuple[int, ...]]:
        if others == 1:
            yield (left,)
            return
        for first in range(1, left - others + 2):
            for rest in shared(left - first, others - 1):
                yield (first, *rest)

    return tuple(shared(columns, panels)) if 0 < panels <= columns else ()
