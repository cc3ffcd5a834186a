"""The measures themselves: what is wrong on purpose is found, what is right is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from sunboard.engines import qr_code
from tests.helpers.browser import CUT, GROW, OVERHANG, OVERLAP, PHONE, UNSEEN, serve, violations, visit
from tests.helpers.codes import find_codes, unreadable
from tests.helpers.links import broken

ADDRESS = "https://gk.example.com/liuwan/2026-0007/"
GOOD = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>好</title>
<meta name="viewport" content="width=device-width">
<style>body { font-size: 1rem; overflow-wrap: anywhere } .wide { overflow-x: auto }</style></head>
<body><main><h1>路灯修好了</h1><p>换了六盏。</p><details><summary>更多</summary><p>在村口。</p></details>
<div class="wide" tabindex="0"><pre>一行很长很长的字一行很长很长的字一行很长很长的字</pre></div>
<a href="b.html#x">去</a></main></body></html>"""
BAD = """<!doctype html><html><head><meta charset="utf-8"><title></title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="http://elsewhere.example/a.css"></head>
<body><h1>路灯修好了</h1>
<p style="white-space: nowrap">一行很长很长的字一行很长很长的字一行很长很长的字</p>
<p style="display: none">看不见的字</p><img src="gone.png">
<a href="/root.html">一</a><a href="good.html#none">二</a></body></html>"""


def _picture(pixels: int, quiet: int = 4) -> Image.Image:
    rows = qr_code.modules(ADDRESS)
    side = (len(rows) + 2 * quiet) * pixels
    picture = Image.new("L", (side + 60, side + 60), 120)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((30, 30, 29 + side, 29 + side), fill=255)
    for y, row in enumerate(rows, quiet):
        for x, dark in enumerate(row, quiet):
            if dark:
                draw.rectangle(
                    (30 + x * pixels, 30 + y * pixels, 29 + (x + 1) * pixels, 29 + (y + 1) * pixels), fill=0
                )
    return picture


@pytest.mark.parametrize("pixels", [3, 6])
def test_a_good_code_is_read_and_measured(pixels: int) -> None:
    (code,) = find_codes(_picture(pixels))
    assert (code.text, code.modules, round(code.pixels, 1), code.quiet) == (
        ADDRESS,
        len(qr_code.modules(ADDRESS)),
        pixels,
        4,
    )
    assert unreadable(code) == []


def test_a_code_without_its_quiet_zone_is_noticed() -> None:
    (code,) = find_codes(_picture(6, quiet=2))
    assert code.quiet < 3


def test_good_and_bad_pages_are_told_apart(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(GOOD, "utf-8")
    (tmp_path / "bad.html").write_text(BAD, "utf-8")
    with visit(browser, PHONE) as (tab, foreign):
        tab.goto((tmp_path / "good.html").as_uri())
        assert (violations(tab), foreign, tab.evaluate(UNSEEN)) == ([], [], [])
        tab.evaluate(GROW)
        assert tab.evaluate(OVERHANG) == []
        assert tab.evaluate("() => getComputedStyle(document.querySelector('p')).fontSize") == "32px"
        tab.goto((tmp_path / "bad.html").as_uri())
        assert any(fault.startswith("image-alt") for fault in violations(tab))
        assert "http://elsewhere.example/a.css" in foreign
        assert tab.evaluate(UNSEEN) == ["看不见的字"]
        tab.evaluate(GROW)
        assert tab.evaluate(OVERHANG)


def test_an_amount_that_stands_on_words_of_its_row_is_noticed(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    row = (
        "<tr style='display: grid'><td style='grid-area: 1 / 1'>付修桥款<td style='grid-area: 1 / 1'>2,074.80"
    )
    page.write_text(f"<!doctype html><table>{row}<tr><td>付修桥款<td>2,074.80</table>", "utf-8")
    with visit(browser, PHONE) as (tab, _):
        tab.goto(page.as_uri())
        assert tab.evaluate(OVERLAP) == ['"付修桥款" stands on "2,074.80"']


def test_a_figure_on_two_lines_and_a_flow_that_nobody_sees_are_noticed(
    browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><p style='width: 4em; overflow-wrap: anywhere'>123,456,789.01<p>12.50"
        "<div><div class=flow-chart><svg style='display: none'></svg></div>"
        "<details><summary>步骤</summary><ol class=steps><li>一</ol></details></div>",
        "utf-8",
    )
    with visit(browser, PHONE) as (tab, _):
        tab.goto(page.as_uri())
        assert tab.evaluate(CUT) == ["123,456,789.01", "a flow without its steps"]
        tab.evaluate(
            "() => { document.querySelector('details').open = true;"
            " document.querySelector('p').style.width = 'auto'; }"
        )
        assert tab.evaluate(CUT) == []


def test_a_page_is_looked_at_with_javascript_off(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><p id=p>先</p><script>p.textContent = '后'</script>", "utf-8")
    with visit(browser, PHONE, java_script_enabled=False) as (tab, _):
        tab.goto(page.as_uri())
        assert tab.evaluate("() => document.body.innerText").strip() == "先"


def test_a_host_answers(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(GOOD, "utf-8")
    with serve(tmp_path) as host, visit(browser, PHONE, own=host) as (tab, foreign):
        answer = tab.goto(f"{host}/good.html")
        assert answer
        assert answer.ok
        assert [url for url in foreign if "favicon" not in url] == []


def test_broken_links_are_named(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(GOOD, "utf-8")
    (tmp_path / "b.html").write_text("<p id=x>", "utf-8")
    assert broken(tmp_path, ADDRESS) == []
    (tmp_path / "bad.html").write_text(BAD, "utf-8")
    assert len(broken(tmp_path, ADDRESS)) == 4
