"""Single values as people write them: one reading is taken, two are refused, and editors agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from sunboard.commands.schema import _pattern_of
from sunboard.fields import scalars
from sunboard.fields.declarations import UNKNOWN, Reader
from sunboard.fields.scalars import choice, day, matching, money, text, texts, yes
from sunboard.model.node import Place, Scalar
from sunboard.model.problem import Log

VALUES = yaml.safe_load(Path(__file__).with_name("values.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", VALUES)
def test_pattern_and_reader_take_the_same_and_nothing_else(name: str) -> None:
    reader: Reader[object] = getattr(scalars, name)
    meant = {written: value for value, all_written in VALUES[name]["read"].items() for written in all_written}
    pattern = re.compile(rf"\s*(?:{_pattern_of(reader.form)})\s*")
    for written in (*meant, *VALUES[name]["refused"], reader.form.example):
        log = Log()
        value = reader(Scalar(written), log)
        if written in meant:
            assert str(value) == meant[written]
        is_read = not any(problem.is_error for problem in log.problems)
        assert (value is not None) == is_read == bool(pattern.fullmatch(written)), written
        assert (value is None) == (written in VALUES[name]["refused"]), written


@pytest.mark.parametrize(
    ("written", "is_open"), [("不超过3.8万元（以结算为准）", True), ("约3000元", True), ("三千多块", False)]
)
def test_an_amount_that_is_not_settled_is_to_stand_in_the_text(written: str, is_open: bool) -> None:
    log = Log()
    assert money(Scalar(written, Place("a.md", 2, field="金额")), log) is None
    assert ("原话写进正文或备注" in log.problems[0].hint("zh")) == is_open


@pytest.mark.parametrize(
    ("written", "how", "example"),
    [
        ("1,200（含税）", "括号里的话写进正文、摘要或备注，", "1,200"),
        ("3600元(3人)", "括号里的话写进正文、摘要或备注，", "3600元"),
        ("3.5（万元）", "照凭证、单据写数", "…"),
        ("每立方380元", "单价写进正文、摘要或备注", "…"),
        ("380元/车", "单价写进正文、摘要或备注", "…"),
        ("128.455", "照凭证写到分", "…"),
    ],
)
def test_an_amount_with_words_is_to_stand_alone(written: str, how: str, example: str) -> None:
    log = Log()
    assert money(Scalar(written, Place("a.md", 2, field="金额")), log) is None
    hint = log.problems[0].hint("zh")
    assert how in hint
    assert hint.endswith(f"例如：金额: {example}")
    log = Log()
    assert money(Scalar(example), log) is not None or example == UNKNOWN


_NO_DAYS = ["2026-02-30", "2026年13月1日", "20260431", "二〇二六年二月三十日", "2.30", "4月31日", "２/３０"]


@pytest.mark.parametrize("written", _NO_DAYS)
def test_a_day_that_is_none_says_so(written: str) -> None:
    log = Log()
    assert day(Scalar(written, Place("a.md", 2, field="公开日期")), log) is None
    assert "没有这一天" in log.problems[0].message("zh")
    assert "no such day" in log.problems[0].message("en")


@pytest.mark.parametrize("written", ["2.29", "3月5日", "13.5", "2.45", "三月初"])
def test_a_day_without_a_year_is_asked_for_it(written: str) -> None:
    log = Log()
    assert day(Scalar(written, Place("a.md", 2, field="公开日期")), log) is None
    assert "年份写四位" in log.problems[0].message("zh")
    assert ("公开日期: …年3月5日" in log.problems[0].hint("zh")) == (written == "3月5日")


def test_words_to_choose_from_propose_the_nearest() -> None:
    log, read = Log(), choice("事前", "事中", "事后")
    assert read(Scalar("“事中”。"), log) == "事中"
    assert read(Scalar("事后公开", Place("a.md", 2, field="公开环节")), log) is None
    assert "事后" in log.problems[0].hint("zh")
    choice("自查", "检查", "举报")(Scalar("镇纪委来检查", Place("a.md", 2, field="来源")), log)
    assert log.problems[1].hint("zh").endswith("来源: 检查")


def test_what_is_done_is_not_proposed_to_be_under_way() -> None:
    log, read = Log(), choice("列单", "整改中", "已反馈")
    read(Scalar("整改仲", Place("a.md", 2, field="整改状态")), log)
    read(Scalar("已整改", Place("a.md", 2, field="整改状态")), log)
    assert log.problems[0].hint("zh").endswith("整改状态: 整改中")
    assert log.problems[1].hint("zh") == "从这几个里选意思对的写：列单、整改中、已反馈"


def test_ids_and_answers_in_full_width_are_read() -> None:
    log = Log()
    assert matching(r"[A-Z0-9-]+", "JY-2026")(Scalar("ＪＹ－２０２６"), log) == "JY-2026"
    assert [yes(Scalar(written), log) for written in ("是的", "Ｙ", "不")] == [True, True, False]
    assert not log.problems


@pytest.mark.parametrize("written", ["【三重一大，工程", "［甲、乙", "〔甲"])
def test_a_list_whose_bracket_is_not_closed_is_refused(written: str) -> None:
    log = Log()
    assert texts(Scalar(written, Place("a.md", 2, field="标签")), log) is None
    assert [problem.fault.code for problem in log.problems] == ["shape-wrong"]


def test_a_list_that_a_comma_may_part_says_that_it_was_not_parted() -> None:
    log, written = Log(), "经村民代表会议讨论，同意实施"
    assert texts(Scalar(written, Place("a.md", 2, field="依据")), log) == (written,)
    assert [(problem.fault.code, problem.is_error) for problem in log.problems] == [("list-not-split", False)]


def test_a_code_is_read_in_half_width_and_other_text_stays() -> None:
    codes = {"０１－００１": "01-001", "Ｂ": "B", "５１３．０３": "513.03", " ０ ": "0"}
    for written in ("３号", "！！", "何广仁（书记）", "ＣＫ０２ 村务"):
        codes[written] = written
    assert {written: text(Scalar(written), Log()) for written in codes} == codes


def test_the_sum_of_one_year_is_no_whole_amount() -> None:
    log = Log()
    money(Scalar("每亩400元，共14600元/年", Place("a.md", 3, field="合同金额")), log)
    assert log.problems[0].hint("zh").endswith("例如：合同金额: …")
