"""Flows at random, and what is wrong with a chart of one."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, product

from sunboard.flowcharts.chart import Box, Chart, Point, Rect, Route, Text, Wording
from sunboard.flowcharts.flow import numbers_of
from sunboard.model.blocks import Arrow, Step, StepsBlock

WORDING = Wording(
    document="形成{paper}",
    public="公开",
    unlevelled="风险",
    low="低风险",
    middle="中风险",
    high="高风险",
    go="转第{step}步",
    end="结束",
)
SIGNS = "村民代表会议审查核实公开结果按时限办理登记材料申请评议小组镇政府批准付款验收"
SIGNS += "，、；：（）“”《》0123456789ABCxyz %-"
ACTORS = (
    "村委会",
    "村务监督委员会",
    "镇农经站",
    "报账员、代理记账中心",
    "村民代表评议小组（有争议的才评议）",
)
ACTORS += ("县民政局或受委托的镇政府",)
ENDS = ("归档", "结束", "终止", "书面告知不予", "镇项目办复核5日，复核不过的退回村委会重新公示")


def random_flow(seed: int) -> StepsBlock:
    """Return a flow of up to 15 steps: branches, loops, missing targets, no actor to six, long words."""
    draw = random.Random(seed)
    count = draw.randint(1, 15)
    ids = [str(at) for at in range(1, count + 1)]
    if draw.random() < 0.15:
        ids = [draw.choice(ids) for _ in ids]  # written twice
    actors = ("",) if draw.random() < 0.05 else ACTORS[: draw.randint(1, 6)]
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
    return Arrow(label, "没有的步骤", False) if way < 0.85 else Arrow(label, draw.choice(ENDS), True)


def _words(draw: random.Random, most: int) -> str:
    return "办" + "".join(draw.choice(SIGNS) for _ in range(draw.randint(1, most - 2))) + "好"


def faults_of(chart: Chart, block: StepsBlock) -> list[str]:
    """Return what is wrong with a chart."""
    return [*_missing(chart, block), *_collisions(chart), *_arrows(chart), *_outside(chart)]


def _joined(words: str) -> str:
    return "".join(words.split())


def _said(texts: Iterable[Text]) -> str:
    return _joined("".join(text.words for text in texts))


def _missing(chart: Chart, block: StepsBlock) -> Iterator[str]:
    """Name what the flow says and the chart does not."""
    if [box.step for box in chart.boxes] != list(range(len(block.steps))):
        yield "steps are missing"
    if [risk.number for risk in chart.risks] != list(
        range(1, sum(len(step.risks) for step in block.steps) + 1)
    ):
        yield "risks are missing"
    lanes = {_said(lane.texts) for lane in chart.lanes}
    for box, step in zip(chart.boxes, block.steps, strict=True):
        words = [
            step.what,
            step.limit,
            step.document,
            "公开" if step.public else "",
            "" if lanes else step.who,
        ]
        yield from (
            f"step {box.step} lacks {text}" for text in words if _joined(text) not in _said(box.texts)
        )
        if lanes and _joined(step.who) not in lanes:
            yield f"no lane for {step.who}"
        if len(box.dots) != len(step.risks):
            yield f"step {box.step} lacks risks"
        ways = [route for route in chart.routes if route.source == box.step]
        for arrow in step.arrows:
            yield from _missing_of_arrow(arrow, ways, chart, block)


def _missing_of_arrow(arrow: Arrow, ways: list[Route], chart: Chart, block: StepsBlock) -> Iterator[str]:
    places = {step.id: at for at, step in reversed(list(enumerate(block.steps)))}
    target = None if arrow.end else places.get(arrow.to)
    ends = {_said(end.texts) for end in chart.ends}
    ways = [way for way in ways if way.target in (target, None)]
    ways = [way for way in ways if not arrow.label or arrow.label in way.conditions]
    if target is None and _joined(arrow.to or "结束") not in ends:
        yield f"no end {arrow.to}"
    elif not ways:
        yield f"no arrow to {arrow.to}"
    elif target is not None and all(way.target is None for way in ways):
        # stands in the end that takes the place of the arrow
        number = numbers_of(step.id for step in block.steps)[target]
        yield from () if any(number in end for end in ends) else (f"no arrow and no end for step {target}",)
    if arrow.label and not any(_joined(arrow.label) in _said(way.labels).replace("·", "") for way in ways):
        yield f"no label {arrow.label}"


def _meet(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _within(inner: Rect, outer: Rect) -> bool:
    return (outer.x <= inner.x and inner.right <= outer.right) and (
        outer.y <= inner.y and inner.bottom <= outer.bottom
    )


def _shrunk(rect: Rect) -> Rect:
    return Rect(rect.x + 5, rect.y + 5, rect.width - 10, rect.height - 10)


def _strip(start: Point, stop: Point) -> Rect:
    """Return the room of a straight piece of an arrow as it is drawn."""
    (x, y), (to_x, to_y) = sorted((start, stop))
    return Rect(x - 4, y - 4, to_x - x + 8, to_y - y + 8)


def _collisions(chart: Chart) -> Iterator[str]:
    """Name texts, boxes and arrows that stand in one another's way, and words that leave their box."""
    holders = (*chart.boxes, *chart.ends)
    beside = [text for route in chart.routes for text in route.labels]
    beside += [text for lane in chart.lanes for text in lane.texts]
    texts = [*beside, *(text for holder in holders for text in holder.texts)]
    solid = [holder.rect for holder in holders]
    strips = [(route.source, _strip(*pair)) for route in chart.routes for pair in pairwise(route.points)]
    yield from (f"boxes overlap: {one} {other}" for one, other in combinations(solid, 2) if _meet(one, other))
    yield from (
        f"{one} and {other} overlap" for one, other in combinations(texts, 2) if _meet(one.rect, other.rect)
    )
    yield from (f"a box covers {text}" for text in beside for rect in solid if _meet(text.rect, rect))
    yield from (
        f"an arrow of {step} crosses {text}"
        for step, strip in strips
        for text in texts
        if _meet(strip, text.rect)
    )
    yield from (
        f"an arrow of {step} crosses {rect}"
        for step, strip in strips
        for rect in solid
        if _meet(strip, _shrunk(rect))
    )
    for holder in holders:
        yield from (f"{text} leaves its box" for text in holder.texts if not _within(text.rect, holder.rect))
    for box in chart.boxes:
        yield from _marks_without_room(box)


