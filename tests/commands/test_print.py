"""A paper is drawn at once, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.one_village import matter, one_village
from tests.helpers.site import SiteTest

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    site = one_village(tmp_path_factory.mktemp("print"), "2026-03-12")
    down = matter("修路协商结果公开", more="张贴截止: 2026-02-10")
    site.write("qingshi/liuwan/matters/a.md", down)
    ran = site.run("build", "--only", "web,print")
    assert ran.code == 0, ran.said
    return site


def papers(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf"))


def test_the_paper_of_a_number_is_drawn_though_it_hangs_no_more(built: SiteTest) -> None:
    number = next(
        one["number"] for one in built.manifest("liuwan")["records"] if one["title"] == "修路协商结果公开"
    )
    sheet = f"print/柳湾村-liuwan/sheets/{number}.pdf"
    assert sheet not in papers(built.output)
    at = SiteTest(built.content, built.output.with_name("paper"))
    before = sorted(path.name for path in built.content.rglob("*.json"))
    ran = at.run("print", f"liuwan/{number}")
    assert ran.code == 0, ran.said
    assert ran.out.strip().endswith(sheet)
    assert papers(at.output) == [sheet]
    assert sorted(path.name for path in built.content.rglob("*.json")) == before

    ran = at.run("print", "柳湾村")
    assert ran.code == 0, ran.said
    assert papers(at.output) == papers(built.output)  # what hangs, and no more what was drawn before

    content = at.content.with_name("held")
    shutil.copytree(at.content, content)
    held = SiteTest(content, at.output)
    held.edit("qingshi/liuwan/matters/a.md", "事项日期: 2026-01-05", "事项日期: 一月初")
    assert "打出来的是上一版" in held.run("print", "柳湾村", number).out


def test_a_number_that_nobody_issued_is_told(built: SiteTest) -> None:
    ran = built.run("print", "2031-0009")
    assert ran.code == 2
    assert "2031-0009" in ran.out


def test_a_village_that_nobody_has_is_told_with_those_that_are_there(built: SiteTest) -> None:
    for command in ("print", "posted"):
        ran = built.run(command, "柳弯村")
        assert ran.code == 2
        assert "青石镇/柳湾村" in ran.out
