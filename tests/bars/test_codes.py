"""Bar 2: every code on pages, sheets, boards and slides can be read and says what the manifest promises."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.helpers.browser import DESK, visit
from tests.helpers.codes import Code, find_codes, unreadable
from tests.helpers.pdfs import pictures
from tests.helpers.site import SiteTest, main_file

Values = Mapping[str, Any]
LED_HEIGHT = 480  # pixels; panels of fewer are LED
NO_CODE_BELOW = 64  # pixels
TIGHT_BELOW = 96  # pixels of height that have no room for four modules of white around a code


def _promised(site: SiteTest, manifest: Values, entry: Values) -> set[str]:
    """Return the addresses that an entry's codes carry: its own, those of its lists and its records."""
    urls = {record["number"]: record["url"] for record in manifest.get("records", ())}
    numbers = [entry["number"]] if "number" in entry else entry.get("numbers", ())
    own = [entry["url"]] if entry.get("url") else []
    return {site.coded(url) for url in (*own, *entry.get("lists", ()), *(urls[number] for number in numbers))}


def _look(
    site: SiteTest, drawn: Iterable[Image.Image], promised: set[str], quiet: int = 4
) -> tuple[list[Code], list[str]]:
    """Return the codes of pictures and what is wrong with them."""
    codes = [code for picture in drawn for code in find_codes(picture)]
    first = {(code.text, round(code.pixels)): code for code in codes}  # those of a record's slides are alike
    read = {code.text for code in codes}
    faults = [fault for code in first.values() for fault in unreadable(code)]
    faults += [
        f"{code.text}: {code.quiet} modules of white around it" for code in codes if code.quiet < quiet
    ]
    faults += [f"{text} leads to no page" for text in read if not site.page_of(text).is_file()]
    faults += [f"{text} is not both promised and there" for text in sorted(promised ^ read)]
    return codes, faults


@pytest.mark.parametrize("built", ["sample", "all-states"], indirect=True)  # they have every kind and state
def test_codes_on_pages(built: SiteTest, browser: Browser) -> None:
    found = {}
    with visit(browser, DESK) as (tab, _):
        for manifest, entry in built.some("pages"):
            tab.goto((built.output / entry["page"]).as_uri())
            picture = Image.open(io.BytesIO(tab.screenshot(full_page=True, animations="disabled")))
            found[entry["page"]] = _look(built, [picture], _promised(built, manifest, entry))[1]
    assert found
    assert {page: faults for page, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("section", "dpi", "least"), [("sheets", 150, 1.0), ("boards", 100, 1.6)], ids=["sheets", "boards"]
)
def test_codes_on_paper(built: SiteTest, section: str, dpi: int, least: float) -> None:
    """Modules are so many millimetres at least."""
    found = {}
    for manifest, entry in built.some(section):
        drawn = pictures(built.output / entry["file"], dpi)
        codes, faults = _look(built, drawn, _promised(built, manifest, entry))
        sizes = [code.pixels * 25.4 / dpi for code in codes]
        found[entry["file"]] = faults + [f"{size:.2f} mm a module" for size in sizes if size < least - 0.02]
    assert found
    assert {file: faults for file, faults in found.items() if faults} == {}


def test_codes_on_slides(built: SiteTest) -> None:
    found = {}
    for manifest, entry in built.some("screens"):
        slides = sorted((built.output / main_file(entry)).parent.glob("*.png"))
        assert slides, entry["folder"]
        height = entry["size_px"][1]
        promised = _promised(built, manifest, entry) if height >= NO_CODE_BELOW else set()
        quiet = 4 if height >= TIGHT_BELOW else 1
        codes, faults = _look(built, map(Image.open, slides), promised, quiet)
        sizes = [code.pixels for code in codes if height < LED_HEIGHT]
        faults += [f"{size} pixels a module" for size in sizes if size < 2 or abs(size - round(size)) > 0.02]
        found[entry["folder"]] = faults
    assert found
    assert {folder: faults for folder, faults in found.items() if faults} == {}


def test_a_picture_without_codes_has_none() -> None:
    assert find_codes(Image.new("L", (400, 400), 255)) == []
