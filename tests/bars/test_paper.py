"""Bar 4: paper and slides have their declared sizes, can be read, and hold everything."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from sunboard.engines import typst_pages
from sunboard.parts import load_parts
from tests.helpers.pdfs import MM, Sheet, columns, loose_fonts, outside, overlaps, read_sheets, squeeze
from tests.helpers.site import SiteTest
from tests.helpers.tools import require_program

A4, A3 = (210.0, 297.0), (297.0, 420.0)
ON_SHEETS, IN_LEDGERS, ON_BOARDS, CAPTIONS = 10.5, 12, 18, 12  # points
LCD_SHARE, ON_LED, LED_HEIGHT = 36, 16, 480  # of the height; pixels; pixels
LONGEST_CAPTION = 90  # characters: a date, a number and an address
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WEB_ONLY = 300  # rows: longer ledgers send the reader to the web


def _pdfs(site: SiteTest) -> list[str]:
    repeated = site.repeated()
    files = [
        entry["file"]
        for village in site.villages().values()
        for entry in (*village["sheets"], *village["boards"])
    ]
    return [file for file in files if file not in repeated]


def _is(size: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return all(abs(side - want) <= 0.1 for side, want in zip(size, wanted, strict=True))


def test_pages_have_the_declared_size_and_number(built: SiteTest) -> None:
    faults = []
    for village in built.villages().values():
        for entry in (*village["sheets"], *village["boards"]):
            sheets = read_sheets(built.output / entry["file"])
            if len(sheets) != entry["page_count"]:
                faults.append(f"{entry['file']} has {len(sheets)} pages, promised are {entry['page_count']}")
            declared = [tuple(entry["size_mm"])] if "size_mm" in entry else [A4, A4[::-1], A3, A3[::-1]]
            faults += [
                f"{entry['file']}: {sheet.size_mm}, {sheet.crop_mm}"
                for sheet in sheets
                if not any(_is(sheet.size_mm, size) and _is(sheet.crop_mm, size) for size in declared)
            ]
    assert not faults, "\n".join(faults)


def test_fonts_are_embedded(built: SiteTest) -> None:
    assert not [(file, fonts) for file in _pdfs(built) if (fonts := loose_fonts(built.output / file))]


def test_qpdf_finds_nothing_wrong(built: SiteTest) -> None:
    qpdf = require_program("qpdf")
    faults = []
    for file in _pdfs(built):
        checked = subprocess.run(
            [qpdf, "--check", str(built.output / file)], capture_output=True, text=True, check=False
        )
        if checked.returncode:
            faults.append(f"{file}: {checked.stdout}{checked.stderr}")
    assert not faults, "\n".join(faults)


def test_no_text_is_clipped_or_overlaps(built: SiteTest) -> None:
    faults = []
    for file in _pdfs(built):
        for number, sheet in enumerate(read_sheets(built.output / file), 1):
            faults += [f"{file} page {number}: {fault}" for fault in (*outside(sheet), *overlaps(sheet))]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:60])


def test_type_on_sheets_is_large_enough(built: SiteTest) -> None:
    faults, repeated = [], built.repeated()
    for village in built.villages().values():
        for entry in village["sheets"]:
            if entry["file"] in repeated:
                continue
            small = {
                (round(span.size, 2), span.text)
                for sheet in read_sheets(built.output / entry["file"])
                for span in sheet.spans
                if span.size < ON_SHEETS - 0.01
            }
            faults += [f"{entry['file']}: {size} pt: {text[:30]}" for size, text in sorted(small)]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:60])


def test_type_on_boards_is_large_enough(built: SiteTest) -> None:
    """Captions may be smaller than the rest.

    They are short, and nothing that a record has to say stands in them.
    """
    faults = []
    for village in built.villages().values():
        told = {record["number"]: _told(built, record) for record in village["records"]}
        for entry in village["boards"]:
            small = [
                span
                for sheet in read_sheets(built.output / entry["file"])
                for span in sheet.spans
                if span.size < ON_BOARDS - 0.01
            ]
            faults += [
                f"{entry['file']}: {span.size:.1f} pt: {span.text[:30]}"
                for span in small
                if span.size < CAPTIONS - 0.01
            ]
            faults += [
                f"{entry['file']}: {span.size:.1f} pt is no caption: {span.text[:60]}"
                for span in small
                if len(span.text) > LONGEST_CAPTION
            ]
            words = "\n".join(told[number] for number in entry["numbers"])
            faults += [
                f"{entry['file']}: {span.size:.1f} pt tells of a record: {span.text[:30]}"
                for span in small
                if CHINESE.search(span.text) and len(squeeze(span.text)) > 7 and squeeze(span.text) in words
            ]
    assert not faults, "\n".join(faults[:60])


def _told(site: SiteTest, record: dict[str, Any]) -> str:
    """Return what a record says in its own words, white space removed."""
    values = json.loads((site.output / record["page"]).with_name("record.json").read_text("utf-8"))
    return squeeze("\n".join(str(values.get(key, "")) for key in ("title", "plain_summary", "body")))


def _rows(site: SiteTest, record: dict[str, Any]) -> list[dict[str, str]]:
    values = json.loads((site.output / record["page"]).with_name("record.json").read_text("utf-8"))
    found = values.get("rows", [])
    assert isinstance(found, list)
    return found


def _missing(rows: list[dict[str, str]], sheets: list[Sheet]) -> list[str]:
    text = columns(sheets)
    plain = (
        "".join(span.text for sheet in sheets for span in sheet.spans).replace(",", "").replace("\u2009", "")
    )
    faults = [
        f"no {row[key]}"
        for row in rows
        for key in ("voucher_no", "summary")
        if row.get(key) and squeeze(row[key]) not in text
    ]
    for amount, times in Counter(
        f"{abs(Decimal(row[key])):.2f}"
        for row in rows
        for key in ("income", "expense")
        if Decimal(row.get(key) or 0)
    ).items():
        if plain.count(amount) < times:
            faults.append(f"{amount} stands {plain.count(amount)} times in place of {times}")
    return faults


def test_every_row_of_a_ledger_stands_on_its_sheet(built: SiteTest) -> None:
    faults, ledgers = [], 0
    for village in built.villages().values():
        records = {record["number"]: record for record in village["records"]}
        for entry in village["sheets"]:
            rows = _rows(built, records[entry["number"]])
            if rows and len(rows) <= WEB_ONLY:
                sheets = read_sheets(built.output / entry["file"])
                faults += [f"{entry['file']}: {fault}" for fault in _missing(rows, sheets)]
                vouchers = {row["voucher_no"] for row in rows if row.get("voucher_no")}
                faults += [
                    f"{entry['file']}: {span.size} pt: {span.text}"
                    for sheet in sheets
                    for span in sheet.spans
                    if span.text in vouchers and span.size < IN_LEDGERS - 0.01
                ]
                ledgers += 1
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:60])
    assert ledgers or "nearly-empty" in str(built.output), "a site to measure has ledgers on paper"


def test_slides_have_the_declared_size(built: SiteTest) -> None:
    faults = []
    for village in built.villages().values():
        for screen in village["screens"]:
            slides = sorted((built.output / screen["folder"]).glob("*.png"))
            assert [slide.name for slide in slides] == [
                f"{number:04d}.png" for number in range(1, len(slides) + 1)
            ]
            if isinstance(screen["slides"], int):
                assert screen["slides"] == len(slides)
            for slide in slides:
                with Image.open(slide) as picture:
                    if picture.size != tuple(screen["size_px"]):
                        faults.append(f"{slide.name}: {picture.size}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", ["sample", "all-states", "overfull"])
def test_type_on_slides_is_large_enough_and_whole(
    name: str, site: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A picture has no type to measure, so what is drawn as pictures is drawn as PDF as well.

    One point there is one pixel here.
    """
    drawn: list[bytes] = []
    as_pictures = typst_pages.draw_pictures

    def draw(source: str, data: Any, fonts: tuple[str, ...] = ()) -> tuple[bytes, ...]:
        drawn.append(typst_pages.draw_pdf(source, data, "2026-01-01", fonts).data)
        return as_pictures(source, data, fonts)

    load_parts()
    monkeypatch.setattr(typst_pages, "draw_pictures", draw)
    for module in _modules("sunboard.channels"):
        if getattr(module, "draw_pictures", None) is as_pictures:
            monkeypatch.setattr(module, "draw_pictures", draw)
    ran = site(name).run_inside(
        "build", "--only", "screen", "--jobs", "1"
    )  # a worker would not have the patches
    assert ran.code in (0, 1), ran.said
    assert drawn, "slides were drawn"
    faults = []
    for data in drawn:
        path = tmp_path / "slides.pdf"
        path.write_bytes(data)
        for number, sheet in enumerate(read_sheets(path), 1):
            height = sheet.size_mm[1] / MM
            least = ON_LED if height < LED_HEIGHT else height / LCD_SHARE
            small = [
                f"{span.size:.1f} of {least:.1f} px: {span.text[:30]}"
                for span in sheet.spans
                if span.size < least - 0.05
            ]
            faults += [
                f"{height:.0f} px, slide {number}: {fault}"
                for fault in (*small, *outside(sheet), *overlaps(sheet))
            ]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:60])


def _modules(package: str) -> list[Any]:
    return [
        module for name, module in sys.modules.items() if name == package or name.startswith(package + ".")
    ]


def test_a_page_that_is_cut_is_noticed(tmp_path: Path) -> None:
    """The measure itself: a clipped line and two lines on one another are found."""
    path = tmp_path / "bad.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=200, height=200)
        page.insert_text((150, 50), "over the edge of the page")
        page.insert_text((20, 100), "one line", fontsize=20)
        page.insert_text((22, 102), "another", fontsize=20)
        document.save(path)
    (sheet,) = read_sheets(path)
    assert outside(sheet)
    assert overlaps(sheet)
    assert loose_fonts(path) == ["Helvetica"]
