"""Pages of a board: panels in strips on one grid, on one page where everything has room, else on several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sunboard.channels.print.entries import Line, Sizes, facts_line
from sunboard.channels.print.money import MoneyPanel
from sunboard.channels.print.panels import AnyPanel, Grid, Panel, Strip
from sunboard.lazy import dataclass

NARROW, _BROAD = 13.0, 30.0  # ems of the words of a card, beside its code
_GRIDS = 4  # numbers of columns that are tried
HALF = 0.5  # of its height: what the second page holds at least
_BREAKS_ORDER = 0.06  # of the height: what it costs that the money does not stand beside the notices


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a board at some size of type."""

    running: Panel
    money: MoneyPanel
    panels: tuple[Panel, ...]  # those that have something to show
    counted: tuple[tuple[str, str], ...]  # those of which it is only said how much they have
    empty: tuple[tuple[str, str], ...]  # the others, with what is said of each

    @property
    def _wanted(self) -> tuple[AnyPanel, ...]:
        return (self.running,) if self.money.away else (self.running, self.money)

    @property
    def first(self) -> tuple[AnyPanel, ...]:
        """Return what stands at the top: notices and money, without one that has nothing beside others."""
        held = tuple(panel for panel in self._wanted if panel.holds)
        return held if held or self.panels else self._wanted

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """Return what is said below of panels that show nothing."""
        unshown = tuple((panel.name, panel.empty) for panel in self._wanted if panel not in self.first)
        return (*self.counted, *(said for said in unshown if said[1]), *self.empty)

    def before(self, cut: int, has_money: bool) -> Content:
        """Return what stands on the first of two pages: notices, so many panels, and money if it has it."""
        return replace(self._beside_money(has_money), panels=self.panels[:cut])

    def behind(self, cut: int, has_money: bool) -> Content:
        """Return what stands on the second of two pages."""
        running = replace(self.running, cards=(), listing=None, empty="")
        return replace(self._beside_money(has_money), running=running, panels=self.panels[cut:])

    def _beside_money(self, has_money: bool) -> Content:
        """Return what a page shows with the money, or without it: what is not shown is said there."""
        if has_money:
            return replace(self, counted=(), empty=())
        return replace(self, money=replace(self.money, away=True))


@dataclass(frozen=True, slots=True)
class Frame:
    """The room between the head and the foot of a board, points."""

    left: float
    top: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """Which records do not stand in full, by their places among all: in one line each, or only counted."""

    lines: frozenset[int] = frozenset()
    counted: frozenset[int] = frozenset()


Fill = Callable[[Sizes, float, float, Measure], Content]
"""Gives the content at some size, with nothing in it higher than a limit in columns of a width."""


def lost_of(pages: Iterable[Page]) -> int:
    """Return how many things pages of this size have no room for."""
    return sum(page.lost for page in pages)


def begun_of(pages: Iterable[Page]) -> int:
    """Return how many panels go on from a page before."""
    return sum(isinstance(panel, Panel) and panel.begun for page in pages for panel in page.panels)


@dataclass(frozen=True, slots=True)
class Page:
    """Strips below one another on a page, and what is said below them."""

    grid: Grid
    frame: Frame
    strips: tuple[Strip, ...]
    below: Line | None = None
    lost: int = 0

    @property
    def panels(self) -> tuple[AnyPanel, ...]:
        """Return its panels in the order of its strips."""
        return tuple(panel for strip in self.strips for panel in strip.panels)

    @property
    def high(self) -> float:
        """Return how high it is."""
        return _high(self.grid, self.strips, self.below, self.frame.wide)

    @property
    def share(self) -> float:
        """Return how much of the room between head and foot it takes."""
        return self.high / self.frame.high if self.frame.high > 0 else 1.0


def _high(grid: Grid, strips: Sequence[Strip], below: Line | None, wide: float) -> float:
    strip = sum(grid.sizes.crown + strip.high + grid.apart for strip in strips) - grid.apart * bool(strips)
    return strip + (below.high(wide) + grid.apart if below else 0.0)


