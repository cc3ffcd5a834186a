"""The line or row that a problem is about, quoted from the source with every personal number in it masked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from sunboard.engines.sheet import WorkbookBroken
from sunboard.engines.spreadsheet import read_sheets
from sunboard.lazy import regex
from sunboard.model.encoding import decode
from sunboard.model.file_types import WORKBOOKS
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.privacy.masking import masked, masked_problem
from sunboard.reading.sources import OpenWorkbook

MOST = 1000
"""Characters; of a longer line only what stands around the value is kept."""
_MOST_LEAKS = 100
"""Different numbers on one line; where there are more, it is not quoted."""
_TEXTS = (".md", ".yaml", ".yml", ".csv", ".tsv", ".txt")
_LONG_NUMBER = regex(r"\d{12,}")

Lines = Callable[[Place], str]


def quoted(
    problems: Iterable[Problem],
    files: Mapping[str, bytes],
    shown: frozenset[str],
    open_workbook: OpenWorkbook = read_sheets,
) -> tuple[Problem, ...]:
    """Return problems with the line that each is about, where the file is at hand.

    `shown` are telephone numbers that may be. A line out of its surroundings may hide what a number is (the
    head of its column, the key above it). So a line on which a leak was found is quoted only where every such
    number shows masked, and any long number that the problem does not name is masked in all of them.
    """
    problems = tuple(problems)
    leaks: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for problem in problems:
        if problem.fault.leak:
            leaks[problem.place.path, problem.place.line][problem.value] += 1
    paths = {problem.place.path for problem in problems if not problem.quote and problem.place.line}
    lines = {path: _lines(path, files[path], open_workbook) for path in paths if path in files}

    @lru_cache(maxsize=1)  # many problems may stand on one line
    def line_at(place: Place) -> str:
        """Return a line with every personal number masked, or nothing where one of them still shows."""
        line, found = masked(lines[place.path](place), shown), leaks.get((place.path, place.line), Counter())
        are_hidden = len(found) <= _MOST_LEAKS and all(
            line.count(leak) >= count for leak, count in found.items()
        )
        return line if are_hidden else ""

    return tuple(
        _quoted(problem, line_at(_row_of(problem.place)))
        if not problem.quote and problem.place.path in lines and problem.place.line
        else problem
        for problem in problems
    )


def quoted_and_masked(
    problems: Iterable[Problem],
    files: Mapping[str, bytes],
    shown: frozenset[str],
    village: str = "",
    open_workbook: OpenWorkbook = read_sheets,
) -> tuple[Problem, ...]:
    """Return problems as people may be told them: with the line that each is about, and masked."""
    return tuple(
        replace(masked_problem(problem, shown), village=village or problem.village)
        for problem in quoted(problems, files, shown, open_workbook)
    )


def _row_of(place: Place) -> Place:
    """Return the line or row that a place belongs to."""
    sheet, mark, _ = place.cell.rpartition("!")
    return Place(place.path, place.line, f"{sheet}{mark}" or place.cell)


def _quoted(problem: Problem, line: str) -> Problem:
    value = problem.value

    def starred(number: re.Match[str]) -> str:
        return number[0] if number[0] == value else number[0][:2].ljust(len(number[0]), "*")

    # cut twice: a number that the first cut goes through lies outside of the second
    near = _LONG_NUMBER.sub(starred, _around(line, value, 2 * MOST))
    return replace(problem, quote=_around(near.rstrip(), value, MOST))


def _around(line: str, value: str, most: int) -> str:
    if len(line) <= most:
        return line
    start = max(0, line.find(value) - most // 2) if value else 0
    return ("…" if start else "") + line[start : start + most] + ("…" if start + most < len(line) else "")


def _lines(path: str, data: bytes, open_workbook: OpenWorkbook) -> Lines:
    name = path.lower()
    if name.endswith(WORKBOOKS):
        return _workbook_rows(data, open_workbook)
    text = decode(data) if name.endswith(_TEXTS) else None
    lines = text.split("\n") if text else []
    counted = not (text and '"' in text)  # a quotation mark may hold line ends, so that rows are no lines

    def line(place: Place) -> str:
        told = place.line <= len(lines) and (counted or not place.cell)
        return lines[place.line - 1] if told else ""

    return line


def _workbook_rows(data: bytes, open_workbook: OpenWorkbook) -> Lines:
    try:
        sheets = {sheet.name: sheet.rows for sheet in open_workbook(data)}
    except WorkbookBroken:
        sheets = {}

    def row(place: Place) -> str:
        name, _, _ = place.cell.rpartition("!")
        rows = sheets.get(name) or (next(iter(sheets.values())) if len(sheets) == 1 else ())
        cells = rows[place.line - 1] if place.line <= len(rows) else ()
        return " | ".join(" ".join(cell.split()) for cell in cells).rstrip(" |")

    return row
