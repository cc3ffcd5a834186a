"""A document as a record: what is too much to be read, and what is shown under names that are no field's."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import Workbook

from sunboard.contracts import Kind
from sunboard.fields.declarations import marked
from sunboard.fields.forms import Mark
from sunboard.parts import load_parts
from sunboard.reading.documents import Reading
from sunboard.reading.records import BODY_TOO_LONG, LONGEST_BODY, digest_of, read_record, understood
from sunboard.reading.sources import VillageFiles
from tests.checks.village_scene import VILLAGE, document_of

SOURCE = f"{VILLAGE}/matters/1.md"


def test_a_text_of_more_than_sixty_pages_is_refused_and_still_looked_through() -> None:
    kind = load_parts().kinds["matter"]
    for length, faults in ((LONGEST_BODY, []), (LONGEST_BODY + 1, [BODY_TOO_LONG])):
        document = replace(document_of("标题: 修路公示", "matter", SOURCE), body="路" * length)
        read = read_record(document, kind, VillageFiles(VILLAGE, {}, {}, {}))
        assert [problem.fault for problem in read.problems] == faults
        assert read.document is not None
        assert len(read.document.body) == LONGEST_BODY


def read(fields: str, kind: str = "matter") -> tuple[Reading, list[str]]:
    document = document_of(f"标题: 水费收取情况\n{fields}", kind, SOURCE)
    found = read_record(document, load_parts().kinds[kind], VillageFiles(VILLAGE, {}, {}, {}))
    return found, [f"{one.fault.code} {one.place.line}" for one in found.problems if one.place.line > 1]


def further(reading: Reading) -> object:
    assert reading.record is not None
    return understood(reading.record).get("further")


def test_what_no_field_is_called_stays_as_it_was_written() -> None:
    found, problems = read("单价: 3元/吨\n四邻意见: [东邻无意见, 西邻无意见]\n备注: 表坏了的按平均数算")
    assert further(found) == {
        "单价": ["3元/吨"],
        "四邻意见": ["东邻无意见", "西邻无意见"],
        "备注": ["表坏了的按平均数算"],
    }
    assert problems == ["key-shown 2", "key-shown 3", "key-shown 4"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("单价: {一档: 3元, 二档: 4元}", "一档：3元，二档：4元"),
        ("物资: {编织袋: , 铁锹: 20把}", "编织袋，铁锹：20把"),
        (
            "值班: {一组: {组长: 何广仁, 点: [早, 晚]}, 二组: {组长: 许文静}}",
            "一组：组长：何广仁，点：早、晚；二组：组长：许文静",
        ),
    ],
)
def test_a_group_that_nobody_knows_is_shown_with_its_names(written: str, shown: str) -> None:
    found, problems = read(written)
    assert further(found) == {written.partition(":")[0]: [shown]}
    assert problems == ["key-shown 2"]
    assert "这一行和下面属于它的各行" in found.problems[0].hint("zh")


def test_a_vote_alone_is_shown_as_it_was_written() -> None:
    found, problems = read("应到人数: 40人\n实到人数: 36人\n同意: 一致同意")
    assert further(found) == {"应到人数": ["40人"], "实到人数": ["36人"], "同意": ["一致同意"]}
    assert problems == ["key-shown 2", "key-shown 3", "key-shown 4"]


def test_what_says_less_than_a_field_is_not_sent_there() -> None:
    found, problems = read("来源: 小组会")
    assert (further(found), problems) == ({"来源": ["小组会"]}, ["key-shown 2"])
    assert "资金来源" not in found.problems[-1].hint("zh")


@pytest.mark.parametrize("written", ["受灾面积: 32亩", "服务期限: 一年", "存放的地点: 村部仓库"])
def test_what_says_more_than_a_field_of_words_is_shown_and_the_field_named(written: str) -> None:
    found, problems = read(written)
    assert further(found) == {written.partition(": ")[0]: [written.partition(": ")[2]]}
    assert problems == ["key-shown 2"]
    assert "是不是“" in found.problems[-1].hint("zh")


@pytest.mark.parametrize(
    "written",
    [
        "标体: 水费",  # like a field, also where that is given
        "公开曰期: 2026-03-10",
        "批文好: 5号",
        "公开的状态: 草稿",
        "layout: default",
        "内部说明: 先不给看",
        "不公开的话: 先不给看",
        "说明书: 说明.pdf",
        "单价:",
        "单价: ~",
        "报名材料: {表: [甲, {乙: 丙}]}",
        "决策过程: {程序: 村民代表会议, 决议内容: 修路}",  # what only 议事决策 says
    ],
)
def test_what_may_be_a_slip_or_no_text_is_only_told(written: str) -> None:
    found, problems = read(written)
    assert further(found) is None
    assert problems == [f"key-unknown {at}" for at, _ in enumerate(written.split("\n"), 2)]


@pytest.mark.parametrize("kind", load_parts().kinds.values(), ids=lambda kind: kind.name)
def test_kinds_in_which_somebody_may_stand_show_their_own_fields_alone(kind: Kind) -> None:
    is_closed = kind.name in ("issue", "reply") or bool(marked(kind.fields, Mark.BENEFICIARY, Mark.OPENS))
    found, _ = read("四邻口述: 赵明远不同意", kind.name)
    assert found.checked is not None
    assert (found.checked.fields.further is None) == kind.closed == is_closed


def test_the_digest_tells_what_was_written_under_other_names_and_nothing_else() -> None:
    said = [read(more)[0].record for more in ("", "layout: 1", "单价: 3元/吨")]
    without, slip, shown = (digest_of(one) for one in said if one)
    assert without == slip != shown


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        (("1月", "2月", "3月"), ["field-missing"]),  # once the period is known they are read together
        (("底稿", "定稿"), ["field-missing", "table-sheets-several"]),
    ],
)
def test_sheets_of_months_wait_for_the_period_that_is_missing(
    sheets: tuple[str, ...], told: list[str]
) -> None:
    book, out = Workbook(), io.BytesIO()
    for name in sheets:
        sheet = book.create_sheet(name)
        for row in (["日期", "摘要", "收入", "支出"], ["1月5日", "收摊位费", 500, None]):
            sheet.append(row)
    del book["Sheet"]
    book.save(out)
    source = f"{VILLAGE}/finance/1.md"
    document = document_of("明细:\n所属期间:\n明细文件: 收支.xlsx", "finance", source)
    files = {f"{VILLAGE}/finance/收支.xlsx": out.getvalue()}
    found = read_record(document, load_parts().kinds["finance"], VillageFiles(VILLAGE, files, {}, {}))
    assert sorted({one.fault.code for one in found.problems}) == told


def test_nobody_is_shown_the_number_of_an_example_for_a_record_of_their_own() -> None:
    (problem,) = read("编号: 停水1\n")[0].problems
    assert problem.hint("zh") == "例如：编号: …"
