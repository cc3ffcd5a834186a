"""Workbooks of texts: read by other programs, they say what was written, and nothing in them is a formula."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sunboard.engines.spreadsheet import read_workbook
from sunboard.engines.xlsx_table import LONGEST, TableColumn, list_workbook, table_workbook

COLUMNS = [TableColumn("村", 14), TableColumn("问题 <&>", 30)]
ROWS = [
    ("柳湾村", "=HYPERLINK(1)"),
    ("", " <b>&amp;\n第二行 "),
    ("+2", "\x0b无\ufffe"),
    ("字", "长" * 40_000),
]


def sheet(data: bytes) -> Worksheet:
    page = load_workbook(io.BytesIO(data)).active
    assert isinstance(page, Worksheet)
    return page


def test_every_text_stands_as_a_text() -> None:
    data = table_workbook("问题", COLUMNS, ROWS, ["", "FBE3DF", "", "FFF4D6"])
    told = [[cell.value for cell in row] for row in sheet(data).iter_rows()]
    long = "长" * (LONGEST - 1) + "…"
    assert told[:3] == [["村", "问题 <&>"], ["柳湾村", "=HYPERLINK(1)"], [None, " <b>&amp;\n第二行 "]]
    assert told[3:] == [["+2", "\ufffd无\ufffd"], ["字", long]]
    assert not [cell for row in sheet(data).iter_rows() for cell in row if cell.data_type == "f"]
    assert [sheet.name for sheet in read_workbook(data)] == ["问题"]


def test_rows_are_tinted_and_as_high_as_their_text() -> None:
    page = sheet(table_workbook("问题", COLUMNS, ROWS, ["", "FBE3DF", "", "FFF4D6"]))
    tints = [page.cell(y, 2).fill.fgColor.rgb for y in range(1, 6)]
    assert tints == ["00000000", "00000000", "FFFBE3DF", "00000000", "FFFFF4D6"]
    assert [page.row_dimensions[y].height for y in (2, 5)] == [17.5, 402.5]
    assert page.cell(1, 1).font.b
    assert not page.cell(2, 1).font.b
    assert page.cell(3, 2).alignment.wrap_text


def test_words_are_marked_and_the_head_stays() -> None:
    page = sheet(
        list_workbook("清单", COLUMNS, iter([("甲", "没公开"), ("乙", "按时")]), {"没公开": "FBE3DF"})
    )
    assert [page.cell(y, 2).fill.fgColor.rgb for y in (2, 3)] == ["FFFBE3DF", "00000000"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert page.column_dimensions["B"].width == 30


def test_the_same_texts_give_the_same_bytes() -> None:
    made = [list_workbook("清单", COLUMNS, iter([("甲", "乙")]), {}) for _ in range(2)]
    assert made[0] == made[1]
