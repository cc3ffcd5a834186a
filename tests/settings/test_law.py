"""A rule file alone explains, switches, grades and dates a rule, and gives it another number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from sunboard.faults import Detail, Severity
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.settings.law import Law, LawEntry, Measure, SwitchedOff
from sunboard.settings.packaged import load_packaged, packaged_files
from sunboard.settings.rules import read_law

RULES = load_parts().rules
NATIONAL = load_packaged(packaged_files(), {})[0].law
DAY = date(2026, 3, 31)


def law(*files: str) -> Law:
    log = Log()
    found = NATIONAL
    for at, text in enumerate(files):  # of places one nearer than the other
        found = found.with_files(read_law({f"law/{at}.yaml": text.encode()}, NATIONAL, RULES, log))
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
    changed = law("FIN-02: {启用: 否, 说明: 本县不查}")
    assert [changed.ruling(code, DAY).in_force for code in ("opening-differs", "period-gap")] == [
        False,
        False,
    ]


def test_a_rule_goes_by_the_code_of_one_whose_place_it_took_where_its_own_is_not_named() -> None:
    former, present = (
        "accounts-after-usual-day: {启用: 否, 说明: 本县不查}",
        "accounts-published-late: {级别: 提醒}",
    )
    assert not law(former).ruling("accounts-published-late", DAY).in_force
    both = law(f"{former}\n{present}").ruling("accounts-published-late", DAY)
    assert (both.in_force, both.severity) == (True, Severity.WARNING)


@pytest.mark.parametrize(
    ("entries", "before", "after"),
    [
        ("{启用: 否, 说明: 本县不查, 施行日期: 2026-07-01}", True, False),
        ("{启用: 是, 施行日期: 2026-07-01}", False, True),
        ("{施行日期: 2026-07-01}", False, True),
        ("{数值: 2000, 施行日期: 2026-07-01}", True, True),
        ("[{启用: 否, 说明: 本县不查}, {启用: 是, 施行日期: 2026-07-01}]", False, True),
    ],
)
def test_a_rule_is_in_force_from_its_day(entries: str, before: bool, after: bool) -> None:
    changed = law(f"FIN-09: {entries}")
    days = (date(2026, 6, 30), date(2026, 7, 1))
    assert [changed.ruling("cash-payment-large", day).in_force for day in days] == [before, after]


def test_a_number_holds_from_its_day() -> None:
    changed = law("现金支付: {数值: 2000, 施行日期: 2026-07-01}")
    assert [changed.amount("cash_pay", day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [1000, 2000]


def test_of_two_files_of_a_place_that_differ_the_one_without_effect_is_told() -> None:
    def told(*texts: str) -> list[tuple[str, str, str, str]]:
        log = Log()
        read_law({f"law/{at}.yaml": text.encode() for at, text in enumerate(texts)}, NATIONAL, RULES, log)
        return [(one.fault.code, one.place.path, one.place.field, one.hint("zh")) for one in log.problems]

    cure = "这里的对，就改那一处；那一处对，这里改成一样的"
    assert told("张贴天数: {数值: 10, 来源: 甲}", "posting_days: {数值: 20日, 来源: 乙}") == [
        ("law-without-effect", "law/0.yaml", "数值", cure)
    ]
    assert told("张贴天数: {数值: 20, 来源: 甲}", "posting_days: {数值: 20日, 来源: 乙}") == []
    assert (
        told("张贴天数: {数值: 10, 来源: 甲}", "张贴天数: {数值: 20, 来源: 乙, 施行日期: 2026-05-01}") == []
    )


def test_a_nearer_file_switches_on_again_what_a_farther_one_switched_off() -> None:
    assert not law("FIN-09: {启用: 否, 说明: 本县不查}").ruling("cash-payment-large", DAY).in_force
    assert (
        law("FIN-09: {启用: 否, 说明: 本县不查}", "FIN-09: {启用: 是}")
        .ruling("cash-payment-large", DAY)
        .in_force
    )


def test_why_a_rule_was_switched_off_is_no_hint_where_it_is_on_again() -> None:
    changed = law("FIN-09: {启用: 否, 说明: 本省不查}", "FIN-09: {启用: 是}")
    assert changed.ruling("cash-payment-large", DAY).explanation == ""


def test_what_is_switched_off_is_told_with_its_file_and_reason() -> None:
    off = tuple(law("FIN-09: {启用: 否, 说明: 山区没有银行, 来源: 某县办法第六条}").switched_off(DAY))
    assert off == (SwitchedOff("cash-payment-large", "law/0.yaml", "山区没有银行", "某县办法第六条"),)
    assert tuple(NATIONAL.switched_off(DAY)) == ()
    assert tuple(NATIONAL.switched_off(date(2010, 1, 1))) == ()


@pytest.mark.parametrize(
    "entries",
    [
        "{施行日期: 2026-07-01, 说明: 先培训}",
        "{启用: 是, 施行日期: 2026-07-01, 说明: 先培训}",
        "[{启用: 否, 说明: 先培训}, {启用: 是, 施行日期: 2026-07-01}]",
        "[{启用: 是, 施行日期: 2027-01-01}, {启用: 是, 施行日期: 2026-07-01, 说明: 先培训}]",
    ],
)
def test_what_is_not_yet_in_force_is_told_with_its_day(entries: str) -> None:
    changed = law(f"FIN-09: {entries}")
    off = SwitchedOff("cash-payment-large", "law/0.yaml", "先培训", until="2026-07-01")
    assert tuple(changed.switched_off(DAY)) == (off,)
    assert tuple(changed.switched_off(date(2026, 7, 1))) == ()


def noted(text: str) -> list[tuple[str, str, Detail]]:
    log = Log()
    read_law({"law/a.yaml": text.encode()}, NATIONAL, RULES, log)
    return [(one.fault.code, one.place.field, one.details.get("what", "")) for one in log.problems]


@pytest.mark.parametrize(
    ("text", "field", "why"),
    [
        ("id-number: {启用: 否, 说明: 误报}", "id-number", "leak"),
        ("bank-card: {级别: 提醒}", "bank-card", "leak"),
        ("yaml-broken: {启用: 否, 说明: 误报}", "yaml-broken", "reading"),
        ("reply_days: {数值: 5日, 启用: 否}", "启用", "parameter"),
        ("答复天数: {数值: 5日, 级别: 错误}", "级别", "parameter"),
        ("答复天数: {数值: 5日, 例外词语: 信访}", "例外词语", "parameter"),
        ("答复天数: {来源: 某省办法}", "答复天数", "no-value"),
        ("balance-wrong: {数值: 3}", "数值", "no-number"),
        ("decision-quorum: {数值: 2/3}", "数值", "others"),
        ("contract-days-wrong: {数值: 25年}", "数值", "others"),
        ("balance-wrong: {词语: 期末}", "词语", "no-words"),
        ("works-split: {例外词语: 路}", "例外词语", "no-excepted"),
        ("张贴天数: {数值: 15, 天数类型: 工作日}", "天数类型", "calendar-days"),
        ("张贴天数: 15个工作日", "张贴天数", "calendar-days"),
        ("现金支付: {数值: 2000, 天数类型: 工作日}", "天数类型", "no-days"),
        ("现金支付: {数值: 2000, 须超过: 是}", "须超过", "no-share"),
        ("rent-far-below-median: {级别: 错误}", "级别", "beside"),
    ],
)
def test_what_changes_nothing_is_noted_with_the_reason(text: str, field: str, why: str) -> None:
    found = noted(text)
    assert [(code, what) for code, _, what in found] == [("law-without-effect", why)]
    assert found[0][1] in (field, "")


@pytest.mark.parametrize("name", ["张贴天数", "posted-too-short"])
def test_a_rule_that_is_older_than_the_law_gives_way_to_its_floor(name: str) -> None:
    """Shandong's 5 days of 2018 held until the law of 2026 said 15; a stricter rule holds on."""
    days = (date(2025, 12, 31), date(2026, 1, 1))
    for written, since, held in (
        ("5日", "2018-07-01", [5, 15]),
        ("20日", "2018-07-01", [20, 20]),
        ("5日", "2026-01-01", [0, 5]),
    ):
        text = f"{name}: {{数值: {written}, 施行日期: {since}, 来源: 某省村务公开条例}}"
        changed = law(text)
        assert [changed.number("posting_days", day, own="posted-too-short") for day in days] == held


