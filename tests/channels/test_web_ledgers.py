"""A ledger on a page: two lines a row, months that are folded, what all rows share said once."""

from __future__ import annotations

from typing import Any

from sunboard.channels.web import CHANNEL
from sunboard.channels.web.ledgers import (
    UNFOLDED,
    is_ledger,
    ledger_parts,
    ledger_rows,
    long_columns,
    room_of,
    unbroken,
)
from sunboard.channels.web.rendering import whole
from sunboard.model.blocks import Column, TableBlock
from sunboard.model.plain import Plain
from sunboard.model.view import as_plain
from tests.helpers import views
from tests.helpers.rendered import made, plan

COLUMNS = (
    Column("日期", year="2026"),
    Column("凭证号"),
    Column("摘要", weight=5),
    Column("科目", weight=3),
    Column("收入", "right", money=True),
    Column("支出", "right", money=True),
    Column("结余", "right", money=True),
    Column("账户", beside=True),
    Column("单据"),
    Column("监委会审核"),
)


def parts(days: list[str], account: str = "基本户", spent: str = "1200.00", last: str = "") -> Any:
    accounts = [account] * (len(days) - 1) + [last or account]
    rows = tuple(
        (day, f"1-{at}", "付电费", "管理费用", "", "1200.00", "5.00", accounts[at], f"发票{at}", "是")
        for at, day in enumerate(days)
    )
    total = ("", "", "合计", "", "0.00", spent, "5.00", "", "", "")
    block = as_plain(TableBlock("收支明细", COLUMNS, rows, total, ledger=True))
    assert isinstance(block, dict)
    return ledger_parts(block, views.theme().say)


def test_rows_stand_by_month_and_those_beyond_a_quarters_are_folded() -> None:
    found = parts(["01-06"] * 20 + ["02-03"] * (UNFOLDED - 20) + ["03-31"])["months"]
    assert [(month["name"], month["open"], len(month["rows"])) for month in found] == [
        ("2026年1月", True, 20),
        ("2026年2月", True, UNFOLDED - 20),
        ("2026年3月", False, 1),
    ]
    assert found[2]["rows"][0]["cells"][0] == "31日"


def test_rows_of_one_month_or_without_days_stand_together_under_their_whole_days() -> None:
    for days in (["01-06", "01-07"], ["01-06", ""]):
        (month,) = parts(days)["months"]
        assert (month["name"], [row["cells"][0] for row in month["rows"]]) == ("", days)


def test_a_row_has_its_second_line_and_its_rest_and_what_all_say_stands_once() -> None:
    found = parts(["01-06", "01-07", "02-08", "02-09"], account="-")
    row = found["months"][0]["rows"][1]
    assert row["cells"] == ["7日", "1-1", "付电费", "", "1,200.00", "5.00"]
    assert row["rest"] == "单据：发票1"
    assert found["all"] == "科目：管理费用；账户：-；监委会审核：是"
    assert [head["sign"] for head in found["heads"]][3:] == ["+", "−", "结余"]
    assert found["total"] == ["", "", "合计", "0.00", "1,200.00", "5.00"]
    assert (found["first"], found["money"]) == ("2.5em", "5.4em")  # 30日; − 1200.00
    assert parts(["01-06", "01-07"])["first"] == "3.0em"
    two = parts(["01-06", "02-07"])["months"][0]["rows"][0]
    assert (two["beside"], two["rest"][:7]) == (["基本户"], "科目：管理费用")


def test_what_a_month_has_alike_stands_once_above_its_rows() -> None:
    january, february = parts(["01-06"] * 4 + ["02-06"] * 4, last="库存现金")["months"]
    assert (january["alike"], [row["beside"] for row in january["rows"]]) == ("账户：基本户", [[]] * 4)
    assert (february["alike"], february["rows"][-1]["beside"]) == ("", ["库存现金"])
    assert parts(["01-06"] * 4 + ["02-06"], account="-", last="基本户")["months"][0]["alike"] == ""


