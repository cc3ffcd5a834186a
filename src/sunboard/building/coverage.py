"""What a village owes as of the day of a build, from what its own build found."""

from __future__ import annotations

from functools import cache, partial

from sunboard.building.addresses import VillageHome
from sunboard.duties.coverage import Counted, VillageCoverage
from sunboard.duties.disclosed import Obliged
from sunboard.duties.owed import Duty, Schedule, duties


def coverage_of(
    owing: Obliged | None, home: VillageHome, schedule: Schedule, known: Counted | None = None
) -> VillageCoverage:
    """Return what a village owes; of one whose settings cannot be read nothing is known.

    `schedule` is what its township goes by; `known` is how the same duties were counted before, of the same
    day.
    """
    work_out = cache(partial(_duties, owing, schedule))
    rows = schedule.packaged.catalog
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
        switched_off=tuple(
            (rows[code].title if code in rows else code, reason)
            for code, reason in (owing.switched_off.items() if owing else ())
        ),
    )


def _duties(owing: Obliged | None, schedule: Schedule) -> tuple[Duty, ...]:
    return duties(owing, schedule) if owing else ()
