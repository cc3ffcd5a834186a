"""Lists of people: a column that is closed is no name for what another column holds."""

from __future__ import annotations

import pytest

from sunboard.checks.lists import list_column_closed
from tests.checks.village_scene import Scene, Snippet, stage


@pytest.mark.parametrize(
    ("cells", "cure"), [("承包面积: 9.0", {"cure": "near", "near": "面积"}), ("承包面积: 9.0, 面积: 8.5", {})]
)
def test_a_column_is_never_to_be_called_what_another_is(cells: str, cure: dict[str, str]) -> None:
    text = f"项目: 地力补贴\n名单: [{{姓名: 赵明远, {cells}, 金额: 850.00}}]\n"
    scene = stage(Scene("", (Snippet({"kind": "subsidy"}, text, frozenset()),)))
    record = scene.readings[0].record
    assert record is not None
    (told,) = [finding.details for finding in list_column_closed.find(record, scene.around)]
    assert told.items() >= (cure or {"cure": "other"}).items()


@pytest.mark.parametrize(
    ("cells", "cure"),
    [("补助数: 850", {"cure": "near", "near": "金额"}), ("补助数: 850, 金额: 850", {"cure": "other"})],
)
def test_figures_may_be_the_amount_that_a_list_lacks(cells: str, cure: dict[str, str]) -> None:
    text = f"项目: 公益岗\n名单: [{{姓名: 赵明远, {cells}}}]\n"
    scene = stage(Scene("", (Snippet({"kind": "subsidy"}, text, frozenset()),)))
    record = scene.readings[0].record
    assert record is not None
    (told,) = [finding.details for finding in list_column_closed.find(record, scene.around)]
    assert told.items() >= cure.items()
