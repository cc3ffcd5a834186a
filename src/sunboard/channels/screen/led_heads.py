"""What stands above the slides of an LED panel: whose they are, and of which day."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.model.view import VillageView
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying


def heads_of(village: VillageView, day: str, say: Saying) -> Iterator[tuple[str, ...]]:
    """Yield what may stand above every slide, most wanted first: name, that it is a sample, and the day.

    A name is never cut: where neither it nor the short one has room, the first slide alone has it.
    """
    full, short = names_of(village, say)
    mark = (say("screen-sample-mark"),) if village.sample else ()
    days = days_of(day, say)
    for name in dict.fromkeys((full, short)):
        for said in days[:2]:
            yield (name, *mark, *((said,) if said else ()))
    for name in (short, say("screen-what")):
        for said in days:
            yield (name, *mark, *((said,) if said else ()))
        if name == short:
            yield (name, *mark)
    if mark or day:
        yield (*mark, *((days[-1],) if day else ()))


def names_of(village: VillageView, say: Saying) -> tuple[str, str]:
    """Return the name of a village, and a short one."""
    full = clean(village.name)
    return full, clean(village.brief) or _shortened(full, say)


def days_of(day: str, say: Saying) -> tuple[str, ...]:
    """Return the ways to write a day, the longest first; nothing where there is none."""
    return tuple(dict.fromkeys((day, say.month_day(day), day[5:].lstrip("0")))) if day else ("",)


def _shortened(name: str, say: Saying) -> str:
    """Return a name without the word for what sort of place it is."""
    ends = say("screen-name-ends").split("|")
    return next(
        (name.removesuffix(end) for end in ends if name.endswith(end) and len(name) > len(end) + 1), name
    )
