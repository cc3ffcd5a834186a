"""YAML's word for none: text where people write text, nothing where a day, an amount or a word is meant."""

from __future__ import annotations

import pytest

from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.faults import KEY_UNKNOWN, nearest
from sunboard.fields.groups import read_part
from sunboard.kinds.matter import Matter
from sunboard.model.problem import Log
from tests.helpers.kinds import plain, whole

NEEDED = "标题: 修路公示"


@pytest.mark.parametrize("word", ["null", "~"])
def test_a_word_for_none_is_text_in_a_text_and_nothing_elsewhere(word: str) -> None:
    said = plain(whole(Matter, f"{NEEDED}\n结论: {word}\n依据: [{word}]\n金额: {word}\n公开日期: {word}"))
    assert said == {"title": "修路公示", "conclusion": word, "basis": [word]}


@pytest.mark.parametrize("word", ["无", "暂无", "没有"])
def test_a_day_or_an_amount_may_be_said_not_to_be_there(word: str) -> None:
    said = plain(whole(Matter, f"{NEEDED}\n结论: {word}\n金额: {word}\n公示截止: {word}\n咨询电话: {word}"))
    assert said == {"title": "修路公示", "conclusion": word}


@pytest.mark.parametrize("word", ["无", "——", "/", "null", "~"])
def test_a_dash_is_no_name_and_no_day(word: str) -> None:
    said = plain(whole(Matter, f"{NEEDED}\n批准人: {word}\n公示截止: {word}\n咨询电话: {word}"))
    assert said == {"title": "修路公示"}


def test_one_value_may_stand_under_two_names() -> None:
    days = "公示天数: 7天\n公示期: 七天\n公示开始: 2026-04-02\n公示结束: 2026-04-08"
    record = whole(Matter, f"{NEEDED}\n{days}")
    assert (record.notice_days, str(record.notice_end)) == (7, "2026-04-08")


def test_rows_and_references_may_be_said_not_to_be_there() -> None:
    said = whole(Matter, f"{NEEDED}\n附件: 无\n照片: 没有\n相关事项: 无\n票数: 暂无\n议事决策: 无\n依据: 无")
    assert plain(said) == {"title": "修路公示", "basis": ["无"]}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("公示天数: 5个工作日", (5, "工作日")),
        ("公示天数: 七个日历日", (7, "日历日")),
        ("公示天数: 7天", (7, None)),
        ("公示天数: 5\n天数类型: 工作日", (5, "工作日")),
        ("公示天数: 5个工作日\n天数类型: 工作日", (5, "工作日")),
    ],
)
def test_which_days_are_counted_may_stand_behind_their_number(
    written: str, read_as: tuple[int, str | None]
) -> None:
    record = whole(Matter, f"{NEEDED}\n{written}")
    assert (record.notice_days, record.day_type) == read_as


def advised(text: str) -> list[object]:
    """Return what is advised for each key that nobody knows."""
    log = Log()
    fields = parse_yaml(f"{NEEDED}\n{text}", "修路.md", log)
    assert fields is not None
    read_part(Matter, fields, log)
    return [
        one.details.get("near") or one.details["advice"] for one in log.problems if one.fault is KEY_UNKNOWN
    ]


def test_an_advised_key_can_hold_what_was_written() -> None:
    assert advised("天数类刑: 工作日") == ["天数类型"]
    assert advised("公示期: 看通知") == [""]
    assert advised("公开时刻: 2026年4月10日\n公开日期: 2026-04-10") == [""], "what is given is not meant"
    assert advised("公开曰期: 三月初") == ["公开日期"]


def test_what_is_more_than_a_slip_has_to_fit() -> None:
    assert nearest("质保期", ("质保期满",), fits=lambda name: False)["advice"] == ""
    assert nearest("发包方", ("发包方式",))["advice"] == ""  # who lets is no way to let
    assert nearest("联系方式", ("方式",))["advice"] == ""  # how to reach somebody is no way to let
    assert nearest("质保期蒲", ("质保期满",), fits=lambda name: False)["near"] == "质保期满"


def test_a_needed_field_is_told_by_the_name_that_stands_for_it() -> None:
    log = Log()
    fields = parse_yaml("标体: 村口修路公示\n目录编码: CW05", "修路.md", log)
    assert fields is not None
    read_part(Matter, fields, log)
    hints = [one.hint("zh") for one in log.problems if one.fault.code == "field-missing"]
    assert hints == ["把“标体”改成“标题”，照实写，例如：标题: …"]
