"""Search what was made, once more and last: whatever put a personal number there, it does not get out.

What people wrote was searched where it was read, under the heads and keys it stands under. Here only bytes
are left, so whoever asks says which numbers were seen there: public telephones, numbers of papers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from unicodedata import decimal

from sunboard.lazy import dataclass, regex
from sunboard.model.file_types import PICTURES
from sunboard.model.plain import Values, canonical
from sunboard.privacy.detectors import SHORTEST, PersonalNumber, may_be_one, personal_numbers, unescaped
from sunboard.privacy.glance import LIKELY, PARTS, may_hold

_MARKUP = (".html", ".xml", ".svg")
_PLAIN = (".json", ".csv", ".txt", ".js", ".css", ".ics", ".md")
_GAP = (
    r" \t\u00a0\u2002-\u200a\u202f\u3000\-\u2010-\u2015\u2212\uff0d_.\uff0e/\u00b7\u2022\u30fb"
    r",\uff0c\u3001()\uff08\uff09~\uff5e:\uff1a\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff*`\\"
)
_RUN = regex(rf"\d[{_GAP}]{{0,3}}+(?:\d[{_GAP}]{{0,3}}+)*+[XxＸｘ]?")
"""Where a number may stand on one line: digits, with signs between them.

It begins with a digit and nothing before it, so that a search leaps from digit to digit; one with too few of
them is taken whole as well, not tried again from its second digit on.
"""
_NO_DIGITS = regex(r"\D+")
_LIKELY = regex(LIKELY)
_LEAD = 40  # signs before a number that say what it is
_APART_FROM_NEXT = "\n" * 4  # more than may part the digits of a number
_DIGEST = regex(r"[0-9a-f]{32,}+")
_ESCAPED_DIGIT = regex("&#(?:x3[0-9]|4[89]|5[0-7]);|%(?:3[0-9]|2[0D])", re.IGNORECASE)
_DRAWN = regex('(<path[^<>]*) d="[Mm][^"<>]*"')
"""Lines that are drawn, such as those of codes: on most pages most digits, and nobody's number."""
_COMMENT = regex(r"<!--|-->")
_QUOTED_OR_COMMA = regex(rb'"[^"]*"|,')
_ATTRIBUTE = regex(
    f"=(?:\"(?P<double>[^\"<>]{{{SHORTEST},}})\"|'(?P<single>[^'<>]{{{SHORTEST},}})'"
    f"|(?P<bare>[^\\s\"'<>]{{{SHORTEST},}}))"
)
_DRAWING = (" d", "points", "style", "srcset", "transform", "viewBox")
"""Attributes that hold lines and sizes: their numbers are nobody's."""
_APART = regex(PARTS)
_TAG = regex(r"</?[A-Za-z][^<>]*>")
_RUN_IN_MARKUP = regex(rf"\d(?:(?:(?!{PARTS})<(?:[^<>]++|{PARTS})*+>|[{_GAP}])*+\d)*+")
"""The same in markup, also across tags that leave digits joined, and a little more than a reader meets."""
_BETWEEN = r"(?:<[^<>]{0,200}>|&[#\w]{1,8};|[^\w<>&]){0,8}"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An output without personal numbers; no data where they could not be taken out, or looked for."""

    data: bytes | None
    found: tuple[PersonalNumber, ...] = ()
    is_searched: bool = True


def shown_numbers(public_phones: frozenset[str], values: Iterable[Values]) -> Callable[[str], bool]:
    """Return what tells of a number's digits whether it may stand in what is made.

    It may where it is a public telephone, or stands in values that were searched when they were read: there
    digits are known by the head or key above them, which the bytes of a page do not tell.
    """
    values = tuple(values)

    @cache
    def written() -> frozenset[str]:
        texts = (canonical(dict(each)).decode() for each in values)
        return frozenset(_digits(run[0]) for text in texts for run in runs_in(text))

    return lambda digits: digits in public_phones or digits in written()


def clean(output: str, data: bytes, may_show: Callable[[str], bool], drawn_from: str = "") -> Cleaned:
    """Search an output; `may_show` tells of a number's digits whether they are nobody's secret.

    A picture holds no words any more: what it is `drawn_from` is searched in its place.
    """
    if output.endswith(".pdf"):
        return _clean_pdf(data, may_show)
    if output.endswith(PICTURES):
        found = tuple(_numbers(drawn_from, may_show))
        return Cleaned(None if found else data, found)
    if not output.endswith((*_MARKUP, *_PLAIN)):
        return Cleaned(data)
    parted = _parted(output, data)
    if not may_hold(parted, markup=output.endswith(_MARKUP)):
        return Cleaned(data)
    found = tuple(_numbers(_seen(output, parted), may_show))
    if not found:
        return Cleaned(data)
    struck = _struck(data.decode("utf-8", errors="replace"), found).encode()
    left = any(True for _ in _numbers(_seen(output, _parted(output, struck)), may_show))
    return Cleaned(None if left else struck, found)


def _clean_pdf(data: bytes, may_show: Callable[[str], bool]) -> Cleaned:
    from sunboard.engines.pdf import PdfBroken, read_pdf

    try:
        pdf = read_pdf(data)
    except PdfBroken:
        return Cleaned(None, is_searched=False)
    found = tuple(_numbers("\n".join((*pdf.pages, *pdf.properties.values())), may_show))
    return Cleaned(None if found else data, found)


def _parted(output: str, data: bytes) -> bytes:
    """Return a table of cells with each of them apart: amounts beside each other are nobody's number."""
    if not output.endswith(".csv"):
        return data
    if b'"' not in data:
        return data.replace(b",", b"\n")
    return _QUOTED_OR_COMMA.sub(lambda found: b"\n" if found[0] == b"," else found[0], data)