def test_of_rules_that_share_an_id_one_that_is_changed_is_enough() -> None:
    assert not noted("FIN-13: {数值: 8000元}")
    assert [code for code, _, _ in noted("FIN-99: {级别: 提醒}")] == ["key-unknown"]


def test_a_rule_that_is_switched_off_for_no_reason_is_asked_for_one() -> None:
    assert [code for code, _, _ in noted("FIN-09: {启用: 否}")] == ["switched-off-without-reason"]
    assert not noted("FIN-09: {启用: 否, 来源: 某县办法第六条}")


@pytest.mark.parametrize(
    ("written", "in_force", "grave"),
    [
        ("停用", False, None),
        ("{数值: 不查}", False, None),
        ("启用", True, None),
        ("错误", True, Severity.ERROR),
    ],
)
def test_a_word_in_place_of_the_number_switches_or_grades(
    written: str, in_force: bool, grave: Severity | None
) -> None:
    """To show how a number is written to whoever writes 停用 would be no help."""
    log = Log()
    read = read_law({"law/a.yaml": f"FIN-39: {written}".encode()}, NATIONAL, RULES, log)
    ruling = NATIONAL.with_files(read).ruling("amounts-round", DAY)
    assert (ruling.in_force, ruling.severity) == (in_force, grave)
    hints = [problem.hint("zh") for problem in log.problems]
    assert hints == ([] if in_force else ["连同停用的原因写成：FIN-39: {启用: 否, 说明: 本县另有规定}"])


