"""A real browser without a window, cut off from every host."""

from __future__ import annotations

import contextlib
import functools
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.helpers.tools import CHROMIUM, require

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = (360, 740), (1280, 800)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")

GROW = """() => {
    const sized = [...document.querySelectorAll('body, body *')].map(e => [e, parseFloat(getComputedStyle(e).fontSize)]);
    for (const [element, size] of sized) element.style.setProperty('font-size', 2 * size + 'px', 'important');
}"""
OVERHANG = """() => {
    const wide = document.documentElement.clientWidth, found = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > wide + 1) found.push('the page is ' + page.scrollWidth + ' px wide');
    const scrolls = e => e && e !== document.body && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const style = getComputedStyle(node.parentElement);
        if (!node.data.trim() || style.visibility === 'hidden' || style.clip !== 'auto' || style.clipPath !== 'none') continue;
        for (const box of range.getClientRects())
            if (box.width > 1 && (box.right > wide + 1 || box.left < -1) && !scrolls(node.parentElement)) {
                found.push('"' + node.data.trim().slice(0, 30) + '" reaches from ' + Math.round(box.left) + ' to ' + Math.round(box.right) + ' px');
                break;
            }
    }
    return found;
}"""
CUT = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (const figure of node.data.matchAll(/-?\\d[\\d,]*\\.\\d\\d|\\d{4}-\\d{7}/g)) {
            const range = document.createRange();
            range.setStart(node, figure.index);
            range.setEnd(node, figure.index + figure[0].length);
            if (new Set([...range.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top))).size > 1) found.push(figure[0]);
        }
    for (const chart of document.querySelectorAll('.flow-chart')) {
        const shown = e => e.checkVisibility({contentVisibilityAuto: true});
        const steps = chart.parentElement.querySelector('.steps');
        if (![...chart.querySelectorAll('svg'), steps].some(shown)) found.push('a flow without its steps');
    }
    return found;
}"""
UNSEEN = """() => {
    for (const e of document.querySelectorAll('details')) e.open = true;
    const seen = document.body.innerText.replace(/\\s+/g, ''), found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.data.replace(/\\s+/g, '');
        const unread = node.parentElement.closest('script, style, template, noscript, svg, title, option');
        if (text && !unread && !seen.includes(text)) found.push(text.slice(0, 60));
    }
    return found;
}"""

LEFT = "net::ERR_ABORTED"  # the tab went on to the next page before the icon came: no fault of the page


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
    """Open a tab of a size in CSS pixels; what is asked of any other host than our own is refused and listed."""
    context: BrowserContext = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    foreign: list[str] = []
    context.on(
        "request",
        lambda request: (
            None if request.url.startswith((own, "data:", "blob:")) else foreign.append(request.url)
        ),
    )
    context.on(
        "requestfailed",
        lambda request: foreign.append(f"failed: {request.url}") if request.failure != LEFT else None,
    )
    context.route(lambda url: url.startswith("http") and not url.startswith(own), lambda route: route.abort())
    try:
        yield context.new_page(), foreign
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page that is open."""
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations'], preload: false})")[
        "violations"
    ]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def screenshot(page: Page) -> Image.Image:
    """Return the whole page as a picture."""
    return Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled")))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine as any plain host does; yield its address."""
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))
    ) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
