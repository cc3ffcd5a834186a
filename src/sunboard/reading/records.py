"""From a document to a record: tables brought in, fields understood, attachments found."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from sunboard.contracts import AnyRecord, Enclosed, Kind, Record
from sunboard.faults import fault
from sunboard.fields.declarations import Key, keys_of, marked, names_of
from sunboard.fields.disclosure import Disclosure, named_files
from sunboard.fields.enclosed_tables import ROWS, EnclosedTable, written_tables
from sunboard.fields.faults import KEY_UNKNOWN, field_missing, nearest
from sunboard.fields.forms import Mark
from sunboard.fields.groups import read_partly
from sunboard.fields.keys import normalised_key
from sunboard.fields.part import Part, Unread, cached_by_type, to_plain
from sunboard.lazy import regex
from sunboard.model.file_types import TABLES, WORKBOOKS
from sunboard.model.node import Document, Entry, Fields, Items, Node, Place, Scalar, texts
from sunboard.model.period import Period
from sunboard.model.plain import Plain, Values, canonical, sha256
from sunboard.model.problem import Log, Problem
from sunboard.model.written import written_in
from sunboard.reading.documents import Reading, document_id
from sunboard.reading.sources import VillageFiles
from sunboard.reading.tables.columns import columns_of
from sunboard.reading.tables.enclosed import read_enclosed
from sunboard.reading.tables.files import TABLE_EMPTY
from sunboard.reading.tables.headless import is_without_head
from sunboard.reading.tables.kept import table_of
from sunboard.reading.tables.piece import COLUMN_MISSING
from sunboard.reading.tables.sheet_names import period_named, sheet_of
from sunboard.reading.tables.sheets import SHEET_MISSING, SHEETS_SEVERAL
from sunboard.reading.tables.table import read_table
from sunboard.reading.workbook.identity import home_of

_NUMBER, _IN_WORDS = regex("[0-9]+"), str.maketrans("一二三四五六七八九", "123456789")
_ANY_YEAR = Period(2000, "Y", 1)
_SURELY_TABLES = (*WORKBOOKS, ".csv", ".et", ".xlsm", ".xlsb")
"""Endings of files that hold nothing but tables, whether they can be read or not."""

_TELLING = 3
"""How many fields a kind has to ask for, so that a record without any of its own is none of it."""
LONGEST_BODY = 50_000
"""Characters of the text below a record's fields: some sixty pages."""
BODY_TOO_LONG = fault("body-too-long")
KIND_MISMATCH = fault("kind-mismatch")
TABLE_FILE_MISSING = fault("table-file-missing")
TABLE_MEANT = fault("table-meant")
TABLE_UNCHECKED = fault("table-unchecked")
TABLE_OF_NOTHING = fault("nothing-and-table")


def read_record(
    document: Document, kind: Kind, source: VillageFiles, before: tuple[Problem, ...] = ()
) -> Reading:
    """Understand a document as a record of a kind; one that cannot be read wholly is `partial`."""
    log = Log()
    log.problems.extend(before)
    if len(document.body) > LONGEST_BODY:
        line = document.body.count("\n", 0, LONGEST_BODY)
        log.add(BODY_TOO_LONG, document.body_at(line), count=f"{len(document.body)}", most=f"{LONGEST_BODY}")
        # Only looked through; nothing of it is issued
        document = replace(document, body=document.body[:LONGEST_BODY])
    folder = next(iter(document.path.split("/")[2:-1]), kind.folders[0])
    if wanted := _wanted_elsewhere(document, kind):
        log.add(KIND_MISMATCH, document.fields.place, sort="fields", folder=folder, wanted=wanted)
        return Reading(document.path, kind.name, document, problems=tuple(log.problems))
    written = replace(document, fields=_with_tables(document, kind, source, log))
    document = replace(document, fields=_with_enclosed(written, kind, source, log))
    further = "" if kind.closed else "further"
    fields = read_partly(kind.fields, document.fields, log, further=further)
    log.problems = _columns_once([*map(_of_whole_record, log.problems)], document.fields.place)
    if fields is None:
        return Reading(document.path, kind.name, document, problems=tuple(log.problems))
    with suppress(Unread):
        if fields.kind and fields.kind not in kind.names:
            log.add(KIND_MISMATCH, fields.at("kind"), fields.kind, sort="kind", folder=folder)
    missing: frozenset[str] = frozenset()
    with suppress(Unread):
        if fields.overrides is None or fields.applies is not False:
            missing = frozenset(_missing(fields, kind, document.fields.place, log))
    given_id = "" if "id" in fields.unread else fields.id
    record = Record(
        kind=kind.name,
        source=document.path,
        id=given_id or document_id(document),
        fields=fields,
        body=document.body,
        document=document,
        written=written_in(document),
        enclosed=tuple(_enclosed(document, fields, kind, source)),
    )
    whole = None if fields.unread else record
    are_none = fields.unread or document.fields is written.fields
    rows = {} if are_none else _rows_of_enclosed(written, kind, source, log)
    partial = None
    if fields.unread or missing or rows:
        looked_at = replace(fields, **rows) if rows else fields
        partial = replace(record, fields=looked_at.without(missing))
    return Reading(document.path, kind.name, document, whole, partial, tuple(log.problems))


