"""Rows that stand in a file beside a record: CSV or a spreadsheet, each cell with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sunboard.engines.sheet import FORMULA, column_name, range_of
from sunboard.engines.spreadsheet import read_workbook
from sunboard.faults import Detail, Fault, fault
from sunboard.fields.part import Part
from sunboard.fields.written import parse_money
from sunboard.model.money import separated
from sunboard.model.node import Items, Place
from sunboard.model.period import Period
from sunboard.model.problem import Log
from sunboard.model.row import Head, Row
from sunboard.reading.sources import OpenWorkbook
from sunboard.reading.tables.head import Columns, columns_of, scaled
from sunboard.reading.tables.sheets import Grid, find_grid
from sunboard.reading.tables.sums import Sums, is_signature, joined, may_be_label, sum_word

CELL_DAY = fault("cell-became-date")
CELL_ERROR = fault("cell-error")
CELL_FORMULA = fault("cell-formula")
CELL_STRAY = fault("cell-without-head")
COLUMN_MISSING = fault("table-column-missing")
HEAD_SIDES = fault("table-head-debit-credit")
HEAD_TWICE = fault("table-head-twice")
MERGED_AMOUNT = fault("cell-merged-amount")
ROW_LONG = fault("row-longer-than-head")
ROW_SKIPPED = fault("sum-row-skipped")
TOTAL_DIFFERS = fault("total-row-differs")
UNIT_SCALED = fault("table-unit")

_SERIAL = re.compile(r"([2-7]\d{4})(?:\.0+)?")  # days counted from 1900 or 1904: 1954 to 2118
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2},\d{3}(?:\.\d+)?", re.ASCII)  # 19,500.00 split at its comma
_SIDES = ("借方", "贷方")  # which of the two came in depends on the account
_TIMED = re.compile(r"(\d{4}-\d{2}-\d{2}) \d{2}:\d{2}:\d{2}(?:\.\d+)?")
_NUMBER = re.compile(r"[¥￥]?[+-]?[\d,，.]+元?")

Cells = tuple[str, ...]


def read_table(
    data: bytes,
    path: str,
    part: type[Part],
    log: Log,
    *,
    wanted: str = "",
    period: Period | None = None,
    open_workbook: OpenWorkbook = read_workbook,
) -> Items | None:
    """Read the rows of a file, each as fields of a type of part; note why there are none.

    `wanted` names a sheet, `period` helps to choose one. A row with a cell that has no value (an error, an
    amount of several rows) is noted and left out.
    """
    columns = columns_of(part)
    grid = find_grid(data, path, columns, log, wanted=wanted, period=period, open_workbook=open_workbook)
    return read_grid(grid, path, columns, log) if grid else None


def read_grid(grid: Grid, path: str, columns: Columns, log: Log) -> Items | None:
    """Read the rows below the head of a sheet."""
    table = _Table(grid, path, columns, log)
    return table.read() if table.is_sound() else None


def day_of_serial(text: str, *, from_1904: bool) -> str:
    """Return the day that a spreadsheet counts as a number, as ISO; nothing for other texts."""
    serial = _SERIAL.fullmatch(text)
    epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return (epoch + timedelta(int(serial[1]))).isoformat() if serial else ""


@dataclass(slots=True)
class _Table:
    """One table while it is read. Columns and rows count from 0."""

    grid: Grid
    path: str
    columns: Columns
    log: Log
    bad: set[int] = field(default_factory=set)  # rows that were refused
    days: dict[str, str] = field(default_factory=dict)  # as written -> as ISO
    words: dict[str, str] = field(default_factory=dict)  # label -> what it makes of its row
    stray: set[int] = field(default_factory=set)  # columns without a head that have been told of

    def is_sound(self) -> bool:
        """See that the head names each column once and leaves none out."""
        head, labels = self.grid.head, self.columns.labels
        for name, at in head.twice:
            cells = tuple(f"{column_name(x)}{head.row + 1}" for x in at)
            self.log.add(HEAD_TWICE, self._place(head.row, at[-1]), labels[name], cells=cells)
        missing = [labels[name] for name in self.columns.required if name not in head.fields]
        if missing:
            self.log.add(COLUMN_MISSING, self._place(head.row, 0).at(""), "、".join(missing))
        unclear = self._unclear_side()
        if unclear is not None:
            self.log.add(HEAD_SIDES, self._place(head.row, unclear), head.columns[unclear].key)
        if head.unit:
            self.log.add(UNIT_SCALED, self._place(*self._place_of_unit()), " ".join(head.unit.split()))
        return not head.twice and not missing and unclear is None

    def _unclear_side(self) -> int | None:
        """Return the first column of debit or credit where no column says what came in and what went out."""
        if not self.columns.sides or self.columns.sides & set(self.grid.head.fields):
            return None
        columns = enumerate(self.grid.head.columns)
        return next((x for x, one in columns if not one.field and one.key.startswith(_SIDES)), None)

    def _place_of_unit(self) -> tuple[int, int]:
        """Return the row and column of what says the unit, the one nearest to the rows first."""
        head, rows = self.grid.head, self.grid.sheet.rows
        cells = ((y, x) for y in range(head.row, -1, -1) for x in range(len(rows[y])))
        return next(((y, x) for y, x in cells if head.unit in rows[y][x]), (head.row, 0))

    def read(self) -> Items:
        """Read all rows."""
        head, lines = self.grid.head, self.grid.lines
        shown = Head(
            path=self.path,
            sheet=self.grid.prefix,
            names=tuple("" if column.is_numbering else column.key for column in head.columns),
            letters=tuple(column_name(x) for x in range(len(head.columns))),
        )
        rows = (Row(shown, cells, at + 1, lines[at] if lines else at + 1) for at, cells in self._entries())
        return Items(tuple(rows), self._place(head.row, 0))

    def _entries(self) -> Iterator[tuple[int, Cells]]:
        """Yield the rows that are entries, as wide as the head, each cell with what it stands for."""
        head, rows, names = self.grid.head, self.grid.sheet.rows, self.grid.head.fields
        width = len(names)
        labels = [x for x, name in enumerate(names) if name not in self.columns.counted]
        needed = [names.index(name) for name in self.columns.required]
        sums = {names.index(name): Sums() for name in self.columns.totals if name in names}
        filled = self._unmerged()
        filled_rows = {y for y, _ in filled}
        second_looks = self._second_looks()
        heads = {cell for cell in rows[head.row] if cell}
        for at in range(head.row + 1, len(rows)):
            row = rows[at]
            if not any(row):
                continue
            if len(row) != width:
                row = self._fitted(at, row, width)
            # An entry is no sum, whatever it says
            if any(not row[x] for x in needed) and self._is_passed_over(at, row, labels, sums):
                continue
            if (row[0] or _first(row)) in heads and self._repeats_head(row):
                self.log.add(ROW_SKIPPED, self._place(at, 0), _first(row))
                continue
            if at in filled_rows:
                row = tuple(filled.get((at, x), text) or text for x, text in enumerate(row))
            if second_looks or self.grid.sheet.marks:
                row = self._looked_at(at, row, second_looks)
            if at in self.bad:
                continue
            for x, column in sums.items():
                column.add(row[x])
            yield at, row

    def _is_passed_over(self, at: int, row: Cells, labels: Sequence[int], sums: dict[int, Sums]) -> bool:
        """Tell whether a row is a sum, a carried figure or a signature, and compare its figures."""
        first = _first(row)
        label = first if self._word(first) == "signed" else ""
        label = label or next((row[x] for x in labels if row[x] and self._word(row[x])), "")
        if not label:
            return False
        word = self._word(label)
        if word == "signed" and (label != first or any(parse_money(row[x]) is not None for x in sums)):
            return False
        self.log.add(ROW_SKIPPED, self._place(at, row.index(label)), joined(label))
        for x, column in sums.items():
            text = self._scaled(row[x], x)
            if word == "carried":
                column.carry(text)
            elif word != "signed":
                real = column.differs(text, word, joined(label))
                if real is not None:
                    told = {"label": joined(label), "sum": separated(real)}
                    self.log.add(TOTAL_DIFFERS, self._place(at, x), row[x], **told)
        return True

    def _word(self, text: str) -> str:
        """Return what a label makes of its row: a sum, a carried figure, a signature, or nothing."""
        if text not in self.words:
            word = sum_word(text) or ("signed" if is_signature(text) else "") if may_be_label(text) else ""
            self.words[text] = word
        return self.words[text]

    def _repeats_head(self, row: Cells) -> bool:
        names = self.grid.head.fields
        filled = [(names[x], self.columns.column(text)) for x, text in enumerate(row) if text]
        same = sum(bool(name) and column.field == name for name, column in filled)
        return same >= 2 and all(column.field == name for name, column in filled)

    def _fitted(self, at: int, row: Cells, width: int) -> Cells:
        """Return a row as wide as the head; what stands beyond is told of."""
        beyond = next((x for x in range(width, len(row)) if row[x]), None)
        if self.grid.lines:
            if beyond is None and len(row) > width:
                pairs = (x for x in range(1, width) if _THOUSANDS.fullmatch(f"{row[x - 1]},{row[x]}"))
                beyond = next(pairs, None)
            if beyond is not None:
                self._refuse(at, beyond, ROW_LONG, row[beyond])
        elif beyond is not None:
            self._note_stray(at, beyond, row[beyond])
        return (*row[:width], *("",) * (width - len(row)))

    def _note_stray(self, at: int, x: int, text: str) -> None:
        if x not in self.stray:
            self.stray.add(x)
            self.log.add(CELL_STRAY, self._place(at, x), text)

    def _second_looks(self) -> dict[int, str]:
        """Return the columns whose cells need a second look, and what for."""
        columns = tuple(enumerate(self.grid.head.columns))
        found = {x: "day" for x, column in columns if column.field in self.columns.days}
        found |= {x: "scale" for x, column in columns if column.scale}
        found |= {x: "blank" for x, column in columns if not column.key}
        if self.grid.sheet.dates:
            found |= {x: "text" for x, column in columns if column.field in self.columns.codes}
        return found

    def _looked_at(self, at: int, row: Cells, second_looks: dict[int, str]) -> Cells:
        sheet = self.grid.sheet
        for x, what_for in second_looks.items():
            text = shown = row[x]
            if not text:
                continue
            if what_for == "day":
                shown = self.days.get(text) or self._day(text)
            elif what_for == "scale":
                shown = self._scaled(text, x)
            elif what_for == "blank":
                self._note_stray(at, x, text)
                shown = ""
            elif (at, x) in sheet.dates:
                self._refuse(at, x, CELL_DAY, text)
            if shown != text:
                row = (*row[:x], shown, *row[x + 1 :])
        if sheet.marks:
            for x, column in enumerate(self.grid.head.columns):
                if column.field and (mark := sheet.marks.get((at, x))):
                    self._refuse(at, x, CELL_FORMULA if mark == FORMULA else CELL_ERROR, mark)
        return row

    def _day(self, text: str) -> str:
        timed = _TIMED.fullmatch(text)
        written = timed[1] if timed else text
        self.days[text] = day_of_serial(text, from_1904=self.grid.sheet.from_1904) or written
        return self.days[text]

    def _scaled(self, text: str, x: int) -> str:
        scale = self.grid.head.columns[x].scale
        return scaled(text, scale) if scale and text else text

    def _refuse(self, at: int, x: int, why: Fault, text: str, **details: Detail) -> None:
        self.log.add(why, self._place(at, x), text, **details)
        self.bad.add(at)

    def _unmerged(self) -> dict[tuple[int, int], str]:
        """Return what cells within merged ones stand for.

        A date, a voucher number or a summary counts for every row; an amount counts for none, and is refused.
        """
        rows, head = self.grid.sheet.rows, self.grid.head
        found: dict[tuple[int, int], str] = {}
        for merge in self.grid.sheet.merged:
            top, left, bottom, right = merge
            if top <= head.row or left >= len(head.columns):
                continue
            text = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
            fields = [x for x in range(left, min(right + 1, len(head.columns))) if head.columns[x].field]
            if not text or not fields or sum_word(text) or is_signature(text):
                continue
            covered = [
                y
                for y in range(top, min(bottom + 1, len(rows)))
                if any(rows[y][:left]) or any(rows[y][right + 1 :])
            ]
            counted = [x for x in fields if head.columns[x].field in self.columns.counted]
            several = len(covered) > 1 or len(fields) > 1
            if counted and several and (fields[0] in counted or _NUMBER.fullmatch(text)):
                self._refuse(top, fields[0], MERGED_AMOUNT, text, cells=range_of(merge))
                self.bad |= set(covered)
            elif left == fields[0]:
                found |= {(y, left): text for y in covered}
        return found

    def _place(self, at: int, x: int) -> Place:
        grid, columns = self.grid, self.grid.head.columns
        return Place(
            path=self.path,
            line=grid.lines[at] if at < len(grid.lines) else at + 1,
            cell=f"{grid.prefix}{column_name(x)}{at + 1}",
            field=columns[x].key if x < len(columns) else "",
        )


def _first(row: Cells) -> str:
    return next(cell for cell in row if cell)
