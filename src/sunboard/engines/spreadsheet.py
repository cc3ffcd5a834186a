"""The only door to spreadsheets: a workbook becomes sheets of texts."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import python_calamine
from python_calamine import CalamineWorkbook


class WorkbookBroken(Exception):
    """Bytes that are no workbook, or one that is damaged or locked; the message is the library's."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells as texts, from its first row and column on."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Read XLSX, XLS or ODS; raises WorkbookBroken."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            Sheet(name, tuple(tuple(_text(cell) for cell in row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)))
            for name in book.sheet_names
        )
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise WorkbookBroken(str(error)) from error


def _text(cell: object) -> str:
    """Write a cell as a person would type it: a whole number without decimals, a date as ISO."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        # Sheets count in binary fractions: ten digits after the point are more than any amount has, and fewer than the noise
        plain = format(round(Decimal(cell), 8).normalize(), "f")
        return plain if plain != "-0" else "0"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()


def column_name(index: int) -> str:
    """Return the letters of a column, counted from 0: A, B … AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
