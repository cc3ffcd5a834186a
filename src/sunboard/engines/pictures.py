"""The only door to pictures: photographs without what the camera wrote into them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageOps

FORMATS: dict[str, dict[str, Any]] = {"JPEG": {"quality": 88, "optimize": True}, "PNG": {"optimize": True}, "WEBP": {"quality": 88}}
Image.MAX_IMAGE_PIXELS = 60_000_000


class PictureBroken(Exception):
    """Bytes that are no picture, or one that unpacks to more than 60 million pixels."""


def without_metadata(data: bytes) -> bytes:
    """Return a JPEG, PNG or WebP picture upright and without EXIF, GPS or comments; raises PictureBroken."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            form = opened.format or ""
            if form not in FORMATS:
                raise PictureBroken(form)
            picture = ImageOps.exif_transpose(opened)
            clean = picture.copy()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureBroken(str(error)) from error
    clean.info = {}
    out = io.BytesIO()
    clean.save(out, form, **FORMATS[form])
    return out.getvalue()
