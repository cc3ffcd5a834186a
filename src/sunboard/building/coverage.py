"""What a village owes as of the day of a build, from what its own build found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial

from sunboard.building.addresses import VillageHome
from sunboard.duties.coverage import Counted, Off, VillageCoverage
from sunboard.duties.disclosed import Obliged
from sunboard.duties.owed import Duty, Schedule, duties
from sunboard.settings.catalog import not_owed
from sunboard.settings.law import OURS
from sunboard.settings.reference import CatalogRow


def coverage_of(
    owing: Obliged | None, home: VillageHome, schedule: Schedule, known: Counted | None = None
) -> VillageCoverage:
    """Return what a village owes; of one whose settings cannot be read nothing is known.

    `schedule` is what its township goes by; `known` is how the same duties were counted before, of the same
    day.
    """
    work_out = cache(partial(_duties, owing, schedule))
    return VillageCoverage(
        slug=home.slug,
        village=home.called.name,
        township=home.called.township,
        township_slug=home.township.slug,
        read=owing is not None,
        start=owing.start if owing else None,
        given=owing is not None and owing.since is not None,
        counted=known or Counted.of(work_out()),
        work_out=work_out,
        switched_off=tuple(_switched_off(owing, home, schedule.packaged.catalog)) if owing else (),
    )


def _switched_off(owing: Obliged, home: VillageHome, rows: Mapping[str, CatalogRow]) -> Iterator[Off]:
    """Yield the rows that are not asked of a village, by the county, by its township, by itself."""
    for row in rows.values():
        dropped = row.core is False and not row.at("core").path.startswith(OURS)  # else it is asked of nobody
        if row.applies is False or dropped:
            yield Off(row.title, row.reason or "", "county")
    by_township = dict(not_owed(home.township.township.not_owed, rows))
    for code, reason in owing.switched_off.items():
        by = "township" if by_township.get(code) == reason else "village"
        yield Off(rows[code].title if code in rows else code, reason, by)


def _duties(owing: Obliged | None, schedule: Schedule) -> tuple[Duty, ...]:
    return duties(owing, schedule) if owing else ()
