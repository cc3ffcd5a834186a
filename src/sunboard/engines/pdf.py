"""The only door to PDF files: what can be read in one, and what cannot."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pypdfium2
from pypdfium2 import raw

from sunboard.lazy import dataclass, regex

_ABOUT = ("Title", "Author", "Subject", "Keywords")
"""The properties that people or their programs fill in; the others name programs and days."""
_NOTES = (b"Contents", b"V", b"T", b"TU")
"""What a note or a field of a form holds: its text, its value, whose it is, what is told of it."""
_LONGEST = 20_000  # characters of one note
_XMP = regex(rb"<x:xmpmeta\b.{0,200000}?</x:xmpmeta>", re.DOTALL)
_WORDS = regex(r">\s*([^<>\s][^<>]*)<")


class PdfBroken(Exception):
    """Bytes that are no PDF, a damaged one, or one that asks for a password."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """What a PDF says."""

    pages: tuple[str, ...]  # the text of each page, notes and forms after it; then bookmarks and metadata
    properties: Mapping[str, str]  # "Author": "…", those that are filled in
    is_readable: bool  # no page is a mere picture, and no other file hides inside


def read_pdf(data: bytes) -> Pdf:
    """Return what a PDF says; raises PdfBroken."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if document.get_formtype() != raw.FORMTYPE_NONE:
                document.init_forms()
            read = [_read(page, document) for page in document]
            about = {name: text for name in _ABOUT if (text := document.get_metadata_value(name).strip())}
            is_readable = all(not drawn for _, drawn in read) and not document.count_attachments()
            headings = "\n".join(bookmark.get_title() for bookmark in document.get_toc())
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise PdfBroken(str(error)) from error
    return Pdf((*(text for text, _ in read), headings, *_metadata(data)), about, is_readable)


def _metadata(data: bytes) -> Iterator[str]:
    """Yield what the XML metadata of a file says: by their standard they stand in it as they are."""
    for block in _XMP.findall(data):
        yield "\n".join(_WORDS.findall(block.decode("utf-8", errors="replace")))


def _read(page: pypdfium2.PdfPage, document: pypdfium2.PdfDocument) -> tuple[str, bool]:
    """Return a page's text, and whether there is none though something is drawn there."""
    text = page.get_textpage().get_text_range()
    drawn = not text.strip() and next(page.get_objects(max_depth=4), None) is not None
    return "\n".join((text, *_notes(page, document))), drawn


def _notes(page: pypdfium2.PdfPage, document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Yield what notes and fields of forms say, and where links lead."""
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        for key in _NOTES:
            yield from _held(partial(raw.FPDFAnnot_GetStringValue, note, key))
        if document.formenv:  # a field may keep its value above the box that shows it
            yield from _held(partial(raw.FPDFAnnot_GetFormFieldValue, document.formenv, note))
        action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
        size = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if 1 < size <= _LONGEST:
            address = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document, action, address, size)
            yield address.value.decode("utf-8", errors="replace")
        raw.FPDFPage_CloseAnnot(note)


def _held(ask: Callable[[object, int], int]) -> Iterator[str]:
    """Yield a text that is asked for twice: how many bytes it has, then these, as UTF-16."""
    size = ask(None, 0)
    if 2 < size <= 2 * _LONGEST:
        held = (ctypes.c_ushort * (size // 2))()
        ask(held, size)
        yield bytes(held).decode("utf-16-le", errors="replace").rstrip("\0")
