"""What a person wrote, understood: typed values that remember where they stood."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, Self, TypeVar, cast

from sunboard.lazy import dataclass
from sunboard.model.money import plain_money
from sunboard.model.node import Place
from sunboard.model.period import Period
from sunboard.model.plain import Plain

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


def cached_by_type(function: Callable[P, T]) -> Callable[P, T]:
    """Remember what was asked of a type of part, which mypy does not take for hashable as `cache` asks."""
    return cast(Callable[P, T], cache(function))


class Unread(Exception):
    """Somebody asked for what could not be read. It has been told of, so nothing follows from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A group of fields. `places` holds its own place under "" and that of each field given.

    `unread` names the fields that could not be read, or not wholly. Asking for one raises Unread, so that
    what depends on it comes to no end.
    `vital` names the optional fields that must be right where they are given, beside the required ones; any
    other that is wrong is as if it were not given. None: all must be right.
    """

    vital: ClassVar[Collection[str] | None] = None

    places: Mapping[str, Place] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    unread: frozenset[str] = dataclasses.field(default=frozenset(), compare=False, repr=False)

    if not TYPE_CHECKING:  # it knows which fields there are

        def __getattr__(self, name: str) -> Any:
            """Refuse what could not be read: its slot was left empty."""
            if name != "unread" and name in self.unread:
                raise Unread(name)
            raise AttributeError(name)

    @classmethod
    def partly(cls, values: Mapping[str, Any], places: Mapping[str, Place], unread: Collection[str]) -> Self:
        """Make a part of which some fields could not be read; `values` are those that could."""
        part = object.__new__(cls)
        given = {**values, "places": places, "unread": frozenset(unread)}
        for field in dataclasses.fields(cls):
            if field.name in given or field.name not in unread:
                object.__setattr__(part, field.name, given.get(field.name, field.default))
        return part

    def without(self, names: Collection[str]) -> Self:
        """Return a part of which some fields more are unread."""
        known: dict[str, Any] = {}
        for field in dataclasses.fields(self):
            with suppress(Unread):
                known[field.name] = getattr(self, field.name)
        kept = {name: value for name, value in known.items() if name not in names}
        return self.partly(kept, self.places, self.unread.union(names))

    def at(self, name: str = "") -> Place:
        """Return where a field stands, or the part itself where the field was not given."""
        return self.places.get(name) or self.places.get("", Place())


class PartlyRead(Sequence[T_co]):
    """What could be read of a table. Whoever goes through it meets Unread at its end."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[T_co]) -> None:
        """Take the rows that could be read."""
        self._items = tuple(items)

    def __iter__(self) -> Iterator[T_co]:
        """Yield what could be read, and then refuse to be all."""
        yield from self._items
        raise Unread

    def __getitem__(self, index: Any) -> Any:
        """Refuse: nobody knows which row stands where."""
        raise Unread

    def __len__(self) -> int:
        """Refuse: nobody knows how many there are."""
        raise Unread

    def __bool__(self) -> bool:
        """Tell whether there is anything, where that is known."""
        if self._items:
            return True
        raise Unread


class Remembering:
    """A part that keeps what follows from its fields where that is a `cached_property`: it never changes."""


def some_of(items: Iterable[T], wanted: Callable[[T], bool]) -> Sequence[T]:
    """Return the items of a table that are wanted; of one partly read they are PartlyRead as well."""
    found: list[T] = []
    try:
        found.extend(filter(wanted, items))
    except Unread:
        return PartlyRead(found)
    return tuple(found)


_LEAVES, _LISTS = (str, int, bool, type(None)), (tuple, list)
_WRITTEN: Mapping[type[Any], Callable[[Any], str]] = {
    Decimal: plain_money,
    date: date.isoformat,
    Period: str,
}
NOTHING: tuple[()] = ()
"""The one empty tuple: to compare with it would ask every part, day and amount how it is compared."""
_OURS = frozenset(("places", "unread"))  # what a part knows of itself


def is_whole(value: object) -> bool:
    """Tell whether all of a value could be read."""
    return not (type(value) is PartlyRead or (isinstance(value, Part) and value.unread))


def to_plain(value: Any) -> Plain:
    """Turn an understood value into plain data; what was not given is left out.

    Money has two decimals, dates are ISO, periods as in `Period.__str__`; a key that Python reserves loses
    its final `_`.
    """
    if isinstance(value, _LEAVES):
        return value
    if write := _WRITTEN.get(type(value)):
        return write(value)
    if isinstance(value, Part):
        names, read = _names(type(value))
        return {
            name: given if (sort := type(given)) in _LEAVES else _WRITTEN.get(sort, to_plain)(given)
            for name, given in zip(names, read(value), strict=False)
            if given is not None and given is not NOTHING
        }
    if isinstance(value, _LISTS):
        return [item if type(item) in _LEAVES else to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no plain form")


@cached_by_type
def _names(part: type[Part]) -> tuple[tuple[str, ...], Callable[[Part], tuple[Any, ...]]]:
    """Return the names of a type of part in plain data, and what reads all its fields.

    It reads what a part knows of itself once more at the end, so that it reads several in any case.
    """
    names = [field.name for field in dataclasses.fields(part) if field.name not in _OURS]
    return tuple(name.rstrip("_") for name in names), attrgetter(*names, *_OURS)
