"""Sums that stand in a table of money, compared with its entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sunboard.faults import fault
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.reading.tables.amounts import without_minus
from sunboard.reading.tables.piece import SIDES, Line, Piece
from sunboard.reading.tables.sums import Sums, joined, sum_word
from sunboard.reading.tables.words import enumerated, side_said

TOTAL_DIFFERS = fault("total-row-differs")

Differing = tuple[Line, int, Decimal]
"""The line of a sum, the column of its figure, and what the entries come to."""

_OF_YEAR = regex(r"(?:本年|全年|年度|[本当]?年初)|.*累计")


def compare(piece: Piece, lines: Sequence[Line]) -> None:
    """Note every sum that is another figure than the entries above it."""
    for line, x, real in differing(piece, lines, goes_on=True):
        told = {"label": joined(line.label), "sum": separated(real)}
        piece.rows.log.add(TOTAL_DIFFERS, piece.rows.place(line.at, x), line.row[x], **told)


def differing(piece: Piece, lines: Sequence[Line], *, goes_on: bool = False) -> list[Differing]:
    """Compare every sum with the entries above it: of its column, of its side, of the last month.

    Return the lines of those that differ, the column, and what the entries come to. Nothing is compared where
    a row is refused. `goes_on` keeps what a column adds up to for the next sheet.
    """
    if piece.rows.log.has_error:
        return []
    found: list[Differing] = []
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
            found += _differing(piece, line, sums, sides, months)
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
    if goes_on:
        piece.added.update({names[x]: column for x, column in sums.items()} | sides)
    return found


def _following(before: Sums | None) -> Sums:
    """Return what a column adds up to that goes on with one of the sheet before."""
    return Sums(before=before.altogether) if before else Sums()


def _differing(
    piece: Piece, line: Line, sums: dict[int, Sums], sides: dict[str, Sums], months: dict[int, Sums]
) -> Iterator[Differing]:
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
            yield line, x, real
