"""How long a ledger of 10,000 rows takes from bytes to typed rows.

`python benchmarks/reading_tables.py` prints it. Wanted: 0.3 s as CSV, 1 s as XLSX.
The best of five runs counts, in processor time, for other work on the machine is none of ours.
"""

from __future__ import annotations

import csv
import io
import time
from datetime import date, timedelta

import openpyxl

from sunboard.fields.groups import table
from sunboard.kinds.finance import LedgerRow
from sunboard.kinds.finance.vouchers import one_sided
from sunboard.model.problem import Log
from sunboard.reading.tables.table import read_table

HEAD = [
    "日期",
    "凭证号",
    "摘要",
    "科目",
    "收入",
    "支出",
    "账户",
    "单据",
    "经手人",
    "证明人",
    "审批人",
    "决议号",
]


def ledger(count: int) -> list[list[object]]:
    """Return rows with amounts, summaries and numbers that differ, and names that repeat."""
    rows: list[list[object]] = [list(HEAD)]
    for at in range(count):
        amount = round(100.25 + at * 1.01, 2)
        sides = [amount, None] if at % 3 == 0 else [None, amount]
        what = [
            date(2026, 1, 1) + timedelta(at % 90),
            f"01-{at:05d}",
            f"付第{at}号保洁员劳务费4人×1200元",
            "514.01 公益支出/环境卫生",
        ]
        rows.append([*what, *sides, "B", "电子发票", "陈守田", "罗会兰", "何广仁", "JY-2026-01"])
    return rows


def as_csv(rows: list[list[object]]) -> bytes:
    """Write rows as Excel does."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("gb18030")


def as_xlsx(rows: list[list[object]]) -> bytes:
    """Write rows as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("一季度")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def measure(data: bytes, path: str) -> tuple[float, float]:
    """Return the seconds from bytes to rows of cells, and from these to typed rows."""
    best = (9e9, 9e9)
    for _ in range(5):
        log = Log()
        start = time.process_time()
        rows = read_table(data, path, LedgerRow, log)
        between = time.process_time()
        assert rows is not None
        entries = table(LedgerRow, accept=one_sided)(rows, log)
        end = time.process_time()
        assert entries is not None
        assert len(entries) == len(rows.items) == 10_000
        best = min(best, (between - start, end - between), key=sum)
    return best


if __name__ == "__main__":
    written = ledger(10_000)
    for name, data in (("csv", as_csv(written)), ("xlsx", as_xlsx(written))):
        cells, fields = measure(data, f"ledger.{name}")
        times = f"table {cells:.3f} s + fields {fields:.3f} s = {cells + fields:.3f} s"
        print(f"{name:5} {len(data):>9,} bytes: {times}")
