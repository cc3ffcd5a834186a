"""Days that depend on one another: event, review, publication, notice, posting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sunboard.checks.words import has_any
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.declarations import label_of, names_of
from sunboard.fields.disclosure import Disclosure, days_counted
from sunboard.lazy import regex
from sunboard.model.node import Scalar
from sunboard.settings.deadlines import Cadence
from sunboard.settings.due import announces, cadence_for
from sunboard.settings.reference import DRAFT_LIST

_DAYS = names_of(Disclosure)["notice_days"]
_IN_A_YEAR = (Cadence.MONTH, Cadence.QUARTER, Cadence.HALF)
_SAYS_RESULT = regex("(?:没有|无|未收到|没收到)[^。；]{0,8}异议|收到[^。；]{0,6}异议|公示(?:期满|结束)")
"""How a text tells whether anybody objected."""
_SOME = regex("(?!.*[没无])[共有收到异议 ]*[1-9１-９一二两三四五六七八九十][^，,。；;、]{0,6}[。]?$")
"""How a number of objections that is not 0 stands alone: behind it may stand what became of them."""
LONGEST_NOTICE = 400
"""Days; nothing is put up for objections for longer."""


@check("event-after-publication", given="event_date")
def event_after_publication(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is published before that has happened which it tells of, and its row does not ask for that."""
    fields = record.fields
    if not fields.event_date or not fields.publish_date or fields.event_date <= fields.publish_date:
        return
    if not announces(around.packaged.catalog.get(fields.catalog or "")):
        yield found(record.at("event_date"), str(fields.event_date), published=fields.publish_date)


