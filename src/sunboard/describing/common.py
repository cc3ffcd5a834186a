"""The fields that every record may have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sunboard.contracts import Telling
from sunboard.describing.deciding import decision_blocks
from sunboard.describing.enclosed import enclosed_blocks, named_tables
from sunboard.describing.values import LONG, facts_of, field_names, listing, rest_of, section
from sunboard.fields.declarations import label_of
from sunboard.fields.disclosure import Archive, Disclosure, Filing, NoticeResult, Request
from sunboard.fields.part import Part
from sunboard.model.blocks import Block, Fact
from sunboard.model.plain import Plain, Values, map_of, text_of

_FACTS = ("group", "audience", "reason", "correction_reason", "tags")
_CLERKS = ("stage", "event_date")
"""What only those who keep the files ask for."""


def common_facts(values: Values, telling: Telling, *, shown: Iterable[str] = ()) -> tuple[Fact, ...]:
    """Return the short common fields that the frame does not show; the usual audience goes without saying.

    Tables that go with the record are named with the count of their rows: where there is no room for them,
    that is all that is said. First stands what a clerk wrote under names that are no field's.
    """
    done = set(shown)
    names = (
        name
        for name in _FACTS
        if name not in done and not (name == "audience" and values.get(name) == "全体村民")
    )
    clerks = (name for name in _CLERKS if name not in done and not _said_already(name, values))
    return (
        *(fact for fact in _further(values, telling) if len(fact.value) <= LONG),
        *facts_of(Disclosure, names, values, telling),
        *_named_tables(values, telling),
        *(replace(fact, minor=True) for fact in facts_of(Disclosure, clerks, values, telling)),
    )


_SENTENCE = 4  # signs of a value that is no number or name


def untold(facts: Iterable[Values], notices: Sequence[Values]) -> list[Values]:
    """Leave out the facts, as plain data, that a sentence at the head has in its words: why it corrects."""
    said = [text_of(notice, "text") for notice in notices]
    return [
        fact
        for fact in facts
        if len(value := text_of(fact, "value")) < _SENTENCE or not any(value in text for text in said)
    ]


def _said_already(name: str, values: Values) -> bool:
    """Tell whether the day of publication says it: what happened that day."""
    return name == "event_date" and values.get(name) == values.get("publish_date")


def _named_tables(values: Values, telling: Telling) -> tuple[Fact, ...]:
    named = named_tables(enclosed_blocks(values), telling.say)
    return (Fact(label_of(Disclosure, "tables", telling.say.language), named),) if named else ()


def common_blocks(values: Values, telling: Telling, *, shown: Iterable[str] = ()) -> tuple[Block, ...]:
    """Return the common fields that are groups or lists, from the tables to the telephones."""
    say, done = telling.say, set(shown)

    def label(name: str) -> str:
        return label_of(Disclosure, name, say.language)

    blocks: list[Block] = [
        *section("", [fact for fact in _further(values, telling) if len(fact.value) > LONG]),
        *enclosed_blocks(values),
        *decision_blocks(values, telling),
    ]
    for name, part in (
        ("result", NoticeResult),
        ("filing", Filing),
        ("requested_by_villagers", Request),
        ("archive", Archive),
    ):
        given = map_of(values, name)
        facts = rest_of(given, part, (), telling)
        if name == "requested_by_villagers" and name in values and not facts:
            facts = (Fact(label(name), say("kind-yes")),)
        blocks += section(label(name), facts)
    if "basis" not in done:
        blocks += listing(label("basis"), values.get("basis"))
    names = (name for name in ("contact_phone", "supervise_phone") if name not in done)
    blocks += section(say("kind-contact"), facts_of(Disclosure, names, values, telling))
    return tuple(blocks)


def _further(values: Values, telling: Telling) -> tuple[Fact, ...]:
    """Return what stands under names that are no field's, as it was written."""
    return rest_of(map_of(values, "further"), Disclosure, (), telling)


def left_over(values: Values, part: type[Part], shown: Iterable[str], telling: Telling) -> tuple[Block, ...]:
    """Return what nobody has shown: keys of an older or newer version."""
    handled = {*field_names(Disclosure), "further", *shown}
    loose: dict[str, Plain] = {name: value for name, value in values.items() if name not in handled}
    return section(telling.say("kind-more"), rest_of(loose, part, (), telling))
