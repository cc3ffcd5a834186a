"""One village from any files: never a traceback, never a lost record."""

from __future__ import annotations

import json
import string
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.building.jobs import Options, VillageResult
from tests.helpers.village_job import build_files, inputs

VILLAGE = "名称: 柳湾村\n行政区划代码: 629901001001\n公开栏:\n  - {名称: main, 尺寸: 900x600mm}\n".encode()
MATTER = """---
标题: {title}
目录编码: CW06
对应权力事项: A01
公开日期: {day}
经办人: {owner}
监委会审核人: 吴月琴
审核日期: 2026-01-06
批准人: 何广仁
大白话: {summary}
---
{body}
"""
PATH = "qingshi/liuwan/matters/a.md"
ROAD = MATTER.format(
    title="修路协商结果", owner="陈守田", summary="修路。", body="正文", day="2026-01-10"
).encode()
WEB = inputs(date(2026, 2, 1))
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


def build(
    files: dict[str, bytes],
    register: dict[str, bytes] | None = None,
    *,
    only: str = "web",
    render: bool = True,
) -> VillageResult:
    files = {"qingshi/liuwan/village.yaml": VILLAGE, **files}
    site = replace(WEB, options=Options(only=frozenset((only,))))
    return build_files(files, register, site, render=render)


def told(result: VillageResult) -> set[str]:
    """Return every source that is shown, held, or has a problem."""
    manifest = dict(result.manifest or {})
    listed = [*manifest["records"], *manifest["held"]]  # type: ignore[misc]
    return {str(item["source"]) for item in listed if isinstance(item, dict)} | {
        problem.place.path for problem in result.problems
    }


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["matters/a.md", "finances/b.md", "powers/c.md", "matters/t.csv", "事项/d.md"]),
        st.binary(max_size=300),
    )
)
def test_any_bytes_lose_no_record(contents: dict[str, bytes]) -> None:
    files = {f"qingshi/liuwan/{name}": data for name, data in contents.items()}
    result = build(files, render=False)
    assert {path for path in files if path.endswith(".md")} <= told(result)


@settings(max_examples=20, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, st.sampled_from(["2026-01-10", "2027-01-01", "昨天", ""]))
def test_any_values_lose_no_record(title: str, owner: str, summary: str, body: str, day: str) -> None:
    text = MATTER.format(title=title, owner=owner, summary=summary, body=body, day=day)
    assert PATH in told(build({PATH: text.encode()}))


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200), st.text(string.ascii_letters + string.digits + ".-", max_size=20))
def test_any_register_is_a_register_or_a_problem(data: bytes, name: str) -> None:
    files = {PATH: ROAD}
    result = build(files, {name or "x": data}, render=False)
    assert result.problems
    assert not result.editions


def test_equal_jobs_give_equal_bytes() -> None:
    files = {PATH: ROAD}
    assert build(files, only="print").artifacts == build(files, only="print").artifacts


def test_a_community_is_spoken_of_as_one() -> None:
    settings = (
        VILLAGE.replace("柳湾村".encode(), "石桥社区".encode()) + "类型: 社区\n村民小组: 桥东片\n".encode()
    )
    files = {"qingshi/liuwan/village.yaml": settings, PATH: ROAD}
    pages = b"".join(
        artifact.data for artifact in build(files).artifacts if artifact.output.endswith(".html")
    ).decode()
    assert "本社区情况" in pages
    assert "居民小组" in pages
    for village_word in ("村务公开是", "本村情况", "村民小组", "村里的钱", ">村务<"):
        assert village_word not in pages, village_word


def test_a_workbook_that_cannot_be_read_is_told_and_ends_nothing() -> None:
    result = build({"qingshi/liuwan/村.xlsx": b"PK\x03\x04 cut off"})
    assert [problem.fault.code for problem in result.problems if problem.is_error] == ["table-broken"]


def test_a_register_file_of_an_unknown_kind_is_a_conflict_and_ends_nothing() -> None:
    whole = {
        "number": "2026-0001",
        "edition": 1,
        "date": "2026-01-01",
        "kind": "unheard-of",
        "path": "a/b/c.md",
        "digest": "d1:0",
        "village": {"code": "629901101201", "slug": "liuwan"},
        "values": {"title": "x"},
    }
    for change in (
        {},
        {"kind": "matter", "values": {"total": 1.5}},
        {"kind": "matter", "body": "\ud800"},
        {"kind": "matter", "date": "20260101"},
    ):
        result = build({}, {"2026-0001.1.json": json.dumps({**whole, **change}).encode()})
        assert "register-conflict" in [problem.fault.code for problem in result.problems]
