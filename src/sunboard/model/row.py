"""A row of a table as fields: of thousands, a cell becomes a node with its place only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import compress

from sunboard.lazy import dataclass
from sunboard.model.node import Entry, Fields, Place, Scalar


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table, shared by its rows."""

    path: str
    sheet: str  # "一季度!", or nothing where there is only one
    names: tuple[str, ...]  # the key of each column; empty for one that is passed over
    letters: tuple[str, ...]  # A, B …
    written: tuple[str, ...] = ()  # the heads as they stand in the file, where the keys are others
    across: tuple[str, ...] = ()  # of a table on its side: the letter of each row, and `letters` are numbers

    def title(self, index: int) -> str:
        """Return what the head of a column is called in the file."""
        return (self.written[index] if index < len(self.written) else "") or self.names[index]


class Row(Fields):
    """Fields whose entries are made of cells when they are asked for. Blank cells give no entry."""

    __slots__ = ("cells", "head", "line", "number")

    head: Head
    cells: tuple[str, ...]
    number: int
    line: int

    def __init__(self, head: Head, cells: tuple[str, ...], number: int, line: int = 0) -> None:
        """Take the cells of a row, the row's number in a spreadsheet, and its line in a text file."""
        put = object.__setattr__
        put(self, "head", head)
        put(self, "cells", cells)
        put(self, "number", number)
        put(self, "line", line or number)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the cells that are not blank, by the heads of their columns."""
        found = []
        for index, (name, text) in enumerate(zip(self.head.names, self.cells, strict=False)):
            if name and text:
                place = self.place_of(index)
                found.append(Entry(name, Scalar(text, place), place))
        return tuple(found)

    def texts(self) -> list[str]:
        """Return the cells that are fields."""
        names = self.head.names
        return [*filter(None, compress(self.cells, names) if "" in names else self.cells[: len(names)])]

    @property
    def place(self) -> Place:
        """Return where the row begins."""
        return self._place("A", "1", "")

    def place_of(self, index: int) -> Place:
        """Return where a cell stands."""
        letters = self.head.letters[index]
        return self._place(letters, letters, self.head.title(index))

    def _place(self, letters: str, across: str, field: str) -> Place:
        """Return where a cell stands by its letters, or of a table on its side by the number of its row."""
        head = self.head
        if head.across:
            return Place(head.path, int(across), f"{head.sheet}{head.across[self.number - 1]}{across}", field)
        return Place(head.path, self.line, f"{head.sheet}{letters}{self.number}", field)

    def __eq__(self, other: object) -> bool:
        """Compare as fields are compared."""
        return isinstance(other, Fields) and (self.entries, self.place) == (other.entries, other.place)

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((self.entries, self.place))

    def __reduce__(self) -> tuple[type[Row], tuple[Head, tuple[str, ...], int, int]]:
        """Travel to another process as what it was made of."""
        return Row, (self.head, self.cells, self.number, self.line)


class RowPlaces(Mapping[str, Place]):
    """The places of a row's fields, each made when it is asked for."""

    __slots__ = ("_columns", "_row")

    def __init__(self, row: Row, columns: Mapping[str, int]) -> None:
        """Take a row, and the column of each field that it may give."""
        self._row, self._columns = row, columns

    def __getitem__(self, name: str) -> Place:
        """Return where a field stands, or under "" the row itself."""
        if not name:
            return self._row.place
        index = self._columns[name]
        if not self._row.cells[index]:
            raise KeyError(name)
        return self._row.place_of(index)

    def __iter__(self) -> Iterator[str]:
        """Yield the fields that are given."""
        yield ""
        yield from (name for name, index in self._columns.items() if self._row.cells[index])

    def __len__(self) -> int:
        """Count them."""
        return sum(1 for _ in self)

    def has_column(self, name: str) -> bool:
        """Tell whether the table has a column for a field, be the cell blank or not."""
        return name in self._columns

    def cell(self, name: str) -> Place | None:
        """Return where the cell of a field stands, be it blank or not; nothing without such a column."""
        return self._row.place_of(self._columns[name]) if name in self._columns else None


def cell_of(places: Mapping[str, Place], name: str) -> Place | None:
    """Return where a field stands, or is to stand in a table that has a column for it; else nothing."""
    return places.cell(name) if isinstance(places, RowPlaces) else places.get(name)


def has_column(places: Mapping[str, Place], name: str) -> bool:
    """Tell whether places are of a row of a table with a column for a field, be its cell blank or not."""
    return isinstance(places, RowPlaces) and places.has_column(name)


def lacks_column(places: Mapping[str, Place], name: str) -> bool:
    """Tell whether places are of a row of a table without a column for a field."""
    return isinstance(places, RowPlaces) and not places.has_column(name)
