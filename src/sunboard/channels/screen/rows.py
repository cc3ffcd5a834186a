"""Rows fill the column of a slide, from a title to a line of a table; none is divided between slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from math import ceil

from sunboard.channels.screen.frame import Bar, Frame, Text
from sunboard.channels.screen.wording import amount
from sunboard.describing.scale import to_scale
from sunboard.lazy import dataclass, regex
from sunboard.model.blocks import Entry, Fact, Figure
from sunboard.typesetting.lines import balance, clean, longest_word
from sunboard.typesetting.saying import Saying, to_amount
from sunboard.typesetting.widths import BOLD, EM

TITLE_LINE = 14  # characters
TITLE_LINES, LONG_TITLE = 3, 70  # a title of more lines is set in so many percent of the type
SHORT_VALUE = 9  # characters; a date, a name or a number that is not broken for the sake of a column
FIGURE_LINE = 1.16  # of the type of a large figure: its commas hang below the line
UNITS = (45, 36, 28)  # percent of a large figure in which what it counts is set, tried in this order
LABELS = 16  # characters in a line of the type of the labels of a sum
CLOSING = 180  # percent of the other figures that the closing one has at most
BASELINE = 0.88  # of the type, from the top of the em box
_NUMBER = regex(r"[^\W\d]{0,6}[-\d〔〕]+号?")  # a telephone's or a document's
_RUNS = regex(r"[-−\d.,]+|[^-−\d.,]+")


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


def title_rows(frame: Frame, text: str, gap: int = 0, larger: int = 100) -> Iterator[Row]:
    """Yield the lines of a title, at most fourteen characters each; `larger` is a percentage.

    One of many lines is set smaller, so that there is room for what it is about, and one with a word that has
    no room on a line so that it has.
    """
    text = clean(text)
    whole = frame.column * 99 // max(EM, longest_word(text, BOLD))
    size = max(frame.body, min(frame.title * larger // 100, whole))
    lines = _title_lines(frame, text, size)
    if len(lines) > TITLE_LINES:
        size = min(max(size * LONG_TITLE // 100, frame.body), frame.column)
        lines = _title_lines(frame, text, size)
    texts = (Text(line, "title", size, frame.column) for line in lines)
    return line_rows(texts, round(size * 1.25), gap, words=text, lines=0)


def _title_lines(frame: Frame, text: str, size: int) -> tuple[str, ...]:
    """Break a title into lines about equally long."""
    most = TITLE_LINE if any(char >= "\u2e80" for char in text) else 2 * TITLE_LINE
    return balance(text, min(frame.units(frame.column, size), TITLE_LINE * EM), most=most)


def text_rows(
    frame: Frame, text: str, role: str = "body", gap: int = 0, *, small: bool = False
) -> Iterator[Row]:
    """Yield the lines of a running text."""
    text = clean(text)
    size = frame.small if small else frame.body
    height = round(size * 1.45) if small else frame.leading
    texts = (Text(line, role, size, frame.column) for line in frame.lines(text, frame.column, size))
    return line_rows(texts, height, gap, words=text, lines=0 if small else 1)


def deadline_rows(frame: Frame, text: str) -> Iterator[Row]:
    """Yield the line that tells until when something runs: a label that no reader misses."""
    pad = frame.body // 3
    text, inside = clean(text), frame.column - 2 * pad
    sizes = range(frame.body, frame.least, -2)
    size = next((size for size in sizes if frame.fits(text, inside, size)), frame.least)
    lines = frame.lines(text, inside, size)
    texts = (Text(line, "urgent", size, inside, x=pad, y=pad // 2) for line in lines)
    for row, line in zip(
        line_rows(texts, size + 2 * pad, frame.gap, words=text, lines=0), lines, strict=True
    ):
        wide = min(frame.column, frame.room(line, size) + 2 * pad)
        yield replace(row, bars=(Bar(0, 0, wide, size + pad, "label"),))


def fact_rows(frame: Frame, facts: Sequence[Fact], say: Saying, gap: int = 0) -> Iterator[Row]:
    """Yield labelled values: labels in a column of their own where there is room, else above the values."""
    pairs = [(clean(fact.label), clean(fact.value)) for fact in facts]
    named = max((frame.room(label, frame.body) for label, _ in pairs), default=0)
    beside = named + frame.body
    inside = frame.column - beside
    short = [
        value
        for _, value in pairs
        if frame.fits(value, SHORT_VALUE * frame.body, frame.body) or _NUMBER.fullmatch(value)
    ]
    named_beside = beside <= frame.column * 9 // 20 or len(short) == len(pairs)
    columns = named_beside and all(frame.fits(value, inside, frame.body) for value in short)
    for index, (label, value) in enumerate(pairs):
        said = say("screen-labelled", label=label, value=value) if label else value
        above = frame.body // 6 if index else gap
        if label and columns:
            lines = frame.lines(value, inside, frame.body) or ("",)
            texts = (Text(line, "value", frame.body, inside, x=beside) for line in lines)
            first, *more = line_rows(texts, frame.leading, above, words=said)
            yield replace(first, texts=(Text(label, "label", frame.body, named), *first.texts))
            yield from more
        else:
            named_rows = text_rows(frame, label, "label", above, small=True) if label else iter(())
            lines = frame.lines(value, frame.column, frame.body)
            texts = (Text(line, "value", frame.body, frame.column) for line in lines)
            yield from (replace(row, words="") for row in named_rows)
            for place, row in enumerate(line_rows(texts, frame.leading, words=said)):
                yield replace(row, keep=bool(label or place), gap=0 if label or place else above)


def entry_rows(frame: Frame, entries: Sequence[Entry], say: Saying) -> Iterator[Row]:
    """Yield single entries of accounts: the label, the amount large, what it was for."""
    for entry in entries:
        value = amount(entry.amount)
        sizes = range(frame.figure, frame.body, -4)
        size = next((size for size in sizes if frame.fits(value, frame.column, size)), frame.body)
        label = say("screen-yuan", label=clean(entry.label))
        yield from text_rows(frame, label, "label", 2 * frame.gap)
        words = say("screen-labelled", label=clean(entry.label), value=value)
        lines = frame.lines(value, frame.column, size)
        for row in line_rows(
            (Text(line, "figure", size, frame.column) for line in lines),
            round(size * FIGURE_LINE),
            words=words,
            lines=0,
        ):
            yield replace(row, keep=True)
        for row in text_rows(frame, entry.what):
            yield replace(row, keep=True)


def key_rows(frame: Frame, fact: Fact, say: Saying) -> Iterator[Row]:
    """Yield the figure that people look for in type of a sixth of the height, its unit smaller beside it.

    Where that has no room it is as large as the column allows: never rounded.
    """
    label, value = clean(fact.label), clean(fact.value)
    large = ((size, unit) for unit in UNITS for size in _sizes(frame))
    smaller = ((size, UNITS[0]) for size in _smaller(frame))
    fitting = (found for found in chain(large, smaller) if _runs_room(frame, value, *found) <= frame.column)
    size, unit = next(fitting, (0, 0))
    if (
        not size
        or not any(sign.isdigit() for sign in value)
        or not frame.fits(label, frame.column, frame.body)
    ):
        yield from fact_rows(frame, (fact,), say, frame.gap)
        return
    named = Text(label, "label", frame.body, frame.column)
    yield Row(round(frame.body * 1.2), (named,), 2 * frame.gap, lines=0)
    words = say("screen-labelled", label=label, value=value)
    yield Row(
        round(size * FIGURE_LINE), tuple(_runs(frame, value, size, unit)), lines=0, keep=True, words=words
    )


def _sizes(frame: Frame) -> range:
    return range(frame.figure * frame.roomy // 100, frame.figure - 1, -2)


def _smaller(frame: Frame) -> range:
    """Return the sizes of a figure that has no room in the usual ones."""
    return range(frame.figure - 2, max(frame.body * 3 // 2, frame.least * 100 // UNITS[0]), -2)


def _runs_room(frame: Frame, value: str, size: int, unit: int) -> int:
    return sum(frame.room(run[0], _run_size(run[0], size, unit)) for run in _RUNS.finditer(value))


def _run_size(run: str, size: int, unit: int) -> int:
    return size if any(sign.isdigit() for sign in run) else size * unit // 100


def _runs(frame: Frame, value: str, size: int, unit: int) -> Iterator[Text]:
    """Yield figures large and what stands between and after them smaller, on one line."""
    x = 0
    for found in _RUNS.finditer(value):
        run = found[0].strip()
        own = _run_size(run, size, unit)
        room = frame.room(run, own)
        x += frame.room(found[0], own) - room  # a space before what it counts
        if run:
            yield Text(run, "figure", own, room, x=x, y=round((size - own) * BASELINE))
        x += room


def sum_rows(frame: Frame, figures: Sequence[Figure], say: Saying, gap: int = 0) -> Iterator[Row]:
    """Yield figures as a sum to be read down: one edge for all, a line above the last, which is the largest.

    Where the last has no room beside its label in the type of key figures it stands below it.
    """
    *others, key = figures
    largest = [size for size in _sizes(frame) if _fits_beside(frame, key, size, say)]
    most = max(frame.body, largest[0] * 100 // CLOSING) if largest else frame.body * 2
    sizes = range(min(most, frame.body * 2), frame.least, -2)
    size = next((size for size in sizes if all(_fits_beside(frame, each, size, say) for each in figures)), 0)
    if not size:
        yield from fact_rows(
            frame, [Fact(figure.label, amount(figure.amount)) for figure in figures], say, gap
        )
        return
    beside = all(_compared_beside(frame, each, size) for each in others)
    *long, longest = _bar_lengths(frame, figures)
    for index, (each, bar) in enumerate(zip(others, long, strict=True)):
        above = frame.small // 3 if index else gap
        yield from _sum_row(frame, each, size, say, above, beside=beside, bar=bar)
    if largest:
        closing = max(largest[-1], min(largest[0], size * CLOSING // 100))
        above = frame.small // 2
        rows = list(_sum_row(frame, key, closing, say, above, role="figure", rule=bool(others), bar=longest))
    else:
        rows = list(_closing_below(frame, key, size, say, rule=bool(others), bar=longest))
    for row in rows:
        yield replace(row, keep=bool(others))


def _bar_lengths(frame: Frame, figures: Sequence[Figure]) -> list[int]:
    """Return how long the bars of a sum are, on one axis; of none where one would lie left of it."""
    amounts = [to_amount(figure.amount) for figure in figures]
    if any(each is None or each < 0 for each in amounts):
        return [0] * len(amounts)
    return [ceil(frame.column * part) for part in to_scale(amounts)]


def _bar_below(frame: Frame, row: Row, length: int) -> Row:
    """Return a row with a bar at its foot."""
    high = max(6, frame.small // 2)
    bars = (*row.bars, Bar(0, row.height, length, high, "bar")) if length else row.bars
    return replace(row, height=row.height + high + high // 2, bars=bars)


def _closing_below(
    frame: Frame, key: Figure, size: int, say: Saying, *, rule: bool, bar: int
) -> Iterator[Row]:
    """Yield the last figure of a sum below its label, as large as the column allows."""
    value, label = amount(key.amount), _signed(key, say)
    sizes = (_sizes(frame)[-1:], _smaller(frame))
    large = next((each for each in chain(*sizes) if frame.fits(value, frame.column, each)), 0)
    if not large:
        yield from _sum_row(frame, key, size, say, frame.small // 2, role="figure", rule=rule, bar=bar)
        return
    own = _label_size(frame)
    named = Text(label, "label", own, frame.room(label, own), y=frame.small // 2)
    bars = (Bar(0, 0, frame.column, 3, "rule"),) if rule else ()
    yield Row(round(own * 1.2) + frame.small // 2, (named,), frame.small // 2, bars, lines=0)
    words = say("screen-labelled", label=clean(key.label), value=value)
    figure = Text(value, "figure", large, frame.column, align="right")
    yield _bar_below(frame, Row(round(large * FIGURE_LINE), (figure,), lines=0, words=words), bar)
    if key.compare:
        yield from text_rows(frame, key.compare, "note", small=True)


def _signed(figure: Figure, say: Saying) -> str:
    """Return the label of a figure with its sign in the sum."""
    return clean(say(f"screen-sum-{figure.role}", label=figure.label) if figure.role else figure.label)


def _compared_beside(frame: Frame, figure: Figure, size: int) -> bool:
    """Tell whether how a figure compares has room below its label, left of the amount."""
    compared = frame.room(clean(figure.compare), frame.small)
    return compared + frame.small + frame.room(amount(figure.amount), size) <= frame.column


def _label_size(frame: Frame) -> int:
    return max(frame.small, min(frame.body, frame.column // LABELS))


def _fits_beside(frame: Frame, figure: Figure, size: int, say: Saying) -> bool:
    named = frame.room(_signed(figure, say), _label_size(frame))
    compared = frame.room(clean(figure.compare), frame.small)
    room = frame.room(amount(figure.amount), size)
    return named + frame.body // 2 + room <= frame.column and (
        compared + frame.small + room <= frame.column or compared <= frame.column
    )


def _sum_row(
    frame: Frame,
    figure: Figure,
    size: int,
    say: Saying,
    gap: int,
    *,
    role: str = "value",
    rule: bool = False,
    beside: bool = True,
    bar: int,
) -> Iterator[Row]:
    """Yield a label at the left, how it compares below it, the amount at the right edge, a bar below all."""
    label, value, compare = _signed(figure, say), amount(figure.amount), clean(figure.compare)
    own = _label_size(frame)
    room, named = frame.room(value, size), frame.room(label, own)
    compared = frame.room(compare, frame.small) if compare else 0
    line, note = round(own * 1.2), round(frame.small * 1.35)
    beside = beside and _compared_beside(frame, figure, size)  # else it has a line of its own
    high = max(round(size * FIGURE_LINE), line + (note if compare and beside else 0))
    above = frame.small // 2 if rule else 0
    low = above + (high - line - (note if compare and beside else 0)) // 2
    texts = [
        Text(label, "label", own, named, y=low),
        Text(
            value,
            role,
            size,
            room,
            x=frame.column - room,
            y=above + (high - round(size * FIGURE_LINE)) // 2,
            align="right",
        ),
    ]
    if compare and beside:
        texts.append(Text(compare, "note", frame.small, compared, y=low + line))
    elif compare:
        texts.append(
            Text(
                compare,
                "note",
                frame.small,
                compared,
                x=frame.column - compared,
                y=above + high,
                align="right",
            )
        )
        high += note
    words = say("screen-labelled", label=clean(figure.label), value=value)
    said = say("screen-compared", words=words, compare=compare) if compare else words
    bars = (Bar(0, 0, frame.column, 3, "rule"),) if rule else ()
    yield _bar_below(frame, Row(high + above, tuple(texts), gap, bars, lines=0, words=said), bar)
