"""Where a table ends: at a column that is empty from its head to its foot, and behind it stands another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sunboard.engines.sheet import column_name
from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.problem import Log
from sunboard.reading.tables.columns import Column, Columns, FoundHead, Span
from sunboard.reading.tables.grid import Grid
from sunboard.reading.tables.piece import SIDES
from sunboard.reading.tables.settling import settled
from sunboard.reading.tables.words import balance_said, item_rank, owed_said, side_said

TABLE_BESIDE = fault("table-beside")

_NEEDED = frozenset(("day", "month", "voucher", "income", "expense"))


def within_borders(grid: Grid, path: str, columns: Columns, log: Log) -> Grid:
    """Return a grid without what stands beside its table, behind an empty column; each is told of once."""
    bands = _bands(grid) if columns.roles else []
    block = _block_of_state(grid.head.columns) if columns.roles else 0
    if block:
        bands = [part for band in bands for part in _cut(band, block)]
    if len(bands) < 2:
        return grid
    kept: list[Span] = []
    for band in bands:
        is_first = not (kept and _is_whole(grid.head, kept, columns))
        is_state = 0 < block <= band[0]
        if not is_state and (is_first or _is_whole(grid.head, [band], columns) or _goes_on(grid, kept, band)):
            kept.append(band)
            continue
        at, x = next(
            (at, x)
            for at in range(grid.head.first, len(grid.sheet.rows))
            for x in range(*band)
            if x < len(grid.sheet.rows[at]) and grid.sheet.rows[at][x]
        )
        heads = [cell for cell in grid.sheet.rows[at][band[0] : band[1]] if cell]
        line = grid.lines[at] if at < len(grid.lines) else at + 1
        place = Place(path, line, f"{grid.prefix}{column_name(x)}{at + 1}")
        beyond = "block" if is_state and band[0] == block else "column"
        log.add(TABLE_BESIDE, place, "、".join(heads), beyond=beyond)
    stop = kept[-1][1]
    rows = grid.sheet.rows
    if stop < len(grid.head.columns) or any(len(row) > stop for row in rows[grid.head.first :]):
        cut = tuple(row if at < grid.head.first else row[:stop] for at, row in enumerate(rows))
        head = settled(cut, replace(grid.head, columns=grid.head.columns[:stop]), columns)
        return replace(grid, sheet=replace(grid.sheet, rows=cut), head=head)
    return grid


def _block_of_state(heads: Sequence[Column]) -> int:
    """Return the first column of what is there or owed, with names of its own, behind both sides; 0 for none.

    收入项目 | 金额 | 支出项目 | 金额 | 结存项目 | 金额.
    """
    sides = set[str]()
    for x, column in enumerate(heads[:-1]):
        name = column.group or column.key.removesuffix("项目")
        is_named = bool(column.group) or name != column.key
        is_state = is_named and column.role in ("", "purpose") and (balance_said(name) or owed_said(name))
        if is_state and len(sides) == len(SIDES) and {*map(_side_of, heads[x:])} == {""}:
            return x
        sides |= {_side_of(column)} - {""}
    return 0


def _side_of(column: Column) -> str:
    return side_said(column.group) or side_said(column.key) or (column.role if column.role in SIDES else "")


def _cut(band: Span, at: int) -> Sequence[Span]:
    start, stop = band
    return [(start, at), (at, stop)] if start < at < stop else [band]


def _goes_on(grid: Grid, kept: Sequence[Span], band: Span) -> bool:
    """Tell whether columns behind an empty one belong to the table.

    They hold a day, a number or an amount that it lacks, or items of the other side; or all their heads are
    known, and the first has something in every row.
    """
    heads = grid.head.columns[band[0] : band[1]]
    before = [column for start, stop in kept for column in grid.head.columns[start:stop]]
    if {len(_sides(one)) for one in (heads, before)} == {1} and _sides(heads) != _sides(before):
        return True
    had = {column.role for column in before}
    roles = {column.role for column in heads} - {""}
    if roles & _NEEDED - had:
        return True
    names = [column for column in heads if column.key]
    if not names or any(not column.field for column in names) or roles - {"balance"}:
        return False
    x = band[0] + heads.index(names[0])
    rows = [row for row in grid.sheet.rows[grid.head.row + 1 :] if sum(map(bool, row)) > len(names) + 1]
    return bool(rows) and all(x < len(row) and row[x] for row in rows)


def _sides(columns: Iterable[Column]) -> set[str]:
    """Return the sides whose items columns name: 收入项目, 支出项目."""
    return {side_said(one.key) for one in columns if item_rank(one.key)} - {""}


def _bands(grid: Grid) -> list[Span]:
    """Return the stretches of columns between empty ones; a merged cell fills all its columns."""
    rows = grid.sheet.rows[grid.head.first :]
    width = max((len(row) for row in rows), default=0)
    empty = {*range(width)}
    for row in rows:
        empty -= {x for x in empty if x < len(row) and row[x]}
        if not empty:
            break
    for _, left, bottom, right in grid.sheet.merged:
        if bottom >= grid.head.first and right - left < width - 1:
            empty -= {*range(left + 1, right + 1)}
    edges = [x for x in range(width + 1) if x == width or x in empty]
    starts = [0, *(x + 1 for x in edges)]
    return [(start, stop) for start, stop in zip(starts, edges, strict=False) if start < stop]


def _is_whole(head: FoundHead, bands: Sequence[Span], columns: Columns) -> bool:
    """Tell whether columns have all that a row needs."""
    kept = tuple(column for start, stop in bands for column in head.columns[start:stop])
    return replace(head, columns=kept).is_whole(columns)
