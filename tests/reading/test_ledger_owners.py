"""The money of several groups of a village is told apart; that of several villages is asked to be parted."""

from __future__ import annotations

import pytest

from tests.reading.test_ledger_habits import HEAD, QUARTER, money
from tests.reading.test_tables import rows, workbook

RENT, POWER = ("2026-01-06", "收租金", 100, None), ("2026-01-07", "付电费", None, 30)


@pytest.mark.parametrize(
    "lines",
    [
        [("1组收支",), HEAD, RENT, (), ("2组收支",), HEAD, POWER],
        [("一、第1组账",), HEAD, RENT, ("二、第2组账",), HEAD, POWER],
        [("各组收支",), HEAD, ("1组",), RENT, ("2组",), POWER],
        [("1组", None, None, None, "2组"), (*HEAD, *HEAD), (*RENT, *POWER)],
    ],
)
def test_entries_begin_with_the_group_whose_title_stands_above_them(lines: list[tuple[object, ...]]) -> None:
    found = rows(workbook(*lines), "a.xlsx", period=QUARTER)[0]
    first, second = (row["摘要"].split("：") for row in found)
    assert (first[1:], second[1:]) == (["收租金"], ["付电费"])
    assert first[0].strip("第") == "1组"
    assert second[0].strip("第") == "2组"


def test_what_the_village_itself_has_stands_without_a_group_beside_those_of_groups() -> None:
    lines = [("村本级收支",), HEAD, RENT, (), ("2组收支",), HEAD, POWER]
    found = rows(workbook(*lines), "a.xlsx", period=QUARTER)[0]
    assert money(found) == [("收租金", "100", ""), ("2组：付电费", "", "30")]


def test_natural_villages_are_groups_of_their_village() -> None:
    lines = [("赵家自然村收支",), HEAD, RENT, (), ("李家自然村收支",), HEAD, POWER]
    found = rows(workbook(*lines), "a.xlsx", period=QUARTER)[0]
    assert money(found) == [("赵家自然村：收租金", "100", ""), ("李家自然村：付电费", "", "30")]


def test_each_group_counts_its_vouchers_anew() -> None:
    head = ("凭证号", *HEAD)
    lines = [("1组收支",), head, ("01", *RENT), (), ("2组收支",), head, ("01", *POWER)]
    found = rows(workbook(*lines), "a.xlsx", period=QUARTER)[0]
    assert [row["凭证号"] for row in found] == ["1组-01", "2组-01"]


@pytest.mark.parametrize(
    ("lines", "cell"),
    [
        ([("南湖村收支公示",), HEAD, RENT, (), ("北坡村收支公示",), HEAD, POWER], "A5"),
        ([("村级财务公开",), HEAD, ("南湖村",), RENT, ("北坡村",), POWER], "A5"),
        ([("南湖村", None, None, None, "北坡村"), (*HEAD, *HEAD), (*RENT, *POWER)], "E1"),
        ([("村名", *HEAD), ("南湖村", *RENT), ("北坡村", *POWER)], "A3"),
    ],
)
def test_the_accounts_of_another_village_are_to_be_parted(lines: list[tuple[object, ...]], cell: str) -> None:
    assert rows(workbook(*lines), "a.xlsx", period=QUARTER)[2] == [f"ledger-of-several 一季度!{cell}"]


@pytest.mark.parametrize(
    "lines",
    [
        [("和平镇南湖村",), HEAD, ("南湖村",), RENT, POWER],
        [("原南湖村收支",), HEAD, RENT, (), ("原北坡村收支",), HEAD, POWER],
        [("城乡社区支出和收入",), HEAD, RENT, ("各村",), POWER],
        [("美丽乡村建设收支",), HEAD, RENT, (), ("南湖村收支",), HEAD, POWER],
        [("和平镇村账",), HEAD, RENT, POWER, ("石桥村调解款已退",)],
        [("收款单位", *HEAD), ("南湖村", *RENT), ("北坡村", *POWER)],
    ],
)
def test_what_only_speaks_of_villages_is_read(lines: list[tuple[object, ...]]) -> None:
    found, _, problems = rows(workbook(*lines), "a.xlsx", period=QUARTER)
    assert len(found) == 2
    assert not [one for one in problems if one.startswith("ledger-of-several")]


