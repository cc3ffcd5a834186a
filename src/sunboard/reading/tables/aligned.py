"""Text whose columns are parted by spaces, or by dots and colons, as printed or as typed in an editor.

Where a cell may be empty only its place on the line tells its column: the columns are then the stretches that
all lines have in common, one below each head. Where that leaves a doubt nothing is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache

from sunboard.fields.written import parse_money
from sunboard.lazy import dataclass, regex
from sunboard.reading.tables.amounts import plainly
from sunboard.reading.tables.delimited import Delimited
from sunboard.reading.tables.sums import DASHES, sum_word
from sunboard.reading.tables.words import balance_said, enumerated, section_side

_FURTHEST = 40  # lines from the top among which a head is looked for
_WIDE, _SINGLE = regex(r"[^ \u3000]+(?:[ \u3000][^ \u3000]+)*"), regex(r"[^ \u3000]+")
_FEWEST = 3  # cells of a line with wide gaps, and such lines, that show a table
_LEADING = " \t\u3000:：…·"  # what leads from a label to its amount
_LEADS = str.maketrans(dict.fromkeys(_LEADING, " "))
_GLUED = regex(  # 保洁员工资9000元（3人，每人1000元）； or 9O00元, to be asked back
    r"(?P<label>(?:[^元（(]|[（(][^（）()]*[)）])*?(?:[^元（(0-9oOlI.,，]|[（(][^（）()]*[)）]))"
    r"(?P<amount>[0-9][0-9oOlI,，]*(?:\.[0-9oOlI]+)?万?元|[0-9][0-9,，]*\.[0-9]{2})"
    r"(?P<note>[（(][^（）()]+[）)])?[；;。，,]?"
)
_YUAN, _ASIDE = regex(r"[0-9]\s*[百千万]?元"), regex(r"[（(][^（）()]*[)）]")
_TOLD = regex(
    r"(?P<day>(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)[:：，,]?[ \t\u3000]*"
    r"(?P<what>(?P<side>[收付支])[^0-9，,。；;]{0,60}?[^0-9，,。；;\s])"
    r"(?:[ \t\u3000]+(?P<said>收入|支出))?[ \t\u3000:：]{0,20}"
    r"(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?元)[。；;]?"
)
_SUM_TOLD = regex(
    r"(?P<side>[收支])[入出](?:合计|总计|共计|共)[:：]?\s*(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?元)"
)
_DOTTED = regex(r"(?P<day>(?:1[0-2]|[1-9])[.．/](?P<number>[12]?[0-9]|3[01]))[ \u3000]+(?P<what>[^\s0-9].*)")
_HIGHEST = 12  # number of a part, 2.12; what goes on counting higher are days
_SURE = regex(r"元$|\.[0-9]{2}$")  # of an amount in a unit that is known, though nothing stands above it
_DATED = regex(
    r"(?P<day>(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{4}([-/.])[0-9]{1,2}\2[0-9]{1,2})"
    r"[:：，,、]?[ \t\u3000]*(?P<what>[^\s0-9:：，,、].*)"
)
_STOPS = regex("(?<=[0-9元)）])[；;。，,:：]$")
_TITLED = regex(  # 收入（65元）, 支出共13元, 收入65元，其中：
    r"(?P<label>[^（(0-9:：]+?)(?:[:：]?(?:共计?)?|[（(](?:共计?|合计)?)(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?万?元)"
    r"[)）]?(?:[，,]?其中)?[:：]?"
)
_HAN = regex("[一二三四五六七八九十]{1,3}")
_GAP = regex(r"\t|[ \u3000]{2,}")
_BLANK = regex(r"[ \u3000]+")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A piece of a line, and on which columns of a fixed-width screen it stands."""

    text: str
    start: int
    end: int


def read_aligned(text: str, known: Callable[[str], bool]) -> Delimited | None:
    """Split text at its spaces; nothing where that has more than one reading, or shows no head.

    Cells stand at least two spaces apart, and each below its head; or, with single spaces, every line has a
    cell for each head. A line without an amount is one cell. `known` tells the head of a column.
    """
    if "\t" in text or not _BLANK.search(text):
        return None
    lines = text.splitlines()
    known = cache(known)
    for pattern, placed in ((_WIDE, _below_heads), (_WIDE, _one_for_each), (_SINGLE, _one_for_each)):
        at = max(range(min(len(lines), _FURTHEST)), key=lambda at: _heads(pattern, lines[at], known))
        if _heads(pattern, lines[at], known) < 2:
            continue
        below = {y: _cells(pattern, lines[y]) for y in range(at + 1, len(lines))}
        entries = {y: cells for y, cells in below.items() if len(cells) > 1 and any(map(_is_amount, cells))}
        head = _cells(pattern, lines[at])
        rows = placed(head, [*entries.values()])
        if rows is not None:
            told = {at: tuple(cell.text for cell in head), **dict(zip(entries, rows, strict=True))}
            found = (told.get(y) or _untold(line) for y, line in enumerate(lines))
            return Delimited(tuple(found), tuple(range(1, len(lines) + 1)))
    return None


