"""The first quarter of Liuwan.

Every voucher in one table or in three, and figures that add up.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sunboard.contracts import Telling
from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.declarations import names_of
from sunboard.fields.groups import read_part
from sunboard.kinds.finance import KIND, Finance, LedgerRow
from sunboard.model.blocks import Bar, BarsBlock, TableBlock
from sunboard.model.node import Entry, Fields
from sunboard.model.plain import Plain, Values, maps_of
from sunboard.model.problem import Log
from sunboard.reading.tables.table import read_table
from tests.helpers.kinds import FRAME, given, plain, read, telling, whole, words

CSV = Path(__file__).with_name("2026q1.csv")
HEAD = """
标题: 2026年一季度收支明细
目录编码: CK02
所属期间: 2026年一季度
账套: 集体经济组织
资金账户:
  - {代号: C, 名称: 库存现金, 期初: 3260.50, 期末: 2954.50}
  - {代号: B, 名称: 基本户, 期初: "486,215.36", 期末: 599926.71, 户名: 柳湾村集体经济组织}
  - {代号: Z, 名称: 土地补偿费专户, 期初: 12万, 期末: 120000}
收入合计: 193438.15
支出合计: 80032.80
大白话: 年初账上有60万9475元8角6分。
签署: {负责人: 何广仁, 监委会主任: 吴月琴, 会计: 罗会兰, 日期: 2026-04-10}
资产负债表:
  - {科目: 101, 名称: 库存现金, 期初: 3260.50, 期末: 2954.50}
  - {科目: 102, 名称: 银行存款, 期初: 606215.36, 期末: 719926.71}
  - {科目: 211, 名称: 应付款, 期初: 38000, 期末: 23000}
