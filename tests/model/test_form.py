"""What forms say is what readers do: editors and sunboard agree on what may be written."""

from __future__ import annotations

import re

import pytest

from sunboard import scalars
from sunboard.commands.schema import _pattern_of
from sunboard.fields import Log, Reader, form_of
from sunboard.model.node import Scalar

WRITTEN: dict[str, tuple[list[str], list[str]]] = {
    "day": (
        ["2026-03-06", "2026/3/6", "2026.3.6", "2026年3月6日", "2026 年 3 月 6 日", "２０２６－０３－０６", "2024-02-29", "2026-03-06 00:00:00",
        "20260306",
         "2026年03月31号", "2026-12-31", "二〇二六年三月六日", "二〇二六年十二月三十一日", "二〇二六年十月二十日",
        "2026年3月10日（星期二）", "2026-03-10 周二", "2026年三月六日", "2026、3、6", r"2026\3\6",
         "2026.3.6。"],
        ["3月6日", "2026-3", "2026-13-01", "2026-04-31", "2026-02-30", "2026-00-10", "2026-03-00", "明天", "26-03-06", "2026-03-06 14:30",
        "20261301", "x",
         "2026-03-32", "202603061", "2026年3月10日（星期二", "2026-03-10 星期八", "2026。3。6"],
    ),
    "money": (
        ["19500", "19,500.00", "1.95万", "¥19500元", "￥1,000", "-412000.00", "0", "19500.1", "19500.100", "1.5亿元", "１９５００．５０", "+3",
        ".5", "1 950元",
         "壹万玖仟伍佰元整", "叁元伍角", "3元5角", "人民币100元", "1.950001万", "100圆整",
        "19 500", "1 234 567.89元", "共19500元", "19.5千元", "1.95w", "3块", "壹万玖仟伍佰",
         "19500.00元（壹万玖仟伍佰元整）", "19500元（人民币（大写）壹万玖仟伍佰元整）", "100人民币", "1 . 5"],
        ["", "一大笔", "19500.001", "1,95,00", "12.3.4", "约3000", "3000左右", "万", "--5", "1.9500001万", "$5",
        "19500 200", "195 00", "1 2", "19  500", "1,234 567",
         "拾", "19500元（壹万", "壹万元（壹万元）", "1.000001千", "共共3", "3块5"],
    ),
    "period": (
        ["2026年3月", "2026-03", "2026Q1", "2026年一季度", "2026年第一季度", "2026年上半年", "2026", "2026年", "2026-H2", "2026年度",
        "2026年3月份", "2026年1-3月",
         "2026年1月至6月", "２０２６年３月", "二〇二六年三月", "2026 年 一 季度", "2026年十二月",
        "2026年1月至2026年3月", "2026.1~3", "2026年1月1日至3月31日", "2026.04.01—2026.06.30",
         "2026年1—12"],
        ["一季度", "2026年13月", "2026Q5", "三月", "2026-03-06", "2026年五季度", "今年", "2026-00",
        "2026年1月1日至3月30日", "2026.1.1~3", "2026年2月至4月", "2026-1-3", "2026年4月至12月"],
    ),
    "whole": (["12", "0", "1,200", "12人", "30 户", "１２", "共12人", "十二人", "1,234,567"], ["-1", "1.5", "十来个", "很多", "12吨",
    "1234567890123"]),
    "yes": (["是", "否", "有", "无", "true", "No", "y", "1", "√", "×", "没有", "是。", "“有”", "没 有", "ＹＥＳ"],
        ["也许", "2", "是否", "ok", "、是"]),
    "phone": (
        ["0900-8880001", "09008880001", "13800000000", "12345", "400-123-4567", "(0900)8880001", "0900 8880001", "0900-8880001-12", "0900－8880001",
         "138 0000 0000", "+86 0900-8880001", "888 0001"],
        ["123", "电话", "0900-888", "不公开", "0900-8880001、0900-8880002", "1380000000a"],
    ),
}  # fmt: skip
READERS: dict[str, Reader[object]] = {name: getattr(scalars, name) for name in WRITTEN}
CASES = [
    pytest.param(name, text, wanted, id=f"{name}:{text}")
    for name, lists in WRITTEN.items()
    for wanted, texts in zip((True, False), lists, strict=True)
    for text in texts
]


def read(name: str, text: str) -> bool:
    log = Log()
    return READERS[name](Scalar(text), log) is not None and not log.problems


@pytest.mark.parametrize(("name", "text", "wanted"), CASES)
def test_pattern_and_reader_agree(name: str, text: str, wanted: bool) -> None:
    matched = re.search(rf"^\s*(?:{_pattern_of(form_of(READERS[name]))})\s*$", text) is not None
    assert matched == read(name, text), f"pattern {matched}, reader {not matched}"
    assert wanted == matched


@pytest.mark.parametrize("name", WRITTEN)
def test_the_example_is_read(name: str) -> None:
    assert read(name, form_of(READERS[name]).example)
