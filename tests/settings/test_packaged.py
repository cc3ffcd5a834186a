from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.fields.disclosure import CATEGORIES, CHANNELS
from sunboard.model.problem import Problem
from sunboard.settings.deadlines import deadline_of
from sunboard.settings.packaged import Packaged, load_packaged, packaged_files

FILES = packaged_files()
SERIES = {"DW": 9, "CW": 18, "CK": 12, "SZ": 8, "TD": 3, "GC": 5, "HM": 11, "QL": 4}
CODES = [f"{series}{at:02}" for series, last in SERIES.items() for at in range(1, last + 1)]
OPTIONAL = {"DW05", "DW07", "DW09", "CW12", "CW13", "CW14", "CW17", "CW18", "CK08", "SZ06", "HM05", "HM10"}
OWN_NAMES = (
    "catalog.yaml",
    "glossary.yaml",
    "accounts.yaml",
    "holidays.yaml",
    "programmes.yaml",
    "law/province.yaml",
)


def load(**own: str) -> tuple[Packaged, tuple[Problem, ...]]:
    return load_packaged(
        FILES, {f"{name}.yaml".replace("law_", "law/"): text.encode() for name, text in own.items()}
    )


def seen(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    return [(problem.fault.code, problem.place.path, problem.place.line) for problem in problems]


PLAIN, PLAIN_PROBLEMS = load()


def test_the_packaged_files_have_no_problem() -> None:
    assert PLAIN_PROBLEMS == ()
    assert sorted(FILES) == [
        "accounts.yaml",
        "catalog.yaml",
        "glossary.yaml",
        "holidays.yaml",
        "law/national.yaml",
        "programmes.yaml",
    ]


def test_the_catalogue_has_every_row() -> None:
    assert list(PLAIN.catalog) == CODES
    assert len(CODES) == 70
    assert {code for code, row in PLAIN.catalog.items() if not row.core} == OPTIONAL


def test_every_row_is_whole() -> None:
    for row in PLAIN.catalog.values():
        assert row.category in CATEGORIES
        assert all((row.title, row.content, row.frequency, row.deadline, row.responsible))
        assert row.responsible != "同上"
        assert set(row.channels) <= set(CHANNELS)
        assert row.channels


@pytest.mark.parametrize(
    ("code", "days", "notice_days", "day_type", "condition"),
    [
        ("DW03", 3, 5, "工作日", None),
        ("DW05", 10, 5, "工作日", "优秀"),
        ("CW01", 5, None, None, None),
        ("CW05", 5, 7, "日历日", "涉财产"),
        ("CW11", None, 5, "日历日", "异议"),
        ("CW15", None, None, None, None),
        ("CK01", None, 7, "日历日", None),
        ("CK02", 15, None, None, None),
        ("CK07", 5, 5, "日历日", "付款前"),
        ("SZ04", 3, None, None, None),
        ("SZ07", 5, 7, "日历日", None),
        ("TD02", 5, None, None, None),
        ("GC02", 3, None, None, None),
        ("HM04", 15, None, None, None),
    ],
)
def test_numbers_are_read_where_they_hold_without_condition(
    code: str, days: int | None, notice_days: int | None, day_type: str | None, condition: str | None
) -> None:
    row = PLAIN.catalog[code]
    deadline = deadline_of(row.deadline or "")
    assert (deadline and deadline.days, row.notice_days, row.notice_day_type, row.notice_condition) == (
        days,
        notice_days,
        day_type,
        condition,
    )


@pytest.mark.parametrize(
    ("code", "title", "asked"),
    [
        ("SZ04", "鱼塘发包方案公示", (15, "日历日")),
        ("SZ04", "鱼塘发包结果公示", (5, "日历日")),
        ("SZ04", "鱼塘发包成交公示", (5, "日历日")),
        ("GC02", "巷道硬化比选成交公示", (3, "日历日")),
        ("DW03", "发展党员公示", (5, "工作日")),
        ("CK02", "一季度收支", None),
    ],
)
def test_of_several_notices_that_of_what_a_title_names_is_asked_for(
    code: str, title: str, asked: tuple[int, str] | None
) -> None:
    assert PLAIN.catalog[code].notice_of(title) == asked


def test_the_words_of_a_row_stay_as_written() -> None:
    row = PLAIN.catalog["SZ04"]
    assert (row.notice, row.channels) == ("15日（方案）；5日（结果）", ("栏", "网", "屏"))
    assert (PLAIN.catalog["DW03"].shown, PLAIN.catalog["DW03"].channels) == ("栏网（或党内）", ("栏", "网"))


def test_the_glossary_is_short_and_whole() -> None:
    assert len(PLAIN.glossary) == len({term.term for term in PLAIN.glossary}) == 74
    assert all(0 < len(term.plain) <= 60 for term in PLAIN.glossary)
    assert [
        term.term
        for term in PLAIN.glossary
        if "村" in (term.community or term.plain) and term.term not in ("集体经济组织", "衔接资金")
    ] == []
    assert next(term for term in PLAIN.glossary if term.term == "村务监督委员会").aliases == (
        "监委会",
        "村监委",
    )


def test_the_chart_has_the_first_level_only() -> None:
    assert len(PLAIN.accounts) == 42
    assert all(re.fullmatch(r"[1-5]\d\d", code) for code in PLAIN.accounts)


def test_a_row_is_added_in_chinese_and_in_english() -> None:
    own = """
- 编码: X01
  类别: 村务
  事项: 村史馆开放
  时限: 20日
  公示: 3个工作日（收费时）
  渠道: 公开栏、网站
- {code: X02, category: 村务, title: 球场, deadline: 7日, notice: —, channels: 栏网, core: 否}
"""
    packaged, problems = load(catalog=own)
    assert problems == ()
    assert list(packaged.catalog) == [*CODES, "X01", "X02"]
    one, two = packaged.catalog["X01"], packaged.catalog["X02"]
    assert (
        one.deadline,
        one.notice_days,
        one.notice_day_type,
        one.notice_condition,
        one.channels,
    ) == ("20日", 3, "工作日", "收费时", ("栏", "网"))
    assert (two.notice, two.notice_days, two.core) == (None, None, False)
    assert one.at("title").line == 4


def test_a_whole_row_replaces_and_a_partial_one_changes() -> None:
    packaged, problems = load(
        catalog="CW05: {类别: 村务, 事项: 会议决定}\nCW06:\n  时限: 20日\n"
        "CW07: {适用: 否, 原因: 无村庄规划}\nHM05: {核心: 是}\n"
    )
    assert problems == ()
    assert list(packaged.catalog) == CODES
    assert (
        packaged.catalog["CW05"].title,
        packaged.catalog["CW05"].notice_days,
        packaged.catalog["CW05"].content,
    ) == ("会议决定", None, None)
    changed = packaged.catalog["CW06"]
    assert (changed.deadline, changed.title, changed.content) == (
        "20日",
        PLAIN.catalog["CW06"].title,
        PLAIN.catalog["CW06"].content,
    )
    assert (packaged.catalog["CW07"].applies, packaged.catalog["CW07"].reason) == (False, "无村庄规划")
    assert packaged.catalog["HM05"].core


def test_terms_are_added_and_replaced() -> None:
    packaged, problems = load(glossary="村小二: 帮你跑腿办事的人\n三资: {大白话: 村里的家底, 别名: 家底}\n")
    assert problems == ()
    assert [term.term for term in packaged.glossary][-1] == "村小二"
    assert len(packaged.glossary) == len(PLAIN.glossary) + 1
    assert next((term.plain, term.aliases) for term in packaged.glossary if term.term == "三资") == (
        "村里的家底",
        ("家底",),
    )


@pytest.mark.parametrize(
    "own",
    [
        "501.02: 发包收入\n",
        "- {编码: 501.02, 名称: 发包收入}\n",
        "501.02: {name: 发包收入}\n",
        "５０１．０２: 经营收入/发包收入\n",
        "科目:\n  - {code: 501.02, name: 发包收入}\n",
    ],
)
def test_an_account_is_named_with_the_one_above_it(own: str) -> None:
    packaged, problems = load(accounts=own)
    assert problems == ()
    assert len(packaged.accounts) == 43
    for written in ("501.02", " 501.02 ", "501.02 经营收入/发包收入", "501.02 随便写的", "５０１．０２"):
        assert packaged.account_name(written) == "经营收入/发包收入"
        assert packaged.account_code(written) == "501.02"
        assert packaged.account_class(written) == "501"
    assert packaged.account_class("发包收入") == packaged.account_class(None) == ""


def test_an_account_is_named_as_far_as_it_is_known() -> None:
    known = {
        "501": "经营收入",
        "501.02": "经营收入",
        "501.02 发包收入": "经营收入/发包收入",
        "501.02 经营收入/发包收入": "经营收入/发包收入",
        "501.02 经营收入": "经营收入",
        "999.01 别的": "别的",
        "513 管理费": "管理费用",
        "511 发包及上交收入": "发包及上交收入",  # of another chart
    } | dict.fromkeys(("999", "5010", "501.", "经营收入", ""), "")
    assert {written: PLAIN.account_name(written) for written in known} == known


def test_the_law_of_the_day() -> None:
    law = PLAIN.law
    assert law.number("posting_days", date(2026, 1, 1)) == 15
    assert law.number("posting_days", date(2025, 12, 31)) == 0
    assert law.number("posting_days", date(1999, 1, 1)) == 0
    assert law.entry("posting_days", date(1999, 1, 1)) is None
    assert [
        law.number(name, date(2026, 3, 1))
        for name in ("at_once_days", "monthly_day", "quarterly_day", "reply_days")
    ] == [10, 15, 15, 10]
    assert all(entry.source and entry.effective_from for entries in law.entries.values() for entry in entries)
    with pytest.raises(KeyError):
        law.number("no_such_thing", date(2026, 1, 1))
    assert law.number("members_agree", date(2026, 1, 1)) == 0  # of a share what is whole


@pytest.mark.parametrize(
    ("name", "count", "whole", "enough"),
    [
        ("villagers_present", 50, 100, True),
        ("villagers_agree", 50, 100, False),
        ("villagers_agree", 51, 100, True),
        ("representatives_present", 20, 30, True),
        ("representatives_present", 20, 31, False),
        ("members_agree", 2, 3, True),
        ("party_present", 15, 30, False),
        ("member_representatives_count", 20, 1, False),
        ("member_representatives_count", 21, 1, True),
    ],
)
def test_quorums(name: str, count: int, whole: int, enough: bool) -> None:
    entry = PLAIN.law.entry(name, date(2026, 3, 1))
    assert entry is not None
    assert entry.reached(count, whole) is enough


def test_a_county_stands_before_the_nation() -> None:
    own = "答复天数: 3日\nposting_days:\n  - {value: 20, 施行日期: 2027-01-01, 来源: 某省办法}\n"
    packaged, problems = load(law_province=own)
    assert problems == ()
    assert packaged.law.number("reply_days", date(2026, 3, 1)) == 3
    assert packaged.law.number("posting_days", date(2026, 3, 1)) == 15
    assert packaged.law.number("posting_days", date(2027, 3, 1)) == 20


def test_a_later_law_file_stands_before_an_earlier_one() -> None:
    own = {
        "law/a.yaml": b"reply_days: 5",
        "law/b.yaml": b"- {name: reply_days, value: 7, effective_from: 2020-01-01}",
    }
    assert load_packaged(FILES, own)[0].law.number("reply_days", date(2026, 1, 1)) == 7
    assert (
        load_packaged(FILES, dict(reversed(own.items())))[0].law.number("reply_days", date(2026, 1, 1)) == 5
    )


def test_an_unknown_parameter_is_pointed_out() -> None:
    packaged, problems = load(law_province="reply_days: 5\nreply_dayz: 6\n")
    assert seen(problems) == [("key-unknown", "law/province.yaml", 2)]
    assert "reply_days" in problems[0].hint("zh")
    assert packaged.law.number("reply_days", date(2026, 1, 1)) == 5


def test_working_days() -> None:
    works = {(2026, 2, 14): True, (2026, 3, 6): True, (2026, 10, 10): True, (2019, 3, 6): None}
    works |= dict.fromkeys(((2026, 2, 16), (2026, 3, 7), (2026, 10, 7), (2025, 10, 8)), False)
    assert {day: PLAIN.is_working_day(date(*day)) for day in works} == works


@pytest.mark.parametrize(
    ("start", "days", "working", "guess", "last"),
    [
        (date(2026, 3, 10), 7, False, False, date(2026, 3, 17)),
        (date(2026, 3, 10), 5, True, False, date(2026, 3, 17)),
        (
            date(2026, 2, 13),
            2,
            True,
            False,
            date(2026, 2, 24),
        ),  # the 14th is worked for the new year's days off
        (date(2019, 3, 6), 3, True, False, None),
        (date(2019, 3, 6), 3, True, True, date(2019, 3, 11)),
        (date(9999, 12, 1), 7, False, False, None),
        (date(2026, 3, 10), 10**9, True, True, None),
    ],
)
def test_the_last_day_of_a_notice(
    start: date, days: int, working: bool, guess: bool, last: date | None
) -> None:
    assert PLAIN.last_day(start, days, working=working, guess=guess) == last


def test_exactly_the_weekdays_and_weekends_of_the_notices() -> None:
    for found in PLAIN.holidays.values():
        assert len(set(found.holidays)) == len(found.holidays)
        assert all(day.weekday() >= 5 and day not in found.holidays for day in found.workdays)
    assert {year: (len(found.holidays), len(found.workdays)) for year, found in PLAIN.holidays.items()} == {
        2025: (28, 5),
        2026: (33, 6),
    }


@pytest.mark.parametrize(
    "own",
    [
        "2027年: {放假: 2027-01-01、2027-10-01至2027-10-03}",
        "- {year: 2027, holidays: [2027-01-01, 2027-10-01~2027-10-03]}",
        "2027: [2027-01-01, 2027-10-01至2027-10-03]",
    ],
)
def test_a_year_is_added(own: str) -> None:
    packaged, problems = load(holidays=own)
    assert problems == ()
    assert packaged.holidays[2027].holidays == (
        date(2027, 1, 1),
        date(2027, 10, 1),
        date(2027, 10, 2),
        date(2027, 10, 3),
    )
    assert 2026 in packaged.holidays


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"catalog": "CW05：\n  时限: 5日\n"}, ("yaml-broken", "catalog.yaml", 1)),
        ({"catalog": "X01:\n  事项: 球场\n"}, ("field-missing", "catalog.yaml", 1)),
        ({"catalog": "X01:\n  类别: 体育\n  事项: 球场\n"}, ("value-wrong", "catalog.yaml", 2)),
        ({"catalog": "CW05:\n  渠道: 大喇叭\n"}, ("value-wrong", "catalog.yaml", 2)),
        ({"catalog": "CW05:\n  时线: 5日\n"}, ("key-unknown", "catalog.yaml", 2)),
        ({"catalog": "# 目录\n只有一句话\n"}, ("yaml-broken", "catalog.yaml", 1)),
        (
            {"catalog": "- {编码: CW05, 时限: 5日}\n- {编码: CW05, 时限: 6日}\n"},
            ("key-given-twice", "catalog.yaml", 2),
        ),
        ({"catalog": "- 时限: 5日\n"}, ("field-missing", "catalog.yaml", 1)),
        ({"glossary": "三资: {大白话: [一, 二]}"}, ("shape-wrong", "glossary.yaml", 1)),
        ({"accounts": "\n发包: 501.02\n"}, ("value-wrong", "accounts.yaml", 2)),
        ({"holidays": "2026: {放假: 2025-12-31}"}, ("value-wrong", "holidays.yaml", 1)),
        ({"holidays": "今年: {放假: 2026-10-01}"}, ("value-wrong", "holidays.yaml", 1)),
        ({"holidays": "2026: {放假: 2026-10-07至2026-10-01}"}, ("value-wrong", "holidays.yaml", 1)),
        ({"law_province": "reply_days: 几天\n"}, ("value-wrong", "law/province.yaml", 1)),
        ({"law_province": "members_agree: 2/0\n"}, ("value-wrong", "law/province.yaml", 1)),
    ],
)
def test_what_is_wrong_is_told_with_its_line(own: Mapping[str, str], expected: tuple[str, str, int]) -> None:
    packaged, problems = load(**own)
    assert expected in seen(problems)
    assert list(packaged.catalog)[:70] == CODES


