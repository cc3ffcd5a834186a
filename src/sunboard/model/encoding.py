"""Bytes as text, whatever a desk's programs saved them in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from sunboard.faults import fault
from sunboard.lazy import regex

ENCODING_UNKNOWN = fault("encoding-unknown")


_UNPRINTABLE = regex("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff]")


_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How UTF-16 begins."""
_PAIRS = regex(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_FEWEST_PAIRS = 8
_NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"Rar!")
"""How pictures, documents, archives and programs begin."""


def decode(data: bytes) -> str | None:
    """Return text from UTF-8, UTF-16, GB18030 or Big5, line ends as LF; nothing for other bytes."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        doubtful = encoding != "utf-8-sig" and not data.startswith(_MARKS)
        if "\0" in text or (doubtful and _UNPRINTABLE.search(text)):
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return None


def _encodings(data: bytes) -> Iterator[str]:
    """Yield the encodings that bytes may be in, the likeliest first."""
    if data.startswith(_MARKS):
        yield "utf-16"
        return
    if b"\0" in data and not data.startswith(_NO_TEXT):
        # in UTF-16 every colon, space and line end has one on the same side, few other characters
        before, behind = data[::2].count(0), data[1::2].count(0)
        if max(before, behind) > max(1, len(data) // 50, 2 * min(before, behind)):
            yield "utf-16-le" if behind > before else "utf-16-be"
            return
    yield "utf-8-sig"
    if not _mostly_utf8(data):
        yield "cp950" if _is_big5(data) else "gb18030"


def _is_big5(data: bytes) -> bool:
    """Tell whether bytes that are no UTF-8 are Big5, as programs in traditional characters save them.

    Half of its characters end in a byte of ASCII; in GB18030 those are ones that few people write.
    """
    pairs = _PAIRS.findall(data[:200_000])
    low = sum(pair[1] < 0x80 for pair in pairs)
    if low * 5 < len(pairs) or len(pairs) < _FEWEST_PAIRS:
        return False
    try:
        data.decode("cp950")
    except UnicodeDecodeError:
        return False
    return True


def unreadable(data: bytes) -> str:
    """Return what `ENCODING_UNKNOWN` says is wrong with a file."""
    return "binary" if b"\0" in data[:4000] or data.startswith(_NO_TEXT) else "garbled"


def first_unreadable(data: bytes) -> int:
    """Return the line of the first byte that is no text, from 1."""
    if data.startswith(_MARKS):
        return 1
    encoding = [*_encodings(data)][-1].removesuffix("-sig")
    lines = re.split(b"\r\n|\r|\n", data)  # no sign of either encoding has a line end in it
    return next((at for at, line in enumerate(lines, 1) if not _is_readable(line, encoding)), 1)


def _is_readable(line: bytes, encoding: str) -> bool:
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return "\0" not in text and (encoding == "utf-8" or not _UNPRINTABLE.search(text))


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether bytes that are no UTF-8 were meant as it, and a part was damaged or pasted.

    Chinese has three bytes a character there, of which many are below A1; in GB18030 it has two, and only
    characters that few people write have one below A1. So little text is enough to tell them apart.
    """
    high = b"".join(re.findall(b"[\x80-\xff]+", data[:200_000]))
    readable = re.sub("[\x00-\u07ff]", "", data[:200_000].decode("utf-8", "ignore"))
    low = len(high) - len(high.translate(None, bytes(range(0x80, 0xA1))))
    return len(readable.encode("utf-8")) * 2 > len(high) and low * 8 > len(high)
