"""A column that nobody filled tells something: what stands in it is asked for, of every row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sunboard.checks.agreements import contract_undecided, rent_overdue
from sunboard.checks.balances import money_account_unknown
from sunboard.checks.signing import payment_unsigned
from sunboard.checks.undecided import decisions_not_cited, payment_undecided
from sunboard.contracts import AnyRecord, Check
from tests.checks.village_scene import around_of
from tests.reading.test_enclosed_tables import read

REGISTER = "所属期间: 2026年一季度\n合同台账: 台账.csv"
ROW = "HT-3,老粮站,尚老四,2025-01-01,2029-12-31,12000"
LEDGER = """所属期间: 2026年一季度
资金账户: [{代号: B, 名称: 基本户, 期初: 90000, 期末: 19000}]
明细: 一季度.csv"""
PAID = "2026-03-{day},03-{day},{what},513,,{amount}"


def told(check: Check, kind: str, record: str, table: str) -> list[str]:
    """Return the values that a check finds in a record with a table beside it."""
    name = record.rpartition(" ")[2]
    read_record = read(record, {name: table.encode()}, kind)[0].checked
    assert read_record is not None
    return [finding.value for finding in check.find(read_record, around_of((read_record,)))]


@pytest.mark.parametrize(
    ("check", "head", "cells", "values"),
    [
        (contract_undecided, "决议号", "", ["12,000.00"]),
        (contract_undecided, "决议号", "JY-2025-01", []),
        (contract_undecided, "备注", "", []),
        (rent_overdue, "应收,已收", "12000,", ["0.00"]),
        (rent_overdue, "应收,已收", "12000,12000", []),
        (rent_overdue, "应收,备注", "12000,", []),
        (rent_overdue, "应收,已收,交款时间", "12000,0,2026年1月", ["0.00"]),
        (rent_overdue, "应收,已收,交款时间", "12000,0,2026年3月", []),
        (rent_overdue, "应收,已收,交款时间", "12000,0,每年秋后", []),
    ],
)
def test_a_register_has_a_blank_column(check: Check, head: str, cells: str, values: list[str]) -> None:
    table = f"合同编号,标的,承租人,起始日期,到期日期,年租金,{head}\n{ROW},{cells}\n"
    assert told(check, "contract", REGISTER, table) == values


@pytest.mark.parametrize(
    ("amounts", "asked"),
    [
        (("21500", "28400.50", "9600"), ["28,400.50"]),
        (("9600", "7200"), ["9,600.00"]),
        (("4900",), []),
    ],
)
def test_a_ledger_without_a_column_for_decisions_is_asked_once(
    amounts: tuple[str, ...], asked: list[str]
) -> None:
    rows = [PAID.format(day=10 + at, what="付水渠维修款", amount=one) for at, one in enumerate(amounts)]
    table = "\n".join(("日期,凭证号,摘要,科目,收入,支出", *rows, ""))
    assert told(payment_undecided, "finance", LEDGER, table) == []
    assert told(decisions_not_cited, "finance", LEDGER, table) == asked


def test_a_ledger_without_a_column_for_accounts_is_told_once() -> None:
    ledger = LEDGER.replace("资金账户: [", "资金账户: [{代号: C, 名称: 现金, 期初: 0, 期末: 0}, ")
    rows = [PAID.format(day=day, what="付水渠维修款", amount=900) for day in (10, 11, 12)]
    table = "\n".join(("日期,凭证号,摘要,科目,收入,支出", *rows, ""))
    assert len(told(money_account_unknown, "finance", ledger, table)) == 1
    blank = "\n".join(("日期,凭证号,摘要,科目,收入,支出,账户", *(f"{row}," for row in rows), ""))
    assert len(told(money_account_unknown, "finance", ledger, blank)) == 3


@pytest.mark.parametrize(
    ("head", "before", "told"),
    [
        ("审批人", "何广仁", ["all"]),
        ("审批人", "", []),  # nobody is named there either
        ("备注", "何广仁", []),  # no such column
    ],
)
def test_a_column_for_who_approved_is_blank_where_another_ledger_fills_it(
    head: str, before: str, told: list[str]
) -> None:
    def ledger(period: str, day: str, column: str, name: str) -> AnyRecord:
        rows = [f"{day},{day[-2:]}-{at},付水渠维修款,513,,{900 + at},{name}" for at in (1, 2)]
        table = "\n".join((f"日期,凭证号,摘要,科目,收入,支出,{column}", *rows, ""))
        text = LEDGER.replace("2026年一季度", period) + "\n账套: 集体"
        record = read(text, {"一季度.csv": table.encode()}, "finance")[0].checked
        assert record is not None
        return replace(record, source=f"{period}.md")

    own = ledger("2026年一季度", "2026-03-10", head, "")
    earlier = ledger("2025年四季度", "2025-11-10", "审批人", before)
    found = payment_unsigned.find(own, around_of((earlier, own)))
    assert [dict(finding.details)["what"] for finding in found] == told


def test_whoever_does_not_sign_is_asked_for_in_the_blank_cell() -> None:
    head = "日期,凭证号,摘要,科目,收入,支出,经手人,审批人"
    rows = [PAID.format(day=10 + at, what="付水渠维修款", amount=900 + at) for at in (0, 1)]
    table = "\n".join((head, f"{rows[0]},陈守田,何广仁", f"{rows[1]},陈守田,", ""))
    record = read(f"{LEDGER}\n账套: 集体", {"一季度.csv": table.encode()}, "finance")[0].checked
    assert record is not None
    assert [one.place.cell for one in payment_unsigned.find(record, around_of((record,)))] == ["H3"]
