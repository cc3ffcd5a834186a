"""What stands beside the text on a slide of a television: the code, words at it, marks of the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sunboard.channels.screen.deck import Slide
from sunboard.channels.screen.frame import Frame, Text
from sunboard.channels.screen.slides import Column
from sunboard.channels.screen.wording import dwell
from sunboard.engines.qr_code import LEVEL, side
from sunboard.lazy import dataclass
from sunboard.model.blocks import Fact
from sunboard.model.plain import Plain
from sunboard.typesetting.lines import balance, clean
from sunboard.typesetting.saying import Saying

SLIDE = "screen/slide.typ"


@dataclass(frozen=True, slots=True)
class Sidebar:
    """What stands beside the text on all slides of one thing: the code, and the words at it."""

    address: str = ""
    caption: tuple[str, ...] = ()  # what the code leads to, most wanted first
    marks: tuple[str, ...] = ()  # number, edition and check code, which stand there whatever room there is
    until: str = ""  # the last day on which it is true, ISO
    words: tuple[str, ...] = ()  # the marks in a sentence
    call: Fact | None = None  # whom to call with objections, where there is room


def slide_beside(sidebar: Sidebar, frame: Frame, column: Column, say: Saying) -> Slide:
    """Return everything that stands on one slide, placed."""
    texts = [*frame.texts, *column.texts, *_caption(frame, sidebar)]
    bars = [*frame.bars, *column.bars]
    return Slide(
        template=SLIDE,
        data={
            "width": frame.width,
            "height": frame.height,
            "led": False,
            "language": say.language,
            "texts": [
                [text.x, text.y, text.width, text.size, text.role, text.align, text.text]
                for text in texts
                if text.text
            ],
            "bars": [[bar.x, bar.y, bar.width, bar.height, bar.role] for bar in bars],
            "code": _code(frame, sidebar.address),
        },
        words=(*column.words, *sidebar.words, *_called(sidebar, say)),
        seconds=dwell(column.words),
        until=sidebar.until,
    )


def _called(sidebar: Sidebar, say: Saying) -> Iterator[str]:
    if call := sidebar.call:
        yield say("screen-labelled", label=call.label, value=call.value)


def _caption(frame: Frame, sidebar: Sidebar) -> Iterator[Text]:
    """Yield the words at the code, the longest for which there is room, and the marks below them."""
    place = frame.caption
    if not place:
        yield from _marks_at_foot(frame, sidebar)
        return
    limit = frame.units(place.width, place.size)
    captions = sidebar.caption or ("",)
    calls = [*((words, sidebar.call) for words in captions), *((words, None) for words in captions)]
    most = frame.caption_lines * _leading(place)
    for words, call in calls:
        told = (words, *sidebar.marks, *((call.label,) if call else ()))
        lines = [replace(place, text=line) for text in told for line in balance(clean(text), limit)]
        lines += [_number(frame, place, call.value, most - sum(map(_leading, lines)))] if call else []
        if sum(map(_leading, lines)) <= most:
            break
    y = place.y + (max(0, most - sum(map(_leading, lines))) // 2 if frame.upright else 0)
    for line in lines:
        yield replace(line, y=y)
        y += _leading(line)


def _number(frame: Frame, place: Text, number: str, high: int) -> Text:
    """Return whom to call, at most as large as text, as the room at the code allows."""
    usual = replace(place, text=number, role="value")
    larger = (replace(usual, size=size) for size in range(frame.body, place.size, -2))
    fitting = (
        line for line in larger if _leading(line) <= high and frame.fits(number, place.width, line.size)
    )
    return next(fitting, usual)


def _marks_at_foot(frame: Frame, sidebar: Sidebar) -> Iterator[Text]:
    """Yield number, edition and check code on the last line of a screen that has no code."""
    words, size = "  ".join(sidebar.marks), frame.least
    room = frame.room(words, size)
    if words and room <= frame.column:
        yield Text(words, "caption", size, room, x=frame.x, y=frame.y + frame.depth - size)


def _leading(line: Text) -> int:
    return round(line.size * 1.3)


def _code(frame: Frame, address: str) -> Plain:
    """Return the code as a square of white, and within it where its modules begin and how wide they are."""
    place = frame.code
    if not place or not address:
        return None
    level = LEVEL if place.side // side(address, LEVEL) >= place.pitch else place.level
    modules = side(address, level)
    edge = place.side // modules * modules
    return {
        "x": place.x,
        "y": place.y,
        "plate": place.side,
        "inset": (place.side - edge) // 2,
        "edge": edge,
        "address": address,
        "level": level,
    }
