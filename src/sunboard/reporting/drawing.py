"""The pages of reports: their templates come with the program and belong to no theme."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sunboard.lazy import regex
from sunboard.model.plain import sha256

if TYPE_CHECKING:
    from sunboard.engines.jinja_html import Templates

_FOLDER = Path(__file__).parent
_COUNTED = regex(r"(\d[\d,.:/年月日-]{3,15}|\d+ [\u4e00-\u9fff])")
"""What no line ends within: days, amounts and telephones, and a number with what it counts behind a blank."""


def draw_page(template: str, data: Mapping[str, object]) -> bytes:
    """Return a page; the template's path is relative to this folder."""
    from sunboard.engines.jinja_html import draw_html

    return draw_html(_templates(), template, data).encode()


def whole(text: str) -> str:
    """Write a text as HTML in which no line ends inside a day, an amount or a count."""
    from sunboard.engines.jinja_html import escaped, safe

    pieces = [*map(escaped, _COUNTED.split(text))]
    pieces[1::2] = [f'<span class="whole">{piece}</span>' for piece in pieces[1::2]]
    return safe("".join(pieces))


@cache
def _templates() -> Templates:
    """Read all templates and what they include."""
    from sunboard.engines.jinja_html import Templates

    paths = sorted((*_FOLDER.rglob("*.html"), *_FOLDER.glob("*.css")))
    files = {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in paths}
    return Templates(sha256(b"".join(files.values())), files, {"whole": whole})
