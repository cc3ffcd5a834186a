"""One village's files as readings: settings, records, and the power list that it inherits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from sunboard.contracts import Kind
from sunboard.faults import fault
from sunboard.fields.declarations import vocabulary_of
from sunboard.fields.faults import nearest
from sunboard.fields.groups import read_part
from sunboard.model.node import Document, Place
from sunboard.model.problem import Log, Problem
from sunboard.reading.documents import read_document, read_settings
from sunboard.reading.inheritance import merge_lists
from sunboard.reading.records import Reading, read_record
from sunboard.reading.sources import VillageFiles
from sunboard.reading.strays import note_beside, note_strays
from sunboard.reading.workbook.records import heads_once, read_rows
from sunboard.reading.workbook.rows import WORKBOOKS, is_unread
from sunboard.settings.places import BoardPlan, ScreenPlan, Village

FILE_MISSING = fault("settings-missing")
FILE_TOO_LARGE = fault("file-too-large")
FOLDER_UNKNOWN = fault("folder-unknown")
NAME_TWICE = fault("name-used-twice")

P = TypeVar("P", BoardPlan, ScreenPlan)


def read_village_settings(files: Mapping[str, bytes], folder: str, log: Log) -> Village | None:
    """Read `village.yaml`; of boards or screens of one name only the first is kept, and the others are noted."""
    path = f"{folder}/village.yaml"
    if path not in files:
        log.add(FILE_MISSING, Place(f"{folder}/"), "village.yaml", file="village.yaml")
        return None
    fields = read_settings(files[path], path, log, vocabulary_of(Village))
    village = read_part(Village, fields, log) if fields else None
    if village is None or log.has_error:
        return None
    boards = _first_of_each(village.boards, "board", log)
    return replace(village, boards=boards, screens=_first_of_each(village.screens, "screen", log))


def _first_of_each(plans: tuple[P, ...], what: str, log: Log) -> tuple[P, ...]:
    kept: dict[str, P] = {}
    for plan in plans:
        if kept.setdefault(plan.name, plan) is not plan:
            log.add(NAME_TWICE, plan.at("name"), plan.name, what=what)
    return tuple(kept.values())


def read_documents(files: Mapping[str, bytes], kind: Kind, log: Log) -> tuple[Document, ...]:
    """Read the Markdown files of one folder, such as a county's power list."""
    found = (
        read_document(data, path, log, vocabulary_of(kind.fields))
        for path, data in sorted(files.items())
        if path.endswith(".md")
    )
    documents = tuple(document for document in found if document is not None)
    note_beside(files, documents, log)
    return documents


def read_records(
    source: VillageFiles, kinds: Mapping[str, Kind], inherited: tuple[tuple[Document, ...], ...], log: Log
) -> tuple[Reading, ...]:
    """Read a village's records: its own files, and what it inherits merged with its overrides."""
    by_folder = {folder: kind for kind in kinds.values() for folder in kind.folders}
    readings: list[Reading] = []
    own: dict[str, list[Document]] = {}
    heard_of: dict[str, tuple[Problem, ...]] = {}
    unknown: set[str] = set()
    for path, data in sorted(source.files.items()):
        folder, _, name = path.removeprefix(f"{source.folder}/").partition("/")
        kind = by_folder.get(folder)
        if not name and path.lower().endswith(WORKBOOKS):
            for row in read_rows(data, path, kinds, log):
                if row.document is None:
                    readings.append(Reading(row.source, row.kind, None, None, row.problems))
                elif kinds[row.kind].inherited:
                    own.setdefault(row.kind, []).append(row.document)
                    heard_of[row.source] = row.problems
                else:
                    readings.append(read_record(row.document, kinds[row.kind], source, row.problems))
        elif not name:
            continue
        elif kind is None:
            unknown |= {folder} if name.lower().endswith(".md") else set()
        elif path.lower().endswith(".md"):
            heard = Log()
            document = read_document(data, path, heard, vocabulary_of(kind.fields))
            if document is None:
                readings.append(Reading(path, kind.name, None, None, tuple(heard.problems), data))
            elif kind.inherited:
                own.setdefault(kind.name, []).append(document)
                heard_of[path] = tuple(heard.problems)
            else:
                readings.append(read_record(document, kind, source, tuple(heard.problems)))
    for folder in sorted(unknown):
        place = Place(f"{source.folder}/{folder}/")
        log.add(FOLDER_UNKNOWN, place, folder, folders=tuple(by_folder), **nearest(folder, by_folder))
    for kind in kinds.values():
        if kind.inherited:
            for item in merge_lists((*inherited, own.get(kind.name, ())), kind.fields):
                if item.merged:
                    before = item.problems + heard_of.get(item.document.path, ())
                    readings.append(read_record(item.document, kind, source, before))
                else:
                    readings.append(
                        Reading(item.document.path, kind.name, item.document, None, item.problems)
                    )
    readings += _too_large(source, by_folder)
    note_strays(source, readings, by_folder, log)
    told: set[tuple[str, str, str]] = set()
    return tuple(replace(reading, problems=tuple(heads_once(reading.problems, told))) for reading in readings)


def of_unread_rows(readings: Iterable[Reading], issued: Mapping[str, str]) -> tuple[Reading, ...]:
    """Let each record that has a number stand for itself where a workbook or a sheet cannot be read: they are held, not gone.

    `issued` maps the paths of the records that have numbers to their kinds.
    """
    found: list[Reading] = []
    for reading in readings:
        unread = reading.document is None and is_unread(reading.source)
        rows = (
            [path for path in issued if path.startswith((f"{reading.source}#", f"{reading.source}/"))]
            if unread
            else []
        )
        found += [
            replace(reading, source=path, kind=issued[path], problems=reading.problems) for path in rows
        ] or [reading]
    return tuple(found)


def _too_large(source: VillageFiles, by_folder: Mapping[str, Kind]) -> Iterator[Reading]:
    """Yield what would be records, had they been read: they are held, not gone."""
    for path, size in sorted(source.too_large.items()):
        folder, _, name = path.removeprefix(f"{source.folder}/").partition("/")
        kind = by_folder.get(folder)
        if (name.lower().endswith(".md") and kind) or (not name and path.lower().endswith(WORKBOOKS)):
            heard = Log()
            heard.add(FILE_TOO_LARGE, Place(path), name or folder, size=f"{size / 1024 / 1024:.1f}")
            yield Reading(path, kind.name if kind else "", None, None, tuple(heard.problems))
