"""A village kept in one workbook: a sheet a kind, a row a record, ledgers on sheets of their own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise, product

from sunboard.contracts import Kind
from sunboard.engines.sheet import FORMULA, Merge, Sheet, WorkbookBroken, column_name, range_of
from sunboard.engines.spreadsheet import is_page, read_workbook
from sunboard.faults import Detail, fault
from sunboard.fields.declarations import columns_for, keys_of, names_of
from sunboard.fields.enclosed_tables import ROWS, EnclosedTable
from sunboard.fields.faults import KEY_UNKNOWN, nearest
from sunboard.fields.keys import normalised_key
from sunboard.fields.meant import is_sentence
from sunboard.fields.part import Part
from sunboard.fields.written import period_text
from sunboard.lazy import regex
from sunboard.model.file_types import TABLES
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar, is_blank
from sunboard.model.period import Period, parse_period
from sunboard.model.problem import Log
from sunboard.privacy.unpublished import ASIDE
from sunboard.reading.documents import BODY, Reading
from sunboard.reading.sources import OpenWorkbook
from sunboard.reading.tables.columns import Column, FoundHead, columns_of
from sunboard.reading.tables.days import day_of_serial
from sunboard.reading.tables.enclosed import entries_of
from sunboard.reading.tables.files import note_broken
from sunboard.reading.tables.grid import Grid, cells_of, note_hidden
from sunboard.reading.tables.head import find_head
from sunboard.reading.tables.headless import note_no_head
from sunboard.reading.tables.rows import CELL_ERROR, CELL_FORMULA, MERGED_AMOUNT, lost
from sunboard.reading.tables.sheet_names import parts_of_period, period_named
from sunboard.reading.tables.sheets import SHEET_MISSING
from sunboard.reading.tables.table import read_grids
from sunboard.reading.tables.words import side_said
from sunboard.reading.workbook.heads import (
    FieldColumn,
    counts_only,
    field_columns,
    further,
    goes_on,
    head_row,
    heads_below,
    is_of_table,
    passed_over,
    said_anew,
    says_anything,
    with_heads_below,
    with_heads_beside,
)
from sunboard.reading.workbook.identity import SheetRow, identified
from sunboard.reading.workbook.nesting import Filled, nested
from sunboard.reading.workbook.titles import class_titled, title_said, with_class, with_numbers_apart

CELL_GROUP = fault("cell-group")
ROW_NO_RECORD = fault("row-no-record")
SHEET_NOT_READ = fault("sheet-not-read")

NOTES = ("说明", "填写说明", "填表说明", "notes", "readme", "help")
"""Sheets that tell people how to fill in the others."""
_FILLING = regex(r"[\d年\s_()（）\-—]+")
_OF_LISTS = regex(r"^(?:本村|村级|全村)|(?:信息)?(?:公开|公示)|(?:事项|项目)?(?:清单|登记|一览)|表$")
"""What lists are called beside what they hold: 小微权力清单, 财务公开."""
_OF_REGISTERS = regex("(?:公开|公示)?台[账帐]$")
_AS_ABOVE = ("同上", "〃", "″", "同前")
"""What stands for the cell above."""
Line = tuple[int, Sequence[str]]
"""The number of a row, and its cells."""
_COUNTED = ("money", "whole", "number")  # what stands for one record only


def read_workbook_records(
    data: bytes,
    path: str,
    kinds: Mapping[str, Kind],
    log: Log,
    open_workbook: OpenWorkbook = read_workbook,
) -> tuple[Reading, ...]:
    """Read a village's workbook; sheets that nobody reads are noted in the log."""
    try:
        sheets = {sheet.name: sheet for sheet in open_workbook(data)}
    except WorkbookBroken as error:
        heard = Log()
        note_broken(error, path, heard)
        return (Reading(path, "", problems=tuple(heard.problems)),)
    by_name = {name.lower(): kind for kind in kinds.values() for name in kind.names}
    of_kind = {name: _kind_of(sheet, by_name) for name, sheet in sheets.items()}
    of_kind |= dict.fromkeys(_named_by_records(sheets, of_kind))
    book = _Book(data, path, {name: sheet for name, sheet in sheets.items() if of_kind[name] is None}, log)
    found: list[Reading] = []
    for kind in kinds.values():
        own = [sheets[name] for name, one in of_kind.items() if one is kind]
        found += identified(kind, [row for sheet in own for row in book.rows(sheet, kind)], path)
    for name, sheet in book.others.items():
        if name not in book.used and _says_anything(sheet, kinds) and not _is_note(name):
            named = "、".join(kind.folders[-1] for kind in kinds.values())
            like = {"what": "page"} if is_page(data) else _table_like(sheet, kinds)
            log.add(SHEET_NOT_READ, Place(path, cell=f"{name}!A1"), name, kinds=named, **like)
    return tuple(found)


