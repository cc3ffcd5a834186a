"""Flow charts as they come out: what a browser and a PDF really show."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Browser

from sunboard.channels.print.flows import LEAST_TYPE, flow_data
from sunboard.channels.web.flow_svg import flow_charts
from sunboard.engines.typst_pages import draw_pdf
from sunboard.model.plain import Values
from sunboard.model.view import as_plain
from sunboard.typesetting.saying import Saying
from tests.flowcharts.flows import random_flow
from tests.helpers import views
from tests.helpers.browser import script
from tests.helpers.pdfs import squeeze

pytestmark = pytest.mark.once

SEEDS = (1, 7, 11, 46)
MEETINGS = script("meetings")


def plain(seed: int) -> Values:
    block = as_plain(random_flow(seed))
    assert isinstance(block, dict)
    return block


@pytest.mark.parametrize("width", [360, 1280])
def test_in_a_browser_no_words_meet_one_another_or_an_arrow(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    theme = views.theme()
    charts = "".join(flow_charts(plain(seed), Saying("zh", theme.strings)) for seed in SEEDS)
    page_file = tmp_path / "page.html"
    style = theme.text("web/assets/site.css") + theme.text("web/assets/flow.css")
    page_file.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style><main>{charts}</main>", "utf-8"
    )
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(page_file.as_uri())
    assert page.evaluate(
        "[...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width).length"
    ) == len(SEEDS)
    assert page.evaluate(MEETINGS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_on_paper_every_word_is_large_enough_and_no_line_crosses_one(seed: int) -> None:
    theme, block = views.theme(), plain(seed)
    source = theme.text("print/lib.typ") + theme.text("print/flow.typ")
    source += "#show: body => dress(12pt, body)\n#set page(margin: 42pt)\n= 流程\n#flow-chart(data.it, 12pt)"
    data = {
        "title": "流程",
        "author": "",
        "dated": "",
        "language": "zh",
        "words": {"flow-onward": "↓ {page}"},
    }
    data |= {"colours": theme.palette("print"), "it": flow_data(block, theme, 510)}
    pdf = draw_pdf(source, data, "2026-01-01")
    assert pdf.tagged
    assert pdf.warnings == ()
    shown = ""
    for page in pymupdf.open(stream=pdf.data):
        parts = (part.get("lines", ()) for part in page.get_text("dict")["blocks"])
        spans = [span for lines in parts for line in lines for span in line["spans"] if span["text"].strip()]
        assert min(span["size"] for span in spans) >= LEAST_TYPE - 0.01
        assert all(span["bbox"][0] >= 40 and span["bbox"][2] <= page.rect.width - 40 for span in spans)
        shown += squeeze("".join(span["text"] for span in spans))
        pieces = (piece for drawing in page.get_drawings() for piece in drawing["items"])
        lines = [pymupdf.Rect(*piece[1:3]).normalize() for piece in pieces if piece[0] == "l"]
        strips = [pymupdf.Rect(line.x0, line.y0, line.x1 + 0.1, line.y1 + 0.1) for line in lines]
        for span in spans:
            x, y, to_x, to_y = span["bbox"]
            blank = 6 if span["text"][0] in "（《“" else 1  # half of an opening mark hangs over the edge
            middle = pymupdf.Rect(x + blank, y + 5, to_x - 6, to_y - 5)
            assert not [strip for strip in strips if strip.intersects(middle)], span["text"]
    assert all(squeeze(step.what) in shown for step in random_flow(seed).steps)
