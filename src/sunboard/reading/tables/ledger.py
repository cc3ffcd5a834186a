"""A piece of a table of money as rows: each step is one question about its rows."""

from __future__ import annotations

from sunboard.model.row import Row
from sunboard.reading.tables.entries import Entries
from sunboard.reading.tables.hidden import settle_hidden
from sunboard.reading.tables.piece import Piece
from sunboard.reading.tables.proving import prove_sums
from sunboard.reading.tables.recognising import tell_apart, tell_items
from sunboard.reading.tables.sides import give_sides
from sunboard.reading.tables.totals import compare


def read_piece(piece: Piece, stop: int) -> list[Row]:
    """Return the entries of a piece that stand above a row."""
    rows, lines = piece.rows, list(piece.lines(stop))
    tell_apart(piece, lines)
    for line in lines:
        if line.what in ("entry", "sum"):
            rows.refuse_long(line.at)
    items = [] if piece.keys else tell_items(piece, lines)
    if not give_sides(piece, lines):
        return []
    prove_sums(piece, lines, items)
    for line in lines:
        if line.what in ("note", "sum", "balance"):
            rows.note(line.at, line.label_at, line.label)
    settle_hidden(piece, lines, stop)
    compare(piece, lines)
    return list(Entries(piece).of([line for line in lines if line.at not in rows.bad]))
