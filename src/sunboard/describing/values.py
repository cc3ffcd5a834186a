"""Labels, and values in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from sunboard.contracts import Telling
from sunboard.fields.declarations import keys_of, label_of, names_of
from sunboard.fields.part import Part, cached_by_type
from sunboard.model.blocks import Block, Fact, FactsBlock, ListBlock, TextBlock
from sunboard.model.period import parse_period
from sunboard.model.plain import Plain, Values

LONG = 60
"""A text of more characters stands as a block of its own."""


def sort_of(part: type[Part], name: str) -> str:
    """Return what sort of value a field holds, such as money; nothing for an unknown field."""
    key = names_of(part).get(name)
    return key.form.sort if key else ""


def amount_of(values: Values, name: str) -> Decimal | None:
    """Return the amount of money under a name, or nothing."""
    written = values.get(name)
    return _amount(written) if isinstance(written, str) and written else None


@lru_cache(maxsize=4096)
def _amount(written: str) -> Decimal | None:
    """Read an amount; those of a ledger are asked for a dozen times: for its sums, its sides, its counts."""
    try:
        amount = Decimal(written)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def in_words(part: type[Part], name: str, value: Plain, telling: Telling, *, unit: bool = True) -> str:
    """Write the value of a field as people read it; `unit` adds 元 to money."""
    return _in_words(sort_of(part, name), value, telling, unit)


def cells_of(
    part: type[Part], names: Sequence[str], rows: Sequence[Values], telling: Telling, *, unit: bool = True
) -> Iterable[tuple[str, ...]]:
    """Write these fields of each row of a table as people read them."""

    def column(name: str) -> Iterator[str]:
        sort, known = sort_of(part, name), dict[str, str]()  # for texts repeat
        for row in rows:
            value = row.get(name)
            if not isinstance(value, str):
                yield _in_words(sort, value, telling, unit)
                continue
            if value not in known:
                known[value] = _in_words(sort, value, telling, unit)
            yield known[value]

    return zip(*map(column, names), strict=True) if names else [()] * len(rows)


def _in_words(sort: str, value: Plain, telling: Telling, unit: bool) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return _no_text_in_words(sort, value, telling, unit)
    if sort == "money" and amount_of({"": value}, "") is not None:
        return (
            telling.say("kind-yuan", amount=telling.say.amount(value)) if unit else telling.say.amount(value)
        )
    if sort == "number" and unit:
        return telling.say("kind-mu", area=value)
    if sort == "choice":
        return telling.say.label(value)
    if sort in ("period", "day") and (period := parse_period(value)):
        return period.name(telling.say.language)
    return telling.say.day(value)


def _no_text_in_words(
    sort: str, value: int | list[Plain] | dict[str, Plain], telling: Telling, unit: bool
) -> str:
    if isinstance(value, bool):
        return telling.say("kind-yes" if value else "kind-no")
    if isinstance(value, list):
        return telling.say("kind-listed").join(_in_words(sort, item, telling, unit) for item in value)
    if isinstance(value, dict):
        return telling.say("kind-semicolon").join(
            f"{key} {_in_words('', item, telling, True)}" for key, item in value.items()
        )
    return str(value)


def fact_of(part: type[Part], name: str, values: Values, telling: Telling) -> tuple[Fact, ...]:
    """Return a field with its label, or nothing where it is not given."""
    value = values.get(name)
    words = in_words(part, name, value, telling) if value is not None else ""
    return (Fact(telling.say.label(label_of(part, name, telling.say.language)), words),) if words else ()


def facts_of(part: type[Part], names: Iterable[str], values: Values, telling: Telling) -> tuple[Fact, ...]:
    """Return those of the fields that are given."""
    return tuple(fact for name in names for fact in fact_of(part, name, values, telling))


@cached_by_type
def field_names(part: type[Part]) -> tuple[str, ...]:
    """Return the names of a part's fields as plain data has them."""
    return tuple(key.en for key in keys_of(part))


def rest_of(given: Values, part: type[Part], shown: Iterable[str], telling: Telling) -> tuple[Fact, ...]:
    """Return everything in a map that has not been shown, so that nothing given is dropped.

    Unknown keys are their own labels.
    """
    if not given:  # as most groups are
        return ()
    known, done = field_names(part), set(shown)
    facts = []
    for name, value in given.items():
        words = "" if name in done else in_words(part, name, value, telling)
        if words:
            facts.append(
                Fact(
                    telling.say.label(label_of(part, name, telling.say.language)) if name in known else name,
                    words,
                )
            )
    return tuple(facts)


def section(title: str, facts: Sequence[Fact]) -> tuple[Block, ...]:
    """Return facts under a title, long ones as texts of their own; nothing where there are none."""
    short = tuple(fact for fact in facts if len(fact.value) <= LONG)
    long = tuple(TextBlock(fact.label, fact.value) for fact in facts if len(fact.value) > LONG)
    return ((FactsBlock(title, short),) if short else ()) + long


def listing(title: str, items: Plain) -> tuple[Block, ...]:
    """Return a list under a title, or nothing where it is empty."""
    texts = tuple(item for item in items if isinstance(item, str) and item) if isinstance(items, list) else ()
    return (ListBlock(title, texts),) if texts else ()
