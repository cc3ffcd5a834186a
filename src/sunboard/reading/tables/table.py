"""Rows that stand in a file beside a record: CSV or a spreadsheet, each cell with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sunboard.engines.spreadsheet import read_sheets
from sunboard.faults import fault
from sunboard.fields.part import Part
from sunboard.lazy import dataclass
from sunboard.model.money import separated
from sunboard.model.node import Items
from sunboard.model.period import Period
from sunboard.model.problem import Log
from sunboard.model.row import Row
from sunboard.reading.sources import OpenWorkbook
from sunboard.reading.tables.books import moved_between_books
from sunboard.reading.tables.columns import Columns, FoundHead, columns_of
from sunboard.reading.tables.grid import Grid
from sunboard.reading.tables.headless import note_no_head, note_turned
from sunboard.reading.tables.items import ItemTable
from sunboard.reading.tables.ledger import read_piece
from sunboard.reading.tables.owners import groups_below, other_village
from sunboard.reading.tables.piece import Piece
from sunboard.reading.tables.regions import TABLE_BESIDE, within_borders
from sunboard.reading.tables.rows import Rows
from sunboard.reading.tables.settling import side_of_piece
from sunboard.reading.tables.sheet_names import part_of
from sunboard.reading.tables.sheets import ADDS_UP, find_grids
from sunboard.reading.tables.spans import of_period
from sunboard.reading.tables.stacked import (
    books_below,
    half_known_above,
    of_period_below,
    other_time,
    parts_below,
    stacked,
    unheaded_above,
)
from sunboard.reading.tables.summaries import summaries, totals
from sunboard.reading.tables.sums import Sums, joined
from sunboard.reading.tables.totals import TOTAL_DIFFERS
from sunboard.reading.tables.units import other_area
from sunboard.reading.tables.words import THIS_PERIOD

OF_SEVERAL = fault("ledger-of-several")
SPAN_OTHER = fault("amounts-of-other-span")
SUMMARY_DIFFERS = fault("summary-sheet-differs")
UNIT_SCALED = fault("table-unit")
UNIT_UNCLEAR = fault("table-unit-unclear")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the sheets of a table are read by, and the log that hears what is wrong in them."""

    path: str
    columns: Columns
    log: Log
    period: Period | None

    def rows(self, grid: Grid, head: FoundHead | None = None) -> Rows:
        """Return the rows below a head of a sheet."""
        return Rows(grid, head or grid.head, self.path, self.columns, self.log)


def read_table(
    data: bytes,
    path: str,
    part: type[Part],
    log: Log,
    *,
    wanted: str = "",
    period: Period | None = None,
    open_workbook: OpenWorkbook = read_sheets,
) -> Items | None:
    """Read the rows of a file, each as fields of a type of part; note why there are none.

    `wanted` names a sheet, `period` helps to choose and to date. A row with a cell that has no value (an
    error, an amount of several rows) is noted and left out, and the rows are told.
    """
    columns = columns_of(part)
    grids = find_grids(data, path, columns, log, wanted=wanted, period=period, open_workbook=open_workbook)
    return read_grids(grids, path, columns, log, period) if grids else None


def read_grids(
    grids: Sequence[Grid], path: str, columns: Columns, log: Log, period: Period | None = None
) -> Items | None:
    """Read the rows of sheets that belong together, one after the other."""
    found: list[Row] = []
    sound, added = True, dict[str, Sums]()
    reading = _Reading(path, columns, log, period)
    if columns.roles and not all(_is_of_one(reading, grid) for grid in grids):
        return None
    aside = replace(reading, log=Log())
    heard = aside.log
    below = _parts_of_ledger if columns.roles else parts_below
    grids = [part for grid in grids for part in below(grid, columns)]
    grids = [one for grid in grids for one in _of_period(aside, grid)]
    for grid in grids:
        if (cell := other_time(grid, columns, period)) is not None:
            _note_other_time(reading, grid, cell)
            return None
    for grid in (grid for grid in grids if not grid.is_summary):
        rows = _read_grid(aside, within_borders(grid, path, columns, heard), added)
        sound = sound and rows is not None
        found += rows or []
    are_books = bool(columns.roles) and all(grid.account for grid in grids if not grid.is_summary)
    if are_books or any(map(_names_accounts, grids)):
        found = moved_between_books(found, columns, are_books=are_books)
    for grid in (grid for grid in grids if grid.is_summary and not heard.has_error):
        own = replace(aside, log=Log()) if grid.is_beside else aside
        rows = _read_grid(own, within_borders(grid, path, columns, own.log), {})
        _note_summary(aside, grid, rows or [], found)
    first = grids[0]
    if first.is_turned and (heard.has_error or any(one.fault is TOTAL_DIFFERS for one in heard.problems)):
        note_turned(first.sheet, path, log, columns=columns)  # what is wrong in it is told where it stands
        return None
    log.problems += heard.problems
    if not sound:
        return None
    place = reading.rows(first).place(first.head.row, 0)
    return Items(tuple(found), place, told=heard.has_error)


