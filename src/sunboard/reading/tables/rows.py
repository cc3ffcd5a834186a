"""The rows below a head: as wide as it, merged cells in each of their rows, every cell with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from sunboard.engines.sheet import FORMULA, column_name, range_of
from sunboard.faults import Detail, Fault, fault
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Place
from sunboard.model.problem import Log
from sunboard.model.row import Head, Row
from sunboard.reading.tables.columns import Column, Columns, FoundHead, Span
from sunboard.reading.tables.grid import Grid, cells_of
from sunboard.reading.tables.sums import is_signature, joined, sum_word

BALANCE_UNRECKONED = fault("balance-not-reckoned")
CELL_DAY = fault("cell-became-date")
CELL_ERROR = fault("cell-error")
CELL_FORMULA = fault("cell-formula")
CELL_STRAY = fault("cell-without-head")
MERGED_AMOUNT = fault("cell-merged-amount")
NUMBER_CUT = fault("cell-number-cut")
ROW_LONG = fault("row-longer-than-head")
ROW_SKIPPED = fault("sum-row-skipped")

_THOUSANDS = regex(r"-?[1-9]\d{0,2},\d{3}(?:\.\d+)?", re.ASCII)  # 19,500.00 split at its comma
_NUMBER = regex(r"[¥￥]?[+-]?[\d,，.]+元?")
_COUNTED = regex(r"栏次|[甲乙丙丁戊己庚辛壬癸]|(?:栏次?|第|[(（])?(?P<number>\d{1,2})[)）栏]?")
_LOST = regex(
    r"[0-9](?:\.[0-9]+)?E\+(?P<digits>[1-9][0-9]{1,2})|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)"
)

Cells = tuple[str, ...]


def lost(text: str) -> Fault | None:
    """Return what is wrong with a text that a spreadsheet left in place of a value: 6.217E+18, #REF!."""
    if not text.startswith("#") and "E+" not in text:  # as mostly
        return None
    found = _LOST.fullmatch(text.strip())
    return (NUMBER_CUT if found["digits"] else CELL_ERROR) if found else None


