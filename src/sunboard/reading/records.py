"""From a document to a record: tables brought in, fields understood, attachments found."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from sunboard.contracts import AnyRecord, Enclosed, Kind, Record
from sunboard.faults import fault
from sunboard.fields.declarations import Key, names_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.faults import field_missing
from sunboard.fields.groups import read_part
from sunboard.fields.part import to_plain
from sunboard.model.node import Document, Entry, Fields, Place, Scalar
from sunboard.model.period import Period
from sunboard.model.plain import Plain, Values, canonical, sha256
from sunboard.model.problem import Log, Problem
from sunboard.reading.sources import VillageFiles
from sunboard.reading.tables.sheets import HEAD_MISSING, SHEET_MISSING, SHEETS_SEVERAL, TABLE_EMPTY
from sunboard.reading.tables.table import TABLE_ENDINGS, read_table
from sunboard.reading.workbook.rows import home_of

_SHEET = re.compile(r"(?P<file>.+\.\w+)\s*(?:[#＃](?P<sheet>.+)|〔(?P<tab>.+)〕)")

LONGEST_BODY = 50_000
"""Characters of the text below a record's fields: some sixty pages."""
BODY_TOO_LONG = fault("body-too-long")
KIND_MISMATCH = fault("kind-mismatch")
TABLE_FILE_MISSING = fault("table-file-missing")


TABLE_OF_NOTHING = fault("nothing-and-table")


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: a record, or nothing but problems."""

    source: str
    kind: str
    document: Document | None
    record: AnyRecord | None
    problems: tuple[Problem, ...] = ()
    raw: bytes = b""  # where no document could be made of it


def record_id(document: Document) -> str:
    """Return a record's id where none is given: its file's name."""
    name = document.path.rpartition("/")[2]
    return name[:-3] if name.lower().endswith(".md") else name


def read_record(
    document: Document, kind: Kind, source: VillageFiles, before: tuple[Problem, ...] = ()
) -> Reading:
    """Understand a document as a record of a kind; what it says is kept, with its tables brought in, even where it is no record."""
    log = Log()
    log.problems.extend(before)
    if len(document.body) > LONGEST_BODY:
        line = document.body.count("\n", 0, LONGEST_BODY)
        log.add(BODY_TOO_LONG, document.body_at(line), count=f"{len(document.body)}", most=f"{LONGEST_BODY}")
        document = replace(
            document, body=document.body[:LONGEST_BODY]
        )  # only looked through; nothing of it is issued
    document = replace(document, fields=_with_tables(document, kind, source.files, log))
    fields = read_part(kind.fields, document.fields, log)
    if fields is None:
        return Reading(document.path, kind.name, document, None, tuple(log.problems))
    if fields.kind and fields.kind not in kind.names:
        log.add(KIND_MISMATCH, fields.at("kind"), fields.kind, folder=kind.folders[0])
    if fields.overrides is None or fields.applies is not False:
        for name in kind.required:
            unread = getattr(fields, f"{name}_file", None)  # the table's own problem has been noted
            if getattr(fields, name) in (None, ()) and not unread and not (fields.nil and name != "period"):
                key, place = names_of(kind.fields)[name], document.fields.place
                written = fields.at(name) if name in fields.places and not fields.at(name).cell else None
                field_missing(log, written or place.at(key.zh), kind.fields, key, place, empty=written is not None)
    record = Record(
        kind.name,
        document.path,
        fields.id or record_id(document),
        fields,
        document.body,
        document,
        _enclosed(document, fields, kind, source),
    )
    return Reading(document.path, kind.name, document, record, tuple(log.problems))


def _with_tables(document: Document, kind: Kind, files: Mapping[str, bytes], log: Log) -> Fields:
    """Replace each `…_file` that names a table by its rows."""
    known = names_of(kind.fields)
    entries = []
    for entry in document.fields.entries:
        key = known.get(entry.key.strip())
        table = (
            known.get(key.name.removesuffix("_file"))
            if key and (key.name.endswith("_file") or _names_table(entry, key, kind))
            else None
        )
        if key is None or table is None or not isinstance(entry.node, Scalar) or not entry.node.text.strip():
            entries.append(entry)
            continue
        written = entry.node.text.strip()
        path = _found(document.path, written, kind, files)
        file, sheet = (written, "") if path in files else _sheet_of(written)
        path = _found(document.path, file, kind, files) if sheet else path
        if path not in files or table.name not in kind.tables:
            log.add(TABLE_FILE_MISSING, entry.place, written)
            entries.append(entry)
            continue
        heard = Log()
        rows = read_table(
            files[path], path, kind.tables[table.name], heard, wanted=sheet, period=_period_of(document, kind)
        )
        if (
            rows is None
            and _is_nil(document, kind)
            and all(problem.fault in (HEAD_MISSING, TABLE_EMPTY) for problem in heard.problems)
        ):
            log.add(TABLE_OF_NOTHING, entry.place, written)
        else:
            log.problems += (_named_here(problem, entry.place) for problem in heard.problems)
        if rows is not None and heard.has_error:
            table.read(
                rows, log
            )  # the rows that were left out are told of; so is what is wrong with the others
        entries.append(entry if rows is None or heard.has_error else Entry(table.zh, rows, entry.place))
    return replace(document.fields, entries=tuple(entries))


def _named_here(problem: Problem, place: Place) -> Problem:
    """Return a problem of choosing a sheet at the line that names the table: there it is mended."""
    return (
        replace(problem, place=place)
        if problem.fault in (SHEET_MISSING, SHEETS_SEVERAL) and not place.cell
        else problem
    )


def _sheet_of(written: str) -> tuple[str, str]:
    """Take the name of a sheet off a file: `收支.xlsx#一季度`, `收支.xlsx〔一季度〕`."""
    found = _SHEET.fullmatch(written)
    return (found["file"], (found["sheet"] or found["tab"]).strip()) if found else (written, "")


def _period_of(document: Document, kind: Kind) -> Period | None:
    key = names_of(kind.fields).get("period")
    node = document.fields.get(*key.names) if key else None
    return key.read(node, Log()) if key and isinstance(node, Scalar) else None


def _is_nil(document: Document, kind: Kind) -> bool:
    """Tell whether a record says that there is nothing to report."""
    key = names_of(kind.fields)["nil"]
    node = document.fields.get(*key.names)
    return isinstance(node, Scalar) and key.read(node, Log()) is True


def _names_table(entry: Entry, key: Key, kind: Kind) -> bool:
    """Tell whether the rows themselves are written as the name of a file: `明细: 一季度.xlsx`."""
    return (
        key.name in kind.tables
        and isinstance(entry.node, Scalar)
        and _sheet_of(entry.node.text.strip())[0].lower().endswith(TABLE_ENDINGS)
    )


def beside(path: str, written: str) -> str:
    """Return the path of a file named in a record, relative to the content folder; empty where it leads out of the village."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), written.replace("\\", "/")))
    village = "/".join(path.split("/")[:2])
    return joined if joined.startswith(f"{village}/") and not written.startswith("/") else ""


