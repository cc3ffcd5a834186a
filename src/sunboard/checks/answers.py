"""Questions and problems: answered in time, and crossed off only when somebody saw that they are gone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.kinds.issue import Issue
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
    if what == "before" or (last and answered > last):
        took, days = (answered - asked).days, deadline.days
        yield found(record.at("answered_on"), str(answered), what=what, asked=asked, days=days, took=took)


@check("issue-order", of=Issue)
def issue_order(record: Record[Issue], around: Around) -> Iterator[Finding]:
    """The days of a problem's way stand in the wrong order."""
    fields = record.fields
    steps = [
        ("发现", fields.found_on, record.at("found_on")),
        *((("建账", fields.entered, record.at("entered")),) if fields.entered else ()),
        *(
            (label, part.date, part.at("date"))
            for label, part in (("整改反馈", fields.done), ("回访", fields.revisit), ("销号", fields.closed))
            if part is not None and part.date
        ),
    ]
    for (earlier, first, _), (later, second, place) in pairwise(steps):
        if second < first:
            yield found(place, str(second), earlier=earlier, first=first, later=later)


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
        yield found(record.at("closed" if fields.closed else "issue_state"), "已销号", missing=missing)
