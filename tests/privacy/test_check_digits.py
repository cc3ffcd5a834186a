"""What digits are: the examples of the standards, each one digit beside, and days that no calendar has."""

from __future__ import annotations

import pytest

from sunboard.privacy.check_digits import is_card, is_credit_code, is_day, is_id, is_nearly_id, is_old_id

EXAMPLE_ID = "11010519491231002X"  # of GB 11643
EXAMPLE_BODY = "91350100M000100Y43"  # of GB 32100
EXAMPLE_CARD = "4111111111111111"  # what makers of cards give for trying


def beside(digits: str) -> list[str]:
    """Return the numbers that differ from one in one digit."""
    return [
        f"{digits[:at]}{other}{digits[at + 1 :]}"
        for at, sign in enumerate(digits)
        for other in "0123456789"
        if sign.isdigit() and other != sign
    ]


def test_numbers_of_persons_are_known_by_their_check_digit() -> None:
    assert is_id(EXAMPLE_ID)
    assert not any(map(is_id, beside(EXAMPLE_ID)))


def test_a_slip_in_a_number_of_a_person_leaves_it_nearly_one() -> None:
    assert is_nearly_id("110105194912310027")
    assert not is_nearly_id("530126202603010001")  # a paper of 2026, by place and day


def test_numbers_of_bodies_are_nobodys_card_or_person() -> None:
    assert is_credit_code(EXAMPLE_BODY)
    assert not any(map(is_credit_code, beside(EXAMPLE_BODY)))


def test_cards_are_known_by_their_check_digit_and_are_no_time_stamp() -> None:
    assert is_card(EXAMPLE_CARD)
    assert not any(map(is_card, beside(EXAMPLE_CARD)))
    stamps = [f"202603{day:02}{tail:08}" for day in range(1, 29) for tail in range(10)]
    assert not any(map(is_card, stamps))


@pytest.mark.parametrize(
    ("digits", "expected"),
    [("110105491231002", True), ("110105491331002", False), ("990105491231002", False)],
)
def test_old_numbers_are_known_by_province_and_day(digits: str, expected: bool) -> None:
    assert is_old_id(digits) is expected


@pytest.mark.parametrize(
    ("digits", "expected"),
    [("20240229", True), ("20230229", False), ("18991231", False), ("21000101", False), ("20261301", False)],
)
def test_days_are_those_of_the_calendar(digits: str, expected: bool) -> None:
    assert is_day(digits) is expected
