"""Rows of a table that is none of money, as items: of a register, or of a list of people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from sunboard.engines.sheet import column_name
from sunboard.fields.written import parse_money
from sunboard.lazy import dataclass
from sunboard.model.money import separated
from sunboard.model.row import Head, Row
from sunboard.model.tabulation import is_number
from sunboard.reading.tables.amounts import scaled
from sunboard.reading.tables.carried import GROUP_CARRIED, carried_down
from sunboard.reading.tables.columns import Span, head_text
from sunboard.reading.tables.days import DayInDoubt, Days
from sunboard.reading.tables.headless import note_no_head
from sunboard.reading.tables.item_columns import ItemColumns, named_twice, spread, within
from sunboard.reading.tables.piece import COLUMN_MISSING, HEAD_TWICE
from sunboard.reading.tables.rows import Cells, Rows, first_of
from sunboard.reading.tables.stacked import title_of, titles_below
from sunboard.reading.tables.sums import (
    SUM_WORDS,
    Sums,
    is_signature,
    joined,
    may_be_label,
    signs,
    sum_word,
    with_whole_label,
)
from sunboard.reading.tables.totals import TOTAL_DIFFERS
from sunboard.reading.tables.words import LONGEST_LABEL, enumerated, group_titled, is_group, level_of_number

_SORTING = ("组别", "类别")
"""How fields are called that say to which of several groups or sorts an item belongs."""


@dataclass(slots=True)
class ItemTable:
    """A table that is none of money: every row that has what it needs is one of its items."""

    rows: Rows
    parts: Sequence[Span] = ()  # of a list that goes on to the right

    def is_sound(self) -> bool:
        """See that the head names each column once and leaves none out."""
        rows, head, labels = self.rows, self.rows.head, self.rows.columns.labels
        if self._is_form():
            name, place = rows.path.rpartition("/")[2], rows.place(head.row, 0)
            all_rows = rows.grid.sheet.rows
            note_no_head(all_rows, place, name, rows.log, columns=rows.columns, start=head.row, is_form=True)
            return False
        whole = {*spread(rows), *named_twice(rows)}
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

    def read(self) -> Iterator[Row]:
        """Return all rows; of parts side by side in the order of their numbers, or one part after another."""
        rows = [*_Walk(self.rows, self.parts).items()]
        if not self.parts:
            return iter(rows)
        numbering = {x for x, column in enumerate(self.rows.head.columns) if column.is_numbering}
        first = [next(x for x, cell in enumerate(row.cells) if cell) for row in rows]
        part_of = [next(at for at, part in enumerate(self.parts) if x < part[1]) for x in first]
        numbers = [row.cells[x] for row, x in zip(rows, first, strict=True) if x in numbering]
        is_counted = len(numbers) == len(rows) and all(map(str.isdecimal, numbers))
        order = [*map(int, numbers)] if is_counted else part_of
        return iter([rows[at] for at in sorted(range(len(rows)), key=order.__getitem__)])


class _Walk:
    """A way down the rows of a list: what they add up to, of whom they are, and what all of them say."""

    def __init__(self, rows: Rows, parts: Sequence[Span]) -> None:
        head, columns, names = rows.head, rows.columns, rows.head.fields
        self.rows, self.parts = rows, parts
        self.columns = ItemColumns.of(rows, parts)
        self.labels = [x for x, name in enumerate(names) if name not in columns.counted]
        self.needed = [names.index(name) for name in columns.required]
        self.named = [names.index(name) for name in columns.named if name in names]
        self.numbering = [x for x, column in enumerate(head.columns) if column.is_numbering]
        totals = {name: Sums() for name in columns.totals if name in names}
        self.sums = {x: totals[name] for x, name in enumerate(names) if name in totals}
        self.words: dict[str, str] = {}  # label -> what it makes of its row
        self.full = {*range(len(names))}  # the columns that every row fills
        self.group = rows.grid.group

    def items(self) -> Iterator[Row]:
        """Yield every row that is an item, in each of the parts that it fills."""
        rows, all_rows = self.rows, self.rows.grid.sheet.rows
        parts = self.parts or ((0, len(self.columns.keys)),)
        heads = self.columns.heads(rows, parts)
        filled = rows.unmerged()
        first, carried = self._carried(filled)
        filled_rows = {y for y, _ in filled}
        uncounted = self._uncounted()
        days = Days(from_1904=rows.grid.sheet.from_1904)
        rows.pass_over_heads(len(all_rows))
        titles = self._titles()
        for at in range(rows.head.row + 1, len(all_rows)):
            row = all_rows[at]
            if not any(row) or at in rows.heads:
                continue
            if at in titles:
                self.group = group_titled(first_of(row))
                rows.note(at, row.index(first_of(row)), first_of(row))
                continue
            row = rows.fitted(at, row) if len(row) != rows.width else row
            row = with_whole_label(row) if "计" in row else row
            if self._is_no_item(at, row, is_alone=at in uncounted):
                continue
            rows.refuse_long(at)
            self.full &= {x for x, text in enumerate(row) if text}
            if at in filled_rows:
                row = tuple(filled.get((at, x), text) or text for x, text in enumerate(row))
            if at in carried:
                row = (*row[:first], carried[at], *row[first + 1 :])
            row = self._looked_at(at, row, days)
            if at in rows.bad or not rows.has_value(at, rows.head.columns):
                continue
            self._add(row)
            row = self.columns.shaped(rows, row, self.group)
            yield from self._in_parts(at, row, parts, heads)

    def _titles(self) -> Collection[int]:
        """Return the rows that say of whom those below them are; what stands above the head says it first."""
        rows = self.rows
        titles = titles_below(rows.grid.sheet.rows, rows.heads)
        above = title_of(rows.grid.sheet.rows, rows.head, 0)
        if titles and above is not None:
            self.group = group_titled(first_of(rows.grid.sheet.rows[above]))
        return titles

    def _is_no_item(self, at: int, row: Cells, *, is_alone: bool) -> bool:
        """Tell whether a row is a sum, a signature or a title, and note it; `is_alone`: a name, no number."""
        rows = self.rows
        if self._may_be_sum(row) and self._is_passed_over(at, row):
            return True
        is_unnamed = not any(row[x] for x in self.named)
        if (rows.columns.is_register or is_unnamed) and self._comes_to_all(at, row):
            rows.note(at, row.index(first_of(row)), first_of(row))
            return True
        if self.named and (is_alone or self._is_title(row)):
            title = next(cell for cell in reversed(row) if cell)
            self.group = bare if is_group(bare := enumerated(title)[1]) else self.group
            rows.note(at, row.index(title), title)
            return True
        return False

    def _may_be_sum(self, row: Cells) -> bool:
        """Tell whether a row lacks what an item has, or says that it is a sum.

        An item is no sum, whatever it says; but nobody and nothing in a register is called one.
        """
        return (
            any(not row[x] for x in self.needed)
            or any(not row[x] or self._word(row[x]) for x in self.named)
            or any(self._word(row[x]) for x in self.numbering)
            or any(sum_word(row[x]) for x in self.needed)
            or signs(row)
        )

    def _add(self, row: Cells) -> None:
        """Add the amounts of an item to the sums of their columns."""
        for x, column in self.sums.items():
            column.add(row[x])
            is_money = self.rows.head.fields[x] in self.rows.columns.money
            column.readable &= bool(row[x]) or is_money  # no count is none

    def _in_parts(self, at: int, row: Cells, parts: Sequence[Span], heads: Sequence[Head]) -> Iterator[Row]:
        """Yield a row once for each part that says more than a number."""
        width = len(self.columns.keys)
        for part, head in zip(parts, heads, strict=True):
            cells = within(part, row[:width])
            if len(parts) == 1 or any(cell and x not in self.numbering for x, cell in enumerate(cells)):
                yield self.rows.row(head, at, (*cells, *row[width:]))

    def _carried(self, filled: Mapping[tuple[int, int], str]) -> tuple[int, Mapping[int, str]]:
        """Return the first column where it says groups or sorts that stand once above their rows, and those.

        What was merged downwards says itself of which rows it is.
        """
        head, columns, rows = self.rows.head, self.rows.columns, self.rows.grid.sheet.rows
        named = (x for x, column in enumerate(head.columns) if column.key and not column.is_numbering)
        x = next(named, 0)
        label = columns.labels.get(head.columns[x].field, "")
        if self.parts or not label.endswith(_SORTING) or any(left == x for _, left in filled):
            return x, {}
        below = enumerate(rows[head.row + 1 :], head.row + 1)
        found = carried_down(((at, row) for at, row in below if sum(map(bool, row)) > 1), x)
        if found:
            at, told = next(iter(found.items()))
            what = "group" if label == _SORTING[0] else "sort"
            self.rows.log.add(
                GROUP_CARRIED, self.rows.place(at, x), told, head=head.columns[x].key, what=what
            )
        return x, found

    def _uncounted(self) -> frozenset[int]:
        """Return the rows of a register that hold but a name and no number, where all others have one.

        房屋类 stands so above 1 and 2.
        """
        alone, counted, head = set[int](), False, self.rows.head
        if not (self.rows.columns.is_register and self.numbering):
            return frozenset()
        for at, row in enumerate(self.rows.grid.sheet.rows[head.row + 1 :], head.row + 1):
            filled = [x for x, text in enumerate(row) if text]
            if len(filled) == 1 and filled[0] in self.named:
                alone.add(at)
            elif any(row[x].isdecimal() for x in self.numbering if x < len(row)):
                counted = True
            elif len(filled) > 2 and not any(self._word(row[x]) for x in filled):
                return frozenset()
        return frozenset(alone if counted else ())

    def _is_title(self, row: Cells) -> bool:
        """Tell whether a row is the title of those below it: alone, and counted or where no name stands."""
        filled = [x for x, text in enumerate(row) if text]
        if self._is_counted_apart(row, filled):
            return True
        if len(filled) != 1 or len(self.rows.head.fields) <= len(filled) + 1:
            return False
        level = enumerated(row[filled[0]])[0]
        return filled[0] not in (self.needed or self.named) or level in (0, 1) or is_group(row[filled[0]])

    def _is_counted_apart(self, row: Cells, filled: Sequence[int]) -> bool:
        """Tell whether a row is but a title, counted otherwise than the things: 一 | 房屋 above 1 and 2."""
        head, rows = self.rows.head, self.rows.grid.sheet.rows
        is_numbered = len(filled) == 2 and head.columns[filled[0]].is_numbering
        if not is_numbered or level_of_number(row[filled[0]]) not in (0, 1):
            return False
        below = (one[filled[0]] for one in rows[head.row + 1 :] if len(one) > filled[0])
        return any(map(str.isdecimal, below))

    def _is_passed_over(self, at: int, row: Cells) -> bool:
        """Tell whether a row is a sum, a carried figure or a signature, and compare its figures."""
        first = first_of(row)
        is_signed = self._word(first) == "signed" or signs(row)
        label = (
            first if is_signed else next((row[x] for x in self.labels if row[x] and self._word(row[x])), "")
        )
        if not label:
            return False
        word = "signed" if is_signed else self._word(label)
        if word == "signed" and (label != first or any(parse_money(row[x]) is not None for x in self.sums)):
            return False
        self.rows.note(at, row.index(label), label)
        of_parts = [x for x in self.sums if row[x]] if self.parts else ()
        for x, column in self.sums.items():
            text = self._scaled(row[x], x)
            if len(of_parts) > 1:
                continue  # a sum of each part, of which nobody says where it ends
            if word == "carried":
                column.carry(text)
            elif word != "signed":
                real = column.differs(text, word, joined(label))
                if real is not None and not self.rows.bad:
                    is_money = self.rows.head.columns[x].field in self.rows.columns.money
                    sum_ = separated(real) if is_money else f"{real.normalize():f}"
                    told = {"label": joined(label), "sum": sum_}
                    self.rows.log.add(TOTAL_DIFFERS, self.rows.place(at, x), row[x], **told)
        return True

    def _comes_to_all(self, at: int, row: Cells) -> bool:
        """Tell whether the last row is what all others make, whatever it is called: it says less."""
        if all(row[x] for x in self.full) or any(map(any, self.rows.grid.sheet.rows[at + 1 :])):
            return False
        added = [column for x, column in self.sums.items() if row[x]]
        is_sum = all(column.agrees(row[x]) for x, column in self.sums.items() if row[x])
        return is_sum and any(column.entries > 1 for column in added)

    def _word(self, text: str) -> str:
        """Return what a label makes of its row: a sum, a carried figure, a signature, or nothing."""
        if text not in self.words:
            word = sum_word(text) or ("signed" if is_signature(text) else "") if may_be_label(text) else ""
            is_sum = not word and len(text) <= LONGEST_LABEL and text.endswith(SUM_WORDS)
            self.words[text] = "合计" if is_sum else word  # nobody and nothing is called so
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
