"""The pipeline knows no kind and no channel: a real build where all of them have other names."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sunboard import issuing, viewing
from sunboard.building.jobs import BuildRequest, Options
from sunboard.building.run import Workers
from sunboard.commands.build import build
from sunboard.contracts import Artifact, Channel, Kind, Parts, Task
from sunboard.fields.declarations import keys_of
from sunboard.fields.disclosure import Disclosure
from sunboard.parts import load_parts
from sunboard.reporting.report import Report
from tests.helpers.one_village import matter, one_village
from tests.helpers.site import SiteTest

DAY = date(2026, 1, 12)
BOARD = "名称: 柳湾村\n行政区划代码: 629901001001\n公开栏: [{名称: main, 尺寸: 900x600mm}]\n"
OVERRIDE = "---\n覆盖: A01\n电话: 0900-8880002\n---\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = one_village(tmp_path, DAY.isoformat())
    site.write("qingshi/liuwan/village.yaml", BOARD)
    site.write("qingshi/liuwan/matters/a.md", matter("修路协商结果公开"))
    site.write("qingshi/liuwan/powers/A01.md", OVERRIDE)
    return site


def renamed_kind(kind: Kind) -> Kind:
    return replace(kind, name=f"other-{kind.name}")


def renamed_channel(channel: Channel) -> Channel:
    def renamed(plan: Iterable[Task | Artifact]) -> Iterator[Task | Artifact]:
        for item in plan:
            yield replace(item, section=f"other-{item.section}") if item.section else item

    return replace(
        channel,
        name=f"other-{channel.name}",
        plan_village=lambda village, theme: renamed(channel.plan_village(village, theme)),
        plan_site=lambda site, theme: renamed(channel.plan_site(site, theme)),
        sections=tuple(f"other-{name}" for name in channel.sections),
        site_sections=tuple(f"other-{name}" for name in channel.site_sections),
    )


def renamed_parts() -> Parts:
    parts = load_parts()
    kinds = [renamed_kind(kind) for kind in parts.kinds.values()]
    channels = [renamed_channel(channel) for channel in parts.channels.values()]
    return Parts(
        kinds={kind.name: kind for kind in kinds},
        checks=parts.checks,
        channels={channel.name: channel for channel in channels},
    )


def made(site: SiteTest, output: Path, parts: Parts, **asked: Any) -> Report:
    return build(BuildRequest(content=site.content, output=output, today=None, now=DAY, **asked), parts)


def test_a_build_is_the_same_under_other_names(site: SiteTest, tmp_path: Path) -> None:
    plain = SiteTest.of(site.content, tmp_path / "plain")
    first = made(plain, plain.output, load_parts())
    other = made(site, site.output, renamed_parts())
    assert [problem.fault for problem in other.problems] == [problem.fault for problem in first.problems]
    assert other.records == first.records == 2
    assert other.open_first == str(site.output / "site/index.html")
    assert other.made
    assert first.made
    assert {name.removeprefix("other-"): count for name, count in other.made.items()} == first.made
    here, there = site.tree(), plain.tree()
    assert here.keys() == there.keys()
    assert {path for path in here if path.endswith(".pdf")}
    differing = {path for path in here if here[path] != there[path]}
    assert all(path.startswith("manifest/") or path.endswith("record.json") for path in differing), differing
    manifest, known = site.manifest("liuwan"), plain.manifest("liuwan")
    assert [name.removeprefix("other-") for name in manifest] == list(known)
    channels = {item["channel"] for item in manifest["outputs"]}
    assert (
        channels == {f"other-{item['channel']}" for item in known["outputs"]} >= {"other-web", "other-print"}
    )
    records = [{**record, "kind": record["kind"].removeprefix("other-")} for record in manifest["records"]]
    assert records == known["records"]
    assert sorted(record["source"] for record in records) == ["powers/A01.md", "qingshi/liuwan/matters/a.md"]


@pytest.mark.parametrize("room", [issuing, viewing], ids=lambda room: str(room.__name__))
def test_no_field_is_read_that_only_some_kind_has(room: ModuleType) -> None:
    common = {key.en for key in keys_of(Disclosure)}
    own = {key.en for kind in load_parts().kinds.values() for key in keys_of(kind.fields)} - common
    assert {"account_set", "class", "subject", "cancelled"} < own
    own -= {"name", "area", "code", "size"}  # settings of villages and attachments have these too
    (folder,) = room.__path__
    named = {
        f"{path.name}: {node.value}"
        for path in Path(folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in own
    }
    assert named == set()


def test_a_channel_that_is_not_built_keeps_what_it_made(site: SiteTest) -> None:
    made(site, site.output, renamed_parts())
    before = site.manifest("liuwan")
    made(site, site.output, renamed_parts(), options=Options(only=frozenset(("other-print",))))
    assert site.manifest("liuwan") == before


def test_parts_go_to_another_process_as_the_name_of_their_finder() -> None:
    found, arguments = load_parts().__reduce__()
    assert found(*arguments).kinds == load_parts().kinds
    with pytest.raises(TypeError):
        renamed_parts().__reduce__()


def test_any_executor_will_do(site: SiteTest, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as executor:
        request = BuildRequest(content=site.content, output=site.output, today=None, now=DAY)
        assert build(request, renamed_parts(), lambda villages: Workers(executor)).records == 2
