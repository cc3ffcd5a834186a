"""What was ever issued, as `villages.csv` remembers it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sunboard.issuing.serials import parse_serials
from sunboard.model.problem import Log


def ever_issued(content: Path) -> Iterator[tuple[str, str]]:
    """Yield the slug and number of every record that was issued, also of villages that are gone."""
    ledger = content / "villages.csv"
    rows = parse_serials(ledger.read_bytes(), Log()) if ledger.is_file() else {}
    for row in rows.values():
        for year, last in row.years.items():
            yield from ((row.slug, f"{year:04d}-{serial:04d}") for serial in range(1, last + 1))