def _seen(output: str, data: bytes) -> str:
    """Return what a reader may meet in a file where that may hold a number: words, comments, attributes."""
    text = data.decode("utf-8", errors="replace")
    if output.endswith(_MARKUP):
        text = _DRAWN.sub(r"\1", text)
        if ("&#" in text or "%" in text) and _ESCAPED_DIGIT.search(text):
            text = unescaped(text)
        if not any(_likely(text, _RUN_IN_MARKUP)):
            return ""  # nothing on most pages, and they need not be taken apart
        text = _COMMENT.sub("\n", text) if "<!--" in text else text
        attributes = "\n".join(
            found[found.lastgroup or 0]
            for found in _ATTRIBUTE.finditer(text)
            if not text.endswith(_DRAWING, max(0, found.start() - 9), found.start())
        )
        text = f"{_TAG.sub('', _APART.sub(chr(10), text))}\n{attributes}"
    return text


def _numbers(text: str, may_show: Callable[[str], bool]) -> Iterator[PersonalNumber]:
    runs = [*_likely(text)]
    if runs and _DIGEST.search(text):
        text = _DIGEST.sub("", text)
        runs = [*_likely(text)]
    # Addresses and telephone numbers stand on a page many times
    windows = dict.fromkeys(
        text[max(0, run.start() - _LEAD) : run.end()].rstrip() for run in runs if may_be_one(run, text)
    )
    for seen in _numbers_in(_APART_FROM_NEXT.join(windows)):
        if not may_show(seen.digits):
            yield seen


@lru_cache(maxsize=1024)
def _numbers_in(windows: str) -> tuple[PersonalNumber, ...]:
    """Return the numbers around runs of digits; what stands at the foot of a page stands on every one."""
    return tuple(personal_numbers(windows))


def runs_in(text: str, runs: re.Pattern[str] = _RUN) -> Iterator[re.Match[str]]:
    """Yield where enough digits stand together for the shortest number."""
    for run in runs.finditer(text):
        if len(run[0]) >= SHORTEST and len(_digits(run[0])) >= SHORTEST:
            yield run


def _likely(text: str, runs: re.Pattern[str] = _RUN) -> Iterator[re.Match[str]]:
    return (run for run in runs.finditer(text) if len(run[0]) >= SHORTEST and _LIKELY.search(_digits(run[0])))


def _digits(text: str) -> str:
    digits = _NO_DIGITS.sub("", text)
    return digits if digits.isascii() else "".join(str(decimal(sign)) for sign in digits)


def _struck(text: str, found: tuple[PersonalNumber, ...]) -> str:
    """Return a text with numbers masked, also where tags and spaces stand between their digits."""
    for seen in found:
        digits = (f"[{sign}{chr(ord(sign) + 0xFEE0)}]" for sign in seen.digits)
        text = re.sub(_BETWEEN.join(digits), seen.masked, text, flags=re.IGNORECASE)
    return text