def _untold(line: str) -> tuple[str, ...]:
    """Return a line without an amount as one cell; what counts a title stands in one of its own: 二  收入."""
    cells = tuple[str, ...](_WIDE.findall(line))
    return cells if len(cells) == 2 and _HAN.fullmatch(cells[0]) else (line.strip(" \u3000"),)


def read_listed(text: str) -> Delimited:
    """Part lines into a label and the amount that ends them: 水电费……735.60; other lines are one cell.

    Between the first and the last amount also what only may be one is parted, so that it is asked back. Where
    a line there says amounts in the midst of its words, no line is parted: it is not known what they are of.
    """
    lines = [_STOPS.sub("", line.strip(" \t\u3000")) for line in text.splitlines()]
    found = [*map(_label_and_amount, lines)]
    amounts = [y for y, own in enumerate(found) if parse_money(plainly(own[-1])) is not None]
    among = found[amounts[0] : amounts[-1] + 1] if amounts else ()
    amounts = [] if any(_YUAN.search(_ASIDE.sub("", own[0])) for own in among) else amounts
    heads = (y for y, line in enumerate(lines) if not any(map(str.isdigit, line)))
    parted = {*range(amounts[0], amounts[-1] + 1), *heads} if amounts else set[int]()
    rows = [own if y in parted else (line,) for y, (line, own) in enumerate(zip(lines, found, strict=True))]
    begins = 0 in amounts and _SURE.search(lines[0])
    above = [("", "")] if begins else []  # a head stands above the first amount
    return Delimited((*above, *rows), (*[1 for _ in above], *range(1, len(lines) + 1)))


def with_days(listed: Delimited) -> Delimited | None:
    """Part the days before labels from them, where all have one but titles, sums and balances; else nothing.

    1月6日 收鱼塘承包费 6400元, and 1.6 where 1.17 shows that it is no number.
    """
    rows: list[tuple[str, ...]] = []
    count, numbers = 0, set[int]()
    for row in listed.rows:
        label, *amount = row if any(row) else ("",)
        _, bare, _ = enumerated(label)
        dotted = _DOTTED.fullmatch(label) if amount else None
        found = dotted or (_DATED.fullmatch(bare) if amount else None)
        numbers |= {int(dotted["number"])} if dotted else set()
        count += found is not None
        if found:
            rows.append((found["day"], found["what"], *amount))
        elif amount and not (section_side(bare) or balance_said(bare) or sum_word(bare)):
            return None
        else:
            rows.append(("", label, *amount))
    are_days = count > 1 and (not numbers or max(numbers) > _HIGHEST)
    return Delimited(tuple(rows), listed.lines) if are_days else None


def _label_and_amount(line: str) -> tuple[str, ...]:
    """Part a line at its last tab, else before its last word; of two numbers neither may be the amount.

    A line without a number is parted at its widest gap, as heads are.
    """
    titled = _TITLED.fullmatch(line)
    if titled and section_side(enumerated(titled["label"])[1]):
        return titled["label"], titled["amount"]
    if "\t" in line:
        label, _, amount = line.rpartition("\t")
        number = ""
    else:
        plain = line.translate(_LEADS)
        label, _, amount = plain.rpartition(" ")
        number = label.rstrip().rpartition(" ")[2]
    label = line[: len(label)].rstrip(_LEADING)
    is_amount = bool(label) and "（" not in amount and parse_money(plainly(amount)) is not None
    if not is_amount and (glued := _GLUED.fullmatch(line)):
        return glued["label"].rstrip(_LEADING + "-－−") + (glued["note"] or ""), glued["amount"]
    if not label or not any(map(str.isdigit, amount)):
        gap = max(_GAP.findall(line), key=len, default="")
        return tuple("".join(part.split()) for part in line.split(gap, 1)) if gap else (line,)
    return (label, number, amount) if number.isdecimal() and number != label else (label, amount.strip())


