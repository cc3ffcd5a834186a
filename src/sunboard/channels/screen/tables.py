"""Tables on slides: the few columns that matter, as a grid where it fits and else as lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from sunboard.channels.screen.frame import Bar, Frame, Text
from sunboard.channels.screen.rows import Row, line_rows, text_rows
from sunboard.channels.screen.wording import amount
from sunboard.describing.scale import to_scale
from sunboard.lazy import dataclass
from sunboard.model.blocks import TableBlock
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying, to_amount
from sunboard.typesetting.widths import width

LEAST_TEXT = 7  # em that the column of words needs beside the others
MOST_RECORDS = 8  # rows of a table on one slide
MONEY_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """What a table comes down to: a short first column (or none), one of words, and those of money."""

    labels: tuple[str, ...]
    money: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]  # or nothing

    @property
    def words(self) -> int:
        """Return the place of the column of words, before those of money; -1 where there is none."""
        return len(self.labels) - sum(self.money) - 1


def grid_of(block: TableBlock, money_columns: int) -> Grid:
    """Choose the columns of a table that a slide shows; the rest stays on the web and on paper."""
    count = len(block.columns)

    def cells(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(clean(cell) for cell in (*row, *[""] * count)[:count])

    rows, total = [cells(row) for row in block.rows], cells(block.total) if block.total else ()
    money = [index for index, column in enumerate(block.columns) if column.money][:money_columns]
    others = [index for index in range(count) if index not in money]
    every = [*rows, total] if total else rows
    sizes = {index: sum(width(row[index], spaced=False) for row in every) for index in others}
    words = max(others, key=lambda index: (block.columns[index].weight, sizes[index]), default=None)
    named = [words] if words is not None else []
    if named and others[0] != words:
        named.insert(0, others[0])
    columns = [(index, block.columns[index]) for index in (*named, *money)]

    def shown(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            amount(row[index]) if column.money and row[index] else row[index] for index, column in columns
        )

    if total:
        label = next((cell for index, cell in enumerate(total) if index not in money and cell), "")
        blank = [""] * len(named)
        blank[-1:] = [label] if named else []
        total = (*blank, *shown(total)[len(named) :])
    return Grid(
        labels=tuple(clean(column.label) for _, column in columns),
        money=tuple(column.money for _, column in columns),
        rows=tuple(map(shown, rows)),
        total=total,
    )


def table_rows(frame: Frame, block: TableBlock, say: Saying) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the head that every slide of a table repeats, and its rows."""
    grid = grid_of(block, MONEY_COLUMNS)
    places = _columns(frame, grid)
    bars = () if block.ledger or not places else _bars(frame, grid)
    body: list[Row] = []
    for at, row in enumerate((*grid.rows, *((grid.total,) if grid.total else ()))):
        last = row is grid.total
        if places:
            made = list(_grid_row(frame, grid, places, row, last))
            made += bars[at : at + 1]
        else:
            made = list(_stacked_row(frame, grid, row, last, say))
        body.extend(
            replace(each, keep=True) if index else replace(each, record=1) for index, each in enumerate(made)
        )
    if not block.rows:
        body.extend(text_rows(frame, say("screen-nothing"), "note"))
    return _grid_head(frame, grid, places), tuple(body)


def _size(frame: Frame, grid: Grid) -> int:
    return min(frame.body, round(frame.small * (1.2 if len(grid.labels) > 2 else 1.6)))


