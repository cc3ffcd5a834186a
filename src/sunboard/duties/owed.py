"""What fell due in a village, what became of it, and what is coming. Pure functions of the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum

from sunboard.duties.disclosed import Disclosed, Obliged
from sunboard.lazy import dataclass
from sunboard.model.period import Period
from sunboard.settings.deadlines import Cadence
from sunboard.settings.due import Due, cadence_for, deadline_for, due_after, due_of_period
from sunboard.settings.packaged import Packaged
from sunboard.settings.reference import CatalogRow

AHEAD = timedelta(30)
"""How far ahead is told what is coming."""
_A_YEAR = timedelta(366)  # further ahead than the calendar tells nothing is published in earnest
_LONGEST = timedelta(36525)  # a century; what lies further ahead is a slip of the pen
_FIRST, _LAST = date(1900, 1, 1), date(9000, 1, 1)
"""No village's calendar goes further; there is room on both sides for deadlines."""


class Standing(StrEnum):
    """What became of a duty, by its name in reports."""

    ON_TIME = "on-time"
    LATE = "late"
    MISSING = "missing"
    NIL = "nil"  # on record that there is nothing to publish
    EARLY_REMOVED = "early-removed"
    COMING = "coming"
    UNSURE = ""  # it hangs on holidays that nobody knows yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing that is owed: a row of the catalogue for one period or event, or for good."""

    code: str
    row_title: str
    title: str  # the same, or of an event that of its record
    category: str
    period: Period | None = None
    event: bool = False  # it is about something that happened
    due: date | None  # the last day on time; None where it hangs on holidays that nobody knows
    published: date | None = None
    number: str = ""
    standing: Standing
    source: str = ""  # the record that fulfils it, or waits to
    waits: str = ""  # why that is not public, or not any more

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to do something for it."""
        return self.standing in (Standing.MISSING, Standing.EARLY_REMOVED, Standing.COMING) or (
            self.standing is Standing.UNSURE and self.published is None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A duty before the day is known: when it is due and which records are about it."""

    row: CatalogRow
    due: Due
    period: Period | None = None
    event: bool = False  # something happened that is told of
    packaged: Packaged
    records: tuple[Disclosed, ...] = ()

    @property
    def is_standing(self) -> bool:
        """Tell whether it is owed for good."""
        return self.period is None and not self.event

    @property
    def done_by(self) -> Disclosed | None:
        """Return the record with which it was fulfilled, the first that is or was to be seen.

        A period may be told in pieces, such as a quarter in months: the last of them then ends it.
        """
        if not self.records:
            return None  # as of most that are owed: nothing to sort
        public = sorted(
            (record for record in self.records if record.published),
            key=lambda record: (self.cut_short(record), record.published, record.number),
        )
        if self.period is None or not public:
            return next(iter(public), None)
        left = set(_months(self.period))
        for record in public:
            span = record.span or self.period
            left.difference_update(_months(span))
            if not left:
                return record
        return None

    def cut_short(self, record: Disclosed) -> bool:
        """Tell whether a record hung for fewer days than it had to, or is to."""
        posted = record.posted or record.published
        if record.off is None or posted is None:
            return False
        return (record.off - posted).days < self.packaged.posting_days(self.row.code, posted)


def _months(period: Period) -> range:
    """Return the months of a period, counted from the year 0."""
    months = period.months
    first = period.year * 12 + (period.number - 1) * months + 1
    return range(first, first + months)


def duties(village: Obliged, packaged: Packaged, today: date) -> tuple[Duty, ...]:
    """Return what is owed as of a day, in the order of the catalogue and then of the days.

    What falls due later than in thirty days is left out until it is published.
    """
    today = min(today, _LAST)
    found = (_judged(plan, today) for plan in _plans(village, packaged, today + AHEAD))
    return tuple(duty for duty in found if duty)


def asked_rows(village: Obliged, packaged: Packaged) -> Iterator[CatalogRow]:
    """Yield the rows of the catalogue that are asked of a village."""
    for row in packaged.catalog.values():
        of_type = row.type is None or (row.type == "社区") == village.community
        if row.core and row.applies is not False and of_type and row.code not in village.switched_off:
            yield row


