"""What reaches Typst: no letter and no gap is left out unseen."""

from __future__ import annotations

from sunboard.engines.typst_pages import draw_pdf
from tests.helpers.pdfs import opened

SHOW = """
#set page(width: 400pt, height: 100pt)
#set text(font: "Noto Sans CJK SC")
#json(bytes(sys.inputs.data)).words
"""


def test_a_tab_is_a_gap_and_a_letter_without_a_font_a_box() -> None:
    pdf = draw_pdf(SHOW, {"words": "张三\t560 ཀ C:\\temp"}, "2026-01-01")
    (page,) = opened(pdf.data)
    words = page.get_text()
    assert "张三　560 □ C:\\temp" in words
