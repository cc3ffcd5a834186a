"""A flow for paper: the geometry of its chart as plain data for the theme's `flow-chart`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sunboard.flowcharts.bands import Band, to_bands
from sunboard.flowcharts.chart import Chart, Point, Rect, Text, wording_of
from sunboard.flowcharts.downward import draw_down
from sunboard.flowcharts.flow import exits_of, from_plain, numbers_of, risks_of
from sunboard.model.blocks import StepsBlock
from sunboard.model.plain import Plain, Values
from sunboard.theming import Theme

LEAST_TYPE = 12.0  # points


def flow_data(
    block: Values, theme: Theme, room: float, size: float = LEAST_TYPE, lanes: bool = True
) -> dict[str, Plain]:
    """Return a chart for `flow-chart(it, unit)`, at most `room` points wide, in lanes or in one column.

    Keys: `width`; `head`, the row of the lanes' names, or nothing; `bands`, one a row, each whole with its
    `alt`; `risks`, what the numbered marks stand for. All lengths are hundredths of an em.
    """
    flow = from_plain(block)
    chart = draw_down(flow, int(room / size * 100), wording_of(theme.say), lanes)
    shaded = [lane.rect for lane in chart.lanes[::2]]
    bands = zip(to_bands(chart), spoken_steps(flow, theme), strict=True)
    return {
        "width": chart.width,
        "head": _head(chart, shaded),
        "bands": [
            _band(band, [replace(rect, y=band.top, height=band.bottom - band.top) for rect in shaded], alt)
            for band, alt in bands
        ],
        "risks": _risks(chart),
    }


def _head(chart: Chart, shaded: Sequence[Rect]) -> Plain:
    """Return the row with the names of the lanes, where there are lanes."""
    if not chart.lanes:
        return None
    texts = tuple(text for lane in chart.lanes for text in lane.texts)
    return _band(
        Band(0, chart.head, (), (), texts, (), ()), [replace(rect, height=chart.head) for rect in shaded], ""
    )


def spoken_steps(flow: StepsBlock, theme: Theme) -> list[str]:
    """Return each step with all that the chart shows of it as one sentence, for readers of screens."""
    wording = wording_of(theme.say)
    numbers, risks = numbers_of(step.id for step in flow.steps), risks_of(flow)
    spoken = []
    for place, (step, exits) in enumerate(zip(flow.steps, exits_of(flow, wording.end), strict=True)):
        parts = [
            theme.strings["flow-step"].format(step=numbers[place], who=step.who, what=step.what),
            step.limit,
        ]
        parts += [wording.document.format(paper=step.document)] if step.document else []
        parts += [wording.public] if step.public else []
        parts += [f"{risk.number} {risk.text}" for risk in risks[place]]
        for exit in exits:
            goal = exit.word if exit.target is None else wording.go.format(step=numbers[exit.target])
            parts += [f"{condition}→{goal}" for condition in exit.conditions] or [f"→{goal}"]
        spoken.append(theme.strings["flow-pause"].join(part for part in parts if part))
    return spoken


def _band(band: Band, lanes: Sequence[Rect], alt: str) -> Plain:
    top = band.top
    boxes = band.boxes
    texts = [
        *(text for box in boxes for text in box.texts),
        *band.labels,
        *(text for end in band.ends for text in end.texts),
    ]
    return {
        "height": band.bottom - top,
        "alt": alt,
        "lanes": [_rect(lane, top) for lane in lanes],
        "boxes": [_rect(box.rect, top) for box in boxes],
        "heads": [_rect(box.head, top) for box in boxes],
        "tabs": [_rect(box.tab, top) for box in boxes if box.tab],
        "frames": [_rect(box.frame, top) for box in boxes if box.frame],
        "ends": [_rect(end.rect, top) for end in band.ends],
        "dots": [[dot.x, dot.y - top, dot.number, dot.grade] for box in boxes for dot in box.dots],
        "texts": _texts(texts, top),
        "lines": [_points(line, top) for line in band.lines],
        "arrows": [_points(head, top) for head in band.heads],
    }


def _rect(rect: Rect, top: int) -> Plain:
    return [rect.x, rect.y - top, rect.width, rect.height]


def _points(points: Sequence[Point], top: int) -> Plain:
    return [[x, y - top] for x, y in points]


def _texts(texts: Iterable[Text], top: int = 0) -> list[Plain]:
    return [
        {
            "x": text.x,
            "y": text.y - top,
            "words": text.words,
            "width": text.width,
            "align": text.align,
            "bold": text.bold,
        }
        for text in texts
    ]


def _risks(chart: Chart) -> list[Plain]:
    return [{"number": risk.number, "text": risk.text, "grade": risk.grade} for risk in chart.risks]
