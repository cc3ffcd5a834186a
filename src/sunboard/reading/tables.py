"""Rows that stand in a file beside a record: CSV or a spreadsheet, each cell with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sunboard.engines.spreadsheet import WorkbookBroken, column_name, read_workbook
from sunboard.fields import Log, key_of
from sunboard.model.node import Entry, Fields, Items, Place, Scalar
from sunboard.model.problem import Fault, Severity, Words
from sunboard.reading.documents import ENCODING_UNKNOWN, decode

TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
SUMS = ("小计", "合计", "总计", "累计", "本页合计", "本月合计", "本季合计")

TABLE_BROKEN = Fault(
    "table-broken",
    Severity.ERROR,
    zh=Words("表格文件“{value}”打不开", "用 Excel 或 WPS 打开，另存为 .xlsx，不要加密码"),
    en=Words("The table “{value}” cannot be opened", "Save it again as .xlsx, without a password"),
    manual="""The spreadsheet is damaged, locked with a password, or of another format than its name says.

    明细文件: 2026年一季度.xlsx

中文
表格文件坏了、加了密码，或者内容和扩展名不符。用 Excel 或 WPS 打开后另存为 .xlsx。

    明细文件: 2026年一季度.xlsx
""",
)
HEAD_MISSING = Fault(
    "table-head-missing",
    Severity.ERROR,
    zh=Words("表格“{value}”里找不到表头", "表头一行写：{heads}"),
    en=Words("The table “{value}” has no head", "Write a row of heads: {heads}"),
    manual="""No row of the table has at least two of the known column heads.

    日期,凭证号,摘要,科目,收入,支出

中文
表格里没有哪一行像表头（至少要有两个认得的列名）。

    日期,凭证号,摘要,科目,收入,支出
""",
)
ROW_SKIPPED = Fault(
    "sum-row-skipped",
    Severity.INFO,
    zh=Words("“{value}”这一行是合计，没有当作一笔", ""),
    en=Words("The row “{value}” is a sum and was not taken as an entry", ""),
    manual="""A row of a table that is a subtotal or total is passed over: sunboard adds up itself.

中文
小计、合计行不算一笔，合计由 sunboard 自己算。
""",
)


def read_table(data: bytes, path: str, known: frozenset[str], log: Log) -> Items | None:
    """Read the rows of the first sheet that has a head of known columns; return nothing after noting why there are none."""
    if path.lower().endswith((".csv", ".txt", ".tsv")):
        text = decode(data)
        if text is None:
            log.add(ENCODING_UNKNOWN, Place(path))
            return None
        try:
            sheets: list[tuple[str, Sequence[Sequence[str]]]] = [("", _csv_rows(text))]
        except csv.Error:
            log.add(TABLE_BROKEN, Place(path), path.rpartition("/")[2])
            return None
    else:
        try:
            sheets = [(sheet.name, sheet.rows) for sheet in read_workbook(data)]
        except WorkbookBroken:
            log.add(TABLE_BROKEN, Place(path), path.rpartition("/")[2])
            return None
    prefix = len(sheets) > 1
    for name, rows in sheets:
        head = _head(rows, known)
        if head is not None:
            return _rows(rows, head, path, f"{name}!" if prefix else "", known, log)
    log.add(HEAD_MISSING, Place(path), path.rpartition("/")[2], heads="、".join(("日期", "凭证号", "摘要", "科目", "收入", "支出")))
    return None


def _csv_rows(text: str) -> list[list[str]]:
    first = next((line for line in text.split("\n") if line.strip()), "")
    separator = max(",\t;，", key=first.count)
    if separator == "，":  # a head typed with full-width commas: the rows follow its habit
        return [line.split("，") for line in text.split("\n")]
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def _head(rows: Sequence[Sequence[str]], known: frozenset[str]) -> int | None:
    for at, row in enumerate(rows[:30]):
        if sum(key_of(_joined(cell)) in known for cell in row) >= 2:
            return at
    return None


def _joined(cell: str) -> str:
    return "".join(cell.split())


def _rows(rows: Sequence[Sequence[str]], head: int, path: str, sheet: str, known: frozenset[str], log: Log) -> Items:
    names = [key_of(_joined(cell)) for cell in rows[head]]
    found = []
    for at, row in enumerate(rows[head + 1 :], head + 2):
        if not any(cell.strip() for cell in row):
            continue
        place = Place(path, at, f"{sheet}A{at}")
        label = next((_joined(cell) for cell in row if cell.strip()), "")
        if label in SUMS or any(_joined(cell) in SUMS for cell in row[:4]):
            log.add(ROW_SKIPPED, place, label)
            continue
        entries = tuple(
            Entry(name, Scalar(cell, cell_place), cell_place)
            for x, (name, cell) in enumerate(zip(names, row, strict=False))
            if cell.strip() and (name or cell.strip())
            for cell_place in (Place(path, at, f"{sheet}{column_name(x)}{at}", name),)
        )
        found.append(Fields(entries, place))
    return Items(tuple(found), Place(path, head + 1, f"{sheet}A{head + 1}"))
