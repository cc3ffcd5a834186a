"""Panels of a board: records below one another in columns of one width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sunboard.channels.print.entries import Entry, Line, Sizes, pt
from sunboard.model.plain import Plain

Placed = dict[str, Plain]
"""One thing at its place on a page: `kind`, `x`, `y`, `w`, and what its kind needs."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its head, its records, and what it says where it has none.

    `begun` means that a page before has its beginning.
    """

    name: str
    tint: str
    entries: tuple[Entry, ...]
    empty: str
    begun: bool = False

    def rest(self, count: int) -> Panel:
        """Return what is left when so many entries have been placed."""
        return replace(self, entries=self.entries[count:], begun=True)


@dataclass(frozen=True)
class Packed:
    """How many entries stand in columns of a panel, where each column begins, and how high they are."""

    count: int
    starts: tuple[int, ...]
    high: float


def pack(heights: Sequence[float], columns: int, limit: float, gap: float) -> Packed:
    """Fill columns from the left up to a limit."""
    starts, at, used = [], 0, 0.0
    for _ in range(columns):
        starts.append(at)
        high = 0.0
        while at < len(heights) and high + heights[at] <= limit + 0.01:
            high += heights[at] + gap
            at += 1
        used = max(used, high - gap)
    return Packed(at, (*starts, at), used)


def even(heights: Sequence[float], columns: int, limit: float, gap: float) -> Packed:
    """Fill columns as even as the order of the entries allows."""
    best = pack(heights, columns, limit, gap)
    if columns == 1 or not heights:
        return best
    low, high = max(heights), best.high
    for _ in range(9):
        middle = (low + high) / 2
        tried = pack(heights, columns, middle, gap)
        if tried.count >= best.count and tried.high <= best.high:
            best, high = tried, middle
        else:
            low = middle
    return best


class Layout:
    """The sizes of one attempt, and what it has measured so far."""

    def __init__(self, sizes: Sizes) -> None:
        """Begin with nothing measured."""
        self.sizes = sizes
        self._heights: dict[tuple[Entry, float], float] = {}

    @cached_property
    def between(self) -> float:
        """Return the space between records."""
        return self.sizes.gap * 1.15

    @cached_property
    def seam(self) -> float:
        """Return the space between columns."""
        return self.sizes.gap * 2.0

    @cached_property
    def apart(self) -> float:
        """Return the space between panels."""
        return self.sizes.gap * 1.5

    def heights(self, panel: Panel, wide: float) -> list[float]:
        """Return how high its entries are in a column so wide."""
        found = []
        for entry in panel.entries:
            key = (entry, wide)
            if key not in self._heights:
                self._heights[key] = entry.high(wide, self.sizes)
            found.append(self._heights[key])
        return found

    def columns(self, panel: Panel, wide: float) -> tuple[int, float]:
        """Return into how many columns a panel of some width falls, and how wide they are."""
        comfortable = self.sizes.code + self.sizes.gap + self.sizes.body * 22
        count = max(1, min(len(panel.entries), int((wide + self.seam) / (comfortable + self.seam))))
        return count, (wide - (count - 1) * self.seam) / count

    def packed(self, panel: Panel, wide: float, limit: float) -> Packed:
        """Return how a panel stands below its head in so much room."""
        count, column = self.columns(panel, wide)
        return even(self.heights(panel, column), count, limit - self.sizes.crown, self.between)

    def high(self, panel: Panel, wide: float) -> float:
        """Return how high a panel is with its head, all of it."""
        if not panel.entries:
            return self.sizes.crown + Line(panel.empty, self.sizes.body).high(wide)
        count, column = self.columns(panel, wide)
        heights = self.heights(panel, column)
        return (
            self.sizes.crown
            + even(heights, count, sum(heights) + len(heights) * self.between, self.between).high
        )

    def place(
        self, panel: Panel, x: float, y: float, wide: float, packed: Packed, spread: float = 0.0
    ) -> list[Placed]:
        """Put a panel on a page; `spread` is added between its records."""
        sizes = self.sizes
        made: list[Placed] = [
            {
                "kind": "crown",
                "x": pt(x),
                "y": pt(y),
                "w": pt(wide),
                "name": panel.name,
                "tint": panel.tint,
                "more": panel.begun,
            }
        ]
        top = y + sizes.crown
        if not panel.entries:
            empty = Line(panel.empty, sizes.body, look="quiet")
            return [
                *made,
                {"kind": "line", "x": pt(x), "y": pt(top), "w": pt(wide), "line": empty.plain(wide)},
            ]
        _, column = self.columns(panel, wide)
        heights = self.heights(panel, column)
        for turn, (start, end) in enumerate(zip(packed.starts, packed.starts[1:], strict=False)):
            left, down = x + turn * (column + self.seam), top
            for at in range(start, end):
                entry = panel.entries[at]
                beside = bool(entry.address) and entry.beside(column, sizes)
                said = column - sizes.code - sizes.gap if beside else column
                made.append(
                    {
                        "kind": "entry",
                        "x": pt(left),
                        "y": pt(down),
                        "w": pt(column),
                        "lines": [line.plain(said) for line in entry.lines],
                        "address": entry.address,
                        "scan": entry.scan,
                        "beside": beside,
                        "ruled": entry.fresh and at > start,
                        "lift": pt((self.between + spread) / 2),
                    }
                )
                down += heights[at] + self.between + spread
        return made
