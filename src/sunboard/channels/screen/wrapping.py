"""Lines of text: how wide they are at most, and where they may break.

Widths are in hundredths of an em and never too small, so what fits here also fits when Typst draws it (which checks again).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from sunboard.typesetting.phrases import phrases

EM = 100
BETWEEN = 25
"""What Chinese typesetting adds between a Han character and a Latin letter or digit, on screens that have room for it."""

_ASCII = (
    23,
    37,
    58,
    59,
    59,
    97,
    74,
    33,
    38,
    38,
    51,
    59,
    33,
    37,
    33,
    40,
    59,
    59,
    59,
    59,
    59,
    59,
    59,
    59,
    59,
    59,
    33,
    33,
    59,
    59,
    59,
    52,
    101,
    66,
    69,
    66,
    72,
    62,
    59,
    72,
    76,
    33,
    57,
    69,
    58,
    86,
    75,
    77,
    67,
    77,
    69,
    63,
    63,
    75,
    63,
    92,
    63,
    58,
    62,
    38,
    40,
    38,
    59,
    57,
    63,
    60,
    65,
    53,
    65,
    59,
    38,
    60,
    64,
    31,
    31,
    61,
    32,
    97,
    65,
    63,
    65,
    65,
    44,
    50,
    43,
    64,
    58,
    87,
    57,
    58,
    52,
    38,
    30,
    38,
    59,
)
"""U+0020 to U+007E in the boldest weight on screens."""

_MEDIUM = dict.fromkeys("0123456789", 57) | dict.fromkeys("+−", 57) | dict.fromkeys(",.:", 30) | {"-": 36}
"""What amounts are written with, in the medium weight."""

_WIDER = {"…": 110, "⋯": 110, "Ш": 110, "Щ": 110, "Ю": 125, "№": 125, "\u2e3a": 200, "\u2e3b": 300}

_MARK = 180
"""A mark that the font cannot set on its letter makes two boxes of an em of both."""

_OPENING = "“‘（《〈「『【〔［｛"
_CLOSING = "”’，。、；：！？）》〉」』】〕］｝…—～·％‰℃￥°"
_MARKS = "\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_DAY = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?|[一二三四]季度|[上下]半年)?|\d{1,2}月\d{1,2}日|[\d.,]*\d[元年月日天号票户项人个组亩笔次条件]"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:{_DAY}|[!-~\u00c0-\u024f]+|[^\s{_OPENING}])[{_MARKS}{_CLOSING}]*|[{_OPENING}]+"
)
"""What a line is not broken within: a word, a date, a number with what it counts, a mark with what it belongs to."""


def clean(text: str) -> str:
    """Return a text on one line, without control characters and without those that turn the direction of writing."""
    shown = "".join(
        char if unicodedata.category(char) not in ("Cc", "Cs") else " "
        for char in text
        if not "\u202a" <= char <= "\u202e"
    )
    return " ".join("".join(char for char in shown if not "\u2066" <= char <= "\u2069").split())


def width(text: str, spaced: bool = False, before: str = "") -> int:
    """Return the width of a text at most, the space after the text before it included, in hundredths of an em."""
    total, last = 0, before[-1:]
    for char in text:
        if " " <= char <= "~":
            total += _ASCII[ord(char) - 32]
        else:
            total += _MARK if unicodedata.category(char)[0] == "M" else _WIDER.get(char, EM)
        if spaced and last and _latin(last) != _latin(char) and last != " " and char != " ":
            total += BETWEEN
        last = char
    return total


def medium_width(text: str) -> int:
    """Return the width of an amount in the medium weight; any other character counts as in bold."""
    return sum(_MEDIUM.get(char) or width(char) for char in text)


def _latin(char: str) -> bool:
    return (
        (char < "\u2000" and char not in "·×÷±")
        or "\u2070" <= char < "\u2190"
        or "\uff21" <= char <= "\uff5a"
    )


@lru_cache(maxsize=8192)
def wrap(text: str, limit: int, spaced: bool = False, most: int = 0, words: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most `limit` hundredths of an em, closing marks never first and opening ones never last.

    `most` is the largest number of characters in a line, 0 for any. With `words` Chinese words stay whole, as a title's do. A word wider than
    a line is broken after its hyphens and commas, and where that does not do, anywhere.
    """
    lines: list[str] = []
    line, used, end = "", 0, 0

    def fits(piece: str) -> bool:
        return used + width(piece, spaced, line) <= limit and (not most or len(line) + len(piece) <= most)

    def small(piece: str) -> bool:
        return width(piece, spaced) <= limit and (not most or len(piece) <= most)

    for start, found in _pieces(text, words, small):
        space = " " if line and start > end else ""
        end = start + len(found)
        if line and not fits(space + found):
            lines.append(line)
            line, used, space = "", 0, ""
        for part in (space + found,) if fits(space + found) else _parts(found, fits):
            if line and not fits(part):
                lines.append(line)
                line, used = "", 0
            used += width(part, spaced, line)
            line += part
    return (*lines, line) if line else tuple(lines)


def _pieces(text: str, words: bool, small: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Yield what a line is not broken within, and where it begins: words that are small enough, else what `_PIECE` finds in them."""
    at = 0
    for word in phrases(text) if words else (text,):
        if words and word.strip() and small(word.strip()):
            yield at + word.index(word.strip()), word.strip()
        else:
            yield from ((at + found.start(), found[0]) for found in _PIECE.finditer(word))
        at += len(word)


def _parts(word: str, fits: Callable[[str], bool]) -> Sequence[str]:
    """Return what a word may be broken into, so that of a telephone number or an amount on a narrow panel no digit stands alone."""
    parts = re.findall(r"[^-,]*[-,]+|[^-,]+", word)
    return parts if all(fits(part) for part in parts) else word


def balance(text: str, limit: int, spaced: bool = False, most: int = 0) -> tuple[str, ...]:
    """Break a title into few lines, about equally long, between words, so that no character stands alone on the last."""
    whole = wrap(text, limit, spaced, most)
    lines = wrap(text, limit, spaced, most, words=True)
    words = len(lines) <= len(whole) + 1
    lines = lines if words else whole
    least = max(
        (total for found in _PIECE.finditer(text) if (total := width(found[0], spaced)) <= limit), default=0
    )
    for narrower in range(limit - EM // 2, max(least, limit // 2) - 1, -EM // 2):
        tried = wrap(text, narrower, spaced, most, words=words)
        if len(tried) != len(lines):
            break
        lines = tried
    return _accompanied(lines, limit, spaced)


def _accompanied(lines: tuple[str, ...], limit: int, spaced: bool) -> tuple[str, ...]:
    """Give a last character that stands alone the piece before it: lines of few characters cannot always be made equally long."""
    if len(lines) < 2 or len(lines[-1]) > 1:
        return lines
    pieces = [found[0] for found in _PIECE.finditer(lines[-2])]
    last = pieces[-1] + lines[-1]
    if len(pieces) < 3 or " " in lines[-2] or width(last, spaced) > limit:
        return lines
    return (*lines[:-2], "".join(pieces[:-1]), last)
