"""The only door to openpyxl: workbooks to read and to fill in; the same plan gives the same bytes."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_000
"""Characters that a cell holds (Excel's own limit is 32,767)."""
FORMATS = {"day": "yyyy-mm-dd", "money": "#,##0.00", "whole": "0"}
_LAST = 2000  # rows that a drop-down reaches
_LONGEST_LIST = 250  # signs that Excel takes in a drop-down's own list
_NEEDED, _OPTIONAL = PatternFill("solid", fgColor="FFE8B8"), PatternFill("solid", fgColor="E8EEF4")
_LINE = Side(style="thin", color="B0B8C0")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LINE_HEIGHT, _MOST_LINES = 17.5, 23  # points of a line of Chinese type; Excel's rows have 409 at most
_CREATED = datetime(2026, 1, 1)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML may hold them


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its head, and its width in characters of Latin type."""

    head: str
    width: int


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


def table_workbook(
    sheet: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], tints: Sequence[str] = ()
) -> bytes:
    """Return a workbook of one sheet: texts only, the head frozen, filters on.

    `tints` are the background colours of rows (RRGGBB), empty for none. Too long a text ends in `…`.
    """
    book = _empty_workbook()
    page = book.create_sheet(sheet)
    styles = {tint: _style(book, tint) for tint in sorted({"", *tints})}
    for x, column in enumerate(columns, 1):
        _put(page, 1, x, column.head, styles[""]).font = Font(bold=True, size=11)
        page.column_dimensions[get_column_letter(x)].width = column.width
    for y, row in enumerate(rows, 2):
        page.row_dimensions[y].height = _LINE_HEIGHT * max(
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
    return _saved(book)


def list_workbook(
    sheet: str, columns: Sequence[TableColumn], rows: Iterable[Sequence[str]], marks: Mapping[str, str]
) -> bytes:
    """Return a workbook of one sheet of many short texts, the head frozen, filters on; written row by row.

    `marks` are words and the background colours (RRGGBB) of the cells that hold just these.
    """
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created = "sunboard", _CREATED
    page = book.create_sheet(sheet)
    tints = {tint: _style(book, tint) for tint in sorted({*marks.values()})}
    styles = {word: tints[tint] for word, tint in marks.items()}
    for x, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(x)].width = column.width
    page.freeze_panes = "A2"
    heads = [WriteOnlyCell(page, column.head) for column in columns]
    for head in heads:
        head.font = Font(bold=True, size=11)
    page.append(heads)
    count = 1
    for row in rows:
        page.append([_cell(page, text, styles.get(text, "")) for text in row])
        count += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    return _saved(book)


def _cell(page: WriteOnlyWorksheet, text: str, style: str) -> str | Cell:
    """Return a text as a row takes it: as it is, where nothing makes a formula or a colour of it."""
    text = _UNFIT.sub("\ufffd", text[:LONGEST])
    if not style and not text.startswith("="):
        return text
    cell = WriteOnlyCell(page, text)
    assert isinstance(cell, Cell)
    cell.data_type = "s"
    if style:
        cell.style = style
    return cell


def _lines(text: str, width: int) -> int:
    """Count the lines that a text takes in a column: not every office program does so by itself."""
    signs = sum(2.1 if unicodedata.east_asian_width(sign) in "WFA" else 1.1 for sign in text[:LONGEST])
    return min(_MOST_LINES, max(1, ceil(signs / (width - 1))))


def _style(book: Workbook, tint: str) -> str:
    """Return the name of the style of texts on a background; one for many cells is written quickly."""
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
