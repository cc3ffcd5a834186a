"""Ledgers as tables for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from sunboard.model.blocks import Column, TableBlock
from sunboard.model.view import RecordView

_NUMBER = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?")


def ledger_files(record: RecordView) -> dict[str, bytes]:
    """Return a file for each ledger of a record: `rows.csv`, then `rows-2.csv` and so on."""
    ledgers = [block for block in record.blocks if isinstance(block, TableBlock) and block.ledger]
    return {f"rows-{at}.csv" if at > 1 else "rows.csv": to_csv(block) for at, block in enumerate(ledgers, 1)}


def to_csv(table: TableBlock) -> bytes:
    """Write a table with its heads, whole dates and total, UTF-8 with BOM, as spreadsheets open it by a double-click."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(column.head or column.label) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [written(dated(cell, column)) for cell, column in zip(row, table.columns, strict=True)]
        )
    if table.total:
        writer.writerow([written(cell) for cell in table.total])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def dated(cell: str, column: Column) -> str:
    """Return a cell with the year that its column leaves out of its dates."""
    return f"{column.year}-{cell}" if column.year and cell else cell


def written(cell: str) -> str:
    """Return a cell as a spreadsheet takes it: a plain number, or a text that is no formula."""
    return plain_number(cell) or harmless(cell)


def plain_number(cell: str) -> str:
    """Return a number without its thousands separated, or nothing where the cell is none."""
    return cell.replace(",", "") if _NUMBER.fullmatch(cell) else ""


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return (
        f"'{cell}"
        if cell.lstrip().startswith(("=", "+", "-", "@")) or cell.startswith(("\t", "\r"))
        else cell
    )
