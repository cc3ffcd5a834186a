"""Boards of one item of the power list: the item above its flow chart.

All lengths are points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from sunboard.channels.print.composing import Composition, Placed
from sunboard.channels.print.entries import Card, Line, Sizes, card_of, pt
from sunboard.channels.print.flows import flow_data
from sunboard.channels.print.paging import Frame
from sunboard.channels.print.panels import pack
from sunboard.channels.print.wording import count_lines, width
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of
from sunboard.theming import Theme

_FACTORS = tuple(round(1.05**step, 4) for step in range(32, -1, -1))
"""How much larger than the least the type of a chart may be: it has the board to itself."""
_WAYS = (0, 1, 2, 3, 4, 5)  # lanes, or so many columns
_CALMER, _FEWER = 5, 1  # steps smaller that the type may be for a chart in one piece, or in fewer columns
_EASY = sum(factor >= 1.8 for factor in _FACTORS) - 1  # the step up to which none takes columns to be larger
_APART = 2.4  # ems between columns
_NARROWEST = 14  # ems that a column of a chart is wide at least
_RISK = 1.8  # ems that a line about a risk is high, with the space below
_MARK, _BETWEEN = 2.0, 0.9  # ems of its mark, and between two of them
FrameOf = Callable[[Sizes], Frame]


def compose_chart(
    item: Values, flow: Values, theme: Theme, least: Sizes, frame_of: FrameOf, named: bool
) -> Composition:
    """Return an item of the list above its chart, in about the largest type that one page has room for.

    The head of the board may be `named` for it already.
    The chart stands in lanes, in one column, or in as many as there is room for beside one another, the item
    above them all or at the top of the first: what can be followed without a leap goes before slightly larger
    type, and before any where its own is large. What leaps anyway stands in the columns of the largest type.
    """
    number = text_of(item, "id")

    def card_in(sizes: Sizes) -> Card:
        first, *others = card_of(item, sizes, False).lines
        lines = (
            (replace(line, size=sizes.title, above=0.0) for line in others)
            if named
            else (replace(first, title=2, size=sizes.panel), *others)
        )
        return replace(card_of(item, sizes, False), lines=tuple(lines))

    def drawn(step: int, columns: int) -> list[Placed] | None:
        sizes = replace(least, body=least.body * _FACTORS[step])
        card, frame = card_in(sizes), frame_of(sizes)
        if columns < 2:
            return _chart_page(card, flow, theme, sizes, frame, columns)
        tried = (_columns_page(card, flow, theme, sizes, frame, columns, way) for way in (False, True))
        return next((page for page in tried if page), None)

    def largest(columns: int) -> int:
        return bisect_left(range(len(_FACTORS)), True, key=lambda step: drawn(step, columns) is not None)

    steps = [largest(columns) for columns in _WAYS]
    if (best := min(steps)) < len(_FACTORS):
        unparted = min(steps[:2])
        calmest = max(best + _CALMER, unparted if unparted <= _EASY else 0)
        most = [min(calmest if at < 2 else best + _FEWER, len(_FACTORS) - 1) for at in _WAYS]
        columns, step = next(
            way for way, limit in zip(enumerate(steps), most, strict=True) if way[1] <= limit
        )
        sizes = replace(least, body=least.body * _FACTORS[step])
        return _one(drawn(step, columns) or [], sizes, number)
    frame = frame_of(least)
    ways = [way for way in _WAYS if way < 2 or _column(frame, least, way) >= _NARROWEST * least.body]
    cut = partial(_cut, card_in(least), flow, theme, least, frame)
    pages = min(
        (tuple(cut(way, within)) for way in ways for within in ((True, False) if way > 1 else (False,))),
        key=len,
    )
    return replace(_one([], least, number), pages=pages)


def _one(page: list[Placed], sizes: Sizes, number: str) -> Composition:
    return Composition((tuple(page),), sizes, (number,) if number else (), (), (), ())


def _chart_page(
    card: Card, flow: Values, theme: Theme, sizes: Sizes, frame: Frame, columns: int
) -> list[Placed] | None:
    """Return everything on one page, or nothing where it does not fit: in lanes, or in one column."""
    top = _below(card, frame.wide, sizes)
    chart = flow_data(flow, theme, frame.wide, sizes.body, not columns)
    if top + _high(chart, maps_of(chart, "bands"), sizes, frame.wide) > frame.high:
        return None
    return [_at(frame, 0.0, card.plain(frame.wide, sizes)), _at(frame, top, _chart(chart, frame, sizes))]


def _columns_page(
    card: Card, flow: Values, theme: Theme, sizes: Sizes, frame: Frame, columns: int, within: bool
) -> list[Placed] | None:
    """Return everything on one page in columns, with the item `within` the first or above all."""
    if (wide := _column(frame, sizes, columns)) < _NARROWEST * sizes.body:
        return None
    chart = flow_data(flow, theme, wide, sizes.body, False)
    risks = _risks_high(chart, sizes, frame.wide)
    over = wide if within else frame.wide
    tops = _tops(card, over, sizes, columns, within)
    parts = _even(
        maps_of(chart, "bands"),
        [round(top / sizes.body * 100) for top in tops],
        (frame.high - risks) / sizes.body * 100 - 2 * _RISK * 100,
    )
    if parts is None:
        return None
    beside, deepest = _beside(parts, {**chart, "risks": []}, theme, sizes, frame, tops, wide)
    risk = [_at(frame, deepest, _chart({**chart, "bands": []}, frame, sizes))] if chart["risks"] else []
    return [_at(frame, 0.0, card.plain(over, sizes)), *beside, *risk]


def _below(card: Card, wide: float, sizes: Sizes) -> float:
    """Return where what stands below the item begins."""
    return card.high(wide, sizes) + sizes.gap * 1.5


def _tops(card: Card, wide: float, sizes: Sizes, columns: int, within: bool) -> list[float]:
    """Return where each column begins: below the item, or only the first where it is `within` that."""
    top = _below(card, wide, sizes)
    return [top, *[0.0 if within else top] * (columns - 1)]


def _column(frame: Frame, sizes: Sizes, columns: int) -> float:
    """Return how wide each of so many columns of a chart is."""
    return (frame.wide - (columns - 1) * _APART * sizes.body) / columns


def _beside(
    parts: Sequence[Sequence[Values]],
    chart: dict[str, Plain],
    theme: Theme,
    sizes: Sizes,
    frame: Frame,
    tops: Sequence[float],
    wide: float,
    onward: str = "",
) -> tuple[list[Placed], float]:
    """Return parts of a chart side by side, each with where it goes on, and where the deepest ends.

    The last goes `onward` if it says where. A column without a part stays blank.
    """
    placed, deepest = list[Placed](), tops[0]
    for at, (bands, top) in enumerate(zip(parts, tops, strict=True)):
        if not bands:
            continue
        some: dict[str, Plain] = {**chart, "bands": [dict(band) for band in bands]}
        left = pt(frame.left + at * (wide + _APART * sizes.body))
        placed.append({**_at(frame, top, _chart(some, frame, sizes, wide)), "x": left})
        high = _high(some, bands, sizes, frame.wide)
        if words := theme.say("print-flow-beside") if any(parts[at + 1 :]) else onward:
            line: Placed = {
                "kind": "line",
                "w": pt(wide),
                "line": Line(words, sizes.body, bold=True).plain(wide),
            }
            placed.append({**_at(frame, top + high - sizes.body * 1.6, line), "x": left})
        deepest = max(deepest, top + high)
    return placed, deepest


def _even(bands: Sequence[Values], tops: Sequence[int], limit: float) -> list[list[Values]] | None:
    """Return bands in columns that end about evenly, or nothing; heights are hundredths of an em.

    Each column begins at one of `tops`.
    """
    heights = [int(str(band["height"])) for band in bands]
    low, high = max(heights, default=0), int(limit)
    if low > high or len(bands) < len(tops):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _packed(heights, tops, middle)[-1] == len(bands) else (middle + 1, high)
    starts = _packed(heights, tops, low)
    parts = [[*bands[start:end]] for start, end in pairwise(starts)]
    return parts if starts[-1] == len(bands) and all(parts) else None


def _packed(heights: Sequence[int], tops: Sequence[int], limit: float) -> tuple[int, ...]:
    """Return where each column begins that is filled from its top down to a limit, and the last ends."""
    starts = [0]
    for top in tops:
        starts.append(starts[-1] + pack(heights[starts[-1] :], 1, int(limit) - top)[-1])
    return tuple(starts)


def _high(chart: Values, bands: Sequence[Values], sizes: Sizes, wide: float) -> float:
    """Return how high bands of a chart are with the names of its lanes, and its risks in so much width."""
    head = int(str(map_of(chart, "head")["height"])) if chart["head"] else 0
    drawn = (head + sum(int(str(band["height"])) for band in bands)) * sizes.body / 100
    return drawn + _risks_high(chart, sizes, wide) + sizes.body * 2


def _risks_high(chart: Values, sizes: Sizes, wide: float) -> float:
    """Return how high what the marks stand for is: as many in a row as their words have room for."""
    room = wide / sizes.body
    words = [text_of(risk, "text") for risk in maps_of(chart, "risks")]
    longest = max((width(text) for text in words), default=0.0) + _MARK
    across = next((count for count in (3, 2) if longest <= room / count - _BETWEEN), 1)
    lines = [count_lines(text, room - _MARK) if across == 1 else 1 for text in words]
    rows = sum(lines) if across == 1 else -(-len(lines) // across)
    return (1 + rows * _RISK) * sizes.body if words else 0.0


def _cut(
    card: Card,
    flow: Values,
    theme: Theme,
    sizes: Sizes,
    frame: Frame,
    columns: int,
    within: bool,
) -> Iterator[tuple[Placed, ...]]:
    """Yield pages of whole bands, with the item on the first, `within` a column or above, its risks last."""
    count = max(1, columns)
    wide = _column(frame, sizes, count)
    chart = flow_data(flow, theme, wide, sizes.body, not columns)
    left, number, over = [*maps_of(chart, "bands")], 1, wide if within else frame.wide
    page = [_at(frame, 0.0, card.plain(over, sizes))]
    tops = _tops(card, over, sizes, count, within)
    while left:
        heights = [int(str(band["height"])) for band in left]

        def packed(
            last: bool, heights: Sequence[int] = heights, tops: Sequence[float] = tops
        ) -> tuple[int, ...]:
            room = frame.high - _high(chart if last else {**chart, "risks": []}, (), sizes, frame.wide)
            begins = [round(top / sizes.body * 100) for top in tops]
            return _packed(heights, begins, room / sizes.body * 100)

        starts = packed(last=True)
        ends = starts[-1] == len(left) or len(left) == 1
        if not ends:
            starts = tuple(min(start, len(left) - 1) for start in packed(last=False))
        if not starts[-1]:  # one that is higher than a page stands alone
            starts = (0, *[1] * count)
        parts = [left[start:end] for start, end in pairwise(starts)]
        onward = "" if ends else theme.say("print-flow-onward", page=str(number + 1))
        below = ends and count > 1 and bool(chart["risks"])
        shown = chart if ends and not below else {**chart, "risks": []}
        beside, deepest = _beside(parts, shown, theme, sizes, frame, tops, wide, onward)
        page += beside
        if below:
            page.append(_at(frame, deepest, _chart({**chart, "bands": []}, frame, sizes)))
        yield tuple(page)
        left, page, tops, number = left[starts[-1] :], [], [0.0] * count, number + 1


def _chart(chart: dict[str, Plain], frame: Frame, sizes: Sizes, wide: float = 0.0) -> Placed:
    return {"kind": "chart", "w": pt(wide or frame.wide), "unit": pt(sizes.body), "chart": chart}


def _at(frame: Frame, down: float, thing: Placed) -> Placed:
    more: Placed = {"ruled": False, "lift": pt(0.0)} if thing["kind"] == "card" else {}
    return {**thing, **more, "x": pt(frame.left), "y": pt(frame.top + down)}


def flow_of(item: Values) -> Values | None:
    """Return the flow among the blocks of an item."""
    blocks = (block for block in list_of(item, "blocks") if isinstance(block, dict))
    return next((block for block in blocks if block["type"] == "steps"), None)
