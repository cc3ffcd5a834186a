"""Tables below one another on one sheet: of other columns, of something else, or the book of each account."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from sunboard.fields.written import parse_day, parse_money, period_text
from sunboard.lazy import regex
from sunboard.model.period import Period, parse_period
from sunboard.reading.tables.columns import AMOUNTS, Cells, Columns, FoundHead
from sunboard.reading.tables.days import Days, year_said
from sunboard.reading.tables.grid import Grid
from sunboard.reading.tables.head import find_head, is_head
from sunboard.reading.tables.sheet_names import accounts_named
from sunboard.reading.tables.sums import DASHES, is_sum_row
from sunboard.reading.tables.words import (
    account_named,
    enumerated,
    group_titled,
    section_side,
)

MOST_STACKED = 60
"""Heads on one sheet below which another table may begin."""
_MONEY = regex("现金|银行|存款|基本户|专户|账户")  # what is no household: 困难户
_SPAN = regex(r"\d{4}年(?:第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9])月)")
_DATES = ("day", "year", "month", "monthday")
_HAS_YEAR = regex(r"\d{4}|\d{2}[-./年]\d{1,2}[-./月]\d")  # or a day counted by a spreadsheet
_TITLE, _STOPS = 30, frozenset("，。：:；,;")  # signs of a title, and what only sentences have
_HALF_KNOWN = 3  # names of columns in a row that is the head of a table of its own
_SHORT = 12  # signs of what may be a head
_NEAR = 3  # rows above a head among which its title stands


def stacked(grid: Grid, columns: Columns) -> Iterator[tuple[FoundHead, int, int | None]]:
    """Yield the tables that stand below one another, each with the row in which it ends.

    A table of something else may stand behind it, below an empty row: where its head is, is yielded too.
    """
    head, rows = grid.head, grid.sheet.rows
    ended: int | None = None
    for at, other in _further_heads(grid, columns):
        if other and (ended or _signs(other) != _signs(head)):
            yield head, ended or other.first, ended
            head, ended = other, None
        elif not other and not ended and (_stands_apart(rows, at) or _is_behind_sum(rows, at)):
            ended = at
    yield head, ended or len(rows), ended


def half_known_above(grid: Grid, columns: Columns) -> int | None:
    """Return the row of a head that was passed over for one that names more, below the amounts of its own."""
    rows, first = grid.sheet.rows, grid.head.first
    for at in range(first - 1):
        if _is_half_known(rows[at], columns):
            below = (row for row in rows[at + 1 : first] if not is_sum_row(row))
            if any(sum(map(bool, row)) > 2 and any(map(parse_money, row)) for row in below):
                return at
    return None


def _is_half_known(row: Sequence[str], columns: Columns) -> bool:
    """Tell whether a row could only be a head: it names columns, with one figure at most."""
    known, figures = sum(map(columns.knows, row)), sum(bool(parse_money(cell)) for cell in row if cell)
    return known >= _HALF_KNOWN and figures <= (known > _HALF_KNOWN)


def unheaded_above(grid: Grid) -> int | None:
    """Return the row above the first amounts of a section that stands above the only known head."""
    head, rows, section = grid.head, grid.sheet.rows, False
    money = [x for x, column in enumerate(head.columns) if column.role in AMOUNTS]
    for at in range(head.first):
        filled = [cell for cell in rows[at] if cell]
        section = section or (len(filled) == 1 and bool(section_side(enumerated(filled[0])[1])))
        has_amount = any(x < len(rows[at]) and parse_money(rows[at][x]) is not None for x in money)
        if section and has_amount and len(filled) > 1 and not is_sum_row(rows[at]):
            return at - 1
    return None


def books_below(grid: Grid, columns: Columns) -> Sequence[Grid]:
    """Return the books of several accounts that one sheet holds, each below its name; else the sheet.

    They have a head each, or one head stands above them all.
    """
    if grid.account:
        return (grid,)
    title = title_of(grid.sheet.rows, grid.head, 0)
    is_titled = bool(account_named(_said(grid.sheet.rows, title)))
    for books in (titled(grid, columns) if is_titled else [], sections(grid, account_named)):
        is_of_money = is_titled or any(_MONEY.search(text) for text, _ in books)
        if is_of_money and (names := accounts_named(text for text, _ in books)):
            return [replace(book, account=name) for (_, book), name in zip(books, names, strict=True)]
    return (grid,)


def sections(grid: Grid, name: Callable[[str], str]) -> list[tuple[str, Grid]]:
    """Return the parts of one table that each begin with a row of nothing but a title with a name in it."""
    rows, first = grid.sheet.rows, grid.head.row + 1
    alone = (at for at in range(first, len(rows)) if sum(map(bool, rows[at])) == 1)
    named = [at for at in alone if name(_said(rows, at))]
    if not named or any(map(any, rows[first : named[0]])):
        return []
    blank = [
        (*rows[:first], *((),) * (at + 1 - first)) for at in named
    ]  # all other rows stay in their places
    return [
        (_said(rows, at), replace(grid, sheet=replace(grid.sheet, rows=(*above, *rows[at + 1 : end]))))
        for at, above, end in zip(named, blank, [*named[1:], None], strict=True)
    ]


def of_period_below(
    grid: Grid, columns: Columns, period: Period | None
) -> tuple[Sequence[Grid], Sequence[Grid]]:
    """Return the tables on one sheet that are of a period, and those that their titles give to another.

    Tables whose titles say no time, and such as are all of one, stay one sheet.
    """
    title = title_of(grid.sheet.rows, grid.head, 0)
    if not columns.roles or period is None or _period_said(_said(grid.sheet.rows, title)) is None:
        return (grid,), ()
    tables = [(_period_said(text), table) for text, table in titled(grid, columns)]
    own = [table for said, table in tables if said and period.start <= said.start and said.end <= period.end]
    others = [
        table for said, table in tables if said and (said.end < period.start or period.end < said.start)
    ]
    if not own or not others or len(own) + len(others) < len(tables):
        return (grid,), ()
    return own, others


def _period_said(text: str) -> Period | None:
    """Return the quarter, the half year or the month that a title names with its year."""
    found = _SPAN.search("".join(text.split()))
    return parse_period(period_text(found[0])) if found else None


def other_time(grid: Grid, columns: Columns, period: Period | None) -> tuple[int, int] | None:
    """Return the cell above a table that gives it another time than the record's, where no row has a year.

    A year alone says it where days have none: they would be taken for those of another year.
    """
    rows, head = grid.sheet.rows, grid.head
    days = [x for x, column in enumerate(head.columns) if column.role in _DATES]
    dated = [cell for row in rows[head.row + 1 :] for x in days if x < len(row) and (cell := row[x])]
    if not columns.roles or period is None or any(map(_HAS_YEAR.search, dated)):
        return None
    found: dict[Period, tuple[int, int]] = {}
    for at in head.titles:
        filled = [x for x, cell in enumerate(rows[at]) if cell]
        text = rows[at][filled[0]] if len(filled) == 1 else ""
        is_title = bool(text) and len(text) <= _TITLE and _STOPS.isdisjoint(text)
        said = _period_said(text) if is_title else None
        if is_title and said is None and dated and (year := year_said([text])):
            said = Period(year, "Y", 1)
        if said is not None:
            found[said] = at, filled[0]
    if len(found) != 1:
        return None
    time, place = found.popitem()
    return place if time.end < period.start or period.end < time.start else None


def titled(grid: Grid, columns: Columns) -> list[tuple[str, Grid]]:
    """Return the tables of one sheet that have titles of their own, each to the title of the next."""
    rows = grid.sheet.rows
    heads, titles = [grid.head], [title_of(rows, grid.head, 0)]
    for _, other in _further_heads(grid, columns):
        title = title_of(rows, other, heads[-1].row + 1) if other else None
        if other and title is not None:
            heads.append(other)
            titles.append(title)
    return [
        (_said(rows, title), replace(grid, sheet=replace(grid.sheet, rows=rows[:end]), head=head))
        for head, title, end in zip(heads, titles, [*titles[1:], None], strict=True)
    ]


def parts_below(grid: Grid, columns: Columns) -> Sequence[Grid]:
    """Return the tables of a register that stand below one another, each with a head of other columns.

    A title apart from what stands above it is of the next one, and so is the only cell that stands alone.
    """
    rows = grid.sheet.rows
    above = next(_whole_heads(grid, columns, range(grid.head.first)), grid.head)
    heads = [above]
    for other in _whole_heads(grid, columns, range(above.row + 1, len(rows))):
        if _signs(other) != _signs(heads[-1]):
            heads.append(other)
    if len(heads) == 1:
        return (grid,)
    titles = [_title_between(rows, one.row + 1, head.first) for one, head in pairwise(heads)]
    ends = [head.first if at is None else at for head, at in zip(heads[1:], titles, strict=True)]
    groups = [group_titled(_said(rows, at)) for at in (title_of(rows, above, 0), *titles)]
    return [
        replace(grid, sheet=replace(grid.sheet, rows=rows[:end]), head=head, group=group or grid.group)
        for head, end, group in zip(heads, [*ends, None], groups, strict=True)
    ]


def _title_between(rows: Cells, start: int, first: int) -> int | None:
    """Return the row with the title of a table whose head begins at a row, below the rows of another."""
    if (apart := min(titles_below(rows, (first,)), default=None)) is not None:
        return apart
    alone = [at for at in range(start, first) if sum(map(bool, rows[at])) == 1]
    return first - 1 if alone == [first - 1] else None


def _whole_heads(grid: Grid, columns: Columns, among: range) -> Iterator[FoundHead]:
    """Yield the heads of a register among some rows of it; the sheet's is of the table with most columns."""
    rows, merged = grid.sheet.rows, grid.sheet.merged
    named = (at for at in among if not any(cell[:1].isdecimal() for cell in rows[at]))
    for at in islice((at for at in named if is_head(rows[at], columns)), MOST_STACKED):
        head = (
            grid.head
            if at == grid.head.row
            else find_head(rows, merged, columns, at, min(at + 2, among.stop))
        )
        if head and head.is_whole(columns):
            yield head


