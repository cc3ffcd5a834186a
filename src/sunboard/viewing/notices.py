"""The sentences at the head of a record's page: what has become of it, and what its reader must know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sunboard.model.plain import map_of, text_of
from sunboard.model.state import BARE, State
from sunboard.model.view import Notice
from sunboard.typesetting.saying import Saying
from sunboard.viewing.linking import Dated


def notices_of(item: Dated, lost: Sequence[str], say: Saying) -> Iterator[Notice]:
    """Yield the sentences of a record; `lost` are the titles of papers that are no longer there."""
    yield from _of_state(item, say)
    values, edition = item.values, item.shown.edition
    if item.state in BARE:
        return
    if values.get("applies") is False:
        yield Notice("warn", say("notice-not-applicable", reason=text_of(values, "reason")))
    if reason := text_of(values, "correction_reason"):
        yield Notice("info", say("notice-corrects", reason=reason))
    if values.get("nil") is True:
        yield Notice("info", say("notice-nil"))
    if lost:
        yield Notice("warn", say("notice-paper-gone", papers=say("kind-listed").join(lost)))
    if edition and item.shown.last > edition.edition:
        told = {"edition": str(edition.edition), "last": str(item.shown.last)}
        yield Notice("info", say("notice-reverted", **told))


def _of_state(item: Dated, say: Saying) -> Iterator[Notice]:
    state, edition = item.state, item.shown.edition
    if state == State.WITHDRAWN:
        taken = map_of(item.values, "withdrawn")
        date, reason = say.day(text_of(taken, "date")), text_of(taken, "reason")
        yield Notice("warn", say("notice-withdrawn", date=date, reason=reason))
    elif state == State.CORRECTED:
        way = say("notice-corrected-link", number=item.corrected_by)
        yield Notice("warn", say("notice-corrected"), item.corrected_by, way)
    elif state == State.NOTICE and item.calendar.notice_end:
        yield Notice("info", say("notice-running", date=say.day(item.calendar.notice_end.isoformat())))
    elif state in (State.LEAK, State.MISSING, State.HELD, State.EXPIRED):
        shown = edition.edition if edition else item.shown.last
        yield Notice("warn", say(f"notice-{state}", edition=str(shown)))
