"""The frame of an LED panel: a line with village, date and n/N, the text, the code, a line of progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sunboard.channels.screen.frame import (
    LEAST_LED,
    Bar,
    CodePlace,
    Corners,
    Frame,
    Text,
    most_modules,
    shortened,
)
from sunboard.engines.qr_code import LEVEL
from sunboard.typesetting.lines import wrap
from sunboard.typesetting.widths import width

LEAST_PITCH = 2  # pixels of a module
CODE_FROM = 96  # pixels of height under which no code can be read
ANY = 99  # lines of body text on a slide: as many as fit


def led_frame(wide: int, high: int, corners: Corners, addresses: Sequence[str]) -> Frame:
    """Return the frame of an LED panel whose codes carry these addresses.

    The code stands beside the text, beside text and head, or below them, whichever has room first;
    a panel too small for it has none.
    """
    size = max(LEAST_LED, min(4 * round(min(wide, high) / 32), wide // 6))
    bare = Frame(
        width=wide,
        height=high,
        led=True,
        small=size,
        body=size,
        title=size,
        figure=size,
        leading=_line(size),
        x=0,
        y=0,
        column=wide,
        depth=high,
        most_lines=ANY,
    )
    if high < 3 * size or wide < 6 * size:  # a strip over the door: nothing but words
        lines = high // size
        leading = high // lines
        y = (high - leading * (lines - 1) - size) // 2
        return replace(bare, leading=leading, y=y, depth=high - y)
    thin = max(2, size // 10)
    bare = replace(bare, progress=Bar(0, high - thin, wide, thin, "progress"))
    for level in (LEVEL, "L"):
        modules = most_modules(addresses, level) if high >= CODE_FROM else 0
        for style in ("beside", "full", "below") if modules else ():
            frame = _with_code(bare, corners, modules, level, style)
            if frame:
                return frame
    return _without_code(bare, corners)


def _line(size: int) -> int:
    return size + max(1, size // 16)


def _without_code(bare: Frame, corners: Corners) -> Frame:
    size, bottom = bare.body, bare.height - (bare.progress.height if bare.progress else 0)
    texts, count, top = _head(bare.width, bare.height, size, corners)
    place = Text("", "caption", size, bare.width, y=bottom - bare.leading)
    foot = place if bottom - top >= 4 * bare.leading else None
    return replace(
        bare,
        y=top,
        depth=bottom - top - (bare.leading if foot else 0),
        caption=foot,
        caption_lines=1 if foot else 0,
        texts=texts,
        count=count,
    )


def _with_code(bare: Frame, corners: Corners, modules: int, level: str, style: str) -> Frame | None:
    """Return the frame with the code in one of its places; nothing where that has no room."""
    wide, size, leading = bare.width, bare.body, bare.leading
    edge = LEAST_PITCH * modules
    head = wide - edge - 2 if style == "full" else wide
    if head < 5 * size:
        return None
    texts, count, top = _head(head, bare.height, size, corners)
    bottom = bare.height - (bare.progress.height if bare.progress else 0)
    room = bottom if style == "full" else bottom - top
    if style == "below":
        room -= 3 * leading
    pitch = min(room, wide if style == "below" else max(edge, wide // 3)) // modules
    if pitch < LEAST_PITCH:
        return None
    edge = pitch * modules
    if style == "below":
        column, x, y, depth = wide, (wide - edge) // 2, bottom - edge, bottom - edge - top
    else:
        column, x, depth = wide - edge - 1, wide - edge, bottom - top
        y = bottom - edge if style == "full" else top + (bottom - top - edge) // 2
    if column < 5 * size or depth < 3 * leading:
        return None
    return replace(
        bare,
        figure=size if style == "below" else max(size, -(-bare.height // 6)),
        y=top,
        column=column,
        depth=depth - leading,
        code=CodePlace(x=x, y=y, side=edge, pitch=pitch, level=level),
        caption=Text("", "caption", size, column, y=top + depth - leading),
        caption_lines=1,
        texts=texts,
        count=count,
    )


def _head(wide: int, high: int, size: int, corners: Corners) -> tuple[tuple[Text, ...], Text, int]:
    """Return the texts of the head, the place of n/N and where the head ends."""

    def room(text: str) -> int:
        return -(-width(text, spaced=False) * size // 100)

    counted, between, line = room("00/00"), size // 4, _line(size)
    count = Text("", "count", size, counted, x=wide - counted - 1, align="right")
    name = room(corners.village)
    for date in (corners.day, corners.day[5:], ""):
        dated = room(date)
        middle = dated + between if date else 0
        if name + middle + counted + between + 2 <= wide:
            if corners.day and not date:
                break
            x = wide - counted - 1 - middle
            return (
                (
                    Text(corners.village, "band-name", size, name, x=1),
                    Text(date, "band", size, dated, x=x, align="right"),
                ),
                count,
                line + 1,
            )
    first = max(2 * size, wide - counted - between - 2)
    limit = first * 100 // size
    names = shortened(wrap(corners.village, limit, spaced=False), max(1, high // 5 // line), limit)
    shown = [Text(text, "band-name", size, first, x=1, y=index * line) for index, text in enumerate(names)]
    rows = max(1, len(names))
    if corners.day and high >= 8 * line and room(corners.day) + 2 <= wide:
        shown.append(Text(corners.day, "band", size, wide - 2, x=1, y=rows * line))
        rows += 1
    return tuple(shown), count, rows * line + 1
