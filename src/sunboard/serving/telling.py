"""What is wrong, as a page shows it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sunboard.faults import Severity
from sunboard.model.plain import Plain
from sunboard.model.problem import Problem
from sunboard.reporting.quote import quote_of, where
from sunboard.reporting.report import Report
from sunboard.reporting.words import load_words

MOST = 100
"""Problems of one severity that pages are told of; the report has them all."""


def told_problems(
    problems: Iterable[Problem], language: str, spoken: Callable[[str], str]
) -> Iterator[dict[str, Plain]]:
    """Yield errors, then warnings, each with its place, its line and how to mend it, in words.

    `spoken` turns hints into what the person who reads them has to type.
    """
    problems = tuple(problems)
    for severity in (Severity.ERROR, Severity.WARNING):
        for problem in [one for one in problems if one.severity is severity][:MOST]:
            yield _told(problem, language, spoken)


def _told(problem: Problem, language: str, spoken: Callable[[str], str]) -> dict[str, Plain]:
    say, quote, hint = load_words(language), quote_of(problem), problem.hint(language).strip()
    return {
        "severity": problem.severity.value,
        "label": say(problem.severity.value),
        "village": problem.village,
        "path": problem.place.path,
        "where": where(problem.place, say),
        "message": problem.message(language),
        "quote": quote.line if quote else "",
        "hint": say("hint", hint=spoken(hint)) if hint else "",
    }


def summary_of(problems: Iterable[Problem], language: str) -> str:
    """Say how many there are."""
    report, say = Report(tuple(problems)), load_words(language)
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    return say("counts", errors=errors, warnings=warnings) if errors or warnings else say("clean")
