"""Forward: small pages for an old host, which lead every old address to the new one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sunboard.building.write import put
from sunboard.publishing.issued import ever_issued
from sunboard.publishing.outputs import FOLDER, Outputs, load_outputs
from sunboard.reporting.moved import moved_page
from sunboard.reporting.words import load_words

_INDEX = "index.html"


def forward(content: Path, output: Path, to: Path, language: str) -> tuple[int, str]:
    """Write the pages and return an exit code and what is told.

    Every page that was built has one, and every address that was ever issued. They need no script.
    """
    say = load_words(language)
    outputs = load_outputs(output)
    if outputs is None:
        return 2, say("forward-nothing", output=output)
    if not outputs.addresses:
        return 2, say("forward-no-address")
    if (output / FOLDER).resolve() in (to.resolve(), *to.resolve().parents):
        return 2, say("forward-inside", to=to)
    base = outputs.addresses[0].rstrip("/")
    pages = sorted(_pages(outputs, content))
    for path in pages:
        address = f"{base}/{path.removesuffix(_INDEX)}"
        put(to, path, moved_page(address, language))
    return 0, say("forward-written", count=len(pages), to=to, base=base)


def _pages(outputs: Outputs, content: Path) -> Iterator[str]:
    """Yield the path of every page, also of what was issued and is built no more."""
    built = {path for path in outputs.files if path.endswith(".html")}
    yield from built
    yield from {f"{slug}/{number}/{_INDEX}" for slug, number in ever_issued(content)} - built
