"""The cells of a file as rows of texts, whatever they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sunboard.engines.spreadsheet import is_page, is_workbook, read_sheets
from sunboard.model.encoding import decode
from sunboard.reading.tables.delimited import read_delimited

NumberedRow = tuple[int, Sequence[str]]
"""A row, or line, counted from 1, with its cells."""


def sheets_of_cells(data: bytes, known: Callable[[str], bool]) -> tuple[tuple[NumberedRow, ...], ...]:
    """Return the rows of each sheet that is not hidden; text is one sheet, and none where it is no text.

    `known` tells the head of a column. Raises WorkbookBroken and QuoteOpen.
    """
    if is_workbook(data) or is_page(data):
        return tuple(tuple(enumerate(sheet.rows, 1)) for sheet in read_sheets(data) if not sheet.hidden)
    text = decode(data)
    if text is None:
        return ()
    table = read_delimited(text, known)
    return (tuple(zip(table.lines, table.rows, strict=True)),)
