"""The shape of a table, known without a word list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.model.tabulation import Tabulation, tabulated


def of(text: str, merged: tuple[tuple[int, int, int, int], ...] = ()) -> Tabulation:
    """Read lines of cells with `|` between them."""
    return tabulated([line.split("|") for line in text.split("\n")], merged)


def cells(found: Tabulation) -> list[tuple[str, ...]]:
    return [line.cells for line in found.rows]


GROUPED = """低保对象公示表|||||
村：南湖村|||||单位：元/月
序号|申请人|家庭情况||拟保障|
||人口|劳动力|人数|月金额
1|张某某|3|1|2|560
合计||3|1|2|560
审核人：|||电话：0900-8880125||"""
HEADS = ("序号", "申请人", "家庭情况\n人口", "家庭情况\n劳动力", "拟保障\n人数", "拟保障\n月金额")


@pytest.mark.parametrize("merged", [(), ((2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 5))])
def test_titles_groups_of_heads_and_signatures_are_parted_from_the_rows(
    merged: tuple[tuple[int, int, int, int], ...],
) -> None:
    found = of(GROUPED, merged)
    assert found.title == "低保对象公示表"
    assert [line.cells for line in found.above[1:]] == [("村：南湖村", "单位：元/月")]
    assert found.heads == HEADS
    assert cells(found) == [("1", "张某某", "3", "1", "2", "560"), ("合计", "", "3", "1", "2", "560")]
    assert [line.cells for line in found.below] == [("审核人：", "电话：0900-8880125")]


def test_two_tables_side_by_side_keep_every_head_and_cell() -> None:
    found = of("资产|行次|期末数|负债|行次|期末数\n流动资产：|||流动负债：||\n货币资金|1|5|应付|12|7")
    assert found.heads == ("资产", "行次", "期末数", "负债", "行次", "期末数")
    assert cells(found)[0] == ("流动资产：", "", "", "流动负债：", "", "")


@pytest.mark.parametrize(
    "text", ["1|张某某|560\n2|李某某|380", "时间：|3月8日\n主持人：|何某", "姓名|张某某\n人口|3"]
)
def test_what_names_no_columns_has_no_head(text: str) -> None:
    found = of(text)
    assert found.heads in ((), ("姓名", "张某某"))
    assert [*([found.heads] if found.heads else []), *cells(found)] == [
        tuple(line.split("|")) for line in text.split("\n")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "编制单位：南湖村||2026年3月31日|单位：元",
        "村：南湖村|日期：3月1日|组：1组|单位：元",
        "编制单位：|南湖村||",
    ],
)
def test_a_line_about_a_table_of_few_columns_is_no_head(line: str) -> None:
    found = of(f"{line}\n项目|行次|本期|累计\n收入|1|5|6")
    assert found.heads == ("项目", "行次", "本期", "累计")
    assert cells(found) == [("收入", "1", "5", "6")]


def test_the_first_row_of_a_form_is_no_head() -> None:
    found = of("登记表|||\n议题|修路||\n时间|3月8日|地点|村部", ((0, 0, 0, 3), (1, 1, 1, 3)))
    assert (found.title, found.heads) == ("登记表", ())
    assert cells(found) == [("议题", "修路", "", ""), ("时间", "3月8日", "地点", "村部")]


def test_years_name_columns() -> None:
    assert of("项目|2025|2026\n收入|3|4").heads == ("项目", "2025", "2026")


def test_a_row_of_words_below_a_head_with_a_gap_is_no_part_of_it() -> None:
    assert cells(of("姓名|性别||村组\n张某某|男|低保|1组")) == [("张某某", "男", "低保", "1组")]


def test_the_head_of_each_printed_page_and_empty_rows_and_columns_say_nothing() -> None:
    found = of("姓名||金额\n甲||1\n||\n姓名||金额\n乙||2")
    assert found.columns == (0, 2)
    assert cells(found) == [("甲", "1"), ("乙", "2")]
    assert [line.at for line in found.rows] == [1, 4]


def test_a_text_merged_over_rows_counts_for_each_and_a_figure_for_the_first_alone() -> None:
    found = of("村组|姓名|金额\n1组|甲|560\n|乙|", ((1, 0, 2, 0), (1, 2, 2, 2)))
    assert cells(found) == [("1组", "甲", "560"), ("1组", "乙", "")]
    assert found.shared == ((1, 2),)


def test_nothing_is_a_table_of_nothing() -> None:
    assert of("") == Tabulation()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(("", "", "甲", "乙：", "1", "2,000.50", "2026", "合计")), min_size=1, max_size=6
        ),
        max_size=8,
    )
)
def test_every_cell_is_kept_in_its_place(grid: list[list[str]]) -> None:
    found = tabulated(grid)
    lines = {line.at: [*filter(None, line.cells)] for line in (*found.above, *found.rows, *found.below)}
    said = {word for label in found.heads for word in label.split("\n")}
    for at, row in enumerate(grid):
        cells = [*filter(None, row)]
        if at in lines:
            assert lines[at] == cells
        elif cells:  # a row of the head, or the same again
            assert set(cells) <= said


def test_a_group_over_the_first_columns_is_the_head_of_those_below() -> None:
    text = "往来明细|||\n债权||债务|\n单位|金额|单位|金额\n合作社|7200|路桥公司|9800"
    found = of(text, ((1, 0, 1, 1), (1, 2, 1, 3)))
    assert found.heads == ("债权\n单位", "债权\n金额", "债务\n单位", "债务\n金额")
    assert cells(found) == [("合作社", "7200", "路桥公司", "9800")]


def test_who_signs_and_when_stands_below_the_rows() -> None:
    found = of("职务|姓名|得票|得票率\n主任|张某某|812|81%\n委员|李某某|790|79%\n选举委员会|||2026年1月18日")
    assert [line.cells for line in found.below] == [("选举委员会", "2026年1月18日")]
    kept = of("事项|地点|人数|日期\n开会|村部|31|2026年1月18日\n巡河|河堤||2026年1月20日")
    assert len(cells(kept)) == 2
