"""Flows at random, and what is wrong with a chart of one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, pairwise

from sunboard.flowcharts.chart import Chart, Point, Rect, Text, Wording
from sunboard.flowcharts.flow import numbers_of
from sunboard.model.blocks import Arrow, Step, StepsBlock

WORDING = Wording(
    document="形成{paper}",
    public="公开",
    risk="{level}风险",
    unlevelled="风险",
    go="转第{step}步",
    end="结束",
)
_SIGNS = "村民代表会议审查核实公开结果按时限办理登记材料申请评议小组镇政府批准付款验收，、；：（）“”《》0123456789ABCxyz %-"
_ACTORS = (
    "村委会",
    "村务监督委员会",
    "镇农经站",
    "报账员、代理记账中心",
    "村民代表评议小组（有争议的才评议）",
    "县民政局或受委托的镇政府",
)
_ENDS = ("归档", "结束", "终止", "书面告知不予", "镇项目办复核5日，复核不过的退回村委会重新公示")


def random_flow(seed: int) -> StepsBlock:
    """Return a flow of up to 15 steps with branches, loops, missing targets, one actor or six, long words, and some without an actor."""
    draw = random.Random(seed)
    count = draw.randint(1, 15)
    ids = [str(at) for at in range(1, count + 1)]
    if draw.random() < 0.15:
        ids = [draw.choice(ids) for _ in ids]  # written twice
    actors = ("",) if draw.random() < 0.05 else _ACTORS[: draw.randint(1, 6)]
    return StepsBlock("办理流程", tuple(_step(draw, at, ids, actors) for at in range(count)))


def _step(draw: random.Random, at: int, ids: list[str], actors: tuple[str, ...]) -> Step:
    risks = draw.choice((0, 0, 0, 1, 1, 2, 4))
    return Step(
        id=ids[at],
        who="" if draw.random() < 0.03 else draw.choice(actors),
        what=_words(draw, 60),
        limit=draw.choice(("", "当日", "3个工作日", "公示5日、签约10日内", _words(draw, 20))),
        document=draw.choice(("", "", "会议记录", _words(draw, 30))),
        public=draw.random() < 0.3,
        arrows=tuple(_arrow(draw, at, ids) for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 4)))),
        risks=tuple(_words(draw, 20) for _ in range(risks)),
        levels=tuple(draw.choice(("高", "中", "低", "")) for _ in range(risks)),
    )


def _arrow(draw: random.Random, at: int, ids: list[str]) -> Arrow:
    label = draw.choice(("", "通过", "未通过", "无异议", _words(draw, 60)))
    way = draw.random()
    if way < 0.45 and at + 1 < len(ids):
        return Arrow(label, ids[at + 1], False)
    if way < 0.8:
        return Arrow(label, draw.choice(ids), False)
    if way < 0.85:
        return Arrow(label, "没有的步骤", False)
    return Arrow(label, draw.choice(_ENDS), True)


def _words(draw: random.Random, most: int) -> str:
    return "办" + "".join(draw.choice(_SIGNS) for _ in range(draw.randint(1, most - 2))) + "好"


def faults_of(chart: Chart, block: StepsBlock, end: str = "结束", sideways: bool = False) -> list[str]:
    """Return what is wrong with a chart."""
    return [*_missing(chart, block, end), *_collisions(chart), *_arrows(chart, sideways), *_outside(chart)]


def _flat(texts: tuple[Text, ...]) -> str:
    return "".join(text.words for text in texts).replace(" ", "")


def _missing(chart: Chart, block: StepsBlock, end: str) -> Iterator[str]:
    if [box.step for box in chart.boxes] != list(range(len(block.steps))):
        yield "steps are missing"
    places = {step.id: at for at, step in reversed(list(enumerate(block.steps)))}
    numbers = numbers_of(block)
    names = {_flat(lane.texts) for lane in chart.lanes}
    for box, step in zip(chart.boxes, block.steps, strict=True):
        said = _flat(box.texts)
        wanted = [
            step.what,
            step.limit,
            step.document,
            "" if chart.lanes else step.who,
            "公开" if step.public else "",
        ]
        yield from (
            f"step {box.step} does not say {words}" for words in wanted if "".join(words.split()) not in said
        )
        if chart.lanes and "".join(step.who.split()) not in names:
            yield f"no lane for {step.who}"
        if len(box.dots) != len(step.risks):
            yield f"step {box.step} lacks risks"
        ways = [route for route in chart.routes if route.source == box.step]
        for arrow in step.arrows:
            target = None if arrow.end else places.get(arrow.to)
            drawn = [
                route
                for route in ways
                if route.target in (target, None) and (not arrow.label or arrow.label in route.conditions)
            ]
            words = {_flat(ending.texts) for ending in chart.ends}
            if not drawn or (
                target is not None
                and all(route.target is None for route in drawn)
                and not any(numbers[target] in word for word in words)
            ):
                yield f"step {box.step} lacks the arrow to {arrow.to}"
            if target is None and "".join((arrow.to or end).split()) not in words:
                yield f"no end {arrow.to}"
            if arrow.label and not any(
                "".join(arrow.label.split()) in _flat(route.labels).replace("·", "") for route in drawn
            ):
                yield f"no label {arrow.label}"
    if [risk.number for risk in chart.risks] != list(
        range(1, sum(len(step.risks) for step in block.steps) + 1)
    ):
        yield "risks are missing"


def _meet(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _strip(start: Point, stop: Point) -> Rect:
    """Return the room of a straight piece of an arrow as it is drawn."""
    (x, y), (to_x, to_y) = sorted((start, stop))
    return Rect(x - 4, y - 4, to_x - x + 8, to_y - y + 8)


def _within(inner: Rect, outer: Rect) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def _collisions(chart: Chart) -> Iterator[str]:
    labels = [text for route in chart.routes for text in route.labels]
    names = [text for lane in chart.lanes for text in lane.texts]
    solid = [box.rect for box in chart.boxes] + [end.rect for end in chart.ends]
    texts = [
        *labels,
        *names,
        *(text for box in chart.boxes for text in box.texts),
        *(text for end in chart.ends for text in end.texts),
    ]
    yield from (f"boxes overlap: {one} {other}" for one, other in combinations(solid, 2) if _meet(one, other))
    yield from (
        f"texts overlap: {one.words} {other.words}"
        for one, other in combinations(texts, 2)
        if _meet(one.rect, other.rect)
    )
    yield from (
        f"a box covers {text.words}" for text in (*labels, *names) for rect in solid if _meet(text.rect, rect)
    )
    for route in chart.routes:
        for pair in pairwise(route.points):
            strip = _strip(*pair)
            yield from (
                f"an arrow of step {route.source} crosses {text.words}"
                for text in texts
                if _meet(strip, text.rect)
            )
            yield from (
                f"an arrow of step {route.source} runs through a box"
                for rect in solid
                if _meet(strip, _shrunk(rect))
            )
    for box in chart.boxes:
        for text in box.texts:
            if not _within(text.rect, box.rect):
                yield f"{text.words} leaves its box"
        for dot in box.dots:
            mark = Rect(dot.x - 70, dot.y - 70, 140, 140)
            if not _within(mark, box.rect) or any(_meet(_shrunk(mark), text.rect) for text in box.texts):
                yield f"the mark {dot.number} has no room"
    for end in chart.ends:
        yield from (f"{text.words} leaves its end" for text in end.texts if not _within(text.rect, end.rect))


def _shrunk(rect: Rect) -> Rect:
    return Rect(rect.x + 5, rect.y + 5, rect.width - 10, rect.height - 10)


def _arrows(chart: Chart, sideways: bool) -> Iterator[str]:
    texts = [text for route in chart.routes for text in route.labels]
    for route in chart.routes:
        pieces = list(pairwise(route.points))
        name = f"the arrow of step {route.source} to {route.target}"
        if any(x != to_x and y != to_y for (x, y), (to_x, to_y) in pieces):
            yield f"{name} runs askew"
        if any(start == stop for start, stop in pieces):
            yield f"{name} has a piece of no length"
        (x, y), (to_x, to_y) = pieces[-1]
        if abs(x - to_x) + abs(y - to_y) < 80:
            yield f"{name} has no room for its head"
        box = chart.boxes[route.source].rect
        (start_x, start_y) = route.points[0]
        if not (
            (box.y < start_y < box.bottom and start_x == box.right)
            if sideways
            else (box.x < start_x < box.right and start_y == box.bottom)
        ):
            yield f"{name} does not begin at its box"
        goals = (
            [chart.boxes[route.target].rect] if route.target is not None else [end.rect for end in chart.ends]
        )
        if not any(goal.x <= to_x <= goal.right and goal.y <= to_y <= goal.bottom for goal in goals):
            yield f"{name} does not reach its goal"
        head = (
            Rect(to_x - 28, to_y - 62, 56, 62)
            if x == to_x
            else Rect(to_x - 62 if to_x > x else to_x, to_y - 28, 62, 56)
        )
        yield from (f"{name} has {text.words} on its head" for text in texts if _meet(head, text.rect))
    for one, other in combinations(chart.routes, 2):
        if one.target != other.target or (one.target is None and one.points[-1] != other.points[-1]):
            for mine in pairwise(one.points):
                for theirs in pairwise(other.points):
                    if _run_together(mine, theirs):
                        yield f"arrows of steps {one.source} and {other.source} run over each other"


def _run_together(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    first, second = _strip(*one), _strip(*other)
    upright = one[0][0] == one[1][0], other[0][0] == other[1][0]
    return upright[0] == upright[1] and _meet(first, second)


def _outside(chart: Chart) -> Iterator[str]:
    sheet = Rect(0, 0, chart.width, chart.height)
    rects = [box.rect for box in chart.boxes] + [end.rect for end in chart.ends]
    rects += [text.rect for route in chart.routes for text in route.labels] + [
        text.rect for lane in chart.lanes for text in lane.texts
    ]
    yield from (f"{rect} is outside" for rect in rects if not _within(rect, sheet))
    corners = [(route.source, x, y) for route in chart.routes for x, y in route.points]
    yield from (
        f"an arrow of step {source} leaves the chart"
        for source, x, y in corners
        if not (4 <= x <= chart.width - 4 and 0 <= y <= chart.height)
    )
