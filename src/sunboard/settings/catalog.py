"""The rows of the disclosure catalogue as people name them: by code, by title, or in everyday words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from sunboard.faults import Detail
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex
from sunboard.settings.places import NotOwed
from sunboard.settings.reference import CatalogRow

MOST_CANDIDATES = 8
_SHOWN = regex("的?(?:公示|公开|公告)$")


@dataclass(frozen=True, slots=True)
class CatalogNames:
    """Which rows go by which name; names are compared without signs, spaces and case."""

    rows: Mapping[str, tuple[CatalogRow, ...]]

    def called(self, written: str) -> tuple[CatalogRow, ...]:
        """Return the rows that go by just this name, or with 公示 or 公开 behind it.

        Where there are several, none is meant for sure.
        """
        bare = _bare(written)
        return self.rows.get(bare) or self.rows.get(_SHOWN.sub("", bare), ())

    def unknown(self, written: str) -> Mapping[str, Detail] | None:
        """Return what is to be said of a name that no one row goes by, and which rows may be meant."""
        several = self.called(written)
        if len(several) == 1:
            return None
        rows = several or self.like(written)
        known = "several" if several else "alike" if rows else "none"
        return {"known": known, "alike": tuple(f"{row.code} {row.title}" for row in rows)}

    def like(self, written: str) -> tuple[CatalogRow, ...]:
        """Return the rows that a name which is no row's may mean, the likeliest first."""
        bare = _bare(written)
        if not bare:
            return ()
        within = [name for name in self.rows if bare in name]
        around = sorted((name for name in self.rows if len(name) > 1 and name in bare), key=len, reverse=True)
        alike = difflib.get_close_matches(bare, self.rows, n=MOST_CANDIDATES, cutoff=0.6)
        series = [name for name in self.rows if name[:2] == bare[:2]]
        found = {row.code: row for name in (*within, *around, *alike) for row in self.rows[name]}
        found = found or {row.code: row for name in series for row in self.rows[name]}
        return tuple(found.values())[:MOST_CANDIDATES]


def catalog_names(catalog: Mapping[str, CatalogRow]) -> CatalogNames:
    """Return the names of a catalogue's rows."""
    rows: dict[str, dict[str, CatalogRow]] = {}
    for row in catalog.values():
        for name in _names(row):
            rows.setdefault(_bare(name), {})[row.code] = row
    return CatalogNames({name: tuple(found.values()) for name, found in rows.items()})


def row_called(catalog: Mapping[str, CatalogRow], title: str) -> tuple[str, str] | None:
    """Return the code of the one row of which a title speaks, and the longest of its names that it says."""
    said = [
        (name, code) for code, row in catalog.items() for name in (row.title, *row.aliases) if name in title
    ]
    longest = max((len(name) for name, _ in said), default=0)
    found = {code: name for name, code in said if len(name) == longest}
    return next(iter(found.items())) if len(found) == 1 else None


def not_owed(rows: Sequence[NotOwed], catalog: Mapping[str, CatalogRow]) -> Iterator[tuple[str, str]]:
    """Yield the codes of rows that are not asked for, by whatever name they go, and why."""
    names = catalog_names(catalog) if any(row.code not in catalog for row in rows) else None
    for row in rows:
        found = names.called(row.code) if names else (catalog[row.code],)
        yield from ((one.code, row.reason) for one in found if len(found) == 1)


def _names(row: CatalogRow) -> Iterator[str]:
    """Yield what a row may be called: without its remarks in brackets as well, and behind its code."""
    titles = (row.title, re.sub(r"[(（][^()（）]*[)）]", "", row.title), *row.aliases)
    yield row.code
    yield from titles
    yield from (f"{row.code}{title}" for title in titles)


def _bare(name: str) -> str:
    return "".join(sign for sign in half_width(name) if sign.isalnum()).casefold()
