"""By which names the records of a village can be referred to."""

from __future__ import annotations

from collections.abc import Mapping

from sunboard.contracts import AnyRecord, Around, where_read
from sunboard.fields.disclosure import by_title, called


def names_by_source(around: Around) -> Mapping[str, frozenset[str]]:
    """Return by its source how each record may be named: its id, public numbers, and a title of its own."""
    found = {source: set(ids) for source, ids in around.once(ids_by_source).items()}
    taken = {name for names in found.values() for name in names}
    for title, sources in around.once(sources_by_title).items():
        if len(sources) == 1 and title not in taken:
            found[sources[0]].add(title)
    return {source: frozenset(names) for source, names in found.items()}


def ids_by_source(around: Around) -> Mapping[str, frozenset[str]]:
    """Return the id and the public numbers of each record, by its source."""
    numbers: dict[str, set[str]] = {record.source: {record.id} for record in around.records}
    for number, source in around.numbers.items():
        numbers.setdefault(source, set()).add(number)
    return {source: frozenset(names) for source, names in numbers.items()}


def sources_by_title(around: Around) -> Mapping[str, tuple[str, ...]]:
    """Return which records have each title."""
    titled = where_read(around.records, lambda record: record.title)
    return by_title((name, record.source) for record in titled for name in called(record.id, record.title))


def first_issued_first(around: Around) -> tuple[AnyRecord, ...]:
    """Return the records in the order of their numbers, then the others in the order of their files."""
    issued: dict[str, tuple[int, ...]] = {}
    for number, source in around.numbers.items():
        key = tuple(int(piece) for piece in number.split("-") if piece.isdecimal())
        issued[source] = min(issued.get(source, key), key)
    return tuple(
        sorted(
            around.records,
            key=lambda record: (record.source not in issued, issued.get(record.source, ()), record.source),
        )
    )


def records_by_id(around: Around) -> Mapping[str, tuple[AnyRecord, ...]]:
    """Return the records that have an id, the one issued first before the others."""
    by_id: dict[str, list[AnyRecord]] = {}
    for record in first_issued_first(around):
        by_id.setdefault(record.id, []).append(record)
    return {id_: tuple(records) for id_, records in by_id.items()}
