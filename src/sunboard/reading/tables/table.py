"""Rows that stand in a file beside a record: CSV or a spreadsheet, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from decimal import Decimal
from itertools import pairwise

from sunboard.engines.sheet import column_name
from sunboard.engines.spreadsheet import read_sheets
from sunboard.faults import fault
from sunboard.fields.meant import sides_of_span, span_said
from sunboard.fields.part import Part
from sunboard.fields.written import parse_money
from sunboard.lazy import dataclass, regex
from sunboard.model.money import separated
from sunboard.model.node import Items
from sunboard.model.period import Period
from sunboard.model.problem import Log
from sunboard.model.row import Row
from sunboard.model.tabulation import is_number
from sunboard.reading.sources import OpenWorkbook
from sunboard.reading.tables.amounts import scaled
from sunboard.reading.tables.books import moved_between_books
from sunboard.reading.tables.columns import Columns, FoundHead, Span, columns_of, head_text
from sunboard.reading.tables.days import DayInDoubt, Days
from sunboard.reading.tables.headless import note_no_head, note_turned
from sunboard.reading.tables.ledger import read_piece
from sunboard.reading.tables.owners import groups_below, other_village
from sunboard.reading.tables.piece import COLUMN_MISSING, HEAD_TWICE, Piece
from sunboard.reading.tables.regions import TABLE_BESIDE, within_borders
from sunboard.reading.tables.rows import Cells, Rows, first_of
from sunboard.reading.tables.settling import side_of_piece
from sunboard.reading.tables.sheets import ADDS_UP, Grid, find_grids, part_of
from sunboard.reading.tables.spans import of_period
from sunboard.reading.tables.stacked import (
    books_below,
    half_known_above,
    of_period_below,
    parts_below,
    stacked,
    title_of,
    titles_below,
    unheaded_above,
)
from sunboard.reading.tables.summaries import summaries, totals
from sunboard.reading.tables.sums import Sums, is_signature, joined, may_be_label, signs, sum_word
from sunboard.reading.tables.totals import TOTAL_DIFFERS
from sunboard.reading.tables.units import other_area
from sunboard.reading.tables.words import THIS_PERIOD, enumerated, group_titled, is_group, level_of_number

OF_SEVERAL = fault("ledger-of-several")
SPAN_OTHER = fault("amounts-of-other-span")
SUMMARY_DIFFERS = fault("summary-sheet-differs")
UNIT_SCALED = fault("table-unit")
UNIT_UNCLEAR = fault("table-unit-unclear")


_COUNTED = regex(r"栏次|[甲乙丙丁戊己庚辛壬癸]|(?:栏次?|第|[(（])?(?P<number>\d{1,2})[)）栏]?")


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
    sound, heard, added = True, Log(), dict[str, Decimal]()
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
    for grid in (grid for grid in grids if not grid.is_summary):
        rows = _read_grid(within_borders(grid, path, columns, heard), path, columns, heard, period, added)
        sound = sound and rows is not None
        found += rows or []
    for grid in (grid for grid in grids if grid.is_summary and not heard.has_error):
        rows = _read_grid(within_borders(grid, path, columns, heard), path, columns, heard, period, {})
        _note_summary(grid, rows or [], found, path, columns, heard)
    if columns.roles and all(grid.account for grid in grids if not grid.is_summary):
        found = moved_between_books(found, columns)
    first = grids[0]
    if first.is_turned and (heard.has_error or any(one.fault is TOTAL_DIFFERS for one in heard.problems)):
        note_turned(first.sheet, path, log, columns=columns)  # what is wrong in it is told where it stands
        return None
    log.problems += heard.problems
    if not sound:
        return None
    place = Rows(first, first.head, path, columns, log).place(first.head.row, 0)
    return Items(tuple(found), place, told=heard.has_error)


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
    elif not log.has_error:
        (income, expense), (came, went) = (map(separated, totals(one, columns)) for one in (rows, entries))
        said = {"income": income, "expense": expense, "came": came, "went": went}
        log.add(SUMMARY_DIFFERS, place, name, **said, village="".join(path.split("/")[1:2]))


def _read_grid(
    grid: Grid, path: str, columns: Columns, log: Log, period: Period | None, added: dict[str, Decimal]
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
            log.add(UNIT_UNCLEAR, rows.place(at, x).at(""), joined(grid.sheet.rows[at][x]), what="area")
            return None
        if head.unit and not told:
            log.add(UNIT_SCALED, rows.place(*_place_of_unit(grid, head)), " ".join(head.unit.split()))
            told = True
        if not columns.roles:
            table = _Table(rows)
            return list(table.read()) if table.is_sound() else None
        _pass_over_heads(rows, stop)
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


def _note_other_span(rows: Rows, x: int, period: Period | None) -> None:
    """Note that the amounts of a column are those of another time than the record's."""
    column, columns = rows.head.columns[x], rows.columns
    own = f"{THIS_PERIOD}{columns.labels[columns.roles[column.role]]}"
    span = period.name("zh") if period else ""
    rows.log.add(SPAN_OTHER, rows.place(rows.head.row, x), column.key, period=span, example=own)


