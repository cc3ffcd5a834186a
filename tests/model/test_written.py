"""What is written in a document, gathered once for all that look for single words in it."""

from __future__ import annotations

from sunboard.model.node import Document, Entry, Fields, Items, Scalar
from sunboard.model.row import Head, Row
from sunboard.model.written import APART, written_in


def _entry(key: str, *values: str) -> Entry:
    nodes = tuple(map(Scalar, values))
    return Entry(key, nodes[0] if len(nodes) == 1 else Items(nodes))


def test_keys_and_values_stand_each_once() -> None:
    head = Head("流水.xlsx", "", ("摘要", "", "收款人"), ("A", "B", "C"), ("用途", "空", "付给"))
    rows = Items((Row(head, ("电费", "自用", "县电力公司"), 2), Row(head, ("电费", "自用", ""), 3)))
    fields = Fields((_entry("标题", "电费"), _entry("附件", "一", "二"), Entry("明细", rows)))
    said = written_in(Document("a.md", fields, "正文"))
    assert [*said.keys] == ["标题", "附件", "明细", "摘要", "收款人", "用途", "空", "付给"]
    assert [*said.values] == ["电费", "一", "二", "县电力公司"]
    assert said.named == APART.join(("", *said.keys))
    assert said.said == APART.join(("", *said.values, "正文"))
