"""What stands behind a figure only by the format of its cell is read with it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from sunboard.engines.number_formats import unit_of_format, unit_of_text
from sunboard.engines.shown_cells import as_shown
from sunboard.engines.spreadsheet import read_workbook
from tests.reading.ledgers import WRITERS, Page
from tests.reading.test_tables import rezipped


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('0.00"万元"', "万元"),
        ("0.00\\万\\元", "万元"),
        ('_ * #,##0.00"万元"_ ;_ * -#,##0.00"万元"_ ', "万元"),
        ('0.00"万元";[Red]-0.00"万元"', "万元"),
        ('"¥"#,##0"千元"', "千元"),
        ('General"万元"', "万元"),
        ('[$-804]0.00"平方米"', "平方米"),
        ("0.0%", "%"),
        ('#,##0.00"元"', ""),
        ('0.00"亩"', ""),
        ("#,##0.00_);(#,##0.00)", ""),
        ('0!.0,"万元"', ""),
        ('0"."0,"万元"', ""),
        ('0"."0000"万元"', ""),
        ('0.00,"千元"', ""),
        ('[>=10000]0!.0,"万元";0"元"', ""),
        ('0"号"', ""),
        ("General", ""),
    ],
)
def test_a_format_says_a_unit_or_none(code: str, unit: str) -> None:
    assert unit_of_format(code) == unit


@pytest.mark.parametrize(
    ("shown", "held", "unit"),
    [
        ("3.50万元", "3.5", "万元"),
        ("1,203.3 千元", "1203.25", "千元"),
        ("3.5万元", "35000", ""),
        ("7元", "7", ""),
    ],
)
def test_a_unit_is_that_of_the_figure_that_is_held(shown: str, held: str, unit: str) -> None:
    assert unit_of_text(shown, held) == unit


def test_a_cell_of_a_workbook_is_read_and_shown_with_its_unit() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([3.5, 1250])
    book.active["A1"].number_format, book.active["B1"].number_format = '0.00"万元"', '#,##0.0"平方米"'
    out = io.BytesIO()
    book.save(out)
    (sheet,) = read_workbook(out.getvalue())
    assert sheet.rows == (("3.5万元", "1250平方米"),)
    assert as_shown(out.getvalue(), sheet).rows == (("3.50万元", "1,250.0平方米"),)


def test_a_cell_of_an_open_document_is_read_with_its_unit_wherever_it_is_repeated() -> None:
    data = WRITERS["ods"]([Page("收支", [[3.5, 7]])])
    again = (
        b'<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3.5">'
    )

    def twice(content: bytes) -> bytes:
        plain = b'<table:table-cell office:value-type="float" office:value="3.5">'
        assert plain in content
        return content.replace(plain, again).replace(b"<text:p>3.5<", "<text:p>3.50万元<".encode())

    (sheet,) = read_workbook(rezipped(data, "content.xml", twice))
    assert sheet.rows == (("3.5万元", "3.5万元", "7"),)
