"""A workbook of one sheet of texts, written as it is: what a library takes tenfold the time for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from html import escape
from math import ceil
from unicodedata import east_asian_width

from sunboard.engines.sheet import column_name
from sunboard.lazy import dataclass, regex

LONGEST = 32_000
"""Characters that a cell holds (Excel's own limit is 32,767)."""
_UNFIT = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML may hold them
_LINE_HEIGHT, _MOST_LINES = 17.5, 23  # points of a line of Chinese type; Excel's rows have 409 at most
_QUICK = 3  # of 9: half the time, and a tenth more bytes
_BARE, _HEAD, _TEXT = 0, 1, 2  # formats of cells; those of texts on a background follow


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its head, and its width in characters of Latin type."""

    head: str
    width: int


def table_workbook(
    sheet: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], tints: Sequence[str]
) -> bytes:
    """Return a workbook of long texts, each row as high as they need; the head frozen, filters on.

    `tints` are the background colours of rows (RRGGBB), empty for none. Too long a text ends in `…`.
    """
    formats = _formats(tints)

    def told() -> Iterator[bytes]:
        for y, (row, tint) in enumerate(zip(rows, tints, strict=True), 2):
            lines = max(_lines(text, column.width) for text, column in zip(row, columns, strict=True))
            high = f' ht="{_LINE_HEIGHT * lines}" customHeight="1"'
            yield _row(y, row, partial(_cell, form=formats[tint]), high)

    return _workbook(sheet, columns, told(), formats, len(rows))


def list_workbook(
    sheet: str, columns: Sequence[TableColumn], rows: Iterable[Sequence[str]], marks: Mapping[str, str]
) -> bytes:
    """Return a workbook of many short texts; the head frozen, filters on.

    `marks` are words and the background colours (RRGGBB) of the cells that hold just these.
    """
    formats = _formats(marks.values())
    marked = {word: formats[tint] for word, tint in marks.items()}
    cell = cache(lambda text: _cell(text, marked.get(text, _BARE)))  # most texts stand in many rows
    told = [_row(y, row, cell) for y, row in enumerate(rows, 2)]
    return _workbook(sheet, columns, told, formats, len(told))


def _formats(tints: Iterable[str]) -> dict[str, int]:
    """Number the formats of texts on each background, as `styles.xml` will list them."""
    return {tint: at for at, tint in enumerate(("", *sorted({*tints} - {""})), _TEXT)}


def _row(y: int, row: Sequence[str], cell: Callable[[str], str], more: str = "") -> bytes:
    """Return a row; `cell` tells of a text what stands behind the cell's place.

    Rows are bytes from the beginning: there are thousands, and text of Chinese takes twice the memory.
    """
    return (_frame(len(row)).replace("\0", str(y)) % (more, *map(cell, row))).encode()


@cache
def _frame(width: int) -> str:
    """Return a row as it is formatted: NUL stands for its number, then come what it says and its cells."""
    cells = "".join(f'<c r="{column_name(x)}\0"%s' for x in range(width))
    return f'<row r="\0"%s>{cells}</row>'


def _cell(text: str, form: int) -> str:
    """Return the rest of a cell; whatever a text begins with, it is a text and no formula."""
    if not text:
        return f' s="{form}"/>'
    return f' s="{form}" t="inlineStr"><is><t xml:space="preserve">{_told(text)}</t></is></c>'


def _told(text: str) -> str:
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return escape(_UNFIT.sub("\ufffd", text), quote=False)


def _lines(text: str, width: int) -> int:
    """Count the lines that a text takes in a column: not every office program does so by itself."""
    signs = sum(2.1 if east_asian_width(sign) in "WFA" else 1.1 for sign in text[:LONGEST])
    return min(_MOST_LINES, max(1, ceil(signs / (width - 1))))


def _workbook(
    sheet: str, columns: Sequence[TableColumn], rows: Iterable[bytes], formats: Mapping[str, int], count: int
) -> bytes:
    """Put the parts together, all of them with a fixed time."""
    name, area = escape(sheet), f"$A$1:${column_name(len(columns) - 1)}${count + 1}"
    cells = area.replace("$", "")
    widths = "".join(
        f'<col min="{x}" max="{x}" width="{column.width}" customWidth="1"/>'
        for x, column in enumerate(columns, 1)
    )
    head = _row(1, [column.head for column in columns], partial(_cell, form=_HEAD))
    begin, end = _SHEET_BEGIN.format(area=cells, columns=widths), _SHEET_END.format(area=cells)
    parts = {
        **{path: text.encode() for path, text in _PARTS.items()},
        "xl/styles.xml": _styles([tint for tint in formats if tint]).encode(),
        "xl/workbook.xml": _BOOK.format(name=name, area=area).encode(),
        "xl/worksheets/sheet1.xml": b"".join((begin.encode(), head, *rows, end.encode())),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for path, part in parts.items():
            about = zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0))
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 3
            about.external_attr = 0o644 << 16
            book.writestr(about, _XML + part, compresslevel=_QUICK)
    return made.getvalue()


def _styles(tints: Sequence[str]) -> str:
    """Return the formats of cells: bare, the head, texts without a background, and those on each of them."""
    solid = '<fill><patternFill patternType="solid"><fgColor rgb="FF{}"/></patternFill></fill>'
    xf = (
        '<xf numFmtId="49" fontId="{}" fillId="{}" borderId="1" xfId="0" applyNumberFormat="1" '
        'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
    )
    texts = (xf.format(1, 0), xf.format(0, 0), *(xf.format(0, at) for at, _ in enumerate(tints, 2)))
    return _STYLES.format(
        fills=2 + len(tints),
        tinted="".join(map(solid.format, tints)),
        formats=1 + len(texts),
        texts="".join(texts),
    )


_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_OFFICE}/spreadsheetml/2006/main"'
_LINKS = f"{_OFFICE}/officeDocument/2006/relationships"
_RELATED = f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
_TYPE = '<Override PartName="/xl/{}.xml" ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/>'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + _TYPE.format("workbook", "spreadsheetml.sheet.main")
    + _TYPE.format("worksheets/sheet1", "spreadsheetml.worksheet")
    + _TYPE.format("styles", "spreadsheetml.styles")
    + "</Types>",
    "_rels/.rels": f'{_RELATED}<Relationship Id="rId1" Type="{_LINKS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{_RELATED}<Relationship Id="rId1" Type="{_LINKS}/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_LINKS}/styles" '
    'Target="styles.xml"/></Relationships>',
}
_BOOK = (
    f'<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets><sheet name="{{name}}" sheetId="1" r:id="rId1"/></sheets>'
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
    "'{name}'!{area}</definedName>"
    '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'{name}\'!$1:$1</definedName></definedNames>'
    "</workbook>"
)
_SHEET_BEGIN = (
    f'<worksheet {_MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="{{area}}"/>'
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
    'state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
    "<sheetData>"
)
_SHEET_END = (
    '</sheetData><autoFilter ref="{area}"/>'
    '<pageSetup orientation="landscape" paperSize="9" fitToHeight="0"/></worksheet>'
)
_STYLES = (
    f'<styleSheet {_MAIN}><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
    '<fills count="{fills}"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>{tinted}</fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FFD8D3C8"/></bottom><diagonal/></border>'
    "</borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="{formats}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '{texts}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
