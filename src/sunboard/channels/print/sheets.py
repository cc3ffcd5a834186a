"""What the theme needs to draw one record on a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.channels.print.filling import count_pages, foot_of, sections_of, turn_of
from sunboard.channels.print.flows import flow_data
from sunboard.channels.print.parts import LONGEST, block_parts, body_parts, pairs, widest
from sunboard.channels.print.photos import ACROSS, photo_rows
from sunboard.channels.print.titles import in_words
from sunboard.channels.print.wording import loosen, loosen_all, say_amount, say_date, say_days, to_amount
from sunboard.engines.markdown import to_nodes
from sunboard.engines.qr_code import side, svg
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of
from sunboard.theming import Theme

POINTS = 72 / 25.4  # points to a millimetre
MARGIN = 15  # mm
ENDS = 38  # mm of a page above and below what it shows
SIZES = (14.0, 12.0)
"""Type of the text in points; the smaller one is taken where it saves a page."""
PAPERS = ((210, 297), (297, 210), (420, 297))
"""Millimetres: A4 upright, and where a table asks for it A4 and A3 on their sides."""
_TERMS = 6  # words that a sheet without a long ledger explains; all of them stand behind its code
_ROWS = 12  # a ledger of more rows takes several pages at any size


def sheet_data(data: Values, theme: Theme) -> dict[str, Plain]:
    """Return plain data for `print/sheet.typ`."""
    village, blocks = map_of(data, "village"), maps_of(data, "blocks")
    nodes = to_nodes(text_of(data, "body"))
    paper = next(
        (paper for paper in PAPERS if widest(blocks, nodes, _room(paper)) <= _room(paper)), PAPERS[-1]
    )
    room = _room(paper)
    title, address = text_of(data, "title"), text_of(data, "qr")
    heavy = any(block.get("ledger") and len(list_of(block, "rows")) > _ROWS for block in blocks)
    shown: dict[str, Plain] = {
        "band": _fill(
            theme,
            "band",
            village=text_of(village, "name"),
            category=text_of(data, "category") or text_of(data, "kind_label"),
        ),
        "about": text_of(data, "period_label") or text_of(data, "class_label") or text_of(data, "kind_label"),
        "number": text_of(data, "paper_number"),
        "state": text_of(data, "state_label"),
        "running": title if text_of(village, "name") in title else text_of(village, "name") + "  " + title,
        "summary": text_of(data, "summary"),
        "notices": list_of(data, "notices"),
        "figures": figures(maps_of(data, "figures")),
        "clocks": _clocks(data, theme),
        "attachments": [text_of(item, "title") for item in maps_of(data, "attachments")],
        "related": [_related(link, theme) for link in maps_of(data, "related")],
        "terms": [
            _fact(text_of(term, "label"), text_of(term, "value"))
            for term in maps_of(data, "terms")[: 0 if heavy else _TERMS]
        ],
        "edition": _edition(data, theme),
        "dates": _dates(data, theme),
        "signing": [
            _fact(text_of(fact, "label"), text_of(fact, "value")) for fact in maps_of(data, "signing")
        ],
        "phones": [
            _fact(theme.strings[f"print-{name}"], phone)
            for name in ("contact", "supervise")
            if (phone := text_of(village, f"{name}_phone"))
        ],
        "imprint": _imprint(data, village, theme),
        "address": address,
    }
    loose = loosen_all(shown, LONGEST)
    assert isinstance(loose, dict)
    return {
        **loose,
        "heading": [*in_words(title, (text_of(village, "name"),))],
        "facts": pairs(maps_of(data, "facts")),
        "blocks": block_parts(blocks, room, theme),
        "body": body_parts(nodes, room),
        "title": title,
        "words": words(theme),
        "language": theme.language,
        "dated": text_of(data, "issued"),
        "author": text_of(village, "name"),
        "size": str(SIZES[heavy]),
        "paper": [str(paper[0]), str(paper[1])],
        "code": svg(address) if address else "",
        "modules": side(address) if address else 0,
        "turn": "",
        "photos": [],
        "across": ACROSS[0],
    }


def sheet_ways(data: Values, theme: Theme) -> list[dict[str, Plain]]:
    """Return the ways to set a sheet, the best first: charts in lanes before charts in one column, large type and terms before small type without."""
    usual = sheet_data(data, theme)
    ways = [usual]
    flows = iter([block for block in maps_of(data, "blocks") if block["type"] == "steps"])
    room, _ = _inside(usual)
    if any(part["type"] == "steps" and map_of(part, "chart")["head"] for part in maps_of(usual, "blocks")):
        blocks: list[Plain] = [
            {**part, "chart": flow_data(next(flows), theme, room, lanes=False)}
            if part["type"] == "steps"
            else dict(part)
            for part in maps_of(usual, "blocks")
        ]
        ways.append({**usual, "blocks": blocks})
    if usual["size"] != str(SIZES[1]):
        ways += [{**way, "size": str(SIZES[1]), "terms": []} for way in ways]
    return ways


def pages_of(way: Values, scale: float) -> int:
    """Return how many pages a way to set a sheet takes where all of it is `scale` times as high as it is thought to be."""
    room, tall = _inside(way)
    return count_pages(
        [atom for _, atoms in sections_of(way, room) for atom in atoms], foot_of(way, room), tall, scale
    )


def with_photos(way: dict[str, Plain], data: Values, scale: float) -> dict[str, Plain]:
    """Return a way to set a sheet with as many rows of the record's pictures as take no further page; the others stay in its list of papers."""
    pictures = maps_of(data, "pictures")
    rows = photo_rows(pictures, _inside(way)[0]) if pictures else []
    across = ACROSS[len(pictures) > ACROSS[0]]
    for count in range(len(rows), 0, -1):
        listed = maps_of(data, "attachments")
        papers = [paper for paper in listed if not paper["pictured"]] + [
            paper for paper in listed if paper["pictured"]
        ][count * across :]
        titles: list[Plain] = [loosen(text_of(paper, "title"), LONGEST) for paper in papers]
        shown: dict[str, Plain] = {
            **way,
            "photos": list[Plain](rows[:count]),
            "across": across,
            "attachments": titles,
        }
        if pages_of(shown, scale) <= pages_of(way, 1.0):
            return shown
    return way


