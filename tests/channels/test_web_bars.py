"""The four figures to one scale: bars that add up, and no bar rather than a wrong one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.channels.web.bars import WIDTH, figures_to_scale, with_lengths
from sunboard.model.plain import Plain, Values

Spans = dict[str, tuple[int, int]]


def spans(*amounts: str, roles: tuple[str, ...] = ("opening", "income", "expense", "closing")) -> Spans:
    """Return where each bar begins and ends."""
    drawn = figures_to_scale(
        [{"role": role, "amount": amount} for role, amount in zip(roles, amounts, strict=True)]
    )
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
    drawn = figures_to_scale([{"role": "income", "amount": "5.00"}, {"role": "expense", "amount": "3.00"}])
    assert [bar["width"] for bar in drawn if isinstance(bar, dict)] == [0, 0]
    assert figures_to_scale([]) == []


def bar(amount: str, of: str = "") -> Values:
    return {"label": "一项", "amount": amount, "of": of, "note": ""}


def lengths(*bars: Values) -> list[tuple[object, object]]:
    return [(drawn["length"], drawn["of_length"]) for drawn in with_lengths(bars) if isinstance(drawn, dict)]


def test_bars_are_to_one_scale() -> None:
    assert lengths(bar("100.00"), bar("50.00"), bar("0.01"), bar("0.00")) == [
        (1000, 0),
        (500, 0),
        (4, 0),
        (0, 0),
    ]
    assert lengths(bar("30.00", "60.00"), bar("120.00", "100.00")) == [(250, 500), (1000, 833)]
    assert lengths(bar("-40.00"), bar("20.00"), bar("约"), bar("")) == [(0, 0), (1000, 0), (0, 0), (0, 0)]
    assert lengths(bar("0.00")) == [(0, 0)]
    assert lengths() == []


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=9))
def test_no_bar_is_longer_than_its_room_and_larger_amounts_are_never_shorter(amounts: list[Decimal]) -> None:
    drawn = [int(str(length)) for length, _ in lengths(*(bar(f"{amount:.2f}") for amount in amounts))]
    assert all(0 <= length <= WIDTH for length in drawn)
    ordered = [length for _, length in sorted(zip(amounts, drawn, strict=True))]
    assert ordered == sorted(ordered)
