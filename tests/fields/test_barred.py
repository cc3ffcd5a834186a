"""Tables drawn with bars where a list of groups is meant."""

from __future__ import annotations

import pytest

from sunboard.fields.barred import as_rows
from sunboard.kinds.matter import Matter
from sunboard.model.node import Fields, Items, Place, Scalar
from tests.helpers.kinds import plain, whole


def test_rows_between_bars_are_a_list_of_groups() -> None:
    votes = "|\n  | 对象 | 职务 | 优秀 |\n  |---|---|---|\n  | 石有田 | 主任 | 30 |\n  ｜方小满｜文书｜25｜"
    told = plain(whole(Matter, f"标题: 评议结果公示\n票数: {votes}"))["votes"]
    assert isinstance(told, list)
    assert len(told) == 2


def test_each_row_knows_its_line() -> None:
    rows = as_rows(Scalar("| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n", Place("a.md", 4, field="票数")))
    assert isinstance(rows, Items)
    (row,) = rows.items
    assert isinstance(row, Fields)
    assert [(one.key, one.place.line) for one in row.entries] == [("甲", 7), ("乙", 7)]


@pytest.mark.parametrize(
    "text", ["| 甲 | 乙 |", "| 甲 | 乙 |\n| 1 |", "| 甲 | 乙 |\n1、2", "|  | 乙 |\n| 1 | 2 |"]
)
def test_what_is_no_whole_table_stays_as_it_is(text: str) -> None:
    node = Scalar(text, Place("a.md", 4))
    assert as_rows(node) is node