def _of_whole_record(problem: Problem) -> Problem:
    """Return the problem of a column that is called like a field of every record as saying so.

    It is none of the table's columns misspelt: 公开日期 is no 公告日期.
    """
    is_column = problem.fault is KEY_UNKNOWN and bool(problem.place.cell)
    if not is_column or normalised_key(problem.value) not in names_of(Disclosure):
        return problem
    return replace(problem, details={"advice": "record", "near": problem.value, "columns": "one"})


def _columns_once(problems: Sequence[Problem], own: Place) -> list[Problem]:
    """Tell in one problem of all unknown columns of a table of which nothing else is to be said.

    Not of those of the sheet in which the record itself is a row: others of its rows may have more.
    """
    alike: dict[tuple[str, str], list[int]] = {}
    for at, one in enumerate(problems):
        if one.fault is KEY_UNKNOWN and one.place.cell and one.details["advice"] in ("", "names", "register"):
            alike.setdefault(_sheet_of(one.place), []).append(at)
    if own.cell:
        alike.pop(_sheet_of(own), None)
    found: list[Problem | None] = [*problems]
    for first, *others in alike.values():
        told = [problems[at] for at in (first, *others)]
        names = dict.fromkeys(name for one in told for name in one.details.get("names", ()))
        heads = tuple(one.value for one in told)
        details = {**told[0].details, "columns": "several", "heads": heads, "names": tuple(names)}
        if others and names:
            advice = next(one.details["advice"] for one in told if one.details["advice"])
            details |= {"advice": advice}
        for at in others:
            found[at] = None
        found[first] = replace(problems[first], details=details) if others else problems[first]
    return [one for one in found if one]


def _sheet_of(place: Place) -> tuple[str, str]:
    return place.path, place.cell.rpartition("!")[0]


def _wanted_elsewhere(document: Document, kind: Kind) -> tuple[str, ...]:
    """Return what a kind's records cannot do without, where one says nothing at all of the kind's own.

    It is no record of that kind: a notice among the finances would be asked for a whole ledger. Of one that
    says that there is nothing, nothing more is asked.
    """
    nothing = names_of(kind.fields)["nil"].names
    if kind.any_row or kind.inherited or document.fields.place.cell or document.fields.get(*nothing):
        return ()
    own, known = _own_names(kind.fields), names_of(kind.fields)
    written = (normalised_key(entry.key) for entry in document.fields.entries)
    if any(name in own or (name not in known and "near" in nearest(name, own)) for name in written):
        return ()
    asked = (key for key in keys_of(kind.fields) if key.required or key.name in kind.required)
    wanted = tuple(key.zh for key in asked if key.zh in own)
    return wanted if len(wanted) >= _TELLING else ()


@cached_by_type
def _own_names(fields: type[Part]) -> frozenset[str]:
    """Return the names of the fields that a kind's records have and not every record."""
    common = {key.name for key in keys_of(Disclosure)}
    return frozenset(name for name, key in names_of(fields).items() if key.name not in common)


def _missing(fields: Disclosure, kind: Kind, place: Place, log: Log) -> Iterator[str]:
    """Note the fields that a kind needs beyond those without which nothing is read, and yield their names."""
    unneeded = kind.unneeded(fields) if kind.unneeded else ()
    for name in kind.required:
        if name in fields.unread or name in unneeded:
            continue
        if getattr(fields, name) in (None, ()) and not (fields.nil and name != "period"):
            key = names_of(kind.fields)[name]
            written = fields.at(name) if name in fields.places else None
            spot, is_empty = written or place.at(key.zh), written is not None
            field_missing(log, spot, kind.fields, key, place, empty=is_empty)
            yield name


