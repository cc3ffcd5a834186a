"""How a board is composed: strips of panels on one grid, on one page in the largest type that fits.

What does not fit at the least type goes on to further pages; a last page of less than half is none: the
quietest records stand in one line each then, or are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import sqrt

from sunboard.channels.print.entries import Card, Line, Sizes, facts_line, pt
from sunboard.channels.print.money import MoneyPanel, Side
from sunboard.channels.print.panels import AnyPanel, Grid, Panel, Strip, rows_of
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain

Placed = dict[str, Plain]
"""One thing at its place on a page: `kind`, `x`, `y`, `w`, and what its kind needs."""

FACTORS = tuple(round(1.05**step, 4) for step in range(21, -1, -1))
"""How much larger than its least the type of a board may be."""
_NARROW, _BROAD = 13.0, 30.0  # ems of the words of a card, beside its code
_GRIDS = 4  # numbers of columns that are tried
_CALM = 1.6  # ems of the text that rows and strips are moved apart at most, so that a page is filled
_PAGES = 2  # a board has at most
_FEWEST, _WANTED = 4, 10  # lines of an offer: at least, and those for which the type may be smaller
_LARGE = 1.3  # how much larger than its least the type stays where it makes room for an offer
_READ, _CLASSED = 1.2, 0.9
"""How much larger than its least, and how large at least, the type stays where it makes room for classes."""
_STRESSES = tuple(round(1.08**step, 4) for step in range(11, 0, -1))
"""How much larger than all else what is running may be."""
_EASES = (1.7, 1.5, 1.3, 1.15)
"""How much larger than its least a quiet item may be where there is room."""
_LESS = 1.15  # how much smaller it stays than a notice
_LISTS = (1.28, 1.12)
"""How much larger lists may be where their panel would end in white: as large as titles of records."""
_PARTED = 0.25  # of its lines: how many may have below them who does it, so that all are larger
_TELLS = (1.6, 1.45, 1.3, 1.12)
"""How much larger than the text may be what is told of the money."""
_HALF = 0.5  # of its height: what the second page holds at least
_BREAKS_ORDER = 0.06  # of the height: what it costs that the money does not stand beside the notices


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a board at some size of type."""

    running: Panel
    money: MoneyPanel
    panels: tuple[Panel, ...]  # those that have something to show
    empty: tuple[tuple[str, str], ...]  # the others, with what is said of each

    @property
    def first(self) -> tuple[AnyPanel, ...]:
        """Return what stands at the top: notices and money, without one that has nothing beside others."""
        wanted: tuple[AnyPanel, ...] = (self.running,) if self.money.away else (self.running, self.money)
        held = tuple(panel for panel in wanted if panel.holds)
        return held if held or self.panels else wanted

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """Return what is said below of panels that have nothing to show."""
        wanted: tuple[AnyPanel, ...] = (self.running,) if self.money.away else (self.running, self.money)
        unshown = tuple((panel.name, panel.empty) for panel in wanted if panel not in self.first)
        return (*(said for said in unshown if said[1]), *self.empty)

    def before(self, cut: int) -> Content:
        """Return what stands on the first of two pages: notices, money and so many panels."""
        return replace(self, panels=self.panels[:cut], empty=())

    def behind(self, cut: int) -> Content:
        """Return what stands on the second of two pages."""
        running = replace(self.running, cards=(), listing=None, empty="")
        return replace(self, running=running, money=replace(self.money, away=True), panels=self.panels[cut:])


@dataclass(frozen=True, slots=True)
class Frame:
    """The room between the head and the foot of a board, points."""

    left: float
    top: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of what is to be shown stands in full: the quietest stand in one line, or are only counted."""

    lines: int = 0
    counted: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands below everything where a page is left half empty: a panel of so many lines at most."""

    panel: Callable[[Sizes, int], Panel]
    most: int


Fill = Callable[[Sizes, float, float, Measure], Content]
"""Gives the content at some size, with nothing in it higher than a limit in columns of a width."""


