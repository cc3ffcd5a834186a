"""Tables on paper: which columns stand side by side, how wide and high they are, what is carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sunboard.channels.print.wording import (
    count_lines,
    count_lines_of_words,
    height_of_lines,
    longest_word,
    loosen,
    width,
)
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, Values, list_of, maps_of, text_of
from sunboard.typesetting.saying import say_amount, to_amount
from sunboard.typesetting.widths import BOLD, REGULAR

INSET = 4.0  # pt, left and right of a cell's words
LEAST = 3.2  # ems, the narrowest column
_READABLE = 7.0  # ems of a column of sentences
_WHOLE = 7.0  # ems up to which a column never breaks


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
    space = room / size - count * 2 * INSET / size  # ems for words
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
    return [ems * scale * size + 2 * INSET for ems in given]


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
    return [wide * size + 2 * INSET for wide in ems]


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


BELOW = "\x1f"
"""Stands in a cell between its words and what is written below them in small type."""

_MAIN = 3  # the weight from which a column has words of its own, below which others can stand
_SHORT_CODE = 7.0  # ems of a code that stands before the name it belongs to


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns as they stand on paper."""

    heads: list[str]
    aligns: list[str]
    weights: list[int]
    money: list[bool]
    stacked: bool = False  # the first column holds several lines, the second has a line below its words


def lay_out(
    columns: Sequence[Values], rows: list[list[str]], total: list[str], ledger: bool, room: float, size: float
) -> tuple[Columns, list[list[str]], list[str]]:
    """Return columns, rows and total row as paper has room for them."""
    flat = Columns(
        [text_of(column, "label") for column in columns],
        [text_of(column, "align") for column in columns],
        [int(str(column["weight"])) for column in columns],
        [bool(column["money"]) for column in columns],
    )
    main = max(range(len(columns)), key=lambda at: flat.weights[at], default=0)
    if not columns or flat.weights[main] < _MAIN or flat.money[main] or main == 0:
        return _joined(flat, rows, total)
    if not ledger and narrowest(flat.heads, rows, total, False, size) <= room:
        return flat, rows, total
    # a number beside a day reads like another day: it goes below the words
    before = [at for at in range(main) if at == 0]
    behind = list(range(1, main))
    behind += [at for at in range(main + 1, len(columns)) if not flat.money[at] and flat.aligns[at] == "left"]
    rest = [at for at in range(main + 1, len(columns)) if at not in behind]

    def stack(row: Sequence[str]) -> list[str]:
        first = "\n".join(row[at] for at in before if row[at])
        filled = [at for at in behind if row[at]]
        # the head names them in their order; where one is missing, each says what it is
        told = filled == behind[: len(filled)]
        below = [row[at] if told else f"{flat.heads[at]} {row[at]}" for at in filled]
        return [first, row[main] + (BELOW + " · ".join(below) if below else ""), *(row[at] for at in rest)]

    layout = Columns(
        stack(flat.heads),
        ["left", "left", *(flat.aligns[at] for at in rest)],
        [0, flat.weights[main], *(flat.weights[at] for at in rest)],
        [False, False, *(flat.money[at] for at in rest)],
        stacked=True,
    )
    return layout, [stack(row) for row in rows], stack(total) if total else []


def _joined(
    flat: Columns, rows: list[list[str]], total: list[str]
) -> tuple[Columns, list[list[str]], list[str]]:
    """Put short codes before the names in the column beside them."""
    codes = [row[0] for row in rows]
    names = len(flat.heads) > 2 and not any(flat.money[:2]) and flat.aligns[0] == flat.aligns[1] == "left"
    if not names or not all(
        code.isascii() and code.isalnum() and 0 < width(code) < _SHORT_CODE and not row[1].isascii()
        for code, row in zip(codes, rows, strict=True)
    ):
        return flat, rows, total
    if total and total[0] and total[1]:
        return flat, rows, total

    def join(row: Sequence[str]) -> list[str]:
        return [" ".join(word for word in row[:2] if word), *row[2:]]

    weights = [max(flat.weights[:2]), *flat.weights[2:]]
    return (
        Columns(join(flat.heads), flat.aligns[1:], weights, flat.money[1:]),
        [join(row) for row in rows],
        join(total) if total else [],
    )


