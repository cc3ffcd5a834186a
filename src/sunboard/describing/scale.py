"""Amounts drawn to one scale, whatever draws them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction


def to_scale(amounts: Iterable[Decimal | None]) -> list[Fraction]:
    """Return how long the bar of each amount is in parts of the longest; what is no amount has no bar."""
    sizes = [Fraction(abs(amount)) if amount is not None else Fraction(0) for amount in amounts]
    longest = max(sizes, default=Fraction(0)) or Fraction(1)
    return [size / longest for size in sizes]
