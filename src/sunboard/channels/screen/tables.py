"""Tables on slides: the few columns that matter, as a grid where it fits and else as lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from sunboard.channels.screen.frame import Bar, Frame, Text
from sunboard.channels.screen.rows import Row, amount, text_rows
from sunboard.model.blocks import TableBlock
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying
from sunboard.typesetting.widths import width

LEAST_TEXT = 7  # em that the column of words needs beside the others
MOST_RECORDS = 8  # rows of a table on one slide


@dataclass(frozen=True, slots=True)
class Grid:
    """What a table comes down to: a short first column (or none), one of words, and those of money."""

    labels: tuple[str, ...]  # lead, words, money...
    money: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]


def grid_of(block: TableBlock, money_columns: int) -> Grid:
    """Choose the columns of a table that a slide shows; the rest stays on the web and on paper."""
    count = len(block.columns)
    cells = [
        tuple(clean(cell) for cell in (*row, *[""] * count)[:count])
        for row in (*block.rows, *((block.total,) if block.total else ()))
    ]
    money = [index for index, column in enumerate(block.columns) if column.money][:money_columns]
    others = [index for index in range(count) if index not in money]
    sizes = {index: sum(width(row[index], spaced=False) for row in cells) for index in others}
    words = max(others, key=lambda index: (block.columns[index].weight, sizes[index]), default=None)
    lead = others[0] if others and others[0] != words and words is not None else None
    chosen = [index for index in (lead, words) if index is not None] + money
    total_label = next(
        (clean(cell) for index, cell in enumerate(block.total) if index not in money and cell), ""
    )
    shown = [
        tuple(
            amount(row[index]) if block.columns[index].money and row[index] else row[index]
            for index in chosen
        )
        for row in cells
    ]
    total: tuple[str, ...] = ()
    if block.total:
        last = list(shown.pop())
        if words is not None:
            last[chosen.index(words)] = total_label
        if lead is not None:
            last[0] = ""
        total = tuple(last)
    columns = [block.columns[index] for index in chosen]
    return Grid(
        tuple(clean(column.label) for column in columns),
        tuple(column.money for column in columns),
        tuple(shown),
        total,
    )


def table_rows(frame: Frame, block: TableBlock, say: Saying) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the head that every slide of a table repeats, and its rows."""
    grid = grid_of(block, 2 if frame.led else 3)
    places = None if frame.led else _columns(frame, grid)
    body: list[Row] = []
    scale = _scale(grid) if not block.ledger else Decimal(0)
    for row in (*grid.rows, *((grid.total,) if grid.total else ())):
        last = row is grid.total
        made = list(
            _grid_row(frame, grid, places, row, last) if places else _stacked_row(frame, grid, row, last, say)
        )
        if scale and not last and places:
            made.append(_bar(frame, row[-1], scale))
        if made:
            body.append(replace(made[0], record=1))
            body.extend(replace(more, keep=True) for more in made[1:])
    if not block.rows:
        body.extend(text_rows(frame, say("screen-nothing"), "note"))
    return (_grid_head(frame, grid, places) if places else ()), tuple(body)


def _size(frame: Frame, grid: Grid) -> int:
    return min(frame.body, round(frame.small * (1.2 if len(grid.labels) > 2 else 1.6)))


