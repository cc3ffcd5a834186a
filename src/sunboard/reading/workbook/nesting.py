"""Cells put together by the steps of their heads: groups within groups, and numbered ones as lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sunboard.fields.declarations import names_of
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar
from sunboard.reading.workbook.heads import FieldColumn

Filled = tuple[FieldColumn, Node]
"""A column, and what its cell on one row says."""


def nested(cells: Sequence[Filled], place: Place, depth: int = 0) -> tuple[Entry, ...]:
    """Return the entries of one row, or of a group whose heads are `depth` steps long."""
    by_name: defaultdict[str, list[Filled]] = defaultdict(list)
    for column, node in cells:
        by_name[column.steps[depth].name].append((column, node))
    return tuple(
        entry for name, members in by_name.items() for entry in _entries(name, members, place, depth)
    )


def _entries(name: str, members: Sequence[Filled], place: Place, depth: int) -> Iterator[Entry]:
    """Yield what stands under a key: its own cells, and below them one group or one list."""
    spot = members[0][1].place
    inside: list[Filled] = []
    for column, node in members:
        if len(column.steps) > depth + 1 or column.steps[depth].number:
            inside.append((column, node))
        else:
            yield Entry(name, node, node.place)
    by_number: defaultdict[int, list[Filled]] = defaultdict(list)
    for column, node in inside:
        by_number[column.steps[depth].number].append((column, node))
    if any(by_number):
        items = (item for number in sorted(by_number) for item in _items(by_number[number], depth, number))
        yield Entry(name, Items(tuple(items), spot), spot)
    elif inside:
        yield Entry(name, Fields(nested(inside, place, depth + 1), spot), spot)


def _items(cells: Sequence[Filled], depth: int, number: int) -> Iterator[Node]:
    """Yield what stands under one number, which is that of a row that needs one and is given none."""
    place = cells[0][1].place
    short = [node for column, node in cells if len(column.steps) == depth + 1]
    yield from (node for node in short if not isinstance(node, Fields))
    long = [cell for cell in cells if len(cell[0].steps) > depth + 1]
    given = (entry for node in short if isinstance(node, Fields) for entry in node.entries)
    entries = (*given, *nested(long, place, depth + 1))
    part = cells[0][0].steps[depth].part
    key = names_of(part).get("id") if part else None
    if entries and key and key.required and not any(entry.key in key.names for entry in entries):
        entries = (Entry(key.zh, Scalar(str(number), place), place), *entries)
    if entries:
        yield Fields(entries, place)
