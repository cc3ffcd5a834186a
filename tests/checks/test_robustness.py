"""No check raises, whatever could be read: whole records with some values changed for unlikely ones."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunboard.model.node import Entry, Fields, Items, Node, Scalar, scalars
from sunboard.parts import load_parts
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from tests.checks.village_scene import (
    CASES,
    VILLAGE,
    Scene,
    Snippet,
    around_of,
    document_of,
    problems_of,
    scenes,
    stage,
)

ODD = """0 1 2a 是 否 - 9999-12-31 0001-01-01 2026-03-10 9998 2026-Q1 草稿 工作日 B B>C X>Y 成员代表大会 户
高 A07 1.md 2026-0001 x/2026-0001 13900139000 -0.01 99999999999999.99 400 401"""
UNLIKELY = st.one_of(st.sampled_from(["", *ODD.split()]), st.text(max_size=8))
MORE = """公示开始: 2026-03-10
公示截止: 2026-03-17
公示天数: 7
天数类型: 工作日
张贴日期: 2026-03-10
撤下日期: 2026-04-10
事项日期: 2026-03-01
相关事项: A07
"""
DECIDED = next(
    snippet.text
    for scene in scenes(CASES / "checks" / "decision-quorum.md")
    for snippet in scene.snippets
    if "审议" in snippet.text
)
KINDS = ("matter", "finance", "power")


def changed(node: Node, changes: dict[int, str], at: list[int]) -> Node:
    if isinstance(node, Scalar):
        at[0] += 1
        return replace(node, text=changes.get(at[0], node.text))
    if isinstance(node, Items):
        return Items(tuple(changed(item, changes, at) for item in node.items), node.place)
    return Fields(
        tuple(Entry(entry.key, changed(entry.node, changes, at), entry.place) for entry in node.entries),
        node.place,
    )


WHOLE = {
    kind: document_of(MORE + (DECIDED if kind == "matter" else ""), kind, f"{VILLAGE}/{kind}/1.md")
    for kind in KINDS
}
CHANGES = {
    kind: st.dictionaries(st.integers(1, len(list(scalars(WHOLE[kind].fields)))), UNLIKELY, max_size=4)
    for kind in KINDS
}


@given(
    st.lists(
        st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), CHANGES[kind])),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_check_raises(drawn: list[tuple[str, dict[int, str]]]) -> None:
    readings = []
    for count, (kind, changes) in enumerate(drawn):
        fields = changed(WHOLE[kind].fields, changes, [0])
        assert isinstance(fields, Fields)
        document = replace(WHOLE[kind], fields=fields, path=f"{VILLAGE}/{kind}/{count}.md")
        readings.append(
            read_record(document, load_parts().kinds[kind], VillageFiles("qingshi/liuwan", {}, {}, {}))
        )
    around = around_of(tuple(reading.record for reading in readings if reading.record))
    for reading in readings:
        for problem in problems_of(reading, around) if reading.record else ():
            assert problem.message("zh")
            assert problem.message("en")


def test_more_digits_than_python_reads_are_no_number_of_days() -> None:
    said = f"公示开始: 2026-04-07\n公示截止: 2026-04-14\n---\n公示{'9' * 5000}天。\n"
    found = stage(Scene("", (Snippet({"kind": "matter"}, said, frozenset()),))).found()
    assert not any("notice-told-otherwise" in told for _, _, told in found)
