"""Where a line stands: the keys and list marks above it, under which it may be."""

from __future__ import annotations

from collections.abc import Collection

from sunboard.fields.vocabulary import Vocabulary, Word
from sunboard.lazy import dataclass


@dataclass(slots=True)
class Level:
    """A key or list mark under which deeper lines stand."""

    indent: int
    word: Word | None
    valued: bool = False
    item: bool = False
    content: int = 0  # of a list mark: the column of what stands behind it
    keys: bool = False  # of a list mark: keys stand behind it
    items: int = -1  # of a key: the column of the list marks below it

    def may_list(self, indent: int) -> bool:
        """Tell whether a list mark in a column may begin an item of what stands under this key."""
        return not self.item and not self.valued and self.items in (-1, indent)


class Levels:
    """The levels above a line, the whole first: every line stands deeper than that."""

    def __init__(self, root: Word) -> None:
        self._all = [Level(-1, root)]

    @property
    def last(self) -> Level:
        """Return what the line stands under."""
        return self._all[-1]

    @property
    def at_root(self) -> bool:
        """Tell whether the line stands under nothing but the whole."""
        return len(self._all) == 1

    def leave_all(self) -> None:
        """Go back to the whole."""
        del self._all[1:]

    def left(self, indent: int, *, marked: bool = False) -> bool:
        """Leave what a line is not below; tell whether it goes on with the value before it."""
        while True:
            last = self._all[-1]
            # A list may stand in the column of its key
            if last.indent < indent or (last.indent == indent and marked and last.may_list(indent)):
                return last.valued
            self._all.pop()

    def enter(self, column: int, name: str | None, *, free: bool) -> Level:
        """Go below a key: one that is known, one that may be any, or one that nobody knows."""
        inner, above = self.inner()[0], self.last.word
        word = inner.words.get(name) if inner and name else None
        if free and not (inner and name):
            word = Word("any", above.inner) if above and above.sort == "rows" else Word("text")
        self._all.append(Level(column, word))
        return self.last

    def enter_item(self, indent: int, content: int) -> Word | None:
        """Go below a list mark; return what its items are."""
        word = self.last.word
        if word and word.sort == "rows":
            word = Word("table", word.inner)
        self.last.items = indent
        self._all.append(Level(indent, word, item=True, content=content))
        return word

    def inner(self) -> tuple[Vocabulary | None, bool]:
        """Return the keys that may stand here, and whether any may."""
        word = self.last.word
        return (word.inner, word.sort in ("map", "rows")) if word else (None, False)

    def leave_for(self, key: str) -> int | None:
        """Go back to the level where a key that stands too deep is known, and return its column."""
        for at in range(len(self._all) - 1, 0, -1):
            above = self._all[at - 1].word
            if above and above.finds(key) and not self._all[at].item:
                del self._all[at + 1 :]
                return self._all.pop().indent
        return None

    def aligned(self, indent: int) -> int:
        """Move a key that stands between a list mark and what stands behind it below the latter."""
        last = self.last
        return last.content if last.item and last.keys and last.indent < indent < last.content else indent

    def may_be_item(self, key: str) -> bool:
        """Tell whether a list mark and a key may begin an item of the table that the line stands under."""
        word = self.last.word
        return not self.last.valued and word is not None and word.sort == "table" and word.finds(key)

    def list_expected(self, indent: int, sorts: Collection[str] = ("list", "table", "rows", "any")) -> bool:
        """Tell whether a list may stand in a column."""
        for level in reversed(self._all):
            if level.indent > indent:
                continue
            if level.item:
                return level.indent == indent
            if level.word is None and level.indent == indent:
                return "any" in sorts and not level.valued  # of a name that nobody knows, without a value
            sort = level.word.sort if level.word else ""
            return not level.valued and sort in sorts
        return False
