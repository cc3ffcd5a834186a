"""A board on the sheets of the village's own printer: where each tile lies, and what it is called.

All lengths are millimetres, from the top left corner of the board.
"""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.lazy import dataclass
from sunboard.model.plain import Plain

PAPERS = {"A4": (210, 297), "A3": (297, 420)}
OVERLAP = 10.0
"""What two tiles side by side both show: one is cut off, the other is glued on."""
MARGIN = 13.0
"""Around what a tile shows of the board: no printer reaches the edge, and the marks need room."""


@dataclass(frozen=True, slots=True)
class Tiling:
    """The sheets that a board needs on a paper, upright or on its side, whichever are fewer."""

    paper: tuple[int, int]
    rows: int
    columns: int

    @property
    def shown(self) -> tuple[float, float]:
        """Return how wide and how high a piece of the board stands on a sheet."""
        wide, tall = self.paper
        return wide - 2 * MARGIN, tall - 2 * MARGIN

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """Return where a piece begins on the board; rows and columns count from 0."""
        wide, tall = self.shown
        return column * (wide - OVERLAP), row * (tall - OVERLAP)

    def plain(self) -> dict[str, Plain]:
        """Return it as templates and the manifest read it."""
        return {
            "paper_mm": list(self.paper),
            "rows": self.rows,
            "columns": self.columns,
            "overlap_mm": int(OVERLAP),
            "margin_mm": int(MARGIN),
        }


def tiling(size: Sequence[int], paper: str) -> Tiling:
    """Return how a board of some width and height is tiled."""
    wide, tall = PAPERS[paper]
    found = []
    for sheet in ((wide, tall), (tall, wide)):
        across, down = (_count(length, side - 2 * MARGIN) for length, side in zip(size, sheet, strict=True))
        found.append(Tiling(sheet, down, across))
    return min(found, key=lambda one: one.rows * one.columns)


def _count(length: float, shown: float) -> int:
    """Return how many pieces cover a length."""
    return max(1, -int(-(length - OVERLAP) // (shown - OVERLAP)))
