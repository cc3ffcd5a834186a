"""From the bytes of a file to the sheet that holds the rows, or to the sheets that hold them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sunboard.engines.sheet import Sheet, WorkbookBroken
from sunboard.engines.spreadsheet import read_sheets
from sunboard.faults import fault
from sunboard.fields.written import parse_money
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Place
from sunboard.model.period import Period
from sunboard.model.problem import Log
from sunboard.reading.sources import OpenWorkbook
from sunboard.reading.tables.boxes import joined_boxes
from sunboard.reading.tables.columns import Cells, Columns
from sunboard.reading.tables.files import TABLE_EMPTY, is_delimited, is_no_table, note_broken, text_grid
from sunboard.reading.tables.grid import Grid, note_hidden
from sunboard.reading.tables.head import find_head
from sunboard.reading.tables.headless import as_turned, head_of_outline, note_no_head
from sunboard.reading.tables.sheet_names import (
    accounts_named,
    is_of_another,
    missing_part,
    part_of,
    parts_of_period,
    period_named,
)
from sunboard.reading.tables.words import account_named, side_said

SHEET_HIDDEN = fault("table-sheet-hidden")
SHEET_MISSING = fault("table-sheet-missing")
SHEETS_SEVERAL = fault("table-sheets-several")
PART_MISSING = fault("table-part-of-period-missing")
ADDS_UP = fault("table-adds-up")

_GROUP = regex(r"[^#＃].{0,7}[组队社]")
_STATE = regex(r"[\d#＃年季月期初末新旧]|[Ss]heet|原来|备份|副本|作废")
_FEWEST = 2  # sheets beside one that adds them up
_LARGE = regex(r"[百千万亿]\s*元")


def find_grids(
    data: bytes,
    path: str,
    columns: Columns,
    log: Log,
    *,
    wanted: str = "",
    period: Period | None = None,
    open_workbook: OpenWorkbook = read_sheets,
) -> tuple[Grid, ...]:
    """Find the sheet with the rows, or several that hold them together; none after noting why there is none.

    `wanted` is the sheet that the clerk names. Without it the one named after the period is taken, or those
    of its months, or one for income and one for expense; else the only one with a known head.
    """
    if is_no_table(data, path, log):
        return ()
    if is_delimited(data, path):
        grid = text_grid(data, path, columns, log)
        return (grid,) if grid else ()
    try:
        sheets = open_workbook(data)
    except WorkbookBroken as error:
        note_broken(error, path, log)
        return ()
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        log.add(TABLE_EMPTY, Place(path), path.rpartition("/")[2])
        return ()
    workbook = _Workbook.of(sheets, path, columns, period, log)
    if wanted:
        grid = workbook.named(wanted)
        return (grid,) if grid else ()
    return workbook.chosen()


@dataclass(frozen=True, slots=True)
class _Workbook:
    """The sheets of a file, those whose head is known, and what is looked for in them."""

    sheets: Sequence[Sheet]
    grids: Sequence[Grid]
    path: str
    columns: Columns
    period: Period | None
    log: Log

    @classmethod
    def of(
        cls, sheets: Sequence[Sheet], path: str, columns: Columns, period: Period | None, log: Log
    ) -> _Workbook:
        """Find the heads of all sheets."""
        if columns.roles:
            sheets = tuple(map(joined_boxes, sheets))
        grids = [
            Grid(sheet, head, f"{sheet.name}!")
            for sheet in sheets
            if (head := find_head(sheet.rows, sheet.merged, columns))
        ]
        return cls(sheets, grids, path, columns, period, log)

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return self.path.rpartition("/")[2]

    def named(self, wanted: str) -> Grid | None:
        """Return the sheet that the clerk names; none after noting why."""
        grid = next((grid for grid in self.grids if grid.sheet.name.strip() == wanted), None)
        sheet = next((sheet for sheet in self.sheets if sheet.name.strip() == wanted), None)
        named = period_named(wanted, self.period) if self.period else None
        if grid is None and named and sheet is None:
            alike = [grid for grid in self.grids if period_named(grid.sheet.name, self.period) == named]
            grid = alike[0] if len(alike) == 1 else None
        if grid is not None:
            note_hidden(grid, self.path, self.log, rows=not self.columns.roles)
        elif sheet is not None:
            self._note_no_head(sheet, wanted)
        else:
            names = tuple(sheet.name for sheet in self.sheets)
            self.log.add(SHEET_MISSING, Place(self.path), wanted, file=self.file, sheets=names, what="file")
        return grid

    def chosen(self) -> tuple[Grid, ...]:
        """Return the sheets that hold the rows, behind them those that only add them up."""
        columns, period = self.columns, self.period
        named = self._of_period()
        if named is None:
            return ()
        beside = _summaries_beside(self.grids, named, columns, period) if columns.roles else ()
        chosen = named or _choose(self.grids, columns, period)
        if not chosen:
            return self._without_known_head()
        chosen = self._together(chosen)
        if not chosen:
            return ()
        if sheet := self._lacks_head(chosen):
            self._note_no_head(sheet, sheet.name)
            return ()
        self._note_left_out(chosen)
        for grid in chosen:
            note_hidden(grid, self.path, self.log, rows=not columns.roles)
        parts, others = ([one for one in chosen if one.is_summary is said] for said in (False, True))
        return (*(books_of_accounts(parts) if columns.roles else parts), *others, *beside)

    def _of_period(self) -> Sequence[Grid] | None:
        """Return the sheets named after the period, or its months; nothing after noting that one is missing.

        An empty list where no sheet is named so.
        """
        period = self.period
        if period is None:
            return []
        if named := [grid for grid in self.grids if period_named(grid.sheet.name, period) == period]:
            return named
        within = {sheet.name: found for sheet in self.sheets if (found := part_of(sheet.name, period))}
        missing = missing_part([*within.values()], period)
        if missing and len({*within.values()}) > 1:
            told = "、".join(within)
            self.log.add(PART_MISSING, Place(self.path), told, missing=missing, file=self.file)
            return None
        names = () if missing else parts_of_period(within, period)
        chosen = [grid for grid in self.grids if grid.sheet.name in names]
        return sorted(chosen, key=lambda grid: names.index(grid.sheet.name))

    def _without_known_head(self) -> tuple[Grid, ...]:
        """Return the one sheet that lies on its side or needs no head; none after noting that it has none."""
        if grid := _turned_grid(self.sheets, self.columns) or _outline_grid(self.sheets, self.columns):
            return (grid,)
        self._note_no_head(next(sheet for sheet in self.sheets if any(map(any, sheet.rows))), self.file)
        return ()

    def _note_no_head(self, sheet: Sheet, name: str) -> None:
        place = Place(self.path, 1, f"{sheet.name}!A1")
        note_no_head(sheet.rows, place, name, self.log, columns=self.columns)

    def _together(self, chosen: Sequence[Grid]) -> Sequence[Grid]:
        """Return the sheets that make one table; none after noting that several could be meant."""
        columns, is_one = self.columns, False
        if columns.roles:
            if not _belong_together(chosen, columns, self.period):
                chosen = _with_summaries(chosen, columns, self.period) or chosen
        else:
            parts = _without_summary(self.sheets, chosen, self.path, self.log)
            is_added = parts is not None
            is_one = (columns.is_register or is_added) and _are_parts(parts or chosen, is_added)
            chosen = _of_groups(parts or chosen, columns)
        entries = [one for one in chosen if not one.is_summary]
        if is_one or _belong_together(entries, columns, self.period):
            return chosen
        self._note_several(chosen)
        return ()

    def _note_several(self, chosen: Sequence[Grid]) -> None:
        """Ask which of several sheets is meant; the example is one of entries and of the period."""
        names = tuple(grid.sheet.name for grid in chosen)
        own = (one.sheet.name for one in sorted(chosen, key=lambda one: not one.is_dated))
        own = (one for one in own if not is_of_another(one, self.period))
        example = next(own, self.period.name("zh") if self.period else names[0])
        self.log.add(
            SHEETS_SEVERAL,
            Place(self.path),
            "、".join(names),
            file=self.file,
            example=f"{self.file}#{example}",
            sheets=names,
            what="rows",
        )

    def _lacks_head(self, chosen: Sequence[Grid]) -> Sheet | None:
        """Return a sheet with amounts that belongs beside those that were chosen, and has no known head."""
        found = {grid.sheet.name for grid in self.grids}
        others = (sheet for sheet in self.sheets if sheet.name not in found and not _is_own(sheet))
        belonging = (sheet for sheet in others if _belongs_beside(sheet.name, chosen, self.period))
        return next((sheet for sheet in belonging if _has_amounts(sheet.rows)), None)

    def _note_left_out(self, chosen: Sequence[Grid]) -> None:
        """Tell of sheets that hold rows and were not chosen: hidden ones, and those of entries."""
        for grid in self.grids:
            if any(grid.sheet is one.sheet for one in chosen) or not _is_filled(grid):
                continue
            place, name = Place(self.path, cell=f"{grid.prefix}A1"), grid.sheet.name
            if grid.sheet.hidden:
                self.log.add(SHEET_HIDDEN, place, name, what="hidden")
            elif _is_own(grid.sheet) or is_of_another(name, self.period):
                continue
            elif grid.is_dated and grid.head.is_whole(self.columns):
                self.log.add(SHEET_HIDDEN, place, name, what="other")


def _belongs_beside(name: str, chosen: Sequence[Grid], period: Period | None) -> bool:
    """Tell whether a sheet is named as a further one of those chosen: of a month, a side, an account."""
    names, sides = [grid.sheet.name for grid in chosen], {grid.side for grid in chosen}
    if period and part_of(name, period):
        return all(part_of(one, period) for one in names)
    said = side_said(name)
    other = bool(said) and len(sides) == 1 and sides <= {"income", "expense"} and said not in sides
    return other or bool(account_named(name) and all(map(account_named, names)))


def _only_sheet(sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the one sheet that is not empty, where nothing of it is hidden."""
    filled = [sheet for sheet in sheets if any(map(any, sheet.rows))]
    is_whole = len(filled) == 1 and not (filled[0].hidden_rows or filled[0].hidden_columns)
    return filled[0] if is_whole else None


