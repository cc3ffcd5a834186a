"""Amounts in capital numerals: written as vouchers do, and read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.fields.numerals import amount_in_words, parse_amount, parse_whole

WORDS = [
    ("0", "零元整"),
    ("0.30", "叁角整"),
    ("0.05", "伍分"),
    ("100.05", "壹佰元零伍分"),
    ("1236.80", "壹仟贰佰叁拾陆元捌角整"),
    ("10005.60", "壹万零伍元陆角整"),
    ("1000000000.00", "壹拾亿元整"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("19500", "壹万玖仟伍佰元整"),
    ("20030", "贰万零叁拾元整"),
    ("107000.50", "壹拾万柒仟元伍角整"),
    ("100010001", "壹亿零壹万零壹元整"),
    ("-5.50", "负伍元伍角整"),
    ("-0.00", "零元整"),
    ("1000000000000", ""),
]


@pytest.mark.parametrize(("amount", "words"), WORDS)
def test_amounts_stand_in_words(amount: str, words: str) -> None:
    assert amount_in_words(Decimal(amount)) == words


@given(st.integers(-(10**14) + 1, 10**14 - 1))
def test_what_is_written_is_read_back(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    words = amount_in_words(amount)
    assert parse_amount(words) == amount
    assert "零零" not in words
    assert "零元" not in words or not cents


WHOLE = {
    "壹万玖仟伍佰": 19500,
    "十二": 12,
    "廿一": 21,
    "三百零五": 305,
    "贰仟零壹拾": 2010,
    "壹亿零壹万": 100010000,
    "两千": 2000,
    "一百一十万": 1100000,
}


def test_numerals_are_read_where_they_say_one_number() -> None:
    assert {written: parse_whole(written) for written in WHOLE} == WHOLE
    refused = ("一二", "百千", "五十十", "万", "三点五", "", "二百五", "一万五")
    assert [written for written in refused if parse_whole(written) is not None] == []
