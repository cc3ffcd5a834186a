"""Charts from top to bottom: all of the flow is there, and nothing meets what it should not."""

from __future__ import annotations

import os

import pytest

from sunboard.flowcharts.downward import draw_down
from sunboard.model.blocks import Arrow, Step, StepsBlock
from tests.flowcharts.flows import WORDING, faults_of, random_flow

pytestmark = pytest.mark.once

WIDTHS = (1600, 2000, 4200, 6500)


@pytest.mark.parametrize("seed", range(400 if os.environ.get("SUNBOARD_ALL") else 40))
def test_random_flows_are_drawn_whole_and_clear(seed: int) -> None:
    block = random_flow(seed)
    for width in WIDTHS:
        chart = draw_down(block, width, WORDING)
        assert chart.width <= width
        assert faults_of(chart, block) == []


def _flow(*steps: Step) -> StepsBlock:
    return StepsBlock("办理流程", steps)


TWO = _flow(
    Step("1", "村民", "申请", arrows=(Arrow("", "2", False),)),
    Step(
        "2",
        "村委会",
        "审查",
        limit="3日",
        arrows=(Arrow("通过", "归档", True), Arrow("退回", "1", False)),
        risks=("高风险：刁难",),
        levels=("高",),
    ),
)


def test_actors_have_lanes_where_they_fit_and_stand_in_the_boxes_where_not() -> None:
    assert [lane.texts[0].words for lane in draw_down(TWO, 3000, WORDING).lanes] == ["村民", "村委会"]
    narrow = draw_down(StepsBlock("", TWO.steps * 4), 1600, WORDING)
    many = _flow(*(Step(str(at), f"部门{at}", "办理") for at in range(9)))
    assert narrow.lanes == () or len(narrow.lanes) == 2
    assert draw_down(many, 2000, WORDING).lanes == ()
    assert "部门8" in [text.words for text in draw_down(many, 2000, WORDING).boxes[8].texts]


def test_no_lane_is_narrower_than_a_word_in_it() -> None:
    english = _flow(
        Step("1", "Both committees", "Propose"), Step("2", "Assembly of representatives", "Discuss and vote")
    )
    assert draw_down(english, 1600, WORDING).lanes == ()
    assert len(draw_down(english, 3000, WORDING).lanes) == 2


def test_an_arrow_to_the_next_step_in_one_column_is_straight_and_a_loop_runs_left_of_every_box() -> None:
    steps = tuple(Step(step.id, "村委会", step.what, arrows=step.arrows) for step in TWO.steps)
    chart = draw_down(_flow(*steps), 2000, WORDING)
    onward, back = (next(route for route in chart.routes if route.target == target) for target in (1, 0))
    assert len(onward.points) == 2
    assert min(x for x, _ in back.points) < min(box.rect.x for box in chart.boxes)


def test_a_grave_risk_is_marked_fuller_than_one_without_a_level() -> None:
    chart = draw_down(TWO, 2000, WORDING)
    assert [(dot.number, dot.grade) for box in chart.boxes for dot in box.dots] == [(1, 3)]
    assert "高风险" in [text.words for text in chart.boxes[1].texts]


def test_conditions_that_lead_the_same_way_share_an_arrow() -> None:
    choice = Step("1", "", "选择", arrows=(Arrow("小额", "2", False), Arrow("中额", "2", False)))
    chart = draw_down(_flow(choice, Step("2", "", "办理")), 2000, WORDING)
    assert [route.conditions for route in chart.routes] == [("小额", "中额")]


def test_marks_stand_behind_the_words_of_a_step_where_there_is_room() -> None:
    def rows(width: int) -> set[int]:
        (box,) = draw_down(
            _flow(Step("1", "", "审查", public=True, risks=("刁难",), levels=("高",))), width, WORDING
        ).boxes
        return {text.y for text in box.texts if text.words in ("审查", WORDING.public, WORDING.high)}

    assert [len(rows(width)) for width in (1600, 1000)] == [1, 2]


def test_a_list_of_conditions_has_its_arrow_far_left_so_that_none_is_broken() -> None:
    long = ("二万元以下三家比价选定", "六十万元以上依法公开招标")
    choice = Step("1", "", "选择", arrows=tuple(Arrow(words, "2", False) for words in long))
    (route,) = draw_down(_flow(choice, Step("2", "", "办理")), 1700, WORDING).routes
    assert [text.words for text in route.labels if text.words != "·"] == [*long]


def test_an_arrow_that_no_track_has_room_for_ends_with_the_number_of_its_step() -> None:
    ways = [
        (Arrow("", str(at + 1), at == 14), Arrow("退回", str(max(0, 13 - at)), False)) for at in range(15)
    ]
    flow = _flow(*(Step(str(at), "村委会", "办理", arrows=arrows) for at, arrows in enumerate(ways)))
    chart = draw_down(flow, 1600, WORDING)
    assert faults_of(chart, flow) == []
    assert any(text.words.startswith("转第") for end in chart.ends for text in end.texts)


def test_no_steps_make_an_empty_chart() -> None:
    assert draw_down(_flow(), 2000, WORDING).boxes == ()
