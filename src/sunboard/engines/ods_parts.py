"""The hidden parts of a workbook in OpenDocument (.ods)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sunboard.engines.number_formats import unit_of_text
from sunboard.engines.sheet import MOST_CELLS, WorkbookBroken
from sunboard.engines.sheet_parts import SheetParts, WorkbookParts, parts_of
from sunboard.engines.zipped_xml import Walk

_ERRORS = ("#", "Err:", "错误:")


def scan_ods(pieces: dict[str, bytes]) -> WorkbookParts:
    """Return the hidden parts of all sheets; raises WorkbookBroken."""
    if "content.xml" not in pieces:
        raise WorkbookBroken
    if b"encryption-data" in pieces.get("meta-inf/manifest.xml", b""):
        raise WorkbookBroken("locked")
    scan = _Scan()
    scan.walk.run(pieces["content.xml"])
    for sheet in scan.sheets:
        sheet.check_size()
    return parts_of(scan.sheets, from_1904=scan.from_1904)


class _Scan:
    """Where a walk over `content.xml` stands: sheet, row and column, and how often each is repeated."""

    def __init__(self) -> None:
        self.sheets: list[SheetParts] = []
        self.from_1904 = False
        self.walk = Walk(self._start)
        self.walk.on_end(self._end)
        self._row = self._column = self._head = 0
        self._rows = 1
        self._kind = ""
        self._value = self._text = ""
        self._cell: tuple[int, int] | None = None
        self._filled = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "table" and name.startswith("table:"):
            self.sheets.append(SheetParts(attributes.get("table:name", "")))
            self._row = self._column = self._head = 0
        elif tag == "null-date":
            self.from_1904 = attributes.get("table:date-value", "").startswith("1904")
        elif not self.sheets:
            return
        elif tag == "table-column":
            repeat = _repeat(attributes, "table:number-columns-repeated")
            if attributes.get("table:visibility", "visible") != "visible":
                self.sheets[-1].hidden_columns.append((self._head, self._head + repeat - 1))
            self._head += repeat
        elif tag == "table-row":
            self._rows, self._column = _repeat(attributes, "table:number-rows-repeated"), 0
            if attributes.get("table:visibility", "visible") != "visible":
                self.sheets[-1].hidden_rows.update(range(self._row, min(self._row + self._rows, MOST_CELLS)))
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell_starts(attributes)
        elif tag == "p" and self._cell is not None:
            # What stands in a cell without a type is text; an error is text too, and only its look tells it
            self.walk.listen(self._hear)

    def _cell_starts(self, attributes: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        repeat = _repeat(attributes, "table:number-columns-repeated")
        self._cell, self._text = (self._row, self._column), ""
        self._kind = attributes.get("calcext:value-type") or attributes.get("office:value-type", "")
        self._value = attributes.get("office:value", "")
        down, across = (
            _repeat(attributes, "table:number-rows-spanned"),
            _repeat(attributes, "table:number-columns-spanned"),
        )
        if down > 1 or across > 1:
            sheet.merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        if self._kind:
            sheet.reach(self._row + self._rows - 1, self._column + repeat - 1)
            sheet.check_size()
            self._filled += self._rows * repeat
            if self._filled > MOST_CELLS:
                raise WorkbookBroken("large")
        self._column += repeat

    def _repeated(self) -> Iterator[tuple[int, int]]:
        """Yield the cells that are written as the one that ends here."""
        row, column = self._cell or (0, 0)
        yield from product(range(row, row + self._rows), range(column, self._column))

    def _hear(self, text: str) -> None:
        self._text += text if len(self._text) < 100 else ""

    def _end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell") and self._cell is not None:
            text, unit = self._text.strip(), ""
            if self._kind == "percentage":
                unit = "%"
            elif self._kind in ("float", "currency") and not text[-1:].isdigit():
                unit = unit_of_text(text, self._value)
            if unit:
                self.sheets[-1].units |= dict.fromkeys(self._repeated(), unit)
            if self._kind == "error" or (
                self._kind in ("string", "float") and text.startswith(_ERRORS) and _is_error(text)
            ):
                self.sheets[-1].marks[self._cell] = text or "#N/A"
            self._cell = None
            self.walk.listen(None)
        elif name == "table:table-row":
            self._row += self._rows


def _is_error(text: str) -> bool:
    return text.startswith(("Err:", "错误:")) or text in (
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
    )


def _repeat(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 8 else 1
