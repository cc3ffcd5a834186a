"""Rows of a table of money that are hidden or filtered out: read where a sum shows that they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sunboard.engines.sheet import column_name
from sunboard.faults import fault
from sunboard.reading.tables.grid import note_hidden_rows, spans_of
from sunboard.reading.tables.piece import Line, Piece

CELLS_HIDDEN = fault("table-cells-hidden")


def settle_hidden(piece: Piece, lines: Sequence[Line], stop: int) -> None:
    """Tell of hidden rows; refuse the entries among them unless a written sum has them in it.

    Whoever hid a row may have meant to leave it out, and the sums of the record with it.
    """
    rows = piece.rows
    hidden = {at for at in rows.grid.sheet.hidden_rows if rows.head.row < at < stop}
    entries = [line for line in lines if line.what == "entry" and line.at in hidden] if hidden else []
    at = [line.at for line in entries]
    if not rows.bad.isdisjoint(at):
        return
    if entries and not _are_in_sums(piece, lines, {x for line in entries for x in _amounts(piece, line)}):
        start, stop = piece.span
        what = "row" if len(rows.head.pieces) == 1 else "cells"
        columns = f"{column_name(start)}-{column_name(stop - 1)}"
        place = rows.place(at[0], start).at("")
        rows.log.add(CELLS_HIDDEN, place, spans_of(at), what=what, columns=columns)
        rows.bad |= {*at}
    elif piece.span == rows.head.pieces[-1] and all(one.fault != CELLS_HIDDEN for one in rows.log.problems):
        note_hidden_rows(rows.grid, hidden, rows.path, rows.log)


def _amounts(piece: Piece, line: Line) -> dict[int, Decimal]:
    """Return the amounts of a row by their columns."""
    return {x: amount for x in piece.money() if (amount := piece.amount(line.row, x)) is not None}


def _are_in_sums(piece: Piece, lines: Sequence[Line], asked: set[int]) -> bool:
    """Tell whether a sum says what all entries come to in some columns, or on a side."""
    sums: defaultdict[int | str, Decimal] = defaultdict(Decimal)
    for line in (line for line in lines if line.what == "entry"):
        for x, amount in _amounts(piece, line).items():
            sums[x] += amount
            if line.side:
                sums[line.side] += -amount if line.turned else amount
    sides = [sums[side] for side in ("income", "expense") if side in sums]
    said = (_amounts(piece, line) for line in lines if line.what == "sum")
    return any(
        asked <= amounts.keys() and all(amount in (sums[x], *sides) for x, amount in amounts.items())
        for amounts in said
    )
