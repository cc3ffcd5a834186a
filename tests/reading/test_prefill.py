"""What a spreadsheet tells of its record before anybody writes one."""

from __future__ import annotations

import io

import openpyxl
import pytest

from sunboard.parts import load_parts
from sunboard.reading.tables.prefill import told_by_file, told_by_table
from sunboard.settings.reference import CatalogRow

KINDS = load_parts().kinds
FINANCE = KINDS["finance"]
ROWS = "日期,凭证号,摘要,收入,支出\n2026-01-06,1,承包费,500,\n2026-02-03,2,电费,,120.50\n"


@pytest.mark.parametrize(
    ("name", "title", "period"),
    [
        ("2026年一季度收支.csv", "", "2026年一季度"),
        ("收支表2026年1-3月.csv", "", "2026年一季度"),
        ("２０２６年3月.csv", "", "2026年3月"),
        ("2026Q1.csv", "", "2026年一季度"),
        ("收支.csv", "柳湾村2026年第一季度财务收支公示表,,2026年3月31日,,\n", "2026年一季度"),
        ("收支.csv", "2026年1月至2026年2月,,,,\n", None),
        ("收支.csv", "（2026年1月—3月）,,,,\n", "2026年一季度"),
        ("收支.csv", "2026年01月至2026年03月,,,,\n", "2026年一季度"),
        ("收支.csv", "2026年1月—3月5日,,,,\n", None),
        ("收支.csv", "2026年1月、2月,,,,\n", None),
        ("收支.csv", "2026年1月,2026年2月,2026年3月,,\n", "2026年一季度"),
        ("收支.csv", "2026年1月,2026年3月,,,\n", None),
        ("收支.csv", "2026年一季度,2026年1月,2026年2月,,\n", "2026年一季度"),
        ("收支.csv", "2026年一季度,2026年4月,,,\n", None),
        ("2026年现金账.csv", "", None),
        ("2026年度.csv", "", "2026年"),
        ("收支.csv", "", None),
    ],
)
def test_the_period_is_told_where_only_one_is_named(name: str, title: str, period: str | None) -> None:
    told = told_by_table(FINANCE, "rows", name, (title + ROWS).encode())
    assert told.get("period") == period
    assert (told["total_income"], told["total_expense"]) == ("500.00", "120.50")


def test_sheets_of_months_are_told_together() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for month, amount in (("1", 500), ("2", 20), ("3", 7)):
        sheet = book.create_sheet(f"{month}月")
        sheet.append(["日期", "凭证号", "摘要", "收入", "支出"])
        sheet.append([f"2026-0{month}-06", month, "承包费", amount, None])
    del book["Sheet"]
    book.save(out)
    told = told_by_table(FINANCE, "rows", "收支.xlsx", out.getvalue())
    assert (told["period"], told["total_income"], told["total_expense"]) == ("2026年一季度", "527.00", "0.00")


@pytest.mark.parametrize("data", [b"", b"\x89PNG\0\0", b"PK\3\4 broken", '"没有收尾'.encode(), b"a,b\n1,2\n"])
def test_nothing_is_told_by_what_cannot_be_read(data: bytes) -> None:
    assert told_by_table(FINANCE, "rows", "收支.xlsx", data) == {}


def test_a_list_tells_its_programme_and_what_it_adds_up_to() -> None:
    title = "柳湾村2026年耕地地力保护补贴公示表\n"
    rows = "姓名,人数,补贴面积（亩）,补贴金额（元）\n赵甲山,,6.2,744\n钱乙水,3,5.4,648\n合计,,11.6,1392\n"
    told = told_by_file(KINDS["subsidy"], "名单.csv", (title + rows).encode(), "zh")
    assert told == {
        "title": "柳湾村2026年耕地地力保护补贴公示表",
        "program": "地力补贴",
        "totals": {"area": "11.60", "amount": "1392.00"},  # how many people, one row does not say
        "rows_file": "名单.csv",
    }
    assert "program" not in told_by_file(KINDS["subsidy"], "名单.csv", f"低保和救灾{rows}".encode(), "zh")


def test_the_first_of_mere_lines_is_their_title() -> None:
    data = "柳湾村2026年一季度财务公示\n\n一、收入\n鱼塘承包款：5000元\n二、支出\n电费：860元\n".encode()
    told = told_by_file(FINANCE, "公示.txt", data, "zh")
    assert (told["title"], told["period"]) == ("柳湾村2026年一季度财务公示", "2026年一季度")


def test_the_title_of_a_table_that_is_shown_whole_tells_its_period() -> None:
    data = "柳湾村2026年一季度水费收缴情况公示,,\n组别,应缴,已缴\n1组,960,960\n".encode()
    assert told_by_file(KINDS["matter"], "水费.csv", data, "zh")["period"] == "2026年一季度"


