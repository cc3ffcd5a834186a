"""The only door to pypdf: every text that the objects of a PDF hold, whether a page shows it or not."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from sunboard.engines.hidden_texts import may_tell
from sunboard.engines.pdf import PdfBroken
from sunboard.model.encoding import decode

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it makes of damaged files is nobody's to read
_END = b"%%EOF"
_TEXTS = ("/JS", "/RC", "/V", "/DV")
"""Keys below which a text may be too long for a string, and stands in a stream."""


def held_texts(data: bytes) -> tuple[str, ...]:
    """Return the texts below no page: forms, notes, names of things, programs, properties, enclosed text.

    Which key holds what is not asked, so that none is forgotten. Raises PdfBroken.
    """
    try:
        # One that was cut short is put in order from what is left of it, as others that read PDFs do
        whole = data if _END in data[-1024:] else data + b"\nstartxref\n0\n" + _END
        reader = pypdf.PdfReader(io.BytesIO(whole))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PdfBroken("locked")
        found = dict.fromkeys(text for text in _texts(reader) if may_tell(text))
    except (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise PdfBroken(str(error)) from error
    return tuple(found)


def _texts(reader: pypdf.PdfReader) -> Iterator[str]:
    numbered = {(number, generation) for generation, found in reader.xref.items() for number in found}
    numbered |= {(number, 0) for number in reader.xref_objStm}
    waiting: list[PdfObject | None] = [reader.trailer]
    waiting += (
        reader.get_object(IndirectObject(number, generation, reader))
        for number, generation in sorted(numbered)
    )
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            for key, value in one.items():
                waiting += (key, value)
                if key in _TEXTS and isinstance(value, IndirectObject):
                    yield from _long(value.get_object())
            if one.get("/Type") == "/EmbeddedFile":
                yield from _long(one)
        elif isinstance(one, ArrayObject):
            waiting += one
        elif isinstance(one, ByteStringObject):
            yield one.decode("latin-1")
        elif isinstance(one, (NameObject, TextStringObject)):
            yield one


def _long(held: PdfObject | None) -> Iterator[str]:
    """Yield the text in a stream."""
    if isinstance(held, StreamObject):
        yield decode(held.get_data()) or ""
