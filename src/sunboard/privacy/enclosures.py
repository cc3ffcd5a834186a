"""Search the files that go with records: what they show, what they hide, and what nobody can search."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from sunboard.engines.office import OfficeBroken, read_office
from sunboard.engines.pictures import is_picture
from sunboard.engines.sheet import WorkbookBroken, column_name
from sunboard.engines.spreadsheet import read_workbook
from sunboard.engines.xls import MAGIC as OLD_OFFICE
from sunboard.model.encoding import decode
from sunboard.model.file_types import PICTURES, WORKBOOKS
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.privacy.leaks import in_body, in_rows, in_text
from sunboard.privacy.masking import masked

_PLAIN = (".txt", ".md", ".json", ".tsv")
_SHEETS = (*WORKBOOKS, ".et")
_PACKAGES = (".docx", ".ofd", ".xlsx", ".wps", ".et")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found in a file."""

    leaks: tuple[Problem, ...] = ()
    unseen: str = ""  # "locked" or "scan" where it cannot be searched; "picture" where a part of it cannot
    properties: Mapping[str, str] = field(default_factory=dict)  # what it says of those who made it


def search_file(data: bytes, path: str, public_phones: frozenset[str]) -> Searched:
    """Search a file that is to be published, by what its name says it is."""
    name = path.lower()
    if name.endswith(PICTURES):
        return Searched(unseen="picture" if is_picture(data) else "")
    if name.endswith(".pdf"):
        return _pdf(data, path, public_phones)
    if name.endswith(".csv"):
        return Searched(tuple(_in_csv(_decoded(data), path, public_phones)))
    if name.endswith(_PLAIN):
        return Searched(tuple(in_body(_decoded(data), path, 1, public_phones)))
    cells, is_locked = _cells(data, path, public_phones) if name.endswith(_SHEETS) else ((), False)
    if is_locked:
        return Searched(unseen="locked")
    if data.startswith(_ZIP):
        return _package(data, path, public_phones, cells)
    if cells or not data.startswith(OLD_OFFICE):
        return Searched(cells)
    return Searched(tuple(_in_binary(data, path, public_phones)))


def _pdf(data: bytes, path: str, public_phones: frozenset[str]) -> Searched:
    # Few villages enclose any: what reads them is loaded when one comes
    from sunboard.engines.pdf import PdfBroken, read_pdf

    try:
        pdf = read_pdf(data)
    except PdfBroken:
        return Searched(unseen="locked")
    text = "\n".join((*pdf.pages, *pdf.properties.values()))
    leaks = tuple(in_body(text, path, 1, public_phones))
    # A line of the text is none of the file
    return Searched(
        tuple(_without_line(leak) for leak in leaks), "" if pdf.is_readable else "scan", pdf.properties
    )


def _cells(data: bytes, path: str, public_phones: frozenset[str]) -> tuple[tuple[Problem, ...], bool]:
    """Search the cells of a workbook; tell whether it asks for a password."""
    try:
        sheets = read_workbook(data)
    except WorkbookBroken as error:
        if str(error) == "locked":
            return (), True
        # Programs save web pages and plain tables under the names of workbooks
        text = decode(data)
        return tuple(in_body(text, path, 1, public_phones)) if text is not None else (), False
    except ArithmeticError:  # from cells too large for a number
        return (), False
    found: list[Problem] = []
    for sheet in sheets:
        title = masked(sheet.name, public_phones)
        found += in_text(sheet.name, Place(path, 0, title), public_phones)
        found += in_rows(sheet.rows, partial(_cell_place, path, title), public_phones)
    return tuple(found), False


def _package(data: bytes, path: str, public_phones: frozenset[str], cells: tuple[Problem, ...]) -> Searched:
    try:
        office = read_office(data)
    except OfficeBroken:
        return Searched(cells)
    beside = (_without_line(leak) for leak in in_body(office.text, path, 1, public_phones))
    return Searched((*cells, *beside), "" if office.is_readable else "picture", office.properties)


def _in_binary(data: bytes, path: str, public_phones: frozenset[str]) -> Iterator[Problem]:
    """Search a document of the old binary format: its text stands there in one of three ways."""
    texts = (
        data.decode("utf-16-le", errors="replace"),
        data[1:].decode("utf-16-le", errors="replace"),
        data.decode("latin-1"),
    )
    found = {
        (leak.fault, leak.value): _without_line(leak)
        for text in texts
        for leak in in_text(text, Place(path), public_phones)
    }
    return iter(found.values())


def _in_csv(text: str, path: str, public_phones: frozenset[str]) -> Iterator[Problem]:
    try:
        reader = csv.reader(io.StringIO(text))
        lines, rows = [], []
        for row in reader:
            rows.append(tuple(row))
            lines.append(reader.line_num)
    except csv.Error:
        yield from in_body(text, path, 1, public_phones)
    else:
        yield from in_rows(rows, lambda row, column: Place(path, lines[row]), public_phones)


def _cell_place(path: str, sheet: str, row: int, column: int) -> Place:
    return Place(path, 0, f"{sheet}!{column_name(column)}{row + 1}")


def _without_line(leak: Problem) -> Problem:
    return replace(leak, place=Place(leak.place.path))


def _decoded(data: bytes) -> str:
    """Return the text of a file, whatever it is: digits stay readable though the words may not."""
    text = decode(data)
    if text is not None:
        return text
    if b"\0" in data:
        return data.replace(b"\0", b"").decode("latin-1")
    return data.decode("gb18030", errors="replace")
