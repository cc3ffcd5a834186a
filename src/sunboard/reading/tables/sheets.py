"""From the bytes of a file to the one sheet that holds the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sunboard.engines.sheet import Sheet, WorkbookBroken, column_name
from sunboard.engines.spreadsheet import is_workbook, read_workbook
from sunboard.faults import Fault, fault
from sunboard.fields.scalars import half_width
from sunboard.model.encoding import first_unreadable, unreadable
from sunboard.model.node import Place
from sunboard.model.period import Period, parse_period
from sunboard.model.problem import Log
from sunboard.reading.documents import ENCODING_UNKNOWN, decode
from sunboard.reading.tables.columns import Columns
from sunboard.reading.tables.delimited import QuoteOpen, read_delimited
from sunboard.reading.tables.head import FoundHead, find_head

HEAD_MISSING = fault("table-head-missing")
PART_HIDDEN = fault("table-part-hidden")
SHEET_HIDDEN = fault("table-sheet-hidden")
TABLE_BROKEN = fault("table-broken")
TABLE_LOCKED = fault("table-locked")
TABLE_FORMAT = fault("table-format")
TABLE_EMPTY = fault("table-empty")
TABLE_TOO_LARGE = fault("table-too-large")
TABLE_TOO_WIDE = fault("cell-far-away")
QUOTE_OPEN = fault("quote-open")
SHEET_MISSING = fault("table-sheet-missing")
SHEETS_SEVERAL = fault("table-sheets-several")

TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_OTHERS = (
    ".et",
    ".ett",
    ".wps",
    ".doc",
    ".docx",
    ".pdf",
    ".numbers",
    ".xlsb",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".bmp",
    ".zip",
    ".rar",
    ".ppt",
    ".pptx",
)
REASONS: dict[str, Fault] = {
    "damaged": TABLE_BROKEN,
    "locked": TABLE_LOCKED,
    "large": TABLE_TOO_LARGE,
    "far": TABLE_TOO_WIDE,
    "format": TABLE_FORMAT,
}
_FILLING = re.compile(r"收支|明细|流水|台账|财务|公开|账簿|账|表|[\s_()（）〔〕\[\]\-—.·]+")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet with its head found. `lines` are those of a text file; `prefix` stands before a cell in its place."""

    sheet: Sheet
    head: FoundHead
    prefix: str = ""
    lines: tuple[int, ...] = ()


def is_delimited(data: bytes, path: str) -> bool:
    """Tell text from a workbook: by its content, and only where that says nothing by its name."""
    return not is_workbook(data) and (
        path.lower().endswith(TEXT_ENDINGS)
        or b"\0" not in data[:4000]
        or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    )


def find_grid(
    data: bytes, path: str, columns: Columns, log: Log, *, wanted: str = "", period: Period | None = None
) -> Grid | None:
    """Find the sheet with the rows; return nothing after noting why there is none.

    `wanted` is the sheet that the clerk names. Without it the one named after the period is taken, else the only one with a known head.
    """
    name = path.rpartition("/")[2]
    if not data.strip():
        log.add(TABLE_EMPTY, Place(path), name)
        return None
    if path.lower().endswith(_OTHERS):
        log.add(TABLE_FORMAT, Place(path), name)
        return None
    if is_delimited(data, path):
        return _text_grid(data, path, columns, log)
    try:
        sheets = read_workbook(data)
    except WorkbookBroken as error:
        log.add(
            REASONS[error.reason], Place(path, cell=error.where), name, cell=error.where.rpartition("!")[2]
        )
        return None
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        log.add(TABLE_EMPTY, Place(path), name)
        return None
    grids = [
        Grid(sheet, head, f"{sheet.name}!")
        for sheet in sheets
        if (head := find_head(sheet.rows, sheet.merged, columns))
    ]
    if wanted:
        return _wanted(sheets, grids, wanted, path, columns, log)
    chosen = _choose(grids, columns, period)
    if not chosen:
        log.add(
            HEAD_MISSING,
            Place(path, cell=f"{sheets[0].name}!A1" if sheets else ""),
            name,
            heads=columns.example,
        )
        return None
    if len(chosen) > 1:
        names = [grid.sheet.name for grid in chosen]
        log.add(SHEETS_SEVERAL, Place(path), "、".join(names), file=name, example=f"{name}#{names[0]}")
        return None
    for grid in grids:
        if grid.sheet.hidden and grid is not chosen[0] and _is_filled(grid):
            log.add(SHEET_HIDDEN, Place(path, cell=f"{grid.prefix}A1"), grid.sheet.name)
    note_hidden(chosen[0], path, log)
    return chosen[0]


