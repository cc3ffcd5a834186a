"""The hidden parts of a workbook in Office Open XML (.xlsx, .xlsm)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from sunboard.engines.number_formats import unit_of_format
from sunboard.engines.sheet import FORMULA, MOST_CELLS, WorkbookBroken, column_index
from sunboard.engines.sheet_parts import SheetParts, WorkbookParts, parts_of
from sunboard.engines.zipped_xml import Walk
from sunboard.lazy import dataclass, regex

_DIGITS = "0123456789"
_TRUE = ("1", "true", "on")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_PERCENT_FORMATS = (9, 10)  # of the formats that every program knows by number


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where the pieces of a workbook lie: the XML of each sheet by its name, and that of the styles."""

    sheets: tuple[tuple[str, bytes], ...]
    styles: bytes
    from_1904: bool


def scan_xlsx(pieces: dict[str, bytes]) -> WorkbookParts:
    """Return the hidden parts of all sheets; raises WorkbookBroken."""
    found = find_pieces(pieces)
    units = _units_of_styles(found.styles)
    sheets = [_scan_sheet(name, data, units) for name, data in found.sheets]
    return parts_of(sheets, from_1904=found.from_1904)


def find_pieces(pieces: dict[str, bytes]) -> Pieces:
    """Find the sheets of a workbook in the XML of its zip; raises WorkbookBroken."""
    home = _main_part(pieces)
    if home not in pieces:
        raise WorkbookBroken(
            "format"
            if "xl/workbook.bin" in pieces or not any(name.startswith("xl/") for name in pieces)
            else "damaged"
        )
    folder = posixpath.dirname(home)
    targets = _targets(pieces.get(f"{folder}/_rels/{posixpath.basename(home)}.rels".lstrip("/"), b""))
    named: list[tuple[str, str]] = []
    dates: list[bool] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            link = next(
                (value for key, value in attributes.items() if key.rpartition(":")[2] == "id" and ":" in key),
                "",
            )
            named.append((attributes.get("name", ""), link))
        elif name == "workbookPr":
            dates.append(attributes.get("date1904", "") in _TRUE)

    Walk(start).run(pieces[home])
    sheets = []
    for name, link in named:
        target = targets.get(link, "")
        path = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        if path.lower() in pieces:
            sheets.append((name, pieces[path.lower()]))
    return Pieces(tuple(sheets), pieces.get(f"{folder}/styles.xml".lstrip("/"), b""), any(dates))


def _main_part(pieces: dict[str, bytes]) -> str:
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/").lower())

    if "_rels/.rels" in pieces:
        Walk(start).run(pieces["_rels/.rels"])
    return found[0] if found else "xl/workbook.xml"


def _targets(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            found[attributes.get("Id", "")] = attributes.get("Target", "").replace("\\", "/")

    if data:
        Walk(start).run(data)
    return found


def _units_of_styles(data: bytes) -> dict[str, str]:
    """Return the units that cell styles put behind a figure, by the numbers of the styles."""
    told = enumerate(cell_formats(data))
    units = ((at, "%" if number in _PERCENT_FORMATS else unit_of_format(code)) for at, (number, code) in told)
    return {str(at): unit for at, unit in units if unit}


def cell_formats(data: bytes) -> list[tuple[int, str]]:
    """Return the format of each cell style: its number, and its code where the workbook says one."""
    codes: dict[int, str] = {}
    cells: list[int] = []
    inside: list[bool] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            codes[_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles"):
            inside[:] = [name == "cellXfs"]
        elif name == "xf" and inside == [True]:
            cells.append(_number(attributes.get("numFmtId", "")))

    if data:
        Walk(start).run(data)
    return [(number, codes.get(number, "")) for number in cells]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1


_BEGINS = regex(rb"(?:<\?xml[^>]*\?>\s*)?<worksheet[\s>]")
_CELL = regex(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?')
_SPECIAL = (b"<f", b"hidden", b'"e"', b"'e'", b"<!")  # formulas, hidden rows and columns, errors, comments


def _is_plain(data: bytes, units: Mapping[str, str], parts: SheetParts) -> bool:
    """Tell by a quick look whether a sheet of many rows hides nothing, and note how far it reaches."""
    if not _BEGINS.match(data) or any(sign in data for sign in _SPECIAL):
        return False
    cells = _CELL.findall(data)
    columns, rows, styles = ({cell[at] for cell in cells} for at in range(3))
    if len(cells) != data.count(b"<c ") + data.count(b"<c>") + data.count(b"<c\n"):
        return False
    if any(style.decode() in units for style in styles):
        return False
    column = max((column_index(letters.decode()) for letters in columns), default=-1)
    row = max(map(int, rows), default=0) - 1
    if row >= _MOST_ROWS or column >= _MOST_COLUMNS or (row + 1) * (column + 1) > MOST_CELLS:
        return False  # perhaps of cells that are formatted and empty
    Walk().run(data)  # it must be whole all the same
    parts.reach(row, column)
    return True


def _scan_sheet(name: str, data: bytes, units: Mapping[str, str]) -> SheetParts:
    parts = SheetParts(name)
    if _is_plain(data, units, parts):
        return parts
    columns: dict[str, int] = {}
    row = column = -1
    kind = at = ""
    waits = listens = False  # waits: a formula whose value has not been met yet

    def heard(text: str) -> None:
        nonlocal waits
        if text.strip():
            waits = False
            if kind == "e":
                parts.marks[row, column] = text.strip()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, kind, at, waits, listens
        if listens:
            walk.listen(None)
            listens = False
        if waits and tag in ("c", "row"):
            parts.marks[row, column] = FORMULA
            parts.reach(row, column)
            waits = False
        if tag == "c":
            reference = attributes.get("r")
            if reference is None:
                column += 1
            else:
                letters = reference.rstrip(_DIGITS)
                if letters not in columns:
                    columns[letters] = column_index(letters)
                column, digits = columns[letters], reference[len(letters) :]
                if digits != at:  # the usual cell stands in the row that it says
                    at, row = digits, _number(digits) - 1
                if not 0 <= row < _MOST_ROWS or not 0 <= column < _MOST_COLUMNS:
                    raise WorkbookBroken
            kind = attributes.get("t", "")
            if kind == "e":
                parts.marks[row, column] = "#N/A"
            if units and (unit := units.get(attributes.get("s", ""))):
                parts.units[row, column] = unit
        elif tag == "v" or tag == "is":
            if row > parts.last_row:
                parts.last_row = row
            if column > parts.last_column:
                parts.last_column = column
            if waits or kind == "e":
                walk.listen(heard)
                listens = True
        elif tag == "f":
            waits = kind != "str"  # a formula may well have given an empty text
        elif tag == "row":
            at = attributes.get("r", str(row + 2))
            row = _number(at) - 1
            column = -1
            if attributes.get("hidden") in _TRUE:
                parts.hidden_rows.add(row)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            parts.hidden_columns.append(
                (_number(attributes.get("min", "")) - 1, _number(attributes.get("max", "")) - 1)
            )

    walk = Walk(start)
    walk.run(data)
    if waits:
        parts.marks[row, column] = FORMULA
        parts.reach(row, column)
    parts.check_size()
    return parts
