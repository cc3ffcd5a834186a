"""Many rows under one head, read at once: each key is understood once, and each text of a column.

A ledger has thousands of rows whose dates, accounts and names repeat, as they do from one ledger to another.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias, TypeGuard, TypeVar

from sunboard.fields.advice import advise_head
from sunboard.fields.declarations import UNKNOWN, Key, asked_of, is_unsaid, keys_of
from sunboard.fields.faults import CELL_EMPTY, key_unknown
from sunboard.fields.part import Part, cached_by_type
from sunboard.model.node import Node, Place, Scalar
from sunboard.model.problem import Log
from sunboard.model.row import Row, RowPlaces

P = TypeVar("P", bound=Part)
_NOWHERE = Place()
_MOST = 4096
"""Texts of a column; when more are known all are forgotten."""
_Column: TypeAlias = tuple[int, Key, Mapping[str, Any]]
"""Where a column stands, its field, and the values of its texts that are read without a word."""


def are_rows(items: Sequence[Node], known: Mapping[str, Key]) -> TypeGuard[Sequence[Row]]:
    """Tell whether all items are rows under one head that names each field once, each standing for itself."""
    if not items or not isinstance(items[0], Row):
        return False
    head = items[0].head
    names = [known[name].name for name in head.names if name in known]
    alone = len(set(names)) == len(names) and all(isinstance(one, Row) and one.head is head for one in items)
    return alone and not any(
        key.otherwise in names and _is_anywhere_blank(items, head.names, key.names)
        for key in known.values()
        if key.otherwise
    )


def _is_anywhere_blank(rows: Sequence[Node], heads: Sequence[str], names: Collection[str]) -> bool:
    """Tell whether a column is missing, or blank in any row, so that another stands in there."""
    at = next((at for at, head in enumerate(heads) if head in names), -1)
    return at < 0 or any(isinstance(row, Row) and is_unsaid(row.cells[at]) for row in rows)


def read_rows(part: type[P], rows: Sequence[Row], known: Mapping[str, Key], log: Log) -> list[P | None]:
    """Read rows as `read_part` does, with equal results.

    A row of which anything is told is read by itself, as far as it goes.
    """
    head = rows[0].head
    columns = {known[name].name: index for index, name in enumerate(head.names) if name in known}
    for index, name in enumerate(head.names):
        first = next((row for row in rows if row.cells[index]), None) if name and name not in known else None
        if first is not None:
            advice = advise_head(name, first.cells[index], keys_of(part), columns)
            key_unknown(log, first.place_of(index), name, advice)
    defaults = {field.name: field.default for field in dataclasses.fields(part)}
    needed = [(columns.get(key.name, -1), key) for key in keys_of(part) if key.required]
    plan: list[_Column] = []
    told = {*range(len(rows))} if any(index < 0 for index, _ in needed) else set[int]()
    values: list[list[Any]] = []
    for index, key in ((index, known[name]) for index, name in enumerate(head.names) if name in known):
        cells = [row.cells[index] for row in rows]
        texts = {*cells}
        read = _read_alone(part, key, texts, defaults[key.name])
        if not texts <= read.keys():
            told.update(at for at, text in enumerate(cells) if text not in read)
        plan.append((index, key, read))
        values.append([*map(read.get, cells)])
    names = [key.name for _, key, _ in plan]
    found = zip(*values, strict=True) if values else [()] * len(rows)
    return [
        _read_row(part, row, plan, needed, columns, log)
        if at in told
        else part(**dict(zip(names, given, strict=True)), places=RowPlaces(row, columns))
        for at, (row, given) in enumerate(zip(rows, found, strict=True))
    ]


@cached_by_type
def _read_before(part: type[Part]) -> Mapping[str, dict[str, Any]]:
    """Return what texts in each column of a type of rows were read as so far, those read without a word.

    Amounts seldom stand in two ledgers.
    """
    return {key.name: {} for key in keys_of(part) if key.form.sort != "money"}


def _read_alone(part: type[Part], key: Key, texts: set[str], default: object) -> Mapping[str, Any]:
    """Return the values of those texts of a column, among others, that are read without a word anywhere."""
    found = _read_before(part).get(key.name, {})
    if len(found) > _MOST:
        found.clear()
    for text in texts.difference(found):
        if is_unsaid(text):
            if not key.required:
                found[text] = default
            continue
        heard = Log()
        value = key.read(Scalar(text, _NOWHERE), heard)
        if not heard.problems:
            found[text] = value
    return found


def _read_row(
    part: type[P],
    row: Row,
    plan: Sequence[_Column],
    needed: Sequence[tuple[int, Key]],
    columns: Mapping[str, int],
    log: Log,
) -> P | None:
    cells = row.cells
    values: dict[str, Any] = {}
    failed: set[str] = set()
    for index, key, known in plan:
        text = cells[index]
        if is_unsaid(text):
            continue
        if text in known:
            values[key.name] = known[text]
            continue
        value = key.read(Scalar(text, row.place_of(index)), log)
        if value is None:
            failed.add(key.name)
        else:
            values[key.name] = value
    for index, key in needed:
        if index < 0 or is_unsaid(cells[index]):
            place = row.place_of(index) if index >= 0 else row.place.at(key.zh)
            example = asked_of(key.form)
            log.add(CELL_EMPTY, place, key.zh, example=example, like="" if example == UNKNOWN else "some")
            failed.add(key.name)
    where = RowPlaces(row, columns)
    return part.partly(values, where, failed) if failed else part(**values, places=where)
