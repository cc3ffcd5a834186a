"""The shape of a table that people made: what stands above it, its head, its rows, what stands below.

It is told by the shape alone: how many cells of a row are filled, and whether they are figures. No word is
looked up, so that a list of names, a register and a balance sheet are read alike, and every cell is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from sunboard.lazy import dataclass, regex

JOINED = "\n"
"""Stands between a group of columns and the name of one of them."""
GAP = "\u3000"
"""Stands between cells that are put on one line."""
_NUMBER = regex(r"[¥￥]?[+\-−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)?(?:\.\d+)?(?:%|元|万元)?", re.ASCII)
_YEAR = regex(r"(?:19|20)\d\d年?度?")
_DAY = regex(r"\d{4}年\d{1,2}月\d{1,2}日")
_LABELLED = regex(r"[^:：]+[:：].*")
_TIME = r"(?:截[至止])?(?:19|20)\d\d(?:[年./-][第上下前半一二三四\d年季月日度至到./~—-]*)?"
_REMARK = regex(rf"[^:：]+[:：].*|[(（\[【].*[)）\]】]|(?:金额)?单位.*|{_TIME}")

Cells = Sequence[Sequence[str]]
Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, counted from 0, the last ones included."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the head: its cells, one a column, and which row of the sheet it is, from 0."""

    at: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tabulation:
    """A table by its parts. `columns` are the columns of the sheet that hold anything."""

    columns: tuple[int, ...] = ()
    above: tuple[Line, ...] = ()  # titles, whose it is, its unit; each with the cells that are filled
    heads: tuple[str, ...] = ()  # none where no row is one of names
    rows: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()  # notes and signatures
    shared: tuple[tuple[int, int], ...] = field(default=())  # figures merged over several rows: row, column

    @property
    def title(self) -> str:
        """Return the first line above the head, where it is one cell."""
        return self.above[0].cells[0] if self.above and len(self.above[0].cells) == 1 else ""


def is_number(text: str) -> bool:
    """Tell whether a cell is a figure and nothing else."""
    return bool(text) and any(sign.isdigit() for sign in text) and bool(_NUMBER.fullmatch(text.strip()))


def is_labelled(text: str) -> bool:
    """Tell whether a cell says what it is, as signatures do: 会计：许文静."""
    return bool(_LABELLED.fullmatch(text))


def is_remark(text: str) -> bool:
    """Tell whether a line above a table is no name of it: 单位：万元, （未审计）, 2026年3月31日."""
    return bool(_REMARK.fullmatch("".join(text.split())))


def tabulated(cells: Cells, merged: Sequence[Merge] = ()) -> Tabulation:
    """Tell the parts of a table from its cells; a text that was merged over rows stands in each of them.

    A figure that was merged over several rows stands in the first alone: it is one figure.
    """
    width = max(map(len, cells), default=0)
    grid = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in cells]
    columns = tuple(x for x in range(width) if any(row[x] for row in grid))
    filled = [y for y, row in enumerate(grid) if any(row)]
    if not filled:
        return Tabulation()
    spans = [merge for merge in merged if merge[0] < len(grid) and merge[1] < width]
    covered = _covered(grid, spans)
    head = _head_row(grid, covered, columns, filled)
    last = head if head is None else _last_head_row(grid, spans, columns, head)
    if head is None or last is None or (last == head and _spreads(spans, head)):
        start = next((y for y in filled if len(_texts(grid[y])) > 1), filled[0])
        heads, last = tuple[str, ...](), start - 1
    else:
        start, heads = head, _heads(grid, spans, columns, head, last)
    shared = _unmerge(grid, spans, last)
    lines = [Line(y, tuple(grid[y][x] for x in columns)) for y in filled if y > last]
    names = {tuple(grid[y][x] for x in columns) for y in range(start, last + 1)}
    # the head of each printed page again is no row
    entries = [line for line in lines if line.cells not in names]
    rows, below = _parted(entries, len(columns))
    return Tabulation(
        columns=columns,
        above=tuple(Line(y, _texts(grid[y])) for y in filled if y < start),
        heads=heads,
        rows=tuple(rows),
        below=tuple(Line(line.at, tuple(filter(None, line.cells))) for line in below),
        shared=shared,
    )


def second_title(rows: Sequence[Line]) -> Line | None:
    """Return the title of another table that stands among the rows of one, below an empty row.

    Names stand below it, and figures below those: below the heading of a group the rows go on.
    """
    for before, title, names, first in zip(rows, rows[1:], rows[2:], rows[3:], strict=False):
        is_apart = title.at > before.at + 1 and len(_texts(title.cells)) == 1
        is_head = len(_texts(names.cells)) > 1 and _is_wordy(names.cells)
        if is_apart and is_head:
            figures = [name for name, cell in zip(names.cells, first.cells, strict=True) if is_number(cell)]
            if figures and all(figures):
                return title
    return None


def _texts(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, row))


def _covered(grid: Cells, spans: Sequence[Merge]) -> dict[tuple[int, int], str]:
    """Return what stands for the cells that lie in merged ones."""
    return {
        (y, x): grid[top][left]
        for top, left, bottom, right in spans
        if grid[top][left]
        for y in range(top, min(bottom, len(grid) - 1) + 1)
        for x in range(left, min(right, len(grid[0]) - 1) + 1)
    }


