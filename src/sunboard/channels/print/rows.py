"""Rows of a table on paper: what stands in their cells and below them, and how high they are at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sunboard.channels.print.column_widths import inset
from sunboard.channels.print.columns import BELOW, DOT
from sunboard.channels.print.wording import (
    count_lines,
    count_lines_of_words,
    first_line,
    height_of_lines,
    loosen,
    width,
)
from sunboard.model.plain import Plain
from sunboard.typesetting.widths import REGULAR

SMALL = 12.0  # pt, of what stands below the words of a row
TIGHT, LOOSE = 2.8, 5.6  # pt above and below the words of rows of several lines, and of one
LEADING = 0.25  # ems between the lines of a cell
_NAME = 16.0  # ems of the longest name of a person, with the dot behind it


def usual_row(
    cells: Sequence[str], widths: Sequence[float], size: float, weight: int = REGULAR
) -> dict[str, Plain]:
    """Return cells that fit columns of so many points, and how high the row is at most.

    A cell of words and what stands below them is a list; where that takes several lines, its short words,
    among them the names of people, are told apart: they stay whole.
    """
    made, high = _cells(cells, widths, size, weight)
    return _framed(made, [], high, size)


def spread_row(
    cells: Sequence[str], widths: Sequence[float], size: float, weight: int = REGULAR
) -> dict[str, Plain]:
    """Return a row whose second cell keeps one line; what else it says runs across the row.

    So long summaries and the names of people use the room below the amounts, too.
    """
    words, _, below = cells[1].partition(BELOW)
    first, rest = first_line(words, (widths[1] - 2 * inset(size)) / size, weight)
    made, high = _cells([cells[0], first, *cells[2:]], widths, size, weight)
    lines, across = _across(rest, below, (sum(widths[1:]) - 2 * inset(size)) / SMALL)
    return _framed(made, across, high + lines * (SMALL + size * LEADING), size)


def _cells(
    cells: Sequence[str], widths: Sequence[float], size: float, weight: int
) -> tuple[list[Plain], float]:
    """Return cells that fit their columns, and how high the highest of them is."""
    made: list[Plain] = []
    high = 0.0
    for cell, points in zip(cells, widths, strict=True):
        most = max(1.0, (points - 2 * inset(size)) / size)
        words, _, below = cell.partition(BELOW)
        loose = loosen(words, most, weight)
        tall = height_of_lines(count_lines(loose, most, weight), size, LEADING)
        made.append(loose)
        if below:
            lines, told = _across("", below, most * size / SMALL)
            made[-1] = [loose, told]
            tall += lines * (SMALL + size * LEADING)
        high = max(high, tall)
    return made, high


def _across(rest: str, below: str, room: float) -> tuple[int, list[Plain]]:
    """Return how many lines of `room` ems words take, and the words, each `quiet` or not, `whole` or not."""
    words = [(word, False) for word in loosen(rest, room).split()]
    words += [(word, True) for word in _listed(loosen(below, room))]
    whole = min(room, _NAME)
    lines = count_lines_of_words([word for word, _ in words], room, whole) if words else 0
    return lines, [
        {"text": word, "quiet": quiet, "whole": lines > 1 and width(word) <= whole} for word, quiet in words
    ]


def _listed(text: str) -> Iterator[str]:
    """Yield the words of a text; a dot between two stays with the first, so that no line begins with it."""
    *before, last = text.split(DOT)
    for part in before:
        *words, end = part.split(" ")
        yield from (*words, end + DOT.rstrip())
    yield from last.split()


def _framed(cells: list[Plain], across: list[Plain], high: float, size: float) -> dict[str, Plain]:
    tight = high > 1.5 * size
    frame = 2 * (TIGHT if tight else LOOSE)
    return {"cells": cells, "across": across, "high": f"{high + frame:.1f}", "tight": tight}
