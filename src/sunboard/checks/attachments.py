"""Files that go with a record."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial

from sunboard.contracts import AnyRecord, Around, Enclosed, Finding, check, found
from sunboard.fields.disclosure import NamedFile, named_files
from sunboard.model.file_types import ATTACHMENTS, LARGEST, PICTURES, WORKBOOKS
from sunboard.privacy.enclosures import Searched, search_file
from sunboard.privacy.naming import names_person


def _has_files(record: AnyRecord, around: Around) -> bool:
    """Tell whether files go with a record."""
    return bool(record.enclosed)


def _files(record: AnyRecord) -> tuple[tuple[NamedFile, Enclosed], ...]:
    """Return the files of a record, as it names them and as they are."""
    return tuple(zip(tuple(named_files(record.fields)), record.enclosed, strict=False))


def searched(enclosed: Enclosed, around: Around) -> Searched:
    """Search a file of a record, once however many checks ask."""
    search = partial(search_file, enclosed.data, enclosed.path, around.public_phones)
    return around.once_for((search_file, enclosed.path), search)


def _searched(record: AnyRecord, around: Around) -> Iterator[tuple[NamedFile, Searched]]:
    """Yield the papers of a record with what was found in them."""
    for file, enclosed in _files(record):
        if enclosed.data and not file.is_photo:
            yield file, searched(enclosed, around)


@check("attachment-missing", where=_has_files)
def attachment_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that a record names is not there, or holds nothing."""
    for file, enclosed in _files(record):
        if not enclosed.size:
            outside = not enclosed.path.startswith("/".join(record.source.split("/")[:2]) + "/")
            missing = "near" if enclosed.near else "outside" if outside else "beside"
            where = "empty" if enclosed.is_empty else missing
            yield found(file.place, file.name, where=where, near=enclosed.near)


@check("attachment-too-large", where=_has_files)
def attachment_too_large(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that goes with a record has more than 10 MB. On a phone it would take minutes to open."""
    for file, enclosed in _files(record):
        if enclosed.size > LARGEST:
            yield found(file.place, file.name, size=f"{enclosed.size / 1024 / 1024:.1f}")


@check("attachment-type", where=_has_files)
def attachment_type(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that goes with a record is of a type that phones do not open or that may do harm."""
    for file, _ in _files(record):
        allowed = PICTURES if file.is_photo else ATTACHMENTS
        if _ending(file) not in allowed:
            endings = tuple(ending[1:] for ending in allowed)
            yield found(file.place, file.name, what="picture" if file.is_photo else "file", allowed=endings)


@check("attachment-is-table", where=_has_files)
def attachment_is_table(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A spreadsheet is only attached: paper has its name, and nothing of what stands in it."""
    for file, _ in _files(record):
        if not file.is_photo and _ending(file) in (*WORKBOOKS, ".csv"):
            yield found(file.place, file.name, name=file.name.strip())


@check("picture-broken", where=_has_files)
def picture_broken(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A picture that goes with a record cannot be drawn."""
    for file, enclosed in _files(record):
        if enclosed.data and _ending(file) in PICTURES:
            from sunboard.engines.pictures import is_picture

            if not is_picture(enclosed.data):
                yield found(file.place, file.name)


@check("attachment-unsearched", where=_has_files)
def attachment_unsearched(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file has no text that could be searched, and nobody says that somebody looked at it."""
    for file, searched in _searched(record, around):
        if searched.unseen in ("locked", "scan") and not file.is_redacted:
            yield found(file.place, file.name, what=searched.unseen, name=file.name.strip())


@check("picture-unsearched", where=_has_files)
def picture_unsearched(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A picture stands among the papers, or in one; nobody says that somebody looked for personal numbers."""
    for file, searched in _searched(record, around):
        if searched.unseen == "picture" and not file.is_redacted:
            yield found(file.place, file.name, name=file.name.strip())


@check("attachment-properties", where=_has_files)
def attachment_properties(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The properties of a file name somebody, and go with it to everybody who opens it."""
    for file, searched in _searched(record, around):
        named = tuple(dict.fromkeys(name for name in searched.properties.values() if names_person(name)))
        if named:
            yield found(file.place, file.name, people=named)


def _ending(file: NamedFile) -> str:
    return posixpath.splitext(file.name.strip())[1].lower()
