"""The three clocks of a matter: when it is published, how long it may be objected to, how long it stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from re import Pattern

from sunboard.checks.calendar import LONGEST_NOTICE
from sunboard.checks.reasons import has_own_reason
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, found, where_read
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.written import half_width
from sunboard.kinds.finance import Finance
from sunboard.kinds.matter import Matter
from sunboard.kinds.reply import Reply
from sunboard.lazy import regex
from sunboard.model.period import Period
from sunboard.privacy.surfaces import lists_people
from sunboard.settings.deadlines import Cadence, Deadline
from sunboard.settings.due import (
    MONTHS,
    announces,
    cadence_for,
    deadline_for,
    due_after,
    due_of_event,
    due_of_period,
    period_of,
)
from sunboard.settings.reference import CatalogRow

_LATE = regex("[迟晚]了|(?:延[迟期后]|推迟|逾期)公[开布]")
"""How the text of accounts tells that they are late, and why."""
_SHORT = regex("来不及|(?:缩短|只|少|提前).{0,6}(?:公示|结束)")
"""How a text tells that a notice is shorter, and why."""
_DAY_SAID = regex(r"(?<!\d)(?:(20\d\d)\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
"""How a text names a day: its year, where it is said, its month and its day."""
_IN_A_YEAR = (Cadence.MONTH, Cadence.QUARTER, Cadence.HALF)


@check("accounts-published-late", of=Finance, own="quarterly_day", by=("monthly_day",))
def accounts_published_late(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The accounts of a period, all but a year's, came after their day, and nothing says why."""
    fields = record.fields
    if fields.period.unit == Cadence.YEAR or not fields.publish_date or not fields.is_published:
        return
    last = _due(record, around)
    says_why = fields.reason or _LATE.search(record.body)
    if last and fields.publish_date > last and not fields.corrects and not says_why:
        period = fields.period.name("zh")
        yield found(record.at("publish_date"), str(fields.publish_date), due=last, period=period)


def _due(record: Record[Finance], around: Around) -> date | None:
    """Return by when accounts are due by the rule itself, the catalogue or the parameters.

    They do not go by a row that is due at events or once a year, nor by a day of the year before their end.
    """
    period, code, packaged = record.fields.period, record.fields.catalog or "", around.packaged

    def due() -> date | None:
        row, own = packaged.catalog.get(code), _ruled("accounts-published-late", record, around)
        row = row if row and cadence_for(row, True) in _IN_A_YEAR else None
        deadline = own or deadline_for(row, Cadence(period.unit), packaged.law, period.end)
        last = due_of_period(period, deadline, packaged).last if deadline else None
        return last if last and last >= period.end else None

    return packaged.once((_due, period, code), due)


def _says_why(record: AnyRecord, around: Around, words: Pattern[str]) -> bool:
    """Tell whether a record says why it was not in time: as its reason, else in words beside its own one."""
    reason = record.fields.reason
    return bool(words.search(f"{reason}{record.body}") if has_own_reason(record, around) else reason)


def _ruled(rule: str, record: AnyRecord, around: Around) -> Deadline | None:
    """Return the days that a law file gives a rule of its own; nothing where none does."""
    law, day = around.packaged.law, around.day_of(record)
    own = law.entry(rule, day) if rule in law.entries else None
    return Deadline(days=around.days(rule, record), working=own.day_type == "工作日") if own else None


