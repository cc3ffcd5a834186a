"""Every case file of tests/cases/checks holds, and every check has its manual, its words and its cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sunboard.contracts import Check
from sunboard.faults import Severity
from sunboard.fields.declarations import names_of
from sunboard.parts import load_parts
from tests.checks.village_scene import CASES, Scene, Snippet, problems_of, scenes, stage

FILES = sorted(path for path in (CASES / "checks").glob("*.md") if path.name != "README.md")
ALL = [pytest.param(scene, id=f"{path.stem}: {scene.name}") for path in FILES for scene in scenes(path)]
CHECKS = [pytest.param(check, id=check.fault.code) for check in load_parts().checks]


@pytest.mark.parametrize("scene", ALL)
def test_scene(scene: Scene) -> None:
    staged = stage(scene)
    found = {
        one
        for one in staged.found()
        if not one[2].startswith("info:") or any(mark[2].startswith("info:") for mark in staged.expected)
    }
    assert sorted(found) == sorted(staged.expected)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_case_file_shows_its_fault_and_where_it_stays_silent(path: Path) -> None:
    marks = [
        [mark.partition(": ")[2] for snippet in scene.snippets for _, mark in snippet.marks]
        for scene in scenes(path)
    ]
    assert any(path.stem in scene for scene in marks), "no snippet in which it fires"
    assert any(path.stem not in scene for scene in marks), "no scene in which it does not fire"


@pytest.mark.parametrize("check", CHECKS)
def test_check_has_cases(check: Check) -> None:
    assert (CASES / "checks" / f"{check.fault.code}.md").is_file()


def _kinds_of(check: Check, text: str) -> list[str]:
    """Return the kinds whose records may have all the fields of an example, none of which is a field of something inside."""
    keys = [line.split(":")[0] for line in text.split("\n") if re.match(r"[^\s#-][^:]*:(?: |$)", line)]
    kinds = [kind for kind in load_parts().kinds.values() if issubclass(kind.fields, check.fields)]
    known = [kind for kind in kinds if (CASES / "defaults" / f"{kind.name}.yaml").is_file()]
    return [kind.name for kind in known if keys and all(key in names_of(kind.fields) for key in keys)]


BESIDE = (
    Snippet({"kind": "matter", "file": "先.md"}, "标题: 村口道路维修公示", frozenset()),
    Snippet({"numbers": ""}, "2026-0007: matters/先.md", frozenset()),
    Snippet({"files": ""}, "合同.pdf: 9\n方案.pdf: 9\n施工现场.jpg: picture", frozenset()),
)
"""What the manual's examples speak of."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("check", CHECKS)
def test_what_the_manual_shows_as_right_is_found_right(check: Check, language: str) -> None:
    example = check.fault.page.example(language)
    for kind in _kinds_of(check, example):
        staged = stage(
            Scene("example", (Snippet({"kind": kind, "file": "例.md"}, example, frozenset()), *BESIDE))
        )
        for reading in staged.readings:
            problems = [
                problem.fault.code
                for problem in problems_of(reading, staged.around)
                if reading.source.endswith("例.md")
            ]
            assert check.fault.code not in problems or check.fault.severity is Severity.INFO, example


@pytest.mark.parametrize("scene", ALL)
def test_words_can_be_filled_in(scene: Scene) -> None:
    staged = stage(scene)
    for reading in staged.readings:
        for problem in problems_of(reading, staged.around):
            for language in ("zh", "en"):
                assert not re.search(r"\{[a-z_]+\}", problem.message(language) + problem.hint(language))
