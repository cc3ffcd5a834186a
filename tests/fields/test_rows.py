"""Rows of a table are read column by column, and nobody can tell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.fields import rows as rows_module
from sunboard.fields.groups import table
from sunboard.kinds.finance.vouchers import LedgerRow
from sunboard.model.node import Fields, Items, Node
from sunboard.model.problem import Log
from sunboard.model.row import Head, Row

NAMES = ("日期", "摘要", "收入", "附件张数", "监委会审核", "备注")
HEAD = Head("qingshi/liuwan/finances/q1.csv", "", NAMES, tuple("ABCDEF"))
CELLS = (
    ("2026-01-05", "2026-02-31", "", "…"),
    ("收租金", "电费"),
    ("1000.00", "1000元", "一千", "-", ""),
    ("1", "一", "几张", ""),
    ("是", "也许", "-", ""),
    ("8户", "-", ""),
)


def read(items: tuple[Node, ...]) -> tuple[list[dict[str, object]], list[str]]:
    """Return what each row says, as far as it can be read, and what is told of all."""
    log = Log()
    found = table(LedgerRow)(Items(items), log) or ()
    rows = [
        {name: getattr(row, name) for name in LedgerRow.__slots__ if name not in (*row.unread, "places")}
        for row in getattr(found, "_items", found)
    ]
    return rows, [f"{problem.fault.code} {problem.place} {problem.value}" for problem in log.problems]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*map(st.sampled_from, CELLS)), min_size=1, max_size=8))
def test_rows_are_read_as_groups_of_fields_are(rows: list[tuple[str, ...]]) -> None:
    found = tuple(Row(HEAD, cells, at) for at, cells in enumerate(rows, 2))
    apart = tuple(Fields(row.entries, row.place) for row in found)
    assert read(found) == read(apart)


@pytest.mark.parametrize("most", [0, 4096])
def test_a_later_ledger_is_read_and_told_as_the_first_was(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "_MOST", most)
    rows = [
        ("2026-01-05", "收租金", "1000.00", "1", "是", "8户"),
        ("2026-02-31", "电费", "一千", "几张", "也许", "-"),
    ]
    first, later = (tuple(Row(HEAD, cells, at) for at, cells in enumerate(rows, 2)) for _ in range(2))
    said, told = read(first)
    assert (said, told) == read(later)
    assert len(told) == 4