@check("published-far-ahead", given="publish_date")
def published_far_ahead(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record's day of publication is further off than anybody plans, and its row announces nothing."""
    fields, day = record.fields, record.fields.publish_date
    if day is None or day <= around.today or not fields.is_published:
        return
    days = around.days("published-far-ahead", record, on=around.today)
    row = around.packaged.catalog.get(fields.catalog or "")
    if day - around.today > timedelta(days) and not announces(row):
        yield found(record.at("publish_date"), str(day), days=days)


@check("period-not-over", given="period", words=("words",))
def period_not_over(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """What a month, quarter or half-year brought is published before it is over; plans are not meant."""
    fields, row = record.fields, around.packaged.catalog.get(record.fields.catalog or "")
    if fields.period is None or fields.publish_date is None or fields.publish_date >= fields.period.end:
        return
    if not fields.is_published or row is None:
        return
    words, _ = around.packaged.law.words("period-not-over", around.day_of(record))
    cadence = cadence_for(row, fields.period.unit == Cadence.MONTH)
    is_due_after = cadence in _IN_A_YEAR and fields.period.unit in _IN_A_YEAR
    is_early = is_due_after and not fields.withdrawn
    if is_early and getattr(fields, "phase", None) != DRAFT_LIST and not has_any(record.title, words):
        yield found(record.at("period"), fields.period.name("zh"), published=fields.publish_date)


@check("notice-result-missing", given=("notice_end", "notice_days", "result"))
def notice_result_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """People could object, and nothing says whether anybody did, or what became of the objections.

    An end that does not agree with its start is asked for first: nobody knows yet when the days were over.
    """
    fields = record.fields
    if not fields.is_published or fields.withdrawn or fields.nil:
        return
    key = names_of(Disclosure)["公示结果"]
    if result := fields.result:
        is_open = not result.handling and not result.conclusion and _SOME.match(result.objections)
        if is_open and not _tells_result(record):
            yield found(record.at("result").at(key.zh), result.objections, where="answer", end="")
        return
    start, days, working = _notice(fields)
    end = fields.notice_end
    if end is None and start and days is not None and days <= LONGEST_NOTICE:
        end = around.packaged.last_day(start, days, working=working)
    if end is None or not end < around.today or (start and end < start) or _right_end(fields, around):
        return
    last = end + timedelta(around.days("notice-result-missing", record, on=around.today))
    if around.today <= last and not _tells_result(record):
        yield found(record.at("result").at(key.zh), str(end), where="result", end=end)


def _tells_result(record: AnyRecord) -> bool:
    return bool(_SAYS_RESULT.search(f"{record.body}{record.fields.plain_summary or ''}"))


@check("review-after-publication", given=("review_date", "signed"))
def review_after_publication(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is published before the supervision committee reviewed it."""
    published = record.fields.publish_date
    part, name = around.kinds[record.kind].signature(record.fields, "review_date")
    reviewed = getattr(part, name)
    if reviewed and published and reviewed > published:
        label = label_of(type(part), name, "zh")
        yield found(part.at(name), str(reviewed), label=label, published=published)


def _notice(fields: Disclosure) -> tuple[date | None, int | None, bool]:
    """Return when a notice starts, how many days were given for it, and whether they are working days."""
    start = fields.notice_start or (
        fields.publish_date if fields.notice_end or fields.notice_days is not None else None
    )
    return start, fields.notice_days, fields.day_type == "工作日"


@check("notice-ends-early", given="notice_end")
def notice_ends_early(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A notice ends before it starts. Without `公示开始` it starts on the day of publication."""
    start, _, _ = _notice(record.fields)
    if start and record.fields.notice_end and record.fields.notice_end < start:
        yield found(record.at("notice_end"), str(record.fields.notice_end), start=start)


def _days_said(record: AnyRecord) -> str | None:
    """Return which days are counted, where that stands behind their number."""
    written = record.document.fields.get(*_DAYS.names)
    return days_counted(written.text) if isinstance(written, Scalar) else None


@check("day-type-contradicts", given="day_type")
def day_type_contradicts(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """How many days a notice has says which ones are counted, and the field for that says others."""
    said = _days_said(record)
    if said and record.fields.day_type and said != record.fields.day_type:
        yield found(record.at("day_type"), record.fields.day_type, days=said)


@check("notice-end-wrong", given="notice_end")
def notice_end_wrong(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The end of a notice does not agree with its start and its number of days."""
    fields = record.fields
    if right := _right_end(fields, around):
        start, days, working = _notice(fields)
        kind = "working" if working else "calendar"
        end = str(fields.notice_end)
        yield found(record.at("notice_end"), end, days=days, kind=kind, start=start, right=right)


def _right_end(fields: Disclosure, around: Around) -> date | None:
    """Return when a notice ends by its start and days, where it says another end that nothing explains."""
    start, days, working = _notice(fields)
    end = fields.notice_end
    if start is None or days is None or end is None or end < start or days > LONGEST_NOTICE:
        return None
    right = around.packaged.last_day(start, days, working=working)
    if right is None or end == right or is_put_off(right, end, around):
        return None
    return right


def is_put_off(right: date, end: date, around: Around) -> bool:
    """Tell whether a notice ends later than by its days because nobody works on those between."""
    days = (right + timedelta(count) for count in range((end - right).days))
    return end > right and all(around.packaged.is_working_day(day) is False for day in days)


@check("notice-too-long", given="notice_days")
def notice_too_long(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A notice has more days than any law asks for, so that the number must be a slip of the pen."""
    days = record.fields.notice_days
    if days is not None and days > LONGEST_NOTICE:
        yield found(record.at("notice_days"), str(days), most=LONGEST_NOTICE)


@check("holidays-unknown", given=("notice_start", "notice_days", "notice_end"))
def holidays_unknown(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A notice is counted in working days of a year whose holidays nobody has entered."""
    start, days, working = _notice(record.fields)
    if not working and days is None and record.fields.notice_end is None:
        row = around.packaged.catalog.get(record.fields.catalog or "")
        if row is not None and record.fields.notice_start:
            days, working = row.notice_days, row.notice_day_type == "工作日"
    if (
        start is None
        or days is None
        or not working
        or days > LONGEST_NOTICE
        or around.packaged.last_day(start, days, working=True) is not None
    ):
        return
    known = around.packaged.holidays
    unknown = next((year for year in range(start.year, start.year + 3) if year not in known), start.year)
    at = record.at("notice_days" if record.fields.notice_days is not None else "notice_start")
    yield found(at, str(unknown), told="count" if _days_said(record) else "type", days=days)


@check("posted-too-short", given="posted_until", own="posting_days")
def posted_too_short(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is to hang for fewer days than its row of the catalogue or the law asks for, 15 since 2026."""
    fields = record.fields
    start = fields.posted_from or fields.publish_date
    if start is None or fields.posted_until is None:
        return
    row = around.packaged.catalog.get(fields.catalog or "")
    least = row.posted_days if row else None
    if least is None:
        least = around.days("posted-too-short", record, parameter="posting_days", on=start)
    days = (fields.posted_until - start).days
    if days < least:
        right = start + min(timedelta(least), date.max - start)
        yield found(
            record.at("posted_until"),
            str(fields.posted_until),
            start=start,
            days=days,
            least=least,
            right=right,
        )
