"""Where the head of a table stands and what each column holds: title rows above it, one row or two of heads, groups of merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sunboard.engines.sheet import Merge
from sunboard.reading.tables.columns import Column, Columns, is_unit_or_note, scale_above

FURTHEST = 40
"""Rows from the top among which a head is looked for."""

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class FoundHead:
    """The columns of a table, and the last row of its head. `twice` are fields that several columns claim."""

    row: int
    columns: tuple[Column, ...]
    twice: tuple[tuple[str, tuple[int, ...]], ...] = ()
    unit: str = ""  # what says that amounts are not in yuan

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields in the order of the columns, empty for one that is not known."""
        return tuple(column.field for column in self.columns)


def find_head(rows: Cells, merged: Sequence[Merge], columns: Columns) -> FoundHead | None:
    """Find the row that names most columns, with the row above or below it where the two make one head; nothing below two names."""
    near = [[columns.column(cell) for cell in row] for row in rows[:FURTHEST]]
    named = [len({column.field for column in row if column.field}) for row in near]
    if not named:
        return None
    best = max(range(len(named)), key=lambda at: (named[at], -at))
    single = FoundHead(best, tuple(near[best]))
    for top in (best, best - 1):
        pair = _pair(rows, merged, columns, top) if top >= 0 and top + 1 < len(near) else None
        count = len({name for name in pair.fields if name}) if pair else 0
        if pair and count >= 2 and (count > named[best] or (top == best and count == named[best])):
            return _with_units(rows, pair, columns)
    return _with_units(rows, single, columns) if named[best] >= 2 else None


def _pair(rows: Cells, merged: Sequence[Merge], columns: Columns, top: int) -> FoundHead | None:
    """Read two rows as one head: groups above, their parts below; nothing where the lower one is none."""
    width = max(len(rows[top]), len(rows[top + 1]))
    upper, lower = _padded(rows[top], width), _padded(rows[top + 1], width)
    grouped: dict[int, int] = {}
    for first, left, last, right in merged:
        if first == top and last == top:
            grouped |= dict.fromkeys(range(left, min(right, width - 1) + 1), left)
    if not any(lower) or not any(upper):
        return None
    found: list[Column] = []
    weak: set[int] = set()  # columns that are known by the group above them only
    for x in range(width):
        column, is_weak = _of_two(upper[grouped.get(x, x)], lower[x], columns)
        if lower[x] and not is_unit_or_note(lower[x]) and x not in grouped and (is_weak or not column.field):
            return None  # an entry, and no head
        weak |= {x} if is_weak else set()
        found.append(column)
    firm = {column.field for x, column in enumerate(found) if x not in weak}
    whole = tuple(
        Column("", columns.column(lower[x]).key) if x in weak and column.field in firm else column
        for x, column in enumerate(found)
    )
    return FoundHead(top + 1, whole)


def _of_two(above: str, below: str, columns: Columns) -> tuple[Column, bool]:
    """Understand a head of two rows: together, or the lower one, or only by the group above it."""
    if not below:
        return columns.column(above), False
    if not above or columns.column(below).field:
        both = columns.column(above + below)
        return (both if both.field else columns.column(below)), False
    both = columns.column(
        above + below if not is_unit_or_note(below) or below.startswith(("(", "（")) else f"{above}({below})"
    )
    if both.field:
        return both, False
    group = columns.column(above)
    return (group, not is_unit_or_note(below)) if group.field else (columns.column(below), False)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _with_units(rows: Cells, head: FoundHead, columns: Columns) -> FoundHead:
    """Note the unit of amounts, and the fields that stand more than once."""
    above = next(
        (cell for row in rows[: head.row] for cell in row if "单位" in cell and scale_above(cell)), ""
    )
    unit, found = above, []
    for x, column in enumerate(head.columns):
        if column.field in columns.money:
            if column.scale:
                unit = unit or next((row[x] for row in rows[head.row :: -1] if x < len(row) and row[x]), "")
            elif above and "元" not in "".join(
                row[x] for row in rows[max(head.row - 1, 0) : head.row + 1] if x < len(row)
            ):
                column = Column(column.field, column.key, scale_above(above))
        found.append(column)
    claims: dict[str, list[int]] = {}
    for x, column in enumerate(found):
        if column.field:
            claims.setdefault(column.field, []).append(x)
    twice = tuple((name, tuple(at)) for name, at in claims.items() if len(at) > 1)
    return FoundHead(head.row, tuple(found), twice, unit)
