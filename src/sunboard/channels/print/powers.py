"""Boards of the power list: one item with its flow chart, or the whole list as a poster in three columns.

All lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sunboard.channels.print.composing import FACTORS, Composition, Frame, Placed
from sunboard.channels.print.entries import Card, Line, Sizes, card_of, pt, stacked
from sunboard.channels.print.flows import flow_data
from sunboard.channels.print.panels import pack
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of
from sunboard.theming import Theme

_COLUMNS = 3
_APART = 2.4  # ems between columns
_NARROWEST = 14  # ems that a column of a chart is wide at least
_RISK = 1.6  # ems that a line about a risk is high
FrameOf = Callable[[Sizes], Frame]


def compose_chart(item: Values, flow: Values, theme: Theme, least: Sizes, frame_of: FrameOf) -> Composition:
    """Return an item of the list above its chart, in the largest type that one page has room for.

    The chart stands in lanes, in one column, or in as many as there is room for beside one another.
    """
    number = text_of(item, "id")
    for factor in FACTORS:
        sizes = replace(least, body=least.body * factor)
        for columns in (0, 1, 2, 3):
            page = _chart_page(item, flow, theme, sizes, frame_of(sizes), columns)
            if page:
                return _one(page, sizes, number)
    frame = frame_of(least)
    card = _card(item, least, frame)
    ways = (flow_data(flow, theme, frame.wide, least.body, lanes) for lanes in (True, False))
    pages = min((tuple(_cut(card, chart, theme, least, frame)) for chart in ways), key=len)
    return replace(_one([], least, number), pages=pages)


def _one(page: list[Placed], sizes: Sizes, number: str) -> Composition:
    return Composition((tuple(page),), sizes, (number,) if number else (), (), (), ())


def _card(item: Values, sizes: Sizes, frame: Frame) -> Card:
    card = card_of(item, sizes, False, frame.wide)
    first, *others = card.lines
    return replace(card, lines=(replace(first, title=2, size=sizes.panel), *others))


def _chart_page(
    item: Values, flow: Values, theme: Theme, sizes: Sizes, frame: Frame, columns: int
) -> list[Placed] | None:
    """Return everything on one page, or nothing where it does not fit; without columns it is in lanes."""
    card = _card(item, sizes, frame)
    top = card.high(frame.wide, sizes) + sizes.gap * 1.5
    said = _at(frame, 0.0, card.plain(frame.wide, sizes))
    if columns < 2:
        chart = flow_data(flow, theme, frame.wide, sizes.body, not columns)
        if top + _high(chart, maps_of(chart, "bands"), sizes) > frame.high:
            return None
        return [said, _at(frame, top, _chart(chart, frame, sizes))]
    wide = (frame.wide - (columns - 1) * _APART * sizes.body) / columns
    if wide < _NARROWEST * sizes.body:
        return None
    chart = flow_data(flow, theme, wide, sizes.body, False)
    risks = _risks_high(chart, sizes)
    parts = _even(
        maps_of(chart, "bands"), columns, (frame.high - top - risks) / sizes.body * 100 - 2 * _RISK * 100
    )
    if parts is None:
        return None
    page, deepest = [said], 0.0
    for at, bands in enumerate(parts):
        some: dict[str, Plain] = {**chart, "bands": [dict(band) for band in bands], "risks": []}
        left = at * (wide + _APART * sizes.body)
        page.append({**_at(frame, top, _chart(some, frame, sizes, wide)), "x": pt(frame.left + left)})
        high = _high(some, bands, sizes, risks=False)
        if at + 1 < len(parts):
            onward = Line(theme.say("print-flow-beside"), sizes.body, bold=True)
            line: Placed = {"kind": "line", "w": pt(wide), "line": onward.plain(wide)}
            page.append({**_at(frame, top + high - sizes.body * 1.6, line), "x": pt(frame.left + left)})
        deepest = max(deepest, high)
    if chart["risks"]:
        page.append(_at(frame, top + deepest, _chart({**chart, "bands": []}, frame, sizes)))
    return page


def _even(bands: Sequence[Values], columns: int, limit: float) -> list[list[Values]] | None:
    """Return bands in so many columns about equally high, or nothing; heights are hundredths of an em."""
    heights = [int(str(band["height"])) for band in bands]
    low, high = max(heights, default=0), int(limit)
    if low > high or len(bands) < columns:
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if pack(heights, columns, middle)[-1] == len(bands) else (middle + 1, high)
    starts = pack(heights, columns, low)
    return [[*bands[start:end]] for start, end in pairwise(starts)] if starts[-1] == len(bands) else None


def _high(chart: Values, bands: Sequence[Values], sizes: Sizes, risks: bool = True) -> float:
    """Return how high bands of a chart are with the names of its lanes, and its risks below."""
    head = int(str(map_of(chart, "head")["height"])) if chart["head"] else 0
    drawn = (head + sum(int(str(band["height"])) for band in bands)) * sizes.body / 100
    return drawn + (_risks_high(chart, sizes) if risks else 0.0) + sizes.body * 2


def _risks_high(chart: Values, sizes: Sizes) -> float:
    return len(maps_of(chart, "risks")) * _RISK * sizes.body * 1.4


def _cut(
    card: Card, chart: dict[str, Plain], theme: Theme, sizes: Sizes, frame: Frame
) -> Iterator[tuple[Placed, ...]]:
    """Yield pages of whole bands; the item stands on the first, its risks on the last."""
    left, number = [*maps_of(chart, "bands")], 1
    page = [_at(frame, 0.0, card.plain(frame.wide, sizes))]
    top = card.high(frame.wide, sizes) + sizes.gap * 1.5
    while left:
        count = len(left)
        while count > 1 and top + _high(chart, left[:count], sizes, count == len(left)) > frame.high:
            count -= 1
        ends = count == len(left)
        bands: list[Plain] = [dict(band) for band in left[:count]]
        some = {**chart, "bands": bands, "risks": chart["risks"] if ends else []}
        page.append(_at(frame, top, _chart(some, frame, sizes)))
        if not ends:
            onward = Line(theme.say("print-flow-onward", page=str(number + 1)), sizes.body, bold=True)
            down = top + _high(chart, left[:count], sizes, risks=False) - sizes.body * 1.6
            line: Plain = onward.plain(frame.wide)
            page.append(_at(frame, down, {"kind": "line", "w": pt(frame.wide), "line": line}))
        yield tuple(page)
        left, page, top, number = left[count:], [], 0.0, number + 1


def _chart(chart: dict[str, Plain], frame: Frame, sizes: Sizes, wide: float = 0.0) -> Placed:
    return {"kind": "chart", "w": pt(wide or frame.wide), "unit": pt(sizes.body), "chart": chart}


def _at(frame: Frame, down: float, thing: Placed) -> Placed:
    more: Placed = {"ruled": False, "lift": pt(0.0)} if thing["kind"] == "card" else {}
    return {**thing, **more, "x": pt(frame.left), "y": pt(frame.top + down)}


def compose_poster(data: Values, theme: Theme, least: Sizes, frame_of: FrameOf) -> Composition:
    """Return the whole list in three columns: what, who decides, how many days."""
    items = maps_of(data, "poster")
    for factor in (*FACTORS, 0.0):
        sizes = replace(least, body=least.body * (factor or 1.0))
        frame = frame_of(sizes)
        column = (frame.wide - (_COLUMNS - 1) * _APART * sizes.body) / _COLUMNS
        lines = _alike([*_poster_lines(items, theme, sizes)], column)
        columns = [*_columns(lines, column, frame.high)]
        if len(columns) <= _COLUMNS or not factor:
            break
    if len(columns) <= _COLUMNS:  # as even as may be
        low, high = 0.0, frame.high
        for _ in range(8):
            middle = (low + high) / 2
            tried = [*_columns(lines, column, middle)]
            low, high = (low, middle) if len(tried) <= _COLUMNS else (middle, high)
        columns = [*_columns(lines, column, high)]
    pages = [
        tuple(
            {
                **_at(frame, 0.0, Card(tuple(some)).plain(column, sizes)),
                "x": pt(frame.left + at * (column + _APART * sizes.body)),
            }
            for at, some in enumerate(columns[start : start + _COLUMNS])
        )
        for start in range(0, max(1, len(columns)), _COLUMNS)
    ]
    listed = tuple(sorted(number for item in items if (number := text_of(item, "number"))))
    return Composition(tuple(pages), sizes, (), listed, (), ())


def _poster_lines(items: Sequence[Values], theme: Theme, sizes: Sizes) -> Iterator[Line]:
    group = ""
    for at, item in enumerate(items):
        if text_of(item, "class") != group or not at:
            group = text_of(item, "class")
            name = group or theme.say("print-other-class")
            yield Line(name, sizes.title, sizes.gap * (1.2 if at else 0.0), bold=True, title=2)
        told = (text_of(item, "who"), text_of(item, "days"))
        title = f"{text_of(item, 'id')} {text_of(item, 'title')}"
        aside = "  ".join(part for part in told if part)
        yield Line(title, sizes.body, sizes.gap * 0.5, aside=aside)


def _alike(lines: list[Line], wide: float) -> list[Line]:
    """Return the lines with who decides below all of them where it has no room beside one."""
    if not any(line.aside and line.below(wide) for line in lines):
        return lines
    return [replace(line, under=bool(line.aside)) for line in lines]


def _columns(lines: Sequence[Line], wide: float, limit: float) -> Iterator[list[Line]]:
    """Yield lines for column after column; a head never stands last in one."""
    some: list[Line] = []
    for line in lines:
        if some and stacked([*some, line], wide) > limit:
            carried = [some.pop()] if some[-1].title else []
            yield some
            some = carried
        some.append(line if some else replace(line, above=0.0))
    if some:
        yield some


def flow_of(item: Values) -> Values | None:
    """Return the flow among the blocks of an item."""
    blocks = (block for block in list_of(item, "blocks") if isinstance(block, dict))
    return next((block for block in blocks if block["type"] == "steps"), None)
