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
QR_CODE = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Code:
    """A code found in a picture."""

    text: str
    modules: int  # a side, without the quiet zone
    pixels: float  # a module
    quiet: float  # modules of white around it, at most 4 are looked at
    picture: Image.Image  # cropped with its quiet zone
    box: Box  # left, top, right, bottom in the picture


def find_codes(picture: Image.Image) -> list[Code]:
    """Find every QR code of a picture, as zxing-cpp does."""
    grey = picture.convert("L")
    found = [_measure(grey, result) for result in zxingcpp.read_barcodes(grey, formats=QR_CODE)]
    return sorted(found, key=lambda code: (code.box[1], code.box[0]))


def _measure(grey: Image.Image, result: zxingcpp.Barcode) -> Code:
    at = result.position
    across, down = zip(
        *((corner.x, corner.y) for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)),
        strict=True,
    )
    box = min(across), min(down), max(across), max(down)
    modules = 17 + 4 * int(cast("dict[str, str]", result.extra)["Version"])
    pixels = math.dist((across[0], down[0]), (across[1], down[1])) / modules
    picture = grey.crop(_grown(box, 4 * pixels))
    return Code(result.text, modules, pixels, _quiet(grey, box, pixels), picture, box)


def _grown(box: Box, by: float) -> tuple[int, int, int, int]:
    return int(box[0] - by), int(box[1] - by), math.ceil(box[2] + by), math.ceil(box[3] + by)


def _quiet(grey: Image.Image, box: Box, pixels: float) -> float:
    """Measure how many modules around a code are free of dark, to half a module and up to four."""
    inner = math.floor(box[0] - 1), math.floor(box[1] - 1), math.ceil(box[2] + 1), math.ceil(box[3] + 1)
    for step in range(1, 9):
        left, top, right, bottom = outer = _grown(box, step * pixels / 2)
        if left < 0 or top < 0 or right > grey.width or bottom > grey.height:
            return (step - 1) / 2
        ring = grey.crop(outer)
        ring.paste(255, (inner[0] - left, inner[1] - top, inner[2] - left, inner[3] - top))
        if ring.getextrema()[0] < 128:  # type: ignore[operator]
            return (step - 1) / 2
    return 4.0


def unreadable(code: Code) -> list[str]:
    """Name the readers and views in which a code does not say what it said at first."""
    tilted = code.picture.rotate(TILT, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    blur = ImageFilter.GaussianBlur(code.pixels * BLUR)
    views = {"as it is": code.picture, "tilted": tilted, "blurred": code.picture.filter(blur)}
    views["tilted and blurred"] = tilted.filter(blur)
    faults = []
    for view, picture in views.items():
        read = {
            "zxing-cpp": [result.text for result in zxingcpp.read_barcodes(picture)],
            "zbar": [found.data.decode() for found in pyzbar.decode(picture, [pyzbar.ZBarSymbol.QRCODE])],
        }
        faults += [
            f"{code.text}: {reader}, {view}" for reader, texts in read.items() if code.text not in texts
        ]
    return faults
