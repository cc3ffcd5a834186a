"""The frame that all slides of a screen share: sizes of type, the corners, the column of text, and the place of the code.

Everything is in whole pixels. A screen under 400 pixels of height is taken for an LED panel, any other for an LCD.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sunboard.engines.qr_code import side
from sunboard.typesetting.lines import wrap
from sunboard.typesetting.widths import MEDIUM, width

LED_BELOW = 400
LEAST_LED = 16  # pixels of type
MOST_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text in a box that must hold it."""

    x: int
    y: int
    width: int
    size: int
    role: str
    text: str
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle."""

    x: int
    y: int
    width: int
    height: int
    role: str


@dataclass(frozen=True, slots=True)
class CodePlace:
    """A square for codes; `pitch` is the least number of pixels of a module."""

    x: int
    y: int
    side: int
    pitch: int
    level: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand on every slide of a screen."""

    width: int
    height: int
    led: bool
    small: int  # sizes of type
    body: int
    title: int
    figure: int
    leading: int  # from one line of body text to the next
    x: int  # the column
    y: int
    column: int
    depth: int
    most_lines: int  # of body text on a slide
    code: CodePlace | None
    caption: Text | None  # the first line of the words at the code, its text empty; on LED the only one
    caption_lines: int
    texts: tuple[Text, ...]  # the same on every slide
    bars: tuple[Bar, ...]
    count: Text | None  # n/N
    progress: Bar | None  # over the whole width

    def larger(self, percent: int) -> Frame:
        """Return the same frame with the type of the column so much larger; a title keeps room for ten characters a line."""
        body, small = self.body * percent // 100, self.small * (100 + percent) // 200
        title = max(self.title, min(self.title * percent // 100, self.column // 10))
        return replace(self, small=small, body=body, title=title, leading=round(body * 1.5))

    def longer(self, characters: int) -> Frame:
        """Return the same frame with a title of so many characters a line, no smaller than the text."""
        return replace(self, title=max(self.body, min(self.title, self.column // characters)))

    def spaced(self) -> bool:
        """Tell whether Latin letters and digits get a thin space beside Han characters."""
        return not self.led

    @property
    def gap(self) -> int:
        """Return the space between two things in the column."""
        return 0 if self.led else self.small // 2

    def units(self, pixels: int, size: int) -> int:
        """Return how many hundredths of an em fit; where there is room, one in a hundred is kept back."""
        return pixels * (100 if self.led else 99) // size

    def lines(self, text: str, pixels: int, size: int) -> tuple[str, ...]:
        """Break a text for a box."""
        return wrap(text, self.units(pixels, size), spaced=self.spaced())

    def fits(self, text: str, pixels: int, size: int) -> bool:
        """Tell whether a text fits on one line of a box."""
        return width(text, spaced=self.spaced()) <= self.units(pixels, size)

    def room(self, text: str, size: int) -> int:
        """Return the pixels that a text needs on one line."""
        return -(-width(text, spaced=self.spaced()) * size // (100 if self.led else 99))

    def amount_room(self, text: str, size: int) -> int:
        """Return the pixels that an amount needs on one line; LED panels show it in the medium weight."""
        return -(-width(text, MEDIUM, spaced=False) * size // 100) if self.led else self.room(text, size)


@dataclass(frozen=True, slots=True)
class Corners:
    """What stands in the corners: names are cleaned, the day of the newest content written out and as ISO date."""

    village: str
    date: str
    day: str
    mark: str = ""  # that this is a sample


def usable(wide: int, high: int) -> bool:
    """Tell whether a screen can show text at all: two characters of the least size, and a picture that can be drawn."""
    least = LEAST_LED if high < LED_BELOW else -(-high // 36)
    return high >= LEAST_LED and wide * 9 // 10 >= 3 * least and wide * high <= MOST_PIXELS


def most_modules(addresses: tuple[str, ...], level: str) -> int:
    """Return the side of the largest code in modules, quiet zone included; 0 where there is none."""
    return max((side(address, level) for address in addresses), default=0)


def shortened(names: tuple[str, ...], most: int, limit: int) -> tuple[str, ...]:
    """Return at most so many lines of a name, with an ellipsis where there were more; the first slide has the name whole."""
    if len(names) <= most:
        return names
    last = names[most - 1]
    while width(last + "…") > limit:
        last = last[:-1]
    return (*names[: most - 1], last + "…")
