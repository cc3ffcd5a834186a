"""The frame of an LCD: a red band with the village and the date, the column of text, the code, n/N and the line of progress at the foot."""

from __future__ import annotations

from sunboard.channels.screen.frame import Bar, CodePlace, Corners, Frame, Text, most_modules, shortened
from sunboard.typesetting.lines import wrap
from sunboard.typesetting.widths import width

LEAST_PITCH = 4  # pixels of a module
MOST_LINES = 6  # of body text on a slide


def lcd_frame(wide: int, high: int, corners: Corners, addresses: tuple[str, ...]) -> Frame:
    """Return the frame of an LCD screen whose codes carry these addresses.

    Lying, the code stands right of the column; upright, below it.
    """
    least = -(-high // 36)
    margin = round(min(wide, high) * 0.055)
    inner = wide - 2 * margin
    gap = round(least * 0.9)
    texts, band = _band(wide, margin, least, corners)
    thin = max(3, round(high / 135))
    foot = round(least * 1.7) + thin
    count_room = -(-width("00/00", spaced=False) * least // 99)
    count = Text(
        wide - margin - count_room, high - foot + round(least * 0.2), count_room, least, "count", "", "right"
    )
    if corners.mark and width(corners.mark) * least // 99 < inner - count_room - gap:
        texts.append(Text(margin, count.y, inner - count_room - gap, least, "mark", corners.mark))
    top = band + round(least * 1.2)
    bottom = high - foot - round(least * 0.5)
    column, depth, code, caption, caption_lines = inner, bottom - top, None, None, 0
    upright = wide < high
    for level in ("M", "L"):
        modules = most_modules(addresses, level)
        if not modules:
            break
        pitch = max(LEAST_PITCH, round(high * (0.19 if upright else 0.36)) // modules)
        edge = pitch * modules
        if upright and inner - edge - gap >= 4 * least and depth - edge - gap >= 8 * least:
            caption_lines = edge // round(round(least * 1.1) * 1.3)
            code = CodePlace(margin, bottom - edge, edge, pitch, level)
            caption = Text(margin + edge + gap, code.y, inner - edge - gap, round(least * 1.1), "caption", "")
            depth -= edge + gap
        elif not upright and inner - edge - 2 * gap >= 14 * least and depth - edge >= 3 * least:
            line = round(least * 1.3)
            caption_lines = min(4, (depth - edge - gap // 2) // line)
            code = CodePlace(wide - margin - edge, top + (depth - edge - 3 * line) // 2, edge, pitch, level)
            caption = Text(code.x, code.y + edge + gap // 2, edge, least, "caption", "", "center")
            column -= edge + 2 * gap
        if code:
            break
    title = max(least, min(round(high * 0.078), column // (10 if upright else 12)))
    body = max(least, min(round(least * 1.75), column // 18))
    return Frame(
        wide,
        high,
        False,
        least,
        body,
        title,
        -(-high // 6),
        round(body * 1.5),
        margin,
        top,
        column,
        depth,
        MOST_LINES,
        code,
        caption,
        caption_lines,
        tuple(texts),
        (Bar(0, 0, wide, band, "band"),),
        count,
        Bar(0, high - thin, wide, thin, "progress"),
    )


def _band(wide: int, margin: int, least: int, corners: Corners) -> tuple[list[Text], int]:
    """Return the texts of the band and its height: village and date side by side, or one below the other."""
    inner, pad = wide - 2 * margin, round(least * 0.6)
    size = min(round(least * 1.2), inner // 2)
    date_room = -(-width(corners.date) * least // 99)
    beside = inner - date_room - round(least * 0.9)
    if beside > 0 and width(corners.village) <= beside * 99 // size:
        texts = [Text(margin, pad, beside, size, "band-name", corners.village)]
        if corners.date:
            texts.append(
                Text(
                    wide - margin - date_room,
                    pad + size - least,
                    date_room,
                    least,
                    "band",
                    corners.date,
                    "right",
                )
            )
        return texts, size + 2 * pad
    texts, y = [], pad
    limit = inner * 99 // size
    for line in shortened(wrap(corners.village, limit), 3, limit):
        texts.append(Text(margin, y, inner, size, "band-name", line))
        y += round(size * 1.2)
    for line in wrap(corners.date, inner * 99 // least):
        texts.append(Text(margin, y, inner, least, "band", line, "right"))
        y += round(least * 1.2)
    return texts, y + pad
