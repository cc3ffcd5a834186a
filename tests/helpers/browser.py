"""A real browser without a window, cut off from every host."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page, sync_playwright

from tests.helpers.tools import CHROMIUM, require

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
FLAGS += ("--disable-component-update", "--disable-sync")
PHONE, DESK = (360, 740), (1280, 800)  # CSS pixels
LEFT = "net::ERR_ABORTED"  # the tab went on to the next page before the icon came: no fault of the page
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN_AXE = "() => axe.run(document, {resultTypes: ['violations'], preload: false})"
LARGE = "() => document.documentElement.style.setProperty('font-size', '200%', 'important')"


def script(name: str) -> str:
    """Return a function that measures or changes the page that is open."""
    return (Path(__file__).parent / "scripts" / f"{name}.js").read_text("utf-8")


GROW, OVERHANG, OVERLAP, CUT, UNSEEN = map(script, ("grow", "overhang", "overlap", "cut", "unseen"))


@contextlib.contextmanager
def open_browser() -> Iterator[Browser]:
    require("/usr/bin/chromium", CHROMIUM.exists())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def visit(
    browser: Browser, size: tuple[int, int], *, own: str = "file://", **options: Any
) -> Iterator[tuple[Page, list[str]]]:
    """Open a tab; what is asked of any other host than our own is refused, and listed as what fails."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    foreign: list[str] = []

    def requested(url: str) -> None:
        if not url.startswith((own, "data:", "blob:")):
            foreign.append(url)

    def failed(url: str, why: str | None) -> None:
        if why != LEFT:
            foreign.append(f"failed: {url}")

    context.on("request", lambda request: requested(request.url))
    context.on("requestfailed", lambda request: failed(request.url, request.failure))
    context.route(lambda url: url.startswith("http") and not url.startswith(own), lambda route: route.abort())
    try:
        yield context.new_page(), foreign
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page that is open."""
    page.evaluate(AXE)
    found = page.evaluate(RUN_AXE)["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine as any plain host does; yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
