"""Small pages of the program's own, each from its template beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sunboard.engines.jinja_html import Templates, draw_html
from sunboard.engines.typst_pages import draw_pdf
from sunboard.model.period import Period
from sunboard.model.plain import Plain, sha256
from sunboard.reporting.words import load_words


def moved_page(address: str, language: str) -> bytes:
    """Return a page that leads on to another address: by itself, in words, and by a link."""
    say = load_words(language)
    told = {
        "language": language,
        "address": address,
        "title": say("forward-title"),
        "text": say("forward-text"),
    }
    return _drawn("moved.html", told)


def sign_off(period: Period, digest: str, counts: dict[str, int], before: str, language: str) -> bytes:
    """Return the sheet (PDF/A) on which an evidence pack is signed; `digest` is that of its list of files."""
    say = load_words(language)
    told: Plain = {
        "language": language,
        "title": say("archive-title", period=period.name(language)),
        "lines": [say("archive-counts", **counts), say("archive-before", before=before), say("archive-list")],
        "digest": [digest[:32], digest[32:]],
        "signing": [*say("archive-signing").split("|")],
        "day": say("archive-day"),
    }
    source = Path(__file__).with_name("signing.typ").read_text("utf-8")
    return draw_pdf(source, told, period.end.isoformat()).data


def _drawn(name: str, told: Mapping[str, object]) -> bytes:
    source = Path(__file__).with_name(name).read_bytes()
    return draw_html(Templates(sha256(source), {name: source}), name, told).encode()
