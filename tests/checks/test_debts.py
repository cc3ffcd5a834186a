"""What is said of debts that have stood for long."""

from __future__ import annotations

from collections import defaultdict

from sunboard.checks.debts import debt_old
from tests.checks.village_scene import CASES, scenes, stage


def test_only_where_movement_is_told_is_it_said_that_nothing_moved() -> None:
    told = defaultdict[str, list[object]](list)
    for scene in scenes(CASES / "checks/debt-old.md"):
        staged = stage(scene)
        for record in (reading.record for reading in staged.readings if reading.record):
            told[scene.name] += [found.details["what"] for found in debt_old.find(record, staged.around)]
    assert told["years written otherwise"] == ["kind"] * 3
    assert told["in a table of a matter that says since when each is owed"] == ["kind-left"]
    assert told["of a debt in a table something was paid back"] == [""]
    assert told["a loan that is not due yet"] == ["left"]
