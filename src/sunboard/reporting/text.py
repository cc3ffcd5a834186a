"""A report for people: grouped by village and file, lines quoted, colour only on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any, TextIO

import click

from sunboard.faults import Severity
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.reporting.quote import drawn, encodable, quote_of, visible, where
from sunboard.reporting.report import FileGroup, HeldRecord, Live, Report, by_code, by_village, off_told
from sunboard.reporting.words import Words, load_words

SHOWN = 20
"""Problems of one code in one file that are shown in full."""
_MANY = 1000
"""Problems above which no more than so many of one code are shown at all, where a file holds them."""
_STYLES: dict[Severity, dict[str, Any]] = {
    Severity.ERROR: {"bold": True, "fg": "red"},
    Severity.WARNING: {"fg": "yellow"},
    Severity.INFO: {"dim": True},
}
_COLUMNS = 72  # of a quoted line


def print_report(report: Report, language: str, out: TextIO, *, explain: bool = False) -> None:
    """Print problems, what was held back, what was made and which file to open."""
    _print(_report(report, language, _encoding(out), explain), out)


def print_problems(problems: Iterable[Problem], language: str, out: TextIO) -> None:
    """Print problems before a question, without their sum."""
    for problem in problems:
        _print(_problem(problem, language, _encoding(out)), out)


def _print(lines: Iterable[str], out: TextIO) -> None:
    """Print lines as the terminal's encoding can show them; what is no terminal gets no colour."""
    told = [encodable(line, _encoding(out)) for line in lines]
    if told:  # at once: a county is told a thousand lines
        click.echo("\n".join(told), file=out)


def _encoding(out: TextIO) -> str:
    return out.encoding or "utf-8"  # a text in memory has none


def _report(report: Report, language: str, encoding: str, explain: bool) -> Iterator[str]:
    say = load_words(language)
    many = report.report_file and len(report.problems) > _MANY
    shown = replace(report, problems=tuple(_few(report))) if report.live or many else report
    for village in by_village(shown, say("above-villages")):
        name = say("village", name=village.name, slug=village.slug) if village.slug else village.name
        yield click.style(visible(name), bold=True)
        for file in village.files:
            yield from _file(file, language, encoding)
        yield ""
    if report.held:
        yield from _held(report.held, say)
    if report.made is not None:
        yield say("made", records=report.records, **report.made)
    elif report.live:
        yield from live_told(report.live, say)
    elif not report.unusable:
        yield say("checked", records=report.records)
    yield from _summary(report, say)
    if more := len(report.problems) - len(shown.problems):
        yield say("live-more" if report.live else "more-in-file", count=more, file=report.report_file)
    for rule in report.switched_off:
        yield visible(say("switched-off", **off_told(rule, language)))
    if report.today_pinned:
        yield say("today-pinned", today=report.today)
    for path, why in report.written if explain else ():
        yield say("written-why", path=path, why=say(f"written-{why}"))
    if report.coverage_file:
        yield from _coverage(report, language)
    if report.report_file:
        yield say("report-file", path=report.report_file)
    if report.open_first:
        yield say("open-first", path=report.open_first)


def _coverage(report: Report, language: str) -> Iterator[str]:
    """Say in one sentence a village what was to be published, those first that lack the most."""
    say, told = load_words(language), report.owed.get(language, ())
    yield from told
    if more := report.owing - len(told):
        yield say("due-more", count=more, path=report.coverage_file)
    elif told:
        yield say("due-report", path=report.coverage_file)


def _held(every: Iterable[HeldRecord], say: Words) -> Iterator[str]:
    """Say what is held back; a record of a list that villages inherit is told once."""
    told: dict[tuple[str, str], list[HeldRecord]] = {}
    for held in every:
        issued = "issued" if held.issued else "new"
        state = f"{held.state}-{issued}" if held.state in (State.HELD, State.WAITING) else held.state
        told.setdefault((held.source, state), []).append(held)
    yield say("held", count=len(told))
    for (source, state), alike in told.items():
        codes = ", ".join(dict.fromkeys(code for held in alike for code in held.codes))
        often = say("of-villages", count=len(alike)) if len(alike) > 1 else ""
        until = say(state, until=alike[0].until)
        yield visible(f"  {source} - {until}{often}{f' [{codes}]' if codes else ''}")


def live_told(live: Live, say: Words) -> tuple[str, ...]:
    """Return what is told of a published site: how much is as built, and what a villager meets."""
    secured = say("live-https", days=live.days) if live.days is not None else say("live-http")
    moved = say("live-moved", hops=live.hops) if live.hops else say("live-straight")
    filed = {None: "live-no-filing", True: "live-filed", False: "live-unfiled"}[live.is_filed]
    met = say(
        "live-met",
        seconds=f"{live.seconds:.2f}",
        size=max(1, round(live.size / 1000)),
        moved=moved,
        secured=secured,
        filed=say(filed),
    )
    return say("live-same" if live.same == live.files else "live-partly", **asdict(live)), met


def _few(report: Report) -> Iterator[Problem]:
    """Yield the first problems of each fault: on a site that was looked at, one may strike every file.

    Of what was built also every error: each holds a record back.
    """
    told = Counter[str]()
    for problem in report.problems:
        told[problem.fault.code] += 1
        if told[problem.fault.code] <= SHOWN or (problem.is_error and not report.live):
            yield problem


def _file(file: FileGroup, language: str, encoding: str) -> Iterator[str]:
    say = load_words(language)
    yield click.style(visible(f"  {file.path or say('command-line')}"), bold=True)
    told: Counter[str] = Counter()
    count = Counter(problem.fault.code for problem in file.problems)
    for problem in file.problems:
        code = problem.fault.code
        most = 1 if problem.severity is Severity.INFO else SHOWN
        told[code] += 1
        if told[code] <= most:
            yield from _problem(problem, language, encoding)
        if told[code] == most and count[code] > most:
            yield "    " + say("same-again", count=count[code] - most, code=code)


def _problem(problem: Problem, language: str, encoding: str) -> Iterator[str]:
    say, fault = load_words(language), problem.fault
    severity = click.style(visible(say(problem.severity.value)), **_STYLES[problem.severity])
    place = visible(where(problem.place, say))
    code = click.style(f"[{fault.code}{' ' if problem.rule else ''}{problem.rule}]", dim=True)
    yield f"    {severity}{f' {place}' if place else ''} {visible(problem.message(language))}  {code}"
    quote = quote_of(problem)
    if quote is not None:
        source, carets = drawn(quote, _COLUMNS, encoding)
        yield f"      | {source}"
        if carets.strip():
            yield "      | " + click.style(carets, **_STYLES[problem.severity])
    if hint := problem.hint(language).strip():
        yield visible("      " + say("hint", hint=hint))


def _summary(report: Report, say: Words) -> Iterator[str]:
    """Say how many there are of each severity, then of each code."""
    errors, warnings, infos = (
        report.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    counts = say("counts", errors=errors, warnings=warnings) if errors or warnings else say("clean")
    yield counts + (say("notes", infos=infos) if infos else "")
    told = by_code(report.problems)
    for fault, severity, count in told:
        yield say("count-of-code", severity=say(severity.value), count=count, code=fault.code)
    if told and told[0][1] is not Severity.INFO:
        yield say("more-about", code=told[0][0].code)
