"""What all slides of a screen share: sizes of type, the corners, the column of text, the place of the code.

Everything is in whole pixels. A screen of fewer than 400 pixels of height is taken for an LED panel.
"""

from __future__ import annotations

from collections.abc import Sequence
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

    text: str
    role: str
    size: int
    width: int
    x: int = 0
    y: int = 0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle."""

    x: int
    y: int
    width: int
    height: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePlace:
    """A square for codes; `pitch` is the least number of pixels of a module."""

    x: int
    y: int
    side: int
    pitch: int
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
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
    code: CodePlace | None = None
    caption: Text | None = (
        None  # the first line of the words at the code, its text empty; on LED the only one
    )
    caption_lines: int = 0
    texts: tuple[Text, ...] = ()  # the same on every slide
    bars: tuple[Bar, ...] = ()
    count: Text | None = None  # n/N
    progress: Bar | None = None  # over the whole width

    def larger(self, percent: int) -> Frame:
        """Return it with larger type in its column; a title keeps room for ten characters a line."""
        body, small = self.body * percent // 100, self.small * (100 + percent) // 200
        title = max(self.title, min(self.title * percent // 100, self.column // 10))
        return replace(self, small=small, body=body, title=title, leading=round(body * 1.5))

    def longer(self, characters: int) -> Frame:
        """Return it with a title of so many characters a line, no smaller than the text."""
        return replace(self, title=max(self.body, min(self.title, self.column // characters)))

    @property
    def terse(self) -> bool:
        """Tell whether a panel says only what it must: its code leads to the rest."""
        return self.led and self.code is not None

    @property
    def spaced(self) -> bool:
        """Tell whether Latin letters and digits get a thin space beside Han characters."""
        return not self.led

    @property
    def gap(self) -> int:
        """Return the space between two things in the column."""
        return 0 if self.led else self.small // 2

    @property
    def _percent(self) -> int:
        """Return how much of a line is used: where there is room, one in a hundred is kept back."""
        return 100 if self.led else 99

    def units(self, pixels: int, size: int) -> int:
        """Return how many hundredths of an em fit."""
        return pixels * self._percent // size

    def lines(self, text: str, pixels: int, size: int) -> tuple[str, ...]:
        """Break a text for a box."""
        return wrap(text, self.units(pixels, size), spaced=self.spaced)

    def fits(self, text: str, pixels: int, size: int) -> bool:
        """Tell whether a text fits on one line of a box."""
        return width(text, spaced=self.spaced) <= self.units(pixels, size)

    def room(self, text: str, size: int) -> int:
        """Return the pixels that a text needs on one line."""
        return -(-width(text, spaced=self.spaced) * size // self._percent)

    def amount_room(self, text: str, size: int) -> int:
        """Return the pixels that an amount needs on one line; LED panels show it in the medium weight."""
        return -(-width(text, MEDIUM, spaced=False) * size // 100) if self.led else self.room(text, size)


@dataclass(frozen=True, slots=True)
class Corners:
    """What stands in the corners, names cleaned."""

    village: str
    date: str  # of the newest content, written out
    day: str  # the same as ISO date
    mark: str = ""  # that this is a sample, that there are no codes


def usable(wide: int, high: int) -> bool:
    """Tell whether a screen has room for two characters, and is a picture that can be drawn."""
    least = LEAST_LED if high < LED_BELOW else -(-high // 36)
    return high >= LEAST_LED and wide * 9 // 10 >= 3 * least and wide * high <= MOST_PIXELS


def most_modules(addresses: Sequence[str], level: str) -> int:
    """Return the side of the largest code in modules, quiet zone included; 0 where there is none."""
    return max((side(address, level) for address in addresses), default=0)


def shortened(names: tuple[str, ...], most: int, limit: int) -> tuple[str, ...]:
    """Return at most so many lines of a name, with an ellipsis where there were more."""
    if len(names) <= most:
        return names
    last = names[most - 1]
    while width(last + "…") > limit:
        last = last[:-1]
    return (*names[: most - 1], last + "…")