def _with_tables(document: Document, kind: Kind, source: VillageFiles, log: Log) -> Fields:
    """Replace each `…_file` that names a table by its rows."""
    known = names_of(kind.fields)
    entries: list[Entry] = []
    for entry in document.fields.entries:
        key = known.get(entry.key.strip())
        named = key is not None and (key.name.endswith("_file") or _names_table(entry, key, kind))
        table = known.get(key.name.removesuffix("_file")) if key and named else None
        if table and isinstance(entry.node, Scalar) and entry.node.text.strip():
            entries += _table(entry, entry.node.text.strip(), table, document, kind, source, log)
        else:
            entries.append(entry)
    return Fields(tuple(entries), document.fields.place)


def _table(
    entry: Entry, written: str, table: Key, document: Document, kind: Kind, source: VillageFiles, log: Log
) -> tuple[Entry, ...]:
    """Return the rows of the file that is named; where they cannot be read, what was written beside that."""
    path = _found(document.path, written, kind, source.files)
    file, sheet = (written, "") if path in source.files else sheet_of(written)
    path = _found(document.path, file, kind, source.files) if sheet else path
    if path not in source.files or table.name not in kind.tables:
        _note_no_file(entry.place, written, file, document.path, source, log)
        return _unread(entry, table)
    heard = Log()
    data, part, period = source.files[path], kind.tables[table.name], _value(document, kind, "period")
    opened = source.open_workbook
    read = partial(read_table, data, path, part, heard, wanted=sheet, period=period, open_workbook=opened)
    rows = source.tables.rows(table_of(data, path, part, sheet, period), heard, read)
    if period is None and columns_of(part).roles:
        heard.problems = [one for one in heard.problems if not _waits_for_period(one)]
    is_nil = _value(document, kind, "nil") is True
    if isinstance(rows, Items) and not (rows.items or heard.problems or is_nil):  # nothing below its head
        heard.add(TABLE_EMPTY, Place(path), posixpath.basename(path))
        rows = None
    is_empty = rows is None and all(
        is_without_head(one) or one.fault is TABLE_EMPTY for one in heard.problems
    )
    if is_empty and is_nil:
        log.add(TABLE_OF_NOTHING, entry.place, written, what="empty")
    else:
        log.problems += (_named_here(problem, entry.place) for problem in heard.problems)
    return _unread(entry, table) if rows is None else (Entry(table.zh, rows, entry.place),)


def _waits_for_period(problem: Problem) -> bool:
    """Tell whether several sheets are all of some time: which of them are meant, the missing period says."""
    is_several = problem.fault is SHEETS_SEVERAL
    return is_several and all(period_named(name, _ANY_YEAR) for name in problem.details["sheets"])


def _unread(entry: Entry, table: Key) -> tuple[Entry, ...]:
    """Return the name of a file whose rows are not there, and a table that has been told of."""
    if isinstance(entry.node, Scalar) and normalised_key(entry.key) in table.names:
        return (replace(entry, node=replace(entry.node, told=True)),)
    return entry, Entry(table.zh, Items((), entry.place, told=True), entry.place)


def _with_enclosed(document: Document, kind: Kind, source: VillageFiles, log: Log) -> Fields:
    """Bring in the cells of the tables that go with a record, wherever they are named.

    A field that nobody knows, or one of rows that takes none from a file, and that names a spreadsheet means
    such a table.
    """
    known = names_of(kind.fields)
    entries: list[Entry] = []
    groups: list[Node] = []
    first: Entry | None = None
    for entry in document.fields.entries:
        key = known.get(entry.key) or known.get(normalised_key(entry.key))
        if key and key.name == "tables":
            written = written_tables(entry.node)
        elif named := _named_table(entry, key, document, kind, source):
            written = named
            if key is None:
                log.add(TABLE_MEANT, entry.place, entry.key, file=texts(entry.node)[0].strip())
        else:
            entries.append(entry)
            continue
        first = first or entry
        groups += written.items if isinstance(written, Items) else (written,)
    if first is None:
        return document.fields
    found = tuple(_enclosed_table(group, document, kind, source, log) for group in groups)
    entries.append(Entry(known["tables"].en, Items(found, first.place), first.place))
    return replace(document.fields, entries=tuple(entries))


