"""The only door to pictures: photographs in several sizes, without what the camera wrote into them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from PIL import Image, ImageOps, ImageSequence

from sunboard.engines.picture_parts import bare_jpeg, bare_png
from sunboard.lazy import dataclass

FORMATS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {},
    "WEBP": {"quality": 88},
    "GIF": {"save_all": True},
}
_BARE = {"JPEG": bare_jpeg, "PNG": bare_png}
_TWINS = {"MPO": "JPEG"}
"""Many telephones write a JPEG with a second picture behind it; only the first is meant."""
_ORIENTATION = 0x0112  # EXIF; 1 is upright
_SMALL: dict[str, Any] = {"quality": 78, "optimize": True, "progressive": True}
Image.MAX_IMAGE_PIXELS = 60_000_000
_BROKEN = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)


class PictureBroken(Exception):
    """Bytes that are no picture, or one that unpacks to more than 60 million pixels."""


def is_picture(data: bytes) -> bool:
    """Tell whether bytes are a JPEG, PNG, WebP or GIF picture that can be drawn to its last line."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.format not in (*FORMATS, *_TWINS):
                return False
            opened.load()
    except _BROKEN:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Sized:
    """A picture in one size, as JPEG; width and height in pixels."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture upright and without EXIF, GPS or comments."""

    data: bytes  # whole, in its own format
    sizes: tuple[Sized, ...]  # for pages, the widest last


def develop(data: bytes, widths: Iterable[int]) -> Developed:
    """Return a JPEG, PNG, WebP or GIF picture clean, and in those widths that are no wider than itself.

    Widths are pixels; a picture narrower than one is there in its own. A JPEG or PNG that stands upright
    keeps its pixels bit for bit. Raises PictureBroken. Equal bytes give equal bytes.
    """
    try:
        with Image.open(io.BytesIO(data)) as opened:
            form = _TWINS.get(opened.format or "", opened.format or "")
            if form not in FORMATS:
                raise PictureBroken(form)
            first = _bare(opened)
            upright = form in _BARE and opened.getexif().get(_ORIENTATION, 1) == 1
            whole = (_BARE[form](data) if upright else None) or _written(opened, first, form)
            drawn = _on_white(first)
            own = {min(first.width, width) for width in widths}
            return Developed(whole, tuple(_sized(drawn, width) for width in sorted(own)))
    except _BROKEN as error:
        raise PictureBroken(str(error)) from error


def _written(opened: Image.Image, first: Image.Image, form: str) -> bytes:
    """Write a picture anew in its own format, a moving one with all that it shows."""
    options = dict(FORMATS[form])
    if form == "GIF":
        shown = ImageSequence.Iterator(opened)
        frames = [(_bare(frame), frame.info.get("duration", 100)) for frame in shown]
        if len(frames) > 1:
            further, times = [frame for frame, _ in frames[1:]], [int(time) for _, time in frames]
            options |= {"append_images": further, "duration": times, "loop": 0}
    out = io.BytesIO()
    first.save(out, form, **options)
    return out.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    clean = ImageOps.exif_transpose(picture).copy()
    clean.info = {name: clean.info[name] for name in ("transparency",) if name in clean.info}
    return clean


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture as JPEG can hold it: what is transparent becomes white."""
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("RGB")
    return picture.convert("RGB")


def _sized(picture: Image.Image, width: int) -> Sized:
    height = max(1, round(picture.height * width / picture.width))
    small = (
        picture
        if width == picture.width
        else picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    )
    small.info = {}
    out = io.BytesIO()
    small.save(out, "JPEG", **_SMALL)
    return Sized(width, height, out.getvalue())
