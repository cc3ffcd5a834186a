"""What one process keeps in memory of villages from one build to the next. Without it all is made anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

VILLAGES = 8
"""Villages that are kept: whoever writes for several goes from one to the next and back.

One of a hundred records takes twelve megabytes, and without them a save in it twice as long.
"""


class WarmVillage:
    """What was made of a village's files, and what was found in its records.

    What is made of equal bytes is the same, and is asked for with `once`. What is found in a record, and how
    it is shown, also hangs on all others: `hurried` is for whoever has a whole build follow.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}
        self._settled: dict[Hashable, tuple[object, Any]] = {}
        self._came_to_its_end = False
        self.is_warm = False

    def begin(self) -> None:
        """Begin another build: what the last one that came to its end did not ask for is forgotten."""
        self._before = self._made if self._came_to_its_end else {**self._before, **self._made}
        self._made, self._came_to_its_end = {}, False

    def end(self) -> None:
        """Note that a build came to its end, and so asked for all that it needs."""
        self._came_to_its_end = self.is_warm = True

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key, which names all that it is made of; make it where nothing was."""
        if key not in self._made:
            self._made[key] = self._before[key] if key in self._before else make()
        made: T = self._made[key]
        return made

    def settled(self, key: Hashable, of: object, make: Callable[[], T]) -> T:
        """Make something of a thing among others, and keep it for whoever is in a hurry."""
        made = make()
        self._settled[key] = of, made
        return made

    def hurried(self, key: Hashable, of: object, make: Callable[[], T]) -> T:
        """Return what was made of an equal thing before, whatever became of the others; else make it."""
        before = self._settled.get(key)
        if before is None or (before[0] is not of and before[0] != of):
            return self.settled(key, of, make)
        made: T = before[1]
        return made


class Warmth:
    """The villages that were built last in this process."""

    def __init__(self) -> None:
        self._villages: OrderedDict[str, WarmVillage] = OrderedDict()

    def __contains__(self, folder: str) -> bool:
        """Tell whether a village was ever built to its end, so that all is kept that the next save needs."""
        return folder in self._villages and self._villages[folder].is_warm

    def end(self, folder: str) -> None:
        """Note that the build of a village came to its end."""
        if village := self._villages.get(folder):
            village.end()

    def of(self, folder: str) -> WarmVillage:
        """Return what is kept of a village."""
        village = self._villages.setdefault(folder, WarmVillage())
        self._villages.move_to_end(folder)
        while len(self._villages) > VILLAGES:
            self._villages.popitem(last=False)
        village.begin()
        return village
