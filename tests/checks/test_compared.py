"""What is told of people who stand only in one of two lists: how many, and the first few masked."""

from __future__ import annotations

import pytest

from tests.checks.village_scene import Scene, Snippet, problems_of, stage

NAMES = ("赵明远", "吴桂兰", "何秋生", "孙小满", "欧阳小燕", "陈大海")
FILE = "民政名册.csv"


def _told(listed: tuple[str, ...], named: tuple[str, ...]) -> dict[str, str]:
    rows = "".join(f"\n  - {{姓名: {name}, 人数: 1, 金额: 10.00}}" for name in named)
    count = len(named)
    totals = f"合计: {{户数: {count}, 人数: {count}, 金额: {count * 10}.00}}"
    snippets = (
        Snippet({"private": FILE}, "\n".join(("姓名", *listed)), frozenset()),
        Snippet({"kind": "subsidy"}, f"{totals}\n比对底稿: {FILE}\n名单:{rows}", frozenset()),
    )
    scene = stage(Scene("lists", snippets))
    problems = (one for reading in scene.readings for one in problems_of(reading, scene.around))
    return {one.fault.code: one.message("zh") for one in problems}


@pytest.mark.parametrize("count", [1, 5])
def test_people_are_told_at_once_and_masked(count: int) -> None:
    own, others = ("周立春",), NAMES[:count]
    for code, listed, named in (
        ("recipient-left-out", own + others, own),
        ("recipient-unlisted", own, own + others),
    ):
        found = _told(listed, named)
        assert list(found) == [code]
        assert f"{count}人" in found[code]
        assert found[code].count("*") == count
        assert not any(name in found[code] for name in NAMES)
        assert "等" not in found[code]


def test_of_many_the_first_are_told() -> None:
    found = _told(("周立春", *NAMES), ("周立春",))["recipient-left-out"]
    assert "6人" in found
    assert "欧阳*燕等" in found
    assert "海" not in found


def test_nobody_is_told_where_both_lists_have_the_same_people() -> None:
    assert _told((*NAMES, NAMES[0]), NAMES) == {}
