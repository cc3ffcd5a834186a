"""What the XML of a sheet hides from a plain reading: hidden rows, merged cells, errors, its extent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sunboard.engines.sheet import Merge, check_size
from sunboard.lazy import dataclass


@dataclass(slots=True)
class SheetParts:
    """The hidden parts of one sheet, gathered while it is scanned; rows and columns count from 0."""

    name: str = ""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    units: dict[tuple[int, int], str] = field(default_factory=dict)  # what stands behind a figure: %, 万元
    last_row: int = -1
    last_column: int = -1

    def reach(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def check_size(self) -> None:
        """Refuse a sheet that would fill the memory; raises WorkbookBroken."""
        check_size(self.name, self.last_row + 1, self.last_column + 1)


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """The hidden parts of a workbook, by the names of its sheets."""

    sheets: Mapping[str, SheetParts]
    from_1904: bool = False


def parts_of(sheets: list[SheetParts], *, from_1904: bool) -> WorkbookParts:
    """Return the parts of all sheets; of two with one name the first counts."""
    return WorkbookParts({sheet.name: sheet for sheet in reversed(sheets)}, from_1904)
