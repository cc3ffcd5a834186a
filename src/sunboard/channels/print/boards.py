"""What the theme needs to draw a board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil

from sunboard.channels.print.composing import FACTORS, PAGES, Composition, base_size, compose
from sunboard.channels.print.edges import Foot, Head
from sunboard.channels.print.entries import MM, Card, Sizes, listing_of, pt, split
from sunboard.channels.print.filling import Offer
from sunboard.channels.print.money import MoneyPanel, sides_of
from sunboard.channels.print.paging import Content, Frame, Measure
from sunboard.channels.print.panels import Panel
from sunboard.channels.print.poster import compose_poster
from sunboard.channels.print.powers import compose_chart, flow_of
from sunboard.channels.print.sheets import figures, words
from sunboard.channels.print.wording import in_chunks, loosen, width
from sunboard.engines.qr_code import side, svg
from sunboard.fields.disclosure import PANELS
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of
from sunboard.theming import Theme
from sunboard.typesetting.lines import NUMBERED
from sunboard.typesetting.saying import Saying
from sunboard.typesetting.widths import BREAK

_FACTS = 2  # beside the one that stands large
_BRIEF = 24  # ems of a fact that a board has room for; longer ones stand behind the code
_WIDE = 1.12  # how much wider than high a board with three columns is
_LONGEST = 7.0  # ems of the largest type that no column is narrower than
_FOOT_OF_POWERS = 1.5  # how much larger than the least its foot may be, where a chart or list stands alone
_SHORT = 2  # lines of a list that stands in a cell behind records, no row of its own below them
_MUCH = 0.5  # of the height of a page: money that takes more may be set smaller
_RUNNING = ("running", "others")  # on the board of a group its own notices stand before the others
_AROUND = 1.2  # ems beside each of the two things that share the line below the headline
_ALWAYS = PANELS[:3]
"""Panels that hang even when they have nothing to show."""


def board_data(data: Values, theme: Theme) -> dict[str, Plain]:
    """Return plain data for `print/board.typ`: pages of things, each with its place."""
    village, board = map_of(data, "village"), map_of(data, "board")
    wide, tall = int(str(board["width"])), int(str(board["height"]))
    base = base_size(wide, tall)
    least = Sizes(base, max((side(address) for address in _addresses(data)), default=0))
    margin = max(10.0, 0.022 * min(wide, tall)) * MM
    room = wide * MM - 2 * margin
    head, foot = _head(data, theme, base), _foot(data, theme).on(tall * MM, least, room)

    largest = base * (_FOOT_OF_POWERS if _of_powers(data) else FACTORS[0])

    def of_foot(sizes: Sizes) -> Sizes:
        return replace(sizes, body=min(sizes.body, largest))

    unbroken = room / 2 / (max(width(head.where), width(head.updated)) + _AROUND)

    def of_head(sizes: Sizes) -> Head:
        return replace(head, small=max(base, min(of_foot(sizes).small, unbroken)))

    def frame(sizes: Sizes) -> Frame:
        top = margin + of_head(sizes).high(room, tall * MM) + sizes.gap * 1.2
        return Frame(
            margin, top, room, tall * MM - margin - top - foot.high(of_foot(sizes), room) - sizes.gap
        )

    money = _money(data, theme)
    away = replace(money, item=None, away=True)  # where the board is too low for it
    modest = replace(money, modest=True)

    def takes(money: MoneyPanel, share: float) -> bool:
        return bool(money.item) and money.high(room, least) + least.crown > frame(least).high * share

    fitting = [way for way in (money, modest) if not takes(way, 1.0)][: 1 + takes(money, _MUCH)]
    usual, *smaller = fitting or [away]
    chart = map_of(data, "chart")
    flow = flow_of(chart) if chart else None
    if maps_of(data, "poster"):
        made = compose_poster(data, theme, least, frame)
    elif flow:
        made = compose_chart(
            _item(chart, theme), flow, theme, least, frame, named=not text_of(board, "title")
        )
    else:

        def composed(money: MoneyPanel) -> Composition:
            shown = _Shown(data, theme, money)
            sides = sides_of(maps_of(map_of(data, "money"), "bars")) if money.item else ()
            offers = len(maps_of(data, "offered"))
            offer = Offer(shown.offered, offers) if offers else None
            return compose(least, frame, shown.fill, wide >= _WIDE * tall, shown.panels, sides, offer)

        made = composed(usual)
        for way in smaller if len(made.pages) > 1 else ():
            made = min(made, composed(way), key=lambda one: (len(one.pages), -len(one.numbers + one.listed)))
        if len(made.pages) > PAGES and money.item:
            made = composed(away)
    sizes, whole = made.sizes, frame(made.sizes).high >= 0
    return {
        "pages": [list(page) for page in made.pages],
        "margin": pt(margin),
        "head": of_head(sizes).plain(room, tall * MM),
        "foot": foot.plain(of_foot(sizes), room) if whole else None,
        "sizes": {
            name: pt(getattr(sizes, name))
            for name in ("body", "title", "lead", "panel", "small", "gap", "code")
        },
        "codes": {address: svg(address) for address in _addresses(data)},
        "home": text_of(data, "home"),
        "title": head.words.replace(BREAK, ""),
        "author": text_of(village, "name"),
        "words": words(theme),
        "numbered": NUMBERED,
        "ink": text_of(board, "ink"),
        "language": theme.language,
        "lost": made.lost + (not whole),
        "numbers": list(made.numbers),
        "listed": list(made.listed),
        "lists": list(made.lists),
        "cells": [
            {"number": number, "wide": ceil(wide / MM), "high": ceil(high / MM)}
            for number, wide, high in made.cells
        ],
        "size": [str(wide), str(tall)],
        "dated": text_of(data, "dated"),
    }


class _Shown:
    """What a board shows at any size of type."""

    def __init__(self, data: Values, theme: Theme, money: MoneyPanel) -> None:
        """Make every record ready once."""
        self._theme, self._money = theme, money
        self._offered = [_offered(item) for item in maps_of(data, "offered")]
        self._empty = {name: text_of(map_of(data, "empty"), name) for name in ("running", *PANELS)}
        self._doors = {name: text_of(map_of(data, "doors"), name) for name in ("running", *PANELS)}
        self._empty["others"], self._doors["others"] = "", self._doors["running"]
        running = [_item(item, theme) for item in maps_of(data, "running")]
        own = int(str(data.get("own", 0)))  # of the group whose board it is
        self._items = {
            "running": running[:own] if own else running,
            "others": running[own:] if own else [],
            **{
                name: [_item(item, theme) for item in maps_of(map_of(data, "panels"), name)]
                for name in PANELS
            },
        }
        if money.away and data["money"]:
            self._items["money"].insert(0, _item(map_of(data, "money"), theme))
        rest = [item for name in PANELS for item in self._items[name] if not item["quiet"]]
        oldest = sorted(rest, key=lambda item: text_of(item, "published"))
        quiet = [item for name in PANELS for item in self._items[name] if item["quiet"]]
        # what is in one line anyway, then what is oldest, then the notices that run longest
        self._by_quiet = [*quiet, *oldest, *reversed(running)]
        names = {id(item): name for name, items in self._items.items() for item in items}
        self.panels = tuple(names[id(item)] for item in self._by_quiet)
        """The panel of each record, the quietest first."""
        self._titles = {name: theme.strings[f"print-panel-{name}"] for name in PANELS}
        self._titles["running"] = theme.strings["print-running-own" if own else "print-running"]
        self._titles["others"] = theme.strings["print-running-others"]

    def fill(self, sizes: Sizes, column: float, limit: float, measure: Measure) -> Content:
        """Return the content at some size, with nothing in it higher than a limit in a column so wide.

        Where the limit leaves no room for a code, lists stand without theirs: the one of the foot opens all.
        """
        quiet = [id(item) for item in self._by_quiet if item["quiet"]]
        lines = {*quiet, *(id(self._by_quiet[at]) for at in measure.lines)}
        counted = {id(self._by_quiet[at]) for at in measure.counted}

        def panel(name: str) -> Panel:
            items = self._items[name]
            listed = [item for item in items if id(item) in lines - counted]
            door = self._doors[name] if limit >= sizes.code else ""
            if door and listed == items and len(items) == 1 and not items[0]["quiet"]:
                listed = []  # beside the code that its line would have there is room for all of it
            shortened = {*map(id, listed), *counted}
            cards = [
                card
                for item in items
                if id(item) not in shortened
                for card in split(item, sizes, name in _RUNNING, column, limit)
            ]
            left = sum(id(item) in counted for item in items)
            if left == len(items) > 0 and name != "running":
                return Panel(self._titles[name], name, (), self._theme.say("print-all", count=str(left)))
            more = ""
            if left:
                more = self._theme.say("print-others" if cards or listed else "print-all", count=str(left))
                more += self._theme.strings["print-scan-here"] if door else ""
            listing = listing_of(listed, more, door, sizes, urgent=name in _RUNNING and not cards)
            if cards and listing and door and len(listing.lines) <= _SHORT:
                cards, listing = [*cards, Card((), listing=listing)], None
            return Panel(self._titles[name], name, tuple(cards), self._empty[name], listing)

        panels = [panel(name) for name in ("others", *PANELS)]
        told = [found for found in panels if not found.holds and found.empty]
        return Content(
            running=panel("running"),
            money=self._money,
            panels=tuple(found for found in panels if found.holds),
            counted=tuple((found.name, found.empty) for found in told if self._items[found.tint]),
            empty=tuple(
                (found.name, found.empty)
                for found in told
                if found.tint in _ALWAYS and not self._items[found.tint]
            ),
        )

    def offered(self, sizes: Sizes, count: int) -> Panel:
        """Return what can be had done, by whom and in how many days: so many, the others counted."""
        name, left, theme = "services", len(self._offered) - count, self._theme
        more = ""
        if left:
            more = theme.say("print-offered-more", count=str(left))
            more += theme.strings["print-scan-here"] if self._doors[name] else ""
        listing = listing_of(self._offered[:count], more, self._doors[name], sizes)
        return Panel(theme.strings["print-offered"], name, (), "", listing)


def _offered(item: Values) -> dict[str, Plain]:
    """Return an item of the power list as a line."""
    aside: list[Plain] = [part for part in (text_of(item, "who"), text_of(item, "days")) if part]
    return {"line": text_of(item, "title"), "aside": aside, "id": text_of(item, "number")}


def items_of(data: Values) -> list[Values]:
    """Return the records that a board shows one by one."""
    panels = [item for panel in PANELS for item in maps_of(map_of(data, "panels"), panel)]
    return [*maps_of(data, "running"), *([map_of(data, "money")] if data["money"] else []), *panels]


def _addresses(data: Values) -> list[str]:
    doors = (text_of(map_of(data, "doors"), name) for name in ("running", *PANELS))
    chart = text_of(map_of(data, "chart"), "qr")
    return sorted(
        {text_of(data, "home"), chart, *doors, *(text_of(item, "qr") for item in items_of(data))} - {""}
    )


def _head(data: Values, theme: Theme, base: float) -> Head:
    village, board = map_of(data, "village"), map_of(data, "board")
    name, updated = text_of(village, "name"), text_of(data, "updated")
    group = text_of(board, "group")
    usual = theme.say("print-group-board", group=group) if group else theme.strings["print-board"]
    of_list = theme.strings["print-powers-board"] if _of_powers(data) else ""
    power = "" if text_of(board, "title") else text_of(map_of(data, "chart"), "title")
    title = text_of(board, "title") or power or of_list or usual
    where, county = text_of(village, "township"), text_of(village, "county")
    where = theme.say("print-where", county=county, township=where) if county else where
    noted = (where, of_list if power else "", theme.strings["print-sample"] if village["sample"] else "")
    where = "  ".join(filter(None, noted))
    dated = theme.strings["print-updated"].format(date=theme.say.day(updated)) if updated else ""
    whole = title if name in title else theme.say("print-board-of", village=name, title=title)
    words = loosen(whole, _LONGEST)
    return Head(
        words,
        loosen(where, _LONGEST),
        loosen(dated, _LONGEST),
        theme.strings["print-continued"].format(page=20, pages=20),
        base,
        base,
    )


def _foot(data: Values, theme: Theme) -> Foot:
    village = map_of(data, "village")
    address = text_of(data, "home")
    scan = "print-powers-scan" if _of_powers(data) else "print-home-scan"
    lines = [theme.strings[scan if address else "print-no-code"]]
    coded = map_of(data, "chart") or (items_of(data) and not maps_of(data, "poster"))
    lines += [theme.strings["print-item-scan"]] if address and coded else []
    others, own = _phones(village, theme)
    lines += [] if others or own else [theme.strings["print-ask-in-person"]]
    hours = (
        theme.strings["print-hours"].format(hours=text_of(village, "office_hours"))
        if village["office_hours"]
        else ""
    )
    return Foot(tuple(lines), _powers(data, theme.say), address, others, own, loosen(hours, _LONGEST))


def _of_powers(data: Values) -> bool:
    """Tell whether a board shows nothing but the power list, or an item of it."""
    return bool(maps_of(data, "poster") or map_of(data, "chart"))


def _powers(data: Values, say: Saying) -> tuple[tuple[str, str], ...]:
    """Return how many items the power list has, in all and by class as far as they are in classes."""
    counts = [
        (str(group[0]), int(str(group[1]))) for group in list_of(data, "powers") if isinstance(group, list)
    ]
    if not counts:
        return ()
    classes = counts if any(name for name, _ in counts) else []
    told = [(say("print-powers"), sum(count for _, count in counts))]
    told += [(name or say("print-other-class"), count) for name, count in classes]
    return tuple((label, say("print-power-count", count=str(count))) for label, count in told)


_Phones = tuple[tuple[str, str], ...]


def _phones(village: Values, theme: Theme) -> tuple[_Phones, _Phones]:
    """Return whom to call: others, then the village's own numbers, the most wanted last."""
    own = (
        (theme.strings[f"print-{name}"], text_of(village, f"{name}_phone"))
        for name in ("contact", "supervise")
        if village[f"{name}_phone"]
    )
    others = ((text_of(fact, "label"), text_of(fact, "value")) for fact in maps_of(village, "phones"))

    def loose(phones: Iterable[tuple[str, str]]) -> _Phones:
        return tuple((loosen(label, _LONGEST), loosen(number, _LONGEST)) for label, number in phones)

    return loose(others), loose(own)


