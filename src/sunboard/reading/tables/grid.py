"""One sheet with its head found, and how its rows and cells are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sunboard.engines.sheet import Sheet, column_name
from sunboard.faults import fault
from sunboard.lazy import dataclass
from sunboard.model.node import Place
from sunboard.model.problem import Log
from sunboard.reading.tables.columns import FoundHead
from sunboard.reading.tables.words import side_said

PART_HIDDEN = fault("table-part-hidden")
DATED = frozenset(("day", "monthday", "voucher"))
"""What columns of entries hold: when something was, and under which number."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet with its head found."""

    sheet: Sheet
    head: FoundHead
    prefix: str = ""  # stands before a cell in its place: "一季度!"
    lines: tuple[int, ...] = ()  # of a text file, on which the rows begin
    account: str = ""  # whose book it is, where each account has a sheet of its own
    group: str = ""  # whose people it lists or whose money, where each group has a sheet or table of its own
    is_summary: bool = False  # only adds up the sheets beside it, if its figures prove it
    is_beside: bool = False  # others were chosen by their names: what else it may say is told, and not read
    is_turned: bool = False  # lies on its side in the file: its rows are columns there

    @property
    def is_dated(self) -> bool:
        """Tell whether its rows say when they were, or under which number."""
        return not DATED.isdisjoint(column.role for column in self.head.columns)

    @property
    def side(self) -> str:
        """Return the side of which the name of the sheet speaks: 收入, 支出."""
        return side_said(self.sheet.name)


def note_hidden(grid: Grid, path: str, log: Log, *, rows: bool = True) -> None:
    """Tell of a hidden sheet, and of hidden rows and columns that hold something; all of them are read."""
    sheet, first = grid.sheet, grid.head.row + 1
    if sheet.hidden:
        log.add(PART_HIDDEN, Place(path, cell=f"{grid.prefix}A1"), sheet.name, what="sheet")
    if rows:
        note_hidden_rows(grid, [at for at in sheet.hidden_rows if at >= first], path, log)
    last = len(grid.head.columns) - 1
    hidden = {x for low, high in sheet.hidden_columns for x in range(max(low, 0), min(high, last) + 1)}
    for x in sorted(hidden):
        column = grid.head.columns[x]
        if column.field and any(x < len(row) and row[x] for row in sheet.rows[first:]):
            place = Place(path, first, f"{grid.prefix}{column_name(x)}{first}", column.key)
            log.add(PART_HIDDEN, place, column.key, what="column")


def note_hidden_rows(grid: Grid, hidden: Iterable[int], path: str, log: Log) -> None:
    """Tell of hidden rows that hold something, and are read."""
    rows = grid.sheet.rows
    filled = [at for at in sorted(hidden) if at < len(rows) and any(rows[at])]
    if filled:
        place = Place(path, filled[0] + 1, f"{grid.prefix}A{filled[0] + 1}")
        log.add(PART_HIDDEN, place, spans_of(filled), what="row" if len(filled) == 1 else "rows")


def spans_of(rows: Iterable[int]) -> str:
    """Write the numbers of rows that count from 0 as people do: 3, 5-8."""
    return ", ".join(f"{low}" if low == high else f"{low}-{high}" for low, high in _spans(rows))


def cells_of(x: int, rows: Iterable[int]) -> tuple[str, ...]:
    """Write the cells of a column as people do: D3, D5-D8."""
    letter = column_name(x)
    spans = _spans(rows)
    return tuple(f"{letter}{low}" if low == high else f"{letter}{low}-{letter}{high}" for low, high in spans)


def _spans(rows: Iterable[int]) -> Sequence[Sequence[int]]:
    """Return the first and the last number of each run of rows, which count from 0."""
    spans: list[list[int]] = []
    for number in (at + 1 for at in rows):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return spans
