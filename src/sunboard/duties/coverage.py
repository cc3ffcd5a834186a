"""What villages owe, side by side: counted, and grouped by what is owed rather than by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sunboard.duties.owed import Duty, Standing, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageCoverage:
    """A village's duties as of a day."""

    slug: str
    village: str
    township: str
    read: bool = False  # its settings could be read
    start: date | None = None  # from when on they are counted; None: nobody said so, nothing was published
    given: bool = False  # somebody gave that day
    duties: tuple[Duty, ...] = ()
    switched_off: tuple[tuple[str, str], ...] = ()  # title of a row, why it is not owed

    @property
    def counts(self) -> Mapping[Standing, int]:
        """Return how many duties came to what."""
        return counted(self.duties)

    @property
    def fallen_due(self) -> int:
        """Return how many were to be fulfilled so far, or are already."""
        return sum(duty.standing is not Standing.COMING for duty in self.duties)

    def which(self, *standings: Standing) -> tuple[Duty, ...]:
        """Return the duties that came to one of these, those that were due first at the top."""
        found = (duty for duty in self.duties if duty.standing in standings)
        return tuple(sorted(found, key=lambda duty: (duty.due or date.max, duty.code)))


@dataclass(frozen=True, slots=True)
class RowGap:
    """A row of the catalogue, and what of it came to the same in each village."""

    code: str
    title: str
    villages: tuple[tuple[VillageCoverage, tuple[Duty, ...]], ...]

    @property
    def count(self) -> int:
        """Return how many duties that are."""
        return sum(len(found) for _, found in self.villages)


def by_row(villages: Iterable[VillageCoverage], *standings: Standing) -> tuple[RowGap, ...]:
    """Group what came to the same by row, those first that the most villages share, then in their order."""
    found: dict[str, dict[str, list[Duty]]] = {}
    places = {place.slug: place for place in villages}
    titles: dict[str, str] = {}
    for place in places.values():
        for duty in place.which(*standings):
            found.setdefault(duty.code, {}).setdefault(place.slug, []).append(duty)
            titles.setdefault(duty.code, duty.row_title)
    gaps = (
        RowGap(code, titles[code], tuple((places[slug], tuple(some)) for slug, some in those.items()))
        for code, those in found.items()
    )
    return tuple(sorted(gaps, key=lambda gap: (-len(gap.villages), gap.code)))