def heads_once(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Leave out the problem of an unknown column that has been told of for an earlier row."""
    told: set[tuple[str, str, str]] = set()
    for reading in readings:
        kept = []
        for problem in reading.problems:
            mark = (problem.place.path, problem.place.cell.rpartition("!")[0], problem.value)
            is_head = problem.fault == KEY_UNKNOWN and bool(problem.place.cell)
            if not is_head or mark not in told:
                kept.append(problem)
            if is_head:
                told.add(mark)
        yield replace(reading, problems=tuple(kept))


def _is_needed(column: FieldColumn, kind: Kind) -> bool:
    """Tell whether a column is that of a field without which no record of a kind is whole."""
    key = names_of(kind.fields).get(column.steps[0].name) if len(column.steps) == 1 and column.form else None
    return key is not None and (key.required or key.name in kind.required)


def _named(columns: Sequence[FieldColumn], kind: Kind) -> int | None:
    """Return the column that says what each record of a kind is called."""
    names = names_of(kind.fields)
    own = {one for name in ("title", "name") if name in names for one in names[name].names}
    return next((x for x, column in enumerate(columns) if column.form and column.steps[0].name in own), None)


def _is_note(name: str) -> bool:
    """Tell whether a sheet is for the clerk alone."""
    return name.strip().lower() in NOTES or name.strip().startswith(ASIDE)


def _kind_of(sheet: Sheet, by_name: Mapping[str, Kind]) -> Kind | None:
    """Return the kind that a sheet is named for; of a loose name only where its head says so too."""
    bare = _FILLING.sub("", sheet.name).lower()
    if bare in by_name:
        return by_name[bare]
    if kind := by_name.get(_OF_REGISTERS.sub("", bare)):
        at = _head_of(sheet.rows, kind)  # the rows of one record are called so too
        columns = field_columns(kind.fields, _wide(sheet, at)) if at is not None else ()
        return kind if _says_of_records(columns, kind) else None
    kind = by_name.get(_OF_LISTS.sub("", bare))
    is_known = kind and (_head_of(sheet.rows, kind) is not None or _lies_on_its_side(sheet, kind))
    return kind if is_known else None


def _named_by_records(sheets: Mapping[str, Sheet], of_kind: Mapping[str, Kind | None]) -> Collection[str]:
    """Return the sheets called like a kind that hold rows of a record, which its cell names: 固定资产."""
    found = set[str]()
    for name, kind in of_kind.items():
        if kind is None or not _inner_table(sheets[name], kind):
            continue
        at = _head_of(sheets[name].rows, kind)
        if at is not None and _says_of_records(field_columns(kind.fields, _wide(sheets[name], at)), kind):
            continue
        own = (sheet for other, sheet in sheets.items() if other != name and of_kind[other] is kind)
        if any(cell.strip() == name for sheet in own for row in sheet.rows for cell in row):
            found.add(name)
    return found


def _head_of(rows: Sequence[Sequence[str]], kind: Kind) -> int | None:
    """Return the row with the heads of a kind's records."""
    return head_row(rows, lambda head: _is_known(head, kind))


def _lies_on_its_side(sheet: Sheet, kind: Kind) -> bool:
    """Tell whether the heads of a kind's records stand below one another, in the first column."""
    return _head_of(sheet.rows, kind) is None and _head_of([[row[0] for row in sheet.rows if row]], kind) == 0


class _Book:
    """A workbook while it is read: the sheets that hold no records, and which of them a record has named."""

    def __init__(self, data: bytes, path: str, others: Mapping[str, Sheet], log: Log) -> None:
        self.data, self.path, self.others, self.used, self.log = data, path, others, set[str](), log

    def rows(self, sheet: Sheet, kind: Kind) -> Iterator[SheetRow]:
        """Yield the rows of a kind's sheet; one that stands for all where there is no head."""
        if not _is_filled(sheet):
            return
        at = _head_of(sheet.rows, kind)
        columns = field_columns(kind.fields, _wide(sheet, at)) if at is not None else ()
        inner = _inner_table(sheet, kind)
        if at is None or (inner and not _says_of_records(columns, kind)):
            heard = Log()
            own = {"field": "", "kind": kind.folders[-1], "own": f"{sheet.name.strip()}明细"} | inner
            place = Place(self.path, 1, f"{sheet.name}!A1")
            on_side = _lies_on_its_side(sheet, kind)
            heads = _heads_of(kind)
            note_no_head(sheet.rows, place, sheet.name, heard, heads=heads, on_side=on_side, inner=own)
            yield SheetRow(Place(self.path), problems=tuple(heard.problems), read=False)
            return
        if groups := heads_below(sheet.rows, sheet.merged, at):
            at += 1
            columns = with_heads_below(kind.fields, columns, sheet.rows[at], groups)
        named = _named(columns, kind)
        anew = said_anew(sheet.rows, named)
        columns = with_heads_beside(kind.fields, columns, anew[at + 1 :])
        columns = with_numbers_apart(columns, anew[at + 1 :], kind)
        head = FoundHead(at, tuple(Column(column.head, column.head) for column in columns))
        note_hidden(Grid(sheet, head, f"{sheet.name}!"), self.path, self.log)
        shared = _shared_amounts(sheet, at, columns)
        passed: list[tuple[int, str]] = []
        records: list[list[Line]] = []
        above, top = None, 1
        classes: dict[int, Entry] = {}
        for number, cells in enumerate(_unmerged(sheet, at, columns)[at + 1 :], at + 2):
            level, title = title_said(cells, columns, kind)
            place = Place(self.path, number, f"{sheet.name}!A{number}")
            if titled := class_titled(title, place, columns, kind):
                above, top = (titled, level) if level <= top else (above, top)
                passed.append((number, next(filter(None, reversed(cells)))))
            elif label := passed_over(cells, columns, named):
                passed.append((number, label))
            elif records and number == records[-1][-1][0] + 1 and goes_on(anew[number - 1], columns):
                records[-1].append((number, cells))
            elif says_anything(cells, columns):
                records.append([(number, cells)])
                classes |= {number: above} if above else {}
        for record in records:
            row = self._row(sheet, record, columns, kind, shared)
            yield with_class(row, classes.get(record[0][0]))
        if passed:
            number, label = passed[0]
            lines = tuple(str(one) for one, _ in passed)
            place = Place(self.path, number, f"{sheet.name}!A{number}")
            self.log.add(ROW_NO_RECORD, place, label, lines=lines)

    def _row(
        self,
        sheet: Sheet,
        lines: Sequence[Line],
        columns: Sequence[FieldColumn],
        kind: Kind,
        shared: Mapping[tuple[int, int], Merge],
    ) -> SheetRow:
        """Return a record: what its row says, and further rows of its tables below it."""
        first = lines[0][0]
        place, heard = Place(self.path, first, f"{sheet.name}!A{first}"), Log()
        body, body_place = "", None
        said: list[Filled] = []
        period = _period_of(lines[0][1], columns)
        for nth, x in product(range(len(lines)), range(len(columns))):
            (number, cells), column = lines[nth], columns[x]
            if nth and not is_of_table(column):
                continue
            column = further(column, nth, columns) if len(lines) > 1 and is_of_table(column) else column
            text = cells[x].replace("\r\n", "\n").replace("\r", "\n").strip() if x < len(cells) else ""
            spot = Place(self.path, number, f"{sheet.name}!{column_name(x)}{number}", column.head)
            column = column.at_length if column.at_length and is_sentence(text) else column
            is_read = column.form is not None or column.head in BODY
            if (merge := shared.get((number - 1, x))) and merge[2] >= lines[-1][0]:
                top, left, *_ = merge
                heard.add(MERGED_AMOUNT, spot, sheet.rows[top][left], cells=range_of(merge))
                said.append((column, Scalar(text, spot, told=True)))
            elif not text or counts_only(column, text):
                if not text and _is_needed(column, kind):  # so that who is asked for it is told where it goes
                    said.append((column, Scalar("", spot)))
            elif is_read and (mark := sheet.marks.get((number - 1, x))):
                told = {"cells": cells_of(x, [number - 1])} if mark == FORMULA else {}
                heard.add(CELL_FORMULA if mark == FORMULA else CELL_ERROR, spot, mark, **told)
                said.append((column, Scalar(text, spot, told=True)))
            elif is_read and (why := lost(text)):
                heard.add(why, spot, text)
                said.append((column, Scalar(text, spot, told=True)))
            elif column.head in BODY:
                body, body_place = text, spot
            else:
                said.append((column, self._node(column, text, spot, sheet, heard, period)))
        fields = self._with_ledgers(Fields(nested(said, place), place), kind, heard)
        return SheetRow(place, fields, body, body_place, tuple(heard.problems))

    def _node(
        self, column: FieldColumn, text: str, place: Place, sheet: Sheet, log: Log, period: Period | None
    ) -> Node:
        """Return what one cell says: a value, the rows of the sheet that it names, or several files."""
        form = column.form
        if form is None:
            return Scalar(text, place)
        if form.sort == "day":
            return Scalar(day_of_serial(text, from_1904=sheet.from_1904) or text, place)
        if form.sort == "period" and re.fullmatch(r"\d{4}-\d{2}-01", text):
            return Scalar(text[:7], place)  # Excel makes a day of 2026年3月
        if form.part is EnclosedTable:
            return self._enclosed(text, place, log)
        if form.sort == "table" and text in self.others:
            return self._table([self.others[text]], form.part, log, period) or Items((), place)
        if form.sort in ("table", "row"):
            needed = [key for key in keys_of(form.part) if key.required]
            if text.lower().endswith(TABLES) and columns_of(form.part).roles:
                return Scalar(text, place)
            if len(needed) == 1 and needed[0].form.sort == "text" and not columns_of(form.part).roles:
                pieces = re.split("[、\n]", text) if form.sort == "table" else [text]
                scalars = [Scalar(piece.strip(), place) for piece in pieces if piece.strip()]
                rows = tuple(Fields((Entry(needed[0].zh, scalar, place),), place) for scalar in scalars)
                return Items(rows, place) if form.sort == "table" else rows[0]
            if text.lower().endswith(TABLES):
                return Scalar(text, place)
        if form.sort == "table" and nearest(text, self.others)["advice"]:
            self._note_missing(text, place, log)
            return Scalar(text, place, told=True)
        if form.sort in ("group", "table", "row", "map") and not form.others:
            sort, number = ("table", "1") if form.sort == "table" else ("", "")
            inner = "、".join(f"{column.head}{number}.{name}" for name in _inner(form.part))
            log.add(CELL_GROUP, place, text, columns=inner, sort=sort)
            return Scalar(text, place, told=True)
        return Scalar(text, place)

    def _enclosed(self, text: str, place: Place, log: Log) -> Node:
        """Return the tables that a cell names: sheets of this workbook, with their cells, or files."""
        groups = []
        for name in filter(None, map(str.strip, re.split("[、\n]", text))):
            sheet = self.others.get(name)
            cells: tuple[Entry, ...] = ()
            if sheet:
                self.used.add(name)
                cells = entries_of(self.data, sheet, self.path, name, log) or (Entry(ROWS, Items(())),)
            elif not posixpath.splitext(name)[1] and "#" not in name:
                self._note_missing(name, place, log)
                cells = (Entry(ROWS, Items(())),)
            groups.append(Fields((Entry("文件", Scalar(name, place), place), *cells), place))
        return Items(tuple(groups), place)

    def _note_missing(self, name: str, place: Place, log: Log) -> None:
        """Note that no sheet is called as a cell says."""
        file = posixpath.basename(self.path)
        log.add(SHEET_MISSING, place, name, file=file, sheets=tuple(self.others), what="cell")

    def _with_ledgers(self, fields: Fields, kind: Kind, log: Log) -> Fields:
        """Bring in the sheet `收支 2026年一季度` for the record of that period, where it names no other."""
        names = names_of(kind.fields)
        given = {
            key.name: entry.node
            for entry in fields.entries
            if (key := names.get(normalised_key(entry.key))) and not is_blank(entry.node)
        }
        period = _period_in(given.get("period"))
        entries = list(fields.entries)
        for name, part in kind.tables.items():
            if period is None or name in given or f"{name}_file" in given:
                continue
            sheets = self._sheets_of(period, (*kind.sheets, *names[name].names))
            sheets = sheets or self._sheets_named(period, part)
            rows = self._table(sheets, part, log, period) if sheets else None
            if rows is not None:
                entries.append(Entry(names[name].zh, rows, rows.place))
        return replace(fields, entries=tuple(entries))

    def _sheets_of(self, period: Period, starts: Iterable[str]) -> Sequence[Sheet]:
        """Return the sheets named for a table and a period, or for the parts that make the period."""
        named = {
            name: rest
            for name in self.others
            if (rest := _without_start(name, starts)) is not None and self.others[name].rows
        }
        whole = [name for name, rest in named.items() if period_named(rest, period) == period]
        parts = whole or parts_of_period(
            {name: period_named(rest, period) for name, rest in named.items()}, period
        )
        return [self.others[name] for name in parts]

    def _sheets_named(self, period: Period, part: type[Part]) -> Sequence[Sheet]:
        """Return sheets with the heads of a table that are called by a period, or its parts, and no more."""
        columns = columns_of(part)
        said = {name: found for name in self.others if (found := period_named(name, period))}
        chosen = [name for name, found in said.items() if found == period] or parts_of_period(said, period)
        sheets = [self.others[name] for name in chosen]
        heads = [find_head(sheet.rows, sheet.merged, columns) for sheet in sheets]
        is_once = len({(said[name], side_said(name)) for name in chosen}) == len(chosen)
        return sheets if is_once and all(head and head.is_whole(columns) for head in heads) else ()

    def _table(
        self, sheets: Sequence[Sheet], part: type[Part], log: Log, period: Period | None
    ) -> Items | None:
        """Return the rows of the sheets that hold a table, sums left out; nothing where there are none."""
        columns = columns_of(part)
        unread = Items((), Place(self.path, 1, f"{sheets[0].name}!A1"), told=True)
        grids = []
        for sheet in sheets:
            self.used.add(sheet.name)
            head = find_head(sheet.rows, sheet.merged, columns)
            if head is not None:
                grids.append(Grid(sheet, head, f"{sheet.name}!"))
                note_hidden(grids[-1], self.path, log, rows=not columns.roles)
            elif _is_filled(sheet):
                place = Place(self.path, 1, f"{sheet.name}!A1")
                note_no_head(sheet.rows, place, sheet.name, log, columns=columns)
                return unread
        rows = (read_grids(grids, self.path, columns, log, period) or unread) if grids else None
        return rows if rows is not None and (rows.items or rows.told) else None


def _period_of(cells: Sequence[str], columns: Sequence[FieldColumn]) -> Period | None:
    """Return the period of the record on a row."""
    found = (
        cell
        for cell, column in zip(cells, columns, strict=False)
        if column.form and column.form.sort == "period"
    )
    return next((_period_in(Scalar(cell)) for cell in found), None)


def _period_in(node: Node | None) -> Period | None:
    """Return the period that a cell says, however it is spelled."""
    if not isinstance(node, Scalar):
        return None
    with suppress(ValueError):
        return parse_period(period_text(node.text))
    return None


def _without_start(name: str, starts: Iterable[str]) -> str | None:
    """Return the name of a sheet without the word for its table; nothing where it has none."""
    plain = name.strip()
    for start in sorted((*starts, "收入", "支出"), key=len, reverse=True):
        if plain.lower().startswith(start):
            return plain[len(start) :]
        if plain.lower().endswith(start):
            return plain[: -len(start)]
    return None


def _is_known(head: str, kind: Kind) -> bool:
    return head in BODY or field_columns(kind.fields, (head,))[0].form is not None


def _says_of_records(columns: Sequence[FieldColumn], kind: Kind) -> bool:
    """Tell whether a head has any of what each record needs."""
    names = names_of(kind.fields)
    own = (names[column.steps[0].name] for column in columns if column.form)
    return any(key.required or key.name in kind.required for key in own)


def _heads_of(kind: Kind) -> tuple[str, ...]:
    """Return the heads of the columns that a record of a kind cannot do without, but for its table."""
    needed = (
        key
        for key in keys_of(kind.fields)
        if (key.required or key.name in kind.required) and key.name not in kind.tables
    )
    return tuple(head for key in needed for head in columns_for(key.form, key.zh))


def _inner_table(sheet: Sheet, kind: Kind) -> dict[str, str]:
    """Say which table of a kind's record a sheet holds, where its heads tell it."""
    for name, part in kind.tables.items():
        head = find_head(sheet.rows, sheet.merged, columns_of(part))
        if head is not None and head.is_whole(columns_of(part)):
            return {"field": names_of(kind.fields)[name].zh}
    return {}


def _table_like(sheet: Sheet, kinds: Mapping[str, Kind]) -> dict[str, Detail]:
    """Say of which kind's record a sheet that nobody reads may be a table: the one that knows most heads."""
    likes: list[tuple[int, Kind, str]] = []
    for kind in kinds.values():
        for name, part in kind.tables.items():
            columns = columns_of(part)
            head = find_head(sheet.rows, sheet.merged, columns)
            if head is not None and head.is_whole(columns):
                likes.append((sum(map(bool, head.fields)), kind, names_of(kind.fields)[name].zh))
    most = max((known for known, _, _ in likes), default=0)
    best = [(kind, field) for known, kind, field in likes if known == most]
    if len(best) != 1:
        return {"what": "any"}
    kind, field = best[0]
    return {"what": "rows", "kind": kind.folders[-1], "field": field, "heads": _heads_of(kind)}


def _inner(part: type[Part] | None) -> Sequence[str]:
    keys = keys_of(part) if part else ()
    return [key.zh for key in keys if key.required] or [key.zh for key in keys[:3]] or ["…"]


def _is_filled(sheet: Sheet) -> bool:
    return any(cell.strip() for row in sheet.rows for cell in row)


def _wide(sheet: Sheet, head: int) -> Sequence[str]:
    """Return a head as wide as the widest row below it, so that no cell stands outside."""
    width = max(len(row) for row in sheet.rows[head:])
    return (*sheet.rows[head], *("",) * (width - len(sheet.rows[head])))


def _unmerged(sheet: Sheet, head: int, columns: Sequence[FieldColumn]) -> Sequence[Sequence[str]]:
    """Return the rows with a text or a day that was merged over several in each of them, or is 同上."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, _ in sheet.merged:
        form = columns[left].form if left < len(columns) else None
        if top > head and form and form.sort not in _COUNTED:
            for row in rows[top + 1 : bottom + 1]:
                if any(row) and left < len(row):
                    row[left] = row[left] or rows[top][left]
    for above, row in pairwise(rows[head + 1 :]):
        for x, cell in enumerate(row[: len(above)]):
            if cell.strip() in _AS_ABOVE:
                row[x] = above[x]
    return rows


def _shared_amounts(sheet: Sheet, head: int, columns: Sequence[FieldColumn]) -> dict[tuple[int, int], Merge]:
    """Return the cells of amounts that were merged over several rows: nobody can tell whose they are."""
    found: dict[tuple[int, int], Merge] = {}
    for merge in sheet.merged:
        top, left, bottom, _ = merge
        form = columns[left].form if left < len(columns) else None
        if top <= head or not form or form.sort not in _COUNTED:
            continue
        rows = [y for y in range(top, min(bottom + 1, len(sheet.rows))) if any(sheet.rows[y])]
        if len(rows) > 1 and sheet.rows[top][left]:
            found |= {(y, left): merge for y in rows}
    return found


def _says_anything(sheet: Sheet, kinds: Mapping[str, Kind]) -> bool:
    """Tell whether there is more on a sheet than the head of a table."""
    rows = [row for row in sheet.rows if any(cell.strip() for cell in row)]
    known = {name for kind in kinds.values() for part in kind.tables.values() for name in names_of(part)}
    return len(rows) > 1 or (len(rows) == 1 and head_row(rows, known.__contains__) is None)