MOST_ROWS = 300
"""Ledgers longer than this show their totals and send the reader to the web, where there is one."""

FEW_ROWS = 12
"""A table of so many rows turns no sheet on its side: it stands in pieces, each with its first column."""

SIZE = 12.0  # pt, the type of cells
SMALL = 12.0  # pt, of what stands below the words of a row
TIGHT, LOOSE = 2.8, 5.6  # pt above and below the words of rows of several lines, and of one
LEADING = 0.25  # ems between the lines of a cell
_NAME = 12.0  # ems of the longest name of a person


def to_table(block: Values, room: float, size: float = SIZE) -> Values:
    """Turn a table block into tables for the theme, `room` points wide.

    Widths, cells, heights and what is carried over.
    Columns that only the web has room for are left out. A ledger's short columns before its summary stand in
    one, those behind it below the summary; so do those of any table that would not fit otherwise. What is
    still too wide for figures on one line makes several tables, the first column repeated. A block that is
    marked `whole` shows all its rows, however many.
    """
    layout, rows, total = _laid_out(block, room, size)
    long = bool(block["ledger"]) and len(rows) > MOST_ROWS and not block.get("whole")
    shown = [] if long else rows
    carried = _carried(rows, total, layout.money) if block["ledger"] and not long else []
    least = [
        max(LEAST, figure) * size + 2 * INSET for figure in figure_widths(shown, total, len(layout.heads))
    ]
    wide = readable_widths(layout.heads, rows, total, layout.stacked, size)
    if sum(wide) > room and len(rows) <= FEW_ROWS:
        least = wide
    pieces: list[Plain] = [
        _piece(layout, places, shown, total, carried, room, size) for places in _groups(least, room)
    ]
    return {
        "type": "table",
        "title": text_of(block, "title"),
        "note": text_of(block, "note"),
        "lead": text_of(block, "lead"),
        "ledger": bool(block["ledger"]),
        "pieces": pieces,
        "count": len(rows),
        "long": long,
        "money": any(layout.money),
        "size": f"{size:g}",
    }


def needed(block: Values, room: float, size: float = SIZE) -> float:
    """Return the points below which words of a table break or its longest column cannot be read."""
    layout, rows, total = _laid_out(block, room, size)
    return narrowest(layout.heads, rows, total, layout.stacked, size)


def fits_beside(block: Values, room: float, size: float) -> bool:
    """Tell whether a table can stand in `room` points as it is.

    With nothing stacked and no cell of more than two lines.
    """
    layout, rows, total = _laid_out(block, room, size)
    if layout.stacked or narrowest(layout.heads, rows, total, False, size) > room:
        return False
    low = height_of_lines(2, size, LEADING) + 2 * LOOSE
    return all(
        float(str(row["high"])) <= low
        for piece in maps_of(to_table(block, room, size), "pieces")
        for row in maps_of(piece, "rows")
    )


def _laid_out(block: Values, room: float, size: float) -> tuple[Columns, list[list[str]], list[str]]:
    columns = maps_of(block, "columns")
    kept = [place for place, column in enumerate(columns) if column["on_paper"]]
    given = [_cells(row, kept, columns) for row in list_of(block, "rows")]
    total = _cells(list_of(block, "total"), kept, columns) if block.get("total") else []
    return lay_out([columns[place] for place in kept], given, total, bool(block["ledger"]), room, size)


def _cells(row: Plain, kept: Sequence[int], columns: Sequence[Values]) -> list[str]:
    cells = [cell if isinstance(cell, str) else "" for cell in row] if isinstance(row, list) else []
    found = [(place, cells[place] if place < len(cells) else "") for place in kept]
    return [say_amount(cell) if columns[place]["money"] else cell for place, cell in found]


