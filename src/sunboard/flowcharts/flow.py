"""What leads where in a flow."""

from __future__ import annotations

from collections.abc import Iterable

from sunboard.flowcharts.chart import Risk
from sunboard.lazy import dataclass
from sunboard.model.blocks import Arrow, Step, StepsBlock
from sunboard.model.plain import Values, list_of, maps_of, text_of

_GRADES = {"高": 3, "中": 2, "低": 1}
_LONGEST = 4  # characters of a number that people gave a step


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out of a step, with every condition that leads this way.

    Without a target it ends with a word.
    """

    source: int
    target: int | None
    word: str
    conditions: tuple[str, ...]


def exits_of(block: StepsBlock, end: str) -> tuple[tuple[Exit, ...], ...]:
    """Return the ways out of each step; arrows to the same place are one way.

    `end` is the word of an end that has none.
    """
    places = {step.id: place for place, step in reversed(list(enumerate(block.steps)))}
    return tuple(_exits(place, step, places, end) for place, step in enumerate(block.steps))


def _exits(source: int, step: Step, places: dict[str, int], end: str) -> tuple[Exit, ...]:
    ways: dict[tuple[int | None, str], list[str]] = {}
    for arrow in step.arrows:
        target = None if arrow.end else places.get(arrow.to)
        way = (target, "" if target is not None else " ".join(arrow.to.split()) or end)
        conditions = ways.setdefault(way, [])
        conditions += [arrow.label] if arrow.label.strip() else []
    return tuple(Exit(source, target, word, tuple(conditions)) for (target, word), conditions in ways.items())


def numbers_of(ids: Iterable[str]) -> tuple[str, ...]:
    """Return what each step is called: its own number where all have a short one, else its place from 1."""
    given = [one.strip() for one in ids]
    usable = len(set(given)) == len(given) and all(0 < len(number) <= _LONGEST for number in given)
    return tuple(given) if usable else tuple(str(place) for place, _ in enumerate(given, 1))


def risks_of(block: StepsBlock) -> tuple[tuple[Risk, ...], ...]:
    """Return the risks of each step, numbered through the whole flow."""
    found: list[tuple[Risk, ...]] = []
    number = 0
    for step in block.steps:
        here: list[Risk] = []
        for place, text in enumerate(step.risks):
            number += 1
            level = step.levels[place] if place < len(step.levels) else ""
            here.append(Risk(number, text, _GRADES.get(level, 0)))
        found.append(tuple(here))
    return tuple(found)


def from_plain(block: Values) -> StepsBlock:
    """Return the flow that a task carries as plain data."""
    steps = tuple(
        Step(
            id=text_of(step, "id"),
            who=text_of(step, "who"),
            what=text_of(step, "what"),
            limit=text_of(step, "limit"),
            document=text_of(step, "document"),
            public=step.get("public") is True,
            arrows=tuple(
                Arrow(text_of(arrow, "label"), text_of(arrow, "to"), arrow.get("end") is True)
                for arrow in maps_of(step, "arrows")
            ),
            risks=tuple(str(risk) for risk in list_of(step, "risks")),
            levels=tuple(str(level) for level in list_of(step, "levels")),
        )
        for step in maps_of(block, "steps")
    )
    return StepsBlock(text_of(block, "title"), steps)
