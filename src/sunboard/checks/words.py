"""Words that rules look for in what is written of money, and those that are none of them.

`防汛…餐` has up to eight signs between its ends, `领导|来客…餐|饭` several words in one place, and `烟$` is
the thing itself: it is in 购烟两条, and not in 烟道清洗.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache

from sunboard.lazy import regex

_BETWEEN = "([^，。；,;]{0,8}?)"
_COUNTED = (
    "[\\d.一二两三四五六七八九十几数多半]+(?:[条包盒瓶箱件斤份桌席次顿人袋提桶罐只个张页]|公斤|人次|余)+"
)
_PRICE = "[费款钱用等共]|余款|尾款|欠款|欠账|挂账|赊账|签单|款项|支出|开支|消费|一批|若干|发票|票据|单据"
_ASIDE = "[(（][^)）]*[)）]"
_GIVEN = "[和及与并送赠给招]"
_BOUGHT = rf"(?={_COUNTED}|(?:{_PRICE}|{_COUNTED}|{_ASIDE})*(?:$|[\s，,。；;、:：(（)）]|{_GIVEN}))"
"""What follows the thing that was bought: how much of it, for whom; a word of another thing does not."""


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of some words, and what stands where a word such as `防汛…餐` has dots.

    A search passes quickly over signs with which none of them begins.
    """
    starts, found = _apart(words)
    ahead = "" if "" in starts else f"(?={_any_sign(start[0] for start in starts)})"
    return regex(f"{ahead}(?:{found})" if words else "(?!)")


@cache
def _glance(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds where any of some words begins, in a tenth of the time that their ends take.

    A sign that begins a word, and then one that goes on in any, are looked for before whole words, and of
    these only those that begin with like signs. Things that are bought stand together: what goes on behind
    them takes as long to compile as ten words.
    """
    begun = {word: _starts(word) for word in sorted(words, key=lambda word: (word.endswith("$"), word))}
    if not words or any("" in starts for starts in begun.values()):
        return _pattern(words)
    short = [word for word, starts in begun.items() if any(len(start) == 1 for start in starts)]
    long = [word for word in begun if word not in short]
    ways = [f"(?<=(?={_apart(tuple(short))[1]}).)"] if short else []
    if long:
        some = [long[at : at + _AT_ONCE] for at in range(0, len(long), _AT_ONCE)]
        found = "|".join(
            "".join(_any_sign(start[at] for word in few for start in begun[word]) for at in (0, 1))
            + f"(?<=(?={_apart(tuple(few))[1]})..)"
            for few in some
        )
        second = _any_sign(start[1] for word in long for start in begun[word])
        ways.append(f"{second}(?<=(?={found})..)")
    firsts = _any_sign(start[0] for starts in begun.values() for start in starts)
    return regex(f"{firsts}(?:{'|'.join(ways)})")


_AT_ONCE = 24
"""Words that are tried together, where a text goes on with two signs as they begin."""


def _starts(word: str) -> set[str]:
    """Return with what a word begins, up to where signs may stand between."""
    return {choice.removesuffix("$") for choice in word.split("…")[0].split("|")}


def _any_sign(signs: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted({*signs})))}]"


def _apart(words: tuple[str, ...]) -> tuple[set[str], str]:
    """Return with what some words begin, up to where signs may stand between, and what finds any of them."""
    longest_first = sorted(words, key=len, reverse=True)
    found, bought = (
        [_BETWEEN.join(map(_any_of, word.split("…"))) for word in longest_first if word.endswith("$") == ends]
        for ends in (False, True)
    )
    if bought:
        found.append(f"(?:{'|'.join(bought)}){_BOUGHT}")
    return {start for word in words for start in _starts(word)}, "|".join(found)


def _any_of(written: str) -> str:
    choices = [re.escape(one.removesuffix("$")) for one in written.split("|")]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


class Rare:
    """What few texts have. Those in which a search found nothing are not searched again.

    Ledgers pay the same people for the same things, month by month and in one village after another.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        """Take what finds it in one of several texts with a line for each, and no end of a line in it."""
        self._pattern, self._without = pattern, set[str | None]()

    def in_any(self, texts: Set[str | None]) -> bool:
        """Tell whether any of some texts has it."""
        new = texts - self._without
        if not new:
            return False
        if self._pattern.search("\n".join(("", *filter(None, new), ""))):
            return True
        if len(self._without) > _MOST:
            self._without.clear()
        self._without |= new
        return False


_MOST = 4096
"""Texts; when more are known all are forgotten."""


@cache
def any_word(words: tuple[str, ...]) -> Rare:
    """Return what tells whether any text has any of some words."""
    return Rare(_glance(words))


def words_in(text: str, words: tuple[str, ...], excepted: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return which of some words a text has outside the words that are excepted.

    What stands between the two ends of an excepted word with dots is looked at in the same way. The longer
    of two words decides: a buffet (自助餐) is one that is looked for, and no meal for the old (助餐) in it
    excepts it.
    """
    if not has_any(text, words):
        return ()
    found = [match[0] for match in _pattern(words).finditer(text)]
    if excepted:
        none, either = _pattern(excepted), _pattern((*_around_any(words, excepted), *excepted))

        def aside(match: re.Match[str]) -> str:
            if not none.fullmatch(match[0]):
                return match[0]
            between = "·".join(either.sub(aside, group) for group in match.groups() if group)
            return f"·{between}·"  # after 餐馆 stood another word, so that it was not what was bought

        found = [match[0] for match in _pattern(words).finditer(either.sub(aside, text))]
    return tuple(dict.fromkeys(found))


@cache
def _around_any(words: tuple[str, ...], excepted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that hold an excepted one."""
    return tuple(word for word in words if any(one in word for one in excepted if one != word))


def without(text: str, words: tuple[str, ...]) -> str:
    """Return what is left of a text beside some words."""
    return _pattern(words).sub(" ", text)


def has_any(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text has any of some words."""
    return bool(_glance(tuple(words)).search(text))


def pairs_shared(one: str, two: str) -> int:
    """Return how many pairs of signs two titles share."""
    return sum(pair in two for pair in {one[at : at + 2] for at in range(len(one) - 1)})
