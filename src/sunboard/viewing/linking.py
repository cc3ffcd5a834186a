"""How the records of a village refer to one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sunboard.contracts import Kind
from sunboard.fields.declarations import label_of
from sunboard.fields.disclosure import ITEM_REFERENCE, Disclosure, by_title, called
from sunboard.fields.forms import Mark
from sunboard.issuing.issue import Shown
from sunboard.issuing.states import Calendar, series_of
from sunboard.lazy import dataclass
from sunboard.model.period import Period
from sunboard.model.plain import Values, text_of, texts_of
from sunboard.model.state import BARE, State
from sunboard.model.surface import FULL
from sunboard.model.view import Link
from sunboard.privacy.naming import texts_marked
from sunboard.typesetting.saying import Saying


@dataclass(frozen=True, slots=True)
class Dated:
    """What is told of a record, with its days and its state."""

    shown: Shown
    kind: Kind
    values: Values
    calendar: Calendar
    state: State
    phase: State  # the state by the calendar while it is held, else the same
    corrected_by: str = ""  # number
    hanging: bool = False  # on the wall today
    taken_down: date | None = None  # last day on the wall; None where it hangs until something happens
    naming: str = FULL  # how the people whom it lists are named where it is shown
    on_board: str = FULL  # how they are named on the wall


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that a village tells, and what finds it."""

    dated: Mapping[str, Dated]  # by key
    targets: Mapping[str, str]  # what a reference says -> key
    by_item: Mapping[str, tuple[Dated, ...]]  # key of an item of an inherited list -> what stands under it
    by_period: Mapping[tuple[str, ...], Values]  # series and period -> the record that counts for them
    owners: Mapping[str, tuple[str, ...]]  # a number of papers -> keys of what it is the number of
    citing: Mapping[str, tuple[str, ...]]  # the same -> keys of what cites it

    def of_period(self, item: Dated, period: Period) -> Values:
        """Return the values of the record of the same series for another period, or nothing."""
        return self.by_period.get((*series_of(item.kind, item.values), str(period)), {})


def told_of(dated: Mapping[str, Dated], targets: Mapping[str, str]) -> Told:
    """Return what a village tells with what finds it."""
    by_item: dict[str, list[Dated]] = {}
    by_period: dict[tuple[str, ...], Values] = {}
    papers: dict[Mark, dict[str, list[str]]] = {Mark.OWN: {}, Mark.CITED: {}}
    for own, item in dated.items():
        if item.shown.number and item.state not in BARE:
            for mark, keys in papers.items():
                for number in _numbers(item, mark):
                    keys.setdefault(number, []).append(own)
    for item in dated.values():
        if item.shown.number and item.state != State.LEAK:
            for key in {targets.get(reference) for reference in texts_of(item.values, ITEM_REFERENCE)}:
                if key is not None and dated[key] is not item:
                    by_item.setdefault(key, []).append(item)
        if (period := text_of(item.values, "period")) and item.state not in (*BARE, State.CORRECTED):
            by_period.setdefault((*series_of(item.kind, item.values), period), item.values)
    return Told(
        dated,
        targets,
        {key: tuple(users) for key, users in by_item.items()},
        by_period,
        owners={number: tuple(keys) for number, keys in papers[Mark.OWN].items()},
        citing={number: tuple(keys) for number, keys in papers[Mark.CITED].items()},
    )


def _numbers(item: Dated, mark: Mark) -> tuple[str, ...]:
    """Return the numbers of papers that a record gives in fields of a mark, each once."""
    return tuple(dict.fromkeys(texts_marked(item.kind.fields, item.values, mark)))


def record_key(item: Shown) -> str:
    """Return what a told record is known by in its village: its number, or its source while it waits."""
    return item.number or (item.candidate.source if item.candidate else "")


def targets_of(told: Iterable[Shown], slug: str) -> dict[str, str]:
    """Return which key of what is told each reference leads to: an id, else a number, else a lone title.

    A number may have the village's own `slug` before it, as addresses have.
    """
    found: dict[str, str] = {}
    told = tuple(told)
    for item in told:
        if item.edition:
            found.setdefault(text_of(item.edition.values, "id"), record_key(item))
    for item in told:
        found.setdefault(record_key(item), record_key(item))
        found.setdefault(f"{slug}/{record_key(item)}", record_key(item))
    titled = (
        (name, record_key(item))
        for item in told
        if item.edition and item.candidate
        for name in called(*(text_of(item.edition.values, key) for key in ("id", "title")))
    )
    for title, keys in by_title(titled).items():
        if len(keys) == 1:
            found.setdefault(title, keys[0])
    return found


def related(item: Dated, told: Told, say: Saying) -> tuple[Link, ...]:
    """Return the ways to what a record names or is corrected by."""
    wanted = [(text, "corrects") for text in (text_of(item.values, "corrects"),) if text]
    wanted += [(text, name) for name in (ITEM_REFERENCE, "related") for text in texts_of(item.values, name)]
    found: dict[str, Link] = {}
    for reference, name in wanted:
        note = label_of(Disclosure, name, say.language)
        other = told.dated.get(told.targets.get(reference, ""))
        if other is None or other.state == State.LEAK:
            found.setdefault(reference, Link(reference, "", note))
        else:
            number = other.shown.number
            found.setdefault(
                record_key(other.shown), Link(text_of(other.values, "title") or number, number, note)
            )
    for number, key in _by_papers(item, told):
        other = told.dated[key]
        found.setdefault(key, Link(text_of(other.values, "title") or key, other.shown.number, number))
    if item.corrected_by:
        other = told.dated[item.corrected_by]
        found.setdefault(
            item.corrected_by,
            Link(
                text_of(other.values, "title"),
                item.corrected_by,
                say("notice-corrected-note"),
            ),
        )
    return tuple(found.values())


def _by_papers(item: Dated, told: Told) -> Iterator[tuple[str, str]]:
    """Yield the records that share a number of papers with one, as its owner or by citing it."""
    own = record_key(item.shown)
    for mark, others in ((Mark.CITED, told.owners), (Mark.OWN, told.citing)):
        for number in _numbers(item, mark) if others else ():
            yield from ((number, key) for key in others.get(number, ()) if key != own)


def under(item: Dated, told: Told, say: Saying) -> tuple[Link, ...]:
    """Return what was disclosed under an item of an inherited list, newest first."""
    users = told.by_item.get(record_key(item.shown), ()) if item.kind.inherited else ()
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
