"""What is current is not made again, and what is made is what a build from nothing makes."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sunboard.building import rendering, run
from sunboard.building.jobs import VillageJob, VillageResult
from sunboard.building.village import build_village
from sunboard.contracts import Channel, Parts, Task
from sunboard.model.plain import in_order
from sunboard.publishing.outputs import load_outputs
from tests.helpers.one_village import matter, one_village
from tests.helpers.site import Ran, SiteTest, differences

pytestmark = pytest.mark.once

DAY = "2026-01-12"
HETAN = "名称: 河滩村\n行政区划代码: 629901001002\n"
LIUWAN_A = "qingshi/liuwan/matters/a.md"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """Two villages, built twice: one record's notice ends, one record refers to another, one is wrong."""
    site = one_village(tmp_path_factory.mktemp("made"), DAY)
    site.write("qingshi/hetan/village.yaml", HETAN)
    site.write(LIUWAN_A, matter("修路协商结果公开", more="公示开始: 2026-01-10\n公示截止: 2026-01-20"))
    site.write("qingshi/liuwan/matters/b.md", matter("修桥协商结果公开", more="相关: 2026-0001"))
    site.write(
        "qingshi/hetan/matters/a.md",
        matter("打井协商结果公开").replace("公开日期: 2026-01-10\n", "公开日期: 某日\n"),
    )
    for _ in range(3):  # a reference to a number that was not issued yet; then times that may hide an edit
        built(site)
    return site


@pytest.fixture
def site(made: SiteTest, tmp_path: Path) -> SiteTest:
    site = made.copied(tmp_path / "copy")
    built(site)  # copies bear other stamps
    return site


def built(site: SiteTest, *words: str) -> Ran:
    ran = site.run_inside("build", "--only", "web", "--jobs", "1", *words)
    assert ran.code in (0, 1), ran.said
    return ran


@pytest.fixture
def villages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the slugs of the villages that are built from now on."""
    slugs: list[str] = []

    def noted(job: VillageJob, parts: Parts) -> VillageResult:
        slugs.append(job.slug)
        return build_village(job, parts)

    monkeypatch.setattr(run, "build_village", noted)
    return slugs


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the outputs that are rendered from now on."""
    outputs: list[str] = []
    render = rendering._rendered

    def noted(channel: Channel, task: Task, *given: Any) -> Any:
        outputs.append(task.output)
        return render(channel, task, *given)

    monkeypatch.setattr(rendering, "_rendered", noted)
    return outputs


def why(said: str) -> dict[str, str]:
    """Return why each output was written."""
    return dict(re.findall(r"^  ((?:site|report)/\S+)：(.*)$", said, re.MULTILINE))


def equals_a_build_from_nothing(site: SiteTest, home: Path, *words: str) -> None:
    """Compare what stands, and what the build says, with a build into an empty folder."""
    said = json.loads(built(site, "--json", *words).out)
    clean = SiteTest(site.content, home)
    assert json.loads(built(clean, "--json", *words).out) == said
    assert differences(site.tree(), clean.tree()) == []


def test_nothing_changed_builds_no_village_and_says_the_same(site: SiteTest, villages: list[str]) -> None:
    first, before = built(site, "--json"), site.stamps()
    assert villages == []
    assert built(site, "--json").out == first.out
    assert site.stamps() == before
    assert json.loads(first.out)["counts"]["errors"] == 1


def test_force_builds_all(site: SiteTest, villages: list[str]) -> None:
    built(site, "--force")
    assert sorted(villages) == ["hetan", "liuwan"]


def _rename(site: SiteTest) -> None:
    (site.content / LIUWAN_A).rename(site.content / "qingshi/liuwan/matters/c.md")


