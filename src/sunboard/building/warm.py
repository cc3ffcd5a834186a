"""What one process keeps in memory of villages from one build to the next. Without it all is made anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sunboard.model.problem import Problem
from sunboard.reading.documents import Reading

T = TypeVar("T")

_VILLAGES = 3
"""Villages that are kept: people write in one at a time, and each takes tens of megabytes."""


class WarmVillage:
    """What was made of a village's files, and what was found in its records.

    What is made of equal bytes is the same, and is asked for with `once`. What is found in a record also
    hangs on all others: `found` is for whoever is in a hurry, and has a whole build follow.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}
        self._found: dict[str, tuple[Reading, tuple[Problem, ...]]] = {}

    def begin(self) -> None:
        """Begin another build: what the last one did not ask for is forgotten."""
        self._before, self._made = self._made, {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key, which names all that it is made of; make it where nothing was."""
        if key not in self._made:
            self._made[key] = self._before[key] if key in self._before else make()
        made: T = self._made[key]
        return made

    def found(self, reading: Reading) -> tuple[Problem, ...] | None:
        """Return what was wrong with the same record in the last build, if that is known."""
        before = self._found.get(reading.source)
        return before[1] if before and before[0] == reading else None

    def keep(self, reading: Reading, problems: tuple[Problem, ...]) -> None:
        """Keep what was found in a record."""
        self._found[reading.source] = reading, problems


class Warmth:
    """The villages that were built last in this process."""

    def __init__(self) -> None:
        self._villages: OrderedDict[str, WarmVillage] = OrderedDict()

    def of(self, folder: str) -> WarmVillage:
        """Return what is kept of a village."""
        village = self._villages.setdefault(folder, WarmVillage())
        self._villages.move_to_end(folder)
        while len(self._villages) > _VILLAGES:
            self._villages.popitem(last=False)
        village.begin()
        return village
