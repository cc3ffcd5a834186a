"""Which pictures and which player a village's screens need, and how one of them is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sunboard.channels.screen.cast import Cast, cast_of
from sunboard.channels.screen.deck import Deck, deck_of
from sunboard.channels.screen.frame import LED_BELOW, MOST_PIXELS, Bar, Corners, Frame, Text, usable
from sunboard.channels.screen.lcd import lcd_frame
from sunboard.channels.screen.led import led_frame
from sunboard.channels.screen.pages import Page
from sunboard.contracts import Order, Rendered, Task
from sunboard.engines.jinja_html import Templates, draw_html
from sunboard.engines.qr_code import side, svg
from sunboard.engines.typst_pages import draw_pictures
from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.plain import Plain, map_of, text_of
from sunboard.model.problem import Problem
from sunboard.model.view import ScreenView, VillageView
from sunboard.theming import Theme
from sunboard.typesetting.lines import balance, clean
from sunboard.typesetting.saying import Saying

STALE_DAYS = 100  # a quarter and a little: after that the player says how old the newest content is
SLIDE, PLAYER = "screen/slide.typ", "screen/player.html"

SCREEN_SIZE = fault("screen-size")


def plan_village(village: VillageView, theme: Theme) -> Iterator[Task]:
    """Plan one task for each slide of each screen and one for its player; none where nobody could open the codes."""
    if not village.reachable:
        return
    for screen in village.screens:
        yield from _screen(village, screen, theme)


def _screen(village: VillageView, screen: ScreenView, theme: Theme) -> Iterator[Task]:
    say = Saying(theme.language, theme.strings)
    home = village.qr_base + village.url.removeprefix(village.base_url)
    cast = cast_of(village)
    deck, slides = Deck((), ()), []
    if usable(screen.width, screen.height):
        frame_of = led_frame if screen.height < LED_BELOW else lcd_frame
        frame = frame_of(screen.width, screen.height, _corners(village, cast, say), _addresses(cast, home))
        deck = deck_of(village, cast, frame, say, home)
        slides = [
            _slide(frame, page, index, len(deck.pages), theme) for index, page in enumerate(deck.pages, 1)
        ]
    folder = f"site/{village.slug}/screen/{screen.name}"
    for index, slide in enumerate(slides, 1):
        yield Task(SLIDE, f"{folder}/{index:04d}.png", slide, Order.ASSETS)
    entry: dict[str, Plain] = {
        "screen": screen.name,
        "folder": folder,
        "slides": len(slides),
        "size_px": [screen.width, screen.height],
        "url": village.url,
        "numbers": list(deck.numbers),
    }
    yield Task(
        template=PLAYER,
        output=f"{folder}/index.html",
        data=_player(village, screen, cast, deck, say),
        order=Order.RECORDS,
        section="screens",
        entry=entry,
        source=screen.source,
    )


def _corners(village: VillageView, cast: Cast, say: Saying) -> Corners:
    day = cast.newest
    return Corners(
        clean(village.name),
        say("screen-as-of", date=say.day(day)) if day else "",
        day,
        say("screen-sample") if village.sample else "",
    )


def _addresses(cast: Cast, home: str) -> tuple[str, ...]:
    listed = (
        *cast.notices,
        *((cast.money,) if cast.money else ()),
        *cast.others,
        *((cast.power,) if cast.power else ()),
    )
    return (home, *(record.qr for record in listed if record.qr))


def _slide(frame: Frame, page: Page, index: int, total: int, theme: Theme) -> dict[str, Plain]:
    """Return everything that stands on one slide, placed."""
    texts, bars = [*frame.texts, *page.texts], [*frame.bars, *page.bars]
    if frame.count:
        texts.append(_filled(frame.count, f"{index}/{total}"))
    if frame.progress:
        texts.extend(_caption(frame, page))
        bars.append(_cut(frame, index, total))
    return {
        "width": frame.width,
        "height": frame.height,
        "led": frame.led,
        "language": theme.language,
        "texts": [
            [text.x, text.y, text.width, text.size, text.role, text.align, text.text]
            for text in texts
            if text.text
        ],
        "bars": [[bar.x, bar.y, bar.width, bar.height, bar.role] for bar in bars],
        "code": _code(frame, page),
    }


def _filled(place: Text, text: str) -> Text:
    return replace(place, text=text)


def _cut(frame: Frame, index: int, total: int) -> Bar:
    """Return the line that grows from slide to slide."""
    assert frame.progress
    return replace(frame.progress, width=max(1, frame.width * index // total))


def _caption(frame: Frame, page: Page) -> Iterator[Text]:
    """Yield the words at the code: as many lines as there is room for on LCD, on LED one line that also says which part this is."""
    place = frame.caption
    if not place:
        return
    long, medium, short, note = page.caption or ("", "", "", "")
    if not frame.led:
        leading = round(place.size * 1.3)
        for words in (long, medium, short):
            limit = frame.units(place.width, place.size)
            lines = [
                line for text in (words, note) for line in balance(clean(text), limit, spaced=frame.spaced())
            ]
            if len(lines) <= frame.caption_lines:
                break
        above = (frame.caption_lines - len(lines)) * leading // 2 if frame.width < frame.height else 0
        for index, line in enumerate(lines):
            yield replace(place, y=place.y + above + index * leading, text=line)
        return
    room = frame.room(page.part, place.size) if page.part else 0
    for text in (long, medium, short) if frame.code else ():
        if frame.room(text, place.size) + room + (place.size // 4 if room else 0) <= place.width:
            yield replace(place, width=frame.room(text, place.size), text=text)
            break
    if page.part and room <= place.width:
        yield replace(
            place, x=place.x + place.width - room, width=room, align="right", role="part", text=page.part
        )


def _code(frame: Frame, page: Page) -> Plain:
    """Return the code as a square of white, and within it where the modules begin and how many pixels each has."""
    place = frame.code
    if not place or not page.address:
        return None
    level = "M" if place.side // side(page.address, "M") >= place.pitch else place.level
    pitch = place.side // side(page.address, level)
    edge = pitch * side(page.address, level)
    inset = (place.side - edge) // 2
    return {
        "x": place.x,
        "y": place.y,
        "plate": place.side,
        "inset": inset,
        "edge": edge,
        "address": page.address,
        "level": level,
    }


def _player(
    village: VillageView, screen: ScreenView, cast: Cast, deck: Deck, say: Saying
) -> dict[str, Plain]:
    total = len(deck.pages)
    slides: list[Plain] = [
        {
            "file": f"{index:04d}.png",
            "alt": "\n".join(page.words),
            "seconds": page.seconds,
            "until": page.until,
        }
        for index, page in enumerate(deck.pages, 1)
    ]
    return {
        "language": "zh-CN" if say.language == "zh" else say.language,
        "width": screen.width,
        "height": screen.height,
        "led": screen.height < LED_BELOW,
        "newest": cast.newest,
        "stale_days": STALE_DAYS,
        "newest_words": say("screen-stale", date=say.day(cast.newest)) if cast.newest else "",
        "title": say("screen-title", village=clean(village.name), screen=clean(screen.title or screen.name)),
        "about": say("screen-slides", count=str(total)),
        "nothing": "" if slides else say("screen-too-small"),
        "slides": slides,
    }


def render(task: Task, theme: Theme) -> Rendered:
    """Draw one slide, or fill in the player; a screen without slides is pointed out."""
    data = {**task.data, "colours": theme.palette("led" if task.data["led"] else "slide")}
    if task.template == PLAYER:
        problems = () if task.data["slides"] else (_too_small(task),)
        html = draw_html(Templates(theme.digest, theme.files), PLAYER, data)
        return Rendered(html.encode(), problems=problems)
    code = map_of(task.data, "code")
    data["drawing"] = svg(text_of(code, "address"), text_of(code, "level")) if code else ""
    return Rendered(draw_pictures(theme.text(task.template), data, fonts=theme.fonts)[0])


def _too_small(task: Task) -> Problem:
    width, height = int(str(task.data["width"])), int(str(task.data["height"]))
    size, what = f"{width}x{height}", "large" if width * height > MOST_PIXELS else "small"
    details = {"screen": text_of(task.entry, "screen"), "size": size, "what": what}
    return Problem(SCREEN_SIZE, Place(), size, details)