def _grids(sizes: Sizes, room: float) -> Iterator[Grid]:
    """Yield the grids that a page may have, with few columns first."""
    seam = Grid(sizes, room, 1).seam
    fixed = sizes.code + sizes.gap + seam
    most = max(1, int((room + seam) / (fixed + sizes.body * NARROW)))
    fewest = min(most, max(1, -int(-(room + seam) // (fixed + sizes.body * _BROAD))))
    step = max(1, -(-(most - fewest + 1) // _GRIDS))
    for columns in range(fewest, most + 1, step):
        yield Grid(sizes, room, columns)


def _below(content: Content, sizes: Sizes) -> Line | None:
    return facts_line(content.said, sizes.body, 0.0) if content.said else None


def one_page(
    sizes: Sizes, frame: Frame, fill: Fill, wide: bool, measure: Measure, broad: bool = False
) -> Page | None:
    """Return the lowest page at these sizes, or nothing where something does not fit.

    A `broad` one has as few columns as there is room for.
    """
    best: tuple[float, Page] | None = None
    for grid in _grids(sizes, frame.wide):
        if best and broad:
            break
        content = fill(sizes, grid.column, frame.high - sizes.crown, measure)
        below = _below(content, sizes)
        known: dict[tuple[tuple[str, bool], ...], Strip | None] = {}
        for cost, arrangement, under in _arrangements(content, wide):
            strips = []
            for panels in arrangement:
                names = tuple((panel.tint, isinstance(panel, MoneyPanel)) for panel in panels)
                if names not in known:
                    known[names] = grid.strip(panels)
                if strip := known[names]:
                    strips.append(strip)
            if under and strips:
                strips[:1] = [strip] if (strip := grid.with_under(strips[0], under)) else []
            high = _high(grid, strips, below, frame.wide)
            if len(strips) < len(arrangement) or high > frame.high:
                continue
            total = high + cost * frame.high
            if best is None or total < best[0]:
                best = total, Page(grid, frame, tuple(strips), below)
    return best[1] if best else None


def _arrangements(
    content: Content, wide: bool
) -> Iterator[tuple[float, list[tuple[AnyPanel, ...]], Panel | None]]:
    """Yield the ways to put panels into strips, each with what it costs in shares of the height.

    One panel may stand below the money at the end of the first strip.
    """
    first, others = content.first, content.panels
    if not first:
        first, others = others[:1], others[1:]
    rest = [others] if others else []
    yield 0.0, [first, *rest], None
    if others:
        yield 0.0, [(*first, *others)], None
    for at, panel in enumerate(others):
        left = others[:at] + others[at + 1 :]
        yield 0.0, [(*first, panel), *([left] if left else [])], None
        if len(first) > 1:
            yield 0.0, [first, *([left] if left else [])], panel
    if wide and len(first) == 2:
        return
    broken = _BREAKS_ORDER * wide
    apart: list[tuple[AnyPanel, ...]] = [(panel,) for panel in first]
    yield broken, [*apart, *((panel,) for panel in others)], None
    yield broken, [*apart, *rest], None
    for cut in range(1, len(others)):
        yield broken, [*apart, others[:cut], others[cut:]], None
        yield 0.0, [first, others[:cut], others[cut:]], None
    yield 0.0, [first, *((panel,) for panel in others)], None


def turn_pages(sizes: Sizes, frame: Frame, fill: Fill, wide: bool, measure: Measure) -> list[Page]:
    """Return as many pages as it takes: notices and money first, then panel after panel.

    They are two of whole panels where each has room, of all such the most even. The money goes to the second
    only where it would not stand on the first anyway.
    """

    def halves(money_first: bool) -> list[Page]:
        ways = _halves(sizes, frame, fill, wide, measure, money_first)
        return min(ways, key=lambda pages: max(page.share for page in pages), default=[])

    if found := halves(money_first=True):
        return found
    best: list[Page] = []
    for grid in _grids(sizes, frame.wide):
        content = fill(sizes, grid.column, frame.high - sizes.crown, measure)
        pages = _saying(content, list(_poured(grid, frame, content)))
        rank = (lost_of(pages), len(pages), pages[-1].share)
        if not best or rank < (lost_of(best), len(best), best[-1].share):
            best = pages
    later = any(isinstance(panel, MoneyPanel) for page in best[1:] for panel in page.panels)
    return (later and halves(money_first=False)) or best


def _halves(
    sizes: Sizes, frame: Frame, fill: Fill, wide: bool, measure: Measure, money_first: bool
) -> Iterator[list[Page]]:
    """Yield the ways to have two pages of whole panels, each of them at least half full."""

    def part(first: bool, cut: int, has_money: bool) -> Page | None:
        def filled(sizes: Sizes, column: float, limit: float, measure: Measure) -> Content:
            content = fill(sizes, column, limit, measure)
            return content.before(cut, has_money) if first else content.behind(cut, has_money)

        page = one_page(sizes, frame, filled, wide, measure)
        if page is None or page.share < HALF:
            return None
        return page if first else one_page(sizes, frame, filled, wide, measure, broad=True)

    panels = fill(sizes, frame.wide, frame.high, measure).panels
    for cut in range(len(panels) + (not money_first)):
        if (first := part(True, cut, money_first)) and (second := part(False, cut, not money_first)):
            yield [first, second]


def _poured(grid: Grid, frame: Frame, content: Content) -> Iterator[Page]:
    strips, left = _opening(grid, frame, content)
    if strips and left.holds and (more := grid.with_some_under(strips[0], left)):
        strips[0], left = more
    shown = any(content.money in strip.panels for strip in strips)
    owed: list[AnyPanel] = [content.money] if content.money in content.first and not shown else []
    panels = [panel for panel in (*owed, left, *content.panels) if panel.holds]
    for panel in content.panels:  # what has room below the money stands there
        if strips and (strip := grid.with_under(strips[0], panel)):
            strips[0] = strip
            panels.remove(panel)
            break
    lost = 0
    while True:
        free = frame.high - _high(grid, strips, None, frame.wide) - grid.apart * bool(strips)
        while panels and (made := _next(grid, panels, free)):
            strip, panels = made
            strips.append(strip)
            free -= grid.sizes.crown + strip.high + grid.apart
        if not strips and panels:  # not even one card alone on a page
            lost += 1
            panels = [*_without_one(panels[0]), *panels[1:]]
            if panels:
                continue
        yield Page(grid, frame, tuple(strips), lost=lost)
        if not panels:
            return
        strips, lost = [], 0


def _saying(content: Content, pages: list[Page]) -> list[Page]:
    """Return pages of which the last that has room for it says what panels show nothing.

    What is counted takes a page more where none has; what is empty needs no page of its own.
    """
    grid, frame = pages[-1].grid, pages[-1].frame
    below = _below(content, grid.sizes)
    if below is None:
        return pages
    for at, page in reversed([*enumerate(pages)]):
        if (tried := replace(page, below=below)).high <= frame.high:
            return [*pages[:at], tried, *pages[at + 1 :]]
    return [*pages, Page(grid, frame, (), below)] if content.counted else pages


def _opening(grid: Grid, frame: Frame, content: Content) -> tuple[list[Strip], Panel]:
    """Return the notices and the money at the top of the first page, and the notices that have no room."""
    room = frame.high - grid.sizes.crown
    running = content.running
    if not content.first:
        return [], running
    whole = grid.strip(content.first)
    if whole and whole.high <= room:
        return [whole], replace(running, cards=(), listing=None)
    found = [_beside(grid, content, room), _stacked(grid, frame, content, room)]
    return min((one for one in found if one), key=lambda one: _left(one[1]))


def _left(panel: Panel) -> tuple[int, int]:
    """Return how many cards and lines of a panel have no room yet."""
    return len(panel.cards), len(panel.listing.lines) if panel.listing else 0


def _beside(grid: Grid, content: Content, room: float) -> tuple[list[Strip], Panel] | None:
    """Return notices with the money beside them, where both have room."""
    money = content.money
    if money not in content.first:
        return None
    spans = [
        span
        for span in range(grid.columns - 1, 0, -1)
        if money.high(grid.wide(grid.columns - span), grid.sizes) <= room
    ]
    roomy = (span for span in spans if grid.has_room_for_figures(grid.columns - span))
    span = next(roomy, max(spans, default=0))
    made = grid.part(content.running, span, room) if span and content.running.holds else None
    if made is None:
        return None
    strip, left = made
    beside = replace(
        strip,
        panels=(*strip.panels, money),
        spans=(span, grid.columns - span),
        starts=(*strip.starts, ()),
        high=max(strip.high, money.high(grid.wide(grid.columns - span), grid.sizes)),
    )
    return [beside], left


def _stacked(grid: Grid, frame: Frame, content: Content, room: float) -> tuple[list[Strip], Panel]:
    """Return notices with the money below them, as far as there is room."""
    running, money = content.running, content.money
    shows = money in content.first
    high = money.high(frame.wide, grid.sizes) if shows else 0.0
    taken = grid.sizes.crown + high + grid.apart if shows else 0.0
    strips, left = [], running
    if not running.holds:
        alone = grid.strip((running,)) if running in content.first else None
        strips += [alone] if alone and alone.high + taken <= room else []
    elif made := grid.part(running, grid.columns, room - taken) or grid.part(running, grid.columns, room):
        strips.append(made[0])
        left = made[1]
    used = _high(grid, strips, None, frame.wide) + grid.apart * bool(strips)
    if shows and used + grid.sizes.crown + high <= frame.high:
        only = grid.strip((money,))
        strips += [only] if only else []
    return strips, left


def _without_one(panel: AnyPanel) -> list[AnyPanel]:
    """Return what is left of a panel when its first card, its list or its figures are given up."""
    if isinstance(panel, MoneyPanel):
        return []
    rest = panel.rest(1) if panel.cards else replace(panel, listing=None)
    return [rest] if rest.holds else []


def _next(grid: Grid, panels: list[AnyPanel], free: float) -> tuple[Strip, list[AnyPanel]] | None:
    """Return the next strip in so much room, and the panels that are left."""
    room = free - grid.sizes.crown
    for count in range(min(len(panels), grid.columns), 0, -1):
        strip = grid.strip(panels[:count])
        if strip and strip.high <= room:
            return strip, panels[count:]
    first, *others = panels
    made = grid.part(first, grid.columns, room) if isinstance(first, Panel) else None
    if made is None:
        return None
    strip, left = made
    return strip, [panel for panel in (left, *others) if panel.holds]
