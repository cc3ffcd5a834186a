"""Tables that go with any record as they stand in a spreadsheet: what is written of one, and its cells.

The cells come from a file, which `reading.tables.enclosed` brings in below the keys CELLS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sunboard.fields.declarations import optional, reads, required
from sunboard.fields.forms import TEXT, Form, Mark
from sunboard.fields.groups import read_part
from sunboard.fields.part import Part
from sunboard.fields.scalars import text
from sunboard.lazy import dataclass
from sunboard.model.node import Entry, Fields, Items, Node, Scalar
from sunboard.model.problem import Log
from sunboard.model.row import Row
from sunboard.model.tabulation import is_remark

NAME, TITLE, ABOVE, HEADS, ROWS, BELOW = CELLS = tuple(
    f"\0{part}" for part in ("name", "title", "above", "heads", "rows", "below")
)
"""Keys that nobody can write: what was found in the file that is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosedTable(Part):
    """A table as it stands in a file; `file` is relative to the record's own file.

    Once the cells are there, nothing is said of the file: it may be renamed.
    """

    title: str | None = optional("标题", text, "名称", example="低保名单")
    file: str | None = required("文件", text, example="低保名单.xlsx")
    sheet: str | None = optional("表名", text, "工作表", example="一季度")
    above: tuple[str, ...] = ()  # lines between the title and the head
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    below: tuple[str, ...] = ()  # notes and signatures


def written_tables(node: Node) -> Node:
    """Return what is written of tables as groups: the name of a file alone is one, and several are a list."""
    items = node.items if isinstance(node, Items) else (node,)
    return Items(tuple(group for item in items for group in _groups(item)), node.place)


def _groups(node: Node) -> Iterator[Node]:
    if not isinstance(node, Scalar):
        yield node
        return
    for name in filter(None, map(str.strip, re.split("[、\n]", node.text))):
        yield Fields((Entry("文件", Scalar(name, node.place), node.place),), node.place)


@reads(
    Form(
        "table",
        part=EnclosedTable,
        mark=Mark.SHEET,
        example="低保名单.xlsx",
        others=(TEXT, Form("list", item=TEXT)),
    )
)
def enclosed_tables(node: Node, log: Log, form: Form) -> tuple[EnclosedTable, ...] | None:
    """Read tables with their cells, where those were found."""
    groups = written_tables(node)
    assert isinstance(groups, Items)
    found = [
        _read(group, log, node.place.field, at if len(groups.items) > 1 else 1)
        for at, group in enumerate(groups.items, 1)
    ]
    return None if None in found else tuple(table for table in found if table is not None)


def _read(node: Node, log: Log, of: str, item: int) -> EnclosedTable | None:
    found = read_part(EnclosedTable, node, log, ignore=frozenset(CELLS), of=of, item=item)
    rows = node.get(ROWS) if isinstance(node, Fields) else None
    if found is None or not isinstance(node, Fields) or not isinstance(rows, Items):
        return found
    heads = node.get(HEADS)
    name, title = (said.text if isinstance(said := node.get(key), Scalar) else "" for key in (NAME, TITLE))
    # another title may be written in place of one; what is none, such as the unit, stands below it
    remark = (title,) if found.title not in (None, title) and is_remark(title) else ()
    return replace(
        found,
        title=found.title or title or name or None,
        file=None,
        sheet=None,
        above=(*remark, *_lines(node.get(ABOVE))),
        heads=heads.cells if isinstance(heads, Row) else (),
        rows=tuple(row.cells for row in rows.items if isinstance(row, Row)),
        below=tuple(_lines(node.get(BELOW))),
    )


def _lines(node: Node | None) -> Iterator[str]:
    """Yield rows as lines of text, a full-width space between their cells."""
    for row in node.items if isinstance(node, Items) else ():
        if isinstance(row, Row):
            yield "\u3000".join(filter(None, row.cells))
