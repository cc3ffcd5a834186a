"""Sizes of boards and screens, and the length of a loop, as they are written."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sunboard.fields.declarations import UNKNOWN, reads
from sunboard.fields.faults import value_wrong
from sunboard.fields.forms import Form, as_typed
from sunboard.fields.scalars import text
from sunboard.fields.written import half_width
from sunboard.lazy import regex
from sunboard.model.node import Node
from sunboard.model.problem import Log

NO_SIZE = f"{UNKNOWN}x{UNKNOWN}"
_METRES = r"(?:[1-9][0-9]?(?:\.[0-9]{1,3})?|0\.[1-9][0-9]{0,2})"
_LENGTHS = {  # how one is written in a unit, what stands behind the first and the last, its millimetres
    "": ("[0-9]{2,5}", "(?:mm|㎜|毫米)?", "(?:mm|㎜|px|毫米|像素)?", 1),
    "厘米": (r"[1-9][0-9]{0,3}(?:\.[0-9])?", "(?:cm|㎝|厘米|公分)?", "(?:cm|㎝|厘米|公分)", 10),
    "米": (_METRES, "[m米]?", "[m米]", 1000),
}
_SIZES = {
    unit: as_typed(
        f"(?:[长宽]_)?{length}_{behind}_(?:[xX×*乘]|[、,]?_(?=[高宽]))_(?:[高宽]_)?{length}_{last}"
        f"|高_{length}_{behind}_(?:[xX×*乘]|[、,])?_宽_{length}_{last}"
    )
    for unit, (length, behind, last, _) in _LENGTHS.items()
}
_PAPERS = {"A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297)}
PAPER = as_typed("[Aa][0-4]_[横竖](?:[版向放着]?)")  # which side is up must be said
SIZE = Form("size", "|".join((*_SIZES.values(), PAPER)), example="2400x1200mm", said="size")


@reads(SIZE)
def size(node: Node, log: Log, form: Form) -> tuple[int, int] | None:
    """Read `2400x1200mm`, `宽2.4米、高1.2米` or `A1横` as width and height."""
    written = text.read(node, log, form)
    if written is None:
        return None
    unit = next((unit for unit, pattern in _SIZES.items() if re.fullmatch(pattern, written)), None)
    plain = half_width(written).upper()
    if unit is None and (paper := _PAPERS.get(plain[:2])):
        if not re.fullmatch(PAPER, written):
            sides = tuple(map(str, paper))
            form = replace(form, example=f"{NO_SIZE}mm")
            value_wrong(node, log, form, how="paper", paper=plain[:2], sides=sides, lying=sides[::-1])
            return None
        return paper[::-1] if "横" in plain else paper
    if unit is None:
        within = SIZE_IN.findall(plain.lower())
        meant = within[0] if len(within) == 1 and re.fullmatch(form.pattern, within[0]) else f"{NO_SIZE}mm"
        value_wrong(node, log, replace(form, example=meant))
        return None
    width, height = _in_order(plain)
    return _millimetres(width, unit), _millimetres(height, unit)


_LENGTH = "[0-9.]+ *(?:mm|cm|m|px|毫米|厘米|米|像素)?"
SIZE_IN = regex(rf"(?<![0-9.米m]){_LENGTH} *[x×*乘] *{_LENGTH}(?![0-9.])")
"""One among other words, in small letters."""
_POINTS = "[0-9]{2,5}_(?:px|像素|点)?"
PIXELS = Form(
    "text",
    f"(?:[长宽]_)?{_POINTS}_(?:[xX×*乘]|[、,]?_(?=[高宽]))_(?:[高宽]_)?{_POINTS}"
    f"|高_{_POINTS}_(?:[xX×*乘]|[、,])?_宽_{_POINTS}",
    example="1920x1080",
    said="size",
)
_PIXELS = regex(as_typed(PIXELS.pattern))
_NAMED = {"720P": "1280x720", "1080P": "1920x1080", "2K": "2560x1440", "4K": "3840x2160"}
_OF_LENGTHS = regex("[米分毫寸吋]|[0-9][cmCM]|[pP][0-9]")


@reads(PIXELS)
def pixels(node: Node, log: Log, form: Form) -> tuple[int, int] | None:
    """Read `1920×1080` as width and height; how many points a screen of 3米×2米 has, its maker knows."""
    written = text.read(node, log, form)
    if written is None:
        return None
    plain = half_width(written)
    if not _PIXELS.fullmatch(written):
        is_length = _OF_LENGTHS.search(plain) is not None
        is_named = plain.strip().upper() in _NAMED
        within = SIZE_IN.findall(plain.lower())
        said = within[0] if len(within) == 1 and _PIXELS.fullmatch(within[0]) else NO_SIZE
        open_size = _NAMED[plain.strip().upper()] if is_named else said
        shown = replace(form, example=open_size)
        value_wrong(node, log, shown, how="pixels" if is_length else "")
        return None
    width, height = map(int, _in_order(plain))
    return width, height


def _in_order(size: str) -> list[str]:
    """Return width and height, which stand the other way round in 高1.2米、宽2.4米."""
    sides = re.findall(r"[0-9.]+", size)
    return sides[::-1] if size.strip().startswith("高") else sides


def _millimetres(length: str, unit: str) -> int:
    return int(Decimal(length) * _LENGTHS[unit][-1])


MINUTES = Form("text", "[1-9][0-9]?_(?:分钟|分)?", example="5分钟", said="minutes")
_MINUTES = regex(as_typed(MINUTES.pattern))


@reads(MINUTES)
def minutes(node: Node, log: Log, form: Form) -> int | None:
    """Read `5` or `5分钟`: a length of time of 1 to 99 minutes."""
    written = text.read(node, log, form)
    if written is None:
        return None
    if not _MINUTES.fullmatch(written):
        value_wrong(node, log, replace(form, example=f"{UNKNOWN}分钟"))
        return None
    return int(re.findall("[0-9]+", half_width(written))[0])
