"""A flow from left to right, for wide boards: one column a step, in the order written, one lane below the other for each actor.

As downwards, a channel between two columns belongs to the ways out of the step left of it and into the step right of it.
Loops back run above all lanes, arrows that leave out steps below them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sunboard.flowcharts.boxes import PAD, draw_box, draw_end, moved_end
from sunboard.flowcharts.chart import Box, Chart, End, Lane, Point, Rect, Route, Text, Wording
from sunboard.flowcharts.columns import TRACK
from sunboard.flowcharts.flow import Exit, actors_of, exits_of, numbers_of, risks_of
from sunboard.flowcharts.labels import height_of, lay_labels, width_of
from sunboard.flowcharts.lines import LINE, break_lines, measure
from sunboard.flowcharts.tracks import BACK, Tracks, Way, assign, way_of
from sunboard.model.blocks import StepsBlock

_LABEL = 600  # the widest condition
_END = 800
_SLOT = 70  # from one upright arrow to the next
_HEAD = 130
_NAME = 640  # the column of the lanes' names
_GUTTER = 45
_SPACE = 40  # between ways out of a box


@dataclass(frozen=True, slots=True)
class _Port:
    """A way out of a box: where it leaves, counted from the top of the box, and what stands above its line."""

    exit: Exit
    y: int
    labels: tuple[Text, ...]  # their x counts from the edge of the box
    end: End | None


def draw_right(block: StepsBlock, wording: Wording, box: int = 900) -> Chart:
    """Lay a flow out from left to right, as wide as it comes, its boxes `box` wide (at least 600)."""
    exits = exits_of(block, wording.end)
    tracks = assign(exits, len(block.steps) * 2)
    numbers, risks, actors = numbers_of(block), risks_of(block), actors_of(block)
    laned = len(actors) > 1 and all(actors)
    ports = [_ports(row, place, tracks) for place, row in enumerate(exits)]
    drawn = [
        draw_box(at, step, numbers[at], risks[at], box, not laned, wording)
        for at, step in enumerate(block.steps)
    ]
    boxes = [
        _higher(drawn[at], max((port.y + _below(port) for port in ports[at]), default=0))
        for at in range(len(drawn))
    ]
    top = tracks.back * TRACK + 20
    lanes, middles = _lanes(block, actors if laned else (), boxes, top)
    floor = max(
        (lane.rect.bottom for lane in lanes),
        default=top + max((made.rect.height for made in boxes), default=0) + 2 * _GUTTER,
    )
    sheet = _Sheet(
        tracks,
        top,
        floor,
        [made.moved(0, middle - made.rect.height // 2) for made, middle in zip(boxes, middles, strict=True)],
    )
    width = sheet.place(ports, (_NAME if laned else 0) + 20)
    height = floor + tracks.ahead * TRACK + 20
    lanes = tuple(replace(lane, rect=replace(lane.rect, width=width)) for lane in lanes)
    marks = tuple(risk for row in risks for risk in row)
    return Chart(width, height, tuple(sheet.boxes), tuple(sheet.ends), sheet.joined(), lanes, marks)


def _below(port: _Port) -> int:
    return (port.end.rect.height // 2 if port.end else 0) + _SPACE


def _higher(box: Box, least: int) -> Box:
    return replace(box, rect=replace(box.rect, height=max(box.rect.height, least)))


def _ports(exits: Sequence[Exit], place: int, tracks: Tracks) -> list[_Port]:
    """Return the ways out of a step from top to bottom: loops back, the next step, ends, steps further on."""

    def rank(exit: Exit) -> tuple[int, int]:
        way = way_of(exit)
        if way is None:
            return (1, 0) if exit.target is not None else (2, 0)
        return (0, tracks.places[way]) if way[0] == BACK else (3, -tracks.places[way])

    made: list[_Port] = []
    y = 0
    for exit in sorted(exits, key=rank):
        end = draw_end(exit.word, _END) if exit.target is None else None
        labels = lay_labels(exit.conditions, 40, y + _SPACE, _LABEL)
        y += max(_SPACE + height_of(labels), (end.rect.height // 2 if end else 0) + _SPACE, 60)
        made.append(_Port(exit, y, labels, end))
        y += _below(made[-1]) - _SPACE
    return made


def _lanes(
    block: StepsBlock, actors: Sequence[str], boxes: Sequence[Box], top: int
) -> tuple[tuple[Lane, ...], list[int]]:
    """Return the lanes, still without width, and the y of the middle of each step's box."""
    if not actors:
        high = max((box.rect.height for box in boxes), default=0)
        return (), [top + _GUTTER + high // 2] * len(boxes)
    lanes: list[Lane] = []
    y = top
    for actor in actors:
        lines = break_lines(actor, _NAME - 2 * PAD, True)
        own = [
            box.rect.height for box, step in zip(boxes, block.steps, strict=True) if step.who.strip() == actor
        ]
        high = max(*own, len(lines) * LINE) + 2 * _GUTTER
        begin = y + (high - len(lines) * LINE) // 2 + (LINE - 100) // 2
        texts = tuple(
            Text(_NAME // 2, begin + turn * LINE, line, measure(line, True), "middle", True)
            for turn, line in enumerate(lines)
        )
        lanes.append(Lane(Rect(0, y, 0, high), texts))
        y += high
    middles = [lanes[actors.index(step.who.strip())].rect for step in block.steps]
    return tuple(lanes), [rect.y + rect.height // 2 for rect in middles]


class _Sheet:
    """A chart while it grows to the right."""

    def __init__(self, tracks: Tracks, top: int, floor: int, boxes: list[Box]) -> None:
        self.tracks, self.top, self.floor, self.boxes = tracks, top, floor, boxes
        self.ends: list[End] = []
        self.routes: list[Route] = []
        self.runs: list[tuple[Route, Way]] = []
        self.entries: dict[Way, tuple[Point, int]] = {}

    def place(self, ports: Sequence[Sequence[_Port]], x: int) -> int:
        """Put boxes and channels side by side from `x` on; return the width of the whole."""
        onward: tuple[Route, int] | None = None
        for place, box in enumerate(self.boxes):
            x = self._enter(place, box, x, onward)
            self.boxes[place] = box.moved(x, 0)
            onward, x = self._leave(place, ports[place], x + box.rect.width)
        return x + 20

    def track(self, way: Way) -> int:
        """Return the y of a way's track."""
        away = self.tracks.places[way] * TRACK + TRACK - 20
        return self.top - away if way[0] == BACK else self.floor + away

    def _enter(self, place: int, box: Box, base: int, onward: tuple[Route, int] | None) -> int:
        """Bring every arrow to the left edge of a box; return where that edge is."""
        back, ahead = (("back", place) in self.tracks.places, ("ahead", place) in self.tracks.places)
        corner = base + 40
        edge = corner + _HEAD if back or ahead or onward else base
        y = box.rect.y + box.rect.height // 2
        if onward:
            route, turn = onward
            port = route.points[0][1]
            low, high = box.rect.y + (110 if back else 40), box.rect.bottom - (110 if ahead else 40)
            y = port if low <= port <= high else y
            corners = () if y == port else ((turn, port), (turn, y))
            self.routes.append(replace(route, points=(*route.points, *corners, (edge, y))))
        near = 70 if onward else 35 if back and ahead else 0
        if back:
            self.entries["back", place] = ((corner, y - near), edge)
        if ahead:
            self.entries["ahead", place] = ((corner, y + near), edge)
        return edge

    def _leave(self, place: int, ports: Sequence[_Port], x: int) -> tuple[tuple[Route, int] | None, int]:
        """Lead every way out of a box; return the arrow to the next step with where it may turn, and where the channel is used up."""
        top = self.boxes[place].rect.y
        begin = x + 40 + max((width_of(port.labels) for port in ports), default=0) + 40
        onward: Route | None = None
        used = begin
        ways = [way_of(port.exit) for port in ports]
        ups = [port for port, way in zip(ports, ways, strict=True) if way and way[0] == BACK]
        downs = [port for port, way in zip(ports, ways, strict=True) if way and way[0] != BACK][::-1]
        for port, way in zip(ports, ways, strict=True):
            exit, y = port.exit, top + port.y
            labels = tuple(text.moved(x, top) for text in port.labels)
            route = Route(exit.source, exit.target, ((x, y),), exit.conditions, labels)
            if way:
                turn = begin + (ups.index(port) if way[0] == BACK else downs.index(port)) * _SLOT
                self.runs.append((replace(route, points=((x, y), (turn, y))), way))
                used = max(used, turn)
            elif port.end:
                left = begin + 60
                self.ends.append(moved_end(port.end, left, y - port.end.rect.height // 2))
                self.routes.append(replace(route, points=((x, y), (left, y))))
                used = max(used, left + port.end.rect.width)
            else:
                onward = route
        return (onward, used + 50) if onward else None, used + (50 if onward else 20)

    def joined(self) -> tuple[Route, ...]:
        """Return all arrows, the long ones led through their tracks."""
        routes = list(self.routes)
        for route, way in self.runs:
            (corner, y), edge = self.entries[way]
            turn, track = route.points[-1][0], self.track(way)
            routes.append(
                replace(route, points=(*route.points, (turn, track), (corner, track), (corner, y), (edge, y)))
            )
        return tuple(sorted(routes, key=lambda route: (route.source, route.points)))
