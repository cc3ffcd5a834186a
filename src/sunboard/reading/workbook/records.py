"""A village kept in one workbook: a sheet a kind, a row a record, ledgers on sheets of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sunboard.contracts import Kind
from sunboard.engines.sheet import FORMULA, Merge, Sheet, WorkbookBroken, column_name
from sunboard.engines.spreadsheet import read_workbook
from sunboard.faults import fault
from sunboard.fields.declarations import is_blank, key_of, keys_of, names_of
from sunboard.fields.faults import KEY_UNKNOWN
from sunboard.fields.scalars import half_width
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar
from sunboard.model.period import parse_period
from sunboard.model.problem import Log, Problem
from sunboard.reading.tables.columns import Column as TableColumn
from sunboard.reading.tables.columns import columns_of as table_columns
from sunboard.reading.tables.head import FoundHead, find_head
from sunboard.reading.tables.sheets import HEAD_MISSING, REASONS, TABLE_ENDINGS, Grid, note_hidden
from sunboard.reading.tables.table import CELL_ERROR, CELL_FORMULA, MERGED_AMOUNT, read_grid
from sunboard.reading.workbook.cells import as_day, shared_amounts, unmerged
from sunboard.reading.workbook.columns import BODY, Column, columns_of, counts_only, filled, head_row
from sunboard.reading.workbook.rows import Row, RowRead, identified

NOTES = ("说明", "填写说明", "填表说明", "notes", "readme", "help")
"""Sheets that tell people how to fill in the others."""
_FILLING = re.compile(r"[\d年\s_()（）\-—]+")

SHEET_NOT_READ = fault("sheet-not-read")
CELL_GROUP = fault("cell-group")


def read_rows(data: bytes, path: str, kinds: Mapping[str, Kind], log: Log) -> tuple[RowRead, ...]:
    """Read a village's workbook; sheets that nobody reads are noted in the log."""
    try:
        sheets = {sheet.name: sheet for sheet in read_workbook(data)}
    except WorkbookBroken as error:
        heard = Log()
        heard.add(
            REASONS[error.reason],
            Place(path, cell=error.where),
            path.rpartition("/")[2],
            cell=error.where.rpartition("!")[2],
        )
        return (RowRead("", path, None, tuple(heard.problems)),)
    by_name = {name.lower(): kind for kind in kinds.values() for name in kind.names}
    of_kind = {name: by_name.get(_FILLING.sub("", name).lower()) for name in sheets}
    book = _Book(path, {name: sheet for name, sheet in sheets.items() if of_kind[name] is None}, log)
    found: list[RowRead] = []
    for kind in kinds.values():
        found += identified(
            kind,
            [row for name, one in of_kind.items() if one is kind for row in book.records(sheets[name], kind)],
            path,
        )
    for name, sheet in book.others.items():
        if name not in book.used and _says_anything(sheet, kinds) and name.strip().lower() not in NOTES:
            named = "、".join(kind.folders[-1] for kind in kinds.values())
            log.add(SHEET_NOT_READ, Place(path, cell=f"{name}!A1"), name, kinds=named)
    return tuple(found)


