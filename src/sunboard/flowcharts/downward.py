"""A flow from top to bottom: one row a step, in the order written.

Between two rows lies a channel that belongs to the ways out of the step above and the ways into the step
below, so that short arrows never meet. Long arrows leave a channel for a track in the margin: loops back run
left, arrows that leave out steps right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sunboard.flowcharts.boxes import draw_box, draw_end, moved_end
from sunboard.flowcharts.chart import Box, Chart, End, Point, Route, Text, Wording
from sunboard.flowcharts.columns import TRACK, Columns, most_tracks, share
from sunboard.flowcharts.flow import Exit, exits_of, numbers_of, risks_of
from sunboard.flowcharts.labels import BULLET, height_of, lay_labels, width_of
from sunboard.flowcharts.tracks import BACK, Tracks, Way, assign, way_of
from sunboard.model.blocks import StepsBlock
from sunboard.typesetting.widths import width as measure

_PORT = 100  # from one arrow to the next along the edge of a box
_HEAD = 110  # the last piece of an arrow, on which its head stands
_BESIDE = 35  # from an arrow to its words
_LEAST_RUN = 170
_LEAST_END = 310
_INDENT = 300  # from the edge of a box to an arrow that stands far left, so that its words have room


def draw_down(block: StepsBlock, width: int, wording: Wording, lanes: bool = True) -> Chart:
    """Lay a flow out from top to bottom, at most `width` wide (at least 1600).

    In lanes where they fit and are wanted, else in one column.
    """
    exits, tracks, columns = _laid_out(block, width, wording, lanes)
    return _Sheet(block, exits, tracks, columns, wording).chart()


def width_down(block: StepsBlock, width: int, wording: Wording) -> int:
    """Return how wide a flow becomes that is laid out from top to bottom, without drawing it."""
    _, _, columns = _laid_out(block, width, wording, lanes=True)
    return columns.width


def _laid_out(
    block: StepsBlock, width: int, wording: Wording, lanes: bool
) -> tuple[Sequence[Sequence[Exit]], Tracks, Columns]:
    """Return the ways out of each step, the tracks of long arrows, and where boxes stand side by side."""
    exits = exits_of(block, wording.end)
    tracks = assign(exits, most_tracks(width))
    return exits, tracks, share(block.steps, width, tracks, lanes)


class _Sheet:
    """A chart while it grows downwards."""

    def __init__(
        self,
        block: StepsBlock,
        exits: Sequence[Sequence[Exit]],
        tracks: Tracks,
        columns: Columns,
        wording: Wording,
    ) -> None:
        self.block, self.exits, self.tracks, self.columns, self.wording = (
            block,
            exits,
            tracks,
            columns,
            wording,
        )
        self.numbers = numbers_of(step.id for step in block.steps)
        self.risks = risks_of(block)
        self.boxes: list[Box] = []
        self.ends: list[End] = []
        self.routes: list[Route] = []
        self.runs: list[tuple[Route, Way]] = []  # arrows as far as their track
        # where each way leaves its track: the corner above the box, and the box's edge
        self.entries: dict[Way, tuple[Point, int]] = {}
        self.cuts: list[int] = []

    def chart(self) -> Chart:
        """Draw row by row, then join the long arrows."""
        floor = self.columns.head + 30
        for place, step in enumerate(self.block.steps):
            x, wide = self.columns.boxes[place]
            channel = _Channel(self, place - 1, floor) if place else None
            base = channel.base if channel else floor
            if place:
                self.cuts.append(base + 10)
            top = self._enter(place, x, wide, base, channel)
            box = draw_box(
                place,
                step,
                self.numbers[place],
                self.risks[place],
                (x, top),
                wide,
                not self.columns.lanes,
                self.wording,
            )
            self.boxes.append(box)
            floor = box.rect.bottom
        height = _Channel(self, len(self.block.steps) - 1, floor).base + 20 if self.block.steps else floor
        lanes = tuple(replace(lane, rect=replace(lane.rect, height=height)) for lane in self.columns.lanes)
        routes = sorted(
            (*self.routes, *map(self._joined, self.runs)), key=lambda route: (route.source, route.points)
        )
        risks = tuple(risk for row in self.risks for risk in row)
        boxes, ends, cuts = tuple(self.boxes), tuple(self.ends), tuple(self.cuts)
        return Chart(
            self.columns.width, height, boxes, ends, tuple(routes), lanes, risks, cuts, self.columns.head
        )

    def _enter(self, place: int, x: int, wide: int, base: int, channel: _Channel | None) -> int:
        """Bring every arrow to the upper edge of a box; return where that edge is."""
        back, ahead = ((way, place) in self.tracks.places for way in ("back", "ahead"))
        corner = base + 30
        top = corner + _HEAD if back or ahead else base + (_HEAD if place else 0)
        straight = channel.straight if channel else None
        at = spine(self.columns, x, wide)
        if straight is not None and channel:
            at = straight if x + 140 <= straight <= x + wide - 140 else min(max(at, x + 140), x + wide - 140)
            self.routes.append(channel.arrive(at, top))
        near = 90 if straight is not None else 45 if back and ahead else 0
        if back:
            self.entries["back", place] = ((at - near, corner), top)
        if ahead:
            self.entries["ahead", place] = ((at + near, corner), top)
        return top

    def track(self, way: Way) -> int:
        """Return the x of a way's track."""
        away = self.tracks.places[way] * TRACK + TRACK - 20
        return self.columns.left - away if way[0] == BACK else self.columns.right + away

    def _joined(self, run: tuple[Route, Way]) -> Route:
        route, way = run
        (x, corner), top = self.entries[way]
        track = self.track(way)
        return replace(route, points=(*route.points, (track, corner), (x, corner), (x, top)))