def _is_wordy(row: Sequence[str]) -> bool:
    """Tell whether a row holds names and no figures; years are names."""
    return not any(is_number(cell) and not _YEAR.fullmatch(cell) for cell in row)


def _head_row(
    grid: Cells, covered: dict[tuple[int, int], str], columns: Sequence[int], filled: Sequence[int]
) -> int | None:
    """Return the first row that names half of the columns or more, where no row of figures comes before.

    `编制单位：南湖村 | 2026年3月31日 | 单位：元` is none where the next row names as many.
    """
    least = max(2, (len(columns) + 1) // 2)
    for y, after in zip(filled, (*filled[1:], None), strict=True):
        count = sum(bool(grid[y][x] or covered.get((y, x))) for x in columns)
        texts = _texts(grid[y])
        if not _is_wordy(grid[y]):
            return None
        if count < least or len(texts) < 2:
            continue
        if not _has_label(texts):
            return y
        below = _texts(grid[after]) if after is not None else ()
        if len(below) < max(least, len(texts)) or not _is_wordy(below) or _has_label(below):
            return None if is_labelled(texts[0]) else y
    return None


def _has_label(texts: Sequence[str]) -> bool:
    return any(map(is_labelled, texts))


def _last_head_row(grid: Cells, spans: Sequence[Merge], columns: Sequence[int], head: int) -> int:
    """Return the last row of a head that names its columns in groups."""
    last = max((bottom for top, _, bottom, _ in spans if top == head), default=head)
    last = min(last, len(grid) - 1)
    while last + 1 < len(grid) and _has_parts(
        grid[last], grid[last + 1], columns, _closed(spans, last), _spread_from(spans, last)
    ):
        last += 1
    return last


def _has_parts(
    above: Sequence[str], below: Sequence[str], columns: Sequence[int], closed: set[int], spread: set[int]
) -> bool:
    """Tell whether a row names the columns of the groups above it: where those are blank, or one follows.

    The first column is named twice only where its group lies over others too.
    """
    unnamed = {x for x in columns[1:] if not above[x]}
    groups = {x for x, after in pairwise(columns) if after in unnamed and above[x]}
    named = {x for x in columns if below[x]}
    first = columns[0]
    return (
        bool(unnamed - closed)
        and unnamed - closed <= named <= unnamed | groups
        and (first in spread or not (above[first] and below[first]))
        and _is_wordy(below)
    )


def _spread_from(spans: Sequence[Merge], row: int) -> set[int]:
    """Return the columns in which cells of a row begin that lie over others."""
    return {left for top, left, bottom, right in spans if top == row == bottom and right > left}


def _spreads(spans: Sequence[Merge], row: int) -> bool:
    """Tell whether a cell lies over several columns: without names below, it is an entry of a form."""
    return bool(_spread_from(spans, row))


def _closed(spans: Sequence[Merge], row: int) -> set[int]:
    """Return the columns of a row that lie in a cell merged with rows above: they have their name."""
    return {x for top, left, bottom, right in spans if top < row <= bottom for x in range(left, right + 1)}


def _heads(
    grid: Cells, spans: Sequence[Merge], columns: Sequence[int], head: int, last: int
) -> tuple[str, ...]:
    covered = _covered(grid, spans)
    found = []
    group = [""] * (last - head + 1)
    for x in columns:
        said: list[str] = []
        for at, y in enumerate(range(head, last + 1)):
            text = grid[y][x] or covered.get((y, x), "")
            is_group = not text and y < last and any(grid[below][x] for below in range(y + 1, last + 1))
            text = text or (group[at] if is_group else "")
            group[at] = text or group[at]
            if text and text not in said:
                said.append(text)
        found.append(JOINED.join("".join(text.split("\n")) for text in said))
    return tuple(found)


def _unmerge(grid: list[list[str]], spans: Sequence[Merge], last: int) -> tuple[tuple[int, int], ...]:
    """Write texts merged over rows into each of them; return where figures are that stay in the first."""
    shared = []
    for top, left, bottom, _ in spans:
        text, rows = grid[top][left], range(top + 1, min(bottom, len(grid) - 1) + 1)
        if top <= last or not text or not rows:
            continue
        if is_number(text):
            shared.append((top, left))
            continue
        for y in rows:
            if any(grid[y]):
                grid[y][left] = grid[y][left] or text
    return tuple(shared)


def _parted(rows: Sequence[Line], width: int) -> tuple[Sequence[Line], Sequence[Line]]:
    """Part the rows from the notes and signatures at their end."""
    end = len(rows)
    while end > 1 and width > 2 and _is_note(rows[end - 1], rows[end - 2]):
        end -= 1
    return rows[:end], rows[end:]


def _is_note(line: Line, before: Line) -> bool:
    said = _texts(line.cells)
    if any(map(is_number, said)):
        return False
    if len(said) == 2 and not line.cells[1] and _DAY.fullmatch("".join(said[1].split())):
        return True  # 村民选举委员会 | | | 2026年1月18日
    return len(said) == 1 or line.at > before.at + 1 or all(map(is_labelled, said))