def _text_grid(data: bytes, path: str, columns: Columns, log: Log) -> Grid | None:
    name = path.rpartition("/")[2]
    text = decode(data)
    if text is None:
        log.add(ENCODING_UNKNOWN, Place(path, first_unreadable(data)), what=unreadable(data))
        return None
    if not text.strip():
        log.add(TABLE_EMPTY, Place(path), name)
        return None
    try:
        table = read_delimited(text, columns.knows)
    except QuoteOpen as error:
        log.add(QUOTE_OPEN, Place(path, error.line), name)
        return None
    head = find_head(table.rows, (), columns)
    if head is None:
        log.add(HEAD_MISSING, Place(path, 1), name, heads=columns.example)
        return None
    return Grid(Sheet("", table.rows), head, "", table.lines)


def _wanted(
    sheets: Sequence[Sheet], grids: Sequence[Grid], wanted: str, path: str, columns: Columns, log: Log
) -> Grid | None:
    grid = next((grid for grid in grids if grid.sheet.name.strip() == wanted), None)
    if grid is not None:
        note_hidden(grid, path, log)
    elif any(sheet.name.strip() == wanted for sheet in sheets):
        log.add(HEAD_MISSING, Place(path, cell=f"{wanted}!A1"), wanted, heads=columns.example)
    else:
        log.add(
            SHEET_MISSING,
            Place(path),
            wanted,
            file=path.rpartition("/")[2],
            sheets=tuple(sheet.name for sheet in sheets),
        )
    return grid


def _choose(grids: Sequence[Grid], columns: Columns, period: Period | None) -> Sequence[Grid]:
    """Narrow down the sheets that could be meant, one reason after the other; an empty answer to a reason leaves them as they were."""
    found = list(grids)
    named = [grid for grid in found if period is not None and _is_named(grid.sheet.name, period)]
    if named:
        found = named
    for reason in (
        lambda grid: set(columns.required) <= set(grid.head.fields),
        _is_filled,
        lambda grid: not grid.sheet.hidden,
    ):
        found = [grid for grid in found if reason(grid)] or found
    return found


def _is_filled(grid: Grid) -> bool:
    return any(any(row) for row in grid.sheet.rows[grid.head.row + 1 :])


def _is_named(name: str, period: Period) -> bool:
    short = _FILLING.sub("", half_width(name))
    return any(parse_period(text) == period for text in (short, f"{period.year}年{short}") if short)


def note_hidden(grid: Grid, path: str, log: Log) -> None:
    """Tell of a hidden sheet, and of hidden rows and columns that hold something; all of them are read."""
    sheet, first = grid.sheet, grid.head.row + 1
    if sheet.hidden:
        log.add(PART_HIDDEN, Place(path, cell=f"{grid.prefix}A1"), sheet.name, what="sheet")
    rows = [
        at + 1 for at in sorted(sheet.hidden_rows) if first <= at < len(sheet.rows) and any(sheet.rows[at])
    ]
    if rows:
        place = Place(path, rows[0], f"{grid.prefix}A{rows[0]}")
        log.add(PART_HIDDEN, place, _spans(rows), what="row" if len(rows) == 1 else "rows")
    hidden = {
        x
        for low, high in sheet.hidden_columns
        for x in range(max(low, 0), min(high, len(grid.head.columns) - 1) + 1)
    }
    for x in sorted(hidden):
        column = grid.head.columns[x]
        if column.field and any(x < len(row) and row[x] for row in sheet.rows[first:]):
            place = Place(path, first, f"{grid.prefix}{column_name(x)}{first}", column.key)
            log.add(PART_HIDDEN, place, column.key, what="column")


def _spans(numbers: Sequence[int]) -> str:
    """Write numbers as people do: 3, 5-8."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{low}" if low == high else f"{low}-{high}" for low, high in spans)
