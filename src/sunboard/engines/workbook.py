"""The only door to openpyxl: a table becomes a workbook whose bytes depend on nothing but the table."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_000
"""Characters that a cell holds (Excel's own limit is 32,767)."""
_LINE, _MOST_LINES = 17.5, 23  # points of a line of Chinese type; Excel's rows have 409 at most
_CREATED = datetime(2026, 1, 1)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML may hold them


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and its width in characters of Latin type."""

    head: str
    width: int


def table_workbook(
    sheet: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], tints: Sequence[str] = ()
) -> bytes:
    """Return a workbook of one sheet: texts only, the head frozen, filters on.

    `tints` are the background colours of rows (RRGGBB), empty for none. What is too long for a cell ends in `…`.
    """
    book = Workbook()
    book.properties.creator = "sunboard"
    book.properties.created = _CREATED
    page = book.active
    assert page is not None
    page.title = sheet
    styles = {tint: _style(book, tint) for tint in sorted({"", *tints})}
    for x, column in enumerate(columns, 1):
        _put(page, 1, x, column.head, styles[""]).font = Font(bold=True, size=11)
        page.column_dimensions[get_column_letter(x)].width = column.width
    for y, row in enumerate(rows, 2):
        page.row_dimensions[y].height = _LINE * max(
            _lines(text, column.width) for text, column in zip(row, columns, strict=True)
        )
        style = styles[tints[y - 2] if y - 2 < len(tints) else ""]
        for x, text in enumerate(row, 1):
            _put(page, y, x, text, style)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    made = io.BytesIO()
    book.save(made)
    return timeless(made.getvalue())


def _lines(text: str, width: int) -> int:
    """Count the lines that a text takes in a column; not every office program does that itself when it opens a file."""
    signs = sum(2.1 if unicodedata.east_asian_width(sign) in "WFA" else 1.1 for sign in text[:LONGEST])
    return min(_MOST_LINES, max(1, ceil(signs / (width - 1))))


def _style(book: Workbook, tint: str) -> str:
    """Return the name of the style of texts on a background; one style for many cells is much quicker than many alike."""
    style = NamedStyle(
        f"text{tint}",
        alignment=Alignment(wrap_text=True, vertical="top"),
        number_format="@",
        font=Font(size=11),
    )
    style.border = Border(bottom=Side("thin", "D8D3C8"))
    if tint:
        style.fill = PatternFill("solid", fgColor=tint)
    book.add_named_style(style)
    return style.name


def _put(page: Worksheet, row: int, column: int, text: str, style: str) -> Cell:
    """Write a text as a text, whatever it begins with: one that looks like a formula is none."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    text = _UNFIT.sub("\ufffd", text)
    cell.value = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    cell.data_type = "s"
    cell.style = style
    return cell


def timeless(data: bytes) -> bytes:
    """Return a workbook whose parts and properties carry a fixed time."""
    made = io.BytesIO()
    stamp = f"{_CREATED.isoformat()}Z".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            about = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 3
            about.external_attr = 0o644 << 16
            new.writestr(about, part)
    return made.getvalue()
