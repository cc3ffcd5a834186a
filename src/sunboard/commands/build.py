"""Build: the whole way from the content folder to the output folder, as one readable function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from sunboard.building.addresses import SITE, VillageHome
from sunboard.building.coverage import coverage_of
from sunboard.building.jobs import BuildRequest, Reference, VillageJob, VillageResult
from sunboard.building.manifest import (
    keep_channels,
    output_paths,
    previous_digests,
    section_names,
    with_outputs_of,
)
from sunboard.building.portal import build_portal, site_manifest, site_view, summary_of, unanswered
from sunboard.building.run import run_jobs
from sunboard.building.site import OpenSite, open_site
from sunboard.building.write import (
    delete,
    load_editions,
    load_manifest,
    put_all,
    put_manifest,
    put_missing,
    tidy,
    write_editions,
    write_ledger,
)
from sunboard.contracts import Artifact, Parts
from sunboard.duties.coverage import VillageCoverage
from sunboard.issuing.register import Edition
from sunboard.issuing.serials import SerialsRow, serials_bytes
from sunboard.model.plain import Plain, maps_of, text_of
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.model.view import SiteView, VillageSummary
from sunboard.reading.quoting import quoted
from sunboard.reading.sources import read_village
from sunboard.reporting.coverage import PAGE as COVERAGE
from sunboard.reporting.coverage import coverage_files
from sunboard.reporting.files import PROBLEMS, report_files
from sunboard.reporting.report import HeldRecord, Report, held_of, sorted_once


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageOutcome:
    """What became of one village, once its outputs are written."""

    slug: str
    name: str
    asked: bool
    problems: tuple[Problem, ...]
    numbers: frozenset[str]  # its public numbers
    coverage: VillageCoverage  # what it owes
    summary: VillageSummary | None = None  # None where nothing of it was ever published
    references: tuple[Reference, ...] = ()  # to records of other villages
    manifest: Mapping[str, Plain] | None = None  # None where it stays as it was
    held: tuple[HeldRecord, ...] = ()
    records: int = 0
    ledger_row: SerialsRow | None = None
    stale: frozenset[str] = frozenset()  # outputs that an earlier build made and this one did not
    written: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOutcome:
    """What became of everything above the villages: counts, the outputs written with why, what was wrong."""

    made: Mapping[str, int]
    written: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def build(
    request: BuildRequest,
    parts: Parts,
    executor: Executor | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
) -> Report:
    """Build every village that is asked for, write what changed, and report.

    `progress` is told how many villages are done, of how many, and the name of the last.
    Raises Unusable and OSError.
    """
    site = open_site(request, parts)
    request = replace(request, villages=site.asked)
    if not request.check_only:
        _open_output(request, site, parts)
    outcomes = []
    for home, previous, result in _built(request, site, parts, executor):
        outcomes.append(_publish(request, site, parts, home, previous, result))
        progress(len(outcomes), len(site.homes), outcomes[-1].name)
    problems = [*site.problems, *_unanswered(outcomes)]
    finished = None
    if not request.check_only:
        finished = _finish(request, site, parts, outcomes=outcomes, problems=problems)
    return _report(request, site, parts, outcomes=outcomes, problems=problems, finished=finished)


def _open_output(request: BuildRequest, site: OpenSite, parts: Parts) -> None:
    """Write those pages above the villages that are not there yet, for villages to lead to."""
    tidy(request.output)
    view = site_view(site.inputs, site.townships, _previous_summaries(request, site.homes, parts))
    put_missing(request.output, build_portal(view, site.inputs, parts).artifacts)


def _previous_summaries(
    request: BuildRequest, homes: Iterable[VillageHome], parts: Parts
) -> Iterator[VillageSummary]:
    """Yield what the output folder shows of villages."""
    for home in homes:
        if manifest := load_manifest(request.output, home.slug):
            yield summary_of(manifest, home.township, "", parts.kinds)


def _built(
    request: BuildRequest, site: OpenSite, parts: Parts, executor: Executor | None
) -> Iterator[tuple[VillageHome, Mapping[str, Plain], VillageResult]]:
    """Build the villages, and yield each with the manifest of what is on show of it.

    Those of a township that cannot be read are left alone.
    """
    homes = {home.folder: home for home in site.homes if not home.township.broken}
    previous: dict[str, Mapping[str, Plain]] = {}

    def jobs() -> Iterator[VillageJob]:
        for folder, home in homes.items():
            previous[folder] = load_manifest(request.output, home.slug)
            yield _job(request, site, home, previous[folder])

    def previous_editions(job: VillageJob) -> tuple[Edition, ...]:
        return tuple(load_editions(request.output, previous[job.files.folder]))

    for result in run_jobs(jobs(), parts, executor, previous_editions):
        yield homes[result.folder], previous.pop(result.folder), result


def _job(
    request: BuildRequest, site: OpenSite, home: VillageHome, previous: Mapping[str, Plain]
) -> VillageJob:
    """Read a village's files and return its job."""
    row = site.ledger.get(home.code)
    return VillageJob(
        slug=home.slug,
        requested_slug=home.requested_slug,
        settings=home.settings,
        files=read_village(request.content, home.folder, home.read),
        site=site.inputs,
        township=home.township,
        floor=row.years if row and not home.copied else {},
        previous_digests=previous_digests(previous),
        render=not request.check_only and request.asks_for(home.slug),
    )


