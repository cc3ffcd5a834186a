"""The village that a person names on the command line."""

from __future__ import annotations

from pathlib import Path

from sunboard.building.naming import VillageName, villages_called, villages_like
from sunboard.building.site import known_villages
from sunboard.reporting.words import load_words


def find_village(content: Path, written: str, language: str) -> tuple[VillageName | None, str]:
    """Return the village that goes by a name, or nothing and why: there is none, or more than one."""
    known, say = known_villages(content), load_words(language)
    found = villages_called(written, known)
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, say("village-several", village=written, villages=_listed(found))
    near = _listed(villages_like(written, known) or known)
    return None, say("village-none" if near else "village-none-yet", village=written, villages=near)


def _listed(villages: tuple[VillageName, ...]) -> str:
    return ", ".join(map(str, villages[:20])) + ("…" if len(villages) > 20 else "")