def test_the_title_of_a_list_tells_its_programme_though_a_row_is_wrong() -> None:
    data = "柳湾村低保公示名单\n姓名,人数,金额\n赵甲山,三四,744\n".encode()
    told = told_by_file(KINDS["subsidy"], "名单.csv", data, "zh")
    assert told == {"title": "柳湾村低保公示名单", "program": "低保", "rows_file": "名单.csv"}


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("柳湾村2025年村干部民主评议结果", "村干部民主评议"),
        ("柳湾村村民代表名册登记", None),
        ("低保和临时救助名单公示", None),
    ],
)
def test_the_row_of_the_catalogue_is_the_one_that_a_title_names(title: str, row: str | None) -> None:
    catalog = {
        "CW10": CatalogRow(
            code="CW10", category="村务", title="村干部及聘用人员民主评议", aliases=("村干部民主评议",)
        ),
        "HM01": CatalogRow(code="HM01", category="惠民", title="最低生活保障", aliases=("低保",)),
        "HM03": CatalogRow(code="HM03", category="惠民", title="临时救助", aliases=("救助",)),
        "HM08": CatalogRow(code="HM08", category="惠民", title="救灾", aliases=("临时救助",)),
    }
    data = f"{title}\n姓名,票数\n赵甲山,3\n".encode()
    assert told_by_file(KINDS["matter"], "a.csv", data, "zh", catalog).get("catalog") == row


def test_the_title_above_text_with_tabs_or_spaces_is_told() -> None:
    for line in ("姓名\t票数\n赵甲山\t3\n", "姓名    票数\n赵甲山   3\n"):
        told = told_by_file(KINDS["matter"], "a.txt", f"柳湾村评议、表决结果\n{line}".encode("utf-16"), "zh")
        assert told == {"title": "柳湾村评议、表决结果", "tables": "a.txt"}


def test_a_register_is_of_the_only_row_of_the_catalogue_for_its_kind() -> None:
    told = told_by_file(KINDS["contract"], "台账.csv", "标的,承包方\n鱼塘,合作社\n".encode(), "zh")
    assert told == {"catalog": "SZ03", "rows_file": "台账.csv"}


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("柳湾村收支情况表（单位：万元）", "柳湾村收支情况表"),
        ("柳湾村 资产台账", "柳湾村资产台账"),
        ("柳湾村资产台账,单位：元", "柳湾村资产台账"),
        ("柳湾村资产台账,填报人张某", None),
        ("附件1：名单", None),
        ("附表一资产台账", None),
        ("2026年3月31日", None),
        ("编制单位：柳湾村", None),
    ],
)
def test_the_title_of_a_record_is_that_of_its_table(above: str, title: str | None) -> None:
    data = f"{above}\n名称,数量\n电脑,2台\n桌子,4张\n".encode()
    assert told_by_file(KINDS["asset"], "a.csv", data, "zh").get("title") == title
    assert told_by_file(KINDS["matter"], "a.csv", data, "zh").get("title") == title


def test_the_title_of_one_group_is_not_that_of_all() -> None:
    def title(*groups: str) -> object:
        text = "".join(f"{group}2026年一季度收支,,,,\n{ROWS},,,,\n" for group in groups)
        return told_by_file(FINANCE, "收支.csv", text.encode(), "zh").get("title")

    assert title("1组") == "1组2026年一季度收支"
    assert title("1组", "2组") is None


def test_the_day_of_a_thing_is_no_period_of_its_register() -> None:
    data = "柳湾村固定资产台账\n名称,购建时间\n村部,2012年9月\n".encode()
    assert "period" not in told_by_file(KINDS["asset"], "台账.csv", data, "zh")
    data = "柳湾村2026年一季度固定资产台账\n名称,购建时间\n村部,2012年9月\n".encode()
    assert told_by_file(KINDS["asset"], "台账.csv", data, "zh")["period"] == "2026年一季度"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("流水账.csv", "2026年一季度收支明细"),
        ("柳湾村2026年一季度收支.csv", None),
        ("2026年收支.csv", "2026年一季度收支明细"),
    ],
)
def test_a_ledger_that_has_no_title_is_called_by_its_period(name: str, title: str | None) -> None:
    catalog = {"CK02": CatalogRow(code="CK02", category="财务", title="收支明细（逐项逐笔）")}
    rows = ROWS + "2026-03-03,3,付水费,,20\n"
    assert told_by_file(FINANCE, name, rows.encode(), "zh", catalog).get("title") == title


@pytest.mark.parametrize("days", [("1月6日", "2月3日"), ("1.6", "2.13")])
def test_what_days_without_a_year_come_to_is_told_without_a_period(days: tuple[str, str]) -> None:
    data = f"日期,摘要,收入,支出\n{days[0]},承包费,500,\n{days[1]},电费,,120.50\n".encode()
    told = told_by_table(FINANCE, "rows", "收支.csv", data)
    assert (told["total_income"], told["total_expense"], told.get("period")) == ("500.00", "120.50", None)
