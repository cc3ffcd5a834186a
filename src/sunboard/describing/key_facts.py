"""The one fact of a record that people look for first: what it costs, how large, how many votes, by when."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.contracts import Telling
from sunboard.describing.values import fact_of, facts_of, sort_of
from sunboard.fields.decision import Decision, Meeting
from sunboard.fields.declarations import label_of
from sunboard.fields.part import Part
from sunboard.lazy import regex
from sunboard.model.blocks import Fact
from sunboard.model.plain import Values, map_of, text_of

_MEASURE = regex(r"约?\d[\d,.]*\s?[^\W\d_]{1,4}")  # 120平方米, 18亩
_PRICE = regex(r"(?:每[^\W\d_]{1,2}){1,2}\d[\d,.]*\s?元")  # 每棵180元, 每亩每年800元
_DEADLINE = "deadline"


def key_fact(part: type[Part], names: Sequence[str], values: Values, telling: Telling) -> Fact | None:
    """Return the fact that stands large after the sentence, or nothing.

    `names` are the fields of the kind in the order declared: the first amount of money, else what the
    resolution is about, else the first measure, else what one of it costs, else its votes, else the day by
    which it is to be done.
    """
    amounts = [name for name in names if sort_of(part, name) == "money"]
    facts = facts_of(part, names, values, telling)
    found = (
        *facts_of(part, amounts, values, telling),
        *fact_of(Decision, "matter_amount", map_of(values, "decision"), telling),
        *(fact for fact in facts if _MEASURE.fullmatch(fact.value)),
        *(fact for fact in facts if _PRICE.fullmatch(fact.value)),
        *_votes(values, telling),
        *(fact_of(part, _DEADLINE, values, telling) if _DEADLINE in names else ()),
    )
    return found[0] if found else None


def _votes(values: Values, telling: Telling) -> tuple[Fact, ...]:
    """Return how many agreed to the resolution."""
    resolved = map_of(map_of(values, "decision"), "resolved")
    agreed = resolved.get("agree")
    if not isinstance(agreed, int):
        return ()
    label = telling.say.label(label_of(Meeting, "agree", telling.say.language))
    unit = telling.say.label(text_of(resolved, "unit"))
    name = "kind-count" if unit else "kind-count-people"
    words = telling.say(name, label="", count=str(agreed), unit=unit)
    return (Fact(label, words.strip()),)
