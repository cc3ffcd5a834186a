"""A table drawn with bars in place of a list: `| 步骤 | 责任人 |`, as people type or paste it."""

from __future__ import annotations

from sunboard.fields.keys import bare_head
from sunboard.lazy import regex
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar

_ROW = regex(r"\s*[|｜│].*[|｜│]\s*")
_BAR = regex("[|｜│]")
_RULE = regex(r"[\s|｜│:+\-—─┼]+")


def as_rows(node: Node) -> Node:
    """Return the rows of a text that is nothing but a head and rows between bars; all else as it is."""
    if not isinstance(node, Scalar) or not node.text.lstrip().startswith(("|", "｜", "│")):
        return node
    lines = [(at, line) for at, line in enumerate(node.text.split("\n"), 1) if line.strip()]
    if len(lines) < 2 or not all(_ROW.fullmatch(line) for _, line in lines):
        return node
    (_, head), *rows = [(at, _cells(line)) for at, line in lines if not _RULE.fullmatch(line)]
    heads = list(map(bare_head, head))
    if not rows or not all(heads) or any(len(cells) != len(heads) for _, cells in rows):
        return node
    return Items(tuple(_row(heads, cells, node.place, at) for at, cells in rows), node.place)


def _row(heads: list[str], cells: list[str], of: Place, at: int) -> Fields:
    place = Place(of.path, of.line + at if of.line else 0, of.cell, of.field)

    def entry(head: str, cell: str) -> Entry:
        return Entry(head, Scalar(cell, place.at(head)), place.at(head))

    return Fields(tuple(map(entry, heads, cells)), place)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BAR.split(line.strip())[1:-1]]
