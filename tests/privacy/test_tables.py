"""Which tables of what was written are looked at, and what their cells are."""

from __future__ import annotations

from sunboard.model.node import Document, Entry, Fields, Items, Scalar
from sunboard.model.row import Head, Row
from sunboard.privacy.people import names_somebody
from sunboard.privacy.tables import tables_with


def _fields(**texts: str) -> Fields:
    return Fields(tuple(Entry(key, Scalar(text)) for key, text in texts.items()))


def _below(*rows: Fields, body: str = "") -> list[tuple[tuple[str, ...], ...]]:
    """Return the rows of the tables in which somebody is named, of a list two levels down or a text."""
    held = Fields((Entry("流程", Fields((Entry("步骤", Items(rows)),))),))
    found = tables_with(Document("a.md", held, body), names_somebody)
    return [tuple(map(tuple, table.rows)) for table in found]


def test_only_tables_in_which_somebody_is_named_are_looked_at() -> None:
    assert _below(_fields(谁="申请人", 做什么="提出申请"), _fields(谁="村文书", 做什么="归档")) == []
    assert _below(_fields(谁="村文书"), _fields(谁="周建国")) == [(("村文书",), ("周建国",))]
    head = Head("a.csv", "", ("金额", ""), ("A", "B"))
    assert _below(Row(head, ("3", "周建国"), 2)), "also in a column that has no name"
    assert _below(body="姓名|金额\n周建国|3")
    assert not _below(body="姓名|序号\n空缺|3")
