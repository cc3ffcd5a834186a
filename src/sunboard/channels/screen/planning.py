"""Which pictures and which player a village's screens need, and what each may show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sunboard.channels.screen.deck import Deck, deck_of
from sunboard.channels.screen.frame import LED_BELOW, Corners, Frame, Text, usable
from sunboard.channels.screen.lcd import lcd_frame
from sunboard.channels.screen.led import led_frame
from sunboard.channels.screen.selection import Selection, select
from sunboard.channels.screen.slides import Slide
from sunboard.contracts import Order, Task
from sunboard.engines.qr_code import LEVEL, side
from sunboard.model.plain import Plain, Values
from sunboard.model.view import ScreenView, VillageView
from sunboard.theming import Theme
from sunboard.typesetting.lines import balance, clean
from sunboard.typesetting.saying import Saying

STALE_DAYS = 100  # a quarter and a little: after that the player says how old the newest content is
SLIDE, PLAYER = "screen/slide.typ", "screen/player.html"


def plan_village(village: VillageView, theme: Theme) -> Iterator[Task]:
    """Plan the slides of each screen and its player."""
    for screen in village.screens:
        yield from _screen(village, screen, theme)


def _screen(village: VillageView, screen: ScreenView, theme: Theme) -> Iterator[Task]:
    say = theme.say
    selection, deck = select(village), Deck()
    folder = f"site/{village.slug}/screen/{screen.name}"
    if usable(screen.width, screen.height):
        frame = _frame(village, screen, selection, say)
        deck = deck_of(village, selection, frame, say)
        for index, slide in enumerate(deck.slides, 1):
            data = {**_slide(frame, slide, index, len(deck.slides)), "language": theme.language}
            yield Task(SLIDE, f"{folder}/{index:04d}.png", data, Order.ASSETS)
    yield Task(
        template=PLAYER,
        output=f"{folder}/index.html",
        data=_player(village, screen, selection, deck, say),
        order=Order.RECORDS,
        section="screens",
        entry={
            "screen": screen.name,
            "folder": folder,
            "slides": len(deck.slides),
            "size_px": [screen.width, screen.height],
            "url": village.url,
            "numbers": list(deck.numbers),
        },
        source=screen.source,
    )


def _frame(village: VillageView, screen: ScreenView, selection: Selection, say: Saying) -> Frame:
    day = selection.newest
    corners = Corners(
        village=clean(village.name),
        date=say("screen-as-of", date=say.day(day)) if day else "",
        day=day,
        mark=say("screen-between").join(
            words
            for words in (
                say("screen-sample") if village.sample else "",
                "" if village.qr else say("screen-no-code"),
            )
            if words
        ),
    )
    shown = (*selection.listed, *((selection.power,) if selection.power else ()))
    addresses = tuple(filter(None, (village.qr, *(record.qr for record in shown))))
    frame_of = led_frame if screen.height < LED_BELOW else lcd_frame
    return frame_of(screen.width, screen.height, corners, addresses)


def _slide(frame: Frame, slide: Slide, index: int, total: int) -> Values:
    """Return everything that stands on one slide, placed."""
    texts, bars = [*frame.texts, *slide.texts], [*frame.bars, *slide.bars]
    if frame.count:
        texts.append(replace(frame.count, text=f"{index}/{total}"))
    if frame.progress:  # it grows from slide to slide
        texts.extend(_caption_of_led(frame, slide) if frame.led else _caption_of_lcd(frame, slide))
        bars.append(replace(frame.progress, width=max(1, frame.width * index // total)))
    return {
        "width": frame.width,
        "height": frame.height,
        "led": frame.led,
        "texts": [
            [text.x, text.y, text.width, text.size, text.role, text.align, text.text]
            for text in texts
            if text.text
        ],
        "bars": [[bar.x, bar.y, bar.width, bar.height, bar.role] for bar in bars],
        "code": _code(frame, slide.sidebar.address),
    }


def _caption_of_lcd(frame: Frame, slide: Slide) -> Iterator[Text]:
    """Yield the words at the code, the longest for which there is room."""
    place = frame.caption
    if not place or not slide.sidebar.caption:
        return
    *tries, note = slide.sidebar.caption
    leading, limit = round(place.size * 1.3), frame.units(place.width, place.size)
    for words in tries:
        lines = [line for text in (words, note) for line in balance(clean(text), limit, spaced=frame.spaced)]
        if len(lines) <= frame.caption_lines:
            break
    above = (frame.caption_lines - len(lines)) * leading // 2 if frame.width < frame.height else 0
    for index, line in enumerate(lines):
        yield replace(place, y=place.y + above + index * leading, text=line)


def _caption_of_led(frame: Frame, slide: Slide) -> Iterator[Text]:
    """Yield the one line at the code, and on it which part this is."""
    place = frame.caption
    if not place:
        return
    part = frame.room(slide.part, place.size)
    taken = part + place.size // 4 if part else 0
    for text in slide.sidebar.caption[:-1] if frame.code else ():
        if (room := frame.room(text, place.size)) + taken <= place.width:
            yield replace(place, width=room, text=text)
            break
    if part <= place.width:
        x = place.x + place.width - part
        yield replace(place, x=x, width=part, align="right", role="part", text=slide.part)


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


def _player(
    village: VillageView, screen: ScreenView, selection: Selection, deck: Deck, say: Saying
) -> Values:
    newest = selection.newest
    return {
        "language": "zh-CN" if say.language == "zh" else say.language,
        "width": screen.width,
        "height": screen.height,
        "led": screen.height < LED_BELOW,
        "newest": newest,
        "stale_days": STALE_DAYS,
        "newest_words": say("screen-stale", date=say.day(newest)) if newest else "",
        "title": say("screen-title", village=clean(village.name), screen=clean(screen.title or screen.name)),
        "about": say("screen-slides", count=str(len(deck.slides))),
        "nothing": "" if deck.slides else say("screen-too-small"),
        "slides": [
            {
                "file": f"{index:04d}.png",
                "alt": "\n".join(slide.words),
                "seconds": slide.seconds,
                "until": slide.sidebar.until,
            }
            for index, slide in enumerate(deck.slides, 1)
        ],
    }
