"""Which accounts stand for a village's money where there is room for one set only."""

from __future__ import annotations

from collections.abc import Iterable

from sunboard.model.period import parse_period
from sunboard.model.plain import text_of
from sunboard.model.view import RecordView

COMMITTEE = "村委会"
"""The account set that stands back, since what all own together is in the collective's books."""


def newest_accounts(records: Iterable[RecordView]) -> RecordView | None:
    """Return those of the newest period, not of what was published last.

    A late correction of an older one does not take their place.
    """
    return max(
        (record for record in records if record.figures and record.door == "finance"), key=_rank, default=None
    )


def _rank(record: RecordView) -> tuple[str, bool, str, str]:
    period = parse_period(record.period)
    return (
        period.end.isoformat() if period else "",
        text_of(record.values, "account_set") != COMMITTEE,
        record.published,
        record.number,
    )
