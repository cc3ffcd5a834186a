"""How a board is composed: strips of panels on one grid, on one page in the largest type that fits.

What does not fit at the least type goes on to further pages; a last page of less than half is none: the
quietest records stand in one line each then, or are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise, product
from math import inf, sqrt

from sunboard.channels.print.entries import Card, Line, Sizes, pt
from sunboard.channels.print.filling import (
    Offer,
    closed_up,
    eased,
    enlarged,
    filled_lists,
    in_full,
    least_of,
    offering,
    roomy,
    showing_sides,
    small_below,
    stressed,
    telling,
)
from sunboard.channels.print.money import MoneyPanel, Side
from sunboard.channels.print.paging import (
    HALF,
    Content,
    Fill,
    Frame,
    Measure,
    Page,
    begun_of,
    lost_of,
    one_page,
    turn_pages,
)
from sunboard.channels.print.panels import AnyPanel, Grid, Panel, rows_of
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain

Placed = dict[str, Plain]
"""One thing at its place on a page: `kind`, `x`, `y`, `w`, and what its kind needs."""
FACTORS = tuple(round(1.05**step, 4) for step in range(21, -1, -1))
"""How much larger than its least the type of a board may be."""
_CALM = 1.6  # ems of the text that rows and strips are moved apart at most, so that a page is filled
PAGES = 2  # a board has at most
_LARGE = 1.3  # how much larger than its least the type stays where it makes room for an offer
_READ, _CLASSED = 1.2, 0.8
"""How much larger than its least, and how large at least, the type stays where it makes room for classes."""


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
    panels: Sequence[str],
    sides: tuple[Side, ...] = (),
    offer: Offer | None = None,
) -> Composition:
    """Find the largest type at which everything stands on one page; else take further pages at the least.

    `panels` are those of all records, the quietest record first. The money shows its `sides` where a page
    has room for them in a type that is hardly smaller; then one page has as much of `offer` as has room.
    """
    low, high = 0, len(FACTORS) - 1
    best: Page | None = None
    while low <= high:
        middle = (low + high) // 2
        sizes = replace(least, body=least.body * FACTORS[middle])
        page = one_page(sizes, frame_of(sizes), fill, wide, Measure())
        if page is None:
            low = middle + 1
        else:
            best, high = page, middle - 1
    if best:
        showing = _with_sides(fill, sides) if sides else fill

        def page_of(factor: float, way: Fill) -> Page | None:
            sizes = replace(least, body=least.body * factor)
            page = one_page(sizes, frame_of(sizes), way, wide, Measure())
            return small_below(page) if page and offer else page

        largest = FACTORS[high + 1]
        for factor in FACTORS[high + 1 :]:
            if factor < largest and factor < max(_READ, largest * _CLASSED):
                break
            if page := page_of(factor, showing):
                best, largest = page, factor
                break
        smaller = (factor for factor in FACTORS if _LARGE <= factor <= largest)
        roomier = (page_of(factor, showing) or page_of(factor, fill) for factor in smaller)
        best = roomy(best, roomier, offer) if offer else best
        kept = least_of(offer, best) if offer else 0.0
        best = eased(stressed(showing_sides(best, sides), kept), kept)
        best = telling(best)
        return _composed([offering(best, offer) if offer else best])

    def pages_of(sizes: Sizes, measure: Measure) -> list[Page]:
        frame = frame_of(sizes)
        one = one_page(sizes, frame, fill, wide, measure)
        return [one] if one else turn_pages(sizes, frame, fill, wide, measure)

    pages = pages_of(least, Measure())
    is_cut = len(pages) > PAGES or lost_of(pages) or (len(pages) > 1 and pages[-1].share < HALF)
    if is_cut:
        few = PAGES if lost_of(pages) else min(PAGES, len(pages) - 1)
        pages = _on_pages(few, lambda measure: pages_of(least, measure), panels) or pages
        pages = [closed_up(page) for page in pages]
    elif len(pages) > 1:
        *before, last = _grown(
            pages, lambda factor: pages_of(replace(least, body=least.body * factor), Measure())
        )
        kept = least_of(offer, last) if offer else 0.0
        last = eased(last, kept, before=before[0])
        pages = [*before, offering(last, offer) if offer else last]
    shown = [telling(showing_sides(in_full(page), sides)) for page in pages]
    return _composed([filled_lists(page) for page in (enlarged(shown) if is_cut else shown)])


def _grown(pages: list[Page], in_type: Callable[[float], list[Page]]) -> list[Page]:
    """Return as many pages in the largest type in which they hold as much and cut no more panels."""
    low, high = 0, len(FACTORS) - 1
    while low < high:
        middle = (low + high) // 2
        tried = in_type(FACTORS[middle])
        is_worse = any(count(tried) > count(pages) for count in (len, lost_of, begun_of))
        if is_worse or tried[-1].share < HALF:
            low = middle + 1
        else:
            pages, high = tried, middle
    return pages


def _with_sides(fill: Fill, sides: tuple[Side, ...]) -> Fill:
    """Return the content of which the money shows its sides wherever it stands."""

    def filled(sizes: Sizes, column: float, limit: float, measure: Measure) -> Content:
        content = fill(sizes, column, limit, measure)
        return replace(content, money=replace(content.money, sides=sides))

    return filled


def _on_pages(
    most: int, pages_of: Callable[[Measure], list[Page]], panels: Sequence[str]
) -> list[Page] | None:
    """Return so many pages with as few records as may be in one line, then with as few as may be counted.

    `panels` are those of all records, the quietest record first: it is shortened before all others. Then as
    many of each panel stand in full again as have room.
    """
    records = tuple(range(len(panels)))

    def fits(measure: Measure, shows: bool, lost: float = inf) -> bool:
        pages = pages_of(measure)
        return len(pages) <= most and bool(pages[-1].strips) >= shows and lost_of(pages) <= lost

    lines, counted = (Measure(), "lines"), (Measure(lines=frozenset(records)), "counted")
    ways = ((lines, True), (counted, True), (counted, False))
    for lost, ((measure, part), shows) in product((0, inf), ways):
        # a last page that shows nothing, but only says how much there is, is the last resort
        if found := _shortened(measure, part, records, partial(fits, shows=shows, lost=lost)):
            break
    else:
        return None
    if not _tells_notices(pages_of(found)):  # rather than that none has its sentence, others are counted
        quiet = tuple(at for at in records if panels[at] != "running")

        def tells(measure: Measure) -> bool:
            return fits(measure, shows=True, lost=0) and _tells_notices(pages_of(measure))

        found = _shortened(Measure(lines=frozenset(quiet)), "counted", quiet, tells) or found
    fits_as_well = partial(fits, shows=shows, lost=lost_of(pages_of(found)))
    for part in ("counted", "lines"):
        for name in dict.fromkeys(reversed(panels)):
            own = tuple(at for at in records if panels[at] == name and at in getattr(found, part))
            found = _shortened(found, part, own, fits_as_well) or found
    return pages_of(found)


def _tells_notices(pages: Sequence[Page]) -> bool:
    """Tell whether all notices stand on one page, and one of them at least in full."""
    running = [panel for page in pages for panel in page.panels if panel.tint == "running"]
    told = any(isinstance(panel, Panel) and panel.cards for panel in running)
    return not running or (told and not any(isinstance(panel, Panel) and panel.begun for panel in running))


def _shortened(
    measure: Measure, part: str, records: tuple[int, ...], fits: Callable[[Measure], bool]
) -> Measure | None:
    """Return a measure that has in one of its parts as few of these records as fit, those before the rest."""
    best: Measure | None = None
    others = getattr(measure, part) - {*records}
    low, high = 0, len(records)
    while low <= high:
        middle = (low + high) // 2
        tried = replace(measure, **{part: others | {*records[:middle]}})
        if fits(tried):
            best, high = tried, middle - 1
        else:
            low = middle + 1
    return best


def _composed(pages: Sequence[Page]) -> Composition:
    placed = [tuple(_placed(page)) for page in pages]
    shown = [panel for page in pages for panel in page.panels]
    numbers = [card.number for page in pages for card, _, _ in _cards(page)]
    numbers += [panel.number for panel in shown if isinstance(panel, MoneyPanel)]
    held = [panel.listing for panel in shown if isinstance(panel, Panel)]
    held += [card.listing for page in pages for card, _, _ in _cards(page)]
    lists = [listing for listing in held if listing]
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
