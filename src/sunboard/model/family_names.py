"""The family names by which a name in running text is known."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def family_names() -> tuple[str, ...]:
    """Return family names of one sign or two; those that also begin common words are none here."""
    return tuple(resources.files("sunboard").joinpath("data/family_names.txt").read_text("utf-8").split())
