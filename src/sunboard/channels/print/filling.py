"""What fills a page of a board that is not full: larger notices, items and lists, and an offer below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product

from sunboard.channels.print.entries import Listing, Sizes
from sunboard.channels.print.money import MoneyPanel, Side
from sunboard.channels.print.paging import NARROW, Page
from sunboard.channels.print.panels import AnyPanel, Grid, Panel, Strip
from sunboard.lazy import dataclass

_FEWEST, _WANTED = 4, 10  # lines of an offer: at least, and those for which the type may be smaller
_STRESSES = tuple(round(1.08**step, 4) for step in range(11, 0, -1))
"""How much larger than all else what is running may be."""
_EASES = (1.7, 1.5, 1.3, 1.15)
"""How much larger than its least a quiet item may be where there is room."""
_LESS = 1.15  # how much smaller it stays than a notice
_LISTS = (1.28, 1.12)
"""How much larger lists may be where their panel would end in white: as large as titles of records."""
_ALONE = (1.75, 1.6, 1.45)
"""How much larger lists may be on a page that shows no records in full, or these as large."""
_GAP = 0.08  # of a page: how much less is blank at least where panels stand in other strips for it
_WORTH = 1.1  # how much larger lists are where panels stand in other strips for it
_PARTED = 0.25  # of its lines: how many may have below them who does it, so that all are larger
_TELLS = (1.6, 1.45, 1.3, 1.12)
"""How much larger than the text may be what is told of the money."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands below everything where a page is left half empty: a panel of so many lines at most."""

    panel: Callable[[Sizes, int], Panel]
    most: int


def showing_sides(page: Page, sides: tuple[Side, ...]) -> Page:
    """Return a page on which the money shows its sides, both or none, where they make no strip higher."""
    return _with_money(page, lambda money: [money if money.sides else replace(money, sides=sides)])


def in_full(page: Page) -> Page:
    """Return a page on which the money stands in full, with its sentence, where there is room for that."""

    def filled(strip: Strip) -> Strip | None:
        shown = [
            replace(panel, modest=False) if isinstance(panel, MoneyPanel) else panel for panel in strip.panels
        ]
        return strip if strip.under or shown == [*strip.panels] else page.grid.strip(shown)

    strips = tuple(made for strip in page.strips if (made := filled(strip)))
    tried = replace(page, strips=strips)
    return tried if len(strips) == len(page.strips) and tried.high <= page.frame.high else page


def telling(page: Page) -> Page:
    """Return a page on which what is told of the money is as large as what is said of records.

    It makes no strip higher.
    """
    cards = [card for panel in page.panels if isinstance(panel, Panel) for card in panel.cards]
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


def small_below(page: Page) -> Page:
    """Return a page on which a small panel leaves the money its column, and stands in the last strip instead.

    It is small where it takes less than half of that column.
    """
    grid, (first, *others) = page.grid, page.strips
    *beside, last = first.panels
    if not beside or first.under or not isinstance(last, Panel) or not _is_small((last,)):
        return page
    listed = last.listing.high(grid.wide(first.spans[-1]), grid.sizes) if last.listing else 0.0
    if 2 * (sum(grid.heights(last, first.spans[-1])) + listed) > first.high:
        return page
    for above, panels in ((others[:-1], others[-1].panels), (others, ())) if others else (([], ()),):
        strips = [grid.strip(beside), *above, grid.strip((*panels, last))]
        tried = replace(page, strips=tuple(strip for strip in strips if strip))
        if all(strips) and tried.high <= page.frame.high:
            return tried
    return page


def roomy(best: Page, smaller: Iterable[Page | None], offer: Offer) -> Page:
    """Return the page in the largest type that leaves room for some lines of an offer."""
    wanted = min(offer.most, _WANTED)
    return next((page for page in smaller if page and _offered(page, offer, wanted)), best)


def least_of(offer: Offer, page: Page) -> float:
    """Return how much room is kept for an offer on a page."""
    tried = _offered(page, offer, min(offer.most, _WANTED))
    return tried.high - page.high if tried else 0.0


def stressed(page: Page, kept: float) -> Page:
    """Return a page whose notices are set larger, as far as it has room beside what is kept for others."""
    for factor in _STRESSES:
        tried = _reset(page, factor, running=True)
        if tried and tried.high + kept <= page.frame.high:
            return tried
    return page


