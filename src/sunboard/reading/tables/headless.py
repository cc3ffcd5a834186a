"""Why a table has no head that is known: it has none, has one of other words, or lies on its side.

Two columns, of labels and of amounts, need none where titles among the labels say the sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile, zip_longest

from sunboard.engines.sheet import Sheet
from sunboard.faults import fault
from sunboard.fields.written import half_width, parse_money
from sunboard.model.node import Place
from sunboard.model.problem import Log, Problem
from sunboard.reading.tables.amounts import scaled
from sunboard.reading.tables.columns import Cells, Column, Columns, FoundHead
from sunboard.reading.tables.days import are_days
from sunboard.reading.tables.head import FURTHEST, find_head, is_unit_or_note
from sunboard.reading.tables.settling import settled
from sunboard.reading.tables.sums import DASHES, is_span, sum_word
from sunboard.reading.tables.words import enumerated, section_side, side_said

_HEAD_MISSING = fault("table-head-missing")
_NO_INNER: Mapping[str, str] = {}
_SHORT = 12  # signs of what may be a head
_FEWEST = 3  # amounts that make a list of them, and cells of a row that is a head and several things
_SHOWN = ("day", "voucher", "purpose", "account", "income", "expense", "balance")


def note_no_head(
    rows: Cells,
    place: Place,
    name: str,
    log: Log,
    *,
    columns: Columns | None = None,
    heads: Sequence[str] = (),
    lines: Sequence[int] = (),
    start: int = 0,
    not_apart: bool = False,
    is_form: bool = False,
    on_side: bool = False,
    inner: Mapping[str, str] = _NO_INNER,
) -> None:
    """Note that a table has no head that is known, and what stands in its place.

    `place` is that of its first row; `lines` are those of a text on which its rows begin. A sheet of records
    has no `columns`, and may lie on its side; `inner` says of which kind they are, and of which table of a
    record, where its heads tell it.
    """
    labels = {role: columns.labels[one] for role, one in columns.roles.items()} if columns else {}
    at = _other_head(rows, start)
    what = "apart" if not_apart else "form" if is_form else _what(rows, at, columns)
    if columns is None and not not_apart:
        what = "on-side" if on_side else "inner" if inner.get("field") else "records"
    asked = tuple(labels[role] for role in _SHOWN if role in labels)
    asked = asked or tuple(heads) or (columns.example if columns else ())
    row = start if at is None or what in ("turned", "apart", "form") else at
    known = columns.knows if columns and not is_form else lambda cell: False
    found = tuple(cell for cell in rows[row] if cell and not known(cell))
    if what == "card" and columns:
        row, found = _lines_of_card(rows, columns)[0]
    line = lines[row] if row < len(lines) else row + 1
    sheet, mark, cell = place.cell.rpartition("!")
    here = replace(place, line=line, cell=f"{sheet}{mark}A{row + 1}" if cell else "")
    told = {role: labels.get(role, "") for role in ("day", "purpose", "income", "expense")}
    told |= inner
    log.add(_HEAD_MISSING, here, name, heads=asked, what=what, found=found, row=f"{line}", **told)


def note_turned(sheet: Sheet, path: str, log: Log, *, columns: Columns) -> None:
    """Note that a table that was read on its side is to be turned."""
    rows, place = tuple(zip_longest(*sheet.rows, fillvalue="")), Place(path, 1, f"{sheet.name}!A1")
    note_no_head(rows, place, path.rpartition("/")[2], log, columns=columns)


def _what(rows: Cells, at: int | None, columns: Columns | None) -> str:
    """Say what a table has in place of a head, its words standing in a row if anywhere."""
    is_ledger = columns is not None and bool(columns.roles)
    if columns is not None and _is_turned(rows, columns):
        return "turned"
    if columns is not None and not is_ledger and len(_lines_of_card(rows, columns)) > 1:
        return "card"
    if at is None:
        return "none" if any(sum(map(bool, row)) > 1 for row in rows) else "text"
    if not is_ledger:
        return "words"
    if sum(are_days([cell]) for cell in rows[at] if cell) > 1:
        return "days"
    return "across" if _lies_across(rows, at) else "ledger"


def _lines_of_card(rows: Cells, columns: Columns) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows of a card whose cells say each what they hold, 原值：480000元, and the names there."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for at, row in enumerate(rows[:FURTHEST]):
        names = [half_width(cell).partition(":")[0].strip() for cell in row if ":" in half_width(cell)]
        if names and len(names) == sum(map(bool, row)) and any(map(columns.knows, names)):
            found.append((at, tuple(names)))
    return found


def is_without_head(problem: Problem) -> bool:
    """Tell whether a problem says that a table has no head."""
    return problem.fault is _HEAD_MISSING


def _other_head(rows: Cells, start: int) -> int | None:
    """Return the row of words right above the first amounts, as heads stand, though none is known."""
    above = None
    for at in range(start, min(len(rows), start + FURTHEST)):
        filled = [cell for cell in rows[at] if cell]
        if any(parse_money(cell) is not None for cell in filled):
            return above
        if len(filled) > 1 and all(len(cell) <= _SHORT for cell in filled):
            above = at
    return None


def _is_turned(rows: Cells, columns: Columns) -> bool:
    """Tell whether a table lies on its side: its first column is the head of the others.

    Of a register or list half of the heads are enough, where no further column has some, as a card has.
    """
    top = tuple(tuple(row[:FURTHEST]) for row in rows[:FURTHEST])
    if columns.roles:
        return as_turned(Sheet("", top), columns) is not None
    body = [row for row in top if sum(map(bool, row)) > 1]
    known = sum(columns.knows(row[0]) for row in body)
    return 1 < known >= len(body) / 2 and not any(columns.knows(cell) for row in body for cell in row[1:])


def as_turned(sheet: Sheet, columns: Columns) -> Sheet | None:
    """Return a sheet whose table lies on its side as if it stood; nothing where it does not.

    Titles above it and lines below it are left out. Of one thing alone it is a card.
    """
    body = [at for at, row in enumerate(sheet.rows) if sum(map(bool, row)) > 1 and row[0]]
    if not body or (not columns.roles and max(sum(map(bool, sheet.rows[at])) for at in body) < _FEWEST):
        return None
    inside = range(body[0], body[-1] + 1)
    if not all(columns.knows(sheet.rows[at][0]) for at in inside if any(sheet.rows[at])):
        return None
    rows = (row if at in inside else () for at, row in enumerate(sheet.rows))
    turned = tuple(zip_longest(*rows, fillvalue=""))
    head = find_head(turned, (), columns)
    if head is None or not head.is_whole(columns):
        return None
    return replace(
        sheet,
        rows=turned,
        merged=tuple(
            (left, top, right, bottom) for top, left, bottom, right in sheet.merged if top in inside
        ),
        marks={(x, y): mark for (y, x), mark in sheet.marks.items()},
        dates=frozenset((x, y) for y, x in sheet.dates),
    )


def head_of_outline(rows: Cells, columns: Columns, *, is_dated: bool = False) -> FoundHead | None:
    """Return a head for labels with an amount each, among them titles of both sides; nothing for others.

    One side is enough where the last of them is the sum of all. The head takes the place of the row above the
    first, which may be a title or say the unit, or of the title itself where nothing stands above it. Before
    the labels may stand days.
    """
    if not columns.roles:
        return None
    filled = [[x for x, cell in enumerate(row) if cell and x >= is_dated] for row in rows]
    listed = [at for at, own in enumerate(filled) if any(_amount(rows[at][x]) is not None for x in own[1:])]
    places = {tuple(filled[at]) for at in listed}
    if len(listed) < _FEWEST or len(places) != 1 or len(place := next(iter(places))) != 2:
        return None
    label, amount = place
    titles = {
        at: side
        for at, own in enumerate(filled)
        if own and own[0] == label and (side := section_side(enumerated(rows[at][label])[1]))
    }
    first = min((*listed, *titles))
    row = first - 1 if first or first in listed else 0
    beside = [cell for cell in rows[row][label + 1 :] if cell] if row >= 0 else []
    said = (":" in half_width(cell) or is_unit_or_note(cell) for cell in beside)
    if not all(said) and [columns.column(cell).role for cell in beside] != ["amount"]:
        return None  # heads that are not known: 项目 | 上年数
    sides = {*titles.values()} or {side_said("".join(rows[row]))} if row >= 0 else set[str]()
    if sides != {"income", "expense"} and not (
        sides in ({"income"}, {"expense"}) and _ends_in_sum(rows, listed, label, amount)
    ):
        return None
    made = [Column()] * max(map(len, rows))
    made[label], made[amount] = (
        columns.column(columns.labels[columns.roles[one]]) for one in ("purpose", "amount")
    )
    if is_dated:
        made[0] = columns.column(columns.labels[columns.roles["day"]])
    head = FoundHead(row, tuple(made), top=row + 1, titles=tuple(range(row, -1, -1)))
    return settled(rows, head, columns)


def _amount(text: str) -> Decimal | None:
    """Return an amount as if it were in ten thousands, of which a fen is the sixth decimal."""
    return parse_money(scaled(text, 4))


def head_of_told(rows: Cells, columns: Columns) -> FoundHead | None:
    """Return a head for lines that were parted into what four columns of a ledger hold."""
    first = next(at for at, row in enumerate(rows) if len(row) > 1)
    roles = (columns.roles[role] for role in ("day", "purpose", "income", "expense"))
    made = tuple(columns.column(columns.labels[role]) for role in roles)
    head = FoundHead(first - 1, made, top=first, titles=tuple(range(first - 1, -1, -1)))
    return settled(rows, head, columns)


def _ends_in_sum(rows: Cells, listed: Sequence[int], label: int, amount: int) -> bool:
    """Tell whether the last of some labels with amounts says what all above it come to."""
    *items, last = (_amount(rows[at][amount]) or Decimal(0) for at in listed)
    return bool(sum_word(enumerated(rows[listed[-1]][label])[1])) and sum(items) == last != 0


def _lies_across(rows: Cells, at: int) -> bool:
    """Tell whether months or sums stand below one another, and what the money was for above the amounts."""
    lines = [*takewhile(_is_of_time, rows[at + 1 : at + FURTHEST])]
    behind = at + 1 + len(lines)
    goes_on = behind < len(rows) and any(parse_money(cell) is not None for cell in rows[behind])
    return bool(lines) and not goes_on


def _is_of_time(row: Sequence[str]) -> bool:
    """Tell whether a row has a month or a sum in front, and behind it nothing but amounts."""
    has_time = bool(row) and (is_span(row[0]) or bool(sum_word(row[0])))
    return has_time and all(cell in DASHES or parse_money(cell) is not None for cell in row[1:] if cell)
