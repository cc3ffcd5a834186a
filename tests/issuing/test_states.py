"""What hangs on the wall on a day."""

from datetime import date

import pytest

from sunboard.issuing.states import Calendar, Posting, on_display
from sunboard.model.state import State

TODAY = date(2026, 4, 20)


def _posting(state: str, until: date | None, *, given: bool) -> Posting:
    return Posting(
        number="2025-0001",
        state=state,
        standing=True,
        calendar=Calendar(
            published=date(2025, 5, 20),
            notice_start=None,
            notice_end=None,
            posted_from=date(2025, 5, 20),
            posted_until=until,
            posting_given=given,
        ),
        series=(),
        period="",
    )


@pytest.mark.parametrize(
    ("state", "until", "given", "hangs"),
    [
        pytest.param(State.CURRENT, date(2025, 6, 4), False, True, id="no day named: always"),
        pytest.param(State.CURRENT, date(2026, 12, 31), True, True, id="until the day that it names"),
        pytest.param(State.ENDED, date(2026, 1, 31), True, False, id="not after the day that it names"),
    ],
)
def test_a_standing_record_hangs_until_the_day_that_it_names(
    state: str, until: date, given: bool, hangs: bool
) -> None:
    assert bool(on_display([_posting(state, until, given=given)], TODAY)) is hangs
