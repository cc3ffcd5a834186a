"""A report for people: grouped by village and file, lines quoted, colour only on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

from rich.console import Console
from rich.text import Text

from sunboard.faults import Severity
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.reporting.quote import drawn, encodable, quote_of, visible, where
from sunboard.reporting.report import FileGroup, HeldRecord, Live, Report, by_code, by_village, off_told
from sunboard.reporting.words import Words, load_words

SHOWN = 20
"""Problems of one code in one file that are shown in full."""
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_COLUMNS = 72  # of a quoted line


def print_report(report: Report, language: str, console: Console, *, explain: bool = False) -> None:
    """Print problems, what was held back, what was made and which file to open."""
    for line in _report(report, language, console.encoding, explain):
        line.plain = encodable(line.plain, console.encoding) if not line.spans else line.plain
        console.print(line, soft_wrap=True)


def print_problems(problems: Iterable[Problem], language: str, console: Console) -> None:
    """Print problems before a question, without their sum."""
    for problem in problems:
        for line in _problem(problem, language, console.encoding):
            console.print(line, soft_wrap=True)


def _report(report: Report, language: str, encoding: str, explain: bool) -> Iterator[Text]:
    say = load_words(language)
    shown = replace(report, problems=tuple(_few(report.problems))) if report.live else report
    for village in by_village(shown, say("above-villages")):
        name = say("village", name=village.name, slug=village.slug) if village.slug else village.name
        yield Text(_encoded(name, encoding), "bold")
        for file in village.files:
            yield from _file(file, language, encoding)
        yield Text()
    if report.held:
        yield from _held(report.held, say)
    if report.made is not None:
        yield Text(say("made", records=report.records, **report.made))
    elif report.live:
        yield from map(Text, live_told(report.live, say))
    elif not report.unusable:
        yield Text(say("checked", records=report.records))
    yield from _summary(report, say)
    if more := len(report.problems) - len(shown.problems):
        yield Text(say("live-more", count=more, file=report.report_file))
    for rule in report.switched_off:
        yield Text(_encoded(say("switched-off", **off_told(rule, language)), encoding))
    if report.today_pinned:
        yield Text(say("today-pinned", today=report.today))
    for path, why in report.written if explain else ():
        yield Text(say("written-why", path=path, why=say(f"written-{why}")))
    if report.coverage_file:
        yield from _coverage(report, language)
    if report.report_file:
        yield Text(say("report-file", path=report.report_file))
    if report.open_first:
        yield Text(say("open-first", path=report.open_first))


def _coverage(report: Report, language: str) -> Iterator[Text]:
    """Say in one sentence a village what was to be published, those first that lack the most."""
    say, told = load_words(language), report.owed.get(language, ())
    for line in told:
        yield Text(line)
    if more := report.owing - len(told):
        yield Text(say("due-more", count=more, path=report.coverage_file))
    elif told:
        yield Text(say("due-report", path=report.coverage_file))


def _held(every: Iterable[HeldRecord], say: Words) -> Iterator[Text]:
    """Say what is held back; a record of a list that villages inherit is told once."""
    told: dict[tuple[str, str], list[HeldRecord]] = {}
    for held in every:
        issued = "issued" if held.issued else "new"
        state = f"{held.state}-{issued}" if held.state in (State.HELD, State.WAITING) else held.state
        told.setdefault((held.source, state), []).append(held)
    yield Text(say("held", count=len(told)))
    for (source, state), alike in told.items():
        codes = ", ".join(dict.fromkeys(code for held in alike for code in held.codes))
        often = say("of-villages", count=len(alike)) if len(alike) > 1 else ""
        until = say(state, until=alike[0].until)
        yield Text(visible(f"  {source} - {until}{often}{f' [{codes}]' if codes else ''}"))


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


def _few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problems of each fault: on a site that was looked at, one may strike every file."""
    told = Counter[str]()
    for problem in problems:
        told[problem.fault.code] += 1
        if told[problem.fault.code] <= SHOWN:
            yield problem


def _file(file: FileGroup, language: str, encoding: str) -> Iterator[Text]:
    say = load_words(language)
    yield Text(_encoded(f"  {file.path or say('command-line')}", encoding), "bold")
    told: Counter[str] = Counter()
    count = Counter(problem.fault.code for problem in file.problems)
    for problem in file.problems:
        code = problem.fault.code
        most = 1 if problem.severity is Severity.INFO else SHOWN
        told[code] += 1
        if told[code] <= most:
            yield from _problem(problem, language, encoding)
        if told[code] == most and count[code] > most:
            yield Text("    " + say("same-again", count=count[code] - most, code=code))


def _problem(problem: Problem, language: str, encoding: str) -> Iterator[Text]:
    say, fault = load_words(language), problem.fault
    line = Text("    ")
    line.append(_encoded(say(problem.severity.value), encoding), _STYLES[problem.severity])
    place = where(problem.place, say)
    line.append(_encoded(f" {place}" if place else "", encoding))
    line.append(_encoded(f" {problem.message(language)}", encoding))
    line.append(f"  [{fault.code}{' ' if fault.rule else ''}{fault.rule}]", "dim")
    yield line
    quote = quote_of(problem)
    if quote is not None:
        source, carets = drawn(quote, _COLUMNS, encoding)
        yield Text(f"      | {source}")
        if carets.strip():
            yield Text.assemble("      | ", (carets, _STYLES[problem.severity]))
    if hint := problem.hint(language).strip():
        yield Text(_encoded("      " + say("hint", hint=hint), encoding))


def _summary(report: Report, say: Words) -> Iterator[Text]:
    """Say how many there are of each severity, then of each code."""
    errors, warnings, infos = (
        report.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    counts = say("counts", errors=errors, warnings=warnings) if errors or warnings else say("clean")
    yield Text(counts + (say("notes", infos=infos) if infos else ""))
    told = by_code(report.problems)
    for fault, severity, count in told:
        yield Text(say("count-of-code", severity=say(severity.value), count=count, code=fault.code))
    if told and told[0][1] is not Severity.INFO:
        yield Text(say("more-about", code=told[0][0].code))


def _encoded(text: str, encoding: str) -> str:
    return encodable(visible(text), encoding)
