"""A report for people: grouped by file, the worst first told, colour only on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from sunboard.model.problem import Problem, Severity
from sunboard.reporting.report import Report
from sunboard.reporting.words import WORDS

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def print_report(report: Report, language: str, console: Console, *, explain: bool = False) -> None:
    """Print problems, what was held back, what was made and which file to open."""
    words = WORDS[language]
    told = [problem for problem in report.problems if problem.fault.severity is not Severity.INFO]
    for path, group in groupby(told, key=lambda problem: problem.place.path):
        console.print(Text(path or "content", style="bold"))
        for problem in group:
            for line in _lines(problem, language):
                console.print(line, soft_wrap=True)
    if report.held:
        console.print(words["held"].format(count=len(report.held)))
        for held in report.held:
            state = ("held-issued" if held.issued else "held-new") if held.state == "held" else held.state
            why = words[state].format(until=held.until)
            codes = f" [{', '.join(held.codes)}]" if held.codes else ""
            console.print(Text(f"  {held.source} - {why}{codes}"), soft_wrap=True)
    if report.made is not None:
        console.print(words["made"].format(records=report.records, **report.made))
    elif not report.unusable:
        console.print(words["checked"].format(records=report.records))
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    console.print(words["counts"].format(errors=errors, warnings=warnings) if errors or warnings else words["clean"])
    if told:
        console.print(words["more"].format(code=told[0].fault.code))
    if report.today_pinned:
        console.print(words["today"].format(today=report.today))
    for path, why in report.written if explain else ():
        console.print(Text(words["why"].format(path=path, why=words[f"why-{why}"])), soft_wrap=True)
    if report.open_first:
        console.print(Text(words["open"].format(path=report.open_first)), soft_wrap=True)


def _lines(problem: Problem, language: str) -> Iterator[Text]:
    words, place = WORDS[language], problem.place
    where = words["cell"].format(cell=place.cell) if place.cell else words["line"].format(line=place.line) if place.line else ""
    line = Text("  ")
    line.append(words[problem.fault.severity.value], _STYLES[problem.fault.severity])
    line.append(f" {where}" if where else "")
    line.append(f" {problem.message(language)}")
    line.append(f"  [{problem.fault.rule or problem.fault.code}]", "dim")
    yield line
    if hint := problem.hint(language).strip():
        yield Text("      " + words["hint"].format(hint=hint))
