"""The only door to rcssmin: style sheets without what only their writers need."""

from __future__ import annotations

import rcssmin


def minified(css: str) -> str:
    """Return a style sheet that means the same, without comments and blanks."""
    return str(rcssmin.cssmin(css))
