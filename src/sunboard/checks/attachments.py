"""Files that go with a record (domain notes, 8.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Enclosed, Finding, check, found
from sunboard.engines.pictures import is_picture
from sunboard.model.node import Place

LARGEST = 10 * 1024 * 1024
"""Bytes."""
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
ALLOWED = (*PICTURES, ".pdf", ".ofd", ".doc", ".docx", ".xls", ".xlsx", ".et", ".wps", ".csv", ".txt")


def _files(record: AnyRecord) -> Iterator[tuple[Place, str, bool, Enclosed]]:
    """Yield each file with the place where it is named, the name written there, and whether it must be a picture."""
    named = [(part.at("file"), part.file, False) for part in record.fields.attachments]
    named += [(part.at("file"), part.file, True) for part in record.fields.photos]
    for (place, file, picture), enclosed in zip(named, record.enclosed, strict=False):
        yield place, file, picture, enclosed


_BESIDE = (
    "把文件拷到这份记录旁边（同一个文件夹），文件名一字不差，连扩展名一起写，例如：合同.pdf",
    "Copy the file into the folder of this record, and write its name exactly, with its ending, such as 合同.pdf",
)
_OUTSIDE = (
    "它在本村文件夹以外：把文件拷到这份记录旁边，这里只写文件名，例如：合同.pdf",
    "It lies outside the village's folder: copy it into the folder of this record and write its name alone, such as 合同.pdf",
)


@check("attachment-missing")
def attachment_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that a record names is not there."""
    for place, file, _, enclosed in _files(record):
        if not enclosed.size:
            outside = not enclosed.path.startswith("/".join(record.source.split("/")[:2]) + "/")
            cure, cure_en = _OUTSIDE if outside else _BESIDE
            yield found(place, file, cure=cure, cure_en=cure_en)


@check("attachment-too-large")
def attachment_too_large(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that goes with a record has more than 10 MB. On a phone it would take minutes to open."""
    for place, file, _, enclosed in _files(record):
        if enclosed.size > LARGEST:
            yield found(place, file, size=f"{enclosed.size / 1024 / 1024:.1f}")


_NO_ENCLOSURE = (
    "用原来的软件另存为 pdf 或图片；压缩包先解开",
    "Save it as pdf or as a picture; unpack an archive first",
)


@check("attachment-type")
def attachment_type(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that goes with a record is of a type that phones do not open or that may do harm."""
    for place, file, picture, _ in _files(record):
        allowed = PICTURES if picture else ALLOWED
        if posixpath.splitext(file.strip())[1].lower() not in allowed:
            endings = [ending[1:] for ending in allowed]
            what = (
                ("照片要用图片，别的文件写到“附件”里", "A photograph is a picture; other files go into 附件")
                if picture
                else _NO_ENCLOSURE
            )
            yield found(
                place,
                file,
                what=what[0],
                what_en=what[1],
                allowed="、".join(endings),
                allowed_en=", ".join(endings),
            )


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
