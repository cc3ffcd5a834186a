"""One village's files as readings: its records, and the lists that it inherits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from sunboard.contracts import Kind, UnreadFile
from sunboard.faults import fault
from sunboard.fields.declarations import vocabulary_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.faults import nearest
from sunboard.lazy import regex
from sunboard.model.file_types import WORKBOOKS
from sunboard.model.node import Document, Place
from sunboard.model.once import anew
from sunboard.model.problem import Log, Problem
from sunboard.reading.documents import Reading, read_document
from sunboard.reading.inheritance import OVERRIDE_UNKNOWN, merge_lists
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from sunboard.reading.strays import note_beside, note_strays
from sunboard.reading.workbook.identity import is_unread
from sunboard.reading.workbook.records import heads_once, read_workbook_records

FILE_TOO_LARGE = fault("file-too-large")
FOLDER_UNKNOWN = fault("folder-unknown")
_PUBLIC = regex("公[示开告布]栏?")  # of what, it does not say

Lists = Mapping[str, tuple[Document, ...]]
"""The lists that a place hands down: the name of their kind -> its documents."""


def read_documents(files: Mapping[str, bytes], kind: Kind, log: Log) -> tuple[Document, ...]:
    """Read the Markdown files of one folder, such as a county's power list."""
    documents, problems = _documents(tuple(sorted(files.items())), kind.fields)  # type: ignore[arg-type]
    log.problems += problems
    return documents


