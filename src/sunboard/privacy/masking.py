"""Texts, and values that hold texts, with every personal number in them masked.

`public_phones` are the telephone numbers that may be shown, digits only.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sunboard.fields.declarations import UNKNOWN
from sunboard.model.problem import Problem
from sunboard.privacy.detectors import SHORTEST, Sort, may_hold_number, personal_numbers, unescaped

T = TypeVar("T")


def masked(text: str, public_phones: frozenset[str] = frozenset(), *, instead: str = "") -> str:
    """Return a text with every personal number masked, or something else instead of it."""
    if len(text) < SHORTEST:
        return text
    found = [
        seen
        for seen in personal_numbers(text)
        if seen.sort is not Sort.PHONE or seen.digits not in public_phones
    ]
    if found:
        text = unescaped(text)
    pieces: list[str] = []
    after = 0
    for seen in found:
        pieces += text[after : seen.start], instead or seen.masked
        after = max(after, seen.end)
    return "".join((*pieces, text[after:]))


def are_masked(texts: Collection[str]) -> bool:
    """Tell whether a personal number stands in any of the texts; in most tables there is none in all."""
    long = [text for text in texts if len(text) >= SHORTEST]
    return may_hold_number("\0".join(long)) and any(
        masked(text) != text for text in filter(may_hold_number, long)
    )


def masked_within(value: T, public_phones: frozenset[str], *, spare: frozenset[str] = frozenset()) -> T:
    """Return a value of texts, tuples and dataclasses with every text masked; fields in `spare` stay."""
    return _masked_within(value, public_phones, spare)  # type: ignore[no-any-return]


def _masked_within(value: Any, public_phones: frozenset[str], spare: frozenset[str]) -> Any:
    if isinstance(value, str):
        return masked(value, public_phones)
    if isinstance(value, tuple):
        return tuple(_masked_within(item, public_phones, spare) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in spare]
        return replace(
            value, **{name: _masked_within(getattr(value, name), public_phones, spare) for name in names}
        )
    return value


def masked_problem(problem: Problem, public_phones: frozenset[str]) -> Problem:
    """Return a problem that can be told: any rule may repeat a text that holds a personal number."""
    place, details = problem.place, problem.changed(lambda text: masked(text, public_phones))
    example = problem.details.get("example")
    if isinstance(example, str) and example != details["example"]:
        details["example"] = masked(example, public_phones, instead=UNKNOWN)  # nobody is to write 139****7777
    return replace(
        problem,
        value=_masked_under(place.field, problem.value, public_phones),
        details=details,
        place=replace(
            place,
            path=masked(place.path, public_phones),
            cell=masked(place.cell, public_phones),
            field=masked(place.field, public_phones),
        ),
    )


def _masked_under(key: str, value: str, public_phones: frozenset[str]) -> str:
    """Mask a value as what it is under its key: digits under 一卡通 are an account."""
    if not key:
        return masked(value, public_phones)
    return masked(
        masked(f"{key}: {value}", public_phones).removeprefix(f"{masked(key, public_phones)}: "),
        public_phones,
    )