class _Book:
    """A workbook while it is read: the sheets that hold no records, and which of them a record has named."""

    def __init__(self, path: str, others: Mapping[str, Sheet], log: Log) -> None:
        self.path, self.others, self.used, self.log = path, others, set[str](), log

    def records(self, sheet: Sheet, kind: Kind) -> Iterator[Row]:
        """Yield the rows of a kind's sheet."""
        if not any(cell.strip() for row in sheet.rows for cell in row):
            return
        at = head_row(sheet.rows, lambda head: bool(head in BODY or columns_of(kind.fields, (head,))[0].form))
        heard = Log()
        if at is None:
            heads = tuple(key.zh for key in keys_of(kind.fields) if key.required or key.name in kind.required)
            heard.add(HEAD_MISSING, Place(self.path, 1, f"{sheet.name}!A1"), sheet.name, heads=heads)
            yield Row(Place(self.path), Fields(), "", None, tuple(heard.problems), read=False)
            return
        columns = columns_of(kind.fields, _wide(sheet, at))
        head = FoundHead(at, tuple(TableColumn(column.head, column.head) for column in columns))
        note_hidden(Grid(sheet, head, f"{sheet.name}!"), self.path, self.log)
        shared = shared_amounts(sheet, at, columns)
        for number, row in enumerate(unmerged(sheet, at, columns)[at + 1 :], at + 2):
            if filled(row, columns):
                yield self._record(sheet, number, row, columns, kind, shared)

    def _record(
        self,
        sheet: Sheet,
        number: int,
        row: Sequence[str],
        columns: Sequence[Column],
        kind: Kind,
        shared: Mapping[tuple[int, int], Merge],
    ) -> Row:
        place, heard = Place(self.path, number, f"{sheet.name}!A{number}"), Log()
        body, body_place, cells = "", None, []
        for x, column in enumerate(columns):
            text = row[x].replace("\r\n", "\n").replace("\r", "\n").strip() if x < len(row) else ""
            spot = Place(self.path, number, f"{sheet.name}!{column_name(x)}{number}", column.head)
            if merge := shared.get((number - 1, x)):
                top, left, bottom, right = merge
                cells_of = f"{column_name(left)}{top + 1}:{column_name(right)}{bottom + 1}"
                heard.add(MERGED_AMOUNT, spot, sheet.rows[top][left], cells=cells_of)
                continue
            if not text or counts_only(column, text):
                continue
            if mark := sheet.marks.get((number - 1, x)):
                heard.add(CELL_FORMULA if mark == FORMULA else CELL_ERROR, spot, mark)
                continue
            if column.head in BODY:
                body, body_place = text, spot
            else:
                cells.append((column, self._leaf(column, as_day(column, text, sheet), spot, heard)))
        fields = self._with_ledgers(Fields(_entries(cells, 0, place), place), kind, heard)
        return Row(place, fields, body, body_place, tuple(heard.problems))

    def _leaf(self, column: Column, text: str, place: Place, log: Log) -> Node:
        """Return what one cell says: a value, the rows of the sheet that it names, or files listed in one line."""
        form = column.form
        if form is None:
            return Scalar(text, place)
        if form.sort == "period" and re.fullmatch(r"\d{4}-\d{2}-01", text):
            return Scalar(text[:7], place)  # Excel makes a day of 2026年3月
        if form.sort in ("table", "row"):
            if form.sort == "table" and text in self.others:
                return self._table(self.others[text], form.part, log) or Scalar(text, place)
            needed = [key for key in keys_of(form.part) if key.required]
            if len(needed) == 1 and needed[0].form.sort == "text":
                pieces = re.split("[、\n]", text) if form.sort == "table" else [text]
                files = tuple(
                    Fields((Entry(needed[0].zh, Scalar(piece.strip(), place), place),), place)
                    for piece in pieces
                    if piece.strip()
                )
                return Items(files, place) if form.sort == "table" else files[0]
            if text.lower().endswith(TABLE_ENDINGS):
                return Scalar(text, place)
        if form.sort in ("group", "table", "row", "map") and not form.others:
            number = "1" if form.sort == "table" else ""
            inner = "、".join(f"{column.head}{number}.{name}" for name in _inner(form.part))
            log.add(CELL_GROUP, place, text, columns=inner, sort=form.sort if form.sort == "table" else "")
            return Scalar("", place)
        return Scalar(text, place)

    def _with_ledgers(self, fields: Fields, kind: Kind, log: Log) -> Fields:
        """Bring in the sheet `收支 2026年一季度` for the record of that period, where it names no ledger of its own."""
        names = names_of(kind.fields)
        given = {
            key.name: entry.node
            for entry in fields.entries
            if (key := names.get(key_of(entry.key))) and not is_blank(entry.node)
        }
        written = given.get("period")
        period = parse_period(half_width(written.text)) if isinstance(written, Scalar) else None
        entries = list(fields.entries)
        for name, part in kind.tables.items():
            if period is None or name in given or f"{name}_file" in given:
                continue
            starts = (*kind.sheets, *names[name].names)
            sheet = next(
                (sheet for sheet in self.others.values() if _period_of(sheet.name, starts) == period), None
            )
            rows = self._table(sheet, part, log) if sheet else None
            if rows is not None:
                entries.append(Entry(names[name].zh, rows, rows.place))
        return replace(fields, entries=tuple(entries))

    def _table(self, sheet: Sheet, part: Any, log: Log) -> Items | None:
        """Return the rows of a sheet that holds a table, sums left out."""
        self.used.add(sheet.name)
        columns = table_columns(part)
        head = find_head(sheet.rows, sheet.merged, columns)
        if head is None:
            if any(cell.strip() for row in sheet.rows for cell in row):
                log.add(
                    HEAD_MISSING, Place(self.path, 1, f"{sheet.name}!A1"), sheet.name, heads=columns.example
                )
            return None
        grid = Grid(sheet, head, f"{sheet.name}!")
        note_hidden(grid, self.path, log)
        rows = read_grid(grid, self.path, columns, log)
        return rows if rows is not None and rows.items else None


