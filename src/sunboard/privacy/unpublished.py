"""Search the tables of a village where nobody publishes them: other sheets, own columns, remarks, margins.

Nothing of that is shown. Yet a number lies there with a name beside it, in a file that is copied about, and
one stroke of a key makes it public; lists of people have the folder `private`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from sunboard.engines.sheet import WorkbookBroken, column_index
from sunboard.engines.spreadsheet import read_workbook
from sunboard.engines.zipped_xml import unpack
from sunboard.faults import fault
from sunboard.lazy import regex
from sunboard.model.file_types import WORKBOOKS
from sunboard.model.node import Document, Items, Node, Scalar, scalars
from sunboard.model.once import Once, anew
from sunboard.model.problem import Problem
from sunboard.model.row import Row
from sunboard.privacy.detectors import unescaped
from sunboard.privacy.enclosures import search_file
from sunboard.privacy.finished import runs_in
from sunboard.privacy.leaks import BANK_CARD, ID_NUMBER, PRIVATE_PHONE

NUMBER_KEPT = fault("number-kept")
ASIDE = "#"
"""What stands before the head of a column, or the name of a sheet, that nobody reads."""
_SORTS = {ID_NUMBER: "id", BANK_CARD: "card", PRIVATE_PHONE: "phone"}
_TABLES = (*WORKBOOKS, ".csv", ".tsv")
_PIECE = regex(r"(?<=[>\s])(?:(?:19[2-9]\d|20[01]\d)(?:\d\d){0,2}|\d{9,17})(?=[<\s])")
"""What an ID number leaves in one cell or line where it is cut: the birth in it, or more than half of it."""


def numbers_kept(
    files: Mapping[str, bytes],
    documents: Iterable[Document],
    attached: Container[str],
    public_phones: frozenset[str],
    once: Once = anew,
) -> Iterator[Problem]:
    """Yield the personal numbers in tables that stand in no record; those that do are told with it.

    `files` are a village's by their paths; `attached` are the paths of those that records hand out whole.
    With `once`, a file that has not changed is not searched again.
    """

    def leaks_in(path: str) -> tuple[Problem, ...]:
        data = files[path]
        key = ("leaks", path, data, public_phones)
        return once(key, lambda: search_file(data, path, public_phones).leaks)

    likely = [
        path
        for path, data in sorted(files.items())
        if path.lower().endswith(_TABLES)
        and path not in attached
        and once(("may hold", data), partial(_may_hold, data))
    ]
    documents = tuple(documents) if likely else ()
    taken = set[str]()
    for document in documents:
        if taken.issuperset(likely):
            break
        taken |= _files_of(document)
    leaks = [
        (path, leak)
        for path in likely
        if path not in taken or path.lower().endswith(WORKBOOKS)  # of any other all was read
        for leak in leaks_in(path)
    ]
    if not leaks:
        return
    places = [one.place for document in documents for one in scalars(document.fields)]
    places += (document.body_place for document in documents if document.body_place)
    read = {(place.path, place.cell) for place in places}
    for path, leak in leaks:
        if (path, leak.place.cell) not in read and not _is_own_phone(leak, files[path]):
            yield replace(leak, fault=NUMBER_KEPT, details={**leak.details, "what": _SORTS[leak.fault]})


def _files_of(document: Document) -> set[str]:
    """Return the files in which the fields of a record stand, its rows, and those of the tables it shows."""
    found, below = set[str](), list[Node]((document.fields,))
    for node in below:  # it grows: a ledger has rows by the dozen, of which each knows its file
        if isinstance(node, Scalar):
            found.add(node.place.path)
        elif isinstance(node, Row):
            found.add(node.head.path)
        elif isinstance(node, Items):
            below += node.items
        else:
            below += [entry.node for entry in node.entries]
    return found


def _is_own_phone(leak: Problem, data: bytes) -> bool:
    """Tell whether a telephone stands where a clerk keeps things for himself: below or in what `#` marks."""
    sheet_name, _, cell = leak.place.cell.rpartition("!")
    if leak.fault != PRIVATE_PHONE or not cell:
        return False
    column = column_index(cell.rstrip("0123456789"))
    return sheet_name.startswith(ASIDE) or any(
        row[column].startswith(ASIDE)
        for sheet in read_workbook(data)
        if sheet.name == sheet_name
        for row in sheet.rows
        if column < len(row)
    )


def _may_hold(data: bytes) -> bool:
    """Tell quickly whether a file may hold a number; most hold none."""
    if not data.startswith(b"PK"):
        return True
    try:
        parts = unpack(data)
    except WorkbookBroken:
        return False
    texts = (unescaped(part.decode("utf-8", errors="replace")) for part in parts.values())
    return any(any(runs_in(text)) or _PIECE.search(text) for text in texts)
