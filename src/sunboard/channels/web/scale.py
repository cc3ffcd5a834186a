"""The four figures of a period, drawn to one scale: what there was, what came, what went, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from sunboard.model.plain import Plain, Values, text_of

ROLES = ("opening", "income", "expense", "closing")
WIDTH = 1000  # units of the drawing from edge to edge
_HAIR = 4  # units; an amount that is not nothing is never drawn as nothing


def to_scale(figures: Sequence[Values]) -> list[Plain]:
    """Return each figure with where its bar begins (`start`) and how wide it is (`width`), in units of the drawing.

    Income begins where the opening ends, expense runs back from there to the closing, so that the eye can follow the sum.
    Where a role is missing, doubled or its amount is no number, or the sum is not right, no bar is drawn (`width` is 0) rather than a wrong one.
    """
    spans = _spans(figures)
    low = min((min(span) for span in spans.values()), default=Decimal(0))
    range_ = max((max(span) for span in spans.values()), default=Decimal(0)) - low
    drawn: list[Plain] = []
    for figure in figures:
        span = spans.get(text_of(figure, "role"))
        start = width = 0
        if span and range_:
            start = round((min(span) - low) / range_ * WIDTH)
            width = round((max(span) - low) / range_ * WIDTH) - start
            if span[0] != span[1]:
                width = max(width, _HAIR)
            start = min(start, WIDTH - width)
        drawn.append({**figure, "start": start, "width": width})
    return drawn


def _spans(figures: Sequence[Values]) -> dict[str, tuple[Decimal, Decimal]]:
    """Return from where to where the bar of each role runs, or nothing where the four figures do not make a whole."""
    found = {
        text_of(figure, "role"): text_of(figure, "amount") for figure in figures if text_of(figure, "role")
    }
    if len(figures) != len(ROLES) or set(found) != set(ROLES):
        return {}
    try:
        opening, income, expense, closing = (Decimal(found[role]) for role in ROLES)
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
