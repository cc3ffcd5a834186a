"""How a board is composed: on one page in the largest type that fits, else on as few pages as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import sqrt

from sunboard.channels.print.entries import Entry, Sizes, pt
from sunboard.channels.print.money import MoneyPanel
from sunboard.channels.print.panels import Layout, Packed, Panel, Placed, pack

_SHARES = ((0.31, 0.38, 0.31), (0.37, 0.36, 0.27), (0.27, 0.36, 0.37), (0.42, 0.34, 0.24), (0.25, 0.5, 0.25))
"""Widths of three columns: notices, money, what is left."""
_PAIRS = ((0.5, 0.5), (0.58, 0.42), (0.65, 0.35))
"""Widths of two: notices, money. A third would hold nothing but words that it is empty."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a board at some size of type."""

    running: Panel
    money: MoneyPanel
    panels: tuple[Panel, ...]  # party, village, accounts; services where there are any

    @property
    def little(self) -> bool:
        """Tell whether the panels that usually stand in the third column have nothing to show."""
        return not any(panel.entries for panel in (*self.panels[1:2], *self.panels[3:]))


@dataclass(frozen=True, slots=True)
class Frame:
    """The room between the head and the foot of a board, points."""

    left: float
    top: float
    wide: float
    high: float


Fill = Callable[[Sizes, float, float], Content]
"""Gives the content at some size, with nothing in it higher than a limit in columns of a width."""


def divide(frame: Frame, layout: Layout, shares: Sequence[float]) -> list[tuple[float, float]]:
    """Return where columns begin and how wide they are."""
    room = frame.wide - (len(shares) - 1) * layout.seam
    made, x = [], frame.left
    for share in shares:
        made.append((x, room * share))
        x += room * share + layout.seam
    return made


def ways(frame: Frame, layout: Layout, three: bool, little: bool = False) -> list[tuple[float, ...]]:
    """Return the columns that a page may have.

    With `three` the notices, the money and the rest stand side by side; of so `little` is left then that two
    columns may do.
    """
    if three:
        pairs = _PAIRS if little else ()
        return [
            shares
            for shares in (*pairs, *_SHARES)
            if min(shares) * (frame.wide - (len(shares) - 1) * layout.seam) >= layout.sizes.column
        ]
    most = max(1, min(3, int((frame.wide + layout.seam) / (layout.sizes.column + layout.seam))))
    return [(1 / count,) * count for count in range(1, most + 1)]


def seam(x: float, top: float, bottom: float) -> Placed:
    """Return the line between two columns."""
    return {"kind": "seam", "x": pt(x), "y": pt(top), "h": pt(bottom - top)}


def turn_pages(
    layout: Layout, frame: Frame, fill: Fill, three: bool, lost: list[Entry]
) -> Iterator[list[Placed]]:
    """Yield as many pages as it takes.

    The first begins like a board of one page, the others go on in columns of one width.
    """
    best: tuple[int, list[Placed], list[Panel]] | None = None
    for shares in ways(frame, layout, three, fill(layout.sizes, frame.wide, frame.high).little) or [(1.0,)]:
        columns = divide(frame, layout, shares)
        narrowest = min(wide for _, wide in (*columns, *_even_columns(frame, layout)))
        content = fill(layout.sizes, narrowest, frame.high - layout.sizes.crown)
        tried = _first_page(layout, frame, columns, content, three and len(columns) > 1)
        left = sum(len(panel.entries) for panel in tried[1])
        if best is None or left < best[0]:
            best = left, *tried
    assert best is not None
    yield best[1]
    yield from _further(layout, frame, best[2], lost)


def _first_page(
    layout: Layout, frame: Frame, columns: list[tuple[float, float]], content: Content, three: bool
) -> tuple[list[Placed], list[Panel]]:
    """Return the first page and what it has no room for."""
    made: list[Placed] = []
    bottom = frame.top + frame.high
    party, village, accounts, *others = content.panels
    if not three:
        down = frame.top
        money = content.money.high(frame.wide, layout.sizes)
        running = layout.packed(content.running, frame.wide, frame.high - money - layout.apart)
        if content.running.entries and not running.count:
            running = layout.packed(content.running, frame.wide, frame.high)
        made += layout.place(content.running, frame.left, down, frame.wide, running)
        down += (
            layout.sizes.crown
            + max(
                running.high,
                0.0
                if content.running.entries
                else layout.high(content.running, frame.wide) - layout.sizes.crown,
            )
            + layout.apart
        )
        if down + money > bottom:
            return made, [
                panel
                for panel in (content.running.rest(running.count), *content.panels)
                if panel.entries or not panel.begun
            ]
        made += content.money.place(frame.left, down, frame.wide, layout.sizes)
        down += money + layout.apart
        rest = [
            panel
            for panel in (content.running.rest(running.count), *content.panels)
            if panel.entries or not panel.begun
        ]
        flowed, rest = _flow(layout, _below(frame, down), rest)
        return made + flowed, rest
    left: list[Panel] = []
    stacks = ((content.running, party), (accounts,), (village, *others))
    for (x, wide), stacked in zip(
        columns, stacks if len(columns) == 3 else ((*stacks[0], *stacks[2]), stacks[1]), strict=True
    ):
        down = frame.top
        if accounts in stacked:
            made += content.money.place(x, down, wide, layout.sizes)
            down += content.money.high(wide, layout.sizes) + layout.apart
        for panel in stacked:
            used = _begin(layout, made, panel, x, down, wide, bottom)
            if used is None:
                left.append(panel)
                continue
            down += used[0] + layout.apart
            if used[1].entries:
                left.append(used[1])
    made += [seam(x - layout.seam / 2, frame.top, bottom) for x, _ in columns[1:]]
    order = [content.running.name, *(panel.name for panel in content.panels)]
    return made, sorted(left, key=lambda panel: order.index(panel.name))


