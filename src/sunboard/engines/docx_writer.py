"""The only door to Word files: an optional library, so this module is imported where it is needed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx

_OLDEST = (1980, 1, 1, 0, 0, 0)


def document(
    title: str,
    paragraphs: Iterable[str],
    tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]],
) -> bytes:
    """Return a Word file of a title, paragraphs and tables, each with its title, heads and rows.

    Equal texts give equal bytes.
    """
    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.author = made.core_properties.comments = ""
    made.core_properties.created = made.core_properties.modified = datetime(1980, 1, 1)
    made.add_heading(title, 1)
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    for name, heads, rows in tables:
        if name:
            made.add_heading(name, 2)
        table = made.add_table(rows=0, cols=len(heads) or 2)
        table.style = "Table Grid"
        for row in ([heads] if any(heads) else []) + list(rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    saved = io.BytesIO()
    made.save(saved)
    return _undated(saved)


def _undated(saved: io.BytesIO) -> bytes:
    """Return the same file with the oldest day on all its parts."""
    out = io.BytesIO()
    with ZipFile(saved) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _OLDEST)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
