"""What is written in ways that only a reading as a whole can settle."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.fields.numerals import parse_amount, parse_whole
from sunboard.fields.written import (
    Contradiction,
    amounts_said,
    groups_said,
    parse_count,
    parse_day,
    parse_money,
    parse_phone,
    parse_span,
    period_text,
    pieces_of,
)
from sunboard.model.period import parse_period


@given(
    st.text(alphabet="0123456789-./年月日元万亿,，（）()+ ¥壹贰拾佰仟零角分整转一二十Qq第季度", max_size=14)
)
def test_any_text_is_a_value_or_nothing(written: str) -> None:
    for read in (parse_money, parse_amount, parse_whole, parse_count, parse_phone):
        read(written)
    parse_period(period_text(written))
    with suppress(ValueError):
        parse_day(written)


def test_a_weekday_must_be_that_of_the_day() -> None:
    assert parse_day("2026年3月10日（星期二）") == date(2026, 3, 10)
    with pytest.raises(ValueError, match="2026"):
        parse_day("2026-03-10 星期三")


def test_a_quarter_that_ends_in_another_year_contradicts_itself() -> None:
    assert period_text("2026年1月至2026年3月") == "2026年一季度"
    with pytest.raises(Contradiction):
        period_text("2025年1月至2026年3月")


def test_figures_and_words_that_differ_are_two_amounts() -> None:
    assert parse_money("19500元（壹万玖仟元整）") is None
    assert amounts_said("19500元（壹万玖仟元整）") == (Decimal("19500.00"), Decimal("19000.00"))


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("三重一大、工程", ["三重一大", "工程"]),
        ("三重一大，工程", ["三重一大", "工程"]),
        ("三重一大,工程；道路", ["三重一大", "工程", "道路"]),
        ("《村委会法》第三十条，《土地法》第六十二条", ["《村委会法》第三十条", "《土地法》第六十二条"]),
        ("《办法》（2020年，修订）", ["《办法》（2020年，修订）"]),
        ("经村民代表会议讨论，同意实施", ["经村民代表会议讨论，同意实施"]),
        ("甲，乙、丙", ["甲，乙", "丙"]),
        ("【一组，二组】", ["一组", "二组"]),
        ("[一组、二组]", ["一组", "二组"]),
        ("〔2026〕3号", ["〔2026〕3号"]),
        ("【重要】、工程", ["【重要】", "工程"]),
        ("、", []),
    ],
)
def test_a_list_is_taken_apart_where_its_items_are_certain(written: str, pieces: list[str]) -> None:
    assert list(pieces_of(written)) == pieces


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        ("1-5组", "1组 2组 3组 4组 5组"),
        ("一组至三组", "1组 2组 3组"),
        ("第三村民小组", "3组"),
        ("三组和4组、5小组", "3组 4组 5组"),
        ("一组 二组　3组", "1组 2组 3组"),
        ("第 3 组", "3组"),
        ("东头组", ""),
        ("5-1组", ""),
        ("1-5000组", ""),
        ("5个", ""),
    ],
)
def test_groups_are_named_by_number(written: str, groups: str) -> None:
    assert groups_said(written) == tuple(groups.split())


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2026年4月10日至4月16日（7天）", "2026-04-10 2026-04-16 7天"),
        ("2026-04-10至2026-04-16，共5个工作日", "2026-04-10 2026-04-16 5个工作日"),
        ("自2026.4.10起—4.16止", "2026-04-10 2026-04-16"),
        ("2023.5.1--2026.4.30", "2023-05-01 2026-04-30"),
        ("2026年4月16日至4月10日", "None"),
        ("4月10日至16日", "None"),
        ("2026-04-10", "None"),
        ("2026年4月31日至5月3日", "None"),
    ],
)
def test_days_from_one_to_another(written: str, days: str) -> None:
    found = parse_span(written)
    assert (f"{found.first} {found.last} {found.days}".rstrip() if found else "None") == days
