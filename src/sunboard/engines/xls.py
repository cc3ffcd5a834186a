"""The only door to xlrd: a workbook in the old binary format (.xls) becomes sheets."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from datetime import datetime, time

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDoc, CompDocError
from xlrd.sheet import Sheet as Page

from sunboard.engines.number_formats import unit_of_format, with_unit
from sunboard.engines.sheet import Merge, Sheet, WorkbookBroken, cell_text, check_size

_SECTOR = 4096  # the largest; some programs leave the last one of a file short
_MUTE = 0xFFFF  # the number of no record
_PARTS = (0x0809, 0x000A, 0x0042, 0x0022, 0x002F, 0x0085, 0x00FC, 0x003C)  # encoding, lock, sheets, texts
_STYLES = (0x0031, 0x001E, 0x041E, 0x00E0)  # formats and styles; fonts, without which none of them is read
_CELLS = (0x0203, 0x0204, 0x00D6, 0x00FD, 0x027E, 0x00BD, 0x0205)
_FORMULAS = (0x0006, 0x0206, 0x0406, 0x0207, 0x0221, 0x04BC, 0x0236)  # and what they came to
_LINES = (0x0208, 0x007D, 0x00E5)  # rows, columns, merged cells
_READ = frozenset((*_PARTS, *_STYLES, *_CELLS, *_FORMULAS, *_LINES))
"""Records that sheets are made of. The library's loops over others (links, names, notes) trust any number."""
_TRIPS = (
    CompDocError,
    xlrd.XLRDError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    MemoryError,
)
"""What the library stumbles into where bytes are damaged: it looks before no step."""


def read_xls(data: bytes) -> tuple[Sheet, ...]:
    """Read all sheets; raises WorkbookBroken."""
    try:
        book = xlrd.open_workbook(
            file_contents=_without_the_rest(_workbook_stream(data)),
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
        return tuple(_sheets(book))
    except _TRIPS as error:
        raise WorkbookBroken("locked" if "encrypted" in str(error) else "damaged") from error


def _workbook_stream(data: bytes) -> bytes:
    """Return the stream that holds the sheets; raises WorkbookBroken where there is none or it has no end."""
    package = CompDoc(data + b"\0" * (-len(data) % _SECTOR), io.StringIO(), ignore_workbook_corruption=True)
    names = {entry.name.lower(): entry for entry in package.dirlist if entry.etype == 2}
    if "encryptedpackage" in names or "encryptioninfo" in names:
        raise WorkbookBroken("locked")
    found = names.get("workbook") or names.get("book")
    if found is None:
        raise WorkbookBroken("format")
    if _circles(package.SSAT, found.first_SID):
        raise WorkbookBroken
    whole, start, length = package.locate_named_stream(found.name)
    stream: bytes = whole[start : start + length]
    return stream


def _circles(table: list[int], sector: int) -> bool:
    """Tell whether a chain of small sectors comes back to itself: the library would follow it for ever."""
    seen = set[int]()
    while 0 <= sector < len(table) and sector not in seen:
        seen.add(sector)
        sector = table[sector]
    return sector in seen


def _without_the_rest(stream: bytes) -> bytes:
    """Return a workbook's records with a number that means nothing on those that say nothing of cells."""
    kept, at = bytearray(stream), 0
    while at + 4 <= len(kept):
        kind, length = struct.unpack_from("<HH", kept, at)
        if kind not in _READ:
            struct.pack_into("<H", kept, at, _MUTE)
        at += 4 + length
    return bytes(kept)


def _sheets(book: Book) -> Iterator[Sheet]:
    codes = (book.format_map[style.format_key].format_str for style in book.xf_list)
    units = {at: unit for at, code in enumerate(codes) if (unit := unit_of_format(code))}
    for at in range(book.nsheets):
        page = book.sheet_by_index(at)
        check_size(page.name, page.nrows, page.ncols)
        yield _sheet(page, units, book.datemode)
        book.unload_sheet(at)


def _sheet(page: Page, units: Mapping[int, str], datemode: int) -> Sheet:
    marks: dict[tuple[int, int], str] = {}
    dates: set[tuple[int, int]] = set()
    rows = [_row(page, y, units, datemode, marks, dates) for y in range(page.nrows)]
    merged: tuple[Merge, ...] = tuple(
        (top, left, bottom - 1, right - 1) for top, bottom, left, right in page.merged_cells
    )
    return Sheet(
        name=page.name,
        rows=tuple(rows),
        hidden=bool(page.visibility),
        hidden_rows=frozenset(y for y, row in page.rowinfo_map.items() if row.hidden),
        hidden_columns=tuple((x, x) for x, column in sorted(page.colinfo_map.items()) if column.hidden),
        merged=merged,
        marks=marks,
        dates=frozenset(dates),
        from_1904=bool(datemode),
    )


def _row(
    page: Page,
    y: int,
    units: Mapping[int, str],
    datemode: int,
    marks: dict[tuple[int, int], str],
    dates: set[tuple[int, int]],
) -> tuple[str, ...]:
    """Return the texts of a row; errors and days are noted too."""
    texts: list[str] = []
    for x, cell in enumerate(page.row(y)):
        value: object = cell.value
        if cell.ctype == xlrd.XL_CELL_ERROR:
            value = marks[y, x] = xlrd.error_text_from_code.get(cell.value, "#N/A")
        elif cell.ctype == xlrd.XL_CELL_DATE:
            value = _moment(cell.value, datemode)
            if isinstance(value, datetime):
                dates.add((y, x))
        elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
            value = bool(cell.value)
        elif cell.ctype == xlrd.XL_CELL_NUMBER and cell.xf_index in units:
            value = with_unit(cell.value, units[cell.xf_index])
        texts.append(cell_text(value))
    return tuple(texts)


def _moment(days: float, datemode: int) -> datetime | time | float:
    try:
        moment: datetime = xlrd.xldate_as_datetime(days, datemode)
    except (ArithmeticError, ValueError):
        return days
    return moment.time() if days < 1 else moment