def _money(data: Values, theme: Theme) -> MoneyPanel:
    return MoneyPanel(
        theme.strings["print-money"],
        text_of(map_of(data, "empty"), "figures"),
        _item(map_of(data, "money"), theme) if data["money"] else None,
    )


def _item(item: Values, theme: Theme) -> dict[str, Plain]:
    """Return a record as its panel shows it."""
    published, end = text_of(item, "published"), text_of(item, "notice_end")
    dated = theme.strings["print-published-on"].format(date=theme.say.day(published)) if published else ""
    tables = text_of(item, "tables")
    named: dict[str, Plain] | None = (
        {"label": theme.strings["print-tables"], "value": tables} if tables else None
    )
    known: list[Plain] = [named] if named else []
    facts: list[Plain] = [
        {"label": text_of(fact, "label"), "value": text_of(fact, "value")}
        for fact in maps_of(item, "facts")
        if not fact["minor"]
        and fact != item["key"]
        and text_of(fact, "value") != tables
        and not _is_said(text_of(fact, "value"), text_of(item, "title"))
        and width(text_of(fact, "value")) <= _BRIEF
        and width(text_of(fact, "label")) <= _BRIEF / 2
    ]
    known += facts[:_FACTS]
    title, absence = text_of(item, "title"), text_of(item, "absence")
    name = "print-notice-ended" if item.get("ended") else "print-notice-until"
    until = theme.strings[name].format(end=theme.say.day(end)) if end else ""
    number = text_of(item, "paper_number") or theme.strings["print-waiting"]
    return {
        "title": title,
        "line": theme.say("print-line", title=title, absence=absence) if absence else title,
        "aside": [part for part in (until or theme.say.day(published), number) if part],
        "until": until or text_of(item, "state_label"),
        "meta": until if item.get("ended") and until else dated,
        "published": published,
        "quiet": item["quiet"],
        "chunks": [*_chunks(text_of(item, "summary")), *_chunks(text_of(item, "caveat"))],
        "caveat": [*_chunks(text_of(item, "caveat"))],
        "tables": named,
        "key": item["key"],
        "known": known,
        "figures": figures(maps_of(item, "figures")),
        "id": text_of(item, "number"),
        "imprint": [part for part in (number, *_edition(item, theme)) if part],
        "address": text_of(item, "qr"),
    }


def _chunks(text: str) -> Iterator[str]:
    return (part for part in in_chunks(text) if part.strip())


def _is_said(value: str, title: str) -> bool:
    """Tell whether a title has a value in its words; a bare number there may count something else."""
    return len(value) > 1 and value in title and any(sign.isalpha() for sign in value)


def _edition(item: Values, theme: Theme) -> tuple[str, ...]:
    """Return edition and check code, where one has been issued."""
    if not item["check_code"]:
        return ()
    return theme.say("print-edition", edition=str(item["edition"])), text_of(item, "check_code")
