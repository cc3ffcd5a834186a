"""The report files for the township: whole, the same for the same content, and no part of the site."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from tests.helpers.browser import DESK, OVERHANG, OVERLAP, PHONE, UNSEEN, violations, visit
from tests.helpers.one_village import matter, one_village
from tests.helpers.pdfs import read_sheets
from tests.helpers.site import SiteTest
from tests.helpers.tools import VNU, require
from tests.reporting.dirty import dirty_site

FILES = ("report/problems.html", "report/problems.xlsx")


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    site = dirty_site(tmp_path_factory.mktemp("dirty"))
    shutil.rmtree(site.content / "qingshi" / "hewan")
    site.write("qingshi/liuwan/事项/公式.md", "---\n标题: =HYPERLINK(1)\n=1+1: 有\n+2: \x0b无\n---\n")
    site.write("qingshi/donghe/village.yaml", '名称: 东河村\n行政区划代码: "629901101202"\n不认识: 值\n')
    assert site.run_inside("build", "--only", "web").code == 1
    return site


def test_the_table_says_what_json_says(dirty: SiteTest) -> None:
    told = dirty.run_inside("check", "--json").json()["problems"]
    book = load_workbook(dirty.output / FILES[1])
    head, *rows = book.active.iter_rows(values_only=True)
    assert head == ("村", "文件", "位置", "级别", "代码", "写的内容", "问题", "怎么改")
    assert book.active.freeze_panes == "A2"
    assert book.active.auto_filter.ref == f"A1:H{len(rows) + 1}"
    assert len(rows) == len(told)
    assert [row[4].split()[0] for row in rows] == [problem["code"] for problem in told]
    assert {row[0] for row in rows} == {"全县、乡镇共用的", "柳湾村", "东河村"}
    assert not [cell.coordinate for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_page_says_all_of_it(dirty: SiteTest) -> None:
    told = dirty.run_inside("check", "--json").json()["problems"]
    page = (dirty.output / FILES[0]).read_text("utf-8")
    assert page.count('<li class="problem ') == len(told)
    assert '<span class="folder">qingshi/donghe/</span>' in page  # said once, and not before each place
    assert page.count("qingshi/donghe/") == 1
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "<script" not in page


def test_same_content_same_bytes_and_nothing_is_rewritten(dirty: SiteTest, tmp_path: object) -> None:
    before, stamps = (
        [(dirty.output / file).read_bytes() for file in FILES],
        [(dirty.output / file).stat().st_mtime_ns for file in FILES],
    )
    dirty.run_inside("build", "--village", "donghe", "--only", "web")
    assert [(dirty.output / file).stat().st_mtime_ns for file in FILES] == stamps
    for file in FILES:
        (dirty.output / file).unlink()
    dirty.run_inside("build", "--only", "web")
    assert [(dirty.output / file).read_bytes() for file in FILES] == before
    with zipfile.ZipFile(io.BytesIO(before[1])) as book:
        assert {info.date_time for info in book.infolist()} == {(2026, 1, 1, 0, 0, 0)}


def test_the_manifest_names_them_once_and_the_site_has_none(dirty: SiteTest) -> None:
    dirty.run_inside("build", "--only", "screen")
    outputs = json.loads((dirty.output / "manifest" / "site.json").read_text("utf-8"))["outputs"]
    named = [output["path"] for output in outputs if output["channel"] == "report"]
    assert [path for path in named if path in FILES] == list(FILES)
    assert len(named) == len(set(named))
    assert not [path for path in dirty.pages.rglob("*") if "problems" in path.name]
    assert "problems.html" not in "".join(page.read_text("utf-8") for page in dirty.html())


def test_check_writes_none(site: Callable[[str], SiteTest]) -> None:
    one = site("nearly-empty")
    one.run_inside("check")
    assert not one.output.exists()


def test_a_county_without_problems_has_its_report_too(tmp_path: Path) -> None:
    site = one_village(tmp_path, "2026-02-01")
    assert site.run_inside("build", "--only", "web", "--json").json()["problems"] == []
    assert "问题清单" in (site.output / FILES[0]).read_text("utf-8")


def test_where_much_is_to_be_looked_at_it_opens_by_touch_or_when_asked_for(
    dirty: SiteTest, tmp_path: Path, browser: Browser
) -> None:
    tidy = one_village(tmp_path, "2026-02-01")
    tidy.write("qingshi/liuwan/事项/多.md", "---\n标题: 一件事\n不认识: 值\n---\n")
    tidy.run_inside("build", "--only", "web")
    for site, shown in ((tidy, True), (dirty, False)):
        page = (site.output / FILES[0]).as_uri()
        with visit(browser, PHONE, java_script_enabled=False) as (tab, _):
            tab.goto(page)
            warning = tab.locator(".v-liuwan .warning .message").first
            assert warning.evaluate("part => part.checkVisibility()") is shown
            tab.goto(f"{page}#only-v-liuwan")
            assert warning.evaluate("part => part.checkVisibility()")


def test_whoever_has_notes_alone_takes_no_sheet_of_paper(tmp_path: Path, browser: Browser) -> None:
    site = one_village(tmp_path, "2026-04-20")
    site.write("qingshi/liuwan/事项/多.md", "---\n标题: 一件事\n不认识: 值\n---\n")
    site.write("qingshi/donghe/village.yaml", '名称: 东河村\n行政区划代码: "629901101202"\n')
    whole = "参与方: 用水的12户\n结论: 同意淘井\n落实: 1月底前淘完\n取水地点: 村部院内"
    site.write("qingshi/donghe/事项/井.md", matter("公用水井淘洗", more=whole))
    told = site.run_inside("build", "--only", "web", "--json").json()["problems"]
    with visit(browser, DESK) as (tab, _):
        tab.goto((site.output / FILES[0]).as_uri())
        assert tab.locator("main > section:visible").count() == 2, told
        tab.emulate_media(media="print")
        assert tab.locator("main > section:visible h2").all_inner_texts() == ["柳湾村 qingshi/liuwan/"]


def test_villages_with_a_few_reminders_share_a_sheet_and_one_that_must_mend_has_its_own(
    tmp_path: Path, browser: Browser
) -> None:
    site = one_village(tmp_path, "2026-04-20")
    draft = "状态: 草稿\n"
    for code, name, wrong in ((2, "东河", "公开日期: 2026-04-31\n"), (3, "南坡", draft), (4, "北坡", draft)):
        site.write(f"qingshi/{name}/village.yaml", f"名称: {name}村\n行政区划代码: '62990110120{code}'\n")
        site.write(f"qingshi/{name}/事项/多.md", f"---\n标题: 一件事\n目录编码: CW15\n{wrong}---\n")
    site.run_inside("build", "--only", "web", "--json")
    with visit(browser, DESK) as (tab, _):
        tab.goto((site.output / FILES[0]).as_uri())
        tab.pdf(path=str(tmp_path / "report.pdf"), prefer_css_page_size=True)
    sheets = [sheet.shown for sheet in read_sheets(tmp_path / "report.pdf")][1:]
    assert [{name for name in ("东河", "南坡", "北坡") if f"{name}村" in text} for text in sheets] == [
        {"东河"},
        {"南坡", "北坡"},
    ]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_page_can_be_used_by_all_and_filtered_without_javascript(
    size: tuple[int, int], dirty: SiteTest, browser: Browser
) -> None:
    page = dirty.output / FILES[0]
    with visit(browser, size) as (tab, foreign):
        tab.goto(page.as_uri())
        assert violations(tab) == []
        assert tab.evaluate(OVERHANG) == []
        assert tab.evaluate(OVERLAP) == []
        assert foreign == []
    with visit(browser, size, java_script_enabled=False) as (tab, _):
        tab.goto(page.as_uri())
        assert tab.evaluate(UNSEEN) == []
        for anchor, shown in (
            ("only-warning", ".warning"),
            ("only-v-donghe", ".v-donghe .problem"),
            ("only-c-yaml-broken", ".c-yaml-broken"),
        ):
            tab.goto(f"{page.as_uri()}#{anchor}")
            seen = "els => els.filter(e => e.getClientRects().length).length"
            visible = tab.eval_on_selector_all(".problem", seen)
            assert (
                visible
                == tab.eval_on_selector_all(shown if "problem" in shown else f".problem{shown}", seen)
                > 0
            )
        tab.goto(f"{page.as_uri()}#all")
        assert tab.eval_on_selector_all(".problem", seen) > visible


def test_nu_finds_no_error(dirty: SiteTest) -> None:
    java = shutil.which("java")
    if not java or not (VNU.is_file() or shutil.which("npm")):
        pytest.skip("the Nu HTML checker needs java and npm")
    require("vnu.jar", VNU.is_file())
    words = ("-Xss4m", "-jar", str(VNU), "--format", "json", "--stdout", "--exit-zero-always")
    page = str(dirty.output / FILES[0])
    said = subprocess.run([java, *words, page], capture_output=True, text=True, check=False)
    assert [note for note in json.loads(said.stdout)["messages"] if note["type"] != "info"] == []
