"""What the theme needs to draw a board."""

from __future__ import annotations

from dataclasses import replace

from sunboard.channels.print.composing import Content, Frame, base_size, compose
from sunboard.channels.print.edges import Foot, Head
from sunboard.channels.print.entries import MM, Sizes, pt, split
from sunboard.channels.print.money import MoneyPanel, sides_of
from sunboard.channels.print.panels import Panel
from sunboard.channels.print.sheets import figures, scan_words, words
from sunboard.channels.print.wording import in_chunks, loosen, width
from sunboard.engines.qr_code import side, svg
from sunboard.fields.disclosure import PANELS
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of
from sunboard.theming import Theme
from sunboard.typesetting.saying import Saying
from sunboard.typesetting.widths import BOLD, BREAK

_BRIEF = 24  # ems of a fact that a board has room for; longer ones stand behind the code
_WIDE = 1.12  # how much wider than high a board with three columns is
_LONGEST = 7.0  # ems of the largest type that no column is narrower than
_ALWAYS = PANELS[:3]
"""Panels that hang even when they have nothing to show."""


def board_data(data: Values, theme: Theme) -> dict[str, Plain]:
    """Return plain data for `print/board.typ`: pages of things, each with its place."""
    village, board = map_of(data, "village"), map_of(data, "board")
    wide, tall = int(str(board["width"])), int(str(board["height"]))
    base = base_size(wide, tall)
    modules = max((side(address) for address in _addresses(data)), default=0)
    captions = (theme.strings["print-scan"], theme.strings["print-scan-text"])
    least = Sizes(base, modules, max(width(words, BOLD) for words in captions) + 0.4)
    margin = max(10.0, 0.022 * min(wide, tall)) * MM
    room = wide * MM - 2 * margin
    head, foot = _head(data, theme, base), _foot(data, theme)

    def frame(sizes: Sizes) -> Frame:
        top = margin + head.high(room, tall * MM) + sizes.gap * 1.2
        return Frame(margin, top, room, tall * MM - margin - top - foot.high(sizes, room) - sizes.gap)

    running = [_item(item, theme) for item in maps_of(data, "running")]
    lists = {name: [_item(item, theme) for item in maps_of(map_of(data, "panels"), name)] for name in PANELS}
    empty = {name: str(words) for name, words in map_of(data, "empty").items()}
    money = _money(data, theme)
    # too low for the figures one below the other
    if money.item and money.high(room, least) > frame(least).high:
        lists["money"].insert(0, dict(money.item))
        money = replace(money, item=None, away=True)

    def panel(
        name: str, items: list[dict[str, Plain]], empty: str, sizes: Sizes, column: float, limit: float
    ) -> Panel:
        urgent = name == "running"
        entries = [entry for item in items for entry in split(item, sizes, urgent, column, limit)]
        return Panel(
            theme.strings["print-running" if urgent else f"print-panel-{name}"],
            name,
            tuple(entries),
            empty,
        )

    def fill(sizes: Sizes, column: float, limit: float) -> Content:
        hung = (name for name in PANELS if name in _ALWAYS or lists[name])
        panels = tuple(panel(name, lists[name], empty[name], sizes, column, limit) for name in hung)
        return Content(panel("running", running, empty["running"], sizes, column, limit), money, panels)

    def fuller(sizes: Sizes, column: float, limit: float) -> Content:
        return replace(fill(sizes, column, limit), money=replace(money, sides=sides))

    sides = sides_of(maps_of(map_of(data, "money"), "bars")) if data["money"] and not money.away else ()
    made = compose(least, frame, fill, wide >= _WIDE * tall, fuller if sides else None)
    sizes, whole = made.sizes, frame(made.sizes).high >= 0
    return {
        "pages": [list(page) for page in made.pages],
        "margin": pt(margin),
        "head": head.plain(room, tall * MM),
        "foot": foot.plain(sizes, room) if whole else None,
        "sizes": {
            name: pt(getattr(sizes, name))
            for name in ("body", "title", "lead", "panel", "small", "caption", "gap", "code")
        },
        "codes": {address: svg(address) for address in _addresses(data)},
        "home": text_of(data, "home"),
        "title": head.words.replace(BREAK, ""),
        "author": text_of(village, "name"),
        "words": words(theme),
        "ink": text_of(board, "ink"),
        "language": theme.language,
        "lost": made.lost + (not whole),
        "size": [str(wide), str(tall)],
        "dated": text_of(data, "dated"),
    }


def items_of(data: Values) -> list[Values]:
    """Return the records that a board shows one by one."""
    panels = [item for panel in PANELS for item in maps_of(map_of(data, "panels"), panel)]
    return [*maps_of(data, "running"), *([map_of(data, "money")] if data["money"] else []), *panels]


def _addresses(data: Values) -> list[str]:
    return sorted({text_of(data, "home"), *(text_of(item, "qr") for item in items_of(data))} - {""})


