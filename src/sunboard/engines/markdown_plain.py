"""Markdown as most texts are written, taken apart line by line: to parse it takes several times as long.

Only what every reader of Markdown takes in the same way is read here: headings, paragraphs, lists of single
lines, and tables with as many cells in each row. Whatever else a line may be, the parser is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sunboard.lazy import regex
from sunboard.model.family_names import family_names

_HEADING = regex(r"(#{1,6}) ([^\s#](?:.*[^\s#])?)")
_BULLET = regex(r"- ((?:[^\W\d_]|[^\x00-\x7f\s]|\*\*[^\s*]).*)")
_NUMBER = regex(r"([1-9]\d{0,7})\. ((?:[^\W\d_]|[^\x00-\x7f\s]|\*\*[^\s*]).*)")
_OF_ROWS = regex("[\t\r｜│┃║]")
_ROW = regex(r"\|[^\\`]*\|")
_RULE = regex(r"\|(?: ?:?-+:? ?\|)+")
_BEGINS_RULE = regex(r"[!&<\[\\_`]")
"""Signs at which a rule for words may begin that is not read here."""
_STARS = regex(r"\*+")
_FIGURE = regex(r"(?<![\d*])\*\*(?=[^\d*]{0,24}\d)[^\s*，。；、：]{1,24}\*\*(?![\d*])")
"""Bold words with a figure in them, and no digit beside them that they may be a part of."""
_LONGEST_FIGURE = 28  # its words, and four stars
_NO_NAME = "在由请须每为是把让被将给从按凭带填交到找需向应于和对与"
"""Signs that stand alone before bold words: `由**张三**负责`, `交**申请表**`, `向**监委会**反映`."""
_SELDOM = "应向"  # family names, but most often words before bold ones: `应**按时**交，向**村委会**报`
_WIDE = regex("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORDS = regex(r"(?:[A-Za-z(\[]|[^\x00-\x7f\s]|\d(?!\d{0,8}[.)])|\*\*[^\s*]).*")


class Piece(NamedTuple):
    """A block of a text: what it is, how deep or from where it counts, and its words.

    Words are those of each item of a list and of each cell of a table, row by row, and else one text.
    """

    type: str  # heading, paragraph, bullets, numbers, table
    number: int
    words: Sequence[str]
    align: Sequence[str] = ()  # of a table, a word for each column


def pieces(text: str) -> list[Piece] | None:
    """Return the blocks of a text, or nothing where it is not as plain as this."""
    if _OF_ROWS.search(text):
        return None
    found, lines, at = list[Piece](), text.split("\n"), 0
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        read = _piece(lines, at, bool(found) and bool(lines[at - 1]))
        if read is None or (found and _goes_on(found[-1], read[0])):
            return None
        found.append(read[0])
        at = read[1]
    return found


def strong(words: str) -> list[tuple[str, bool]] | None:
    """Return the words of a block with whether they are bold; nothing where they are marked in other ways."""
    if _BEGINS_RULE.search(words):
        return None
    if "*" not in words:
        return [(words, False)]
    parts, at = [""], 0  # plain and bold in turn
    for stars in _STARS.finditer(words):
        parts[-1] += words[at : stars.start()]
        at = stars.end()
        if hides(words, *stars.span()):
            parts[-1] += stars[0]
        elif stars[0] == "**":
            parts.append("")
        else:
            return None
    if len(parts) == 2:  # what ends nowhere stays as it is
        return [(words, False)]
    parts[-1] += words[at:]
    is_whole = len(parts) % 2 and all(part[:1].isalnum() and part[-1].isalnum() for part in parts[1::2])
    return [(part, bool(place % 2)) for place, part in enumerate(parts) if part] if is_whole else None


def hides(text: str, start: int, end: int) -> bool:
    """Tell whether stars stand for a part of a name or a number: `张*明`, `6299****0012`."""
    before, after = text[max(0, start - 2) : start], text[end : end + 1]
    if not before[-1:].isalnum() or not after.isalnum():
        return False
    if end - start == 2 and _is_round_figure(text, start, end):
        return False
    is_name = before[-1] in family_names() and _stands_alone(text, start)
    is_name = is_name or start in _given_names(text)
    return end - start != 2 or is_name or before[-1].isdigit() or after.isdigit()


def _stands_alone(text: str, at: int) -> bool:
    """Tell whether one sign that may be a name stands by itself before stars.

    Between two pairs of stars it joins bold words: `**张三**和**李四**`.
    """
    before = text[max(0, at - 2) : at]
    is_alone = not before[:-1].isalnum() and before[:-1] != "*"
    return is_alone and bool(_WIDE.match(before[-1:])) and before[-1:] not in _NO_NAME


@lru_cache(maxsize=256)
def _given_names(text: str) -> frozenset[int]:
    """Return where two stars stand for a given name amid a sentence: `由王**领取，请李**签收`.

    Behind a family name two stars may as well begin bold words (`地方**经济发展**`), and so they may behind
    a sign by itself (`即**三天内**`). They stand for a name where all other stars are in pairs without them.
    """
    names = family_names()
    pairs = [found.start() for found in _STARS.finditer(text) if found.end() - found.start() == 2]
    named = [
        (text[at - 1 : at] in names and (text[at - 1] not in _SELDOM or text[at + 3 : at + 5] == "**"))
        or text[at - 2 : at] in names
        or _stands_alone(text, at)
        for at in pairs
    ]
    ends, goes_on = [True], [False]  # whether what follows is in pairs, outside bold words and inside
    for may_hide in reversed(named):
        outside, inside = goes_on[-1] or (may_hide and ends[-1]), ends[-1]
        ends.append(outside)
        goes_on.append(inside)
    hidden, is_bold = [], False
    for at, may_hide, outside, inside in zip(pairs, named, ends[-2::-1], goes_on[-2::-1], strict=True):
        if not is_bold and may_hide and (outside or not inside):
            hidden.append(at)
        else:
            is_bold = not is_bold
    return frozenset(hidden)


def _is_round_figure(text: str, start: int, end: int) -> bool:
    """Tell whether two stars begin or end bold words with a figure written out: `花了**2000元**整`."""
    return any(
        found.start() == start or found.end() == end
        for found in _FIGURE.finditer(text, max(0, start - _LONGEST_FIGURE))
        if found.start() <= start
    )


def _piece(lines: Sequence[str], at: int, follows: bool) -> tuple[Piece, int] | None:
    """Return the block at a line, and the line behind it; it `follows` where no blank line stands above."""
    line = lines[at]
    if line != line.strip():
        return None
    if heading := _HEADING.fullmatch(line):
        return Piece("heading", len(heading[1]), (heading[2],)), at + 1
    if _BULLET.fullmatch(line):
        return _list(lines, at)
    if not follows and _NUMBER.fullmatch(line):
        return _list(lines, at)
    if not follows and line[0] == "|":
        return _table(lines, at)
    end = at
    while end < len(lines) and lines[end] == lines[end].strip() and _WORDS.fullmatch(lines[end]):
        end += 1
    is_whole = (
        end == len(lines) or not lines[end] or _HEADING.fullmatch(lines[end]) or _BULLET.fullmatch(lines[end])
    )
    return (Piece("paragraph", 0, ("\n".join(lines[at:end]),)), end) if end > at and is_whole else None


def _list(lines: Sequence[str], at: int) -> tuple[Piece, int] | None:
    """Return a list of items of one line each, numbered on from its first where they are numbered."""
    first = _NUMBER.fullmatch(lines[at])
    start, items, end = int(first[1]) if first else 1, list[str](), at
    while end < len(lines) and lines[end]:
        item = (_NUMBER if first else _BULLET).fullmatch(lines[end])
        if item is None or lines[end] != lines[end].strip():
            break
        if first and int(item[1]) != start + len(items):
            return None
        items.append(item[item.lastindex or 0])
        end += 1
    if end < len(lines) and lines[end] and not _HEADING.fullmatch(lines[end]):
        return None
    return Piece("numbers" if first else "bullets", start, items), end


def _table(lines: Sequence[str], at: int) -> tuple[Piece, int] | None:
    """Return a table whose rows have as many cells as its head, down to a blank line."""
    end = at
    while end < len(lines) and lines[end]:
        end += 1
    rows = lines[at:end]
    if len(rows) < 2 or not _RULE.fullmatch(rows[1]) or not all(map(_ROW.fullmatch, rows)):
        return None
    cells = [[cell.strip() for cell in row[1:-1].split("|")] for row in rows]
    if any(len(row) != len(cells[0]) for row in cells):
        return None
    words = [word for row in (cells[0], *cells[2:]) for word in row]
    return Piece("table", len(rows) - 1, words, [_side(rule) for rule in cells[1]]), end


def _side(rule: str) -> str:
    if rule[0] == ":" or rule[-1] != ":":
        return "center" if rule[0] == rule[-1] == ":" else "left"
    return "right"


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Tell whether a list is one with that before it, with space between their items."""
    return before.type == piece.type and piece.type in ("bullets", "numbers")