def _pass_over_heads(rows: Rows, stop: int) -> None:
    """Pass over the head where it is repeated, as on every page that was printed."""
    all_rows, head = rows.grid.sheet.rows, rows.head
    own = {tuple(cell for cell in all_rows[at] if cell) for at in range(head.first, head.row + 1)}
    firsts = {cells[0] for cells in own if cells}
    names = head.fields
    if head.row + 1 < stop and _counts_columns(
        all_rows[head.row + 1], len([*filter(None, all_rows[head.row])])
    ):
        rows.heads.add(head.row + 1)
    for at in range(head.row + 1, stop):
        row = all_rows[at]
        first = next((cell for cell in row if cell), "")
        if first not in firsts:
            continue
        filled = [(names[x], rows.columns.column(text)) for x, text in enumerate(row[: rows.width]) if text]
        same = sum(bool(name) and column.field == name for name, column in filled)
        if tuple(cell for cell in row if cell) in own or (
            same >= 2 and all(column.field == name for name, column in filled)
        ):
            rows.heads.add(at)
            rows.note(at, 0, first)


def _counts_columns(row: Cells, width: int) -> bool:
    """Tell whether a row below a head only counts its columns, as printed forms do: 甲 | 乙 | 1 | 2."""
    counts = [found["number"] for cell in row if cell and (found := _COUNTED.fullmatch(cell))]
    numbers = [int(number) for number in counts if number]
    is_all = len(counts) == sum(map(bool, row)) and len(counts) >= width
    return is_all and len(numbers) > 1 and numbers == [*range(1, len(numbers) + 1)]


def _place_of_unit(grid: Grid, head: FoundHead) -> tuple[int, int]:
    """Return the row and column of what says the unit: above the rows, the nearest first, or at the foot."""
    rows = grid.sheet.rows
    lines = (*range(head.row, -1, -1), *range(len(rows) - 1, head.row, -1))
    cells = ((y, x) for y in lines for x in range(len(rows[y])))
    return next(((y, x) for y, x in cells if head.unit in rows[y][x]), (head.row, 0))


