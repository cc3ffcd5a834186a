"""Tell of the bytes of an output that no personal number stands in them: of nearly every one.

Whatever `privacy.finished` would find is seen here, and a little more: that one then looks closely. Bytes are
struck out and split in one go, where to search for digits signs by sign would take twenty times as long.
"""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.lazy import regex
from sunboard.privacy.detectors import SHORTEST

PARTS = r"</?(?:br|hr|p|div|t[dhr]|table|li|[uod]l|d[td]|h[1-6]|pre|section|text|a|script)\b[^<>]*>"
"""Tags that part what stands before them from what follows; all others leave digits joined."""
LIKELY = r"1[3-9]\d{9}|\d{15}"
"""What digits must hold to be a number that is looked for, whatever stands between them."""

_DIGITS = b"0123456789"
_BESIDE = bytes((*b" \t-_./,():~*`\\", 0xC2, 0xE2, 0xE3, 0xEF, *range(0x80, 0xC0)))
"""What may stand between digits of a number, and bytes of which a sign that may is made in UTF-8."""
_NO_DIGITS = bytes(byte for byte in range(256) if byte not in _DIGITS)
_PARTING = bytes(byte if byte in _DIGITS else ord(" ") for byte in range(256))
_SHAPE = bytes(ord("0") if byte in _DIGITS else byte for byte in range(256))
_ENOUGH = b"0" * SHORTEST
_USUAL = bytes((*range(0xC4), *range(0xE2, 0xEA), 0xEF))
"""Bytes of ASCII, of punctuation and of Chinese; among the other signs are digits of other scripts."""
_WIDE_DIGIT = regex(rb"\xef\xbc[\x90-\x99]")
_ENTITY, _PERCENT = regex(rb"&#(?:[xX]3[0-9]|4[89]|5[0-7]);"), regex(rb"%(?:3[0-9]|2[0Dd])")
"""A digit, a blank or a dash as markup and addresses write it."""
_LIKELY = regex(LIKELY.encode())
_APART = regex(rb"(?<=[\xe4-\xe9][\x80-\xbf][\x80-\xbf])<|%b" % PARTS.encode())
"""A tag that parts what stands before it from what follows, or behind a Han sign, which does so itself."""
_CELL = regex(rb"<td\b[^<>]*>")
_BEFORE_DIGIT = regex(rb">[" + b"".join(b"\\x%02x" % byte for byte in _BESIDE) + rb"]*+[0-9]")
_JOINED = regex(
    rb"[0-9](?:(?:(?!%b)<(?:[^<>]++|%b)*+>|[%b])*+[0-9])*+"
    % (PARTS.encode(), PARTS.encode(), b"".join(b"\\x%02x" % byte for byte in _BESIDE))
)
"""Digits with all that leaves them joined, tags and what else may stand between them."""
_NEAR = 64  # bytes: to take away blanks before each tag all that stands before it is not copied
_GOING_ON = frozenset((*_DIGITS, *_BESIDE, *b">"))
"""What stands before a tag where it may leave digits joined."""


def may_hold(data: bytes, *, markup: bool) -> bool:
    """Tell whether a number may stand in the bytes of a text."""
    if data.translate(None, _USUAL) or _WIDE_DIGIT.search(data):
        return True
    if any(map(_LIKELY.search, _long_runs(data))):
        return True
    return markup and (_may_be_escaped(data) or _goes_on_behind_tags(data))


def _long_runs(data: bytes) -> Iterator[bytes]:
    """Yield the digits that stand together, or with what may stand between them, where there are enough."""
    digits = data.translate(_PARTING, _BESIDE)
    shape, end = digits.translate(_SHAPE) + b" ", 0
    while (start := shape.find(_ENOUGH, end)) >= 0:
        end = shape.index(b" ", start)
        yield digits[start:end]


def _may_be_escaped(data: bytes) -> bool:
    found = (b"&" in data and _ENTITY.search(data)) or (b"%" in data and _PERCENT.search(data))
    return bool(found)


def _goes_on_behind_tags(data: bytes) -> bool:
    """Tell whether a number may go on behind a tag, or several: with nothing to part its digits."""
    data = _CELL.sub(b">\n", data)  # as most digits of a table stand: nothing goes on there
    last = data.rfind
    for tag in _BEFORE_DIGIT.finditer(data):
        closes = tag.start()
        begins = last(b"<", 0, closes)
        while begins >= 0:
            if data.find(b">", begins, closes) >= 0:
                return True  # it stands within another tag, which ends here, and parts nothing
            if begins == 0 or data[begins - 1] not in _GOING_ON or _APART.match(data, begins):
                break
            ends = _end_of(data, begins)
            if data[ends - 1 : ends] != b">":
                if data[ends - 1 : ends].isdigit() and _is_likely(data, ends):
                    return True
                break
            closes = ends - 1
            begins = last(b"<", 0, closes)
    return False


def _is_likely(data: bytes, before: int) -> bool:
    """Tell whether the digits that begin before a place, and go on behind it, may be a number."""
    joined = _JOINED.search(data, _end_of(data, before, _DIGITS + _BESIDE))
    return joined is not None and bool(_LIKELY.search(joined[0].translate(None, _NO_DIGITS)))


def _end_of(data: bytes, before: int, beside: bytes = _BESIDE) -> int:
    """Return where that ends which stands before a place, but for what may stand between digits."""
    while before > 0:
        near = max(0, before - _NEAR)
        if left := data[near:before].rstrip(beside):
            return near + len(left)
        before = near
    return 0
