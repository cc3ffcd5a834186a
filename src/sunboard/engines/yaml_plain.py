"""The plain part of YAML, in which most records are written, read line by line.

Keys, values on the same line, lists with a dash, levels by spaces. Whatever else YAML knows is left to its
own parser: this one returns nothing then. What it returns is equal to what that one makes of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from sunboard.lazy import regex
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar

_LONGEST, _DEEPEST = 20_000, 18
"""Signs and spaces: within them nothing is too much or too deep for anybody."""
_BEGINS = r"""[^\s\-?:,\[\]{}#&*!|>%@`.'"]"""
"""How plain text begins: with none of YAML's own signs, nor with a point, as the end of a document does."""
_LINE = regex(
    r"^( *)(- +)?"
    rf"(?:({_BEGINS}[^:#\n]{{0,500}}+|'[^'\n]{{1,500}}+'):(?: +|$))?"
    rf"({_BEGINS}(?:[^:#\n]|:(?![ \n]|\Z)|(?<! )#)*+|'(?:[^'\n]|'')*+'|\"[^\"\\\n]*+\")?$"
    r"|^ *#.*$|^(.+)$",
    re.MULTILINE,
)
"""What stands before a key or an item, a dash, the key, the value; a comment; or what is not plain."""
_BLANKS_BEHIND = regex(" +$", re.MULTILINE)

_Token: TypeAlias = tuple[int, str, str, int]
"""The column in which a key begins, or the dash of an item, which has none; its value, and its line."""


class _NotPlain(Exception):
    """YAML's own parser is to read it."""


def plain_fields(text: str, path: str, first_line: int) -> Fields | None:
    """Read a map that is written plainly; return nothing of any other text."""
    if len(text) > _LONGEST or not text.replace("\n", "").isprintable():
        return None
    text = _BLANKS_BEHIND.sub("", text) if " \n" in text or text.endswith(" ") else text
    try:
        tokens = list(_tokens(_LINE.findall(text), first_line))
        top = Place(path, first_line)
        return _Reader(path, tokens).whole(top) if tokens else Fields((), top)
    except _NotPlain:
        return None


def _tokens(lines: Sequence[tuple[str, str, str, str, str]], first_line: int) -> Iterator[_Token]:
    for number, (margin, dash, key, value, other) in enumerate(lines, first_line):
        if key or value:
            column = len(margin)
            if dash:
                yield column, "", "" if key else value, number
                column += len(dash)
            elif not key:
                raise _NotPlain
            if key:
                yield column, key, value, number
        elif other or dash:
            raise _NotPlain


def _unquoted(value: str) -> str:
    if value[0] == "'":
        return value[1:-1].replace("''", "'")
    return value[1:-1] if value[0] == '"' else value


@lru_cache(maxsize=4096)
def _name(key: str) -> str:
    """Return a key as it is called; the same few stand in all records."""
    name = _unquoted(key).strip()
    if name in ("", "<<"):
        raise _NotPlain
    return name


class _Reader:
    """Makes nodes of tokens: each begins where the one before ended."""

    def __init__(self, path: str, tokens: list[_Token]) -> None:
        self.path, self.tokens, self.at = path, tokens, 0

    def whole(self, place: Place) -> Fields:
        """Return the map that all tokens are."""
        fields = self.fields(0, place)
        if self.at < len(self.tokens):
            raise _NotPlain
        return fields

    def fields(self, column: int, place: Place) -> Fields:
        """Return the map whose keys begin in a column."""
        tokens, entries = self.tokens, dict[str, Entry]()
        if column > _DEEPEST:
            raise _NotPlain
        while self.at < len(tokens):
            begins, key, value, line = tokens[self.at]
            if begins != column or not key:
                break
            self.at += 1
            name = _name(key)
            if name in entries:
                raise _NotPlain
            spot = Place(self.path, line, "", name)
            node = Scalar(_unquoted(value), spot) if value else self.below(column, spot)
            entries[name] = Entry(name, node, spot)
        return Fields(tuple(entries.values()), place)

    def below(self, column: int, place: Place) -> Node:
        """Return what stands below a key that begins in a column."""
        if self.at < len(self.tokens):
            begins, key, _, _ = self.tokens[self.at]
            if not key and begins >= column:
                return self.items(begins, place)
            if begins > column:
                return self.fields(begins, place)
        return Scalar("", place)

    def items(self, column: int, place: Place) -> Items:
        """Return the list whose dashes stand in a column."""
        tokens, items = self.tokens, list[Node]()
        while self.at < len(tokens):
            begins, key, value, line = tokens[self.at]
            if begins != column or key:
                break
            self.at += 1
            spot = Place(self.path, line)
            items.append(Scalar(_unquoted(value), spot) if value else self.fields(tokens[self.at][0], spot))
        return Items(tuple(items), place)
