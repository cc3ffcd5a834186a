"""How the width of a chart is shared.

Margins for long arrows, and between them one column, or a lane for each actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from sunboard.flowcharts.boxes import PAD
from sunboard.flowcharts.chart import LINE, Lane, Rect, Text
from sunboard.flowcharts.tracks import Tracks
from sunboard.lazy import dataclass
from sunboard.model.blocks import Step
from sunboard.typesetting.lines import longest_word, wrap_with_company
from sunboard.typesetting.widths import BOLD
from sunboard.typesetting.widths import width as measure

NARROWEST_LANE = 640
_WIDEST_LANE = 1500
_WIDEST_COLUMN = 3200
_GUTTER = 40  # between a box and the edge of its lane
TRACK = 80
NARROWEST_BODY = 1300


@dataclass(frozen=True, slots=True)
class Columns:
    """Where boxes may stand: `left` and `right` bound what is between the margins.

    `boxes` are x and width of the box of each step.
    """

    width: int
    left: int
    right: int
    boxes: tuple[tuple[int, int], ...]
    lanes: tuple[Lane, ...]  # their rectangles have no height yet
    head: int


def most_tracks(width: int) -> int:
    """Return how many tracks both margins may have together."""
    return max(0, (width - NARROWEST_BODY) // TRACK)


def share(steps: Sequence[Step], width: int, tracks: Tracks, lanes: bool = True) -> Columns:
    """Share a width.

    In lanes where they are wanted and there is room for one for each of several actors and for every word,
    else in one column.
    """
    left = tracks.back * TRACK + (20 if tracks.back else 1)
    spare = tracks.ahead * TRACK + (20 if tracks.ahead else 1)
    actors = tuple(dict.fromkeys(" ".join(step.who.split()) for step in steps))
    body = width - left - spare
    fits = len(actors) > 1 and all(actors) and len(actors) * NARROWEST_LANE <= body
    widths = _lane_widths(steps, actors, body) if lanes and fits else []
    if not widths or _breaks_a_word(steps, actors, widths):
        body = min(body, _WIDEST_COLUMN)
        return Columns(left + body + spare, left, left + body, tuple((left, body) for _ in steps), (), 0)
    starts = [left + sum(widths[:place]) for place in range(len(widths))]
    names = [wrap_with_company(actor, wide - 2 * PAD) for actor, wide in zip(actors, widths, strict=True)]
    head = max(map(len, names)) * LINE + 60
    drawn = tuple(
        Lane(
            Rect(x, 0, wide, 0),
            tuple(
                Text(x + wide // 2, 50 + turn * LINE, line, measure(line), "middle", True)
                for turn, line in enumerate(name)
            ),
        )
        for x, wide, name in zip(starts, widths, names, strict=True)
    )
    places = [actors.index(" ".join(step.who.split())) for step in steps]
    boxes = tuple((starts[place] + _GUTTER, widths[place] - 2 * _GUTTER) for place in places)
    right = left + sum(widths)
    return Columns(right + spare, left, right, boxes, drawn, head)


def _breaks_a_word(steps: Sequence[Step], actors: Sequence[str], widths: Sequence[int]) -> bool:
    """Tell whether a lane is narrower than a word in it, as those of other languages may be."""
    room = dict(zip(actors, (width - 2 * (PAD + _GUTTER) for width in widths), strict=True))
    return any(
        longest_word(text, BOLD) > room[" ".join(step.who.split())]
        for step in steps
        for text in (step.who, step.what)
    )


def _lane_widths(steps: Sequence[Step], actors: Sequence[str], body: int) -> list[int]:
    """Return the width of each lane.

    The narrowest that will do, and what is left by how much its steps say.
    """
    needs = [
        isqrt(max(measure(step.what) for step in steps if " ".join(step.who.split()) == actor) * 1000)
        + measure(actor) // 4
        for actor in actors
    ]
    spare = body - len(actors) * NARROWEST_LANE
    return [min(_WIDEST_LANE, NARROWEST_LANE + spare * need // (sum(needs) or 1)) for need in needs]
