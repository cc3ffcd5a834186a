"""Days that depend on one another: event, review, publication, notice, posting (domain notes, 8.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.disclosure import Disclosure
from sunboard.model.problem import Severity, Words

LONGEST_NOTICE = 400
"""Days; nothing is put up for objections for longer."""


@check(
    Severity.ERROR,
    zh=Words(
        "事项日期 {value} 晚于公开日期 {published}",
        "核对两个日期；还没有发生的事，公开环节写“事前”，事项日期先不写",
    ),
    en=Words(
        "The event on {value} comes after its publication on {published}",
        "Compare both days; for what has not happened yet write 公开环节: 事前 and leave the event's day out",
    ),
)
def event_after_publication(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is published before that has happened which it tells of.

    Why: What is published as done must have been done.

    Source: sunboard compares the days of one record with each other.

        事项日期: 2026-03-06
        公开日期: 2026-03-10

    中文
    公开日期比事项日期还早：事情没有发生就公开了，多半是日期写错。

    为什么：没有发生的事不能当成已经办了的公开。

    依据：sunboard 的核对：一份记录里的日期先后要说得通。

        事项日期: 2026-03-06
        公开日期: 2026-03-10
    """
    fields = record.fields
    if fields.event_date and fields.publish_date and fields.event_date > fields.publish_date:
        yield found(record.at("event_date"), str(fields.event_date), published=fields.publish_date)


