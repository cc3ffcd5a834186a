"""The sentences at the head of a record's page: what has become of it, and what its reader must know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sunboard.fields.declarations import marked
from sunboard.fields.forms import Mark
from sunboard.model.plain import Values, map_of, text_of
from sunboard.model.state import BARE, State
from sunboard.model.surface import FULL, NUMBERS
from sunboard.model.view import Notice
from sunboard.privacy.naming import texts_at
from sunboard.privacy.surfaces import lists_people
from sunboard.typesetting.saying import Saying
from sunboard.viewing.context import VillageContext
from sunboard.viewing.linking import Dated


def notices_of(item: Dated, lost: Sequence[str], context: VillageContext) -> Iterator[Notice]:
    """Yield the sentences of a record; `lost` are the titles of papers that are no longer there."""
    say, values, edition = context.say, item.values, item.shown.edition
    yield from _of_state(item, say)
    if item.state in BARE:
        return
    if item.phase == State.NOTICE and item.calendar.notice_end:
        end = item.calendar.notice_end.isoformat()
        how = _objections(values, context)
        yield Notice("info", say("notice-running", date=say.day(end), how=how), until=end, how=how)
    if absence := absence_of(values, say):
        yield Notice("warn" if values.get("applies") is False else "info", absence)
    if said := naming_of(item, say):
        yield Notice("info", said)
    if reason := text_of(values, "correction_reason"):
        yield Notice("info", say("notice-corrects", reason=reason))
    if lost:
        yield Notice("warn", say("notice-paper-gone", papers=say("kind-listed").join(lost)))
    if edition and item.shown.last > edition.edition:
        told = {"edition": str(edition.edition), "last": str(item.shown.last)}
        yield Notice("info", say("notice-reverted", **told))


def absence_of(values: Values, say: Saying) -> str:
    """Return what the clerk says there is not: the item in this village, or anything this period."""
    if values.get("applies") is False:
        return _because("notice-not-applicable", text_of(values, "reason"), say)
    return say("notice-nil") if values.get("nil") is True else ""


def naming_of(item: Dated, say: Saying) -> str:
    """Return where the names stand that are masked or left out here, in a sentence."""
    if item.naming == FULL or not lists_people(item.kind.fields):
        return ""
    if item.on_board == NUMBERS:
        return say("notice-names-nowhere")
    if item.on_board == item.naming:
        return ""
    masked = any(texts_at(item.values, path) for path in marked(item.kind.fields, Mark.BENEFICIARY))
    return say("notice-names-masked" if masked and item.naming != NUMBERS else "notice-names-on-board")


def _because(name: str, reason: str, say: Saying, **details: str) -> str:
    """Return a sentence with its reason, where there is one."""
    because = say("notice-reason", reason=reason.rstrip("。. ")) if reason else ""
    return say(name, reason=because, **details).strip()


def _objections(values: Values, context: VillageContext) -> str:
    """Return where objections to a notice go: the best of what is known."""
    for name in ("supervise_phone", "contact_phone"):
        if text_of(values, name) or context.contact(name):
            return context.say(f"notice-objections-{name.partition('_')[0]}")
    return context.say("notice-objections-office")


def _of_state(item: Dated, say: Saying) -> Iterator[Notice]:
    state, edition = item.state, item.shown.edition
    if state == State.WITHDRAWN:
        taken = map_of(item.values, "withdrawn")
        date, reason = say.day(text_of(taken, "date")), text_of(taken, "reason")
        yield Notice("warn", _because("notice-withdrawn", reason, say, date=date))
    elif state in (State.LEAK, State.MISSING, State.HELD, State.EXPIRED):
        shown = edition.edition if edition else item.shown.last
        yield Notice("warn", say(f"notice-{state}", edition=str(shown)))
    if state in (State.CORRECTED, State.EXPIRED) and item.corrected_by:
        way = say("notice-corrected-link", number=item.corrected_by)
        yield Notice("warn", say("notice-corrected"), item.corrected_by, way)
