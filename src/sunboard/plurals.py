"""English sentences with a count in them: of one thing the noun stands in the singular."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_NOUN = (
    "character|contract|day|edition|file|item|month|number|page|paper|payment|picture|quarter|record|redirect"
    "|row|second|sheet|sign|village|word|year"
)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(\{{(\w+)\}} (?:[a-z]+ )?)(?:({_NOUN})s|(entr)ies|(hal)ves)\b")


def in_number(sentence: str, details: Mapping[str, object]) -> str:
    """Return a sentence that is to be filled in with its nouns as the counts before them ask for."""
    if "} " not in sentence:  # as most
        return sentence

    def agreeing(found: re.Match[str]) -> str:
        count, name, regular, entry, half = found.groups()
        if str(details.get(name)) != "1":
            return found[0]
        return f"{count}{regular or (entry and f'{entry}y') or f'{half}f'}"

    return _counted().sub(agreeing, sentence)
