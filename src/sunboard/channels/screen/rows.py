"""Rows: what fills the column of a slide, from a title to a line of a table. A row is never divided between slides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sunboard.channels.screen.frame import Bar, Frame, Text
from sunboard.model.blocks import Fact, Figure
from sunboard.typesetting.lines import balance, clean
from sunboard.typesetting.saying import Saying, separated, to_amount
from sunboard.typesetting.widths import EM

TITLE_LINE = 14  # characters
SHORT_VALUE = 9  # characters; a date, a name or a number that is not broken for the sake of a column
FIGURE_LINE = 1.16  # of the type of a large figure: its commas hang below the line


@dataclass(frozen=True, slots=True)
class Row:
    """Texts and bars at places counted from the row's upper left corner. `gap` is the space above it unless it is the first."""

    height: int
    texts: tuple[Text, ...]
    gap: int = 0
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


def amount(value: str) -> str:
    """Write an amount with its thousands separated; a value that is no amount stays as it is."""
    number = to_amount(value)
    return clean(value) if number is None else separated(number).replace("-", "−")


def title_rows(frame: Frame, text: str, gap: int = 0, larger: int = 100) -> Iterator[Row]:
    """Yield the lines of a title, at most fourteen characters each; `larger` is a percentage."""
    text = clean(text)
    han = any(char >= "\u2e80" for char in text)
    size = min(frame.title * larger // 100, frame.column)
    limit = min(frame.units(frame.column, size), TITLE_LINE * EM)
    height = frame.leading if frame.led else round(size * 1.25)
    for index, line in enumerate(
        balance(text, limit, spaced=frame.spaced(), most=TITLE_LINE if han else 2 * TITLE_LINE)
    ):
        place = Text(0, 0, frame.column, size, "title", line)
        yield Row(
            height, (place,), 0 if index else gap, lines=0, words="" if index else text, keep=bool(index)
        )


def text_rows(
    frame: Frame, text: str, role: str = "body", gap: int = 0, small: bool = False
) -> Iterator[Row]:
    """Yield the lines of a running text."""
    text = clean(text)
    size = frame.small if small else frame.body
    height = frame.leading if frame.led or not small else round(size * 1.45)
    for index, line in enumerate(frame.lines(text, frame.column, size)):
        words, keep = (
            "" if index else text,
            bool(index) and not frame.led,
        )  # an LED panel has too few lines to leave any free
        yield Row(
            height,
            (Text(0, 0, frame.column, size, role, line),),
            0 if index else gap,
            lines=0 if small else 1,
            words=words,
            keep=keep,
        )


def deadline_rows(frame: Frame, text: str) -> Iterator[Row]:
    """Yield the line that tells until when something runs: on LCD a label of its own, which no reader misses."""
    pad = 0 if frame.led else frame.body // 3
    inside = frame.column - 2 * pad
    for index, line in enumerate(frame.lines(clean(text), inside, frame.body)):
        label = (
            ()
            if frame.led
            else (
                Bar(
                    0, 0, min(frame.column, frame.room(line, frame.body) + 2 * pad), frame.body + pad, "label"
                ),
            )
        )
        place = Text(pad, pad // 2, inside, frame.body, "urgent", line)
        high = frame.leading if frame.led else frame.body + 2 * pad
        yield Row(
            high,
            (place,),
            0 if index else frame.gap,
            label,
            words="" if index else clean(text),
            keep=bool(index),
        )


def fact_rows(frame: Frame, facts: tuple[Fact, ...], say: Saying, gap: int = 0) -> Iterator[Row]:
    """Yield labelled values: labels in a column of their own where there is room, else on the line of the value."""
    labels = [clean(fact.label) for fact in facts]
    named = max((frame.room(label, frame.body) for label in labels), default=0)
    beside = named + frame.body
    whole = [
        value
        for fact in facts
        if frame.fits(value := clean(fact.value), SHORT_VALUE * frame.body, frame.body)
    ]
    columns = bool(
        not frame.led
        and beside <= frame.column * 2 // 5
        and all(frame.fits(value, frame.column - beside, frame.body) for value in whole)
    )
    for index, (fact, label) in enumerate(zip(facts, labels, strict=True)):
        value = clean(fact.value)
        said = say("screen-labelled", label=label, value=value) if label else value
        above = (gap if not index else 0) or (0 if frame.led else frame.body // 6)
        if label and columns:
            for number, line in enumerate(frame.lines(value, frame.column - beside, frame.body) or ("",)):
                held = Text(beside, 0, frame.column - beside, frame.body, "value", line)
                head = (Text(0, 0, named, frame.body, "label", label),) if not number else ()
                yield Row(
                    frame.leading,
                    (*head, *((held,) if line else ())),
                    0 if number else above,
                    words="" if number else said,
                    keep=bool(number),
                )
        else:
            for number, line in enumerate(frame.lines(said, frame.column, frame.body)):
                text = Text(0, 0, frame.column, frame.body, "fact", line)
                yield Row(
                    frame.leading,
                    (text,),
                    0 if number else above,
                    words="" if number else said,
                    keep=bool(number),
                )


def figure_rows(frame: Frame, figures: tuple[Figure, ...], say: Saying, gap: int = 0) -> Iterator[Row]:
    """Yield figures of money: the last is the one that people look for, and by far the largest."""
    *others, key = figures
    if frame.led:
        pairs = [(figure, frame.body, "value") for figure in others] + [(key, frame.figure, "figure")]
        made = [
            row
            for figure, size, role in pairs
            for row in _pair(frame, clean(figure.label), amount(figure.amount), size, role)
        ]
        for index, row in enumerate(made):  # together, where a slide can hold all of them
            yield replace(row, keep=bool(index)) if sum(each.height for each in made) <= frame.depth else row
        yield from (
            replace(row, keep=bool(index)) for index, row in enumerate(text_rows(frame, key.compare, "note"))
        )
        return
    if others:
        yield from _in_columns(frame, tuple(others), say, gap)
    yield from _key_figure(frame, key, say)


def _in_columns(frame: Frame, figures: tuple[Figure, ...], say: Saying, gap: int) -> Iterator[Row]:
    size = round(frame.body * 1.25)
    share = frame.column // len(figures)
    inside = share - frame.small // 2
    shown = [(clean(figure.label), amount(figure.amount)) for figure in figures]
    words = say("screen-between").join(
        say("screen-labelled", label=label, value=value) for label, value in shown
    )
    if all(
        frame.fits(label, inside, frame.small) and frame.fits(value, inside, size) for label, value in shown
    ):
        texts = []
        for index, (label, value) in enumerate(shown):
            texts.append(Text(index * share, 0, inside, frame.small, "label", label))
            texts.append(Text(index * share, round(frame.small * 1.4), inside, size, "value", value))
        yield Row(round(frame.small * 1.4 + size * 1.2), tuple(texts), gap, lines=2, words=words)
        notes = [clean(figure.compare) for figure in figures]
        if all(frame.fits(note, inside, frame.small) for note in notes):
            under = tuple(
                Text(index * share, 0, inside, frame.small, "note", note)
                for index, note in enumerate(notes)
                if note
            )
            if under:
                yield Row(
                    round(frame.small * 1.3),
                    under,
                    lines=0,
                    words=say("screen-between").join(note for note in notes if note),
                    keep=True,
                )
            return
        for (label, _), note in zip(shown, notes, strict=True):
            if note:
                yield from text_rows(
                    frame, say("screen-labelled", label=label, value=note), "note", small=True
                )
        return
    for index, (label, value) in enumerate(shown):
        for number, row in enumerate(_pair(frame, label, value, frame.body, "value")):
            yield replace(row, gap=gap) if not index and not number else row


def _key_figure(frame: Frame, figure: Figure, say: Saying) -> Iterator[Row]:
    label, exact = clean(figure.label), amount(figure.amount)
    if not frame.fits(say("screen-yuan", label=label), frame.column, frame.body):
        yield from _pair(frame, label, exact, frame.body, "value")
        return
    sizes = range(frame.figure * 3 // 2, frame.figure - 1, -2)
    size = next((size for size in sizes if frame.fits(exact, frame.column, size)), 0)
    above = frame.body // 2
    if size:
        yield Row(
            round(frame.body * 1.2),
            (Text(0, 0, frame.column, frame.body, "label", say("screen-yuan", label=label)),),
            above,
        )
        told = say("screen-labelled", label=label, value=exact)
        yield Row(
            round(size * FIGURE_LINE),
            (Text(0, 0, frame.column, size, "figure", exact),),
            keep=True,
            words=told,
        )
    else:
        unit, tries = _rounded(figure.amount)
        head = say(f"screen-about-{unit}", label=label)
        size, rounded = next(
            ((size, text) for text in tries for size in sizes if frame.fits(text, frame.column, size)),
            (0, ""),
        )
        if size:
            for number, line in enumerate(frame.lines(head, frame.column, frame.body)):
                yield Row(
                    round(frame.body * 1.2),
                    (Text(0, 0, frame.column, frame.body, "label", line),),
                    0 if number else above,
                    keep=bool(number),
                )
            yield Row(
                round(size * FIGURE_LINE), (Text(0, 0, frame.column, size, "figure", rounded),), keep=True
            )
        for row in _pair(frame, say("screen-exact") if size else label, exact, frame.body, "value"):
            yield replace(row, keep=row.keep or bool(size))
    if figure.compare:
        yield from text_rows(frame, figure.compare, "note", frame.small // 4)


def _rounded(value: str) -> tuple[str, tuple[str, ...]]:
    """Return the unit in which an amount has few digits, and the amount in it with ever fewer decimals."""
    number = to_amount(value)
    if number is None:
        return "1", ()
    unit = next((unit for unit in (100_000_000, 10_000) if abs(number) >= unit), 1)
    places = (0,) if unit == 1 else (2, 1, 0)
    return str(unit), tuple(f"{number / unit:,.{place}f}".replace("-", "−") for place in places)


def _pair(frame: Frame, label: str, value: str, size: int, role: str) -> Iterator[Row]:
    """Yield a label at the left and its value at the right, on one line where that fits."""
    words = f"{label} {value}".strip()
    named, between = frame.room(label, frame.body), 1 if frame.led else frame.body // 4
    if size > frame.body and named + frame.amount_room(value, size) + between > frame.column:
        size = frame.body
    room = frame.amount_room(value, size)
    if named + room + between <= frame.column:
        own = (
            size + 1 if frame.led else round(size * FIGURE_LINE)
        )  # on LED each pixel counts, and the next line begins with a free one
        high, above = (
            (max(frame.leading, own), max(0, frame.leading - own))
            if size > frame.body
            else (frame.leading, 0)
        )
        texts = (
            [Text(0, above + (size - frame.body) * 7 // 8, named, frame.body, "label", label)]
            if label
            else []
        )
        texts.append(Text(frame.column - room, above, room, size, role, value, "right"))
        yield Row(high, tuple(texts), words=words)
        return
    lines = [
        Text(0, 0, frame.column, frame.body, "label", line)
        for line in frame.lines(label, frame.column, frame.body)
    ]
    whole = frame.amount_room(value, frame.body) <= frame.column
    parts = (value,) if whole else frame.lines(value, frame.column, frame.body)
    lines.extend(Text(0, 0, frame.column, frame.body, role, line, "right") for line in parts)
    for index, text in enumerate(lines):
        yield Row(frame.leading, (text,), words="" if index else words, keep=bool(index))
