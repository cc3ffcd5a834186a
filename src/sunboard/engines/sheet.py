"""A sheet as values: its cells as texts, what it hides, and why a workbook is not opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time
from decimal import Decimal

from sunboard.lazy import dataclass

MOST_CELLS = 2_000_000
"""Of the rectangle around all that is written: a reader takes memory for every one of them."""
FORMULA = "="
"""The mark of a formula that was never worked out."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the office programs before 2007 begin, workbooks among them."""

Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, counted from 0, the last ones included."""


class WorkbookBroken(Exception):
    """A workbook that is not opened: damaged, locked, large, far or format; `where` may name a cell."""

    def __init__(self, reason: str = "damaged", where: str = "") -> None:
        super().__init__(f"{reason} {where}".strip())
        self.reason, self.where = reason, where


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells as texts, from its first row and column on. All positions count from 0."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()  # first and last
    merged: tuple[Merge, ...] = ()
    # Cells without a value: an error such as "#REF!", or FORMULA
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    dates: frozenset[tuple[int, int]] = frozenset()  # cells that the program holds for days
    from_1904: bool = False  # days that are mere numbers count from 1904


def check_size(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet that would fill the memory; raises WorkbookBroken."""
    if rows * columns > MOST_CELLS:
        raise WorkbookBroken("far", f"{name}!{column_name(columns - 1)}{rows}")


def cell_text(cell: object) -> str:
    """Write a cell as a person would type it: a whole number without decimals, a date as ISO."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        # Sheets count in binary fractions: more digits than any amount has, and fewer than the noise
        plain = repr(round(cell, 8))
        if "e" in plain and abs(cell) < 1e300:
            return format(Decimal(cell), "f")
        return plain
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()


def range_of(merge: Merge) -> str:
    """Return what merged cells are called: A1:B2."""
    top, left, bottom, right = merge
    return f"{column_name(left)}{top + 1}:{column_name(right)}{bottom + 1}"


def column_name(index: int) -> str:
    """Return the letters of a column, counted from 0: A, B … AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the number of a column from its letters, counted from 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
