"""Bar 4: paper and slides have their declared sizes, can be read, and hold everything."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from sunboard.channels.screen import rendering as screen_rendering
from sunboard.engines import typst_pages
from tests.helpers.pdfs import MM, Sheet, columns, loose_fonts, outside, overlaps, read_sheets, squeeze
from tests.helpers.site import SiteTest, main_file
from tests.helpers.tools import require_program

A4, A3 = (210.0, 297.0), (297.0, 420.0)
ON_SHEETS, ADDRESSES, IN_LEDGERS, ON_BOARDS, CAPTIONS = 12, 10.5, 12, 18, 12  # points
LCD_SHARE, UPRIGHT_SHARE = 36, 48  # of the height; one that stands upright is looked at from nearer
LONGEST_CAPTION = 90  # characters: a date, a number and an address
WEB_ONLY = 300  # rows: longer ledgers send the reader to the web
CHINESE = re.compile(r"[\u4e00-\u9fff]")
Values = Mapping[str, Any]

measured = cache(read_sheets)  # what is built does not change, and several tests ask for it


def _papers(site: SiteTest) -> list[Path]:
    return [
        site.output / entry["file"] for section in ("sheets", "boards") for _, entry in site.some(section)
    ]


def _small(sheets: list[Sheet], least: float) -> list[tuple[float, str]]:
    return [(span.size, span.text) for sheet in sheets for span in sheet.spans if span.size < least - 0.01]


def _values(site: SiteTest, record: Values) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (site.output / record["page"]).with_name("record.json").read_text("utf-8")
    )
    return found


def test_every_paper_has_the_declared_size_and_number_of_pages(built: SiteTest) -> None:
    for village in built.villages().values():
        for entry in (*village["sheets"], *village["boards"]):
            declared = [entry["size_mm"]] if "size_mm" in entry else [A4, A4[::-1], A3, A3[::-1]]
            with pymupdf.open(built.output / entry["file"]) as document:
                assert len(document) == entry["page_count"], entry["file"]
                for box in (box for page in document for box in (page.mediabox, page.cropbox)):
                    size = pytest.approx((box.width * MM, box.height * MM), abs=0.1)
                    assert any(tuple(one) == size for one in declared), (entry["file"], box)


def test_papers_are_whole_files_with_their_fonts_and_nothing_clipped_or_overlapping(built: SiteTest) -> None:
    qpdf = require_program("qpdf")
    faults: dict[str, list[str]] = {}
    for path in _papers(built):
        checked = subprocess.run([qpdf, "--check", str(path)], capture_output=True, text=True, check=False)
        faults[path.name] = [checked.stdout + checked.stderr] if checked.returncode else []
        faults[path.name] += loose_fonts(path)
        faults[path.name] += [
            fault for sheet in measured(path) for fault in (*outside(sheet), *overlaps(sheet))
        ]
    assert faults
    assert {name: found for name, found in faults.items() if found} == {}


def test_type_on_sheets_is_large_enough(built: SiteTest) -> None:
    for _, entry in built.some("sheets"):
        small = _small(measured(built.output / entry["file"]), ON_SHEETS)
        typed = [size for size, text in small if text.startswith("https://")]
        assert min(typed, default=ADDRESSES) >= ADDRESSES - 0.01, entry["file"]
        assert len(small) == len(typed), (entry["file"], small)


def test_type_on_boards_is_large_enough(built: SiteTest) -> None:
    """Captions may be smaller: they are short, and nothing that a record has to say stands in them."""
    for village, entry in built.some("boards"):
        records = [record for record in village["records"] if record["number"] in entry["numbers"]]
        values = [_values(built, record) for record in records]
        told = (str(one.get(key, "")) for one in values for key in ("title", "plain_summary", "body"))
        words = squeeze("\n".join(told))
        for size, text in _small(measured(built.output / entry["file"]), ON_BOARDS):
            assert size >= CAPTIONS - 0.01, (entry["file"], text)
            assert len(text) <= LONGEST_CAPTION, (entry["file"], text)
            if CHINESE.search(text) and len(squeeze(text)) > 7:
                assert squeeze(text) not in words, (entry["file"], text)


def _missing(rows: list[dict[str, str]], sheets: list[Sheet]) -> Iterator[str]:
    """Name the vouchers, summaries and amounts of a ledger that do not stand on its sheet, or too small."""
    text = columns(sheets)
    spans = [span for sheet in sheets for span in sheet.spans]
    plain = "".join(span.text for span in spans).replace(",", "").replace("\u2009", "")
    said = (row[key] for row in rows for key in ("voucher_no", "summary") if row.get(key))
    yield from (f"no {value}" for value in said if squeeze(value) not in text)
    amounts = (Decimal(row.get(key) or 0) for row in rows for key in ("income", "expense"))
    for amount, times in Counter(f"{abs(amount):.2f}" for amount in amounts if amount).items():
        if plain.count(amount) < times:
            yield f"{amount} stands {plain.count(amount)} times in place of {times}"
    vouchers = {row.get("voucher_no") for row in rows}
    yield from (f"{size} pt: {text}" for size, text in _small(sheets, IN_LEDGERS) if text in vouchers)


def test_every_row_of_a_ledger_stands_on_its_sheet(built: SiteTest) -> None:
    ledgers = 0
    for village in built.villages().values():
        records = {record["number"]: record for record in village["records"] if record["kind"] == "finance"}
        for entry in (entry for entry in village["sheets"] if entry["number"] in records):
            rows = _values(built, records[entry["number"]]).get("rows", [])
            if 0 < len(rows) <= WEB_ONLY:
                assert list(_missing(rows, measured(built.output / entry["file"]))) == [], entry["file"]
                ledgers += 1
    assert ledgers or "nearly-empty" in str(built.output), "a site to measure has ledgers on paper"


def test_slides_have_the_declared_size(built: SiteTest) -> None:
    for village in built.villages().values():
        for screen in village["screens"]:
            slides = sorted((built.output / main_file(screen)).parent.glob("[0-9]*.png"))
            assert [slide.name for slide in slides] == [
                f"{at:04d}.png" for at in range(1, screen["slides"] + 1)
            ]
            for slide in slides:
                with Image.open(slide) as picture:
                    assert picture.size == tuple(screen["size_px"]), (screen["folder"], slide.name)


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "words"), [("all-states", ()), ("overfull", ()), ("sample", ("zjw", "jinbu"))]
)
def test_type_on_slides_is_large_enough_and_whole(
    name: str,
    words: tuple[str, ...],
    site: Callable[[str], SiteTest],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A picture has no type to measure, so slides are drawn as PDF: one point there is one pixel here."""
    drawn: list[bytes] = []
    as_pictures = typst_pages.draw_pictures

    def draw(source: str, data: Any, fonts: tuple[str, ...] = ()) -> tuple[bytes, ...]:
        drawn.append(typst_pages.draw_pdf(source, data, "2026-01-01", fonts).data)
        return (_blank(),)

    for module in (screen_rendering, typst_pages):
        assert module.draw_pictures is as_pictures
        monkeypatch.setattr(module, "draw_pictures", draw)
    chosen = [word for village in words for word in ("--village", village)]
    ran = site(name).run_inside(
        "build", "--only", "screen", "--jobs", "1", *chosen
    )  # a worker has no patches
    assert ran.code in (0, 1), ran.said
    assert drawn, "slides were drawn"
    faults = []
    path = tmp_path / "slides.pdf"
    for data in drawn:
        path.write_bytes(data)
        for sheet in read_sheets(path):
            height = sheet.size_mm[1] / MM
            is_upright = sheet.size_mm[1] > sheet.size_mm[0]
            least = height / (UPRIGHT_SHARE if is_upright else LCD_SHARE)
            faults += [f"{height:.0f} px: {small}" for small in _small(sheets=[sheet], least=least - 0.04)]
            faults += [f"{height:.0f} px: {fault}" for fault in (*outside(sheet), *overlaps(sheet))]
    assert faults == []


def _blank() -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8), 255).save(out, "PNG")
    return out.getvalue()


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
