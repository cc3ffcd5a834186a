"""What the kinds share when they describe a record: labels, values in words, and the fields that every record may have.

Only plain values are looked at, and any of them may be absent or of an older shape: a record of years ago is shown from the register.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, cast

from sunboard.contracts import Telling
from sunboard.decision import Decision, Meeting, Opinion, Outcome, Publicity
from sunboard.disclosure import Archive, Disclosure, Filing, NoticeResult, Request
from sunboard.fields import label_of
from sunboard.model.blocks import Block, Column, Fact, FactsBlock, ListBlock, TableBlock, TextBlock
from sunboard.model.part import Part
from sunboard.model.period import parse_period
from sunboard.model.plain import Plain, Values, map_of, text_of

FRAME = frozenset((
    "kind", "id", "title", "village", "category", "catalog", "period", "publish_date", "notice_start", "notice_end", "notice_days", "day_type",
    "posted_from", "posted_until", "expires_on", "status", "plain_summary", "owner", "reviewer", "approver", "review_date", "channels", "screen",
    "board", "broadcast", "attachments", "photos", "corrects", "withdrawn", "related", "nil", "minor", "overrides",
))  # fmt: skip
"""Fields that the page, sheet or slide around a kind's content shows or uses; a kind leaves them alone."""

INWARD = frozenset(("pii",))
"""Fields that tell sunboard what to do with a record and say nothing to its readers."""

LONG = 60
"""A text of more characters stands as a block of its own."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _types(part: type[Part]) -> Mapping[str, str]:
    return _types_of(cast(Hashable, part))


@cache
def _types_of(part: Any) -> Mapping[str, str]:
    return {field.name.rstrip("_"): str(field.type) for field in dataclasses.fields(part)}


def amount_of(values: Values, name: str) -> Decimal | None:
    """Return the amount of money under a name, or nothing."""
    try:
        amount = Decimal(text_of(values, name) or "x")
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def plain_money(amount: Decimal) -> str:
    """Write an amount as plain data."""
    return f"{amount:.2f}"


def day_in_words(value: str, telling: Telling) -> str:
    """Write an ISO date as people read it; other text stays."""
    return telling.say.day(value) if _DAY.fullmatch(value) else value


def in_words(part: type[Part], name: str, value: Plain, telling: Telling, *, unit: bool = True) -> str:
    """Write the value of a field as people read it; `unit` adds 元 to money."""
    kind = _types(part).get(name, "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return telling.say("kind-yes" if value else "kind-no")
    if isinstance(value, list):
        return telling.say("kind-listed").join(in_words(part, name, item, telling, unit=unit) for item in value)
    if isinstance(value, dict):
        return telling.say("kind-semicolon").join(f"{key} {in_words(part, '', item, telling)}" for key, item in value.items())
    if isinstance(value, int):
        return str(value)
    if "Decimal" in kind and amount_of({name: value}, name) is not None:
        return telling.say("kind-yuan", amount=telling.say.amount(value)) if unit else telling.say.amount(value)
    if "Period" in kind and (period := parse_period(value)):
        return period.name(telling.say.language)
    return day_in_words(value, telling)


def fact_of(part: type[Part], name: str, values: Values, telling: Telling) -> tuple[Fact, ...]:
    """Return a field with its label, or nothing where it is not given."""
    words = in_words(part, name, values.get(name), telling)
    return (Fact(label_of(part, name, telling.say.language), words),) if words else ()


def facts_of(part: type[Part], names: Iterable[str], values: Values, telling: Telling) -> tuple[Fact, ...]:
    """Return those of the fields that are given."""
    return tuple(fact for name in names for fact in fact_of(part, name, values, telling))


def names_in(part: type[Part]) -> tuple[str, ...]:
    """Return the names of a part's fields as plain data has them."""
    return tuple(name for name in _types(part) if name != "places")


def rest_of(given: Values, part: type[Part], shown: Iterable[str], telling: Telling) -> tuple[Fact, ...]:
    """Return everything in a map that has not been shown, so that nothing given is dropped; unknown keys are their own labels."""
    known, done = set(names_in(part)), set(shown)
    facts = []
    for name, value in given.items():
        words = "" if name in done else in_words(part, name, value, telling)
        if words:
            facts.append(Fact(label_of(part, name, telling.say.language) if name in known else name, words))
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


def rows_table(
    title: str, part: type[Part], rows: Sequence[Values], telling: Telling, *, sums: Sequence[str] = (), note: str = ""
) -> tuple[Block, ...]:
    """Return rows as a table whose columns are the fields that any of them gives; `sums` are totalled."""
    known = names_in(part)
    others = tuple(dict.fromkeys(name for row in rows for name in row if name not in known))
    names = tuple(name for name in (*known, *others) if any(row.get(name) not in (None, "", []) for row in rows))
    if not names:
        return ()
    money = {name for name in names if "Decimal" in _types(part).get(name, "")}
    numbers = {name for name in names if "int" in _types(part).get(name, "").split(" ")}
    columns = tuple(
        Column(
            label_of(part, name, telling.say.language) if name in known else name,
            align="right" if name in money or name in numbers else "left",
            weight=0 if name in money or name in numbers else _weight(in_words(part, name, row.get(name), telling) for row in rows),
            money=name in money,
        )
        for name in names
    )
    lines = tuple(tuple(in_words(part, name, row.get(name), telling, unit=False) for name in names) for row in rows)
    total: tuple[str, ...] = ()
    if any(name in names for name in sums) and len(rows) > 1:
        added = {name: sum((amount_of(row, name) or Decimal(0) for row in rows), Decimal(0)) for name in sums if name in names}
        first = next((name for name in names if name not in added), "")
        total = tuple(
            telling.say.amount(plain_money(added[name])) if name in added else telling.say("kind-total") if name == first else "" for name in names
        )
    return (TableBlock(title, columns, lines, total, note),)


