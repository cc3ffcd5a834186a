"""Whatever cannot be read of a record is told alone, and nothing else changes but what leaned on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sunboard.fields.declarations import Key, keys_of
from sunboard.model.node import Document, Fields, Items, Node, Scalar
from sunboard.parts import load_parts
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from tests.checks.village_scene import VILLAGE, around_of, document_of, problems_of

UNREADABLE = "说不清？"
DECISION = """议事决策:
  决议号: JY-2026-03
  程序: 四议两公开
  涉及金额: 86000
  提议: {日期: 2026-02-01, 应到: 5, 实到: 5, 同意: 5}
  商议: {日期: 2026-02-03, 应到: 7, 实到: 7, 同意: 7}
  审议: {日期: 2026-02-05, 应到: 30, 实到: 22, 同意: 22}
  决议: {日期: 2026-02-10, 应到: 36, 实到: 33, 同意: 31, 反对: 1, 弃权: 1}
  决议内容: 同意硬化赵家湾巷道
  决议公开: {开始: 2026-02-11, 截止: 2026-02-18}
  监委会意见: {姓名: 吴月琴, 日期: 2026-02-15, 意见: 程序到位}
公示开始: 2026-03-10
公示截止: 2026-03-17
公示天数: 7
事项日期: 2026-03-01
撤下日期: 2026-04-01
"""
POWER = """大类: 便民服务
跑动次数: 1
公开日期: 2026-03-10
流程:
  - {序号: 1, 责任人: 村民, 做什么: 提出申请, 公开点: 否}
  - {序号: 2, 责任人: 村委会, 做什么: 核实, 公开点: 否}
  - {序号: 3, 责任人: 村委会, 做什么: 公开结果, 公开点: 是}
风险点:
  - {环节: 2, 风险点: 优亲厚友, 等级: 高, 可能性: 2, 危害: 3, 防控措施: 两人核实}
"""
GIVEN = {"matter": DECISION, "finance": "", "power": POWER}


def _spoiled(node: Fields, keys: tuple[Key, ...]) -> Iterator[tuple[str, Fields]]:
    """Yield a record once for each value in it that has a form, with that value made unreadable."""
    by_name = {name: key for key in keys for name in key.names}
    for at, entry in enumerate(node.entries):
        key = by_name.get(entry.key)
        for where, spoiled in _within(entry.node, key) if key else ():
            entries = (*node.entries[:at], replace(entry, node=spoiled), *node.entries[at + 1 :])
            yield f"{entry.key}{where}", Fields(entries, node.place)


def _within(node: Node, key: Key) -> Iterator[tuple[str, Node]]:
    form = key.form
    if isinstance(node, Scalar):
        if form.pattern and form.sort != "list":
            yield "", replace(node, text=UNREADABLE)
    elif isinstance(node, Items) and form.part:
        for at, item in enumerate(node.items):
            for where, spoiled in _spoiled(item, keys_of(form.part)) if isinstance(item, Fields) else ():
                items = (*node.items[:at], spoiled, *node.items[at + 1 :])
                yield f"{at + 1}.{where}", replace(node, items=items)
    elif isinstance(node, Fields) and form.part:
        for where, spoiled in _spoiled(node, keys_of(form.part)):
            yield f".{where}", spoiled


def _document(name: str) -> Document:
    return document_of(GIVEN[name], name, f"{VILLAGE}/{load_parts().kinds[name].folders[0]}/1.md")


def _told(document: Document, fields: Fields, name: str) -> set[str]:
    kind, changed = load_parts().kinds[name], replace(document, fields=fields)
    reading = read_record(changed, kind, VillageFiles(VILLAGE, {}, {}, {}))
    around = around_of((reading.checked,) if reading.checked else ())
    return {
        one.fault.code
        for one in problems_of(reading, around)
        if one.fault.severity != "info" and one.fault.code != "reference-unknown"
    }


@pytest.mark.parametrize("name", GIVEN)
def test_of_what_cannot_be_read_only_its_own_fault_is_told(name: str) -> None:
    document = _document(name)
    assert _told(document, document.fields, name) == set()
    tried = dict(_spoiled(document.fields, keys_of(load_parts().kinds[name].fields)))
    assert len(tried) > 5
    found = {where: _told(document, fields, name) for where, fields in tried.items()}
    assert {where: codes for where, codes in found.items() if codes != {"value-wrong"}} == {}


@pytest.mark.parametrize("name", GIVEN)
def test_of_what_is_missing_only_that_is_told(name: str) -> None:
    document, kind = _document(name), load_parts().kinds[name]
    asked = [key for key in keys_of(kind.fields) if key.required or key.name in kind.required]
    needed, entries = {one for key in asked for one in key.names}, document.fields.entries
    found = {
        entry.key: _told(document, Fields(entries[:at] + entries[at + 1 :]), name)
        for at, entry in enumerate(entries)
        if entry.key in needed
    }
    assert found
    assert {key: codes for key, codes in found.items() if codes != {"field-missing"}} == {}
