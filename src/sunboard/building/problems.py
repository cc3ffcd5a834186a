"""Problems as they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sunboard.engines.spreadsheet import read_workbook
from sunboard.model.problem import Problem
from sunboard.privacy.masking import masked_problem
from sunboard.reading.quoting import quoted
from sunboard.reading.sources import OpenWorkbook


def quoted_and_masked(
    problems: Iterable[Problem],
    files: Mapping[str, bytes],
    shown: frozenset[str],
    village: str = "",
    open_workbook: OpenWorkbook = read_workbook,
) -> tuple[Problem, ...]:
    """Return problems as people may be told them: with the line that each is about, and masked."""
    return tuple(
        replace(masked_problem(problem, shown), village=village or problem.village)
        for problem in quoted(problems, files, shown, open_workbook)
    )