def eased(page: Page, kept: float = 0.0, before: Page | None = None) -> Page:
    """Return a page whose quiet items are set larger too, all alike, but smaller than notices.

    These stand on it, or on the page `before`.
    """
    shown = (*page.panels, *(before.panels if before else ()))
    now = max((_type_of(panel) for panel in shown if _is_running(panel)), default=0.0)
    for factor in _EASES:
        tried = _reset(page, factor, running=False)
        if not tried or tried.high + kept > page.frame.high:
            continue
        quiet = max((_type_of(panel) for panel in tried.panels if not _is_running(panel)), default=0.0)
        if not now or quiet * _LESS <= now:
            return tried
    return page


def enlarged(pages: Sequence[Page]) -> list[Page]:
    """Return pages whose notices, then all else, are set larger: alike on all, as far as each has room."""
    made = next(
        (found for factor in _STRESSES if (found := _all_reset(pages, factor, running=True))), [*pages]
    )
    now = _largest(made, running=True)
    eases = (_all_reset(made, factor, running=False) for factor in _EASES)
    modest = (
        found for found in eases if found and (not now or _largest(found, running=False) * _LESS <= now)
    )
    return next(modest, made)


def _all_reset(pages: Sequence[Page], factor: float, running: bool) -> list[Page]:
    """Return pages with their notices or all else set larger, none where one has no room for that."""
    tried = (_reset(page, factor, running) for page in pages)
    made = [page for page in tried if page and page.high <= page.frame.high]
    return made if len(made) == len(pages) else []


def _largest(pages: Iterable[Page], running: bool) -> float:
    """Return the type of the titles of notices, or of all else."""
    panels = (panel for page in pages for panel in page.panels if _is_running(panel) == running)
    return max(map(_type_of, panels), default=0.0)


def filled_lists(page: Page) -> Page:
    """Return a page whose lists are set larger: all alike as far as it has room, else some where they fit.

    These are set larger where their strip gets no higher for it.
    """
    most = max(map(_type_of, page.panels), default=0.0) / page.grid.sizes.body
    factors = (*(factor for factor in _ALONE if factor <= most or not most), *_LISTS)
    made = _with_larger_lists(page, factors)
    if not most:
        now = _type_of_lists(made or page)
        ways = [way for dealt in _regrouped(page) if (way := _with_larger_lists(dealt, factors))]
        best = max(ways, key=lambda way: (_type_of_lists(way), -_uneven(way)), default=page)
        made = best if _type_of_lists(best) > now * _WORTH else made
    if made:
        return made

    def filled(strip: Strip) -> Strip:
        made = (_listing_in(page.grid, strip, factor) for factor in _LISTS)
        return next((one for one in made if one and one.high <= strip.high + 1e-6), strip)

    return replace(page, strips=tuple(map(filled, page.strips)))


def _regrouped(page: Page, columns: int = 0) -> Iterator[Page]:
    """Yield a page of whole panels without money, dealt to strips in every way, in so many columns or few."""
    panels = page.panels
    if len(panels) < 2 or not all(map(_is_movable, page.strips)):
        return
    for cuts in product((False, True), repeat=len(panels) - 1):
        begins = [0, *(at for at, cut in enumerate(cuts, 1) if cut), len(panels)]
        rows = [panels[start:end] for start, end in pairwise(begins)]
        grid = Grid(page.grid.sizes, page.frame.wide, columns or max(map(len, rows)))
        strips = [grid.strip(row) for row in rows]
        if all(strips):
            yield replace(page, grid=grid, strips=tuple(strip for strip in strips if strip))


def _is_movable(strip: Strip) -> bool:
    """Tell whether a strip holds whole panels, and no money."""
    return all(
        isinstance(panel, Panel) and starts[-1] == len(panel.cards)
        for panel, starts in zip(strip.panels, strip.starts, strict=True)
    )


def closed_up(page: Page) -> Page:
    """Return a page of records without money with its panels in strips that leave much less room blank."""
    ways = (way for way in _regrouped(page, page.grid.columns) if way.high <= page.frame.high)
    best = min(ways, key=_blank, default=page)
    return best if _blank(best) < _blank(page) - _GAP * page.frame.high * page.frame.wide else page


