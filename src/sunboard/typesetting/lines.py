"""Where lines break.

Between words, dates and amounts, with no closing mark first and no opening mark last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sunboard.lazy import regex
from sunboard.typesetting.phrases import lexicon, phrases
from sunboard.typesetting.widths import BOLD, BREAK, EM, REGULAR, width

_OPENING = "“‘（《〈「『【〔［｛"
_CLOSING = "”’，。、；：！？）》〉」』】〕］｝…—～·％‰℃￥°"
_MARKS = "\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
NUMBERED = (
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?|[一二三四]季度|[上下]半年|[度底初])?|\d{1,2}月\d{1,2}日"
    r"|(?:\d[\d.,]*[亿万千]余?)+(?:\d[\d.,]*)?(?:元|亩|户|人|名|吨|斤|平方米|公里|米)?(?:\d角)?(?:\d分)?"
    r"|\d[\d.,]*元(?:\d角\d?分?|\d分)|[\d.,]*\d(?:人次|平方米|平方千米|公里|千米|厘米|公斤|[\u4e00-\u9fff])"
)
"""Days, amounts, numbers with what they count, as a pattern that Python and Typst read alike."""
_COARSE = regex(rf"(?:[^-,亿万元角]*[-,亿万元角]+|[^-,亿万元角{_CLOSING}]+)[{_CLOSING}]?|[{_CLOSING}]")
_MEASURE = regex(r"\d[\d.,]*[年月日]?|[^\d]+")
_FINE = regex(rf"[\s\S][{_CLOSING}]?")
_PIECE = regex(
    rf"[{_OPENING}]*(?:{NUMBERED}|[!-~\u00c0-\u024f]+|[^\s{_OPENING}])[{_MARKS}{_CLOSING}]*|[{_OPENING}]+"
)
"""What a line is not broken within.

A word, a date, a number with what it counts, a mark with what it belongs to.
"""

_IDEOGRAPHS = (
    "\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = regex(f"[^ \\t\\r\\n\u3000{BREAK}{_IDEOGRAPHS}]+")
"""What Typst does not break within."""
_JOINED = regex(f"[{_MARKS}]")


def clean(text: str) -> str:
    """Return a text on one line, without control characters and those that turn the direction of writing."""
    if text.isprintable():
        return " ".join(text.split())
    shown = "".join(
        char if unicodedata.category(char) not in ("Cc", "Cs") else " "
        for char in text
        if not "\u202a" <= char <= "\u202e"
    )
    return " ".join("".join(char for char in shown if not "\u2066" <= char <= "\u2069").split())


@lru_cache(maxsize=8192)
def wrap(
    text: str, limit: int, weight: int = BOLD, *, spaced: bool = True, most: int = 0, words: bool = False
) -> tuple[str, ...]:
    """Break a text into lines of at most `limit` hundredths of an em.

    Together they are the text without the spaces at their ends.
    `most` is the largest number of characters in a line, 0 for any. With `words` Chinese words stay whole, as
    a title's do. A word wider than a line is broken after its hyphens and commas, and where that does not do,
    anywhere.
    """
    lines: list[str] = []
    line, used, end = "", 0, 0

    def measured(piece: str) -> int:
        return width(piece, weight, spaced=spaced, before=line)

    def fits(piece: str, wide: int) -> bool:
        return used + wide <= limit and (not most or len(line) + len(piece) <= most)

    def small(piece: str) -> bool:
        return width(piece, weight, spaced=spaced) <= limit and (not most or len(piece) <= most)

    for start, found in _pieces(text, words, small):
        piece = text[end:start] + found if line else found
        end = start + len(found)
        wide = measured(piece)
        if line and not fits(piece, wide):
            lines.append(line)
            line, used = "", 0
            piece, wide = found, measured(found)
        if fits(piece, wide):
            line, used = line + piece, used + wide
            continue
        for part in _parts(found, small):
            wide = measured(part)
            if line and not fits(part, wide):
                lines.append(line)
                line, used = "", 0
                wide = measured(part)
            used += wide
            line += part
    return (*lines, line) if line else tuple(lines)


def _pieces(text: str, words: bool, small: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Yield what a line is not broken within, and where it begins.

    Words that are small enough, else what `_PIECE` finds in them.
    """
    at = 0
    for word in phrases(text) if words else (text,):
        if words and word.strip() and small(word.strip()):
            yield at + word.index(word.strip()), word.strip()
        else:
            yield from ((at + found.start(), found[0]) for found in _PIECE.finditer(word))
        at += len(word)


