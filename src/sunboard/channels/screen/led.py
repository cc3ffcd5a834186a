"""The frame of an LED panel: a line with village, date and n/N, the text, the code at two whole pixels a module or more, a line of progress."""

from __future__ import annotations

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
from sunboard.typesetting.lines import wrap
from sunboard.typesetting.widths import width

LEAST_PITCH = 2  # pixels of a module
CODE_FROM = 96  # pixels of height under which no code can be read
ANY = 99  # lines of body text on a slide: as many as fit


def led_frame(wide: int, high: int, corners: Corners, addresses: tuple[str, ...]) -> Frame:
    """Return the frame of an LED panel whose codes carry these addresses.

    The code stands beside the text, beside text and head, or below them, whichever has room first; a panel too small for it has none.
    """
    size = max(LEAST_LED, min(4 * round(min(wide, high) / 32), wide // 6))
    thin = max(2, size // 10)
    if high < 3 * size or wide < 6 * size:  # a strip over the door: nothing but words
        lines = high // size
        leading = high // lines
        y = (high - leading * (lines - 1) - size) // 2
        return Frame(
            wide,
            high,
            True,
            size,
            size,
            size,
            size,
            leading,
            0,
            y,
            wide,
            high - y,
            ANY,
            None,
            None,
            0,
            (),
            (),
            None,
            None,
        )
    for level in ("M", "L"):
        modules = most_modules(addresses, level) if high >= CODE_FROM else 0
        if not modules:
            break
        for style in ("beside", "full", "below"):
            frame = _with_code(wide, high, size, thin, corners, modules, level, style)
            if frame:
                return frame
    return _plain(wide, high, size, thin, corners)


def _plain(wide: int, high: int, size: int, thin: int, corners: Corners) -> Frame:
    """Return the frame without a code."""
    texts, count, top = _head(wide, high, size, corners)
    leading, bottom = size + max(1, size // 16), high - thin
    foot = Text(0, bottom - leading, wide, size, "caption", "") if bottom - top >= 4 * leading else None
    depth = bottom - top - (leading if foot else 0)
    return Frame(
        wide,
        high,
        True,
        size,
        size,
        size,
        size,
        leading,
        0,
        top,
        wide,
        depth,
        ANY,
        None,
        foot,
        1 if foot else 0,
        texts,
        (),
        count,
        Bar(0, high - thin, wide, thin, "progress"),
    )


def _with_code(
    wide: int, high: int, size: int, thin: int, corners: Corners, modules: int, level: str, style: str
) -> Frame | None:
    """Return the frame with the code beside the text, beside text and head, or below the text; nothing where there is no room."""
    edge = LEAST_PITCH * modules
    head_width = wide - edge - 2 if style == "full" else wide
    if head_width < 5 * size:
        return None
    texts, count, top = _head(head_width, high, size, corners)
    bottom = high - thin
    room = bottom if style == "full" else bottom - top
    if style == "below":
        room -= 3 * (size + max(1, size // 16))
        widest = wide
    else:
        widest = max(edge, wide // 3)
    pitch = min(room, widest) // modules
    if pitch < LEAST_PITCH:
        return None
    edge = pitch * modules
    leading = size + max(1, size // 16)
    if style == "below":
        column, x, y, depth = wide, (wide - edge) // 2, bottom - edge, bottom - edge - top
    else:
        column, x, depth = wide - edge - 1, wide - edge, bottom - top
        y = bottom - edge if style == "full" else top + (bottom - top - edge) // 2
    if column < 5 * size or depth < 3 * leading:
        return None
    foot = Text(0, top + depth - leading, column, size, "caption", "")
    figure = max(size, -(-high // 6)) if style != "below" else size
    return Frame(
        wide,
        high,
        True,
        size,
        size,
        size,
        figure,
        leading,
        0,
        top,
        column,
        depth - leading,
        ANY,
        CodePlace(x, y, edge, pitch, level),
        foot,
        1,
        texts,
        (),
        count,
        Bar(0, high - thin, wide, thin, "progress"),
    )


def _head(wide: int, high: int, size: int, corners: Corners) -> tuple[tuple[Text, ...], Text, int]:
    """Return the texts of the head, the place of n/N and where the head ends."""

    def room(text: str) -> int:
        return -(-width(text, spaced=False) * size // 100)

    count_room = room("00/00")
    between = size // 4
    count = Text(wide - count_room - 1, 0, count_room, size, "count", "", "right")
    line = size + max(1, size // 16)
    name = room(corners.village)
    for date in (corners.day, corners.day[5:], ""):
        middle = room(date) + between if date else 0
        if name + middle + count_room + between + 2 <= wide:
            shown = [Text(1, 0, name, size, "band-name", corners.village)]
            if date:
                shown.append(
                    Text(wide - count_room - 1 - middle, 0, middle - between, size, "band", date, "right")
                )
            if date or not corners.day:
                return tuple(shown), count, line + 1
            break
    first = max(2 * size, wide - count_room - between - 2)
    limit = first * 100 // size
    names = shortened(wrap(corners.village, limit, spaced=False), max(1, high // 5 // line), limit)
    shown = [Text(1, index * line, first, size, "band-name", text) for index, text in enumerate(names)]
    rows = max(1, len(names))
    if corners.day and high >= 8 * line and room(corners.day) + 2 <= wide:
        shown.append(Text(1, rows * line, wide - 2, size, "band", corners.day))
        rows += 1
    return tuple(shown), count, rows * line + 1
