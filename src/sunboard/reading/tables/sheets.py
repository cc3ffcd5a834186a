"""From the bytes of a file to the sheet that holds the rows, or to the sheets that hold them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from sunboard.engines.sheet import Sheet, WorkbookBroken, column_name
from sunboard.engines.spreadsheet import is_page, is_workbook, read_sheets
from sunboard.faults import Fault, fault
from sunboard.fields.written import half_width, parse_money, period_text
from sunboard.lazy import dataclass, regex
from sunboard.model.encoding import ENCODING_UNKNOWN, decode, first_unreadable, unreadable
from sunboard.model.file_types import TEXT_TABLES
from sunboard.model.node import Place
from sunboard.model.period import Period, parse_period
from sunboard.model.problem import Log
from sunboard.reading.sources import OpenWorkbook
from sunboard.reading.tables.aligned import read_aligned, read_listed, read_told, with_days
from sunboard.reading.tables.boxes import joined_boxes
from sunboard.reading.tables.columns import Cells, Columns, FoundHead
from sunboard.reading.tables.delimited import QuoteOpen, read_delimited
from sunboard.reading.tables.head import FURTHEST, find_head
from sunboard.reading.tables.headless import as_turned, head_of_outline, head_of_told, note_no_head
from sunboard.reading.tables.words import account_named, side_said

PART_HIDDEN = fault("table-part-hidden")
QUOTE_OPEN = fault("quote-open")
SHEET_HIDDEN = fault("table-sheet-hidden")
SHEET_MISSING = fault("table-sheet-missing")
SHEETS_SEVERAL = fault("table-sheets-several")
PART_MISSING = fault("table-part-of-period-missing")
TABLE_EMPTY = fault("table-empty")
TABLE_FORMAT = fault("table-format")
ADDS_UP = fault("table-adds-up")
_REASONS: dict[str, Fault] = {
    "damaged": fault("table-broken"),
    "locked": fault("table-locked"),
    "large": fault("table-too-large"),
    "far": fault("cell-far-away"),
    "format": TABLE_FORMAT,
    "page": fault("table-is-web-page"),
}

_OTHER_ENDINGS = (
    *(".et", ".ett", ".wps", ".doc", ".docx", ".pdf", ".numbers", ".xlsb", ".ppt", ".pptx"),
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".zip", ".rar"),
)
_MARKUP = regex(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<workbook|mime-version:)", re.IGNORECASE)
_SHEET = regex(r"(?P<file>.+\.\w+)\s*(?:[#＃](?P<sheet>.+)|〔(?P<tab>.+)〕)")
_GROUP = regex(r"[^#＃].{0,7}[组队社]")
_STATE = regex(r"[\d#＃年季月期初末新旧]|[Ss]heet|原来|备份|副本|作废")
_FEWEST = 2  # sheets beside one that adds them up
_LARGE = regex(r"[百千万亿]\s*元")
DATED = frozenset(("day", "monthday", "voucher"))
"""What columns of entries hold: when something was, and under which number."""
_FILLING = regex(
    r"收支|收入|支出|开支|明细|流水|台账|财务|公开|账簿|账|表|[\s_()（）〔〕\[\]·]+|\.(?!\d)|(?<!\d)\.|^[-—]+|[-—]+$"
)


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


def sheet_of(written: str) -> tuple[str, str]:
    """Take the name of a sheet off a file: `收支.xlsx#一季度`, `收支.xlsx〔一季度〕`."""
    found = _SHEET.fullmatch(written)
    return (found["file"], (found["sheet"] or found["tab"]).strip()) if found else (written, "")


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
    name = path.rpartition("/")[2]
    if is_no_table(data, path, log):
        return ()
    if is_delimited(data, path):
        grid = _text_grid(data, path, columns, log)
        return (grid,) if grid else ()
    try:
        sheets = open_workbook(data)
    except WorkbookBroken as error:
        note_broken(error, path, log)
        return ()
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        log.add(TABLE_EMPTY, Place(path), name)
        return ()
    if columns.roles:
        sheets = tuple(map(joined_boxes, sheets))
    grids = [
        Grid(sheet, head, f"{sheet.name}!")
        for sheet in sheets
        if (head := find_head(sheet.rows, sheet.merged, columns))
    ]
    if wanted:
        grid = _wanted(sheets, grids, wanted, period, path, columns, log)
        return (grid,) if grid else ()
    chosen = _of_period(sheets, grids, period, path, log)
    if chosen is None:
        return ()
    beside = _summaries_beside(grids, chosen, columns, period) if columns.roles else ()
    chosen = chosen or _choose(grids, columns, period)
    if not chosen and (grid := _turned_grid(sheets, columns) or _outline_grid(sheets, columns)):
        return (grid,)
    if not chosen:
        first = next(sheet for sheet in sheets if any(map(any, sheet.rows)))
        note_no_head(first.rows, Place(path, 1, f"{first.name}!A1"), name, log, columns=columns)
        return ()
    is_one = False
    if not columns.roles:
        parts = _without_summary(sheets, chosen, path, log)
        is_one = (columns.is_register or parts is not None) and _are_parts(parts or chosen, parts is not None)
        chosen = _of_groups(parts or chosen, columns)
    elif len(chosen) > 1 and not _belong_together(chosen, columns, period):
        chosen = _with_summaries(chosen, columns, period) or chosen
    if not (is_one or _belong_together([one for one in chosen if not one.is_summary], columns, period)):
        names = tuple(grid.sheet.name for grid in chosen)
        own = (one.sheet.name for one in sorted(chosen, key=lambda one: not one.is_dated))
        own = (one for one in own if not _is_of_another(one, period))
        example = next(own, period.name("zh") if period else names[0])
        example = f"{name}#{example}"
        told = "、".join(names)
        log.add(SHEETS_SEVERAL, Place(path), told, file=name, example=example, sheets=names, what="rows")
        return ()
    if sheet := _without_head(sheets, grids, chosen, period):
        place = Place(path, 1, f"{sheet.name}!A1")
        note_no_head(sheet.rows, place, sheet.name, log, columns=columns)
        return ()
    for grid in grids:
        name = grid.sheet.name
        if all(grid.sheet is not one.sheet for one in chosen) and _is_filled(grid):
            if grid.sheet.hidden:
                log.add(SHEET_HIDDEN, Place(path, cell=f"{grid.prefix}A1"), name, what="hidden")
            elif _is_own(grid.sheet) or _is_of_another(name, period):
                continue
            elif grid.is_dated and grid.head.is_whole(columns):
                log.add(SHEET_HIDDEN, Place(path, cell=f"{grid.prefix}A1"), name, what="other")
    for grid in chosen:
        note_hidden(grid, path, log, rows=not columns.roles)
    parts, others = ([one for one in chosen if one.is_summary is said] for said in (False, True))
    return (*(books_of_accounts(parts) if columns.roles else parts), *others, *beside)


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


def _without_head(
    sheets: Sequence[Sheet], grids: Sequence[Grid], chosen: Sequence[Grid], period: Period | None
) -> Sheet | None:
    """Return a sheet with amounts that belongs beside those that were chosen, and has no known head."""
    found = {grid.sheet.name for grid in grids}
    names = [grid.sheet.name for grid in chosen]
    sides = {grid.side for grid in chosen}

    def belongs(name: str) -> bool:
        if period and part_of(name, period):
            return all(part_of(one, period) for one in names)
        said = side_said(name)
        other = bool(said) and len(sides) == 1 and sides <= {"income", "expense"} and said not in sides
        return other or bool(account_named(name) and all(map(account_named, names)))

    others = (sheet for sheet in sheets if sheet.name not in found and not _is_own(sheet))
    return next((sheet for sheet in others if belongs(sheet.name) and _has_amounts(sheet.rows)), None)


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
        if _is_filled(grid) and not _is_of_another(grid.sheet.name, period)
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


def accounts_named(texts: Iterable[str]) -> Sequence[str]:
    """Return the accounts that names of sheets or titles say; none where any says none, or two the same."""
    names = [account_named(text) for text in texts]
    return names if all(names) and len({*names}) == len(names) > 1 else ()


def _of_period(
    sheets: Sequence[Sheet], grids: Sequence[Grid], period: Period | None, path: str, log: Log
) -> Sequence[Grid] | None:
    """Return the sheets named after the period, or its months; nothing after noting that one is missing.

    An empty list where no sheet is named so.
    """
    if period is None:
        return []
    if named := [grid for grid in grids if period_named(grid.sheet.name, period) == period]:
        return named
    within = {sheet.name: found for sheet in sheets if (found := part_of(sheet.name, period))}
    missing = _missing_part([*within.values()], period)
    if missing and len({*within.values()}) > 1:
        log.add(PART_MISSING, Place(path), "、".join(within), missing=missing, file=path.rpartition("/")[2])
        return None
    names = () if missing else parts_of_period(within, period)
    chosen = [grid for grid in grids if grid.sheet.name in names]
    return sorted(chosen, key=lambda grid: names.index(grid.sheet.name))


def parts_of_period(named: Mapping[str, Period | None], period: Period) -> tuple[str, ...]:
    """Return the names of the sheets of months or quarters that together are a period, in their order."""
    parts = {
        name: part
        for name, part in named.items()
        if part and part != period and period.start <= part.start and part.end <= period.end
    }
    if not parts or _missing_part([*parts.values()], period):
        return ()
    return tuple(sorted(parts, key=lambda name: (parts[name].start, side_said(name) != "income")))


def _missing_part(parts: Sequence[Period], period: Period) -> str:
    """Return what is missing where parts do not follow one another through a period."""
    end = period.start
    for part in sorted({*parts}):
        if part.start != end:
            return f"{end.month}月"
        end = part.end + timedelta(1)
    return "" if end > period.end else f"{end.month}月"


def part_of(name: str, period: Period) -> Period | None:
    """Return the shorter period in the name of a sheet, where it lies in a longer one."""
    found = period_named(name, period)
    inside = found and period.start <= found.start and found.end <= period.end and found != period
    return found if inside else None


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


def is_no_table(data: bytes, path: str, log: Log) -> bool:
    """Tell whether a file is none that could hold a table, by its beginning and its name; note what it is."""
    what = None
    if not data.strip():
        what = TABLE_EMPTY
    elif path.lower().endswith(_OTHER_ENDINGS):
        what = TABLE_FORMAT
    elif _MARKUP.match(data):
        what = _REASONS["page"]
    if what:
        log.add(what, Place(path), path.rpartition("/")[2])
    return what is not None


def note_broken(error: WorkbookBroken, path: str, log: Log) -> None:
    """Note why a workbook is not opened."""
    name, cell = path.rpartition("/")[2], error.where.rpartition("!")[2]
    log.add(_REASONS[error.reason], Place(path, cell=error.where), name, cell=cell)


def is_delimited(data: bytes, path: str) -> bool:
    """Tell text from a workbook: by its content, and only where that says nothing by its name."""
    if is_workbook(data) or is_page(data):
        return False
    is_text = b"\0" not in data[:4000] or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return is_text or path.lower().endswith(TEXT_TABLES)


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
    if not table.rows:  # bars and no word
        log.add(TABLE_EMPTY, Place(path), name)
        return None
    if columns.roles:
        table = replace(table, rows=joined_boxes(Sheet("", table.rows)).rows)
    head = find_head(table.rows, (), columns)
    if head is None and (aligned := read_aligned(text, columns.knows)):
        table, head = aligned, find_head(aligned.rows, (), columns)
    if head is None and columns.roles and (told := read_told(text)):
        table, head = told, head_of_told(told.rows, columns)
    if head is None:
        head = head_of_outline(table.rows, columns)
    if head is None and max(map(len, (listed := read_listed(text)).rows)) == 2:
        dated = with_days(listed)
        head = head_of_outline((dated or listed).rows, columns, is_dated=dated is not None)
        table = (dated or listed) if head else table
    if head is None:
        not_apart = max(map(len, table.rows)) == 1 or _heads_by_spaces(text, columns)
        place = Place(path, 1)
        note_no_head(table.rows, place, name, log, columns=columns, lines=table.lines, not_apart=not_apart)
        return None
    return Grid(Sheet("", table.rows), head, "", table.lines)


def _heads_by_spaces(text: str, columns: Columns) -> bool:
    """Tell whether a line shows heads where it is parted at spaces."""
    lines = (re.split(r"[ \u3000]{2,}", line.strip()) for line in text.split("\n", FURTHEST)[:FURTHEST])
    return any(sum(map(columns.knows, filter(None, cells))) > 1 for cells in lines)


def _wanted(
    sheets: Sequence[Sheet],
    grids: Sequence[Grid],
    wanted: str,
    period: Period | None,
    path: str,
    columns: Columns,
    log: Log,
) -> Grid | None:
    grid = next((grid for grid in grids if grid.sheet.name.strip() == wanted), None)
    named = period_named(wanted, period) if period else None
    if grid is None and named and all(sheet.name.strip() != wanted for sheet in sheets):
        alike = [grid for grid in grids if period_named(grid.sheet.name, period) == named]
        grid = alike[0] if len(alike) == 1 else None
    if grid is not None:
        note_hidden(grid, path, log, rows=not columns.roles)
    elif sheet := next((sheet for sheet in sheets if sheet.name.strip() == wanted), None):
        place = Place(path, 1, f"{wanted}!A1")
        note_no_head(sheet.rows, place, wanted, log, columns=columns)
    else:
        names = tuple(sheet.name for sheet in sheets)
        file = path.rpartition("/")[2]
        log.add(SHEET_MISSING, Place(path), wanted, file=file, sheets=names, what="file")
    return grid


def _is_of_another(name: str, period: Period | None) -> bool:
    """Tell whether the name of a sheet is that of a time outside the period."""
    found = period_named(name, period) if period else None
    return bool(period and found and (found.end < period.start or found.start > period.end))


def _choose(grids: Sequence[Grid], columns: Columns, period: Period | None) -> Sequence[Grid]:
    """Narrow down the sheets that could be meant; a reason that leaves none is passed over."""
    found = [grid for grid in grids if not _is_of_another(grid.sheet.name, period)] or grids
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


def period_named(name: str, around: Period | None) -> Period | None:
    """Return the period in the name of a sheet, its year that of another period where it has none."""
    short = _FILLING.sub("", half_width(name))
    if around:
        own = f"{around.year % 100:02}"  # 26.1 is the year only in 2026
        short = re.sub(rf"^(?:\d\d(?=年)|{own}(?=[.-]\d))", rf"{around.year // 100}\g<0>", short)
    for text in (short, f"{around.year}年{short}" if around else "") if short else ():
        with suppress(ValueError):
            if found := parse_period(period_text(text)):
                return found
    return None


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
