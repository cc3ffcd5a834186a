"""Rules of the Markdown parser, kept from calling themselves without end."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_DEEPEST_READ = 48  # levels of tokens; marks of lists and quotes below that are words
_DEEPEST_PICTURE = 4  # pictures whose words hold pictures; the parser would call itself for each


def shallow(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a rule that finds no more lists or quotes where they would nest too deeply to be read."""
    return lambda state, first, last, silent: state.level < _DEEPEST_READ and rule(state, first, last, silent)


def once_inside(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Return a rule that finds no pictures in the words of too many others; those stay as written."""

    def find(state: StateInline, silent: bool) -> bool:
        depth = state.env.get("pictures", 0)
        if depth >= _DEEPEST_PICTURE:
            return False
        state.env["pictures"] = depth + 1
        found = rule(state, silent)
        state.env["pictures"] = depth
        return found

    return find