def _piece(
    layout: Columns,
    places: Sequence[int],
    rows: Sequence[Sequence[str]],
    total: Sequence[str],
    carried: Sequence[Sequence[str]],
    room: float,
    size: float,
) -> Plain:
    heads = [layout.heads[place] for place in places]
    few = [[row[place] for place in places] for row in rows]
    last = [total[place] for place in places] if total else []
    weights = [layout.weights[place] for place in places]
    wide = column_widths(heads, few, weights, room, last, layout.stacked, size)
    ems = [max(1.0, (points - 2 * INSET) / size) for points in wide]
    sums: list[Plain] = [_row([line[place] for place in places], ems, size, BOLD) for line in carried]
    aligns: list[Plain] = [layout.aligns[place] for place in places]
    money = [layout.money[place] for place in places]
    return {
        "widths": [f"{points:.2f}" for points in wide],
        "aligns": aligns,
        "heads": _row(heads, ems, size, BOLD),
        "rows": [_row(row, ems, size) for row in few],
        "total": _row(last, ems, size, BOLD) if last else None,
        "carried": sums,
        "word": next(
            (
                at
                for at, align in enumerate(aligns)
                if align == "left" and not money[at] and not (layout.stacked and at == 0)
            ),
            0,
        ),
    }


def _row(cells: Sequence[str], ems: Sequence[float], size: float, weight: int = REGULAR) -> dict[str, Plain]:
    """Return cells that fit their columns, and how high the row is at most.

    A cell of words and what stands below them is a list; where that takes several lines, its short words,
    among them the names of people, are told apart: they stay whole.
    """
    made: list[Plain] = []
    high = 0.0
    for cell, most in zip(cells, ems, strict=True):
        words, _, below = cell.partition(BELOW)
        loose = loosen(words, most, weight)
        lines, small = count_lines(loose, most, weight), 0
        made.append(loose)
        if below:
            room = most * size / SMALL
            under = loosen(below, room)
            whole = min(room, _NAME)
            small = count_lines_of_words(under, room, whole)
            made[-1] = [loose, _words(under, whole) if small > 1 else under]
        high = max(high, height_of_lines(lines, size, LEADING) + small * SMALL + small * size * LEADING)
    tight = high > 1.5 * size
    return {"cells": made, "high": f"{high + 2 * (TIGHT if tight else LOOSE):.1f}", "tight": tight}


def _words(text: str, whole: float) -> list[Plain]:
    """Return the words of a text, each with whether it is short enough to stay whole."""
    return [{"text": word, "whole": width(word) <= whole} for word in text.split(" ")]


def _groups(least: Sequence[float], room: float) -> list[list[int]]:
    """Return the columns of each table that a table becomes.

    None of them has less room than its figures need.
    """
    made: list[list[int]] = [[]]
    for place, wide in enumerate(least):
        if len(made[-1]) > 1 and sum(least[at] for at in made[-1]) + wide > room:
            made.append([0])
        made[-1].append(place)
    return made


def _carried(rows: Sequence[Sequence[str]], total: Sequence[str], money: Sequence[bool]) -> list[list[str]]:
    """Return after each row what its page carries over.

    Sums where the total is one, the standing balance where it is that.
    """
    if not total:
        return []
    made = [[""] * len(total) for _ in rows]
    for place, is_money in enumerate(money):
        end = to_amount(total[place])
        if not is_money or end is None:
            continue
        amounts = [to_amount(row[place]) for row in rows]
        given = [amount for amount in amounts if amount is not None]
        sums = sum(given, Decimal()) == end
        if not sums and not (given and given[-1] == end):
            continue
        running = Decimal()
        for line, amount in zip(made, amounts, strict=True):
            if amount is not None:
                running = running + amount if sums else amount
            line[place] = f"{running:,.2f}"
    return made
