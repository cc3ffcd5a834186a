"""How the records of a village refer to one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sunboard.contracts import Kind
from sunboard.fields.declarations import label_of
from sunboard.fields.disclosure import ITEM_REFERENCE, Disclosure
from sunboard.issuing.issue import Shown
from sunboard.issuing.states import LEAK, Calendar
from sunboard.model.plain import Values, text_of, texts_of
from sunboard.model.view import Link
from sunboard.typesetting.saying import Saying


@dataclass(frozen=True, slots=True)
class Dated:
    """What is told of a record, with its days and its state."""

    shown: Shown
    kind: Kind
    values: Values
    calendar: Calendar
    state: str
    corrected_by: str = ""  # number


def record_key(item: Shown) -> str:
    """Return what a told record is known by in its village: its number, or its source while it waits."""
    return item.number or (item.candidate.source if item.candidate else "")


def targets_of(told: Iterable[Shown]) -> dict[str, str]:
    """Return what references resolve to: an id, else a number -> key of what is told."""
    found: dict[str, str] = {}
    told = tuple(told)
    for item in told:
        if item.edition:
            found.setdefault(text_of(item.edition.values, "id"), record_key(item))
    for item in told:
        found.setdefault(record_key(item), record_key(item))
    return found


def related(
    item: Dated, dated: Mapping[str, Dated], targets: Mapping[str, str], say: Saying
) -> tuple[Link, ...]:
    """Return the ways to what a record names or is corrected by."""
    wanted = [(text, "corrects") for text in (text_of(item.values, "corrects"),) if text]
    wanted += [(text, name) for name in (ITEM_REFERENCE, "related") for text in texts_of(item.values, name)]
    found: dict[str, Link] = {}
    for reference, name in wanted:
        note = label_of(Disclosure, name, say.language)
        other = dated.get(targets.get(reference, ""))
        if other is None or other.state == LEAK:
            found.setdefault(reference, Link(reference, "", note))
        else:
            number = other.shown.number
            found.setdefault(
                record_key(other.shown), Link(text_of(other.values, "title") or number, number, note)
            )
    if item.corrected_by:
        other = dated[item.corrected_by]
        found.setdefault(
            item.corrected_by,
            Link(
                text_of(other.values, "title"),
                item.corrected_by,
                say("notice-corrected-link", number=item.corrected_by),
            ),
        )
    return tuple(found.values())


def under(
    item: Dated, dated: Mapping[str, Dated], targets: Mapping[str, str], say: Saying
) -> tuple[Link, ...]:
    """Return what was disclosed under an item of an inherited list, newest first."""
    if not item.kind.inherited:
        return ()
    key = record_key(item.shown)
    users = [
        other
        for other in dated.values()
        if other is not item
        and other.shown.number
        and other.state != LEAK
        and key in (targets.get(reference) for reference in texts_of(other.values, ITEM_REFERENCE))
    ]
    ordered = sorted(
        users,
        key=lambda other: (text_of(other.values, "publish_date"), record_key(other.shown)),
        reverse=True,
    )
    return tuple(_used(other, say) for other in ordered)


def _used(other: Dated, say: Saying) -> Link:
    published = text_of(other.values, "publish_date")
    note = (
        other.kind.called(say.language),
        say.day(published),
        say(f"state-{other.state}"),
    )
    return Link(
        text_of(other.values, "title") or other.shown.number,
        other.shown.number,
        say("kind-comma").join(w for w in note if w),
    )
