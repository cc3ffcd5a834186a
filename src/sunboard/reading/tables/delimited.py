"""Text with a sign between the cells: CSV of any habit, as rows with the lines on which they begin."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import islice

from sunboard.fields.written import parse_money
from sunboard.lazy import dataclass, regex

_BARS = ("|", "│", "┃", "║")  # that programs draw between the cells of what they print
SEPARATORS = (",", "\t", ";", "，", "；", *_BARS)
_TWINS = {",": "，", "，": ",", ";": "；", "；": ";"}
_SAYS_SEPARATOR = regex(r"\ufeff?\"?sep=(.)\"?", re.IGNORECASE)
_GROUPED = regex(r"(?<=\d),(?=\d{3}(?!\d))")  # 17,717.46
_MARKED = regex(r"'[0-9\-./:年月日,]+")


class QuoteOpen(Exception):
    """A quotation mark that is not closed, or is closed in the middle of a cell."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Delimited:
    """Rows of cells, and the line of the file on which each begins."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def read_delimited(text: str, known: Callable[[str], bool]) -> Delimited:
    """Split text into rows; `known` tells the head of a column. Raises QuoteOpen.

    The separator is the one that a first line `sep=;` names, as Excel writes it, else the one that shows most
    heads. Rows are counted as Excel counts them: such a first line is none.
    """
    first, _, rest = text.partition("\n")
    said = _SAYS_SEPARATOR.fullmatch(first.strip(" \r\n"))
    if said:
        return _delimited(rest, said[1], 2)
    return _delimited(text, _separator_of(text, known), 1)


def _separator_of(text: str, known: Callable[[str], bool]) -> str:
    """Return the sign that parts the cells; the first of all where none of the others stands in the text."""
    lines = [line for line in islice(io.StringIO(text), 40) if line.strip()]
    whole = "".join(lines)
    standing = [separator for separator in SEPARATORS if separator in whole]
    in_figures = SEPARATORS[0] in standing and _stands_in_figures(lines)
    if not {*standing} - {SEPARATORS[0]} and not in_figures:
        return SEPARATORS[0]
    known = cache(known)  # most cells stand in many rows
    rated = {one: _heads(lines, one, known) if one in standing else (0, 0) for one in SEPARATORS}
    best = max(SEPARATORS, key=rated.__getitem__)
    if best == SEPARATORS[0] and rated[best][0] < 2 and in_figures:
        return max(SEPARATORS[1:], key=rated.__getitem__)
    return best


def _heads(lines: Sequence[str], separator: str, known: Callable[[str], bool]) -> tuple[int, int]:
    """Rate a separator by the heads that it shows on one line, then by how often it stands on the first."""
    heads = (sum(known(cell.strip(' "\n')) for cell in line.split(separator)) for line in lines)
    return max(heads), lines[0].count(separator)


def _stands_in_figures(lines: Sequence[str]) -> bool:
    """Tell whether most commas only group the signs of figures: they part no cells."""
    having = [line for line in lines if SEPARATORS[0] in line]
    return sum(SEPARATORS[0] in _GROUPED.sub("", line) for line in having) * 2 < len(having)


def _delimited(text: str, separator: str, line: int) -> Delimited:
    rows, lines, ruled = list[tuple[str, ...]](), list[int](), set[int]()
    bare = _bare if "'" in text or '="' in text else str.strip
    for start, row in _rows(text, separator, line):
        if separator in _BARS and _is_drawn(row):
            ruled.add(len(rows))
            continue
        rows.append(tuple(map(bare, row)))
        lines.append(start)
    if len(ruled) * 2 > len(rows) > 0:
        rows, lines = _whole_rows(rows, lines, ruled)
    width = max((len(row) for row in rows), default=0)
    twin = _TWINS.get(separator)
    if twin:
        # A line typed with the other width of the sign is one cell, and as wide as others once split
        rows = [_split_again(row, twin, width) for row in rows]
    return Delimited(tuple(rows), tuple(lines))


def _whole_rows(
    rows: Sequence[tuple[str, ...]], lines: Sequence[int], ruled: Collection[int]
) -> tuple[list[tuple[str, ...]], list[int]]:
    """Join the lines of one row where a line is drawn between all rows: 付茶园道路维修, and below it 机械费.

    A further line of words belongs to the cells above; one with an amount is a row.
    """
    starts = [
        at
        for at, row in enumerate(rows)
        if at in ruled or at == 0 or len(row) != len(rows[at - 1]) or any(map(_is_amount, row))
    ]
    spans = zip(starts, [*starts[1:], len(rows)], strict=True)
    whole = [tuple("".join(cells) for cells in zip(*rows[low:high], strict=True)) for low, high in spans]
    return whole, [lines[at] for at in starts]


def _is_amount(cell: str) -> bool:
    return bool(cell) and parse_money(cell) is not None


def _is_drawn(row: Sequence[str]) -> bool:
    """Tell whether a row is only a line between others: ├────┼────┤, +----+----+."""
    return any(map(str.strip, row)) and not any(sign.isalnum() for cell in row for sign in cell)


def _split_again(row: tuple[str, ...], twin: str, width: int) -> tuple[str, ...]:
    """Split a line typed with the other width of the sign; of two cells the last is an amount, or no cell."""
    if len(row) != 1 or not row[0].count(twin) == width - 1 > 0:
        return row
    pieces = tuple(cell.strip() for cell in row[0].split(twin))
    return pieces if width > 2 or parse_money(pieces[-1]) is not None else row


def _bare(cell: str) -> str:
    """Return a cell without the signs that keep a text a text: `="01-001"`, `'01-001`."""
    cell = cell.strip()
    if _MARKED.fullmatch(cell):
        return cell[1:]
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') and len(cell) > 2 else cell


def _rows(text: str, separator: str, line: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = line
    try:
        for row in reader:
            yield start, row
            start = line + reader.line_num
    except csv.Error as error:
        raise QuoteOpen(start) from error
