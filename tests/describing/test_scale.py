"""Bars to one scale."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sunboard.describing.scale import to_scale


def test_the_longest_is_whole_and_the_others_are_exact_parts_of_it() -> None:
    amounts = (Decimal("30.00"), Decimal("-10.00"), None, Decimal("0.00"))
    assert to_scale(amounts) == [1, Fraction(1, 3), 0, 0], "what is below zero is as long as its opposite"


def test_of_nothing_nothing_is_drawn() -> None:
    assert to_scale([Decimal(0), None]) == [0, 0]
    assert to_scale([]) == []
