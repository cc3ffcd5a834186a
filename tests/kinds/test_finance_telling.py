"""What a ledger tells of its record, and what it leaves open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sunboard.kinds.finance.telling import told_by_ledger
from sunboard.kinds.finance.vouchers import LedgerRow

ROWS = (
    LedgerRow(summary="鱼塘承包费", income=Decimal(20000)),
    LedgerRow(summary="保洁员工资", expense=Decimal("9000.50")),
)
TOTALS = {"catalog": "CK02", "total_income": "20000.00", "total_expense": "9000.50"}


@pytest.mark.parametrize(
    ("cells", "balances"),
    [
        ([["一、上期结余", "18000"], ["期末余额：28999.50元"]], ("18000.00", "28999.50")),
        ([["", "上年结转", "", "1.8万元"], ["本季度结余", "28999.50"]], ("18000.00", "28999.50")),
        ([["上期结余", "18000"], ["期末余额", "29000"]], None),  # which do not agree with the rows
        ([["上期结余", "18000"]], None),
        ([["上期结余", "18000"], ["期初余额", "17000"], ["期末余额", "28999.50"]], None),
        ([["上期结余说明：见后", "18000"], ["期末余额", "28999.50"]], None),
    ],
)
def test_balances_are_told_where_they_agree_with_the_rows(
    cells: list[list[str]], balances: tuple[str, str] | None
) -> None:
    told = told_by_ledger(ROWS, cells)
    accounts = [{"code": "A", "opening": balances[0], "closing": balances[1]}] if balances else None
    assert told == {**TOTALS, **({"accounts": accounts} if accounts else {})}


def test_those_who_signed_are_told_as_they_stand() -> None:
    cells = [
        ["村主任：何广仁", "", "监委会：吴 月 琴", "制表人:", "许文静"],
        ["会计：罗会兰", "负责人：（签字）"],
    ]
    assert told_by_ledger(ROWS, cells)["signed"] == {
        "head": "何广仁",
        "supervisor": "吴月琴",
        "accountant": "许文静",
    }
