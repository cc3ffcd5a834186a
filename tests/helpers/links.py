"""Links of a finished site, read from its files alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADDRESSES = {
    ("a", "href"),
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("source", "src"),
    ("iframe", "src"),
    ("use", "href"),
    ("form", "action"),
}
OUTWARD = {"mailto", "tel", "data"}


@dataclass(slots=True)
class Page(HTMLParser):
    """The addresses that a page names and the anchors that it has."""

    links: list[tuple[str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = tag if tag != "link" or "canonical" in (dict(attrs).get("rel") or "") else "link that loads"
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif (tag, name) in ADDRESSES and value is not None:
                self.links.append((named, value))
            elif name in ("srcset", "imagesrcset") and value:
                self.links.extend(
                    (tag, candidate.split()[0]) for candidate in value.split(",") if candidate.strip()
                )


def read_page(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    return page


def broken(site: Path, base_url: str) -> list[str]:
    """Name every link of the site that leads nowhere, leaves it by the root, or does not name a file."""
    site = site.resolve()
    pages = {path.resolve(): read_page(path) for path in sorted(site.rglob("*.html"))}
    return [
        f"{path.relative_to(site)}: {fault}"
        for path, page in pages.items()
        for fault in _faults(site, path, page, pages, base_url.rstrip("/"))
    ]


def _faults(site: Path, path: Path, page: Page, pages: dict[Path, Page], base: str) -> Iterator[str]:
    for tag, link in page.links:
        parts = urlsplit(link)
        if parts.scheme in OUTWARD or (
            tag in ("a", "link") and parts.scheme in ("http", "https") and not link.startswith(base + "/")
        ):
            continue
        if parts.scheme:
            if tag not in ("a", "link"):
                yield f"<{tag}> loads {link}"
                continue
            target = (site / unquote(link.removeprefix(base)).strip("/")).resolve()
            if target.is_dir():
                target /= "index.html"  # a canonical address is served by a web host
        elif link.startswith("/"):
            yield f"{link} begins at the root of the host"
            continue
        else:
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if not target.is_relative_to(site):
            yield f"{link} leads out of the site"
        elif not target.is_file():
            yield f"{link} leads nowhere"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
            yield f"{link} names no anchor of its page"
