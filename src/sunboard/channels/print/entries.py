"""What stands on a board: lines of words with their sizes, cards made of them, and how high they are at most.

All lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, groupby

from sunboard.channels.print.wording import LEADING, count_lines, height_of_lines, in_words, loosen, width
from sunboard.lazy import dataclass, regex
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of, texts_of
from sunboard.typesetting.widths import BOLD, BREAK, REGULAR

MM = 72 / 25.4
_TITLE_LEADING = 0.4
_BETWEEN = "   "  # between two facts on a line
_SMALLER = 0.8  # what has no room there stands below in so much of the type
_UNDER = 0.3  # of the type: how far below its line that is
_APART = 0.25  # of the type: how much further the next line is, so that it is seen what belongs together
_ROOMY = 0.6  # of the width: what stands at the right of a line takes at most so much of it
_KEY_LABEL = 0.625  # of the type of the one fact that people look for: its label
_LONGEST_ROW = 60.0  # ems that it is long at most: its end is found again from its beginning
_ROW = 30.0  # ems of the text that a line of a list is long at least, where there are several columns
_MEASURE = 36.0  # ems of a card's sentence that a line is long at most
_LEAST = 12.5  # pt of what is smallest
_CHECK, _WIDEST = regex("[0-9A-F]"), "D"  # what check codes are written in, and the widest of these
_LARGER = (1.28, 1.12)  # how much larger its type is where it is not higher then than its code
_FEW, _LINES = 0.34, 1.8  # the share of lines that may be broken for what stands aside, and into how many
_LARGEST = (1.6, 1.45, *_LARGER)  # of notices that stand in nothing but a list


def pt(length: float) -> str:
    """Write a length as templates read it."""
    return f"{length:.2f}"


@dataclass(frozen=True, slots=True)
class Sizes:
    """All sizes that follow from the type of the text."""

    body: float
    modules: int  # of the largest code, quiet zone included

    @property
    def small(self) -> float:
        """Of dates and of what is quiet."""
        return max(18.0, self.body * 0.78)

    @property
    def imprint(self) -> float:
        """Of number, edition and check code."""
        return max(_LEAST, self.body * 0.64)

    @property
    def title(self) -> float:
        """Of a record's title."""
        return self.body * 1.28

    @property
    def lead(self) -> float:
        """Of what is urgent, and of the one fact that people look for."""
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
        return self.modules * min(2.1 * MM, max(1.62 * MM, 1.62 * MM * self.body / 26))

    @property
    def rule(self) -> float:
        """How far below the top of a panel's head its rule is."""
        return self.panel + self.body * 0.3

    @property
    def crown(self) -> float:
        """The height of a panel's head with the space below."""
        return self.rule + self.body * 0.9

    @property
    def column(self) -> float:
        """The least width of a column with a code beside its words."""
        return self.code + self.gap + self.body * 12


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words, size and look, and the space above it.

    One of `facts` has labels set apart from their values; `key` means that the value is the one fact that
    people look for. What stands `aside` is set at the right end of the line.
    """

    text: str
    size: float
    above: float = 0.0
    bold: bool = False
    look: str = "ink"  # ink, quiet, red
    title: int = 0  # the level of a heading, or 0
    facts: tuple[tuple[str, str], ...] = ()
    key: bool = False
    aside: tuple[str, ...] = ()
    roomy: bool | None = None  # what stands aside stands on the line, however little that leaves; or below it
    whole: bool = False  # it is set smaller rather than broken

    def plain(self, wide: float) -> dict[str, Plain]:
        """Return it as templates read it, for a column so wide; titles come in words."""
        room = self._room(wide) / self.size
        facts: list[Plain] = [
            [
                [
                    loosen(label, room),
                    loosen(value, room, self._weight),
                    self._is_parted((label, value), wide),
                ]
                for label, value in row
            ]
            for row in self._rows(wide)
        ]
        words: Plain = [*in_words(self.text)] if self.title else self._loose(self._room(wide))
        return {
            "words": words,
            "size": pt(self._fitting(wide)),
            "above": pt(self._above(wide)),
            "bold": self.bold,
            "look": self.look,
            "title": self.title,
            "facts": facts,
            "key": self.key,
            "small": pt(self.size * _KEY_LABEL),
            "parted": self.key and self._parted(wide),
            "aside": self._beside,
            "rowed": self.roomy is True,
            "below": self._below.plain(wide) if self.below(wide) else None,
        }

    def high(self, wide: float) -> float:
        """Return how high it is at most, the space above included."""
        if self.title:
            return self.above + height_of_lines(
                _title_lines(in_words(self.text), wide / self.size), self.size, _TITLE_LEADING
            )
        if self.key:
            return self.above + self._key_high(wide)
        if self.whole:
            return self.above + height_of_lines(self._count(wide), self._fitting(wide))
        room = self._room(wide)
        if self.facts:
            told = (
                part
                for row in self._rows(wide)
                for part in (row[0] if self._is_parted(row[0], wide) else (_BETWEEN.join(map(_told, row)),))
            )
            lines = sum(count_lines(loosen(part, room / self.size), room / self.size) for part in told)
        else:
            lines = self._count(room)
        under = self._below.high(wide) if self.below(wide) else 0.0
        return self._above(wide) + height_of_lines(lines, self.size, LEADING) + under

    def lines(self, wide: float) -> int:
        """Return into how many lines its words are broken, without what stands aside."""
        return self._count(self._room(wide))

    def _rows(self, wide: float) -> list[list[tuple[str, str]]]:
        """Return the facts line by line: none is broken that has room on a line of its own."""
        rows: list[list[tuple[str, str]]] = []
        used, between = 0.0, width(_BETWEEN) * self.size
        for fact in self.facts:
            long = width(_told(fact)) * self.size
            if rows and used + between + long <= wide:
                rows[-1].append(fact)
                used += between + long
            else:
                rows.append([fact])
                used = long
        return rows

    def _is_parted(self, fact: tuple[str, str], wide: float) -> bool:
        """Tell whether a value stands below its label, because only so a line holds it."""
        told, value = (width(text, self._weight) * self.size for text in (_told(fact), fact[1]))
        return all(fact) and told > wide >= value

    def _parted(self, wide: float) -> bool:
        """Tell whether the value of the key fact stands below its label: it is never broken for its sake."""
        (label, value), *_ = self.facts
        return width(label) * self.size * _KEY_LABEL + (width(value, BOLD) + 0.3) * self.size > wide

    def _fitting(self, wide: float) -> float:
        """Return its type: of a day or key fact that in which a line holds it, if that can be."""
        if not (self.whole or (self.key and self._parted(wide))):
            return self.size
        held = self.facts[0][1] if self.key else self.text
        return max(self.size * _KEY_LABEL, min(self.size, wide / (width(held, BOLD) + 0.2)))

    def _key_high(self, wide: float) -> float:
        (label, value), *_ = self.facts
        size, small = self._fitting(wide), self.size * _KEY_LABEL
        if not self._parted(wide):
            return size
        named = count_lines(loosen(label, wide / small), wide / small)
        lines = count_lines(loosen(value, wide / size, BOLD), wide / size, BOLD)
        return height_of_lines(named, small) + small * LEADING + height_of_lines(lines, size)

    def below(self, wide: float) -> bool:
        """Tell whether what stands aside has no room on the line, or leaves the text too little."""
        if not self._beside:
            return False
        if self.roomy is not None:
            return not self.roomy
        if width(self._beside) * self.size > wide * _ROOMY:
            return True
        return self._count(wide - self.aside_wide) > self._count(wide)

    def _above(self, wide: float) -> float:
        return self.above + self.size * _APART if self.below(wide) else self.above

    @property
    def aside_wide(self) -> float:
        """Return how wide what stands aside is with the space before it."""
        return (width(self._beside) + 1) * self.size

    @property
    def _beside(self) -> str:
        """Return what stands aside on the line itself."""
        return _BETWEEN.join(self.aside)

    @property
    def _below(self) -> Line:
        """Return what has no room there: none of its parts is broken that has room on a line of its own."""
        return facts_line((("", part) for part in self.aside), self.size * _SMALLER, self.size * _UNDER)

    def _count(self, room: float) -> int:
        return count_lines(self._loose(room), room / self._fitting(room), self._weight)

    def _room(self, wide: float) -> float:
        if not self._beside or self.below(wide):
            return wide
        return wide - self.aside_wide

    @property
    def part(self) -> str:
        """Return which part of a card it is: its name, what is said of it, or facts."""
        if self.facts:
            return "facts"
        return "name" if self.title or self.whole else "said"

    @property
    def _weight(self) -> int:
        return BOLD if self.bold else REGULAR

    def _loose(self, wide: float) -> str:
        return loosen(self.text, wide / self._fitting(wide), self._weight)


def facts_line(facts: Iterable[tuple[str, str]], size: float, above: float) -> Line:
    """Return labelled values one after another; a label may be empty."""
    told = tuple(facts)
    return Line(_BETWEEN.join(map(_told, told)), size, above, facts=told)


def _told(fact: tuple[str, str]) -> str:
    """Return a labelled value as it stands on a line."""
    return " ".join(part for part in fact if part)


def key_line(label: str, value: str, size: float, above: float) -> Line:
    """Return the one fact that people look for."""
    return Line(f"{label} {value}", size, above, bold=True, facts=((label, value),), key=True)


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
class Card:
    """A record on a board, or a piece of a long one: lines, a code beside them, an imprint below the code.

    It may hold a short list in place of a record: this fills the cell that the records before it leave.
    """

    lines: tuple[Line, ...]
    address: str = ""  # what its code carries
    imprint: tuple[str, ...] = ()  # number, edition and check code
    fresh: bool = True  # it begins here
    number: str = ""  # of the record that it shows
    listing: Listing | None = None

    def beside(self, wide: float, sizes: Sizes) -> bool:
        """Tell whether the code stands beside the words."""
        return bool(self.address) and wide >= sizes.column

    def said_wide(self, wide: float, sizes: Sizes) -> float:
        """Return how wide the words may be."""
        return wide - sizes.code - sizes.gap if self.beside(wide, sizes) else wide

    def larger(self, factor: float) -> Card:
        """Return it in so much larger type; lesser facts, number and code stay as they are."""
        lines = (
            line
            if line.facts and not line.key
            else replace(line, size=line.size * factor, above=line.above * factor)
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))

    def parts(self, wide: float, sizes: Sizes) -> tuple[list[tuple[Line, ...]], float]:
        """Return what stands side by side in it, and how wide each is.

        Where a line of the sentence would be too long to be read, the lowest of these ways: all of it below
        one another in a column as wide as can be read, what it is beside the rest, or the facts apart too.
        Short lines take the whole width.
        """
        said, longest = self.said_wide(wide, sizes), self.largest * _MEASURE
        brief = all(width(line.text) * line.size <= longest for line in self.lines)
        if said <= longest or (brief and stacked(self.lines, said) <= sizes.code):
            return [self.lines], said
        named, *rest = (tuple(lines) for _, lines in groupby(self.lines, key=lambda line: line.part))

        def column(count: int) -> float:
            return (said - (count - 1) * sizes.gap * 2) / count

        ways = [([self.lines], longest), ([named, *rest], column(1 + len(rest)))]
        if len(rest) > 1 and column(2) <= longest:
            ways.insert(1, ([named, tuple(chain(*rest))], column(2)))
        least = sizes.code if self.beside(wide, sizes) else 0.0
        return min(ways, key=lambda way: max(least, *(stacked(part, way[1]) for part in way[0])))

    def measure(self, wide: float, sizes: Sizes) -> float:
        """Return how many ems of its sentence a line holds."""
        return self.parts(wide, sizes)[1] / self.largest

    @property
    def largest(self) -> float:
        """Return the type of its sentence, or of what it has instead."""
        said = (line.size for line in self.lines if line.part == "said")
        return max(said, default=max((line.size for line in self.lines), default=1.0))

    def high(self, wide: float, sizes: Sizes) -> float:
        """Return how high it is at most."""
        if self.listing:
            return self.listing.high(wide, sizes)
        parts, column = self.parts(wide, sizes)
        said = max(stacked(lines, column) for lines in parts)
        if self.beside(wide, sizes):
            return max(said, sizes.code + self._imprint_high(sizes.code, sizes))
        coded = (sizes.gap * 0.7 if said else 0.0) + sizes.code if self.address else 0.0
        return said + coded + self._imprint_high(wide, sizes)

    def plain(self, wide: float, sizes: Sizes) -> dict[str, Plain]:
        """Return it as templates read it."""
        if self.listing:
            return self.listing.plain(wide, sizes)
        parts, column = self.parts(wide, sizes)
        said: list[Plain] = [[line.plain(column) for line in lines] for lines in parts]
        under = sizes.code if self.beside(wide, sizes) else wide
        return {
            "kind": "card",
            "w": pt(wide),
            "parts": said,
            "part": pt(column),
            "address": self.address,
            "beside": self.beside(wide, sizes),
            "imprint": self._imprint(under, sizes).plain(under) if self.imprint else None,
        }

    def _imprint_high(self, wide: float, sizes: Sizes) -> float:
        return self._imprint(wide, sizes).high(wide) if self.imprint else 0.0

    def _imprint(self, wide: float, sizes: Sizes) -> Line:
        """Return its small line in a type in which each part of it stands whole in so much room.

        All on a board are alike: on two lines where any check code has room beside its edition.
        """
        number, *others = self.imprint
        paired = max(width(number), width(_CHECK.sub(_WIDEST, _BETWEEN.join(others)))) + 0.2
        longest = max(map(width, self.imprint)) + 0.2
        fitting = wide / (paired if wide >= _LEAST * paired else longest)
        size = max(_LEAST, min(sizes.imprint, fitting))
        return facts_line((("", part) for part in self.imprint), size, size * 0.5)


def card_of(item: Values, sizes: Sizes, urgent: bool) -> Card:
    """Return a record as its panel shows it; what is urgent stands larger."""
    gap = sizes.gap
    story = "".join(str(chunk) for chunk in list_of(item, "chunks"))
    lines = [Line(text_of(item, "title"), sizes.lead if urgent else sizes.title, bold=True, title=3)]
    if urgent and item["until"]:
        lines.append(Line(text_of(item, "until"), sizes.lead, gap * 0.65, bold=True, look="red", whole=True))
    if story:
        lines.append(Line(story, sizes.body * (1.12 if urgent else 1.0), gap * 0.7))
    if key := map_of(item, "key"):
        lines.append(key_line(text_of(key, "label"), text_of(key, "value"), sizes.lead, gap * 0.6))
    facts = [(text_of(fact, "label"), text_of(fact, "value")) for fact in maps_of(item, "known")]
    facts += [(text_of(item, "meta"), "")] if item["meta"] and not urgent else []
    if facts:
        lines.append(facts_line(facts, sizes.body, gap * 0.6))
    return Card(
        tuple(lines), text_of(item, "address"), tuple(texts_of(item, "imprint")), number=text_of(item, "id")
    )


def split(item: Values, sizes: Sizes, urgent: bool, wide: float, limit: float) -> tuple[Card, ...]:
    """Return a record whole where it is no higher than the limit in such a column, else in pieces."""
    whole = card_of(item, sizes, urgent)
    if whole.high(wide, sizes) <= limit:
        return (whole,)
    head = [line for line in whole.lines if line.title or line.look != "ink"]
    first = replace(whole, lines=tuple(head))
    pieces = (
        [first]
        if first.high(wide, sizes) <= limit
        else [
            *(Card((line,), fresh=not at) for at, line in enumerate(head)),
            replace(whole, lines=(), fresh=False),
        ]
    )
    texts = [str(chunk) for chunk in list_of(item, "chunks")]
    pieces += [Card((Line(text, sizes.body),), fresh=False) for text in texts]
    pieces += [Card((replace(line, above=0.0),), fresh=False) for line in whole.lines if line.facts]
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Listing:
    """Records of one line each, over the whole width of a panel, and one code that opens their list."""

    lines: tuple[Line, ...]
    numbers: tuple[str, ...]  # of the records, "" for a line that is none
    address: str = ""
    factor: float = 1.0  # how much larger than its own the type of its lines is
    parted: float = 0.0  # the share of its lines that may be broken for that
    apart: bool = False  # what stands aside may stand below its line for that
    urgent: bool = False  # it is all that tells of what is running

    def _coded(self, sizes: Sizes) -> float:
        return sizes.code + sizes.gap if self.address else 0.0

    def _set(self, wide: float, sizes: Sizes) -> tuple[list[tuple[Line, ...]], float]:
        """Return the lines of each column and its width, in the largest type not higher than the code."""
        larger = _LARGEST if self.urgent else _LARGER
        for factor in (tried for tried in larger if self.address and tried > self.factor):
            columns, column = self._dealt(wide, sizes, factor)
            if max(stacked(lines, column) for lines in columns) <= sizes.code:
                return columns, column
        return self._dealt(wide, sizes, self.factor)

    def _dealt(self, wide: float, sizes: Sizes, factor: float) -> tuple[list[tuple[Line, ...]], float]:
        """Return the lines in so much of their type in columns about equally long, and how wide these are."""
        lines = [replace(line, size=line.size * factor) for line in self.lines]
        body, room, seam = sizes.body * factor, wide - self._coded(sizes), sizes.gap * 2
        count = max(1, min(len(lines), int((room + seam) / (body * _ROW + seam))))
        deep = -(-len(lines) // count)
        column = min(body * _LONGEST_ROW, (room - (count - 1) * seam) / count)
        lines = _in_one_way(lines, column)
        pairs = zip(lines, _in_one_way(self.lines, column), strict=True) if factor > 1.0 else ()
        broken = sum(
            line.lines(column) > own.lines(column)
            if self.apart
            else line.high(column) > own.high(column) * factor + 1e-6
            for line, own in pairs
        )
        if broken > self.parted * len(lines):  # which in their own type they are not
            return self._dealt(wide, sizes, max(tried for tried in (1.0, *_LARGEST) if tried < factor))
        return [tuple(lines[at : at + deep]) for at in range(0, len(lines), deep)], column

    def high(self, wide: float, sizes: Sizes) -> float:
        """Return how high it is at most."""
        columns, column = self._set(wide, sizes)
        said = max((stacked(lines, column) for lines in columns), default=0.0)
        return max(said, sizes.code if self.address else 0.0)

    def size(self, wide: float, sizes: Sizes) -> float:
        """Return the type of its lines."""
        columns, _ = self._set(wide, sizes)
        return columns[0][0].size

    def cut(self, room: float, wide: float, sizes: Sizes) -> tuple[Listing | None, Listing | None]:
        """Return as much of it as stands in so much room, and what is left."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high + 1) // 2
            if self._some(0, middle).high(wide, sizes) <= room:
                low = middle
            else:
                high = middle - 1
        first = self._some(0, low) if low else None
        return first, self._some(low, len(self.lines)) if low < len(self.lines) else None

    def _some(self, start: int, end: int) -> Listing:
        return replace(self, lines=self.lines[start:end], numbers=self.numbers[start:end])

    def plain(self, wide: float, sizes: Sizes) -> dict[str, Plain]:
        """Return it as templates read it."""
        columns, column = self._set(wide, sizes)
        dealt: list[Plain] = [[line.plain(column) for line in lines] for lines in columns]
        return {
            "kind": "listing",
            "w": pt(wide),
            "address": self.address,
            "column": pt(column),
            "columns": dealt,
        }


