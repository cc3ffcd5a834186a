"""The only door to word processors' files: a DOCX becomes its text."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib

from sunboard.model.encoding import decode

LARGEST = 64 * 1024 * 1024
"""Bytes of text parts, unpacked; more is no letter but a trap."""

_PART = re.compile(r"word/[^/]+\.xml", re.IGNORECASE)
_TOKEN = re.compile(
    r"<(?:\w+:)?(?:t|delText|instrText)(?:\s[^<>]*)?>(?P<text>[^<]*)<"
    r"|(?P<line></(?:\w+:)?p>|<(?:\w+:)?(?:br|cr)\b)"
    r"|(?P<tab><(?:\w+:)?p?tab\s*/)"
)


class WordBroken(Exception):
    """Bytes that are no DOCX, or one that is damaged, locked or unpacks to too much."""


def read_word(data: bytes) -> str:
    """Return the text of a DOCX, a line a paragraph, with notes, headers, comments and what was struck out.

    Raises WordBroken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [part for part in package.infolist() if _PART.fullmatch(part.filename)]
            if not parts or sum(part.file_size for part in parts) > LARGEST:
                raise WordBroken("no text, or too much of it")
            # Unpacking stops at the size that was declared, so a false one cannot fill the memory
            texts = [decode(package.read(part)) for part in parts]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
        raise WordBroken(str(error)) from error
    return "\n".join(_text(text) for text in texts if text)


def _text(markup: str) -> str:
    """Join the runs of a paragraph: a word processor cuts one number into several."""
    pieces = []
    for token in _TOKEN.finditer(markup):
        pieces.append("\n" if token["line"] else "\t" if token["tab"] else html.unescape(token["text"]))
    return "".join(pieces)
