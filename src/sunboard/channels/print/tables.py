"""Tables on paper: their cells, how high their rows are, what is carried over."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sunboard.channels.print.column_widths import (
    LEAST,
    column_widths,
    figure_widths,
    inset,
    narrowest,
    readable_widths,
)
from sunboard.channels.print.columns import FEW_ROWS, Columns, LaidOut, lay_out
from sunboard.channels.print.rows import LEADING, LOOSE, spread_row, usual_row
from sunboard.channels.print.wording import height_of_lines
from sunboard.model.plain import Plain, Values, list_of, maps_of, text_of
from sunboard.typesetting.saying import say_amount, to_amount
from sunboard.typesetting.widths import BOLD

MOST_ROWS = 300
"""Ledgers longer than this show their totals and send the reader to the web, where there is one."""

SIZE = 12.0  # pt, the type of cells


def to_table(block: Values, room: float, size: float = SIZE) -> Values:
    """Turn a table block into tables for the theme, `room` points wide.

    Widths, cells, heights and what is carried over.
    Columns that only the web has room for are left out. A ledger's short columns before its summary stand in
    one, those behind it below the summary; so do those of any table that would not fit otherwise. What is
    still too wide for figures on one line makes several tables, the first column repeated. A block that is
    marked `whole` shows all its rows, however many.
    """
    count = len(list_of(block, "rows"))
    long = bool(block["ledger"]) and count > MOST_ROWS and not block.get("whole")
    ways = [_pieces(way, bool(block["ledger"]), long, room, size) for way in _ways(block, room, size)]
    pieces = min(ways, key=lambda pieces: sum(_high(maps_of(piece, "rows")) for piece in pieces))
    columns = maps_of(block, "columns")
    return {
        "type": "table",
        "title": text_of(block, "title"),
        "note": text_of(block, "note"),
        "lead": text_of(block, "lead"),
        "ledger": bool(block["ledger"]),
        "pieces": [*pieces],
        "count": count,
        "long": long,
        "money": any(column["money"] and column["on_paper"] for column in columns),
        "size": f"{size:g}",
    }


def _pieces(way: LaidOut, ledger: bool, long: bool, room: float, size: float) -> list[dict[str, Plain]]:
    """Return the tables that a table becomes, of whose rows none is shown where there are too many."""
    layout, rows, total = way
    shown = [] if long else rows
    carried = _carried(rows, total, layout.money) if ledger and not long else []
    least = [
        max(LEAST, figure) * size + 2 * inset(size)
        for figure in figure_widths(shown, total, len(layout.heads))
    ]
    wide = readable_widths(layout.heads, rows, total, layout.stacked, size)
    if sum(wide) > room and len(rows) <= FEW_ROWS:
        least = wide
    return [_piece(layout, places, shown, total, carried, room, size) for places in _groups(least, room)]


def needed(block: Values, room: float, size: float = SIZE) -> float:
    """Return the points below which words of a table break or its longest column cannot be read."""
    layout, rows, total = _ways(block, room, size)[-1]
    return narrowest(layout.heads, rows, total, layout.stacked, size)


def fits_beside(block: Values, room: float, size: float) -> bool:
    """Tell whether a table can stand in `room` points as it is.

    With nothing stacked and no cell of more than three lines.
    """
    layout, rows, total = _ways(block, room, size)[-1]
    if layout.stacked or narrowest(layout.heads, rows, total, False, size) > room:
        return False
    low = height_of_lines(3, size, LEADING) + 2 * LOOSE
    return all(
        float(str(row["high"])) <= low
        for piece in maps_of(to_table(block, room, size), "pieces")
        for row in maps_of(piece, "rows")
    )


def _ways(block: Values, room: float, size: float) -> list[LaidOut]:
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
) -> dict[str, Plain]:
    heads = [layout.heads[place] for place in places]
    few = [[row[place] for place in places] for row in rows]
    last = [total[place] for place in places] if total else []
    weights = [layout.weights[place] for place in places]
    wide = column_widths(heads, few, weights, room, last, layout.stacked, size)
    shape, made = usual_row, [usual_row(row, wide, size) for row in few]
    if layout.stacked and places[:2] == [0, 1]:
        spread = [spread_row(row, wide, size) for row in few]
        if _high(spread) < _high(made):
            shape, made = spread_row, spread
    sums: list[Plain] = [usual_row([line[at] for at in places], wide, size, BOLD) for line in carried]
    aligns: list[Plain] = [layout.aligns[place] for place in places]
    money = [layout.money[place] for place in places]
    return {
        "widths": [f"{points:.2f}" for points in wide],
        "inset": f"{inset(size):g}",
        "aligns": aligns,
        "heads": shape(heads, wide, size, BOLD),
        "rows": [*made],
        "total": usual_row(last, wide, size, BOLD) if last else None,
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


def _high(rows: Sequence[Values]) -> float:
    return sum(float(text_of(row, "high")) for row in rows)


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
