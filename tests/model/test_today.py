"""A day notes until when what it was asked holds: asked again on any day before, it answers the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.model.today import Today, weeks

DAY = date(2026, 3, 4)
ASKED: dict[str, Callable[[date, date], Any]] = {
    "before": lambda today, day: today < day,
    "not after": lambda today, day: today <= day,
    "after": lambda today, day: today > day,
    "not before": lambda today, day: today >= day,
    "the other way round": lambda today, day: day < today,
    "the same": lambda today, day: today == day,
    "another": lambda today, day: day != today,
    "between": lambda today, day: day <= today <= day + timedelta(7),
    "the later one": lambda today, day: max(today, day) == day,
    "days that have passed": lambda today, day: (today - day).days,
    "days that are left": lambda today, day: (day - today).days,
    "a month ago": lambda today, day: today - timedelta(30) < day,
    "in a week": lambda today, day: day <= today + timedelta(7),
    "year": lambda today, day: today.year,
    "month": lambda today, day: today.month,
    "day": lambda today, day: today.day,
    "weekday": lambda today, day: today.weekday(),
    "as text": lambda today, day: f"{today}",
    "ISO": lambda today, day: today.isoformat() <= day.isoformat(),
    "one of": lambda today, day: today in {day},
    "key": lambda today, day: {day: 1}.get(today),
    "replaced": lambda today, day: today.replace(day=1) < day,
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@settings(max_examples=40, database=None, derandomize=True)
@given(far=st.integers(-40, 40), later=st.integers(0, 40))
def test_what_it_answers_holds_until_the_day_that_it_names(
    asked: Callable[[date, date], Any], far: int, later: int
) -> None:
    other, today = DAY + timedelta(far), Today.of(DAY)
    answer = asked(today, other)
    assert answer == asked(DAY, other)
    assert today.holds_until > DAY
    if DAY + timedelta(later) < today.holds_until:
        assert asked(DAY + timedelta(later), other) == answer


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        (lambda today: today < date(2026, 8, 1), date(2026, 8, 1)),
        (lambda today: date(2026, 8, 1) < today, date(2026, 8, 1)),
        (lambda today: today == DAY, date(2026, 3, 5)),
        (lambda today: today > date(2026, 3, 3), date.max),
        (lambda today: today - timedelta(30) < date(2026, 3, 4), date(2026, 4, 3)),
        (weeks, date(2026, 3, 8)),
        (lambda today: today.year, date(2027, 1, 1)),
        (lambda today: today.month, date(2026, 4, 1)),
        (lambda today: None, date.max),
    ],
)
def test_a_comparison_holds_until_it_turns_and_no_shorter(asked: Callable[[Today], Any], until: date) -> None:
    today = Today.of(DAY)
    asked(today)
    assert today.holds_until == until
