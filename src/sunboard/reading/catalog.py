"""Records that name their row of the disclosure catalogue in words are given its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial

from sunboard.contracts import Kind
from sunboard.faults import fault
from sunboard.fields.declarations import keys_of
from sunboard.fields.faults import FIELD_MISSING, nearest
from sunboard.fields.part import Unread
from sunboard.model.problem import Problem
from sunboard.reading.documents import Reading
from sunboard.settings.catalog import catalog_names, row_called
from sunboard.settings.places import NotOwed
from sunboard.settings.reference import CATALOG_WORDS_UNCLEAR, CatalogRow

CATALOG_UNKNOWN = fault("catalog-unknown")


def with_catalog_codes(
    readings: Iterable[Reading], catalog: Mapping[str, CatalogRow], kinds: Mapping[str, Kind]
) -> Iterator[Reading]:
    """Yield readings whose records hold a code where they name one row; other names stay as written.

    Where a record names none, the only row of its kind is proposed, or that of which its title speaks.
    """
    names = cache(partial(catalog_names, catalog))  # most records give the code
    for reading in readings:
        if any(map(_lacks_row, reading.problems)):
            own = [code for code in kinds[reading.kind].catalog if code in catalog]
            called = row_called(catalog, _title_of(reading)) or ("",)
            code = own[0] if len(own) == 1 else called[0]
            row = f"{code} {catalog[code].title}" if code else ""
            reading = replace(reading, problems=tuple(_proposed(reading.problems, row)))
        record = reading.record
        written = record.fields.catalog if record else None
        if record is None or not written or written in catalog:
            yield reading
            continue
        rows = names().called(written)
        if len(rows) == 1:
            record = replace(record, fields=replace(record.fields, catalog=rows[0].code))
        yield replace(reading, record=record)


def _title_of(reading: Reading) -> str:
    """Return the title of a record that may have none, or one that cannot be read."""
    with suppress(Unread):
        return reading.partial.title if reading.partial else ""
    return ""


def _lacks_row(problem: Problem) -> bool:
    return problem.fault is FIELD_MISSING and problem.details.get("known") == "catalog"


def _proposed(problems: Iterable[Problem], row: str) -> Iterator[Problem]:
    """Yield problems, with the row of the catalogue, if there is one, in the hint of that which lacks it."""
    for one in problems:
        if row and _lacks_row(one):
            said = {"example": f"{one.details['name']}: {row}", "sample": row, "like": "some"}
            one = replace(one, details={**one.details, **said})
        yield one


def no_rows(given: Iterable[NotOwed], catalog: Mapping[str, CatalogRow]) -> Iterator[Problem]:
    """Yield a problem for each row that is not asked for and that the catalogue does not have at all."""
    given = tuple(given)
    names = catalog_names(catalog) if given else None
    for row in given:
        if names and (told := names.unknown(row.code)):
            yield Problem(CATALOG_UNKNOWN, row.at("code"), row.code, told)


def no_fields(catalog: Mapping[str, CatalogRow], kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    """Yield a problem for whatever a row asks its records to give that is a field of no kind."""
    keys = [key for kind in kinds.values() for key in keys_of(kind.fields)]
    known, labels = {name for key in keys for name in key.names}, {key.zh for key in keys}
    for row in catalog.values():
        for name in (name for said in row.wanted for name in said.split("或") if name not in known):
            near = nearest(name, sorted(labels)).get("near", "")
            told = {"what": "wanted-near" if near else "wanted", "near": near}
            yield Problem(CATALOG_WORDS_UNCLEAR, row.at("wanted"), name, told)