def _inner(part: Any) -> Sequence[str]:
    keys = keys_of(part) if part else ()
    return [key.zh for key in keys if key.required] or [key.zh for key in keys[:3]] or ["…"]


def _wide(sheet: Sheet, head: int) -> Sequence[str]:
    """Return a head as wide as the widest row below it, so that no cell stands outside."""
    width = max(len(row) for row in sheet.rows[head:])
    return (*sheet.rows[head], *("",) * (width - len(sheet.rows[head])))


def _says_anything(sheet: Sheet, kinds: Mapping[str, Kind]) -> bool:
    """Tell whether there is more on a sheet than the head of a table."""
    rows = [row for row in sheet.rows if any(cell.strip() for cell in row)]
    known = {name for kind in kinds.values() for part in kind.tables.values() for name in names_of(part)}
    return len(rows) > 1 or (len(rows) == 1 and head_row(rows, lambda head: head in known) is None)


def _period_of(name: str, starts: Iterable[str]) -> object:
    rest = next(
        (
            name.strip()[len(start) :]
            for start in sorted(starts, key=len, reverse=True)
            if name.strip().lower().startswith(start)
        ),
        "",
    )
    return parse_period(half_width(rest.strip(" 　_-—（()）"))) if rest else None


def _entries(cells: Sequence[tuple[Column, Node]], depth: int, place: Place) -> tuple[Entry, ...]:
    """Put cells together by the steps of their heads: groups within groups, numbered ones as lists."""
    by_name: dict[str, list[tuple[Column, Node]]] = {}
    for column, node in cells:
        by_name.setdefault(column.steps[depth].name, []).append((column, node))
    found: list[Entry] = []
    for name, members in by_name.items():
        spot = members[0][1].place
        inside = [
            member for member in members if len(member[0].steps) > depth + 1 or member[0].steps[depth].number
        ]
        found += [
            Entry(name, node, node.place)
            for column, node in members
            if len(column.steps) == depth + 1 and not column.steps[depth].number
        ]
        numbers = sorted({column.steps[depth].number for column, _ in inside})
        if numbers and numbers[-1]:
            items = (
                item
                for number in numbers
                for item in _items(
                    [one for one in inside if one[0].steps[depth].number == number], depth, number
                )
            )
            found.append(Entry(name, Items(tuple(items), spot), spot))
        elif inside:
            found.append(Entry(name, Fields(_entries(inside, depth + 1, place), spot), spot))
    return tuple(found)


def _items(cells: Sequence[tuple[Column, Node]], depth: int, number: int) -> Iterator[Node]:
    """Yield what stands under one number; a row that has a number of its own and is not given one takes that of its columns."""
    place = cells[0][1].place
    short = [node for column, node in cells if len(column.steps) == depth + 1]
    yield from (node for node in short if not isinstance(node, Fields))
    long = [cell for cell in cells if len(cell[0].steps) > depth + 1]
    entries = (
        *(entry for node in short if isinstance(node, Fields) for entry in node.entries),
        *_entries(long, depth + 1, place),
    )
    part = cells[0][0].steps[depth].part
    key = names_of(part).get("id") if part else None
    if entries and key and key.required and not any(entry.key in key.names for entry in entries):
        entries = (Entry(key.zh, Scalar(str(number), place), place), *entries)
    if entries:
        yield Fields(entries, place)


def heads_once(problems: Iterable[Problem], told: set[tuple[str, str, str]]) -> Iterator[Problem]:
    """Leave out an unknown column that has been told of for an earlier row; `told` remembers."""
    for problem in problems:
        mark = (problem.place.path, problem.place.cell.rpartition("!")[0], problem.value)
        if problem.fault is not KEY_UNKNOWN or not problem.place.cell or mark not in told:
            yield problem
        if problem.fault is KEY_UNKNOWN:
            told.add(mark)