@check(
    "matter-published-late",
    given=("event_date", "period", "time"),
    own="at_once_days",
    by=("monthly_day", "quarterly_day"),
)
def matter_published_late(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A matter was published after its day, as duties count it, and no reason is given.

    Accounts and answers have days of their own.
    """
    fields = record.fields
    published, period = fields.publish_date, fields.period
    if not published or not fields.is_published or fields.nil or fields.corrects:
        return
    if isinstance(fields, (Finance, Reply)):
        return
    last = _due_of_matter(record, around)
    is_late = last is not None and published > last and not _came_before(record, around)
    if is_late and not _says_why(record, around, _LATE):
        happened = period.name("zh") if period else _happens(record, around)
        told = "text" if fields.reason else "field"
        yield found(record.at("publish_date"), str(published), due=last, happened=happened, told=told)


def _due_of_matter(record: AnyRecord, around: Around) -> date | None:
    """Return by when a matter is due: by its period where its row is due by the calendar, else by its event.

    Of a period, and of an event, that began before the village did nothing is owed.
    """
    fields, packaged, since = record.fields, around.packaged, around.village.since
    event, period, code = _happens(record, around), fields.period, fields.catalog or ""
    busy = around.village.monthly
    busy = bool(around.township.monthly if busy is None else busy)
    row = packaged.catalog.get(code)
    cadence = cadence_for(row, busy) if row else Cadence.EVENT
    if period and (cadence not in MONTHS or (since and period.start < since)):
        return None
    if event and not period and since and event < since:
        return None

    def due_day() -> date | None:
        own = _ruled("matter-published-late", record, around)
        if period:
            span = period_of(period.end, cadence)
            deadline = own or deadline_for(row, cadence, packaged.law, span.end)
            due = due_of_period(span, deadline, packaged) if deadline else None
        elif event:
            due = due_of_event(row, cadence, event, packaged.law, packaged)
            due = due_after(event, own, packaged) if own else due
        return due.last if due else None

    return packaged.once((_due_of_matter, event, period, code, busy), due_day) if event or period else None


def _happens(record: AnyRecord, around: Around) -> date | None:
    """Return the day of a matter; where one is announced, also the day that its 时间 names."""
    fields, published = record.fields, record.fields.publish_date
    if fields.event_date or not published or not isinstance(fields, Matter) or not fields.time:
        return fields.event_date
    said = _DAY_SAID.search(half_width(fields.time))
    if said is None or not announces(around.packaged.catalog.get(fields.catalog or "")):
        return None
    try:
        day = date(int(said[1] or published.year), int(said[2]), int(said[3]))
        return day if said[1] or day >= published else day.replace(year=day.year + 1)
    except ValueError:
        return None


def _came_before(record: AnyRecord, around: Around) -> bool:
    """Tell whether another record had told of the same period already."""
    first = around.once(_first_told).get((record.fields.catalog, record.fields.period))
    return bool(
        record.fields.period and first and record.fields.publish_date and first < record.fields.publish_date
    )


def _first_told(around: Around) -> Mapping[tuple[str | None, Period | None], date]:
    """Return on which day a row was first published of each period."""
    first: dict[tuple[str | None, Period | None], date] = {}
    for fields in (one.fields for one in where_read(around.records, _tells_of_period)):
        key, day = (fields.catalog, fields.period), fields.publish_date or date.max
        first[key] = min(first.get(key, day), day)
    return first


def _tells_of_period(record: AnyRecord) -> bool:
    fields = record.fields
    return bool(fields.is_published and fields.period and fields.publish_date and not fields.withdrawn)


@check("notice-too-short", given=("notice_end", "notice_days"))
def notice_too_short(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Villagers have fewer days to object than the catalogue gives them, and no reason is given."""
    fields = record.fields
    row = around.packaged.catalog.get(fields.catalog or "")
    start = fields.notice_start or fields.publish_date
    own = _ruled("notice-too-short", record, around)
    asked = row.notice_of(record.title) if row else None
    least = own.days if own else asked[0] if asked else None
    if row is None or asked is None or least is None or not start or _is_after_the_fact(record, row):
        return
    if row.notice_condition and not (
        fields.notice_start or (fields.decision and fields.decision.matter_amount)
    ):
        return
    end, name = end_of_notice(fields, around), "notice_end" if fields.notice_end else "notice_days"
    working = own.working if own else asked[1] == "工作日"
    right = around.packaged.last_day(start, least, working=working)
    is_short = end is not None and right is not None and start <= end < right
    if is_short and not _says_why(record, around, _SHORT):
        kind, told = "working" if working else "calendar", "text" if fields.reason else "field"
        yield found(record.at(name), str(end), least=least, kind=kind, start=start, right=right, told=told)


def _is_after_the_fact(record: AnyRecord, row: CatalogRow) -> bool:
    """Tell whether a record is what a row such as `7日（急难事后）` has published only afterwards."""
    urgent, after, _ = (row.notice_condition or "").partition("事后")
    named = any(word and word in record.title for word in (urgent, after))
    return bool(after) and (named or record.fields.stage == after)


def end_of_notice(fields: Disclosure, around: Around) -> date | None:
    """Return the last day of a notice: as written, or by its start and its number of days."""
    start, days = fields.notice_start or fields.publish_date, fields.notice_days
    if fields.notice_end or start is None or days is None or days > LONGEST_NOTICE:
        return fields.notice_end
    return around.packaged.last_day(start, days, working=fields.day_type == "工作日")


@check("expires-late", given="expires_on", own="expiry_days")
def expires_late(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Names stay on the web long after nobody may object to them, or a list of aid is off the wall."""
    fields = record.fields
    expires, end = fields.expires_on, end_of_notice(fields, around)
    end = end or (fields.posted_until if lists_people(type(fields)) else None)
    if not expires or not end:
        return
    days = around.days("expires-late", record, parameter="expiry_days")
    last = end + timedelta(days)
    if expires > last:
        what = "wall" if end == fields.posted_until else "notice"
        yield found(record.at("expires_on"), str(expires), what=what, last=last, days=days, end=end)
