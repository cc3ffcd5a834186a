"""How wide words are, in hundredths of an em.

As the font of paper and screens has them, rounded up, so that what fits here fits there.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from sunboard.engines.typst_pages import measure_signs

EM = 100
REGULAR, MEDIUM, BOLD = 400, 500, 700
BREAK = "\u200b"
"""Where a line may end inside a word: nothing is drawn for it."""

_SEAM = 25
"""What typesetting adds between a Han character and a Latin letter or digit."""
_MARK = 180
"""A mark that the font cannot set on its letter makes two boxes of an em of both."""
_MEASURED = "".join(map(chr, range(ord("!"), ord("~") + 1))) + "−ШЩЮ№\u2e3a\u2e3b"
"""What is not an em wide in running text, or wider; any other sign counts as an em."""


def width(text: str, weight: int = BOLD, *, spaced: bool = True, before: str = "") -> int:
    """Return how wide a text is at most, the space after the text before it included.

    Without `spaced` Chinese and Latin stand close, as on panels that have no pixel to spare.
    """
    advances = _advances(weight)
    total, last = 0, before[-1:]
    for sign in text:
        advance = advances.get(sign)
        if advance is None:
            advance = _MARK if unicodedata.category(sign)[0] == "M" else EM
        total += advance
        if spaced and ((_letter(last) and _ideograph(sign)) or (_ideograph(last) and _letter(sign))):
            total += _SEAM
        last = sign
    return total


def _letter(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _ideograph(sign: str) -> bool:
    return (
        sign >= "\u2e80"
        and not "\u3000" <= sign <= "\u3004"
        and unicodedata.category(sign) in ("Lo", "Nl", "Lm")
    )


@cache
def _advances(weight: int) -> dict[str, int]:
    """Return the width of each sign.

    A slash is narrower in bold than in regular, and is taken for the wider.
    """
    lighter = (measure_signs(_MEASURED, each) for each in (REGULAR, MEDIUM, BOLD) if each <= weight)
    widest = map(max, zip(*lighter, strict=True))
    return dict(zip(_MEASURED, widest, strict=True)) | {" ": 23, BREAK: 0}