@lru_cache(maxsize=256)
def _documents(
    files: tuple[tuple[str, bytes], ...], fields: type[Disclosure]
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read a list, once in a process: a preview opens the places above its villages after each save."""
    log = Log()
    found = (
        read_document(data, path, log, vocabulary_of(fields)) for path, data in files if path.endswith(".md")
    )
    documents = tuple(document for document in found if document is not None)
    note_beside((path for path, _ in files), documents, log)
    return documents, tuple(log.problems)


def read_records(
    source: VillageFiles,
    kinds: Mapping[str, Kind],
    inherited: Sequence[Lists],
    log: Log,
    unread: Sequence[UnreadFile] = (),
) -> tuple[Reading, ...]:
    """Read a village's records: its own files, and what it inherits merged with its overrides.

    `inherited` are the lists of the places above it, the highest first; `unread` are files of them that could
    not be taken apart.
    """
    by_folder = {folder: kind for kind in kinds.values() for folder in kind.folders}
    # what records may take from files beside them
    beside = None if source.once is anew else _beside(source)
    readings: list[Reading] = []
    own: defaultdict[str, list[Reading]] = defaultdict(list)
    for taken in _taken_apart(source, kinds, by_folder, log):
        if taken.document is None:
            readings.append(taken)
        elif kinds[taken.kind].inherited:
            own[taken.kind].append(taken)
        else:
            made = partial(_understood, taken.document, kinds[taken.kind], source, taken.problems)
            readings.append(source.once(("record", id(taken.document), beside), made)[1])
    for kind in kinds.values():
        if kind.inherited:
            given = (*inherited, *(reading.document for reading in own[kind.name]))
            merged = partial(_merged_of, given, kind, inherited, own[kind.name], source, unread)
            readings += source.once(("merged", kind.name, *map(id, given), beside), merged)[1]
    readings += _too_large(source, by_folder)
    note_strays(source, readings, by_folder, log)
    return tuple(heads_once(readings))


def _beside(source: VillageFiles) -> Hashable:
    """Return what tells the files that records may take something from, all as one."""
    files = ((path, hash(data)) for path, data in source.files.items() if not path.lower().endswith(".md"))
    return hash((tuple(files), tuple(source.too_large.items()), source.links))


def _understood(
    document: Document, kind: Kind, source: VillageFiles, before: tuple[Problem, ...]
) -> tuple[Document, Reading]:
    """Return a record with the document that it was read from, which lives as long."""
    return document, read_record(document, kind, source, before)


def _merged_of(
    given: tuple[object, ...],
    kind: Kind,
    inherited: Sequence[Lists],
    own: Sequence[Reading],
    source: VillageFiles,
    unread: Sequence[UnreadFile],
) -> tuple[tuple[object, ...], tuple[Reading, ...]]:
    """Return the items of a list with all that they were merged of, which lives as long."""
    return given, tuple(_merged(kind, inherited, own, source, unread))


def of_unread_rows(readings: Iterable[Reading], issued: Mapping[str, str]) -> tuple[Reading, ...]:
    """Let each record that has a number stand for itself where its workbook or sheet cannot be read.

    So they are held, not gone. `issued` maps the paths of the records that have numbers to their kinds.
    """
    found: list[Reading] = []
    for reading in readings:
        below = (f"{reading.source}#", f"{reading.source}/")
        unread = reading.document is None and is_unread(reading.source)
        rows = [path for path in issued if path.startswith(below)] if unread else []
        found += [replace(reading, source=path, kind=issued[path]) for path in rows] or [reading]
    return tuple(found)


def _taken_apart(
    source: VillageFiles, kinds: Mapping[str, Kind], by_folder: Mapping[str, Kind], log: Log
) -> Iterator[Reading]:
    """Yield the village's own files and rows, each as a document or with what is wrong with it."""
    unknown: set[str] = set()
    for path, data in sorted(source.files.items()):
        folder, _, name = path.removeprefix(f"{source.folder}/").partition("/")
        kind = by_folder.get(folder)
        if not name and path.lower().endswith(WORKBOOKS):
            yield from read_workbook_records(data, path, kinds, log, source.open_workbook)
        elif not name or not path.lower().endswith(".md"):
            continue
        elif kind is None:
            unknown.add(folder)
        else:
            yield source.once(("document", path, data), partial(_document_in, data, path, kind))
    for folder in sorted(unknown):
        place = Place(f"{source.folder}/{folder}/")
        folders = tuple(name for name in by_folder if not name.isascii())
        log.add(FOLDER_UNKNOWN, place, folder, folders=folders, first=_meant(folder, kinds.values()))


def _meant(folder: str, kinds: Iterable[Kind]) -> str:
    """Return the folder of the kind that a name is like or holds, as 事项（2026） does, else of matters."""
    named = {name: kind for kind in kinds for name in kind.names}
    near = "" if _PUBLIC.fullmatch(folder) else nearest(folder, named).get("near", "")
    held = sorted((name for name in named if name in folder), key=len, reverse=True)
    usual = [name for name, kind in named.items() if kind.any_row]
    own = named[next(iter((*filter(None, (near,)), *held, *usual)))].folders
    return next((name for name in own if not name.isascii()), own[0])


def _document_in(data: bytes, path: str, kind: Kind) -> Reading:
    heard = Log()
    document = read_document(data, path, heard, vocabulary_of(kind.fields))
    raw = data if document is None else b""
    return Reading(path, kind.name, document, problems=tuple(heard.problems), raw=raw)


def _merged(
    kind: Kind,
    inherited: Sequence[Lists],
    own: Sequence[Reading],
    source: VillageFiles,
    unread: Sequence[UnreadFile],
) -> Iterator[Reading]:
    """Yield the items of a list as merged."""
    heard = {reading.source: reading.problems for reading in own}
    documents = tuple(reading.document for reading in own if reading.document)
    above = (lists.get(kind.name, ()) for lists in inherited)
    for item in merge_lists((*above, documents), kind.fields):
        path = item.document.path
        if item.merged:
            yield read_record(item.document, kind, source, item.problems + heard.get(path, ()))
        else:
            problems = (one for one in item.problems if not _is_of_unread(one, unread))
            yield Reading(path, kind.name, item.document, problems=tuple(problems))


def _is_of_unread(problem: Problem, unread: Iterable[UnreadFile]) -> bool:
    """Tell whether the item that is not above may stand in a file that could not be taken apart."""
    return problem.fault == OVERRIDE_UNKNOWN and any(file.may_say(problem.value) for file in unread)


def _too_large(source: VillageFiles, by_folder: Mapping[str, Kind]) -> Iterator[Reading]:
    """Yield what would be records, had they been read: they are held, not gone."""
    for path, size in sorted(source.too_large.items()):
        folder, _, name = path.removeprefix(f"{source.folder}/").partition("/")
        kind = by_folder.get(folder)
        if (name.lower().endswith(".md") and kind) or (not name and path.lower().endswith(WORKBOOKS)):
            heard = Log()
            heard.add(FILE_TOO_LARGE, Place(path), name or folder, size=f"{size / 1024 / 1024:.1f}")
            yield Reading(path, kind.name if kind else "", problems=tuple(heard.problems))