def test_the_day_of_what_changes_nothing_switches_nothing() -> None:
    log = Log()
    written = {"law/a.yaml": "decision-quorum: {数值: 2/3, 施行日期: 2027-01-01}".encode()}
    changed = NATIONAL.with_files(read_law(written, NATIONAL, RULES, log))
    assert changed.ruling("decision-quorum", DAY).in_force
    assert log.problems


@pytest.mark.parametrize(
    ("rule", "written", "value"),
    [
        *(("amounts-round", written, Fraction(3, 5)) for written in ("60%", "60", "0.6", "3/5", "６０％")),
        *(("amounts-round", written, Fraction(3, 5)) for written in ("百分之六十", "五分之三", "60 %")),
        ("works-paid-ahead", "1.1", Fraction(11, 10)),
        ("works-paid-ahead", "110", Fraction(11, 10)),
        ("other-expenses-large", "0.03", Fraction(3, 100)),
        *(
            ("cash-payment-large", written, Fraction(2000))
            for written in ("2000元", "2,000", "0.2万元", "二千")
        ),
        *(
            ("contract-ends-soon", written, Fraction(60))
            for written in ("60", "60天", "60个自然日", "六十天")
        ),
        ("bidders-few", "5家", Fraction(5)),
        ("payment-undecided", "三万", Fraction(30000)),
    ],
)
def test_a_number_is_read_as_what_it_stands_in_for(rule: str, written: str, value: Fraction) -> None:
    assert law(f'{rule}: {{数值: "{written}"}}').value(rule, DAY) == value


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("amounts-round", "1"),
        ("amounts-round", "2.5"),
        ("other-expenses-large", "1.5"),
        ("amounts-round", "60元"),
        ("cash-payment-large", "40%"),
        ("cash-payment-large", "2000日"),
        ("contract-ends-soon", "1.5"),
        ("contract-ends-soon", "1/2"),
        ("村民代表会议同意", "10人"),
        ("notice-too-short", "15元"),
    ],
)
def test_a_number_that_may_mean_several_things_is_asked_back(name: str, written: str) -> None:
    assert [code for code, _, _ in noted(f'{name}: {{数值: "{written}"}}')] == ["value-wrong"]


@pytest.mark.parametrize(
    ("rule", "written", "example"),
    [
        ("FIN-09", "2000元以上", "1000元"),
        ("FIN-29", "两年", "365日"),
        ("FIN-25", "三个月", "90日"),
        ("FIN-39", "六成", "60%"),
    ],
)
def test_what_is_no_number_is_told_with_one_of_its_own_rule(rule: str, written: str, example: str) -> None:
    log = Log()
    read_law({"law/a.yaml": f"{rule}: {{数值: {written}}}".encode()}, NATIONAL, RULES, log)
    assert [problem.hint("zh") for problem in log.problems] == [f"例如：数值: {example}"]


