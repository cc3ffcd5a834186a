"""A table that goes with a record: a whole sheet, every cell with its place, brought in where it is named."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from sunboard.engines.sheet import FORMULA, Sheet, WorkbookBroken, column_name
from sunboard.engines.shown_cells import as_shown
from sunboard.engines.spreadsheet import read_sheets
from sunboard.faults import Fault, fault
from sunboard.fields.enclosed_tables import ABOVE, BELOW, HEADS, NAME, ROWS, TITLE
from sunboard.lazy import dataclass
from sunboard.model.encoding import ENCODING_UNKNOWN, decode, first_unreadable, unreadable
from sunboard.model.node import Entry, Items, Place, Scalar
from sunboard.model.problem import Log
from sunboard.model.row import Head, Row
from sunboard.model.tabulation import Line, second_title, tabulated
from sunboard.reading.sources import OpenWorkbook
from sunboard.reading.tables.aligned import heads_by_spaces
from sunboard.reading.tables.cells import cells_of_text
from sunboard.reading.tables.delimited import QuoteOpen
from sunboard.reading.tables.files import QUOTE_OPEN, TABLE_EMPTY, is_delimited, is_no_table, note_broken
from sunboard.reading.tables.grid import cells_of
from sunboard.reading.tables.headless import note_no_head
from sunboard.reading.tables.rows import CELL_ERROR, CELL_FORMULA, lost
from sunboard.reading.tables.sheets import SHEET_MISSING, SHEETS_SEVERAL

MOST_ROWS = 3000
"""Rows of a table on a page; of more, a telephone makes nothing."""
CELLS_HIDDEN = fault("table-cells-hidden")
ROWS_MANY = fault("table-rows-many")
SECOND = fault("table-second")


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the cells of a sheet stand."""

    path: str
    prefix: str = ""  # before a cell: "一季度!"
    lines: tuple[int, ...] = ()  # of a text file, on which the rows begin

    def line(self, at: int) -> int:
        return self.lines[at] if at < len(self.lines) else at + 1

    def place(self, at: int, x: int, field: str = "") -> Place:
        return Place(self.path, self.line(at), f"{self.prefix}{column_name(x)}{at + 1}", field)


def read_enclosed(
    data: bytes, path: str, log: Log, *, wanted: str = "", open_workbook: OpenWorkbook = read_sheets
) -> tuple[Entry, ...] | None:
    """Return the cells of a file as entries for its record; note why there are none.

    `wanted` names a sheet; without it, the only one that is filled is taken.
    """
    if is_no_table(data, path, log):
        return None
    if is_delimited(data, path):
        return _of_text(data, path, log)
    try:
        sheets = open_workbook(data)
    except WorkbookBroken as error:
        note_broken(error, path, log)
        return None
    sheet = _chosen(sheets, path, wanted, log)
    return entries_of(data, sheet, path, _stem(path), log) if sheet else None


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _of_text(data: bytes, path: str, log: Log) -> tuple[Entry, ...] | None:
    name, text = posixpath.basename(path), decode(data)
    if text is None:
        log.add(ENCODING_UNKNOWN, Place(path, first_unreadable(data)), what=unreadable(data))
        return None
    try:
        table = cells_of_text(text)
    except QuoteOpen as error:
        log.add(QUOTE_OPEN, Place(path, error.line), name)
        return None
    if all(len(row) < 2 for row in table.rows) and (heads := heads_by_spaces(text)):
        note_no_head(table.rows, Place(path, 1), name, log, heads=heads, lines=table.lines, not_apart=True)
        return None
    return _entries(Sheet("", table.rows), _Source(path, "", table.lines), _stem(path), log)


def _chosen(sheets: Sequence[Sheet], path: str, wanted: str, log: Log) -> Sheet | None:
    name = posixpath.basename(path)
    if wanted:
        found = next((sheet for sheet in sheets if sheet.name.strip() == wanted.strip()), None)
        if found is None:
            names = tuple(sheet.name for sheet in sheets)
            log.add(SHEET_MISSING, Place(path), wanted, file=name, sheets=names, what="key")
        return found
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    shown = [sheet for sheet in filled if not sheet.hidden] or filled
    if len(shown) > 1:
        names = tuple(sheet.name for sheet in shown)
        example = "、".join(f"{name}#{one}" for one in names)
        log.add(SHEETS_SEVERAL, Place(path), "、".join(names), file=name, example=example, what="whole")
    elif not shown:
        log.add(TABLE_EMPTY, Place(path), name)
    return shown[0] if len(shown) == 1 else None


