"""Every case file holds: edges of checks beyond the examples on their pages, causes without consequences."""

from __future__ import annotations

import pytest

from tests.checks.village_scene import CASES, Scene, scenes, stage

FILES = (
    *sorted(path for path in (CASES / "checks").glob("*.md") if path.name != "README.md"),
    CASES / "causes.md",
)
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
