"""What each column of a found head holds, seen together: pieces side by side, units, one field twice.

A table of money may stand in several pieces side by side; each is settled by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sunboard.reading.tables.columns import AMOUNTS, Cells, Column, Columns, FoundHead, Span
from sunboard.reading.tables.ledger_columns import items_below_sides, settle_ledger
from sunboard.reading.tables.register_columns import settle_register
from sunboard.reading.tables.sums import is_sum_row
from sunboard.reading.tables.units import with_units
from sunboard.reading.tables.words import item_rank, side_said

_TITLE = 6  # signs of a title that holds for columns beside it too
_SAYING_SIDE = (*AMOUNTS, "purpose", "day")  # 支出金额, 收入项目; but 收款单位 is whoever was paid


def settled(rows: Cells, head: FoundHead, columns: Columns) -> FoundHead:
    """Part a head into the pieces that stand side by side, and settle what each of their columns holds."""
    found = list(head.columns)
    if columns.roles:
        items_below_sides(rows, head, found, columns)
    pieces = _of_one_day(rows, head, found, _pieces(found, columns), columns)
    if columns.roles:
        for piece in pieces:
            settle_ledger(rows, head, found, piece, columns)
    else:
        settle_register(rows, head, found, columns)
    found, unit, unclear = with_units(rows, head, found, columns)
    twice = []
    for start, stop in pieces:
        claims: defaultdict[str, list[int]] = defaultdict(list)
        for x in range(start, stop):
            if found[x].field:
                claims[found[x].field].append(x)
        twice += [(name, tuple(at)) for name, at in claims.items() if len(at) > 1]
    return replace(
        head, columns=tuple(found), twice=tuple(twice), unit=unit, unclear=unclear, pieces=tuple(pieces)
    )


def _pieces(found: Sequence[Column], columns: Columns) -> list[Span]:
    """Cut a head where a second table begins: at a further purpose or number between amounts.

    A ledger whose sides stand twice, for cash and for the bank, is one piece: no purpose stands between.
    Where amounts stand before what they are for, a further amount begins the second table.
    """
    whole = [(0, len(found))]
    if not columns.roles:
        return whole
    purpose = columns.roles["purpose"]
    firm = any(column.field == purpose for column in found)

    def names_item(column: Column) -> bool:
        return column.field == purpose if firm else bool(item_rank(column.key)) and not column.by_group

    cuts, seen, has_amount, has_item = [0], set[str](), False, False
    last_amount = max((x for x, column in enumerate(found) if column.role in AMOUNTS), default=-1)
    items = [x for x, column in enumerate(found) if names_item(column)]
    last_item = max(items, default=-1)
    is_turned = any(column.role in AMOUNTS for column in found[: min(items, default=0)])
    for x, column in enumerate(found):
        name = column.field or column.role or column.key
        again = name in seen and column.role not in (*AMOUNTS, "balance")
        begins = again or names_item(column) or (is_turned and column.role in AMOUNTS)
        if has_amount and has_item and x <= last_item and begins and (is_turned or x < last_amount):
            cuts.append(_begin(found, x))
            seen = {one.field or one.role or one.key for one in found[cuts[-1] : x]}
            has_amount, has_item = False, False
        seen |= {name} - {""}
        has_amount |= column.role in AMOUNTS
        has_item |= names_item(column)
    return list(zip(cuts, [*cuts[1:], len(found)], strict=True)) if has_item and has_amount else whole


def _of_one_day(
    rows: Cells, head: FoundHead, found: list[Column], pieces: list[Span], columns: Columns
) -> list[Span]:
    """Join the two sides of entries whose day stands once, before both: no row has amounts on both sides.

    An amount behind the items of one side is of that side, where no other stands there.
    """
    if len(pieces) != 2:
        return pieces
    dated = [any(found[x].role in ("day", "monthday", "voucher") for x in range(*piece)) for piece in pieces]
    items = [[x for x in range(*piece) if item_rank(found[x].key)] for piece in pieces]
    sides = [{side_said(found[x].key) or side_said(found[x].group) for x in own} for own in items]
    if dated != [True, False] or sides not in ([{"income"}, {"expense"}], [{"expense"}, {"income"}]):
        return pieces
    amounts = [[x for x in range(*piece) if found[x].role in AMOUNTS] for piece in pieces]
    for row in rows[head.row + 1 :]:
        if not is_sum_row(row) and all(any(x < len(row) and row[x] for x in own) for own in amounts):
            return pieces
    for (side,), own in zip(sides, amounts, strict=True):
        if [found[x].role for x in own] == ["amount"]:
            found[own[0]] = replace(found[own[0]], field=columns.roles[side], role=side)
    return [(pieces[0][0], pieces[1][1])]


def _begin(found: Sequence[Column], x: int) -> int:
    """Return where a piece begins whose first item is a column: its days and numbers stand before that."""
    while found[x - 1].role in ("day", "voucher", "series", "month", "monthday") or found[x - 1].is_numbering:
        x -= 1
    return x


def side_of_piece(rows: Cells, head: FoundHead, piece: Span) -> str:
    """Return the side on which all amounts of a piece stand, as its heads or the nearest title says."""
    start, stop = piece
    for column in head.columns[start:stop]:
        says_side = column.role in _SAYING_SIDE or bool(item_rank(column.key))
        if side := side_said(column.group) or (side_said(column.key) if says_side else ""):
            return side
    for at in head.titles:
        own = [cell for cell in rows[at][start:stop] if cell]
        filled = [cell for cell in rows[at] if cell]
        if len(filled) == 1 and len(filled[0]) >= _TITLE:
            own = filled  # a title of all that stands below
        sides = {side_said("".join(cell.split())) for cell in own} - {""}
        if len(sides) == 1:
            return sides.pop()
    return ""
