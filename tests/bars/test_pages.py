"""Bar 3: every page is correct, usable by all, whole by itself, and the same wherever the folder stands."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.helpers.browser import CUT, DESK, GROW, OVERHANG, PHONE, UNSEEN, serve, violations, visit
from tests.helpers.links import broken
from tests.helpers.site import SiteTest
from tests.helpers.tools import VNU, require

TEXT = "() => document.body.innerText"
SOME = pytest.mark.parametrize(
    "built", ["sample", "all-states"], indirect=True
)  # where pages of one kind are alike, two sites have them all


def _name(site: SiteTest, page: Path) -> str:
    return page.relative_to(site.pages).as_posix()


def test_no_broken_link(built: SiteTest) -> None:
    assert built.html()
    faults = broken(built.pages, built.manifest()["base_url"])
    assert not faults, "\n".join(faults[:60])


def test_every_page_is_in_a_manifest(built: SiteTest) -> None:
    promised = {
        entry["path"]
        for manifest in (built.manifest(), *built.villages().values())
        for entry in manifest["outputs"]
    }
    made = {path for path in built.tree() if not path.startswith("manifest/")}
    assert made == promised


def test_axe_finds_no_violation_and_nothing_is_fetched(built: SiteTest, browser: Browser) -> None:
    faults = []
    with visit(browser, PHONE, color_scheme="light") as (tab, foreign):
        for page in built.html():
            tab.goto(page.as_uri())
            faults += [f"{_name(built, page)}: {fault}" for fault in violations(tab)]
            faults += [f"{_name(built, page)}: asks for {url}" for url in foreign]
            foreign.clear()
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:60])


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "dark"])
@SOME
def test_axe_finds_no_violation_on_a_desk_or_in_the_dark(
    built: SiteTest, browser: Browser, size: tuple[int, int], scheme: str
) -> None:
    """One page of each kind is enough here: layout and colours are the theme's, not the page's."""
    faults = []
    with visit(browser, size, color_scheme=scheme) as (tab, foreign):
        for page in _one_of_each(built):
            tab.goto(page.as_uri())
            faults += [f"{_name(built, page)}: {fault}" for fault in violations(tab)]
        faults += foreign
    assert not faults, "\n".join(faults[:60])


def _one_of_each(site: SiteTest) -> list[Path]:
    """Return the portal, and of one village its lists and one record of each kind and state."""
    pages: dict[object, Path] = {}
    repeated = site.repeated()
    for manifest in (site.manifest(), *site.villages().values()):
        records = {
            record["page"]: (record["kind"], record["state"]) for record in manifest.get("records", ())
        }
        for entry in (entry for entry in manifest["pages"] if entry["page"] not in repeated):
            pages.setdefault(records.get(entry["page"], entry["page"]), site.output / entry["page"])
    return list(pages.values())


def test_type_at_200_percent_does_not_scroll_sideways_and_cuts_no_figure(
    built: SiteTest, browser: Browser
) -> None:
    faults = []
    with visit(browser, (360, 740)) as (tab, _):
        for page in built.html():
            if "/screen/" in page.as_posix():
                continue  # a player shows pictures on a screen of one size
            tab.goto(page.as_uri())
            for way in (
                "() => document.documentElement.style.setProperty('font-size', '200%', 'important')",
                GROW,
            ):
                tab.evaluate(way)
                faults += [f"{_name(built, page)}: {fault}" for fault in tab.evaluate(OVERHANG)]
                faults += [
                    f"{_name(built, page)}: not whole: {what}"
                    for what in (tab.evaluate(CUT) if way != GROW else ())
                ]
                tab.evaluate("() => document.documentElement.style.removeProperty('font-size')")
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:60])


def test_complete_without_javascript(built: SiteTest, browser: Browser) -> None:
    faults = []
    with visit(browser, PHONE, java_script_enabled=False) as (tab, _):
        for page in built.html():
            if "/screen/" in page.as_posix():
                continue
            tab.goto(page.as_uri())
            faults += [f"{_name(built, page)}: cannot be seen: {text}" for text in tab.evaluate(UNSEEN)]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:60])


def test_a_record_page_shows_what_record_json_says(built: SiteTest) -> None:
    faults = []
    for village in built.villages().values():
        for record in village["records"]:
            page = built.output / record["page"]
            values = json.loads((page.parent / "record.json").read_text("utf-8"))
            html = page.read_text("utf-8")
            assert values["number"] == record["number"]
            assert values["url"] == record["url"]
            faults += [
                f"{record['page']}: no {key}"
                for key in ("title", "number")
                if key in values and values[key] not in html
            ]
    assert not faults, "\n".join(faults)


@SOME
def test_the_same_under_a_folder_of_a_host(built: SiteTest, browser: Browser, tmp_path: Path) -> None:
    """Pages are fetched as they are, so one of each kind proves it; links are proved from the files."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").symlink_to(built.pages)
    faults = []
    with (
        serve(tmp_path) as host,
        visit(browser, PHONE, own=host) as (there, foreign),
        visit(browser, PHONE) as (here, _),
    ):
        there.on(
            "response",
            lambda response: (
                faults.append(f"{response.status} {response.url}") if response.status >= 400 else None
            ),
        )
        for page in _one_of_each(built):
            there.goto(f"{host}/a/b/{_name(built, page)}")
            here.goto(page.as_uri())
            if there.evaluate(TEXT) != here.evaluate(TEXT):
                faults.append(f"{_name(built, page)} reads differently")
        faults += foreign
    assert not faults, "\n".join(faults)


def test_players_play(built: SiteTest, browser: Browser) -> None:
    faults = []
    for village in built.villages().values():
        for screen in village["screens"]:
            width, height = screen["size_px"]
            with visit(browser, (width, height)) as (tab, foreign):
                tab.goto((built.output / screen["folder"] / "index.html").as_uri())
                tab.wait_for_timeout(300)
                blank = tab.evaluate(
                    "() => [...document.images].filter(i => !i.complete || !i.naturalWidth || !i.alt)"
                    ".map(i => i.src)"
                )
                shown = tab.evaluate(
                    "() => [...document.images].map(i => i.getBoundingClientRect())"
                    ".some(box => box.width > 0 && box.height > 0)"
                )
                faults += [
                    f"{screen['folder']}: {fault}"
                    for fault in (*blank, *foreign, *([] if shown else ["nothing is shown"]))
                ]
    assert not faults, "\n".join(faults)


def test_nu_finds_no_error(built: SiteTest) -> None:
    java = shutil.which("java")
    if not java or not (VNU.is_file() or shutil.which("npm")):
        pytest.skip("the Nu HTML checker needs java and npm")
    require("vnu.jar", VNU.is_file())
    command = [
        java,
        "-Xss4m",
        "-jar",
        str(VNU),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        "--skip-non-html",
        str(built.pages),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(said.stdout)["messages"]
    faults = [
        f"{note.get('url', '')[-50:]}:{note.get('lastLine')}: {note['message']}"
        for note in found
        if note["type"] != "info"
    ]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:60])
