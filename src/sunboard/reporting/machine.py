"""A report as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from sunboard.faults import Severity
from sunboard.model.plain import Plain
from sunboard.model.problem import Problem
from sunboard.reporting.report import Report, off_told


def as_json(report: Report, language: str) -> str:
    """Return the report as one JSON document."""
    return _document(
        [problem_values(problem, language) for problem in report.problems],
        [off_told(rule, language) for rule in report.switched_off],
        {"live": asdict(report.live)} if report.live else {},
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        infos=report.count(Severity.INFO),
        records=report.records,
        held=len(report.held),
    )


def stopped_as_json(code: str, message: str) -> str:
    """Return what stopped a command before it looked at anything, as a report with one problem."""
    problem: dict[str, Plain] = {
        "code": code,
        "rule": "",
        "severity": Severity.ERROR.value,
        "village": "",
        "path": "",
        "line": None,
        "cell": None,
        "field": None,
        "value": "",
        "message": message,
        "hint": "",
    }
    return _document([problem], [], {}, errors=1, warnings=0, infos=0, records=0, held=0)


def _document(
    problems: list[dict[str, Plain]], off: list[dict[str, str]], more: dict[str, Plain], **counts: int
) -> str:
    told = {"problems": problems, "switched_off": off, **more, "counts": counts}
    return json.dumps(told, ensure_ascii=False, indent=1)


def problem_values(problem: Problem, language: str) -> dict[str, Plain]:
    """Return a problem as plain data."""
    place = problem.place
    return {
        "code": problem.fault.code,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "village": problem.village,
        "path": place.path,
        "line": place.line or None,
        "cell": place.cell or None,
        "field": place.field or None,
        "value": problem.value,
        "message": problem.message(language),
        "hint": problem.hint(language),
    }
