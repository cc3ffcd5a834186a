"""What is slow to work out and seldom another: templates, expressions, widths of signs, shared data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

_MOST = 1200  # of those are kept; the program has some six hundred expressions, a theme twenty templates


class Compiled:
    """Bytes by the names of all that they were made of, those last that were asked for last.

    Some are code: whoever keeps them from one process to the next has to see to it that they are its own.
    """

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}

    def learn(self, made: Mapping[str, bytes]) -> None:
        """Take what an earlier process kept."""
        self._made |= made
        self._new = {name: one for name, one in self._new.items() if name not in made}

    def find(self, name: str) -> bytes | None:
        """Return what was made under a name."""
        if (made := self._made.pop(name, None)) is not None:
            self._made[name] = made
        return made

    def made(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what was made under a name; it is made and noted, where it was not."""
        if (known := self.find(name)) is None:
            self.add({name: (known := make())})
        return known

    def add(self, made: Mapping[str, bytes]) -> None:
        """Note what was made, here or in another process."""
        self._made |= made
        self._new |= made

    def take_new(self) -> dict[str, bytes]:
        """Return what was made since this was asked last."""
        new, self._new = self._new, {}
        return new

    @property
    def kept(self) -> dict[str, bytes]:
        """Return what is worth keeping."""
        return dict([*self._made.items()][-_MOST:])


@cache
def compiled() -> Compiled:
    """Return what is known in this process."""
    return Compiled()
