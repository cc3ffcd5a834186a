"""What stands on a board: lines of words with their sizes, and how high they are at most.

All lengths are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sunboard.channels.print.wording import LEADING, count_lines, height_of_lines, in_words, loosen, width
from sunboard.model.plain import Plain, Values, text_of
from sunboard.typesetting.widths import BOLD, BREAK, REGULAR

MM = 72 / 25.4
_TITLE_LEADING = 0.4


def pt(length: float) -> str:
    """Write a length as templates read it."""
    return f"{length:.2f}"


@dataclass(frozen=True, slots=True)
class Sizes:
    """All sizes that follow from the type of the text."""

    body: float
    modules: int  # of the largest code, quiet zone included
    scan: float = 9.0  # ems of the words below a code

    @property
    def small(self) -> float:
        """Of dates and numbers."""
        return max(18.0, self.body * 0.78)

    @property
    def caption(self) -> float:
        """Of the words below a code."""
        return max(12.5, min(self.body * 0.62, self.code / self.scan))

    @property
    def title(self) -> float:
        """Of a record's title."""
        return self.body * 1.28

    @property
    def lead(self) -> float:
        """Of what is urgent."""
        return self.body * 1.6

    @property
    def panel(self) -> float:
        """Of a panel's head."""
        return self.body * 1.8

    @property
    def gap(self) -> float:
        """Between things that belong together, and half of it between lines."""
        return self.body * 0.8

    @property
    def code(self) -> float:
        """The side of a code; a telephone reads it from a step away."""
        return self.modules * min(2.4 * MM, max(1.62 * MM, 1.62 * MM * self.body / 26))

    @property
    def crown(self) -> float:
        """The height of a panel's head with the space below."""
        return self.panel + self.body * 1.2

    @property
    def scanned(self) -> float:
        """The height of a code with the words below it."""
        return self.code + self.caption * (0.2 + 1.55 * -int(-self.scan * self.caption * 0.999 // self.code))

    @property
    def column(self) -> float:
        """The least width of a column with a code beside its words."""
        return self.code + self.gap + self.body * 12


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words, size and look, and the space above it."""

    text: str
    size: float
    above: float = 0.0
    bold: bool = False
    look: str = "ink"  # ink, quiet, red
    title: int = 0  # the level of a heading, or 0
    right: bool = False

    def plain(self, wide: float) -> dict[str, Plain]:
        """Return it as templates read it, for a column so wide; titles come in words."""
        words: Plain = [*in_words(self.text)] if self.title else self._loose(wide)
        return {
            "words": words,
            "size": pt(self.size),
            "above": pt(self.above),
            "bold": self.bold,
            "look": self.look,
            "title": self.title,
            "right": self.right,
        }

    def high(self, wide: float) -> float:
        """Return how high it is at most, the space above included."""
        if self.title:
            return self.above + height_of_lines(
                _title_lines(in_words(self.text), wide / self.size), self.size, _TITLE_LEADING
            )
        return self.above + height_of_lines(
            count_lines(self._loose(wide), wide / self.size, self._weight), self.size, LEADING
        )

    @property
    def _weight(self) -> int:
        return BOLD if self.bold else REGULAR

    def _loose(self, wide: float) -> str:
        return loosen(self.text, wide / self.size, self._weight)


def _title_lines(words: tuple[str, ...], room: float) -> int:
    lines, used = 1, 0.0
    for wide, breaks in _word_widths(words):
        if breaks:
            more = int((used + wide) / room)
            lines, used = lines + more, used + wide - more * room
            continue
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        used += wide
    return lines


@lru_cache(maxsize=1024)
def _word_widths(words: tuple[str, ...]) -> tuple[tuple[float, bool], ...]:
    """Return how wide each word of a title is in bold ems, and whether it may break."""
    return tuple((width(word, BOLD) if word else 0.25, BREAK in word) for word in words)


def stacked(lines: Sequence[Line], wide: float) -> float:
    """Return how high lines below one another are at most."""
    return sum(line.high(wide) for line in lines)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record on a board, or a piece of a long one: lines, and a code beside or below them."""

    lines: tuple[Line, ...]
    address: str = ""  # what its code carries
    scan: str = ""  # the words at it
    fresh: bool = True  # a record begins here

    def beside(self, wide: float, sizes: Sizes) -> bool:
        """Tell whether the code stands beside the words."""
        return wide >= sizes.column

    def high(self, wide: float, sizes: Sizes) -> float:
        """Return how high it is at most."""
        if not self.address:
            return stacked(self.lines, wide)
        if self.beside(wide, sizes):
            return max(stacked(self.lines, wide - sizes.code - sizes.gap), sizes.scanned)
        return stacked(self.lines, wide) + sizes.gap * 0.7 + sizes.scanned


def entry_of(item: dict[str, Plain], sizes: Sizes, urgent: bool) -> Entry:
    """Return a record as its panel shows it; what is urgent stands larger."""
    gap = sizes.gap
    facts = "   ".join(f"{fact['label']} {fact['value']}" for fact in _maps(item, "known"))
    story = "".join(str(chunk) for chunk in _list(item, "chunks"))
    lines = [Line(str(item["title"]), sizes.lead if urgent else sizes.title, bold=True, title=3)]
    if urgent and item["until"]:
        lines.append(Line(str(item["until"]), sizes.title, gap * 0.65, bold=True, look="red"))
    if story:
        lines.append(Line(story, sizes.body * (1.12 if urgent else 1.0), gap * 0.7))
    if facts:
        lines.append(Line(facts, sizes.body, gap * 0.6))
    lines += imprint(item, sizes)
    return Entry(tuple(lines), str(item["address"]), str(item["scan"]))


def split(item: dict[str, Plain], sizes: Sizes, urgent: bool, wide: float, limit: float) -> tuple[Entry, ...]:
    """Return a record whole where it is no higher than the limit in such a column, else in pieces."""
    whole = entry_of(item, sizes, urgent)
    if whole.high(wide, sizes) <= limit:
        return (whole,)
    head = [line for line in whole.lines if line.title or line.look != "ink"]
    first = replace(whole, lines=tuple(head))
    pieces = (
        [first]
        if first.high(wide, sizes) <= limit
        else [
            *(Entry((line,), fresh=not at) for at, line in enumerate(head)),
            replace(whole, lines=(), fresh=False),
        ]
    )
    texts = [str(chunk) for chunk in _list(item, "chunks")]
    texts += [f"{fact['label']} {fact['value']}" for fact in _maps(item, "known")]
    pieces += [Entry((Line(text, sizes.body),), fresh=False) for text in texts]
    return tuple(pieces)


def imprint(item: Values, sizes: Sizes) -> list[Line]:
    """Return the number and dates of a record, and where it stands on the web."""
    words = "  ".join(part for part in (text_of(item, "number"), text_of(item, "meta")) if part)
    lines = [Line(words, sizes.small, sizes.gap * 0.6, look="quiet")]
    return lines + [Line(text_of(item, "address"), sizes.small, sizes.gap * 0.35, look="quiet")] * bool(
        item["address"]
    )


def _list(item: dict[str, Plain], name: str) -> list[Plain]:
    found = item[name]
    return found if isinstance(found, list) else []


def _maps(item: dict[str, Plain], name: str) -> list[dict[str, Plain]]:
    return [one for one in _list(item, name) if isinstance(one, dict)]
