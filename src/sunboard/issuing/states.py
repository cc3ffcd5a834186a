"""What the calendar makes of a record: its notice, its days on the wall, its state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sunboard.contracts import Kind
from sunboard.lazy import dataclass
from sunboard.model.plain import Values, text_of
from sunboard.model.state import HANGING, State
from sunboard.settings.packaged import Packaged


def day_of(values: Values, name: str) -> date | None:
    """Return a date among plain values."""
    written = text_of(values, name)
    return date.fromisoformat(written) if written else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days that a record's values lead to; None where there are none."""

    published: date | None
    notice_start: date | None
    notice_end: date | None
    posted_from: date | None
    posted_until: date | None  # the last day on the wall that is known today
    posting_given: bool  # the clerk gave posted_until
    expires: date | None = None  # the last day on which its content is on the web

    @property
    def on_paper(self) -> Calendar:
        """Return the days of its sheet, which hangs its days on the wall whatever the web does."""
        if self.expires is None or self.posted_until is None:
            return self
        return replace(self, expires=max(self.expires, self.posted_until))


def calendar_of(values: Values, packaged: Packaged) -> Calendar:
    """Work out a record's days. Notice days count from the day after it starts.

    The notice of a draft list of people, and how long the web shows any such list, are those of its programme
    where the clerk gives none.
    """
    published = day_of(values, "publish_date")
    start, end = day_of(values, "notice_start"), day_of(values, "notice_end")
    days, programme = values.get("notice_days"), packaged.programme_of(values)
    if programme and days is None:
        days = programme.notice_of(values)
    start = start or (published if end or isinstance(days, int) else None)
    if start and not end:
        row = packaged.catalog.get(text_of(values, "catalog"))
        count = days if isinstance(days, int) else (row.notice_days if row else None)
        working = text_of(values, "day_type") == "工作日" or (
            not isinstance(days, int) and row is not None and row.notice_day_type == "工作日"
        )
        end = packaged.last_day(start, count, working=working, guess=True) if isinstance(count, int) else None
    posted = day_of(values, "posted_from") or published or start
    given = day_of(values, "posted_until")
    fewest = packaged.posting_days(text_of(values, "catalog"), posted) if posted else 0
    until = given or (posted + timedelta(fewest) if posted else None)
    expires = day_of(values, "expires_on")
    if programme and not expires and (last := end or until):
        expires = last + timedelta(programme.days_after or 0)
    return Calendar(
        published=published,
        notice_start=start if end else None,
        notice_end=end,
        posted_from=posted,
        posted_until=max(filter(None, (until, end)), default=None),
        posting_given=given is not None,
        expires=expires,
    )


def state_by_date(calendar: Calendar, today: date) -> State:
    """Return current, notice, ended or expired."""
    if calendar.expires and calendar.expires < today:
        return State.EXPIRED
    if calendar.notice_end:
        if calendar.notice_start and calendar.notice_start <= today <= calendar.notice_end:
            return State.NOTICE
        return State.ENDED if calendar.notice_end < today else State.CURRENT
    if calendar.posting_given and calendar.posted_until and calendar.posted_until < today:
        return State.ENDED
    return State.CURRENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """What decides whether a record hangs on the wall."""

    number: str
    state: State
    standing: bool
    calendar: Calendar
    series: tuple[str, ...]  # records of one series replace one another (`series_of`)
    period: str  # last day of its period, ISO, or ""

    @property
    def hangs_on(self) -> bool:
        """Tell whether it hangs until something happens, and not until a day."""
        return bool(self.standing or self.period) and not self.calendar.posting_given

    @property
    def taken_down(self) -> date | None:
        """Return the last day on the wall.

        None where it hangs until something happens, or no rule of its day says how long.
        """
        given, until = self.calendar.posting_given, self.calendar.posted_until
        return None if self.hangs_on or (until == self.calendar.posted_from and not given) else until


def on_display(postings: Iterable[Posting], today: date) -> frozenset[str]:
    """Return the numbers of the records that hang on the wall today.

    A standing record hangs until the day that it names, if any; a periodic one until the next of its series;
    the others for their days.
    """
    postings = tuple(postings)
    newest: dict[tuple[str, ...], str] = {}
    for posting in postings:
        if posting.period and posting.state in HANGING:
            newest[posting.series] = max(newest.get(posting.series, ""), posting.period)
    return frozenset(
        posting.number
        for posting in postings
        if posting.state in HANGING
        and (
            (posting.hangs_on and (posting.standing or newest.get(posting.series) == posting.period))
            or (posting.calendar.posted_until is not None and today <= posting.calendar.posted_until)
        )
    )


def series_of(kind: Kind, values: Values) -> tuple[str, ...]:
    """Return what records of one series share: kind, length of period, catalogue row, what it declares."""
    period = str(values.get("period") or "")
    unit = period[5:6] if not period[5:6].isdigit() else "M"
    return kind.name, unit, *(str(values.get(name) or "") for name in ("catalog", *kind.series))
