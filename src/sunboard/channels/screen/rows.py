"""Rows fill the column of a slide, from a title to a line of a table; none is divided between slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sunboard.channels.screen.frame import Bar, Frame, Text
from sunboard.model.blocks import Fact, Figure
from sunboard.model.money import separated
from sunboard.typesetting.lines import balance, clean
from sunboard.typesetting.saying import Saying, to_amount
from sunboard.typesetting.widths import EM

TITLE_LINE = 14  # characters
SHORT_VALUE = 9  # characters; a date, a name or a number that is not broken for the sake of a column
FIGURE_LINE = 1.16  # of the type of a large figure: its commas hang below the line


@dataclass(frozen=True, slots=True)
class Row:
    """Texts and bars at places counted from the row's upper left corner."""

    height: int
    texts: tuple[Text, ...]
    gap: int = 0  # above it, unless it is the first
    bars: tuple[Bar, ...] = ()
    lines: int = 1  # of body text
    record: int = 0  # of a table: 1 where a row of it begins
    keep: bool = False  # stays with the row above, if a slide can hold both
    words: str = ""  # what it says to those who do not see it; "" where the row above has said it

    def placed(self, x: int, y: int) -> tuple[tuple[Text, ...], tuple[Bar, ...]]:
        """Return its texts and bars at their places on the slide."""
        return (
            tuple(replace(text, x=text.x + x, y=text.y + y) for text in self.texts),
            tuple(replace(bar, x=bar.x + x, y=bar.y + y) for bar in self.bars),
        )


def line_rows(
    texts: Iterable[Text], height: int, gap: int = 0, *, words: str = "", lines: int = 1, keep: bool = True
) -> Iterator[Row]:
    """Yield the lines of one text as rows; the first says its words and has the gap above it."""
    for index, text in enumerate(texts):
        if index:
            yield Row(height, (text,), lines=lines, keep=keep)
        else:
            yield Row(height, (text,), gap, lines=lines, words=words)


def amount(value: str) -> str:
    """Write an amount with its thousands separated; a value that is no amount stays as it is."""
    number = to_amount(value)
    return clean(value) if number is None else separated(number).replace("-", "−")


