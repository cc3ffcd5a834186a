"""What the theme needs to compose a board."""

from __future__ import annotations

from sunboard.channels.print.sheets import figures, words
from sunboard.channels.print.wording import in_chunks, loosen_all, say_date, width
from sunboard.engines.qr_code import side, svg
from sunboard.model.plain import Plain, Values, map_of, maps_of, text_of
from sunboard.theming import Theme

_LONGEST = 7.0  # ems of the largest type that no column is narrower than
_BRIEF = 24  # ems of a fact that a board has room for; longer ones stand behind the code


def board_data(data: Values, theme: Theme) -> dict[str, Plain]:
    """Return plain data for `print/board.typ`."""
    village, board = map_of(data, "village"), map_of(data, "board")
    name = text_of(village, "name")
    title = text_of(board, "title") or theme.strings["print-board"]
    headline = title if name in title else name + title
    powers = data["powers"] if isinstance(data["powers"], list) else []
    counts = [(str(group[0]), int(str(group[1]))) for group in powers if isinstance(group, list)]
    listed = theme.strings["print-and"].join(theme.strings["print-power-class"].format(name=group, count=count) for group, count in counts if group)
    total = sum(count for _, count in counts)
    updated = text_of(data, "updated")
    shown: dict[str, Plain] = {
        "headline": headline,
        "where": theme.strings["print-where"].format(county=text_of(village, "county"), township=text_of(village, "township")).strip(),
        "updated": theme.strings["print-updated"].format(date=say_date(updated, theme.language)) if updated else "",
        "sample": theme.strings["print-sample"] if village["sample"] else "",
        "powers": theme.strings["print-powers"].format(count=total, classes=listed) if total else "",
        "address": text_of(data, "home"),
        "phones": _phones(village, theme),
        "supervise": text_of(village, "supervise_phone"),
        "hours": theme.strings["print-hours"].format(hours=text_of(village, "office_hours")) if village["office_hours"] else "",
        "running": [_item(item, theme) for item in maps_of(data, "running")],
        "money": _item(map_of(data, "money"), theme) if data["money"] else None,
        "panels": {panel: [_item(item, theme) for item in maps_of(map_of(data, "panels"), panel)] for panel in ("party", "village", "money")},
    }
    loose = loosen_all(shown, _LONGEST)
    assert isinstance(loose, dict)
    home = text_of(data, "home")
    return {
        **loose, "codes": {address: svg(address) for address in _addresses(data)}, "home": home, "title": headline, "words": words(theme),
        "modules": max(side(address) for address in _addresses(data)), "ink": text_of(board, "ink"), "language": theme.language,
        "size": [str(board["width"]), str(board["height"])], "dated": updated,
    }  # fmt: skip


def items_of(data: Values) -> list[Values]:
    """Return the records that a board shows one by one."""
    panels = [item for panel in ("party", "village", "money") for item in maps_of(map_of(data, "panels"), panel)]
    return [*maps_of(data, "running"), *([map_of(data, "money")] if data["money"] else []), *panels]


def _addresses(data: Values) -> list[str]:
    return sorted({text_of(data, "home"), *(text_of(item, "qr") for item in items_of(data) if item["qr"])})


def _phones(village: Values, theme: Theme) -> list[Plain]:
    """Return whom to call, the most wanted last: it stands bottom right."""
    own = [(theme.strings[f"print-{name}"], text_of(village, f"{name}_phone")) for name in ("contact", "supervise") if village[f"{name}_phone"]]
    given = [(text_of(fact, "label"), text_of(fact, "value")) for fact in maps_of(village, "phones")]
    known = {number for _, number in own}
    return [{"label": label, "value": number} for label, number in [*(pair for pair in given if pair[1] not in known), *own]]


def _item(item: Values, theme: Theme) -> dict[str, Plain]:
    """Return a record as its panel shows it."""
    number = text_of(item, "paper_number") or theme.strings["print-waiting"]
    published = text_of(item, "published")
    dated = theme.strings["print-published-on"].format(date=say_date(published, theme.language)) if published else ""
    end = text_of(item, "notice_end")
    return {
        "title": text_of(item, "title"),
        "period": text_of(item, "period"),
        "until": theme.strings["print-notice-until"].format(end=say_date(end, theme.language)) if end else text_of(item, "state_label"),
        "meta": " · ".join(part for part in (text_of(item, "period"), dated) if part),
        "chunks": [part for part in in_chunks(text_of(item, "summary")) if part.strip()],
        "facts": [
            {"label": text_of(fact, "label"), "value": text_of(fact, "value")}
            for fact in maps_of(item, "facts")[:3]
            if width(text_of(fact, "value")) <= _BRIEF and width(text_of(fact, "label")) <= _BRIEF / 2
        ],
        "figures": figures(maps_of(item, "figures")),
        "number": number,
        "address": text_of(item, "qr"),
    }  # fmt: skip
