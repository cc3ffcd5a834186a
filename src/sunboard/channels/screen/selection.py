"""Which of a village's records a screen shows, and as what."""

from __future__ import annotations

from dataclasses import replace

from sunboard.channels.screen.wording import is_sum, sentence, whose
from sunboard.lazy import dataclass
from sunboard.model.today import weeks
from sunboard.model.view import RecordView, VillageView, headline_of, newest_of, running_of
from sunboard.typesetting.saying import Saying


@dataclass(frozen=True, slots=True)
class Selection:
    """The records that a screen shows, the most urgent and the newest first."""

    notices: tuple[RecordView, ...]
    money: RecordView | None
    others: tuple[RecordView, ...]
    powers: tuple[RecordView, ...]  # counted, not shown
    power: RecordView | None  # the one of them that has its week

    @property
    def listed(self) -> tuple[RecordView, ...]:
        """Return what is shown whatever the week."""
        return (*self.notices, *((self.money,) if self.money else ()), *self.others)

    @property
    def newest(self) -> str:
        """Return the day on which the newest of them was published, or nothing."""
        return newest_of((*self.listed, *self.powers))


def select(village: VillageView, say: Saying) -> Selection:
    """Choose among what is on display today."""
    listed = [
        replace(record, title=_title(record, village, say), summary=sentence(record, say), absence="")
        for record in village.records
        if record.on_display and _may_stand(record) and not record.inherited
    ]
    notices = running_of(listed)
    money = headline_of(record for record in listed if record not in notices)
    items = village.inherited_items
    whole = [record for record in items if _may_stand(record) and record.number and record.facts]
    week = weeks(village.today)
    return Selection(
        notices=notices,
        money=money,
        others=tuple(record for record in listed if record not in notices and record is not money),
        powers=items,
        power=sorted(whole, key=lambda record: record.id)[week % len(whole)] if whole else None,
    )


def _title(record: RecordView, village: VillageView, say: Saying) -> str:
    """Return a title; that of accounts of a group names it, for it stands among those of the village."""
    group = whose(record, village, say) if is_sum(record) else ""
    named = all(name in record.title for name in record.groups)
    return record.title if named else say("screen-of-period", period=group, what=record.title).strip()


def _may_stand(record: RecordView) -> bool:
    return "screen" not in record.kept_off
