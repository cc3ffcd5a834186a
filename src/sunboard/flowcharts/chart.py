"""What a flow chart is made of.

All lengths are whole hundredths of an em of its one size of type; y grows downwards.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Literal

from sunboard.lazy import dataclass
from sunboard.typesetting.saying import Saying

Point = tuple[int, int]

LINE = 140
"""From one line to the next."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that a chart adds to those of the flow.

    `document` holds `{paper}`, `go` `{step}`; a risk is named by how grave it is.
    """

    document: str
    public: str
    unlevelled: str
    low: str
    middle: str
    high: str
    go: str
    end: str


def wording_of(say: Saying) -> Wording:
    """Return the words of charts in the site's language."""
    return Wording(**{word.name: say.strings[f"flow-{word.name}"] for word in fields(Wording)})


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of its lower edge."""
        return self.y + self.height

    def moved(self, dx: int, dy: int) -> Rect:
        """Return it elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words.

    `x` is its start, middle or end as `align` says; from `y` it is 100 high; it is at most `width` wide.
    """

    x: int
    y: int
    words: str
    width: int
    align: Literal["start", "middle", "end"] = "start"
    bold: bool = False

    @property
    def rect(self) -> Rect:
        """The room that it takes."""
        left = self.x - {"start": 0, "middle": self.width // 2, "end": self.width}[self.align]
        return Rect(left, self.y, self.width, 100)

    def moved(self, dx: int, dy: int) -> Text:
        """Return it elsewhere."""
        return Text(self.x + dx, self.y + dy, self.words, self.width, self.align, self.bold)


@dataclass(frozen=True, slots=True)
class Dot:
    """The mark of a risk: a round of 140 with its number, its middle at x, y.

    The graver, the fuller: 3 is filled, 2 thick, 1 and 0 thin.
    """

    x: int
    y: int
    number: int
    grade: int


@dataclass(frozen=True, slots=True)
class Box:
    """A step.

    `head` is the strip with its number and actor, `tab` its time limit, `frame` what stands round the mark of
    what is public.
    """

    step: int  # its place in the flow, from 0
    rect: Rect
    head: Rect
    texts: tuple[Text, ...]
    tab: Rect | None = None
    frame: Rect | None = None
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """Where a flow ends, or where it goes on elsewhere: a rounded box."""

    rect: Rect
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow, horizontal and vertical pieces only; its head is at the last point.

    `labels` are its conditions, any of which leads this way.
    """

    source: int
    target: int | None  # None for an end
    points: tuple[Point, ...]
    conditions: tuple[str, ...] = ()
    labels: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """The lane of one actor and its name."""

    rect: Rect
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """What the number of a dot stands for."""

    number: int
    text: str
    grade: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart.

    At each of `cuts` only arrows are crossed, so that a page may end there; `head` is how high the lanes'
    names are.
    """

    width: int
    height: int
    boxes: tuple[Box, ...]
    ends: tuple[End, ...]
    routes: tuple[Route, ...]
    lanes: tuple[Lane, ...] = ()
    risks: tuple[Risk, ...] = ()
    cuts: tuple[int, ...] = ()
    head: int = 0
