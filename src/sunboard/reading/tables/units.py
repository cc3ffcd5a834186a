"""In which unit the amounts of a table stand: said above them, in their heads or in a note below.

All of them have one, or none has: a column of 万元 beside one without a unit is unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sunboard.lazy import regex
from sunboard.reading.tables.columns import AMOUNTS, SCALES, Cells, Column, Columns, FoundHead

_SMALL = ("角", "分", "角分")  # columns of their own for what is no whole yuan
_ABOVE = regex(r"(?:单位[:：]?(?:人民币)?|[(（\[【](?:人民币)?)(?P<scale>[百千万亿]*)元(?![(（]?[a-zA-Z0-9])")
_FOOT, _LONGEST_NOTE = 12, 60  # rows at the end of a sheet that may be notes, and signs of such a note
_BELOW = regex(
    r"(?:[注备说][注明]?[:：])?(?:本表|表[中内]|以上|上[述表])?(?:所[列有])?(?:各项)?(?:金额|数额|数字|数据|资金)?(?:的)?(?:计量)?"
    r"单位(?:均|都)?[:：为是]{0,2}(?:人民币)?(?P<scale>[百千万亿]*)元[。.;；]?"
)
_OTHER_AREA = regex(r"^(?!.*亩).{0,20}单位[:：].{0,8}(?:平方?米|㎡|m2|公顷)", re.IGNORECASE)
_AREA_OF_HEAD = regex(r"(?P<of>.*面积)\(公顷\)")  # square metres are those of a yard, which has no mu
_LARGE = regex(r"单位.{0,6}[百千万亿]元")


def with_units(
    rows: Cells, head: FoundHead, found: list[Column], columns: Columns
) -> tuple[list[Column], str, int | None]:
    """Give every amount its unit: that of its own head, or the one said above; all have one, or none has.

    Return also what says the unit, and a column of which the unit is not clear.
    """
    money = [x for x, column in enumerate(found) if column.field in columns.money or column.role in AMOUNTS]
    if not money:
        return found, "", None
    if (small := next((x for x, column in enumerate(found) if column.key in _SMALL), None)) is not None:
        return found, found[small].key, small
    own = {x for x in money if found[x].unit}
    said = [*_units_above(rows, head, own)]
    below, doubt = _unit_below(rows, head)
    if doubt and not said and not own:
        return found, doubt, money[0]
    said += below if not own else []
    scales = {scale for scale, _ in said}
    if len(scales) > 1:
        return found, said[0][1], money[0]
    added = [x for x in money if found[x].role != "balance"]
    if not scales and any(found[x].scale for x in own) and not own >= {*added}:
        return found, "", next(x for x in added if x not in own)
    if (
        scales
        and (other := next((x for x in money if x in own and found[x].scale not in scales), None)) is not None
    ):
        return found, said[0][1], other
    scale = next(iter(scales), 0)
    settled = [
        replace(column, scale=scale) if x in money and x not in own else column
        for x, column in enumerate(found)
    ]
    written = said[0][1] if scale else ""
    for x in money:
        if found[x].scale and not written:
            over = (cell for row in rows[head.row :: -1] for cell in reversed(row[max(0, x - 1) : x + 1]))
            written = next(cell for cell in over if "元" in cell)  # or merged over its items too
    return settled, written, None


def other_area(rows: Cells, head: FoundHead, columns: Columns) -> tuple[int, int] | None:
    """Return the cell that gives all areas another unit than mu: above a head, or in it."""
    if not any(column.field in columns.areas for column in head.columns):
        units = (
            _AREA_OF_HEAD.fullmatch(column.key) if column.is_unknown else None for column in head.columns
        )
        said = ((x, unit["of"]) for x, unit in enumerate(units) if unit)
        return next(((head.row, x) for x, of in said if columns.column(of).field in columns.areas), None)
    own = zip(head.columns, rows[head.row], strict=False)
    if not any(column.field in columns.areas and "亩" not in cell for column, cell in own):
        return None
    cells = ((at, x) for at in head.titles for x in range(len(rows[at])))
    return next(((at, x) for at, x in cells if _OTHER_AREA.search("".join(rows[at][x].split()))), None)


def _units_above(rows: Cells, head: FoundHead, own: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the units said in titles above the head and in the head beside the amounts, and the cells.

    What the title of a table further down says holds, whatever the titles of the sheet say.
    """
    last, is_said = head.row + 1, False
    for at in (*range(head.row, head.first - 1, -1), *head.titles):
        if is_said and at < last - 1:
            return
        last = at
        for x, cell in enumerate(rows[at]):
            column = head.columns[x] if x < len(head.columns) else None
            is_above = (
                column is not None and at < head.row and bool(column.group)
            )  # said of all that it heads
            if at >= head.first and column is not None and not is_above and (x in own or column.means):
                continue
            found = _ABOVE.search("".join(cell.split())) if "元" in cell else None
            if found and (scale := SCALES.get(found["scale"])) is not None:
                is_said = True
                yield scale, cell


def _unit_below(rows: Cells, head: FoundHead) -> tuple[list[tuple[int, str]], str]:
    """Return the unit that notes at the foot give all amounts, and a note that gives one to some."""
    said = list[tuple[int, str]]()
    for row in rows[max(head.row + 1, len(rows) - _FOOT) :]:
        filled = [cell for cell in row if cell]
        if len(filled) != 1 or "单位" not in filled[0] or len(filled[0]) > _LONGEST_NOTE:
            continue
        text = "".join(filled[0].split())
        if found := _BELOW.fullmatch(text):
            said += [(SCALES[found["scale"]], filled[0])] if found["scale"] in SCALES else []
        elif _LARGE.search(text):
            return [], filled[0]
    return said, ""
