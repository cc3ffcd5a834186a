"""Charts from left to right keep the same rules."""

from __future__ import annotations

import pytest

from sunboard.flowcharts.chart import Wording
from sunboard.flowcharts.rightward import draw_right
from sunboard.model.blocks import Arrow, Step, StepsBlock
from tests.helpers.flows import faults_of, random_flow


@pytest.mark.parametrize("seed", range(120))
def test_random_flows_are_drawn_whole_and_clear(seed: int) -> None:
    block = random_flow(seed)
    assert faults_of(draw_right(block, Wording()), block, sideways=True) == []


def test_steps_stand_from_left_to_right_in_the_lanes_of_their_actors() -> None:
    steps = (
        Step("1", "村民", "申请", arrows=(Arrow("", "2", False),)),
        Step("2", "村委会", "审查", arrows=(Arrow("退回", "1", False),)),
    )
    chart = draw_right(StepsBlock("", steps), Wording())
    assert chart.boxes[0].rect.right < chart.boxes[1].rect.x
    assert all(
        lane.rect.y < box.rect.y < lane.rect.bottom
        for lane, box in zip(chart.lanes, chart.boxes, strict=True)
    )
    assert (
        min(y for route in chart.routes if route.target == 0 for _, y in route.points) < chart.lanes[0].rect.y
    )
