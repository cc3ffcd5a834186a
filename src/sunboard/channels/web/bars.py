"""Amounts drawn as bars, those of one drawing to one scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from sunboard.model.plain import Plain, Values, text_of

ROLES = ("opening", "income", "expense", "closing")
WIDTH = 1000  # units of a drawing from edge to edge
_HAIR = 4  # units; an amount that is not nothing is never drawn as nothing


def with_lengths(bars: Sequence[Values]) -> list[Plain]:
    """Return each bar with its `length` and `of_length`, that of what it is measured against.

    Lengths are in units of the drawing; the largest amount of the block is its whole width. What is no number
    or below zero has no length: there the number alone speaks.
    """
    amounts = [(_positive(bar, "amount"), _positive(bar, "of")) for bar in bars]
    largest = max((amount for pair in amounts for amount in pair), default=Decimal(0))

    def length(amount: Decimal) -> int:
        return max(_HAIR, round(amount / largest * WIDTH)) if amount else 0

    return [
        {**bar, "length": length(amount), "of_length": length(of)}
        for bar, (amount, of) in zip(bars, amounts, strict=True)
    ]


def _positive(bar: Values, name: str) -> Decimal:
    """Return an amount, zero where it is none."""
    try:
        amount = Decimal(text_of(bar, name) or "0")
    except InvalidOperation:
        return Decimal(0)
    return max(amount, Decimal(0)) if amount.is_finite() else Decimal(0)


def to_scale(figures: Sequence[Values]) -> list[Plain]:
    """Return the figures of a period, each with where its bar begins (`start`) and its `width`.

    Income begins where the opening ends, expense runs back from there to the closing, so that the eye can
    follow the sum. Where a role is missing, doubled or its amount is no number, or the sum is not right,
    no bar is drawn (`width` is 0) rather than a wrong one.
    """
    spans = _spans(figures)
    low = min((min(span) for span in spans.values()), default=Decimal(0))
    whole = max((max(span) for span in spans.values()), default=Decimal(0)) - low
    drawn: list[Plain] = []
    for figure in figures:
        span = spans.get(text_of(figure, "role"))
        start = width = 0
        if span and whole:
            start = round((min(span) - low) / whole * WIDTH)
            width = round((max(span) - low) / whole * WIDTH) - start
            if span[0] != span[1]:
                width = max(width, _HAIR)
            start = min(start, WIDTH - width)
        drawn.append({**figure, "start": start, "width": width})
    return drawn


def _spans(figures: Sequence[Values]) -> dict[str, tuple[Decimal, Decimal]]:
    """Return from where to where the bar of each role runs, nothing where the figures do not make a whole."""
    amounts = {text_of(figure, "role"): text_of(figure, "amount") for figure in figures}
    if len(figures) != len(ROLES) or set(amounts) != set(ROLES):
        return {}
    try:
        opening, income, expense, closing = (Decimal(amounts[role]) for role in ROLES)
    except InvalidOperation:
        return {}
    if opening + income - expense != closing:
        return {}
    zero, top = Decimal(0), opening + income
    return {
        "opening": (zero, opening),
        "income": (opening, top),
        "expense": (closing, top),
        "closing": (zero, closing),
    }