def _in_one_way(lines: Sequence[Line], wide: float) -> list[Line]:
    """Return lines that are read down: what stands aside stands behind all of them, else below all.

    Of few that are too long for that it stands below these alone.
    """
    beside = [line for line in lines if line.aside]
    longs = [width(line.text) * line.size for line in beside]
    room = wide - max((line.aside_wide for line in beside), default=0.0)
    fitting = [long for long, line in zip(longs, beside, strict=True) if long + line.aside_wide <= wide]
    if len(beside) - len(fitting) > _FEW * len(beside):
        return [replace(line, roomy=False) for line in lines]
    if max(fitting, default=0.0) <= room and max(longs, default=0.0) <= room * _LINES:
        return [replace(line, roomy=True) for line in lines]
    return [*lines]


def listing_of(
    items: Sequence[Values], more: str, address: str, sizes: Sizes, urgent: bool = False
) -> Listing | None:
    """Return records of one line each, then what is only counted; nothing where there is neither."""
    lines = [
        Line(text_of(item, "line"), sizes.body, sizes.gap * 0.5, aside=tuple(texts_of(item, "aside")))
        for item in items
    ]
    numbers = [text_of(item, "id") for item in items]
    if more:
        lines.append(Line(more, sizes.body, sizes.gap * 0.5, bold=True))
        numbers.append("")
    return Listing(tuple(lines), tuple(numbers), address, urgent=urgent) if lines else None
