"""The three clocks of a matter: when it is published, how long it may be objected to, how long it stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from re import Pattern

from sunboard.checks.calendar import LONGEST_NOTICE
from sunboard.checks.reasons import has_own_reason
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, found
from sunboard.fields.disclosure import Disclosure
from sunboard.kinds.finance import Finance
from sunboard.kinds.matter import Matter
from sunboard.lazy import regex
from sunboard.settings.deadlines import Cadence, Deadline
from sunboard.settings.due import cadence_for, deadline_for, due_after, due_of_event, due_of_period
from sunboard.settings.reference import CatalogRow

_LATE = regex("[迟晚]了|(?:延[迟期后]|推迟|逾期)公[开布]")
"""How the text of accounts tells that they are late, and why."""
_SHORT = regex("来不及|(?:缩短|只|少|提前).{0,6}(?:公示|结束)")
"""How a text tells that a notice is shorter, and why."""
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
    of=Matter,
    given="event_date",
    own="at_once_days",
    by=("monthly_day", "quarterly_day"),
)
def matter_published_late(record: Record[Matter], around: Around) -> Iterator[Finding]:
    """A matter was published many days after it happened, and no reason is given."""
    fields, event, packaged = record.fields, record.fields.event_date, around.packaged
    code, busy = fields.catalog or "", around.village.monthly
    busy = bool(around.township.monthly if busy is None else busy)
    if not event or not fields.publish_date or fields.period or fields.corrects:
        return

    def due_day() -> date | None:
        row, own = packaged.catalog.get(code), _ruled("matter-published-late", record, around)
        cadence = cadence_for(row, busy) if row else Cadence.EVENT
        due = due_of_event(row, cadence, event, packaged.law, packaged)
        due = due_after(event, own, packaged) if own else due
        return due.last if due else None

    last = packaged.once((due_of_event, event, code, busy), due_day)
    is_late = fields.is_published and not fields.nil and last and fields.publish_date > last
    if last and is_late and not _says_why(record, around, _LATE):
        told = "text" if fields.reason else "field"
        yield found(record.at("publish_date"), str(fields.publish_date), due=last, happened=event, told=told)


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
    end, name = _end_of_notice(fields, around), "notice_end" if fields.notice_end else "notice_days"
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


def _end_of_notice(fields: Disclosure, around: Around) -> date | None:
    """Return the last day of a notice: as written, or by its start and its number of days."""
    start, days = fields.notice_start or fields.publish_date, fields.notice_days
    if fields.notice_end or start is None or days is None or days > LONGEST_NOTICE:
        return fields.notice_end
    return around.packaged.last_day(start, days, working=fields.day_type == "工作日")


@check("expires-late", given="expires_on", own="expiry_days")
def expires_late(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Names stay on the web long after nobody may object to them any more."""
    expires, end = record.fields.expires_on, _end_of_notice(record.fields, around)
    if not expires or not end:
        return
    days = around.days("expires-late", record, parameter="expiry_days")
    last = end + timedelta(days)
    if expires > last:
        yield found(record.at("expires_on"), str(expires), last=last, days=days, end=end)