def _names_accounts(grid: Grid) -> bool:
    """Tell whether a column says of which of several accounts the rows are."""
    below, columns = grid.sheet.rows[grid.head.row + 1 :], enumerate(grid.head.columns)
    own = (x for x, column in columns if column.role == "where")
    return any(len({row[x] for row in below if x < len(row) and row[x]}) > 1 for x in own)


def _parts_of_ledger(grid: Grid, columns: Columns) -> Sequence[Grid]:
    """Return the books of several accounts or of several groups that one sheet holds; else the sheet."""
    return [book for part in groups_below(grid, columns) for book in books_below(part, columns)]


def _is_of_one(reading: _Reading, grid: Grid) -> bool:
    """Tell whether a sheet of money is of one village and all its amounts are below heads; else say so."""
    if (at := half_known_above(grid, reading.columns)) is not None:
        _note_above(reading, grid, at)
        return False
    if (cell := other_village(grid, reading.columns)) is not None:
        place = reading.rows(grid).place(*cell).at("")
        reading.log.add(OF_SEVERAL, place, grid.sheet.rows[cell[0]][cell[1]])
        return False
    return True


def _of_period(reading: _Reading, grid: Grid) -> Sequence[Grid]:
    """Return the tables of a sheet that are of the period; each of another is told of once."""
    own, others = of_period_below(grid, reading.columns, reading.period)
    for other in others:
        rows = reading.rows(other)
        names = "、".join(column.key for column in other.head.columns if column.key)
        reading.log.add(TABLE_BESIDE, rows.place(other.head.row, 0).at(""), names, beyond="row")
    return own


def _note_summary(reading: _Reading, grid: Grid, rows: Sequence[Row], entries: Sequence[Row]) -> None:
    """Note of a sheet that it only adds up what stands on others; an error where its figures are others."""
    log, columns, name = reading.log, reading.columns, grid.sheet.name
    place = reading.rows(grid).place(grid.head.row, 0).at("")
    if summaries([entries, rows], columns):
        log.add(ADDS_UP, place, name)
    elif grid.is_beside:
        log.add(TABLE_BESIDE, place, name, beyond="sheet")
    elif not log.has_error:
        (income, expense), (came, went) = (map(separated, totals(one, columns)) for one in (rows, entries))
        said = {"income": income, "expense": expense, "came": came, "went": went}
        log.add(SUMMARY_DIFFERS, place, name, **said, village="".join(reading.path.split("/")[1:2]))


def _read_grid(reading: _Reading, grid: Grid, added: dict[str, Sums]) -> list[Row] | None:
    """Read the rows of one sheet; nothing where a head is not sound.

    `added` is what the sheets before it add up to, by column, and takes what this one does.
    """
    if not reading.columns.roles:
        return _read_items(reading, grid)
    if (at := unheaded_above(grid)) is not None:
        _note_above(reading, grid, at)
        return None
    found: list[list[Row]] = []
    heads: list[Rows] = []
    is_scaled = False
    for head, stop, other in stacked(grid, reading.columns):
        above = replace(grid, sheet=replace(grid.sheet, rows=grid.sheet.rows[:stop]))
        rows = reading.rows(above, head)
        if other is not None:
            names = "、".join(cell for cell in grid.sheet.rows[other] if cell)
            reading.log.add(TABLE_BESIDE, rows.place(other, 0).at(""), names, beyond="row")
        if not _are_units_clear(rows, grid):
            return None
        if head.unit and not is_scaled:
            _note_unit(rows, grid)
            is_scaled = True
        pieces = _read_pieces(reading, rows, grid, stop, added)
        if pieces is None:
            return None
        found.append(pieces)
        heads.append(rows)
    passed = summaries(found, reading.columns) if len(found) > 1 else ()
    for at in passed:
        rows = heads[at]
        names = "、".join(column.key for column in rows.head.columns if column.key)
        reading.log.add(ADDS_UP, rows.place(rows.head.row, 0).at(""), names)
    return [row for at, table in enumerate(found) if at not in passed for row in table]