收益表: [{项目: 经营收入, 金额: 63445.69}, {项目: 本期收益, 金额: 65055.35}]
债权债务: [{对方: 某农户, 类别: 应收, 事由: 欠承包费, 期初: 5000, 减少: 5000, 期末: 0, 发生时间: 2024年}]
预算: [{项目: 办公费, 收支: 支出, 预算数: 3000, 执行数: 806}]
"""


def quarter() -> Finance:
    log = Log()
    rows = read_table(CSV.read_bytes(), "柳湾/财务/2026q1.csv", LedgerRow, log)
    fields = parse_yaml(HEAD, "柳湾/财务/2026q1.md", log)
    assert rows is not None
    assert fields is not None
    found = read_part(Finance, Fields((*fields.entries, Entry("明细", rows, rows.place)), fields.place), log)
    assert not [problem.fault.code for problem in log.problems]
    assert found is not None
    return found


def table(values: Values, title: str) -> TableBlock:
    return next(
        block
        for block in KIND.describe(values, telling()).blocks
        if isinstance(block, TableBlock) and block.title == title
    )


def test_all_vouchers_stand_in_one_table() -> None:
    finance = quarter()
    assert (len(finance.rows), len(finance.entries)) == (28, 25)
    assert [(move.way, str(move.amount)) for move in finance.moves] == [
        (("C", "B"), "4680.00"),
        (("B", "C"), "500.00"),
    ]
    assert [booking.voucher_no for booking in finance.bookings] == ["03-014"]
    assert finance.rows[0].approver is None, "a dash in a cell is nothing given"
    assert finance.rows[1].at("expense").cell == "F3"


def test_figures_add_up() -> None:
    content = KIND.describe(plain(quarter()), telling())
    assert [figure.amount for figure in content.figures] == [
        "609475.86",
        "193438.15",
        "80032.80",
        "722881.21",
    ]
    ledger = table(plain(quarter()), "收支明细")
    assert ledger.ledger
    assert len(ledger.rows) == 28
    stated = [row["结余"] for row in csv.DictReader(CSV.read_text("utf-8").splitlines())]
    assert [row[6] for row in ledger.rows] == stated
    assert ledger.total[4:7] == ("193,438.15", "80,032.80", "722,881.21")


def test_vouchers_are_counted_and_the_largest_named() -> None:
    facts = {fact.label: fact.value for fact in KIND.describe(plain(quarter()), telling()).facts}
    assert facts["凭证"] == "收支 25 笔，内部划转 2 笔，非资金凭证 1 张"
    assert facts["最大一笔支出"] == "付巷道硬化工程预付款(合同价98600元×30%) 29,580.00 元"


def bars(values: Values, title: str) -> BarsBlock:
    return next(
        block
        for block in KIND.describe(values, telling()).blocks
        if isinstance(block, BarsBlock) and block.title == title
    )


def test_classes_add_up_and_the_largest_is_first() -> None:
    income, expense = bars(plain(quarter()), "收入按科目"), bars(plain(quarter()), "支出按科目")
    assert income.bars[0] == Bar("经营收入", "63445.69", note="占32.8%，5笔")
    assert expense.bars[0].label == "在建工程"
    for block in (income, expense):
        assert sum(Decimal(bar.amount) for bar in block.bars) == Decimal(block.total)
        assert sorted(block.bars, key=lambda bar: -Decimal(bar.amount)) == list(block.bars)
    assert (income.tone, expense.tone) == ("income", "expense")


def test_an_account_that_is_but_a_number_nobody_knows_is_called_an_account() -> None:
    rows = tuple(replace(row, account_code="508") for row in quarter().rows)
    (bar,) = bars(plain(replace(quarter(), rows=rows)), "收入按科目").bars
    assert bar.label == "科目 508"


def test_an_account_of_another_chart_has_the_name_that_is_written() -> None:
    rows = tuple(replace(row, account_code="521 其他收入") for row in quarter().rows)
    (bar,) = bars(plain(replace(quarter(), rows=rows)), "收入按科目").bars
    assert bar.label == "其他收入"


def test_of_totals_nobody_says_how_many_entries_they_are() -> None:
    rows = tuple(replace(row, date=None, voucher_no=None) for row in quarter().rows)
    block = bars(plain(replace(quarter(), rows=rows)), "收入按科目")
    assert block.bars[0] == Bar("经营收入", "63445.69", note="占32.8%")


def test_what_was_taken_back_has_no_share() -> None:
    rows: list[Plain] = [
        {"income": "100.00", "account_code": "501", "voucher_no": "01-001"},
        {"income": "-40.00", "account_code": "505", "voucher_no": "01-002"},
    ]
    assert [(bar.amount, bar.note) for bar in bars({"rows": rows}, "收入按科目").bars] == [
        ("100.00", "1笔"),
        ("-40.00", "1笔"),
    ]


def test_budget_shows_how_far_it_has_come() -> None:
    lines: list[Plain] = [
        {"item": "办公费", "side": "支出", "planned": "3000.00", "actual": "806.00", "note": "含电费"},
        {"item": "保洁", "side": "支出", "planned": "57600.00", "actual": "57599.99"},
        {"item": "慰问", "side": "支出", "planned": "6000.00", "actual": "6100.00"},
        {"item": "租金", "side": "收入", "planned": "100.00", "actual": "100.00"},
        {"item": "路灯", "planned": "900.00"},
    ]
    spent = bars({"budget": lines}, "预算完成情况 · 支出").bars
    assert spent[0] == Bar("办公费", "806.00", "3000.00", "用了26%，还剩 2,194.00 元；含电费")
    assert [bar.note for bar in spent[1:]] == ["用了99%，还剩 0.01 元", "超出 100.00 元"]
    assert bars({"budget": lines}, "预算完成情况 · 收入").bars[0].note == "正好完成"
    assert table({"budget": lines}, "预算（还没有执行数）").rows == (("路灯", "900.00"),)


def test_figures_play_their_parts_and_stand_in_words() -> None:
    figures = KIND.describe(plain(quarter()), telling()).figures
    assert [figure.role for figure in figures] == ["opening", "income", "expense", "closing"]
    assert figures[3].in_words == "柒拾贰万贰仟捌佰捌拾壹元贰角壹分"
    amounts = [Decimal(figure.amount) for figure in figures]
    assert amounts[0] + amounts[1] - amounts[2] == amounts[3]


def test_comparison_with_the_year_before() -> None:
    told = Telling(
        telling().say,
        telling().packaged,
        telling().today,
        {},
        {"total_income": "93438.15", "total_expense": "80032.80", "accounts": []},
    )
    figures = KIND.describe(plain(quarter()), told).figures
    assert [figure.last_year for figure in figures] == [
        "",
        "比去年同期多 100,000.00 元",
        "和去年同期一样",
        "",
    ]


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        (("6 现收-1", "6 现付-1", "8 现付-2"), ("现收-1", "现付-1", "现付-2")),  # as the book was kept
        (("8 现付-2", "6 现付-1", "6 现收-1"), ("现付-1", "现收-1", "现付-2")),
        (("6 10", "6 9", "8 11"), ("9", "10", "11")),
        (("6 ", "6 2", "8 1"), ("", "2", "1")),
    ],
)
def test_vouchers_of_one_day_stand_by_number_or_as_they_were_written(
    written: tuple[str, ...], stands: tuple[str, ...]
) -> None:
    rows: list[Plain] = [
        {"date": f"2026-01-0{day}", "voucher_no": number, "summary": "收租金", "income": "1.00"}
        for day, number in (one.split(" ") for one in written)
    ]
    values: Values = {**plain(quarter()), "rows": [*rows]}
    assert tuple(row[1] for row in table({**values, "transfers": []}, "收支明细").rows) == stands


def test_a_ledger_knows_its_heads_and_year_for_a_file() -> None:
    columns = table(plain(quarter()), "收支明细").columns
    assert columns[0].year == "2026"
    english = next(
        block
        for block in KIND.describe(plain(quarter()), telling("en")).blocks
        if isinstance(block, TableBlock) and block.ledger
    )
    assert [column.head for column in english.columns] == [column.head for column in columns]
    assert [column.head for column in columns][:7] == [
        "日期",
        "凭证号",
        "摘要",
        "科目",
        "收入",
        "支出",
        "结余",
    ]


def test_a_ledger_that_says_what_each_account_has_left_shows_that() -> None:
    def left(*balances: str) -> tuple[list[str], str]:
        accounts: list[Plain] = [{"code": one, "name": one, "opening": "10.00"} for one in ("现金", "银行")]
        moved: list[dict[str, Plain]] = [
            {"date": "2026-01-06", "money_account": "银行", "income": "5.00"},
            {"date": "2026-01-07", "money_account": "银行>现金", "amount": "4.00"},
            {"date": "2026-01-08", "money_account": "现金", "expense": "1.00"},
        ]
        for row, balance in zip(moved[::2], balances, strict=True):
            row["balance"] = balance
        shown = table(
            {**plain(quarter()), "accounts": accounts, "rows": [*moved], "transfers": []}, "收支明细"
        )
        x = [column.label for column in shown.columns].index("结余")
        where = next(column for column in shown.columns if column.label == "账户")
        return [row[x] for row in (*shown.rows, shown.total)], f"{where.on_paper} {shown.note}"

    own, note = left("15.00", "13.00")
    assert (own, note.split("；")) == (
        ["15.00", "", "13.00", "24.00"],
        ["True 内部划转和非资金凭证不计入合计", "每一行的结余是它那个账户的，合计行的是各资金账户合计。"],
    )
    assert left("25.00", "24.00")[0] == ["25.00", "25.00", "24.00", "24.00"]


def test_separate_tables_show_the_same() -> None:
    together = plain(quarter())
    rows = together["rows"]
    assert isinstance(rows, list)
    apart: dict[str, Plain] = {
        **together,
        "rows": [row for row in rows if isinstance(row, dict) and ("income" in row or "expense" in row)],
        "transfers": [row for row in rows if isinstance(row, dict) and ">" in str(row.get("money_account"))],
        "noncash": [row for row in rows if isinstance(row, dict) and row.get("money_account") == "-"],
    }
    assert KIND.describe(apart, telling()) == KIND.describe(together, telling())


def test_transfers_name_their_accounts() -> None:
    moves = table(plain(quarter()), "内部划转")
    assert [row[4:6] for row in moves.rows] == [
        ("库存现金 → 基本户", "4,680.00"),
        ("基本户 → 库存现金", "500.00"),
    ]


def test_who_saw_to_a_transfer_is_told_once_by_the_ledger_where_there_is_one() -> None:
    values = {
        **plain(quarter()),
        "transfers": [{"date": "2026-03-04", "amount": "1.00", "handler": "罗会兰"}],
    }
    for rows, last in ((values["rows"], "金额"), ([], "经手人")):
        assert table({**values, "rows": rows}, "内部划转").columns[-1].label == last


def test_balance_sheet_has_two_sides() -> None:
    assert table(plain(quarter()), "资产负债表 · 资产").total == ("合计", "", "609,475.86", "722,881.21")


def test_comparison_with_the_period_before() -> None:
    earlier: Values = {
        "total_income": "193438.15",
        "total_expense": "90032.80",
        "accounts": [{"opening": "1.00", "closing": "700000.00"}],
    }
    figures = KIND.describe(plain(quarter()), telling(earlier=earlier)).figures
    assert [figure.compare for figure in figures] == [
        "",
        "和上期一样",
        "比上期少 10,000.00 元",
        "比上期多 22,881.21 元",
    ]


ROW = "日期: 2026-01-06, 凭证号: 01-001, 科目: 501.02"
SIDES = [
    ("摘要: 收承包费, 收入: 100, 支出: 0", []),
    ("摘要: 收承包费, 收入: 100, 支出: 100", ["ledger-row-sides"]),
    ("摘要: 收承包费, 账户: B", ["ledger-row-sides"]),
    ("摘要: 收承包费", ["ledger-row-sides"]),
    ("摘要: 缴存, 账户: C>B, 收入: 100", ["ledger-row-sides"]),
    ("摘要: 缴存, 账户: C → B", ["field-missing"]),
    ("摘要: 缴存, 账户: C>B, 金额: 100", []),
    ("摘要: 折旧, 账户: —", []),
    ("摘要: 折旧, 金额: 100", []),
    ("摘要: 〔非资金〕折旧", []),
    ("摘要: 冲回, 收入: -100, 冲销凭证: 01-002", []),
]


@pytest.mark.parametrize(("cells", "problems"), SIDES)
def test_each_row_has_one_side_or_needs_none(cells: str, problems: list[str]) -> None:
    assert read(Finance, f"标题: 收支\n所属期间: 2026-01\n明细:\n  - {{{ROW}, {cells}}}\n")[1] == problems


def test_nothing_to_report_needs_only_its_period() -> None:
    assert whole(Finance, "标题: 本月没有收支\n目录编码: CK02\n所属期间: 2026-01\n本期无此项: 是\n").nil
    assert read(Finance, "标题: 收支\n")[1] == ["field-missing"]


@pytest.mark.parametrize("word", ["有", "无", "没有"])
def test_a_word_that_may_be_said_of_the_item_or_of_its_absence_is_asked_back(word: str) -> None:
    assert read(Finance, f"标题: 收支\n所属期间: 2026-01\n本期无此项: {word}\n")[1][0] == "value-wrong"


def test_nothing_given_is_dropped() -> None:
    values = plain(quarter())
    said = "\n".join(words(KIND.describe(values, telling("en"))))
    shown = said + said.replace(",", "")  # amounts have their thousands separated
    named = {
        "rows[].account_code",
        "rows[].date",
        "rows[].amount",
        "rows[].balance",
        "rows[].money_account",
    }  # shown as names, short, or computed
    lost = [
        (path, value)
        for path, value in given(values, without=FRAME)
        if path not in named and str(value) not in shown
    ]
    assert not lost


def test_paper_leaves_out_only_what_the_web_keeps() -> None:
    columns = [(column.label, column.on_paper) for column in table(plain(quarter()), "收支明细").columns]
    assert [label for label, on_paper in columns if not on_paper] == ["账户", "单据", "决议号", "合同号"]
    assert {"经手人", "审批人"} < {label for label, on_paper in columns if on_paper}


def test_the_accounting_rules_are_said_in_words() -> None:
    def said(system: str) -> str:
        facts = KIND.describe({**plain(quarter()), "account_system": system}, telling()).facts
        return next(fact.value for fact in facts if fact.label == "会计制度")

    assert said("2023") == "按《农村集体经济组织会计制度》（2023）记账"
    assert said("2004") == "按《村集体经济组织会计制度》（2004）记账"
    assert said("小企业会计准则") == "小企业会计准则"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        *(
            (word, True)
            for word in ("是", "√", "同意", "已审核通过", "已签字", "2026-03-10", "2026年3月10日")
        ),
        *((word, True) for word in ("吴月琴", "吴月琴、陈守田", "吴月琴 2026.3.10", "吴月琴 同意")),
        *((word, False) for word in ("否", "不同意", "未通过", "未签字", "待审", "退回")),
        *((word, None) for word in ("-", "周末再说", "口头", "2026-02-30", "吴月琴 不同意")),
    ],
)
def test_that_the_supervisors_passed_a_payment_is_said_in_a_word_by_a_name_or_by_a_day(
    written: str, seen: bool | None
) -> None:
    log = Log()
    fields = parse_yaml(f'摘要: 付电费\n监委会审核: "{written}"\n', "a.md", log)
    assert fields
    row = read_part(LedgerRow, fields, log)
    assert bool(log.problems) == (seen is None and written != "-")
    assert row is None or row.supervisor_ok is seen


def test_accounts_without_signatures_are_told_with_the_rule_that_asks_for_them() -> None:
    assert KIND.required.count("signed") == 1
    assert names_of(Finance)["signed"].rule == "FIN-40"


@pytest.mark.parametrize(
    ("second", "told"), [("付清淤款", "付清淤款 300.00 元"), ("付垃圾清运费", "2笔一样多 300.00 元")]
)
def test_of_several_that_are_largest_none_is_named(second: str, told: str) -> None:
    values = plain(quarter())
    rows: list[Plain] = [
        {**row, "expense": "300.00", "summary": what}
        for row, what in zip(maps_of(values, "rows")[1:3], ("付清淤款", second), strict=True)
    ]
    facts = KIND.describe({**values, "rows": rows}, telling()).facts
    assert {fact.label: fact.value for fact in facts}["最大一笔支出"] == told
