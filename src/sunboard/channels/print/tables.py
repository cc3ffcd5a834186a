"""Tables on paper: how wide each column is, and what is carried from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sunboard.channels.print.wording import longest_word, loosen, say_amount, to_amount, width
from sunboard.model.plain import Plain, Values, list_of, maps_of, text_of

MOST_ROWS = 300
"""Ledgers longer than this show their totals and send the reader to the web."""

SIZE = 12.0  # pt, the type of cells
INSET = 4.0  # pt, left and right of a cell's words
_LEAST = 3.2  # ems, the narrowest column
_BOLD = 1.07  # how much wider bold type is


def to_table(block: Values, room: float) -> Values:
    """Turn a table block into tables for the theme, `room` points wide: widths, cells and what is carried over.

    Columns that only the web has room for are left out; too many columns for the paper make several tables, the first column repeated.
    """
    columns = maps_of(block, "columns")
    kept = [place for place, column in enumerate(columns) if column["on_paper"]]
    money = [bool(columns[place]["money"]) for place in kept]
    labels = [text_of(columns[place], "label") for place in kept]
    aligns = [text_of(columns[place], "align") for place in kept]
    weights = [int(str(columns[place]["weight"])) for place in kept]
    rows = [_row(row, kept, money) for row in list_of(block, "rows")]
    total = _row(list_of(block, "total"), kept, money) if block.get("total") else []
    long = bool(block["ledger"]) and len(rows) > MOST_ROWS
    shown = [] if long else rows
    carried = _carried(rows, total, money) if block["ledger"] and not long else []
    pieces: list[Plain] = []
    for places in _groups(len(kept), room):
        few = [[row[place] for place in places] for row in shown]
        last = [total[place] for place in places] if total else []
        heads = [labels[place] for place in places]
        wide = column_widths(heads, few, [weights[place] for place in places], room, last)
        ems = [max(1.0, (points - 2 * INSET) / SIZE / _BOLD) for points in wide]
        sums: list[Plain] = [list(_loose([line[place] for place in places], ems)) for line in carried]
        pieces.append({
            "widths": [f"{points:.2f}" for points in wide], "aligns": [aligns[place] for place in places], "heads": _loose(heads, ems),
            "rows": [_loose(row, ems) for row in few], "total": _loose(last, ems) if last else [], "carried": sums,
            "word": next((at for at, place in enumerate(places) if aligns[place] == "left" and not money[place]), 0),
        })  # fmt: skip
    return {
        "type": "table", "title": text_of(block, "title"), "note": text_of(block, "note"), "ledger": bool(block["ledger"]),
        "pieces": pieces, "count": len(rows), "long": long, "money": any(money),
    }  # fmt: skip


def column_widths(heads: Sequence[str], rows: Sequence[Sequence[str]], weights: Sequence[int], room: float, total: Sequence[str] = ()) -> list[float]:
    """Share `room` points among columns: short ones get what they need, long ones what is left."""
    count = len(heads)
    space = room / SIZE - count * 2 * INSET / SIZE  # ems for words
    words = [[(row[place], 1.0) for row in rows] + ([(total[place], _BOLD)] if total else []) for place in range(count)]
    ends = [(head, _BOLD) for head in heads]
    wants, needs = [], []
    for column, end in zip(words, ends, strict=True):
        wants.append(max([width(word) * weight for word, weight in column] + [min(width(end[0]) * _BOLD, 6)]) + 0.2)
        needs.append(max([longest_word(word) * weight for word, weight in (*column, end)] + [_LEAST]) + 0.2)
    least = [min(need, 12.0) for need in needs]
    least = [max(low, want) if want <= 7 else low for low, want in zip(least, wants, strict=True)]
    if sum(least) > space:  # words will have to break
        spare, over = space - count * _LEAST, sum(low - _LEAST for low in least)
        given = [_LEAST + max(0.0, spare) * (low - _LEAST) / over for low in least]
    else:
        hunger = [max(0.0, want - low) for want, low in zip(wants, least, strict=True)]
        spare = space - sum(least)
        if sum(hunger) <= spare:
            filled = [low + more for low, more in zip(least, hunger, strict=True)]
            shares = list(weights) if any(weights) else [want if want > 7 else 0 for want in wants]
            shares = shares if any(shares) else [1] * count
            given = [low + (space - sum(filled)) * share / sum(shares) for low, share in zip(filled, shares, strict=True)]
        else:
            given = list(least)  # the smaller wishes are met first, the largest shares what is left
            for served, place in enumerate(sorted(range(count), key=lambda at: hunger[at])):
                more = min(hunger[place], spare / (count - served))
                given[place] += more
                spare -= more
    scale = space / sum(given)
    return [ems * scale * SIZE + 2 * INSET for ems in given]


def _groups(count: int, room: float) -> list[list[int]]:
    most = max(2, int(room / (_LEAST * SIZE + 2 * INSET)))
    if count <= most:
        return [list(range(count))]
    return [[0, *range(start, min(count, start + most - 1))] for start in range(1, count, most - 1)]


def _row(row: Plain, kept: Sequence[int], money: Sequence[bool]) -> list[str]:
    cells = [cell if isinstance(cell, str) else "" for cell in row] if isinstance(row, list) else []
    found = [cells[place] if place < len(cells) else "" for place in kept]
    return [say_amount(cell) if is_money else cell for cell, is_money in zip(found, money, strict=True)]


def _loose(cells: Sequence[str], ems: Sequence[float]) -> list[Plain]:
    return [loosen(cell, most) for cell, most in zip(cells, ems, strict=True)]


def _carried(rows: Sequence[Sequence[str]], total: Sequence[str], money: Sequence[bool]) -> list[list[str]]:
    """Return after each row what its page carries over: sums where the total is one, the standing balance where it is that."""
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
