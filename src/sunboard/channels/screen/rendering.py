"""A slide drawn as a picture, and the player filled in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from itertools import groupby

from sunboard.channels.screen.panel import PANEL
from sunboard.channels.screen.planning import MOST_PIXELS, PLAYER
from sunboard.contracts import Rendered, Task
from sunboard.engines.jinja_html import Templates, draw_html
from sunboard.engines.pixel_type import Block, Words, draw_panel
from sunboard.engines.qr_code import modules, svg
from sunboard.engines.typst_pages import draw_pictures
from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.plain import Values, map_of, text_of
from sunboard.model.problem import Problem
from sunboard.theming import Theme

SCREEN_SIZE = fault("screen-size")
DARK, LIGHT = "code-dark", "code-light"


def render(task: Task, theme: Theme) -> Rendered:
    """Draw one slide, or fill in the player; a screen without slides is pointed out."""
    if task.template == PANEL:
        return Rendered(_panel(task.data, theme))
    data = {**task.data, "colours": theme.palette("led" if task.data["led"] else "slide")}
    if task.template == PLAYER:
        figures = map_of(map_of(task.data, "count"), "figures")
        # within the page: a player of pictures shows whatever lies beside the slides
        data["figures"] = (
            f"data:image/png;base64,{b64encode(_panel(figures, theme)).decode()}" if figures else ""
        )
        html = draw_html(Templates(theme.digest, theme.files), PLAYER, data)
        return Rendered(html.encode(), problems=() if task.data["slides"] else (_without_slides(task),))
    code = map_of(task.data, "code")
    data["drawing"] = svg(text_of(code, "address"), text_of(code, "level")) if code else ""
    return Rendered(draw_pictures(theme.text(task.template), data, fonts=theme.fonts)[0])


def _panel(data: Values, theme: Theme) -> bytes:
    """Draw a slide of an LED panel. A code is black on white whatever the colours of the panel are."""
    colours = {name: str(colour) for name, colour in theme.palette("led").items()}
    colours |= {DARK: "#000", LIGHT: "#fff"}
    code = map_of(data, "code")
    texts = (text for text in _lists(data, "texts"))
    marks = [
        Words(_whole(x), _whole(y), _whole(size), str(role), str(text))
        for x, y, _, size, role, _, text in texts
    ]
    return draw_panel(
        _whole(data["width"]), _whole(data["height"]), colours, [*marks, *_modules(code)], theme.fonts
    )


def _modules(code: Values) -> Iterator[Block]:
    """Yield the white under a code, then its dark modules."""
    if not code:
        return
    left, top, pitch, quiet = (_whole(code[name]) for name in ("x", "y", "pitch", "quiet"))
    rows = modules(text_of(code, "address"), text_of(code, "level"))
    edge = (len(rows) + 2 * quiet) * pitch
    yield Block(left, top, edge, edge, LIGHT)
    for y, row in enumerate(rows, quiet):
        x = quiet
        for dark, run in groupby(row):
            long = len(tuple(run))
            if dark:
                yield Block(left + x * pitch, top + y * pitch, long * pitch, pitch, DARK)
            x += long


def _lists(data: Values, name: str) -> Iterator[list[object]]:
    found = data.get(name)
    for each in found if isinstance(found, list) else ():
        if isinstance(each, list):
            yield list(each)


def _whole(value: object) -> int:
    return int(str(value))


def _without_slides(task: Task) -> Problem:
    width, height = int(str(task.data["width"])), int(str(task.data["height"]))
    what = "large" if width * height > MOST_PIXELS else "small"
    details = {"screen": text_of(task.entry, "screen"), "size": f"{width}x{height}", "what": what}
    return Problem(SCREEN_SIZE, Place(), details["size"], details)
