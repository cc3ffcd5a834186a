"""Texts of reports keep whole what is read as one."""

from __future__ import annotations

import pytest

from sunboard.reporting.drawing import whole


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("公示到 2026-05-17，5天", '公示到 <span class="whole">2026-05-17</span>，5天'),
        ("要改：15 处错误", '要改：<span class="whole">15 处</span>错误'),
        ("<3> & 0900-8880110", '&lt;3&gt; &amp; <span class="whole">0900-8880110</span>'),
        ("'7'", "&#39;7&#39;"),
    ],
)
def test_no_line_ends_inside_a_day_an_amount_or_a_count(text: str, html: str) -> None:
    assert whole(text) == html
