"""By when a row of the catalogue is due: its own days, under the rules in force, with moved working days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from sunboard.lazy import dataclass
from sunboard.model.period import Period
from sunboard.settings.deadlines import Cadence, Deadline, cadence_of, deadline_of
from sunboard.settings.law import Law
from sunboard.settings.packaged import Packaged
from sunboard.settings.reference import CatalogRow

_RULES = {
    Cadence.MONTH: "monthly_day",
    Cadence.QUARTER: "quarterly_day",
    Cadence.EVENT: "at_once_days",
    Cadence.STANDING: "at_once_days",
}
"""The legal parameter that a row of a cadence is due by."""
_LONGEST_BREAK = 31  # days; no holidays are longer
_OURS = "sunboard/"  # where the rows and rules stand that come with sunboard


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which something is on time; None where it hangs on a year's holidays nobody knows.

    It is never before `earliest`.
    """

    last: date | None
    earliest: date

    @property
    def at_hand(self) -> date:
        """Return the day for which it is announced."""
        return self.last or self.earliest


def cadence_for(row: CatalogRow, monthly: bool) -> Cadence:
    """Return how often a row is due in a village; `monthly` where its books are busy."""
    cadence = cadence_of(row.every or row.frequency or "")
    if cadence is Cadence.BUSY_MONTH:
        return Cadence.MONTH if monthly else Cadence.QUARTER
    return cadence


def deadline_for(row: CatalogRow | None, cadence: Cadence, law: Law, on: date) -> Deadline | None:
    """Return by when a row is due under the rules in force on a day; nothing where nobody says so.

    What stands under no row goes by the general rule. What a county writes into its own
    catalogue holds. Over days that come with sunboard a province's rule goes: in place of the general
    default, and else where it is stricter.
    """
    own = _written(row) if row else None
    name = (row.rule if row else None) or _RULES.get(cadence, "")
    if name not in law.entries or (own and own.days is None) or (own and own.days and own.days < 0):
        return own
    entry, default = law.entry(name, on), law.entries[name][-1]
    if entry is None or entry.value is None or entry.value.number.denominator != 1:
        return own
    ruled = Deadline(days=entry.value.number.numerator, working=entry.day_type == "工作日")
    if own is None or row is None:
        return ruled
    if is_own(row) or entry is default or cadence is Cadence.STANDING:
        return own
    general = not own.working and default.value is not None and default.value.number == own.days
    stricter = _in_usual_weeks(ruled) < _in_usual_weeks(own)
    return ruled if general or stricter else own


def announces(row: CatalogRow | None) -> bool:
    """Tell whether a row is published before that happens which it tells of."""
    own = _written(row) if row else None
    return own is not None and (own.days or 0) < 0


def _written(row: CatalogRow) -> Deadline | None:
    """Return by when a row says that it is due: in a number, which goes over its words."""
    return Deadline(days=row.days) if row.days is not None else deadline_of(row.deadline or "")


def _in_usual_weeks(deadline: Deadline) -> int:
    """Return how many days of the calendar a deadline leaves at most where no holiday falls into it."""
    days = deadline.days or 0
    return days + 2 * -(-days // 5) if deadline.working else days


def is_own(row: CatalogRow) -> bool:
    """Tell whether a county wrote the row's days itself."""
    return any(
        name in row.places and not row.places[name].path.startswith(_OURS) for name in ("deadline", "days")
    )


def due_after(start: date, deadline: Deadline, packaged: Packaged) -> Due:
    """Return by when that is due which follows an event or the last day of a period, or goes before one."""
    days = deadline.days or 0
    if not deadline.working or days == 0:
        last = _after(start, days)
        return Due(last, last)
    if days > 0:
        return Due(packaged.last_day(start, days, working=True), _after(start, days))
    day, left = start, -days
    while left:
        day -= timedelta(1)
        works = packaged.is_working_day(day)
        if works is None:
            return Due(None, _after(start, 2 * days - _LONGEST_BREAK))
        left -= works
    return Due(day, day)


def _after(start: date, days: int) -> date:
    """Return the day so many days after one, or before it; calendars end with their last day."""
    return date.fromordinal(min(max(start.toordinal() + days, 1), date.max.toordinal()))


def due_of_period(period: Period, deadline: Deadline, packaged: Packaged) -> Due:
    """Return by when a period's record is due."""
    if deadline.day is None:
        return due_after(period.end, deadline, packaged)
    year, (month, day) = period.year + deadline.years, deadline.day
    last = date(year, month, min(day, calendar.monthrange(year, month)[1]))
    return Due(last, last)


def due_of_event(
    row: CatalogRow | None, cadence: Cadence, event: date, law: Law, packaged: Packaged
) -> Due | None:
    """Return by when that is due which happened on a day; nothing where nobody says so.

    What is published by the calendar is due with the period in which it happened, or with the next where
    that was due before, such as a plan made in December.
    """
    deadline = deadline_for(row, cadence, law, event)
    if deadline is None or cadence in (Cadence.EVENT, Cadence.STANDING):
        return due_after(event, deadline, packaged) if deadline else None
    period = period_of(event, cadence)
    due = due_of_period(period, deadline, packaged)
    return due if due.at_hand >= event else due_of_period(period.next(), deadline, packaged)


def period_of(day: date, cadence: Cadence) -> Period:
    """Return the period of a cadence of the calendar in which a day lies."""
    return Period(day.year, cadence.value, (day.month - 1) // MONTHS[cadence] + 1)


MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF: 6, Cadence.YEAR: 12}
"""How long a period of a cadence of the calendar is."""
