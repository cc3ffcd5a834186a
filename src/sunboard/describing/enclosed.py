"""Tables that go with a record, as they stand in their spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sunboard.lazy import regex
from sunboard.model.blocks import Block, Column, TableBlock
from sunboard.model.plain import Plain, Values, list_of, maps_of, text_of, texts_of
from sunboard.model.tabulation import is_number, is_remark
from sunboard.typesetting.saying import Saying

_SUM = regex(r"\s*(?:总|合|共)\s*(?:计|数)\s*")
_LONG = 8  # signs; a column of longer texts takes a share of the width
_COUNT = 3  # digits of a running number or a count: in the middle of its column it is no part of a word


def enclosed_blocks(values: Values) -> Iterator[TableBlock]:
    """Yield each table whole: its cells are written as they are, and nothing is added up."""
    for table in maps_of(values, "tables"):
        rows = [_cells(row) for row in list_of(table, "rows")]
        heads = texts_of(table, "heads")
        width = max(map(len, (heads, *rows)), default=0)
        rows = [(*row, *[""] * (width - len(row))) for row in rows]
        if not rows:
            continue
        total = rows[-1] if len(rows) > 1 and _is_sum(rows[-1]) else ()
        body = rows[:-1] if total else rows
        columns = tuple(
            _column(heads[at] if at < len(heads) else "", [row[at] for row in body], is_first=not at)
            for at in range(width)
        )
        title, above = text_of(table, "title"), texts_of(table, "above")
        if is_remark(title):  # a unit or a day that stands alone above a table names nothing
            title, above = "", [title, *above]
        yield TableBlock(
            title=title,
            columns=columns,
            rows=tuple(body),
            total=total,
            note="\n".join(texts_of(table, "below")),
            lead="\n".join(above),
            enclosed=True,
        )


def named_tables(blocks: Iterable[Block], say: Saying) -> str:
    """Name the tables of spreadsheets among some blocks, with the count of their rows; nothing if none.

    One without a title is named by its heads.
    """
    return say("kind-listed").join(
        say("kind-table-rows", title=block.title or _heads(block, say), count=str(len(block.rows)))
        for block in blocks
        if isinstance(block, TableBlock) and block.enclosed
    )


def _heads(block: TableBlock, say: Saying) -> str:
    return say("kind-listed").join(column.label for column in block.columns if column.label)


def _cells(row: Plain) -> tuple[str, ...]:
    return tuple(cell if isinstance(cell, str) else "" for cell in row) if isinstance(row, list) else ()


def _is_sum(row: tuple[str, ...]) -> bool:
    return bool(_SUM.fullmatch(next(filter(None, row), "")))


def _column(head: str, cells: list[str], *, is_first: bool) -> Column:
    """Return a column by what it holds: figures stand at the right, long texts take a share of the width."""
    filled = [cell for cell in cells if cell]
    if filled and all(map(is_number, filled)):
        counts = all(cell.isdecimal() and (is_first or len(cell) <= _COUNT) for cell in filled)
        return Column(head, "center" if counts else "right")
    longest = max(map(len, (head, *filled)), default=0)
    return Column(head, weight=0 if longest <= _LONG else 1 if longest <= 3 * _LONG else 3)
