"""English nouns behind a count: one day, two days."""

from __future__ import annotations

import pytest

from sunboard.faults import fault
from sunboard.plurals import in_number
from sunboard.reporting.words import load_words


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("late by {days} days", "late by 1 day"),
        ("the other {days} villages", "the other 1 village"),
        ("{days} voucher numbers, {days} entries", "1 voucher number, 1 entry"),
        ("{days} is written, {more} days", "1 is written, 21 days"),
        ("{days}days", "1days"),
    ],
)
def test_a_count_of_one_has_its_noun_in_the_singular(sentence: str, said: str) -> None:
    details = {"days": 1, "more": 21}
    assert in_number(sentence, details).format(**details) == said


def test_reports_and_messages_go_by_it() -> None:
    assert load_words("en")("due-over", days=1) == "late by 1 day"
    assert load_words("en")("due-over", days=2) == "late by 2 days"
    words = fault("title-long").words("en")
    assert "1 character" in words.fill("{length} characters", {"length": "1"})