def _columns(frame: Frame, grid: Grid) -> tuple[tuple[int, int], ...]:
    """Return the place and width of each column in pixels; nothing where the table does not fit as a grid."""
    size, words = _size(frame, grid), grid.words
    if words < 0:
        return ()
    cells = (grid.labels, *grid.rows, *((grid.total,) if grid.total else ()))
    wide = [max(frame.room(row[index], size) for row in cells) for index in range(len(grid.labels))]
    wide[words] = frame.column - sum(wide) + wide[words] - size * (len(wide) - 1)
    if wide[words] < LEAST_TEXT * size or (words == 1 and wide[0] > frame.column // 4):
        return ()
    starts = [sum(wide[:index]) + size * index for index in range(len(wide))]
    return tuple(zip(starts, wide, strict=True))


def _cell(text: str, role: str, size: int, place: tuple[int, int], money: bool) -> Text:
    x, wide = place
    return Text(text, role, size, wide, x=x, align="right" if money else "left")


def _grid_head(frame: Frame, grid: Grid, places: tuple[tuple[int, int], ...]) -> tuple[Row, ...]:
    """Return the names of the columns where each has room on one line."""
    if not places:
        return ()
    size, columns = _size(frame, grid), list(zip(grid.labels, places, grid.money, strict=True))
    if not all(len(frame.lines(label, wide, size)) <= 1 for label, (_, wide), _ in columns):
        return ()
    texts = tuple(_cell(label, "label", size, place, money) for label, place, money in columns)
    high = round(size * 1.4)
    rule = Bar(0, high - 2, frame.column, 2, "rule")
    return (Row(high, texts, round(size * 0.3), (rule,), lines=0, words=" ".join(grid.labels)),)


def _grid_row(
    frame: Frame, grid: Grid, places: tuple[tuple[int, int], ...], row: tuple[str, ...], last: bool
) -> Iterator[Row]:
    size, words = _size(frame, grid), grid.words
    lines = frame.lines(row[words], places[words][1], size) or ("",)
    texts = (_cell(line, "total" if last else "body", size, places[words], False) for line in lines)
    above = round(size * 0.35)
    said = " ".join(filter(None, row))
    first, *more = line_rows(texts, round(size * 1.3), above, words=said, lines=0, keep=False)
    beside = (
        _cell(cell, "total" if last else "value" if money else "label", size, place, money)
        for index, (cell, place, money) in enumerate(zip(row, places, grid.money, strict=True))
        if index != words
    )
    rule = Bar(0, -(above // 2), frame.column, 3 if last else 1, "rule")
    yield replace(first, texts=(*first.texts, *beside), bars=(rule,))
    yield from more


def _stacked_row(frame: Frame, grid: Grid, row: tuple[str, ...], last: bool, say: Saying) -> Iterator[Row]:
    """Yield a row as lines: its words, then each amount with the name of its column unless it has but one."""
    cells = list(zip(grid.labels, row, grid.money, strict=True))
    words = " ".join(cell for _, cell, money in cells if cell and not money)
    amounts = [(label, cell) for label, cell, money in cells if money and cell]
    role = "total" if last else "body"
    above = frame.body // 4
    if sum(grid.money) == 1 and amounts:
        value = amounts[0][1]
        named, room = frame.room(words, frame.body), frame.room(value, frame.body)
        if named + room + frame.body // 4 <= frame.column:
            texts = (
                Text(words, role, frame.body, named),
                Text(value, "value", frame.body, room, x=frame.column - room, align="right"),
            )
            yield Row(frame.leading, texts, above, lines=0, words=f"{words} {value}".strip())
            return
        amounts = [("", value)]
    lines = frame.lines(words, frame.column, frame.body)
    made = (Text(line, role, frame.body, frame.column) for line in lines)
    yield from line_rows(made, frame.leading, above, words=words, lines=0, keep=False)
    said = [say("screen-labelled", label=label, value=value) if label else value for label, value in amounts]
    joined = "  ".join(said)
    for text in [joined] if frame.fits(joined, frame.column, frame.body) else said:
        lines = frame.lines(text, frame.column, frame.body)
        made = (Text(line, "value", frame.body, frame.column, align="right") for line in lines)
        yield from line_rows(made, frame.leading, words=text, lines=0, keep=False)


def _bars(frame: Frame, grid: Grid) -> tuple[Row, ...]:
    """Return the bar of each row where bars can stand for all: one column of money, nothing below zero."""
    amounts = [to_amount(row[-1]) for row in grid.rows] if sum(grid.money) == 1 else []
    if len(amounts) < 2 or not any(amounts) or any(amount is None or amount < 0 for amount in amounts):
        return ()
    high = max(6, frame.small // 4)
    lengths = (ceil(frame.column * part) for part in to_scale(amounts))
    drawn = ((Bar(0, 0, long, high, "bar"),) if long else () for long in lengths)
    return tuple(Row(high + high // 2, (), bars=bars, lines=0) for bars in drawn)
