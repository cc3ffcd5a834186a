"""The page at an address that is no longer used."""

from __future__ import annotations

from sunboard.reporting.drawing import draw_page
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
    return draw_page("moved.html", told)
