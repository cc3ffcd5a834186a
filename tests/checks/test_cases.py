"""Every case file of tests/cases/checks holds: the edges of checks, beyond the examples on their pages."""

from __future__ import annotations

import re

import pytest

from tests.checks.village_scene import CASES, Scene, problems_of, scenes, stage

FILES = sorted(path for path in (CASES / "checks").glob("*.md") if path.name != "README.md")
ALL = [pytest.param(scene, id=f"{path.stem}: {scene.name}") for path in FILES for scene in scenes(path)]


@pytest.mark.parametrize("scene", ALL)
def test_scene(scene: Scene) -> None:
    staged = stage(scene)
    found = {
        one
        for one in staged.found()
        if not one[2].startswith("info:") or any(mark[2].startswith("info:") for mark in staged.expected)
    }
    assert sorted(found) == sorted(staged.expected)


@pytest.mark.parametrize("scene", ALL)
def test_words_can_be_filled_in(scene: Scene) -> None:
    staged = stage(scene)
    for reading in staged.readings:
        for problem in problems_of(reading, staged.around):
            for language in ("zh", "en"):
                assert not re.search(r"\{[a-z_]+\}", problem.message(language) + problem.hint(language))
