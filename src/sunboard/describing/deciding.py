"""How a matter was decided: what happened one after the other, then the resolution."""

from __future__ import annotations

from sunboard.contracts import Telling
from sunboard.describing.values import facts_of, rest_of, section
from sunboard.fields.decision import Decision, Meeting, Opinion, Outcome, Publicity
from sunboard.fields.declarations import label_of
from sunboard.model.blocks import Block, Event, TimelineBlock
from sunboard.model.plain import Values, map_of, text_of

_MEETINGS = ("proposed", "discussed", "reviewed", "resolved")
_SPOKEN = ("no", "procedure", "matter_amount", "resolution_text")
_HANDLED = (*_MEETINGS, *_SPOKEN, "publicised", "supervision", "outcome")


def decision_blocks(values: Values, telling: Telling) -> tuple[Block, ...]:
    """Return the way to a resolution in the order of its days, then the resolution itself."""
    decision, say = map_of(values, "decision"), telling.say
    if not decision:
        return ()
    found = [
        (text_of(map_of(decision, name), "date"), _meeting(name, map_of(decision, name), telling))
        for name in _MEETINGS
        if decision.get(name)
    ]
    found += [*_supervision(decision, telling), *_publicised(decision, telling), *_outcome(decision, telling)]
    last = ""
    # what has no day stays behind what stood before it
    dated = [(last := day or last, event) for day, event in found]
    events = tuple(event for _, event in sorted(dated, key=lambda pair: pair[0]))
    facts = (
        *facts_of(Decision, ("resolution_text", "no", "procedure", "matter_amount"), decision, telling),
        *rest_of(decision, Decision, _HANDLED, telling),
    )
    return (
        *((TimelineBlock(say("kind-decision"), events),) if events else ()),
        *section(say("kind-resolution"), facts),
    )


def _meeting(name: str, meeting: Values, telling: Telling) -> Event:
    say = telling.say
    unit = say.label(text_of(meeting, "unit"))

    def counted(*names: str) -> str:
        facts = (
            (say.label(label_of(Meeting, name, say.language)), meeting[name])
            for name in names
            if isinstance(meeting.get(name), int)
        )
        return say("kind-comma").join(
            say("kind-count", label=label, count=str(count), unit=unit)
            if unit
            else say("kind-count-people", label=label, count=str(count))
            for label, count in facts
        )

    known = ("date", "body", "place", "unit", "expected", "present", "agree", "oppose", "abstain")
    others = (f"{fact.label} {fact.value}" for fact in rest_of(meeting, Meeting, known, telling))
    results = (counted("expected", "present"), counted("agree", "oppose", "abstain"))
    return Event(
        label_of(Decision, name, say.language),
        telling.say.day(text_of(meeting, "date")),
        text_of(meeting, "body"),
        say("kind-semicolon").join(words for words in results if words),
        say("kind-comma").join(words for words in (text_of(meeting, "place"), *others) if words),
    )


def _publicised(decision: Values, telling: Telling) -> list[tuple[str, Event]]:
    span, say = map_of(decision, "publicised"), telling.say
    if not span:
        return []
    first, last = text_of(span, "from"), text_of(span, "until")
    days = say.span(first, last) if first and last else telling.say.day(first or last)
    note = say("kind-comma").join(
        f"{fact.label} {fact.value}" for fact in rest_of(span, Publicity, ("from", "until"), telling)
    )
    return [(text_of(span, "from"), Event(label_of(Decision, "publicised", say.language), days, note=note))]


def _supervision(decision: Values, telling: Telling) -> list[tuple[str, Event]]:
    said = map_of(decision, "supervision")
    note = telling.say("kind-comma").join(
        fact.value for fact in rest_of(said, Opinion, ("name", "date", "opinion"), telling)
    )
    label, day = label_of(Decision, "supervision", telling.say.language), text_of(said, "date")
    return (
        [
            (
                day,
                Event(label, telling.say.day(day), text_of(said, "name"), text_of(said, "opinion"), note),
            )
        ]
        if said
        else []
    )


def _outcome(decision: Values, telling: Telling) -> list[tuple[str, Event]]:
    done = map_of(decision, "outcome")
    note = telling.say("kind-comma").join(
        fact.value for fact in rest_of(done, Outcome, ("date", "text"), telling)
    )
    label, day = label_of(Decision, "outcome", telling.say.language), text_of(done, "date")
    return [(day, Event(label, telling.say.day(day), "", text_of(done, "text"), note))] if done else []
