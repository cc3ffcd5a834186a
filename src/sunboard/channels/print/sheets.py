"""What the theme needs to draw one record on A4."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.channels.print.flows import flow_data
from sunboard.channels.print.tables import to_table
from sunboard.channels.print.wording import loosen, loosen_all, say_amount, say_date, say_days, to_amount, width
from sunboard.engines.markdown import to_nodes
from sunboard.engines.qr_code import side, svg
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of
from sunboard.theming import Theme

POINTS = 72 / 25.4  # points to a millimetre
MARGIN = 15  # mm
SIZES = (14.0, 12.0)
"""Type of the text in points; the smaller one is taken where it saves a page."""
_LONGEST = 12.0  # ems that no container on a sheet is narrower than
_SHORT = 10.0  # ems of a value that shares its line with another
_MANY = 5  # columns from which a table needs the wide side of the paper


def sheet_data(data: Values, theme: Theme) -> dict[str, Plain]:
    """Return plain data for `print/sheet.typ`."""
    village = map_of(data, "village")
    nodes = to_nodes(text_of(data, "body"))
    wide = any(_is_wide(block) for block in maps_of(data, "blocks")) or any(_columns(node) > _MANY for node in nodes)
    paper = (297, 210) if wide else (210, 297)
    room = (paper[0] - 2 * MARGIN) * POINTS
    title, address = text_of(data, "title"), text_of(data, "qr")
    shown: dict[str, Plain] = {
        "village": text_of(village, "name"),
        "band": _fill(theme, "band", village=text_of(village, "name"), category=text_of(data, "category") or text_of(data, "kind_label")),
        "about": text_of(data, "period_label") or text_of(data, "class_label") or text_of(data, "kind_label"),
        "state": text_of(data, "state_label"),
        "heading": title,
        "running": title if text_of(village, "name") in title else text_of(village, "name") + "  " + title,
        "summary": text_of(data, "summary"),
        "notices": list_of(data, "notices"),
        "figures": figures(maps_of(data, "figures")),
        "attachments": [text_of(item, "title") for item in maps_of(data, "attachments")],
        "related": [_related(link, theme) for link in maps_of(data, "related")],
        "foot": _foot(data, village, theme),
        "imprint": _imprint(data, village, theme),
        "address": address,
    }
    loose = loosen_all(shown, _LONGEST)
    assert isinstance(loose, dict)
    return {
        **loose,
        "facts": _pairs(maps_of(data, "facts")),
        "blocks": [_block(block, room, theme) for block in maps_of(data, "blocks")],
        "body": [_node(node, room) for node in nodes],
        "title": title, "words": words(theme), "language": theme.language, "dated": text_of(data, "issued"),
        "size": str(SIZES[0]), "paper": [str(paper[0]), str(paper[1])],
        "code": svg(address) if address else "", "modules": side(address) if address else 0,
    }  # fmt: skip


def words(theme: Theme) -> dict[str, Plain]:
    """Return the strings that templates of paper use, without their prefix."""
    return {name.removeprefix("print-"): text for name, text in theme.strings.items() if name.startswith("print-")}


def figures(given: Sequence[Values]) -> list[Plain]:
    """Return figures ready to show, each with its share of the largest in thousandths."""
    amounts = [to_amount(text_of(figure, "amount")) for figure in given]
    largest = max((abs(amount) for amount in amounts if amount is not None), default=0) or 1
    return [
        {
            "label": text_of(figure, "label"), "amount": say_amount(text_of(figure, "amount")), "compare": text_of(figure, "compare"),
            "share": int(1000 * abs(amount) / largest) if amount is not None else 0,
        }
        for figure, amount in zip(given, amounts, strict=True)
    ]  # fmt: skip


def _fill(theme: Theme, name: str, **details: str) -> str:
    return theme.strings["print-" + name].format(**details)


def _fact(label: str, value: str) -> Plain:
    return {"label": label, "value": value}


def _related(link: Values, theme: Theme) -> Plain:
    number = text_of(link, "page").split("/")[0]
    words = _fill(theme, "related-item", text=text_of(link, "text"), number=number) if number else text_of(link, "text")
    return f"{words} {text_of(link, 'note')}".strip()


def _foot(data: Values, village: Values, theme: Theme) -> list[Plain]:
    """Return the foot in its fixed order: dates, who reviewed, whom to call."""
    lines = [_fact(theme.strings["print-published"], say_date(text_of(data, "published"), theme.language))] if data["published"] else []
    begin, end = text_of(data, "notice_start"), text_of(data, "notice_end")
    if end:
        days = say_days(begin, end, theme.language) if begin else _fill(theme, "until", end=say_date(end, theme.language))
        lines.append(_fact(theme.strings["print-notice"], days))
    elif data["posted_until"]:
        lines.append(_fact(theme.strings["print-posted"], _fill(theme, "until", end=say_date(text_of(data, "posted_until"), theme.language))))
    lines.extend(_fact(text_of(fact, "label"), text_of(fact, "value")) for fact in maps_of(data, "signing"))
    for name in ("contact", "supervise"):
        if phone := text_of(village, f"{name}_phone"):
            lines.append(_fact(theme.strings[f"print-{name}"], phone))
    return lines


def _imprint(data: Values, village: Values, theme: Theme) -> str:
    edition, code = str(data["edition"]), text_of(data, "check_code")
    parts = [text_of(data, "paper_number"), _fill(theme, "edition", edition=edition), _fill(theme, "check", code=code)]
    if village["sample"]:
        parts.append(theme.strings["print-sample"])
    return "  ".join(part for part in parts if part)


def _pairs(facts: Sequence[Values]) -> list[Plain]:
    """Put short facts two on a line, long ones on a line of their own."""
    lines: list[list[Plain]] = []
    open_line = False
    for fact in facts:
        short = width(text_of(fact, "value")) <= _SHORT and width(text_of(fact, "label")) <= 6
        shown = _fact(loosen(text_of(fact, "label"), 5), loosen(text_of(fact, "value"), _LONGEST))
        if short and open_line:
            lines[-1].append(shown)
            open_line = False
        else:
            lines.append([shown])
            open_line = short
    return [list(line) for line in lines]


def _is_wide(block: Values) -> bool:
    if block["type"] != "table":
        return False
    return bool(block["ledger"]) or sum(bool(column["on_paper"]) for column in maps_of(block, "columns")) > _MANY


def _columns(node: Plain) -> int:
    return len(list_of(node, "head")) if isinstance(node, dict) and node["type"] == "table" else 0


def _block(block: Values, room: float, theme: Theme) -> Plain:
    if block["type"] == "table":
        made = dict(to_table(block, room))
        return {**made, "title": loosen(text_of(made, "title"), _LONGEST), "note": loosen(text_of(made, "note"), _LONGEST)}
    loose = loosen_all(dict(block), _LONGEST)
    if block["type"] == "facts":
        return {"type": "facts", "title": loosen(text_of(block, "title"), _LONGEST), "facts": _pairs(maps_of(block, "facts"))}
    if isinstance(loose, dict) and block["type"] == "steps":
        return {"type": "steps", "title": loose["title"], "chart": flow_data(block, theme, room)}
    return loose


def _node(node: Plain, room: float) -> Plain:
    """Make a block of the body ready: headings below the title, tables measured, addresses of links in words."""
    if not isinstance(node, dict):
        return node
    if node["type"] == "heading":
        return {**node, "level": min(6, int(str(node["level"])) + 1), "runs": _runs(node["runs"])}
    if node["type"] == "paragraph":
        return {**node, "runs": _runs(node["runs"])}
    if node["type"] == "list":
        return {**node, "items": [[_node(part, room) for part in item] for item in list_of(node, "items") if isinstance(item, list)]}
    if node["type"] == "quote":
        return {**node, "blocks": [_node(part, room) for part in list_of(node, "blocks")]}
    if node["type"] == "table":
        columns: list[Plain] = [
            {"label": _flat(head), "align": align, "weight": 0, "on_paper": True, "money": False}
            for head, align in zip(list_of(node, "head"), list_of(node, "align"), strict=True)
        ]
        rows: list[Plain] = [[_flat(cell) for cell in row] for row in list_of(node, "rows") if isinstance(row, list)]
        return dict(to_table({"type": "table", "title": "", "note": "", "ledger": False, "columns": columns, "rows": rows, "total": []}, room))
    return loosen_all(node, _LONGEST)


def _runs(runs: Plain) -> list[Plain]:
    made: list[Plain] = []
    for run in runs if isinstance(runs, list) else []:
        if isinstance(run, dict):
            made.append({"text": loosen(_spoken(run), _LONGEST / 2), "bold": run["bold"] or run["italic"]})
    return made


def _flat(cell: Plain) -> str:
    return "".join(_spoken(run) for run in cell if isinstance(run, dict)) if isinstance(cell, list) else ""


def _spoken(run: Values) -> str:
    """Return a run's words; on paper a link says where it goes."""
    text, link = text_of(run, "text"), text_of(run, "link")
    return f"{text}（{link}）" if link and link not in text else text
