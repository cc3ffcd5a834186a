"""What a ledger tells of its record, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sunboard.kinds.finance.telling import told_by_ledger
from sunboard.kinds.finance.vouchers import LedgerRow

ROWS = (
    LedgerRow(summary="鱼塘承包费", income=Decimal(20000)),
    LedgerRow(summary="保洁员工资", expense=Decimal("9000.50")),
)
ALL = {"code": "A", "name": "全部资金"}
TOLD = {"catalog": "CK02", "total_income": "20000.00", "total_expense": "9000.50", "accounts": [ALL]}


@pytest.mark.parametrize(
    ("cells", "balances"),
    [
        ([["一、上期结余", "18000"], ["期末余额：28999.50元"]], ("18000.00", "28999.50")),
        ([["", "上年结转", "", "1.8万元"], ["本季度结余", "28999.50"]], ("18000.00", "28999.50")),
        ([["上期结余", "18000"], ["期末余额", "29000"]], None),  # which do not agree with the rows
        ([["上期结余", "18000"]], None),
        (
            [["上年结转", "", "18000"], ["本月合计", "20000", "9000.50", "28,999.50"]],
            ("18000.00", "28999.50"),
        ),
        ([["上期结余", "18000"], ["期初余额", "17000"], ["期末余额", "28999.50"]], None),
        ([["上期结余说明：见后", "18000"], ["期末余额", "28999.50"]], None),
    ],
)
def test_balances_are_told_where_they_agree_with_the_rows(
    cells: list[list[str]], balances: tuple[str, str] | None
) -> None:
    told = {"opening": balances[0], "closing": balances[1]} if balances else {}
    assert told_by_ledger(ROWS, cells) == {**TOLD, "accounts": [{**ALL, **told}]}


@pytest.mark.parametrize(
    ("left", "rows", "told"),
    [
        ("3250", (), {"total_income": "0.00", "total_expense": "0.00"}),
        ("3200", (), {}),
        ("3250", None, {}),  # they cannot be read
    ],
)
def test_of_a_ledger_without_entries_noughts_are_told_where_the_balance_is_still_there(
    left: str, rows: tuple[LedgerRow, ...] | None, told: dict[str, str]
) -> None:
    cells = [["摘要", "收入", "支出", "结余"], ["上季结余", "", "", "3250"], ["合计", "0", "0", left]]
    account = {**ALL, "opening": "3250.00", "closing": "3250.00"}
    whole = {"catalog": "CK02", **told, "accounts": [account]} if told else {}
    assert told_by_ledger(rows, cells) == whole


@pytest.mark.parametrize(
    ("last", "told"), [("29000.50", {"opening": "18001.00", "closing": "29000.50"}), ("29000", {})]
)
def test_balances_behind_every_row_are_told_where_each_follows_from_the_one_above(
    last: str, told: dict[str, str]
) -> None:
    rows = [replace(row, balance=Decimal(left)) for row, left in zip(ROWS, ("38001", last), strict=True)]
    assert told_by_ledger(rows, [])["accounts"] == [{**ALL, **told}]


@pytest.mark.parametrize(
    ("days", "period"),
    [
        (("2026-01-06", "2026-03-10"), "2026-Q1"),
        (("2026-02-06", "2026-02-10"), "2026-02"),
        (("2026-01-06", "2026-06-30"), "2026-H1"),
        (("2026-01-06", "2026-12-30"), "2026"),
        (("2026-02-06", "2026-04-10"), None),
        (("2026-01-06", "2026-02-10"), None),
        (("2025-12-06", "2026-02-10"), None),
    ],
)
def test_the_period_is_told_where_its_first_and_last_month_have_days(
    days: tuple[str, str], period: str | None
) -> None:
    rows = [replace(row, date=date.fromisoformat(day)) for row, day in zip(ROWS, days, strict=True)]
    assert told_by_ledger(rows, []).get("period") == period
    assert "period" not in told_by_ledger([*rows, ROWS[0]], [])


def test_accounts_are_those_that_rows_name() -> None:
    rows = [replace(row, money_account=name) for row, name in zip(ROWS, ("银行存款", "现金"), strict=True)]
    assert told_by_ledger(rows, [])["accounts"] == [
        {"code": "银行存款", "name": "银行存款"},
        {"code": "现金", "name": "现金"},
    ]
    assert told_by_ledger(ROWS, [["2026年现金日记账"]])["accounts"] == [{"code": "A"}]


@pytest.mark.parametrize(
    ("cell", "account_set"),
    [
        ("编制单位：柳湾村股份经济合作社", "集体经济组织"),
        ("单位:柳湾村村民委员会", "村民委员会"),
        ("柳湾村村民委员会", None),
        ("单位：元", None),
    ],
)
def test_whose_accounts_they_are_is_told_where_a_label_says_it(cell: str, account_set: str | None) -> None:
    assert told_by_ledger(ROWS, [[cell]]).get("account_set") == account_set


def test_those_who_signed_are_told_as_they_stand() -> None:
    cells = [
        ["村主任：何广仁", "", "监委会：吴 月 琴", "制表人:", "许文静"],
        ["会计：罗会兰", "负责人：（签字）"],
    ]
    told = told_by_ledger(ROWS, cells)
    assert told["signed"] == {"head": "何广仁", "supervisor": "吴月琴", "accountant": "罗会兰"}
    assert told["owner"] == "许文静"
    assert {"reviewer", "approver"}.isdisjoint(told), "nobody is asked for twice"
    assert told_by_ledger(ROWS, [["制表：许文静"]])["signed"] == {"accountant": "许文静"}


def test_of_each_account_the_balances_beside_its_entries_tell_what_was_there() -> None:
    bank, cash, moved = "银行", "现金", "银行>现金"
    ledger = [
        LedgerRow(summary="承包费", income=Decimal(8000), balance=Decimal(38000), money_account=bank),
        LedgerRow(summary="提现", amount=Decimal(2000), money_account=moved),
        LedgerRow(summary="会场", expense=Decimal(760), balance=Decimal(1740), money_account=cash),
    ]
    accounts = [
        {"code": bank, "name": bank, "opening": "30000.00", "closing": "36000.00"},
        {"code": cash, "name": cash, "opening": "500.00", "closing": "1740.00"},
    ]
    assert told_by_ledger(ledger, [])["accounts"] == accounts
    other = replace(ledger[2], expense=Decimal(40), balance=Decimal(1600))
    told = told_by_ledger([*ledger, other], [])["accounts"]
    assert told == [accounts[0], {"code": cash, "name": cash}]  # 1740 and 40 less are not 1600
    days = (date(2026, 1, 6), date(2026, 1, 7), date(2026, 1, 8))
    dated = [replace(row, date=day) for row, day in zip(ledger, days, strict=True)]
    assert told_by_ledger([dated[2], *dated[:2]], [])["accounts"] == accounts[::-1]  # book by book
    drawn = [replace(dated[2], date=days[1]), *dated[:2]]  # on one day, nobody says in which order
    assert told_by_ledger(drawn, [])["accounts"] == [{"code": cash, "name": cash}, accounts[0]]


def test_of_a_side_that_a_ledger_has_no_room_for_nothing_is_told() -> None:
    spent = ROWS[1:]
    told = told_by_ledger(spent, [["3月支出公示"], ["日期", "用途", "金额", "收款人"]])
    assert ("total_income" in told, told["total_expense"]) == (False, "9000.50")
    told = told_by_ledger(spent, [["日期", "摘要", "收入", "支出"]])
    assert (told["total_income"], told["total_expense"]) == ("0.00", "9000.50")


def test_a_column_that_runs_along_with_the_entries_tells_what_was_there() -> None:
    entries = [
        LedgerRow(summary="摊位费", income=Decimal(2300)),
        LedgerRow(summary="灯笼", expense=Decimal(620)),
        LedgerRow(summary="水车", income=Decimal(2000)),
    ]
    lines = [
        ["2.2", "摊位费", "2300", "3000"],
        ["2.9", "灯笼", "620", "2380"],
        ["2.25", "水车", "2000", "4380"],
    ]
    told = {**ALL, "opening": "700.00", "closing": "4380.00"}
    assert told_by_ledger(entries, [["时间", "内容", "收", "余"], *lines])["accounts"] == [told]
    assert told_by_ledger(entries[::-1], lines[::-1])["accounts"] == [told]
    assert told_by_ledger(entries, [*lines[:2], ["2.25", "水车", "2000", "4000"]])["accounts"] == [ALL]
    assert told_by_ledger(entries[:2], lines[:2])["accounts"] == [ALL]
