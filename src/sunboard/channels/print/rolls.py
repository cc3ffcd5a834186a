"""Long lists of short rows: several columns of small type, as telephone books have them."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.channels.print.wording import loosen, width
from sunboard.model.plain import Plain, Values, list_of, maps_of, text_of
from sunboard.typesetting.saying import say_amount
from sunboard.typesetting.widths import BOLD

SIZE = 12.0  # pt
FROM = 24  # rows of a list of short cells that stands in columns of its own accord
GUTTER = 14.0  # pt between the columns
_INSET = 3.0  # pt, left and right of a cell's words
_MOST = 4


def is_roll(block: Values) -> bool:
    """Tell whether a table is a long list, to be set in columns if its rows are short enough."""
    long = len(list_of(block, "rows")) > FROM and not block["ledger"]
    return bool(block.get("roll")) or (
        long and all(column["on_paper"] for column in maps_of(block, "columns"))
    )


def to_roll(block: Values, room: float) -> dict[str, Plain] | None:
    """Return a list ready to be set in columns, `room` points wide in all; nothing where two do not fit."""
    columns = maps_of(block, "columns")
    money = [bool(column["money"]) for column in columns]
    rows = [_cells(row, money) for row in list_of(block, "rows")]
    heads = [text_of(column, "label") for column in columns]
    ems = [max([width(head, BOLD), *(width(row[at]) for row in rows)]) for at, head in enumerate(heads)]
    wide = [most * SIZE + 2 * _INSET + 1 for most in ems]
    across = min(_MOST, int((room + GUTTER) // (sum(wide) + GUTTER)))
    if across < 2:
        return None
    each = (room - (across - 1) * GUTTER) / across
    total = _cells(list_of(block, "total"), money) if block.get("total") else []
    return {
        "type": "roll",
        "title": text_of(block, "title"),
        "lead": loosen(text_of(block, "lead"), 12.0),
        "note": loosen(text_of(block, "note"), 12.0),
        "money": any(money),
        "across": across,
        "size": f"{SIZE:g}",
        "gutter": f"{GUTTER:g}",
        "inset": f"{_INSET:g}",
        "widths": [f"{points * each / sum(wide):.2f}" for points in wide],
        "aligns": [text_of(column, "align") for column in columns],
        "heads": [*heads],
        "rows": [[*row] for row in rows],
        "total": [
            {"label": head, "value": cell}
            for head, cell, column in zip(heads, total, columns, strict=False)
            if cell and column["align"] == "right"
        ],
    }


def _cells(row: Plain, money: Sequence[bool]) -> list[str]:
    cells = [cell if isinstance(cell, str) else "" for cell in row] if isinstance(row, list) else []
    return [say_amount(cell) if money[at] else cell for at, cell in enumerate(cells[: len(money)])]