def _outline_grid(sheets: Sequence[Sheet], columns: Columns) -> Grid | None:
    """Return the one sheet, where it has labels with an amount each and needs no head."""
    sheet = _only_sheet(sheets)
    head = sheet and head_of_outline(sheet.rows, columns)
    return Grid(sheet, head, f"{sheet.name}!") if sheet and head else None


def _turned_grid(sheets: Sequence[Sheet], columns: Columns) -> Grid | None:
    """Return the one sheet, where its table lies on its side."""
    sheet = _only_sheet(sheets)
    if sheet is None:
        return None
    says_unit = any(_LARGE.search(cell) for row in sheet.rows for cell in row)
    turned = as_turned(sheet, columns) if not says_unit else None
    head = turned and find_head(turned.rows, turned.merged, columns)
    return Grid(turned, head, f"{turned.name}!", is_turned=True) if turned and head else None


def _is_own(sheet: Sheet) -> bool:
    """Tell whether a sheet is the clerk's own: hidden, or with # before its name."""
    return sheet.hidden or sheet.name.startswith(("#", "＃"))


def _has_amounts(rows: Cells) -> bool:
    """Tell whether any row has an amount beside something else."""
    return any(
        any(parse_money(cell) is not None for cell in filled)
        for row in rows
        if len(filled := [cell for cell in row if cell]) > 1
    )


