"""What a village's records say of its money, for those who look over a whole year of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sunboard.contracts import Kind
from sunboard.fields.disclosure import MONEY
from sunboard.issuing.issue import Shown
from sunboard.model.accounts import FIGURES, Account, Answer
from sunboard.model.plain import Values, text_of, texts_of
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.model.view import RecordView
from sunboard.privacy.masking import masked
from sunboard.viewing.context import VillageContext
from sunboard.viewing.linking import record_key, targets_of

_CATALOG = "catalog"


def accounts_of(
    shown: Iterable[Shown],
    views: Iterable[RecordView],
    asked: Callable[[str], tuple[Problem, ...]],
    kinds: Mapping[str, Kind],
    context: VillageContext,
) -> Iterator[Account]:
    """Yield the accounts of a village by period, also those that may not be shown as they stand.

    `asked` tells the problems of a source as they may be told. What was taken back accounts for nothing.
    """
    shown = tuple(shown)
    views_by_key = {view.number or view.source.path: view for view in views}
    answers, phones = _answers(shown, kinds, context), context.public_phones
    found = []
    for item in shown:
        values, kind = _values(item), kinds.get(_kind(item))
        key = record_key(item)
        view = views_by_key.get(key)
        state = view.state if view and item.number else _why(item)
        if (
            kind is None
            or kind.category != MONEY
            or not text_of(values, "period")
            or state in (State.WITHDRAWN, State.EXPIRED)
        ):
            continue
        source = item.candidate.source if item.candidate else ""
        figures = view.figures if view else ()
        found.append(
            Account(
                period=text_of(values, "period"),
                books="".join(text_of(values, name) for name in kind.series if name != _CATALOG),
                title=masked(text_of(values, "title"), phones),
                source=masked(source, phones),
                number=item.number,
                edition=view.edition if view else 0,
                published=view.published if view else "",
                changed=view.issued if view and view.edition > 1 else "",
                state=state,
                nil=values.get("nil") is True,
                figures={one.role: one.amount for one in figures if one.role in FIGURES},
                asked=asked(source),
                answers=tuple(answers.get(key, ())),
            )
        )
    yield from sorted(found, key=lambda account: (account.period, account.books, account.number or "?"))


def _values(item: Shown) -> Values:
    """Return the values that are shown of a record, or wait to be."""
    return item.edition.values if item.edition else (item.candidate.values if item.candidate else None) or {}


def _why(item: Shown) -> State:
    """Return why a record has no number; one that is shown as it stands waits for it."""
    return State.WAITING if item.why == State.LIVE else item.why


def _kind(item: Shown) -> str:
    return item.edition.kind if item.edition else item.candidate.kind if item.candidate else ""


def _answers(
    shown: Sequence[Shown], kinds: Mapping[str, Kind], context: VillageContext
) -> dict[str, list[Answer]]:
    """Return the public records that name another, by what the other is known by."""
    targets, found = targets_of(shown, context.slug), dict[str, list[Answer]]()
    for item in shown:
        edition, kind = item.edition, kinds.get(_kind(item))
        if edition is None or kind is None or not item.number:
            continue
        corrects = text_of(edition.values, "corrects")
        for reference in dict.fromkeys((corrects, *texts_of(edition.values, "related"))):
            key = targets.get(reference, "")
            if reference and key and key != item.number:
                answer = Answer(
                    number=item.number,
                    title=masked(text_of(edition.values, "title"), context.public_phones),
                    by=text_of(edition.values, kind.answered_by),
                    date=text_of(edition.values, "publish_date") or edition.date,
                    corrects=reference == corrects,
                )
                found.setdefault(key, []).append(answer)
    return found
