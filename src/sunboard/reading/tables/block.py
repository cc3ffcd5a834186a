"""The rows of a table around one of them: it may be the sum of those above it, or the title of those below.

Rows are counted among the lines of a piece; those above are told apart already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal

from sunboard.lazy import dataclass
from sunboard.reading.tables.piece import SIDES, Line, Piece
from sunboard.reading.tables.sums import is_sum_row, joined
from sunboard.reading.tables.words import balance_said, enumerated, section_side

_FEWEST_ADDED = 3
"""Items that come to the amounts of the row below them on both sides by no chance."""
_WHOLE = frozenset(("合计", "总计", "共计", "总合计"))


@dataclass(slots=True)
class Block:
    """The entries since the last row of another sort, and all of them, as far as they were asked for."""

    piece: Piece
    lines: Sequence[Line]
    money: Sequence[int]
    start: int = 0
    added: int = 0  # the line up to which they are added up
    sums: dict[int, Decimal] = field(default_factory=dict)
    whole: dict[int, Decimal] = field(default_factory=dict)

    def said(self, at: int) -> dict[int, Decimal]:
        """Return the amounts of a row by their columns; nothing and 0 are none."""
        row = self.lines[at].row
        return {x: amount for x in self.money if (amount := self.piece.amount(row, x))}

    def comes_to(self, at: int, *, or_all: bool = False) -> bool:
        """Tell whether a row says what the entries right above it come to, or all above it."""
        if self.added < self.start:
            self.sums = {}
        for y in range(self.added, at):
            line = self.lines[y]
            for x in self.money if line.what == "entry" else ():
                if amount := self.piece.amount(line.row, x):
                    self.whole[x] = self.whole.get(x, Decimal(0)) + amount
                    if y >= self.start:
                        self.sums[x] = self.sums.get(x, Decimal(0)) + amount
        self.added = at
        said = self.said(at)
        return bool(said) and any(
            all(amount == sums.get(x, Decimal(0)) for x, amount in said.items())
            for sums in (self.sums, *([self.whole] if or_all else []))
        )

    def is_sum_of_both(self, at: int) -> bool:
        """Tell whether the last row by item is what both sides come to, whatever it is called."""
        x, row = self.piece.x, self.lines[at].row
        has_both = "income" in x and "expense" in x and all(self.piece.amount(row, x[one]) for one in SIDES)
        return has_both and at - self.start >= _FEWEST_ADDED and self.comes_to(at)

    def is_sum_of_group(self, at: int) -> bool:
        """Tell whether a row that is called a sum is one of the entries above it: 管理费用小计."""
        row, level = self.lines[at].row, enumerated(self.lines[at].label)[0]
        if level is not None or self.piece.number(row) or self.start == at:
            return False
        return self.comes_to(at) or not self.is_made_of_those_below(at)

    def comes_below(self, at: int) -> Decimal:
        """Return what the entries of a journal below a title come to, up to the next side, sum or balance."""
        x, whole = self.piece.x["amount"], Decimal(0)
        for line in map(self.lines.__getitem__, range(at + 1, len(self.lines))):
            named = line.row[self.piece.x["purpose"]] or next(filter(None, line.row), "")
            if _ends_items(line, enumerated(named)[1]):
                break
            whole += self.piece.amount(line.row, x) or 0
        return whole

    def is_made_of_those_below(self, at: int) -> bool:
        """Tell whether the sum of a side is what the rows below it come to, up to the next side or sum.

        They are several, or called its parts: 其中.
        """
        said = self.said(at)
        added, count = dict.fromkeys(said, Decimal(0)), 0
        for line in map(self.lines.__getitem__, range(at + 1, len(self.lines))) if said else ():
            level, bare, is_part = enumerated(line.row[self.piece.x["purpose"]])
            if level == 0 or _ends_items(line, bare):
                break
            count += 1 + is_part
            for x in said:
                added[x] += self.piece.amount(line.row, x) or 0
        return count > 1 and added == said

    def is_first_of_side(self, at: int) -> bool:
        """Tell whether no row above the sum of a side has an amount where it has one, and one below has."""
        self.comes_to(at)
        said = self.said(at)
        if any(map(self.whole.get, said)):
            return False
        for line in map(self.lines.__getitem__, range(at + 1, len(self.lines))):
            level, bare, _ = enumerated(line.row[self.piece.x["purpose"]])
            if level == 0 or _ends_items(line, bare):
                return False
            if any(self.piece.amount(line.row, x) for x in said):
                return True
        return False

    def has_items(self, at: int) -> bool:
        """Tell whether an item stands below the title of a side that says its amount."""
        for line in map(self.lines.__getitem__, range(at + 1, len(self.lines))):
            if _ends_items(line, enumerated(line.row[self.piece.x["purpose"]])[1]):
                return False
            if any(self.piece.amount(line.row, x) is not None for x in self.money):
                return True
        return False

    def settles(self, at: int, bare: str) -> bool:
        """Tell whether nothing more of a period can follow: what is left, or what both its sides come to.

        A sum of one side alone says so where the other has columns of its own.
        """
        if self.lines[at].what != "sum":
            return self.lines[at].what == "balance"
        is_whole = self.comes_to(at, or_all=True) and not bare.endswith("小计")
        return (is_whole or joined(bare) in _WHOLE) and all(map(self.whole.get, self.money))


def _ends_items(line: Line, bare: str) -> bool:
    """Tell whether the items of a side end above a row, by what it is called without its number."""
    return bool(section_side(bare)) or balance_said(bare) or is_sum_row(line.row)
