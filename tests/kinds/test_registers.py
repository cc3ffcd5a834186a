"""Contracts, assets, works, problems and answers: what is due, what is left, what is late, by the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from re import fullmatch

import pytest

from sunboard.contracts import Kind
from sunboard.kinds import asset, contract, issue, page, project, regulation, reply, resource
from sunboard.model.blocks import BarsBlock, TableBlock, TextBlock, TimelineBlock
from sunboard.model.plain import Plain, Values
from sunboard.settings.packaged import load_packaged, packaged_files
from tests.helpers.kinds import telling, whole, words

TODAY = telling().today


def said(kind: Kind, values: Values) -> str:
    return "\n".join(words(kind.describe(values, telling())))


@pytest.mark.parametrize(
    ("end", "words_of_it"),
    [
        ("2026-04-19", "已到期"),
        ("2026-04-20", "90天内到期"),
        ("2026-07-19", "90天内到期"),
        ("2026-07-20", ""),
    ],
)
def test_a_contract_says_that_it_ends(end: str, words_of_it: str) -> None:
    assert date(2026, 4, 20) == TODAY
    told = said(contract.KIND, {"no": "HT-1", "end": end})
    assert words_of_it in told if words_of_it else "到期" not in told.replace("到期情况", "")


def test_a_contract_tells_its_first_and_last_day_as_one_fact() -> None:
    told = contract.KIND.describe({"no": "HT-1", "start": "2024-02-01", "end": "2027-01-31"}, telling())
    days = {fact.label: fact.value for fact in told.facts}
    assert days["期限"] == "2024年2月1日至2027年1月31日"
    assert not {"起", "止"} & set(days)
    alone = contract.KIND.describe({"no": "HT-1", "start": "2024-02", "lease": "三年"}, telling())
    assert {fact.label: fact.value for fact in alone.facts}["起"] == "2024年2月"


def test_the_key_of_one_contract_is_its_yearly_rent_where_no_price_is_told() -> None:
    rented: dict[str, Plain] = {"no": "HT-1", "rent": "9440.00"}
    key = contract.KIND.describe(rented, telling()).key
    assert key
    assert (key.label, key.value) == ("年租金", "9,440.00 元")
    assert contract.KIND.describe({**rented, "price": "47200.00"}, telling()).key is None, (
        "its price is large"
    )


def test_a_contract_goes_by_its_own_name_and_may_say_its_days_and_rent_in_words() -> None:
    text = """
