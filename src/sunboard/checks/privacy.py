"""Personal numbers that must never be published: ID numbers, bank cards, private mobile numbers (domain notes, 2.8).

The scanner looks at all that was written, understood or not, so that it also serves drafts and records that could not be read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sunboard.contracts import AnyRecord, Around, Enclosed, Finding, check, found
from sunboard.engines.sheet import WorkbookBroken, column_name
from sunboard.engines.spreadsheet import read_workbook
from sunboard.engines.word_text import WordBroken, read_word
from sunboard.faults import Fault
from sunboard.model.encoding import decode
from sunboard.model.node import Document, Items, Node, Place, Scalar
from sunboard.privacy.detectors import Sighting, Sort, is_account, masked, sightings

_NUMBER_KEYS = frozenset(
    re.split(" ", "id no code contract decision voucher_no invoice_no approval_no doc_no reverses 合同 批文")
)
_PLAIN_FILES = (".csv", ".txt", ".md", ".json", ".tsv")
_WORKBOOKS, _WORD_FILES = (".xlsx", ".xls", ".ods", ".et"), (".docx",)


def _shown(text: str, directory: frozenset[str], key: str = "") -> Iterator[Sighting]:
    for seen in sightings(text, "编号" if key in _NUMBER_KEYS else key):
        if seen.sort is not Sort.PHONE or seen.digits not in directory:
            yield seen


def _in_node(node: Node, directory: frozenset[str], key: str = "") -> Iterator[tuple[Sort, Finding]]:
    if isinstance(node, Scalar):
        if len(node.text) >= 11:
            place = replace(node.place, field=masked(node.place.field, directory))
            yield from ((seen.sort, found(place, seen.masked)) for seen in _shown(node.text, directory, key))
    elif isinstance(node, Items):
        for item in node.items:
            yield from _in_node(item, directory, key)
    else:
        for entry in node.entries:
            if len(entry.key) >= 11:
                place = entry.place.at(masked(entry.key, directory))
                yield from ((seen.sort, found(place, seen.masked)) for seen in _shown(entry.key, directory))
            yield from _in_node(entry.node, directory, entry.key)


def _in_name(path: str, directory: frozenset[str]) -> Iterator[tuple[Sort, Finding]]:
    for name in path.split("/"):
        yield from ((seen.sort, found(Place(path), seen.masked)) for seen in _shown(name, directory))


_RULE_LINE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*")


def _in_body(
    text: str, path: str, first_line: int, directory: frozenset[str]
) -> Iterator[tuple[Sort, Finding]]:
    """Look at running text as a whole, and at the cells of tables under their heads."""
    lines = text.split("\n")
    heads: list[str] = []
    for at, line in enumerate(lines):
        if "|" not in line:
            heads = []
            continue
        if at + 1 < len(lines) and "|" in lines[at + 1] and _RULE_LINE.fullmatch(lines[at + 1]):
            heads = _cells(line)
        for column, cell in enumerate(_cells(line)):
            for seen in _shown(cell, directory, heads[column] if column < len(heads) else ""):
                yield seen.sort, found(Place(path, first_line + at), seen.masked)
        lines[at] = ""
    running = "\n".join(lines)
    for seen in _shown(running, directory):
        yield seen.sort, found(Place(path, first_line + running.count("\n", 0, seen.start)), seen.masked)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _everything(document: Document, source: str, directory: frozenset[str]) -> Iterator[tuple[Sort, Finding]]:
    yield from _in_name(source, directory)
    yield from _in_node(document.fields, directory)
    for sort, finding in _in_body(document.body, document.path, document.body_line, directory):
        yield sort, finding if document.body_place is None else replace(finding, place=document.body_place)


def leaks_in(document: Document, source: str, directory: frozenset[str]) -> Iterator[tuple[Fault, Finding]]:
    """Yield every personal number in what was written: keys, values, cells, text and the file's own name; values are masked."""
    for sort, finding in _everything(document, source, directory):
        yield _FAULTS[sort], finding


def leaks_in_text(text: str, path: str, directory: frozenset[str]) -> Iterator[tuple[Fault, Finding]]:
    """Yield every personal number in a file that could not be taken apart, and in its name."""
    for sort, finding in (*_in_name(path, directory), *_in_body(text, path, 1, directory)):
        yield _FAULTS[sort], finding


def _of_records(around: Around) -> Mapping[str, tuple[tuple[Fault, Finding], ...]]:
    """Look at every record once, though three checks ask."""
    return {record.source: tuple(_in_record(record, around.directory)) for record in around.records}


