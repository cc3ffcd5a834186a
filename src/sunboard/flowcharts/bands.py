"""A chart cut into bands, one a row, that a page may end between.

An arrow that crosses a cut goes on in the next band at the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sunboard.flowcharts.chart import Box, Chart, End, Point, Text
from sunboard.lazy import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two cuts; `y` is counted from the top of the chart.

    `heads` are the last two points of arrows that end here.
    """

    top: int
    bottom: int
    boxes: tuple[Box, ...]
    ends: tuple[End, ...]
    labels: tuple[Text, ...]
    lines: tuple[tuple[Point, Point], ...]
    heads: tuple[tuple[Point, Point], ...]


def to_bands(chart: Chart) -> tuple[Band, ...]:
    """Cut a chart below its lanes' names and at each of its cuts."""
    edges = (chart.head, *chart.cuts, chart.height)
    pieces = sorted(
        {piece for route in chart.routes for pair in pairwise(route.points) for piece in _split(pair, edges)}
    )
    heads = sorted({(route.points[-2], route.points[-1]) for route in chart.routes})
    labels = [text for route in chart.routes for text in route.labels]
    return tuple(
        Band(
            top,
            bottom,
            tuple(box for box in chart.boxes if top <= box.rect.y < bottom),
            tuple(end for end in chart.ends if top <= end.rect.y < bottom),
            tuple(text for text in labels if top <= text.y < bottom),
            tuple(
                _joined(
                    piece
                    for piece in pieces
                    if top <= min(piece[0][1], piece[1][1]) and max(piece[0][1], piece[1][1]) <= bottom
                )
            ),
            tuple(head for head in heads if top <= head[1][1] < bottom),
        )
        for top, bottom in pairwise(edges)
    )


def _split(pair: tuple[Point, Point], edges: Sequence[int]) -> Iterable[tuple[Point, Point]]:
    """Cut one straight piece of an arrow at the edges of bands."""
    (x, y), (to_x, to_y) = sorted(pair)
    if x != to_x:
        return (((x, y), (to_x, to_y)),)
    stops = (y, *(edge for edge in edges if y < edge < to_y), to_y)
    return tuple(((x, start), (x, stop)) for start, stop in pairwise(stops))


def _joined(pieces: Iterable[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """Leave out pieces that lie within others."""
    made: list[tuple[Point, Point]] = []
    for (x, y), (to_x, to_y) in pieces:
        if made and made[-1][0][0] == made[-1][1][0] == x == to_x and y <= made[-1][1][1]:
            made[-1] = (made[-1][0], (x, max(to_y, made[-1][1][1])))
        else:
            made.append(((x, y), (to_x, to_y)))
    return made
