"""The frame of an LCD: a band with village and date, the column of text, the code, a foot with n/N."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.channels.screen.frame import (
    Bar,
    CodePlace,
    Corners,
    Frame,
    Text,
    least_type,
    most_modules,
    shortened,
)
from sunboard.engines.qr_code import LEVEL
from sunboard.typesetting.lines import balance, wrap
from sunboard.typesetting.widths import width

LEAST_PITCH = 4  # pixels of a module
MOST_LINES, MOST_UPRIGHT = 6, 10  # of body text on a slide
ROOMY, ROOMY_UPRIGHT = 150, 180  # percent of the least type of a figure that it has at most


def lcd_frame(wide: int, high: int, corners: Corners, addresses: Sequence[str]) -> Frame:
    """Return the frame of an LCD screen whose codes carry these addresses.

    Lying, the code stands right of the column; upright, below it.
    """
    least = least_type(wide, high)
    margin = round(min(wide, high) * 0.055)
    inner = wide - 2 * margin
    gap = round(least * 0.9)
    texts, band = _band(wide, margin, least, corners)
    thin = max(3, round(high / 135))
    foot = round(least * 1.7) + thin
    room = -(-width("00/00", spaced=False) * least // 99)
    low = high - foot + round(least * 0.2)
    if corners.mark and width(corners.mark) * least // 99 < inner - room - gap:
        texts.append(Text(corners.mark, "mark", least, inner - room - gap, x=margin, y=low))
    top = band + round(least * 1.2)
    bottom = high - foot - round(least * 0.5)
    column, depth, code, caption, caption_lines = inner, bottom - top, None, None, 0
    upright = wide < high
    for level in (LEVEL, "L"):
        modules = most_modules(addresses, level)
        if not modules:
            break
        pitch = max(LEAST_PITCH, round(high * (0.19 if upright else 0.36)) // modules)
        edge = pitch * modules
        if upright and inner - edge - gap >= 4 * least and depth - edge - gap >= 8 * least:
            size = round(least * 1.1)
            caption_lines = edge // round(size * 1.3)
            code = CodePlace(x=margin, y=bottom - edge, side=edge, pitch=pitch, level=level)
            caption = Text("", "caption", size, inner - edge - gap, x=margin + edge + gap, y=code.y)
            depth -= edge + gap
            break
        if not upright and inner - edge - 2 * gap >= 14 * least and depth - edge >= 3 * least:
            line = round(least * 1.3)
            x, y = wide - margin - edge, top + max(0, depth - edge - gap // 2 - 6 * line) // 2
            caption_lines = min(6, (bottom - y - edge - gap // 2) // line)
            code = CodePlace(x=x, y=y, side=edge, pitch=pitch, level=level)
            caption = Text("", "caption", least, edge, x=x, y=y + edge + gap // 2, align="center")
            column -= edge + 2 * gap
            break
    body = max(least, min(round(least * 1.75), column // (16 if upright else 18)))
    return Frame(
        width=wide,
        height=high,
        small=least,
        body=body,
        title=max(least, min(round(high * 0.078), column // (10 if upright else 12))),
        figure=max(-(-min(wide, high) // 6), 4 * least),
        leading=round(body * 1.5),
        x=margin,
        y=top,
        column=column,
        depth=depth,
        most_lines=MOST_UPRIGHT if upright else MOST_LINES,
        code=code,
        caption=caption,
        caption_lines=caption_lines,
        texts=tuple(texts),
        bars=(Bar(0, 0, wide, band, "band"),),
        foot=low,
        progress=thin,
        roomy=ROOMY_UPRIGHT if upright else ROOMY,
    )


def _band(wide: int, margin: int, least: int, corners: Corners) -> tuple[list[Text], int]:
    """Return the texts of the band and its height: village and date side by side, or one below the other."""
    inner, pad = wide - 2 * margin, round(least * 0.6)
    size = min(round(least * 1.2), inner // 2)
    room = -(-width(corners.date) * least // 99)
    beside = inner - room - round(least * 0.9)
    if beside > 0 and width(corners.village) <= beside * 99 // size:
        x, y = wide - margin - room, pad + size - least
        return [
            Text(corners.village, "band-name", size, beside, x=margin, y=pad),
            Text(corners.date, "band", least, room, x=x, y=y, align="right"),
        ], size + 2 * pad
    texts, y = [], pad
    limit = inner * 99 // size
    for line in shortened(balance(corners.village, limit), 3, limit):
        texts.append(Text(line, "band-name", size, inner, x=margin, y=y))
        y += round(size * 1.2)
    for line in wrap(corners.date, inner * 99 // least):
        texts.append(Text(line, "band", least, inner, x=margin, y=y, align="right"))
        y += round(least * 1.2)
    return texts, y + pad