def titles_below(rows: Cells, heads: Collection[int]) -> frozenset[int]:
    """Return the titles of the parts of a list: of one cell above a head that is repeated, and apart."""
    above = (at - 1 for at in heads if _stands_apart(rows, at))
    return frozenset(at for at in above if sum(map(bool, rows[at])) == 1)


def title_of(rows: Cells, head: FoundHead, start: int) -> int | None:
    """Return the row with nothing but a title that stands right above a head."""
    near = range(head.first - 1, max(head.first - 1 - _NEAR, start - 1), -1)
    at = next((at for at in near if any(rows[at])), None)
    return at if at is not None and sum(map(bool, rows[at])) == 1 else None


def _said(rows: Cells, title: int | None) -> str:
    """Return a title without its number."""
    return enumerated(next(filter(None, rows[title])))[1] if title is not None else ""


def _stands_apart(rows: Cells, at: int) -> bool:
    """Tell whether an empty row stands above a row, or above the title of one cell that it has."""
    above = at - 1 if any(rows[at - 1]) and sum(map(bool, rows[at - 1])) == 1 else at
    return not any(rows[above - 1])


def _is_behind_sum(rows: Cells, at: int) -> bool:
    """Tell whether a title of one cell stands above a row, and above that a sum: the table has ended."""
    return sum(map(bool, rows[at - 1])) == 1 and is_sum_row(rows[at - 2])


