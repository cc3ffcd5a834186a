"""Any part of what a record may say can be described: channels are told of whatever was given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.contracts import Kind
from sunboard.kinds import finance, matter, power, subsidy
from sunboard.model.plain import Plain, Values
from sunboard.privacy.naming import public_values
from tests.helpers.kinds import plain, telling, whole
from tests.kinds.test_finance import quarter
from tests.kinds.test_matter import TEXT
from tests.kinds.test_power import FULL
from tests.kinds.test_subsidy import TEXT as LIST

WHOLE = [
    (finance.KIND, plain(quarter())),
    (matter.KIND, plain(whole(matter.Matter, TEXT))),
    (power.KIND, plain(whole(power.Power, FULL))),
    (subsidy.KIND, plain(whole(subsidy.Subsidy, LIST))),
]


def some(value: Plain, data: st.DataObject) -> Plain:
    """Draw some of the keys of a group, or of every row of a table alike."""
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else [value]
    keys = {key for row in rows if isinstance(row, dict) for key in row}
    if not keys:
        return value
    dropped = data.draw(st.sets(st.sampled_from(sorted(keys))))
    left: list[Plain] = [
        {key: cell for key, cell in row.items() if key not in dropped}
        for row in rows[:4] + rows[-8:]
        if isinstance(row, dict)
    ]
    return left if isinstance(value, list) else left[0]


@pytest.mark.parametrize(("kind", "values"), WHOLE, ids=lambda one: getattr(one, "name", ""))
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_part_can_be_described(kind: Kind, values: Values, data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.sampled_from(sorted(values))))
    part = {name: some(values[name], data) for name in values if name in kept}
    language = data.draw(st.sampled_from(("zh", "en")))
    kind.describe(public_values(kind.fields, part), telling(language))
