"""What a village owes as of the day of a build, from what its own build found."""

from __future__ import annotations

from sunboard.building.addresses import VillageHome
from sunboard.building.jobs import SiteInputs
from sunboard.duties.coverage import VillageCoverage
from sunboard.duties.disclosed import Obliged
from sunboard.duties.owed import duties


def coverage_of(owing: Obliged | None, home: VillageHome, inputs: SiteInputs) -> VillageCoverage:
    """Return what a village owes; of one whose settings cannot be read nothing is known."""
    rows = inputs.packaged.catalog
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
        duties=duties(owing, inputs.packaged, inputs.today),
        switched_off=tuple(
            (rows[code].title if code in rows else code, reason)
            for code, reason in owing.switched_off.items()
        ),
    )