def test_a_long_name_in_most_rows_of_a_month_is_said_once_for_those_that_say_no_other() -> None:
    long = "雪山江县农村信用合作联社江坪分社基本户"
    months = parts(["01-06"] + ["02-06"] * 4, long, last="库存现金")["months"]
    assert [(month["usual"], [row["beside"] for row in month["rows"]]) for month in months] == [
        ([], [[long]]),
        ([f"没有写账户的，都是{long}"], [[], [], [], ["库存现金"]]),
    ]
    assert parts(["01-06"] * 4, long, last="库存现金")["months"][0]["usual"], "also in a single month"
    few, none = parts(["01-06"] * 3, long, last="库存现金"), parts(["01-06"] * 4, long, last="-")
    assert (few["months"][0]["usual"], none["months"][0]["usual"]) == ([], [])


def test_rows_are_written_as_one_template_says_with_the_second_line_below_the_entry() -> None:
    heads: list[dict[str, Plain]] = [{"entry": False}, {"entry": True}, {"entry": False}]
    rows: list[dict[str, Plain]] = [
        {"cells": ["7日", "付电费 A-1", "5%"], "beside": ["甲<乙", "丙"], "rest": "单据：1&2"},
        {"cells": ["8日", "付水费", "<6>"], "beside": ["丁"], "rest": ""},
        {"cells": ["9日", "付<话>费", ""], "beside": [], "rest": "单据：3"},
        {"cells": ["", "", ""], "beside": [], "rest": ""},
    ]
    second = '<p><b>甲&lt;乙 ·</b> <b>丙</b><span class="rest"> · 单据：1&amp;2</span></p>'
    assert ledger_rows("<tr><td>%s<td>%s<td>%s\n", rows, heads).splitlines() == [
        f"<tr><td>7日<td><span>付电费 <b>A-1</b></span>{second}<td>5%",
        "<tr><td>8日<td>付水费<p><b>丁</b></p><td>&lt;6&gt;",
        '<tr><td>9日<td>付&lt;话&gt;费<p class="rest">单据：3</p><td>',
        "<tr><td><td><td>",
    ]
    assert ledger_rows("<tr>%s</tr>", [], heads) == ""


def test_a_side_on_which_nothing_moved_looks_like_nothing() -> None:
    rows: list[dict[str, Plain]] = [{"cells": ["付电费", "", "5.00"], "beside": [], "rest": ""}]
    heads: list[dict[str, Plain]] = [{"entry": True}, {"entry": False}, {"entry": False}]
    template = '<tr><td class="entry">%s<td class="right">%s<td class="right">%s'
    assert ledger_rows(template, rows, heads) == '<tr><td class="entry">付电费<td><td class="right">5.00'


def test_a_register_with_sums_is_no_ledger_and_words_behind_the_money_are_no_entry() -> None:
    heads = ("编号", "名称", "地点", "原值", "折旧", "净值", "状态", "备注")
    columns = tuple(
        Column(head, money=head in ("原值", "折旧", "净值"), weight=3 if head == "备注" else 0)
        for head in heads
    )
    row = ("1", "水泵", "泵房", "9.00", "1.00", "8.00", "在用", "去年修过一次，换了叶轮")
    block, say = as_plain(TableBlock("台账", columns, (row,))), views.theme().say
    assert isinstance(block, dict)
    assert not is_ledger(block, say)
    assert is_ledger({**block, "ledger": True}, say)
    assert is_ledger({"columns": [{"label": head} for head in (*heads, "收入")]}, say)
    found: Any = ledger_parts(block, say)
    assert found["place"] == "2"
    assert found["months"][0]["rows"][0]["rest"].endswith(f"；备注：{row[-1]}")


def test_a_table_that_a_phone_has_room_for_is_told_from_one_that_needs_cards() -> None:
    columns: list[Plain] = [
        {"label": label, "money": label == "金额"} for label in ("姓名", "组别", "人数", "金额")
    ]
    rows: list[Plain] = [["赵*贵", "1组", "1", "310.00"], ["钱*芳", "2组", "24", "18600.00"]]
    block: dict[str, Plain] = {"columns": columns, "rows": rows, "total": []}
    say = views.theme().say
    assert room_of(block, say) == "slim"
    total: dict[str, Plain] = {"total": ["合计", "", "", "1234567890123456.00"]}
    assert room_of({**block, **total}, say) == ""
    far: dict[str, Plain] = {"rows": [*rows, ["住在河对面的第三个村民小组的人家", "3组", "2", "1.00"]]}
    assert room_of({**block, **far}, say) == ""
    assert (long_columns(block, say), long_columns({**block, **far}, say)) == ([], [1])
    assert long_columns({**block, **total}, say) == [], "a sum has lines for itself"


