"""The files that go with records and villages, as they are published.

Pictures come in several sizes, without what the camera wrote into them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from sunboard.faults import fault
from sunboard.issuing.register import Edition
from sunboard.lazy import dataclass
from sunboard.model.file_types import PICTURES
from sunboard.model.once import Once, anew
from sunboard.model.plain import Values, maps_of, text_of
from sunboard.model.problem import Problem
from sunboard.model.view import Attachment, Picture, PublishedFile
from sunboard.settings.places import Village
from sunboard.typesetting.saying import Saying

if TYPE_CHECKING:
    from sunboard.engines.pictures import Developed

WIDTHS = (480, 960)
"""Pixels: a telephone held upright, and a page on a desk or a telephone of fine pixels."""
PHOTO_UNSHOWN = fault("photo-unshown")


def attachment_file(at: int, path: str) -> str:
    """Return where an attachment lies beside its record's page."""
    extension = path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
    return f"files/{at}.{extension}" if extension.isascii() and extension.isalnum() else f"files/{at}"


def sized_file(at: int, width: int) -> str:
    """Return where a picture in one width lies."""
    return f"files/{at}-{width}.jpg"


def named_as_picture(path: str) -> bool:
    """Tell whether a file is a picture by its name."""
    return path.lower().endswith(PICTURES)


def attachments_of(
    edition: Edition | None, here: Container[str], pictures: Mapping[str, Developed], say: Saying
) -> tuple[Attachment, ...]:
    """Return the files of an edition as people may download them; `here` are the SHA-256 of what is there."""
    found = []
    for at, item in enumerate(edition.attachments if edition else (), 1):
        size, digest = item.get("size"), text_of(item, "sha256")
        file, picture = (
            attachment_file(at, text_of(item, "path")) if digest in here else "",
            pictures.get(digest),
        )
        size = len(picture.data) if picture else size
        found.append(
            Attachment(
                say.label(text_of(item, "title")),
                file,
                size if isinstance(size, int) else 0,
                bool(file and picture),
                text_of(item, "path").rpartition("/")[2],
            )
        )
    return tuple(found)


def pictures_of(
    values: Values,
    edition: Edition | None,
    here: Container[str],
    pictures: Mapping[str, Developed],
    say: Saying,
) -> tuple[Picture, ...]:
    """Return the pictures of an edition with what they show, where and when.

    Photographs stand behind the other attachments.
    """
    found, papers, photos = [], len(maps_of(values, "attachments")), maps_of(values, "photos")
    for at, item in enumerate(edition.attachments if edition else (), 1):
        digest, path = text_of(item, "sha256"), text_of(item, "path")
        picture = pictures.get(digest) if digest in here else None
        if not picture:
            continue
        photo = photos[at - 1 - papers] if 0 <= at - 1 - papers < len(photos) else {}
        title = say.label(text_of(item, "title"))
        if title == path.rpartition("/")[2]:  # a file's own name tells nobody what is to be seen
            title = say("picture-of", title=text_of(values, "title"))
        taken = (say.label(text_of(photo, "taken")), text_of(photo, "where"), say.day(text_of(photo, "date")))
        found.append(
            Picture(
                title=title,
                files=tuple(sized_file(at, size.width) for size in picture.sizes),
                widths=tuple(size.width for size in picture.sizes),
                height=picture.sizes[-1].height,
                note=say("kind-comma").join(word for word in taken if word),
                original=attachment_file(at, path),
                size=len(picture.data),
                small=picture.sizes[0].data,
            )
        )
    return tuple(found)


def developed(
    editions: Iterable[Edition], files: Mapping[str, bytes], once: Once = anew
) -> dict[str, Developed]:
    """Develop the pictures that go with editions: SHA-256 -> picture. Broken ones are left out."""
    found: dict[str, Developed] = {}
    for edition in editions:
        for attachment in edition.attachments:
            digest = text_of(attachment, "sha256")
            is_new = digest in files and digest not in found and named_as_picture(text_of(attachment, "path"))
            # a broken one is published empty: see `files_of`
            if is_new and (picture := _developed(("picture", digest), files[digest], once)):
                found[digest] = picture
    return found


def _developed(key: Hashable, data: bytes, once: Once) -> Developed | None:
    """Develop a picture, or return nothing of a broken one; only here is what opens pictures imported."""
    from sunboard.engines.pictures import PictureBroken, develop

    try:
        return once(key, partial(develop, data, WIDTHS))
    except PictureBroken:
        return None


def files_of(
    edition: Edition, files: Mapping[str, bytes], pictures: Mapping[str, Developed]
) -> Iterator[PublishedFile]:
    """Yield what lies beside the page of a record; `files` and `pictures` are by SHA-256."""
    for at, attachment in enumerate(edition.attachments, 1):
        digest, path = text_of(attachment, "sha256"), text_of(attachment, "path")
        picture = pictures.get(digest)
        if picture:
            yield PublishedFile(attachment_file(at, path), picture.data)
            for size in picture.sizes:
                yield PublishedFile(sized_file(at, size.width), size.data)
        elif files.get(digest):
            # a picture that cannot be opened may hold what the camera wrote: an empty file rather than that
            yield PublishedFile(attachment_file(at, path), b"" if named_as_picture(path) else files[digest])


@dataclass(frozen=True, slots=True)
class Photos:
    """The photographs of a village: as its home shows them, their files, and warnings of the others."""

    pictures: tuple[Picture, ...] = ()
    files: tuple[PublishedFile, ...] = ()
    warnings: tuple[Problem, ...] = ()


def photos_of(
    village: Village,
    folder: str,
    files: Mapping[str, bytes],
    too_large: Container[str],
    say: Saying,
    once: Once = anew,
    *,
    opened: bool,
) -> Photos:
    """Develop the photographs that a village's settings name; `files` and `too_large` are by path.

    Where they are not to be opened, one that is there is taken for good and not shown.
    """
    pictures: list[Picture] = []
    published: list[PublishedFile] = []
    warnings: list[Problem] = []
    for at, photo in enumerate(village.photos, 1):
        path = posixpath.normpath(f"{folder}/{photo.file}")
        data = files.get(path, b"")
        is_there = bool(data) and named_as_picture(photo.file)
        picture = _developed(("photo", data), data, once) if is_there and opened else None
        if picture is None and (opened or not is_there):
            reason = "large" if path in too_large else "broken" if data else "missing"
            warnings.append(Problem(PHOTO_UNSHOWN, photo.at("file"), photo.file, {"what": reason}))
            continue
        if picture is None:
            continue
        sizes = picture.sizes
        taken = (photo.where or "", say.day(photo.date.isoformat()) if photo.date else "")
        pictures.append(
            Picture(
                title=photo.caption or say("picture-of", title=village.name),
                files=tuple(sized_file(at, size.width) for size in sizes),
                widths=tuple(size.width for size in sizes),
                height=sizes[-1].height,
                note=say("kind-comma").join(word for word in taken if word),
            )
        )
        published += [PublishedFile(sized_file(at, size.width), size.data) for size in sizes]
    return Photos(tuple(pictures), tuple(published), tuple(warnings))
