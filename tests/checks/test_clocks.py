"""By when accounts are due under a county's own catalogue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sunboard.checks.clocks import accounts_published_late
from sunboard.kinds.finance import Finance
from sunboard.settings.packaged import load_packaged, packaged_files
from tests.checks.village_scene import Scene, Snippet, stage


@pytest.mark.parametrize(("period", "published", "late"), [("2025-Q3", 30, False), ("2025-Q1", 30, True)])
def test_a_day_of_the_year_before_the_end_of_a_period_is_not_its_day(
    period: str, published: int, late: bool
) -> None:
    text = f"所属期间: {period}\n公开日期: 2025-10-{published}"
    around = stage(Scene("accounts", (Snippet({"kind": "finance"}, text, frozenset()),))).around
    own, problems = load_packaged(packaged_files(), {"catalog.yaml": "CK02: {时限: 4月20日前}".encode()})
    (record,) = (one for one in around.records if isinstance(one.fields, Finance))
    assert not problems
    assert bool(accounts_published_late.findings(record, replace(around, packaged=own))) is late
