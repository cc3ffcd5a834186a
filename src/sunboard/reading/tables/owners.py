"""Whose money a sheet tells of: that of each group of a village, or that of several villages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sunboard.reading.tables.columns import Columns
from sunboard.reading.tables.grid import Grid
from sunboard.reading.tables.stacked import sections, title_of, titled
from sunboard.reading.tables.words import enumerated, group_titled, may_head_villages, village_titled


def groups_below(grid: Grid, columns: Columns) -> Sequence[Grid]:
    """Return the accounts of several groups that one sheet holds, each with its group; else the sheet.

    They have a title and a head each, or a title alone below one head.
    """
    if not any(group_titled(text) for _, _, text in _alone(grid)):
        return (grid,)
    for parts in titled(grid, columns), sections(grid, group_titled):
        groups = [group_titled(text) for text, _ in parts]
        if any(groups) and len({*groups}) == len(groups) > 1:
            return [replace(one, group=group) for (_, one), group in zip(parts, groups, strict=True)]
    return (grid,)


def other_village(grid: Grid, columns: Columns) -> tuple[int, int] | None:
    """Return the cell at which the accounts of another village begin than of the first that is named."""
    first = ""
    for at, x, text in _owning(grid, columns):
        village = village_titled(text)
        first = first or village
        if village and not (village.endswith(first) or first.endswith(village)):
            return at, x
    return None


def _owning(grid: Grid, columns: Columns) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of what may say whose the money is.

    They are the titles of tables and of their parts, what stands above columns side by side, and a column of
    villages.
    """
    rows, head = grid.sheet.rows, grid.head
    named = [(at, x, text) for at, x, text in _alone(grid) if village_titled(text)]
    titles = {title_of(rows, table.head, 0) for _, table in titled(grid, columns)} if named else ()
    for at, x, text in named:
        if at in titles or (at > head.row and village_titled(text) == text):
            yield at, x, text
    yield from ((head.first, x, column.group) for x, column in enumerate(head.columns) if column.group)
    for x in (x for x, column in enumerate(head.columns) if may_head_villages(column.key)):
        yield from ((at, x, rows[at][x]) for at in range(head.row + 1, len(rows)) if x < len(rows[at]))


def _alone(grid: Grid) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of each cell that stands alone in its row, its number taken off."""
    for at, row in enumerate(grid.sheet.rows):
        if len(row) - row.count("") == 1:
            x = next(x for x, cell in enumerate(row) if cell)
            yield at, x, enumerated(row[x])[1]
