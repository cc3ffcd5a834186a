"""Lists of people: the sums first, the list as its programme has it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sunboard.kinds.subsidy import KIND, Subsidy
from sunboard.model.blocks import TableBlock
from sunboard.model.plain import Plain
from sunboard.reading.records import digest_of, read_record, understood
from sunboard.reading.sources import VillageFiles
from tests.checks.village_scene import document_of
from tests.helpers.kinds import FRAME, given, plain, read, telling, whole, words

TEXT = """
标题: 2026年耕地地力保护补贴名单
目录编码: HM06
项目: 耕地地力保护补贴
环节: 拟定公示
公开日期: 2026-03-02
大白话: 今年2户领种粮补贴。
标准: 每亩120元
资金来源: 中央财政
文号: 云农发〔2026〕8号
合计: {户数: 2户, 人数: 5, 面积: 8.30亩, 金额: 996}
名单:
  - {户主: 赵明远, 组别: 3组, 人数: 3, 面积: 5.30, 标准: 120, 金额: 636, 是否干部亲属: 否}
  - {户主: 吴桂兰, 组别: 1组, 人数: 2, 面积: 3亩, 标准: 120, 金额: 360, 备注: 新增}
姓名处理: 只公布人数
"""
INTERNAL = "比对底稿: 民政名册.csv\n"
SHOWN_ELSEWHERE = frozenset(("name_mask",))


def test_everything_that_is_given_is_shown() -> None:
    values = plain(whole(Subsidy, TEXT))
    assert values["program"] == "地力补贴"
    shown = "\n".join(words(KIND.describe(values, telling())))
    for path, text in given(values, without=FRAME | SHOWN_ELSEWHERE):
        assert str(text).removesuffix(".00") in shown.replace(",", ""), path


@pytest.mark.parametrize("name", ["补贴类型", "补贴项目", "救助种类", "政策名称"])
def test_the_programme_may_be_called_a_sort_of_aid(name: str) -> None:
    assert plain(whole(Subsidy, TEXT.replace("\n项目:", f"\n{name}:")))["program"] == "地力补贴"


def test_the_list_has_the_sums_that_the_clerk_gives() -> None:
    (table,) = (
        block
        for block in KIND.describe(plain(whole(Subsidy, TEXT)), telling()).blocks
        if isinstance(block, TableBlock)
    )
    assert table.total[0] == "合计"
    assert "8.30" in table.total
    assert table.kept
    assert not table.roll


def test_only_its_sums_are_told_when_its_days_are_over() -> None:
    tally = KIND.describe(plain(whole(Subsidy, TEXT)), telling()).tally
    assert [(fact.label, fact.value) for fact in tally] == [
        ("户数", "2"),
        ("人数", "5"),
        ("面积", "8.30 亩"),
        ("金额", "996.00 元"),
    ]


def test_what_is_the_same_in_every_row_of_a_long_list_is_said_once() -> None:
    rows: list[Plain] = [{"name": f"赵{at}", "rate": "120.00", "amount": f"{at}.00"} for at in range(1, 60)]
    (table,) = KIND.describe({"rows": rows}, telling()).blocks
    assert isinstance(table, TableBlock)
    assert table.roll
    assert "120.00" in table.lead
    assert len(table.columns) == 2


@pytest.mark.parametrize(("written", "area"), [("5.3", "5.30"), ("1,200.5亩", "1200.50"), ("３亩", "3.00")])
def test_an_area_is_read_in_mu(written: str, area: str) -> None:
    found, problems = read(Subsidy, f"标题: 名单\n项目: 低保\n环节: 变更\n合计: {{面积: '{written}'}}")
    assert not problems
    assert found
    assert found.totals
    assert found.totals.area == Decimal(area)


@pytest.mark.parametrize("written", ["5.333", "120平方米", "三亩半"])
def test_another_unit_is_refused(written: str) -> None:
    assert read(Subsidy, f"标题: 名单\n项目: 低保\n环节: 变更\n合计: {{面积: '{written}'}}")[1] == [
        "value-wrong"
    ]


def test_the_list_that_it_is_compared_with_is_no_part_of_what_it_says() -> None:
    read_from = VillageFiles("qingshi/liuwan", {}, {}, {})
    with_it, without = (
        read_record(document_of(text, "subsidy", "qingshi/liuwan/补贴/名单.md"), KIND, read_from).record
        for text in (INTERNAL + TEXT, TEXT)
    )
    assert with_it
    assert without
    assert getattr(with_it.fields, "match_file", "") == "民政名册.csv"
    assert understood(with_it) == understood(without)
    assert digest_of(with_it) == digest_of(without)