def _publish(
    request: BuildRequest,
    site: OpenSite,
    parts: Parts,
    home: VillageHome,
    previous: Mapping[str, Plain],
    result: VillageResult,
) -> VillageOutcome:
    """Write one village; one that was not asked for or could not be built stays as it is on show."""
    summary, made = result.summary, result.manifest
    outcome = VillageOutcome(
        slug=result.slug,
        name=summary.name if summary else result.folder.rpartition("/")[2],
        asked=request.asks_for(result.slug),
        problems=result.problems,
        numbers=_numbers(made or previous),
        coverage=coverage_of(result, home, site.inputs),
    )
    if summary is None or made is None or not outcome.asked:
        phone = summary.supervise_phone if summary else ""
        kept = summary_of(previous, home.township, phone, parts.kinds) if previous else None
        return replace(outcome, summary=kept)
    outcome = replace(outcome, summary=summary, references=result.references)
    if request.check_only:  # nothing waits for a number where none is given
        held = tuple(item for item in held_of(made, result.slug) if item.state != State.WAITING)
        return replace(outcome, held=held, records=result.read)
    manifest = keep_channels(made, previous, request.options.only, parts.channels)
    return replace(
        outcome,
        manifest=manifest,
        held=held_of(manifest, result.slug),
        records=len(maps_of(manifest, "records")),
        ledger_row=SerialsRow(result.code, result.slug, result.years),
        stale=frozenset(output_paths(previous).keys() - output_paths(manifest).keys()),
        written=_write_village(request, result, previous, manifest),
    )


def _numbers(manifest: Mapping[str, Plain]) -> frozenset[str]:
    """Return a village's public numbers."""
    return frozenset(text_of(record, "number") for record in maps_of(manifest, "records"))


def _write_village(
    request: BuildRequest,
    result: VillageResult,
    previous: Mapping[str, Plain],
    manifest: Mapping[str, Plain],
) -> tuple[tuple[str, str], ...]:
    """Write a village's editions first, then its outputs; its manifest follows when all villages are done."""
    write_editions(request.content / result.folder, result.editions)
    if output_paths(manifest).keys() - output_paths(previous).keys():
        # so that a build that is killed leaves nothing that nobody remembers
        put_manifest(request.output, result.slug, with_outputs_of(manifest, previous))
    return tuple(put_all(request.output, result.artifacts, output_paths(previous)))


def _unanswered(outcomes: Iterable[VillageOutcome]) -> Iterator[Problem]:
    """Yield a problem for every reference to another village that leads nowhere."""
    outcomes = tuple(outcomes)
    numbers = {outcome.slug: outcome.numbers for outcome in outcomes}
    for outcome in outcomes:
        yield from unanswered(outcome.slug, outcome.references, numbers)