合同名称: 北坡果园承包合同
标的: 北坡果园
承包方: 云溪县农机合作社
承包期限: 2024年1月至2028年12月
承包费: 前三年每亩600元，后两年每亩700元
"""
    one = whole(contract.Contract, text)
    assert (one.title, one.object) == ("北坡果园承包合同", "北坡果园")
    assert contract.wanted(one) == ("no", "object", "party", "pay_terms", "method")
    named = whole(contract.Contract, "标题: 果园承包公示\n合同名称: 北坡果园承包合同")
    assert (named.title, named.object) == ("果园承包公示", "北坡果园承包合同")


def test_a_register_of_contracts_lists_first_what_ends_soon() -> None:
    rows: list[Plain] = [
        {"no": "HT-1", "object": "鱼塘", "end": "2028-12-31", "price": "100.00"},
        {"no": "HT-2", "object": "门面", "end": "2026-05-31", "price": "200.00"},
        {"no": "HT-3", "object": "果园", "end": "2026-01-31", "price": "300.00"},
    ]
    due, register = (
        block
        for block in contract.KIND.describe({"rows": rows}, telling()).blocks
        if isinstance(block, TableBlock)
    )
    assert [row[0] for row in due.rows] == ["HT-3", "HT-2"]
    assert len(register.rows) == 3
    assert register.total[-1] == "600.00"
    assert register.kept


def test_what_was_due_and_has_not_come_is_said() -> None:
    receipts: list[Plain] = [
        {"due": "2026-01-10", "amount": "1000.00", "received": "400.00"},
        {"due": "2026-12-10", "amount": "1000.00"},
    ]
    figures = contract.KIND.describe({"receipts": receipts}, telling()).figures
    assert [(figure.label, figure.amount) for figure in figures] == [("到期没收到", "600.00")]


def test_payments_stand_against_the_contract() -> None:
    values: dict[str, Plain] = {
        "contract_price": "1000.00",
        "payments": [{"date": "2026-03-01", "amount": "300.00"}, {"amount": "350.00"}],
        "start": "2026-02-01",
        "acceptance": {"date": "2026-04-01", "result": "合格"},
        "changes": [{"date": "2026-03-05", "what": "加管"}],
    }
    content = project.KIND.describe(values, telling())
    (bars,) = (block for block in content.blocks if isinstance(block, BarsBlock))
    assert (bars.bars[0].amount, bars.bars[0].of) == ("650.00", "1000.00")
    assert "65%" in bars.bars[0].note
    (way,) = (block for block in content.blocks if isinstance(block, TimelineBlock))
    assert [event.label for event in way.events] == ["开工日期", "变更", "验收"]
    assert content.handouts[0].form == "sign"


@pytest.mark.parametrize(("state", "late"), [("整改中", True), ("已反馈", False)])
def test_a_problem_past_its_day_is_marked_until_it_is_answered(state: str, late: bool) -> None:
    told = said(issue.KIND, {"problem": "x", "due": "2026-04-19", "issue_state": state})
    assert ("超过整改时限" in told) is late
    assert "超过整改时限" not in said(issue.KIND, {"due": "2026-04-20", "issue_state": state})


def test_the_letters_that_were_sent_can_be_printed() -> None:
    values: dict[str, Plain] = {"reminder": {"no": "3号", "date": "2026-03-05"}, "responsible": "陈守田"}
    (letter,) = issue.KIND.describe(values, telling()).handouts
    assert (letter.form, letter.title, letter.items[0].value) == ("letter", "提醒函", "陈守田")


@pytest.mark.parametrize(("answered", "took"), [("2026-03-07", "5天"), ("2026-03-08", "6天，超过规定的5天")])
def test_an_answer_says_how_long_it_took_and_a_rule_that_it_was_late(answered: str, took: str) -> None:
    own = "答复天数: [{数值: 5, 施行日期: 2026-01-01, 来源: 某省办法}]".encode()
    ruled = replace(telling(), packaged=load_packaged(packaged_files(), {"law/a.yaml": own})[0])
    values: Values = {"asked_on": "2026-03-02", "answered_on": answered}
    assert took in words(reply.KIND.describe(values, ruled))
    assert "超过" not in said(reply.KIND, values)


def test_what_is_owned_is_added_up() -> None:
    rows: list[Plain] = [
        {"name": "a", "original_value": "10.00", "area": "1.50"},
        {"name": "b", "original_value": "5.50", "area": "2.00"},
    ]
    assert asset.KIND.describe({"rows": rows}, telling()).figures[0].amount == "15.50"
    assert "3.50 亩" in said(resource.KIND, {"rows": rows})


def test_a_rule_that_holds_no_longer_says_so() -> None:
    gone = regulation.KIND.describe({"abolished": "2026-04-20"}, telling())
    assert (gone.caveat, gone.applies, gone.volume) == ("这个制度已经废止。", False, "")
    assert regulation.KIND.describe({"abolished": "2026-04-21"}, telling()).volume == "regulations"


@pytest.mark.parametrize(
    ("asker", "zh", "en"),
    [
        ("村民", "村民", "A villager"),
        ("3组村民", "3组村民", "A villager of 3组"),
        ("云顶组村民", "云顶组村民", "A villager of 云顶组"),
        ("群众", "群众", "A villager"),
        ("匿名", "匿名", "Anonymous"),
        ("匿名村民", "匿名村民", "Anonymous"),
        ("一位村民", "一位村民", "A villager"),
        ("3组一名村民", "3组一名村民", "A villager of 3组"),
        ("3组部分村民", "3组部分村民", "Some villagers"),
    ],
)
def test_whoever_asked_is_told_in_the_language_of_the_page(asker: str, zh: str, en: str) -> None:
    told = words(reply.KIND.describe({"asker": asker}, telling()))
    assert (zh in told, en in words(reply.KIND.describe({"asker": asker}, telling("en")))) == (True, True)


@pytest.mark.parametrize(
    ("written", "is_read"),
    [
        ("匿名村民", True),
        ("本村群众", True),
        ("一名村民", True),
        ("某村民", False),
        ("邓有根", False),
        ("邓村民", False),
    ],
)
def test_whoever_asked_may_be_called_anything_but_by_name(written: str, is_read: bool) -> None:
    assert bool(fullmatch(reply.ASKER.form.pattern or "", written)) is is_read


def test_sections_of_a_page_stand_below_their_own_headings() -> None:
    blocks = page.KIND.describe({"sections": [{"heading": "多少人", "says": "1342人。"}]}, telling()).blocks
    assert blocks == (TextBlock("多少人", "1342人。"),)


@pytest.mark.parametrize(
    ("kind", "values", "key"),
    [
        (issue.KIND, {"issue_state": "整改中", "due": "2026-06-15"}, ("整改时限", "2026年6月15日")),
        (issue.KIND, {"issue_state": "已销号", "due": "2026-01-15"}, ("整改状态", "已销号")),
        (reply.KIND, {"asked_on": "2026-04-02", "answered_on": "2026-04-07"}, ("用时", "5天")),
        (resource.KIND, {"area": "312.60"}, ("面积", "312.60亩")),
        (
            resource.KIND,
            {"rows": [{"name": "甲", "area": "2.50"}, {"name": "乙", "area": "1.00"}]},
            ("面积", "3.50亩"),
        ),
    ],
)
def test_what_people_look_for_is_the_key_fact(kind: Kind, values: Values, key: tuple[str, str]) -> None:
    told = kind.describe(values, telling())
    assert told.key in told.facts
    assert told.key
    assert (told.key.label, told.key.value.replace(" ", "")) == key
