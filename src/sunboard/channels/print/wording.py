"""How words, amounts and dates stand on paper: how wide they are, and where they may break."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from sunboard.model.plain import Plain

BREAK = "\u200b"
"""Where a line may end inside a word. The theme draws nothing for it, so that it stays out of the text of the PDF."""

_AMOUNT = re.compile(r"[-−]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?")
_IDEOGRAPHS = (
    "\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNBROKEN = re.compile(f"[^ \\t\\r\\n\u3000{BREAK}{_IDEOGRAPHS}]+")
_JOINED = re.compile("[\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ADVANCES = {
    sign: ems
    for ems, signs in (
        (0.29, " .,:;'|Iijl"),
        (0.4, "!()-[]{}/\\frt"),
        (0.56, '0123456789"#$*+<=>?^_~'),
        (0.57, "acesvxyzkJFXY`"),
        (0.95, "mwMW@%&"),
    )
    for sign in signs
}
"""Ems of the signs of the font on paper; other Latin letters take `_LATIN`."""
_LATIN = 0.76
BOLD = 1.07
"""How much wider bold Latin type is; Chinese stays as wide."""
LEADING = 0.55
"""Ems between two lines."""
_OPENING, _CLOSING = "（《〈【〔「『“‘([{", "）》〉】〕」』”’，。、；：？！…—)]}%"
_TOKEN = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[^ \t\r\n\u3000{BREAK}{_IDEOGRAPHS}{re.escape(_OPENING + _CLOSING)}]+|[^{BREAK}])[{re.escape(_CLOSING)}]*"
)
_SEAM = re.compile(f"(?<=[{_IDEOGRAPHS}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_IDEOGRAPHS}])")


def width(text: str) -> float:
    """Return how wide a text is in ems, rather a little too wide than too narrow; Chinese and Latin stand a quarter em apart."""
    return sum(map(_width, text)) + 0.25 * len(_SEAM.findall(text))


def _width(character: str) -> float:
    if character == BREAK:
        return 0
    if not character.isascii():
        return 1
    return _ADVANCES.get(character, _LATIN)


@lru_cache(maxsize=4096)
def longest_word(text: str) -> float:
    """Return the width in ems of the widest piece that no line may break."""
    return max((width(found[0]) for found in _UNBROKEN.finditer(text)), default=0.0)


def count_lines(text: str, room: float) -> int:
    """Return how many lines of `room` ems a text takes at most, ended where the paper ends them."""
    count = 0
    for line in _tokens(text):
        count += 1
        used = 0.0
        for wide, seam in line:
            if used and used + seam + wide > room + 0.001:
                count += 1
                used = 0.0
            if wide > room:  # does not happen to loosened text
                count += int(wide / room)
            used += wide + (seam if used else 0.0)
    return count


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return for each line of a text the width of each piece that does not break, and of the gap before it."""
    lines = []
    for line in text.split("\n"):
        pieces, before = [], ""
        for found in _TOKEN.finditer(line):
            seam = 0.25 if before and _SEAM.search(before[-1] + found[0][0]) else 0.0
            pieces.append((width(found[0]), seam))
            before = found[0]
        lines.append(tuple(pieces))
    return tuple(lines)


def height_of_lines(lines: int, size: float, leading: float = LEADING) -> float:
    """Return how high so many lines are."""
    return size * (lines + (lines - 1) * leading) if lines else 0.0


def loosen(text: str, most: float) -> str:
    """Allow a break after each character of words wider than `most` ems, so that nothing leaves its column."""
    if longest_word(text.replace(BREAK, "")) <= most:
        return text.replace(BREAK, "")

    def apart(found: re.Match[str]) -> str:
        if width(found[0]) <= most:
            return found[0]
        steps = re.findall("[^/]*/+|[^/]+", found[0])  # an address breaks after its slashes if that will do
        return BREAK.join(step if width(step) <= most else _spread(step) for step in steps)

    return _UNBROKEN.sub(apart, text.replace(BREAK, ""))


def _spread(word: str) -> str:
    return "".join(c if not place or _JOINED.match(c) else BREAK + c for place, c in enumerate(word))


def loosen_all(data: Plain, most: float) -> Plain:
    """Loosen every text in plain data; keys stay."""
    if isinstance(data, str):
        return loosen(data, most)
    if isinstance(data, list):
        return [loosen_all(item, most) for item in data]
    if isinstance(data, dict):
        return {key: loosen_all(item, most) for key, item in data.items()}
    return data


def to_amount(text: str) -> Decimal | None:
    """Read an amount as tables write it; return nothing where it is none."""
    written = text.strip()
    return Decimal(written.replace(",", "").replace("−", "-")) if _AMOUNT.fullmatch(written) else None


def say_amount(text: str) -> str:
    """Write an amount with its thousands set apart and two decimals; leave other words alone."""
    amount = to_amount(text)
    return text if amount is None else f"{amount:,.2f}"


def say_date(iso: str, language: str) -> str:
    """Write an ISO date as people read it."""
    parts = iso.split("-")
    if language == "en" or len(parts) != 3:
        return iso
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日"


def say_days(begin: str, end: str, language: str) -> str:
    """Write a stretch of days; the second date leaves out the year of the first."""
    first, last = say_date(begin, language), say_date(end, language)
    return (
        f"{first}至{last[5:] if begin[:4] == end[:4] else last}" if language == "zh" else f"{first} to {last}"
    )


def in_chunks(text: str, most: int = 48) -> list[str]:
    """Cut a text at the ends of its sentences, else of its clauses, else anywhere, into pieces of at most `most` characters."""
    made: list[str] = []
    for piece in re.findall(r"[^。！？；，、\n]*[。！？；，、\n]+|[^。！？；，、\n]+", text):
        for start in range(0, len(piece), most):
            part = piece[start : start + most]
            if made and len(made[-1]) + len(part) <= most:
                made[-1] += part
            else:
                made.append(part)
    return made
