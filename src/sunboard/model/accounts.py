"""What a village accounts for its money with, period by period, and what was asked about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, Values, fields_of, map_of, maps_of, text_of
from sunboard.model.problem import Problem, problem_of

FIGURES = ("opening", "income", "expense", "closing")
"""The four figures of an account, in the order in which they are added up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A record that names an account: a correction, or a reply to what was asked about it."""

    number: str
    title: str
    by: str  # who answers for it
    date: str  # ISO
    corrects: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One record that says what came in, went out and was left over a period."""

    period: str  # as registers write it
    books: str  # whose they are, or ""
    title: str
    source: str  # relative to the content folder
    number: str = ""  # "" while it waits for one
    edition: int = 0
    published: str = ""  # ISO date
    changed: str = ""  # ISO date of its last edition, where there are several
    state: str  # of what is shown, or why nothing is
    nil: bool = False  # it says that there is nothing
    figures: Mapping[str, str] = field(default_factory=dict)  # of FIGURES those that are known: `722881.21`
    asked: tuple[Problem, ...] = ()  # what the rules ask about it
    answers: tuple[Answer, ...] = ()

    def to_plain(self) -> dict[str, Plain]:
        """Return it as it is kept until the next build."""
        return {
            **fields_of(self),
            "figures": {**self.figures},
            "asked": [problem.to_plain() for problem in self.asked],
            "answers": [fields_of(answer) for answer in self.answers],
        }


def account_of(plain: Values) -> Account:
    """Read what was kept; raises KeyError or TypeError where it is not whole."""
    figures, edition = map_of(plain, "figures"), plain["edition"]
    if not isinstance(edition, int):
        raise TypeError(edition)
    return Account(
        period=text_of(plain, "period"),
        books=text_of(plain, "books"),
        title=text_of(plain, "title"),
        source=text_of(plain, "source"),
        number=text_of(plain, "number"),
        edition=edition,
        published=text_of(plain, "published"),
        changed=text_of(plain, "changed"),
        state=text_of(plain, "state"),
        nil=plain.get("nil") is True,
        figures={name: text_of(figures, name) for name in figures},
        asked=tuple(map(problem_of, maps_of(plain, "asked"))),
        answers=tuple(map(_answer_of, maps_of(plain, "answers"))),
    )


def _answer_of(plain: Values) -> Answer:
    texts = {name: text_of(plain, name) for name in ("number", "title", "by", "date")}
    return Answer(**texts, corrects=plain.get("corrects") is True)
