"""Cells of a sheet whose rows are records: merged ones, and days that are mere numbers."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.engines.sheet import Merge, Sheet
from sunboard.reading.tables.table import day_of_serial
from sunboard.reading.workbook.columns import Column


def unmerged(sheet: Sheet, head: int, columns: Sequence[Column]) -> Sequence[Sequence[str]]:
    """Return the rows with a text or a day that was merged over several rows in each of them; an amount stays where it is."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, _ in sheet.merged:
        form = columns[left].form if left < len(columns) else None
        if top > head and form and form.sort not in ("money", "whole"):
            for row in rows[top + 1 : bottom + 1]:
                if any(row) and left < len(row):
                    row[left] = row[left] or rows[top][left]
    return rows


def shared_amounts(sheet: Sheet, head: int, columns: Sequence[Column]) -> dict[tuple[int, int], Merge]:
    """Return the cells, by row and column, of amounts that were merged over several rows: nobody can tell which record they belong to."""
    found: dict[tuple[int, int], Merge] = {}
    for merge in sheet.merged:
        top, left, bottom, _ = merge
        form = columns[left].form if left < len(columns) else None
        rows = [y for y in range(top, min(bottom + 1, len(sheet.rows))) if any(sheet.rows[y])]
        if (
            top > head
            and form
            and form.sort in ("money", "whole")
            and len(rows) > 1
            and sheet.rows[top][left]
        ):
            found |= {(y, left): merge for y in rows}
    return found


def as_day(column: Column, text: str, sheet: Sheet) -> str:
    """Return a day that a spreadsheet holds as a mere number as ISO."""
    return (
        day_of_serial(text, from_1904=sheet.from_1904) or text
        if column.form and column.form.sort == "day"
        else text
    )
