"""Every case file holds: edges of checks beyond the examples on their pages, causes without consequences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from sunboard.building.passed import Watch
from sunboard.fields.part import Unread
from sunboard.model.today import Today
from sunboard.parts import load_parts
from tests.checks.village_scene import CASES, Scene, Staged, scenes, stage

FILES = (
    *sorted(path for path in (CASES / "checks").glob("*.md") if path.name != "README.md"),
    CASES / "causes.md",
)
LEFT_OUT = frozenset(("warning: content-missing", "warning: works-not-pictured"))
"""What is asked of whole records. Those of scenes give what their rule looks at, and no more."""
ALL = [pytest.param(scene, id=f"{path.stem}: {scene.name}") for path in FILES for scene in scenes(path)]


@pytest.mark.parametrize("scene", ALL)
def test_scene(scene: Scene) -> None:
    staged = stage(scene)
    announced = {mark[2] for mark in staged.expected}
    tells_news = any(mark.startswith("info:") for mark in announced)
    found = {
        one
        for one in staged.found()
        if one[2] in announced or (one[2] not in LEFT_OUT and (tells_news or not one[2].startswith("info:")))
    }
    assert sorted(found) == sorted(staged.expected)
    assert not set(passed_over(staged))


def passed_over(staged: Staged) -> Iterator[str]:
    """Yield the checks that find something where their glance tells of nothing, or whose glance looks far."""
    around, watch = staged.around, Watch.of(staged.around)
    for record in around.records:
        watch.begin(record, Today.of(around.today))
        for check in load_parts().checks:
            if check.where and isinstance(record.fields, check.fields):
                with suppress(Unread):
                    if not check.where(record, watch) and check.findings(record, around):
                        yield check.fault.code
                if watch.looked:
                    yield f"{check.fault.code} looks at more than the record"