def _below(frame: Frame, top: float) -> Frame:
    """Return what is left of a frame below some height."""
    return replace(frame, top=top, high=frame.high - (top - frame.top))


def _begin(
    layout: Layout, made: list[Placed], panel: Panel, x: float, y: float, wide: float, bottom: float
) -> tuple[float, Panel] | None:
    """Place as much of a panel as fits.

    Return how high that is and what is left, or nothing where not even one record fits.
    """
    if not panel.entries:
        high = layout.high(panel, wide)
        if y + high > bottom:
            return None
        made += layout.place(panel, x, y, wide, Packed(0, (0, 0), 0.0))
        return high, replace(panel, begun=True)
    packed = layout.packed(panel, wide, bottom - y)
    if not packed.count:
        return None
    made += layout.place(panel, x, y, wide, packed)
    return layout.sizes.crown + packed.high, panel.rest(packed.count)


def _further(layout: Layout, frame: Frame, panels: list[Panel], lost: list[Entry]) -> Iterator[list[Placed]]:
    while panels:
        page, left = _flow(layout, frame, panels)
        if page:
            yield page
        elif panels[0].entries:  # not even alone on a page
            lost.append(panels[0].entries[0])
            left = [panel for panel in (panels[0].rest(1), *panels[1:]) if panel.entries or not panel.begun]
        else:
            left = panels[1:]
        panels = left


def _even_columns(frame: Frame, layout: Layout) -> list[tuple[float, float]]:
    """Return the columns of a page that goes on."""
    count = max(1, int((frame.wide + layout.seam) / (layout.sizes.column * 1.25 + layout.seam)))
    return divide(frame, layout, (1 / count,) * count)


def _flow(layout: Layout, frame: Frame, panels: list[Panel]) -> tuple[list[Placed], list[Panel]]:
    """Fill a page with panels like a newspaper: down each column, then on to the next.

    The last page as even as its order allows.
    """
    columns = _even_columns(frame, layout)
    best = _run(layout, frame, columns, frame.high, panels)
    if not best[1] and len(columns) > 1:
        low, high = 0.0, frame.high
        for _ in range(8):
            middle = (low + high) / 2
            tried = _run(layout, frame, columns, middle, panels)
            if tried[1]:
                low = middle
            else:
                best, high = tried, middle
    return best


def _run(
    layout: Layout, frame: Frame, columns: list[tuple[float, float]], limit: float, panels: list[Panel]
) -> tuple[list[Placed], list[Panel]]:
    made: list[Placed] = []
    left = list(panels)
    for x, wide in columns:
        down = frame.top
        while left:
            panel = left[0]
            heights = layout.heights(panel, wide)
            if panel.entries:
                packed = pack(heights, 1, frame.top + limit - down - layout.sizes.crown, layout.between)
                if not packed.count:
                    break
                made += layout.place(panel, x, down, wide, packed)
                down += layout.sizes.crown + packed.high + layout.apart
                left[:1] = [panel.rest(packed.count)] if packed.count < len(heights) else []
                if packed.count < len(heights):
                    break
            else:
                used = _begin(layout, made, panel, x, down, wide, frame.top + limit)
                if used is None:
                    break
                down += used[0] + layout.apart
                left.pop(0)
        if not left:
            break
    if made:
        made += [seam(x - layout.seam / 2, frame.top, frame.top + limit) for x, _ in columns[1:]]
    return made, left


FACTORS = (2.6, 2.4, 2.2, 2.0, 1.85, 1.7, 1.58, 1.47, 1.36, 1.26, 1.17, 1.08, 1.0)
"""How much larger than its least the type of a board may be."""
# party below the notices, accounts below the money, village and services in the third column
_USUAL = {
    3: (0, 2, 1, 2),
    2: (0, 0, 1, 0),
}
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
        page = _one_page(Layout(sizes), frame_of(sizes), fill, three)
        if page is None:
            low = middle + 1
        else:
            best, high = Composition((tuple(page),), sizes), middle - 1
    if best:
        page = _one_page(Layout(best.sizes), frame_of(best.sizes), fuller, three) if fuller else None
        return Composition((tuple(page),), best.sizes) if page else best
    lost: list[Entry] = []
    pages = tuple(map(tuple, turn_pages(Layout(least), frame_of(least), fill, three, lost)))
    return Composition(pages, least, len(lost))


