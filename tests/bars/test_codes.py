"""Bar 2: every code on pages, sheets, boards and slides can be read and says what the manifest promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.helpers.browser import DESK, screenshot, visit
from tests.helpers.codes import Code, find_codes, unreadable
from tests.helpers.pdfs import MM, pictures
from tests.helpers.site import SiteTest

DPI = 150
MM_A_PIXEL = 25.4 / DPI
ON_SHEETS, ON_BOARDS, ON_LED = 1.0, 1.6, 2  # mm, mm, whole pixels a module
LED_HEIGHT = 480  # pixels; panels of fewer are LED
NO_CODE_BELOW = 96  # pixels


def _pages(site: SiteTest) -> Iterator[tuple[str, str]]:
    """Yield file and address of every page that a manifest names."""
    for manifest in (site.manifest(), *site.villages().values()):
        for entry in manifest["pages"]:
            yield entry["page"], entry["url"]


def _promised(site: SiteTest, village: dict[str, object], entry: dict[str, object]) -> set[str]:
    """Return the addresses that a board or screen carries: its own and those of the records on it."""
    urls = {record["number"]: record["url"] for record in village["records"]}  # type: ignore[attr-defined]
    own = {str(entry["url"])} if entry.get("url") else set()
    return {site.coded(url) for url in own | {urls[number] for number in entry["numbers"]}}  # type: ignore[attr-defined]


def _look(site: SiteTest, drawn: Iterable[Image.Image], where: str) -> tuple[list[Code], list[str]]:
    """Return the codes of pictures and what is wrong with them."""
    codes = [code for picture in drawn for code in find_codes(picture)]
    faults = [f"{where}: {fault}" for code in codes for fault in unreadable(code)]
    faults += [
        f"{where}: {code.text} has {code.quiet} modules of white around it"
        for code in codes
        if code.quiet < 4
    ]
    faults += [
        f"{where}: {code.text} leads to no page" for code in codes if not site.page_of(code.text).is_file()
    ]
    return codes, faults


def _compare(where: str, codes: list[Code], promised: set[str]) -> list[str]:
    read = {code.text for code in codes}
    return [f"{where}: promised but not there: {url}" for url in sorted(promised - read)] + [
        f"{where}: not promised: {url}" for url in sorted(read - promised)
    ]


def test_every_record_is_a_page_with_an_address(built: SiteTest) -> None:
    pages = dict(_pages(built))
    assert any(village["records"] for village in built.villages().values()), "a site to measure has records"
    for village in built.villages().values():
        for record in village["records"]:
            assert pages.get(record["page"]) == record["url"]
    for page, url in pages.items():
        assert (built.output / page).is_file(), f"{page} was promised"
        assert built.page_of(built.coded(url)).resolve() == (built.output / page).resolve()


def test_codes_on_pages(built: SiteTest, browser: Browser) -> None:
    faults, repeated = [], built.repeated()
    with visit(browser, DESK) as (tab, _):
        for page, url in _pages(built):
            if page in repeated:
                continue
            tab.goto((built.output / page).as_uri())
            codes, wrong = _look(built, [screenshot(tab)], page)
            faults += wrong + _compare(page, codes, {built.coded(url)})
    assert not faults, "\n".join(faults)


def test_codes_on_sheets(built: SiteTest) -> None:
    faults, seen, repeated = [], 0, built.repeated()
    for village in built.villages().values():
        urls = {record["number"]: record["url"] for record in village["records"]}
        for sheet in (sheet for sheet in village["sheets"] if sheet["file"] not in repeated):
            codes, wrong = _look(built, pictures(built.output / sheet["file"], DPI), sheet["file"])
            faults += wrong + _compare(sheet["file"], codes, {built.coded(urls[sheet["number"]])})
            faults += [
                f"{sheet['file']}: {size:.2f} mm a module"
                for code in codes
                if (size := code.pixels * MM_A_PIXEL) < ON_SHEETS - 0.02
            ]
            seen += len(codes)
    assert not faults, "\n".join(faults)
    assert seen, "a site to measure has sheets with codes"


def test_codes_on_boards(built: SiteTest) -> None:
    faults = []
    for village in built.villages().values():
        for board in village["boards"]:
            codes, wrong = _look(built, pictures(built.output / board["file"], DPI), board["file"])
            faults += wrong + _compare(board["file"], codes, _promised(built, village, board))
            faults += [
                f"{board['file']}: {size:.2f} mm a module"
                for code in codes
                if (size := code.pixels * MM_A_PIXEL) < ON_BOARDS - 0.02
            ]
    assert not faults, "\n".join(faults)


def test_codes_on_slides(built: SiteTest) -> None:
    faults = []
    for village in built.villages().values():
        for screen in village["screens"]:
            slides = sorted((built.output / screen["folder"]).glob("*.png"))
            assert slides, f"{screen['folder']} has no slides"
            codes, wrong = _look(built, [Image.open(slide) for slide in slides], screen["folder"])
            low = screen["size_px"][1] < NO_CODE_BELOW
            faults += wrong + _compare(
                screen["folder"], codes, set() if low else _promised(built, village, screen)
            )
            for code in codes:
                if screen["size_px"][1] < LED_HEIGHT and (
                    code.pixels < ON_LED or abs(code.pixels - round(code.pixels)) > 0.02
                ):
                    faults.append(f"{screen['folder']}: {code.pixels:.2f} pixels a module")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("blank", [Image.new("L", (400, 400), 255)])
def test_a_picture_without_codes_has_none(blank: Image.Image) -> None:
    assert find_codes(blank) == []
    assert round(MM * 72, 1) == 25.4
