"""The text of office documents: all of a DOCX or OFD, of a workbook what stands beside its cells."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from sunboard.lazy import dataclass, regex
from sunboard.model.encoding import decode

LARGEST = 64 * 1024 * 1024
"""Bytes of text parts, unpacked; more is no letter but a trap."""

_TEXT = regex(
    r"word/[^/]+\.xml"
    r"|xl/(?:comments|threadedcomments|drawings|persons)[^.]*\.xml"
    r"|doc_\d+/.+/(?:content|annotation|[^/]*annot[^/]*)\.xml",
    re.IGNORECASE,
)
_SHEET = regex(r"xl/(?:worksheets/[^/]+|workbook)\.xml", re.IGNORECASE)
_LINKS = regex(r"(?:word|xl/worksheets|xl/drawings)/_rels/[^/]+\.rels", re.IGNORECASE)
_ABOUT = regex(r"docprops/[^/]+\.xml|ofd\.xml|customxml/item\d+\.xml", re.IGNORECASE)
_UNREAD = regex(r"(?:word|xl)/(?:media|embeddings)/.+|doc_\d+/(?:res|attachs?)/.+", re.IGNORECASE)
_TOKEN = regex(
    r"<(?:\w+:)?(?:t|delText|instrText|TextCode|text|author)(?:\s[^<>]*)?>(?P<text>[^<]*)(?=<)"
    r"|\s(?:\w+:)?(?:author|displayName|alt|descr|title|tooltip)=\"(?P<beside>[^\"<>]*)\""
    r"|(?P<line></(?:\w+:)?(?:p|TextObject|comment|threadedComment|author|text)>|<(?:\w+:)?(?:br|cr)\b)"
    r"|(?P<tab><(?:\w+:)?p?tab\s*/)"
)
_BESIDE = regex(r"<(?:(?:odd|even|first)(?:Header|Footer)|definedName|formula[12])(?:\s[^<>]*)?>([^<]*)<")
"""What a workbook holds beside its cells: margins, names, lists of what may be entered."""
_TARGET = regex(r"\sTarget=\"([^\"<>]*)\"")
_PROPERTY = regex(r"<(?:\w+:)?(\w+)(?:\s[^<>]*)?>([^<]+)</")
_PEOPLE = frozenset(("creator", "lastModifiedBy", "Company", "Manager", "Author"))
"""The properties that name somebody; the others name programs and count words."""


class OfficeBroken(Exception):
    """Bytes that are no such document, or one that is damaged, locked or unpacks to too much."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a document says beside the cells of sheets."""

    text: str  # a line a paragraph, with notes, headers, comments and what was struck out
    properties: Mapping[str, str]  # "creator": "…", those that name somebody
    is_readable: bool  # no pictures and no other documents inside


def read_office(data: bytes) -> Office:
    """Return what a DOCX, OFD or XLSX says beside the cells of sheets; raises OfficeBroken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [part for part in package.infolist() if _reader(part.filename)]
            if not parts or sum(part.file_size for part in parts) > LARGEST:
                raise OfficeBroken("no text, or too much of it")
            # Unpacking stops at the size that was declared, so a false one cannot fill the memory
            read = [(part.filename, decode(package.read(part)) or "") for part in parts]
            hidden = any(_UNREAD.fullmatch(part.filename) for part in package.infolist())
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
        raise OfficeBroken(str(error)) from error
    lines = [line for name, markup in read if (reader := _reader(name)) for line in reader(markup)]
    about = {
        name: html.unescape(text).strip()
        for part, markup in read
        if _ABOUT.fullmatch(part)
        for name, text in _PROPERTY.findall(markup)
        if name in _PEOPLE and text.strip()
    }
    return Office("\n".join(lines), about, not hidden)


def _reader(name: str) -> Callable[[str], Iterator[str]] | None:
    """Return what reads a part of a package."""
    return next((read for pattern, read in _READERS if pattern.fullmatch(name)), None)


def _paragraphs(markup: str) -> Iterator[str]:
    """Yield the text, its runs joined: a word processor cuts one number into several."""
    pieces = []
    for token in _TOKEN.finditer(markup):
        if token["beside"] is not None:
            pieces.append(f"\n{html.unescape(token['beside'])}\n")
        else:
            pieces.append("\n" if token["line"] else "\t" if token["tab"] else html.unescape(token["text"]))
    yield "".join(pieces)


def _beside_cells(markup: str) -> Iterator[str]:
    """Yield what a sheet or a workbook says beside its cells."""
    return (html.unescape(text) for text in _BESIDE.findall(markup))


def _targets(markup: str) -> Iterator[str]:
    """Yield where links lead."""
    return (html.unescape(text) for text in _TARGET.findall(markup))


def _properties(markup: str) -> Iterator[str]:
    return (html.unescape(text) for _, text in _PROPERTY.findall(markup))


_READERS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[str]]], ...] = (
    (_TEXT, _paragraphs),
    (_SHEET, _beside_cells),
    (_LINKS, _targets),
    (_ABOUT, _properties),
)
