"""Days that follow one another, and which of two is out of line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from sunboard.fields.part import Part
from sunboard.lazy import dataclass
from sunboard.model.node import Place


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way, and its day."""

    name: str
    day: date
    part: Part
    field: str  # of the part, which says the day

    @property
    def place(self) -> Place:
        """Return where the day stands."""
        return self.part.at(self.field)


def out_of_line(steps: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Yield each step whose day is out of line, with the one beside it that it does not fit.

    Of two in the wrong order it is the later one, but where the earlier one alone lies behind the next too.
    """
    for at, (one, two) in enumerate(pairwise(steps)):
        if two.day < one.day:
            fits_before = all(step.day <= two.day for step in steps[:at][-1:])
            is_one = fits_before and any(two.day <= step.day < one.day for step in steps[at + 2 :][:1])
            yield (one, two) if is_one else (two, one)
