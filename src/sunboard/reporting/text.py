"""A report for people: grouped by village and file, lines quoted, colour only on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.text import Text

from sunboard.faults import Severity
from sunboard.issuing.states import HELD, WAITING
from sunboard.model.problem import Problem
from sunboard.reporting.grouping import SHOWN, FileGroup, by_code, by_village, where
from sunboard.reporting.quote import drawn, encodable, quote_of, visible
from sunboard.reporting.report import Held, Report
from sunboard.reporting.words import WORDS

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_COLUMNS = 72  # of a quoted line


def print_report(report: Report, language: str, console: Console, *, explain: bool = False) -> None:
    """Print problems, what was held back, what was made and which file to open."""
    for line in _report(report, language, console.encoding, explain):
        line.plain = encodable(line.plain, console.encoding) if not line.spans else line.plain
        console.print(line, soft_wrap=True)


def _report(report: Report, language: str, encoding: str, explain: bool) -> Iterator[Text]:
    words = WORDS[language]
    for village in by_village(report, language):
        yield Text(
            _encoded(
                words["village"].format(name=village.name, slug=village.slug)
                if village.slug
                else village.name,
                encoding,
            ),
            "bold",
        )
        for file in village.files:
            yield from _file(file, language, encoding)
        yield Text()
    if report.held:
        yield from _held(report.held, words)
    if report.made is not None:
        yield Text(words["made"].format(records=report.records, **report.made))
    elif not report.unusable:
        yield Text(words["checked"].format(records=report.records))
    yield from _summary(report, language)
    if report.today_pinned:
        yield Text(words["today"].format(today=report.today))
    for path, why in report.written if explain else ():
        yield Text(words["why"].format(path=path, why=words[f"why-{why}"]))
    if report.report_file:
        yield Text(words["report"].format(path=report.report_file))
    if report.open_first:
        yield Text(words["open"].format(path=report.open_first))


def _held(every: Iterable[Held], words: Mapping[str, str]) -> Iterator[Text]:
    """Say what is held back; a record of a list that villages inherit is told once."""
    told: dict[tuple[str, str], list[Held]] = {}
    for held in every:
        state = (
            f"{held.state}-{'issued' if held.issued else 'new'}"
            if held.state in (HELD, WAITING)
            else held.state
        )
        told.setdefault((held.source, state), []).append(held)
    yield Text(words["held"].format(count=len(told)))
    for (source, state), alike in told.items():
        codes = ", ".join(dict.fromkeys(code for held in alike for code in held.codes))
        often = words["of-villages"].format(count=len(alike)) if len(alike) > 1 else ""
        yield Text(
            visible(
                f"  {source} - {words[state].format(until=alike[0].until)}{often}{f' [{codes}]' if codes else ''}"
            )
        )


def _file(file: FileGroup, language: str, encoding: str) -> Iterator[Text]:
    words = WORDS[language]
    yield Text(_encoded(f"  {file.path or words['command']}", encoding), "bold")
    told: Counter[str] = Counter()
    count = Counter(problem.fault.code for problem in file.problems)
    for problem in file.problems:
        code = problem.fault.code
        most = 1 if problem.fault.severity is Severity.INFO else SHOWN
        told[code] += 1
        if told[code] <= most:
            yield from _problem(problem, language, encoding)
        if told[code] == most and count[code] > most:
            yield Text("    " + words["same"].format(count=count[code] - most, code=code))


def _problem(problem: Problem, language: str, encoding: str) -> Iterator[Text]:
    words, fault = WORDS[language], problem.fault
    line = Text("    ")
    line.append(_encoded(words[fault.severity.value], encoding), _STYLES[fault.severity])
    place = where(problem.place, language)
    line.append(_encoded(f" {place}" if place else "", encoding))
    line.append(_encoded(f" {problem.message(language)}", encoding))
    line.append(f"  [{fault.code}{' ' if fault.rule else ''}{fault.rule}]", "dim")
    yield line
    quote = quote_of(problem)
    if quote is not None:
        source, carets = drawn(quote, _COLUMNS, encoding)
        yield Text(f"      | {source}")
        if carets.strip():
            yield Text.assemble("      | ", (carets, _STYLES[fault.severity]))
    if hint := problem.hint(language).strip():
        yield Text(_encoded("      " + words["hint"].format(hint=hint), encoding))


def _summary(report: Report, language: str) -> Iterator[Text]:
    """Say how many there are of each severity, then of each code."""
    words = WORDS[language]
    errors, warnings, infos = (
        report.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    counts = words["counts"].format(errors=errors, warnings=warnings)
    notes = words["notes"].format(infos=infos) if infos else ""
    yield Text((counts if errors or warnings else words["clean"]) + notes)
    told = by_code(report.problems)
    for fault, count in told:
        yield Text(words["code"].format(severity=words[fault.severity.value], count=count, code=fault.code))
    if told and told[0][0].severity is not Severity.INFO:
        yield Text(words["more"].format(code=told[0][0].code))


def _encoded(text: str, encoding: str) -> str:
    return encodable(visible(text), encoding)
