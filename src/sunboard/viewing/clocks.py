"""The days that run for a record: notice, place on the wall, answer to objections, time on the web."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sunboard.issuing.states import Calendar
from sunboard.model.view import Clock
from sunboard.settings.packaged import Packaged
from sunboard.typesetting.saying import Saying


def clocks_of(
    calendar: Calendar, taken_down: date | None, packaged: Packaged, say: Saying
) -> tuple[Clock, ...]:
    """Return the clocks of a record in the order in which they matter.

    `taken_down` is its last day on the wall, if that is known. Days to answer are told where a rule gives
    them.
    """
    return tuple(_clocks(calendar, taken_down, packaged, say))


def _clocks(calendar: Calendar, taken_down: date | None, packaged: Packaged, say: Saying) -> Iterator[Clock]:
    if calendar.notice_start and calendar.notice_end:
        yield Clock(
            say("clock-notice"),
            calendar.notice_start.isoformat(),
            calendar.notice_end.isoformat(),
            say("clock-notice-note") if calendar.notice_end > calendar.notice_start else "",
        )
        answer = packaged.law.ruled("reply_days", calendar.notice_start)
        if answer:
            yield Clock(
                say("clock-answer"),
                calendar.notice_start.isoformat(),
                (calendar.notice_end + timedelta(answer)).isoformat(),
                say("clock-answer-note", days=str(answer)),
            )
    if taken_down and calendar.posted_from and taken_down > calendar.posted_from:
        days = (taken_down - calendar.posted_from).days
        yield Clock(
            say("clock-posted"),
            calendar.posted_from.isoformat(),
            taken_down.isoformat(),
            say("clock-posted-note", days=str(days)),
            minor=True,
        )
    if calendar.expires:
        yield Clock(
            say("clock-web"),
            "",
            calendar.expires.isoformat(),
            say("clock-web-note"),
            minor=calendar.expires == calendar.notice_end,
        )
