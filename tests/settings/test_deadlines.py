from __future__ import annotations

import pytest

from sunboard.settings.deadlines import (
    Cadence,
    Deadline,
    cadence_of,
    deadline_of,
    says_by_when,
    says_how_often,
)
from sunboard.settings.packaged import load_packaged, packaged_files


@pytest.mark.parametrize(
    ("cadence", "written"),
    [
        (Cadence.MONTH, "月、每月、按月、逐月、每个月、每月一次、每月公开"),
        (Cadence.BUSY_MONTH, "月（不忙的季）、月或季"),
        (Cadence.QUARTER, "季、季度、每季度、按季、每季度一次、每三个月、每季首月"),
        (Cadence.HALF, "半年、每半年、半年一次、每年两次、六个月"),
        (Cadence.YEAR, "年、年度、每年、一年一次、每年年底"),
        (Cadence.STANDING, "长期、长期/变动、变动即公开"),
        (Cadence.EVENT, "每次、随时、每届、会前、每项、每次+进度、随时/季度、月/每次、每次；在保长期"),
    ],
)
def test_how_often_a_row_is_due(cadence: Cadence, written: str) -> None:
    assert {words: cadence_of(words) for words in written.split("、")} == dict.fromkeys(
        written.split("、"), cadence
    )


@pytest.mark.parametrize(
    ("written", "deadline"),
    [
        ("15日", Deadline(15)),
        ("次月15日前", Deadline(15)),
        ("每月10日前", Deadline(10)),
        ("下季度首月十五日前", Deadline(15)),
        ("季、月末后10日内", Deadline(10)),
        ("七日内", Deadline(7)),
        ("二十个工作日内", Deadline(20, working=True)),
        ("次年1月底前", Deadline(day=(1, 31), years=1)),
        ("一月三十一日前", Deadline(day=(1, 31))),
        ("季后10日内", Deadline(10)),
        ("每季首月20日", Deadline(20)),
        ("5个工作日", Deadline(5, working=True)),
        ("20工", Deadline(20, working=True)),
        ("当日/5日", Deadline(5)),
        ("当场", Deadline(0)),
        ("会前10日", Deadline(-10)),
        ("30日；换届前", Deadline(30)),
        ("1月31日前", Deadline(day=(1, 31))),
        ("次年3月31日前；大会10日前供查", Deadline(day=(3, 31), years=1)),
        ("13月1日前", None),
        ("法定", None),
        ("尽快", None),
    ],
)
def test_by_when_a_row_is_due(written: str, deadline: Deadline | None) -> None:
    assert deadline_of(written) == deadline


def test_the_catalogue_that_comes_with_the_program_is_clear() -> None:
    for row in load_packaged(packaged_files(), {})[0].catalog.values():
        assert says_how_often(row.every or row.frequency or "")
        assert says_by_when(row.deadline or "")
