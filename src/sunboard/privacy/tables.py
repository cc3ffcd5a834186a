"""The tables in what was written: beside a record, in its text, or rows of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain, pairwise

from sunboard.lazy import dataclass, regex
from sunboard.model.node import Document, Fields, Items, Node, Place, Scalar
from sunboard.model.row import Row

PERSON = "人"
"""How a key ends that tells whose name stands under it: 经办人."""
_MARKS = ("\t", "|")
_RULE_LINE = regex(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, and where each cell stands."""

    rows: Sequence[Sequence[str]]
    place: Callable[[int, int], Place]  # (row, column), from 0
    heads: Mapping[int, str] = field(default_factory=dict)  # where they are no row of it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text that is no cell."""

    text: str
    place: Callable[[int], Place]  # of a line, from 0


def tables_and_texts(document: Document) -> Iterator[Table | Sentence]:
    """Yield all that a document says, tables as such."""
    yield from _in_node(document.fields)
    yield from _in_body(document)


def tables_with(document: Document, wanted: Callable[[str], bool]) -> Iterator[Table]:
    """Yield the tables with a cell that is wanted: of what is none most records have a hundred pieces."""
    yield from _tables_below(document.fields, wanted)
    for one in _in_body(document):
        if isinstance(one, Table) and any(map(wanted, chain.from_iterable(one.rows))):
            yield one


def _tables_below(node: Fields | Items, wanted: Callable[[str], bool]) -> Iterator[Table]:
    nodes = node.items if isinstance(node, Items) else [entry.node for entry in node.entries]
    below = [one for one in nodes if not isinstance(one, Scalar)]
    if isinstance(node, Items) and (rows := [one for one in below if isinstance(one, Fields)]):
        cells = (one.cells if isinstance(one, Row) else one.texts() for one in rows)
        if len(rows) < len(below) or any(map(wanted, chain.from_iterable(cells))):
            yield from (one for one in _in_node(node) if isinstance(one, Table))
    else:
        for one in below:
            yield from _tables_below(one, wanted)


def _in_node(node: Node) -> Iterator[Table | Sentence]:
    if isinstance(node, Scalar):
        yield Sentence(node.text, _standing_at(node))
    elif isinstance(node, Items):
        rows = [item for item in node.items if isinstance(item, Fields)]
        if rows:
            yield _table(rows)
        for item in node.items:
            if not isinstance(item, Fields):
                yield from _in_node(item)
            elif not isinstance(item, Row):  # a map may hold more than cells
                for entry in item.entries:
                    if not isinstance(entry.node, Scalar):
                        yield from _in_node(entry.node)
    else:
        for entry in node.entries:
            if isinstance(entry.node, Scalar) and entry.key.endswith(PERSON):
                # whose name it is, is told by its key
                yield Sentence(f"{entry.key}：{entry.node.text}", _standing_at(entry.node))
            else:
                yield from _in_node(entry.node)


def _table(rows: Sequence[Fields]) -> Table:
    """Return rows of fields as a table; those that hold more than a text are no cells."""
    if all(isinstance(row, Row) for row in rows):
        given = [row for row in rows if isinstance(row, Row)]
        heads = dict(enumerate(given[0].head.written or given[0].head.names))
        return Table([row.cells for row in given], lambda y, x: given[y].place_of(x), heads)
    keys = list(dict.fromkeys(entry.key for row in rows for entry in row.entries))
    nodes = [{entry.key: entry.node for entry in row.entries} for row in rows]
    cells = [
        tuple(cell.text if isinstance(cell := row.get(key), Scalar) else "" for key in keys) for row in nodes
    ]

    def place(y: int, x: int) -> Place:
        cell = nodes[y].get(keys[x])
        return cell.place if isinstance(cell, Scalar) else rows[y].place

    return Table(cells, place, dict(enumerate(keys)))


def values_of(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield each line of the fields, cells too, and where it stands."""
    for one in _in_node(document.fields):
        if isinstance(one, Sentence):
            yield from ((line, one.place(at)) for at, line in enumerate(one.text.split("\n")))
        else:
            for at, row in enumerate(one.rows):
                yield from ((cell, one.place(at, column)) for column, cell in enumerate(row))


def _in_body(document: Document) -> Iterator[Table | Sentence]:
    """Yield the tables of a text, drawn with bars or pasted with tabs, and the lines between them."""
    lines = document.body.split("\n")
    for mark in _MARKS:
        held = [at for at, line in enumerate(lines) if mark in line]
        rows = [_cells(lines[at], mark) for at in held]
        if rows:
            yield Table(rows, lambda y, _x, held=held: document.body_at(held[y]))  # type: ignore[misc]
        for at in held:
            lines[at] = ""
    yield Sentence("\n".join(lines), document.body_at)


def apart_in_text(document: Document) -> Iterator[Table]:
    """Yield the tables of a text one by one: what stands on lines right below one another is one."""
    for one in _in_body(document):
        if isinstance(one, Table):
            rows = [(row, one.place(at, 0)) for at, row in enumerate(one.rows)]
            starts = [
                at
                for at, (_, place) in enumerate(rows)
                if not at or (place.line or 0) != (rows[at - 1][1].line or 0) + 1
            ]
            for first, last in pairwise((*starts, len(rows))):
                held = [(row, place) for row, place in rows[first:last] if row]
                places = [place for _, place in held]
                yield Table([row for row, _ in held], lambda y, _x, at=places: at[y])  # type: ignore[misc]


def _cells(line: str, mark: str) -> tuple[str, ...]:
    if mark == "|" and _RULE_LINE.fullmatch(line):
        return ()
    return tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split(mark))


def _standing_at(node: Scalar) -> Callable[[int], Place]:
    """Return what tells the place of every line of a value."""
    return lambda _line: node.place
