"""The one fact of a record that stands large: the first amount, else a measure, votes, the day it is due."""

from __future__ import annotations

import pytest

from sunboard.kinds.matter import KIND, Matter
from sunboard.model.blocks import Fact
from tests.helpers.kinds import plain, telling, whole

HEAD = "标题: 水渠清淤\n公开日期: 2026-03-10\n大白话: 水渠清好了。\n"
VOTES = "议事决策: {程序: 四议两公开, 决议: {日期: 2026-03-01, 同意: 33, 计票单位: 户}, 决议内容: 同意, "
VOTES += "决议公开: {开始: 2026-03-02, 截止: 2026-03-09}}\n"
COST = VOTES.replace("程序:", "涉及金额: 45000, 程序:")


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("面积: 120平方米\n合同价: 86000\n", Fact("合同价", "86,000.00 元")),
        (f"完成时限: 2026年5月\n面积: 约18亩\n{VOTES}", Fact("面积", "约18亩")),
        (f"完成时限: 2026年5月\n地点: 村部2楼会议室\n{VOTES}", Fact("同意", "33户")),
        (f"面积: 约18亩\n{COST}", Fact("涉及金额", "45,000.00 元")),
        ("地点: 村部会议室\n完成时限: 2026年5月\n", Fact("完成时限", "2026年5月")),
        (f"标的: 河堤杨树126棵\n底价: 每棵180元\n{VOTES}", Fact("底价", "每棵180元")),
        ("标准: 每亩每年800元\n面积: 约18亩\n", Fact("面积", "约18亩")),
        ("底价: 每次加价另定\n", None),
        ("地点: 村部会议室\n", None),
    ],
)
def test_what_people_look_for_first_stands_out(said: str, key: Fact | None) -> None:
    assert KIND.describe(plain(whole(Matter, HEAD + said)), telling()).key == key


def test_what_clerks_ask_for_stands_last_and_the_day_of_publication_is_said_once() -> None:
    told = "公开环节: 事中\n村民小组: 3组\n事项日期: {day}\n"
    early = KIND.describe(plain(whole(Matter, HEAD + told.format(day="2026-03-06"))), telling()).facts
    assert [(fact.label, fact.minor) for fact in early] == [
        ("村民小组", False),
        ("公开环节", True),
        ("事项日期", True),
    ]
    same = KIND.describe(plain(whole(Matter, HEAD + told.format(day="2026-03-10"))), telling()).facts
    assert "事项日期" not in {fact.label for fact in same}
