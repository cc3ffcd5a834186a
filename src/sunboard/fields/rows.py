"""Many rows under one head, read at once: each key is understood once, and each text of a column.

A ledger has thousands of rows whose dates, accounts and names repeat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard, TypeVar

from sunboard.fields.advice import advise_head
from sunboard.fields.declarations import UNKNOWN, Key, Reader, asked_of, is_unsaid, keys_of
from sunboard.fields.faults import CELL_EMPTY, key_unknown
from sunboard.fields.part import Part
from sunboard.model.node import Node, Place, Scalar
from sunboard.model.problem import Log
from sunboard.model.row import Row, RowPlaces

P = TypeVar("P", bound=Part)
_NOWHERE = Place()


def are_rows(items: Sequence[Node], known: Mapping[str, Key]) -> TypeGuard[Sequence[Row]]:
    """Tell whether all items are rows under one head that names each field once, each standing for itself."""
    if not items or not isinstance(items[0], Row):
        return False
    head = items[0].head
    names = [known[name].name for name in head.names if name in known]
    alone = len(set(names)) == len(names) and not any(key.otherwise for key in known.values())
    return alone and all(isinstance(item, Row) and item.head is head for item in items)


def read_rows(part: type[P], rows: Sequence[Row], known: Mapping[str, Key], log: Log) -> list[P | None]:
    """Read rows as `read_part` does, with equal results.

    A row where anything is wrong or missing is read as far as it goes.
    """
    head = rows[0].head
    columns = {known[name].name: index for index, name in enumerate(head.names) if name in known}
    for index, name in enumerate(head.names):
        first = next((row for row in rows if row.cells[index]), None) if name and name not in known else None
        if first is not None:
            advice = advise_head(name, first.cells[index], keys_of(part), columns)
            key_unknown(log, first.place_of(index), name, advice)
    memories: list[dict[str, Any]] = [{} for _ in head.names]
    plan = [
        (index, known[name].name, known[name].read, memories[index])
        for index, name in enumerate(head.names)
        if name in known
    ]
    needed = [(columns.get(key.name, -1), key) for key in keys_of(part) if key.required]
    return [_read_row(part, row, plan, needed, columns, log) for row in rows]


def _read_row(
    part: type[P],
    row: Row,
    plan: Sequence[tuple[int, str, Reader[Any], dict[str, Any]]],
    needed: Sequence[tuple[int, Key]],
    columns: Mapping[str, int],
    log: Log,
) -> P | None:
    cells = row.cells
    values: dict[str, Any] = {}
    failed: set[str] = set()
    for index, name, read, memory in plan:
        text = cells[index]
        if is_unsaid(text):
            continue
        if text in memory:
            values[name] = memory[text]
            continue
        before = len(log.problems)
        value = read(Scalar(text, _NOWHERE), log)
        if len(log.problems) == before:
            values[name] = memory[text] = value
            continue
        del log.problems[before:]  # once more, now that somebody asks for the place
        value = read(Scalar(text, row.place_of(index)), log)
        if value is None:
            failed.add(name)
        else:
            values[name] = value
    for index, key in needed:
        if index < 0 or is_unsaid(cells[index]):
            place = row.place_of(index) if index >= 0 else row.place.at(key.zh)
            example = asked_of(key.form)
            log.add(CELL_EMPTY, place, key.zh, example=example, like="" if example == UNKNOWN else "some")
            failed.add(key.name)
    where = RowPlaces(row, columns)
    return part.partly(values, where, failed) if failed else part(**values, places=where)