def _head(data: Values, theme: Theme, base: float) -> Head:
    village, board = map_of(data, "village"), map_of(data, "board")
    name, updated = text_of(village, "name"), text_of(data, "updated")
    title = text_of(board, "title") or theme.strings["print-board"]
    where, county = text_of(village, "township"), text_of(village, "county")
    where = theme.say("print-where", county=county, township=where) if county else where
    where = "  ".join(
        part for part in (where, theme.strings["print-sample"] if village["sample"] else "") if part
    )
    dated = theme.strings["print-updated"].format(date=theme.say.day(updated)) if updated else ""
    words = loosen(title if name in title else name + title, _LONGEST)
    return Head(
        words,
        loosen(where, _LONGEST),
        loosen(dated, _LONGEST),
        theme.strings["print-continued"].format(page=20, pages=20),
        base,
    )


def _foot(data: Values, theme: Theme) -> Foot:
    village = map_of(data, "village")
    address = text_of(data, "home")
    lines = [theme.strings["print-home-scan" if address else "print-no-code"]]
    if powers := _powers(data, theme.say):
        lines.append(powers + (theme.strings["print-powers-scan"] if address else ""))
    phones = tuple(_phones(village, theme))
    lines += [] if phones else [theme.strings["print-ask-in-person"]]
    hours = (
        theme.strings["print-hours"].format(hours=text_of(village, "office_hours"))
        if village["office_hours"]
        else ""
    )
    return Foot(tuple(lines), address, phones, loosen(hours, _LONGEST))


def _powers(data: Values, say: Saying) -> str:
    """Return how many items the power list has, by class as far as they are in classes; or nothing."""
    counts = [
        (str(group[0]), int(str(group[1]))) for group in list_of(data, "powers") if isinstance(group, list)
    ]
    total = str(sum(count for _, count in counts))
    if not any(name for name, _ in counts):
        return say("print-powers-unsorted", count=total) if counts else ""
    ordered = sorted(counts, key=lambda group: not group[0])  # what has none stands last
    classes = say("print-and").join(
        say("print-power-class", name=name or say("print-other-class"), count=str(count))
        for name, count in ordered
    )
    return say("print-powers", count=total, classes=classes)


def _phones(village: Values, theme: Theme) -> list[tuple[str, str]]:
    """Return whom to call, the most wanted last: it stands bottom right."""
    own = [
        (theme.strings[f"print-{name}"], text_of(village, f"{name}_phone"))
        for name in ("contact", "supervise")
        if village[f"{name}_phone"]
    ]
    others = [(text_of(fact, "label"), text_of(fact, "value")) for fact in maps_of(village, "phones")]
    return [(loosen(label, _LONGEST), loosen(number, _LONGEST)) for label, number in (*others, *own)]


def _money(data: Values, theme: Theme) -> MoneyPanel:
    is_shown = data["money"] or maps_of(map_of(data, "panels"), "money")  # else there is nothing to doubt
    phone = text_of(map_of(data, "village"), "supervise_phone") if is_shown else ""
    return MoneyPanel(
        theme.strings["print-money"],
        text_of(map_of(data, "empty"), "figures"),
        theme.strings["print-doubt"].format(phone=phone) if phone else "",
        theme.strings["print-unit"],
        _item(map_of(data, "money"), theme) if data["money"] else None,
    )


def _item(item: Values, theme: Theme) -> dict[str, Plain]:
    """Return a record as its panel shows it."""
    published, end = text_of(item, "published"), text_of(item, "notice_end")
    dated = theme.strings["print-published-on"].format(date=theme.say.day(published)) if published else ""
    shown = figures(maps_of(item, "figures"))
    known: list[Plain] = [
        {"label": text_of(figure, "label"), "value": text_of(figure, "amount")}
        for figure in shown
        if isinstance(figure, dict)
    ]
    tables = text_of(item, "tables")
    named: dict[str, Plain] | None = (
        {"label": theme.strings["print-tables"], "value": tables} if tables else None
    )
    known += [named] if named else []
    known += [
        {"label": text_of(fact, "label"), "value": text_of(fact, "value")}
        for fact in maps_of(item, "facts")[:3]
        if text_of(fact, "value") != tables
        and width(text_of(fact, "value")) <= _BRIEF
        and width(text_of(fact, "label")) <= _BRIEF / 2
    ]
    return {
        "title": text_of(item, "title"),
        "until": theme.strings["print-notice-until"].format(end=theme.say.day(end))
        if end
        else text_of(item, "state_label"),
        "meta": " · ".join(part for part in (text_of(item, "period"), dated) if part),
        "chunks": [
            part for name in ("summary", "caveat") for part in in_chunks(text_of(item, name)) if part.strip()
        ],
        "tables": named,
        "known": known,
        "figures": shown,
        "number": text_of(item, "paper_number") or theme.strings["print-waiting"],
        "address": text_of(item, "qr"),
        "scan": scan_words(item, theme),
    }
