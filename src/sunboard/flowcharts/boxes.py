"""A step as a box: how high it is at a width, and what stands where in it."""

from __future__ import annotations

from sunboard.flowcharts.chart import LINE, Box, Dot, End, Point, Rect, Risk, Text, Wording
from sunboard.model.blocks import Step
from sunboard.typesetting.lines import widest, wrap_with_company
from sunboard.typesetting.widths import width as measure

PAD = 45
_EDGE = 22  # above and below words
_DOT = 140
_GAP = 40
_LIFT = 12  # above and below marks that have rows of their own


def draw_box(
    place: int,
    step: Step,
    number: str,
    risks: tuple[Risk, ...],
    corner: Point,
    width: int,
    named: bool,
    wording: Wording,
) -> Box:
    """Return the box of a step, its upper left corner at `corner`; `named` puts the actor at its head.

    Its marks stand behind the last of its words where there is room, else below them.
    """
    x, y = corner
    texts, head, tab = _head(step, number, x, y, width, named)
    low = head.bottom + _EDGE
    for words in (step.what, wording.document.format(paper=step.document)) if step.document else (step.what,):
        lines = wrap_with_company(words, width - 2 * PAD)
        texts += _stack(lines, x + PAD, low)
        low += len(lines) * LINE
    left, right = x + PAD, x + width - PAD
    beside = right - _marks_wide(step, risks, wording)
    if beside < right and texts[-1].y > low - LINE and texts[-1].rect.right + 2 * _GAP <= beside:
        frame, dots, more, _ = _marks(step, risks, beside, right, low - LINE, wording)
    else:
        frame, dots, more, row = _marks(step, risks, left, right, low + _LIFT, wording)
        low = row + LINE + _LIFT if more else low
    return Box(place, Rect(x, y, width, low + _EDGE - 10 - y), head, tuple(texts + more), tab, frame, dots)


def _stack(lines: tuple[str, ...], x: int, y: int, bold: bool = False) -> list[Text]:
    lead = (LINE - 100) // 2
    return [
        Text(x, y + turn * LINE + lead, line, measure(line), bold=bold) for turn, line in enumerate(lines)
    ]


def _head(
    step: Step, number: str, x: int, y: int, width: int, named: bool
) -> tuple[list[Text], Rect, Rect | None]:
    """Return the number, the actor and the time limit.

    On one line where they fit, else the limit in a strip of its own below.
    """
    limit = " ".join(step.limit.split())
    inner, line = width - 2 * PAD, y + _EDGE // 2
    texts = _stack((number,), x + PAD, line, True)
    after = measure(number) + _GAP
    who = wrap_with_company(step.who, max(inner - after, 200)) if named else ()
    wide = measure(limit)
    height = max(1, len(who)) * LINE + _EDGE
    texts += _stack(who, x + PAD + after, line, True)
    if not limit:
        return texts, Rect(x, y, width, height), None
    if len(who) < 2 and after + widest(who) + _GAP + wide + (_GAP if who else 0) <= inner:
        left = x + width - PAD - wide
        return (
            texts + _stack((limit,), left, line),
            Rect(x, y, width, height),
            Rect(left - _GAP, y, wide + _GAP + PAD, height),
        )
    lines = wrap_with_company(limit, inner)
    reach = width if not named else widest(lines) + _GAP + PAD
    tab = Rect(x + width - reach, y + height, reach, len(lines) * LINE + _EDGE // 2)
    return (
        texts + _stack(lines, tab.x + (PAD if not named else _GAP), tab.y + _EDGE // 4),
        Rect(x, y, width, tab.bottom - y),
        tab,
    )


def _grades(wording: Wording) -> tuple[str, ...]:
    return (wording.unlevelled, wording.low, wording.middle, wording.high)


def _marks_wide(step: Step, risks: tuple[Risk, ...], wording: Wording) -> int:
    """Return how wide all marks of a step are in one row."""
    wide = [measure(wording.public) + 50] if step.public else []
    wide += [_DOT + 15 + measure(_grades(wording)[risk.grade]) for risk in risks]
    return sum(wide) + max(0, len(wide) - 1) * _GAP


def _marks(
    step: Step, risks: tuple[Risk, ...], left: int, right: int, row: int, wording: Wording
) -> tuple[Rect | None, tuple[Dot, ...], list[Text], int]:
    """Return the marks of a box from a row on, what is public and the risks, and their last row."""
    texts: list[Text] = []
    dots: list[Dot] = []
    frame = None
    x = left
    if step.public:
        wide = measure(wording.public)
        frame = Rect(x, row + 4, wide + 50, LINE - 8)
        texts.append(Text(x + 25, row + 20, wording.public, wide))
        x = frame.right + _GAP
    for risk in risks:
        words = _grades(wording)[risk.grade]
        wide = _DOT + 15 + measure(words)
        if x > left and x + wide > right:
            x, row = left, row + LINE
        dots.append(Dot(x + _DOT // 2, row + LINE // 2, risk.number, risk.grade))
        texts.append(Text(x + _DOT + 15, row + 20, words, measure(words)))
        x += wide + _GAP
    return frame, tuple(dots), texts, row


def draw_end(word: str, room: int) -> End:
    """Return a rounded end with its word, at most `room` wide, with its upper left corner at 0, 0."""
    lines = wrap_with_company(word, max(room - 2 * PAD - 20, 200))
    width = max(widest(lines) + 2 * PAD + 20, 240)
    texts = tuple(
        Text(width // 2, _EDGE + (LINE - 100) // 2 + turn * LINE, line, measure(line), "middle")
        for turn, line in enumerate(lines)
    )
    return End(Rect(0, 0, width, len(lines) * LINE + 2 * _EDGE), texts)


def moved_end(end: End, dx: int, dy: int) -> End:
    """Return an end elsewhere."""
    return End(end.rect.moved(dx, dy), tuple(text.moved(dx, dy) for text in end.texts))
