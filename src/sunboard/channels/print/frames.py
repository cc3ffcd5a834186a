"""The room of a board between its head and its foot, and the columns that divide it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sunboard.channels.print.entries import Sizes, pt
from sunboard.channels.print.panels import Panel, Placed, Rack
from sunboard.channels.print.purse import Purse

_SHARES = ((0.31, 0.38, 0.31), (0.37, 0.36, 0.27), (0.27, 0.36, 0.37), (0.42, 0.34, 0.24), (0.25, 0.5, 0.25))
"""Widths of three columns: notices, money, what is left."""
_PAIRS = ((0.5, 0.5), (0.58, 0.42), (0.65, 0.35))
"""Widths of two: notices, money. A third would hold nothing but words that it is empty."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a board at some size of type."""

    running: Panel
    purse: Purse
    panels: tuple[Panel, ...]  # party, village, accounts; services where there are any

    @property
    def little(self) -> bool:
        """Tell whether the panels that usually stand in the third column have nothing to show."""
        return not any(panel.entries for panel in (*self.panels[1:2], *self.panels[3:]))


@dataclass(frozen=True, slots=True)
class Frame:
    """The room between the head and the foot of a board, points."""

    left: float
    top: float
    wide: float
    high: float


Fill = Callable[[Sizes, float, float], Content]
"""Gives the content at some size, with nothing in it higher than a limit in columns of a width."""


def divide(frame: Frame, rack: Rack, shares: Sequence[float]) -> list[tuple[float, float]]:
    """Return where columns begin and how wide they are."""
    room = frame.wide - (len(shares) - 1) * rack.seam
    made, x = [], frame.left
    for share in shares:
        made.append((x, room * share))
        x += room * share + rack.seam
    return made


def ways(frame: Frame, rack: Rack, three: bool, little: bool = False) -> list[tuple[float, ...]]:
    """Return the columns that a page may have.

    With `three` the notices, the money and the rest stand side by side; of so `little` is left then that two
    columns may do.
    """
    if three:
        pairs = _PAIRS if little else ()
        return [
            shares
            for shares in (*pairs, *_SHARES)
            if min(shares) * (frame.wide - (len(shares) - 1) * rack.seam) >= rack.sizes.column
        ]
    most = max(1, min(3, int((frame.wide + rack.seam) / (rack.sizes.column + rack.seam))))
    return [(1 / count,) * count for count in range(1, most + 1)]


def seam(x: float, top: float, bottom: float) -> Placed:
    """Return the line between two columns."""
    return {"kind": "seam", "x": pt(x), "y": pt(top), "h": pt(bottom - top)}