def _in_record(record: AnyRecord, directory: frozenset[str]) -> Iterator[tuple[Fault, Finding]]:
    yield from leaks_in(record.document, record.source, directory)
    for enclosed in record.enclosed:
        if enclosed.data:
            for sort, finding in _in_enclosed(enclosed, directory):
                yield _FAULTS[sort], finding


def _in_enclosed(enclosed: Enclosed, directory: frozenset[str]) -> Iterator[tuple[Sort, Finding]]:
    """Look into an attachment by what its name says it is; what cannot be read (PDF, pictures, locked files) is not searched."""
    name, path = enclosed.path.lower(), enclosed.path
    try:
        if name.endswith(_WORKBOOKS):
            for sheet in read_workbook(enclosed.data):
                title = masked(sheet.name, directory)
                yield from (
                    (seen.sort, found(Place(path, 0, title), seen.masked))
                    for seen in _shown(sheet.name, directory)
                )
                yield from _in_rows(sheet.rows, partial(_cell_place, path, title), directory)
        elif name.endswith(_WORD_FILES):
            yield from _in_body(read_word(enclosed.data), path, 1, directory)
        elif name.endswith(".csv"):
            yield from _in_csv(_decoded(enclosed.data), path, directory)
        elif name.endswith(_PLAIN_FILES):
            yield from _in_body(_decoded(enclosed.data), path, 1, directory)
    except (WorkbookBroken, WordBroken, ArithmeticError):  # the last from cells too large for a number
        # Programs save web pages and plain tables under the names of workbooks
        text = decode(enclosed.data)
        if text is not None:
            yield from _in_body(text, path, 1, directory)


def _cell_place(path: str, sheet: str, row: int, column: int) -> Place:
    return Place(path, 0, f"{sheet}!{column_name(column)}{row + 1}")


def _in_csv(text: str, path: str, directory: frozenset[str]) -> Iterator[tuple[Sort, Finding]]:
    try:
        reader = csv.reader(io.StringIO(text))
        lines, rows = [], []
        for row in reader:
            rows.append(tuple(row))
            lines.append(reader.line_num)
    except csv.Error:
        yield from _in_body(text, path, 1, directory)
    else:
        yield from _in_rows(rows, lambda row, column: Place(path, lines[row]), directory)


def _in_rows(
    rows: Sequence[tuple[str, ...]], at: Callable[[int, int], Place], directory: frozenset[str]
) -> Iterator[tuple[Sort, Finding]]:
    """Look at cells under their heads (a row of words only), or beside a word for an account; then at ID numbers cut into cells."""
    heads: dict[int, str] = {}
    for number, row in enumerate(rows):
        words = {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}
        if len(words) > 1 and not any(sign.isdigit() for cell in words.values() for sign in cell):
            heads = {
                column: heads[column] if is_account(heads.get(column, "")) else cell
                for column, cell in words.items()
            }
        any_seen = False
        for column, cell in enumerate(row):
            beside = row[column - 1] if column else ""
            for seen in _shown(cell, directory, beside if is_account(beside) else heads.get(column, "")):
                any_seen = True
                yield seen.sort, found(at(number, column), seen.masked)
        if not any_seen:
            across = (seen for seen in _shown(",".join(row), directory) if seen.sort is Sort.ID)
            yield from ((seen.sort, found(at(number, 0), seen.masked)) for seen in across)


def _of_sort(record: AnyRecord, around: Around, sort: Sort) -> Iterator[Finding]:
    for fault, finding in around.once(_of_records).get(record.source, ()):
        if fault is _FAULTS[sort]:
            yield finding


def _decoded(data: bytes) -> str:
    """Return the text of a file, whatever it is: digits stay readable though the words may not."""
    text = decode(data)
    if text is not None:
        return text
    return (
        data.replace(b"\0", b"").decode("latin-1")
        if b"\0" in data
        else data.decode("gb18030", errors="replace")
    )


@check("id-number")
def id_number(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """An ID number stands in the record: in a field, a table, the text, an attachment or a file's name."""
    return _of_sort(record, around, Sort.ID)


@check("bank-card")
def bank_card(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A bank card or account number stands in the record."""
    return _of_sort(record, around, Sort.CARD)


@check("private-phone")
def private_phone(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A mobile number stands in the record that is in no directory."""
    return _of_sort(record, around, Sort.PHONE)


ID_NUMBER, BANK_CARD, PRIVATE_PHONE = id_number.fault, bank_card.fault, private_phone.fault
_FAULTS = {Sort.ID: ID_NUMBER, Sort.CARD: BANK_CARD, Sort.PHONE: PRIVATE_PHONE}
