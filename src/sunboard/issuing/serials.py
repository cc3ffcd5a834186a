"""The county's ledger of registers, `villages.csv`: each village's last number of each year."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from sunboard.faults import fault
from sunboard.issuing.register import NUMBER, order_of
from sunboard.lazy import dataclass, regex
from sunboard.model.encoding import decode, first_unreadable
from sunboard.model.node import Place
from sunboard.model.problem import Log

LEDGER_DAMAGED = fault("ledger-damaged")

_PATH = "villages.csv"
_CODE = regex(r"[0-9]{12}")


@dataclass(frozen=True, slots=True)
class SerialsRow:
    """What the county remembers of one village: `years` maps a year to its last number."""

    code: str
    slug: str
    years: Mapping[int, int]


_HEADS = ("code", "slug", "last")


def parse_serials(data: bytes, log: Log) -> dict[str, SerialsRow]:
    """Read `villages.csv`: code -> row.

    Of a village that stands twice, as after a merge, the higher numbers count. What is no row is noted and
    passed over: the registers count.
    """
    text = decode(data)
    if text is None:
        log.add(LEDGER_DAMAGED, Place(_PATH, first_unreadable(data)))
        text = data.decode("utf-8", "replace")
    rows: dict[str, SerialsRow] = {}
    for at, line in enumerate(text.split("\n"), 1):
        # spreadsheet programs write other separators
        cells = [cell.strip(' "') for cell in re.split("[,;\t]", line)]
        if not any(cells) or cells[0].lower() == _HEADS[0]:
            continue
        code, slug, last = (*cells, "", "", "")[:3]
        numbers = [number for number in last.split() if NUMBER.fullmatch(number)]
        if not _CODE.fullmatch(code) or not slug or not numbers or len(numbers) < len(last.split()):
            log.add(LEDGER_DAMAGED, Place(_PATH, at), line[:60])
        if _CODE.fullmatch(code):
            years = dict(rows[code].years) if code in rows else {}
            for year, serial in map(order_of, numbers):
                years[year] = max(years.get(year, 0), serial)
            rows[code] = SerialsRow(code, slug, years)
    return rows


def with_rows(known: Mapping[str, SerialsRow], rows: Iterable[SerialsRow]) -> dict[str, SerialsRow]:
    """Return what the county remembers of its villages' last numbers; it never becomes less."""
    found = dict(known)
    for row in rows:
        before = found[row.code].years if row.code in found else {}
        years = {year: max(before.get(year, 0), row.years.get(year, 0)) for year in {*before, *row.years}}
        if years:
            found[row.code] = SerialsRow(row.code, row.slug, years)
    return found


def serials_bytes(rows: Iterable[SerialsRow]) -> bytes:
    """Return `villages.csv`: a line a village, its last numbers like `2025-0012 2026-0007`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADS)
    for row in sorted(rows, key=lambda row: row.code):
        writer.writerow(
            (
                row.code,
                row.slug,
                " ".join(f"{year}-{serial:04d}" for year, serial in sorted(row.years.items())),
            )
        )
    return out.getvalue().encode()