def _columns(frame: Frame, grid: Grid) -> tuple[tuple[int, int], ...]:
    """Return the place and width of each column in pixels; nothing where the table does not fit as a grid."""
    size, words = _size(frame, grid), len(grid.labels) - sum(grid.money) - 1
    if words < 0:
        return ()
    cells = (grid.labels, *grid.rows, grid.total) if grid.total else (grid.labels, *grid.rows)
    gap = size
    wide = [max(frame.room(row[index], size) for row in cells) for index in range(len(grid.labels))]
    rest = (
        frame.column - sum(room for index, room in enumerate(wide) if index != words) - gap * (len(wide) - 1)
    )
    if rest < LEAST_TEXT * size or (words == 1 and wide[0] > frame.column // 4):
        return ()
    wide[words] = rest
    places, x = [], 0
    for room in wide:
        places.append((x, room))
        x += room + gap
    return tuple(places)


def _grid_head(frame: Frame, grid: Grid, places: tuple[tuple[int, int], ...]) -> tuple[Row, ...]:
    size = _size(frame, grid)
    texts = tuple(
        Text(x, 0, wide, size, "label", line, "right" if money else "left")
        for label, money, (x, wide) in zip(grid.labels, grid.money, places, strict=True)
        for line in frame.lines(label, wide, size)[:1]
    )
    whole = all(
        len(frame.lines(label, wide, size)) <= 1 for label, (_, wide) in zip(grid.labels, places, strict=True)
    )
    if not whole:
        return ()
    high = round(size * 1.4)
    return (
        Row(
            high,
            texts,
            round(size * 0.3),
            (Bar(0, high - 2, frame.column, 2, "rule"),),
            lines=0,
            words=" ".join(grid.labels),
        ),
    )


def _grid_row(
    frame: Frame, grid: Grid, places: tuple[tuple[int, int], ...], row: tuple[str, ...], last: bool
) -> Iterator[Row]:
    size = _size(frame, grid)
    words = len(row) - sum(grid.money) - 1
    x, wide = places[words]
    lines = frame.lines(row[words], wide, size) or ("",)
    high, above = round(size * 1.3), round(size * 0.35)
    for number, line in enumerate(lines):
        texts = [Text(x, 0, wide, size, "total" if last else "body", line)] if line else []
        if not number:
            for index, (cell, (left, room)) in enumerate(zip(row, places, strict=True)):
                if index != words and cell:
                    role = "total" if last else "value" if grid.money[index] else "label"
                    texts.append(
                        Text(left, 0, room, size, role, cell, "right" if grid.money[index] else "left")
                    )
        rule = (Bar(0, -(above // 2), frame.column, 3 if last else 1, "rule"),) if not number else ()
        yield Row(
            high,
            tuple(texts),
            above if not number else 0,
            rule,
            lines=0,
            words="" if number else " ".join(cell for cell in row if cell),
        )


def _stacked_row(frame: Frame, grid: Grid, row: tuple[str, ...], last: bool, say: Saying) -> Iterator[Row]:
    """Yield a row as lines: its words, then each amount with the name of its column unless there is but one."""
    words = " ".join(cell for cell, money in zip(row, grid.money, strict=True) if cell and not money)
    amounts = [
        (label, cell)
        for label, cell, money in zip(grid.labels, row, grid.money, strict=True)
        if money and cell
    ]
    role = "total" if last else "body"
    above = 0 if frame.led else frame.body // 4
    if sum(grid.money) == 1 and amounts:
        value = amounts[0][1]
        room = frame.room(value, frame.body)
        if frame.room(words, frame.body) + room + frame.body // 4 <= frame.column:
            texts = [Text(frame.column - room, 0, room, frame.body, "value", value, "right")]
            if words:
                texts.insert(0, Text(0, 0, frame.room(words, frame.body), frame.body, role, words))
            yield Row(frame.leading, tuple(texts), above, lines=0, words=f"{words} {value}".strip())
            return
        amounts = [("", value)]
    for number, line in enumerate(frame.lines(words, frame.column, frame.body)):
        yield Row(
            frame.leading,
            (Text(0, 0, frame.column, frame.body, role, line),),
            0 if number else above,
            lines=0,
            words="" if number else words,
        )
    said = [say("screen-labelled", label=label, value=value) if label else value for label, value in amounts]
    joined = "  ".join(said)
    for text in [joined] if frame.fits(joined, frame.column, frame.body) else said:
        for number, line in enumerate(frame.lines(text, frame.column, frame.body)):
            yield Row(
                frame.leading,
                (Text(0, 0, frame.column, frame.body, "value", line, "right"),),
                lines=0,
                words="" if number else text,
            )


def _number(cell: str) -> Decimal | None:
    try:
        return Decimal(cell.replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return None


def _scale(grid: Grid) -> Decimal:
    """Return the largest amount where bars can stand for all of them: one column of money, nothing below zero."""
    if sum(grid.money) != 1 or len(grid.rows) < 2:
        return Decimal(0)
    numbers = [_number(row[-1]) for row in grid.rows]
    if any(number is None or not number.is_finite() or number < 0 for number in numbers):
        return Decimal(0)
    return max(number for number in numbers if number is not None)


def _bar(frame: Frame, cell: str, scale: Decimal) -> Row:
    long = int(frame.column * (_number(cell) or 0) / scale)
    high = max(6, frame.small // 4)
    return Row(high + high // 2, (), 0, (Bar(0, 0, max(long, 1), high, "bar"),), lines=0)
