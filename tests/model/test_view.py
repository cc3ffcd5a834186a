"""One rule says which accounts a home, a board and a screen show."""

from __future__ import annotations

from dataclasses import replace

from sunboard.model.view import RecordView, headline_of, newest_of
from tests.helpers.views import finance_view, record_view


def _of(number: str, period: str, published: str, headline: int = 2) -> RecordView:
    return finance_view(number, rows=1, period=period, published=published, headline=headline)


def test_a_late_correction_of_an_older_period_does_not_come_first() -> None:
    first, newest, late = (
        _of("2025-0015", "2025-Q4", "2026-01-12"),
        _of("2026-0012", "2026-Q1", "2026-04-12"),
        _of("2026-0020", "2025-Q4", "2026-04-30"),
    )
    assert headline_of((late, newest, first)) is newest


def test_of_one_period_the_kind_says_which_comes_first() -> None:
    collective, committee = (
        _of("2026-0012", "2026-Q1", "2026-04-12"),
        _of("2026-0013", "2026-Q1", "2026-04-13", headline=1),
    )
    assert headline_of((committee, collective)) is collective
    assert headline_of((committee,)) is committee


def test_a_month_is_newer_than_the_quarter_before_it_and_not_every_record_can_stand_for_the_money() -> None:
    quarter, month = _of("2026-0012", "2026-Q1", "2026-05-12"), _of("2026-0013", "2026-04", "2026-05-11")
    assert headline_of((quarter, month, record_view())) is month
    assert headline_of((record_view(),)) is None


def test_a_later_edition_is_as_new_as_a_publication() -> None:
    first = record_view(published="2026-04-12", announced="2026-04-12", issued="2026-04-15", edition=1)
    assert newest_of((first,)) == "2026-04-12"
    corrected = record_view(published="2026-03-02", announced="2026-03-02", issued="2026-04-20", edition=2)
    assert newest_of((first, corrected)) == "2026-04-20"
    assert newest_of(()) == ""


def test_accounts_of_a_group_stand_for_the_village_only_where_there_are_no_others() -> None:
    village = _of("2026-0012", "2026-Q1", "2026-04-12")
    group = replace(_of("2026-0013", "2026-04", "2026-05-12"), groups=("3组",))
    assert headline_of((village, group)) is village
    assert headline_of((group,)) is group
