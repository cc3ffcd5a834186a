"""The only door to openpyxl: workbooks to read and to fill in; the same plan gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sunboard.lazy import dataclass

FORMATS = {"day": "yyyy-mm-dd", "money": "#,##0.00", "whole": "0"}
_LAST = 2000  # rows that a drop-down reaches
_LONGEST_LIST = 250  # signs that Excel takes in a drop-down's own list
_NEEDED, _OPTIONAL = PatternFill("solid", fgColor="FFE8B8"), PatternFill("solid", fgColor="E8EEF4")
_LINE = Side(style="thin", color="B0B8C0")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CREATED = datetime(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its head, the note that explains it, and what may stand below."""

    head: str
    note: str = ""
    width: int = 12  # characters of Latin type
    sort: str = "text"  # day, money or whole; anything else is text: no program makes dates of its numbers
    choices: tuple[str, ...] = ()
    needed: bool = False
    source: str = ""  # a range of the workbook whose values are offered, others being allowed


@dataclass(frozen=True, slots=True)
class FormSheet:
    """An empty sheet to fill in."""

    name: str
    columns: tuple[FormColumn, ...]


@dataclass(frozen=True, slots=True)
class NoteSheet:
    """A sheet to read: its first row is a head."""

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: frozenset[int] = frozenset()  # rows, from 0, set as headings


def form_workbook(sheets: Sequence[FormSheet], notes: Sequence[NoteSheet] = ()) -> bytes:
    """Return the workbook as XLSX."""
    book = _empty_workbook()
    for sheet in sheets:
        _form(book.create_sheet(sheet.name), sheet)
    for note in notes:
        _notes(book.create_sheet(note.name), note)
    return _saved(book)


def _form(page: Worksheet, sheet: FormSheet) -> None:
    for at, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(at)
        below = page.column_dimensions[letter]
        below.width = column.width
        below.number_format = FORMATS.get(column.sort, "@")
        below.alignment = Alignment(vertical="top", wrap_text=column.sort not in FORMATS)
        head = page.cell(1, at, column.head)
        head.font, head.fill = Font(bold=True), _NEEDED if column.needed else _OPTIONAL
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        head.border, head.number_format = _FRAME, "@"
        if column.note:
            height = 24 + 20 * (1 + len(column.note) // 16)
            head.comment = Comment(column.note, "sunboard", height=height, width=240)
        listed = ",".join(column.choices)
        if column.source or 0 < len(listed) <= _LONGEST_LIST:
            rule = DataValidation("list", formula1=column.source or f'"{listed}"', allow_blank=True)
            rule.showErrorMessage = not column.source
            rule.error, rule.errorTitle = "、".join(column.choices), column.head
            rule.add(f"{letter}2:{letter}{_LAST}")
            page.add_data_validation(rule)
    page.row_dimensions[1].height = 34
    page.freeze_panes = "C2" if len(sheet.columns) > 8 else "A2"


def _notes(page: Worksheet, sheet: NoteSheet) -> None:
    for at, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    for y, row in enumerate(sheet.rows, 1):
        for x, text in enumerate(row, 1):
            cell = page.cell(y, x, text)
            cell.number_format, cell.alignment = "@", Alignment(vertical="top", wrap_text=True)
            if y - 1 in sheet.heads:
                cell.font, cell.fill = Font(bold=True), _OPTIONAL


def _empty_workbook() -> Workbook:
    book = Workbook()
    book.properties.creator, book.properties.created = "sunboard", _CREATED
    if book.active is not None:
        book.remove(book.active)
    return book


def _saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return timeless(made.getvalue())


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
