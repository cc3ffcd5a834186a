"""Due: what villages have to publish and have not, and what is coming. Nothing is written or issued."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.building.addresses import settings_of
from sunboard.building.coverage import coverage_of
from sunboard.building.jobs import BuildRequest, VillageJob
from sunboard.building.opened import schedule_of
from sunboard.building.run import Workers, run_jobs
from sunboard.building.site import open_site
from sunboard.contracts import Parts
from sunboard.reading.sources import read_village
from sunboard.reporting.report import Report


def due(request: BuildRequest, parts: Parts) -> Report:
    """Return what the villages that are asked for owe. Raises Unusable and OSError."""
    site = open_site(request, parts)
    homes = {
        home.folder: home
        for home in site.homes
        if not home.township.broken and (not site.asked or home.slug in site.asked)
    }

    def jobs() -> Iterator[VillageJob]:
        for folder, home in homes.items():
            files = read_village(request.content, folder, home.read)
            yield VillageJob(
                slug=home.slug,
                requested_slug=home.requested_slug,
                settings=settings_of(home, files),
                files=files,
                site=site.inputs,
                township=home.township,
                floor={},
                previous_digests={},
                render=False,
                describe=False,
            )

    townships = {home.township.folder: home.township for home in homes.values()}
    schedules = {folder: schedule_of(site.inputs, township) for folder, township in townships.items()}
    results = run_jobs(jobs(), parts, Workers(), lambda job: ())
    return Report(
        problems=(),
        coverage=tuple(
            coverage_of(result.obliged, homes[result.folder], schedules[homes[result.folder].township.folder])
            for result in results
        ),
        today=site.inputs.today.isoformat(),
    )