def turned(way: dict[str, Plain]) -> dict[str, Plain]:
    """Return a way to set a sheet with what begins its last page, where that page would hold next to nothing."""
    if any(block.get("ledger") for block in maps_of(way, "blocks")):
        return way
    room, tall = _inside(way)
    return {**way, "turn": turn_of(sections_of(way, room), foot_of(way, room), tall)}


def _inside(way: Values) -> tuple[float, float]:
    """Return how wide and how high a page of a sheet is between its margins, in points."""
    wide, high = (int(str(side)) for side in list_of(way, "paper"))
    return (wide - 2 * MARGIN) * POINTS, (high - ENDS) * POINTS


def _room(paper: tuple[int, int]) -> float:
    return (paper[0] - 2 * MARGIN) * POINTS


def words(theme: Theme) -> dict[str, Plain]:
    """Return the strings that templates of paper use, without their prefix."""
    return {
        name.removeprefix("print-"): text for name, text in theme.strings.items() if name.startswith("print-")
    }


_SIGNS = {"income": "+", "expense": "−", "closing": "="}


def figures(given: Sequence[Values]) -> list[Plain]:
    """Return figures ready to show, each with its share of the largest in thousandths and the sign of its part in the sum."""
    amounts = [to_amount(text_of(figure, "amount")) for figure in given]
    largest = max((abs(amount) for amount in amounts if amount is not None), default=0) or 1
    return [
        {
            "label": text_of(figure, "label"),
            "amount": say_amount(text_of(figure, "amount")),
            "compare": text_of(figure, "compare"),
            "last_year": text_of(figure, "last_year"),
            "in_words": text_of(figure, "in_words"),
            "role": text_of(figure, "role"),
            "sign": _SIGNS.get(text_of(figure, "role"), ""),
            "share": int(1000 * abs(amount) / largest) if amount is not None else 0,
        }
        for figure, amount in zip(given, amounts, strict=True)
    ]


def _fill(theme: Theme, name: str, **details: str) -> str:
    return theme.strings["print-" + name].format(**details)


def _fact(label: str, value: str) -> Plain:
    return {"label": label, "value": value}


def _related(link: Values, theme: Theme) -> Plain:
    number = text_of(link, "page").split("/")[0]
    words = (
        _fill(theme, "related-item", text=text_of(link, "text"), number=number)
        if number
        else text_of(link, "text")
    )
    return f"{words} {text_of(link, 'note')}".strip()


def _clocks(data: Values, theme: Theme) -> list[Plain]:
    """Return the spans of days that run beside a notice, each with its label, its days in words and a note."""
    if data["state"] != "notice":  # the foot tells how long it hangs
        return []
    clocks: list[Values] = [*maps_of(data, "clocks")]
    if not clocks and data["notice_end"]:
        clocks = [
            {
                "label": theme.strings["print-notice"],
                "start": text_of(data, "notice_start"),
                "end": text_of(data, "notice_end"),
                "note": "",
            }
        ]
    return [
        {
            "label": text_of(clock, "label"),
            "days": _days(text_of(clock, "start"), text_of(clock, "end"), theme),
            "note": text_of(clock, "note"),
        }
        for clock in clocks
    ]


def _days(begin: str, end: str, theme: Theme) -> str:
    return (
        say_days(begin, end, theme.language)
        if begin
        else _fill(theme, "until", end=say_date(end, theme.language))
    )


def _dates(data: Values, theme: Theme) -> list[Plain]:
    """Return when it was made public and how long it hangs."""
    lines = (
        [_fact(theme.strings["print-published"], say_date(text_of(data, "published"), theme.language))]
        if data["published"]
        else []
    )
    if end := text_of(data, "notice_end"):
        lines.append(_fact(theme.strings["print-notice"], _days(text_of(data, "notice_start"), end, theme)))
    if end := text_of(data, "posted_until"):
        lines.append(_fact(theme.strings["print-posted"], _days("", end, theme)))
    return lines


def _edition(data: Values, theme: Theme) -> str:
    """Say in a sentence what the newest edition changed, where there was an earlier one."""
    notes = maps_of(data, "editions")
    if len(notes) < 2 or not notes[0]["change"]:
        return ""
    edition, date = str(notes[0]["edition"]), say_date(text_of(notes[0], "date"), theme.language)
    return _fill(theme, "changed", edition=edition, date=date, change=text_of(notes[0], "change"))


def _imprint(data: Values, village: Values, theme: Theme) -> str:
    edition, code = str(data["edition"]), text_of(data, "check_code")
    parts = [
        text_of(data, "paper_number"),
        _fill(theme, "edition", edition=edition),
        _fill(theme, "check", code=code),
    ]
    if village["sample"]:
        parts.append(theme.strings["print-sample"])
    return "  ".join(part for part in parts if part)
