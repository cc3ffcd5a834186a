"""Rows that stand in a file beside a record: CSV or a spreadsheet, each cell with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sunboard.engines.sheet import FORMULA, column_name
from sunboard.faults import fault
from sunboard.fields.part import Part
from sunboard.fields.scalars import parse_money
from sunboard.model.node import Items, Place
from sunboard.model.period import Period
from sunboard.model.problem import Log
from sunboard.model.row import Head, Row
from sunboard.reading.tables.columns import Columns, columns_of, scaled
from sunboard.reading.tables.sheets import TABLE_ENDINGS as TABLE_ENDINGS
from sunboard.reading.tables.sheets import Grid, find_grid
from sunboard.reading.tables.sums import SUMS as SUMS
from sunboard.reading.tables.sums import Sums, is_signature, joined, may_be_label, sum_word, total_fields

COLUMN_MISSING = fault("table-column-missing")
HEAD_SIDES = fault("table-head-debit-credit")
HEAD_TWICE = fault("table-head-twice")
UNIT_SCALED = fault("table-unit")
CELL_ERROR = fault("cell-error")
CELL_FORMULA = fault("cell-formula")
CELL_DAY = fault("cell-became-date")
MERGED_AMOUNT = fault("cell-merged-amount")
ROW_LONG = fault("row-longer-than-head")
CELL_STRAY = fault("cell-without-head")
ROW_SKIPPED = fault("sum-row-skipped")
TOTAL_DIFFERS = fault("total-row-differs")

_SERIAL = re.compile(r"([2-7]\d{4})(?:\.0+)?")  # days counted from 1900 or 1904: 1954 to 2118
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2},\d{3}(?:\.\d+)?", re.ASCII)  # 19,500.00 split at its comma
_SIDES = ("借方", "贷方")
_TIMED = re.compile(r"(\d{4}-\d{2}-\d{2}) \d{2}:\d{2}:\d{2}(?:\.\d+)?")


def read_table(
    data: bytes, path: str, part: type[Part], log: Log, *, wanted: str = "", period: Period | None = None
) -> Items | None:
    """Read the rows of a file, each as fields of a type of part; return nothing after noting why there are none.

    `wanted` names a sheet, `period` helps to choose one. A row with a cell that has no value (an error, a shared amount) is noted and left out.
    """
    columns = columns_of(part)
    grid = find_grid(data, path, columns, log, wanted=wanted, period=period)
    return read_grid(grid, path, columns, log) if grid else None


def read_grid(grid: Grid, path: str, columns: Columns, log: Log) -> Items | None:
    """Read the rows below the head of a sheet."""
    table = _Table(grid, path, columns, log)
    return table.read() if table.is_sound() else None


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
        head = self.grid.head
        for name, at in head.twice:
            cells = tuple(f"{column_name(x)}{head.row + 1}" for x in at)
            self.log.add(HEAD_TWICE, self._place(head.row, at[-1]), self.columns.labels[name], cells=cells)
        missing = [self.columns.labels[name] for name in self.columns.required if name not in head.fields]
        if missing:
            self.log.add(COLUMN_MISSING, self._place(head.row, 0).at(""), "、".join(missing))
        sided = not self.columns.sides or self.columns.sides & set(head.fields)
        unclear = [
            x
            for x, column in enumerate(head.columns)
            if not sided and not column.field and column.key.startswith(_SIDES)
        ]
        if unclear:
            self.log.add(HEAD_SIDES, self._place(head.row, unclear[0]), head.columns[unclear[0]].key)
        if head.unit:
            row, x = next(
                (
                    found
                    for found in self._cells(head.row + 1)
                    if head.unit in self.grid.sheet.rows[found[0]][found[1]]
                ),
                (head.row, 0),
            )
            self.log.add(UNIT_SCALED, self._place(row, x), " ".join(head.unit.split()))
        return not head.twice and not missing and not unclear

    def read(self) -> Items:
        """Read all rows."""
        head = self.grid.head
        rows = self.grid.sheet.rows
        shown = Head(
            self.path,
            self.grid.prefix,
            tuple("" if column.is_numbering else column.key for column in head.columns),
            tuple(column_name(x) for x in range(len(head.columns))),
        )
        filled = self._unmerged()
        entries = self._entries(rows, filled)
        lines = self.grid.lines
        found = tuple(Row(shown, cells, at + 1, lines[at] if lines else at + 1) for at, cells in entries)
        return Items(found, self._place(head.row, 0))

    def _entries(
        self, rows: Sequence[tuple[str, ...]], filled: dict[tuple[int, int], str]
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        head, width = self.grid.head, len(self.grid.head.columns)
        names = head.fields
        labels = [x for x, name in enumerate(names) if name not in self.columns.counted]
        needed = [names.index(name) for name in self.columns.required]
        sums = {
            names.index(name): Sums()
            for name in total_fields(self.columns.money, self.columns.labels)
            if name in names
        }
        repairs = self._repairs()
        filled_rows = {y for y, _ in filled}
        again = {cell for cell in rows[head.row] if cell}
        for at in range(head.row + 1, len(rows)):
            row = rows[at]
            if not any(row):
                continue
            if len(row) != width:
                row = self._fitted(at, row, width)
            if any(not row[x] for x in needed):  # an entry is no sum, whatever it says
                first = next(cell for cell in row if cell)
                label = (
                    first
                    if self._word(first) == "signed"
                    else next((row[x] for x in labels if row[x] and self._word(row[x])), "")
                )
                if label and self._passed_over(at, row, label, self.words[label], sums):
                    continue
            if (row[0] or next(cell for cell in row if cell)) in again and self._repeats_head(row):
                self.log.add(ROW_SKIPPED, self._place(at, 0), next(cell for cell in row if cell))
                continue
            if at in filled_rows:
                row = tuple(filled.get((at, x), text) or text for x, text in enumerate(row))
            if repairs or self.grid.sheet.marks:
                row = self._repaired(at, row, repairs)
            if at in self.bad:
                continue
            for x, column in sums.items():
                column.add(row[x])
            yield at, row

    def _cells(self, until: int) -> Iterator[tuple[int, int]]:
        """Yield the rows and columns of the cells above a row, from the bottom up."""
        yield from ((y, x) for y in range(until - 1, -1, -1) for x in range(len(self.grid.sheet.rows[y])))

    def _word(self, text: str) -> str:
        """Return what a label makes of its row: a sum, a carried figure, a signature, or nothing."""
        if text not in self.words:
            self.words[text] = (
                (sum_word(text) or ("signed" if is_signature(text) else "")) if may_be_label(text) else ""
            )
        return self.words[text]

    def _passed_over(
        self, at: int, row: tuple[str, ...], label: str, word: str, sums: dict[int, Sums]
    ) -> bool:
        """Tell whether a row is a sum, a carried figure or a signature, and compare its figures."""
        x_of_label = row.index(label)
        signs_alone = x_of_label == next(x for x, cell in enumerate(row) if cell) and not any(
            parse_money(row[x]) is not None for x in sums
        )
        if word == "signed" and not signs_alone:
            return False
        self.log.add(ROW_SKIPPED, self._place(at, x_of_label), joined(label))
        for x, column in sums.items():
            text = self._scaled(row[x], x)
            if word == "carried":
                column.carry(text)
            elif word != "signed":
                real = column.differs(text, word, joined(label))
                if real is not None:
                    self.log.add(
                        TOTAL_DIFFERS, self._place(at, x), row[x], label=joined(label), sum=f"{real:,.2f}"
                    )
        return True

    def _repeats_head(self, row: tuple[str, ...]) -> bool:
        names = self.grid.head.fields
        filled = [(names[x], self.columns.column(text)) for x, text in enumerate(row) if text]
        same = sum(bool(name) and column.field == name for name, column in filled)
        return same >= 2 and all(column.field == name for name, column in filled)

    def _fitted(self, at: int, row: tuple[str, ...], width: int) -> tuple[str, ...]:
        """Return a row as wide as the head; what stands beyond is told of."""
        beyond = next((x for x in range(width, len(row)) if row[x]), None)
        if beyond is None and len(row) > width and self.grid.lines:
            beyond = next(
                (x for x in range(1, width) if _THOUSANDS.fullmatch(f"{row[x - 1]},{row[x]}")), None
            )
        if beyond is not None and self.grid.lines:
            self.log.add(ROW_LONG, self._place(at, beyond), row[beyond])
            self.bad.add(at)
        elif beyond is not None:
            self._note_stray(at, beyond, row[beyond])
        return (*row[:width], *("",) * (width - len(row)))

    def _note_stray(self, at: int, x: int, text: str) -> None:
        if x not in self.stray:
            self.stray.add(x)
            self.log.add(CELL_STRAY, self._place(at, x), text)

    def _repairs(self) -> dict[int, str]:
        """Return the columns whose cells need a second look, and what for."""
        head = self.grid.head
        found = {x: "day" for x, column in enumerate(head.columns) if column.field in self.columns.days}
        found |= {x: "scale" for x, column in enumerate(head.columns) if column.scale}
        found |= {x: "blank" for x, column in enumerate(head.columns) if not column.key}
        if self.grid.sheet.dates:
            found |= {
                x: "text"
                for x, column in enumerate(head.columns)
                if column.field.endswith(("_no", "code", "decision", "contract"))
            }
        return found

    def _repaired(self, at: int, row: tuple[str, ...], repairs: dict[int, str]) -> tuple[str, ...]:
        for x, sort in repairs.items():
            text = shown = row[x]
            if not text:
                continue
            if sort == "day":
                shown = self.days.get(text) or self._day(text)
            elif sort == "scale":
                shown = self._scaled(text, x)
            elif sort == "blank":
                self._note_stray(at, x, text)
                shown = ""
            elif (at, x) in self.grid.sheet.dates:
                self._refuse(at, x, CELL_DAY, text)
            if shown != text:
                row = (*row[:x], shown, *row[x + 1 :])
        marks = self.grid.sheet.marks
        if marks:
            for x, column in enumerate(self.grid.head.columns):
                if column.field and (at, x) in marks:
                    mark = marks[at, x]
                    self._refuse(at, x, CELL_FORMULA if mark == FORMULA else CELL_ERROR, mark)
        return row

    def _day(self, text: str) -> str:
        day = text
        if serial := day_of_serial(text, from_1904=self.grid.sheet.from_1904):
            day = serial
        elif timed := _TIMED.fullmatch(text):
            day = timed[1]
        self.days[text] = day
        return day

    def _scaled(self, text: str, x: int) -> str:
        scale = self.grid.head.columns[x].scale
        return scaled(text, scale) if scale and text else text

    def _refuse(self, at: int, x: int, fault: object, text: str, **details: str) -> None:
        self.log.add(fault, self._place(at, x), text, **details)  # type: ignore[arg-type]
        self.bad.add(at)

    def _unmerged(self) -> dict[tuple[int, int], str]:
        """Return what cells within merged ones stand for: a date, a voucher number, a summary counts for every row, an amount for none."""
        rows, head = self.grid.sheet.rows, self.grid.head
        found: dict[tuple[int, int], str] = {}
        for top, left, bottom, right in self.grid.sheet.merged:
            if top <= head.row or left >= len(head.columns):
                continue
            text = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
            covered = [
                y
                for y in range(top, min(bottom + 1, len(rows)))
                if any(rows[y][x] for x in range(len(rows[y])) if not left <= x <= right)
            ]
            fields = [x for x in range(left, min(right + 1, len(head.columns))) if head.columns[x].field]
            if not text or not fields or sum_word(text) or is_signature(text):
                continue
            counted = [x for x in fields if head.columns[x].field in self.columns.counted]
            if (
                counted
                and (len(covered) > 1 or len(fields) > 1)
                and (fields[0] in counted or _is_number(text))
            ):
                cells = f"{column_name(left)}{top + 1}:{column_name(right)}{bottom + 1}"
                self._refuse(top, fields[0], MERGED_AMOUNT, text, cells=cells)
                self.bad |= set(covered)
            elif left == fields[0]:
                found |= {(y, left): text for y in covered}
        return found

    def _place(self, at: int, x: int) -> Place:
        grid, columns = self.grid, self.grid.head.columns
        line = grid.lines[at] if at < len(grid.lines) else at + 1
        return Place(
            self.path,
            line,
            f"{grid.prefix}{column_name(x)}{at + 1}",
            columns[x].key if x < len(columns) else "",
        )


def day_of_serial(text: str, *, from_1904: bool) -> str:
    """Return the day that a spreadsheet counts as a number, as ISO; nothing for other texts."""
    serial = _SERIAL.fullmatch(text)
    epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return (epoch + timedelta(int(serial[1]))).isoformat() if serial else ""


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[¥￥]?[+-]?[\d,，.]+元?", text))
