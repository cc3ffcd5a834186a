"""Bar 3: every page is correct, usable by all, whole by itself, and the same wherever the folder stands."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.browser import (
    CUT,
    DESK,
    GROW,
    LARGE,
    OVERHANG,
    OVERLAP,
    PHONE,
    UNSEEN,
    script,
    serve,
    violations,
    visit,
)
from tests.helpers.links import broken
from tests.helpers.pdfs import read_sheets
from tests.helpers.site import SiteTest, main_file
from tests.helpers.tools import VNU, require

TEXT = "() => document.body.innerText"


def _looked(tab: Page, pages: Iterable[Path], look: Callable[[], Iterable[str]]) -> list[str]:
    """Open one page after another; return what is wrong with each."""
    faults = []
    for page in pages:
        tab.goto(page.as_uri())
        faults += [f"{'/'.join(page.parts[-4:])}: {fault}" for fault in look()]
    return faults


def _without_players(site: SiteTest) -> list[Path]:
    return [page for page in site.html() if "/screen/" not in page.as_posix()]  # pictures of one size


def test_no_broken_link(built: SiteTest) -> None:
    assert broken(built.pages, built.manifest()["base_url"]) == []


def test_every_file_is_in_a_manifest(built: SiteTest) -> None:
    manifests = (built.manifest(), *built.villages().values())
    promised = {entry["path"] for manifest in manifests for entry in manifest["outputs"]}
    assert {path for path in built.tree() if not path.startswith("manifest/")} == promised


def test_every_record_has_a_page_that_shows_what_record_json_says(built: SiteTest) -> None:
    records = 0
    for village in built.villages().values():
        addresses = {entry["page"]: entry["url"] for entry in village["pages"]}
        for record in village["records"]:
            page = built.output / record["page"]
            values, html = (
                json.loads((page.parent / "record.json").read_text("utf-8")),
                page.read_text("utf-8"),
            )
            assert (values["number"], values["url"]) == (record["number"], record["url"])
            assert addresses[record["page"]] == record["url"]
            assert all(values[key] in html for key in ("title", "number") if key in values), record["page"]
            records += 1
        for file, url in addresses.items():
            assert built.page_of(built.coded(url)).resolve() == (built.output / file).resolve()
    assert records, "a site to measure has records"


@pytest.mark.parametrize("built", ["sample", "all-states", "nearly-empty"], indirect=True)
def test_axe_finds_no_violation_and_nothing_is_fetched(built: SiteTest, browser: Browser) -> None:
    with visit(browser, PHONE, color_scheme="light") as (tab, foreign):
        assert _looked(tab, built.html(), lambda: violations(tab)) == []
    assert foreign == []


@pytest.mark.once
@pytest.mark.parametrize("built", ["all-states"], indirect=True)
def test_axe_finds_no_violation_on_a_desk_in_the_dark(built: SiteTest, browser: Browser) -> None:
    """One site is enough here: layout and colours are the theme's, not the page's."""
    with visit(browser, DESK, color_scheme="dark") as (tab, _):
        assert _looked(tab, built.html(), lambda: violations(tab)) == []


def test_no_text_stands_on_another_and_large_type_scrolls_not_sideways_and_cuts_no_figure(
    built: SiteTest, browser: Browser
) -> None:
    with visit(browser, PHONE) as (tab, _):

        def look() -> list[str]:
            faults = tab.evaluate(OVERLAP)
            tab.evaluate(LARGE)
            faults += [*tab.evaluate(OVERHANG), *tab.evaluate(CUT), *tab.evaluate(OVERLAP)]
            tab.evaluate("() => document.documentElement.style.removeProperty('font-size')")
            tab.evaluate(GROW)
            return [*faults, *tab.evaluate(OVERHANG)]

        assert _looked(tab, _without_players(built), look) == []


@pytest.mark.once
@pytest.mark.parametrize("built", ["sample"], indirect=True)
def test_a_quarter_of_28_rows_is_short_on_phones_and_takes_three_pages(
    built: SiteTest, browser: Browser, tmp_path: Path
) -> None:
    page = built.pages / "liuwan/2026-0013/index.html"
    with visit(browser, PHONE) as (tab, _):
        tab.goto(page.as_uri())
        assert tab.locator(".ledger tbody tr:visible").count() == 28
        assert tab.evaluate("() => document.documentElement.scrollHeight") <= 4000
        figures = tab.locator(".figures").bounding_box()
        assert figures
        assert figures["y"] + figures["height"] <= 400
        paper = read_sheets(_printed(tab, tmp_path / "page.pdf"))
    assert len(paper) <= 3


@pytest.mark.once
@pytest.mark.parametrize("built", ["sample"], indirect=True)
def test_a_quarter_with_its_budget_and_all_statements_takes_three_pages(
    built: SiteTest, browser: Browser, tmp_path: Path
) -> None:
    with visit(browser, DESK) as (tab, _):
        tab.goto((built.pages / "jinbu/2026-0017/index.html").as_uri())
        assert tab.locator(".plan li").count() == 15
        assert len(read_sheets(_printed(tab, tmp_path / "page.pdf"))) <= 3


@pytest.mark.once
@pytest.mark.parametrize("built", ["sample"], indirect=True)
def test_the_one_table_of_all_powers_takes_two_pages(
    built: SiteTest, browser: Browser, tmp_path: Path
) -> None:
    with visit(browser, DESK) as (tab, _):
        tab.goto((built.pages / "liuwan/services/print/index.html").as_uri())
        assert tab.locator(".power-list tbody tr").count() >= 48
        assert len(read_sheets(_printed(tab, tmp_path / "page.pdf"))) <= 2


def _printed(tab: Page, file: Path) -> Path:
    tab.pdf(path=str(file), prefer_css_page_size=True)
    return file


@pytest.mark.once
@pytest.mark.parametrize("built", ["sample"], indirect=True)
def test_who_answers_for_a_power_is_seen_in_large_type_without_moving_the_table(
    built: SiteTest, browser: Browser
) -> None:
    with visit(browser, PHONE) as (tab, _):
        tab.goto((built.pages / "liuwan/services/print/index.html").as_uri())
        tab.evaluate(LARGE)
        wider = "tables => tables.filter(table => table.scrollWidth > table.clientWidth).length"
        assert tab.locator(".power-list").evaluate_all(wider) == 0


def test_complete_without_javascript(built: SiteTest, browser: Browser) -> None:
    with visit(browser, PHONE, java_script_enabled=False) as (tab, _):
        assert _looked(tab, _without_players(built), lambda: tab.evaluate(UNSEEN)) == []


@pytest.mark.once
@pytest.mark.parametrize("built", ["all-states"], indirect=True)
def test_the_same_under_a_folder_of_a_host(built: SiteTest, browser: Browser, tmp_path: Path) -> None:
    """Pages are fetched as they are, so one site proves it; links are proved from the files."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").symlink_to(built.pages)
    missing: list[str] = []
    with (
        serve(tmp_path) as host,
        visit(browser, PHONE, own=host) as (there, foreign),
        visit(browser, PHONE) as (here, _),
    ):
        there.on("response", lambda got: missing.append(got.url) if got.status >= 400 else None)
        for _, entry in built.some("pages"):
            there.goto(f"{host}/a/b/{entry['page'].removeprefix('site/')}")
            here.goto((built.output / entry["page"]).as_uri())
            assert there.evaluate(TEXT) == here.evaluate(TEXT), entry["page"]
    assert (missing, foreign) == ([], [])


def test_players_play(built: SiteTest, browser: Browser) -> None:
    for _, screen in built.some("screens"):
        with visit(browser, tuple(screen["size_px"])) as (tab, foreign):
            tab.goto((built.output / main_file(screen)).as_uri())
            tab.wait_for_timeout(300)
            told = tab.evaluate(script("pictures"))
            assert told == {"blank": [], "worded": True, "shown": True}, screen["folder"]
        assert foreign == []


def test_nu_finds_no_error(built: SiteTest) -> None:
    java = shutil.which("java")
    if not java or not (VNU.is_file() or shutil.which("npm")):
        pytest.skip("the Nu HTML checker needs java and npm")
    require("vnu.jar", VNU.is_file())
    command = [java, "-Xss4m", "-jar", str(VNU), "--format", "json", "--stdout", "--exit-zero-always"]
    said = subprocess.run(
        [*command, "--skip-non-html", *map(str, built.html())], capture_output=True, text=True, check=False
    )
    notes = [note for note in json.loads(said.stdout)["messages"] if note["type"] != "info"]
    assert [f"{note.get('url', '')[-50:]}:{note.get('lastLine')}: {note['message']}" for note in notes] == []
