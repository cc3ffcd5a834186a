"""One rule says which accounts a home, a board and a screen show."""

from __future__ import annotations

from sunboard.describing.accounts import newest_accounts
from sunboard.model.view import RecordView
from tests.helpers.views import finance_view, record_view


def _of(number: str, period: str, published: str, account_set: str = "集体经济组织") -> RecordView:
    return finance_view(
        number, rows=1, period=period, published=published, values={"account_set": account_set}
    )


def test_a_late_correction_of_an_older_period_does_not_come_first() -> None:
    first, newest, late = (
        _of("2025-0015", "2025-Q4", "2026-01-12"),
        _of("2026-0012", "2026-Q1", "2026-04-12"),
        _of("2026-0020", "2025-Q4", "2026-04-30"),
    )
    assert newest_accounts((late, newest, first)) is newest


def test_of_one_period_the_collectives_come_first() -> None:
    collective, committee = (
        _of("2026-0012", "2026-Q1", "2026-04-12"),
        _of("2026-0013", "2026-Q1", "2026-04-13", "村委会"),
    )
    assert newest_accounts((committee, collective)) is collective
    assert newest_accounts((committee,)) is committee


def test_a_month_is_newer_than_the_quarter_before_it_and_no_figures_are_no_accounts() -> None:
    quarter, month = _of("2026-0012", "2026-Q1", "2026-05-12"), _of("2026-0013", "2026-04", "2026-05-11")
    assert newest_accounts((quarter, month, record_view())) is month
    assert newest_accounts((record_view(),)) is None
