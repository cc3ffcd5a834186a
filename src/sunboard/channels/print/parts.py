"""The blocks of a record and the text below its fields, made ready for the sheet.

Measured, paired, loosened.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from sunboard.channels.print.columns import FEW_ROWS
from sunboard.channels.print.flows import flow_data
from sunboard.channels.print.rolls import is_roll, to_roll
from sunboard.channels.print.tables import fits_beside, needed, to_table
from sunboard.channels.print.wording import count_lines, longest_word, loosen, loosen_all, width
from sunboard.describing.scale import to_scale
from sunboard.engines.link_target import address_shown
from sunboard.model.plain import Plain, Values, list_of, maps_of, text_of
from sunboard.theming import Theme
from sunboard.typesetting.saying import say_amount, to_amount
from sunboard.typesetting.widths import BREAK

LONGEST = 12.0  # ems that no container on a sheet is narrower than
GUTTER = 17.0  # pt between two blocks side by side
SIDE_SIZE = 12.0  # pt, cells of tables side by side
_SIDE_ROWS = 12  # a table of more rows has the page to itself
_HEAD = 36.0  # pt of a block's title with the space about it
_TALLEST = 560.0  # pt of two columns that stand on one page
_EVEN, _UNEVEN = 0.62, 0.72  # shares of the higher column: what is looked for, what is borne
_BROAD = 0.57  # of the width: what a table takes beside facts where half of it is too narrow for its words
_LABEL, _LONGEST_LABEL = 6.45, 9.0  # ems of the labels of facts, and as many at most where words are longer
_INSET = 0.45  # ems of it left and right of the words
_CELL = 5.7  # pt left and right of a fact's words
FACTS, SMALL_FACTS = 14.0, 12.0  # pt of facts, and of those that stand with a long ledger
_NAMES = 8.0  # ems of a bar's label


def block_parts(blocks: Sequence[Values], room: float, theme: Theme) -> list[Plain]:
    """Return blocks as the theme draws them, `room` points wide.

    Small ones that follow one another stand in two columns.
    """
    made: list[Plain] = []
    half = (room - GUTTER) / 2
    ledger = any(block.get("ledger") and len(list_of(block, "rows")) > FEW_ROWS for block in blocks)
    facts = SMALL_FACTS if ledger else FACTS
    place = 0
    while place < len(blocks):
        heights: list[float] = []
        for block in blocks[place:]:
            high = _small(block, half)
            if high is None or sum(heights) + high > 2 * _TALLEST:
                break
            heights.append(high)
        cuts = [
            (_share(heights[:count], at), count, at)
            for count in range(2, len(heights) + 1)
            for at in range(1, count)
        ]
        even = next((cut for cut in cuts if cut[0] <= _EVEN), min(cuts, default=(1.0, 0, 0)))
        _, count, at = even
        if even[0] > _UNEVEN and (wides := _broad(blocks[place:], room)):
            made.append(_columns(blocks[place : place + 2], 1, wides, theme))
            place += 2
            continue
        if even[0] > _UNEVEN:
            made.append(_part(blocks[place], room, theme, facts=facts))
            place += 1
            continue
        made.append(_columns(blocks[place : place + count], at, (half, half), theme))
        place += count
    return made


def _broad(blocks: Sequence[Values], room: float) -> tuple[float, float] | None:
    """Return how wide a table and the facts after it are side by side where it takes the broader column."""
    wides = (room - GUTTER) * _BROAD, (room - GUTTER) * (1 - _BROAD)
    if [block["type"] for block in blocks[:2]] != ["table", "facts"]:
        return None
    heights = [_small(block, wide) for block, wide in zip(blocks, wides, strict=False)]
    known = [high for high in heights if high is not None]
    return wides if len(known) == len(wides) and _share(known, 1) <= _UNEVEN else None


def _columns(blocks: Sequence[Values], at: int, wides: tuple[float, float], theme: Theme) -> Plain:
    """Return blocks in two columns so wide; the second begins `at` one of them."""
    left, right = (
        [_part(block, wide, theme, SIDE_SIZE, narrow=True) for block in some]
        for some, wide in zip((blocks[:at], blocks[at:]), wides, strict=True)
    )
    return {"type": "columns", "wides": [f"{wide:.2f}" for wide in wides], "left": left, "right": right}


def _share(heights: Sequence[float], at: int) -> float:
    """Return the share of the higher column where the second begins at a block; one half is even."""
    return max(sum(heights[:at]), sum(heights[at:])) / sum(heights)


def widest(blocks: Sequence[Values], nodes: Sequence[Plain], room: float) -> float:
    """Return how many points the widest long table needs; short ones may stand in pieces."""
    tables = [block for block in blocks if block["type"] == "table"]
    tables = [table for table in tables if len(list_of(table, "rows")) > FEW_ROWS]
    tables += [_as_table(node) for node in nodes if isinstance(node, dict) and node["type"] == "table"]
    return max((needed(table, room) for table in tables), default=0.0)


def _small(block: Values, half: float) -> float | None:
    """Return how high a block is in half the width of the paper, or nothing where it needs all of it."""
    if block["type"] == "table":
        rows = list_of(block, "rows")
        if block["ledger"] or not 0 < len(rows) <= _SIDE_ROWS or not fits_beside(block, half, SIDE_SIZE):
            return None
        return (
            _HEAD
            + 23.0 * (len(rows) + 1 + bool(block.get("total")))
            + 12.0 * count_lines(text_of(block, "note"), half / 12)
        )
    if block["type"] == "bars":
        bars = maps_of(block, "bars")
        if any(width(text_of(bar, "label")) > _NAMES or bar["of"] for bar in bars):
            return None
        return _HEAD + 31.0 * len(bars) + 20.0
    if block["type"] == "list":
        items = [item for item in list_of(block, "items") if isinstance(item, str)]
        return (
            _HEAD + sum(20.0 * count_lines(item, half / 12 - 2) for item in items)
            if all(width(item) <= 30 for item in items)
            else None
        )
    if block["type"] == "facts":
        facts = maps_of(block, "facts")
        if any(width(text_of(fact, "value")) > 26 or width(text_of(fact, "label")) > 6 for fact in facts):
            return None
        return _HEAD + sum(10.0 + 18.0 * count_lines(text_of(fact, "value"), half / 12 - 8) for fact in facts)
    return None


def _part(
    block: Values,
    room: float,
    theme: Theme,
    size: float = 12.0,
    narrow: bool = False,
    facts: float = SMALL_FACTS,
) -> Plain:
    if block["type"] == "table" and is_roll(block) and (rolled := to_roll(block, room)):
        return rolled
    if block["type"] == "table":
        made = dict(to_table(block, room, size))
        return {
            **made,
            "title": loosen(text_of(made, "title"), LONGEST),
            "note": loosen(text_of(made, "note"), LONGEST),
            "lead": loosen(text_of(made, "lead"), LONGEST),
        }
    if block["type"] == "facts":
        given = maps_of(block, "facts")
        return {
            "type": "facts",
            "title": loosen(text_of(block, "title"), LONGEST),
            "facts": pairs(given, 0.0 if narrow else room, facts),
            "labels": f"{label_wide(given):.2f}",
            "size": f"{facts:g}",
        }
    if block["type"] == "bars":
        return _bars(block)
    if block["type"] == "steps":
        return {
            "type": "steps",
            "title": loosen(text_of(block, "title"), LONGEST),
            "chart": (chart := flow_data(block, theme, room)),
            "column": flow_data(block, theme, room, lanes=False) if chart["head"] else None,
        }
    return loosen_all(dict(block), LONGEST)


def _bars(block: Values) -> Plain:
    """Return bars with their lengths in thousandths of the longest amount of all, budgets included."""
    bars = maps_of(block, "bars")
    amounts = [to_amount(text_of(bar, name)) for name in ("amount", "of") for bar in bars]
    shares = [ceil(1000 * part) for part in to_scale(amounts)]
    return {
        "type": "bars",
        "title": loosen(text_of(block, "title"), LONGEST),
        "tone": text_of(block, "tone"),
        "note": loosen(text_of(block, "note"), LONGEST),
        "total": say_amount(text_of(block, "total")),
        "measure": text_of(block, "measure"),
        "bars": [
            {
                "label": loosen(text_of(bar, "label"), _NAMES),
                "amount": say_amount(text_of(bar, "amount")),
                "of": say_amount(text_of(bar, "of")),
                "note": loosen(text_of(bar, "note"), _NAMES),
                "share": share,
                "whole": whole,
                "below": amount is not None and amount < 0,
            }
            for bar, amount, share, whole in zip(bars, amounts, shares, shares[len(bars) :], strict=False)
        ],
    }


def label_wide(facts: Sequence[Values]) -> float:
    """Return how many ems the column of labels is wide: each stands on one line, if that can be."""
    widest = max((width(text_of(fact, "label")) for fact in facts), default=0.0)
    return min(_LONGEST_LABEL, max(_LABEL, widest + _INSET))


def pairs(facts: Sequence[Values], room: float, size: float = FACTS) -> list[Plain]:
    """Put facts two on a line of `room` points where both are short, others on lines of their own."""
    labels = label_wide(facts)
    short_value = room / 2 / size - labels - _CELL / size
    lines: list[list[Plain]] = []
    open_line = False
    for fact in facts:
        short = (
            width(text_of(fact, "value")) <= short_value and width(text_of(fact, "label")) <= labels - _INSET
        )
        shown: Plain = {
            "label": loosen(text_of(fact, "label"), 5),
            "value": loosen(text_of(fact, "value"), LONGEST),
        }
        if short and open_line:
            lines[-1].append(shown)
            open_line = False
        else:
            lines.append([shown])
            open_line = short
    return [list(line) for line in lines]


def body_parts(nodes: Sequence[Plain], room: float) -> list[Plain]:
    """Make the text below the fields ready.

    Headings below the title, tables measured, addresses of links in words.
    """
    return [_node(node, room) for node in nodes]


def _node(node: Plain, room: float) -> Plain:
    if not isinstance(node, dict):
        return node
    if node["type"] == "heading":
        return {**node, "level": min(6, int(str(node["level"])) + 1), "runs": _runs(node["runs"])}
    if node["type"] == "paragraph":
        return {**node, "runs": _runs(node["runs"])}
    if node["type"] == "list":
        return {
            **node,
            "items": [
                [_node(part, room) for part in item]
                for item in list_of(node, "items")
                if isinstance(item, list)
            ],
        }
    if node["type"] == "quote":
        return {**node, "blocks": [_node(part, room) for part in list_of(node, "blocks")]}
    if node["type"] == "table":
        return dict(to_table(_as_table(node), room))
    return loosen_all(node, LONGEST)


def _as_table(node: Values) -> dict[str, Plain]:
    aligns, heads = list_of(node, "align"), list_of(node, "head")
    columns: list[Plain] = [
        {"label": _flat(head), "align": align, "weight": 0, "on_paper": True, "money": False}
        for head, align in zip(heads or [""] * len(aligns), aligns, strict=True)
    ]
    rows: list[Plain] = [
        [_flat(cell) for cell in row] for row in list_of(node, "rows") if isinstance(row, list)
    ]
    return {
        "type": "table",
        "title": "",
        "note": "",
        "lead": "",
        "ledger": False,
        "columns": columns,
        "rows": rows,
        "total": [],
    }


def _runs(runs: Plain) -> list[Plain]:
    """Return runs whose words leave no column, also those that begin in one run and end in the next."""
    made: list[Plain] = []
    before = ""
    for run in runs if isinstance(runs, list) else []:
        if isinstance(run, dict):
            text = loosen(_spoken(run), LONGEST)
            text = BREAK + text if longest_word(before + text) > LONGEST else text
            made.append({"text": text, "bold": run["bold"] or run["italic"]})
            before += text
    return made


def _flat(cell: Plain) -> str:
    return "".join(_spoken(run) for run in cell if isinstance(run, dict)) if isinstance(cell, list) else ""


def _spoken(run: Values) -> str:
    """Return a run's words; on paper a link says where it goes, but not which file lies beside a record."""
    text, link = text_of(run, "text"), address_shown(text_of(run, "link"))
    return f"{text}（{link}）" if link and link not in text else text