def _one_page(layout: Layout, frame: Frame, fill: Fill, three: bool) -> list[Placed] | None:
    """Return the page at these sizes, or nothing where something does not fit."""
    best: tuple[float, list[Placed]] | None = None
    for shares in ways(frame, layout, three, fill(layout.sizes, frame.wide, frame.high).little):
        columns = divide(frame, layout, shares)
        content = fill(layout.sizes, min(wide for _, wide in columns), frame.high - layout.sizes.crown)
        tried = _arrange(layout, frame, columns, content, three)
        if tried and (best is None or tried[0] < best[0]):
            best = tried
    return best[1] if best else None


def _arrange(
    layout: Layout, frame: Frame, columns: list[tuple[float, float]], content: Content, three: bool
) -> tuple[float, list[Placed]] | None:
    """Return the best arrangement of the panels in these columns and its cost; nothing where none fits."""
    made: list[Placed] = []
    taken = [0.0] * len(columns)
    if three:
        firsts = [
            layout.high(content.running, columns[0][1]),
            content.money.high(columns[1][1], layout.sizes),
            0.0,
        ][: len(columns)]
        taken = [high + layout.apart if high else 0.0 for high in firsts]
    else:
        running, money = (
            layout.high(content.running, frame.wide),
            content.money.high(frame.wide, layout.sizes),
        )
        taken = [running + money + 2 * layout.apart] * len(columns)
    heights = [[layout.high(panel, wide) + layout.apart for _, wide in columns] for panel in content.panels]
    best: tuple[float, tuple[int, ...]] | None = None
    usual = _USUAL[len(columns)] if three else tuple(at % len(columns) for at in range(len(content.panels)))
    for places in product(range(len(columns)), repeat=len(content.panels)):
        ends = list(taken)
        for panel, at in enumerate(places):
            ends[at] += heights[panel][at]
        highest = max(ends) - layout.apart
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
        made += _spread_first(layout, frame, columns, content, taken, best[1], heights)
    else:
        made += layout.place(
            content.running, x, top, frame.wide, layout.packed(content.running, frame.wide, frame.high)
        )
        top += layout.high(content.running, frame.wide) + layout.apart
        made += content.money.place(x, top, frame.wide, layout.sizes)
    downs = [frame.top + high for high in taken]
    seconds = [at for at in range(len(columns)) if at in best[1] and taken[at]]
    if three and len(seconds) > 1:  # heads of one row stand at one height where there is room
        level = max(downs[at] for at in seconds)
        lowest = max(
            level + sum(heights[panel][at] for panel, where in enumerate(best[1]) if where == at)
            for at in seconds
        )
        if lowest - layout.apart <= frame.top + frame.high:
            downs = [level if at in seconds else down for at, down in enumerate(downs)]
    for at, (left, wide) in enumerate(columns):
        mine = [panel for panel, where in enumerate(best[1]) if where == at]
        free = frame.top + frame.high - downs[at] - sum(heights[panel][at] for panel in mine) + layout.apart
        gaps = sum(max(0, len(content.panels[panel].entries) - 1) for panel in mine)
        spread = min(free / gaps, layout.sizes.body * _CALM / 6) if gaps and len(mine) else 0.0
        for panel in mine:
            one = content.panels[panel]
            count, _ = layout.columns(one, wide)
            more = spread if count == 1 else 0.0
            made += layout.place(one, left, downs[at], wide, layout.packed(one, wide, frame.high), more)
            downs[at] += heights[panel][at] + more * max(0, len(one.entries) - 1)
    if three or len(columns) > 1:
        start = frame.top if three else frame.top + taken[0]
        made += [seam(left - layout.seam / 2, start, frame.top + frame.high) for left, _ in columns[1:]]
    return best[0], made


def _spread_first(
    layout: Layout,
    frame: Frame,
    columns: list[tuple[float, float]],
    content: Content,
    taken: list[float],
    places: tuple[int, ...],
    heights: list[list[float]],
) -> list[Placed]:
    """Place the notices and the money; alone in their column, notices are pulled apart to fill it."""
    free = frame.high - taken[0] + layout.apart if 0 not in places else 0.0
    count, _ = layout.columns(content.running, columns[0][1])
    gaps = len(content.running.entries) - 1
    spread = min(free / gaps, layout.sizes.body * _CALM / 6) if gaps > 0 and count == 1 else 0.0
    made = layout.place(
        content.running,
        columns[0][0],
        frame.top,
        columns[0][1],
        layout.packed(content.running, columns[0][1], frame.high),
        spread,
    )
    return made + content.money.place(columns[1][0], frame.top, columns[1][1], layout.sizes)