def read_told(text: str) -> Delimited | None:
    """Part lines such as `1月5日 收鱼塘承包费 12000元` into day, purpose, income and expense.

    Nothing where a line among them says something else, or no sum of each side proves how they are read.
    """
    lines = [line.strip(" \t\u3000") for line in text.splitlines()]
    told = {y: found for y, line in enumerate(lines) if (found := _TOLD.fullmatch(line))}
    first, last = min(told, default=0), max(told, default=0)
    if len(told) < _FEWEST or any(lines[y] and y not in told for y in range(first, last)):
        return None
    sums = [found for y, line in enumerate(lines) if y not in told for found in _SUM_TOLD.finditer(line)]
    said = {side: {parse_money(one["amount"]) for one in sums if one["side"] == side} for side in "收支"}
    rows: list[tuple[str, ...]] = []
    reckoned: dict[str, Decimal] = {}
    for found in told.values():
        side, amount = "收" if found["side"] == "收" else "支", found["amount"]
        if not (found["said"] or side).startswith(side):
            return None
        reckoned[side] = reckoned.get(side, Decimal(0)) + (parse_money(amount) or 0)
        rows.append((found["day"], found["what"], *((amount, "") if side == "收" else ("", amount))))
    if any(said[side] != {amount} for side, amount in reckoned.items()):
        return None
    parted = dict(zip(told, rows, strict=True))
    return Delimited(
        tuple(parted.get(y, (line,)) for y, line in enumerate(lines)), tuple(range(1, len(lines) + 1))
    )


def heads_by_spaces(text: str) -> tuple[str, ...]:
    """Return what stands on the widest line of a text of cells with wide gaps; nothing of other texts."""
    cells = (tuple[str, ...](_WIDE.findall(line)) for line in text.splitlines())
    lines = [found for found in cells if len(found) >= _FEWEST]
    return max(lines, key=len) if len(lines) >= _FEWEST else ()


def _heads(pattern: re.Pattern[str], line: str, known: Callable[[str], bool]) -> int:
    return sum(map(known, pattern.findall(line)))


def _cells(pattern: re.Pattern[str], line: str) -> list[_Cell]:
    ends = [0]
    for sign in line:
        ends.append(ends[-1] + (2 if unicodedata.east_asian_width(sign) in "WFA" else 1))
    return [_Cell(one[0], ends[one.start()], ends[one.end()]) for one in pattern.finditer(line)]


def _is_amount(cell: _Cell) -> bool:
    return parse_money(plainly(cell.text)) is not None


def _below_heads(head: Sequence[_Cell], rows: Sequence[Sequence[_Cell]]) -> list[tuple[str, ...]] | None:
    """Put each cell below its head; nothing unless every head has a stretch of its own on all lines.

    Only what a sum is called may reach below several heads.
    """
    labels = {row[0] for row in rows if sum_word(row[0].text)}
    stretches = _stretches(cell for row in (head, *rows) for cell in row if cell not in labels)
    if len(stretches) != len(head) or any(
        not start <= cell.start < end for cell, (start, end) in zip(head, stretches, strict=True)
    ):
        return None
    found: list[tuple[str, ...]] = []
    for row in rows:
        cells = [""] * len(head)
        for cell in row:
            x = 0 if cell in labels else _at(cell, stretches)
            if cells[x]:
                return None
            cells[x] = cell.text
        found.append(tuple(cells))
    return found


def _at(cell: _Cell, stretches: Sequence[tuple[int, int]]) -> int:
    return next(x for x, (start, end) in enumerate(stretches) if start <= cell.start < end)


def _stretches(cells: Iterable[_Cell]) -> list[tuple[int, int]]:
    """Return what is covered by any cell, from left to right."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((cell.start, cell.end) for cell in cells):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _one_for_each(head: Sequence[_Cell], rows: Sequence[Sequence[_Cell]]) -> list[tuple[str, ...]] | None:
    """Return rows that have a cell for each head; a sum may have only its label and its amounts."""
    whole = [row for row in rows if len(row) == len(head)]
    columns = enumerate(zip(*whole, strict=True))
    amounts = [x for x, cells in columns if all(_is_amount(one) or one.text in DASHES for one in cells)]
    found: list[tuple[str, ...]] = []
    for row in rows:
        cells = [""] * len(head)
        if len(row) == len(head):
            cells = [cell.text for cell in row]
        elif whole and sum_word(row[0].text) and len(row) == len(amounts) + 1 and 0 not in amounts:
            cells[0] = row[0].text
            for x, cell in zip(amounts, row[1:], strict=True):
                cells[x] = cell.text
        else:
            return None
        found.append(tuple(cells))
    return found
