"""What a card tells of those whom people are to call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sunboard.checks.ledgers import people
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.fields.declarations import UNKNOWN
from sunboard.kinds.card import Card, Item
from sunboard.lazy import regex

_AND = regex("[、，,;；]")


def _numbers(around: Around) -> Mapping[str, tuple[str, ...]]:
    """Return the numbers of those who hold a post, by name, as far as they may be shown."""
    numbers: dict[str, tuple[str, ...]] = {}
    for post in around.village.posts:
        if post.phone and post.public is not False:
            numbers[post.name] = (*numbers.get(post.name, ()), post.phone)
    return numbers


@check("phone-of-another", of=Card)
def phone_of_another(record: Record[Card], around: Around) -> Iterator[Finding]:
    """A card gives somebody the telephone of somebody else, by the posts of the village or by itself.

    What is public and nobody's own, such as that of the office, may stand behind many.
    """
    numbers, given = around.once(_numbers), dict[str, tuple[str, ...]]()

    def look(item: Item) -> Iterator[Finding]:
        called, phone = _called(item.who or "", around), item.phone
        if not phone or not called:
            return
        own = [number for name in called for number in numbers.get(name, ())]
        holders = tuple(name for name, theirs in numbers.items() if phone in theirs)
        before = given.setdefault(phone, called)
        if phone in own:
            return
        if own and holders:
            yield found(item.at("phone"), phone, what="posts", who=called[0], holder=holders[0], own=own[0])
        elif not {*before} & {*called} and (holders or phone.replace("-", "") not in around.public_phones):
            yield found(item.at("phone"), phone, what="card", who=called[0], holder=before[0], own=UNKNOWN)

    yield from each(record.fields.items, look)


def _called(who: str, around: Around) -> tuple[str, ...]:
    """Return the names of those whom a line sends to, also of whom it names by the post alone."""
    duties = ((post.name, _AND.split(post.duty)) for post in around.village.posts if post.duty)
    by_post = tuple(name for name, held in duties if who in held)
    return by_post or people(who)
