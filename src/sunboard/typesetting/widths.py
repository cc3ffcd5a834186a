"""How wide words are, in hundredths of an em.

As the font of paper and screens has them, rounded up, so that what fits here fits there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

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
    return _width(text, weight, spaced, before[-1:])


@lru_cache(maxsize=16384)
def _width(text: str, weight: int, spaced: bool, before: str) -> int:
    """Measure a text behind a sign; most words are measured again for each size of type."""
    signs = _Signs.of(weight)
    total = 0
    last = signs[before].script if before else OTHER
    for sign in text:
        advance, script = signs[sign]
        total += advance
        if spaced and script + last == LETTER + IDEOGRAPH:
            total += _SEAM
        last = script
    return total


OTHER, LETTER, IDEOGRAPH = 0, 1, 2  # between the last two typesetting leaves a seam, whichever comes first


class _Sign(NamedTuple):
    advance: int
    script: int


class _Signs(dict[str, _Sign]):
    """What is known of each sign in a weight of the font, found out when it is met first."""

    def __init__(self, advances: Mapping[str, int]) -> None:
        super().__init__((sign, _Sign(advance, _script(sign))) for sign, advance in advances.items())

    def __missing__(self, sign: str) -> _Sign:
        advance = _MARK if unicodedata.category(sign)[0] == "M" else EM
        found = self[sign] = _Sign(advance, _script(sign))
        return found

    @classmethod
    @cache
    def of(cls, weight: int) -> _Signs:
        """Return the signs of a weight."""
        return cls(_advances(weight))


def _script(sign: str) -> int:
    if sign.isascii():
        return LETTER if sign.isalnum() else OTHER
    is_ideograph = (
        sign >= "\u2e80"
        and not "\u3000" <= sign <= "\u3004"
        and unicodedata.category(sign) in ("Lo", "Nl", "Lm")
    )
    return IDEOGRAPH if is_ideograph else OTHER


def _advances(weight: int) -> dict[str, int]:
    """Return the width of each sign.

    A slash is narrower in bold than in regular, and is taken for the wider.
    """
    lighter = (measure_signs(_MEASURED, each) for each in (REGULAR, MEDIUM, BOLD) if each <= weight)
    widest = map(max, zip(*lighter, strict=True))
    return dict(zip(_MEASURED, widest, strict=True)) | {" ": 23, BREAK: 0}
