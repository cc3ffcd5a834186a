"""What clerks do in ledgers that no form asks for is read as it is meant, or nothing is claimed of it."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sunboard.model.period import Period
from tests.reading.test_tables import rows, workbook

QUARTER = Period(2026, "Q", 1)
HEAD = ("日期", "摘要", "收入", "支出")
MONTHS = {
    "2026.1": [HEAD, ("2026-01-13", "收租金", 100, None), ("本年累计", None, 100, 0)],
    "2026.2": [HEAD, ("2026-02-19", "付锁具", None, 30), ("本年累计", None, 100, 30)],
    "2026.3": [HEAD, ("2026-03-02", "付喷绘", None, 70), ("本年累计", None, 100, 100)],
}


@pytest.mark.parametrize("head", ["收款日期", "付款日期", "支付日期", "报账日期", "到账时间", "付款日"])
def test_a_day_has_many_names(head: str) -> None:
    data = workbook((head, *HEAD[1:]), ("2026-01-06", "收租金", 100, None))
    assert rows(data, "a.xlsx")[0] == [{"日期": "2026-01-06", "摘要": "收租金", "收入": "100"}]


def test_sheets_named_by_numbers_are_months_and_the_year_is_added_up_over_them() -> None:
    data = workbook(**{"2025.12": [HEAD, ("2025-12-03", "付挂历", None, 90)], **MONTHS})
    found, _, problems = rows(data, "a.xlsx", period=QUARTER)
    assert [row["日期"] for row in found] == ["2026-01-13", "2026-02-19", "2026-03-02"]
    assert {problem.split()[0] for problem in problems} == {"sum-row-skipped"}
    wrong = {**MONTHS, "2026.3": [*MONTHS["2026.3"][:2], ("本年累计", None, 100, 70)]}
    assert "total-row-differs 2026.3!D3" not in rows(workbook(**wrong), "a.xlsx", period=QUARTER)[2]
    wrong["2026.3"] = [*MONTHS["2026.3"][:2], ("本年累计", None, 100, 60)]
    assert "total-row-differs 2026.3!D3" in rows(workbook(**wrong), "a.xlsx", period=QUARTER)[2]


def test_of_a_later_quarter_nobody_knows_what_the_year_adds_up_to() -> None:
    data = workbook(HEAD, ("2026-04-13", "收租金", 100, None), ("本年累计", None, 900, None))
    assert rows(data, "a.xlsx", period=Period(2026, "Q", 2))[2] == ["sum-row-skipped 一季度!A3"]


def test_an_example_names_no_sheet_of_another_time() -> None:
    head = ("日期", "摘要", "收入", "支出")
    sheets = {name: [head, ("2026-01-13", "收租金", 100, None)] for name in ("2025.12", "甲", "乙")}
    assert rows(workbook(**sheets), "a.xlsx", period=QUARTER)[2] == ["table-sheets-several"]


@pytest.mark.parametrize(("second", "numbers"), [("付", ["收-1", "付-1"]), ("收", ["1", "1"])])
def test_a_number_that_stands_for_two_series_is_told_by_both(second: str, numbers: list[str]) -> None:
    data = workbook(
        ("日期", "凭证字", "凭证号", *HEAD[1:]),
        ("2026-01-08", "收", 1, "收租金", 100, None),
        ("2026-01-26", second, 1, "付电费", None, 30),
    )
    assert [row["凭证号"] for row in rows(data, "a.xlsx", period=QUARTER)[0]] == numbers


def test_a_dash_is_an_empty_cell_and_a_sum_is_said_in_any() -> None:
    data = workbook(
        ("序号", *HEAD),
        (1, "2026-01-07", "收租金", 100, "—"),
        (2, "2026-03-31", "付手续费", "-", 20),
        ("合计", "—", "—", 100, 20),
        ("合计", "2026-03-31", "全部", 100, 20),
    )
    found, _, problems = rows(data, "a.xlsx")
    assert found == [
        {"日期": "2026-01-07", "摘要": "收租金", "收入": "100"},
        {"日期": "2026-03-31", "摘要": "付手续费", "支出": "20"},
    ]
    assert problems == ["sum-row-skipped 一季度!A4", "sum-row-skipped 一季度!A5"]


def test_papers_of_a_voucher_are_counted_in_its_first_line() -> None:
    data = workbook(
        ("日期", "凭证号", *HEAD[1:], "附件张数"),
        ("2026-01-19", "1", "收租金", 100, None, 2),
        (None, None, "收电费", 30, None, None),
        ("合计", None, None, 130, None, None),
        edit=lambda sheet: [sheet.merge_cells(f"{letter}2:{letter}3") for letter in "ABF"],
    )
    found, _, problems = rows(data, "a.xlsx")
    assert [row.get("附件张数") for row in found] == ["2", None]
    assert problems == ["sum-row-skipped 一季度!A4"]


def test_no_sum_is_compared_where_a_row_is_refused() -> None:
    data = workbook(
        HEAD,
        ("2026-01-19", "收租金", 100, None),
        ("2026-01-20", "收电费", None, None),
        ("2026-01-21", "收水费", 5, None),
        ("合计", None, 130, None),
        edit=lambda sheet: sheet.merge_cells("C2:C3"),
    )
    assert rows(data, "a.xlsx")[2] == ["cell-merged-amount 一季度!C2", "sum-row-skipped 一季度!A5"]


def test_a_sum_that_was_never_reckoned_is_not_needed() -> None:
    data = workbook(HEAD, ("2026-01-19", "收租金", 100, None), ("合计", None, "=SUM(C2:C2)", None))
    assert rows(data, "a.xlsx")[2] == ["sum-row-skipped 一季度!A3"]


def test_two_lists_without_a_side_are_asked_for_once() -> None:
    data = workbook(("项目", "金额", "项目", "金额"), ("东塘", 3000, "西渠", 1500))
    assert rows(data, "a.xlsx")[2] == ["side-unknown 一季度!B1"]


def test_the_only_column_of_days_is_the_day() -> None:
    data = workbook(("时点", *HEAD[1:]), ("2026-01-06", "收租金", 100, None), ("合计", None, 100, None))
    assert rows(data, "a.xlsx")[0] == [{"日期": "2026-01-06", "摘要": "收租金", "收入": "100"}]


@pytest.mark.parametrize(("head", "cell", "at"), [("合同到期日", "2026-12-31", 1), ("月份", "1月", 2)])
def test_days_that_are_not_read_make_no_summary(head: str, cell: str, at: int) -> None:
    lines = (cell, "收租金", 100, None), ("合计", None, 100, None)
    assert rows(workbook((head, *HEAD[1:]), *lines), "a.xlsx")[::2] == ([], [f"days-unread 一季度!A{at}"])
    found = rows(workbook((f"#{head}", *HEAD[1:]), *lines), "a.xlsx")[0]
    assert found == [{"摘要": "收租金", "收入": "100"}]


def test_a_table_of_something_else_below_an_empty_row_is_no_part_of_a_ledger() -> None:
    accounts = [("账户", "期初余额", "本期收入", "本期支出", "期末余额"), ("基本户", 2000, 100, 0, 2100)]
    head, entry = ("日期", "凭证号", *HEAD[1:]), ("2026-01-28", "1", "收租金", 100, None)
    total = ("合计", None, None, 100, None)
    data = workbook(head, entry, total, (), *accounts)
    found, _, problems = rows(data, "a.xlsx")
    assert [row["摘要"] for row in found] == ["收租金"]
    assert problems == ["table-beside 一季度!A5", "sum-row-skipped 一季度!A3"]
    data = workbook(head, entry, total, (), *accounts, (), head, ("2026-02-28", "2", "付电费", None, 5))
    assert [row["摘要"] for row in rows(data, "a.xlsx")[0]] == ["收租金", "付电费"]


def test_kinds_of_income_and_expense_have_columns_that_their_sums_prove() -> None:
    def merge(sheet: Worksheet) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:E1", "F1:G1"):
            sheet.merge_cells(cells)

    head = (
        ("日期", "摘要", "收入", None, None, "支出", None),
        (None, None, "发包", "补助", "小计", "管理费", "小计"),
    )
    lines = (
        ("2026-01-08", "收承包费", 100, None, 100, None, None),
        ("2026-02-18", "付电费", *[None] * 3, 60, 60),
    )
    found, _, problems = rows(
        workbook(*head, *lines, ("合计", None, 100, None, 100, 60, 60), edit=merge), "a.xlsx"
    )
    assert found == [
        {"日期": "2026-01-08", "摘要": "收承包费", "科目": "发包", "收入": "100"},
        {"日期": "2026-02-18", "摘要": "付电费", "科目": "管理费", "支出": "60"},
    ]
    assert problems == ["sum-row-skipped 一季度!A5"]
    wrong = ("2026-01-08", "收承包费", 100, 20, 100, None, None)
    assert rows(workbook(*head, wrong, edit=merge), "a.xlsx")[2] == ["table-head-twice 一季度!E2"]
