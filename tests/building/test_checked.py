"""`sunboard check --village`: which villages it looks at, and what the last build knew of the others."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from sunboard.building import run
from sunboard.building.jobs import VillageJob, VillageResult
from sunboard.building.village import build_village
from sunboard.contracts import Parts
from sunboard.faults import fault
from tests.faults.examples import content_folder
from tests.helpers.site import SiteTest

ALIKE, ABROAD = "accounts-as-elsewhere", "reference-abroad-unknown"
NEIGHBOURS = {"青石镇/河西村", "青石镇/柳湾村"}


@pytest.fixture
def county(tmp_path: Path) -> SiteTest:
    """Return two neighbours with equal accounts, of which one speaks of one of two villages elsewhere."""
    one = content_folder(fault(ALIKE).page.wrong, tmp_path)
    one.write("东河镇/township.yaml", "名称: 东河镇\n")
    for code, name in enumerate(("far", "farther"), 1):
        settings = f"名称: {name}村\n短名: {name}\n行政区划代码: 62990210230{code}\n"
        one.write(f"东河镇/{name}/village.yaml", settings)
    one.edit("青石镇/河西村/财务/一季度.md", "标题: ", "相关事项: far/2026-0009\n标题: ")
    return one


def looked_at(site: SiteTest, *words: str) -> tuple[set[str], set[tuple[str, str]]]:
    """Return the folders of the villages that a check works through, and what it tells of several of them."""
    folders = set()

    def noted(job: VillageJob, parts: Parts) -> VillageResult:
        folders.add(job.files.folder)
        return build_village(job, parts)

    with mock.patch.object(run, "build_village", noted):
        problems = site.run_inside("check", "--json", "--today", "2026-04-10", *words).json()["problems"]
    return folders, {(one["code"], one["village"]) for one in problems if one["code"] in (ALIKE, ABROAD)}


def test_only_the_village_its_neighbours_and_whom_it_speaks_of_are_looked_at(county: SiteTest) -> None:
    told = {(ALIKE, "hexi"), (ABROAD, "hexi")}
    assert looked_at(county, "--village", "hexi") == (NEIGHBOURS | {"东河镇/far"}, told)
    assert looked_at(county, "--village", "liuwan") == (NEIGHBOURS, {(ALIKE, "liuwan")})
    assert looked_at(county)[0] == NEIGHBOURS | {"东河镇/far", "东河镇/farther"}


def test_the_others_are_as_the_last_build_knew_them_until_they_change(county: SiteTest) -> None:
    told = looked_at(county, "--village", "hexi")[1]
    county.run_inside("build", "--today", "2026-04-10")
    assert looked_at(county, "--village", "hexi") == ({"青石镇/河西村"}, told)
    county.edit("青石镇/柳湾村/财务/一季度.md", "标题: ", "状态: 草稿\n标题: ")
    assert looked_at(county, "--village", "hexi") == (NEIGHBOURS, {(ABROAD, "hexi")})
