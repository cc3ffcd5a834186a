"""A rule file alone explains, switches, grades and dates a rule, and gives it another number."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from sunboard.faults import Severity, fault
from sunboard.model.problem import Log
from sunboard.settings.law import Law, LawEntry, SwitchedOff
from sunboard.settings.packaged import load_packaged, packaged_files, read_law

RULES = tuple(
    map(
        fault, ("cash-payment-large", "opening-differs", "period-gap", "accounts-published-late", "id-number")
    )
)
NATIONAL = load_packaged(packaged_files(), {})[0].law
DAY = date(2026, 3, 31)


def law(*files: str) -> Law:
    log = Log()
    own = {f"law/{at}.yaml": text.encode() for at, text in enumerate(files)}
    found = NATIONAL.with_files(read_law(own, NATIONAL, RULES, log))
    assert not log.problems, [problem.message("en") for problem in log.problems]
    return found


@pytest.mark.parametrize("name", ["FIN-09", "fin-09", "cash-payment-large"])
def test_a_rule_goes_by_id_or_code(name: str) -> None:
    ruling = law(f"{name}: {{级别: 错误, 说明: 本镇从严}}").ruling("cash-payment-large", DAY)
    assert (ruling.in_force, ruling.severity, ruling.explanation) == (True, Severity.ERROR, "本镇从严")


def test_a_title_names_a_rule_too_and_its_words_are_added() -> None:
    words, excepted = law("招待烟酒礼品: {词语: 茶叶, 例外词语: 茶叶站}").words("hospitality-paid", DAY)
    assert {"茶叶", "招待"} <= set(words)
    assert {"茶叶站", "酒精"} <= set(excepted)


def test_an_id_that_several_faults_share_names_them_all() -> None:
    changed = law("FIN-02: {启用: 否}")
    assert [changed.ruling(code, DAY).in_force for code in ("opening-differs", "period-gap")] == [
        False,
        False,
    ]


def test_a_rule_goes_by_the_code_of_one_whose_place_it_took_where_its_own_is_not_named() -> None:
    former, present = "accounts-after-usual-day: {启用: 否}", "accounts-published-late: {级别: 提醒}"
    assert not law(former).ruling("accounts-published-late", DAY).in_force
    both = law(f"{former}\n{present}").ruling("accounts-published-late", DAY)
    assert (both.in_force, both.severity) == (True, Severity.WARNING)


@pytest.mark.parametrize(
    ("entries", "before", "after"),
    [
        ("{启用: 否, 施行日期: 2026-07-01}", True, False),
        ("{启用: 是, 施行日期: 2026-07-01}", False, True),
        ("{施行日期: 2026-07-01}", False, True),
        ("{数值: 2000, 施行日期: 2026-07-01}", True, True),
        ("[{启用: 否}, {启用: 是, 施行日期: 2026-07-01}]", False, True),
    ],
)
def test_a_rule_is_in_force_from_its_day(entries: str, before: bool, after: bool) -> None:
    changed = law(f"FIN-09: {entries}")
    days = (date(2026, 6, 30), date(2026, 7, 1))
    assert [changed.ruling("cash-payment-large", day).in_force for day in days] == [before, after]


def test_a_number_holds_from_its_day() -> None:
    changed = law("现金支付: {数值: 2000, 施行日期: 2026-07-01}")
    assert [changed.amount("cash_pay", day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [1000, 2000]


def test_a_nearer_file_switches_on_again_what_a_farther_one_switched_off() -> None:
    assert not law("FIN-09: {启用: 否}").ruling("cash-payment-large", DAY).in_force
    assert law("FIN-09: {启用: 否}", "FIN-09: {启用: 是}").ruling("cash-payment-large", DAY).in_force


def test_what_is_switched_off_is_told_with_its_file_and_reason() -> None:
    off = tuple(law("FIN-09: {启用: 否, 说明: 山区没有银行}").switched_off(DAY))
    assert off == (SwitchedOff("cash-payment-large", "law/0.yaml", "山区没有银行"),)
    assert tuple(NATIONAL.switched_off(DAY)) == ()


@pytest.mark.parametrize("text", ["id-number: {启用: 否}", "FIN-99: {启用: 否}", "reply_days: {启用: 否}"])
def test_what_is_no_rule_that_may_be_switched_is_noted(text: str) -> None:
    log = Log()
    read_law({"law/a.yaml": text.encode()}, NATIONAL, RULES, log)
    assert [problem.fault.code for problem in log.problems] == ["key-unknown"]


@pytest.mark.parametrize(
    ("written", "value"), [("40%", Fraction(2, 5)), ("0.5", Fraction(1, 2)), ("2000元", Fraction(2000))]
)
def test_shares_and_amounts(written: str, value: Fraction) -> None:
    assert law(f"FIN-09: {{数值: {written}}}").value("cash-payment-large", DAY) == value


def test_what_holds_of_the_law_is_asked_of_the_nearest_place_that_says_it() -> None:
    own = LawEntry(name="cash_pay", value=Fraction(500))
    assert law("现金支付: 2000").below((own,)).amount("cash_pay", DAY) == 500


def test_a_rules_own_number_goes_over_the_one_it_shares_from_its_day() -> None:
    changed = law("FIN-09: {数值: 3000, 施行日期: 2026-07-01}")
    days = (date(2026, 6, 30), date(2026, 7, 1))
    assert [changed.amount("cash_pay", day, own="cash-payment-large") for day in days] == [1000, 3000]
