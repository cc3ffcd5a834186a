"""What an item of the power list says of itself.

Who may do what, what to bring, the way it takes, and where it may go wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sunboard.contracts import Telling
from sunboard.describing import (
    LONG,
    common_blocks,
    common_facts,
    fact_of,
    facts_of,
    left_over,
    listing,
    rest_of,
    rows_table,
    section,
)
from sunboard.fields.declarations import label_of
from sunboard.kinds.power.record import CLASSES, Cancelled, FlowStep, Power, Risk, Showing, uncounted
from sunboard.model.blocks import Arrow, Block, Content, Fact, FactsBlock, Step, StepsBlock, TextBlock
from sunboard.model.plain import Plain, Values, map_of, maps_of, text_of
from sunboard.model.today import has_come
from sunboard.typesetting.saying import Saying

_HANDLED = (
    "name",
    "class",
    "power_type",
    "subject",
    "basis",
    "scope",
    "conditions",
    "materials",
    "steps",
    "disclosure",
    "risks",
    "accountability",
    "phone",
    "visits",
    "fee",
    "total_limit",
    "place",
    "service_hours",
    "entry",
    "forms",
    "posts",
    "faq",
    "cancelled",
    "applies",
    "reason",
)
_FULL = ("conditions", "materials", "disclosure", "risks", "accountability")
_LEVELS = {"高": "kind-power-high", "中": "kind-power-middle", "低": "kind-power-low"}
"""A risk's level as a shape and a word: neither colour nor reading alone."""
_NONE = frozenset(("—", "——", "-", "–", "－", "/", "／"))


def describe(values: Values, telling: Telling) -> Content:
    """Say who holds the power, on what ground, and how it is used."""
    return Content(
        facts=_facts(values, telling),
        blocks=_blocks(values, telling),
        class_label=text_of(values, "class"),
        responsible=text_of(values, "subject"),
        serves=text_of(values, "class") == CLASSES[-1],
        applies=not _is_cancelled(values, telling.today),
        key=next(iter(fact_of(Power, "total_limit", values, telling)), None),
        volume="powers",
    )


def _is_cancelled(values: Values, today: date) -> bool:
    """Tell whether the item has been taken off the list, at once where no day is given."""
    cancelled = map_of(values, "cancelled")
    return bool(cancelled) and has_come(text_of(cancelled, "date"), today)


def _facts(values: Values, telling: Telling) -> tuple[Fact, ...]:
    say = telling.say
    language = say.language
    facts: list[Fact] = []
    if values.get("applies") is False:
        reason = text_of(values, "reason")
        words = say("kind-semicolon").join(
            word for word in (say("kind-power-not-applicable"), reason) if word
        )
        facts.append(Fact(label_of(Power, "applies", language), words))
    elif values.get("reason"):
        facts += fact_of(Power, "reason", values, telling)
    cancelled = map_of(values, "cancelled")
    if cancelled:
        words = say("kind-comma").join(fact.value for fact in rest_of(cancelled, Cancelled, (), telling))
        facts.append(Fact(label_of(Power, "cancelled", language), words or say("kind-power-cancelled")))
    facts += _key_facts(values, telling)
    for purpose, number in map_of(values, "phone").items():
        facts += (
            [Fact(say("kind-power-phone-of", purpose=say.label(purpose)), number)]
            if isinstance(number, str)
            else []
        )
    facts += facts_of(Power, ("place", "service_hours", "class", "power_type", "entry"), values, telling)
    if text_of(values, "name") != text_of(values, "title"):
        facts += fact_of(Power, "name", values, telling)
    facts += common_facts(values, telling, shown=("reason",))
    missing = [label_of(Power, name, language) for name in _FULL if not values.get(name)]
    if missing:
        words = say("kind-power-unfinished-text", missing=say("kind-listed").join(missing))
        facts.append(Fact(say("kind-power-unfinished"), words, minor=True))
    return tuple(facts)


def _key_facts(values: Values, telling: Telling) -> list[Fact]:
    """Say who decides on what ground, what to bring, how often to come, how long it takes, what it costs."""
    say = telling.say
    visits = values.get("visits")
    told = (
        ("who", text_of(values, "subject")),
        ("basis", _in_short(values.get("basis"), telling)),
        ("bring", _in_short(values.get("materials"), telling)),
        (
            "come",
            ""
            if not isinstance(visits, int)
            else say("kind-power-visits", count=str(visits))
            if visits
            else say("kind-power-visits-none"),
        ),
        ("time", text_of(values, "total_limit")),
        ("cost", text_of(values, "fee")),
    )
    return [
        Fact(say(f"kind-power-{name}"), words) for name, words in told if words and words.strip() not in _NONE
    ]


def _in_short(items: Plain, telling: Telling) -> str:
    """Return a list in one line, or as much of it as fits with how many there are.

    The whole list then stands below.
    """
    texts, between = _texts(items), telling.say("kind-listed")
    if _fits(texts, telling):
        return between.join(texts)
    fitting = [text for at, text in enumerate(texts) if len(between.join(texts[: at + 1])) <= LONG]
    return telling.say("kind-and-others", some=between.join(fitting or texts[:1]), count=str(len(texts)))


