"""What a preview adds to a page on its way to the browser, and what it shows beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from sunboard.model.plain import Plain, Values, maps_of, text_of, texts_of

OWN = "_preview"
"""The folder of what belongs to the preview alone: no slug begins so."""


def with_script(page: bytes, path: str, version: int, source: str) -> bytes:
    """Return a page with the script that listens for changes.

    `path` is the page's address below the top, `source` the file of its record. Addresses are relative, so
    that the preview may stand behind any prefix.
    """
    top = "../" * path.count("/") or "./"
    attributes = {"src": f"{top}{OWN}/overlay.js", "top": top, "path": path, "source": source}
    told = " ".join(
        f'{name if name == "src" else f"data-{name}"}="{escape(value)}"' for name, value in attributes.items()
    )
    script = f'<script {told} data-version="{version}"></script>'.encode()
    before, body, after = page.rpartition(b"</body>")
    return before + script + body + after if body else page + script


def source_of(manifest: Values, page: str) -> str:
    """Return the file of the record that an output is the page of, or nothing."""
    records = maps_of(manifest, "records")
    return next((text_of(record, "source") for record in records if text_of(record, "page") == page), "")


def number_of(manifest: Values, page: str) -> str:
    """Return the number of the record that an output is the page of, or nothing."""
    records = maps_of(manifest, "records")
    return next((text_of(record, "number") for record in records if text_of(record, "page") == page), "")


def beside(manifest: Values, page: str, labels: Mapping[str, str]) -> Iterator[dict[str, Plain]]:
    """Yield the papers and screens that stand beside a page: its record's, then all others of its village.

    `labels` are the lists of the manifest that name them, with what people call them; a place in such a list
    has a file, or a folder with a page of its own.
    """
    number = number_of(manifest, page)
    found = [(section, entry) for section in labels for entry in maps_of(manifest, section)]
    for section, entry in sorted(found, key=lambda one: not _shows(one[1], number)):
        if path := _path(entry):
            shows = _shows(entry, number)
            if shows or "number" not in entry:  # other records' own papers are found on their pages
                name = text_of(entry, "number") or _name(entry)
                yield {
                    "sort": section,
                    "label": f"{labels[section]} {name}".strip(),
                    "path": path,
                    "own": shows,
                }


def _path(entry: Values) -> str:
    folder = text_of(entry, "folder")
    return f"{folder.rstrip('/')}/index.html" if folder else text_of(entry, "file")


def _name(entry: Values) -> str:
    return next((value for name, value in entry.items() if name not in _ABOUT and isinstance(value, str)), "")


_ABOUT = frozenset(("file", "folder", "url", "page"))


def _shows(entry: Values, number: str) -> bool:
    return bool(number) and number in (
        text_of(entry, "number"),
        *texts_of(entry, "numbers"),
        *texts_of(entry, "listed"),
    )


def address_of(output: str) -> str:
    """Return where an output is sent, below the top: pages at the top, papers in a folder of their own."""
    site, _, path = output.partition("/")
    return path if site == "site" else f"{OWN}/{output}"


def labelled(sections: Iterable[str], texts: Mapping[str, str]) -> dict[str, str]:
    """Return lists of a manifest with what people call them, those that have a name for people."""
    return {name: texts[f"serve-{name}"] for name in sections if f"serve-{name}" in texts}
