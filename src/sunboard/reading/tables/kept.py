"""Rows of tables as an earlier build read them from the same bytes, which need not be read again."""

from __future__ import annotations

import pickle
from collections.abc import Callable

from sunboard.fields.part import Part
from sunboard.model.node import Items
from sunboard.model.period import Period
from sunboard.model.plain import canonical, sha256
from sunboard.model.problem import Log
from sunboard.model.row import Row
from sunboard.privacy.masking import are_masked


class KeptTables:
    """Tables by what they were read of: those of an earlier build, and those that this one asked for.

    Only what was read without a word is kept, and nothing in which a personal number may stand.
    """

    def __init__(self, before: bytes = b"") -> None:
        """Take what an earlier build of the same program kept."""
        self._before: dict[str, bytes] = pickle.loads(before) if before else {}
        self._asked: dict[str, bytes] = {}

    def rows(self, of: str, heard: Log, read: Callable[[], Items | None]) -> Items | None:
        """Return the rows that were read of something, or read them; `heard` is what `read` notes."""
        if kept := self._before.get(of):
            self._asked[of] = kept
            found: Items = pickle.loads(kept)
            return found
        rows = read()
        if rows is not None and not heard.problems and _may_be_kept(rows):
            self._asked[of] = pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)
        return rows

    @property
    def to_keep(self) -> bytes | None:
        """Return what the next build is to be given; nothing where this one was given the same."""
        if self._asked.keys() == self._before.keys():
            return None
        return pickle.dumps(self._asked, pickle.HIGHEST_PROTOCOL)


def table_of(data: bytes, path: str, part: type[Part], wanted: str, period: Period | None) -> str:
    """Return what tells a table by all that its rows are read of; see `read_table`."""
    return sha256(canonical([sha256(data), path, part.__module__, part.__qualname__, wanted, str(period)]))


def _may_be_kept(rows: Items) -> bool:
    """Tell whether all rows are there and of cells alone, and none holds what must not be told."""
    found = [row for row in rows.items if type(row) is Row]
    if rows.told or len(found) < len(rows.items):
        return False
    heads = {id(row.head): row.head for row in found}.values()
    names = (name for head in heads for name in (head.path, head.sheet, *head.names, *head.written))
    return not are_masked({*names}.union(*(row.cells for row in found)))
