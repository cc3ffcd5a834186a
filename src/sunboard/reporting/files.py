"""The report files for the township: every problem as a page and as a workbook."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sunboard.contracts import Deferred, Order
from sunboard.engines.xlsx_table import TableColumn, table_workbook
from sunboard.faults import Fault, Severity
from sunboard.model.problem import Problem
from sunboard.reporting.days import day_told
from sunboard.reporting.drawing import draw_page
from sunboard.reporting.quote import quote_of, visible, where
from sunboard.reporting.report import Report, VillageGroup, by_code, by_village, off_told
from sunboard.reporting.words import PROGRAM, Words, as_called, load_words

CHANNEL = "report"
PROBLEMS = "report/problems.html"
TABLE = "report/problems.xlsx"
_TINTS = {Severity.ERROR: "FBE3DF", Severity.WARNING: "FFF4D6", Severity.INFO: ""}
_WIDTHS = (14, 38, 18, 8, 24, 26, 52, 52)


def report_files(report: Report, language: str, called: str = PROGRAM) -> tuple[Deferred, ...]:
    """Return the report files; they are made anew only where a problem or the day has changed.

    `called` is what a person has to type to run the program: cures name commands so.
    """
    told = repr((language, called, report.today, sorted(report.names.items()), report.problems))

    def page() -> bytes:
        return draw_page("problems.html", _page(report, language, called))

    return (
        Deferred(PROBLEMS, told, page, Order.PORTAL, CHANNEL),
        Deferred(TABLE, told, lambda: _table(report, language, called), Order.PORTAL, CHANNEL),
    )


def _page(report: Report, language: str, called: str) -> dict[str, object]:
    say = load_words(language)
    villages = [
        {
            "key": f"v-{group.slug}" if group.slug else "above",
            "name": visible(group.name),
            "folder": visible(folder),
            "counts": _counts(group.problems),
            "who": say("problems-clerk" if group.slug else "problems-operator", village=visible(group.name)),
            "cures": _cures(group.problems, folder, language, say, called),
        }
        for group in sorted(by_village(report, say("above-villages")), key=_gravest_first)
        for folder in (_folder(group),)
    ]
    counted: Counter[Fault] = Counter()
    for fault, _, count in by_code(report.problems):
        counted[fault] += count
    codes = [
        {"code": fault.code, "count": count, "says": fault.words(language).brief}
        for fault, count in counted.items()
    ]
    return {
        "words": say.texts,
        "home": "",
        "language": "zh-CN" if language == "zh" else "en",
        "today": day_told(date.fromisoformat(report.today), say) if report.today else "",
        "answer": _answer(report, say),
        "villages": villages,
        "codes": codes,
        "counts": _counts(report.problems),
        "switched_off": [off_told(rule, language) for rule in report.switched_off],
        "table": TABLE.rpartition("/")[2],
    }


def _answer(report: Report, say: Words) -> str:
    """Return what the township wants to know first: whether anything has to be mended, and where."""
    counts = _counts(report.problems)
    if counts["error"]:
        villages = {problem.village for problem in report.problems if problem.is_error}
        return say("problems-answer", villages=len(villages), **counts)
    return say("problems-answer-warnings" if counts["warning"] else "problems-answer-none", **counts)


def _counts(problems: tuple[Problem, ...]) -> dict[str, int]:
    return {
        severity.value: sum(problem.severity is severity for problem in problems) for severity in Severity
    }


def _gravest_first(group: VillageGroup) -> tuple[int, int]:
    counts = _counts(group.problems)
    return -counts["error"], -counts["warning"]


def _folder(group: VillageGroup) -> str:
    """Return the folder in which all files of a village lie, so that it is said once; else nothing."""
    folders = {"/".join(file.path.split("/")[:2]) for file in group.files} if group.slug else set()
    return f"{folders.pop()}/" if len(folders) == 1 else ""


def _cures(
    problems: tuple[Problem, ...], folder: str, language: str, say: Words, called: str
) -> list[dict[str, object]]:
    """Return what is to be done in a village, each thing once, with all the places where it is."""
    alike: dict[tuple[Fault, Severity, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.fault, problem.severity, _hint(problem, language, called)), []).append(
            problem
        )
    return [
        {
            "severity": severity.value,
            "code": fault.code,
            "rule": found[0].rule,
            "hint": hint,
            "problems": [_told(problem, folder, language, say) for problem in found],
        }
        for (fault, severity, hint), found in alike.items()
    ]


def _hint(problem: Problem, language: str, called: str) -> str:
    return as_called(visible(problem.hint(language)).strip(), called)


def _told(problem: Problem, folder: str, language: str, say: Words) -> dict[str, object]:
    quote = quote_of(problem)
    return {
        "path": visible(problem.place.path.removeprefix(folder)),
        "where": visible(where(problem.place, say)),
        "message": visible(problem.message(language)),
        "quote": [quote.before, quote.value, quote.after] if quote else None,
        "at_gap": bool(quote and quote.at_gap),
    }


def _table(report: Report, language: str, called: str) -> bytes:
    say = load_words(language)
    columns = [
        TableColumn(head, width)
        for head, width in zip(say("problems-heads").split("|"), _WIDTHS, strict=True)
    ]
    rows = [
        (
            visible(group.name),
            visible(file.path),
            visible(where(problem.place, say)),
            say(problem.severity.value),
            " ".join(filter(None, (problem.fault.code, problem.rule))),
            visible(problem.value),
            visible(problem.message(language)),
            _hint(problem, language, called),
        )
        for group in by_village(report, say("above-villages"))
        for file in group.files
        for problem in file.problems
    ]
    tints = [
        _TINTS[problem.severity]
        for group in by_village(report, say("above-villages"))
        for problem in group.problems
    ]
    return table_workbook(say("problems-sheet"), columns, rows, tints)