def _rows_of_enclosed(document: Document, kind: Kind, source: VillageFiles, log: Log) -> dict[str, Any]:
    """Return what tables hold that are named in place of the rows of a field, where all of it can be read.

    They are shown as they stand, so that the record has no such rows; checks look at them. One whose head
    lacks what every row needs is noted, for no check does.
    """
    known, found = names_of(kind.fields), dict[str, Any]()
    for entry in document.fields.entries:
        key = known.get(normalised_key(entry.key))
        if key is None or key.form.part in (None, EnclosedTable) or not isinstance(entry.node, Scalar):
            continue
        if _named_table(entry, key, document, kind, source):
            file, sheet = sheet_of(entry.node.text.strip())
            path, part, heard = _found(document.path, file, kind, source.files), key.form.part, Log()
            if path in source.files:
                data, opened = source.files[path], source.open_workbook
                read = partial(read_table, data, path, part, heard, wanted=sheet, open_workbook=opened)
                rows = source.tables.rows(table_of(data, path, part, sheet, None), heard, read)
                value = key.read(rows, heard) if rows else None
                if value and not heard.has_error:
                    found[key.name] = value
                wrong = [problem for problem in heard.problems if problem.is_error]
                if {problem.fault for problem in wrong} == {COLUMN_MISSING}:  # no statement of two sides
                    log.add(TABLE_UNCHECKED, wrong[0].place, wrong[0].value, field=key.zh)
    return found


def _named_table(
    entry: Entry, key: Key | None, document: Document, kind: Kind, source: VillageFiles
) -> Items | None:
    """Return the table that a field names though it is not the one for tables, or nothing."""
    if not isinstance(entry.node, Scalar) or "." not in entry.node.text or (key and key.name in kind.tables):
        return None
    known = names_of(Disclosure)
    is_called_so = known.get(entry.key) is known["tables"]  # a kind has another field of that name
    if key and key.form.sort != "table" and not is_called_so:
        return None
    file = sheet_of(entry.node.text.strip())[0]
    is_here = _found(document.path, file, kind, source.files) in source.files
    if not file.lower().endswith(_SURELY_TABLES) and not (is_here and file.lower().endswith(TABLES)):
        return None
    said = [Entry("文件", entry.node, entry.place)]
    if key and not is_called_so:
        said.insert(0, Entry("标题", Scalar(key.zh, entry.place), entry.place))
    return Items((Fields(tuple(said), entry.place),), entry.place)


def _enclosed_table(node: Node, document: Document, kind: Kind, source: VillageFiles, log: Log) -> Node:
    """Return a group that names a table with the cells of its file."""
    names = names_of(EnclosedTable)
    file = node.get(*names["file"].names) if isinstance(node, Fields) else None
    if (
        not isinstance(node, Fields)
        or not isinstance(file, Scalar)
        or not file.text.strip()
        or node.get(ROWS)
    ):
        return node
    sheet = node.get(*names["sheet"].names)
    wanted = sheet.text.strip() if isinstance(sheet, Scalar) else ""
    written = file.text.strip()
    path = _found(document.path, written, kind, source.files)
    if path not in source.files:
        written, named = sheet_of(written)
        wanted, path = wanted or named, _found(document.path, written, kind, source.files)
    if path not in source.files:
        _note_no_file(file.place, file.text.strip(), written, document.path, source, log)
        return node
    heard = Log()
    cells = read_enclosed(source.files[path], path, heard, wanted=wanted, open_workbook=source.open_workbook)
    log.problems += (_named_here(problem, file.place) for problem in heard.problems)
    return replace(node, entries=(*node.entries, *(cells or ())))


def _numbers(name: str) -> list[str]:
    """Return the numbers in the name of a file: those of a year and its quarter, however written."""
    return _NUMBER.findall(name.translate(_IN_WORDS))


def _note_no_file(place: Place, written: str, file: str, path: str, source: VillageFiles, log: Log) -> None:
    """Note that a table is not there, and which one that is may be meant."""
    near = _near(file, path, [one for one in source.files if one.lower().endswith(TABLES)])
    log.add(TABLE_FILE_MISSING, place, written, near="some" if near else "", beside=near)


