"""Boards of several pages: the first begins like a board of one page, the others go on like a newspaper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sunboard.channels.print.entries import Entry
from sunboard.channels.print.frames import Content, Fill, Frame, divide, seam, ways
from sunboard.channels.print.panels import Packed, Panel, Placed, Rack, pack


def turn_pages(
    rack: Rack, frame: Frame, fill: Fill, three: bool, lost: list[Entry]
) -> Iterator[list[Placed]]:
    """Yield as many pages as it takes.

    The first begins like a board of one page, the others go on in columns of one width.
    """
    best: tuple[int, list[Placed], list[Panel]] | None = None
    for shares in ways(frame, rack, three, fill(rack.sizes, frame.wide, frame.high).little) or [(1.0,)]:
        columns = divide(frame, rack, shares)
        narrowest = min(wide for _, wide in (*columns, *_even_columns(frame, rack)))
        content = fill(rack.sizes, narrowest, frame.high - rack.sizes.crown)
        tried = _first_page(rack, frame, columns, content, three and len(columns) > 1)
        left = sum(len(panel.entries) for panel in tried[1])
        if best is None or left < best[0]:
            best = left, *tried
    assert best is not None
    yield best[1]
    yield from _further(rack, frame, best[2], lost)


def _first_page(
    rack: Rack, frame: Frame, columns: list[tuple[float, float]], content: Content, three: bool
) -> tuple[list[Placed], list[Panel]]:
    """Return the first page and what it has no room for."""
    made: list[Placed] = []
    bottom = frame.top + frame.high
    party, village, accounts, *others = content.panels
    if not three:
        down = frame.top
        purse = content.purse.high(frame.wide, rack.sizes)
        running = rack.packed(content.running, frame.wide, frame.high - purse - rack.apart)
        if content.running.entries and not running.count:
            running = rack.packed(content.running, frame.wide, frame.high)
        made += rack.place(content.running, frame.left, down, frame.wide, running)
        down += (
            rack.sizes.crown
            + max(
                running.high,
                0.0 if content.running.entries else rack.high(content.running, frame.wide) - rack.sizes.crown,
            )
            + rack.apart
        )
        if down + purse > bottom:
            return made, [
                panel
                for panel in (content.running.rest(running.count), *content.panels)
                if panel.entries or not panel.begun
            ]
        made += content.purse.place(frame.left, down, frame.wide, rack.sizes)
        down += purse + rack.apart
        rest = [
            panel
            for panel in (content.running.rest(running.count), *content.panels)
            if panel.entries or not panel.begun
        ]
        flowed, rest = _flow(rack, _below(frame, down), rest)
        return made + flowed, rest
    left: list[Panel] = []
    stacks = ((content.running, party), (accounts,), (village, *others))
    for (x, wide), stacked in zip(
        columns, stacks if len(columns) == 3 else ((*stacks[0], *stacks[2]), stacks[1]), strict=True
    ):
        down = frame.top
        if accounts in stacked:
            made += content.purse.place(x, down, wide, rack.sizes)
            down += content.purse.high(wide, rack.sizes) + rack.apart
        for panel in stacked:
            used = _begin(rack, made, panel, x, down, wide, bottom)
            if used is None:
                left.append(panel)
                continue
            down += used[0] + rack.apart
            if used[1].entries:
                left.append(used[1])
    made += [seam(x - rack.seam / 2, frame.top, bottom) for x, _ in columns[1:]]
    order = [content.running.name, *(panel.name for panel in content.panels)]
    return made, sorted(left, key=lambda panel: order.index(panel.name))


def _below(frame: Frame, top: float) -> Frame:
    """Return what is left of a frame below some height."""
    return replace(frame, top=top, high=frame.high - (top - frame.top))


def _begin(
    rack: Rack, made: list[Placed], panel: Panel, x: float, y: float, wide: float, bottom: float
) -> tuple[float, Panel] | None:
    """Place as much of a panel as fits.

    Return how high that is and what is left, or nothing where not even one record fits.
    """
    if not panel.entries:
        high = rack.high(panel, wide)
        if y + high > bottom:
            return None
        made += rack.place(panel, x, y, wide, Packed(0, (0, 0), 0.0))
        return high, replace(panel, begun=True)
    packed = rack.packed(panel, wide, bottom - y)
    if not packed.count:
        return None
    made += rack.place(panel, x, y, wide, packed)
    return rack.sizes.crown + packed.high, panel.rest(packed.count)


def _further(rack: Rack, frame: Frame, panels: list[Panel], lost: list[Entry]) -> Iterator[list[Placed]]:
    while panels:
        page, left = _flow(rack, frame, panels)
        if page:
            yield page
        elif panels[0].entries:  # not even alone on a page
            lost.append(panels[0].entries[0])
            left = [panel for panel in (panels[0].rest(1), *panels[1:]) if panel.entries or not panel.begun]
        else:
            left = panels[1:]
        panels = left


def _even_columns(frame: Frame, rack: Rack) -> list[tuple[float, float]]:
    """Return the columns of a page that goes on."""
    count = max(1, int((frame.wide + rack.seam) / (rack.sizes.column * 1.25 + rack.seam)))
    return divide(frame, rack, (1 / count,) * count)


def _flow(rack: Rack, frame: Frame, panels: list[Panel]) -> tuple[list[Placed], list[Panel]]:
    """Fill a page with panels like a newspaper: down each column, then on to the next.

    The last page as even as its order allows.
    """
    columns = _even_columns(frame, rack)
    best = _run(rack, frame, columns, frame.high, panels)
    if not best[1] and len(columns) > 1:
        low, high = 0.0, frame.high
        for _ in range(8):
            middle = (low + high) / 2
            tried = _run(rack, frame, columns, middle, panels)
            if tried[1]:
                low = middle
            else:
                best, high = tried, middle
    return best


def _run(
    rack: Rack, frame: Frame, columns: list[tuple[float, float]], limit: float, panels: list[Panel]
) -> tuple[list[Placed], list[Panel]]:
    made: list[Placed] = []
    left = list(panels)
    for x, wide in columns:
        down = frame.top
        while left:
            panel = left[0]
            heights = rack.heights(panel, wide)
            if panel.entries:
                packed = pack(heights, 1, frame.top + limit - down - rack.sizes.crown, rack.between)
                if not packed.count:
                    break
                made += rack.place(panel, x, down, wide, packed)
                down += rack.sizes.crown + packed.high + rack.apart
                left[:1] = [panel.rest(packed.count)] if packed.count < len(heights) else []
                if packed.count < len(heights):
                    break
            else:
                used = _begin(rack, made, panel, x, down, wide, frame.top + limit)
                if used is None:
                    break
                down += used[0] + rack.apart
                left.pop(0)
        if not left:
            break
    if made:
        made += [seam(x - rack.seam / 2, frame.top, frame.top + limit) for x, _ in columns[1:]]
    return made, left
