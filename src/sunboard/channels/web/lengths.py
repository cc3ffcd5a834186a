"""The bars of a block, drawn to one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from sunboard.model.plain import Plain, Values, text_of

WIDTH = 1000  # units of the drawing from edge to edge
_HAIR = 4  # units; an amount that is not nothing is never drawn as nothing


def with_lengths(bars: Sequence[Values]) -> list[Plain]:
    """Return each bar with its `length` and that of what it is measured against, `of_length`, in units of the drawing.

    The largest amount of the block is the whole width. What is no number, or below zero, has no length: there the number alone speaks.
    """
    amounts = [(_amount(bar, "amount"), _amount(bar, "of")) for bar in bars]
    largest = max((amount for pair in amounts for amount in pair), default=Decimal(0))
    return [_drawn(bar, pair, largest) for bar, pair in zip(bars, amounts, strict=True)]


def _drawn(bar: Mapping[str, Plain], pair: tuple[Decimal, Decimal], largest: Decimal) -> Plain:
    length, of_length = (
        max(_HAIR, round(amount / largest * WIDTH)) if amount and largest else 0 for amount in pair
    )
    return {**bar, "length": length, "of_length": of_length}


def _amount(bar: Values, name: str) -> Decimal:
    try:
        amount = Decimal(text_of(bar, name) or "0")
    except InvalidOperation:
        return Decimal(0)
    return max(amount, Decimal(0)) if amount.is_finite() else Decimal(0)