def _with_summaries(grids: Sequence[Grid], columns: Columns, period: Period | None) -> Sequence[Grid]:
    """Return sheets of which those without days may only add up the others; none where these do not fit."""
    entries = [grid for grid in grids if grid.is_dated]
    if not entries or len(entries) == len(grids) or not _belong_together(entries, columns, period):
        return ()
    return [replace(grid, is_summary=not grid.is_dated) for grid in grids]


def _summaries_beside(
    grids: Sequence[Grid], chosen: Sequence[Grid], columns: Columns, period: Period | None
) -> Sequence[Grid]:
    """Return the sheets of totals beside those of entries that are named after a period or its months."""
    if not chosen or not all(grid.is_dated for grid in chosen):
        return ()
    return [
        replace(grid, is_summary=True, is_beside=True)
        for grid in grids
        if grid.head.is_whole(columns) and not (grid.is_dated or _is_own(grid.sheet))
        if _is_filled(grid) and not is_of_another(grid.sheet.name, period)
    ]


def books_of_accounts(grids: Sequence[Grid]) -> Sequence[Grid]:
    """Return sheets with the account whose book each is, where every one is named after another account."""
    names = accounts_named(grid.sheet.name for grid in grids)
    return [replace(grid, account=name) for grid, name in zip(grids, names, strict=True)] if names else grids


