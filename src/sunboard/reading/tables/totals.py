"""Sums that stand in a table of money, compared with its entries."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.faults import fault
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.reading.tables.amounts import without_minus
from sunboard.reading.tables.piece import SIDES, Line, Piece
from sunboard.reading.tables.sums import Sums, joined, sum_word
from sunboard.reading.tables.words import enumerated, side_said

TOTAL_DIFFERS = fault("total-row-differs")

_OF_YEAR = regex(r"(?:本年|全年|年度)|.*累计")


def compare(piece: Piece, lines: Sequence[Line]) -> None:
    """Compare every sum with the entries above it: of its column, of its side, of the last month.

    Nothing is compared where a row is refused. What a column adds up to goes on in the next sheet.
    """
    if piece.rows.log.has_error:
        return
    columns = piece.money()
    heads = piece.rows.head.columns
    own = {x: heads[x].key for x, _ in piece.kinds}
    names = {x: f"{piece.span[0]} {heads[x].role} {heads[x].group} {own.get(x, '')}" for x in columns}
    sums = {x: _following(piece.added.get(names[x])) for x in columns}
    sides = {side: _following(piece.added.get(side)) for side in SIDES}
    months, month = {x: Sums() for x in columns}, ""
    has_sums = any(line.what == "sum" for line in lines)
    for line in lines:
        if line.what == "balance":
            for x, column in sums.items():
                column.carry(piece.text(line.row, x))
            if (side := line.side or piece.side) and "amount" in piece.x:
                sides[side].carry(piece.text(line.row, piece.x["amount"]))
        elif line.what == "sum":
            _compare_sum(piece, line, sums, sides, months)
        if line.what != "entry" or line.at in piece.rows.bad:
            continue
        if has_sums and (now := piece.month(line.row)) != month:
            month, months = now, {x: Sums() for x in columns}
        for x in columns:
            if not (text := piece.text(line.row, x)):
                continue
            sums[x].add(text)
            if has_sums:
                months[x].add(text)
            if line.side:
                sides[line.side].add(without_minus(text) if line.turned else text)
    piece.added.update({names[x]: column for x, column in sums.items()} | sides)


def _following(before: Sums | None) -> Sums:
    """Return what a column adds up to that goes on with one of the sheet before."""
    return Sums(before=before.altogether) if before else Sums()


def _compare_sum(
    piece: Piece, line: Line, sums: dict[int, Sums], sides: dict[str, Sums], months: dict[int, Sums]
) -> None:
    word, label = sum_word(enumerated(line.label)[1]) or "合计", joined(line.label)
    side = side_said(label)
    if piece.period and piece.period.start.month != 1 and _OF_YEAR.match(label):
        return  # it counts what is written in earlier records
    for x, column in sums.items():
        text = piece.text(line.row, x)
        by_side = x == piece.x.get("amount")
        real = (sides[side] if by_side and side else column).differs(text, word, label)
        for one in (column, *sides.values()) if by_side else ():
            one.begin_again()
        others = [months[x], *(sides.values() if by_side and not side else ())]
        if real is not None and not any(other.agrees(text) for other in others):
            told = {"label": label, "sum": separated(real)}
            piece.rows.log.add(TOTAL_DIFFERS, piece.rows.place(line.at, x), line.row[x], **told)
