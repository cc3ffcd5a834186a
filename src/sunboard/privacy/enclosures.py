"""Search the files that go with records: what they show, what they hide, and what nobody can search."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import partial

from sunboard.engines.office import OfficeBroken, read_office
from sunboard.engines.sheet import OLD_OFFICE, WorkbookBroken, column_name
from sunboard.engines.spreadsheet import read_workbook
from sunboard.lazy import dataclass
from sunboard.model.encoding import decode
from sunboard.model.file_types import PICTURES, WORKBOOKS
from sunboard.model.node import Document, Fields, Place
from sunboard.model.problem import Problem
from sunboard.privacy.leaks import in_body, in_rows, in_text
from sunboard.privacy.masking import masked
from sunboard.privacy.tables import Sentence, Table, tables_and_texts

_PLAIN = (".txt", ".md", ".json", ".tsv")
_SHEETS = (*WORKBOOKS, ".et")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found in a file."""

    leaks: tuple[Problem, ...] = ()
    unseen: str = ""  # "locked" or "scan" where it cannot be searched; "picture" where a part of it cannot
    properties: Mapping[str, str] = field(default_factory=dict)  # what it says of those who made it
    written: tuple[Table | Sentence, ...] = ()  # what is said in it


def search_file(data: bytes, path: str, public_phones: frozenset[str]) -> Searched:
    """Search a file that is to be published, by what its name says it is."""
    name = path.lower()
    if name.endswith(PICTURES):
        from sunboard.engines.pictures import is_picture

        return Searched(unseen="picture" if is_picture(data) else "")
    if name.endswith(".pdf"):
        return _pdf(data, path, public_phones)
    if name.endswith(".csv"):
        return _csv(_decoded(data), path, public_phones)
    if name.endswith(_PLAIN):
        return _text(_decoded(data), path, public_phones)
    cells = _cells(data, path, public_phones) if name.endswith(_SHEETS) else Searched()
    if data.startswith(_ZIP):
        return _package(data, path, public_phones, cells)
    if cells.leaks or cells.written or not data.startswith(OLD_OFFICE):
        return cells
    return replace(cells, leaks=tuple(_in_binary(data, path, public_phones)))


def _text(text: str, path: str, public_phones: frozenset[str]) -> Searched:
    leaks = in_body(text, path, 1, public_phones)
    return Searched(tuple(leaks), written=tuple(tables_and_texts(Document(path, Fields(), text))))


def _pdf(data: bytes, path: str, public_phones: frozenset[str]) -> Searched:
    # Few villages enclose any: what reads them is loaded when one comes
    from sunboard.engines.pdf import PdfBroken, read_pdf
    from sunboard.engines.pdf_objects import held_texts

    held: tuple[str, ...] | None
    try:
        pdf = read_pdf(data)
    except PdfBroken:
        return Searched(unseen="locked")
    try:
        held = held_texts(data)
    except PdfBroken:
        held = None
    apart = (f"{text}\n;" for text in held or ())  # no number goes on in the next
    found = _without_lines("\n".join((*pdf.pages, *apart)), path, public_phones)
    is_searched = pdf.is_readable and held is not None
    return replace(found, unseen="" if is_searched else "scan", properties=pdf.properties)


def _cells(data: bytes, path: str, public_phones: frozenset[str]) -> Searched:
    """Search the cells of a workbook."""
    try:
        sheets = read_workbook(data)
    except WorkbookBroken as error:
        if str(error) == "locked":
            return Searched(unseen="locked")
        # Programs save web pages and plain tables under the names of workbooks
        text = decode(data)
        return Searched() if text is None else _text(text, path, public_phones)
    except ArithmeticError:  # from cells too large for a number
        return Searched()
    leaks: list[Problem] = []
    tables = []
    for sheet in sheets:
        place = partial(_cell_place, path, masked(sheet.name, public_phones))
        leaks += in_text(sheet.name, Place(path, 0, masked(sheet.name, public_phones)), public_phones)
        leaks += in_rows(sheet.rows, place, public_phones)
        tables.append(Table(sheet.rows, place))
    return Searched(tuple(leaks), written=tuple(tables))


def _package(data: bytes, path: str, public_phones: frozenset[str], cells: Searched) -> Searched:
    try:
        office = read_office(data)
    except OfficeBroken:
        return cells
    beside = _without_lines(office.text, path, public_phones)
    told = {(leak.fault, leak.value) for leak in cells.leaks}
    return Searched(
        (*cells.leaks, *(leak for leak in beside.leaks if (leak.fault, leak.value) not in told)),
        cells.unseen or ("" if office.is_readable else "picture"),
        office.properties,
        (*cells.written, *beside.written),
    )


def _without_lines(text: str, path: str, public_phones: frozenset[str]) -> Searched:
    """Search a text whose lines are none of the file."""
    leaks = (replace(leak, place=Place(leak.place.path)) for leak in in_body(text, path, 1, public_phones))
    return Searched(
        tuple({(leak.fault, leak.value): leak for leak in leaks}.values()),
        written=(Sentence(text, lambda _line: Place(path)),),
    )


def _in_binary(data: bytes, path: str, public_phones: frozenset[str]) -> Iterator[Problem]:
    """Search a document of the old binary format: its text stands there in one of three ways."""
    texts = (
        data.decode("utf-16-le", errors="replace"),
        data[1:].decode("utf-16-le", errors="replace"),
        data.decode("latin-1"),
    )
    found = {
        (leak.fault, leak.value): leak for text in texts for leak in in_text(text, Place(path), public_phones)
    }
    return iter(found.values())


def _csv(text: str, path: str, public_phones: frozenset[str]) -> Searched:
    try:
        reader = csv.reader(io.StringIO(text))
        lines, rows = [], []
        for row in reader:
            rows.append(tuple(row))
            lines.append(reader.line_num)
    except csv.Error:
        return _text(text, path, public_phones)
    table = Table(rows, lambda row, _column: Place(path, lines[row]))
    return Searched(tuple(in_rows(rows, table.place, public_phones)), written=(table,))


def _cell_place(path: str, sheet: str, row: int, column: int) -> Place:
    return Place(path, 0, f"{sheet}!{column_name(column)}{row + 1}")


def _decoded(data: bytes) -> str:
    """Return the text of a file, whatever it is: digits stay readable though the words may not."""
    text = decode(data)
    if text is not None:
        return text
    if b"\0" in data:
        return data.replace(b"\0", b"").decode("latin-1")
    return data.decode("gb18030", errors="replace")
