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
from sunboard.lazy import dataclass
from sunboard.typesetting.lines import balance, wrap
from sunboard.typesetting.widths import width

LEAST_PITCH = 4  # pixels of a module
MOST_LINES, MOST_UPRIGHT = 6, 10  # of body text on a slide
ROOMY, ROOMY_UPRIGHT = 150, 180  # percent of the least type of a figure that it has at most


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """What lies between the band and the foot of a screen, in pixels."""

    wide: int  # of the screen
    high: int
    least: int  # the least type
    top: int
    bottom: int

    @property
    def margin(self) -> int:
        """Return what stays free at both sides."""
        return _margin(self.wide, self.high)

    @property
    def inner(self) -> int:
        """Return the width between the margins."""
        return self.wide - 2 * self.margin

    @property
    def depth(self) -> int:
        """Return the height."""
        return self.bottom - self.top

    @property
    def gap(self) -> int:
        """Return what stays free between things."""
        return _gap(self.least)

    @property
    def is_upright(self) -> bool:
        """Tell whether the screen is higher than wide."""
        return self.wide < self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class _Split:
    """The column of text, and where there is room for it the code with the words at it."""

    column: int  # its width
    depth: int  # its height
    code: CodePlace | None = None
    caption: Text | None = None
    caption_lines: int = 0


def lcd_frame(wide: int, high: int, corners: Corners, addresses: Sequence[str]) -> Frame:
    """Return the frame of an LCD screen whose codes carry these addresses.

    Lying, the code stands right of the column; upright, below it.
    """
    least = least_type(wide, high)
    margin, gap = _margin(wide, high), _gap(least)
    texts, band = _band(wide, margin, least, corners)
    thin = max(3, round(high / 135))
    foot = round(least * 1.7) + thin
    low = high - foot + round(least * 0.2)
    for_mark = wide - 2 * margin - -(-width("00/00", spaced=False) * least // 99) - gap
    if corners.mark and width(corners.mark) * least // 99 < for_mark:
        texts.append(Text(corners.mark, "mark", least, for_mark, x=margin, y=low))
    top, bottom = band + round(least * 1.2), high - foot - round(least * 0.5)
    room = _Room(wide=wide, high=high, least=least, top=top, bottom=bottom)
    split, is_upright = _split(room, addresses), room.is_upright
    body = max(least, min(round(least * 1.75), split.column // (16 if is_upright else 18)))
    return Frame(
        width=wide,
        height=high,
        small=least,
        body=body,
        title=max(least, min(round(high * 0.078), split.column // (10 if is_upright else 12))),
        figure=max(-(-min(wide, high) // 6), 4 * least),
        leading=round(body * 1.5),
        x=margin,
        y=top,
        column=split.column,
        depth=split.depth,
        most_lines=MOST_UPRIGHT if is_upright else MOST_LINES,
        code=split.code,
        caption=split.caption,
        caption_lines=split.caption_lines,
        texts=tuple(texts),
        bars=(Bar(0, 0, wide, band, "band"),),
        foot=low,
        progress=thin,
        roomy=ROOMY_UPRIGHT if is_upright else ROOMY,
    )


def _margin(wide: int, high: int) -> int:
    return round(min(wide, high) * 0.055)


def _gap(least: int) -> int:
    return round(least * 0.9)


def _split(room: _Room, addresses: Sequence[str]) -> _Split:
    """Part a room between the text and the code, which may have to correct less; else all is the text's."""
    share, place = (0.19, _code_below) if room.is_upright else (0.36, _code_beside)
    for level in (LEVEL, "L"):
        modules = most_modules(addresses, level)
        if not modules:
            break
        pitch = max(LEAST_PITCH, round(room.high * share) // modules)
        if split := place(room, pitch * modules, pitch, level):
            return split
    return _Split(column=room.inner, depth=room.depth)


def _code_below(room: _Room, edge: int, pitch: int, level: str) -> _Split | None:
    """Return a code below the text with the words right of it, if both have room."""
    least, gap = room.least, room.gap
    if room.inner - edge - gap < 4 * least or room.depth - edge - gap < 8 * least:
        return None
    size = round(least * 1.1)
    code = CodePlace(x=room.margin, y=room.bottom - edge, side=edge, pitch=pitch, level=level)
    return _Split(
        column=room.inner,
        depth=room.depth - edge - gap,
        code=code,
        caption=Text("", "caption", size, room.inner - edge - gap, x=room.margin + edge + gap, y=code.y),
        caption_lines=edge // round(size * 1.3),
    )


def _code_beside(room: _Room, edge: int, pitch: int, level: str) -> _Split | None:
    """Return a code right of the text with the words below it, if both have room."""
    least, gap = room.least, room.gap
    if room.inner - edge - 2 * gap < 14 * least or room.depth - edge < 3 * least:
        return None
    line = round(least * 1.3)
    x = room.wide - room.margin - edge
    y = room.top + max(0, room.depth - edge - gap // 2 - 6 * line) // 2
    return _Split(
        column=room.inner - edge - 2 * gap,
        depth=room.depth,
        code=CodePlace(x=x, y=y, side=edge, pitch=pitch, level=level),
        caption=Text("", "caption", least, edge, x=x, y=y + edge + gap // 2, align="center"),
        caption_lines=min(6, (room.bottom - y - edge - gap // 2) // line),
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
