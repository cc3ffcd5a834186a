"""The conditions beside an arrow."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.flowcharts.chart import LINE, Text
from sunboard.typesetting.lines import widest, wrap_with_company
from sunboard.typesetting.widths import EM
from sunboard.typesetting.widths import width as measure

_WIDEST, _WIDEST_LISTED = 1200, 1600
BULLET = 100


def lay_labels(
    conditions: Sequence[str], x: int, y: int, room: int, leftwards: bool = False
) -> tuple[Text, ...]:
    """Return conditions in lines from `y` down, right of `x` or left of it.

    Several stand below one another, each with a point.
    """
    room = max(EM, min(room, _WIDEST if len(conditions) < 2 else _WIDEST_LISTED))
    if len(conditions) < 2:
        lines = tuple(line for condition in conditions for line in wrap_with_company(condition, room))
        return tuple(
            Text(x, y + turn * LINE, line, measure(line), "end" if leftwards else "start")
            for turn, line in enumerate(lines)
        )
    items = [wrap_with_company(condition, max(EM, room - BULLET)) for condition in conditions]
    start = x - BULLET - max(map(widest, items)) if leftwards else x
    texts: list[Text] = []
    for item in items:
        texts.append(Text(start, y, "·", EM))
        texts += [
            Text(start + BULLET, y + turn * LINE, line, measure(line)) for turn, line in enumerate(item)
        ]
        y += len(item) * LINE
    return tuple(texts)


def height_of(labels: Sequence[Text]) -> int:
    """Return how high labels are with the room below them."""
    return labels[-1].y - labels[0].y + LINE if labels else 0


def width_of(labels: Sequence[Text]) -> int:
    """Return how wide labels are together."""
    return max((text.rect.right for text in labels), default=0) - min(
        (text.rect.x for text in labels), default=0
    )
