"""What the pages above the villages are told of one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sunboard.model.blocks import Fact, Figure
from sunboard.viewing.village import telephones, village_summary
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


def test_each_number_to_call_says_whose_it_is() -> None:
    """What a county without an office calls itself stands in its title."""

    def contacts(number: str, office: str = "") -> Any:
        return SimpleNamespace(contact_phone=number, supervise_phone="", others={}, office=office)

    def called(county: Any, name: str = "") -> list[str]:
        town = SimpleNamespace(name="青石镇", contacts=contacts("0900-8880101"), hotlines={})
        village = SimpleNamespace(phones=contacts("0900-8880201"), county=name)
        site = SimpleNamespace(contacts=county, title="云溪县村务公开")
        around: Any = SimpleNamespace(theme=views.theme(), township=town, village=village, site=site)
        return [fact.label for fact in telephones(around)]

    own, town = "咨询电话", "青石镇咨询电话"
    assert called(contacts("0900-8880001", "县公开办")) == [own, town, "县公开办咨询电话"]
    assert called(contacts("0900-8880001"), "云溪县") == [own, town, "云溪县咨询电话"]
    assert called(contacts("0900-8880001")) == [own, town, "云溪县村务公开咨询电话"]
    assert called(contacts("0900-8880101")) == [own, town], "each number once"
