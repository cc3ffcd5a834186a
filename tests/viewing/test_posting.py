"""Until when a record hangs: the day is told only where it is the day that decides."""

from __future__ import annotations

import json

import pytest

from tests.building.test_village import MATTER, build


@pytest.mark.parametrize(
    ("catalog", "more", "until"),
    [
        pytest.param("CW06", "", "2026-01-22", id="once"),
        pytest.param("CW01", "", None, id="standing"),
        pytest.param("CW01", "撤下日期: 2026-06-30", "2026-06-30", id="standing, with a day"),
        pytest.param("CW08", "所属期间: 2025年四季度", None, id="until the next period"),
        pytest.param(
            "CW08", "所属期间: 2025年四季度\n撤下日期: 2026-04-10", "2026-04-10", id="period, with a day"
        ),
    ],
)
def test_the_last_day_is_told_where_it_is_known(catalog: str, more: str, until: str | None) -> None:
    text = MATTER.format(
        title="柳湾村公开一件事", day="2026-01-07", owner="陈守田", summary="说明一件事的经过。", body=""
    )
    text = text.replace("对应权力事项: A01\n", "").replace(
        "目录编码: CW06", f"目录编码: {catalog}\n{more}".strip()
    )
    made = build({"qingshi/liuwan/matters/a.md": text.encode()})
    record = next(
        json.loads(artifact.data) for artifact in made.artifacts if artifact.output.endswith("record.json")
    )
    assert record.get("posted_until") == until
