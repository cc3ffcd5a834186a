"""The files that go with records, as they are published: pictures in several sizes, without what the camera wrote into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sunboard.contracts import Artifact, Order
from sunboard.engines.pictures import Developed, PictureBroken, develop
from sunboard.issuing.issue import Shown
from sunboard.issuing.register import Edition
from sunboard.model.plain import Values, maps_of, text_of
from sunboard.model.view import Attachment, Picture, RecordView
from sunboard.typesetting.saying import Saying

PICTURES = ("jpg", "jpeg", "png", "webp", "gif")
WIDTHS = (480, 960)
"""Pixels: a telephone held upright, and a page on a desk or a telephone of fine pixels."""


def attachment_file(at: int, path: str) -> str:
    """Return where an attachment lies beside its record's page."""
    extension = path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
    return f"files/{at}.{extension}" if extension.isascii() and extension.isalnum() else f"files/{at}"


def sized_file(at: int, width: int) -> str:
    """Return where a picture in one width lies."""
    return f"files/{at}-{width}.jpg"


def is_picture(path: str) -> bool:
    """Tell whether a file is a picture by its name."""
    return path.rpartition(".")[2].lower() in PICTURES


def attachments_of(
    edition: Edition | None, here: frozenset[str], pictures: Mapping[str, Developed]
) -> tuple[Attachment, ...]:
    """Return the files of an edition as people may download them; `here` are the SHA-256 of those that are there."""
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
                text_of(item, "title"), file, size if isinstance(size, int) else 0, bool(file and picture)
            )
        )
    return tuple(found)


def pictures_of(
    values: Values,
    edition: Edition | None,
    here: frozenset[str],
    pictures: Mapping[str, Developed],
    say: Saying,
) -> tuple[Picture, ...]:
    """Return the pictures of an edition with what they show, where and when; photographs stand behind the other attachments."""
    found, papers, photos = [], len(maps_of(values, "attachments")), maps_of(values, "photos")
    for at, item in enumerate(edition.attachments if edition else (), 1):
        digest, path = text_of(item, "sha256"), text_of(item, "path")
        picture = pictures.get(digest) if digest in here else None
        if not picture:
            continue
        photo = photos[at - 1 - papers] if 0 <= at - 1 - papers < len(photos) else {}
        title = text_of(item, "title")
        if title == path.rpartition("/")[2]:  # a file's own name tells nobody what is to be seen
            title = say("picture-of", title=text_of(values, "title"))
        taken = (text_of(photo, "where"), say.day(text_of(photo, "date")))
        found.append(
            Picture(
                title,
                tuple(sized_file(at, size.width) for size in picture.sizes),
                tuple(size.width for size in picture.sizes),
                picture.sizes[-1].height,
                say("kind-comma").join(word for word in taken if word),
                attachment_file(at, path),
                len(picture.data),
                picture.sizes[0].data,
            )
        )
    return tuple(found)


def developed(shown: tuple[Shown, ...], files: Mapping[str, bytes]) -> dict[str, Developed]:
    """Develop the pictures that go with what is shown: SHA-256 -> picture. Broken ones are left out."""
    found: dict[str, Developed] = {}
    for item in shown:
        for attachment in item.edition.attachments if item.edition else ():
            digest = text_of(attachment, "sha256")
            if is_picture(text_of(attachment, "path")) and digest in files and digest not in found:
                try:
                    found[digest] = develop(files[digest], WIDTHS)
                except PictureBroken:
                    continue  # published empty: see `_published`
    return found


def attachment_artifacts(
    slug: str,
    views: tuple[RecordView, ...],
    shown: tuple[Shown, ...],
    files: Mapping[str, bytes],
    pictures: Mapping[str, Developed],
) -> Iterator[Artifact]:
    """Yield the attachments of the records that are shown in full; `files` and `pictures` are by SHA-256."""
    open_numbers = {view.number for view in views if not view.bare}
    for item in shown:
        if item.number not in open_numbers or item.edition is None:
            continue
        for at, attachment in enumerate(item.edition.attachments, 1):
            for name, data in _published(at, attachment, files, pictures):
                yield Artifact(f"site/{slug}/{item.number}/{name}", data, "web", Order.ASSETS)


def _published(
    at: int, attachment: Values, files: Mapping[str, bytes], pictures: Mapping[str, Developed]
) -> Iterator[tuple[str, bytes]]:
    digest, path = text_of(attachment, "sha256"), text_of(attachment, "path")
    picture = pictures.get(digest)
    if picture:
        yield attachment_file(at, path), picture.data
        for size in picture.sizes:
            yield sized_file(at, size.width), size.data
    elif files.get(digest):
        # a picture that cannot be opened may hold what the camera wrote: an empty file rather than hidden data
        yield attachment_file(at, path), b"" if is_picture(path) else files[digest]
