"""Many rows under one head, read at once: each key is understood once, and each text of a column.

A ledger has thousands of rows whose dates, accounts and names repeat. `sunboard.fields.declarations.read_part` would ask for every cell what it can be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeGuard, TypeVar

from sunboard.faults import Fault, fault
from sunboard.fields import examples as example
from sunboard.fields.faults import KEY_UNKNOWN
from sunboard.fields.forms import Form
from sunboard.fields.part import Part
from sunboard.model.node import Node, Place, Scalar
from sunboard.model.problem import Problem
from sunboard.model.row import Row, RowPlaces

P = TypeVar("P", bound=Part)
_NOWHERE = Place()

CELL_EMPTY = fault("cell-empty")


class Key(Protocol):
    """What is needed of a field."""

    @property
    def name(self) -> str:
        """Return its attribute."""

    @property
    def zh(self) -> str:
        """Return what the clerk calls it."""

    @property
    def read(self) -> Callable[..., Any]:
        """Return its reader."""

    @property
    def required(self) -> bool:
        """Tell whether it cannot be left out."""

    @property
    def otherwise(self) -> str:
        """Return the field that may stand in for it."""


class Log(Protocol):
    """Where problems go."""

    problems: list[Problem]

    def add(self, fault: Fault, place: Place, value: str = "", **details: str) -> None:
        """Note a fault at a place."""


def are_rows(items: Sequence[Node], known: Mapping[str, Key]) -> TypeGuard[Sequence[Row]]:
    """Tell whether all items are rows under one head that names each field once, each field standing for itself."""
    if not items or not isinstance(items[0], Row):
        return False
    head = items[0].head
    names = [known[name].name for name in head.names if name in known]
    alone = len(set(names)) == len(names) and not any(key.otherwise for key in known.values())
    return alone and all(isinstance(item, Row) and item.head is head for item in items)


def read_rows(
    part: type[P],
    rows: Sequence[Row],
    known: Mapping[str, Key],
    log: Log,
    nearest: Callable[[str, Mapping[str, Key]], Mapping[str, str]],
) -> list[P | None]:
    """Read rows as `read_part` does, with equal results; a row where anything is wrong or missing gives nothing."""
    head = rows[0].head
    columns = {known[name].name: index for index, name in enumerate(head.names) if name in known}
    for index, name in enumerate(head.names):
        first = next((row for row in rows if row.cells[index]), None) if name and name not in known else None
        if first is not None:
            log.add(KEY_UNKNOWN, first.place_of(index), name, **nearest(name, known))
    memories: list[dict[str, Any]] = [{} for _ in head.names]
    plan = [
        (index, known[name].name, _bare(known[name].read), memories[index])
        for index, name in enumerate(head.names)
        if name in known
    ]
    needed = {
        key.name: (columns.get(key.name, -1), key.zh, getattr(key.read, "form", Form()))
        for key in known.values()
        if key.required
    }
    return [_read_row(part, row, plan, needed, columns, log) for row in rows]


def _bare(read: Callable[..., Any]) -> Callable[..., Any]:
    """Return a reader without what it says of itself."""
    bare: Callable[..., Any] = getattr(read, "read", read)
    return bare


def _read_row(
    part: type[P],
    row: Row,
    plan: Sequence[tuple[int, str, Callable[..., Any], dict[str, Any]]],
    needed: Mapping[str, tuple[int, str, Form]],
    columns: Mapping[str, int],
    log: Log,
) -> P | None:
    cells = row.cells
    values: dict[str, Any] = {}
    failed = False
    for index, name, read, memory in plan:
        text = cells[index]
        if not text:
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
            failed = True
        else:
            values[name] = value
    for index, zh, form in needed.values():
        if index < 0 or not cells[index]:
            shown = example.value(form, zh, part.__name__)
            log.add(CELL_EMPTY, row.place_of(index) if index >= 0 else row.place.at(zh), zh, example=shown)
            failed = True
    return None if failed else part(**values, places=RowPlaces(row, columns))
