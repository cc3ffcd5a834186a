"""Figures and days as the cells of a spreadsheet show them."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from sunboard.engines.shown_cells import as_shown
from sunboard.engines.spreadsheet import read_workbook


def shown(value: object, code: str) -> str:
    """Return what is shown of a value in a cell of a format."""
    book = openpyxl.Workbook()
    assert book.active is not None
    cell = book.active.cell(2, 3, value)
    cell.number_format = code
    out = io.BytesIO()
    book.save(out)
    (sheet,) = read_workbook(out.getvalue())
    return as_shown(out.getvalue(), sheet).rows[1][2]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1560.5, "#,##0.00", "1,560.50"),
        (1560.5, "0.00_ ", "1560.50"),
        (-1560.5, "#,##0.00;[Red]-#,##0.00", "-1,560.50"),
        (1560, "_(* #,##0_)", "1,560"),
        (100 / 3, "0.00", "33.33"),
        (1560.5, "0", "1560.5"),
        (7, "000", "007"),
        (560, "General", "560"),
        (560, '0.00"元"', "560"),
        (0.785, "0.0%", "78.5%"),
        (31 / 36, "0.0%", "86.1%"),
        (1 / 3, "0%", "33%"),
        (1, "0.00%", "100.00%"),
        ("0560", "0.00", "0560"),
        (date(2026, 3, 1), 'yyyy"年"m"月"', "2026年3月"),
        (date(2026, 3, 1), "yyyy/m", "2026-03"),
        (date(2026, 3, 6), 'm"月"d"日"', "3月6日"),
        (date(2026, 3, 6), "yyyy-mm-dd", "2026-03-06"),
    ],
)
def test_a_cell_says_what_it_shows(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_other_files_stay_as_they_are() -> None:
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.save(out)
    (sheet,) = read_workbook(out.getvalue())
    for data in (b"", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0"):
        assert as_shown(data, sheet) == sheet
