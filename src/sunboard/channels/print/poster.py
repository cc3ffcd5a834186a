"""The whole power list as a poster: what, in how many days, who decides, in three columns on shared rows.

All lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sunboard.channels.print.composing import FACTORS, Composition, Placed
from sunboard.channels.print.entries import Card, Line, Sizes, pt
from sunboard.channels.print.paging import Frame
from sunboard.lazy import dataclass
from sunboard.model.plain import Values, maps_of, text_of
from sunboard.theming import Theme

_COLUMNS = 3
_APART = 2.4  # ems between columns
_UNEVEN = 1.3  # how much longer than even columns those of one class each may be
_WHO = 0.86  # of the type of an item: who decides
_CALM = 2.0  # ems of the text that rows are moved apart at most, so that a page is filled

FrameOf = Callable[[Sizes], Frame]
_Group = tuple[str, Sequence[Values]]


@dataclass(frozen=True, slots=True)
class _Cell:
    """An item, or the head of a class."""

    name: str
    card: Card | None = None

    def high(self, wide: float, sizes: Sizes) -> float:
        """Return how high it is, with the room that parts it from what follows."""
        return self.card.high(wide, sizes) + sizes.gap * 1.1 if self.card else sizes.crown


def compose_poster(data: Values, theme: Theme, least: Sizes, frame_of: FrameOf) -> Composition:
    """Return the whole list in the largest type that one page has room for; else in the least, on several."""
    items = maps_of(data, "poster")
    listed = tuple(sorted(number for item in items if (number := text_of(item, "number"))))
    for factor in FACTORS:
        sizes = replace(least, body=least.body * factor)
        page = _page(items, theme, sizes, frame_of(sizes))
        if page:
            break
    pages = (page,) if page else tuple(_pages(items, theme, least, frame_of(least)))
    return Composition(pages, sizes if page else least, (), listed, (), ())


def _pages(items: Sequence[Values], theme: Theme, sizes: Sizes, frame: Frame) -> Iterator[tuple[Placed, ...]]:
    """Yield pages, each with as many of the items as it has room for."""
    while items:
        low, high = 1, len(items)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if _page(items[:middle], theme, sizes, frame) else (low, middle - 1)
        yield _page(items[:low], theme, sizes, frame) or ()
        items = items[low:]


def _page(items: Sequence[Values], theme: Theme, sizes: Sizes, frame: Frame) -> tuple[Placed, ...] | None:
    """Return the items on one page, or nothing where it has no room for them."""
    wide = (frame.wide - (_COLUMNS - 1) * _APART * sizes.body) / _COLUMNS
    columns = _dealt([(name, [*some]) for name, some in groupby(items, _class)], theme, sizes)
    rows = [[column[at] for column in columns if at < len(column)] for at in range(max(map(len, columns)))]
    heights = [max(cell.high(wide, sizes) for cell in row) for row in rows]
    spare = frame.high - sum(heights)
    if spare < 0:
        return None
    calm = min(spare / len(rows), sizes.body * _CALM)
    tops = [sum(heights[:at]) + calm * at for at in range(len(rows))]
    return tuple(
        {
            **_placed(cell, wide, sizes, calm, ruled=at > 0 and column[at - 1].card is not None),
            "x": pt(frame.left + turn * (wide + _APART * sizes.body)),
            "y": pt(frame.top + tops[at]),
        }
        for turn, column in enumerate(columns)
        for at, cell in enumerate(column)
    )


def _placed(cell: _Cell, wide: float, sizes: Sizes, calm: float, ruled: bool) -> Placed:
    if not cell.card:
        return {"kind": "crown", "w": pt(wide), "name": cell.name, "tint": "services", "more": False}
    return {**cell.card.plain(wide, sizes), "ruled": ruled, "lift": pt(sizes.gap * 0.55 + calm / 2)}


def _dealt(groups: Sequence[_Group], theme: Theme, sizes: Sizes) -> list[list[_Cell]]:
    """Return the columns: a class in each where they are about equally long, else one after another."""
    cells = [[_head(name, theme), *(_item(item, sizes) for item in some)] for name, some in groups]
    whole = [cell for group in cells for cell in group]
    even = -(-len(whole) // _COLUMNS)
    if len(cells) == _COLUMNS and max(map(len, cells)) <= _UNEVEN * even:
        return cells
    columns: list[list[_Cell]] = [[]]
    for at, cell in enumerate(whole):
        last = cell.card is None and len(columns[-1]) + 1 >= even  # a head never ends a column
        if columns[-1] and len(columns) < _COLUMNS and (len(columns[-1]) >= even or last):
            columns.append([])
            even = max(even, -(-(len(whole) - at) // (_COLUMNS - len(columns) + 1)))
        columns[-1].append(cell)
    return columns


def _class(item: Values) -> str:
    return text_of(item, "class")


def _head(name: str, theme: Theme) -> _Cell:
    return _Cell(name or theme.say("print-other-class"))


def _item(item: Values, sizes: Sizes) -> _Cell:
    title = f"{text_of(item, 'id')} {text_of(item, 'title')}"
    lines = [Line(title, sizes.body, bold=True, aside=(text_of(item, "days"),))]
    if who := text_of(item, "who"):
        lines.append(Line(who, sizes.body * _WHO, sizes.gap * 0.3, look="quiet"))
    return _Cell(title, Card(tuple(lines)))
