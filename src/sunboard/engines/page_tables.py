"""The tables of a web page as one sheet: what many programs write and call .xls."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sunboard.engines.sheet import MOST_CELLS, Merge, Sheet, WorkbookBroken
from sunboard.lazy import regex
from sunboard.model.encoding import decode

_UNSEEN = frozenset(("script", "style", "title", "xml", "template"))
_ENDS_TEXT = frozenset(("p", "div", "h1", "h2", "h3", "h4", "center", "li"))
_WIDEST = 1000  # columns or rows over which one cell may stand
_NUMBER = regex(r"-?\d+(?:\.\d+)?")
_NOT_SHOWN = regex(r"display\s*:\s*none", re.IGNORECASE)


def read_page(data: bytes) -> tuple[Sheet, ...]:
    """Read the tables of a page below one another, as spreadsheet programs show it; raises WorkbookBroken.

    A table within a table has no fixed place for its cells, and is not read.
    """
    text = decode(data)
    if text is None:
        raise WorkbookBroken("page")
    parser = _Tables()
    parser.feed(text)
    parser.close()
    parser.end_row()
    if not parser.is_table:
        raise WorkbookBroken("page")
    width = max(map(len, parser.rows), default=0)
    if width * len(parser.rows) > MOST_CELLS:
        raise WorkbookBroken("far")
    rows = tuple((*row, *("",) * (width - len(row))) for row in parser.rows)
    hidden = frozenset(parser.hidden)
    return (Sheet("Sheet1", rows, hidden_rows=hidden, merged=tuple(parser.merged)),)


class _Tables(HTMLParser):
    """Gathers rows of cells, and what stands between tables as rows of one cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merged: list[Merge] = []
        self.hidden: list[int] = []
        self.is_table = False
        self._cells = 0
        self._within = 0  # tables that are open
        self._unseen = ""  # the element whose text nobody sees
        self._texts: list[str] = []
        self._row: list[str] | None = None
        self._cell: tuple[int, int, str] | None = None  # columns and rows that it fills, and its number
        self._over: dict[int, int] = {}  # columns that cells of rows above fill, and for how many rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if self._unseen:
            return
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "table":
            self.end_row()
            self._within += 1
            if self._within > 1:
                raise WorkbookBroken("page")
            self.is_table, self._over = True, {}
        elif tag == "tr":
            self.end_row()
            self._row = []
            if _NOT_SHOWN.search(said.get("style", "")):
                self.hidden.append(len(self.rows))
        elif tag in ("td", "th"):
            self._end_cell()
            self._row = [] if self._row is None else self._row
            columns, rows = (_spanned(said.get(name, "")) for name in ("colspan", "rowspan"))
            self._cell = columns, rows, said.get("x:num", "")
        elif tag == "br":
            self._texts.append("\n")
        elif tag in _ENDS_TEXT and self._row is None:
            self.end_row()

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._unseen = "" if tag == self._unseen else self._unseen
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table", "tbody", "thead", "tfoot") or (tag in _ENDS_TEXT and self._row is None):
            self.end_row()
            self._within -= tag == "table" and self._within > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen and (self._cell is not None or self._row is None):
            self._texts.append(data)

    def end_row(self) -> None:
        """End the row that is open, or the text between tables."""
        self._end_cell()
        if self._row is None:
            if text := self._text():
                self._add([text])
            return
        self._fill_from_above()
        self._add(self._row)
        self._row = None

    def _add(self, row: list[str]) -> None:
        self._cells += len(row)
        if self._cells > MOST_CELLS:
            raise WorkbookBroken("far")
        self.rows.append(row)

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        (columns, rows, number), text = self._cell, self._text()
        self._cell = None
        self._fill_from_above()
        if _NUMBER.fullmatch(number) and _NUMBER.fullmatch(text.replace(",", "")):
            text = number  # what the cell holds, where its text is cut
        y, x = len(self.rows), len(self._row)
        self._row += [text, *[""] * (columns - 1)]
        self._cells += columns
        if self._cells > MOST_CELLS:
            raise WorkbookBroken("far")
        if columns > 1 or rows > 1:
            self.merged.append((y, x, y + rows - 1, x + columns - 1))
        if rows > 1:
            self._over |= dict.fromkeys(range(x, x + columns), rows - 1)

    def _fill_from_above(self) -> None:
        """Leave the columns blank that a cell of a row above fills."""
        row = self._row
        while row is not None and (left := self._over.get(len(row), 0)) > 0:
            self._over[len(row)] = left - 1
            row.append("")

    def _text(self) -> str:
        text = "".join(self._texts)
        self._texts = []
        return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n")))).strip()


def _spanned(written: str) -> int:
    return min(int(written), _WIDEST) or 1 if written.isascii() and written.isdecimal() else 1
