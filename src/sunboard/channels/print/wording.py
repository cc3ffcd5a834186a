"""Words as paper sets them, in ems: how wide they are, where they may break, how high their lines are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sunboard.lazy import regex
from sunboard.model.plain import Plain
from sunboard.typesetting import lines, widths
from sunboard.typesetting.phrases import MOST, phrases
from sunboard.typesetting.widths import REGULAR

LEADING = 0.55
"""Ems between two lines."""

_FULL = 0.7  # of a line that ends between words


def width(text: str, weight: int = REGULAR) -> float:
    """Return how wide a text is at most, in ems."""
    return widths.width(text, weight) / widths.EM


def longest_word(text: str, weight: int = REGULAR) -> float:
    """Return the width in ems of the widest piece that no line may break."""
    return lines.longest_word(text, weight) / widths.EM


def count_lines(text: str, room: float, weight: int = REGULAR) -> int:
    """Return how many lines of `room` ems a text takes at most."""
    limit = int(room * widths.EM + 0.5)
    return sum(max(1, len(lines.wrap(line, limit, weight))) for line in text.split("\n"))


def count_lines_of_words(words: Sequence[str], room: float, whole: float) -> int:
    """Return how many lines of `room` ems words with spaces between them take at most.

    No word of up to `whole` ems is broken, such as the names in a line of small facts.
    """
    limit = int(room * widths.EM + 0.5)
    count, line = 1, ""
    for word in words:
        made = lines.wrap(f"{line} {word}" if line else word, limit, REGULAR) or ("",)
        if len(made) > 1 and line and width(word) <= whole:
            made = (line, word)
        count += len(made) - 1
        line = made[-1]
    return count


def first_line(text: str, room: float, weight: int = REGULAR) -> tuple[str, str]:
    """Return the words of a text that a line of `room` ems holds, and the rest.

    Where whole words would leave much of it empty, it breaks between any signs.
    """
    limit = int(room * widths.EM + 0.5)
    between, anywhere = (lines.wrap(text, limit, weight, words=words)[:1] for words in (True, False))
    first = "".join(between if width("".join(between), weight) > _FULL * room else anywhere)
    return first, text[len(first) :].strip()


def height_of_lines(count: int, size: float, leading: float = LEADING) -> float:
    """Return how high so many lines are."""
    return size * (count + (count - 1) * leading) if count else 0.0


def loosen(text: str, most: float, weight: int = REGULAR) -> str:
    """Allow a break after each character of words wider than `most` ems: nothing leaves its column."""
    return lines.loosen(text, int(most * widths.EM + 0.5), weight)


def loosen_all(data: Plain, most: float) -> Plain:
    """Loosen every text in plain data; keys stay."""
    if isinstance(data, str):
        return loosen(data, most)
    if isinstance(data, list):
        return [loosen_all(item, most) for item in data]
    if isinstance(data, dict):
        return {key: loosen_all(item, most) for key, item in data.items()}
    return data


def in_chunks(text: str, most: int = 48) -> list[str]:
    """Cut a text into pieces of at most `most` signs, at the ends of sentences or clauses where it can."""
    made: list[str] = []
    for piece in re.findall(r"[^。！？；，、\n]*[。！？；，、\n]+|[^。！？；，、\n]+", text):
        for start in range(0, len(piece), most):
            part = piece[start : start + most]
            if made and len(made[-1]) + len(part) <= most:
                made[-1] += part
            else:
                made.append(part)
    return made


_LATIN_CHINESE = regex("[0-9A-Za-z][\u3400-\u9fff]|[\u3400-\u9fff][0-9A-Za-z]")


def in_words(title: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Cut a title into words that stay whole; an empty one stands for the gap between Chinese and Latin.

    Joined they are the title. `names` are further words, such as that of the village.
    """
    return _parted(phrases(title, names))


def sentence_in_words(text: str) -> tuple[str, ...]:
    """Cut what is said in large type into words that stay whole, each day and amount one of them."""
    parts = (
        part
        for word in lines.words_of(text, labelled=False)
        for part in (word.rstrip(), word[len(word.rstrip()) :])
    )
    return _parted([part for part in parts if part])


def _parted(words: Sequence[str]) -> tuple[str, ...]:
    made: list[str] = []
    for word, after in zip(words, [*words[1:], ""], strict=False):
        made.append(loosen(word, MOST))
        if _LATIN_CHINESE.fullmatch(word[-1:] + after[:1]):
            made.append("")
    return tuple(made)
