"""What a spreadsheet hides from a plain reading: hidden rows, merged cells, errors, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_CELLS = (
    2_000_000  # of the rectangle around all that is written: a reader takes memory for every one of them
)
FORMULA = "="  # the mark of a formula that was never worked out

Merge = tuple[int, int, int, int]  # top, left, bottom, right, counted from 0, the last ones included


class Refused(Exception):
    """A workbook that is not opened. `reason` is damaged, locked, large, far or format; `where` names a sheet and cell."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(f"{reason} {where}".strip())
        self.reason, self.where = reason, where


@dataclass(slots=True)
class SheetParts:
    """The hidden parts of one sheet, gathered while it is scanned; rows and columns count from 0."""

    name: str = ""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    marks: dict[tuple[int, int], str] = field(
        default_factory=dict
    )  # "#REF!", or FORMULA where no value was stored
    percents: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = -1
    last_column: int = -1

    def reach(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def check_size(self) -> None:
        """Refuse a sheet that would fill the memory."""
        if (self.last_row + 1) * (self.last_column + 1) > MOST_CELLS:
            raise Refused("far", f"{self.name}!{column_name(self.last_column)}{self.last_row + 1}")


@dataclass(frozen=True, slots=True)
class Parts:
    """The hidden parts of a workbook."""

    sheets: tuple[SheetParts, ...]
    from_1904: bool = False

    def of(self, name: str) -> SheetParts:
        """Return the parts of a sheet."""
        return next((sheet for sheet in self.sheets if sheet.name == name), SheetParts(name))


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
