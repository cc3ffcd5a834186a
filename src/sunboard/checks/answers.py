"""Questions and problems: answered in time, and crossed off only when somebody saw that they are gone."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.checks.order import Step, out_of_line
from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.fields.declarations import label_of
from sunboard.kinds.issue import ANSWERED, Issue
from sunboard.kinds.reply import Reply
from sunboard.settings.due import due_after


@check("reply-late", of=Reply, own="reply_days")
def reply_late(record: Record[Reply], around: Around) -> Iterator[Finding]:
    """A question was answered after the days that there are for it, or before it was asked."""
    fields = record.fields
    asked, answered, law = fields.asked_on, fields.answered_on, around.packaged.law
    deadline = law.deadline("reply_days", asked, own="reply-late")
    last = due_after(asked, deadline, around.packaged).last
    what = "before" if answered < asked else "working" if deadline.working else "late"
    is_late = last is not None and answered > last and not fields.reason
    if what == "before" or is_late:
        took, days = (answered - asked).days, deadline.days
        yield found(record.at("answered_on"), str(answered), what=what, asked=asked, days=days, took=took)


@check("issue-order", of=Issue)
def issue_order(record: Record[Issue], around: Around) -> Iterator[Finding]:
    """The days of a problem's way stand in the wrong order; one that came back goes part of it again."""
    fields = record.fields
    found_on = Step("发现", fields.found_on, fields, "found_on")
    letters = () if fields.issue_state == "未过退回" else _dated(fields, "reminder", "suggestion")
    steps = [
        found_on,
        *((Step("建账", fields.entered, fields, "entered"),) if fields.entered else ()),
        *sorted(letters, key=lambda step: step.day),
        *_dated(fields, "done", "revisit", "closed"),
    ]
    until = Step(label_of(Issue, "due", "zh"), fields.due, fields, "due")
    for step, other in (*out_of_line(steps), *out_of_line((found_on, until))):
        details = {"name": step.name, "other": other.name, "day": other.day}
        how = "early" if step.day < other.day else "late"
        yield found(step.place, str(step.day), how=how, **details)


def _dated(fields: Issue, *names: str) -> Iterator[Step]:
    """Yield those steps of the way that have a day."""
    for name in names:
        part = getattr(fields, name)
        if part is not None and part.date:
            yield Step(label_of(Issue, name, "zh"), part.date, part, "date")


@check("issue-overdue", of=Issue)
def issue_overdue(record: Record[Issue], around: Around) -> Iterator[Finding]:
    """The day by which a problem was to be put right is over, and nobody says what was done."""
    fields = record.fields
    is_answered = fields.issue_state in ANSWERED or (fields.done and fields.done.date)
    if not is_answered and fields.due < around.today:
        yield found(record.at("due"), str(fields.due))


@check("issue-closed-unseen", of=Issue)
def issue_closed_unseen(record: Record[Issue], around: Around) -> Iterator[Finding]:
    """A problem is crossed off, and nobody said what was done, or came back to see."""
    fields = record.fields
    if fields.issue_state != "已销号" and fields.closed is None:
        return
    missing = tuple(
        label for label, part in (("整改反馈", fields.done), ("回访", fields.revisit)) if part is None
    )
    if missing:
        where, said = ("closed", "销号") if fields.closed else ("issue_state", "已销号")
        yield found(record.at(where), said, missing=missing)
