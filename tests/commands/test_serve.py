"""A preview lives through what people do to files while it runs; each step is taken by hand."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sunboard.building import gates
from sunboard.building.jobs import BuildRequest, Options
from sunboard.building.run import Workers
from sunboard.building.villages import rebuild
from sunboard.building.warm import Warmth
from sunboard.channels.web import planning
from sunboard.commands.build import build
from sunboard.commands.serve import PAUSE, Serving
from sunboard.model.plain import maps_of
from sunboard.parts import load_parts
from sunboard.program import program_digest
from sunboard.serving.changes import Changes
from sunboard.serving.events import Events
from tests.helpers.one_village import matter, one_village
from tests.helpers.site import SiteTest

pytestmark = pytest.mark.once

DAY = date(2026, 1, 12)
LAMP = "qingshi/liuwan/matters/灯.md"
BOARD = "名称: 柳湾村\n行政区划代码: 629901001001\n公开栏: [{名称: main, 尺寸: 900x600mm}]\n"


class Desk:
    """A clerk at a preview: what is written is noted as the watcher does."""

    def __init__(self, home: Path) -> None:
        self.site = one_village(home, DAY.isoformat())
        self.site.write("qingshi/liuwan/village.yaml", BOARD)
        self.site.write("qingshi/liuwan/matters/a.md", matter("修路协商结果公开"))
        assert self.site.run("build").code == 0
        self.output = home / "preview"
        self.serving = Serving(
            request=BuildRequest(
                content=self.site.content,
                output=self.output,
                today=None,
                now=DAY,
                options=Options(frozen=True, preview=True),
                program=program_digest(),
            ),
            parts=load_parts(),
            language="zh",
            changes=Changes(),
            events=Events(),
            today=lambda: DAY,
            pool=lambda: nullcontext(Workers.none),
        )
        assert self.serving.step(0) is None

    def save(self, path: str, text: str) -> tuple[str, ...]:
        """Save a file, take the first step, and return the outputs that changed."""
        before = self.serving.events.version
        self.serving.changes.note(str(self.site.write(path, text)))
        assert self.serving.step(0) == PAUSE
        told = self.serving.events.after(before, 0)
        assert told
        assert told[1] is not None
        return told[1]

    def settle(self) -> None:
        assert self.serving.step(0) is None

    def page(self, title: str) -> str:
        """Return the page with a title; empty where there is none."""
        pages = (path.read_text("utf-8") for path in self.output.glob("site/liuwan/*/index.html"))
        return next((page for page in pages if f"<title>{title}" in page), "")

    @property
    def problems(self) -> list[str]:
        found = maps_of(self.serving.events.news.told("liuwan", (), {}), "problems")
        return [f"{one['where']} {one['message']}" for one in found if one["severity"] == "error"]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for below in ("site", "print", "report", "manifest")
        for path in sorted((folder / below).rglob("*"))
        if path.is_file()
    }


def register(site: SiteTest) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in site.content.glob("qingshi/liuwan/register/*")}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def test_what_is_saved_is_shown_and_nothing_is_issued(desk: Desk) -> None:
    issued = register(desk.site)
    changed = desk.save("qingshi/liuwan/matters/a.md", matter("修路协商结果公开", "改过的正文。"))
    assert "site/liuwan/2026-0002/index.html" in changed or "site/liuwan/2026-0001/index.html" in changed
    page = desk.page("修路协商结果公开")
    assert "改过的正文。" in page
    assert "第2版" in page  # the edition that a build would issue
    desk.save(LAMP, matter("路灯维修公示"))
    page = desk.page("路灯维修公示")
    assert "待编号" in page
    assert "https://yunxi.example.com/liuwan/待编号" not in page  # nobody may scan what does not exist
    assert register(desk.site) == issued

    desk.settle()
    assert tree(desk.output) == tree(clean(desk, "again"))


def clean(desk: Desk, name: str) -> Path:
    """Build the same preview from nothing, and return where."""
    output = desk.output.with_name(name)
    build(replace(desk.serving.request, output=output), desk.serving.parts)
    return output


def test_a_village_whose_page_was_opened_too_soon_is_got_ready_once_the_places_are_read(desk: Desk) -> None:
    serving = desk.serving
    serving.opened, serving.warm = None, Warmth()
    serving.look("liuwan")
    assert not serving.changes.waiting
    desk.settle()
    assert serving.step(0) == PAUSE
    assert "qingshi/liuwan" in serving.warm
    desk.settle()


@pytest.mark.parametrize("only", ["web", "print"])
def test_a_preview_of_some_channels_makes_no_other(desk: Desk, only: str, tmp_path: Path) -> None:
    options = Options(only=frozenset({only}), frozen=True, preview=True)
    request = replace(desk.serving.request, output=tmp_path, options=options)
    serving = replace(desk.serving, request=request, events=Events(), opened=None, warm=Warmth())
    assert serving.first.options.only == {only}
    assert serving.step(0) is None
    made = {"web": tmp_path / "site" / "liuwan", "print": tmp_path / "print"}
    assert [name for name, folder in made.items() if folder.exists()] == [only]


def test_whoever_is_in_a_hurry_leaves_the_manifest_to_the_build_that_follows(desk: Desk) -> None:
    opened = desk.serving.opened
    assert opened
    for hasty in (True, False):
        (outcome,) = rebuild(replace(opened, memory=replace(opened.memory, hasty=hasty)), ["qingshi/liuwan"])
        assert (outcome.manifest is None) == hasty


def test_a_save_plans_and_digests_only_the_record_that_it_changes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    for module, name, of in ((planning, "_record", 1), (gates, "digest_of", 0)):
        made = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda *given, made=made, of=of: asked.append(given[of]) or made(*given)
        )
    desk.save(LAMP, matter("路灯维修公示"))
    asked.clear()
    desk.save("qingshi/liuwan/matters/a.md", matter("修路协商结果公开", "又改过的正文。"))
    assert [getattr(one, "fields", one).title for one in asked] == ["修路协商结果公开"] * 2
    assert "又改过的正文。" in desk.page("修路协商结果公开")
    desk.settle()
    assert tree(desk.output) == tree(clean(desk, "planned"))


def test_a_page_with_an_error_shows_its_last_edition_and_the_place_of_the_error(desk: Desk) -> None:
    wrong = matter("修路协商结果公开", "有错的正文。").replace("2026-01-10", "一月十日左右")
    desk.save("qingshi/liuwan/matters/a.md", wrong)
    assert "有错的正文。" not in desk.page("修路协商结果公开")
    assert any(problem.startswith("第6行") for problem in desk.problems), desk.problems
    desk.save("qingshi/liuwan/matters/a.md", matter("修路协商结果公开", "改好的正文。"))
    assert desk.problems == []
    assert "改好的正文。" in desk.page("修路协商结果公开")


def test_settings_that_nobody_can_read_leave_the_pages_and_say_what_is_wrong(desk: Desk) -> None:
    settings = (desk.site.content / "site.yaml").read_text("utf-8")
    desk.serving.changes.note(str(desk.site.write("site.yaml", "网址: [\n")))
    assert desk.serving.step(0) == 0
    assert desk.serving.step(0) is None
    assert desk.serving.events.news.stopped
    assert desk.problems
    assert desk.page("修路协商结果公开")
    desk.serving.changes.note(str(desk.site.write("site.yaml", settings)))
    desk.serving.step(0)
    desk.settle()
    assert desk.serving.events.news.stopped == ""
    assert desk.problems == []


def test_a_file_that_another_program_holds_is_told_and_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as held:
        refused = PermissionError(13, "另一个程序正在使用", "收支.xlsx")
        held.setattr("sunboard.building.villages.read_village", lambda *given: (_ for _ in ()).throw(refused))
        desk.serving.changes.note(str(desk.site.write(LAMP, matter("路灯维修公示", "新的正文。"))))
        assert desk.serving.step(0) == 0
        assert "收支.xlsx" in desk.serving.events.news.stopped
        again = desk.serving.step(0)
        assert again is not None
        assert again > 0
    desk.settle()
    assert desk.serving.events.news.stopped == ""
    assert "新的正文。" in desk.page("路灯维修公示")


def test_a_build_gives_way_to_a_save_and_goes_on_afterwards(desk: Desk) -> None:
    desk.save(LAMP, matter("路灯维修公示", "第三次。"))
    held = desk.serving.parts
    late = str(desk.site.write(LAMP, matter("路灯维修公示", "第四次。")))

    paper = held.channels["print"]

    def planned(*given: Any) -> Any:
        desk.serving.changes.note(late)
        return paper.plan_village(*given)

    desk.serving.parts = replace(
        held, channels={**held.channels, paper.name: replace(paper, plan_village=planned)}
    )
    assert desk.serving.step(0) is not None  # it gave way, or will be taken up again
    desk.serving.parts = held
    desk.serving.step(0)
    assert "第四次。" in desk.page("路灯维修公示")
    desk.settle()
    assert tree(desk.output) == tree(clean(desk, "last"))