def entries_of(data: bytes, sheet: Sheet, path: str, title: str, log: Log) -> tuple[Entry, ...] | None:
    """Return the cells of a workbook's sheet as they are shown, as entries for its record.

    `title` stands in where the sheet has none.
    """
    return _entries(as_shown(data, sheet), _Source(path, f"{sheet.name}!"), title, log)


def _entries(sheet: Sheet, source: _Source, title: str, log: Log) -> tuple[Entry, ...] | None:
    before = len(log.problems)
    _note_hidden(sheet, source, log)
    found = tabulated(sheet.rows, sheet.merged)
    letters = tuple(map(column_name, found.columns))
    heads = tuple(head or letter for head, letter in zip(found.heads or letters, letters, strict=True))
    named = {x: head.replace("\n", "") for x, head in zip(found.columns, heads, strict=True)}
    formulas: dict[int, list[int]] = {}
    for at, x in sorted(at for at, mark in sheet.marks.items() if mark == FORMULA):
        formulas.setdefault(x, []).append(at)
    marks = {at: mark for at, mark in sheet.marks.items() if mark != FORMULA}
    marks |= {(rows[0], x): FORMULA for x, rows in formulas.items()}  # told once for all of a column
    for (at, x), mark in sorted(marks.items()):
        place = source.place(at, x, named.get(x) or column_name(x))
        if mark == FORMULA:
            log.add(CELL_FORMULA, place, mark, cells=cells_of(x, formulas[x]))
        else:
            log.add(CELL_ERROR, place, mark)
    _note_lost(found.rows, named, source, log)
    if not found.rows:
        log.add(TABLE_EMPTY, source.place(0, 0), posixpath.basename(source.path))
    elif len(found.rows) > MOST_ROWS:
        at = found.rows[MOST_ROWS].at
        log.add(ROWS_MANY, source.place(at, 0), count=f"{len(found.rows)}", most=f"{MOST_ROWS}")
    if second := second_title(found.rows):
        stem, ending = posixpath.splitext(posixpath.basename(source.path))
        example = f"{stem}{ending}、{stem}2{ending}"
        log.add(SECOND, source.place(second.at, 0), "".join(second.cells), example=example)
    if any(problem.is_error for problem in log.problems[before:]):
        return None
    above = found.above[1:] if found.title else found.above
    heading = Scalar(found.title or title, source.place(found.above[0].at if found.title else 0, 0))
    entries = [
        Entry(TITLE if found.title else NAME, heading),
        Entry(ABOVE, _loose(above, source)),
        Entry(ROWS, _rows(found.rows, heads, letters, source)),
        Entry(BELOW, _loose(found.below, source)),
    ]
    if found.heads:
        last = max(at for at in range(found.rows[0].at) if any(sheet.rows[at]))
        entries += [
            Entry(HEADS, row) for row in _rows([Line(last, found.heads)], heads, letters, source).items
        ]
    return tuple(entries)


def _note_lost(rows: Sequence[Line], named: Mapping[int, str], source: _Source, log: Log) -> None:
    """Refuse the first cell of each kind in which a spreadsheet left no value."""
    told: set[Fault] = set()
    for line in rows:
        for (x, head), cell in zip(named.items(), line.cells, strict=False):
            if (why := lost(cell)) and why not in told:
                told.add(why)
                log.add(why, source.place(line.at, x, head), cell)


def _rows(lines: Sequence[Line], heads: Sequence[str], letters: Sequence[str], source: _Source) -> Items:
    head = Head(source.path, source.prefix, tuple(heads), tuple(letters))
    made = (Row(head, line.cells, line.at + 1, source.line(line.at)) for line in lines)
    return Items(tuple(made), source.place(lines[0].at if lines else 0, 0))


def _loose(lines: Sequence[Line], source: _Source) -> Items:
    """Return lines about a table, whose cells stand under no head."""
    letters = tuple(map(column_name, range(max((len(line.cells) for line in lines), default=0))))
    return _rows(lines, letters, letters, source)


def _note_hidden(sheet: Sheet, source: _Source, log: Log) -> None:
    """Refuse rows and columns that are hidden and hold something: nobody can tell whether they are meant."""
    for at in sorted(sheet.hidden_rows):
        if at < len(sheet.rows) and any(sheet.rows[at]):
            log.add(CELLS_HIDDEN, source.place(at, 0), f"{at + 1}", what="row")
            break
    width = max(map(len, sheet.rows), default=0)
    for low, high in sheet.hidden_columns:
        for x in range(max(low, 0), min(high, width - 1) + 1):
            if any(x < len(row) and row[x] for row in sheet.rows):
                log.add(CELLS_HIDDEN, source.place(0, x), column_name(x), what="column")
                return
