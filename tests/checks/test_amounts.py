"""Amounts in the words of vouchers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.checks.vouchers import in_words
from sunboard.fields.numerals import parse_amount

WORDS = [
    ("500.00", "伍佰元整"),
    ("1236.80", "壹仟贰佰叁拾陆元捌角整"),
    ("19500", "壹万玖仟伍佰元整"),
    ("100.05", "壹佰元零伍分"),
    ("0.05", "伍分"),
    ("10005.60", "壹万零伍元陆角整"),
    ("100000", "壹拾万元整"),
    ("1000000000.00", "壹拾亿元整"),
    ("20030.04", "贰万零叁拾元零肆分"),
    ("0", "零元整"),
    ("100010000", "壹亿零壹万元整"),
]


@pytest.mark.parametrize(("amount", "words"), WORDS)
def test_amounts_are_written_as_on_a_voucher(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


@given(st.decimals(min_value=0, max_value=999_999_999_999, places=2))
def test_words_are_read_as_the_amount(amount: Decimal) -> None:
    assert parse_amount(in_words(amount)) == amount
