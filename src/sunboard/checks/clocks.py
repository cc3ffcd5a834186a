"""The three clocks of a matter: when it is published, how long it may be objected to, how long it stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sunboard.contracts import AnyRecord, Around, Finding, Record, check, found
from sunboard.kinds.finance import Finance
from sunboard.kinds.matter import Matter


@check("accounts-published-late", of=Finance)
def accounts_published_late(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The accounts of a period came after the day that a rule of the place sets, and no reason is given."""
    yield from _late(record, _ruled(record, around))


@check("accounts-after-usual-day", of=Finance)
def accounts_after_usual_day(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The accounts of a period were published later than is usual, where no rule of the place sets a day."""
    law, name, end = around.packaged.law, _parameter(record), record.fields.period.end
    row = around.packaged.catalog.get(record.fields.catalog or "")
    usual = row.days if row and row.days else law.number(name, end)
    yield from _late(record, usual) if _ruled(record, around) is None else ()


def _ruled(record: Record[Finance], around: Around) -> int | None:
    """Return the days that a rule of the place gives, by the rule itself or by its parameter."""
    law, end = around.packaged.law, record.fields.period.end
    own = law.entry("accounts-published-late", end) if "accounts-published-late" in law.entries else None
    return law.number("accounts-published-late", end) if own else law.ruled(_parameter(record), end)


def _parameter(record: Record[Finance]) -> str:
    return "monthly_day" if record.fields.period.unit == "M" else "quarterly_day"


def _late(record: Record[Finance], days: int | None) -> Iterator[Finding]:
    """Yield that accounts came later than so many days after their period, of all periods but years."""
    fields = record.fields
    if days is None or fields.period.unit == "Y" or not fields.publish_date or not fields.is_published:
        return
    due = fields.period.end + timedelta(days)
    if fields.publish_date > due and not fields.reason and not fields.corrects:
        period = fields.period.name("zh")
        yield found(record.at("publish_date"), str(fields.publish_date), due=due, period=period)


@check("matter-published-late", of=Matter)
def matter_published_late(record: Record[Matter], around: Around) -> Iterator[Finding]:
    """A matter was published many days after it happened, and no reason is given."""
    fields = record.fields
    row = around.packaged.catalog.get(fields.catalog or "")
    if not fields.event_date or not fields.publish_date or fields.period or fields.reason or fields.corrects:
        return
    days = row.days if row and row.days else around.packaged.law.number("at_once_days", fields.event_date)
    due = fields.event_date + timedelta(days)
    if fields.is_published and not fields.nil and fields.publish_date > due:
        yield found(
            record.at("publish_date"),
            str(fields.publish_date),
            due=due,
            happened=fields.event_date,
            days=days,
        )


@check("notice-too-short")
def notice_too_short(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Villagers have fewer days to object than the catalogue gives them."""
    fields = record.fields
    row = around.packaged.catalog.get(fields.catalog or "")
    start = fields.notice_start or (fields.publish_date if fields.notice_end else None)
    if row is None or row.notice_days is None or row.notice_condition or not start or not fields.notice_end:
        return
    working = row.notice_day_type == "工作日"
    right = around.packaged.last_day(start, row.notice_days, working=working)
    if right is not None and start <= fields.notice_end < right:
        kind = "working" if working else "calendar"
        end = str(fields.notice_end)
        yield found(record.at("notice_end"), end, least=row.notice_days, kind=kind, start=start, right=right)


@check("expires-late")
def expires_late(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Names stay on the web long after nobody may object to them any more."""
    fields = record.fields
    if not fields.expires_on or not fields.notice_end:
        return
    days = int(around.amount("expires-late", "expiry_days", record))
    last = fields.notice_end + timedelta(days)
    if fields.expires_on > last:
        yield found(
            record.at("expires_on"), str(fields.expires_on), last=last, days=days, end=fields.notice_end
        )
