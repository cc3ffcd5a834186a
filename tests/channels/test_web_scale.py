"""The four figures to one scale: bars that add up, and no bar rather than a wrong one."""

from __future__ import annotations

import pytest

from sunboard.channels.web.scale import WIDTH, to_scale
from sunboard.model.plain import Plain

Spans = dict[str, tuple[int, int]]


def spans(*amounts: str, roles: tuple[str, ...] = ("opening", "income", "expense", "closing")) -> Spans:
    """Return where each bar begins and ends."""
    drawn = to_scale([{"role": role, "amount": amount} for role, amount in zip(roles, amounts, strict=True)])
    return {
        str(bar["role"]): (whole(bar["start"]), whole(bar["start"]) + whole(bar["width"]))
        for bar in drawn
        if isinstance(bar, dict)
    }


def whole(value: Plain) -> int:
    assert isinstance(value, int)
    return value


def test_income_begins_where_the_opening_ends_and_expense_runs_back_to_the_closing() -> None:
    found = spans("60000.00", "40000.00", "25000.00", "75000.00")
    assert found == {"opening": (0, 600), "income": (600, 1000), "expense": (750, 1000), "closing": (0, 750)}


def test_a_closing_below_nothing_hangs_left_of_where_the_others_begin() -> None:
    found = spans("10000.00", "0.00", "20000.00", "-10000.00")
    assert found["closing"] == (0, 500)
    assert found["opening"] == (500, 1000)
    assert found["expense"] == (0, 1000)
    assert found["income"][0] == found["income"][1]


def test_a_small_amount_is_still_to_be_seen_and_stays_inside() -> None:
    found = spans("900000000.00", "0.01", "0.01", "900000000.00")
    assert all(0 <= start < end <= WIDTH for start, end in found.values())


@pytest.mark.parametrize(
    "amounts",
    [("1.00", "1.00", "1.00", "2.00"), ("1.00", "约三万", "1.00", "1.00"), ("0.00", "0.00", "0.00", "0.00")],
    ids=["sum", "word", "nothing"],
)
def test_no_bar_where_the_figures_make_no_whole(amounts: tuple[str, ...]) -> None:
    assert set(spans(*amounts).values()) == {(0, 0)}


def test_no_bar_where_a_figure_is_missing() -> None:
    drawn = to_scale([{"role": "income", "amount": "5.00"}, {"role": "expense", "amount": "3.00"}])
    assert [bar["width"] for bar in drawn if isinstance(bar, dict)] == [0, 0]
    assert to_scale([]) == []