def _marks_without_room(box: Box) -> Iterator[str]:
    for dot in box.dots:
        mark = Rect(dot.x - 70, dot.y - 70, 140, 140)
        if not _within(mark, box.rect) or any(_meet(_shrunk(mark), text.rect) for text in box.texts):
            yield f"the mark {dot.number} has no room"


def _arrows(chart: Chart) -> Iterator[str]:
    """Name arrows that are not drawn as arrows are, or over one another."""
    for route in chart.routes:
        yield from (
            f"the arrow of step {route.source} to {route.target} {fault}" for fault in _faults(chart, route)
        )
    for one, other in combinations(chart.routes, 2):
        joined = one.target == other.target and (one.target is not None or one.points[-1] == other.points[-1])
        pieces = product(pairwise(one.points), pairwise(other.points))
        if not joined and any(_run_together(mine, its) for mine, its in pieces):
            yield f"arrows of steps {one.source} and {other.source} run over each other"


def _faults(chart: Chart, route: Route) -> Iterator[str]:
    pieces = list(pairwise(route.points))
    if any((x == to_x) == (y == to_y) for (x, y), (to_x, to_y) in pieces):
        yield "has a piece that runs askew or has no length"
    (x, y), (to_x, to_y) = pieces[-1]
    if abs(x - to_x) + abs(y - to_y) < 80:
        yield "has no room for its head"
    box, (start_x, start_y) = chart.boxes[route.source].rect, route.points[0]
    if not (box.x < start_x < box.right and start_y == box.bottom):
        yield "does not begin at its box"
    goals = [end.rect for end in chart.ends] if route.target is None else [chart.boxes[route.target].rect]
    if not any(goal.x <= to_x <= goal.right and goal.y <= to_y <= goal.bottom for goal in goals):
        yield "does not reach its goal"
    head = Rect(to_x - 62 if to_x > x else to_x, to_y - 28, 62, 56)
    head = Rect(to_x - 28, to_y - 62, 56, 62) if x == to_x else head
    labels = (text for other in chart.routes for text in other.labels)
    yield from (f"has {text} on its head" for text in labels if _meet(head, text.rect))


def _run_together(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    alike = (one[0][0] == one[1][0]) == (other[0][0] == other[1][0])  # both upright, or both level
    return alike and _meet(_strip(*one), _strip(*other))


def _outside(chart: Chart) -> Iterator[str]:
    rects = [holder.rect for holder in (*chart.boxes, *chart.ends)]
    rects += [text.rect for holder in chart.lanes for text in holder.texts]
    rects += [text.rect for route in chart.routes for text in route.labels]
    sheet = Rect(0, 0, chart.width, chart.height)
    yield from (f"{rect} is outside" for rect in rects if not _within(rect, sheet))
    points = [point for route in chart.routes for point in route.points]
    yield from (
        f"{x}, {y} is outside"
        for x, y in points
        if not (4 <= x <= chart.width - 4 and 0 <= y <= chart.height)
    )