@dataclass(slots=True)
class Rows:
    """The rows of one table while they are read. Columns and rows count from 0."""

    grid: Grid
    head: FoundHead
    path: str
    columns: Columns
    log: Log
    bad: set[int] = field(default_factory=set)  # rows that were refused
    stray: set[int] = field(default_factory=set)  # columns without a head that have been told of
    long: dict[int, int] = field(default_factory=dict)  # rows of a text with more cells than the head
    noted: set[tuple[int, int]] = field(default_factory=set)  # cells that say why a row is none, once told
    heads: set[int] = field(default_factory=set)  # rows that repeat the head
    unreckoned: set[tuple[int, int]] = field(default_factory=set)  # balances that nobody worked out
    formulas: set[int] = field(default_factory=set)  # columns of unreckoned formulas, once told

    @property
    def width(self) -> int:
        """Return how many columns the head has."""
        return len(self.head.columns)

    def place(self, at: int, x: int) -> Place:
        """Return where a cell stands."""
        grid, columns = self.grid, self.head.columns
        row, column = (x, at) if grid.is_turned else (at, x)
        return Place(
            path=self.path,
            line=grid.lines[at] if at < len(grid.lines) else row + 1,
            cell=f"{grid.prefix}{column_name(column)}{row + 1}",
            field=columns[x].key if x < len(columns) else "",
        )

    def refuse(self, at: int, x: int, why: Fault, text: str, **details: Detail) -> None:
        """Note why a row is not read."""
        self.log.add(why, self.place(at, x), text, **details)
        self.bad.add(at)

    def note(self, at: int, x: int, text: str) -> None:
        """Tell once that a row is no entry."""
        if (at, x) not in self.noted:
            self.noted.add((at, x))
            self.log.add(ROW_SKIPPED, self.place(at, x), joined(text))

    def note_stray(self, at: int, x: int, text: str) -> None:
        """Tell once of a column without a head."""
        if x not in self.stray:
            self.stray.add(x)
            self.log.add(CELL_STRAY, self.place(at, x), text)

    def note_unreckoned(self, at: int, x: int) -> None:
        """Tell once of balances that are formulas without a result: their rows are read without them."""
        if not self.unreckoned:
            self.log.add(BALANCE_UNRECKONED, self.place(at, x))
        self.unreckoned.add((at, x))

    def pass_over_heads(self, stop: int) -> None:
        """Pass over the head where it is repeated above a row, as on every page that was printed."""
        rows, head = self.grid.sheet.rows, self.head
        below, names = head.row + 1, head.fields
        own = {tuple(cell for cell in rows[at] if cell) for at in range(head.first, below)}
        firsts = {cells[0] for cells in own if cells}
        if below < stop and _counts_columns(rows[below], sum(map(bool, rows[head.row]))):
            self.heads.add(below)
        for at in range(below, stop):
            row = rows[at]
            first = next((cell for cell in row if cell), "")
            if first not in firsts:
                continue
            filled = [
                (names[x], self.columns.column(text)) for x, text in enumerate(row[: self.width]) if text
            ]
            same = sum(bool(name) and column.field == name for name, column in filled)
            if tuple(cell for cell in row if cell) in own or (
                same >= 2 and all(column.field == name for name, column in filled)
            ):
                self.heads.add(at)
                self.note(at, 0, first)

    def fitted(self, at: int, row: Cells) -> Cells:
        """Return a row as wide as the head; what stands beyond is told of."""
        width = self.width
        beyond = next((x for x in range(width, len(row)) if row[x]), None)
        if self.grid.lines:
            if beyond is None and len(row) > width:
                pairs = (x for x in range(1, width) if _THOUSANDS.fullmatch(f"{row[x - 1]},{row[x]}"))
                beyond = next(pairs, None)
            if beyond is not None:
                self.long[at] = beyond
        elif beyond is not None:
            self.note_stray(at, beyond, row[beyond])
        return (*row[:width], *("",) * (width - len(row)))

    def refuse_day(self, at: int, x: int, text: str) -> None:
        """Refuse a row in which a number such as 1-5 was made a day of."""
        numbers = re.findall("[0-9]+", text)[1:3]
        self.refuse(at, x, CELL_DAY, text, typed="-".join(number.lstrip("0") for number in numbers))

    def refuse_long(self, at: int) -> None:
        """Refuse a row of a text that is longer than the head: a comma has split one of its cells."""
        if at in self.long:
            x = self.long.pop(at)
            self.refuse(at, x, ROW_LONG, self.grid.sheet.rows[at][x])

    def has_value(self, at: int, columns: tuple[Column, ...], part: Span | None = None) -> bool:
        """Refuse a row with a cell that holds an error or an unreckoned formula, in one part of it or all."""
        row = self.grid.sheet.rows[at]
        for x in range(*(part or (0, len(columns)))):
            column = columns[x]
            is_read = bool(column.field or column.role) and (at, x) not in self.unreckoned
            mark = self.grid.sheet.marks.get((at, x)) if is_read else None
            if mark == FORMULA:
                self._refuse_formula(at, x)
            elif mark:
                self.refuse(at, x, CELL_ERROR, mark)
            elif is_read and x < len(row) and (why := lost(row[x])):
                self.refuse(at, x, why, row[x])
        return at not in self.bad

    def _refuse_formula(self, at: int, x: int) -> None:
        """Note why a row with an unreckoned formula is not read; once for all of its column."""
        self.bad.add(at)
        if x not in self.formulas:
            self.formulas.add(x)
            marks = self.grid.sheet.marks
            own = sorted(y for y, left in marks if left == x and marks[y, x] == FORMULA)
            self.refuse(at, x, CELL_FORMULA, FORMULA, cells=cells_of(x, own))

    def unmerged(self) -> dict[tuple[int, int], str]:
        """Return what cells within merged ones stand for.

        A date, a voucher number or a summary counts for every row; an amount counts for none, and is refused.
        In a table of money a number of papers is that of the voucher, and stays in its first row.
        """
        rows, head = self.grid.sheet.rows, self.head
        found: dict[tuple[int, int], str] = {}
        for merge in self.grid.sheet.merged:
            top, left, bottom, right = merge
            if top <= head.row or top in self.heads or left >= self.width:
                continue
            text = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
            fields = [x for x in range(left, min(right + 1, self.width)) if _is_read(head.columns[x])]
            if not text or not fields or sum_word(text) or is_signature(text):
                continue
            covered = [
                y
                for y in range(top, min(bottom + 1, len(rows)))
                if any(rows[y][:left]) or any(rows[y][right + 1 :])
            ]
            counted = [x for x in fields if head.columns[x].field in self.columns.counted]
            if self.columns.roles and counted == fields and not self.columns.money & self._fields(fields):
                continue
            several = len(covered) > 1 or len(fields) > 1
            if counted and several and (fields[0] in counted or _NUMBER.fullmatch(text)):
                self.refuse(top, fields[0], MERGED_AMOUNT, text, cells=range_of(merge))
                self.bad |= set(covered)
            elif left == fields[0]:
                found |= {(y, left): text for y in covered}
        return found

    def _fields(self, at: Sequence[int]) -> set[str]:
        return {self.head.columns[x].field for x in at}

    def shown(self, names: tuple[str, ...], letters: tuple[str, ...] = ()) -> Head:
        """Return the head that rows share: the key of each column, and of those that were made of others."""
        written = tuple(column.key for column in self.head.columns)
        across: tuple[str, ...] = ()
        shown = tuple(map(column_name, range(self.width)))
        if self.grid.is_turned:  # its columns are rows in the file
            across = tuple(map(column_name, range(len(self.grid.sheet.rows))))
            number_of = {letter: f"{x + 1}" for x, letter in enumerate(shown)}
            shown, letters = tuple(number_of.values()), tuple(number_of[letter] for letter in letters)
        return Head(
            path=self.path,
            sheet=self.grid.prefix,
            names=names,
            letters=(*shown, *letters),
            across=across,
            written=(
                *(key if name else "" for key, name in zip(written, names, strict=False)),
                *names[self.width :],
            ),
        )

    def row(self, head: Head, at: int, cells: Cells) -> Row:
        """Make the fields of a row."""
        lines = self.grid.lines
        return Row(head, cells, at + 1, lines[at] if lines else at + 1)


def _is_read(column: Column) -> bool:
    return bool(column.field or column.role)


def _counts_columns(row: Cells, width: int) -> bool:
    """Tell whether a row below a head only counts its columns, as printed forms do: 甲 | 乙 | 1 | 2."""
    counts = [found["number"] for cell in row if cell and (found := _COUNTED.fullmatch(cell))]
    numbers = [int(number) for number in counts if number]
    is_all = len(counts) == sum(map(bool, row)) and len(counts) >= width
    return is_all and len(numbers) > 1 and numbers == [*range(1, len(numbers) + 1)]


def first_of(row: Cells) -> str:
    """Return the first cell that is filled."""
    return next(cell for cell in row if cell)
