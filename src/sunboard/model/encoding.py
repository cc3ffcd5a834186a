"""Bytes as text, whatever a desk's programs saved them in."""

from __future__ import annotations

import codecs
import re

from sunboard.model.problem import Fault, Severity, Words

ENCODING_UNKNOWN = Fault(
    "encoding-unknown",
    Severity.ERROR,
    zh=Words("这个文件不是文本，或者编码认不出来", "用记事本打开，另存为 UTF-8 编码"),
    en=Words("This file is no text, or it is in an encoding that cannot be told", "Open it in Notepad and save it in the encoding UTF-8"),
    manual="""The bytes are neither UTF-8, UTF-16 with its mark, nor GB18030.

Why: A guess at the characters could turn a name or an amount into another.

Source: how sunboard reads what is written.

    Notepad: Save as, encoding UTF-8.

中文
文件内容既不是 UTF-8，也不是带标记的 UTF-16，也不是 GB18030。用记事本打开后“另存为”，编码选 UTF-8。

为什么：乱猜编码，会把人名和金额读错。

依据：sunboard 的写法约定。

    记事本：文件、另存为、编码选 UTF-8
""",
)


_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff]")


def decode(data: bytes) -> str | None:
    """Return text from UTF-8, UTF-16 with its mark, or GB18030, line ends as LF; nothing where it is none of these."""
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
    """Tell whether bytes that are no UTF-8 were meant as it: a part was damaged, or pasted in another encoding."""
    high = sum(len(piece) for piece in re.findall(b"[\x80-\xff]+", data[:200_000]))
    readable = len(re.sub("[\x00-\x7f]", "", data[:200_000].decode("utf-8", "ignore")).encode("utf-8"))
    return readable * 2 > high