def _read_items(reading: _Reading, grid: Grid) -> list[Row] | None:
    """Read the rows of a sheet that are none of money; nothing where its head is not sound."""
    rows = reading.rows(grid)
    if not _are_units_clear(rows, grid):
        return None
    if grid.head.unit:
        _note_unit(rows, grid)
    table = ItemTable(rows)
    return list(table.read()) if table.is_sound() else None


def _read_pieces(
    reading: _Reading, rows: Rows, grid: Grid, stop: int, added: dict[str, Sums]
) -> list[Row] | None:
    """Read what stands below one head of money, up to a row; nothing where it is not sound."""
    period, head = reading.period, rows.head
    own = (period and part_of(grid.sheet.name, period)) or period
    rows.pass_over_heads(stop)
    rows.head, other_span = of_period(head, own)
    if other_span is not None:
        _note_other_span(rows, other_span, own)
        return None
    pieces = [
        Piece(rows, span, period, side_of_piece(grid.sheet.rows, head, span) or grid.side, added=added)
        for span in head.pieces
    ]
    sound = [piece.is_sound() for piece in pieces]
    if not all(sound):
        return None
    read = [read_piece(piece, stop) for piece in pieces]
    return None if reading.log.has_error and not any(read) else [row for piece in read for row in piece]


def _are_units_clear(rows: Rows, grid: Grid) -> bool:
    """Tell whether it is said in what amounts and areas are counted; ask where two things are said."""
    head = rows.head
    if head.unclear is not None:
        said = head.unit or head.columns[head.unclear].key
        rows.log.add(UNIT_UNCLEAR, rows.place(head.row, head.unclear), said, what="money")
        return False
    if (cell := other_area(grid.sheet.rows, head, rows.columns)) is not None:
        at, x = cell
        what = "area" if at < head.row else "area-head"
        rows.log.add(UNIT_UNCLEAR, rows.place(at, x).at(""), joined(grid.sheet.rows[at][x]), what=what)
        return False
    return True


def _note_unit(rows: Rows, grid: Grid) -> None:
    """Tell once that amounts are said in another unit than 元."""
    place = rows.place(*_place_of_unit(grid, rows.head))
    rows.log.add(UNIT_SCALED, place, " ".join(rows.head.unit.split()))


def _note_above(reading: _Reading, grid: Grid, at: int) -> None:
    """Note that amounts above the head stand under none that is known."""
    place, name = reading.rows(grid).place(at, 0).at(""), reading.path.rpartition("/")[2]
    all_rows, columns = grid.sheet.rows, reading.columns
    note_no_head(all_rows, place, name, reading.log, columns=columns, lines=grid.lines, start=at)


def _note_other_time(reading: _Reading, grid: Grid, cell: tuple[int, int]) -> None:
    """Note that the title of a table is that of another time than the record's."""
    place, title = reading.rows(grid).place(*cell).at(""), joined(grid.sheet.rows[cell[0]][cell[1]])
    period = reading.period.name("zh") if reading.period else ""
    reading.log.add(SPAN_OTHER, place, title, period=period, what="title")


def _note_other_span(rows: Rows, x: int, period: Period | None) -> None:
    """Note that the amounts of a column are those of another time than the record's."""
    column, columns = rows.head.columns[x], rows.columns
    own = f"{THIS_PERIOD}{columns.labels[columns.roles[column.role]]}"
    span = period.name("zh") if period else ""
    rows.log.add(
        SPAN_OTHER, rows.place(rows.head.row, x), column.key, period=span, example=own, what="column"
    )


def _place_of_unit(grid: Grid, head: FoundHead) -> tuple[int, int]:
    """Return the row and column of what says the unit: above the rows, the nearest first, or at the foot."""
    rows = grid.sheet.rows
    lines = (*range(head.row, -1, -1), *range(len(rows) - 1, head.row, -1))
    cells = ((y, x) for y in lines for x in range(len(rows[y])))
    return next(((y, x) for y, x in cells if head.unit in rows[y][x]), (head.row, 0))
