"""The words of the trade that stand in a record, explained in the words of the county's glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import add

from sunboard.lazy import dataclass, regex
from sunboard.model.blocks import Fact
from sunboard.model.view import told_fields
from sunboard.settings.reference import Term
from sunboard.typesetting.phrases import lexicon

_HAN = regex(r"[\u3400-\u9fff]*")
_ANY_HAN = regex(r"[\u3400-\u9fff]")
_APART = "，。；：、（）"
_SHORT = 2  # signs; such a word also comes about where two others meet: 征地补偿 says nothing of 地补
_BEFORE = frozenset("的了和与及或跟等在对向为按拟至到由从把将领发给交收付有是无各本该其每全还先再")
"""Signs that end a word, so that another may begin behind them."""


@dataclass(frozen=True, slots=True)
class Words:
    """Many words, ready to be looked for: to compile them into one pattern takes longer than a whole page."""

    known: frozenset[str]
    lengths: Mapping[str, Sequence[int]]  # of those that begin with one or two signs, the longest first

    @classmethod
    def of(cls, words: Iterable[str]) -> Words:
        """Sort words by the signs that they begin with."""
        known, lengths = frozenset(words), dict[str, set[int]]()
        for word in known:
            start = word[:2]
            lengths.setdefault(start, {1} if start[0] in known else set()).add(len(word))
        return cls(known, {start: sorted(found, reverse=True) for start, found in lengths.items()})

    def within(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the words in a text with their places: at each place the longest, and none across another."""
        end = 0
        for at, pair in enumerate(map(add, text, f"{text[1:]}\n")):
            if at < end:
                continue
            for length in self.lengths.get(pair) or self.lengths.get(pair[0], ()):
                word = text[at : at + length]
                if word in self.known:
                    yield word, at
                    end = at + length
                    break


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """The terms, ready to be looked for; a longer word is found before one that stands within it."""

    told: re.Pattern[str]  # of the terms
    apart: tuple[str, ...]  # signs that part clauses and stand in no word
    words: Words  # these and other words of the trade: what lies across them is none
    terms: dict[str, Term]  # by every word that stands for it


def glossary_of(terms: Iterable[Term], community: bool = False) -> Glossary:
    """Return the terms with all words for them (`公布/公开` are two), as the place explains them."""
    return _glossary(tuple(terms), community)


@lru_cache(maxsize=8)
def _glossary(terms: Sequence[Term], community: bool) -> Glossary:
    """Do so once for all villages that share the terms."""
    told = (replace(term, plain=term.community) if community and term.community else term for term in terms)
    words = {
        word: term for term in told for name in (term.term, *term.aliases) for word in name.split("/") if word
    }
    names = tuple(words)
    # 债权债务 is made of terms, which are explained; 征地补偿费 is not
    others = {word for word in lexicon() if not (word.startswith(names) or word.endswith(names))}
    apart = tuple(sign for sign in _APART if not any(sign in word for word in (*words, *lexicon())))
    return Glossary(regex(any_of(sorted(words))), apart, Words.of({*words, *others}), words)


def read_in(language: str, terms: Iterable[Term]) -> Iterator[Term]:
    """Yield the terms that readers of a language understand; those that come with sunboard are in Chinese."""
    return (term for term in terms if language == "zh" or not _ANY_HAN.search(term.plain))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of words that finds the longest and looks at each sign of a text but once.

    As a mere list of alternatives every word would be tried at every sign.
    """
    following: dict[str, list[str]] = {}
    for word in words:
        following.setdefault(word[:1], []).append(word[1:])
    is_end = following.pop("", None) is not None
    ways = [re.escape(sign) + (any_of(rest) if rest != [""] else "") for sign, rest in following.items()]
    pattern = ways[0] if len(ways) == 1 and not is_end else f"(?:{'|'.join(ways)})" if ways else ""
    return f"{pattern}?" if is_end and ways else pattern


def terms_in(glossary: Glossary, *said: object) -> tuple[Fact, ...]:
    """Return the terms in views in the order in which they appear, each once, under its first word."""
    if not glossary.terms:
        return ()
    found: dict[str, Fact] = {}
    texts = dict[str, None]()  # a table says the same many times
    _gather(said, texts)
    text = "\n".join((*texts, ""))
    for sign in glossary.apart:  # no word goes beyond a clause, and few clauses hold a term
        text = text.replace(sign, "\n")
    places = (told.start() for told in glossary.told.finditer(text))
    for clause in dict.fromkeys(text[text.rfind("\n", 0, at) + 1 : text.index("\n", at)] for at in places):
        for word in _words_in(glossary, clause):
            term = glossary.terms[word]
            if term.term not in found:
                found[term.term] = Fact(word, term.plain)
    return tuple(found.values())


@lru_cache(maxsize=8192)
def _words_in(glossary: Glossary, clause: str) -> tuple[str, ...]:
    """Return the words for terms in a clause; a short one only where a word begins, and none across two.

    Labels, and what the county wrote for all its villages, stand in one record after another.
    """
    words: list[str] = []
    end = 0  # of the word before
    for word, start in glossary.words.within(clause):
        if word in glossary.terms and (len(word) > _SHORT or _stands_alone(clause, start, word, end)):
            words.append(word)
        end = start + len(word)
    return tuple(words)


def _stands_alone(text: str, start: int, word: str, before: int) -> bool:
    """Tell whether a word begins where the one before ended, or one may, and none lies across it."""
    # most words have two signs: behind an odd one, this would begin within another
    unknown = _HAN.match(text[before:start][::-1])
    begins = text[start - 1 : start] in _BEFORE or not (unknown and len(unknown[0]) % 2)
    end = start + len(word)
    return begins and word[-1] + text[end : end + 1] not in lexicon()


def _gather(said: object, texts: dict[str, None]) -> None:
    """Add the texts of a view, of views and of what they hold, in the order of its fields."""
    if isinstance(said, str):
        texts[said] = None
    elif isinstance(said, (tuple, list)):
        for one in said:
            if type(one) is str:  # as cells are, and most that is said
                texts[one] = None
            elif one and one is not True:  # most fields of a view say nothing
                _gather(one, texts)
    elif told := told_fields(type(said)):  # type: ignore[arg-type]
        _gather(told[1](said), texts)
