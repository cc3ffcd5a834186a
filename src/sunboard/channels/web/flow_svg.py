"""A flow as inline SVG: its words stay words, and everything takes the colours of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise

from sunboard.flowcharts.chart import Chart, Dot, Point, Rect, Text, Wording, wording_of
from sunboard.flowcharts.downward import draw_down, width_down
from sunboard.flowcharts.flow import from_plain, numbers_of
from sunboard.model.blocks import StepsBlock
from sunboard.model.plain import Values, maps_of, text_of
from sunboard.typesetting.saying import Saying

NARROW = 2000
"""A chart for phones: at 360 pixels its type is as large as that of the page."""
WIDE = 6500
"""A chart with lanes for large screens."""
_COLUMN = 4700  # what the column of the page has room for
_SHORT = 8400  # what a printed page has room for below its head, and of that
_KEY_LINE = 150  # a line of what the marks stand for
_ALIGNED = {"start": "", "middle": "m", "end": "n"}
_ASCENT = 88  # from the top of a line to the foot of its letters


def flow_numbers(block: Values) -> tuple[str, ...]:
    """Return what each step of a flow is called."""
    return numbers_of(text_of(step, "id") for step in maps_of(block, "steps"))


def flow_charts(block: Values, say: Saying, *, keyed: bool = True) -> str:
    """Draw a flow for phones, and in lanes where these have room; the page shows one of them.

    Where it is not `keyed`, something else on the page says what its marks stand for.
    """
    flow = from_plain(block)
    head = say("flow-risks") if keyed else ""
    return _charts(flow, wording_of(say), say("flow-picture", title=flow.title), head)


@lru_cache(maxsize=512)
def _charts(flow: StepsBlock, wording: Wording, label: str, risks: str) -> str:
    """Draw a flow; all villages inherit the same ones, so that each is drawn once."""
    narrow = draw_down(flow, NARROW, wording)
    has_room = width_down(flow, WIDE, wording) <= _COLUMN
    charts = to_svg(narrow, "narrow", label)
    if has_room:
        charts += to_svg(draw_down(flow, WIDE, wording), "wide", label)
    tall = narrow.height + (_KEY_LINE * len(narrow.risks) if risks else 0)
    look = " lanes" if has_room else " short" if tall <= _SHORT else ""
    return f'<div class="flow-chart{look}">{charts}{_key(narrow, risks)}</div>'


def _key(chart: Chart, head: str) -> str:
    """Say what the numbers of the marks stand for."""
    risks = "".join(f"<li>{escape(risk.text)}</li>" for risk in chart.risks)
    return f'<p class="flow-key">{head}</p><ol class="flow-key">{risks}</ol>' if head and risks else ""


def to_svg(chart: Chart, name: str, label: str) -> str:
    """Write a chart as SVG. Its unit is a hundredth of an em; `label` is what screen readers say of it."""
    boxes = chart.boxes
    texts = (
        *(text for lane in chart.lanes for text in lane.texts),
        *(text for box in boxes for text in box.texts),
        *(text for end in chart.ends for text in end.texts),
        *(text for route in chart.routes for text in route.labels),
    )
    size = f'viewBox="0 0 {chart.width} {chart.height}" style="width:{chart.width / 100:g}em"'
    parts = (
        f'<svg class="flow {name}" role="img" aria-label="{escape(label)}" {size}>',
        _filled("l", (lane.rect for lane in chart.lanes[::2])),
        _filled("b", (box.rect for box in boxes)),
        _filled("h", (box.head for box in boxes)),
        _filled("t", (box.tab for box in boxes if box.tab)),
        _path("r", sorted({_line(route.points) for route in chart.routes})),
        _path("a", sorted({_arrowhead(route.points[-2:]) for route in chart.routes})),
        _filled("o", (box.rect for box in boxes)),
        _filled("o", (box.frame for box in boxes if box.frame)),
        *(_rounded(end.rect) for end in chart.ends),
        *(_dot(dot) for box in boxes for dot in box.dots),
        *map(_text, texts),
        "</svg>",
    )
    return "".join(parts)


def _path(name: str, pieces: Iterable[str]) -> str:
    return f'<path class="{name}" d="{"".join(pieces)}"/>'


def _filled(name: str, rects: Iterable[Rect]) -> str:
    pieces = [f"M{rect.x} {rect.y}h{rect.width}v{rect.height}h-{rect.width}z" for rect in rects]
    return _path(name, pieces) if pieces else ""


def _line(points: Sequence[Point]) -> str:
    steps = [f"M{points[0][0]} {points[0][1]}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        steps += [f"H{to_x}"] if to_x != x else []
        steps += [f"V{to_y}"] if to_y != y else []
    return "".join(steps)


def _arrowhead(points: Sequence[Point]) -> str:
    """Return a triangle at the end of the last piece of a line."""
    (x, _), (to_x, to_y) = points
    if x == to_x:
        return f"M{to_x} {to_y}l-28 -62h56z"
    return f"M{to_x} {to_y}l{-62 if to_x > x else 62} -28v56z"


def _rounded(rect: Rect) -> str:
    place = f'x="{rect.x}" y="{rect.y}" width="{rect.width}" height="{rect.height}"'
    return f'<rect class="e" {place} rx="{min(rect.height // 2, 90)}"/>'


def _dot(dot: Dot) -> str:
    circle = f'class="d{dot.grade}" cx="{dot.x}" cy="{dot.y}" r="{62 if dot.grade == 2 else 66}"'
    return f'<circle {circle}/><text class="m g{dot.grade}" x="{dot.x}" y="{dot.y + 33}">{dot.number}</text>'


def _text(text: Text) -> str:
    names = f"{_ALIGNED[text.align]} s".lstrip() if text.bold else _ALIGNED[text.align]
    kind = f' class="{names}"' if names else ""
    return f'<text{kind} x="{text.x}" y="{text.y + _ASCENT}">{escape(text.words)}</text>'