def _is_of_others(rows: Cells, at: int, head: FoundHead) -> bool:
    """Tell whether a row apart from a ledger is the head of a table of something else.

    It has words where amounts stood, or below it stands no day in the column of days, or nothing but figures:
    上期结余 | 本期收入 | 期末结余.
    """
    is_below_another = len(rows[at - 1]) - rows[at - 1].count("") > 1  # as mostly
    if is_below_another or not (_stands_apart(rows, at) or _is_behind_sum(rows, at)):
        return False
    filled = [cell for cell in rows[at] if cell]
    if len(filled) < 2 or any(len(cell) > _SHORT or any(sign.isdigit() for sign in cell) for cell in filled):
        return False
    block = [rows[y] for y in takewhile(lambda y: any(rows[y]), range(at + 1, len(rows)))]
    if not any(parse_money(cell) is not None for row in block for cell in row if cell):
        return False
    if not any(sign.isalpha() for row in block for cell in row for sign in cell):
        return all(len(cells) <= len(filled) for cells in ([*filter(None, row)] for row in block))
    money = (x for x, column in enumerate(head.columns) if column.role in AMOUNTS)
    if any(x < len(rows[at]) and rows[at][x] not in ("", *DASHES) for x in money):
        return True
    x = next((x for x, column in enumerate(head.columns) if column.role == "day"), None)
    days = Days(2000)  # whatever the year
    return x is not None and not any(_is_dated(days, row[x]) for row in block if x < len(row) and row[x])


def _is_dated(days: Days, text: str) -> bool:
    try:
        return parse_day(days.read(text)) is not None
    except ValueError:
        return True  # a day in doubt, or one that there is not


def _further_heads(grid: Grid, columns: Columns) -> Iterator[tuple[int, FoundHead | None]]:
    """Yield the rows below its head that could be heads, and what is one of a table of money."""
    rows, count = grid.sheet.rows, 0
    at = grid.head.row + 1
    while at < len(rows) and count < MOST_STACKED:
        if is_head(rows[at], columns) or _begins_as(rows[at], rows[grid.head.row]):
            other = find_head(rows, grid.sheet.merged, columns, at, min(at + 2, len(rows)), grid.head.first)
            count += 1
            is_whole = other is not None and other.is_whole(columns)
            yield at, other if is_whole else None
            at = other.row if other and is_whole else at
        elif any(rows[at]) and _is_of_others(rows, at, grid.head):
            count += 1
            yield at, None
        at += 1


def _begins_as(row: Sequence[str], head: Sequence[str]) -> bool:
    """Tell whether a row names the first columns of a head again, and others: 日期 | 项目 | 人数 | 金额."""
    first = next((x for x, cell in enumerate(head) if cell), 0)
    if first >= len(row) or row[first] != head[first]:  # as mostly
        return False
    names = [*filter(None, row)]
    again = sum(name == own for name, own in zip(row, head, strict=False) if name)
    return 1 < again < len(names) and not any(sign.isdigit() for name in names for sign in name)


def _signs(head: FoundHead) -> list[tuple[str, str, str, int]]:
    return [(column.field, column.role, column.key, column.scale) for column in head.columns if column.key]