def _blank(page: Page) -> float:
    """Return how much room is blank in the strips of a page, square points."""
    grid, blank = page.grid, 0.0
    for strip in page.strips:
        for panel, span in zip(strip.panels, strip.spans, strict=True):
            if isinstance(panel, Panel):
                listed = panel.listing.high(grid.wide(span), grid.sizes) if panel.listing else 0.0
                cards = sum(grid.heights(panel, span)) * grid.wide(grid.lane(panel, span))
                blank += (strip.high - listed) * grid.wide(span) - cards
    return blank


def _with_larger_lists(page: Page, factors: Iterable[float]) -> Page | None:
    """Return a page with its lists in the largest type that it has room for, if in any of these."""
    for factor in factors:
        strips = [_listing_in(page.grid, strip, factor, apart=True) for strip in page.strips]
        tried = replace(page, strips=tuple(strip for strip in strips if strip))
        if all(strips) and tried.high <= page.frame.high:
            return tried
    return None


def _lists(page: Page) -> Iterator[tuple[Strip, Listing, float]]:
    """Yield the lists on a page, each with its strip and how wide it is."""
    for strip in page.strips:
        for panel, span in zip(strip.panels, strip.spans, strict=True):
            if isinstance(panel, Panel) and panel.listing:
                yield strip, panel.listing, page.grid.wide(span)


def _type_of_lists(page: Page) -> float:
    """Return the type of the list that is set smallest."""
    return min((listing.size(wide, page.grid.sizes) for _, listing, wide in _lists(page)), default=0.0)


def _uneven(page: Page) -> float:
    """Return how much room is blank below lists beside higher ones."""
    return sum(
        wide * (strip.high - listing.high(wide, page.grid.sizes)) for strip, listing, wide in _lists(page)
    )


def _listing_in(grid: Grid, strip: Strip, factor: float, apart: bool = False) -> Strip | None:
    """Return a strip with its lists in so much larger type, days `apart` below their lines if need be."""
    panels = tuple(
        replace(panel, listing=replace(panel.listing, factor=factor, apart=apart))
        if isinstance(panel, Panel) and panel.listing
        else panel
        for panel in strip.panels
    )
    return _strip_of(grid, strip, panels)


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
    return replace(panel, cards=tuple(card.larger(factor) for card in panel.cards), measure=NARROW)


def _is_running(panel: AnyPanel) -> bool:
    return panel.tint == "running"


def _type_of(panel: AnyPanel) -> float:
    """Return the type of the titles of a panel."""
    cards = panel.cards if isinstance(panel, Panel) else ()
    return max((card.lines[0].size for card in cards if card.lines), default=0.0)


def offering(page: Page, offer: Offer) -> Page:
    """Return the page with what of an offer its blank part holds, in type less large than its titles."""
    body = page.grid.sizes.body
    titles = max(map(_type_of, page.panels), default=0.0) or body * max(_STRESSES)
    larger = (factor for factor in _LISTS if factor * _LESS * body <= titles)
    for factor, least in (*((factor, _WANTED) for factor in larger), (1.0, _FEWEST)):
        low, high = min(offer.most, least), offer.most
        best = _offered(page, offer, low, factor)
        while best and low < high:
            middle = (low + high + 1) // 2
            if more := _offered(page, offer, middle, factor):
                low, best = middle, more
            else:
                high = middle - 1
        if best:
            return best
    return page


def _offer_of(offer: Offer, sizes: Sizes, count: int, factor: float) -> Panel:
    """Return so many lines of an offer in so much larger type."""
    panel = offer.panel(sizes, count)
    larger = panel.listing and replace(panel.listing, factor=factor, parted=_PARTED)
    return replace(panel, listing=larger)


def _offered(page: Page, offer: Offer, count: int, factor: float = 1.0) -> Page | None:
    """Return the page with so many lines of an offer, where it has room for them.

    They stand beside small panels that would have the last strip for themselves, else below everything.
    """
    panel = _offer_of(offer, page.grid.sizes, count, factor)
    *above, last = page.strips
    for strips, beside in ((tuple(above), last.panels), (page.strips, ())):
        if beside and not (above and _is_small(beside)):
            continue
        strip = page.grid.strip((*beside, panel))
        tried = replace(page, strips=(*strips, strip)) if strip else page
        if strip and tried.high <= page.frame.high:
            return tried
    return None


def _is_small(panels: tuple[AnyPanel, ...]) -> bool:
    """Tell whether these are one or two panels, each of a list or of one record."""
    return len(panels) < 3 and all(isinstance(panel, Panel) and len(panel.cards) < 2 for panel in panels)