def _parts(word: str, fits: Callable[[str], bool]) -> Sequence[str]:
    """Return what a word may be broken into: amounts behind their units, a number and what it counts, signs.

    So that of a telephone number or an amount on a narrow panel no digit stands alone, and no line begins
    with the mark behind it.
    """
    for pieces in (_COARSE, _MEASURE, _FINE):
        parts = [found[0] for found in pieces.finditer(word)]
        if all(fits(part) for part in parts):
            return parts
    return word


def balance(text: str, limit: int, *, spaced: bool = True, most: int = 0) -> tuple[str, ...]:
    """Break a title into few lines, about equally long, between words, none with one sign."""
    whole = wrap(text, limit, spaced=spaced, most=most)
    lines = wrap(text, limit, spaced=spaced, most=most, words=True)
    words = len(lines) <= len(whole) + 1
    lines = lines if words else whole
    pieces = map(str.strip, phrases(text)) if words else (found[0] for found in _PIECE.finditer(text))
    wides = (width(piece, spaced=spaced) for piece in pieces)
    least = max((wide for wide in wides if wide <= limit), default=0)
    for narrower in range(limit - EM // 2, max(least, limit // 2) - 1, -EM // 2):
        tried = wrap(text, narrower, spaced=spaced, most=most, words=words)
        if len(tried) != len(lines):
            break
        lines = tried
    return _accompanied(lines, limit, spaced)


def _accompanied(lines: tuple[str, ...], limit: int, spaced: bool) -> tuple[str, ...]:
    """Give a last character that stands alone the piece before it.

    Lines of few characters cannot always be made equally long.
    """
    if len(lines) < 2 or len(lines[-1]) > 1:
        return lines
    pieces = [found[0] for found in _PIECE.finditer(lines[-2])]
    last = pieces[-1] + lines[-1]
    if len(pieces) < 3 or " " in lines[-2] or width(last, spaced=spaced) > limit:
        return lines
    return (*lines[:-2], "".join(pieces[:-1]), last)


@lru_cache(maxsize=4096)
def wrap_with_company(text: str, limit: int) -> tuple[str, ...]:
    """Break a text into lines of which, where that can be, none has but one character."""
    lines = wrap(text, limit)
    if len(lines) < 2 or not any(map(_lonely, lines)):
        return lines
    for narrower in range(limit - EM // 2, max(limit // 2, 2 * EM) - 1, -EM // 2):
        tried = wrap(text, narrower)
        if not any(map(_lonely, tried)):
            return tried
    return lines


def _lonely(line: str) -> bool:
    return sum(char.isalnum() for char in line) == 1


def widest(lines: Sequence[str]) -> int:
    """Return the width of the widest line."""
    return max(map(width, lines), default=0)


@lru_cache(maxsize=4096)
def longest_word(text: str, weight: int = REGULAR) -> int:
    """Return the width of the widest piece that Typst does not break."""
    return max((width(found[0], weight) for found in _WORD.finditer(text)), default=0)


def loosen(text: str, limit: int, weight: int = REGULAR) -> str:
    """Allow Typst a break after each character of words wider than a limit.

    So that nothing leaves its column.
    """
    text = text.replace(BREAK, "")
    if longest_word(text, weight) <= limit:
        return text
    return _WORD.sub(lambda found: _loose(found[0], limit, weight), text)


def _loose(word: str, limit: int, weight: int) -> str:
    if width(word, weight) <= limit:
        return word
    steps = re.findall("[^/]*/+|[^/]+", word)  # an address breaks after its slashes if that will do
    return BREAK.join(step if width(step, weight) <= limit else _spread(step) for step in steps)


def _spread(word: str) -> str:
    return "".join(c if not place or _JOINED.match(c) else BREAK + c for place, c in enumerate(word))


_NUMERAL = "[〇零一二两三四五六七八九十百千万亿]"
_UNBROKEN = regex(
    r"[0-9A-F]{4}-[0-9A-F]{4}(?![0-9A-Za-z])"
    r"|(?:\d{4}年)?\d{1,2}月?[到至—–-]\d{1,2}月(?!\d)"
    r"|(?:[上下]午|[早晚]上|中午)?\d+(?:[-—–:]\d+)+|〔\d{4}〕第?\d+号"
    rf"|(?:\d[\d.,]*[亿万千])+\d[\d.,]*(?:[\u4e00-\u9fff](?=[{_CLOSING}]|$)|元零?\d角(?:\d分)?|元零\d分)"
    rf"|\d{{1,3}}[\u4e00-\u9fff](?=\d{{4}}年)|\d{{1,2}}月[底初末中上下]旬?|第?(?:{NUMBERED})[前后内起止]?(?!\d)"
    r"|(?:一共|[约共第])?(?:\d[\d,.]*[亿万千百]?余?"
    r"(?:平方米|平方千米|公里|千米|厘米|元|角|分|亩|户|人次|人|名|吨|版|%)?)+"
    rf"|(?:一共|百分之|[约共第])?[一二两三四五六七八九十]{_NUMERAL}+[余多几]?"
    r"(?:平方米|公里|[元块角分亩户人名吨斤米岁年月日号组届期批次个项条])?"
    rf"(?:{_NUMERAL}角)?(?:{_NUMERAL}分)?"
    r"|[!-~\u00c0-\u024f]+"
)
"""A check code, months, telephone number, hours of a day, number of a document, date, number with what it
counts, amount in words, or a word in Latin script.
"""
_COUNTED = regex(
    rf"[{_OPENING}]*(?:\d{{4}}年|\d{{1,2}}月\d{{1,2}}日|\d角\d分[{_CLOSING}]*\s*"
    rf"|\d[-\d.,]*[^\d\s]*[{_CLOSING}]*\s*)"
    rf"|[^\d]*?[十百千万亿元角](?=[零〇一二两三四五六七八九])|[^\d]+"
)
"""A number with what it counts, in Chinese numerals up to the next; or what stands before the first."""
_MARKED = _OPENING + _CLOSING
_PAUSES = "，。；：！？…,;!?"
_BOUND = 24  # signs that a number and the words beside it have at most where they stay together
_SHORT = 14  # signs of a value that stays with its label, unless it is a number
_CARRIED = 3  # signs of a word that goes to the next line with the amount behind it
_LEFT = 33  # percent of a line that stay behind
_ENDS = frozenset(",.;:!?)]}%")
_LEANING = frozenset("前后内起止的了地得们等")


def clauses(
    text: str, limit: int, measure: Callable[[str], int], full: int = 66, names: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Break a text for a panel: between words, and at a comma where a line is full enough by then.

    `measure` gives the pixels of a text, `limit` those of a line, `full` how many percent of it are enough;
    `names` are further words, such as that of the village.
    Only a word, a date or a number that is wider than a line is broken, after its hyphens and commas or else
    anywhere.
    """
    lines: list[str] = []
    line = ""
    for clause in _clauses(text, names):
        whole = "".join(clause).strip()
        if line and 100 * measure(line) >= full * limit and measure(line + whole) > limit:
            lines.append(line)
            line = ""
        for before, word in pairwise(("", *clause)):
            if measure((line + word).rstrip()) <= limit:
                line += word if line else word.lstrip()
                continue
            if left := _left_by(line, before, word, limit, measure):
                lines.append(left)
                line = before + word
                continue
            for part in (word,) if measure(word.strip()) <= limit else pieces_of(word, limit, measure):
                if line and measure((line + part).rstrip()) > limit:
                    lines.append(line)
                    line = ""
                line += part if line else part.lstrip()
    made = [line.rstrip() for line in (*lines, line) if line.strip()]
    return tuple(_with_company(made, limit, measure, names))


def _left_by(line: str, before: str, word: str, limit: int, measure: Callable[[str], int]) -> str:
    """Return what a line keeps that gives its last word to the amount behind it; nothing if none goes."""
    if not (word[0].isdigit() and "元" in word and before.isalpha() and len(before) <= _CARRIED):
        return ""
    left = line.removesuffix(before)
    whole = measure((before + word).rstrip()) <= limit and 100 * measure(left) >= _LEFT * limit
    return left if whole and left != line else ""


def _clauses(text: str, names: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the words of a text, clause by clause."""
    clause: list[str] = []
    for word in words_of(text, names=names):
        clause.append(word)
        if word.rstrip()[-1:] in _PAUSES:
            yield clause
            clause = []
    if clause:
        yield clause


@lru_cache(maxsize=8192)
def words_of(text: str, labelled: bool = True, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the words of a text; dates, amounts and names in Latin letters are one each.

    So are a label with a short value and a number with what it counts or is called (`labelled`).
    `names` are further words, such as that of the village.
    """
    words: list[str] = []
    at = 0
    for found in _UNBROKEN.finditer(text):
        words += [*_between(text[at : found.start()], names), found[0]]
        at = found.end()
    words += _between(text[at:], names)
    joined: list[str] = []
    for index, word in enumerate(words):
        leans = word[0] in _CLOSING or word[0] in _ENDS or word in _LEANING or word == " "
        valued = len(word) <= (_BOUND if word[0].isdigit() else _SHORT)
        named = labelled and joined and joined[-1][-1] == "：" and valued
        bound = labelled and joined and _bound(joined[-1], word, "".join(words[index + 1 : index + 3]))
        # a single character at the head of a clause stands with the number behind it: 花4,850元
        heads = labelled and len(joined) > 1 and len(joined[-1]) == 1 and joined[-2][-1] in (*_PAUSES, "、")
        heads = heads and word[0].isdigit() and len(word) < _SHORT
        if joined and (leans or named or bound or heads or joined[-1][-1] in _OPENING):
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def _bound(before: str, word: str, after: str) -> bool:
    """Tell whether a space stands between a number and what it counts, or else what it is the number of."""
    last = before[-2:-1] if before[-1] == " " else ""
    if not last or last in _PAUSES or len(before) + len(word) > _BOUND:
        return False
    if last.isdigit():
        return word[0].isalpha()
    counts = word[-1].isdigit() and after[:1] == " " and after[1:2].isalpha()
    return any(map(str.isdigit, word)) and (last == ":" or not counts)


def _between(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the words of a text; marks at its ends belong to what is before and after it."""
    rest = text.lstrip(_CLOSING)
    inner = rest.rstrip(_OPENING)
    yield from filter(None, (text[: len(text) - len(rest)], *phrases(inner, names), rest[len(inner) :]))


def pieces_of(word: str, limit: int, measure: Callable[[str], int]) -> Iterator[str]:
    """Yield what a word wider than a line is broken into, as coarse as lines have room for.

    A label and the words behind it, then numbers behind their units, then signs.
    """
    for part in words_of(word, labelled=False):
        if part[-1] in _LEANING and len(part) > 1 and measure(part.strip()) > limit:
            yield from pieces_of(part[:-1], limit, measure)
            yield part[-1]
            continue
        for piece in (part,) if measure(part.strip()) <= limit else _COUNTED.findall(part):
            halves = (piece,) if measure(piece.strip()) <= limit else _halves_of(piece, limit, measure)
            if halves:
                yield from halves
                continue
            for found in _PIECE.finditer(piece):
                whole = measure(found[0]) <= limit
                yield from (found[0],) if whole else _parts(found[0], lambda part: measure(part) <= limit)
                if piece.startswith(" ", found.end()):
                    yield " "


def _halves_of(word: str, limit: int, measure: Callable[[str], int]) -> Sequence[str]:
    """Return two parts of a word, one of them known, the first as long as can be; nothing if none fit."""
    known = lexicon()
    for at in range(len(word) - 1, 0, -1):
        halves = word[:at], word[at:]
        bare = [half.strip(_MARKED) for half in halves]
        if min(map(len, bare)) > 1 and known & {*bare} and all(measure(half) <= limit for half in halves):
            return halves
    return ()


def _with_company(
    lines: list[str], limit: int, measure: Callable[[str], int], names: tuple[str, ...]
) -> list[str]:
    """Give the last line of a clause the word before it where it has one character or two.

    If that leaves enough of the line before.
    """
    made = lines[:1]
    for at, line in enumerate(lines[1:], 2):
        signs = sum(sign.isalnum() for sign in line)
        ends = at == len(lines) or (line[-1] in _PAUSES and made[-1][-1] not in _PAUSES)
        *before, last = words_of(made[-1], names=names) if ends and signs < _CARRIED else ("",)
        least = _LEFT * limit if signs > 1 else 0
        if before and measure(last + line) <= limit and 100 * measure("".join(before)) >= least:
            made[-1:] = ["".join(before).rstrip(), last + line]
        else:
            made.append(line)
    return made
