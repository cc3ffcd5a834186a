"""What all slides of a television share: sizes of type, the corners, the column, the place of the code.

Everything is in whole pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sunboard.engines.qr_code import side
from sunboard.lazy import dataclass
from sunboard.typesetting.lines import clauses
from sunboard.typesetting.widths import width

LETTERS = 12  # on a line of text that is set larger
FULL = 85  # percent of a line after which it may end at a comma


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
    caption: Text | None = None  # the first line of the words at the code, its text empty
    caption_lines: int = 0
    texts: tuple[Text, ...] = ()  # the same on every slide
    bars: tuple[Bar, ...] = ()
    foot: int = 0  # where the line begins in which the player writes n/N
    progress: int = 0  # the height of the line that it draws at the lower edge
    roomy: int  # percent of the least type of a figure that it has at most

    def scaled(self, percent: int) -> Frame:
        """Return it with larger or smaller type in its column.

        A title keeps room for ten characters a line, larger text for twelve; smaller type has more of them,
        and figures outgrow it less. Nothing is smaller than the least that can be read.
        """
        body = max(self.least, self.body * percent // 100)
        if percent > 100:
            body = max(self.body, min(body, self.column // LETTERS))
        small = max(self.least, self.small * (100 + percent) // 200)
        if percent < 100:
            title = max(body, self.title * percent // 100)
        else:
            title = max(self.title, min(self.title * percent // 100, self.column // 10))
        roomy = max(100, min(self.roomy, percent * 3 // 2 - 20))
        return replace(self, small=small, body=body, title=title, leading=round(body * 1.5), roomy=roomy)

    @property
    def least(self) -> int:
        """Return the least type of a screen."""
        return least_type(self.width, self.height)

    @property
    def upright(self) -> bool:
        """Tell whether the screen is higher than wide."""
        return self.width < self.height

    @property
    def gap(self) -> int:
        """Return the space between two things in the column."""
        return self.small // 2

    def units(self, pixels: int, size: int) -> int:
        """Return how many hundredths of an em fit; one in a hundred pixels is kept back."""
        return pixels * 99 // size

    def lines(self, text: str, pixels: int, size: int) -> tuple[str, ...]:
        """Break a text for a box."""
        return _between_words(text, self.units(pixels, size))

    def fits(self, text: str, pixels: int, size: int) -> bool:
        """Tell whether a text fits on one line of a box."""
        return width(text) <= self.units(pixels, size)

    def room(self, text: str, size: int) -> int:
        """Return the pixels that a text needs on one line."""
        return -(-width(text) * size // 99)


@lru_cache(maxsize=4096)
def _between_words(text: str, limit: int) -> tuple[str, ...]:
    return clauses(text, limit, width, FULL)


def least_type(wide: int, high: int) -> int:
    """Return the least type that is read from across a room: one part in 36 of the height, upright in 48."""
    return -(-high // (36 if wide >= high else 48))


@dataclass(frozen=True, slots=True)
class Corners:
    """What stands in the corners, names cleaned."""

    village: str
    date: str  # of the newest content, written out
    mark: str = ""  # that this is a sample, that there are no codes


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
