"""What the pages above the villages are told of one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sunboard.model.blocks import Fact, Figure
from sunboard.viewing.village import village_summary
from tests.helpers import views


def test_a_notice_that_runs_is_told_with_its_key_fact_or_its_one_amount() -> None:
    key, amount = Fact("面积", "120平方米"), Figure("金额", "48600.00")
    notices = (
        views.notice_view("2026-0001", key=key),
        views.notice_view("2026-0002", key=None, figures=(amount,)),
        views.notice_view("2026-0003", key=None, figures=()),
    )
    place = SimpleNamespace(name="青坪镇")
    context: Any = SimpleNamespace(
        slug="liuwan", township=place, township_slug="qingping", say=views.theme().say
    )
    summary = village_summary(context, views.village_view(notices))
    assert [notice.figure for notice in summary.notices] == ["面积 120平方米", "金额 48,600.00 元", ""]
