"""Columns of slides: rows are stacked until one is full, and what does not fit goes on the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from sunboard.channels.screen.frame import Bar, Frame, Text
from sunboard.channels.screen.rows import Row
from sunboard.channels.screen.tables import MOST_RECORDS
from sunboard.lazy import dataclass
from sunboard.typesetting.saying import Saying

WIDEST_PART = "88/88"
PERCENT = (200, 185, 170, 155, 140, 125, 112, 100, 88, 76, 66)  # of the usual type, tried in this order


@dataclass(frozen=True, slots=True)
class Column:
    """The column of one slide."""

    texts: tuple[Text, ...]
    bars: tuple[Bar, ...]
    words: tuple[str, ...]


Columns = tuple[Column, ...]


def largest(frame: Frame, made: Callable[[Frame], Columns]) -> Columns:
    """Return slides in the largest type that needs no more of them than the smallest does."""
    best = made(frame.scaled(PERCENT[-1]))
    fewest, low, high = len(best), 0, len(PERCENT) - 1
    while low < high:  # the larger the type, the more slides
        middle = (low + high) // 2
        tried = made(frame.scaled(PERCENT[middle]))
        if len(tried) == fewest:
            best, high = tried, middle
        else:
            low = middle + 1
    return best


def filled(frame: Frame, rows: Iterable[Row], again: Callable[[str], Iterable[Row]], say: Saying) -> Columns:
    """Fill as many slides as rows need; `again` gives the head of a later one, with "2/3" in it."""
    every, head = list(rows), list(again(say("screen-part", part=WIDEST_PART)))
    stacks = _stacks(frame, frame.depth, every, head)
    # as many slides, about equally full
    for depth in range(frame.depth * 19 // 20, frame.depth // 2, -max(1, frame.depth // 20)):
        even = _stacks(frame, depth, every, head)
        if len(even) != len(stacks):
            break
        stacks = even
    _keep_company(frame, stacks, head)
    made = []
    for index, stack in enumerate(stacks):
        part = say("screen-part", part=f"{index + 1}/{len(stacks)}") if index else ""
        made.append(_column(frame, [*(again(part) if part else ()), *stack]))
    return tuple(made)


def _stacks(frame: Frame, depth: int, rows: list[Row], head: list[Row]) -> list[list[Row]]:
    stacks: list[list[Row]] = []
    stack: list[Row] = []
    later = _height(head)
    used = lines = records = 0
    for index, row in enumerate(rows):
        high = row.height + (row.gap if used else 0)
        kept = [] if row.keep else _kept(rows, index)
        together = high + sum(more.height + more.gap for more in kept)
        counted = row.lines + sum(more.lines for more in kept)
        if together > frame.depth - later or counted > frame.most_lines:
            together, counted = high, row.lines
        many = records + row.record > MOST_RECORDS
        if stack and (used + together > depth or lines + counted > frame.most_lines or many):
            stacks.append(stack)
            stack, used, lines, records = [], later, 0, 0
            high = row.height + (row.gap if used else 0)
        stack.append(row)
        used, lines, records = used + high, lines + row.lines, records + row.record
    return [*stacks, stack] if stack else stacks


def _keep_company(frame: Frame, stacks: list[list[Row]], head: list[Row]) -> None:
    """Let a line follow one that would stand alone on the last slide, where the slide before can spare it."""
    if len(stacks) < 2 or len(stacks[-1]) > 1 or len(stacks[-2]) < 3:
        return
    spare, alone = stacks[-2][-1], stacks[-1][0]
    if not (spare.keep or spare.record or alone.record) and _height((*head, spare, alone)) <= frame.depth:
        stacks[-1].insert(0, stacks[-2].pop())


def _kept(rows: list[Row], index: int) -> list[Row]:
    """Return the rows that stay with one."""
    return list(takewhile(lambda row: row.keep, rows[index + 1 :]))


def _height(rows: Iterable[Row]) -> int:
    total = 0
    for row in rows:
        total += row.height + (row.gap if total else 0)
    return total


def _column(frame: Frame, rows: Sequence[Row]) -> Column:
    """Place rows; what pixels are spare go between things, until the lower third alone is empty."""
    texts: list[Text] = []
    bars: list[Bar] = []
    spare = frame.depth - _height(rows)
    between = sum(1 for row in rows[1:] if row.gap)
    looser = min(frame.body * (2 if frame.upright else 1), spare * 2 // 3 // between) if between else 0
    y = frame.y
    for row in rows:
        y += (row.gap + (looser if row.gap else 0)) if y > frame.y else 0
        words, drawn = row.placed(frame.x, y)
        texts.extend(words)
        bars.extend(drawn)
        y += row.height
    said = tuple(row.words for row in rows if row.words)
    rest = "".join(text.text for text in texts)  # of a text told before
    return Column(tuple(texts), tuple(bars), said or (rest,))
