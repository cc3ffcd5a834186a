"""What a village owes as of the day of a build, from what its own build found."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sunboard.building.addresses import VillageHome
from sunboard.building.jobs import SiteInputs
from sunboard.duties.coverage import Counted, VillageCoverage
from sunboard.duties.disclosed import Obliged
from sunboard.duties.owed import Duty, duties


def coverage_of(
    owing: Obliged | None, home: VillageHome, inputs: SiteInputs, known: Counted | None = None
) -> VillageCoverage:
    """Return what a village owes; of one whose settings cannot be read nothing is known.

    `known` is how the same duties were counted before, of the same day.
    """
    packaged, rows = inputs.packaged, inputs.packaged.catalog

    @cache
    def work_out() -> tuple[Duty, ...]:
        law = packaged.law.with_files(home.township.law)
        return duties(owing, replace(packaged, law=law), inputs.today) if owing else ()

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
