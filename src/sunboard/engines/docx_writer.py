"""The only door to Word files: an optional library, so this module is imported where it is needed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Cm, Pt

from sunboard.model.plain import Plain, Values, list_of, maps_of, text_of

_OLDEST = (1980, 1, 1, 0, 0, 0)
_INDENT = 18  # points of a list in a list
_LARGEST = Cm(14)
"""The longer side of a picture."""


def document(
    title: str,
    text: Iterable[Values],
    tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]],
    pictures: Iterable[tuple[bytes, str]] = (),
) -> bytes:
    """Return a Word file of a title, a text, pictures with captions, and tables with title, heads and rows.

    The text is blocks as `sunboard.engines.markdown.to_nodes` gives them. Equal texts give equal bytes.
    """
    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.author = made.core_properties.comments = ""
    made.core_properties.created = made.core_properties.modified = datetime(1980, 1, 1)
    made.add_heading(title, 1)
    for block in text:
        _add(made, block, 0)
    for picture, caption in pictures:
        _add_picture(made, picture, caption)
    for name, heads, rows in tables:
        if name:
            made.add_heading(name, 2)
        _add_table(made, ([heads] if any(heads) else []) + list(rows), len(heads) or 2)
    saved = io.BytesIO()
    made.save(saved)
    return _undated(saved)


def _add(made: Any, block: Values, depth: int, mark: str = "") -> None:
    """Add a block of the text; `depth` is how many lists and quotes it stands in, `mark` what begins it."""
    match block.get("type"):
        case "heading":
            made.add_heading(_words(block.get("runs")), 2)
        case "list":
            start = block.get("start")
            for at, item in enumerate(list_of(block, "items"), start if isinstance(start, int) else 1):
                begins = f"{at}. " if block.get("ordered") else "• "
                for inner in maps_of({"": item}, ""):
                    _add(made, inner, depth + 1, begins)
                    begins = ""
        case "quote":
            for inner in maps_of(block, "blocks"):
                _add(made, inner, depth + 1)
        case "table":
            rows = [list_of({"": row}, "") for row in (block.get("head"), *list_of(block, "rows")) if row]
            _add_table(made, [[_words(cell) for cell in row] for row in rows], max(map(len, rows)))
        case "paragraph" | "code":
            paragraph = made.add_paragraph(mark + text_of(block, "text"))
            paragraph.paragraph_format.left_indent = Pt(_INDENT * depth)
            for run in maps_of(block, "runs"):
                added = paragraph.add_run(text_of(run, "text"))
                added.bold, added.italic = bool(run.get("bold")), bool(run.get("italic"))


def _add_picture(made: Any, picture: bytes, caption: str) -> None:
    """Add a picture of half a page at most; one of an unknown format is left out."""
    try:
        shape = made.add_picture(io.BytesIO(picture))
    except UnrecognizedImageError:
        return
    scale = min(1, _LARGEST / max(shape.width, shape.height))
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    made.add_paragraph(caption)


def _words(runs: Plain) -> str:
    return "".join(text_of(run, "text") for run in maps_of({"": runs}, ""))


def _add_table(made: Any, rows: Sequence[Sequence[str]], columns: int) -> None:
    table = made.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _undated(saved: io.BytesIO) -> bytes:
    """Return the same file with the oldest day on all its parts."""
    out = io.BytesIO()
    with ZipFile(saved) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _OLDEST)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
