"""What fell due in a village, what became of it, and what is coming. Pure functions of the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, partial

from sunboard.duties.disclosed import Disclosed, Obliged
from sunboard.fields.disclosure import ASKED
from sunboard.lazy import dataclass
from sunboard.model.period import Period
from sunboard.model.state import State
from sunboard.settings.deadlines import Cadence
from sunboard.settings.due import (
    MONTHS,
    Due,
    cadence_for,
    deadline_for,
    due_after,
    due_of_period,
    period_of,
)
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
    weight: int  # the place of that in the order in which is told what is lacking
    period: Period | None = None
    event: bool = False  # it is about something that happened
    due: date | None  # the last day on time; None where it hangs on holidays that nobody knows
    published: date | None = None
    number: str = ""
    standing: Standing
    source: str = ""  # the record that fulfils it, or waits to
    waits: str = ""  # why that is not public, or not any more
    off: date | None = None  # the day on which it was taken down too early
    stays: date | None = None  # the day until which it had to hang then

    def __hash__(self) -> int:
        """Return what nearly tells it from all others, quickly: it is looked up by the thousand."""
        return hash((self.code, self.period, self.due, self.source))

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

    def stays(self, record: Disclosed) -> date | None:
        """Return the day until which a record has to hang."""
        posted = record.posted or record.published
        if posted is None:
            return None
        days = self.packaged.posting_days(self.row.code, posted)
        return date.fromordinal(min(posted.toordinal() + days, date.max.toordinal()))

    def cut_short(self, record: Disclosed) -> bool:
        """Tell whether a record hung for fewer days than it had to, or is to."""
        stays = self.stays(record)
        return record.off is not None and stays is not None and record.off < stays

    def is_void(self, today: date) -> bool:
        """Tell whether all that told of a period, or of what is owed for good, was taken back."""
        return not self.event and all(
            record.off and record.off < today and record.waits == State.WITHDRAWN
            for record in self.records
            if record.published
        )


def _months(period: Period) -> range:
    """Return the months of a period, counted from the year 0."""
    months = period.months
    first = period.year * 12 + (period.number - 1) * months + 1
    return range(first, first + months)


@dataclass(frozen=True, slots=True)
class _Span:
    """A period of a row that is due by the calendar, the same for all villages."""

    period: Period
    months: range
    due: Due
    unfulfilled: Callable[[], Duty | None]  # what is owed of it where nothing was published; worked out once


@dataclass(frozen=True, slots=True)
class Schedule:
    """What falls due by the calendar as of a day, worked out once for all villages under the same rules."""

    packaged: Packaged
    today: date
    _spans: dict[tuple[str, Cadence, Period], list[_Span]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _unfulfilled: dict[tuple[str, Cadence, date], tuple[Duty, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        """Go no further than calendars do."""
        object.__setattr__(self, "today", min(self.today, _LAST))

    def spans(self, row: CatalogRow, cadence: Cadence, first: Period) -> Iterator[_Span]:
        """Yield the periods of a row from a given one on, until no rule says by when it is due."""
        known = self._spans.setdefault((row.code, cadence, first), [])
        yield from known
        period = known[-1].period.next() if known else first
        while deadline := deadline_for(row, cadence, self.packaged.law, period.end):
            due = due_of_period(period, deadline, self.packaged)
            plan = _Plan(row=row, due=due, period=period, packaged=self.packaged)
            known.append(_Span(period, _months(period), due, cache(partial(_judged, plan, self.today))))
            yield known[-1]
            period = period.next()

    def unfulfilled(self, row: CatalogRow, cadence: Cadence, start: date) -> tuple[Duty, ...]:
        """Return what is owed of a row since a day where nothing was published under it."""
        key = row.code, cadence, start
        if key not in self._unfulfilled:
            self._unfulfilled[key] = tuple(filter(None, _of_periods(row, cadence, (), start, self)))
        return self._unfulfilled[key]


def duties(village: Obliged, schedule: Schedule) -> tuple[Duty, ...]:
    """Return what is owed as of a day, in the order of the catalogue and then of the days.

    What falls due later than in thirty days is left out until it is published.
    """
    return tuple(duty for duty in _found(village, schedule) if duty)


def asked_rows(village: Obliged, packaged: Packaged) -> Iterator[CatalogRow]:
    """Yield the rows of the catalogue that are asked of a village."""
    for row in packaged.catalog.values():
        of_type = row.type is None or (row.type == "社区") == village.community
        if row.core and row.applies is not False and of_type and row.code not in village.switched_off:
            yield row


def _found(village: Obliged, schedule: Schedule) -> Iterator[Duty | None]:
    """Yield what is owed that falls due soon, and whatever is published before it has to be."""
    if village.start is None or village.start > _LAST:
        return
    start, packaged = max(village.start, _FIRST), schedule.packaged
    by_row: dict[str, list[Disclosed]] = {}
    for record in village.disclosed:
        by_row.setdefault(record.catalog, []).append(record)
    for row in asked_rows(village, packaged):
        cadence, records = cadence_for(row, village.monthly), by_row.get(row.code, ())
        if cadence in MONTHS:
            yield from (
                _of_periods(row, cadence, records, start, schedule)
                if records
                else schedule.unfulfilled(row, cadence, start)
            )
            continue
        plans = [*_of_events(row, cadence, records, start, packaged)]
        if cadence is Cadence.STANDING:
            others = [record for record in records if not _tells_of_event(record, start)]
            if others or not plans:
                plans = [*_for_good(row, others, start, packaged), *plans]
        yield from (_judged(plan, schedule.today) for plan in plans)


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
    row: CatalogRow, cadence: Cadence, records: Sequence[Disclosed], start: date, schedule: Schedule
) -> Iterator[Duty | None]:
    """Yield every period that begins on or after a day, up to one that falls due too late to be told."""
    until = min(schedule.today + AHEAD, start + _LONGEST)
    about = _about(row, cadence, records, start, schedule.packaged)
    ahead = min(max((theirs.end for theirs, _ in about), default=until), until + _A_YEAR)
    in_month: dict[int, list[int]] = {}
    for place, (theirs, _) in enumerate(about):
        for month in _months(theirs):
            in_month.setdefault(month, []).append(place)
    first = period_of(start, cadence)
    for span in schedule.spans(row, cadence, first if first.start >= start else first.next()):
        is_near = span.due.at_hand <= until
        if not is_near and span.period.start > ahead:
            return
        mine = {place for month in span.months for place in in_month.get(month, ())} if in_month else None
        if mine:
            plan = _Plan(
                row=row,
                due=span.due,
                period=span.period,
                packaged=schedule.packaged,
                records=tuple(about[place][1] for place in sorted(mine)),
            )
            yield _judged(plan, schedule.today)
        elif is_near:
            yield span.unfulfilled()


def _about(
    row: CatalogRow, cadence: Cadence, records: Iterable[Disclosed], start: date, packaged: Packaged
) -> list[tuple[Period, Disclosed]]:
    """Return records with the periods that they are about."""
    usual = deadline_for(row, cadence, packaged.law, start)
    within = bool(usual and usual.day and not usual.years)
    spans = ((record.span or record.meant(cadence, ahead=within), record) for record in records)
    return [(span, record) for span, record in spans if span]


def _judged(plan: _Plan, today: date) -> Duty | None:
    """Say what became of a duty by a day; nothing where it is not to be told of yet."""
    done = plan.done_by
    standing = _standing(plan, done, today)
    if standing is Standing.COMING and plan.due.at_hand > today + AHEAD:
        return None
    told = done or next((record for record in plan.records if not record.published), None)
    removed = done if standing is Standing.EARLY_REMOVED else None
    row = plan.row
    return Duty(
        code=row.code,
        row_title=row.title,
        title=told.title if told and plan.event else row.title,
        category=row.category,
        weight=ASKED.index(row.category),
        period=plan.period,
        event=plan.event,
        due=plan.due.last,
        published=done.published if done else None,
        number=done.number if done else "",
        standing=standing,
        source=told.source if told else "",
        waits=told.waits if told else "",
        off=removed.off if removed else None,
        stays=plan.stays(removed) if removed else None,
    )


def _standing(plan: _Plan, done: Disclosed | None, today: date) -> Standing:
    due = plan.due
    if done is None or done.published is None:
        if today <= due.at_hand:
            return Standing.COMING
        return Standing.MISSING if due.last else Standing.UNSURE
    if done.off and done.off < today and (plan.cut_short(done) or plan.is_void(today)):
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