def spine(columns: Columns, x: int, wide: int) -> int:
    """Return where arrows leave and reach a box by choice.

    The middle in lanes, left of it in one column, where words stand right of them.
    """
    return x + wide // 2 if columns.lanes else x + wide * 2 // 5


def _words_wide(exit: Exit) -> int:
    """Return how wide the conditions of a way out are beside its arrow, each on one line."""
    return max(map(measure, exit.conditions), default=0) + _BESIDE + 20 + BULLET


class _Channel:
    """What lies below one row: the ways out of its step.

    `base` is below all of it; `straight` where the arrow to the next row comes down.
    """

    def __init__(self, sheet: _Sheet, place: int, floor: int) -> None:
        self.sheet, self.place, self.floor = sheet, place, floor
        self.straight: int | None = None
        self.straight_exit: Exit | None = None
        self.turn = 0  # where it turns towards a box in another lane
        self.labels: tuple[Text, ...] = ()
        self.low = {"left": floor + 30, "right": floor + 30}
        lefts, direct, rights = self._sorted()
        x, wide = sheet.columns.boxes[place]
        ports = len(lefts) + len(rights)
        step = min(_PORT, max(30, (wide - 300) // ports)) if ports else _PORT
        middle = self._middle(lefts, direct, rights, x, wide, step)
        for turn, exit in enumerate(lefts):
            self._aside(exit, middle - (len(lefts) - turn) * step, "left")
        for turn, exit in enumerate(rights):
            self._aside(exit, middle + (len(rights) - turn) * step, "right")
        if direct:
            self._down(direct, middle)
        self.base = max(self.low.values())

    def _sorted(self) -> tuple[list[Exit], Exit | None, list[Exit]]:
        """Return the ways out by side, those first whose arrow turns first."""
        sheet, columns = self.sheet, self.sheet.columns
        ways = list(sheet.exits[self.place])
        last = self.place == len(sheet.block.steps) - 1
        direct = next((exit for exit in ways if exit.target == self.place + 1), None)
        if direct is None and last:
            direct = next((exit for exit in ways if not self._way(exit)), None)
        x, wide = columns.boxes[self.place]
        middle = spine(columns, x, wide)
        lefts: list[Exit] = []
        rights: list[Exit] = []
        for exit in ways:
            way = self._way(exit)
            if exit is direct:
                continue
            if way:
                (lefts if way[0] == BACK else rights).append(exit)
            else:
                roomy = columns.right - middle >= 1000 or columns.right - middle >= middle - columns.left
                (rights if roomy else lefts).append(exit)
        lefts.sort(key=lambda exit: sheet.tracks.places.get(self._way(exit) or ("", 0), 99))
        rights.sort(key=lambda exit: -sheet.tracks.places.get(self._way(exit) or ("", 0), -1))
        return lefts, direct, rights

    def _way(self, exit: Exit) -> Way | None:
        way = way_of(exit)
        return way if way in self.sheet.tracks.places else None

    def _middle(
        self,
        lefts: Sequence[Exit],
        direct: Exit | None,
        rights: Sequence[Exit],
        x: int,
        wide: int,
        step: int,
    ) -> int:
        """Return where the arrow to the next row leaves.

        With room for words on both sides as far as there is any, for a list of them right of it.
        """
        columns = self.sheet.columns
        middle = spine(columns, x, wide)
        if not (lefts or rights):
            if columns.lanes or not direct or len(direct.conditions) < 2:
                return middle
            return max(min(middle, x + _INDENT), min(middle, columns.right - _words_wide(direct)))
        before = max(map(self._need, lefts), default=0) + len(lefts) * step
        behind = max(map(self._need, rights), default=0) + len(rights) * step
        if rights:
            middle = min(middle, columns.right - behind)
        if lefts:
            middle = max(middle, columns.left + before)
        if lefts and rights and before + behind > columns.right - columns.left:
            middle = columns.left + (columns.right - columns.left) * before // (before + behind)
        low = max(x + 150, columns.left + len(lefts) * step + self._least(lefts))
        high = min(x + wide - 150, columns.right - len(rights) * step - self._least(rights))
        middle = min(max(middle, low), high) if low <= high else (low + high) // 2
        return min(
            max(middle, x + 50 + len(lefts) * step, x + 150),
            x + wide - 50 - len(rights) * step,
            x + wide - 150,
        )

    def _least(self, exits: Sequence[Exit]) -> int:
        return max((290 if self._way(exit) else 640 for exit in exits), default=50)

    def _need(self, exit: Exit) -> int:
        label = min(max(map(measure, exit.conditions), default=0), 600)
        return (
            label + 80
            if self._way(exit)
            else max(label + _BESIDE + 80, _LEAST_RUN) + min(measure(self._word(exit)) + 130, 700)
        )

    def _word(self, exit: Exit) -> str:
        return (
            exit.word
            if exit.target is None
            else self.sheet.wording.go.format(step=self.sheet.numbers[exit.target])
        )

    def _label(self, exit: Exit, port: int, side: str, room: int) -> tuple[Text, ...]:
        """Return the conditions beside a port, from where its side is free."""
        left = side == "left"
        return lay_labels(
            exit.conditions, port - _BESIDE if left else port + _BESIDE, self.low[side], room, left
        )

    def _aside(self, exit: Exit, port: int, side: str) -> None:
        """Lead an exit to a track or to an end at its side."""
        sheet = self.sheet
        room = port - sheet.columns.left if side == "left" else sheet.columns.right - port
        way = self._way(exit)
        low = self.low[side]
        away = -1 if side == "left" else 1
        if way:
            labels = self._label(exit, port, side, room - _BESIDE - 20)
            run = low + max(height_of(labels) - 10, 10)
            points = ((port, self.floor), (port, run), (sheet.track(way), run))
            sheet.runs.append((Route(exit.source, exit.target, points, exit.conditions, labels), way))
            self.low[side] = run + 40
            return
        part = (room - 80 - _BESIDE) * 45 // 100
        word = self._word(exit)
        labels = self._label(exit, port, side, max(part, room - 80 - _BESIDE - measure(word) - 130))
        reach = max(width_of(labels) + _BESIDE + 80, _LEAST_RUN)
        end = draw_end(word, max(room - reach, _LEAST_END))
        run = low + max(height_of(labels) - 10, end.rect.height // 2)
        x = port + reach if side == "right" else port - reach - end.rect.width
        y = run - end.rect.height // 2
        sheet.ends.append(moved_end(end, x, y))
        sheet.routes.append(
            Route(
                exit.source,
                None,
                ((port, self.floor), (port, run), (port + away * reach, run)),
                exit.conditions,
                labels,
            )
        )
        self.low[side] = max(run, y + end.rect.height) + 40

    def _down(self, exit: Exit, port: int) -> None:
        """Lead an exit down to the next row, or to the end below the last."""
        sheet, columns = self.sheet, self.sheet.columns
        behind, before = columns.right - port, port - columns.left
        need = _words_wide(exit)
        fitting = [side for side, room in (("right", behind), ("left", before)) if room >= need]
        side = min(fitting, key=self.low.__getitem__) if fitting else "right" if behind >= before else "left"
        onward = exit.target == self.place + 1
        if onward and not self._same_column(self.place + 1):
            side = "right" if columns.boxes[self.place + 1][0] > columns.boxes[self.place][0] else "left"
        labels = self._label(exit, port, side, (behind if side == "right" else before) - _BESIDE - 20)
        under = self.low[side] + height_of(labels)
        if not onward:
            end = draw_end(self._word(exit), columns.right - columns.left)
            x = min(max(port - end.rect.width // 2, columns.left), columns.right - end.rect.width)
            top = max(under, *self.low.values()) + _HEAD - 30
            sheet.ends.append(moved_end(end, x, top))
            sheet.routes.append(
                Route(exit.source, None, ((port, self.floor), (port, top)), exit.conditions, labels)
            )
            self.low[side] = top + end.rect.height
            return
        self.straight, self.straight_exit, self.labels = port, exit, labels
        self.turn = under - 20 if labels else under + 20
        self.low[side] = self.turn + 40 if not self._same_column(self.place + 1) else under

    def _same_column(self, target: int) -> bool:
        return self.sheet.columns.boxes[target][0] == self.sheet.columns.boxes[self.place][0]

    def arrive(self, at: int, top: int) -> Route:
        """Return the arrow to the next row, which it meets at `at`."""
        exit, port = self.straight_exit, self.straight
        assert exit is not None
        assert port is not None
        points: tuple[Point, ...] = ((port, self.floor), (port, top))
        if at != port:
            points = ((port, self.floor), (port, self.turn), (at, self.turn), (at, top))
        return Route(exit.source, exit.target, points, exit.conditions, self.labels)