def _plans(village: Obliged, packaged: Packaged, until: date, *, further: bool = False) -> Iterator[_Plan]:
    """Yield what is owed that falls due by a day, and whatever is published before it has to be."""
    if village.start is None or village.start > _LAST:
        return
    start = max(village.start, _FIRST)
    until = min(until, start + _LONGEST)
    by_row: dict[str, list[Disclosed]] = {}
    for record in village.disclosed:
        by_row.setdefault(record.catalog, []).append(record)
    for row in asked_rows(village, packaged):
        cadence, records = cadence_for(row, village.monthly), by_row.get(row.code, ())
        if cadence is Cadence.EVENT:
            yield from _of_events(row, cadence, records, start, packaged)
        elif cadence is Cadence.STANDING:
            changes = tuple(_of_events(row, cadence, records, start, packaged))
            others = [record for record in records if not _tells_of_event(record, start)]
            if others or not changes:
                yield from _for_good(row, others, start, packaged)
            yield from changes
        else:
            yield from _of_periods(row, cadence, records, start, until, packaged)


def _tells_of_event(record: Disclosed, start: date) -> bool:
    """Tell whether a record is about something that happened since a day."""
    return record.event is not None and start <= record.event <= _LAST


def _of_events(
    row: CatalogRow, cadence: Cadence, records: Iterable[Disclosed], start: date, packaged: Packaged
) -> Iterator[_Plan]:
    """Yield each event that a record tells of; of one without its day nobody knows when it was due."""
    events = [(record.event, record) for record in records if _tells_of_event(record, start)]
    for event, record in sorted(events, key=lambda found: (found[0] or start, found[1].source)):
        if event and (deadline := deadline_for(row, cadence, packaged.law, event)):
            due = due_after(event, deadline, packaged)
            yield _Plan(row=row, due=due, event=True, packaged=packaged, records=(record,))


def _for_good(
    row: CatalogRow, records: Iterable[Disclosed], start: date, packaged: Packaged
) -> Iterator[_Plan]:
    """Yield what has to hang at all times: it was to be there some days after the village began to owe."""
    if deadline := deadline_for(row, Cadence.STANDING, packaged.law, start):
        due = due_after(start, deadline, packaged)
        yield _Plan(row=row, due=due, packaged=packaged, records=tuple(records))


def _of_periods(
    row: CatalogRow,
    cadence: Cadence,
    records: Iterable[Disclosed],
    start: date,
    until: date,
    packaged: Packaged,
) -> Iterator[_Plan]:
    """Yield every period that begins on or after a day, up to one that falls due too late to be told."""
    usual = deadline_for(row, cadence, packaged.law, start)
    within = bool(usual and usual.day and not usual.years)
    spans = [(record.span or record.meant(cadence, ahead=within), record) for record in records]
    about = [(span, _months(span), record) for span, record in spans if span]
    ahead = min(max((span.end for span, _, _ in about), default=until), until + _A_YEAR)
    period = Period(start.year, cadence.value, 1)
    while period.start < start:
        period = period.next()
    while True:
        deadline = deadline_for(row, cadence, packaged.law, period.end)
        if deadline is None:
            return
        due = due_of_period(period, deadline, packaged)
        if due.at_hand > until and period.start > ahead:
            return
        months = _months(period)
        mine = tuple(record for _, theirs, record in about if _overlap(months, theirs))
        if mine or due.at_hand <= until:
            yield _Plan(row=row, due=due, period=period, packaged=packaged, records=mine)
        period = period.next()


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _judged(plan: _Plan, today: date) -> Duty | None:
    """Say what became of a duty by a day; nothing where it is not to be told of yet."""
    done = plan.done_by
    standing = _standing(plan, done, today)
    if standing is Standing.COMING and plan.due.at_hand > today + AHEAD:
        return None
    told = done or next((record for record in plan.records if not record.published), None)
    row = plan.row
    return Duty(
        code=row.code,
        row_title=row.title,
        title=told.title if told and plan.event else row.title,
        category=row.category,
        period=plan.period,
        event=plan.event,
        due=plan.due.last,
        published=done.published if done else None,
        number=done.number if done else "",
        standing=standing,
        source=told.source if told else "",
        waits=told.waits if told else "",
    )


def _standing(plan: _Plan, done: Disclosed | None, today: date) -> Standing:
    due = plan.due
    if done is None or done.published is None:
        if today <= due.at_hand:
            return Standing.COMING
        return Standing.MISSING if due.last else Standing.UNSURE
    if done.off and done.off < today and plan.cut_short(done):
        return Standing.EARLY_REMOVED
    if done.nil:
        return Standing.NIL
    if done.published <= due.earliest or (plan.is_standing and not done.dated):
        return Standing.ON_TIME
    if due.last is None:
        return Standing.UNSURE
    return Standing.ON_TIME if done.published <= due.last else Standing.LATE


def counted(found: Iterable[Duty]) -> Mapping[Standing, int]:
    """Count duties by what became of them; every one of these is named."""
    counts = dict.fromkeys(Standing, 0)
    for duty in found:
        counts[duty.standing] += 1
    return counts