def test_a_broken_row_leaves_the_packaged_one() -> None:
    packaged, problems = load(
        catalog="CW05: {公示天数: 很多}\nX01: {类别: 村务, 事项: 球场}\n",
        holidays="2026: {放假: 2025-12-31}\n",
    )
    assert len(problems) == 2
    assert packaged.catalog["CW05"].notice_days == 7
    assert packaged.catalog["X01"].title == "球场"
    assert len(packaged.holidays[2026].holidays) == 33


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_may_come_from_any_desk(encoding: str) -> None:
    packaged, problems = load_packaged(
        FILES, {"accounts.yaml": "501.02: 发包收入\r\n501.03: 光伏收入\r\n".encode(encoding)}
    )
    assert problems == ()
    assert packaged.account_name("501.03") == "经营收入/光伏收入"


def test_what_is_no_text_is_told() -> None:
    assert seen(load_packaged(FILES, {"accounts.yaml": b"\xff\x00\x81"})[1]) == [
        ("encoding-unknown", "accounts.yaml", 1)
    ]


MINIMAL = {
    "catalog.yaml": b"CW05: {category: \xe6\x9d\x91\xe5\x8a\xa1, title: a}",
    "glossary.yaml": b"a: b",
    "accounts.yaml": b"501: a",
    "holidays.yaml": b"2026: {holidays: [2026-01-01]}",
    "programmes.yaml": b"a: {web: \xe4\xb8\x8d\xe9\x81\xae, paper: \xe4\xb8\x8d\xe9\x81\xae}",
    "law/national.yaml": b"reply_days: 10",
}
WORDS = st.sampled_from(
    (
        *(
            "CW05",
            "编码",
            "类别",
            "村务",
            "事项",
            "501.02",
            "2026",
            "放假",
            "reply_days",
            "2026-10-01",
            "1/2",
        ),
        *("[", "]", "{", "}", "、", "：", "&a ", "*a", "?", ": ", "\n", "- ", "  ", "\t", " "),
    )
)


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(OWN_NAMES),
    data=st.binary(max_size=200) | st.lists(WORDS, max_size=25).map(lambda words: "".join(words).encode()),
)
def test_no_bytes_raise(name: str, data: bytes) -> None:
    packaged, problems = load_packaged(MINIMAL, {name: data})
    assert "CW05" in packaged.catalog
    assert "501" in packaged.accounts
    for problem in problems:
        assert problem.place.path == name


def test_what_is_made_once_is_made_anew_of_other_data() -> None:
    assert PLAIN.once("due", lambda: 1) == PLAIN.once("due", lambda: 2) == 1
    assert replace(PLAIN, glossary=()).once("due", lambda: 3) == 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("521 管理费用", "513"),
        ("521.01 管理费用/水电费", "513"),
        ("513 管理费用", ""),
        ("513.01 管理费用/水电费", ""),
        ("513 办公费", ""),
        ("511 发包及上交收入", ""),
        ("管理费用", ""),
        ("521", ""),
    ],
)
def test_an_account_named_behind_the_code_of_another_is_known(written: str, meant: str) -> None:
    assert PLAIN.account_meant(written) == meant


def test_days_in_place_of_years_are_asked_for_by_year() -> None:
    packaged, problems = load(holidays="2026-05-01: 劳动节")
    assert [(one.fault.code, one.place.line) for one in problems] == [("shape-wrong", 1)]
    assert problems[0].hint("zh").endswith("2026: {放假: [2026-05-01, …], 上班: […]}")
    assert packaged.holidays == PLAIN.holidays
