"""Ledgers as files for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sunboard.lazy import regex
from sunboard.model.blocks import TableBlock
from sunboard.model.view import RecordView

_NUMBER = regex(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?")
_FORMULA = regex(r"\s*[=+\-@]|[\t\r]")


def ledger_files(record: RecordView) -> dict[str, bytes]:
    """Return a file for each ledger of a record: `rows.csv`, then `rows-2.csv` and so on."""
    ledgers = [
        block for block in record.blocks if isinstance(block, TableBlock) and (block.ledger or block.kept)
    ]
    return {f"rows-{at}.csv" if at > 1 else "rows.csv": to_csv(block) for at, block in enumerate(ledgers, 1)}


def to_csv(table: TableBlock) -> bytes:
    """Write a table with its heads, whole dates and total, as spreadsheets open it by a double-click."""
    rows: list[Sequence[str]] = [[_harmless(column.head or column.label) for column in table.columns]]
    told: list[Sequence[str]] = []
    for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=False):
        year = f"{column.year}-" if column.year else ""  # which the column leaves out
        known = {cell: cell and _cell(year + cell) for cell in {*cells}}
        told.append([*map(known.__getitem__, cells)])
    rows += zip(*told, strict=True)
    if table.total:
        rows.append([_cell(cell) for cell in table.total])
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: str) -> str:
    """Return a cell as a spreadsheet takes it: a number without separators, or a text that is no formula."""
    if cell.isalnum() or not ("," in cell or _FORMULA.match(cell)):  # as most texts
        return cell
    return cell.replace(",", "") if _NUMBER.fullmatch(cell) else _harmless(cell)


def _harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
