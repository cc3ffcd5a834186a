"""Bytes as text, whatever a desk's programs saved them in."""

from __future__ import annotations

import codecs
import re

from sunboard.faults import fault

ENCODING_UNKNOWN = fault("encoding-unknown")


_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff]")


_NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"Rar!")
"""How pictures, documents, archives and programs begin."""


def decode(data: bytes) -> str | None:
    """Return text from UTF-8, UTF-16 with its mark, or GB18030, line ends as LF; nothing for other bytes."""
    encodings = ["utf-8-sig", "gb18030"]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or (encoding == "gb18030" and (_mostly_utf8(data) or _UNPRINTABLE.search(text))):
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return None


def unreadable(data: bytes) -> str:
    """Return what `ENCODING_UNKNOWN` says is wrong with a file."""
    return "binary" if b"\0" in data[:4000] or data.startswith(_NO_TEXT) else "garbled"


def first_unreadable(data: bytes) -> int:
    """Return the line of the first byte that is no text, from 1."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return 1
    encoding = "utf-8" if _mostly_utf8(data) else "gb18030"
    lines = re.split(b"\r\n|\r|\n", data)  # no sign of either encoding has a line end in it
    return next((at for at, line in enumerate(lines, 1) if not _is_readable(line, encoding)), 1)


def _is_readable(line: bytes, encoding: str) -> bool:
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return "\0" not in text and (encoding == "utf-8" or not _UNPRINTABLE.search(text))


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether bytes that are no UTF-8 were meant as it, and a part was damaged or pasted."""
    high = sum(len(piece) for piece in re.findall(b"[\x80-\xff]+", data[:200_000]))
    readable = len(re.sub("[\x00-\x7f]", "", data[:200_000].decode("utf-8", "ignore")).encode("utf-8"))
    return readable * 2 > high