@check(
    Severity.ERROR,
    zh=Words(
        "审核日期 {value} 晚于公开日期 {published}", "先审核后公开：核对两个日期，审核日期不晚于 {published}"
    ),
    en=Words(
        "The review on {value} comes after the publication on {published}",
        "Review first, then publish: compare both days; the review is no later than {published}",
    ),
)
def review_after_publication(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is published before the supervision committee reviewed it.

    Why: A review that comes after publication prevents nothing.

    Source: General Offices' opinion on village disclosure, No. 17 of 2004: the committee drafts, the supervisors examine, then it is published.

        审核日期: 2026-03-09
        公开日期: 2026-03-10

    中文
    审核日期比公开日期晚。监委会先审核，然后才能公开。

    为什么：公开以后才审核，起不到把关的作用。

    依据：中办发〔2004〕17号：村委会提出方案，监督机构审查，审定后公布。

        审核日期: 2026-03-09
        公开日期: 2026-03-10
    """
    fields = record.fields
    if fields.review_date and fields.publish_date and fields.review_date > fields.publish_date:
        yield found(record.at("review_date"), str(fields.review_date), published=fields.publish_date)


def _notice(fields: Disclosure) -> tuple[date | None, int | None, bool]:
    """Return when a notice starts, how many days were given for it, and whether they are working days."""
    start = fields.notice_start or (
        fields.publish_date if fields.notice_end or fields.notice_days is not None else None
    )
    return start, fields.notice_days, fields.day_type == "工作日"


@check(
    Severity.ERROR,
    zh=Words("公示截止 {value} 早于公示开始 {start}", "核对两个日期；公示截止要在 {start} 以后"),
    en=Words(
        "The notice ends on {value}, before it starts on {start}",
        "Compare both days; the end must come after {start}",
    ),
)
def notice_ends_early(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A notice ends before it starts. Without `公示开始` it starts on the day of publication.

    Why: Such a notice never ran, so nobody could object.

    Source: sunboard compares the days of one record with each other.

        公示开始: 2026-03-10
        公示截止: 2026-03-17

    中文
    公示截止日期比开始日期早。没有写“公示开始”的，从公开日期算起。

    为什么：这样的公示等于没有公示过。

    依据：sunboard 的核对：一份记录里的日期先后要说得通。

        公示开始: 2026-03-10
        公示截止: 2026-03-17
    """
    start, _, _ = _notice(record.fields)
    if start and record.fields.notice_end and record.fields.notice_end < start:
        yield found(record.at("notice_end"), str(record.fields.notice_end), start=start)


@check(
    Severity.ERROR,
    zh=Words(
        "公示 {days} {kind}，从 {start} 的次日算起，应到 {right}，公示截止写的是 {value}",
        "把公示截止改成 {right}，或者改公示天数，也可以只写其中一个",
    ),
    en=Words(
        "{days} {kind_en} counted from the day after {start} end on {right}, not on {value}",
        "Make it end on {right}, or correct the number of days; it is enough to give one of them",
    ),
)
def notice_end_wrong(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The end of a notice does not agree with its start and its number of days.

    Days are counted from the day after the start. The end may be put off over days on which nobody works. Working days (`天数类型: 工作日`) follow
    the list of holidays.

    Why: Whoever objects on the last day must be in time.

    Source: the last day is counted from the day after the beginning; periods by matter are in the catalogue.

        公示开始: 2026-03-10
        公示天数: 7
        公示截止: 2026-03-17

    中文
    公示截止日期与公示开始、公示天数对不上。

    天数从开始的次日算起；截止日遇休息日可以顺延。写明“天数类型: 工作日”的按工作日算，放假和调休以节假日表为准。

    为什么：有人卡着最后一天来提意见，日子不能算错。

    依据：公示期从开始的次日起算；各类事项的天数见公开目录。

        公示开始: 2026-03-10
        公示天数: 7
        公示截止: 2026-03-17
    """
    fields = record.fields
    start, days, working = _notice(fields)
    if (
        start is None
        or days is None
        or fields.notice_end is None
        or fields.notice_end < start
        or days > LONGEST_NOTICE
    ):
        return
    right = around.packaged.last_day(start, days, working=working)
    if right is None or fields.notice_end == right:
        return
    put_off = fields.notice_end > right and all(
        around.packaged.is_working_day(right + timedelta(count)) is False
        for count in range((fields.notice_end - right).days)
    )
    if not put_off:
        kind, kind_en = ("个工作日", "working days") if working else ("天", "days")
        details = {"days": days, "kind": kind, "kind_en": kind_en, "start": start, "right": right}
        yield found(record.at("notice_end"), str(fields.notice_end), **details)


@check(
    Severity.ERROR,
    zh=Words(
        "公示天数写的是 {value}，太长了，最多 {most} 天",
        "核对公示天数，例如：公示天数: 7",
        "核对公示天数，例如：7",
    ),
    en=Words(
        "A notice of {value} days is too long; {most} are the most",
        "Correct it, for instance: 公示天数: 7",
        "Correct it, for instance: 7",
    ),
)
def notice_too_long(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A notice has more days than any law asks for, so that the number must be a slip of the pen.

    Why: A slip would keep a matter open, and its payment waiting, for months.

    Source: the longest notice that the law knows has 30 days (compensation for land).

        公示天数: 7

    中文
    公示天数大得不合理（法定最长30日），多半是写错了。

    为什么：多打一个数字，事情就要拖上好几个月。

    依据：法定最长的公示是30日（征地补偿安置公告）。

        公示天数: 7
    """
    days = record.fields.notice_days
    if days is not None and days > LONGEST_NOTICE:
        yield found(record.at("notice_days"), str(days), most=LONGEST_NOTICE)


@check(
    Severity.ERROR,
    zh=Words(
        "公示按工作日计算，但没有 {value} 年的放假安排",
        "请县里在 content/holidays.yaml 里补上，例如：{value}: {{放假: [{value}-10-01], 上班: [{value}-10-10]}}；或者写：天数类型: 日历日",
    ),
    en=Words(
        "The notice counts working days, but the holidays of {value} are not known",
        "The county adds {value}: {{放假: [{value}-10-01], 上班: [{value}-10-10]}} to content/holidays.yaml; or write: 天数类型: 日历日",
    ),
)
def holidays_unknown(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A notice is counted in working days of a year whose holidays nobody has entered.

    The State Council announces them each autumn. Without them the end of the notice would be wrong.

    Why: An end that comes a day early can make the whole notice void.

    Source: the State Council's yearly notice on holidays.

        2026: {holidays: [2026-10-01, 2026-10-02], workdays: [2026-10-10]}

    中文
    公示期按工作日计算，但没有这一年的放假安排，截止日算不准。国务院办公厅每年秋天公布下一年的安排，补进 content/holidays.yaml。

    为什么：截止日早算一天，整个公示都可能不算数。

    依据：国务院办公厅每年的放假安排通知。

        2026: {放假: [2026-10-01, 2026-10-02], 上班: [2026-10-10]}
    """
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
    yield found(
        record.at("notice_days" if record.fields.notice_days is not None else "notice_start"), str(unknown)
    )


@check(
    Severity.ERROR,
    zh=Words(
        "从 {start} 张贴到 {value} 只有 {days} 天，法定不少于 {least} 天",
        "撤下日期改到 {right} 或以后，也可以不写",
    ),
    en=Words(
        "Posted from {start} to {value} makes {days} days; at least {least} are needed",
        "Take it down on {right} or later, or leave that day out",
    ),
)
def posted_too_short(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is to hang for fewer days than the law asks for, 15 since 2026.

    Counted from `张贴日期`, or from the day of publication. The number is data (`posting_days` in `law/*.yaml`).

    Why: Those who work away from home must have a chance to see it.

    Source: Organic Law of Villagers' Committees, article 35.

        张贴日期: 2026-04-12
        撤下日期: 2026-07-15

    中文
    张贴时间不够法定天数（2026年起不少于15日）。从“张贴日期”算起，没有写的从公开日期算起。天数是数据（`law/*.yaml` 的 `posting_days`）。

    为什么：在外务工的人也要来得及看到。

    依据：《村民委员会组织法》第三十五条。

        张贴日期: 2026-04-12
        撤下日期: 2026-07-15
    """
    fields = record.fields
    start = fields.posted_from or fields.publish_date
    if start is None or fields.posted_until is None:
        return
    least = around.packaged.law.number("posting_days", start)
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
