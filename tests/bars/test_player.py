"""The player in a real browser, with a clock of its own: it loops, skips, says when it is old, obeys keys."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.browser import visit
from tests.helpers.site import SiteTest

pytestmark = pytest.mark.once

SHOWN = "() => [...document.querySelectorAll('li')].findIndex(slide => slide.classList.contains('shown'))"
SECONDS = "() => [...document.querySelectorAll('li')].map(slide => +slide.dataset.seconds)"


@pytest.fixture
def player(built_sites: Callable[[str], SiteTest]) -> Path:
    return built_sites("sample").pages / "liuwan" / "screen" / "hall" / "index.html"


@contextmanager
def _playing(browser: Browser, player: Path, day: str = "2026-04-20", query: str = "") -> Iterator[Page]:
    with visit(browser, (1920, 1080)) as (tab, _):
        tab.clock.install(time=f"{day}T12:00:00")
        tab.clock.pause_at(f"{day}T12:00:01")  # from here on only the test moves it
        tab.goto(player.as_uri() + query)
        yield tab


def test_it_advances_by_the_time_that_a_slide_needs_and_begins_anew(browser: Browser, player: Path) -> None:
    with _playing(browser, player) as tab:
        seconds = tab.evaluate(SECONDS)
        assert len(seconds) > 3
        for index, time in enumerate(seconds):
            assert tab.evaluate(SHOWN) == index
            assert 8 <= time <= 30
            tab.clock.run_for(1000 * time - 1)
            assert tab.evaluate(SHOWN) == index, "not before its time"
            tab.clock.run_for(1)
        assert tab.evaluate(SHOWN) == 0
        assert sum(seconds) <= 600


def test_a_notice_is_skipped_after_its_last_day_by_the_clock_of_the_box(
    browser: Browser, player: Path
) -> None:
    until = re.findall(r'data-until="([\d-]+)"', player.read_text("utf-8"))
    assert until
    with _playing(browser, player, "2026-04-29") as tab:
        kept = tab.evaluate(
            "() => [...document.querySelectorAll('li')]"
            ".filter(s => !s.dataset.until || s.dataset.until >= '2026-04-29').length"
        )
        seen = set()
        for _ in range(len(tab.evaluate(SECONDS))):
            seen.add(tab.evaluate(SHOWN))
            tab.keyboard.press("ArrowRight")
        assert len(seen) == kept < len(tab.evaluate(SECONDS))


def test_a_picture_that_could_not_be_loaded_has_its_place_once_it_can(
    browser: Browser, player: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(player.parent, tmp_path / "hall")
    late = copy / "0002.png"
    picture = late.read_bytes()
    late.unlink()
    with _playing(browser, copy / "index.html") as tab:
        assert tab.evaluate(SHOWN) == 0
        tab.keyboard.press("ArrowRight")
        assert tab.evaluate(SHOWN) == 2
        late.write_bytes(picture)
        tab.keyboard.press("ArrowLeft")
        tab.keyboard.press("ArrowLeft")
        tab.keyboard.press("ArrowRight")  # a round is over
        assert tab.evaluate(SHOWN) == 0
        tab.wait_for_function("() => document.querySelectorAll('li img')[1].naturalWidth > 0")
        tab.keyboard.press("ArrowRight")
        assert tab.evaluate(SHOWN) == 1


def test_it_says_when_it_is_old(browser: Browser, player: Path) -> None:
    for day, old in (("2026-04-21", False), ("2026-12-01", True)):
        with _playing(browser, player, day) as tab:
            assert tab.locator(".stale").is_visible() is old


def test_keys_go_on_back_and_stop(browser: Browser, player: Path) -> None:
    with _playing(browser, player) as tab:
        tab.keyboard.press("ArrowRight")
        tab.keyboard.press("ArrowRight")
        tab.keyboard.press("ArrowLeft")
        assert tab.evaluate(SHOWN) == 1
        tab.keyboard.press("Space")
        tab.clock.run_for(120_000)
        assert tab.evaluate(SHOWN) == 1
        tab.keyboard.press("Space")
        tab.clock.run_for(31_000)
        assert tab.evaluate(SHOWN) > 1


def test_the_cursor_is_hidden_until_somebody_moves_it(browser: Browser, player: Path) -> None:
    cursor = "() => getComputedStyle(document.body).cursor"
    with _playing(browser, player) as tab:
        assert tab.evaluate(cursor) == "none"
        tab.mouse.move(200, 200)
        assert tab.evaluate(cursor) != "none"
        tab.clock.run_for(3100)
        assert tab.evaluate(cursor) == "none"


def test_debug_tells_which_slide_is_shown(browser: Browser, player: Path) -> None:
    with _playing(browser, player) as tab:
        assert tab.locator(".debug").count() == 0
    with _playing(browser, player, query="?debug") as tab:
        total = len(tab.evaluate(SECONDS))
        assert f"1/{total}" in tab.locator(".debug").inner_text()
        tab.keyboard.press("ArrowRight")
        assert "0002.png 1920×1080" in tab.locator(".debug").inner_text()
