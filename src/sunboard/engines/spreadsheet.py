"""The only door to spreadsheets: a workbook becomes sheets of texts, with what they hide."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from sunboard.engines.compound_file import MAGIC
from sunboard.engines.ods_parts import scan_ods
from sunboard.engines.sheet_parts import FORMULA as FORMULA
from sunboard.engines.sheet_parts import Merge as Merge
from sunboard.engines.sheet_parts import Parts, Refused
from sunboard.engines.sheet_parts import column_name as column_name
from sunboard.engines.xls_parts import scan_xls
from sunboard.engines.xlsx_parts import scan_xlsx
from sunboard.engines.zipped_xml import unpack


class WorkbookBroken(Exception):
    """A workbook that cannot be read. `reason` is damaged, locked, large, far or format; `where` names a cell if one is to blame."""

    def __init__(self, reason: str = "damaged", where: str = "") -> None:
        super().__init__(f"{reason} {where}".strip())
        self.reason, self.where = reason, where


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells as texts, from its first row and column on. All positions count from 0."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()  # first and last
    merged: tuple[Merge, ...] = ()
    marks: Mapping[tuple[int, int], str] | None = (
        None  # cells without a value: an error such as "#REF!", or FORMULA never worked out
    )
    dates: frozenset[tuple[int, int]] = frozenset()  # cells that the program holds for days
    from_1904: bool = False  # days that are mere numbers count from 1904


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes begin as a spreadsheet program's files do, whatever their name says."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", MAGIC))


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Read XLSX, XLS or ODS; raises WorkbookBroken.

    The file is first walked through within bounds (unpacked size, how far its cells reach), for the library that reads it has none.
    """
    with _refusing():
        parts = _parts(data)
        # Some programs leave the last sector of an old file short, and the library counts on whole ones
        whole = data + b"\0" * (-len(data) % 4096) if data.startswith(MAGIC) else data
        with _hushed():
            book = CalamineWorkbook.from_filelike(io.BytesIO(whole))
            return tuple(
                _sheet(book, meta.name, meta.visible != SheetVisibleEnum.Visible, parts)
                for meta in book.sheets_metadata
                if meta.typ == SheetTypeEnum.WorkSheet
            )


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep the library's Rust from printing on standard error, which it does before its fault arrives here."""
    try:
        kept = os.dup(2)
    except OSError:  # a program without a terminal has none to keep quiet
        yield
        return
    try:
        out, nowhere = (
            os.pipe()
        )  # nobody reads it: what is written there goes nowhere, and the writer does not mind
        os.close(out)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Refused as error:
        raise WorkbookBroken(error.reason, error.where) from error
    except python_calamine.PasswordError as error:
        raise WorkbookBroken("locked") from error
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError, MemoryError) as error:
        raise WorkbookBroken from error
    except BaseException as error:
        # A fault inside the library's Rust arrives as a BaseException that no module exports; every other one goes its way
        if type(error).__name__ != "PanicException":
            raise
        raise WorkbookBroken from error


def _parts(data: bytes) -> Parts:
    if data.startswith(MAGIC):
        return scan_xls(data)
    if not data.startswith(b"PK"):
        raise Refused("format")
    pieces = unpack(data)
    if "content.xml" in pieces and "meta-inf/manifest.xml" in pieces:
        return scan_ods(pieces)
    return scan_xlsx(pieces)


def _sheet(book: CalamineWorkbook, name: str, hidden: bool, all_parts: Parts) -> Sheet:
    sheet, parts = book.get_sheet_by_name(name), all_parts.of(name)
    cells = sheet.to_python(skip_empty_area=False)
    dates = frozenset(
        (y, x) for y, row in enumerate(cells) for x, cell in enumerate(row) if isinstance(cell, date)
    )
    rows = [[_text(cell) for cell in row] for row in cells]
    for y, x in parts.percents:
        if y < len(rows) and x < len(rows[y]) and isinstance(cells[y][x], float | int):
            rows[y][x] = _text(float(cells[y][x]) * 100) + "%"  # type: ignore[arg-type]
    for (y, x), mark in parts.marks.items():  # the library leaves these cells out
        rows.extend([] for _ in range(y + 1 - len(rows)))
        rows[y].extend("" for _ in range(x + 1 - len(rows[y])))
        rows[y][x] = mark
    merged = sheet.merged_cell_ranges
    ranges = parts.merged if merged is None else [(*first, *last) for first, last in merged]
    return Sheet(
        name,
        tuple(tuple(row) for row in rows),
        hidden,
        frozenset(parts.hidden_rows),
        tuple(parts.hidden_columns),
        tuple(ranges),
        parts.marks,
        dates,
        all_parts.from_1904,
    )


def _text(cell: object) -> str:
    """Write a cell as a person would type it: a whole number without decimals, a date as ISO."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        # Sheets count in binary fractions: eight digits after the point are more than any amount has, and fewer than the noise
        plain = repr(round(cell, 8))
        return (
            plain
            if "e" not in plain and "n" not in plain
            else format(Decimal(cell), "f")
            if abs(cell) < 1e300
            else plain
        )
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()
