"""Style sheets as they are sent: with the theme's colours, without comments and blanks."""

from __future__ import annotations

from sunboard.engines.css import minified
from sunboard.engines.jinja_html import Templates, draw_html
from sunboard.theming import Theme

ASSETS = "web/assets/"
_COLOURS, _EVERY_PAGE = "web/colours.css", f"{ASSETS}site.css"


def style_sheet(path: str, theme: Theme) -> str:
    """Return one of the theme's style sheets."""
    css = theme.text(path)
    if path == _EVERY_PAGE:
        palettes = {scheme: theme.palette(scheme) for scheme in ("light", "dark")}
        css = draw_html(Templates(theme.digest, theme.files), _COLOURS, {"colours": palettes}) + css
    return minified(css)
