"""How much room the columns of a table take in a browser: on a phone, and in the text of a page on a desk."""

from __future__ import annotations

from collections.abc import Collection, Sequence

_SLIM = 6  # columns that a phone may have room for
_LEAST, _GAP = 3.0, 0.8  # ems of the narrowest column, and between two
_WIDEST, _BROKEN = 8.5, 5.0  # ems of a column of words that break, where there is room and where there is not
_KEPT = 11  # signs of a number or a day that does not break
_HALF, _NAMED, _BEHIND = 9.4, 0.88, 0.4  # ems of half a card, of a sign of what names a cell, and behind it
_NAME = 4.0  # signs that what names a cell has room for at least: `min-width` of it in the theme
_PHONE, _DESK, _PAPER = 20.5, 46.0, 66.0  # ems of a phone, of a text beside its facts on a desk, of a sheet


def room(heads: Sequence[str], columns: Sequence[Collection[str]]) -> str:
    """Return how a table fits: "slim" on a phone, "" into a page's text, "broad" on a sheet, "vast" on none.

    On the phone no cell takes two lines; elsewhere long words and heads do, numbers and days do not.
    """
    cells = [max(map(ems, texts), default=0.0) for texts in columns]
    if len(cells) <= _SLIM:
        least = [1.4 * _LEAST, *[_LEAST] * len(cells)]
        wide = sum(_GAP + max(*both) for both in zip(cells, map(ems, heads), least, strict=False))
        return "slim" if wide <= _PHONE else ""
    names = [max(_LEAST, min(_WIDEST, ems(head)) / 2) + _GAP for head in heads]
    if sum(max(name, min(_WIDEST, cell) + _GAP) for name, cell in zip(names, cells, strict=True)) <= _DESK:
        return ""
    least = [max(map(_unbroken, texts), default=0.0) for texts in columns]
    wide = sum(max(name, cell + _GAP) for name, cell in zip(names, least, strict=True))
    return "vast" if wide > _PAPER else "broad"


def _unbroken(text: str) -> float:
    """Return how wide a cell is at least: all of a number or a day, of words some."""
    whole = len(text) <= _KEPT and not text.isalpha()
    return ems(text) if whole else min(_BROKEN, ems(text))


def whole_lines(heads: Sequence[str], columns: Sequence[Collection[str]]) -> list[int]:
    """Return which columns, from 1, are too wide for half of a card on a phone, each cell with its name."""
    return [
        at
        for at, (head, texts) in enumerate(zip(heads, columns, strict=False), 1)
        if _NAMED * max(_NAME, ems(head)) + _BEHIND + max(map(ems, texts), default=0.0) > _HALF
    ]


def ems(text: str) -> float:
    """Return how wide a text is at most in the fonts of browsers."""
    if text.isascii():
        return 0.6 * len(text)
    wide = sum(sign >= "\u2e80" for sign in text)
    return wide + 0.75 * (len(text) - wide)  # with the space that they set between Han and Latin