@dataclass(frozen=True, slots=True)
class Composition:
    """The pages of a board and the sizes that they are drawn in."""

    pages: tuple[tuple[Placed, ...], ...]
    sizes: Sizes
    numbers: tuple[str, ...]  # of the records that have a text of their own
    listed: tuple[str, ...]  # of those that stand in a list
    lists: tuple[str, ...]  # what the codes of lists carry
    cells: tuple[tuple[str, float, float], ...]  # the width and height of each record's place
    lost: int = 0  # records, or pieces of them, that no page of this size has room for


def base_size(wide: float, tall: float) -> float:
    """Return the least type of a board's text, millimetres to points.

    A larger one is read from further away, a low one is not.
    """
    metres = min(sqrt(wide * tall), 1.6 * min(wide, tall)) / 1000
    return 18.0 + 6.0 * max(0.0, metres - 0.75)


def compose(
    least: Sizes,
    frame_of: Callable[[Sizes], Frame],
    fill: Fill,
    wide: bool,
    quiet: int,
    sides: tuple[Side, ...] = (),
    offer: Offer | None = None,
) -> Composition:
    """Find the largest type at which everything stands on one page; else take further pages at the least.

    `quiet` records may stand in one line each. The money shows its `sides` where a page has room for them in
    a type that is hardly smaller; then one page has as much of `offer` as has room.
    """
    low, high = 0, len(FACTORS) - 1
    best: Page | None = None
    while low <= high:
        middle = (low + high) // 2
        sizes = replace(least, body=least.body * FACTORS[middle])
        page = _one_page(sizes, frame_of(sizes), fill, wide, Measure())
        if page is None:
            low = middle + 1
        else:
            best, high = page, middle - 1
    if best:
        showing = _with_sides(fill, sides) if sides else fill

        def page_of(factor: float, way: Fill) -> Page | None:
            sizes = replace(least, body=least.body * factor)
            return _one_page(sizes, frame_of(sizes), way, wide, Measure())

        largest = FACTORS[high + 1]
        for factor in FACTORS[high + 1 :]:
            if factor < largest and factor < max(_READ, largest * _CLASSED):
                break
            if page := page_of(factor, showing):
                best, largest = page, factor
                break
        smaller = (factor for factor in FACTORS if _LARGE <= factor <= largest)
        roomier = (page_of(factor, showing) or page_of(factor, fill) for factor in smaller)
        best = _roomy(best, roomier, offer) if offer else best
        kept = _least_of(offer, best.grid) if offer else 0.0
        best = _eased(_stressed(_showing_sides(best, sides), kept), kept)
        best = _telling(best)
        return _composed([_offering(best, offer) if offer else best])

    def pages_of(sizes: Sizes, measure: Measure) -> list[Page]:
        frame = frame_of(sizes)
        one = _one_page(sizes, frame, fill, wide, measure)
        return [one] if one else _turn_pages(sizes, frame, fill, wide, measure)

    pages = pages_of(least, Measure())
    if len(pages) > _PAGES or (len(pages) > 1 and pages[-1].share < _HALF):
        few = min(_PAGES, len(pages) - 1)
        pages = _on_pages(few, lambda measure: pages_of(least, measure), quiet) or pages
    elif len(pages) > 1:
        pages = _grown(pages, lambda factor: pages_of(replace(least, body=least.body * factor), Measure()))
    return _composed([_filled_lists(_telling(_showing_sides(page, sides))) for page in pages])


def _grown(pages: list[Page], in_type: Callable[[float], list[Page]]) -> list[Page]:
    """Return as many pages in the largest type in which they hold as much and cut no more panels."""
    low, high = 0, len(FACTORS) - 1
    while low < high:
        middle = (low + high) // 2
        tried = in_type(FACTORS[middle])
        worse = len(tried) > len(pages) or _lost(tried) > _lost(pages) or _begun(tried) > _begun(pages)
        if worse or tried[-1].share < _HALF:
            low = middle + 1
        else:
            pages, high = tried, middle
    return pages


def _lost(pages: Iterable[Page]) -> int:
    return sum(page.lost for page in pages)


def _begun(pages: Iterable[Page]) -> int:
    """Return how many panels go on from a page before."""
    return sum(isinstance(panel, Panel) and panel.begun for page in pages for panel in _panels(page))


