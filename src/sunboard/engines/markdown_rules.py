"""Rules of the Markdown parser, kept from calling themselves without end."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_DEEPEST_READ = 48  # levels of tokens; marks of lists and quotes below that are words
_LONGEST_LABEL = 200  # signs of the words of a link
_DEEPEST_PICTURE = 4  # pictures whose words hold pictures; the parser would call itself for each


def shallow(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a rule that finds no more lists or quotes where they would nest too deeply to be read."""
    return lambda state, first, last, silent: state.level < _DEEPEST_READ and rule(state, first, last, silent)


def end_of_label(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Return where the words of a link end, or -1: only so far is each bracket looked for its other half."""
    whole, last = state.posMax, min(state.posMax, start + _LONGEST_LABEL)
    first = state.src.find("](", start, last)
    if first < 0 or state.src.count("[", start, first) > _DEEPEST_READ:
        return -1
    state.posMax = last
    end = parseLinkLabel(state, start, disable_nested)
    state.posMax = whole
    return end


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
