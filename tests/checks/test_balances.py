"""What is advised where the figures of a ledger do not come to what is declared."""

from __future__ import annotations

from sunboard.checks.balances import total_wrong
from tests.checks.village_scene import CASES, scenes, stage


def test_what_is_over_in_both_totals_by_one_amount_is_shown_as_a_move_between_accounts() -> None:
    told = {
        scene.name: [finding.details["what"] for finding in total_wrong.find(record, staged.around)]
        for scene in scenes(CASES / "checks/total-wrong.md")
        if (record := (staged := stage(scene)).readings[0].record)
    }
    assert told.pop("what was drawn from the bank, entered as expense and as income") == ["moved", "moved"]
    assert "moved" not in [what for others in told.values() for what in others]
