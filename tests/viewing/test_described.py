"""A record that did not change is not described again, while the day does not change what is said of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sunboard.model.blocks import Content, Fact
from sunboard.model.plain import Values
from sunboard.model.today import Today
from sunboard.viewing.described import Described, Descriptions

DAY, END = date(2026, 1, 12), date(2026, 1, 20)
VALUES: Values = {"title": "修路", "ends": END.isoformat()}


class Told:
    """Describes a record by whether its end has come, and counts how often that is asked."""

    def __init__(self) -> None:
        self.days = list[date]()

    def make(self, today: Today) -> Described:
        self.days.append(today.plain)
        return Described(Content(), (Fact("ended", str(today >= END)),), ("陈守田",))


def described(kept: bytes, day: date, told: Told, *values: Values | str, beside: str = "") -> Descriptions:
    """Ask for the description of a record on a day, where something was kept."""
    descriptions, today = Descriptions(kept, beside), Today.of(day)
    made = descriptions.of(*(values or (VALUES, "正文。")), today=today, make=told.make)
    assert made == Told().make(Today.of(day))
    assert today.holds_until == (END if day < END else END + timedelta(1) if day == END else date.max)
    return descriptions


@pytest.fixture
def kept() -> bytes:
    return described(b"", DAY, Told()).to_keep or b""


def test_what_was_described_is_not_described_again_until_its_day(kept: bytes) -> None:
    told = Told()
    for day in (DAY, END - timedelta(1)):
        assert described(kept, day, told).to_keep is None
    assert told.days == []
    for day in (DAY - timedelta(1), END):
        assert described(kept, day, told).to_keep
    assert told.days == [DAY - timedelta(1), END]


def test_whatever_it_is_made_of_tells_it_from_others(kept: bytes) -> None:
    told = Told()
    described(kept, DAY, told, {**VALUES, "title": "修桥"}, "正文。")
    described(kept, DAY, told, VALUES, "另一段。")
    described(kept, DAY, told, VALUES, "正文。", {})
    described(kept, DAY, told, beside="another law")
    assert len(told.days) == 4


def test_what_nobody_asks_for_any_more_is_forgotten(kept: bytes) -> None:
    later = described(kept, DAY, Told(), {"title": "修桥"}).to_keep or b""
    told = Told()
    described(later, DAY, told)
    assert told.days == [DAY]
