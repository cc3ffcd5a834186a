"""A slide drawn as a picture, and the player filled in."""

from __future__ import annotations

from sunboard.channels.screen.frame import MOST_PIXELS
from sunboard.channels.screen.planning import PLAYER
from sunboard.contracts import Rendered, Task
from sunboard.engines.jinja_html import Templates, draw_html
from sunboard.engines.qr_code import svg
from sunboard.engines.typst_pages import draw_pictures
from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.plain import map_of, text_of
from sunboard.model.problem import Problem
from sunboard.theming import Theme

SCREEN_SIZE = fault("screen-size")


def render(task: Task, theme: Theme) -> Rendered:
    """Draw one slide, or fill in the player; a screen without slides is pointed out."""
    data = {**task.data, "colours": theme.palette("led" if task.data["led"] else "slide")}
    if task.template == PLAYER:
        html = draw_html(Templates(theme.digest, theme.files), PLAYER, data)
        return Rendered(html.encode(), problems=() if task.data["slides"] else (_without_slides(task),))
    code = map_of(task.data, "code")
    data["drawing"] = svg(text_of(code, "address"), text_of(code, "level")) if code else ""
    return Rendered(draw_pictures(theme.text(task.template), data, fonts=theme.fonts)[0])


def _without_slides(task: Task) -> Problem:
    width, height = int(str(task.data["width"])), int(str(task.data["height"]))
    what = "large" if width * height > MOST_PIXELS else "small"
    details = {"screen": text_of(task.entry, "screen"), "size": f"{width}x{height}", "what": what}
    return Problem(SCREEN_SIZE, Place(), details["size"], details)
