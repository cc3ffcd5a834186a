"""Words and tables as paper sets them."""

from __future__ import annotations

from typing import Any

import pytest

from sunboard.channels.print.column_widths import column_widths
from sunboard.channels.print.parts import block_parts
from sunboard.channels.print.sheets import figures
from sunboard.channels.print.tables import to_table
from sunboard.channels.print.wording import (
    count_lines_of_words,
    in_chunks,
    in_words,
    longest_word,
    loosen,
    width,
)
from sunboard.model.blocks import Column, TableBlock
from sunboard.model.plain import Values, list_of, map_of, maps_of
from sunboard.model.view import as_plain
from sunboard.typesetting.saying import say_amount
from tests.helpers import views

TITLE = "关于第三、第四、第五村民小组机动地重新发包以及水渠清淤、巷道硬化、路灯维修"
TITLE += "三项工程统一招标结果的情况说明第一期公示稿"


def pieces(table: TableBlock, room: float) -> list[Values]:
    plain = as_plain(table)
    assert isinstance(plain, dict)
    return maps_of(to_table(plain, room), "pieces")


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "柳湾村2026年一季度财务收支公开",
        "A" * 60,
        "Open for comment",
        "甲（乙）、丙",
        *views.HOSTILE.split("%"),
    ],
)
def test_titles_keep_their_words_and_leave_no_character_alone(title: str) -> None:
    words = in_words(title, ("柳湾村",))
    assert "".join(words).replace("\u200b", "") == title
    assert not any(word[0] in "，。、）》" for word in words if len(word) > 1), (
        "no line begins with such a sign"
    )


def test_titles_break_where_a_meaning_ends() -> None:
    assert [word for word in in_words("柳湾村2026年一季度财务收支公开", ("柳湾村",)) if word] == [
        "柳湾村",
        "2026年一季度",
        "财务",
        "收支",
        "公开",
    ]
    assert "最低生活保障" in in_words("最低生活保障申请协助与评议")


def test_words_break_only_where_they_must() -> None:
    assert loosen("2026-03-06 付电费", 8) == "2026-03-06 付电费"
    assert loosen("A" * 30, 8).replace("\u200b", "") == "A" * 30
    assert longest_word(loosen("A" * 30 + "甲乙", 8)) < 1
    assert loosen("https://a.cn/b/c", 4.5).split("\u200b")[-1] == "c"
    assert width("2026年") == pytest.approx(4 * 0.56 + 1 + 0.25)


def test_amounts_and_days_are_said_as_people_write_them() -> None:
    amounts = {"19500.00": "19,500.00", "-2": "-2.00", "1,000": "1,000.00", "无": "无"}
    amounts |= {"19,500.00": "19,500.00", "0.50": "0.50", "00.50": "0.50", "1,0000.00": "1,0000.00"}
    assert {text: say_amount(text) for text in amounts} == amounts
    say = views.theme().say
    assert say.span("2026-04-12", "2026-04-20") == "2026年4月12日至4月20日"
    assert say.span("2025-12-30", "2026-01-05") == "2025年12月30日至2026年1月5日"
    assert "".join(in_chunks("甲。" * 100, 48)) == "甲。" * 100


def test_columns_fill_the_paper_and_amounts_stay_whole() -> None:
    rows = [("01-06", "收" * 60, "1,193,438.15")]
    wide = column_widths(("日期", "摘要", "收入"), rows, (0, 3, 0), 500)
    assert sum(wide) == pytest.approx(500)
    assert wide[2] >= width("1,193,438.15") * 12 + 8
    assert wide[1] == max(wide)


def test_a_table_is_parted_before_a_figure_is_cut() -> None:
    columns = (Column("户主"), *(Column(f"{at}月", align="right") for at in range(1, 13)))
    table = TableBlock("", columns, (("甲户", *("123,456,789.01",) * 12), ("乙户", *("-3.50",) * 12)))
    parted = [maps_of(piece, "rows") for piece in pieces(table, 1105)]
    assert list(map(len, parted)) == [2, 2]
    assert not any("\u200b" in str(row["cells"]) or row["tight"] for rows in parted for row in rows)
    assert len(pieces(table, 1300)) == 1


def test_words_give_way_to_figures() -> None:
    rows = [["Supercalifragilistic", "123,456,789.01", "Antidisestablishment"]]
    wide = column_widths(("甲", "乙", "丙"), rows, (0, 0, 0), 260)
    assert sum(wide) == pytest.approx(260)
    assert wide[1] >= width("123,456,789.01") * 12 + 8


def test_too_many_columns_become_several_tables() -> None:
    columns, cells = tuple(Column(str(at)) for at in range(30)), tuple(f"c{at}" for at in range(30))
    found: list[Any] = [
        maps_of(piece, "rows")[0]["cells"] for piece in pieces(TableBlock("", columns, (cells,)), 500)
    ]
    assert {cell for row in found for cell in row} == set(cells)
    assert all(row[0] == "c0" for row in found)


