"""Tables below one another on one sheet: of other columns, of something else, or the book of each account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sunboard.reading.tables.columns import Cells, Columns, FoundHead
from sunboard.reading.tables.head import find_head, is_head
from sunboard.reading.tables.sheets import Grid, account_named, accounts_named
from sunboard.reading.tables.words import enumerated

MOST_STACKED = 60
"""Heads on one sheet below which another table may begin."""
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
        elif not other and not ended and not any(rows[at - 1]):
            ended = at
    yield head, ended or len(rows), ended


def books_below(grid: Grid, columns: Columns) -> Sequence[Grid]:
    """Return the books of several accounts that one sheet holds, each below its name; else the sheet."""
    rows = grid.sheet.rows
    titles = [_title(rows, grid.head, 0)]
    if not columns.roles or grid.account or not account_named(_said(rows, titles[0])):
        return (grid,)
    heads = [grid.head]
    for _, other in _further_heads(grid, columns):
        title = _title(rows, other, heads[-1].row + 1) if other else None
        if other and title is not None:
            heads.append(other)
            titles.append(title)
    names = accounts_named(_said(rows, title) for title in titles)
    if not names:
        return (grid,)
    return [
        replace(grid, sheet=replace(grid.sheet, rows=rows[:end]), head=head, account=name)
        for head, end, name in zip(heads, [*titles[1:], None], names, strict=True)
    ]


def _title(rows: Cells, head: FoundHead, start: int) -> int | None:
    """Return the row with nothing but a title that stands right above a head."""
    near = range(head.first - 1, max(head.first - 1 - _NEAR, start - 1), -1)
    at = next((at for at in near if any(rows[at])), None)
    return at if at is not None and sum(map(bool, rows[at])) == 1 else None


def _said(rows: Cells, title: int | None) -> str:
    """Return a title without its number."""
    return enumerated(next(filter(None, rows[title])))[1] if title is not None else ""


def _further_heads(grid: Grid, columns: Columns) -> Iterator[tuple[int, FoundHead | None]]:
    """Yield the rows below its head that could be heads, and what is one of a table of money."""
    rows, count = grid.sheet.rows, 0
    at = grid.head.row + 1
    while at < len(rows) and count < MOST_STACKED:
        if is_head(rows[at], columns):
            other = find_head(rows, grid.sheet.merged, columns, at, min(at + 2, len(rows)), grid.head.first)
            count += 1
            is_whole = other is not None and other.is_whole(columns)
            yield at, other if is_whole else None
            at = other.row if other and is_whole else at
        at += 1


def _signs(head: FoundHead) -> list[tuple[str, str, str]]:
    return [(column.field, column.role, column.key) for column in head.columns if column.key]