def _whole(title: str, items: Plain, telling: Telling) -> tuple[Block, ...]:
    """Return a list that does not fit in one line."""
    return () if _fits(_texts(items), telling) else listing(title, items)


def _texts(items: Plain) -> list[str]:
    return [item for item in items if isinstance(item, str) and item] if isinstance(items, list) else []


def _fits(texts: Sequence[str], telling: Telling) -> bool:
    return len(texts) < 2 or len(telling.say("kind-listed").join(texts)) <= LONG


def _blocks(values: Values, telling: Telling) -> tuple[Block, ...]:
    say = telling.say
    language = say.language
    scope, accountability = (
        (TextBlock(label_of(Power, name, language), text),) if (text := text_of(values, name)) else ()
        for name in ("scope", "accountability")
    )
    return (
        *scope,
        *listing(say("kind-power-conditions"), values.get("conditions")),
        *_whole(say("kind-power-materials"), values.get("materials"), telling),
        *_steps(values, telling),
        *_risks(values, telling),
        *section(say("kind-power-disclosure"), rest_of(map_of(values, "disclosure"), Showing, (), telling)),
        *accountability,
        *_whole(label_of(Power, "basis", language), values.get("basis"), telling),
        *listing(label_of(Power, "forms", language), values.get("forms")),
        *listing(label_of(Power, "posts", language), values.get("posts")),
        *_faq(values, telling),
        *common_blocks(values, telling, shown=("basis",)),
        *left_over(values, Power, _HANDLED, telling),
    )


def _steps(values: Values, telling: Telling) -> tuple[Block, ...]:
    steps = maps_of(values, "steps")
    ids = [text_of(step, "id") for step in steps]
    following = [*ids[1:], ""]
    drawn = tuple(
        _step(step, ids, after, values, telling) for step, after in zip(steps, following, strict=False)
    )
    return (StepsBlock(telling.say("kind-power-steps"), drawn),) if drawn else ()


def _step(step: Values, ids: Sequence[str], after: str, values: Values, telling: Telling) -> Step:
    say = telling.say
    arrows = [_arrow("", text_of(step, "to"), ids, say)] if text_of(step, "to") else []
    arrows += [
        _arrow(label, target, ids, say)
        for label, target in map_of(step, "branch").items()
        if isinstance(target, str)
    ]
    if not arrows:  # nothing said means: go on to the next, and the last one ends
        arrows = [_arrow("", after or say("kind-power-end"), ids, say)]
    known = ("id", "who", "what", "limit", "to", "branch", "doc", "public", "risk")
    more = telling.say("kind-semicolon").join(
        f"{fact.label} {fact.value}" for fact in rest_of(step, FlowStep, known, telling)
    )
    limit = text_of(step, "limit")
    risks = _risks_at(step, values, telling)
    return Step(
        id=text_of(step, "id"),
        who=text_of(step, "who"),
        what=uncounted(text_of(step, "what"), text_of(step, "id"))
        + (f"{telling.say('kind-semicolon')}{more}" if more else ""),
        limit="" if limit in _NONE else limit,
        document=text_of(step, "doc"),
        public=step.get("public") is True,
        arrows=tuple(arrows),
        risks=tuple(words for words, _ in risks),
        levels=tuple(level for _, level in risks),
    )


def _arrow(label: str, target: str, ids: Sequence[str], say: Saying) -> Arrow:
    return Arrow(label, target, False) if target in ids else Arrow(label, say.label(target), True)


def _risks_at(step: Values, values: Values, telling: Telling) -> tuple[tuple[str, str], ...]:
    """Return what may go wrong at a step, each with its level.

    Its own remark, which has none, and the risks that name it.
    """
    own = text_of(step, "risk")
    here = (
        risk
        for risk in maps_of(values, "risks")
        if text_of(risk, "step") and text_of(risk, "step") == text_of(step, "id")
    )
    levelled = ((text_of(risk, "level"), text_of(risk, "point")) for risk in here)
    named = (
        (
            telling.say("kind-power-risk", level=telling.say.label(level), point=point) if level else point,
            level,
        )
        for level, point in levelled
    )
    return (((own, ""),) if own else ()) + tuple(named)


def _risks(values: Values, telling: Telling) -> tuple[Block, ...]:
    ids = {text_of(step, "id") for step in maps_of(values, "steps")}
    rows = []
    for risk in maps_of(values, "risks"):
        step, level = text_of(risk, "step"), text_of(risk, "level")
        row = {**risk, "level": telling.say(_LEVELS[level]) if level in _LEVELS else level}
        rows.append({**row, "step": telling.say("kind-power-step-of", step=step)} if step in ids else row)
    return rows_table(telling.say("kind-power-risks"), Risk, rows, telling)


def _faq(values: Values, telling: Telling) -> tuple[Block, ...]:
    questions = maps_of(values, "faq")
    facts = tuple(Fact(text_of(item, "question"), text_of(item, "answer")) for item in questions)
    return (FactsBlock(telling.say("kind-power-faq"), facts),) if facts else ()
