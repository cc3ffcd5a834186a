"""Records that name their row of the disclosure catalogue in words are given its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sunboard.reading.documents import Reading
from sunboard.settings.catalog import catalog_names
from sunboard.settings.reference import CatalogRow


def with_catalog_codes(readings: Iterable[Reading], catalog: Mapping[str, CatalogRow]) -> Iterator[Reading]:
    """Yield readings whose records hold a code where they name one row; other names stay as written."""
    names = catalog_names(catalog)
    for reading in readings:
        record = reading.record
        written = record.fields.catalog if record else None
        if record is None or not written or written in catalog:
            yield reading
            continue
        rows = names.called(written)
        if len(rows) == 1:
            record = replace(record, fields=replace(record.fields, catalog=rows[0].code))
        yield replace(reading, record=record)
