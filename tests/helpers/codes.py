"""Read QR codes as phones do: straight, tilted and out of focus, with two readers that share no code."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import zxingcpp
from PIL import Image, ImageFilter
from pyzbar import pyzbar

TILT = 15  # degrees
BLUR = 0.25  # of a module


@dataclass(frozen=True, slots=True)
class Code:
    """A code found in a picture."""

    text: str
    modules: int  # a side, without the quiet zone
    pixels: float  # a module
    quiet: float  # modules of white around it, at most 4 are looked at
    picture: Image.Image  # cropped with its quiet zone
    box: tuple[float, float, float, float]  # left, top, right, bottom in the picture


def find_codes(picture: Image.Image) -> list[Code]:
    """Find every QR code of a picture, as zxing-cpp does."""
    grey = picture.convert("L")
    found = [
        _crop(grey, result)
        for result in zxingcpp.read_barcodes(
            grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
    ]
    return sorted(found, key=lambda code: (code.box[1], code.box[0]))


def _crop(grey: Image.Image, result: zxingcpp.Barcode) -> Code:
    corners = [
        result.position.top_left,
        result.position.top_right,
        result.position.bottom_right,
        result.position.bottom_left,
    ]
    left, top = min(corner.x for corner in corners), min(corner.y for corner in corners)
    right, bottom = max(corner.x for corner in corners), max(corner.y for corner in corners)
    modules = 17 + 4 * int(cast("dict[str, str]", result.extra)["Version"])
    pixels = math.dist((corners[0].x, corners[0].y), (corners[1].x, corners[1].y)) / modules
    around = 4 * pixels
    picture = grey.crop(
        (int(left - around), int(top - around), math.ceil(right + around), math.ceil(bottom + around))
    )
    return Code(
        result.text,
        modules,
        pixels,
        _quiet(grey, (left, top, right, bottom), pixels),
        picture,
        (left, top, right, bottom),
    )


def _quiet(grey: Image.Image, box: tuple[float, float, float, float], pixels: float) -> float:
    """Measure how many modules around a code are free of dark, to half a module and up to four."""
    left, top, right, bottom = box
    for step in range(1, 9):
        far = step * pixels / 2
        outer = (int(left - far), int(top - far), math.ceil(right + far), math.ceil(bottom + far))
        if outer[0] < 0 or outer[1] < 0 or outer[2] > grey.width or outer[3] > grey.height:
            return (step - 1) / 2
        ring = grey.crop(outer)
        ring.paste(
            255,
            (
                math.floor(left - 1) - outer[0],
                math.floor(top - 1) - outer[1],
                math.ceil(right + 1) - outer[0],
                math.ceil(bottom + 1) - outer[1],
            ),
        )
        if ring.getextrema()[0] < 128:  # type: ignore[operator]
            return (step - 1) / 2
    return 4.0


def views(code: Code) -> dict[str, Image.Image]:
    """Return a code as it is, tilted, blurred, and both."""
    tilted = code.picture.rotate(TILT, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    blur = ImageFilter.GaussianBlur(code.pixels * BLUR)
    return {
        "as it is": code.picture,
        "tilted": tilted,
        "blurred": code.picture.filter(blur),
        "tilted and blurred": tilted.filter(blur),
    }


def unreadable(code: Code) -> list[str]:
    """Name the readers and views in which a code does not say what it said at first."""
    faults = []
    for view, picture in views(code).items():
        if code.text not in {result.text for result in zxingcpp.read_barcodes(picture)}:
            faults.append(f"{code.text}: zxing-cpp, {view}")
        if code.text not in {
            result.data.decode() for result in pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])
        }:
            faults.append(f"{code.text}: zbar, {view}")
    return faults
