"""What a village's records say of its duties: shown, held back or taken down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sunboard.contracts import Kind
from sunboard.duties.disclosed import Disclosed, Obliged
from sunboard.issuing.issue import Shown
from sunboard.issuing.register import Edition
from sunboard.issuing.states import day_of
from sunboard.model.plain import Values, map_of, text_of
from sunboard.model.state import State
from sunboard.privacy.masking import masked
from sunboard.settings.catalog import not_owed
from sunboard.viewing.context import VillageContext


def obliged(
    context: VillageContext,
    shown: Iterable[Shown],
    register: Mapping[str, tuple[Edition, ...]],
    kinds: Mapping[str, Kind],
) -> Obliged:
    """Return a village as one that owes, with all its records that stand under a row of the catalogue."""
    # in an order that stays once they are issued
    shown = sorted(
        shown, key=lambda item: (item.number or "?", item.candidate.source if item.candidate else "")
    )
    phones = context.public_phones
    said = (record for item in shown for record in _disclosed(item, register, kinds, context, phones))
    return obliged_with(context, _once_a_list(said))


def obliged_with(context: VillageContext, disclosed: Iterable[Disclosed]) -> Obliged:
    """Return a village as one that owes, as its settings have it."""
    village, township = context.village, context.township
    return Obliged(
        since=village.since,
        community=context.is_community,
        monthly=bool(township.monthly if village.monthly is None else village.monthly),
        switched_off=dict(not_owed((*township.not_owed, *village.not_owed), context.packaged.catalog)),
        disclosed=tuple(disclosed),
    )


def _once_a_list(records: Iterable[Disclosed]) -> Iterator[Disclosed]:
    """Yield the records; of the items of an inherited list, which hang as one, only the first of a row."""
    first: dict[str, Disclosed] = {}
    for record in records:
        if not record.inherited:
            yield record
        elif record.published and record.published <= (
            first.setdefault(record.catalog, record).published or date.max
        ):
            first[record.catalog] = record
    yield from first.values()


def _disclosed(
    item: Shown,
    register: Mapping[str, tuple[Edition, ...]],
    kinds: Mapping[str, Kind],
    context: VillageContext,
    phones: frozenset[str],
) -> Iterator[Disclosed]:
    """Yield what is known of one record: under its row, and under others whose content it holds too."""
    edition, candidate = item.edition, item.candidate
    name = edition.kind if edition else candidate.kind if candidate else ""
    written: Values = (candidate.values if candidate else None) or {}
    values: Values = edition.values if edition else written
    kind = kinds.get(name)
    row = text_of(values, "catalog") or "".join(kind.catalog if kind and len(kind.catalog) == 1 else ())
    if not row:
        return
    published, off = _published(item, register, context, row), _taken_down(values, written)
    told = Disclosed(
        catalog=row,
        title=masked(text_of(values, "title"), phones),
        source=masked(candidate.source if candidate else "", phones),
        number=item.number,
        period=text_of(values, "period"),
        event=day_of(values, "event_date") or (day_of(values, kind.event) if kind else None),
        published=published,
        dated=bool(text_of(values, "publish_date")),
        posted=day_of(values, "posted_from"),
        off=off,
        nil=values.get("nil") is True,
        inherited=bool(kind and kind.inherited),
        waits=_waits(item, values, published),
    )
    yield told
    if kind and row in kind.catalog:
        yield from (replace(told, catalog=other) for name, other in kind.holds if values.get(name))


def _waits(item: Shown, values: Values, published: date | None) -> str:
    """Return why a record is not to be seen by everybody, or not any more."""
    if map_of(values, "withdrawn"):
        return State.WITHDRAWN
    if item.candidate and item.candidate.gate == State.CLOSED:
        return State.CLOSED
    return "" if published else item.why


def _published(
    item: Shown, register: Mapping[str, tuple[Edition, ...]], context: VillageContext, row: str
) -> date | None:
    """Return the day on which a record was first to be seen; nothing where it never was.

    What is only for some, such as members of the Party, hangs where they see it, and has no number.
    """
    candidate = item.candidate
    if item.edition and (item.number or item.why == State.LIVE):
        first = register.get(item.number, (item.edition,))[0]
        return day_of(item.edition.values, "publish_date") or date.fromisoformat(first.date)
    if candidate and candidate.gate == State.CLOSED:
        return candidate.published if candidate.published and candidate.published <= context.today else None
    if candidate and candidate.gate == State.HELD and candidate.values:
        return _taken_down_too_soon(candidate.values, candidate.published, context, row)
    return None


def _taken_down_too_soon(
    values: Values, published: date | None, context: VillageContext, row: str
) -> date | None:
    """Return when that was published which says of itself that it was taken down before it might be.

    Just this holds it, so that it has no edition that could tell.
    """
    off, start = day_of(values, "posted_until"), day_of(values, "posted_from") or published
    if off is None or start is None or off >= context.today:
        return None
    return published if (off - start).days < context.packaged.posting_days(row, start) else None


def _taken_down(values: Values, written: Values) -> date | None:
    """Return the last day on the wall of what was taken down on a day that the clerk gave, or taken back."""
    withdrawn = day_of(map_of(values, "withdrawn"), "date")
    given = day_of(written or values, "posted_until")
    return min(filter(None, (withdrawn and withdrawn - timedelta(1), given)), default=None)
