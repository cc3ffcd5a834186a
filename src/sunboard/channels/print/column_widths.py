"""How wide the columns of a table on paper are: short ones get what they need, long ones what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sunboard.channels.print.wording import longest_word, width
from sunboard.typesetting.saying import to_amount
from sunboard.typesetting.widths import BOLD, REGULAR

LEAST = 3.2  # ems, the narrowest column
_READABLE = 6.5  # ems of a column of sentences
_WHOLE = 7.0  # ems up to which a column never breaks


def inset(size: float) -> float:
    """Return the points left and right of a cell's words in such type."""
    return 4.0 if size >= 12 else 3.0


def column_widths(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    weights: Sequence[int],
    room: float,
    total: Sequence[str] = (),
    stacked: bool = False,
    size: float = 12.0,
) -> list[float]:
    """Share `room` points among columns: short ones get what they need, long ones what is left."""
    count = len(heads)
    space = room / size - count * 2 * inset(size) / size  # ems for words
    wants, least = _wishes(heads, rows, total)
    least = [
        max(low, want) if want <= _WHOLE and not (stacked and at == 1) else low
        for at, (low, want) in enumerate(zip(least, wants, strict=True))
    ]
    if sum(least) > space:  # words will have to break, figures not
        floors = [
            min(low, max(LEAST, figure))
            for low, figure in zip(least, figure_widths(rows, total, count), strict=True)
        ]
        spare, over = space - sum(floors), sum(least) - sum(floors)
        given = [
            floor + (max(0.0, spare) * (low - floor) / over if over else 0.0)
            for floor, low in zip(floors, least, strict=True)
        ]
    else:
        hunger = [max(0.0, want - low) for want, low in zip(wants, least, strict=True)]
        spare = space - sum(least)
        if sum(hunger) <= spare:
            filled = [low + more for low, more in zip(least, hunger, strict=True)]
            shares = list(weights) if any(weights) else [want if want > _WHOLE else 0 for want in wants]
            shares = shares if any(shares) else [1] * count
            given = [
                low + (space - sum(filled)) * share / sum(shares)
                for low, share in zip(filled, shares, strict=True)
            ]
        else:
            given = list(least)  # the smaller wishes are met first, the largest shares what is left
            for served, place in enumerate(sorted(range(count), key=lambda at: hunger[at])):
                more = min(hunger[place], spare / (count - served))
                given[place] += more
                spare -= more
    scale = space / sum(given)
    return [ems * scale * size + 2 * inset(size) for ems in given]


def narrowest(
    heads: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[str], stacked: bool, size: float
) -> float:
    """Return the points below which words of a table break, or its columns of sentences become ladders."""
    return sum(readable_widths(heads, rows, total, stacked, size))


def readable_widths(
    heads: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[str], stacked: bool, size: float
) -> list[float]:
    """Return the points of each column below which its words break, or its sentences become ladders."""
    wants, least = _wishes(heads, rows, total)
    ems = [
        want if want <= _WHOLE and not (stacked and at == 1) else max(low, min(want, _READABLE))
        for at, (low, want) in enumerate(zip(least, wants, strict=True))
    ]
    return [wide * size + 2 * inset(size) for wide in ems]


def figure_widths(rows: Sequence[Sequence[str]], total: Sequence[str], count: int) -> list[float]:
    """Return for each of `count` columns the ems of its widest amount, 0 where it has none."""
    told = [(row[place], place, REGULAR) for row in rows for place in range(count)] + [
        (cell, place, BOLD) for place, cell in enumerate(total)
    ]
    widest = [0.0] * count
    for cell, place, weight in told:
        if to_amount(cell) is not None:
            widest[place] = max(widest[place], width(cell, weight) + 0.2)
    return widest


def _wishes(
    heads: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Return each column's ems at which nothing wraps, and those below which words would break."""
    wants, needs = [], []
    for place, head in enumerate(heads):
        words = [(line, REGULAR) for row in rows for line in _lines(row[place])]
        words += [(line, BOLD) for line in _lines(total[place])] if total else []
        ends = [(line, BOLD) for line in _lines(head)]
        wants.append(
            max(
                [width(word, weight) for word, weight in words]
                + [min(width(word, weight), 6) for word, weight in ends],
                default=0.0,
            )
            + 0.2
        )
        needs.append(
            min(12.0, max([longest_word(word, weight) for word, weight in (*words, *ends)] + [LEAST]) + 0.2)
        )
    return wants, needs


def _lines(cell: str) -> Iterator[str]:
    return (line for line in cell.replace("\x1f", "\n").split("\n"))
