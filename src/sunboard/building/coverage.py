"""What a village owes as of the day of a build, from what its own build found."""

from __future__ import annotations

from dataclasses import replace

from sunboard.building.addresses import VillageHome
from sunboard.building.jobs import SiteInputs
from sunboard.duties.coverage import VillageCoverage
from sunboard.duties.disclosed import Obliged
from sunboard.duties.owed import duties


def coverage_of(owing: Obliged | None, home: VillageHome, inputs: SiteInputs) -> VillageCoverage:
    """Return what a village owes; of one whose settings cannot be read nothing is known."""
    packaged = inputs.packaged
    rows, law = packaged.catalog, packaged.law.with_files(home.township.law)
    known = VillageCoverage(slug=home.slug, village=home.called.name, township=home.called.township)
    if owing is None:
        return known
    return VillageCoverage(
        slug=home.slug,
        village=known.village,
        township=known.township,
        read=True,
        start=owing.start,
        given=owing.since is not None,
        duties=duties(owing, replace(packaged, law=law), inputs.today),
        switched_off=tuple(
            (rows[code].title if code in rows else code, reason)
            for code, reason in owing.switched_off.items()
        ),
    )