def test_columns_of_money_have_room_for_their_sums_and_numbers_of_papers_are_unbroken() -> None:
    few, many = parts(["01-06"]), parts(["01-06"], spent="1234567.00")
    assert ("6.0em" in few["widths"].split(), "6.0em" in many["widths"].split()) == (False, True)
    assert few["money"] == many["money"], "on phones a sum has a row for itself"
    assert unbroken("收门面租金（合同HT-2024-03）") == "<span>收门面租金（合同<b>HT-2024-03</b>）</span>"
    assert unbroken("付<电费>") == "付&lt;电费&gt;"
    assert unbroken("自2026年3月6日起") == "<span>自<b>2026年3月6日</b>起</span>"
    assert unbroken("电话0900-8861410，1-12月，" + "A-" * 20).count("<b>") == 2


def test_no_line_of_a_sentence_ends_inside_a_date_an_amount_or_hours() -> None:
    said = "最多花8万6400元，有意见2026年10月27日前打0900-8880601，8:30—17:00"
    kept = "<b>8万6400元</b>，有意见<b>2026年</b><b>10月27日前</b>打<b>0900-8880601</b>，<b>8:30—17:00</b>"
    assert whole(said) == f"最多花{kept}", "no sign before them goes along: it would leave its word"
    assert whole("上午9:00—12:00、下午14:00—17:30") == "<b>上午9:00—12:00</b>、<b>下午14:00—17:30</b>"
    assert whole("有60万9475元8角6分。") == "有<b>60万9475元</b><b>8角6分</b>。"
    assert whole("路长1.86千米，6组到8组") == "路长<b>1.86千米</b>，<b>6组</b>到<b>8组</b>"
    assert whole("2026-02-06至2026-02-11") == "<b>2026-02-06</b>至<b>2026-02-11</b>"
    assert whole("按合同HT-2024-03付") == "按合同<b>HT-2024-03</b>付"
    assert whole("打电话时说号，例如 2026-0007：") == "打电话时说号，例如 <b>2026-0007</b>："
    assert "<b>" not in whole("编号12026-02-06、3-0900-8880601")
    assert whole("收进<589803.00>") == "收进&lt;589803.00&gt;"
    assert "<b>" not in whole("一共9876543210987654321元"), "wider than the largest type has room for"
    assert "<b>" not in whole("共12.50亩"), "short enough for a line of the largest type"
    assert "<b>" not in whole("1" * 20_000), "and told at once"


def test_no_line_of_a_text_ends_inside_a_date_and_no_address_is_changed() -> None:
    record = views.record_view("2026-0007", body="- [5月6日](https://a.example/5月6日)开工，共864,000元。")
    page = made(CHANNEL, plan(CHANNEL, views.village_view((record,)))["site/liuwan/2026-0007/index.html"])
    said = '<a href="https://a.example/5%E6%9C%886%E6%97%A5"><b>5月6日</b></a>开工，共<b>864,000元</b>。'
    assert said in page.decode()


def test_a_table_of_figures_alone_is_told_from_one_with_words() -> None:
    votes = TableBlock("票数", tuple(Column(head, "right") for head in ("应到", "同意")), (("45", "40"),))
    words = TableBlock("人数", (Column("组别"), Column("人数", "right")), (("1组", "40"),))
    village = views.village_view((views.record_view("2026-0007", blocks=(votes, words)),))
    page = made(CHANNEL, plan(CHANNEL, village)["site/liuwan/2026-0007/index.html"]).decode()
    assert page.count('"table plain slim tally"') == page.count('"table plain slim"') == 1


def test_a_number_stands_whole_in_any_table() -> None:
    columns = (Column("凭证号"), Column("摘要", weight=5), Column("金额", "right", money=True))
    table = TableBlock("内部划转", columns, (("01-006", "专户转入基本户", "-412.00"),))
    village = views.village_view((views.record_view("2026-0007", blocks=(table,)),))
    page = made(CHANNEL, plan(CHANNEL, village)["site/liuwan/2026-0007/index.html"]).decode()
    assert "<td><span><b>01-006</b></span></td><td>专户转入基本户</td>" in page
