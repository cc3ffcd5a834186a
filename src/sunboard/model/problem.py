"""Problems: faults found at a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sunboard.faults import Fault, Severity
from sunboard.model.node import Place

LONGEST = 120
"""Characters of a value that a message repeats."""


_LISTS = frozenset(("cells", "columns", "heads", "known", "sheets"))
"""Details that name several things, which English separates by commas."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault found at a place. It is a value, collected and never raised."""

    fault: Fault
    place: Place
    value: str = ""  # as written; masked where it is a leak
    details: Mapping[str, str] = field(default_factory=dict)
    village: str = ""  # slug
    quote: str = (
        ""  # the line or row of the source, personal numbers masked; empty where there is none to show
    )

    @property
    def is_error(self) -> bool:
        """Tell whether it holds its record back."""
        return self.fault.severity is Severity.ERROR

    def message(self, language: str) -> str:
        """Say what is wrong in a language."""
        return self.fault.words(language).message.format(**self._filled(language))

    def hint(self, language: str) -> str:
        """Say how to mend it in a language."""
        words = self.fault.words(language)
        return (words.cell if self.place.cell and words.cell else words.hint).format(**self._filled(language))

    def _filled(self, language: str) -> dict[str, str]:
        empty, this = ("(empty)", "this entry") if language == "en" else ("（空）", "这一项")
        key = f"{self.place.field}: " if self.place.field and not self.place.cell else ""
        details = {
            name: said.replace("、", ", ") if language == "en" and name in _LISTS else said
            for name, said in self.details.items()
        }
        return {
            "value": _shortened(self.value) or empty,
            "field": self.place.field or this,
            "key": key,
            "path": self.place.path,
            **details,
        }

    def sort_key(self) -> tuple[object, ...]:
        """Order problems by village, file, line and cell; B7 stands before B10."""
        place, details = self.place, sorted(self.details.items())
        return (
            self.village,
            place.path,
            place.line,
            len(place.cell),
            place.cell,
            self.fault.code,
            place.field,
            self.value,
            details,
        )


class Log:
    """Problems found while one thing is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, fault: Fault, place: Place, value: str = "", **details: str) -> None:
        """Note a fault at a place."""
        self.problems.append(Problem(fault, place, value, details))

    @property
    def has_error(self) -> bool:
        """Tell whether anything noted holds a record back."""
        return any(problem.is_error for problem in self.problems)


def _shortened(value: str) -> str:
    """Return a value on one line, as much of it as a message can carry; what is left out shows as …."""
    line = " ".join(value.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 20]}…{line[-10:]}"
