"""The county's ledger of registers, `villages.csv`: every village that has issued numbers, and its last number of each year."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sunboard.issuing.register import NUMBER, order_of

_CODE = re.compile(r"\d{12}")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What the county remembers of one village: `years` maps a year to its last number."""

    code: str
    slug: str
    years: Mapping[int, int]


_HEADS = ("code", "slug", "last")


def parse_ledger(data: bytes) -> dict[str, LedgerRow]:
    """Read `villages.csv`: code -> row.

    Of a village that stands twice, as after a merge, the higher numbers count. Lines that are no row are passed over: the registers count.
    """
    rows: dict[str, LedgerRow] = {}
    for line in csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"))):
        code, slug, last = (*line, "", "", "")[:3]
        if not _CODE.fullmatch(code):
            continue
        years = dict(rows[code].years) if code in rows else {}
        for number in last.split():
            if NUMBER.fullmatch(number):
                year, serial = order_of(number)
                years[year] = max(years.get(year, 0), serial)
        rows[code] = LedgerRow(code, slug, years)
    return rows


def ledger_bytes(rows: Iterable[LedgerRow]) -> bytes:
    """Return `villages.csv`: a line a village, its last numbers like `2025-0012 2026-0007`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADS)
    for row in sorted(rows, key=lambda row: row.code):
        writer.writerow((row.code, row.slug, " ".join(f"{year}-{serial:04d}" for year, serial in sorted(row.years.items()))))
    return out.getvalue().encode()
