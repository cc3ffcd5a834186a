"""The line or row that a problem is about, quoted from the source with every personal number in it masked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sunboard.engines.sheet import WorkbookBroken
from sunboard.engines.spreadsheet import read_workbook
from sunboard.model.encoding import decode
from sunboard.model.file_types import WORKBOOKS
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.privacy.masking import masked, masked_problem
from sunboard.reading.sources import OpenWorkbook

MOST = 1000
"""Characters; of a longer line only what stands around the value is kept."""
_TEXTS = (".md", ".yaml", ".yml", ".csv", ".tsv", ".txt")
_LONG_NUMBER = re.compile(r"\d{12,}")

Lines = Callable[[Place], str]


def quoted(
    problems: Iterable[Problem],
    files: Mapping[str, bytes],
    shown: frozenset[str],
    open_workbook: OpenWorkbook = read_workbook,
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
    return tuple(_quoted(problem, lines, leaks, shown) for problem in problems)


def quoted_and_masked(
    problems: Iterable[Problem],
    files: Mapping[str, bytes],
    shown: frozenset[str],
    village: str = "",
    open_workbook: OpenWorkbook = read_workbook,
) -> tuple[Problem, ...]:
    """Return problems as people may be told them: with the line that each is about, and masked."""
    return tuple(
        replace(masked_problem(problem, shown), village=village or problem.village)
        for problem in quoted(problems, files, shown, open_workbook)
    )


def _quoted(
    problem: Problem,
    lines: Mapping[str, Lines],
    leaks: Mapping[tuple[str, int], Counter[str]],
    shown: frozenset[str],
) -> Problem:
    place, value = problem.place, problem.value
    if problem.quote or place.path not in lines or not place.line:
        return problem
    line = masked(lines[place.path](place), shown)
    found = leaks.get((place.path, place.line), Counter[str]())
    if any(line.count(leak) < count for leak, count in found.items()):
        return problem

    def starred(number: re.Match[str]) -> str:
        return number[0] if number[0] == value else number[0][:2].ljust(len(number[0]), "*")

    return replace(problem, quote=_around(_LONG_NUMBER.sub(starred, line).rstrip(), value))


def _around(line: str, value: str) -> str:
    if len(line) <= MOST:
        return line
    start = max(0, line.find(value) - MOST // 2) if value else 0
    return ("…" if start else "") + line[start : start + MOST] + ("…" if start + MOST < len(line) else "")


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
