"""What a person wrote, understood: typed values that remember where they stood."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, ParamSpec, TypeVar, cast

from sunboard.model.money import plain_money
from sunboard.model.node import Place
from sunboard.model.period import Period
from sunboard.model.plain import Plain

P = ParamSpec("P")
T = TypeVar("T")


def cached_by_type(function: Callable[P, T]) -> Callable[P, T]:
    """Remember what was asked of a type of part, which mypy does not take for hashable as `cache` asks."""
    return cast(Callable[P, T], cache(function))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A group of fields. `places` holds its own place under "" and that of each field given.

    `vital` names the optional fields that must be right where they are given, beside the required ones; any
    other that is wrong is as if it were not given. None: all must be right.
    """

    vital: ClassVar[Collection[str] | None] = None

    places: Mapping[str, Place] = dataclasses.field(default_factory=dict, compare=False, repr=False)

    def at(self, name: str = "") -> Place:
        """Return where a field stands, or the part itself where the field was not given."""
        return self.places.get(name) or self.places.get("", Place())


def to_plain(value: Any) -> Plain:
    """Turn an understood value into plain data; what was not given is left out.

    Money has two decimals, dates are ISO, periods as in `Period.__str__`; a key that Python reserves loses
    its final `_`.
    """
    if isinstance(value, Part):
        return {
            plain: to_plain(given)
            for name, plain in _names(type(value))
            if (given := getattr(value, name)) is not None and given != ()
        }
    if isinstance(value, str):
        return value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, Decimal):
        return plain_money(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Period):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no plain form")


@cached_by_type
def _names(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the attributes of a type of part with their names in plain data."""
    return tuple(
        (field.name, field.name.rstrip("_")) for field in dataclasses.fields(part) if field.name != "places"
    )