def test_a_column_may_say_of_each_entry_whose_it_is() -> None:
    lines = [("组别", *HEAD), ("1组", *RENT), ("村部", *POWER), ("2组", "2026-01-08", "2组清渠", None, 5)]
    found, _, problems = rows(workbook(*lines), "a.xlsx", period=QUARTER)
    assert [row["摘要"] for row in found] == ["1组：收租金", "付电费", "2组清渠"]
    assert not problems


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("1", "2", "1", "2"), ["1组-1", "1组-2", "2组-1", "2组-2"]),
        (("1", "2", "3", "4"), ["1", "2", "3", "4"]),
        (("1", "2", "2", "3"), ["1", "2", "2", "3"]),
    ],
)
def test_groups_of_a_column_count_their_vouchers_anew_where_two_begin(
    numbers: tuple[str, ...], said: list[str]
) -> None:
    groups = ("1组", "1组", "2组", "2组")
    lines = [("组别", "凭证号", *HEAD), *((g, n, *POWER) for g, n in zip(groups, numbers, strict=True))]
    found = rows(workbook(*lines), "a.xlsx", period=QUARTER)[0]
    assert [row["凭证号"] for row in found] == said


def test_a_group_stands_once_before_both_sides() -> None:
    head = ("组别", "收入项目", "收入金额", "支出项目", "支出金额")
    data = workbook(head, ("1组", "塘租", 50, "电费", 5), ("2组", None, None, "清渠", 7))
    found, _, _ = rows(data, "a.xlsx")
    assert [row["摘要"] for row in found] == ["1组：塘租", "1组：电费", "2组：清渠"]


def test_columns_of_several_villages_are_asked_to_be_parted() -> None:
    head = [("项目", "南湖村", None, "北坡村", None), (None, "收入", "支出", "收入", "支出")]
    data = workbook(
        *head, ("租金", 50, None, 60, None), edit=lambda one: [*map(one.merge_cells, ("B1:C1", "D1:E1"))]
    )
    assert rows(data, "a.xlsx", period=QUARTER)[2] == ["ledger-of-several 一季度!D1"]


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (("1组", None, "2组", None), "1组 1组 2组 2组"),
        (("1组", None, "村级", None), "1组 1组 - -"),
        (("1组", "2组", "2组", None), "1组 2组 2组 2组"),  # as who follows the note writes
        (("1组", None, "2组", "1组"), "1组 - 2组 1组"),
        (("1组", "1组", "2组", None, "2组", "2组"), "1组 1组 2组 - 2组 2组"),
        ((None, "1组", None, "2组"), "- 1组 - 2组"),
        (("1组", None, None), "1组 - -"),
    ],
)
def test_a_group_that_stands_once_above_its_entries_is_that_of_all(
    groups: tuple[str | None, ...], said: str
) -> None:
    paid = ((group, f"2026-01-{6 + at:02}", "付电费", None, 30 + at) for at, group in enumerate(groups))
    lines = [("组别", *HEAD), *paid]
    found, _, told = rows(workbook(*lines), "a.xlsx", period=QUARTER)
    assert [row["摘要"].rpartition("：")[0] or "-" for row in found] == said.split()
    carried = next((at for at, group in enumerate(groups) if not group and said.split()[at] != "-"), None)
    assert told == ([] if carried is None else [f"group-carried-down 一季度!A{carried + 2}"])


def test_groups_behind_the_entries_are_carried_down_to_none() -> None:
    lines = [(*HEAD, "组别"), (*RENT, "1组"), POWER, ("2026-01-08", "付水费", None, 20, "2组")]
    found = rows(workbook(*lines), "a.xlsx", period=QUARTER)[0]
    assert [row["摘要"] for row in found] == ["1组：收租金", "付电费", "2组：付水费"]
