"""The frame of an LED panel: a head, lines of type, a place for a code.

A code that takes a quarter of the width at most stands beside every text. A wider one comes once a record,
on a slide of its own, and text has the whole width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from sunboard.engines.pixel_type import (
    LEAST_FIGURES,
    LEAST_LETTERS,
    LEAST_SIGNS,
    SIZES,
    SMALL_FIGURES,
    room,
)
from sunboard.engines.qr_code import LEVEL, QUIET, in_capitals, side
from sunboard.lazy import dataclass, regex
from sunboard.typesetting.lines import clauses, clean, pieces_of, words_of

PITCH = 2  # pixels of a module of a code
TIGHT = 1  # modules of white around a code where the panel has no pixels for more
SHARE = 4  # a code of more than one part in so many of the width has a slide of its own
LEAST_COLUMN = 5  # characters beside a code
LEAST_LINES = 3  # above a code
HEAD_FROM = 48  # pixels of height that have room for a head
PANEL = "panel"
FULL = (66, 33, 0)  # percent of a line that are enough to end it at a comma: the ways to break a sentence
_PAUSES = "，。；：！？,;!?"
_PAGE, _LINE, _PIXEL = 600, 25, 3  # what a page, a line, a pixel less of type cost, among faults
_INSIDE = 8  # and a line that ends inside a clause
_PLAIN = regex(r"[ -~−]+元?")  # what can be read in the small type of figures
_FIGURE = regex(
    r"[0-9A-F]{4}-[0-9A-F]{4}(?![0-9A-Za-z-])|[−-]?\d[\d,.]*\d(?:-\d+)*(?: ?元)?|\(?[A-Za-z]{6,}\)?[,.;:!?]?"
)
"""What no line is broken within: a check code, an amount, a telephone number, a long word."""
_YUAN = "元"
_WORD = regex(r"\(?[A-Za-z]+\)?[,.:;!?]?")
_SYLLABLE = regex(r"[^aeiouyAEIOUY\W][aeiouy]")
_COUNTED = regex(r"([−-]?[\d.,]*\d) ?([^\d.,]+)")
_LEAST = frozenset(f"{LEAST_SIGNS} ")


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; x and y are pixels from the left and the top of what holds it."""

    text: str
    role: str
    size: int
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Texts side by side, and what they say to those who do not see them."""

    texts: tuple[Text, ...]
    height: int
    words: str = ""  # "" where the line above has said it
    keep: bool = False  # stays with the line above
    pause: bool = False  # ends where a reader may pause
    fresh: bool = False  # begins a slide


@dataclass(frozen=True, slots=True)
class Code:
    """A square of white with a code in it, `pitch` pixels a module."""

    x: int
    y: int
    pitch: int
    address: str
    level: str
    quiet: int  # modules of white around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Where things stand on the slides of a panel."""

    width: int
    height: int
    size: int  # of type
    fonts: tuple[str, ...]
    head: tuple[Text, ...] = ()
    top: int = 0  # where text begins
    column: int = 0
    addresses: tuple[str, ...] = ()  # all that its codes carry
    capitals: bool = False  # they carry scheme and host in capitals
    beside: bool = False  # a code stands beside every text
    count: tuple[int, int] | None = None  # where the player writes n/N
    names: tuple[str, ...] = ()  # of places, which no line breaks

    @property
    def depth(self) -> int:
        """Return the pixels below the head."""
        return self.height - self.top

    @property
    def terse(self) -> bool:
        """Tell whether a slide has two lines: no room for sentences."""
        return self.depth < 3 * self.size

    @property
    def rows(self) -> int:
        """Return how many lines of text a slide has."""
        return self.depth // self.pitch

    @property
    def whole(self) -> Panel:
        """Return the panel without its head where lines have no room between them below it."""
        cramped = bool(self.head) and not self.terse and self.pitch == self.size
        return replace(self, head=(), top=0) if cramped else self

    @property
    def pitch(self) -> int:
        """Return how many pixels a line takes where there is room for any between lines."""
        lines = self.depth // self.size
        loose = self.depth // (self.size + self.size // 8)
        return self.size if lines > loose and loose < 3 else self.size + self.size // 8

    @property
    def has_codes(self) -> bool:
        """Tell whether a code can be read on it, and there is one."""
        if not self.addresses or self.edge > min(self.width, self.height):
            return False
        return self.has_room_beside or self.depth - self.edge >= LEAST_LINES * self.size

    @property
    def has_room_beside(self) -> bool:
        """Tell whether number, edition and check code have room beside a code."""
        return self.width - self.edge - self.size // 4 >= self.room("0000-0000", SMALL_FIGURES)

    @property
    def edge(self) -> int:
        """Return the pixels of the largest of its codes, white around it included."""
        return PITCH * (self._modules + 2 * self.quiet)

    @property
    def quiet(self) -> int:
        """Return how many modules of white stand around a code."""
        return QUIET if PITCH * (self._modules + 2 * QUIET) <= self.height else TIGHT

    @property
    def _modules(self) -> int:
        return max((side(address, "L") for address in self.addresses), default=0) - 2 * QUIET

    def room(self, text: str, size: int = 0) -> int:
        """Return how many pixels wide a text is."""
        return room(text, size or self.size, self.fonts)

    def figure(self, value: str, role: str, column: int) -> tuple[Text, ...]:
        """Return a value in the type in which it stays on one line, at its left edge; nothing where none is.

        What it counts stands behind it in the type of text where both have no room in the small one; a word
        in Latin letters that has none either is set in the least.
        """
        if self.room(value) <= column:
            return (Text(value, role, self.size),)
        if self.room(value, SMALL_FIGURES) <= column and _PLAIN.fullmatch(value):
            return (Text(value, role, SMALL_FIGURES),)
        if self.room(value, LEAST_LETTERS) <= column and _WORD.fullmatch(value):
            return (self._low(value, role, LEAST_LETTERS),)
        counted = _COUNTED.fullmatch(value)
        bare, unit = counted.groups() if counted else (value, "")
        letters = (self.size, LEAST_LETTERS) if _WORD.fullmatch(unit) else (self.size,)
        for size, unit_size in product((SMALL_FIGURES, LEAST_FIGURES), letters):
            wide = self.room(bare, size) + 2 * (unit.isascii() and bool(unit))
            if wide + self.room(unit, unit_size) <= column and set(bare) <= _LEAST:
                counts = (self._low(unit, role, unit_size, wide),) if unit else ()
                return (self._low(bare, role, size), *counts)
        return ()

    def _hyphenated(self, word: str, size: int, limit: int) -> str:
        """Return a word in Latin letters; one that no type sets on a line goes on behind a hyphen."""
        least = min(size, LEAST_LETTERS) if size == self.size else size
        if self.room(word, least) <= limit:
            return word
        ends = [end for end in range(2, len(word) - 1) if self.room(f"{word[:end]}-", size) <= limit]
        syllables = [end for end in ends if _SYLLABLE.match(word, end)]
        if not ends:
            return word
        end = max(syllables or ends)
        return f"{word[:end]}- {self._hyphenated(word[end:], size, limit)}"

    def _low(self, text: str, role: str, size: int, x: int = 0) -> Text:
        """Return a text whose type stands at the foot of a line of text."""
        return Text(text, role, size, x, self.size - size - self.size // 8 if size < self.size else 0)

    def lines(
        self,
        text: str,
        role: str,
        size: int = 0,
        *,
        column: int = 0,
        keep: bool = False,
        even: bool = False,
        full: int = FULL[0],
    ) -> list[Line]:
        """Return the lines of a text; the first says its words. A title's are about equally long (`even`).

        A line that is full by so many percent (`full`) may end at a comma.
        A figure that is wider than a line is set in smaller type; the mark behind it goes, as its line ends.
        """
        told, size, limit = clean(text), size or self.size, column or self.column
        text = _WORD.sub(lambda found: self._hyphenated(found[0], size, limit), told)
        made: list[Line] = []
        at = 0
        for found in _FIGURE.finditer(text):
            wide = self.room(found[0], size) > limit and (size == self.size or not found[0][0].isalpha())
            figure = self.figure(found[0], role, limit) if wide else ()
            if figure:
                made += self._broken(text[at : found.start()], role, size, limit, even=even, full=full)
                at = found.end()
                paused = text.startswith(tuple(_PAUSES), at)
                at += paused
                made.append(Line(figure, self.high(self.size), keep=bool(made), pause=paused))
        made += self._broken(text[at:], role, size, limit, even=even, full=full)
        return [
            replace(line, words="" if index else told, keep=keep or line.keep or (even and index > 0))
            for index, line in enumerate(made)
        ]

    def _broken(
        self, text: str, role: str, size: int, limit: int, *, even: bool, full: int
    ) -> Iterator[Line]:
        """Yield the lines of a text without figures that are wider than one."""

        def broken_at(limit: int) -> tuple[str, ...]:
            return clauses(text, limit, lambda part: self.room(part, size), full, self.names)

        broken = broken_at(limit)
        words = words_of(text, names=self.names) if even and len(broken) > 1 else ()
        least = max((self._least(word.strip(), size, limit) for word in words), default=limit)
        for narrower in range(limit - size // 2, max(least, limit // 2) - 1, -size // 2):
            tried = broken_at(narrower)
            if len(tried) != len(broken) or any(self.room(line, size) > narrower for line in tried):
                break
            broken = tried
        for index, line in enumerate(broken):
            yield Line(
                (Text(line, role, size),),
                self.high(size),
                pause=line[-1:] in _PAUSES or index == len(broken) - 1,
            )

    def _least(self, word: str, size: int, limit: int) -> int:
        """Return the room of a word, or of the widest part of one that no line holds."""
        if (wide := self.room(word, size)) <= limit:
            return wide
        parts = pieces_of(word, limit, lambda part: self.room(part, size))
        return max(self.room(part.strip(), size) for part in parts)

    def heading_room(self, head: Sequence[str]) -> int:
        """Return how many pixels wide a head is at least."""
        return sum(map(self.room, head)) + self.size // 2 * (len(head) - 1)

    def heading(self, head: Sequence[str], right: int) -> tuple[Text, ...]:
        """Return a head: its name at the left, the rest one beside the other up to `right`."""
        name, *rest = head
        texts = [Text(name, "soft", self.size)]
        for text in reversed(rest):
            right -= self.room(text)
            texts.append(Text(text, "soft", self.size, right))
            right -= self.size // 2
        return tuple(texts)

    def headed_by(self, heads: Iterable[Sequence[str]]) -> Panel:
        """Return a panel with the first of other heads that fits in the place of its own, if any does."""
        found = next((head for head in heads if self.heading_room(head) <= self.width), None)
        return replace(self, head=self.heading(found, self.width)) if found and self.head else self

    def high(self, size: int) -> int:
        """Return how many pixels a line takes."""
        return self.pitch if size == self.size else size + size // 8

    def pair(self, label: str, value: str, *, role: str = "ink", largest: int = 0) -> list[Line]:
        """Return a label and its value as one, which no slide parts: as large as can be, on as few lines.

        Where a label has no room above a value that is a figure, the figure stands alone.
        """
        label, value = clean(label), clean(value)
        if self.room(value) > self.column:
            value = value.replace(" 元", "元")
        named = self.lines(label, "soft")
        sizes = [size for size in reversed(SIZES) if self.size <= size <= max(largest, self.size)]
        for size in sizes:
            if self.room(value, size) > self.column:
                whole = as_one([*named, *self._with_small_unit(value, role, size)])
                if (
                    label
                    and size > self.size
                    and len(whole.texts) > len(named)
                    and whole.height <= self.depth
                ):
                    return [replace(whole, words=f"{label} {value}")]
                continue
            if self.room(label) + self.size // 2 + self.room(value, size) <= self.column:
                return [self._beside(label, value, role, size)]
            texts = (Text(value, role, size, self.column - self.room(value, size)),)
            whole = as_one([*named, Line(texts, self.high(size))])
            if whole.height <= self.depth:
                return [replace(whole, words=f"{label} {value}".strip())]
            if size == self.size:
                return [Line(texts, self.high(size), f"{label} {value}".strip(), pause=True)]
        counted = _COUNTED.fullmatch(value)
        if figure := self.figure(value, role, self.column):
            valued = [Line(figure, self.high(self.size), value, pause=True)]
        elif counted and (figure := self.figure(counted[1], role, self.column)):
            # a line holds the figure alone: what it counts stands above it rather than on the next slide
            valued = [Line(figure, self.high(self.size), value, pause=True)]
            if label and self.room(label) + self.size // 2 + self.room(counted[2]) <= self.column:
                named = [self._beside(label, counted[2], "soft", self.size)]
            elif counted[2] != _YUAN:  # which those of sums do not say either
                valued += self.lines(counted[2], role)
        else:
            valued = self.lines(value, role)
        whole = as_one([*named, valued[0]])
        first = [replace(whole, words=f"{label} {value}")] if whole.height <= self.depth else valued[:1]
        return [*first, *(replace(line, keep=True, words="") for line in valued[1:])]

    def _with_small_unit(self, value: str, role: str, size: int) -> Iterator[Line]:
        """Yield a figure whose unit is set in the type of text, if a line holds both only so."""
        if counted := _COUNTED.fullmatch(value):
            unit = self.column - self.room(counted[2])
            figure = unit - self.room(counted[1], size)
            if figure >= 0:
                low = round((size - self.size) * 0.88)
                texts = (Text(counted[1], role, size, figure), Text(counted[2], role, self.size, unit, low))
                yield Line(texts, self.high(size))

    def _beside(self, label: str, value: str, role: str, size: int) -> Line:
        """Return a label and its value on one line, their feet at one height."""
        low = round((size - self.size) * 0.88)
        at = self.column - self.room(value, size)
        texts = (Text(label, "soft", self.size, 0, max(0, low)), Text(value, role, size, at, max(0, -low)))
        return Line(texts, max(self.pitch, self.high(size)), f"{label} {value}".strip(), pause=True)


def panel_of(
    wide: int,
    high: int,
    heads: Iterable[tuple[str, ...]],
    addresses: Sequence[str],
    fonts: tuple[str, ...],
    *,
    every: bool,
    names: tuple[str, ...] = (),
) -> Panel:
    """Return the frame of a panel; `heads` are what may stand above every slide, most wanted first.

    `every`: a code is to stand on each slide; `names` of places are not broken.
    """
    least = min(wide, high)
    size = next(size for size in reversed(SIZES) if size == SIZES[0] or least >= 7 * size)
    panel = Panel(
        width=wide,
        height=high,
        size=size,
        fonts=fonts,
        column=wide,
        addresses=tuple(addresses),
        names=names,
    )
    panel = _headed(panel, heads) if high >= HEAD_FROM else panel
    if not panel.has_codes:
        smaller = replace(panel, addresses=tuple(map(in_capitals, addresses)), capitals=True)
        panel = smaller if smaller.has_codes else panel
    if panel.has_codes and (every or SHARE * panel.edge <= wide):
        column = wide - panel.edge - size // 4
        if column >= LEAST_COLUMN * size and panel.edge <= panel.depth:
            panel = replace(panel, column=column, beside=True)
    return panel


def _headed(panel: Panel, heads: Iterable[tuple[str, ...]]) -> Panel:
    """Give a panel the first head that fits: name at the left, the rest at the right."""
    size, gap = panel.size, panel.size // 2
    for head in heads:
        spare = panel.width - panel.heading_room(head)
        if spare < 0:
            continue
        counted = panel.room("88/88")
        lines = (panel.height - size) // size
        counts = gap + counted <= spare and lines > LEAST_LINES  # with fewer most slides have no head
        count = (panel.width - counted, 0) if counts else None
        free = panel.height - size - lines * size
        rule = 2 if free >= 2 else 0
        right = panel.width - counted - gap if counts else panel.width
        return replace(panel, head=panel.heading(head, right), top=size + rule, count=count)
    return panel


def as_one(lines: Sequence[Line]) -> Line:
    """Return lines below one another as one, which no slide parts."""
    texts: list[Text] = []
    high = 0
    for line in lines:
        texts += [replace(text, y=text.y + high) for text in line.texts]
        high += line.height
    return Line(tuple(texts), high, " ".join(line.words for line in lines if line.words), pause=True)


def pages(panel: Panel, lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Fill few pages: none with a lonely line, ended where a reader may pause, about equally full.

    Of all ways to part the lines it takes the one of the least `_fault`: a page more costs less than to part
    what belongs together.
    """
    best = _parted(panel, lines)
    made, end = [], len(lines)
    while end:
        start = best[end][1]
        made.append(lines[start:end])
        end = start
    return made[::-1]


def best_of(panel: Panel, ways: Iterable[Sequence[Line]]) -> Sequence[Line]:
    """Return the way to say the same whose pages are parted best.

    A line more has to be worth it, and so has a smaller type.
    """

    def cost(lines: Sequence[Line]) -> int:
        largest = max((text.size for line in lines for text in line.texts), default=0)
        inside = sum(not line.pause for line in lines)
        return _parted(panel, lines)[-1][0] + _LINE * len(lines) + _INSIDE * inside - _PIXEL * largest

    return min(ways, key=cost)


def fault_of(panel: Panel, lines: Sequence[Line]) -> int:
    """Return how ill the pages of lines are parted, and how many there are."""
    return _parted(panel, lines)[-1][0]


def _parted(panel: Panel, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return for each number of lines how ill they are parted at best, and where their last page begins."""
    best: list[tuple[int, int]] = [(0, 0)]
    for end in range(1, len(lines) + 1):
        ways: list[tuple[int, int]] = []
        high = 0
        for start in range(end - 1, -1, -1):
            high += lines[start].height
            if start < end - 1 and (high > panel.depth or lines[start + 1].fresh):
                break
            ways.append((best[start][0] + _PAGE + _fault(panel, lines, start, end, high), start))
        best.append(min(ways))
    return best


def _fault(panel: Panel, lines: Sequence[Line], start: int, end: int, high: int) -> int:
    """Return how ill a page is parted that holds the lines from start to end."""
    parted = end < len(lines) and lines[end].keep
    paused = end == len(lines) or lines[end - 1].pause
    inside = end < len(lines) and not lines[end].words  # of a text
    lonely = end - start == 1 and len(lines) > 1 and high <= panel.pitch
    empty = 10 * max(0, panel.depth - high) // panel.depth
    roles = {text.role for line in lines[start:end] for text in line.texts}
    untold = not start and end < len(lines) and "title" in roles and roles <= {"title", "soft"}
    bare = untold and roles == {"title"}
    ends = 60 * (not paused) + 45 * inside
    return 1000 * parted + 40 * untold + 660 * bare + (150 + 10 * parted) * lonely + ends + empty * empty


def placed(panel: Panel, lines: Sequence[Line]) -> Iterator[Text]:
    """Yield the texts of a page at their places: spare pixels stand between lines, then above and below."""
    spare = panel.depth - sum(line.height for line in lines)
    between = max(0, min(spare // (len(lines) + 1), panel.size // 4))
    y = panel.top + max(0, (spare - between * (len(lines) - 1)) // 2)
    for line in lines:
        for text in line.texts:
            yield replace(text, y=text.y + y)
        y += line.height + between


def code_of(panel: Panel, address: str, x: int, y: int, most: int) -> Code:
    """Return a code in a square of so many pixels, as large as whole pixels allow, in its middle.

    Where a panel has room for no code else, scheme and host are in capitals.
    """
    address = in_capitals(address) if panel.capitals else address
    spared = 2 * (QUIET - panel.quiet)
    level = LEVEL if PITCH * (side(address, LEVEL) - spared) <= most else "L"
    modules = side(address, level) - spared
    pitch = most // modules
    inset = (most - pitch * modules) // 2
    return Code(x + inset, y + inset, pitch, address, level, panel.quiet)