def test_a_key_that_no_rule_has_is_told_those_that_there_are() -> None:
    log = Log()
    read_law({"law/a.yaml": "FIN-39: {数值: 60%, 备案号: 3}".encode()}, NATIONAL, RULES, log)
    assert "改成认得的名称：名称、数值" in log.problems[0].hint("zh")


def test_reason_and_day_go_by_the_names_that_people_have_for_them() -> None:
    off = law("FIN-09: {启用: 否, 原因: 由代理中心查, 生效日期: 2026-02-01}")
    assert [one.reason for one in off.switched_off(DAY)] == ["由代理中心查"]
    assert not [*off.switched_off(date(2026, 1, 31))]


def test_working_days_may_stand_in_the_number() -> None:
    for written in ("{数值: 7个工作日}", "{数值: 7, 天数类型: 工作日}"):
        entry = law(f"随时公开天数: {written}").entry("at_once_days", DAY)
        assert entry
        assert entry.value
        assert entry.value.number == 7
        assert entry.day_type == "工作日"


def test_what_holds_of_the_law_is_asked_of_the_nearest_place_that_says_it() -> None:
    own = LawEntry(name="cash_pay", value=Measure(Fraction(500), "元"))
    assert law("现金支付: 2000").below((own,)).amount("cash_pay", DAY) == 500


def test_a_rules_own_number_goes_over_the_one_it_shares_from_its_day() -> None:
    changed = law("FIN-09: {数值: 3000, 施行日期: 2026-07-01}")
    days = (date(2026, 6, 30), date(2026, 7, 1))
    assert [changed.amount("cash_pay", day, own="cash-payment-large") for day in days] == [1000, 3000]
    assert [changed.number("cash_pay", day, own="cash-payment-large") for day in days] == [1000, 3000]


def test_a_nearer_parameter_goes_over_a_farther_number_of_a_rules_own() -> None:
    def amount(*files: str) -> Decimal:
        return law(*files).amount("cash_pay", DAY, own="cash-payment-large")

    assert amount("FIN-09: 3000", "现金支付: 800") == 800
    assert amount("现金支付: 800", "FIN-09: 3000") == 3000
    assert amount("{现金支付: 800, FIN-09: 3000}") == 3000


@pytest.mark.parametrize(("files", "then"), [(1, 1100), (2, 1200), (3, 1300), (4, 1400)])
def test_land_province_county_and_township_in_their_order(files: int, then: int) -> None:
    """The nearest that had begun by a record's day holds, whatever farther ones say of a later one."""
    places = [f"FIN-09: {{数值: {1000 + 100 * at}, 施行日期: 2026-0{6 - at}-01}}" for at in range(1, 5)]
    changed = law(*places[:files])
    assert changed.value("cash-payment-large", date(2026, 12, 31)) == then
    assert changed.amount("cash_pay", date(2026, 1, 31), own="cash-payment-large") == 1000


@pytest.mark.parametrize(
    ("day", "severity", "days", "share"),
    [
        (date(2026, 6, 30), None, 10, Fraction(2, 3)),
        (date(2026, 7, 1), Severity.ERROR, 5, Fraction(3, 4)),
        (date(2026, 7, 2), Severity.ERROR, 5, Fraction(3, 4)),
    ],
)
def test_severities_deadlines_and_majorities_are_those_of_the_day(
    day: date, severity: Severity | None, days: int, share: Fraction
) -> None:
    changed = law(
        "FIN-09: {级别: 错误, 施行日期: 2026-07-01}\n"
        "随时公开天数: {数值: 5日, 施行日期: 2026-07-01}\n"
        "村民代表会议到会: {数值: 3/4, 施行日期: 2026-07-01}\n"
    )
    assert changed.ruling("cash-payment-large", day).severity is severity
    assert changed.number("at_once_days", day) == days
    assert changed.value("representatives_present", day) == share
