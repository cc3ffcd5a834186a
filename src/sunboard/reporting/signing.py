"""The sheet on which an evidence pack is signed."""

from __future__ import annotations

from pathlib import Path

from sunboard.engines.typst_pages import draw_pdf
from sunboard.model.period import Period
from sunboard.model.plain import Plain
from sunboard.reporting.words import load_words


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