def test_a_short_table_stacks_its_words_rather_than_to_stand_in_pieces() -> None:
    amounts = (Column(name, align="right", money=True) for name in ("期初", "增加", "减少", "期末"))
    columns = (Column("对方"), Column("类别"), Column("事由"), *amounts, Column("时间"))
    row = ("云溪恒顺五金制品有限公司", "应收", "2023年装修垫付款", *("124,500.00",) * 4, "2023年7月")
    [piece] = pieces(TableBlock("债权债务", columns, (row,) * 3), 510)
    assert len(list_of(piece, "widths")) == 6, "class and time stand below the reason"
    assert "应收" in str(maps_of(piece, "rows")[0])
    [long] = pieces(TableBlock("债权债务", columns, (row,) * 13), 510)
    assert len(list_of(long, "widths")) == 8, "a long one turns the sheet"


def test_words_stand_below_others_where_the_rows_are_no_higher_for_it() -> None:
    columns = (Column("日期"), Column("凭证号"), Column("摘要", weight=5), Column("账户", weight=3))
    columns += (Column("金额", align="right", money=True),)

    def wide(what: str) -> int:
        row = ("2026年1月13日", "01-006", what, "征地补偿费专户 → 基本户", "10,024,000.00")
        [piece] = pieces(TableBlock("内部划转", columns, (row,)), 510)
        return len(list_of(piece, "widths"))

    assert wide("征地补偿费留归集体部分从专户转入基本户，凭镇政府通知") == 3
    assert wide("提现") == 5


def test_only_nothing_has_no_bar() -> None:
    shown = figures([{"label": "", "amount": amount} for amount in ("0.00", "0.01", "1000000.00")])
    assert [figure["share"] for figure in shown if isinstance(figure, dict)] == [0, 1, 1000]


def test_words_that_stay_whole_are_counted_where_they_stand() -> None:
    told = ["公益支出/设施维修", "·", "陈守田", "·", "何广仁"]
    assert count_lines_of_words(told, 30.0, 12.0) == 1
    assert count_lines_of_words(told, 14.0, 0.0) == 2
    assert count_lines_of_words(["一二三四五", "六七八九", "十"], 8.0, 0.0) == 2
    assert count_lines_of_words(["一二三四五", "六七八九", "一二三四五", "十"], 8.0, 5.0) == 3
    assert count_lines_of_words(["路" * 25], 8.0, 8.0) == 4


def ledger(what: str, people: str) -> Values:
    """Return the one piece of a ledger of one row."""
    columns = (
        Column("日期"),
        Column("凭证号"),
        Column("摘要", weight=3),
        *(Column(name, align="right", money=True) for name in ("收入", "支出", "结余")),
        Column("经手人"),
        Column("审批人"),
    )
    row = ("04-01", "04-001", what, "", "40495072.88", "275062963.00", people, people)
    [piece] = pieces(TableBlock("", columns, (row,), ledger=True), 510)
    return piece


def test_long_words_of_a_ledger_run_across_the_row_below_its_amounts() -> None:
    what = "收门面房租金（4月份沿河大道北侧易地搬迁安置区第16号门面房及附属设施租赁合同约定款项）"
    [row] = maps_of(ledger(what, "古丽巴哈尔·买买提依明"), "rows")
    across = maps_of(row, "across")
    assert (
        str(list_of(row, "cells")[1]) + "".join(str(word["text"]) for word in across if not word["quiet"])
        == what
    )
    assert [word["text"] for word in across if word["quiet"]] == [
        "04-001 ·",
        "古丽巴哈尔·买买提依明 ·",
        "古丽巴哈尔·买买提依明",
    ]
    assert float(str(row["high"])) <= 3 * 15 + 5, "three lines of 12 pt, not eight"


def test_short_words_of_a_ledger_stay_below_their_summary() -> None:
    piece = ledger("付村部电费", "陈守田")
    assert not any(row["across"] for row in (*maps_of(piece, "rows"), map_of(piece, "heads")))


@pytest.mark.parametrize(("rows", "words", "kind"), [(24, 3, "table"), (40, 3, "roll"), (40, 40, "table")])
def test_a_long_list_of_short_rows_stands_in_columns_of_the_same_type(
    rows: int, words: int, kind: str
) -> None:
    columns = (Column("姓名"), Column("组别"), Column("金额", align="right", money=True))
    table = TableBlock("名单", columns, (("甲" * words, "一组", "100.00"),) * rows)
    plain = as_plain(table)
    assert isinstance(plain, dict)
    (made,) = block_parts([plain], 510, views.theme())
    assert isinstance(made, dict)
    assert (made["type"], made["size"]) == (kind, "12")
