"""Money that went from one account to another: drawn from the bank it stands in both, and is no income."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sunboard.fields.written import parse_money
from sunboard.lazy import dataclass, regex
from sunboard.model.row import Row
from sunboard.reading.tables.columns import Columns

_BETWEEN = regex(r"提现|取现|提取现金|取款|存现|存入|缴存|送存|存银行|存款|划转|转存|备用金")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What tells whether two entries are the two ends of one move."""

    at: int
    account: str
    day: str
    amount: Decimal
    voucher: str
    purpose: str

    def is_end_of(self, other: _Entry, *, are_books: bool) -> bool:
        """Tell whether two entries write of the same money: by its number, in the same words, or as drawn.

        In books of their own one of these is enough.
        """
        same = (self.voucher and self.voucher == other.voucher) or self.purpose == other.purpose
        said = _BETWEEN.search(self.purpose) or _BETWEEN.search(other.purpose)
        return self.account != other.account and bool(same or said if are_books else same and said)


def moved_between_books(rows: Sequence[Row], columns: Columns, *, are_books: bool = True) -> list[Row]:
    """Return the rows of several accounts with what went from one to another as one move.

    They are books, or one table with a column of accounts. The two ends of a move stand on the same day with
    the same amount, and each has no other that it could belong to.
    """
    went, came = (_by_day_and_amount(rows, columns, side) for side in ("expense", "income"))
    moves: dict[int, Row] = {}
    gone: set[int] = set()
    for key, outs in went.items():
        for out in outs:
            ends = [one for one in came.get(key, ()) if one.is_end_of(out, are_books=are_books)]
            if len(ends) == 1 and sum(ends[0].is_end_of(one, are_books=are_books) for one in outs) == 1:
                moves[out.at] = _move(rows[out.at], columns, f"{out.account}>{ends[0].account}")
                gone.add(ends[0].at)
    return [moves.get(at, row) for at, row in enumerate(rows) if at not in gone]


def _by_day_and_amount(
    rows: Sequence[Row], columns: Columns, side: str
) -> dict[tuple[str, Decimal], list[_Entry]]:
    found: defaultdict[tuple[str, Decimal], list[_Entry]] = defaultdict(list)
    roles = columns.roles
    for at, row in enumerate(rows):
        fields = (columns.names.get(name, "") for name in row.head.names)
        said = dict(zip(fields, row.cells, strict=False))
        amount = parse_money(said.get(roles[side]) or "")
        day, account = said.get(roles["day"], ""), said.get(roles["where"], "")
        if amount and day and account:
            voucher, purpose = said.get(roles["voucher"], ""), said.get(roles["purpose"], "")
            found[day, amount].append(_Entry(at, account, day, amount, voucher, purpose))
    return found


def _move(row: Row, columns: Columns, way: str) -> Row:
    """Return what went out of one account as a move into another."""
    roles = columns.roles
    renamed = {roles["expense"]: columns.labels[roles["amount"]], roles["income"]: "", roles["balance"]: ""}
    fields = [columns.names.get(name, "") for name in row.head.names]
    names = tuple(renamed.get(field, name) for field, name in zip(fields, row.head.names, strict=True))
    cells = (way if field == roles["where"] else cell for field, cell in zip(fields, row.cells, strict=False))
    return Row(replace(row.head, names=names), tuple(cells), row.number, row.line)
