"""Problems as people look through them: by village, then by file, then by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sunboard.faults import Fault, Severity
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.reporting.report import Report
from sunboard.reporting.words import WORDS

SHOWN = 20
"""Problems of one code in one file that are shown in full."""
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class FileGroup:
    """A file and its problems in the order of their places."""

    path: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class VillageGroup:
    """A village and its files; what belongs to no village has no slug."""

    slug: str
    name: str
    files: tuple[FileGroup, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of all its files."""
        return tuple(problem for file in self.files for problem in file.problems)


def by_village(report: Report, language: str) -> tuple[VillageGroup, ...]:
    """Group a report's problems, which are sorted; what belongs to no village comes first."""
    return tuple(
        VillageGroup(
            slug, report.names.get(slug, slug) if slug else WORDS[language]["above"], _files(problems)
        )
        for slug, problems in groupby(report.problems, key=lambda problem: problem.village)
    )


def _files(problems: Iterable[Problem]) -> tuple[FileGroup, ...]:
    return tuple(
        FileGroup(path, tuple(group))
        for path, group in groupby(problems, key=lambda problem: problem.place.path)
    )


def by_code(problems: Iterable[Problem]) -> tuple[tuple[Fault, int], ...]:
    """Count problems by their fault, the gravest and most frequent first."""
    problems = tuple(problems)
    faults = {problem.fault.code: problem.fault for problem in problems}
    counted = Counter(problem.fault.code for problem in problems)
    return tuple(
        (faults[code], counted[code])
        for code in sorted(counted, key=lambda code: (_WEIGHT[faults[code].severity], -counted[code], code))
    )


def where(place: Place, language: str) -> str:
    """Say where in its file something stands: 第7行, 收支.xlsx〔一季度〕B7; nothing where only the file is known."""
    words = WORDS[language]
    if place.cell:
        sheet, _, cell = place.cell.rpartition("!")
        return words["sheet-cell" if sheet else "cell"].format(
            file=place.path.rpartition("/")[2], sheet=sheet, cell=cell
        )
    return words["line"].format(line=place.line) if place.line else ""
