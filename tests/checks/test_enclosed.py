"""What goes with a record is searched with it, and what is found is told where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sunboard.checks.balance_sheets import balance_sheet_wrong
from sunboard.checks.debts import debt_old
from sunboard.checks.income_statements import result_wrong
from sunboard.checks.offers import bidders_few
from sunboard.checks.privacy import bank_card, id_number, private_phone
from sunboard.contracts import Enclosed
from tests.checks.village_scene import VILLAGE, Scene, Snippet, around_of, stage
from tests.reading.test_enclosed_tables import BIDS, WORKS, read


def test_attachments_are_searched() -> None:
    record = stage(Scene("", (Snippet({"kind": "matter"}, "", frozenset()),))).readings[0].record
    assert record is not None
    data = "证件 629901199003078517\n卡 6222029901122334451\n电话 13900139000\n".encode()
    record = replace(record, enclosed=(Enclosed(f"{VILLAGE}/matters/a.txt", "名单", data, "", len(data)),))
    around = around_of((record,))
    assert [
        [(finding.place.line, finding.value) for finding in check.find(record, around)]
        for check in (id_number, bank_card, private_phone)
    ] == [[(1, "62*************517")], [(2, "62**************451")], [(3, "139****9000")]]


def test_offers_in_a_table_beside_the_works_are_told_in_it() -> None:
    record = read(WORKS, {"报价.csv": BIDS.encode()}, "project")[0].checked
    assert record is not None
    places = [finding.place for finding in bidders_few.find(record, around_of((record,)))]
    assert [(place.path.rpartition("/")[2], place.line, place.cell) for place in places] == [
        ("报价.csv", 2, "B2")
    ]


LEDGER = """所属期间: 2026年一季度
资金账户:
  - {代号: C, 名称: 库存现金, 期初: 0, 期末: 50}
  - {代号: B, 名称: 基本户, 期初: 900, 期末: 1150}
资产负债表: 表.csv"""


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("库存现金,0,50,应付款,0,200\n银行存款,900,1150,资本,900,1000", []),
        ("库存现金,0,50,应付款,0,200\n银行存款,900,1510,资本,900,1360", ["1,560.00"]),
        ("一、货币资金,900,1250,应付款,0,200\n其中：库存现金,0,50,资本,900,1050", ["1,250.00"]),
        ("货币资金,0.09,0.15,应付款,0,0.05\n长期投资,0,0,资本,0.09,0.1", []),  # in another unit
        ("货币资金,800,900,应付款,0,200\n长期投资,0,0,资本,800,700", []),  # of another period
    ],
)
def test_the_money_of_a_balance_sheet_beside_the_accounts_is_theirs(rows: str, told: list[str]) -> None:
    sheet = f"资产,年初数,期末数,负债和所有者权益,年初数,期末数\n{rows}\n"
    record = read(LEDGER, {"表.csv": sheet.encode()}, "finance")[0].checked
    assert record is not None
    assert [finding.value for finding in balance_sheet_wrong.find(record, around_of((record,)))] == told


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("项目,行次,本期,上期\n经营收入,1,500,400\n管理费用,2,200,200\n收益总额,3,300,200", []),
        ("项目,行次,本期,上期\n经营收入,1,500,400\n管理费用,2,200,200\n收益总额,3,310,200", ["310.00"]),
        ("项目,金额,项目,金额\n经营收入,500,管理费用,200\n收入合计,500,本期收益,330", ["330.00"]),
        ("项目,金额\n本年收益,300\n年初未分配收益,50\n分红,100\n年末未分配收益,270", ["270.00"]),
        ("项目,金额,增减率\n经营收入,500,10%\n管理费用,200,5%\n本年收益,300,20%", []),
        ("项目,金额\n上期结余,100\n收入合计,500\n支出合计,300\n本期结余,300", []),  # money in hand
        ("项目,收入,支出,收益\n鱼塘,500,200,300\n合计,500,200,300", []),
    ],
)
def test_a_statement_that_goes_with_accounts_is_followed_to_its_result(sheet: str, told: list[str]) -> None:
    ledger = LEDGER.replace("资产负债表: 表.csv", "表格: [表.csv]")
    record = read(ledger, {"表.csv": f"{sheet}\n".encode()}, "finance")[0].checked
    assert record is not None
    assert [finding.value for finding in result_wrong.find(record, around_of((record,)))] == told


@pytest.mark.parametrize(
    ("field", "head", "told"),
    [
        ("债权债务", "对方,类别,事由,现在多少", ["期末"]),
        ("债权债务", "对方,类别,事由,期末余额", []),
        ("资产负债表", "资产,年初数,期末数,负债和所有者权益,年初数,期末数", []),
        ("收益表", "项目,行次,本期数,累计数", []),
    ],
)
def test_a_table_beside_a_record_whose_rows_nobody_looks_at_is_told(
    field: str, head: str, told: list[str]
) -> None:
    written = f"所属期间: 2026年一季度\n{field}: 表.csv"
    sheet = f"{head}\n县电力公司,应付,一月电费,200.00\n"
    problems = read(written, {"表.csv": sheet.encode()}, "finance")[0].problems
    assert [one.value for one in problems if one.fault.code == "table-unchecked"] == told


def test_an_old_debt_is_told_by_who_owes_it_not_by_its_sort() -> None:
    rows = "类别,单位或个人,金额,发生时间\n债权,丰禾公司,500,2024-03\n债务,张记五金,1200,2024-11\n"
    record = read("所属期间: 2026年一季度\n债权债务: 表.csv", {"表.csv": rows.encode()}, "finance")[0].checked
    assert record is not None
    found = [finding.details for finding in debt_old.find(record, around_of((record,)))]
    assert [(told["party"], told["kind"]) for told in found] == [("丰禾公司", "债权"), ("张记五金", "债务")]
