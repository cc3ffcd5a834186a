"""Pages of a PDF as pictures: how large they are, and what they show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pypdfium2
from PIL import Image

_MM = 25.4 / 72


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Return the width and height of each page in points."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_size() for page in document]


def pictures_of(data: bytes, fine: float) -> Iterator[Image.Image]:
    """Yield each page as a picture in grey, of so many pixels a millimetre."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            yield page.render(scale=fine * _MM, grayscale=True).to_pil()


def digests_of(
    picture: Image.Image, windows: Iterable[tuple[float, float, float, float]], fine: float
) -> Iterator[str]:
    """Yield a digest of what each window of a picture shows; left, top, width and height in millimetres."""
    for left, top, wide, high in windows:
        x, y, right, bottom = (round(length * fine) for length in (left, top, left + wide, top + high))
        yield hashlib.sha256(picture.crop((x, y, right, bottom)).tobytes()).hexdigest()[:16]
