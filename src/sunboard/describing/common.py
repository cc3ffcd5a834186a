"""The fields that every record may have."""

from __future__ import annotations

from collections.abc import Iterable

from sunboard.contracts import Telling
from sunboard.describing.deciding import decision_blocks
from sunboard.describing.values import facts_of, field_names, listing, rest_of, section
from sunboard.fields.declarations import label_of
from sunboard.fields.disclosure import Archive, Disclosure, Filing, NoticeResult, Request
from sunboard.fields.part import Part
from sunboard.model.blocks import Block, Fact
from sunboard.model.plain import Plain, Values, map_of

_FACTS = ("stage", "event_date", "group", "audience", "reason", "correction_reason", "tags")


def common_facts(values: Values, telling: Telling, *, shown: Iterable[str] = ()) -> tuple[Fact, ...]:
    """Return the short common fields that the frame does not show; the usual audience goes without saying."""
    names = (
        name
        for name in _FACTS
        if name not in set(shown) and not (name == "audience" and values.get(name) == "全体村民")
    )
    return facts_of(Disclosure, names, values, telling)


def common_blocks(values: Values, telling: Telling, *, shown: Iterable[str] = ()) -> tuple[Block, ...]:
    """Return the common fields that are groups or lists, from the decision to the telephones."""
    say, done = telling.say, set(shown)

    def label(name: str) -> str:
        return label_of(Disclosure, name, say.language)

    blocks = list(decision_blocks(values, telling))
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


def left_over(values: Values, part: type[Part], shown: Iterable[str], telling: Telling) -> tuple[Block, ...]:
    """Return what nobody has shown: keys of an older or newer version."""
    handled = {*field_names(Disclosure), *shown}
    loose: dict[str, Plain] = {name: value for name, value in values.items() if name not in handled}
    return section(telling.say("kind-more"), rest_of(loose, part, (), telling))
