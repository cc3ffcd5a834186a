"""Rows fill the column of a slide, from a title to a line of a table; none is divided between slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sunboard.channels.screen.frame import Bar, Frame, Text
from sunboard.channels.screen.wording import amount
from sunboard.lazy import dataclass, regex
from sunboard.model.blocks import Entry, Fact, Figure
from sunboard.typesetting.lines import balance, clean
from sunboard.typesetting.saying import Saying, to_amount
from sunboard.typesetting.widths import EM

TITLE_LINE = 14  # characters
SHORT_VALUE = 9  # characters; a date, a name or a number that is not broken for the sake of a column
FIGURE_LINE = 1.16  # of the type of a large figure: its commas hang below the line
UNITS = (45, 36, 28)  # percent of a large figure in which what it counts is set, tried in this order
LABELS = 16  # characters in a line of the type of the labels of a sum
CLOSING = 180  # percent of the other figures that the closing one has at most
BASELINE = 0.88  # of the type, from the top of the em box
_NOUGHTS = regex(r"\.00(?!\d)")
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
    """Yield the lines of a title, at most fourteen characters each; `larger` is a percentage."""
    text = clean(text)
    most = TITLE_LINE if any(char >= "\u2e80" for char in text) else 2 * TITLE_LINE
    size = min(max(frame.title * larger // 100, frame.body), frame.column)
    limit = min(frame.units(frame.column, size), TITLE_LINE * EM)
    texts = (Text(line, "title", size, frame.column) for line in balance(text, limit, most=most))
    return line_rows(texts, round(size * 1.25), gap, words=text, lines=0)


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
    lines = frame.lines(text, inside, frame.body)
    texts = (Text(line, "urgent", frame.body, inside, x=pad, y=pad // 2) for line in lines)
    for row, line in zip(
        line_rows(texts, frame.body + 2 * pad, frame.gap, words=text, lines=0), lines, strict=True
    ):
        wide = min(frame.column, frame.room(line, frame.body) + 2 * pad)
        yield replace(row, bars=(Bar(0, 0, wide, frame.body + pad, "label"),))


def fact_rows(frame: Frame, facts: Sequence[Fact], say: Saying, gap: int = 0) -> Iterator[Row]:
    """Yield labelled values: labels in a column of their own where there is room, else above the values."""
    pairs = [(clean(fact.label), clean(fact.value)) for fact in facts]
    named = max((frame.room(label, frame.body) for label, _ in pairs), default=0)
    beside = named + frame.body
    inside = frame.column - beside
    short = [value for _, value in pairs if frame.fits(value, SHORT_VALUE * frame.body, frame.body)]
    columns = beside <= frame.column * 9 // 20 and all(
        frame.fits(value, inside, frame.body) for value in short
    )
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
        for row in text_rows(frame, entry.what, "body", small=True):
            yield replace(row, keep=True)


def key_rows(frame: Frame, fact: Fact, say: Saying) -> Iterator[Row]:
    """Yield the figure that people look for in type of a sixth of the height, its unit smaller beside it.

    Where that has no room it stands as a fact.
    """
    label, value = clean(fact.label), clean(fact.value)
    values = dict.fromkeys((value, _NOUGHTS.sub("", value)))
    tried = ((value, size, unit) for value in values for unit in UNITS for size in _sizes(frame))
    fitting = (found for found in tried if _runs_room(frame, *found) <= frame.column)
    value, size, unit = next(fitting, (value, 0, 0))
    if (
        not size
        or not any(sign.isdigit() for sign in value)
        or not frame.fits(label, frame.column, frame.body)
    ):
        yield from _rounded_or_fact(frame, fact, say)
        return
    named = Text(label, "label", frame.body, frame.column)
    yield Row(round(frame.body * 1.2), (named,), 2 * frame.gap, lines=0)
    words = say("screen-labelled", label=label, value=value)
    yield Row(
        round(size * FIGURE_LINE), tuple(_runs(frame, value, size, unit)), lines=0, keep=True, words=words
    )


def _rounded_or_fact(frame: Frame, fact: Fact, say: Saying) -> Iterator[Row]:
    """Yield an amount rounded and large, with the exact one below it; what is no amount as it is."""
    number, _, unit = clean(fact.value).partition(" ")
    if to_amount(number) is not None and len(unit) <= 1:
        yield from _key_amount(frame, Figure(fact.label, number.replace(",", "")), say, 2 * frame.gap)
    else:
        yield from fact_rows(frame, (fact,), say, frame.gap)


def _sizes(frame: Frame) -> range:
    return range(frame.figure * frame.roomy // 100, frame.figure - 1, -2)


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

    Where the last has no room in the type of key figures it stands below once more, rounded and that large.
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
    for index, each in enumerate(others):
        yield from _sum_row(frame, each, size, say, frame.small // 3 if index else gap, beside=beside)
    if largest:
        closing = max(largest[-1], min(largest[0], size * CLOSING // 100))
        rows = list(_sum_row(frame, key, closing, say, frame.small // 2, role="figure", rule=bool(others)))
    else:
        rows = list(_closing_below(frame, key, size, say, rule=bool(others)))
    for row in rows:
        yield replace(row, keep=bool(others))


def _closing_below(frame: Frame, key: Figure, size: int, say: Saying, *, rule: bool) -> Iterator[Row]:
    """Yield the last figure of a sum below its label; where it has no room there, beside it, then rounded."""
    value, label = amount(key.amount), _signed(key, say)
    below = [each for each in _sizes(frame) if frame.fits(value, frame.column, each)]
    if below:
        own, large = _label_size(frame), below[-1]
        named = Text(label, "label", own, frame.room(label, own), y=frame.small // 2)
        bars = (Bar(0, 0, frame.column, 3, "rule"),) if rule else ()
        yield Row(round(own * 1.2) + frame.small // 2, (named,), frame.small // 2, bars, lines=0)
        words = say("screen-labelled", label=clean(key.label), value=value)
        figure = Text(value, "figure", large, frame.column, align="right")
        yield Row(round(large * FIGURE_LINE), (figure,), lines=0, words=words)
        if key.compare:
            yield from text_rows(frame, key.compare, "note", small=True)
        return
    yield from _sum_row(frame, key, size, say, frame.small // 2, role="figure", rule=rule)
    unit, tries = _rounded(key.amount)
    large, rounded = _largest(frame, tries)
    if large:
        head = say(f"screen-about-{unit}", label=clean(key.label))
        yield from _large_amount(frame, head, large, rounded, "", frame.gap)


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
) -> Iterator[Row]:
    """Yield a label at the left, with how it compares below it, and the amount at the right edge."""
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
    yield Row(high + above, tuple(texts), gap, bars, lines=0, words=said)


def _key_amount(frame: Frame, figure: Figure, say: Saying, gap: int) -> Iterator[Row]:
    """Yield an amount in type of a sixth of the height; where it has no room, rounded and then exact."""
    label, exact = clean(figure.label), amount(figure.amount)
    if not frame.fits(say("screen-yuan", label=label), frame.column, frame.body):
        yield from fact_rows(frame, (Fact(label, exact),), say, gap)
        return
    words = say("screen-labelled", label=label, value=exact)
    size, large = _largest(frame, (exact, _NOUGHTS.sub("", exact)))
    if size:
        yield from _large_amount(frame, say("screen-yuan", label=label), size, large, words, gap)
        return
    unit, tries = _rounded(figure.amount)
    size, large = _largest(frame, tries)
    if size:
        yield from _large_amount(frame, say(f"screen-about-{unit}", label=label), size, large, "", gap)
    for row in fact_rows(
        frame, (Fact(say("screen-exact") if size else label, exact),), say, frame.small // 4
    ):
        yield replace(row, keep=row.keep or bool(size))


def _large_amount(frame: Frame, label: str, size: int, large: str, words: str, gap: int) -> Iterator[Row]:
    """Yield a label and below it an amount in large type; the amount says its words."""
    texts = (
        Text(line, "label", frame.body, frame.column) for line in frame.lines(label, frame.column, frame.body)
    )
    yield from line_rows(texts, round(frame.body * 1.2), gap, lines=0)
    yield Row(
        round(size * FIGURE_LINE),
        (Text(large, "figure", size, frame.column),),
        lines=0,
        keep=True,
        words=words,
    )


def _largest(frame: Frame, tries: Sequence[str]) -> tuple[int, str]:
    """Return the first of some texts that fits in the type of key figures, and the largest size for it."""
    fitting = (
        (size, text) for text in tries for size in _sizes(frame) if frame.fits(text, frame.column, size)
    )
    return next(fitting, (0, ""))


def _rounded(value: str) -> tuple[str, list[str]]:
    """Return the unit in which an amount has few digits, and the amount in it with ever fewer decimals."""
    number = to_amount(value)
    if number is None:
        return "1", []
    unit = next((unit for unit in (100_000_000, 10_000) if abs(number) >= unit), 1)
    places = (0,) if unit == 1 else (2, 1, 0)
    return str(unit), [f"{number / unit:,.{place}f}".replace("-", "−") for place in places]