def _near(written: str, path: str, files: Iterable[str]) -> str:
    """Return how a record names the one of a village's files that it may mean by a name of none.

    It lies elsewhere in the village under just this name, or beside the record under nearly this one.
    """
    home, name = posixpath.dirname(home_of(path)), posixpath.basename(written.replace("\\", "/"))
    elsewhere = [posixpath.relpath(one, home) for one in files if posixpath.basename(one) == name]
    if elsewhere:
        return min(elsewhere, key=len)
    beside = (posixpath.basename(one) for one in files if posixpath.dirname(one) == home)
    meant = {one.casefold(): one for one in beside if _numbers(one) == _numbers(name)}
    return "".join(meant[one] for one in difflib.get_close_matches(name.casefold(), meant, 1))


def _named_here(problem: Problem, place: Place) -> Problem:
    """Return a problem of choosing a sheet at the line that names the table: there it is mended."""
    is_choice = problem.fault in (SHEET_MISSING, SHEETS_SEVERAL)
    return replace(problem, place=place) if is_choice and not place.cell else problem


def _value(document: Document, kind: Kind, name: str) -> Any:
    """Return what a field says, before the record is read."""
    key = names_of(kind.fields).get(name)
    node = document.fields.get(*key.names) if key else None
    return key.read(node, Log()) if key and isinstance(node, Scalar) else None


def _names_table(entry: Entry, key: Key, kind: Kind) -> bool:
    """Tell whether the rows themselves are written as the name of a file: `明细: 一季度.xlsx`."""
    if key.name not in kind.tables or not isinstance(entry.node, Scalar):
        return False
    return sheet_of(entry.node.text.strip())[0].lower().endswith(TABLES)


def beside(path: str, written: str) -> str:
    """Return the path of a file named in a record, from the content folder; empty outside of the village."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), written.replace("\\", "/")))
    village = "/".join(path.split("/")[:2])
    return joined if joined.startswith(f"{village}/") and not written.startswith("/") else ""


def _found(path: str, written: str, kind: Kind, *files: Container[str]) -> str:
    """Return the path of a file named in a record; of a workbook it may stand in a folder of the kind."""
    beneath = (posixpath.join(folder, written) for folder in kind.folders) if home_of(path) != path else ()
    paths = [beside(home_of(path), place) for place in (written, *beneath)]
    return next((found for found in paths if any(found in held for held in files)), paths[0])


def _enclosed(document: Document, fields: Disclosure, kind: Kind, source: VillageFiles) -> Iterator[Enclosed]:
    named: list[tuple[str, str | None]] = []
    with suppress(Unread):
        named.extend((file.name, file.title) for file in named_files(fields))
    for file, title in named:
        path = _found(document.path, file, kind, source.files, source.too_large)
        data = source.files.get(path, b"")
        papers = (one for one in source.files if not one.lower().endswith((".md", ".yaml")))
        yield Enclosed(
            path=path or file,
            title=title or posixpath.basename(file),
            data=data,
            sha256=sha256(data) if data else "",
            size=len(data) or source.too_large.get(path, 0),
            near="" if path in source.files else _near(file, document.path, [*papers]),
            is_empty=path in source.files and not data,
        )


def understood(record: AnyRecord) -> dict[str, Plain]:
    """Return a record's fields as plain data, tables in place of the files they came from.

    What only checks look at is left out: it is no part of what an edition says.
    """
    values = to_plain(record.fields)
    assert isinstance(values, dict)
    files = {f"{name}_file" for name in values}
    said: Plain = {name: value for name, value in values.items() if name not in files}
    for path in marked(type(record.fields), Mark.INTERNAL):
        said = _without(said, path)
    assert isinstance(said, dict)
    return said


def _without(said: Plain, path: str) -> Plain:
    """Return plain data without a field, or without one of each row of a table: `bidders.phone`."""
    if isinstance(said, list):
        return [_without(one, path) for one in said]
    name, _, inner = path.partition(".")
    if not isinstance(said, dict) or name not in said:
        return said
    left = {key: value for key, value in said.items() if key != name}
    return {**left, name: _without(said[name], inner)} if inner else left


def digest_of(record: AnyRecord, values: Values | None = None) -> str:
    """Return `d1:` and the SHA-256 of what a record says: fields as understood, text, digests of attachments.

    `values` are the fields as understood, where they are at hand.
    """
    said: dict[str, Plain] = {
        "fields": dict(understood(record) if values is None else values),
        "body": record.body,
        "attachments": [item.sha256 for item in record.enclosed],
    }
    return f"d1:{sha256(canonical(said))}"
