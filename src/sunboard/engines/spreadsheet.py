"""The only door to spreadsheets: a workbook of any program becomes sheets of texts, with what they hide."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from sunboard.engines.number_formats import with_unit
from sunboard.engines.ods_parts import scan_ods
from sunboard.engines.sheet import OLD_OFFICE, Sheet, WorkbookBroken, cell_text
from sunboard.engines.sheet_parts import SheetParts, WorkbookParts
from sunboard.engines.xlsx_parts import scan_xlsx
from sunboard.engines.zipped_xml import unpack
from sunboard.lazy import regex

_PAGE = regex(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|meta|body|style|div|table)(?![\w-])", re.IGNORECASE
)


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes begin as a spreadsheet program's files do, whatever their name says."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", OLD_OFFICE))


def is_page(data: bytes) -> bool:
    """Tell whether bytes begin as a web page does, whatever their name says."""
    return bool(_PAGE.match(data))


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Read a workbook, or the web page that many programs call one; raises WorkbookBroken."""
    if is_page(data):
        from sunboard.engines.page_tables import read_page

        return read_page(data)
    return read_workbook(data)


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Read XLSX, XLS or ODS; raises WorkbookBroken.

    The file is first walked through within bounds (unpacked size, how far its cells reach), for the library
    that reads it has none.
    """
    if data.startswith(OLD_OFFICE):
        from sunboard.engines.xls import read_xls

        return read_xls(data)
    if not data.startswith(b"PK"):
        raise WorkbookBroken("format")
    with _refusing(), _hushed():
        pieces = unpack(data)
        is_open_document = "content.xml" in pieces and "meta-inf/manifest.xml" in pieces
        parts = scan_ods(pieces) if is_open_document else scan_xlsx(pieces)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            _sheet(book.get_sheet_by_name(page.name), page.visible != SheetVisibleEnum.Visible, parts)
            for page in book.sheets_metadata
            if page.typ == SheetTypeEnum.WorkSheet
        )


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what the library raises of damaged files into WorkbookBroken."""
    try:
        yield
    except python_calamine.PasswordError as error:
        raise WorkbookBroken("locked") from error
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError, MemoryError) as error:
        raise WorkbookBroken from error
    except BaseException as error:
        # A fault inside the library's Rust arrives as a BaseException that no module exports: only its name
        # tells it. Every other one, such as an interrupt, goes its way
        if type(error).__name__ != "PanicException":
            raise
        raise WorkbookBroken from error


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep the library's Rust from printing on standard error before its fault arrives here."""
    try:
        kept = os.dup(2)
    except OSError:  # a program without a terminal has none to keep quiet
        yield
        return
    try:
        # Nobody reads the pipe: what is written there goes nowhere, and the writer does not mind
        out, nowhere = os.pipe()
        os.close(out)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _sheet(page: CalamineSheet, hidden: bool, all_parts: WorkbookParts) -> Sheet:
    parts = all_parts.sheets.get(page.name) or SheetParts(page.name)
    cells = page.to_python(skip_empty_area=False)
    rows = [[cell_text(cell) for cell in row] for row in cells]
    for (y, x), unit in parts.units.items():
        if y < len(rows) and x < len(rows[y]) and isinstance(cell := cells[y][x], float | int):
            rows[y][x] = with_unit(cell, unit)
    for (y, x), mark in parts.marks.items():  # the library leaves these cells out
        rows.extend([] for _ in range(y + 1 - len(rows)))
        rows[y].extend("" for _ in range(x + 1 - len(rows[y])))
        rows[y][x] = mark
    merged = page.merged_cell_ranges
    return Sheet(
        name=page.name,
        rows=tuple(tuple(row) for row in rows),
        hidden=hidden,
        hidden_rows=frozenset(parts.hidden_rows),
        hidden_columns=tuple(parts.hidden_columns),
        merged=tuple(parts.merged if merged is None else [(*first, *last) for first, last in merged]),
        marks=parts.marks,
        dates=frozenset(
            (y, x) for y, row in enumerate(cells) for x, cell in enumerate(row) if isinstance(cell, date)
        ),
        from_1904=all_parts.from_1904,
    )
