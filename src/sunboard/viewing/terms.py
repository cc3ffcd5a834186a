"""The words of the trade that stand in a record, explained in the words of the county's glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sunboard.model.blocks import Fact
from sunboard.model.plain import Plain
from sunboard.settings.reference import Term

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms, ready to be looked for; a longer one is found before one that stands within it."""

    pattern: re.Pattern[str]
    terms: dict[str, Term]  # by every word that stands for it


def glossary_of(terms: Iterable[Term], community: bool = False) -> Glossary:
    """Return the terms with all words for them (`公布/公开` are two), as the place explains them."""
    told = (replace(term, plain=term.community) if community and term.community else term for term in terms)
    words = {
        word: term for term in told for name in (term.term, *term.aliases) for word in name.split("/") if word
    }
    longest = sorted(words, key=lambda word: (-len(word), word))
    return Glossary(re.compile("|".join(map(re.escape, longest)) or r"(?!)"), words)


def terms_in(glossary: Glossary, *said: Plain) -> tuple[Fact, ...]:
    """Return the terms in plain data in the order in which they appear, each once, under its first word."""
    found: dict[str, Fact] = {}
    for text in _texts(list(said)):
        for match in glossary.pattern.finditer(text):
            term = glossary.terms[match[0]]
            found.setdefault(term.term, Fact(match[0], term.plain))
    return tuple(found.values())


def _texts(said: Plain) -> Iterator[str]:
    if isinstance(said, str):
        if _LETTER.search(said):
            yield said
    elif isinstance(said, dict):
        for value in said.values():
            yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)
