"""Which panel of a board stands where: on one page in the largest type that fits, else on several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from math import sqrt

from sunboard.channels.print.entries import Entry, Sizes
from sunboard.channels.print.frames import Content, Fill, Frame, divide, seam, ways
from sunboard.channels.print.paging import turn_pages
from sunboard.channels.print.panels import Placed, Rack

FACTORS = (2.6, 2.4, 2.2, 2.0, 1.85, 1.7, 1.58, 1.47, 1.36, 1.26, 1.17, 1.08, 1.0)
"""How much larger than its least the type of a board may be."""
_USUAL = {
    3: (0, 2, 1, 2),
    2: (0, 0, 1, 0),
}  # party below the notices, accounts below the money, village and services in the third column
_IDLE = 0.2  # of the height: what it costs that a column has nothing to show
_CALM = 12.0  # ems of the text that records are pulled apart at most, so that columns end alike


@dataclass(frozen=True, slots=True)
class Composition:
    """The pages of a board and the sizes that they are drawn in."""

    pages: tuple[tuple[Placed, ...], ...]
    sizes: Sizes
    lost: int = 0  # records, or pieces of them, that no page of this size has room for


def base_size(wide: float, tall: float) -> float:
    """Return the least type of a board's text, millimetres to points.

    A larger one is read from further away, a low one is not.
    """
    metres = min(sqrt(wide * tall), 1.6 * min(wide, tall)) / 1000
    return 18.0 + 6.0 * max(0.0, metres - 0.75)


def compose(
    least: Sizes, frame_of: Callable[[Sizes], Frame], fill: Fill, three: bool, fuller: Fill | None = None
) -> Composition:
    """Find the largest type at which everything stands on one page; else take further pages at the least.

    `fuller` has more to show, which it does where that page has room for it in the same type.
    """
    low, high = 0, len(FACTORS) - 1
    best: Composition | None = None
    while low <= high:
        middle = (low + high) // 2
        sizes = replace(least, body=least.body * FACTORS[middle])
        page = _one_page(Rack(sizes), frame_of(sizes), fill, three)
        if page is None:
            low = middle + 1
        else:
            best, high = Composition((tuple(page),), sizes), middle - 1
    if best:
        page = _one_page(Rack(best.sizes), frame_of(best.sizes), fuller, three) if fuller else None
        return Composition((tuple(page),), best.sizes) if page else best
    lost: list[Entry] = []
    pages = tuple(map(tuple, turn_pages(Rack(least), frame_of(least), fill, three, lost)))
    return Composition(pages, least, len(lost))


def _one_page(rack: Rack, frame: Frame, fill: Fill, three: bool) -> list[Placed] | None:
    """Return the page at these sizes, or nothing where something does not fit."""
    best: tuple[float, list[Placed]] | None = None
    for shares in ways(frame, rack, three, fill(rack.sizes, frame.wide, frame.high).little):
        columns = divide(frame, rack, shares)
        content = fill(rack.sizes, min(wide for _, wide in columns), frame.high - rack.sizes.crown)
        tried = _arrange(rack, frame, columns, content, three)
        if tried and (best is None or tried[0] < best[0]):
            best = tried
    return best[1] if best else None


def _arrange(
    rack: Rack, frame: Frame, columns: list[tuple[float, float]], content: Content, three: bool
) -> tuple[float, list[Placed]] | None:
    """Return the best arrangement of the panels in these columns and its cost; nothing where none fits."""
    made: list[Placed] = []
    taken = [0.0] * len(columns)
    if three:
        firsts = [
            rack.high(content.running, columns[0][1]),
            content.purse.high(columns[1][1], rack.sizes),
            0.0,
        ][: len(columns)]
        taken = [high + rack.apart if high else 0.0 for high in firsts]
    else:
        running, purse = rack.high(content.running, frame.wide), content.purse.high(frame.wide, rack.sizes)
        taken = [running + purse + 2 * rack.apart] * len(columns)
    heights = [[rack.high(panel, wide) + rack.apart for _, wide in columns] for panel in content.panels]
    best: tuple[float, tuple[int, ...]] | None = None
    usual = _USUAL[len(columns)] if three else tuple(at % len(columns) for at in range(len(content.panels)))
    for places in product(range(len(columns)), repeat=len(content.panels)):
        ends = list(taken)
        for panel, at in enumerate(places):
            ends[at] += heights[panel][at]
        highest = max(ends) - rack.apart
        odd = sum(at != usual for at, usual in zip(places, usual, strict=False))
        idle = (
            three
            and len(columns) == 3
            and not any(content.panels[panel].entries for panel, at in enumerate(places) if at == 2)
        )
        cost = highest + (0.05 * odd + _IDLE * idle) * frame.high
        if highest <= frame.high and (best is None or cost < best[0]):
            best = cost, places
    if best is None:
        return None
    x, top = frame.left, frame.top
    if three:
        made += _spread_first(rack, frame, columns, content, taken, best[1], heights)
    else:
        made += rack.place(
            content.running, x, top, frame.wide, rack.packed(content.running, frame.wide, frame.high)
        )
        top += rack.high(content.running, frame.wide) + rack.apart
        made += content.purse.place(x, top, frame.wide, rack.sizes)
    downs = [frame.top + high for high in taken]
    seconds = [at for at in range(len(columns)) if at in best[1] and taken[at]]
    if three and len(seconds) > 1:  # heads of one row stand at one height where there is room
        level = max(downs[at] for at in seconds)
        lowest = max(
            level + sum(heights[panel][at] for panel, where in enumerate(best[1]) if where == at)
            for at in seconds
        )
        if lowest - rack.apart <= frame.top + frame.high:
            downs = [level if at in seconds else down for at, down in enumerate(downs)]
    for at, (left, wide) in enumerate(columns):
        mine = [panel for panel, where in enumerate(best[1]) if where == at]
        free = frame.top + frame.high - downs[at] - sum(heights[panel][at] for panel in mine) + rack.apart
        gaps = sum(max(0, len(content.panels[panel].entries) - 1) for panel in mine)
        spread = min(free / gaps, rack.sizes.body * _CALM / 6) if gaps and len(mine) else 0.0
        for panel in mine:
            one = content.panels[panel]
            count, _ = rack.columns(one, wide)
            more = spread if count == 1 else 0.0
            made += rack.place(one, left, downs[at], wide, rack.packed(one, wide, frame.high), more)
            downs[at] += heights[panel][at] + more * max(0, len(one.entries) - 1)
    if three or len(columns) > 1:
        start = frame.top if three else frame.top + taken[0]
        made += [seam(left - rack.seam / 2, start, frame.top + frame.high) for left, _ in columns[1:]]
    return best[0], made


def _spread_first(
    rack: Rack,
    frame: Frame,
    columns: list[tuple[float, float]],
    content: Content,
    taken: list[float],
    places: tuple[int, ...],
    heights: list[list[float]],
) -> list[Placed]:
    """Place the notices and the money; alone in their column, notices are pulled apart to fill it."""
    free = frame.high - taken[0] + rack.apart if 0 not in places else 0.0
    count, _ = rack.columns(content.running, columns[0][1])
    gaps = len(content.running.entries) - 1
    spread = min(free / gaps, rack.sizes.body * _CALM / 6) if gaps > 0 and count == 1 else 0.0
    made = rack.place(
        content.running,
        columns[0][0],
        frame.top,
        columns[0][1],
        rack.packed(content.running, columns[0][1], frame.high),
        spread,
    )
    return made + content.purse.place(columns[1][0], frame.top, columns[1][1], rack.sizes)
