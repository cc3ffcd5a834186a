"""Problems: faults found at a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from sunboard.faults import Detail, Fault, Severity, Words, fault
from sunboard.lazy import dataclass
from sunboard.model.node import Place
from sunboard.model.plain import Plain, Values, fields_of, map_of, text_of, texts_of

KEY_TWICE = fault("key-given-twice")

LONGEST = 120
"""Characters of a value that a message repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault found at a place. It is a value, collected and never raised."""

    fault: Fault
    place: Place
    value: str = ""  # as written; masked where it is a leak
    details: Mapping[str, Detail] = field(default_factory=dict)
    village: str = ""  # slug
    quote: str = ""  # the line or row of the source, personal numbers masked; empty where there is none
    ruled: Severity | None = None  # how grave the law of the day makes it, where that differs from its page
    note: str = ""  # what a law file says of the rule

    @property
    def severity(self) -> Severity:
        """Return how much it matters."""
        return self.ruled or self.fault.severity

    @property
    def rule(self) -> str:
        """Return the number of the rule of law that it breaks: of the missing field, or of its fault."""
        return str(self.details.get("rule") or self.fault.rule)

    @property
    def is_error(self) -> bool:
        """Tell whether it holds its record back."""
        return self.severity is Severity.ERROR

    def message(self, language: str) -> str:
        """Say what is wrong in a language."""
        words = self.fault.words(language)
        return words.fill(words.message, self._filled(words))

    def hint(self, language: str) -> str:
        """Say how to mend it in a language."""
        words = self.fault.words(language)
        hint = words.fill(words.cell if self.place.cell and words.cell else words.hint, self._filled(words))
        return f"{hint}（{self.note}）" if self.note else hint

    def _filled(self, words: Words) -> dict[str, Detail]:
        nothing, place = words.tables["nothing"][""], self.place
        return {
            "value": _shortened(self.value) or nothing["value"],
            "field": place.field or nothing["field"],
            "key": f"{place.field}: " if place.field and not place.cell else "",
            "path": place.path,
            **self.details,
        }

    def changed(self, change: Callable[[str], str]) -> dict[str, Detail]:
        """Return the details with every text of them changed."""
        return {
            name: change(detail) if isinstance(detail, str) else tuple(map(change, detail))
            for name, detail in self.details.items()
        }

    def to_plain(self) -> dict[str, Plain]:
        """Return it as it is kept until the next build."""
        details: dict[str, Plain] = {
            name: detail if isinstance(detail, str) else [*detail] for name, detail in self.details.items()
        }
        return {
            "code": self.fault.code,
            "place": fields_of(self.place),
            "value": self.value,
            "details": details,
            "village": self.village,
            "quote": self.quote,
            "ruled": self.ruled.value if self.ruled else "",
            "note": self.note,
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


def problem_of(plain: Values) -> Problem:
    """Read a problem that was kept; raises TypeError where it is not whole."""
    kept = map_of(plain, "details")
    details: dict[str, Detail] = {
        name: detail if isinstance(detail, str) else tuple(texts_of(kept, name))
        for name, detail in kept.items()
    }
    return Problem(
        fault(text_of(plain, "code")),
        place_of(map_of(plain, "place")),
        text_of(plain, "value"),
        details,
        text_of(plain, "village"),
        text_of(plain, "quote"),
        Severity(ruled) if (ruled := text_of(plain, "ruled")) else None,
        text_of(plain, "note"),
    )


def place_of(plain: Values) -> Place:
    """Read a place that was kept; raises TypeError where it is not whole."""
    line = plain.get("line")
    if not isinstance(line, int):
        raise TypeError(line)
    return Place(text_of(plain, "path"), line, text_of(plain, "cell"), text_of(plain, "field"))


class Log:
    """Problems found while one thing is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, fault: Fault, place: Place, value: str = "", /, **details: Detail) -> None:
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


def key_twice(log: Log, key: str, place: Place, first: Place, spare: str = "") -> None:
    """Note a key that stands in a second place; `spare` is the map that has room for others of its kind."""
    kind = "spare" if spare else ""
    if first.cell:
        log.add(
            KEY_TWICE, place, key, where="cell", cell=first.cell.rpartition("!")[2], kind=kind, spare=spare
        )
    else:
        log.add(
            KEY_TWICE,
            place,
            key,
            where="line",
            line=f"{first.line}",
            name=first.field,
            kind=kind,
            spare=spare,
        )
