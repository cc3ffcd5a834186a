"""Where something is shown, and how much of a name may stand there."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Surface(StrEnum):
    """A place where people read: who they are decides whom it may name."""

    PAPER = "paper"  # sheets on the village's own wall: neighbours read them, and nobody can copy them away
    WEB = "web"  # pages: anybody may read and keep them
    OPEN = "open"  # screens, broadcasts, pictures to share: whoever passes by


FULL, MIDDLE, SURNAME, NUMBERS = NAMINGS = ("不遮", "遮中间", "只留姓", "只公布人数")
"""How names are shown, the most open first; where only numbers are published there is no list."""


def strictest(namings: Iterable[str]) -> str:
    """Return the strictest of some ways to show names; words that are none do not count."""
    return NAMINGS[max((NAMINGS.index(one) for one in namings if one in NAMINGS), default=0)]
