"""What a card tells of those whom people are to call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sunboard.checks.ledgers import people
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.kinds.card import Card, Item


def _numbers(around: Around) -> Mapping[str, tuple[str, ...]]:
    """Return the numbers of those who hold a post, by name, as far as they may be shown."""
    numbers: dict[str, tuple[str, ...]] = {}
    for post in around.village.posts:
        if post.phone and post.public is not False:
            numbers[post.name] = (*numbers.get(post.name, ()), post.phone)
    return numbers


@check("phone-of-another", of=Card)
def phone_of_another(record: Record[Card], around: Around) -> Iterator[Finding]:
    """A card gives somebody the telephone that a post gives somebody else; who has none may share one."""
    numbers = around.once(_numbers)

    def look(item: Item) -> Iterator[Finding]:
        called = people(item.who)
        own = [number for name in called for number in numbers.get(name, ())]
        holders = [name for name, given in numbers.items() if item.phone in given]
        if item.phone and own and holders and item.phone not in own:
            yield found(item.at("phone"), item.phone, who=called[0], holder=holders[0], own=own[0])

    yield from each(record.fields.items, look)
