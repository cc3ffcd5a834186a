"""Rows that stand in a file beside a record: CSV or a spreadsheet, each cell with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sunboard.engines.spreadsheet import read_sheets
from sunboard.faults import fault
from sunboard.fields.part import Part
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
    sound, heard, added = True, Log(), dict[str, Sums]()
    for grid in grids if columns.roles else ():
        if (at := half_known_above(grid, columns)) is not None:
            _note_above(grid, at, path, columns, log)
            return None
        if (cell := other_village(grid, columns)) is not None:
            place = Rows(grid, grid.head, path, columns, log).place(*cell).at("")
            log.add(OF_SEVERAL, place, grid.sheet.rows[cell[0]][cell[1]])
            return None
    below = _parts_of_ledger if columns.roles else parts_below
    grids = [part for grid in grids for part in below(grid, columns)]
    grids = [one for grid in grids for one in _of_period(grid, path, columns, heard, period)]
    for grid in grids:
        if (cell := other_time(grid, columns, period)) is not None:
            _note_other_time(grid, cell, path, columns, log, period)
            return None
    for grid in (grid for grid in grids if not grid.is_summary):
        rows = _read_grid(within_borders(grid, path, columns, heard), path, columns, heard, period, added)
        sound = sound and rows is not None
        found += rows or []
    are_books = bool(columns.roles) and all(grid.account for grid in grids if not grid.is_summary)
    if are_books or any(map(_names_accounts, grids)):
        found = moved_between_books(found, columns, are_books=are_books)
    for grid in (grid for grid in grids if grid.is_summary and not heard.has_error):
        own = Log() if grid.is_beside else heard
        rows = _read_grid(within_borders(grid, path, columns, own), path, columns, own, period, {})
        _note_summary(grid, rows or [], found, path, columns, heard)
    first = grids[0]
    if first.is_turned and (heard.has_error or any(one.fault is TOTAL_DIFFERS for one in heard.problems)):
        note_turned(first.sheet, path, log, columns=columns)  # what is wrong in it is told where it stands
        return None
    log.problems += heard.problems
    if not sound:
        return None
    place = Rows(first, first.head, path, columns, log).place(first.head.row, 0)
    return Items(tuple(found), place, told=heard.has_error)


def _names_accounts(grid: Grid) -> bool:
    """Tell whether a column says of which of several accounts the rows are."""
    below, columns = grid.sheet.rows[grid.head.row + 1 :], enumerate(grid.head.columns)
    own = (x for x, column in columns if column.role == "where")
    return any(len({row[x] for row in below if x < len(row) and row[x]}) > 1 for x in own)


def _parts_of_ledger(grid: Grid, columns: Columns) -> Sequence[Grid]:
    """Return the books of several accounts or of several groups that one sheet holds; else the sheet."""
    return [book for part in groups_below(grid, columns) for book in books_below(part, columns)]


def _of_period(grid: Grid, path: str, columns: Columns, log: Log, period: Period | None) -> Sequence[Grid]:
    """Return the tables of a sheet that are of the period; each of another is told of once."""
    own, others = of_period_below(grid, columns, period)
    for other in others:
        rows = Rows(other, other.head, path, columns, log)
        names = "、".join(column.key for column in other.head.columns if column.key)
        log.add(TABLE_BESIDE, rows.place(other.head.row, 0).at(""), names, beyond="row")
    return own


def _note_summary(
    grid: Grid, rows: Sequence[Row], entries: Sequence[Row], path: str, columns: Columns, log: Log
) -> None:
    """Note of a sheet that it only adds up what stands on others; an error where its figures are others."""
    place, name = Rows(grid, grid.head, path, columns, log).place(grid.head.row, 0).at(""), grid.sheet.name
    if summaries([entries, rows], columns):
        log.add(ADDS_UP, place, name)
    elif grid.is_beside:
        log.add(TABLE_BESIDE, place, name, beyond="sheet")
    elif not log.has_error:
        (income, expense), (came, went) = (map(separated, totals(one, columns)) for one in (rows, entries))
        said = {"income": income, "expense": expense, "came": came, "went": went}
        log.add(SUMMARY_DIFFERS, place, name, **said, village="".join(path.split("/")[1:2]))


def _read_grid(
    grid: Grid, path: str, columns: Columns, log: Log, period: Period | None, added: dict[str, Sums]
) -> list[Row] | None:
    """Read the rows of one sheet; nothing where a head is not sound."""
    found: list[list[Row]] = []
    heads: list[Rows] = []
    told = False
    own = (period and part_of(grid.sheet.name, period)) or period
    if columns.roles and (at := unheaded_above(grid)) is not None:
        _note_above(grid, at, path, columns, log)
        return None
    whole = (grid.head, len(grid.sheet.rows), None)
    for head, stop, other in stacked(grid, columns) if columns.roles else (whole,):
        above = replace(grid, sheet=replace(grid.sheet, rows=grid.sheet.rows[:stop]))
        rows = Rows(above, head, path, columns, log)
        if other is not None:
            names = "、".join(cell for cell in grid.sheet.rows[other] if cell)
            log.add(TABLE_BESIDE, rows.place(other, 0).at(""), names, beyond="row")
        if head.unclear is not None:
            said = head.unit or head.columns[head.unclear].key
            log.add(UNIT_UNCLEAR, rows.place(head.row, head.unclear), said, what="money")
            return None
        if (cell := other_area(grid.sheet.rows, head, columns)) is not None:
            at, x = cell
            log.add(
                UNIT_UNCLEAR,
                rows.place(at, x).at(""),
                joined(grid.sheet.rows[at][x]),
                what="area" if at < head.row else "area-head",
            )
            return None
        if head.unit and not told:
            log.add(UNIT_SCALED, rows.place(*_place_of_unit(grid, head)), " ".join(head.unit.split()))
            told = True
        if not columns.roles:
            table = ItemTable(rows)
            return list(table.read()) if table.is_sound() else None
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
        if log.has_error and not any(read):
            return None
        found.append([row for piece in read for row in piece])
        heads.append(rows)
    passed = summaries(found, columns) if len(found) > 1 else ()
    for at in passed:
        rows = heads[at]
        names = "、".join(column.key for column in rows.head.columns if column.key)
        log.add(ADDS_UP, rows.place(rows.head.row, 0).at(""), names)
    return [row for at, table in enumerate(found) if at not in passed for row in table]


def _note_above(grid: Grid, at: int, path: str, columns: Columns, log: Log) -> None:
    """Note that amounts above the head stand under none that is known."""
    place = Rows(grid, grid.head, path, columns, log).place(at, 0).at("")
    name, lines = path.rpartition("/")[2], grid.lines
    note_no_head(grid.sheet.rows, place, name, log, columns=columns, lines=lines, start=at)


def _note_other_time(
    grid: Grid, cell: tuple[int, int], path: str, columns: Columns, log: Log, period: Period | None
) -> None:
    """Note that the title of a table is that of another time than the record's."""
    place, title = (
        Rows(grid, grid.head, path, columns, log).place(*cell).at(""),
        joined(grid.sheet.rows[cell[0]][cell[1]]),
    )
    log.add(SPAN_OTHER, place, title, period=period.name("zh") if period else "", what="title")


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
