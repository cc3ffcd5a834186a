"""Texts, and values that hold texts, with every personal number in them masked.

`shown` are the telephone numbers that may be shown, digits only.
"""

from __future__ import annotations

import html
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sunboard.model.problem import Problem
from sunboard.privacy.detectors import Sort, personal_numbers

T = TypeVar("T")


def masked(text: str, shown: frozenset[str] = frozenset()) -> str:
    """Return a text with every personal number masked."""
    found = [
        seen for seen in personal_numbers(text) if seen.sort is not Sort.PHONE or seen.digits not in shown
    ]
    if found and "&" in text:
        text = html.unescape(text)
    for seen in reversed(found):
        text = text[: seen.start] + seen.masked + text[seen.end :]
    return text


def masked_within(value: T, shown: frozenset[str], *, spare: frozenset[str] = frozenset()) -> T:
    """Return a value of texts, tuples and dataclasses with every text masked; fields in `spare` stay."""
    return _masked_within(value, shown, spare)  # type: ignore[no-any-return]


def _masked_within(value: Any, shown: frozenset[str], spare: frozenset[str]) -> Any:
    if isinstance(value, str):
        return masked(value, shown)
    if isinstance(value, tuple):
        return tuple(_masked_within(item, shown, spare) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in spare]
        return replace(value, **{name: _masked_within(getattr(value, name), shown, spare) for name in names})
    return value


def masked_problem(problem: Problem, shown: frozenset[str]) -> Problem:
    """Return a problem that can be told: any rule may repeat a text that holds a personal number."""
    place = problem.place
    return replace(
        problem,
        value=_masked_under(place.field, problem.value, shown),
        details=problem.changed(lambda text: masked(text, shown)),
        place=replace(
            place,
            path=masked(place.path, shown),
            cell=masked(place.cell, shown),
            field=masked(place.field, shown),
        ),
    )


def _masked_under(key: str, value: str, shown: frozenset[str]) -> str:
    """Mask a value as what it is under its key: digits under 一卡通 are an account."""
    if not key:
        return masked(value, shown)
    return masked(masked(f"{key}: {value}", shown).removeprefix(f"{masked(key, shown)}: "), shown)