def _found(path: str, written: str, kind: Kind, *files: Container[str]) -> str:
    """Return the path of a file named in a record; for a row of a workbook it may also stand where it would stand beside a record's own file."""
    beneath = (posixpath.join(folder, written) for folder in kind.folders) if home_of(path) != path else ()
    paths = [beside(home_of(path), place) for place in (written, *beneath)]
    return next((found for found in paths if any(found in held for held in files)), paths[0])


def _enclosed(
    document: Document, fields: Disclosure, kind: Kind, source: VillageFiles
) -> tuple[Enclosed, ...]:
    named = [(item.file, item.title or "") for item in fields.attachments] + [
        (photo.file, photo.caption or "") for photo in fields.photos
    ]
    found = []
    for file, title in named:
        path = _found(document.path, file, kind, source.files, source.too_large)
        data = source.files.get(path, b"")
        size = len(data) or source.too_large.get(path, 0)
        found.append(
            Enclosed(
                path or file, title or posixpath.basename(file), data, sha256(data) if data else "", size
            )
        )
    return tuple(found)


def understood(record: AnyRecord) -> dict[str, Plain]:
    """Return a record's fields as plain data: types normalised, nothing filled in, tables in place of the files they came from."""
    values = to_plain(record.fields)
    assert isinstance(values, dict)
    return {
        name: value
        for name, value in values.items()
        if not (name.endswith("_file") and name.removesuffix("_file") in values)
    }


def digest_of(record: AnyRecord, values: Values | None = None) -> str:
    """Return `d1:` and the SHA-256 of what a record says: fields as understood, text, and the digests of its attachments.

    `values` are the fields as understood, where they are at hand.
    """
    enclosed: list[Plain] = [item.sha256 for item in record.enclosed]
    return "d1:" + sha256(
        canonical(
            {
                "fields": dict(understood(record) if values is None else values),
                "body": record.body,
                "attachments": enclosed,
            }
        )
    )


def place_of(document: Document) -> Place:
    """Return the beginning of a document."""
    return document.fields.place