def _finish(
    request: BuildRequest,
    site: OpenSite,
    parts: Parts,
    *,
    outcomes: Iterable[VillageOutcome],
    problems: Iterable[Problem],
) -> SiteOutcome:
    """Write what stands above the villages, delete what no link leads to, and write the manifests last.

    A build that is stopped before its manifests leaves the old ones, and with them the list of what is still
    to be deleted.
    """
    if not request.options.frozen:
        write_ledger(request.content, serials_bytes(_remembered(site.ledger, outcomes).values()))
    view = _view_above(request, site, parts, outcomes)
    portal = build_portal(view, site.inputs, parts)
    of_villages = (problem for outcome in outcomes for problem in outcome.problems)
    told = [*problems, *portal.warnings, *of_villages]
    artifacts = (*portal.artifacts, *_report_files(site, parts, outcomes, told))
    previous = load_manifest(request.output, SITE)
    above = site_manifest(view, site.inputs.site, artifacts, parts.channels)
    manifests = {outcome.slug: outcome.manifest for outcome in outcomes if outcome.manifest}
    manifests[SITE] = keep_channels(above, previous, request.options.only, parts.channels)
    written = (
        *(entry for outcome in outcomes for entry in outcome.written),
        *put_all(request.output, artifacts, output_paths(previous)),
    )
    stale = output_paths(previous).keys() | {path for outcome in outcomes for path in outcome.stale}
    delete(request.output, stale - {path for made in manifests.values() for path in output_paths(made)})
    for name, manifest in manifests.items():
        put_manifest(request.output, name, manifest)
    counts = {
        name: sum(len(maps_of(manifest, name)) for manifest in manifests.values())
        for name in section_names(parts.channels)
    }
    made = {"villages": len(manifests) - 1, **counts, "written": len(written)}
    return SiteOutcome(made=made, written=written, problems=portal.warnings)


def _view_above(
    request: BuildRequest, site: OpenSite, parts: Parts, outcomes: Iterable[VillageOutcome]
) -> SiteView:
    """Return the county with what its villages show, also those that were left alone."""
    left_alone = (home for home in site.homes if home.township.broken)
    summaries = [outcome.summary for outcome in outcomes if outcome.summary]
    return site_view(
        site.inputs, site.townships, [*summaries, *_previous_summaries(request, left_alone, parts)]
    )


def _remembered(
    ledger: Mapping[str, SerialsRow], outcomes: Iterable[VillageOutcome]
) -> dict[str, SerialsRow]:
    """Return what the county remembers of its villages' last numbers; it never becomes less."""
    rows = dict(ledger)
    for row in (outcome.ledger_row for outcome in outcomes if outcome.ledger_row):
        before = rows[row.code].years if row.code in rows else {}
        years = {year: max(before.get(year, 0), row.years.get(year, 0)) for year in {*before, *row.years}}
        if years:
            rows[row.code] = SerialsRow(row.code, row.slug, years)
    return rows


def _report_files(
    site: OpenSite, parts: Parts, outcomes: Iterable[VillageOutcome], problems: Iterable[Problem]
) -> tuple[Artifact, ...]:
    """Return the report files; they tell of every village, whichever were asked for."""
    report = Report(
        problems=_once(problems, site), names=_names(outcomes), today=site.inputs.today.isoformat()
    )
    language, today = site.inputs.theme.language, site.inputs.today
    coverage = tuple(outcome.coverage for outcome in outcomes)
    return (*report_files(report, language), *coverage_files(coverage, parts.kinds, today, language))


def _report(
    request: BuildRequest,
    site: OpenSite,
    parts: Parts,
    *,
    outcomes: Iterable[VillageOutcome],
    problems: Iterable[Problem],
    finished: SiteOutcome | None,
) -> Report:
    """Return what the command tells: of the villages that were asked for."""
    above = finished.problems if finished else ()
    of_villages = (problem for outcome in outcomes if outcome.asked for problem in outcome.problems)
    told = [*problems, *above, *of_villages]
    pages = next((channel.pages for channel in parts.channels.values() if channel.pages), None)
    return Report(
        problems=_once(told, site),
        names=_names(outcomes),
        records=sum(outcome.records for outcome in outcomes),
        held=tuple(item for outcome in outcomes for item in outcome.held),
        coverage=tuple(outcome.coverage for outcome in outcomes if outcome.asked),
        made=finished.made if finished else None,
        report_file=str(request.output / PROBLEMS) if told and finished else "",
        coverage_file=str(request.output / COVERAGE) if finished else "",
        open_first=str(request.output / pages.front) if pages and finished else "",
        today=site.inputs.today.isoformat(),
        today_pinned=site.today_pinned,
        written=finished.written if finished else (),
    )


def _names(outcomes: Iterable[VillageOutcome]) -> dict[str, str]:
    return {outcome.slug: outcome.name for outcome in outcomes}


def _once(problems: Iterable[Problem], site: OpenSite) -> tuple[Problem, ...]:
    """Tell every problem once, with its line also where it stands in a list that villages inherit."""
    files = site.files.by_path()
    return quoted(sorted_once(problems), files, frozenset())
