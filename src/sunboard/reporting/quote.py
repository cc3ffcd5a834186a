"""A problem's place and its line as people can read them.

Signs that cannot be seen are named, the value is marked, and a long line is cut around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, takewhile

from sunboard.lazy import dataclass
from sunboard.model.file_types import WORKBOOKS
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.reporting.words import Words

_PLAIN = str.maketrans(dict(zip("“”‘’–—−×：，　", "\"\"''---x:, ", strict=True)) | {"…": "..."})
_WIDE_TERMINALS = ("cp936", "gbk", "gb2312", "gb18030", "936")
_SPARE = 20  # columns before and behind the value that a cut line keeps
_BETWEEN_CELLS = (",", "\t", ";", "，", "|", "；")


@dataclass(frozen=True, slots=True)
class Quote:
    """A line in three pieces: before the value, the value, after it. Any piece may be empty."""

    before: str
    value: str
    after: str
    at_gap: bool = False  # the value is missing, in a cell that should be filled

    @property
    def line(self) -> str:
        """Return the whole line."""
        return f"{self.before}{self.value}{self.after}"


def where(place: Place, say: Words) -> str:
    """Say where in its file something stands: 第7行, 〔一季度〕B7; or nothing."""
    if place.cell:
        sheet, _, cell = place.cell.rpartition("!")
        return say("sheet-cell" if sheet else "cell", sheet=sheet, cell=cell)
    return say("line", line=place.line) if place.line else ""


def quote_of(problem: Problem) -> Quote | None:
    """Return a problem's line with the value, or else its key, marked; nothing where it would say nothing."""
    line = problem.quote
    in_cell = _cell_span(line, problem.place, problem.value) if problem.place.cell and problem.value else None
    start, end = in_cell or _span(line, problem)
    if not line.strip() or (start == end and not problem.value and not problem.details.get("inside")):
        return None
    return Quote(
        visible(line[:start]),
        visible(line[start:end]),
        visible(line[end:]),
        at_gap=bool(in_cell and problem.place.field) and start == end,
    )


def _cell_span(line: str, place: Place, value: str) -> tuple[int, int] | None:
    """Return where the value stands in its cell of a row, or else that cell; nothing without such a cell."""
    letters = re.match(r"[A-Z]+", place.cell.rpartition("!")[2])
    index = 0
    for letter in letters[0] if letters else "":
        index = index * 26 + ord(letter) - ord("A") + 1
    between = " | " if place.path.lower().endswith(WORKBOOKS) else max(_BETWEEN_CELLS, key=line.count)
    cells = line.split(between)
    if not 0 < index <= len(cells) or '"' in line or line.startswith("…"):
        return None
    cell = cells[index - 1]
    start = sum(map(len, cells[: index - 1])) + len(between) * (index - 1) + len(cell) - len(cell.lstrip())
    if value in cell:
        return line.index(value, start), line.index(value, start) + len(value)
    return (start, start + len(cell.strip())) if place.field else (len(line), len(line))


def _span(line: str, problem: Problem) -> tuple[int, int]:
    key, value = problem.place.field if not problem.place.cell else "", problem.value
    named = re.search(rf"(?<![^\s\"'{{,，-]){re.escape(key)}(?=[\"']?\s*[:：])", line) if key else None
    after = named.end() if named else 0
    for wanted in dict.fromkeys(
        (value, value.replace(",", ""), value.split("\n")[0].strip(), next(iter(value.split()), ""))
    ):
        for start in (line.find(wanted, after), line.find(wanted)) if wanted else ():
            if start >= 0:
                return start, start + len(wanted)
    if after:
        return after - len(key), after
    return len(line), len(line)


def visible(text: str) -> str:
    """Return a text on one line with Tabs, control and format characters named: `<Tab>`, `<U+200B>`."""
    if text.isprintable():
        return text
    return "".join(
        "<Tab>" if sign == "\t" else f"<U+{ord(sign):04X}>" if _is_unseen(sign) else sign for sign in text
    )


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def encodable(text: str, encoding: str) -> str:
    """Return what a terminal of an encoding can show: typographic signs as plain ones, others as `?`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_sign(sign, encoding) for sign in text)
    except LookupError:
        return text
    return text


def _sign(sign: str, encoding: str) -> str:
    for way in (sign, sign.translate(_PLAIN)):
        try:
            way.encode(encoding)
        except UnicodeEncodeError:
            continue
        return way
    return "?"


def width_of(text: str, encoding: str) -> int:
    """Count the columns of a text on a terminal; a Chinese one shows signs such as “ in two."""
    return sum(_columns(text, encoding))


def _columns(text: str, encoding: str) -> Iterator[int]:
    wide = ("W", "F", "A") if encoding.lower() in _WIDE_TERMINALS else ("W", "F")
    for sign in text:
        yield 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in wide else 1


def drawn(quote: Quote, columns: int, encoding: str) -> tuple[str, str]:
    """Return the line, and carets under the value, both within a number of columns; a cut shows as `...`."""
    before, value, after = (encodable(piece, encoding) for piece in (quote.before, quote.value, quote.after))
    before = before if before.strip() else ""  # indentation says nothing here
    if width_of(before + value + after, encoding) > columns:
        spare = sum(min(_SPARE, width_of(piece, encoding)) for piece in (before, after))
        value = _cut(value, columns - spare, encoding)
        rest = columns - width_of(value, encoding)
        before = _cut(before, max(_SPARE, rest - width_of(after, encoding)), encoding, at_end=False)
        after = _cut(after, rest - width_of(before, encoding), encoding)
    carets = "^" * (width_of(value, encoding) or quote.at_gap)
    return before + value + after, " " * width_of(before, encoding) + carets


def _cut(text: str, columns: int, encoding: str, *, at_end: bool = True) -> str:
    if width_of(text, encoding) <= columns:
        return text
    signs = text if at_end else text[::-1]
    widths = accumulate(_columns(signs, encoding))
    kept = sum(1 for _ in takewhile(lambda width: width <= columns - 3, widths))
    return f"{signs[:kept]}..." if at_end else f"...{signs[:kept][::-1]}"