def title_rows(frame: Frame, text: str, gap: int = 0, larger: int = 100) -> Iterator[Row]:
    """Yield the lines of a title, at most fourteen characters each; `larger` is a percentage."""
    text = clean(text)
    most = TITLE_LINE if any(char >= "\u2e80" for char in text) else 2 * TITLE_LINE
    size = min(frame.title * larger // 100, frame.column)
    limit = min(frame.units(frame.column, size), TITLE_LINE * EM)
    lines = balance(text, limit, spaced=frame.spaced, most=most)
    texts = (Text(line, "title", size, frame.column) for line in lines)
    return line_rows(texts, frame.leading if frame.led else round(size * 1.25), gap, words=text, lines=0)


def text_rows(
    frame: Frame, text: str, role: str = "body", gap: int = 0, *, small: bool = False
) -> Iterator[Row]:
    """Yield the lines of a running text; an LED panel has too few lines to leave any free."""
    text = clean(text)
    size = frame.small if small else frame.body
    height = frame.leading if frame.led or not small else round(size * 1.45)
    texts = (Text(line, role, size, frame.column) for line in frame.lines(text, frame.column, size))
    return line_rows(texts, height, gap, words=text, lines=0 if small else 1, keep=not frame.led)


def deadline_rows(frame: Frame, text: str) -> Iterator[Row]:
    """Yield the line that tells until when something runs: on LCD a label that no reader misses."""
    pad = 0 if frame.led else frame.body // 3
    text, inside = clean(text), frame.column - 2 * pad
    lines = frame.lines(text, inside, frame.body)
    texts = (Text(line, "urgent", frame.body, inside, x=pad, y=pad // 2) for line in lines)
    height = frame.leading if frame.led else frame.body + 2 * pad
    for row, line in zip(line_rows(texts, height, frame.gap, words=text), lines, strict=True):
        wide = min(frame.column, frame.room(line, frame.body) + 2 * pad)
        yield row if frame.led else replace(row, bars=(Bar(0, 0, wide, frame.body + pad, "label"),))


def fact_rows(frame: Frame, facts: Sequence[Fact], say: Saying, gap: int = 0) -> Iterator[Row]:
    """Yield labelled values: labels in a column of their own where there is room, else before the value."""
    pairs = [(clean(fact.label), clean(fact.value)) for fact in facts]
    named = max((frame.room(label, frame.body) for label, _ in pairs), default=0)
    beside = named + frame.body
    inside = frame.column - beside
    short = [value for _, value in pairs if frame.fits(value, SHORT_VALUE * frame.body, frame.body)]
    columns = (
        not frame.led
        and beside <= frame.column * 2 // 5
        and all(frame.fits(value, inside, frame.body) for value in short)
    )
    between = 0 if frame.led else frame.body // 6
    for index, (label, value) in enumerate(pairs):
        said = say("screen-labelled", label=label, value=value) if label else value
        above = (0 if index else gap) or between
        if label and columns:
            lines = frame.lines(value, inside, frame.body) or ("",)
            texts = (Text(line, "value", frame.body, inside, x=beside) for line in lines)
            first, *more = line_rows(texts, frame.leading, above, words=said)
            yield replace(first, texts=(Text(label, "label", frame.body, named), *first.texts))
            yield from more
        else:
            lines = frame.lines(said, frame.column, frame.body)
            texts = (Text(line, "fact", frame.body, frame.column) for line in lines)
            yield from line_rows(texts, frame.leading, above, words=said)


def figure_rows(frame: Frame, figures: Sequence[Figure], say: Saying, gap: int = 0) -> Iterator[Row]:
    """Yield figures of money: the last is the one that people look for, and by far the largest."""
    *others, key = figures
    if not frame.led:
        if others:
            yield from _side_by_side(frame, others, say, gap)
        yield from _key_figure(frame, key, say)
        return
    sized = [(figure, frame.body, "value") for figure in others] + [(key, frame.figure, "figure")]
    rows = [row for figure, size, role in sized for row in _pair(frame, *_shown(figure), size, role)]
    if sum(row.height for row in rows) <= frame.depth:  # together, where a slide can hold all of them
        rows = [replace(row, keep=bool(index)) for index, row in enumerate(rows)]
    yield from rows
    for index, row in enumerate(text_rows(frame, key.compare, "note")):
        yield replace(row, keep=bool(index))


def _shown(figure: Figure) -> tuple[str, str]:
    return clean(figure.label), amount(figure.amount)


def _side_by_side(frame: Frame, figures: Sequence[Figure], say: Saying, gap: int) -> Iterator[Row]:
    """Yield figures beside one another where each has room for label and amount, else below."""
    size = round(frame.body * 1.25)
    share = frame.column // len(figures)
    inside = share - frame.small // 2
    shown = [_shown(figure) for figure in figures]
    if not all(
        frame.fits(label, inside, frame.small) and frame.fits(value, inside, size) for label, value in shown
    ):
        rows = [row for label, value in shown for row in _pair(frame, label, value, frame.body, "value")]
        yield replace(rows[0], gap=gap)
        yield from rows[1:]
        return
    between = say("screen-between")
    texts: list[Text] = []
    for index, (label, value) in enumerate(shown):
        texts.append(Text(label, "label", frame.small, inside, x=index * share))
        texts.append(Text(value, "value", size, inside, x=index * share, y=round(frame.small * 1.4)))
    words = between.join(say("screen-labelled", label=label, value=value) for label, value in shown)
    yield Row(round(frame.small * 1.4 + size * 1.2), tuple(texts), gap, lines=2, words=words)
    notes = [clean(figure.compare) for figure in figures]
    told = [note for note in notes if note]
    if not all(frame.fits(note, inside, frame.small) for note in notes):
        for (label, _), note in zip(shown, notes, strict=True):
            if note:
                labelled = say("screen-labelled", label=label, value=note)
                yield from text_rows(frame, labelled, "note", small=True)
    elif told:
        under = tuple(
            Text(note, "note", frame.small, inside, x=index * share)
            for index, note in enumerate(notes)
            if note
        )
        yield Row(round(frame.small * 1.3), under, lines=0, words=between.join(told), keep=True)


def _key_figure(frame: Frame, figure: Figure, say: Saying) -> Iterator[Row]:
    """Yield the figure in type of a sixth of the height; where it has no room, rounded and then exact."""
    label, exact = _shown(figure)
    head = say("screen-yuan", label=label)
    if not frame.fits(head, frame.column, frame.body):
        yield from _pair(frame, label, exact, frame.body, "value")
        return
    tries, words = [exact], say("screen-labelled", label=label, value=exact)
    size, large = _largest(frame, tries)
    if not size:
        unit, tries = _rounded(figure.amount)
        size, large = _largest(frame, tries)
        head, words = say(f"screen-about-{unit}", label=label), ""
    if size:
        lines = frame.lines(head, frame.column, frame.body)
        texts = (Text(line, "label", frame.body, frame.column) for line in lines)
        yield from line_rows(texts, round(frame.body * 1.2), frame.body // 2)
        number = (Text(large, "figure", size, frame.column),)
        yield Row(round(size * FIGURE_LINE), number, keep=True, words=words)
    if large != exact:
        for row in _pair(frame, say("screen-exact") if size else label, exact, frame.body, "value"):
            yield replace(row, keep=row.keep or bool(size))
    if figure.compare:
        yield from text_rows(frame, figure.compare, "note", frame.small // 4)


def _largest(frame: Frame, tries: Sequence[str]) -> tuple[int, str]:
    """Return the first of some texts that fits in the type of key figures, and the largest size for it."""
    sizes = range(frame.figure * 3 // 2, frame.figure - 1, -2)
    fitting = ((size, text) for text in tries for size in sizes if frame.fits(text, frame.column, size))
    return next(fitting, (0, ""))


def _rounded(value: str) -> tuple[str, list[str]]:
    """Return the unit in which an amount has few digits, and the amount in it with ever fewer decimals."""
    number = to_amount(value)
    if number is None:
        return "1", []
    unit = next((unit for unit in (100_000_000, 10_000) if abs(number) >= unit), 1)
    places = (0,) if unit == 1 else (2, 1, 0)
    return str(unit), [f"{number / unit:,.{place}f}".replace("-", "−") for place in places]


def _pair(frame: Frame, label: str, value: str, size: int, role: str) -> Iterator[Row]:
    """Yield a label at the left and its value at the right, on one line where that fits."""
    words = f"{label} {value}".strip()
    named, between = frame.room(label, frame.body), 1 if frame.led else frame.body // 4
    if size > frame.body and named + frame.amount_room(value, size) + between > frame.column:
        size = frame.body
    room = frame.amount_room(value, size)
    if named + room + between <= frame.column:
        height, above = frame.leading, 0
        if size > frame.body:  # on LED each pixel counts, and the next line begins with a free one
            own = size + 1 if frame.led else round(size * FIGURE_LINE)
            height, above = max(frame.leading, own), max(0, frame.leading - own)
        low = above + (size - frame.body) * 7 // 8
        yield Row(
            height,
            (
                Text(label, "label", frame.body, named, y=low),
                Text(value, role, size, room, x=frame.column - room, y=above, align="right"),
            ),
            words=words,
        )
        return
    whole = frame.amount_room(value, frame.body) <= frame.column
    parts = (value,) if whole else frame.lines(value, frame.column, frame.body)
    texts = [
        *(
            Text(line, "label", frame.body, frame.column)
            for line in frame.lines(label, frame.column, frame.body)
        ),
        *(Text(line, role, frame.body, frame.column, align="right") for line in parts),
    ]
    yield from line_rows(texts, frame.leading, words=words)