def _of_groups(grids: Sequence[Grid], columns: Columns) -> Sequence[Grid]:
    """Return sheets with the group of the village that each lists: named after one, with names."""
    names = [grid.sheet.name.strip() for grid in grids]
    is_list = all({*columns.named} & {*grid.head.fields} for grid in grids)
    is_each = is_list and all(map(_GROUP.fullmatch, names))
    return [replace(grid, group=name) for grid, name in zip(grids, names, strict=True)] if is_each else grids


def _without_summary(
    sheets: Sequence[Sheet], grids: Sequence[Grid], path: str, log: Log
) -> Sequence[Grid] | None:
    """Return sheets that another only adds up: in it a row names each of them; note it, or return nothing."""
    for sheet in sheets:
        others = [one for one in grids if one.sheet is not sheet]
        cells = {cell for row in sheet.rows for cell in row}
        if len(others) >= _FEWEST and cells.issuperset(one.sheet.name.strip() for one in others):
            log.add(ADDS_UP, Place(path, cell=f"{sheet.name}!A1"), sheet.name)
            return others
    return None


def _are_parts(grids: Sequence[Grid], are_added: bool) -> bool:
    """Tell whether sheets are parts of one table: added up by another, or alike and of sorts of things.

    One named with a figure or a time is as often as not another state of the same things.
    """
    names = [grid.sheet.name for grid in grids]
    is_alike = len({grid.head.fields for grid in grids}) == 1
    return are_added or (is_alike and not any(map(_STATE.search, names)))


def _belong_together(grids: Sequence[Grid], columns: Columns, period: Period | None) -> bool:
    """Tell whether sheets make one table: of months that follow one another, or one of each side."""
    if len(grids) == 1 or all(grid.group for grid in grids):
        return True
    if columns.roles and all(grid.account for grid in books_of_accounts(grids)):
        return True
    marks = [(period_named(grid.sheet.name, period) if period else None, grid.side) for grid in grids]
    sides = {side for _, side in marks}
    if len({*marks}) < len(marks):
        return False
    follow = sides == {""} and all(part for part, _ in marks)
    return follow or sides == {"income", "expense"}


def _choose(grids: Sequence[Grid], columns: Columns, period: Period | None) -> Sequence[Grid]:
    """Narrow down the sheets that could be meant; a reason that leaves none is passed over."""
    found = [grid for grid in grids if not is_of_another(grid.sheet.name, period)] or grids
    whole = [grid for grid in found if grid.head.is_whole(columns)]
    if not any(grid.is_dated for grid in whole):  # totals stand in for no entries, though a head is not whole
        whole += [grid for grid in found if grid.is_dated and _is_filled(grid) and not _is_own(grid.sheet)]
    found = _with_other_side(whole, found) or found
    found = [grid for grid in found if _is_filled(grid)] or found
    shown = [grid for grid in found if not grid.sheet.hidden] or found
    return _with_other_side(shown, found)


def _with_other_side(kept: Sequence[Grid], found: Sequence[Grid]) -> Sequence[Grid]:
    """Return the sheets that are kept, and beside those of one side that of the other: it holds half.

    A hidden one is taken where no other is shown, and told.
    """
    sides = {grid.side for grid in kept}
    missing = {"income": "expense", "expense": "income"}.get(sides.pop(), "") if len(sides) == 1 else ""
    other = [grid for grid in found if missing and grid.side == missing]
    other = [grid for grid in other if not grid.sheet.hidden] or other
    return [*kept, *other] if len(other) == 1 and _is_filled(other[0]) else kept


def _is_filled(grid: Grid) -> bool:
    return any(any(row) for row in grid.sheet.rows[grid.head.row + 1 :])
