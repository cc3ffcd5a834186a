"""Which pictures and which player a village's screens need, and what each may show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sunboard.channels.screen.deck import Deck, deck_of
from sunboard.channels.screen.led import Led, led_of
from sunboard.channels.screen.panel import HEAD_FROM
from sunboard.channels.screen.selection import Selection, select
from sunboard.channels.screen.strip import Strip, is_strip, running_text
from sunboard.channels.screen.television import Television, television_of
from sunboard.contracts import Artifact, Order, Task
from sunboard.model.plain import Values
from sunboard.model.view import ScreenView, VillageView
from sunboard.theming import Theme
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying

STALE_DAYS = 100  # a quarter and a little: after that the player says how old the newest content is
LED_BELOW = 400  # pixels of height; a panel of fewer is taken for an LED panel
LEAST = 16  # pixels of type
MOST_PIXELS = 40_000_000
MINUTES, LED_MINUTES = 5, 8  # of a loop where nobody said
PLAYER = "screen/player.html"


def usable(wide: int, high: int) -> bool:
    """Tell whether a screen has room for two characters, and is a picture that can be drawn."""
    least = LEAST if high < LED_BELOW else -(-high // 36)
    return high >= LEAST and wide * 9 // 10 >= 3 * least and wide * high <= MOST_PIXELS


def plan_village(village: VillageView, theme: Theme) -> Iterator[Task | Artifact]:
    """Plan the slides of each screen and its player."""
    for screen in village.screens:
        yield from _screen(village, screen, theme)


def _screen(village: VillageView, screen: ScreenView, theme: Theme) -> Iterator[Task | Artifact]:
    selection, deck, count = select(village, theme.say), Deck(), None
    folder = f"site/{village.slug}/screen/{screen.name}"
    if usable(screen.width, screen.height):
        led = screen.height < LED_BELOW
        surface = _surface(village, screen, selection, theme)
        seconds = 60 * (screen.minutes or (LED_MINUTES if led else MINUTES))
        deck = _deck(surface, selection, seconds)
        for index, slide in enumerate(deck.slides, 1):
            yield Task(slide.template, f"{folder}/{index:04d}.png", slide.data, Order.ASSETS)
        if screen.height < HEAD_FROM:
            strip = _strip(village, screen, selection, theme)
            text = running_text(deck_of(strip, selection, seconds).slides)
            yield Artifact(f"{folder}/text.txt", text.encode(), Order.ASSETS)
            yield Artifact(f"{folder}/text.gb18030.txt", text.encode("gb18030"), Order.ASSETS)
        if not isinstance(surface, Strip):
            count = surface.count
    yield Task(
        template=PLAYER,
        output=f"{folder}/index.html",
        data={**_player(village, screen, selection, deck, theme.say), "count": count},
        order=Order.RECORDS,
        section="screens",
        entry={
            "screen": screen.name,
            "folder": folder,
            "slides": len(deck.slides),
            "size_px": [screen.width, screen.height],
            "url": village.url,
            "numbers": list(deck.numbers),
            "listed": list(deck.listed),
        },
        source=screen.source,
    )


def _deck(surface: Television | Led | Strip, selection: Selection, seconds: int) -> Deck:
    """Lay out a deck; where it has not all notices, a panel of two lines tells whole those that it has."""
    deck = deck_of(surface, selection, seconds)
    notices = {record.number for record in selection.notices if record.number}
    if isinstance(surface, Led) and surface.panel.terse and not notices <= {*deck.numbers}:
        return deck_of(replace(surface, whole=True), selection, seconds)
    return deck


def _surface(
    village: VillageView, screen: ScreenView, selection: Selection, theme: Theme
) -> Television | Led | Strip:
    wide, high = screen.width, screen.height
    if high >= LED_BELOW:
        return television_of(village, screen, selection, theme)
    if is_strip(wide, high):
        return _strip(village, screen, selection, theme)
    return led_of(village, screen, selection, theme)


def _strip(village: VillageView, screen: ScreenView, selection: Selection, theme: Theme) -> Strip:
    return Strip(screen.width, screen.height, theme.fonts, village, theme.say, selection.newest)


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
                "until": slide.until,
            }
            for index, slide in enumerate(deck.slides, 1)
        ],
    }
