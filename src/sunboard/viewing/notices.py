"""The sentences at the head of a record's page: what has become of it, and what its reader must know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sunboard.fields.forms import Mark
from sunboard.lazy import dataclass
from sunboard.model.blocks import Content, Fact
from sunboard.model.plain import Values, map_of, text_of
from sunboard.model.state import BARE, State
from sunboard.model.surface import FULL, NUMBERS
from sunboard.model.view import Notice
from sunboard.privacy.naming import texts_marked
from sunboard.privacy.surfaces import lists_people
from sunboard.typesetting.saying import Saying
from sunboard.viewing.context import VillageContext
from sunboard.viewing.linking import Dated


@dataclass(frozen=True, slots=True)
class Correction:
    """What another record says that corrects one."""

    title: str
    reason: str
    replaced: tuple[Fact, ...]  # the first figures of the corrected one that are others now


def correction_of(was: Content, now: Content, values: Values, say: Saying) -> Correction:
    """Return what is new in a record that corrects another, from what both say of themselves."""
    before, after = _first_figures(was, say), _first_figures(now, say)
    replaced = [
        Fact(label, after[label]) for label in before if after.get(label, before[label]) != before[label]
    ]
    return Correction(text_of(values, "title"), text_of(values, "correction_reason"), tuple(replaced))


def _first_figures(content: Content, say: Saying) -> dict[str, str]:
    """Return what the head of a page says in figures, by label."""
    if content.key:
        return {content.key.label: content.key.value}
    return {one.label: say("kind-yuan", amount=say.amount(one.amount)) for one in content.figures}


def notices_of(
    item: Dated, lost: Sequence[str], context: VillageContext, correction: Correction | None = None
) -> Iterator[Notice]:
    """Yield the sentences of a record; `lost` are the titles of papers that are no longer there."""
    say, values, edition = context.say, item.values, item.shown.edition
    yield from _of_state(item, correction, say)
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
    masked = any(texts_marked(item.kind.fields, item.values, Mark.BENEFICIARY))
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


def _of_state(item: Dated, correction: Correction | None, say: Saying) -> Iterator[Notice]:
    state, edition = item.state, item.shown.edition
    if state == State.WITHDRAWN:
        taken = map_of(item.values, "withdrawn")
        date, reason = say.day(text_of(taken, "date")), text_of(taken, "reason")
        yield Notice("warn", _because("notice-withdrawn", reason, say, date=date))
    elif state == State.EXPIRED and item.calendar.expires:
        yield Notice("info", say("notice-expired", date=say.day(item.calendar.expires.isoformat())))
    elif state in (State.LEAK, State.MISSING, State.HELD):
        shown = edition.edition if edition else item.shown.last
        yield Notice("warn", say(f"notice-{state}", edition=str(shown)))
    if state in (State.CORRECTED, State.EXPIRED) and correction:
        new = (say("notice-corrected-figure", what=one.label, now=one.value) for one in correction.replaced)
        what = say("kind-comma").join(new)
        text = _because(
            "notice-corrected", correction.reason, say, what=what and say("notice-corrected-to", what=what)
        )
        way = say("notice-corrected-link", title=correction.title or item.corrected_by)
        yield Notice("warn", text, item.corrected_by, way)