@dataclass(slots=True)
class _Table:
    """A table that is none of money: every row that has what it needs is one of its items."""

    rows: Rows
    words: dict[str, str] = field(default_factory=dict)  # label -> what it makes of its row
    parts: Sequence[Span] = ()  # of a list that goes on to the right

    def is_sound(self) -> bool:
        """See that the head names each column once and leaves none out."""
        rows, head, labels = self.rows, self.rows.head, self.rows.columns.labels
        if self._is_form():
            name, place = rows.path.rpartition("/")[2], rows.place(head.row, 0)
            all_rows = rows.grid.sheet.rows
            note_no_head(all_rows, place, name, rows.log, columns=rows.columns, start=head.row, is_form=True)
            return False
        whole = {*self._spread(), *self._named_twice()}
        twice = [(name, at) for name, at in head.twice if name not in whole]
        parts = self._side_by_side() if twice else ()
        if parts and not self._is_titled(parts):
            twice, self.parts = [], parts
        what = "parts-apart" if parts else "other"
        for name, at in twice[: 1 if parts else None]:
            cells = tuple(f"{column_name(x)}{head.row + 1}" for x in at)
            rows.log.add(HEAD_TWICE, rows.place(head.row, at[-1]), labels[name], cells=cells, what=what)
        missing = [labels[name] for name in rows.columns.required if name not in head.fields]
        if missing:
            rows.log.add(COLUMN_MISSING, rows.place(head.row, 0).at(""), "、".join(missing))
        return not twice and not missing

    def _is_form(self) -> bool:
        """Tell whether the rows are lines of a card: where things would be named stand names of fields."""
        head, columns = self.rows.head, self.rows.columns
        at = next(
            (x for x, name in enumerate(head.fields) if name in (*columns.required, *columns.named)), None
        )
        below = [
            row[at] for row in self.rows.grid.sheet.rows[head.row + 1 :] if at is not None and len(row) > at
        ]
        named = [text for text in below if text and columns.names.get(head_text(text))]
        return len(named) > 1 and len(named) * 2 >= len([*filter(None, below)])

    def _side_by_side(self) -> Sequence[Span]:
        """Return where the parts of a list stand that goes on to the right: 姓名 | 金额 | 姓名 | 金额."""
        columns = self.rows.head.columns
        named = [x for x, column in enumerate(columns) if column.key and not column.is_numbering]
        keys = [columns[x].key for x in named]
        for size in range(2, len(keys) // 2 + 1):
            if len(keys) % size == 0 and keys == keys[:size] * (len(keys) // size):
                ends = [0, *(named[at] + 1 for at in range(size - 1, len(named) - 1, size)), len(columns)]
                return tuple(pairwise(ends))
        return ()

    def _is_titled(self, parts: Sequence[Span]) -> bool:
        """Tell whether something stands above parts behind the first: they may be of different things."""
        head = self.rows.head
        above = self.rows.grid.sheet.rows[head.first - 1] if head.first else ()
        groups = {column.group for column in head.columns} - {""}
        titles = (above[start : end - 1] for start, end in parts[1:])  # the last cell may say the unit
        return any(map(any, titles)) or len(groups) > 1

    def _spread(self) -> dict[str, tuple[int, ...]]:
        """Return the texts that stand in several columns below one head: 四至 above 东 | 南 | 西 | 北."""
        head, columns = self.rows.head, self.rows.columns
        return {
            name: at
            for name, at in head.twice
            if name not in (*columns.counted, *columns.days)
            and all(head.columns[x].by_group for x in at)
            and len({head.columns[x].group for x in at}) == 1
        }

    def _named_twice(self) -> dict[str, tuple[int, ...]]:
        """Return the texts that a column tells whose name ends in the field's, and others beside it.

        标的, or else 合同标的 or 租赁标的, beside 合同名称: it stands first.
        """
        columns, keys = self.rows.columns, [column.key for column in self.rows.head.columns]
        found: dict[str, tuple[int, ...]] = {}
        for name, at in self.rows.head.twice:
            own = [x for x in at if keys[x].endswith(columns.labels[name])]
            if own and name in columns.texts and len({keys[x] for x in at}) == len(at):
                first = min(own, key=lambda x: len(keys[x]))
                found[name] = (first, *(x for x in at if x != first))
        return found

    def _terms(self) -> tuple[int, tuple[str, str], int] | None:
        """Return the column that says from when to when contracts last, and the names of the two days.

        One that may say it in words, there or in the column that is returned too, is that of the days where
        any row says them.
        """
        head, columns = self.rows.head, self.rows.columns
        lasting = columns.column("期限").field
        words = next((x for x, one in enumerate(head.columns) if lasting and one.field == lasting), -1)
        below = self.rows.grid.sheet.rows[head.row + 1 :]
        for x, column in enumerate(head.columns):
            is_free = column.is_unknown or column.stands_in
            if not is_free or not (names := sides_of_span(column.key, columns.names)):
                continue
            cells = [row[x] for row in below if x < len(row) and row[x]]
            in_words = x if column.stands_in else words
            if (all if in_words < 0 else any)(map(span_said, cells)) and cells:
                return x, names, in_words
        return None

    def read(self) -> Iterator[Row]:
        """Return all rows; of parts side by side in the order of their numbers, or one part after another."""
        rows = [*self._read()]
        if not self.parts:
            return iter(rows)
        numbering = {x for x, column in enumerate(self.rows.head.columns) if column.is_numbering}
        first = [next(x for x, cell in enumerate(row.cells) if cell) for row in rows]
        part_of = [next(at for at, part in enumerate(self.parts) if x < part[1]) for x in first]
        numbers = [row.cells[x] for row, x in zip(rows, first, strict=True) if x in numbering]
        is_counted = len(numbers) == len(rows) and all(map(str.isdecimal, numbers))
        order = [*map(int, numbers)] if is_counted else part_of
        return iter([rows[at] for at in sorted(range(len(rows)), key=order.__getitem__)])

    def _read(self) -> Iterator[Row]:
        head, columns = self.rows.head, self.rows.columns
        spread, named_twice = self._spread(), self._named_twice()
        terms = None if self.parts else self._terms()
        keys = ["" if column.is_numbering else column.key for column in head.columns]
        keys = [
            columns.labels[one.field] if one.stands_in else key
            for key, one in zip(keys, head.columns, strict=True)
        ]
        for name, own in spread.items():
            for x in own:
                keys[x] = columns.labels[name] if x == own[0] else ""
        for _, *others in named_twice.values():
            keys = ["" if x in others else key for x, key in enumerate(keys)]
        if terms and not head.columns[terms[0]].stands_in:
            keys[terms[0]] = ""
        sides, letters = (terms[1], (column_name(terms[0]),) * 2) if terms else ((), ())
        names = head.fields
        group, grouping = self.rows.grid.group, columns.column("组别")
        grouped = (grouping.key,) if grouping.field and grouping.field not in names else ()
        letters = (*letters, *(column_name(0) for _ in grouped))
        parts = self.parts or ((0, len(keys)),)
        shown = [self.rows.shown((*_within(part, keys), *sides, *grouped), letters) for part in parts]
        labels = [x for x, name in enumerate(names) if name not in columns.counted]
        needed = [names.index(name) for name in columns.required]
        named = [names.index(name) for name in columns.named if name in names]
        numbering = [x for x, column in enumerate(head.columns) if column.is_numbering]
        totals = {name: Sums() for name in columns.totals if name in names}
        sums = {x: totals[name] for x, name in enumerate(names) if name in totals}
        filled = self.rows.unmerged()
        filled_rows = {y for y, _ in filled}
        days = Days(from_1904=self.rows.grid.sheet.from_1904)
        all_rows = self.rows.grid.sheet.rows
        _pass_over_heads(self.rows, len(all_rows))
        titles = titles_below(all_rows, self.rows.heads)
        above = title_of(all_rows, head, 0)
        group = group_titled(first_of(all_rows[above])) if titles and above is not None else group
        for at in range(head.row + 1, len(all_rows)):
            row = all_rows[at]
            if not any(row) or at in self.rows.heads:
                continue
            if at in titles:
                group = group_titled(first_of(row))
                self.rows.note(at, row.index(first_of(row)), first_of(row))
                continue
            row = self.rows.fitted(at, row) if len(row) != self.rows.width else row
            # An item is no sum, whatever it says; but nobody and nothing in a register is called one
            may_be_sum = (
                any(not row[x] for x in needed)
                or any(not row[x] or self._word(row[x]) for x in named)
                or any(self._word(row[x]) for x in numbering)
                or signs(row)
            )
            if may_be_sum and self._is_passed_over(at, row, labels, sums):
                continue
            if named and self._is_title(row, named, needed):
                title = next(cell for cell in reversed(row) if cell)
                group = bare if is_group(bare := enumerated(title)[1]) else group
                self.rows.note(at, row.index(title), title)
                continue
            self.rows.refuse_long(at)
            if at in filled_rows:
                row = tuple(filled.get((at, x), text) or text for x, text in enumerate(row))
            row = self._looked_at(at, row, days)
            if at in self.rows.bad or not self.rows.has_value(at, head.columns):
                continue
            for x, column in sums.items():
                column.add(row[x])
            for own in spread.values():
                whole = "，".join(f"{head.columns[x].key}：{row[x]}" for x in own if row[x])
                row = (*row[: own[0]], whole, *row[own[0] + 1 :])
            for first, *others in named_twice.values():
                further = [text for x in others if (text := row[x]) and text not in row[first]]
                if further:
                    whole = f"{row[first]}（{'，'.join(further)}）" if row[first] else "，".join(further)
                    row = (*row[:first], whole, *row[first + 1 :])
            if terms:
                x, _, in_words = terms
                said, span = row[x], span_said(row[x])
                row = (*row[:x], "", *row[x + 1 :])
                if said and not span and in_words >= 0:  # 3年（2025.10-2028.9）
                    said = f"{row[in_words]}（{said}）" if row[in_words] else said
                    row = (*row[:in_words], said, *row[in_words + 1 :])
                row = (*row, *((f"{span.first}", f"{span.last}") if span else ("", "")))
            row = (*row, group) if grouped else row
            for part, own_head in zip(parts, shown, strict=True):
                cells = _within(part, row[: len(keys)])
                if len(parts) == 1 or any(cell and x not in numbering for x, cell in enumerate(cells)):
                    yield self.rows.row(own_head, at, (*cells, *row[len(keys) :]))

    def _is_title(self, row: Cells, named: Sequence[int], needed: Sequence[int]) -> bool:
        """Tell whether a row is the title of those below it: alone, and counted or where no name stands."""
        filled = [x for x, text in enumerate(row) if text]
        if self._is_counted_apart(row, filled):
            return True
        if len(filled) != 1 or len(self.rows.head.fields) <= len(filled) + 1:
            return False
        level = enumerated(row[filled[0]])[0]
        return filled[0] not in (needed or named) or level in (0, 1) or is_group(row[filled[0]])

    def _is_counted_apart(self, row: Cells, filled: Sequence[int]) -> bool:
        """Tell whether a row is but a title, counted otherwise than the things: 一 | 房屋 above 1 and 2."""
        head, rows = self.rows.head, self.rows.grid.sheet.rows
        is_numbered = len(filled) == 2 and head.columns[filled[0]].is_numbering
        if not is_numbered or level_of_number(row[filled[0]]) not in (0, 1):
            return False
        below = (one[filled[0]] for one in rows[head.row + 1 :] if len(one) > filled[0])
        return any(map(str.isdecimal, below))

    def _is_passed_over(self, at: int, row: Cells, labels: Sequence[int], sums: dict[int, Sums]) -> bool:
        """Tell whether a row is a sum, a carried figure or a signature, and compare its figures."""
        first = first_of(row)
        is_signed = self._word(first) == "signed" or signs(row)
        label = first if is_signed else next((row[x] for x in labels if row[x] and self._word(row[x])), "")
        if not label:
            return False
        word = "signed" if is_signed else self._word(label)
        if word == "signed" and (label != first or any(parse_money(row[x]) is not None for x in sums)):
            return False
        self.rows.note(at, row.index(label), label)
        of_parts = [x for x in sums if row[x]] if self.parts else ()
        for x, column in sums.items():
            text = self._scaled(row[x], x)
            if len(of_parts) > 1:
                continue  # a sum of each part, of which nobody says where it ends
            if word == "carried":
                column.carry(text)
            elif word != "signed":
                real = column.differs(text, word, joined(label))
                if real is not None and not self.rows.bad:
                    told = {"label": joined(label), "sum": separated(real)}
                    self.rows.log.add(TOTAL_DIFFERS, self.rows.place(at, x), row[x], **told)
        return True

    def _word(self, text: str) -> str:
        """Return what a label makes of its row: a sum, a carried figure, a signature, or nothing."""
        if text not in self.words:
            word = sum_word(text) or ("signed" if is_signature(text) else "") if may_be_label(text) else ""
            self.words[text] = word
        return self.words[text]

    def _looked_at(self, at: int, row: Cells, days: Days) -> Cells:
        """Return a row with its days and amounts as they are read."""
        found = list(row)
        for x, column in enumerate(self.rows.head.columns):
            text = row[x]
            if not text:
                continue
            if column.field in self.rows.columns.days:
                try:
                    found[x] = days.read(text)
                except DayInDoubt:  # without a year no day is made of it
                    found[x] = text
            elif column.scale:
                found[x] = self._scaled(text, x)
            elif column.suffix and is_number(text):
                found[x] = f"{text}{column.suffix}"
            elif not column.key:
                self.rows.note_stray(at, x, text)
                found[x] = ""
            elif column.field in self.rows.columns.codes and (at, x) in self.rows.grid.sheet.dates:
                self.rows.refuse_day(at, x, text)
        return tuple(found)

    def _scaled(self, text: str, x: int) -> str:
        scale = self.rows.head.columns[x].scale
        return scaled(text, scale) if scale and text else text


def _within(part: Span, cells: Sequence[str]) -> Cells:
    """Return cells as wide as they stand, empty outside of one part."""
    return tuple(cell if part[0] <= x < part[1] else "" for x, cell in enumerate(cells))
