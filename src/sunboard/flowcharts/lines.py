"""How wide words are and where their lines break, in hundredths of an em.

Widths are rather too large than too small, so that what fits here also fits where a browser or Typst draws it in a font of its own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

EM = 100
LINE = 140
"""From one line to the next."""

_SEAM = 25
"""What typesetting may add between a Han character and a Latin letter or digit."""
_NARROW, _BROAD = frozenset(" .,:;'|!-/\\()[]{}Iijltf"), frozenset("mwMW@%&")
_OPENING = "“‘（《〈「『【〔［｛"
_CLOSING = "”’，。、；：！？）》〉」』】〕］｝…—～·％‰℃"
_MARKS = "\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[!-~\u00c0-\u024f]+|[^\s{_OPENING}])[{_MARKS}{_CLOSING},.;:!?)\]]*|[{_OPENING}]+"
)
"""What a line is not broken within: a word or a number, a mark with what it belongs to."""


def measure(text: str, bold: bool = False) -> int:
    """Return how wide a text is at most."""
    total, last = 0, ""
    for char in text:
        total += _advance(char, bold)
        if last and char != " " and last != " " and last.isascii() != char.isascii():
            total += _SEAM
        last = char
    return total


def _advance(char: str, bold: bool) -> int:
    if not char.isascii():
        return 0 if unicodedata.category(char) in ("Mn", "Cf") else EM
    wide = (
        98
        if char in _BROAD
        else 40
        if char in _NARROW
        else 58
        if char.isdigit()
        else 76
        if char.isupper()
        else 64
    )
    return wide + 3 * bold


@lru_cache(maxsize=4096)
def break_lines(text: str, width: int, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most `width`, no closing mark first, no opening mark last, no character alone where that can be.

    Together the lines are the text without the spaces at their ends.
    """
    plain = " ".join(text.split())
    lines = _greedy(plain, width, bold)
    if len(lines) < 2 or not any(map(_lonely, lines)):
        return lines
    for narrower in range(width - EM // 2, max(width // 2, 2 * EM) - 1, -EM // 2):
        tried = _greedy(plain, narrower, bold)
        if not any(map(_lonely, tried)):
            return tried
    return lines


def _lonely(line: str) -> bool:
    return sum(char.isalnum() for char in line) == 1


def _greedy(text: str, width: int, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    line, end = "", 0
    for found in _PIECE.finditer(text):
        piece = (" " if line and found.start() > end else "") + found[0]
        end = found.end()
        if line and measure(line + piece, bold) > width:
            lines.append(line)
            line, piece = "", found[0]
        if measure(line + piece, bold) <= width:
            line += piece
            continue
        for char in piece:  # a word wider than a line breaks anywhere
            if line and measure(line + char, bold) > width:
                lines.append(line)
                line = ""
            line += char
    return (*lines, line) if line else tuple(lines)


def widest(lines: tuple[str, ...], bold: bool = False) -> int:
    """Return the width of the widest line."""
    return max((measure(line, bold) for line in lines), default=0)
