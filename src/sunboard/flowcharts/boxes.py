"""A step as a box: how high it is at a width, and what stands where in it."""

from __future__ import annotations

from sunboard.flowcharts.chart import LINE, Box, Dot, End, Rect, Risk, Text, Wording
from sunboard.model.blocks import Step
from sunboard.typesetting.lines import widest, wrap_with_company
from sunboard.typesetting.widths import width as measure

PAD = 45
_EDGE = 22  # above and below words
_DOT = 140
_GAP = 40


def draw_box(
    place: int, step: Step, number: str, risks: tuple[Risk, ...], width: int, named: bool, wording: Wording
) -> Box:
    """Return the box of a step with its upper left corner at 0, 0; `named` puts the actor at its head."""
    inner = width - 2 * PAD
    texts, head, tab = _head(step, number, width, inner, named)
    y = head.height + _EDGE
    for words in (step.what, wording.document.format(paper=step.document) if step.document else ""):
        lines = wrap_with_company(words, inner)
        texts += _stack(lines, PAD, y)
        y += len(lines) * LINE
    frame, dots, more, y = _marks(step, risks, inner, y, wording)
    return Box(place, Rect(0, 0, width, y + _EDGE - 10), head, tuple(texts + more), tab, frame, dots)


def _stack(lines: tuple[str, ...], x: int, y: int, bold: bool = False) -> list[Text]:
    lead = (LINE - 100) // 2
    return [
        Text(x, y + turn * LINE + lead, line, measure(line), bold=bold) for turn, line in enumerate(lines)
    ]


def _head(
    step: Step, number: str, width: int, inner: int, named: bool
) -> tuple[list[Text], Rect, Rect | None]:
    """Return the number, the actor and the time limit.

    On one line where they fit, else the limit in a strip of its own below.
    """
    limit = " ".join(step.limit.split())
    texts = _stack((number,), PAD, _EDGE // 2, True)
    after = measure(number) + _GAP
    who = wrap_with_company(step.who, max(inner - after, 200)) if named else ()
    wide = measure(limit)
    height = max(1, len(who)) * LINE + _EDGE
    texts += _stack(who, PAD + after, _EDGE // 2, True)
    if not limit:
        return texts, Rect(0, 0, width, height), None
    if len(who) < 2 and after + widest(who) + _GAP + wide + (_GAP if who else 0) <= inner:
        left = width - PAD - wide
        return (
            texts + _stack((limit,), left, _EDGE // 2),
            Rect(0, 0, width, height),
            Rect(left - _GAP, 0, wide + _GAP + PAD, height),
        )
    lines = wrap_with_company(limit, inner)
    reach = width if not named else widest(lines) + _GAP + PAD
    tab = Rect(width - reach, height, reach, len(lines) * LINE + _EDGE // 2)
    return (
        texts + _stack(lines, tab.x + (PAD if not named else _GAP), height + _EDGE // 4),
        Rect(0, 0, width, tab.bottom),
        tab,
    )


def _marks(
    step: Step, risks: tuple[Risk, ...], inner: int, y: int, wording: Wording
) -> tuple[Rect | None, tuple[Dot, ...], list[Text], int]:
    """Return the marks in the last rows of a box: what is public, and the risks."""
    texts: list[Text] = []
    dots: list[Dot] = []
    frame = None
    x, row = PAD, y + 12
    if step.public:
        wide = measure(wording.public)
        frame = Rect(x, row + 4, wide + 50, LINE - 8)
        texts.append(Text(x + 25, row + 20, wording.public, wide))
        x = frame.right + _GAP
    names = (wording.unlevelled, wording.low, wording.middle, wording.high)
    for risk in risks:
        words = names[risk.grade]
        wide = _DOT + 15 + measure(words)
        if x > PAD and x + wide > PAD + inner:
            x, row = PAD, row + LINE
        dots.append(Dot(x + _DOT // 2, row + LINE // 2, risk.number, risk.grade))
        texts.append(Text(x + _DOT + 15, row + 20, words, measure(words)))
        x += wide + _GAP
    return frame, tuple(dots), texts, row + LINE + 12 if frame or dots else y


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
