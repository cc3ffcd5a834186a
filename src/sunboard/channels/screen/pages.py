"""Pages: rows are stacked until a slide is full, and what does not fit goes on the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile

from sunboard.channels.screen.frame import Bar, Frame, Text
from sunboard.channels.screen.rows import Row
from sunboard.channels.screen.tables import MOST_RECORDS
from sunboard.typesetting.saying import Saying

SHORTEST, LONGEST, SECONDS_TO_FIND, CHARACTERS_A_SECOND = 8, 30, 3, 3
WIDEST_MARK = "88/88"


@dataclass(frozen=True, slots=True)
class Page:
    """The column of one slide, and what goes with it."""

    texts: tuple[Text, ...]
    bars: tuple[Bar, ...]
    words: tuple[str, ...]
    part: str  # "2/3", or "" where the matter has one page
    address: str = ""
    caption: tuple[str, ...] = ()  # the words at the code, most wanted first
    until: str = ""  # the last day on which it is true, ISO

    @property
    def seconds(self) -> int:
        """Return how long an elder needs to read it."""
        characters = sum(len(words.replace(" ", "")) for words in self.words)
        return max(SHORTEST, min(LONGEST, SECONDS_TO_FIND + -(-characters // CHARACTERS_A_SECOND)))


@dataclass(frozen=True, slots=True)
class Goes:
    """What goes with all pages of one matter."""

    address: str
    caption: tuple[str, ...]
    until: str = ""


def pages(
    frame: Frame,
    goes: Goes,
    rows: Iterable[Row],
    again: Callable[[str], Iterable[Row]],
    say: Saying,
    head: tuple[Row, ...] = (),
) -> tuple[Page, ...]:
    """Fill as many pages as rows need.

    `head` stands at the top of each page; `again` gives what stands above it on each page but the first, with "2/3" in it.
    """
    every, above = list(rows), [*again(say("screen-part", part=WIDEST_MARK)), *head]
    stacks = _stacks(frame, frame.depth, every, above, head)
    for depth in range(
        frame.depth * 19 // 20, frame.depth // 2, -max(1, frame.depth // 20)
    ):  # as many pages, about equally full
        even = _stacks(frame, depth, every, above, head)
        if len(even) != len(stacks):
            break
        stacks = even
    _no_orphan(frame, stacks, above)
    made = []
    for index, stack in enumerate(stacks):
        part = say("screen-part", part=f"{index + 1}/{len(stacks)}")
        made.append(
            _page(frame, goes, (*(again(part) if index else ()), *head, *stack), part if index else "")
        )
    return tuple(made)


def _stacks(
    frame: Frame, depth: int, rows: list[Row], above: list[Row], head: tuple[Row, ...]
) -> list[list[Row]]:
    stacks: list[list[Row]] = []
    stack: list[Row] = []
    later = _height(above)
    used, lines, records = _height(head), 0, 0
    for index, row in enumerate(rows):
        high = row.height + (row.gap if used else 0)
        kept = [] if row.keep else _kept(rows, index)
        together, counted = (
            high + sum(more.height + more.gap for more in kept),
            row.lines + sum(more.lines for more in kept),
        )
        if together > frame.depth - later or counted > frame.most_lines:
            together, counted = high, row.lines
        many = records + row.record > MOST_RECORDS and not frame.led
        if stack and (used + together > depth or lines + counted > frame.most_lines or many):
            stacks.append(stack)
            stack, used, lines, records = [], later, 0, 0
            high = row.height + (row.gap if used else 0)
        stack.append(row)
        used, lines, records = used + high, lines + row.lines, records + row.record
    return [*stacks, stack] if stack else stacks


def _no_orphan(frame: Frame, stacks: list[list[Row]], above: list[Row]) -> None:
    """Let a line follow one that would stand alone on the last slide, where the slide before can spare it."""
    if len(stacks) < 2 or len(stacks[-1]) > 1 or len(stacks[-2]) < 3:
        return
    spare, alone = stacks[-2][-1], stacks[-1][0]
    if not (spare.keep or spare.record or alone.record) and _height((*above, spare, alone)) <= frame.depth:
        stacks[-1].insert(0, stacks[-2].pop())


def _kept(rows: list[Row], index: int) -> list[Row]:
    """Return the rows that stay with one."""
    return list(takewhile(lambda row: row.keep, rows[index + 1 :]))


def _height(rows: Iterable[Row]) -> int:
    total = 0
    for row in rows:
        total += row.height + (row.gap if total else 0)
    return total


def _page(frame: Frame, goes: Goes, rows: tuple[Row, ...], part: str) -> Page:
    texts: list[Text] = []
    bars: list[Bar] = []
    spare = frame.depth - _height(rows)
    looser = min(frame.leading // 6, spare // len(rows)) if frame.led else 0
    y = frame.y
    for row in rows:
        y += (row.gap + looser) if y > frame.y else 0
        words, drawn = row.placed(frame.x, y)
        texts.extend(words)
        bars.extend(drawn)
        y += row.height
    said = tuple(row.words for row in rows if row.words) or (
        "".join(text.text for text in texts),
    )  # the rest of a text told before
    return Page(tuple(texts), tuple(bars), said, part, goes.address, goes.caption, goes.until)
