"""Bytes as text, whatever a desk's programs saved them in."""

from __future__ import annotations

import codecs

from sunboard.model.problem import Fault, Severity, Words

ENCODING_UNKNOWN = Fault(
    "encoding-unknown",
    Severity.ERROR,
    zh=Words("这个文件不是文本，或者编码认不出来", "用记事本打开，另存为 UTF-8 编码"),
    en=Words("This file is no text, or its encoding is unknown", "Save it as UTF-8"),
    manual="""The bytes are neither UTF-8, UTF-16 with its mark, nor GB18030.

    Notepad: Save as, encoding UTF-8.

中文
文件内容既不是 UTF-8，也不是带标记的 UTF-16，也不是 GB18030。用记事本打开后“另存为”，编码选 UTF-8。

    记事本：文件、另存为、编码选 UTF-8
""",
)


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
        return None if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")
    return None
