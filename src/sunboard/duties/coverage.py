"""What villages owe, side by side: counted, and grouped by what is owed rather than by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, fields, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter

from sunboard.duties.owed import Duty, Standing, counted
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, Values, map_of, sha256

OPEN = Standing.MISSING, Standing.EARLY_REMOVED
"""What is lacking."""
Item = tuple[Duty, ...]
"""One thing that is owed: what came to the same of it, the earliest first."""
_FOR_GOOD = 1000  # months: what is owed for good stands behind all that is due again and again


@dataclass(frozen=True, slots=True)
class Counted:
    """What is kept of duties that were worked out: how many came to what, and digests of them."""

    counts: Mapping[Standing, int]
    digest: str  # of them all
    gaps: str  # of those that were not fulfilled on time, which pages and calendars tell one by one

    @classmethod
    def of(cls, duties: tuple[Duty, ...]) -> Counted:
        """Count duties."""
        told = [_line(duty) for duty in duties]
        fulfilled = Standing.ON_TIME, Standing.NIL
        gaps = (line for line, duty in zip(told, duties, strict=True) if duty.standing not in fulfilled)
        return cls(counted(duties), _digest(told), _digest(gaps))

    def to_plain(self) -> dict[str, Plain]:
        """Return it as it is kept until the next build."""
        counts: dict[str, Plain] = {name.value: count for name, count in self.counts.items()}
        return {"counts": counts, "digest": self.digest, "gaps": self.gaps}


_ALL = attrgetter(*(field.name for field in fields(Duty)))


@lru_cache(maxsize=4096)
def _line(duty: Duty) -> str:
    """Return all that is said of a duty; villages share those of which nothing was published."""
    return "\0".join(map(str, _ALL(duty)))


def _digest(told: Iterable[str]) -> str:
    return sha256("\n".join(told).encode("utf-8", "surrogatepass"))


def counted_of(plain: Values) -> Counted | None:
    """Read what was kept, if anything was; raises KeyError or TypeError where it is not whole."""
    if not plain:
        return None
    counts = map_of(plain, "counts")
    found = {name: int(str(counts[name.value])) for name in Standing}
    return Counted(found, str(plain["digest"]), str(plain["gaps"]))


@dataclass(frozen=True, slots=True)
class Off:
    """A row of the catalogue that is not asked for."""

    title: str
    reason: str
    by: str  # who said so: county, township or village


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageCoverage:
    """A village's duties as of a day: counted, and worked out one by one only where they are asked for."""

    slug: str
    village: str
    township: str
    township_slug: str
    read: bool = False  # its settings could be read
    start: date | None = None  # from when on they are counted; None: nobody said so, nothing was published
    given: bool = False  # somebody gave that day
    counted: Counted
    work_out: Callable[[], tuple[Duty, ...]] = field(compare=False, repr=False)
    switched_off: tuple[Off, ...] = ()

    @property
    def gaps(self) -> VillageCoverage:
        """Return the same without the digest of what was fulfilled on time: only its count is left."""
        return replace(self, counted=replace(self.counted, digest=""))

    @property
    def counts(self) -> Mapping[Standing, int]:
        """Return how many duties came to what."""
        return self.counted.counts

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Return them one by one, in the order of the catalogue and then of the days."""
        return self.work_out()

    @property
    def fallen_due(self) -> int:
        """Return how many were to be fulfilled so far, or are already."""
        return sum(self.counts.values()) - self.counts[Standing.COMING]

    def which(self, *standings: Standing) -> Iterator[Duty]:
        """Yield the duties that came to one of these, in the same order."""
        return (duty for duty in self.duties if duty.standing in standings)


def by_item(duties: Iterable[Duty]) -> list[Item]:
    """Put together what came to the same of one thing, such as the periods of a row, in the order given.

    Each event is a thing of its own, as is what was taken down too early, and what is coming by another day.
    Things stand by category in the order of `fields.disclosure.ASKED`, and in each first what is due the
    most often.
    """
    found: dict[tuple[object, ...], list[Duty]] = {}
    for duty in duties:
        found.setdefault(_item(duty), []).append(duty)
    return sorted(map(tuple, found.values()), key=_most_asked)


def _item(duty: Duty) -> tuple[object, ...]:
    day = duty.due if duty.standing is Standing.COMING else duty.off
    return duty.code, duty.title, duty.standing, day


def _most_asked(item: Item) -> tuple[int, int, str, date, str]:
    first = item[0]
    often = first.period.months if first.period else 0 if first.event else _FOR_GOOD
    return first.weight, often, first.code, first.due or date.max, first.title


@dataclass(frozen=True, slots=True)
class RowGap:
    """A row of the catalogue, and what of it came to the same in each village."""

    code: str
    title: str
    villages: tuple[tuple[VillageCoverage, tuple[Duty, ...]], ...]


def by_row(villages: Iterable[VillageCoverage]) -> Mapping[Standing, list[RowGap]]:
    """Group what came to the same by row, those first that the most villages share, then in their order."""
    found: dict[Standing, dict[str, dict[str, list[Duty]]]] = {standing: {} for standing in Standing}
    places = {place.slug: place for place in villages}
    titles: dict[str, str] = {}
    for place in places.values():
        for duty in place.duties:
            found[duty.standing].setdefault(duty.code, {}).setdefault(place.slug, []).append(duty)
            titles.setdefault(duty.code, duty.row_title)
    return {standing: _gaps(rows, places, titles) for standing, rows in found.items()}


def _gaps(
    rows: Mapping[str, Mapping[str, Iterable[Duty]]],
    places: Mapping[str, VillageCoverage],
    titles: Mapping[str, str],
) -> list[RowGap]:
    gaps = (
        RowGap(code, titles[code], tuple((places[slug], tuple(some)) for slug, some in those.items()))
        for code, those in rows.items()
    )
    return sorted(gaps, key=lambda gap: (-len(gap.villages), gap.code))
