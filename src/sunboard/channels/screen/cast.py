"""The cast of a screen: which of a village's records it shows, each in its part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunboard.describing.accounts import newest_accounts
from sunboard.model.view import RecordView, VillageView


@dataclass(frozen=True, slots=True)
class Cast:
    """The records that a screen shows, each in its part, the most urgent and the newest first."""

    notices: tuple[RecordView, ...]
    money: RecordView | None
    others: tuple[RecordView, ...]
    powers: tuple[RecordView, ...]
    power: RecordView | None = None  # the one that has its turn

    @property
    def newest(self) -> str:
        """Return the day on which the newest of them was published, or nothing."""
        return max((record.published for record in self.every() if record.published), default="")

    def every(self) -> Iterator[RecordView]:
        """Yield all of them."""
        yield from self.notices
        if self.money:
            yield self.money
        yield from self.others
        yield from self.powers


def cast_of(village: VillageView) -> Cast:
    """Choose among what is on display today."""
    hanging = [record for record in village.records if record.on_display and record.on_screen]
    listed = [record for record in hanging if not record.inherited]
    notices = tuple(
        sorted(
            (record for record in listed if record.state == "notice"),
            key=lambda record: record.notice_end or "9999",
        )
    )
    money = newest_accounts(record for record in listed if record not in notices)
    others = tuple(record for record in listed if record not in notices and record is not money)
    whole = sorted(
        (record for record in village.powers if record.on_screen and record.qr and record.facts),
        key=lambda record: record.id,
    )
    turn = date.fromisoformat(village.today).toordinal() // 7
    return Cast(notices, money, others, village.powers, whole[turn % len(whole)] if whole else None)
