"""What a build is asked for. It imports little, so that a build with nothing to do starts at once."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from pathlib import Path

from sunboard.lazy import dataclass
from sunboard.reporting.words import PROGRAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line asks for."""

    only: frozenset[str] = frozenset()  # names of channels; empty means all
    all_sheets: bool = False
    frozen: bool = False  # issue nothing
    preview: bool = False  # frozen, but what a build would issue is shown as it is written


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What a build is asked for."""

    content: Path
    output: Path
    today: date | None  # None: what `site.yaml` pins, else `now`
    now: date
    options: Options = field(default_factory=Options)
    villages: frozenset[str] = frozenset()  # as people call them; empty means all
    check_only: bool = False  # write nothing at all
    force: bool = False  # make everything anew
    program: str = ""  # a digest of the program; without one nothing that stands is taken for current
    themes: str = ""  # one of the themes that come with it
    called: str = PROGRAM  # what a person has to type to run it: reports name commands so

    def asks_for(self, slug: str) -> bool:
        """Tell whether a village is asked for."""
        return not self.villages or slug in self.villages
