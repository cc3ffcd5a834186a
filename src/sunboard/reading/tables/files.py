"""Whether a file holds a table, and the table of one that is text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sunboard.engines.sheet import Sheet, WorkbookBroken
from sunboard.engines.spreadsheet import is_page, is_workbook
from sunboard.faults import Fault, fault
from sunboard.fields.written import parse_money
from sunboard.lazy import regex
from sunboard.model.encoding import ENCODING_UNKNOWN, decode, first_unreadable, unreadable
from sunboard.model.file_types import TEXT_TABLES
from sunboard.model.node import Place
from sunboard.model.problem import Log
from sunboard.reading.tables.aligned import read_aligned, read_listed, read_told, with_days
from sunboard.reading.tables.amounts import plainly
from sunboard.reading.tables.boxes import joined_boxes
from sunboard.reading.tables.columns import Columns
from sunboard.reading.tables.delimited import QuoteOpen, read_delimited
from sunboard.reading.tables.grid import Grid
from sunboard.reading.tables.head import FURTHEST, find_head
from sunboard.reading.tables.headless import head_of_outline, head_of_told, note_no_head

QUOTE_OPEN = fault("quote-open")
TABLE_EMPTY = fault("table-empty")
TABLE_FORMAT = fault("table-format")
_REASONS: dict[str, Fault] = {
    "damaged": fault("table-broken"),
    "locked": fault("table-locked"),
    "large": fault("table-too-large"),
    "far": fault("cell-far-away"),
    "format": TABLE_FORMAT,
    "page": fault("table-is-web-page"),
}

_OTHER_ENDINGS = (
    *(".et", ".ett", ".wps", ".doc", ".docx", ".pdf", ".numbers", ".xlsb", ".ppt", ".pptx"),
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".zip", ".rar"),
)
_MARKUP = regex(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<workbook|mime-version:)", re.IGNORECASE)


def is_no_table(data: bytes, path: str, log: Log) -> bool:
    """Tell whether a file is none that could hold a table, by its beginning and its name; note what it is."""
    what = None
    if not data.strip():
        what = TABLE_EMPTY
    elif path.lower().endswith(_OTHER_ENDINGS):
        what = TABLE_FORMAT
    elif _MARKUP.match(data):
        what = _REASONS["page"]
    if what:
        log.add(what, Place(path), path.rpartition("/")[2])
    return what is not None


def note_broken(error: WorkbookBroken, path: str, log: Log) -> None:
    """Note why a workbook is not opened."""
    name, cell = path.rpartition("/")[2], error.where.rpartition("!")[2]
    log.add(_REASONS[error.reason], Place(path, cell=error.where), name, cell=cell)


def is_delimited(data: bytes, path: str) -> bool:
    """Tell text from a workbook: by its content, and only where that says nothing by its name."""
    if is_workbook(data) or is_page(data):
        return False
    is_text = b"\0" not in data[:4000] or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return is_text or path.lower().endswith(TEXT_TABLES)


def text_grid(data: bytes, path: str, columns: Columns, log: Log) -> Grid | None:
    """Return the table of a text, whatever parts its cells; none after noting why."""
    name = path.rpartition("/")[2]
    text = decode(data)
    if text is None:
        log.add(ENCODING_UNKNOWN, Place(path, first_unreadable(data)), what=unreadable(data))
        return None
    if not text.strip():
        log.add(TABLE_EMPTY, Place(path), name)
        return None
    try:
        table = read_delimited(text, columns.knows)
    except QuoteOpen as error:
        log.add(QUOTE_OPEN, Place(path, error.line), name)
        return None
    if not table.rows:  # bars and no word
        log.add(TABLE_EMPTY, Place(path), name)
        return None
    if columns.roles:
        table = replace(table, rows=joined_boxes(Sheet("", table.rows)).rows)
    head = find_head(table.rows, (), columns)
    if head is None and (aligned := read_aligned(text, columns.knows)):
        table, head = aligned, find_head(aligned.rows, (), columns)
    if head is None and columns.roles and (told := read_told(text)):
        table, head = told, head_of_told(told.rows, columns)
    if head is None:
        head = head_of_outline(table.rows, columns)
    if head is None and max(map(len, (listed := read_listed(text)).rows)) == 2:
        dated = with_days(listed)
        head = head_of_outline((dated or listed).rows, columns, is_dated=dated is not None)
        table = (dated or listed) if head else table
    if head is None:
        not_apart = max(map(len, table.rows)) == 1 or _heads_by_spaces(text, columns)
        not_apart = not_apart or (bool(columns.roles) and not any(map(_has_amount, table.rows)))
        place = Place(path, 1)
        note_no_head(table.rows, place, name, log, columns=columns, lines=table.lines, not_apart=not_apart)
        return None
    return Grid(Sheet("", table.rows), head, "", table.lines)


def _has_amount(row: Sequence[str]) -> bool:
    """Tell whether a cell of a row holds an amount and nothing else."""
    return any(cell and parse_money(plainly(cell)) is not None for cell in row)


def _heads_by_spaces(text: str, columns: Columns) -> bool:
    """Tell whether a line shows heads where it is parted at spaces."""
    lines = (re.split(r"[ \u3000]{2,}", line.strip()) for line in text.split("\n", FURTHEST)[:FURTHEST])
    return any(sum(map(columns.knows, filter(None, cells))) > 1 for cells in lines)
