"""Titles in words that no line may break."""

from __future__ import annotations

import re

from sunboard.channels.print.wording import loosen
from sunboard.typesetting.phrases import MOST, phrases

_LATIN_CHINESE = re.compile("[0-9A-Za-z][\u3400-\u9fff]|[\u3400-\u9fff][0-9A-Za-z]")


def in_words(title: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Cut a title into words that stay whole; an empty one stands for the gap between Chinese and Latin.

    Joined they are the title. `names` are further words, such as that of the village.
    """
    words = phrases(title, names)
    made: list[str] = []
    for word, after in zip(words, (*words[1:], ""), strict=True):
        made.append(loosen(word, MOST))
        if _LATIN_CHINESE.fullmatch(word[-1:] + after[:1]):
            made.append("")
    return tuple(made)
