"""Catalog: the disclosure catalogue in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sunboard.reading.documents import read_rows_file
from sunboard.reporting.words import load_words
from sunboard.settings.packaged import Packaged, load_packaged, packaged_files
from sunboard.settings.reference import CatalogRow

CATALOG = "catalog.yaml"


def list_catalog(content: Path, about: str, language: str) -> tuple[int, str]:
    """Return an exit code and the rows of a county's catalogue, all of them or those that a word is in."""
    say, catalog = load_words(language), county_catalog(content)
    found = {code: row for code, row in catalog.items() if _is_about(row, about)}
    near = {} if found else _nearly_about(catalog, about)
    if not found and not near:
        return 2, say("catalog-none", about=about)
    told = () if found else (say("catalog-near", about=about),)
    return 0, "\n".join((*told, *_listed(found or near, language), "", say("catalog-how")))


def county_catalog(content: Path) -> Mapping[str, CatalogRow]:
    """Return the catalogue with a county's own rows, by code."""
    return county_packaged(content).catalog


def county_packaged(content: Path) -> Packaged:
    """Return what comes packaged, with a county's own rows of the catalogue."""
    own = {CATALOG: (content / CATALOG).read_bytes()} if (content / CATALOG).is_file() else {}
    return load_packaged(packaged_files(), own, read_rows_file)[0]


def _is_about(row: CatalogRow, about: str) -> bool:
    return any(about.lower() in text.lower() for text in (*_texts(row), row.content or ""))


def _texts(row: CatalogRow) -> tuple[str, ...]:
    return (row.code, row.category, row.title, *row.aliases)


def _nearly_about(catalog: Mapping[str, CatalogRow], about: str) -> Mapping[str, CatalogRow]:
    """Return the rows that share most pairs of signs with what was asked for: 种地补贴 those of 补贴."""
    pairs = {about[at : at + 2] for at in range(len(about) - 1)}
    shared = {
        code: sum(any(pair in text for text in _texts(row)) for pair in pairs)
        for code, row in catalog.items()
    }
    most = max(shared.values(), default=0)
    return {code: row for code, row in catalog.items() if most and shared[code] == most}


def _listed(catalog: Mapping[str, CatalogRow], language: str) -> Iterator[str]:
    say = load_words(language)
    category = ""
    for row in catalog.values():
        if row.category != category:
            category = row.category
            yield from ("", category)
        yield f"  {row.code}  {row.title}"
        for words, text in (
            ("catalog-called", "、".join(row.aliases)),
            ("catalog-content", row.content),
            ("catalog-frequency", row.frequency),
            ("catalog-notice", row.notice),
        ):
            if text:
                yield f"        {say(words, text=text)}"