def _with_sides(fill: Fill, sides: tuple[Side, ...]) -> Fill:
    """Return the content of which the money shows its sides wherever it stands."""

    def filled(sizes: Sizes, column: float, limit: float, measure: Measure) -> Content:
        content = fill(sizes, column, limit, measure)
        return replace(content, money=replace(content.money, sides=sides))

    return filled


def _showing_sides(page: Page, sides: tuple[Side, ...]) -> Page:
    """Return a page on which the money shows its sides, both or none, where they make no strip higher."""
    return _with_money(page, lambda money: [money if money.sides else replace(money, sides=sides)])


def _telling(page: Page) -> Page:
    """Return a page on which what is told of the money is as large as what is said of records.

    It makes no strip higher.
    """
    cards = [card for panel in _panels(page) if isinstance(panel, Panel) for card in panel.cards]
    most = max((card.largest for card in cards), default=0.0) / page.grid.sizes.body or max(_TELLS)
    return _with_money(
        page, lambda money: (replace(money, said=factor) for factor in _TELLS if factor <= most + 1e-6)
    )


def _with_money(page: Page, ways: Callable[[MoneyPanel], Iterable[MoneyPanel]]) -> Page:
    """Return a page with the money in the first of some ways that makes its strip no higher, if one does."""

    def filled(strip: Strip) -> Strip:
        for at, panel in enumerate(strip.panels):
            if isinstance(panel, MoneyPanel) and panel.holds:
                wide = page.grid.wide(strip.spans[at])
                room = page.grid.above(strip.tops[strip.under]) if strip.under else strip.high
                for way in ways(panel):
                    if way.high(wide, page.grid.sizes) <= room:
                        return replace(strip, panels=(*strip.panels[:at], way, *strip.panels[at + 1 :]))
        return strip

    return replace(page, strips=tuple(map(filled, page.strips)))


def _roomy(best: Page, smaller: Iterable[Page | None], offer: Offer) -> Page:
    """Return the page in the largest type that leaves room for some lines of an offer."""
    wanted = min(offer.most, _WANTED)
    return next((page for page in smaller if page and _offered(page, offer, wanted)), best)


def _least_of(offer: Offer, grid: Grid) -> float:
    """Return how much room is kept for an offer."""
    strip = grid.strip((offer.panel(grid.sizes, min(offer.most, _WANTED)),))
    return grid.apart + grid.sizes.crown + strip.high if strip else 0.0


def _stressed(page: Page, kept: float) -> Page:
    """Return a page whose notices are set larger, as far as it has room beside what is kept for others."""
    for factor in _STRESSES:
        tried = _reset(page, factor, running=True)
        if tried and tried.high + kept <= page.frame.high:
            return tried
    return page


def _eased(page: Page, kept: float) -> Page:
    """Return a page whose quiet items are set larger too, all alike, but smaller than its notices."""
    now = max((_type_of(panel) for panel in _panels(page) if _is_running(panel)), default=0.0)
    for factor in _EASES:
        tried = _reset(page, factor, running=False)
        if not tried or tried.high + kept > page.frame.high:
            continue
        quiet = max((_type_of(panel) for panel in _panels(tried) if not _is_running(panel)), default=0.0)
        if not now or quiet * _LESS <= now:
            return tried
    return page


def _filled_lists(page: Page) -> Page:
    """Return a page whose lists are set larger where their strip gets no higher for it."""

    def filled(strip: Strip) -> Strip:
        for factor in _LISTS:
            made = _strip_of(
                page.grid,
                strip,
                tuple(
                    replace(panel, listing=replace(panel.listing, factor=factor))
                    if isinstance(panel, Panel) and panel.listing
                    else panel
                    for panel in strip.panels
                ),
            )
            if made and made.high <= strip.high + 1e-6:
                return made
        return strip

    return replace(page, strips=tuple(map(filled, page.strips)))


def _reset(page: Page, factor: float, running: bool) -> Page | None:
    """Return a page with its notices or all else set larger; nothing where a strip has no room for that."""
    strips = []
    for strip in page.strips:
        panels = tuple(
            _in_larger(panel, factor) if _is_running(panel) == running else panel for panel in strip.panels
        )
        made = strip if panels == strip.panels else _strip_of(page.grid, strip, panels)
        if not made:
            return None
        strips.append(made)
    return replace(page, strips=tuple(strips))


