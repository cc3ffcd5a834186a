"""The words of the trade that stand in a record, explained in the words of the county's glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, groupby

from sunboard.lazy import dataclass, regex
from sunboard.model.blocks import Fact
from sunboard.model.view import told_fields
from sunboard.settings.reference import Term
from sunboard.typesetting.phrases import lexicon

_HAN = regex(r"[\u3400-\u9fff]*")
_ANY_HAN = regex(r"[\u3400-\u9fff]")
_SHORT = 2  # signs; such a word also comes about where two others meet: 征地补偿 says nothing of 地补
_BEFORE = frozenset("的了和与及或跟等在对向为按拟至到由从把将领发给交收付有是无各本该其每全还先再")
"""Signs that end a word, so that another may begin behind them."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms, ready to be looked for; a longer word is found before one that stands within it."""

    told: re.Pattern[str]  # of the terms
    pattern: re.Pattern[str]  # of these and of other words of the trade: what lies across them is none
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
    return Glossary(re.compile(any_of(sorted(words))), re.compile(by_first_sign({*words, *others})), words)


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


def by_first_sign(words: Iterable[str], group: int = 64) -> str:
    """Return a pattern of many words, at least one, that finds the longest.

    The first sign of each has a way of its own, and ways are tried one after the other: here they are passed
    by a group at a time.
    """
    by_sign = {sign: [*of] for sign, of in groupby(sorted(words), key=lambda word: word[:1])}
    signs = [*by_sign]
    groups = (signs[at : at + group] for at in range(0, len(signs), group))
    ways = (f"{_one_of(some)}{any_of(chain(*map(by_sign.__getitem__, some)))}" for some in groups)
    return f"{_one_of(signs)}(?:{'|'.join(ways)})"


def _one_of(signs: Iterable[str]) -> str:
    """Return a pattern that looks ahead for one of some signs."""
    return f"(?=[{re.escape(''.join(signs))}])"


def terms_in(glossary: Glossary, *said: object) -> tuple[Fact, ...]:
    """Return the terms in views in the order in which they appear, each once, under its first word."""
    if not glossary.terms:
        return ()
    found: dict[str, Fact] = {}
    texts = dict[str, None]()  # a table says the same many times
    _gather(said, texts)
    lines = "\n".join(texts).split("\n")  # no word goes beyond one
    for word in _words_in(glossary, "\n".join(filter(glossary.told.search, lines))):
        term = glossary.terms[word]
        found.setdefault(term.term, Fact(word, term.plain))
    return tuple(found.values())


def _words_in(glossary: Glossary, text: str) -> Iterator[str]:
    """Yield the words for terms in a text; a short one only where a word begins, and none across two."""
    end = 0  # of the word before
    for match in glossary.pattern.finditer(text):
        word = match[0]
        if word in glossary.terms and (len(word) > _SHORT or _stands_alone(match, end)):
            yield word
        end = match.end()


def _stands_alone(match: re.Match[str], end: int) -> bool:
    """Tell whether a word begins where the one before ended (`end`), or one may, and none lies across it."""
    text, start = match.string, match.start()
    # most words have two signs: behind an odd one, this would begin within another
    unknown = _HAN.match(text[end:start][::-1])
    begins = text[start - 1 : start] in _BEFORE or not (unknown and len(unknown[0]) % 2)
    return begins and match[0][-1] + text[match.end() : match.end() + 1] not in lexicon()


def _gather(said: object, texts: dict[str, None]) -> None:
    """Add the texts of a view, of views and of what they hold, in the order of its fields."""
    if isinstance(said, str):
        texts[said] = None
    elif isinstance(said, (tuple, list)):
        for one in said:
            _gather(one, texts)
    elif told := told_fields(type(said)):  # type: ignore[arg-type]
        for one in told[1](said):
            _gather(one, texts)
