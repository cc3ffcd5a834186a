"""What is advised where the figures of a ledger do not come to what is declared."""

from __future__ import annotations

from sunboard.checks.balances import total_wrong
from tests.checks.village_scene import CASES, scenes, stage


def test_what_is_over_in_both_totals_is_shown_as_a_move_and_what_is_so_many_times_as_a_unit() -> None:
    told = {
        scene.name: [finding.details["what"] for finding in total_wrong.find(record, staged.around)]
        for scene in scenes(CASES / "checks/total-wrong.md")
        if (record := (staged := stage(scene)).readings[0].record)
    }
    assert told.pop("what was drawn from the bank, entered as expense and as income") == ["moved", "moved"]
    assert told.pop("totals in 万元 of entries in 元") == ["unit", "unit"]
    assert not {"moved", "unit"} & {what for others in told.values() for what in others}
