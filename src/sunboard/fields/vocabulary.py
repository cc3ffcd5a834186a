"""The keys that may stand at a place of a document, and what may stand below each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from sunboard.fields.keys import loosened
from sunboard.lazy import dataclass

COLONS = ":：﹕∶︰"
"""The colon and what looks like it: of full width, small, a ratio's, one for vertical lines."""
NUMBERING = "[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、．)）]"
"""A number that people put before a line."""


@dataclass(frozen=True, slots=True)
class Word:
    """What stands under a key. `sort` is text, value, list, map, group, table, rows or any.

    A group or table has keys of its own.
    Rows are a table, or a map whose free keys each hold a row of it, several, or its one value.
    """

    sort: str = "any"
    inner: Vocabulary | None = None

    def finds(self, written: str) -> bool:
        """Tell whether it is one of the keys that may stand below."""
        return self.inner is not None and self.inner.find(written) is not None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Keys with what stands under them.

    `loosened` finds a key whatever its case, spaces, brackets and hyphens.
    """

    words: Mapping[str, Word] = field(default_factory=dict)
    loosened: Mapping[str, str] = field(default_factory=dict)

    def find(self, written: str) -> str | None:
        """Return the key that somebody meant, as it is spelt."""
        written = written.strip()
        return written if written in self.words else self.loosened.get(loosened(written)) or None


NOTHING_KNOWN = Vocabulary()


def vocabulary(words: Mapping[str, Word]) -> Vocabulary:
    """Make a vocabulary; spellings that would stand for two keys stand for none."""
    return Vocabulary(words, _unique(words))


def _unique(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        loose = loosened(name)
        found[loose] = "" if found.get(loose, name) != name else name
    return found
