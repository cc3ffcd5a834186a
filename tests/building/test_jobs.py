"""What villages' builds are given goes to other processes."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

from tests.helpers.village_job import inputs


def test_another_process_holds_the_county_once_for_all_villages() -> None:
    county = inputs(date(2026, 1, 15))
    first, second = (pickle.loads(pickle.dumps((slug, county)))[1] for slug in ("liuwan", "songling"))
    assert first is second
    assert (first.today, first.site, first.theme) == (county.today, county.site, county.theme)
    assert pickle.loads(pickle.dumps(replace(county, today=date(2026, 1, 16)))).today == date(2026, 1, 16)
