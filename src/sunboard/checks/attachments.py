"""Files that go with a record."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Enclosed, Finding, check, found
from sunboard.engines.pictures import is_picture
from sunboard.model.file_types import ATTACHMENTS, LARGEST, PICTURES, WORKBOOKS
from sunboard.model.node import Place


def _files(record: AnyRecord) -> Iterator[tuple[Place, str, bool, Enclosed]]:
    """Yield each file with the place that names it, the name there, and whether it must be a picture."""
    named = [(part.at("file"), part.file, False) for part in record.fields.attachments]
    named += [(part.at("file"), part.file, True) for part in record.fields.photos]
    for (place, file, picture), enclosed in zip(named, record.enclosed, strict=False):
        yield place, file, picture, enclosed


@check("attachment-missing")
def attachment_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that a record names is not there."""
    for place, file, _, enclosed in _files(record):
        if not enclosed.size:
            outside = not enclosed.path.startswith("/".join(record.source.split("/")[:2]) + "/")
            yield found(place, file, where="outside" if outside else "beside")


@check("attachment-too-large")
def attachment_too_large(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that goes with a record has more than 10 MB. On a phone it would take minutes to open."""
    for place, file, _, enclosed in _files(record):
        if enclosed.size > LARGEST:
            yield found(place, file, size=f"{enclosed.size / 1024 / 1024:.1f}")


@check("attachment-type")
def attachment_type(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that goes with a record is of a type that phones do not open or that may do harm."""
    for place, file, picture, _ in _files(record):
        allowed = PICTURES if picture else ATTACHMENTS
        if posixpath.splitext(file.strip())[1].lower() not in allowed:
            endings = tuple(ending[1:] for ending in allowed)
            yield found(place, file, what="picture" if picture else "file", allowed=endings)


@check("attachment-is-table")
def attachment_is_table(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A spreadsheet is only attached: paper has its name, and nothing of what stands in it."""
    for place, file, picture, _ in _files(record):
        if not picture and file.strip().lower().endswith((*WORKBOOKS, ".csv")):
            yield found(place, file, name=file.strip())


@check("picture-broken")
def picture_broken(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A picture that goes with a record cannot be drawn."""
    for place, file, _, enclosed in _files(record):
        if (
            enclosed.data
            and posixpath.splitext(file.strip())[1].lower() in PICTURES
            and not is_picture(enclosed.data)
        ):
            yield found(place, file)
