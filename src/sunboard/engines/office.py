"""The text of office documents: all of a DOCX or OFD, of a workbook what stands beside its cells."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from sunboard.engines.hidden_texts import may_tell
from sunboard.lazy import dataclass, regex
from sunboard.model.encoding import decode

LARGEST = 64 * 1024 * 1024
"""Bytes of text parts, unpacked; more is no letter but a trap."""

_MARKUP = regex(r".+\.(?:xml|rels|vml|html?|xhtml|mht|txt|rtf)", re.IGNORECASE)
_PARAGRAPHS = regex(
    r"(?:word|ppt|doc_\d+)/.+\.xml|xl/(?:comments|threadedcomments|drawings|persons|charts|diagrams).*\.xml",
    re.IGNORECASE,
)
"""Parts whose runs of text are read joined."""
_CELLS = regex(r"xl/(?:worksheets/[^/]+|sharedstrings)\.xml|content\.xml", re.IGNORECASE)
_ABOUT = regex(r"docprops/[^/]+\.xml|ofd\.xml|customxml/item\d+\.xml", re.IGNORECASE)
_UNREAD = regex(r"(?:word|xl)/(?:media|embeddings)/.+|doc_\d+/(?:res|attachs?)/.+", re.IGNORECASE)
_RUN = regex(
    r"<(?:\w+:)?(?:t|delText|instrText|TextCode|text|author)(?:\s[^<>]*)?>(?P<text>[^<]*)(?=<)"
    r"|\s(?:\w+:)?(?:author|displayName|alt|descr|title|tooltip)=\"(?P<beside>[^\"<>]*)\""
    r"|(?P<line></(?:\w+:)?(?:p|TextObject|comment|threadedComment|author|text)>|<(?:\w+:)?(?:br|cr)\b)"
    r"|(?P<tab><(?:\w+:)?p?tab\s*/)"
)
_CELL = regex(
    r"<(?:\w+:)?(?:v|t)(?:\s[^<>]*)?>[^<]*|<table:table-cell\b[^<>]*>|<text:(?:p|span)\b[^<>]*>[^<]*"
)
"""What a workbook holds in its cells: that is read under their heads."""
_NOTE = regex(r"<office:annotation\b.{0,20000}?</office:annotation>", re.DOTALL)
_TAG = regex(r"<[^<>]*>")
_ATTRIBUTE = regex(r"=\"([^\"<]+)\"|='([^'<]+)'")
_PROPERTY = regex(r"<(?:\w+:)?(\w+)(?:\s[^<>]*)?>([^<]+)</")
_PEOPLE = frozenset(("creator", "lastModifiedBy", "Company", "Manager", "Author"))
"""The properties that name somebody; the others name programs and count words."""


class OfficeBroken(Exception):
    """Bytes that are no such document, or one that is damaged, locked or unpacks to too much."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a document says beside the cells of sheets."""

    text: str  # a line a paragraph, with notes, headers, comments, what was struck out, then what is hidden
    properties: Mapping[str, str]  # "creator": "…", those that name somebody
    is_readable: bool  # no pictures and no other documents inside


def read_office(data: bytes) -> Office:
    """Return what a DOCX, OFD or workbook says beside the cells of sheets; raises OfficeBroken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [part for part in package.infolist() if _MARKUP.fullmatch(part.filename)]
            if not parts or sum(part.file_size for part in parts) > LARGEST:
                raise OfficeBroken("no text, or too much of it")
            # Unpacking stops at the size that was declared, so a false one cannot fill the memory
            read = [(part.filename, decode(package.read(part)) or "") for part in parts]
            hidden = any(_UNREAD.fullmatch(part.filename) for part in package.infolist())
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
        raise OfficeBroken(str(error)) from error
    lines = [line for name, markup in read for line in _lines(name, markup)]
    about = {
        name: html.unescape(text).strip()
        for part, markup in read
        if _ABOUT.fullmatch(part)
        for name, text in _PROPERTY.findall(markup)
        if name in _PEOPLE and text.strip()
    }
    return Office("\n".join(lines), about, not hidden)


def _lines(name: str, markup: str) -> Iterator[str]:
    """Yield what a part of a package says: what is read as text, then whatever else may hold a number.

    Lists to choose from, addresses, formulas and names of things stand in elements and attributes of many
    kinds. None is known here by its name, so that none is forgotten.
    """
    if _PARAGRAPHS.fullmatch(name):
        yield _paragraphs(markup)
        markup = _RUN.sub(" ", markup)
    elif _CELLS.fullmatch(name):
        yield from (_TAG.sub("", note) for note in _NOTE.findall(markup))
        markup = _CELL.sub(" ", markup)
    hidden = (*_TAG.split(markup), *(one or other for one, other in _ATTRIBUTE.findall(markup)))
    for text in map(html.unescape, hidden):
        if may_tell(text):
            yield f"{text}\n;"  # no number goes on in the next


def _paragraphs(markup: str) -> str:
    """Return the text, its runs joined: a word processor cuts one number into several."""
    pieces = []
    for token in _RUN.finditer(markup):
        if token["beside"] is not None:
            pieces.append(f"\n{html.unescape(token['beside'])}\n")
        else:
            pieces.append("\n" if token["line"] else "\t" if token["tab"] else html.unescape(token["text"]))
    return "".join(pieces)