def _strip_of(grid: Grid, strip: Strip, panels: tuple[AnyPanel, ...]) -> Strip | None:
    """Return a strip of other panels, the last below the money where it stood there."""
    *beside, last = panels
    if not strip.under or isinstance(last, MoneyPanel):
        return grid.strip(panels)
    made = grid.strip(beside)
    return grid.with_under(made, last) if made else None


def _in_larger(panel: AnyPanel, factor: float) -> AnyPanel:
    """Return a panel with its records in so much larger type, where their lines stay long enough."""
    if isinstance(panel, MoneyPanel) or not panel.cards:
        return panel
    return replace(panel, cards=tuple(card.larger(factor) for card in panel.cards), measure=_NARROW)


def _panels(page: Page) -> Iterator[AnyPanel]:
    return (panel for strip in page.strips for panel in strip.panels)


def _is_running(panel: AnyPanel) -> bool:
    return panel.tint == "running"


def _type_of(panel: AnyPanel) -> float:
    """Return the type of the titles of a panel."""
    cards = panel.cards if isinstance(panel, Panel) else ()
    return max((card.lines[0].size for card in cards if card.lines), default=0.0)


def _offering(page: Page, offer: Offer) -> Page:
    """Return a page with what of an offer its blank part holds, in type less large than its titles."""
    body = page.grid.sizes.body
    titles = max(map(_type_of, _panels(page)), default=0.0) or body * max(_STRESSES)
    larger = (factor for factor in _LISTS if factor * _LESS * body <= titles)
    for factor, least in (*((factor, _WANTED) for factor in larger), (1.0, _FEWEST)):
        low, high = min(offer.most, least), offer.most
        strip = _offered(page, offer, low, factor)
        while strip and low < high:
            middle = (low + high + 1) // 2
            if more := _offered(page, offer, middle, factor):
                low, strip = middle, more
            else:
                high = middle - 1
        if strip:
            return replace(page, strips=(*page.strips, strip))
    return page


def _offer_of(offer: Offer, sizes: Sizes, count: int, factor: float) -> Panel:
    """Return so many lines of an offer in so much larger type."""
    panel = offer.panel(sizes, count)
    larger = panel.listing and replace(panel.listing, factor=factor, parted=_PARTED)
    return replace(panel, listing=larger)


def _offered(page: Page, offer: Offer, count: int, factor: float = 1.0) -> Strip | None:
    """Return so many lines of an offer, where the blank part of a page has room for them."""
    strip = page.grid.strip((_offer_of(offer, page.grid.sizes, count, factor),))
    free = page.frame.high - page.high - page.grid.apart - page.grid.sizes.crown
    return strip if strip and strip.high <= free else None


def _on_pages(most: int, pages_of: Callable[[Measure], list[Page]], quiet: int) -> list[Page] | None:
    """Return so many pages with as few records as may be in one line, then with as few as may be counted."""
    for measure_of in (Measure, lambda count: Measure(quiet, count)):
        low, high = 1, quiet
        best: list[Page] | None = None
        while low <= high:
            middle = (low + high) // 2
            pages = pages_of(measure_of(middle))
            if len(pages) <= most:
                best, high = pages, middle - 1
            else:
                low = middle + 1
        if best:
            return best
    return None


