"""Amounts with a box for each digit, as account books are ruled: 千 | 百 | 十 | 元 | 角 | 分."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sunboard.engines.sheet import Merge, Sheet

Boxes = tuple[int, int, bool]
"""The first column of an amount, the one behind its last, and whether that holds two places."""
_PLACES = (
    *(("分",), ("角",), ("元", "圆"), ("十", "拾"), ("百", "佰"), ("千", "仟"), ("万",)),
    *(("十", "拾", "十万"), ("百", "佰", "百万"), ("千", "仟", "千万"), ("亿",)),
)
"""What stands above the boxes, from the right."""
_CENTS, _FURTHEST = 2, 40  # boxes of 角 and 分; rows from the top among which the places are looked for
_BLANK = "□"
_PAIR = "角分"
"""What stands above one box that holds both."""
_LAST = frozenset((*_PLACES[0], _PAIR))


def joined_boxes(sheet: Sheet) -> Sheet:
    """Return a sheet with each amount in the first of its boxes; the sheet itself where it has none.

    The names of the places are taken off. An amount with a box left empty within it stays unreadable.
    """
    boxes = next((found for row in sheet.rows[:_FURTHEST] if (found := _boxes(row))), [])
    if not boxes:
        return sheet
    marks = dict(sheet.marks)
    for y, x in sheet.marks:
        if (start := next((start for start, stop, _ in boxes if start <= x < stop), None)) is not None:
            marks[y, start] = sheet.marks[y, x]
    merged = (_narrowed(merge, boxes) for merge in sheet.merged)
    return replace(
        sheet,
        rows=tuple(_joined(row, boxes) for row in sheet.rows),
        merged=tuple(merge for merge in merged if merge[:2] != merge[2:]),
        marks=marks,
    )


def _boxes(row: Sequence[str]) -> list[Boxes]:
    """Return the columns of each amount, where a row names the places of their digits."""
    found: list[Boxes] = []
    if _LAST.isdisjoint(row):
        return found
    for last in (x for x, cell in enumerate(row) if cell in _LAST):
        more = row[last] == _PAIR  # one box for two places
        count = int(more)
        most = min(len(_PLACES) - more, last + 1)
        while count < most and row[last - count] in _PLACES[count + more]:
            count += 1
        if count + more > _CENTS:
            found.append((last - count + 1, last + 1, more))
    return found


def _joined(row: tuple[str, ...], boxes: Sequence[Boxes]) -> tuple[str, ...]:
    cells = [*row]
    is_head = bool(_boxes(row))
    for start, stop, is_pair in boxes:
        own = [*cells[start:stop], *[""] * (stop - start)][: stop - start]
        if any(own):
            own = [*own[:-1], *_apart(own[-1])] if is_pair else own
            cells[start:stop] = ["" if is_head else _amount(own), *[""] * (stop - start - 1)]
    return tuple(cells)


def _apart(cents: str) -> list[str]:
    """Return what stands in one box for 角 and 分 as that of two; a 5 alone is 5角 or 5分, and stays one."""
    if cents in ("", "0"):
        return [cents] * _CENTS
    return [*cents] if cents.isdecimal() and len(cents) == _CENTS else ["", cents]


def _amount(boxes: Sequence[str]) -> str:
    """Return the amount of one row; what is no digit in each box from the first on can be no amount.

    角 and 分 may both be empty, and all of the yuan may stand in their own box.
    """
    filled = [cell for cell in boxes if cell]
    if len(filled) == 1 and not filled[0].isdecimal():
        return filled[0]  # words, or an amount as it is written elsewhere
    bare = [cell.lstrip("¥￥") for cell in boxes]
    first = next((at for at, cell in enumerate(bare) if cell), 0)
    sign, first = ("-", first + 1) if bare[first] in ("-", "－") else ("", first)
    yuan, cents = bare[first:-_CENTS], bare[max(first, len(bare) - _CENTS) :]
    if yuan and not any(cents):
        cents = ["0"] * _CENTS
    is_whole = len(yuan) == 1 and yuan[0].isdecimal()
    if cents and all(cell.isdecimal() and len(cell) == 1 for cell in (*(() if is_whole else yuan), *cents)):
        return f"{sign}{''.join(yuan) or '0'}.{''.join(cents):0>2}"
    return "|".join(cell or _BLANK for cell in boxes[boxes.index(filled[0]) :])


def _narrowed(merge: Merge, boxes: Sequence[Boxes]) -> Merge:
    """Return a merged cell above boxes as wide as the amount that is left of them."""
    top, left, bottom, right = merge
    start = next((start for start, stop, _ in boxes if start <= right < stop), right)
    return top, left, bottom, max(left, start)
