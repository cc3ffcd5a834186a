"""Workbooks under test, written as people keep them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl

Rows = Sequence[Mapping[str, object]]


def workbook(sheets: Mapping[str, Rows | Sequence[Sequence[object]]]) -> bytes:
    """Return a workbook; rows that are maps stand below a head of all their keys."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        heads = list(dict.fromkeys(head for row in rows if isinstance(row, Mapping) for head in row))
        for line in [heads] if heads else []:
            sheet.append(line)
        for row in rows:
            sheet.append([row.get(head) for head in heads] if isinstance(row, Mapping) else list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
