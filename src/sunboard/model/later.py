"""What is kept from one build to the next, and read only where somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from typing import Any, Generic, TypeVar

from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, canonical, parsed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Later(Generic[T]):
    """Several things as the JSON of which they are read; those of one text are the same."""

    text: bytes = field(repr=False)
    read_one: Callable[[Any], T] = field(repr=False)
    _read: list[tuple[T, ...]] = field(default_factory=list, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, things: Iterable[Plain], read_one: Callable[[Any], T]) -> Later[T]:
        """Take things as plain data, and what reads one of them again."""
        return cls(canonical([*things]), read_one)

    def plain(self) -> list[Any]:
        """Return the plain data of each, of which `read_one` makes it."""
        things: list[Any] = parsed(self.text or b"[]")
        return things

    def read(self) -> tuple[T, ...]:
        """Return them, read once."""
        if not self._read:
            self._read.append(tuple(map(self.read_one, self.plain())))
        return self._read[0]

    def __iter__(self) -> Iterator[T]:
        """Yield them, read once."""
        return iter(self.read())
