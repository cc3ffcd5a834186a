"""Rows of tables as an earlier build read them from the same bytes, which need not be read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sunboard.fields.part import Part
from sunboard.model.node import Items, Place
from sunboard.model.period import Period
from sunboard.model.plain import Plain, Values, canonical, map_of, sha256
from sunboard.model.problem import Log
from sunboard.model.row import Head, Row
from sunboard.privacy.masking import are_masked


class KeptTables:
    """Tables by what they were read of: those of an earlier build, and those that this one asked for.

    Only what was read without a word is kept, and nothing in which a personal number may stand.
    """

    def __init__(self, before: bytes = b"") -> None:
        """Take what an earlier build of the same program kept."""
        self._before: dict[str, Plain] = json.loads(before or b"{}")
        self._asked: dict[str, Plain] = {}

    def rows(self, of: str, heard: Log, read: Callable[[], Items | None]) -> Items | None:
        """Return the rows that were read of something, or read them; `heard` is what `read` notes."""
        if kept := map_of(self._before, of):
            self._asked[of] = kept
            return _rows_of(kept)
        rows = read()
        if rows is not None and not heard.problems and (plain := _to_plain(rows)):
            self._asked[of] = plain
        return rows

    @property
    def to_keep(self) -> bytes | None:
        """Return what the next build is to be given; nothing where this one was given the same."""
        return canonical(self._asked) if self._asked.keys() != self._before.keys() else None


def table_of(data: bytes, path: str, part: type[Part], wanted: str, period: Period | None) -> str:
    """Return what tells a table by all that its rows are read of; see `read_table`."""
    return sha256(canonical([sha256(data), path, part.__module__, part.__qualname__, wanted, str(period)]))


def _to_plain(rows: Items) -> dict[str, Plain]:
    """Return rows as they are kept; nothing where they are not of cells alone, or must not be told."""
    found = [row for row in rows.items if type(row) is Row]
    heads = list({id(row.head): row.head for row in found}.values())
    texts = {cell for row in found for cell in row.cells}
    texts.update(name for head in heads for name in (head.path, head.sheet, *head.names, *head.written))
    if rows.told or len(found) < len(rows.items) or are_masked(texts):
        return {}
    at, place = {id(head): index for index, head in enumerate(heads)}, rows.place
    return {
        "place": [place.path, place.line, place.cell, place.field],
        "heads": [
            [one.path, one.sheet, [*one.names], [*one.letters], [*one.written], [*one.across]]
            for one in heads
        ],
        "rows": [[at[id(row.head)], row.number, row.line, *row.cells] for row in found],
    }


def _rows_of(kept: Values) -> Items:
    """Read what was kept."""
    found: dict[str, Any] = {**kept}
    heads = [Head(path, sheet, *map(tuple, columns)) for path, sheet, *columns in found["heads"]]
    rows = (Row(heads[head], tuple(cells), number, line) for head, number, line, *cells in found["rows"])
    return Items(tuple(rows), Place(*found["place"]))
