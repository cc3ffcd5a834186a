"""Rows below a sum or a balance that only say what it is made of, and are no entries: 其中."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sunboard.reading.tables.piece import Line, Piece
from sunboard.reading.tables.words import enumerated, level_of_number, section_side

_HELD = frozenset(("现金", "库存现金", "银行存款", "存款"))
"""Where money lies: what is left may be told apart by it."""


def pass_over_parts(piece: Piece, lines: Sequence[Line]) -> None:
    """Let what sums of the entries above them, or balances, are said to be made of be no entries.

    They are the rows that come to it, or where no other sum follows all rows below a sum; else the first.
    """
    told = [at for at, line in enumerate(lines[:-1]) if line.what in ("sum", "balance")]
    told = [at for at in told if enumerated(lines[at + 1].label)[2]]
    if not told:
        return
    money = piece.money()
    whole, since = dict.fromkeys(money, Decimal(0)), dict.fromkeys(money, Decimal(0))
    last_sum = max((at for at, line in enumerate(lines) if line.what == "sum"), default=-1)
    before = 0
    for at in told:
        for line in lines[before:at]:
            for x in money:
                own = (piece.amount(line.row, x) or 0) if line.what == "entry" else 0
                whole[x] += own
                since[x] = since[x] + own if line.what == "entry" else Decimal(0)
        before = at
        said = {x: amount for x in money if (amount := piece.amount(lines[at].row, x))}
        is_sum = lines[at].what == "sum"
        if is_sum and not any(amount in (whole[x], since[x]) for x, amount in said.items()):
            continue
        parts, is_whole = _parts_below(piece, lines, said, at)
        for line in parts if is_whole or (is_sum and at == last_sum) else parts[:1]:
            line.what = "note"


def _parts_below(
    piece: Piece, lines: Sequence[Line], said: Mapping[int, Decimal], at: int
) -> tuple[Sequence[Line], bool]:
    """Return the rows below a sum or a balance that could be its parts, and whether they come to it."""
    parts, added = list[Line](), dict.fromkeys(said, Decimal(0))
    for line in map(lines.__getitem__, range(at + 1, len(lines))):
        level, bare, _ = enumerated(line.label)
        begins = level == 0 or level_of_number(piece.number(line.row)) == 0 or section_side(bare)
        is_other = line.what == "balance" and parts and bare not in _HELD
        if begins or is_other or line.what in ("sum", "title"):
            break
        parts.append(line)
        for x in said:
            added[x] += piece.amount(line.row, x) or 0
        if said and added == said:
            return parts, True
    return parts, False
