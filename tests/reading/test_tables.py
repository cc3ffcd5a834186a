"""Rows from files beside a record."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.fields import Log
from sunboard.model.node import Fields, Items, Scalar
from sunboard.reading.tables import read_table

KNOWN = frozenset(("日期", "凭证号", "摘要", "收入", "支出"))


def rows(data: bytes, path: str) -> tuple[list[dict[str, str]], list[str], list[str]]:
    log = Log()
    found = read_table(data, path, KNOWN, log)
    items = [item for item in found.items if isinstance(item, Fields)] if isinstance(found, Items) else []
    texts = [{entry.key: entry.node.text for entry in item.entries if isinstance(entry.node, Scalar)} for item in items]
    return texts, [entry.place.cell for item in items for entry in item.entries], [problem.fault.code for problem in log.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_of_any_habit_is_read(encoding: str, separator: str) -> None:
    text = "日期,凭证号,摘要,收入,支出\r\n2026-01-06,01-001,收承包费,19500.00,\r\n,,,,\r\n合计,,,19500.00,0\r\n".replace(",", separator)
    found, cells, problems = rows(text.encode(encoding), "a.csv")
    assert found == [{"日期": "2026-01-06", "凭证号": "01-001", "摘要": "收承包费", "收入": "19500.00"}]
    assert cells == ["A2", "B2", "C2", "D2"]
    assert problems == ["sum-row-skipped"]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_with_a_title_row_real_dates_and_numbers_is_read() -> None:
    data = workbook(
        ("说明", [["本表由报账员填写"]]),
        (
            "一季度",
            [
                ["柳湾村收支表"], [], ["日 期", "凭证号", "摘要", "收入", "支出"],
                [date(2026, 1, 6), "01-001", "收承包费", 19500, None], ["小计", None, None, 0.1 + 0.2, None],
            ],
        ),
    )  # fmt: skip
    found, cells, problems = rows(data, "a.xlsx")
    assert found == [{"日期": "2026-01-06", "凭证号": "01-001", "摘要": "收承包费", "收入": "19500"}]
    assert cells[0] == "一季度!A4"
    assert problems == ["sum-row-skipped"]


@pytest.mark.parametrize(
    ("data", "path", "code"), [(b"PK\x03\x04broken", "a.xlsx", "table-broken"), ("随便写写".encode(), "a.csv", "table-head-missing")]
)
def test_what_is_no_table_is_told(data: bytes, path: str, code: str) -> None:
    assert rows(data, path)[2] == [code]


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods"]))
def test_any_bytes_are_rows_or_a_problem(data: bytes, path: str) -> None:
    log = Log()
    assert read_table(data, path, KNOWN, log) is not None or log.problems
