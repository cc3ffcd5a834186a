"""How something is made that may have been made before."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Once(Protocol):
    """Makes something, or returns what was made under the same key, which names all that it is made of."""

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is made."""
        ...


class Again(Protocol):
    """Makes something of one thing among others.

    In a hurry it returns what was made under the key of an equal thing, though the others may have changed.
    """

    def __call__(self, key: Hashable, of: object, make: Callable[[], T]) -> T:
        """Return what is made."""
        ...


def always(key: Hashable, of: object, make: Callable[[], T]) -> T:
    """Make something, whatever was made before."""
    return make()


def anew(key: Hashable, make: Callable[[], T]) -> T:
    """Make something, whatever was made before."""
    return make()
