"""Amounts drawn as bars, those of one drawing to one scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sunboard.describing.scale import to_scale
from sunboard.model.plain import Plain, Values, text_of
from sunboard.typesetting.saying import to_amount

ROLES = ("opening", "income", "expense", "closing")
WIDTH = 1000  # units of a drawing from edge to edge
_HAIR = 4  # units; an amount that is not nothing is never drawn as nothing


def with_lengths(bars: Sequence[Values]) -> list[Plain]:
    """Return each bar with its `length` and `of_length`, that of what it is measured against.

    Lengths are in units of the drawing; the largest amount of the block is its whole width. What is no number
    or below zero has no length: there the number alone speaks.
    """
    written = [to_amount(text_of(bar, name)) for name in ("amount", "of") for bar in bars]
    parts = to_scale(amount if amount and amount > 0 else None for amount in written)
    lengths = [max(_HAIR, round(part * WIDTH)) if part else 0 for part in parts]
    return [
        {**bar, "length": length, "of_length": of}
        for bar, length, of in zip(bars, lengths, lengths[len(bars) :], strict=False)
    ]


def figures_to_scale(figures: Sequence[Values]) -> list[Plain]:
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
    found = [amount for role in ROLES if (amount := to_amount(amounts[role])) is not None]
    if len(found) < len(ROLES):
        return {}
    opening, income, expense, closing = found
    if opening + income - expense != closing:
        return {}
    zero, top = Decimal(0), opening + income
    return {
        "opening": (zero, opening),
        "income": (opening, top),
        "expense": (closing, top),
        "closing": (zero, closing),
    }
