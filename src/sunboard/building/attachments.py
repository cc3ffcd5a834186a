"""The files that go with records, as they are published: pictures without what the camera wrote into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sunboard.building.views import attachment_file
from sunboard.contracts import Artifact, Order
from sunboard.engines.pictures import PictureBroken, without_metadata
from sunboard.issuing.issue import Shown
from sunboard.model.plain import text_of
from sunboard.model.view import RecordView

_PICTURES = ("jpg", "jpeg", "png", "webp")


def attachment_artifacts(slug: str, views: tuple[RecordView, ...], shown: tuple[Shown, ...], files: Mapping[str, bytes]) -> Iterator[Artifact]:
    """Yield the attachments of the records that are shown in full; `files` maps SHA-256 to bytes."""
    open_numbers = {view.number for view in views if not view.bare}
    for item in shown:
        if item.number not in open_numbers or item.edition is None:
            continue
        for at, attachment in enumerate(item.edition.attachments, 1):
            data = files.get(text_of(attachment, "sha256"))
            if data:
                name = attachment_file(at, text_of(attachment, "path"))
                yield Artifact(f"site/{slug}/{item.number}/{name}", _published(data, name), "web", Order.ASSETS)


def _published(data: bytes, name: str) -> bytes:
    if not name.endswith(_PICTURES):
        return data
    try:
        return without_metadata(data)
    except PictureBroken:
        return b""  # the check for attachments has held the record that names it; an older edition shows an empty file rather than hidden data