@dataclass(frozen=True, slots=True)
class Page:
    """Strips below one another on a page, and what is said below them."""

    grid: Grid
    frame: Frame
    strips: tuple[Strip, ...]
    below: Line | None = None
    lost: int = 0

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
    most = max(1, int((room + seam) / (fixed + sizes.body * _NARROW)))
    fewest = min(most, max(1, -int(-(room + seam) // (fixed + sizes.body * _BROAD))))
    step = max(1, -(-(most - fewest + 1) // _GRIDS))
    for columns in range(fewest, most + 1, step):
        yield Grid(sizes, room, columns)


def _below(content: Content, sizes: Sizes) -> Line | None:
    return facts_line(content.said, sizes.body, 0.0) if content.said else None


def _one_page(sizes: Sizes, frame: Frame, fill: Fill, wide: bool, measure: Measure) -> Page | None:
    """Return the page at these sizes, or nothing where something does not fit."""
    best: tuple[float, Page] | None = None
    for grid in _grids(sizes, frame.wide):
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


def _turn_pages(sizes: Sizes, frame: Frame, fill: Fill, wide: bool, measure: Measure) -> list[Page]:
    """Return as many pages as it takes: notices and money first, then panel after panel.

    They are two of whole panels where each has room, of all such the most even.
    """
    if halves := [*_halves(sizes, frame, fill, wide, measure)]:
        return min(halves, key=lambda pages: max(page.share for page in pages))
    best: list[Page] = []
    for grid in _grids(sizes, frame.wide):
        content = fill(sizes, grid.column, frame.high - sizes.crown, measure)
        pages = list(_poured(grid, frame, content))
        rank = (_lost(pages), len(pages), pages[-1].share)
        if not best or rank < (_lost(best), len(best), best[-1].share):
            best = pages
    return best


def _halves(sizes: Sizes, frame: Frame, fill: Fill, wide: bool, measure: Measure) -> Iterator[list[Page]]:
    """Yield the ways to have two pages of whole panels, each of them at least half full."""

    def part(first: bool, cut: int) -> Page | None:
        def filled(sizes: Sizes, column: float, limit: float, measure: Measure) -> Content:
            content = fill(sizes, column, limit, measure)
            return content.before(cut) if first else content.behind(cut)

        page = _one_page(sizes, frame, filled, wide, measure)
        return page if page and page.share >= _HALF else None

    for cut in range(len(fill(sizes, frame.wide, frame.high, measure).panels)):
        if (first := part(True, cut)) and (second := part(False, cut)):
            yield [first, second]


def _poured(grid: Grid, frame: Frame, content: Content) -> Iterator[Page]:
    strips, left = _opening(grid, frame, content)
    if strips and left.holds and (more := grid.with_some_under(strips[0], left)):
        strips[0], left = more
    panels = [panel for panel in (left, *content.panels) if panel.holds]
    for panel in content.panels:  # what has room below the money stands there
        if strips and (strip := grid.with_under(strips[0], panel)):
            strips[0] = strip
            panels.remove(panel)
            break
    below = _below(content, grid.sizes)
    lost = 0
    while True:
        free = frame.high - _high(grid, strips, None, frame.wide) - grid.apart * bool(strips)
        while panels and (made := _next(grid, panels, free)):
            strip, panels = made
            strips.append(strip)
            free -= grid.sizes.crown + strip.high + grid.apart
        if not strips and panels:  # not even one card alone on a page
            lost += 1
            first = panels[0].rest(1) if panels[0].cards else replace(panels[0], listing=None)
            panels = [panel for panel in (first, *panels[1:]) if panel.holds]
            if panels:
                continue
        ends = not panels and (not below or _high(grid, strips, below, frame.wide) <= frame.high)
        yield Page(grid, frame, tuple(strips), below if ends else None, lost)
        if ends or not (panels or below):
            return
        if not panels:  # what is empty needs no page of its own
            return
        strips, lost = [], 0


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


def _next(grid: Grid, panels: list[Panel], free: float) -> tuple[Strip, list[Panel]] | None:
    """Return the next strip in so much room, and the panels that are left."""
    room = free - grid.sizes.crown
    for count in range(min(len(panels), grid.columns), 0, -1):
        strip = grid.strip(panels[:count])
        if strip and strip.high <= room:
            return strip, panels[count:]
    made = grid.part(panels[0], grid.columns, room)
    if made is None:
        return None
    strip, left = made
    return strip, [panel for panel in (left, *panels[1:]) if panel.holds]


def _composed(pages: Sequence[Page]) -> Composition:
    placed = [tuple(_placed(page)) for page in pages]
    shown = [panel for page in pages for strip in page.strips for panel in strip.panels]
    numbers = [card.number for page in pages for card, _, _ in _cards(page)]
    numbers += [panel.number for panel in shown if isinstance(panel, MoneyPanel)]
    lists = [panel.listing for panel in shown if isinstance(panel, Panel) and panel.listing]
    listed = [number for listing in lists for number in listing.numbers if number]
    return Composition(
        tuple(placed),
        pages[0].grid.sizes,
        tuple(sorted({*numbers} - {""})),
        tuple(sorted(listed)),
        tuple(sorted({listing.address for listing in lists} - {""})),
        tuple(cell for page in pages for cell in _cells(page)),
        sum(page.lost for page in pages),
    )


def _cards(page: Page) -> Iterator[tuple[Card, float, float]]:
    """Yield the cards on a page with how wide and high they are."""
    grid = page.grid
    for strip in page.strips:
        for panel, span, starts in zip(strip.panels, strip.spans, strip.starts, strict=True):
            if isinstance(panel, Panel):
                wide = grid.wide(grid.lane(panel, span))
                for card, high in list(zip(panel.cards, grid.heights(panel, span), strict=True))[
                    : starts[-1]
                ]:
                    yield card, wide, high - grid.between


def _cells(page: Page) -> Iterator[tuple[str, float, float]]:
    for card, wide, high in _cards(page):
        if card.number:
            yield card.number, wide, high


def _placed(page: Page) -> Iterator[Placed]:
    """Yield everything on a page; where there is room, all rows and strips are moved apart alike."""
    grid, frame = page.grid, page.frame
    gaps = sum(strip.gaps for strip in page.strips) + len(page.strips) - 1 + bool(page.below)
    free = max(0.0, frame.high - page.high)
    spread = min(free / gaps, grid.sizes.body * _CALM) if gaps > 0 else 0.0
    y = frame.top
    for strip in page.strips:
        tops = tuple(top + spread * row for row, top in enumerate(strip.tops))
        high = strip.high + spread * strip.gaps
        x, bottom = frame.left, y + grid.sizes.crown + high
        for at, (panel, span, starts) in enumerate(zip(strip.panels, strip.spans, strip.starts, strict=True)):
            under = strip.under if at == len(strip.panels) - 1 else 0
            if under:
                x -= grid.wide(span) + grid.seam
            elif at:
                yield {"kind": "seam", "x": pt(x - grid.seam / 2), "y": pt(y), "h": pt(bottom - y)}
            begun = isinstance(panel, Panel) and panel.begun
            head = y + grid.fall(tops[under]) if under else y
            yield _at(x, head, _crown(panel, grid.wide(span), begun))
            if isinstance(panel, MoneyPanel):
                room = grid.above(tops[strip.under]) if strip.under else high
                shown: Placed = panel.plain(grid.wide(span), grid.sizes, room)
                yield _at(x, y + grid.sizes.crown, shown)
            else:
                yield from _inside(grid, panel, span, starts, x, y + grid.sizes.crown, tops, under)
            x += grid.wide(span) + grid.seam
        y = bottom + grid.apart + spread
    if page.below:
        line: Plain = page.below.plain(frame.wide)
        yield _at(frame.left, y, {"kind": "line", "w": pt(frame.wide), "line": line})


def _inside(
    grid: Grid,
    panel: Panel,
    span: int,
    starts: Sequence[int],
    x: float,
    y: float,
    tops: Sequence[float],
    first: int,
) -> Iterator[Placed]:
    """Yield what stands below the head of a panel, from the first of its rows on."""
    if not panel.holds:
        line: Plain = Line(panel.empty, grid.sizes.body, look="quiet").plain(grid.wide(span))
        yield _at(x, y, {"kind": "line", "w": pt(grid.wide(span)), "line": line})
        return
    heights, lane = grid.heights(panel, span), grid.wide(grid.lane(panel, span))
    deepest = first
    for column, (start, end) in enumerate(pairwise(starts)):
        *rows, below = rows_of(heights[start:end], tops, first)
        for card, row in zip(panel.cards[start:end], rows, strict=True):
            left = x + column * (lane + grid.seam)
            more: Placed = {"ruled": card.fresh and row > first, "lift": pt(grid.between / 2)}
            yield _at(left, y + tops[row], {**card.plain(lane, grid.sizes), **more})
        deepest = max(deepest, below)
    if panel.listing:
        yield _at(x, y + tops[deepest], panel.listing.plain(grid.wide(span), grid.sizes))


def _crown(panel: AnyPanel, wide: float, more: bool) -> Placed:
    return {"kind": "crown", "w": pt(wide), "name": panel.name, "tint": panel.tint, "more": more}


def _at(x: float, y: float, thing: Placed) -> Placed:
    return {**thing, "x": pt(x), "y": pt(y)}
