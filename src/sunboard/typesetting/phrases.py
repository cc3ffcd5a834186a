"""Where a Chinese title may go on to the next line.

Between words, for a line of an official paper ends where a meaning ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from sunboard.lazy import regex

_NUMBERED = regex(
    r"\d{1,2}月\d{1,2}日|第?[0-9A-Za-z][0-9A-Za-z.,:/%×~—-]*"
    r"(?:年度|年|月份|月|日|号|组|期|亩|户|人|元|万元|个|项|条|次|%)?(?:[一二三四]季度|[上下]半年|度)?"
)
_ORDINAL = regex(
    r"第[一二三四五六七八九十百]+(?:季度|期|批|次|号|届|新村|[村]?民?小?组)?|[一二][〇○零一二三四五六七八九]{3}年度?"
    r"|[一二两三四五六七八九十百]+(?:户|名|处|亩|项|笔|件|台|盏)(?![一二两三四五六七八九十百])"
)
_OPENING, _CLOSING = frozenset("（《〈【〔「『“‘([{"), frozenset("）》〉】〕」』”’，。、；：？！…)]}%·")
_DOT = "·"  # joins the parts of a name
_CLAUSE_ENDS = frozenset("，。；：！？")
# lean on the word before, or on the next
_BACK, _ON = (
    frozenset("的了们等后前"),
    frozenset("和及与或对在向为按拟至到"),
)
_PLACES = frozenset("县乡镇村组")  # end the name of a place
MOST = 8  # characters, two of Latin for one; what is joined grows no longer


@lru_cache(maxsize=4096)
def phrases(title: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Cut a title into the pieces between which a line may end; put together again they are the title.

    `names` are further words that stay whole, such as that of the village.
    """
    return tuple(_leant(list(_pieces(title, frozenset(names)))))


@cache
def lexicon() -> frozenset[str]:
    """Return the words that stay whole: what villages disclose, in the words of their titles."""
    home = resources.files("sunboard.typesetting")
    return frozenset(home.joinpath("lexicon.txt").read_text("utf-8").split())


@cache
def _longest() -> int:
    return max(map(len, lexicon()))


def _length(text: str) -> float:
    return sum(0.5 if character.isascii() else 1 for character in text)


def _pieces(title: str, names: frozenset[str]) -> Iterator[str]:
    place, unknown, known = 0, "", lexicon()
    longest = max((_longest(), *map(len, names)))
    while place < len(title):
        found = _NUMBERED.match(title, place) or _ORDINAL.match(title, place)
        word = (
            found[0]
            if found
            else next(
                (
                    part
                    for size in range(longest, 1, -1)
                    if (part := title[place : place + size]) in known or part in names
                ),
                "",
            )
        )
        # its last sign may begin the next word: 承包方案 is no 承包方
        after = place + len(word) - 1
        if len(word) > 2 and word not in names and {word[:-1], title[after : after + 2]} <= known:
            word = word[:-1]
        if not word and (title[place] in _OPENING | _CLOSING | _BACK | _ON or title[place].isspace()):
            word = title[place]
        if word:
            yield from _named(unknown, title[: place - len(unknown)], word)
            unknown = ""
            yield word
        else:
            unknown += title[place]
        place += len(word) or 1
    yield from _named(unknown, title[: place - len(unknown)], "")


def _named(unknown: str, before: str, after: str) -> Iterator[str]:
    """Cut what is not known; a part of a name that a dot joins to another stays whole: 阿依古丽·买买提江."""
    joined = before.endswith(_DOT) or after == _DOT
    yield from (unknown,) if joined and 0 < len(unknown) <= MOST else _pairs(unknown)


def _pairs(unknown: str) -> Iterator[str]:
    """Cut what is not known into twos, as most Chinese words are; short names and places stay whole."""
    while len(unknown) > 4:
        ends = (size for size in (3, 4) if unknown[size - 1] in _PLACES and len(unknown) != size + 1)
        size = next(ends, 2)
        yield unknown[:size]
        unknown = unknown[size:]
    if unknown:
        yield unknown


def _leant(pieces: list[str]) -> list[str]:
    """Join signs and single characters with the words that they belong to."""
    words: list[str] = []
    forward = False
    for piece in pieces:
        joins = (
            bool(words)
            and not piece.isspace()
            and not words[-1].isspace()
            and (forward or piece in _CLOSING or piece in _BACK)
        )
        if joins and _length(words[-1] + piece) <= 2 * MOST:
            words[-1] += piece
        else:
            words.append(piece)
        forward = piece in _OPENING or piece in _ON
    made: list[str] = []
    # a single character stands with the word before it, at the head of a clause with the one behind it
    for word in words:
        alone = len(word) == 1 and word not in _ON
        before = made[-1] if made and not word.isspace() and not made[-1].isspace() else ""
        heads = len(before) == 1 and len(made) > 1 and made[-2][-1] in _CLAUSE_ENDS
        goes_on = alone and before and before[-1] not in _CLAUSE_ENDS and _length(before) < MOST
        if heads or goes_on:
            made[-1] += word
        else:
            made.append(word)
    while len(made) > 1 and len(made[0]) == 1:
        made[:2] = ["".join(made[:2])]
    while len(made) > 1 and len(made[-1]) == 1 and made[-2][-1] not in _CLAUSE_ENDS:
        made[-2:] = ["".join(made[-2:])]
    return made