def _weight(cells: Iterable[str]) -> int:
    """Return how much of the width a column of texts is to have, 1 to 6."""
    return max(1, min(6, max(map(len, cells)) // 6))


_MEETINGS = ("proposed", "discussed", "reviewed", "resolved")


def decision_blocks(values: Values, telling: Telling) -> tuple[Block, ...]:
    """Return how a matter was decided: the meetings with their votes, then the resolution and what followed."""
    decision, say = map_of(values, "decision"), telling.say
    if not decision:
        return ()
    meetings = [(name, map_of(decision, name)) for name in _MEETINGS if map_of(decision, name)]
    blocks: list[Block] = []
    if meetings:
        columns = (
            Column(say("kind-decision-step"), weight=2),
            Column(label_of(Meeting, "date", say.language), weight=3),
            Column(say("kind-decision-meeting"), weight=4),
            Column(say("kind-decision-attendance"), weight=3),
            Column(say("kind-decision-vote"), weight=4),
        )
        blocks.append(
            TableBlock(
                say("kind-decision"), columns, tuple(_meeting(label_of(Decision, name, say.language), meeting, telling) for name, meeting in meetings)
            )
        )
    facts = list(facts_of(Decision, ("no", "procedure", "matter_amount", "resolution_text"), decision, telling))
    publicised = map_of(decision, "publicised")
    span = " — ".join(day_in_words(day, telling) for name in ("from", "until") if (day := text_of(publicised, name)))
    facts += [Fact(label_of(Decision, "publicised", say.language), span)] if span else []
    facts += rest_of(publicised, Publicity, ("from", "until"), telling)
    for name, part in (("supervision", Opinion), ("outcome", Outcome)):
        words = say("kind-comma").join(fact.value for fact in rest_of(map_of(decision, name), part, (), telling))
        facts += [Fact(label_of(Decision, name, say.language), words)] if words else []
    shown = (*_MEETINGS, "no", "procedure", "matter_amount", "resolution_text", "publicised", "supervision", "outcome")
    facts += rest_of(decision, Decision, shown, telling)
    return (*blocks, *section(say("kind-resolution"), facts))


def _meeting(step: str, meeting: Values, telling: Telling) -> tuple[str, ...]:
    unit = text_of(meeting, "unit") or ("人" if telling.say.language == "zh" else "")

    def counted(*names: str) -> str:
        facts = ((label_of(Meeting, name, telling.say.language), meeting[name]) for name in names if isinstance(meeting.get(name), int))
        return telling.say("kind-comma").join(telling.say("kind-count", label=label, count=str(count), unit=unit).strip() for label, count in facts)

    about = (text_of(meeting, "body"), text_of(meeting, "place"))
    known = ("date", "body", "place", "unit", "expected", "present", "agree", "oppose", "abstain")
    others = (f"{fact.label} {fact.value}" for fact in rest_of(meeting, Meeting, known, telling))
    return (
        step,
        day_in_words(text_of(meeting, "date"), telling),
        telling.say("kind-comma").join(word for word in (*about, *others) if word),
        counted("expected", "present"),
        counted("agree", "oppose", "abstain"),
    )


_FACTS = ("stage", "event_date", "group", "audience", "reason", "correction_reason", "tags")


def common_facts(values: Values, telling: Telling, *, shown: Iterable[str] = ()) -> tuple[Fact, ...]:
    """Return the short common fields that the frame does not show; the usual audience goes without saying."""
    names = (name for name in _FACTS if name not in set(shown) and not (name == "audience" and values.get(name) == "全体村民"))
    return facts_of(Disclosure, names, values, telling)


def common_blocks(values: Values, telling: Telling, *, shown: Iterable[str] = ()) -> tuple[Block, ...]:
    """Return the common fields that are groups or lists: decision, result of the notice, filing, request, grounds, power and telephones."""
    say, done = telling.say, set(shown)

    def label(name: str) -> str:
        return label_of(Disclosure, name, say.language)

    blocks = list(decision_blocks(values, telling))
    for name, part in (("result", NoticeResult), ("filing", Filing), ("requested_by_villagers", Request), ("archive", Archive)):
        given = map_of(values, name)
        facts = rest_of(given, part, (), telling)
        if name == "requested_by_villagers" and name in values and not facts:
            facts = (Fact(label(name), say("kind-yes")),)
        blocks += section(label(name), facts)
    if "basis" not in done:
        blocks += listing(label("basis"), values.get("basis"))
    names = (name for name in ("power", "contact_phone", "supervise_phone") if name not in done)
    blocks += section(say("kind-more"), facts_of(Disclosure, names, values, telling))
    return tuple(blocks)


def left_over(values: Values, part: type[Part], shown: Iterable[str], telling: Telling) -> tuple[Block, ...]:
    """Return what nobody has shown: keys of an older or newer version."""
    common = {*names_in(Disclosure)} if part is not Disclosure else set()
    handled = {*FRAME, *INWARD, *common, *shown}
    loose: dict[str, Plain] = {name: value for name, value in values.items() if name not in handled}
    return section(telling.say("kind-more"), rest_of(loose, part, (), telling))
