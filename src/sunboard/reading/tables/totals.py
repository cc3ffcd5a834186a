"""Sums that stand in a table of money, compared with its entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sunboard.faults import fault
from sunboard.model.money import separated
from sunboard.reading.tables.amounts import without_minus
from sunboard.reading.tables.piece import SIDES, Line, Piece
from sunboard.reading.tables.rows import Cells
from sunboard.reading.tables.sums import Sums, joined, sum_word
from sunboard.reading.tables.words import enumerated, side_said

TOTAL_DIFFERS = fault("total-row-differs")

_MONTH = re.compile(r"(?:\d{4}[-/.年])?(\d{1,2})(?:[-/.月]|$)")


def compare(piece: Piece, lines: Sequence[Line]) -> None:
    """Compare every sum with the entries above it: of its column, of its side, of the last month."""
    if all(line.what != "sum" for line in lines):
        return
    columns = piece.money()
    sums = {x: Sums() for x in columns}
    sides = {side: Sums() for side in SIDES}
    months, month = {x: Sums() for x in columns}, ""
    for line in lines:
        if line.what == "balance":
            for x, column in sums.items():
                column.carry(piece.text(line.row, x))
        elif line.what == "sum":
            _compare_sum(piece, line, sums, sides, months)
        if line.what != "entry" or line.at in piece.rows.bad:
            continue
        if (now := _month(piece, line.row)) != month:
            month, months = now, {x: Sums() for x in columns}
        for x in columns:
            text = piece.text(line.row, x)
            sums[x].add(text)
            months[x].add(text)
            if line.side:
                sides[line.side].add(without_minus(text) if line.turned else text)


def _compare_sum(
    piece: Piece, line: Line, sums: dict[int, Sums], sides: dict[str, Sums], months: dict[int, Sums]
) -> None:
    word, label = sum_word(enumerated(line.label)[1]) or "合计", joined(line.label)
    side = side_said(label)
    for x, column in sums.items():
        text = piece.text(line.row, x)
        by_side = x == piece.x.get("amount")
        real = (sides[side] if by_side and side else column).differs(text, word, label)
        others = [months[x], *(sides.values() if by_side and not side else ())]
        if real is not None and not any(other.agrees(text) for other in others):
            told = {"label": label, "sum": separated(real)}
            piece.rows.log.add(TOTAL_DIFFERS, piece.rows.place(line.at, x), line.row[x], **told)


def _month(piece: Piece, row: Cells) -> str:
    """Return what tells the month of a row from others, as far as its cells say."""
    x = piece.x.get("month", piece.x.get("day", -1))
    found = _MONTH.match(row[x]) if x >= 0 else None
    return found[1] if found else ""
