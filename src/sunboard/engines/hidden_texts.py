"""Which of the texts that a document holds beside its pages are worth a look."""

from __future__ import annotations

from sunboard.lazy import regex

FEWEST = 11
"""Digits of the shortest number that is looked for."""
_WORDS = regex(r"[\u3400-\u9fff]")
_DIGIT = regex(r"\d")


def may_tell(text: str) -> bool:
    """Tell whether a text says something: in words, or in digits enough for a number of somebody."""
    return bool(_WORDS.search(text)) or len(_DIGIT.findall(text)) >= FEWEST
