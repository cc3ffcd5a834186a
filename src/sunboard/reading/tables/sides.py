"""On which side an amount stands, where one column holds the amounts of both, or debit and credit do.

A title, a column of kinds or the signs say it; debit and credit are told apart by the balance after each row.
What has two readings is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from sunboard.faults import fault
from sunboard.fields.written import parse_day
from sunboard.reading.tables.days import Days
from sunboard.reading.tables.piece import HEAD_SIDES, SIDES, Line, Piece
from sunboard.reading.tables.rows import Cells
from sunboard.reading.tables.words import MINUS, enumerated, kind_said, section_side, side_said

KIND_UNKNOWN = fault("kind-of-money-unknown")
SIDE_UNKNOWN = fault("side-unknown")

_NEGATIVE = MINUS | frozenset("(（")
_SIGNS = ("借", "贷")
_BOOKS_OF_MONEY = ("现金", "银行", "存款", "日记账")


def give_sides(piece: Piece, lines: Sequence[Line]) -> bool:
    """Say on which side each entry stands, where one column holds the amounts of both."""
    if _has_columns_of_sides(piece):
        _turn_expenses(piece, lines)
        return True
    if "debit" in piece.x or "credit" in piece.x:
        return _debit_and_credit(piece, lines)
    entries = [line for line in lines if line.what == "entry" and not _is_move(piece, line.row)]
    if "kind" in piece.x:
        return _by_kind(piece, entries)
    _by_title(piece, lines)
    without = [line for line in entries if not line.side]
    if not without:
        return True
    amounts = {line.at: piece.amount(line.row, piece.x["amount"]) or Decimal(0) for line in entries}
    if (
        len(without) == len(entries)
        and any(one < 0 for one in amounts.values())
        and any(one > 0 for one in amounts.values())
    ):
        for line in entries:
            line.turned = amounts[line.at] < 0
            line.side = "expense" if line.turned else "income"
        return True
    if len(without) == len(entries) and (_by_balance(piece, lines) or _by_direction(piece, lines)):
        return True
    rows, x = piece.rows, piece.x["amount"]
    if "balance" in piece.x and not rows.bad.isdisjoint(line.at for line in entries):
        return False  # balances that may say it are in rows that were refused
    at = rows.head.row if len(without) == len(entries) else without[0].at
    text = rows.head.columns[x].key if at == rows.head.row else without[0].row[x]
    several = len(rows.head.pieces) > 1
    what = "several" if several else "section" if any(map(_is_section, lines)) else "one"
    if not (several and any(problem.fault is SIDE_UNKNOWN for problem in rows.log.problems)):
        rows.log.add(SIDE_UNKNOWN, rows.place(at, x), text, what=what)
    return False


def has_its_sides(piece: Piece, lines: Sequence[Line]) -> bool:
    """Tell whether it is known of every entry on which side it stands."""
    return _has_columns_of_sides(piece) or all(line.side for line in lines if line.what == "entry")


def _has_columns_of_sides(piece: Piece) -> bool:
    return bool({*SIDES} & {*piece.x} or piece.accounts or piece.kinds)


def _turn_expenses(piece: Piece, lines: Sequence[Line]) -> None:
    """Let a minus before every expense say only that it went out; one among others takes back another."""
    x = piece.x.get("expense")
    entries = [line for line in lines if line.what == "entry"] if x is not None else []
    spent = [line for line in entries if line.row[x or 0]]
    if x is None or len(spent) < 2 or not any(line.row[x][0] in _NEGATIVE for line in spent):
        return
    amounts = [amount for line in spent if (amount := piece.amount(line.row, x)) != 0]
    if len(amounts) > 1 and all(amount is not None and amount < 0 for amount in amounts):
        for line in spent:
            line.turned = True


def _by_balance(piece: Piece, lines: Sequence[Line]) -> bool:
    """Give every entry the side on which its amount leads from the balance above to its own."""
    x, sides, last = piece.x.get("balance"), dict[int, str](), None
    for line in lines if x is not None else ():
        left = piece.amount(line.row, x) if x is not None else None
        if line.what == "entry":
            amount = piece.amount(line.row, piece.x["amount"])
            if not amount or left is None or last is None or not (side := _side_of(left - last, amount)):
                return False
            sides[line.at] = side
        last = left if left is not None else last
    for line in lines:
        line.side = sides.get(line.at, line.side)
    return bool(sides)


def _side_of(moved: Decimal, amount: Decimal) -> str:
    """Return the side on which an amount moves a balance; nothing where it is another that moved it."""
    if abs(moved) != abs(amount):
        return ""
    return "income" if (moved > 0) == (amount > 0) else "expense"


def _by_direction(piece: Piece, lines: Sequence[Line]) -> bool:
    """Give every entry the side of its 借 or 贷, where the balances say of one which side that is.

    Balances of equal amounts tell nothing where the latest entry stands first: their days have to follow.
    """
    x, at, last = piece.x.get("balance"), _direction(piece), None
    entries = [line for line in lines if line.what == "entry"]
    if x is None or at is None or not _days_follow(piece, entries):
        return False
    said: dict[str, set[str]] = {}
    for line in lines:
        left, amount = piece.amount(line.row, x), piece.amount(line.row, piece.x["amount"])
        if line.what == "entry" and amount and left is not None and last is not None:
            said.setdefault(line.row[at], set()).add(_side_of(left - last, amount))
        last = left if left is not None else last
    sides = {sign: next(iter(found)) for sign, found in said.items() if len(found) == 1}
    if len(sides) < len(said) or "" in sides.values() or not sides or not {*sides} <= {*_SIGNS}:
        return False
    if len({*sides.values()}) < len(sides) or not {line.row[at] for line in entries} <= {*_SIGNS}:
        return False
    sign, side = next(iter(sides.items()))
    for line in entries:
        line.side = side if line.row[at] == sign else "income" if side == "expense" else "expense"
    return True


def _days_follow(piece: Piece, entries: Sequence[Line]) -> bool:
    """Tell whether the last entry is of a later day than the first."""
    x, days = piece.x.get("day"), Days(2000)  # whatever the year
    if x is None or not entries:
        return False
    try:
        first, last = (parse_day(days.read(line.row[x])) for line in (entries[0], entries[-1]))
    except ValueError:
        return False
    return first is not None and last is not None and first < last


def _direction(piece: Piece) -> int | None:
    """Return the column that says 借 or 贷."""
    columns = piece.rows.head.columns
    return next((x for x in range(*piece.span) if columns[x].role == "direction"), None)


def _is_move(piece: Piece, row: Cells) -> bool:
    """Tell whether a row moves money between own accounts, or none: it stands on no side."""
    where = row[piece.x["where"]].strip() if "where" in piece.x else ""
    return where in ("-", "—", "/") or any(sign in where for sign in (">", "＞", "→"))


def _by_title(piece: Piece, lines: Sequence[Line]) -> None:
    """Give entries the side of the title above them, which may stand above the whole piece."""
    side = piece.side
    for line in lines:
        if line.what == "title":
            bare = enumerated(line.label)[1]
            side = section_side(bare) or side_said(bare) or side
        elif line.what in ("entry", "note"):
            line.side = line.side or side


def _is_section(line: Line) -> bool:
    """Tell whether a row is the title of a side, with or without what it comes to."""
    return line.what in ("title", "note") and bool(section_side(enumerated(line.label)[1]))


def _by_kind(piece: Piece, entries: Sequence[Line]) -> bool:
    """Give entries the side that a column says; a blank cell is one with those above it.

    So it is where the column says only where a side begins; one that says it row by row has forgotten a row.
    """
    x, side, has_signs = piece.x["kind"], "", piece.has_signs
    said = [line.row[x] for line in entries if line.row[x]]
    only_begins = all(above != below for above, below in pairwise(said))
    for line in entries:
        side = kind_said(line.row[x]) if line.row[x] or not only_begins else side
        side = "expense" if line.row[x] in MINUS and has_signs else side
        line.side = side
        if not side:
            piece.rows.refuse(line.at, x, KIND_UNKNOWN, line.row[x], **_how_moves_are_told(piece))
    spent = [piece.amount(line.row, piece.x["amount"]) for line in entries if line.side == "expense"]
    if spent and all(amount is not None and amount < 0 for amount in spent):
        for line in entries:
            line.turned = line.side == "expense"
    return True


def _how_moves_are_told(piece: Piece) -> dict[str, str]:
    """Return how a table tells of money that only moved: in its column of accounts, or elsewhere."""
    rows = piece.rows
    if "where" in piece.x:
        return {"what": "account", "where": rows.head.columns[piece.x["where"]].key}
    return {"what": "sheet" if rows.grid.sheet.name else "text", "where": ""}


def _debit_and_credit(piece: Piece, lines: Sequence[Line]) -> bool:
    """Tell by the balance after each row which of debit and credit is what came in.

    A wrong balance fits neither its own row nor the next: where no fewer rows say it, they do.
    """
    debit, credit, balance = (piece.x.get(role) for role in ("debit", "credit", "balance"))
    told: Counter[str] = Counter()
    last: Decimal | None = None
    for line in lines:
        if line.what not in ("entry", "balance", "sum") or balance is None:
            continue
        left = piece.amount(line.row, balance)
        if line.what == "entry" and left is not None and last is not None:
            came, went = (
                (piece.amount(line.row, x) if x is not None else None) or Decimal(0) for x in (debit, credit)
            )
            if came != went:
                moved = left - last
                told["debit" if moved == came - went else "credit" if moved == went - came else "none"] += 1
        last = left if left is not None else None if line.what == "entry" else last
    misfits = told.pop("none", 0)
    votes = {*told}
    is_clear = len(votes) == 1 and told.total() >= (max(misfits, 2) if misfits else 1)
    if piece.side != "expense" and is_clear and _is_of_money(piece, votes, lines):
        into, out = (debit, credit) if votes == {"debit"} else (credit, debit)
        piece.x |= {name: x for name, x in (("income", into), ("expense", out)) if x is not None}
        return True
    if balance in {x for _, x in piece.rows.grid.sheet.marks}:
        return False  # the balances that were to tell were never worked out, which is told
    if not piece.rows.bad.isdisjoint(line.at for line in lines):
        return False  # balances that may say it are in rows that were refused
    x = debit if debit is not None else credit
    assert x is not None
    head = piece.rows.head
    what = "entries" if balance is None and _are_both_sides(piece, lines) else "one"
    piece.rows.log.add(HEAD_SIDES, piece.rows.place(head.row, x), head.columns[x].key, what=what)
    return False


def _are_both_sides(piece: Piece, lines: Sequence[Line]) -> bool:
    """Tell whether each amount stands twice, as debit of one account and as credit of another."""
    added = {"debit": Decimal(0), "credit": Decimal(0)}
    for role in {*added} & {*piece.x}:
        amounts = (piece.amount(line.row, piece.x[role]) for line in lines if line.what == "entry")
        added[role] = sum(filter(None, amounts), Decimal(0))
    return added["debit"] == added["credit"] != 0


def _is_of_money(piece: Piece, votes: set[str], lines: Sequence[Line]) -> bool:
    """Tell whether a balance is that of money: its book says so, or it falls as well as it rises."""
    if votes != {"debit"}:
        return votes == {"credit"}
    grid, credit = piece.rows.grid, piece.x.get("credit")
    above = "".join(cell for row in grid.sheet.rows[: piece.rows.head.row] for cell in row)
    falls = credit is not None and any(
        line.what == "entry" and piece.amount(line.row, credit) for line in lines
    )
    return falls or any(word in above + grid.sheet.name for word in _BOOKS_OF_MONEY)
