"""The cells of a file as rows of texts, whatever they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sunboard.engines.spreadsheet import is_page, is_workbook, read_sheets
from sunboard.model.encoding import decode
from sunboard.model.tabulation import is_number
from sunboard.reading.tables.aligned import read_aligned
from sunboard.reading.tables.delimited import Delimited, read_delimited

NumberedRow = tuple[int, Sequence[str]]
"""A row, or line, counted from 1, with its cells."""


def is_word(cell: str) -> bool:
    """Tell whether a cell could be the head of a column of any table."""
    return bool(cell) and not is_number(cell)


def cells_of_text(text: str, known: Callable[[str], bool] = is_word) -> Delimited:
    """Split text at the sign that shows most heads; where none parts it, at its spaces. Raises QuoteOpen."""
    table = read_delimited(text, known)
    is_parted = any(len(row) > 1 for row in table.rows)
    return table if is_parted else read_aligned(text, known) or table


def sheets_of_cells(
    data: bytes, known: Callable[[str], bool] = is_word, wanted: str = ""
) -> tuple[tuple[NumberedRow, ...], ...]:
    """Return the rows of each sheet that is not hidden; text is one sheet, and none where it is no text.

    Where a sheet is `wanted`, those of it alone. `known` tells the head of a column. Raises WorkbookBroken
    and QuoteOpen.
    """
    if is_workbook(data) or is_page(data):
        return tuple(
            tuple(enumerate(sheet.rows, 1))
            for sheet in read_sheets(data)
            if (sheet.name.strip() == wanted if wanted else not sheet.hidden)
        )
    text = decode(data)
    if text is None:
        return ()
    table = cells_of_text(text, known)
    return (tuple(zip(table.lines, table.rows, strict=True)),)
