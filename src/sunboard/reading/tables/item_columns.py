"""How the cells of a list's rows become those of its fields: joined, parted, a group put beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sunboard.engines.sheet import column_name
from sunboard.fields.meant import sides_of_span, span_said
from sunboard.lazy import dataclass
from sunboard.model.row import Head
from sunboard.reading.tables.columns import Span, is_own_name
from sunboard.reading.tables.rows import Cells, Rows


@dataclass(frozen=True, slots=True)
class _Terms:
    """A column that says from when to when something lasts."""

    x: int
    days: tuple[str, str]  # the names of the first and of the last day
    in_words: int  # the column that says it in words, or -1

    def parted(self, row: Cells) -> Cells:
        """Return a row with the two days behind it; what are no days stays, or goes to the words."""
        said, span = row[self.x], span_said(row[self.x])
        row = (*row[: self.x], "", *row[self.x + 1 :])
        if said and not span and self.in_words >= 0:  # 3年（2025.10-2028.9）
            words = row[self.in_words]
            said = f"{words}（{said}）" if words else said
            row = (*row[: self.in_words], said, *row[self.in_words + 1 :])
        return (*row, *((f"{span.first}", f"{span.last}") if span else ("", "")))


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """What becomes of the columns of a list. Columns count from 0."""

    keys: Sequence[str]  # what each is called in its rows; nothing where it is no value of its own
    spread: Mapping[str, tuple[int, ...]]
    named_twice: Mapping[str, tuple[int, ...]]
    terms: _Terms | None
    grouping: str  # what the group of the village is called that no column says

    @classmethod
    def of(cls, rows: Rows, parts: Sequence[Span]) -> ItemColumns:
        """Find what is joined and parted; of a list that goes on to the right nothing is parted."""
        columns, head = rows.columns, rows.head
        joined, twice, terms = spread(rows), named_twice(rows), None if parts else _terms(rows)
        keys = [
            columns.labels[one.field] if one.stands_in else "" if one.is_numbering else one.key
            for one in head.columns
        ]
        for name, own in joined.items():
            for x in own:
                keys[x] = columns.labels[name] if x == own[0] else ""
        for _, *others in twice.values():
            keys = ["" if x in others else key for x, key in enumerate(keys)]
        if terms and not head.columns[terms.x].stands_in:
            keys[terms.x] = ""
        group = columns.column("组别")
        is_unsaid = group.field and group.field not in head.fields
        return cls(keys, joined, twice, terms, group.key if is_unsaid else "")

    def heads(self, rows: Rows, parts: Sequence[Span]) -> list[Head]:
        """Return the head of the rows of each part, behind it the days and the group that were told apart."""
        further = (*(self.terms.days if self.terms else ()), *filter(None, [self.grouping]))
        letters = (*((column_name(self.terms.x),) * 2 if self.terms else ()),)
        letters = (*letters, *(column_name(0) for _ in filter(None, [self.grouping])))
        return [rows.shown((*within(part, self.keys), *further), letters) for part in parts]

    def shaped(self, rows: Rows, row: Cells, group: str) -> Cells:
        """Return a row as the heads ask for it."""
        for own in self.spread.values():
            whole = "，".join(f"{rows.head.columns[x].key}：{row[x]}" for x in own if row[x])
            row = (*row[: own[0]], whole, *row[own[0] + 1 :])
        for first, *others in self.named_twice.values():
            further = [text for x in others if (text := row[x]) and text not in row[first]]
            if further:
                whole = f"{row[first]}（{'，'.join(further)}）" if row[first] else "，".join(further)
                row = (*row[:first], whole, *row[first + 1 :])
        row = self.terms.parted(row) if self.terms else row
        return (*row, group) if self.grouping else row


def spread(rows: Rows) -> dict[str, tuple[int, ...]]:
    """Return the texts that stand in several columns below one head: 四至 above 东 | 南 | 西 | 北."""
    head, columns = rows.head, rows.columns
    return {
        name: at
        for name, at in head.twice
        if name not in (*columns.counted, *columns.days)
        and all(head.columns[x].by_group for x in at)
        and len({head.columns[x].group for x in at}) == 1
    }


def named_twice(rows: Rows) -> dict[str, tuple[int, ...]]:
    """Return the texts that a column tells whose name ends in the field's, and others beside it.

    标的, or else 合同标的, 租赁标的 or 租赁物, beside 合同名称: it stands first.
    """
    columns, keys = rows.columns, [column.key for column in rows.head.columns]
    found: dict[str, tuple[int, ...]] = {}
    for name, at in rows.head.twice:
        own = [x for x in at if is_own_name(keys[x], columns.labels[name])]
        if own and name in columns.texts and len({keys[x] for x in at}) == len(at):
            first = min(own, key=lambda x: len(keys[x]))
            found[name] = (first, *(x for x in at if x != first))
    return found


def _terms(rows: Rows) -> _Terms | None:
    """Return the column that says from when to when contracts last.

    One that may say it in words, there or in the column `in_words`, is that of the days where any row says
    them.
    """
    head, columns = rows.head, rows.columns
    lasting = columns.column("期限").field
    words = next((x for x, one in enumerate(head.columns) if lasting and one.field == lasting), -1)
    below = rows.grid.sheet.rows[head.row + 1 :]
    for x, column in enumerate(head.columns):
        is_free = column.is_unknown or column.stands_in
        if not is_free or not (names := sides_of_span(column.key, columns.names)):
            continue
        cells = [row[x] for row in below if x < len(row) and row[x]]
        in_words = x if column.stands_in else words
        if (all if in_words < 0 else any)(map(span_said, cells)) and cells:
            return _Terms(x, names, in_words)
    return None


def within(part: Span, cells: Sequence[str]) -> Cells:
    """Return cells as wide as they stand, empty outside of one part."""
    return tuple(cell if part[0] <= x < part[1] else "" for x, cell in enumerate(cells))
