"""Bands: together they are the chart, and only arrows cross from one to the next."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sunboard.flowcharts.bands import to_bands
from sunboard.flowcharts.chart import Point
from sunboard.flowcharts.downward import draw_down
from tests.flowcharts.flows import WORDING, random_flow

pytestmark = pytest.mark.once


@pytest.mark.parametrize("width", [2000, 4200])
@pytest.mark.parametrize("seed", range(10))
def test_bands_hold_everything_once_and_whole(seed: int, width: int) -> None:
    block = random_flow(seed)
    chart = draw_down(block, width, WORDING)
    bands = to_bands(chart)
    assert len(bands) == len(block.steps)
    assert all(one.bottom == other.top for one, other in pairwise(bands))
    assert [box for band in bands for box in band.boxes] == list(chart.boxes)
    assert sorted(repr(end) for band in bands for end in band.ends) == sorted(map(repr, chart.ends))
    assert sum(len(band.labels) for band in bands) == sum(len(route.labels) for route in chart.routes)
    heads = {(route.points[-2], route.points[-1]) for route in chart.routes}
    assert {head for band in bands for head in band.heads} == heads
    drawn = {point for band in bands for line in band.lines for point in _covered(*line)}
    routes = (pair for route in chart.routes for pair in pairwise(route.points))
    assert drawn == {point for pair in routes for point in _covered(*pair)}
    for band in bands:
        rects = [holder.rect for holder in (*band.boxes, *band.ends, *band.labels)]
        assert all(band.top <= rect.y and rect.bottom <= band.bottom for rect in rects)
        assert all(band.top <= y <= band.bottom for line in band.lines for _, y in line)


def _covered(start: Point, stop: Point) -> set[Point]:
    (x, y), (to_x, to_y) = sorted((start, stop))
    return {(at_x, at_y) for at_x in range(x, to_x + 1) for at_y in range(y, to_y + 1)}