def _same_size_and_time(site: SiteTest) -> None:
    path = site.content / LIUWAN_A
    stat = path.stat()
    path.write_text(path.read_text("utf-8").replace("修路", "铺路"), "utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


EDITS: dict[str, tuple[Callable[[SiteTest], object], set[str]]] = {
    "a record": (lambda site: site.edit(LIUWAN_A, "修路", "铺路"), {"liuwan"}),
    "a record of the same size and time": (_same_size_and_time, {"liuwan"}),
    "a new record": (
        lambda site: site.write("qingshi/hetan/matters/b.md", matter("架桥协商结果公开")),
        {"hetan"},
    ),
    "a village's settings": (
        lambda site: site.edit("qingshi/hetan/village.yaml", "河滩村", "沙滩村"),
        {"hetan"},
    ),
    "an inherited item": (lambda site: site.edit("powers/A01.md", "编制与修改", "编制"), {"hetan", "liuwan"}),
    "the county": (lambda site: site.edit("site.yaml", "云溪县", "云溪市"), {"hetan", "liuwan"}),
    "the township": (lambda site: site.edit("qingshi/township.yaml", "青石", "白石"), {"hetan", "liuwan"}),
    "a theme": (
        lambda site: [
            site.write("themes/own/theme.yaml", "extends: default\n"),
            site.write("themes/own/web/assets/site.js", "// nothing\n"),
            site.edit("site.yaml", "标题:", "主题: own\n标题:"),
        ],
        {"hetan", "liuwan"},
    ),
    "nothing but times": (lambda site: os.utime(site.content / LIUWAN_A), set()),
    "an output gone": (lambda site: (site.pages / "hetan/index.html").unlink(), {"hetan"}),
    "an output altered": (lambda site: (site.pages / "liuwan/index.html").write_text("x"), {"liuwan"}),
    "a manifest gone": (lambda site: (site.output / "manifest/liuwan.json").unlink(), {"liuwan"}),
    "a page above gone": (lambda site: (site.pages / "qingshi/index.html").unlink(), set()),
    "another name of a file": (_rename, {"liuwan"}),
    "a record gone": (
        lambda site: (site.content / "qingshi/liuwan/matters/b.md").unlink(),
        {"liuwan"},
    ),
    "all that was kept gone": (
        lambda site: shutil.rmtree(site.output / "cache"),
        {"hetan", "liuwan"},
    ),
    "what was kept damaged": (
        lambda site: [path.write_bytes(b"\xff{") for path in (site.output / "cache").iterdir()],
        {"hetan", "liuwan"},
    ),
}


def test_an_edit_builds_what_it_touches(site: SiteTest, villages: list[str], tmp_path: Path) -> None:
    """One after another, so that each begins where the one before ended."""
    for name, (change, touched) in EDITS.items():
        villages.clear()
        change(site)
        built(site)
        assert set(villages) == touched, name
    equals_a_build_from_nothing(site, tmp_path / "clean")


def test_an_edit_renders_only_what_shows_it_and_says_why(site: SiteTest, rendered: list[str]) -> None:
    site.edit(LIUWAN_A, "正文。", "换了的正文。")
    assert set(why(built(site, "--explain").out).values()) == {"内容变了"}
    newest = ["site/index.html", "site/qingshi/index.html"]  # tell of the day of the new edition
    assert sorted(rendered) == sorted(["site/liuwan/2026-0001/index.html", *newest])
    rendered.clear()
    (site.pages / "liuwan/about/index.html").unlink()
    (site.pages / "liuwan/feed.xml").write_text("x")
    assert why(built(site, "--explain").out) == {
        "site/liuwan/about/index.html": "文件不见了",
        "site/liuwan/feed.xml": "被人改过，改回来了",
    }
    assert sorted(rendered) == ["site/liuwan/about/index.html", "site/liuwan/feed.xml"]
    said = why(built(site, "--explain", "--today", "2026-01-21").out)
    assert said["site/liuwan/2026-0001/index.html"] == "日期到了"
    site.write("themes/own/theme.yaml", "extends: default\n")
    site.write("themes/own/web/feed.xml", "<feed/>")
    site.edit("site.yaml", "标题:", "主题: own\n标题:")
    said = why(built(site, "--explain", "--today", "2026-01-21").out)
    assert said["site/liuwan/feed.xml"] == "主题变了"


def test_what_was_edited_and_edited_back_is_as_it_was(site: SiteTest, tmp_path: Path) -> None:
    whole = site.tree()
    site.edit("qingshi/hetan/village.yaml", "河滩村", "沙滩村")
    built(site)
    site.edit("qingshi/hetan/village.yaml", "沙滩村", "河滩村")
    built(site)
    assert differences(whole, site.tree()) == []


def test_the_day_builds_only_villages_for_which_it_changes_something(
    site: SiteTest, villages: list[str], tmp_path: Path
) -> None:
    built(site, "--today", "2026-01-13")
    assert villages == []
    assert site.manifest("hetan")["built"] == "2026-01-13"
    built(site, "--today", "2026-01-21")  # the notice is over
    assert villages == ["liuwan"]
    equals_a_build_from_nothing(site, tmp_path / "later", "--today", "2026-01-21")
    equals_a_build_from_nothing(site, tmp_path / "before", "--today", "2026-01-11")


def test_a_village_that_is_not_asked_for_keeps_what_the_pages_above_say_of_it(
    site: SiteTest, villages: list[str]
) -> None:
    whole = site.tree()
    built(site, "--village", "hetan")
    assert villages == []
    assert differences(whole, site.tree()) == []


def test_a_build_that_is_killed_leaves_nothing_that_is_taken_for_current(
    site: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after its outputs and before its manifests; then the edit is taken back."""
    site.edit("qingshi/hetan/village.yaml", "河滩村", "沙滩村")
    killed(site, monkeypatch)
    site.edit("qingshi/hetan/village.yaml", "沙滩村", "河滩村")
    equals_a_build_from_nothing(site, tmp_path / "clean")
    for home in ("clean after others", "clean after none"):
        new_villages(site, "shankou")
        killed(site, monkeypatch)
        assert (load_outputs(site.output) is None) == (home == "clean after none")  # what may be published
        shutil.rmtree(site.content / "baishi")
        equals_a_build_from_nothing(site, tmp_path / home)
        shutil.rmtree(site.output)


def test_villages_that_were_done_before_a_build_was_killed_are_not_made_again(
    site: SiteTest, villages: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site.edit("qingshi/hetan/village.yaml", "河滩村", "沙滩村")
    (site.content / "qingshi/liuwan/matters/b.md").write_text(matter("修路二协商结果公开"), "utf-8")
    killed(site, monkeypatch)
    assert sorted(villages) == ["hetan", "liuwan"]
    villages.clear()
    built(site, "--frozen")
    assert villages == []
    equals_a_build_from_nothing(site, tmp_path / "clean", "--frozen")


def killed(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sunboard.commands.build.finish", lambda *given, **named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            site.run_inside("build", "--only", "web", "--jobs", "1", "--frozen")


def new_villages(site: SiteTest, *slugs: str) -> None:
    """Write villages of a township that was not there, each with a record that no number was issued for."""
    site.write("baishi/township.yaml", "名称: 白石镇\n")
    for at, slug in enumerate(slugs, 1):
        site.write(f"baishi/{slug}/village.yaml", f"名称: 山{at}村\n行政区划代码: 62990100200{at}\n")
        site.write(f"baishi/{slug}/matters/a.md", matter("修路"))


def test_a_village_that_is_gone_leaves_nothing_unless_it_issued_a_number(site: SiteTest) -> None:
    new_villages(site, "shankou", "shanwai")
    built(site, "--frozen")
    assert (site.pages / "shanwai" / "index.html").is_file()
    shutil.rmtree(site.content / "baishi" / "shanwai")
    built(site)  # the other issues
    assert [path for path in site.output.rglob("*") if "shanwai" in path.name] == []
    township, stays = site.content / "baishi", site.pages / "baishi" / "index.html"
    township.rename(site.content.parent / "aside")
    for _ in range(2):
        built(site)
        assert (site.pages / "shankou" / "index.html").is_file()
        assert stays.is_file(), "pages that stay lead to it"
    (site.content.parent / "aside").rename(township)
    shutil.rmtree(site.content / "baishi" / "shankou")
    new_villages(site, "shanwai")
    built(site)
    assert "shanwai" in stays.read_text("utf-8"), "it is made anew where its township is there again"


def test_what_was_learned_is_the_same_when_it_comes_back() -> None:
    """Manifests name it in one order, whether an output was made or stood."""
    assert list(in_order({"b": 1, "a": {"d": 1, "c": [{"f": 1, "e": 2}]}})) == ["a", "b"]
    assert json.dumps(in_order({"b": {"d": 1, "c": 2}})) == '{"b": {"c": 2, "d": 1}}'
