"""Build: the whole way from the content folder to the output folder, as one readable function."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial

from sunboard.building.addresses import SITE, VillageHome, settings_of
from sunboard.building.coverage import coverage_of
from sunboard.building.current import Given, digest_of, is_current, reason
from sunboard.building.jobs import BuildRequest, VillageJob, VillageResult
from sunboard.building.kept import Standing, altered, load_code
from sunboard.building.manifest import (
    built_on,
    keep_channels,
    output_paths,
    previous_digests,
    section_names,
    with_outputs_of,
)
from sunboard.building.memory import (
    Digests,
    Keeping,
    Listed,
    Memory,
    keep_index,
    keep_last,
    keep_village,
    learned_in,
    recall,
)
from sunboard.building.outcome import Told
from sunboard.building.portal import (
    build_portal,
    side_by_side,
    site_manifest,
    site_view,
    summary_of,
    unanswered,
)
from sunboard.building.rendering import Made, Output, Workshop, as_needed
from sunboard.building.run import Workers, run_jobs
from sunboard.building.site import OpenSite, open_site
from sunboard.building.warm import Warmth
from sunboard.building.write import (
    Put,
    delete,
    disk_time,
    is_missing,
    load_editions,
    load_manifest,
    load_manifest_bytes,
    put_all,
    put_code,
    put_kept,
    put_manifest,
    put_missing,
    tidy,
    write_editions,
    write_ledger,
)
from sunboard.contracts import Comparable, Parts
from sunboard.duties.coverage import VillageCoverage
from sunboard.engines.jinja_html import compiled_templates
from sunboard.issuing.register import Edition
from sunboard.issuing.serials import SerialsRow, serials_bytes
from sunboard.model.plain import Plain, maps_of, pretty, text_of
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.model.view import SiteView, VillageSummary
from sunboard.reading.quoting import quoted
from sunboard.reading.sources import read_village
from sunboard.reporting.coverage import PAGE as COVERAGE
from sunboard.reporting.coverage import coverage_files, sentences
from sunboard.reporting.files import PROBLEMS, report_files
from sunboard.reporting.report import (
    Report,
    held_of,
    held_of_plain,
    held_to_plain,
    report_to_plain,
    sorted_once,
)
from sunboard.reporting.words import LANGUAGES
from sunboard.settings.law import SwitchedOff


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageOutcome:
    """What became of one village, once its outputs are written."""

    folder: str
    slug: str
    asked: bool
    told: Told
    coverage: VillageCoverage  # what it owes
    manifest: bytes | None = None  # None where it stays as it was
    paths: frozenset[str] = frozenset()  # its outputs, where its manifest is new
    stale: frozenset[str] = frozenset()  # outputs that an earlier build made and this one did not
    written: tuple[tuple[str, str], ...] = ()
    keeping: Keeping | None = None  # what the next build is to know of it, where that is new


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A village that is being built, and what was known of it before."""

    home: VillageHome
    previous: Mapping[str, Plain]  # the manifest of what is on show of it
    digests: Digests
    left: Mapping[str, Standing]  # how its outputs stand; without a stamp where one is altered or gone


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOutcome:
    """What became of everything above the villages: counts, the outputs written with why, what was wrong."""

    made: Mapping[str, int]
    written: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    ledger: bytes  # as it was left
    listed: Listed  # the content folder, after that


class Stopped(Exception):
    """A build is to stop in its middle, for there is something better to do."""


def build(
    request: BuildRequest,
    parts: Parts,
    workers: Callable[[int], Workers] = Workers.none,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
    warm: Warmth | None = None,
) -> Report:
    """Build every village that is asked for and not current, write what changed, and report.

    `workers` is asked for processes once it is known how many villages are to be built; `progress` is told
    how many are done, of how many, and the name of the last. Raises Unusable and OSError, and Stopped where
    `progress` or one of the parts does: the villages that are done by then need not be made again. `warm`
    serves a process that builds again and again, without workers.
    """
    memory = recall(request, warm)
    site = open_site(request, parts, memory.folders)
    asked, request = request, replace(request, villages=site.asked)
    if not request.check_only:
        memory = replace(memory, began=disk_time(request.output))
        compiled_templates().learn({} if request.force else load_code(request.output, request.program))
        _open_output(request, site, parts, memory)
    outcomes: list[VillageOutcome] = []
    try:
        for outcome in _outcomes(request, site, parts, memory, workers):
            outcomes.append(outcome)
            progress(len(outcomes), len(site.homes), outcome.told.name)
    except Stopped:
        _leave(request, site, memory, outcomes)
        raise
    outcomes.sort(key=lambda outcome: outcome.folder)
    problems = [*site.problems, *_unanswered(outcomes), *_side_by_side(outcomes, parts)]
    finished = None
    if not request.check_only:
        finished = _finish(request, site, parts, memory, outcomes=outcomes, problems=problems)
    report = _report(request, site, parts, outcomes=outcomes, problems=problems, finished=finished)
    if finished:
        settled = _settled(site, memory, outcomes)
        ledger, listed, told = finished.ledger, finished.listed, report_to_plain(report)
        keep_last(asked, site, memory, told, ledger=ledger, settled=settled, listed=listed)
    return report


def _leave(
    request: BuildRequest, site: OpenSite, memory: Memory, outcomes: Collection[VillageOutcome]
) -> None:
    """Settle the villages that a build had done when it was stopped; the next one makes all else."""
    if request.check_only:
        return
    made = {path for outcome in outcomes for path in outcome.paths}
    delete(request.output, {path for outcome in outcomes for path in outcome.stale} - made)
    done = [(outcome.slug, outcome.manifest) for outcome in outcomes if outcome.manifest]
    stamps = {slug: put_manifest(request.output, slug, manifest) for slug, manifest in done}
    _keep(request, site, memory, site.ledger, stamps, outcomes)


def rebuild(
    request: BuildRequest, parts: Parts, site: OpenSite, memory: Memory, folders: Collection[str]
) -> tuple[VillageOutcome, ...]:
    """Build villages of a site that is open already, and write what changed of them.

    What follows elsewhere waits for the next build: pages above, manifests, what is gone. Raises OSError.
    """
    homes = [home for home in site.homes if home.folder in folders and not home.township.broken]
    built = _built(request, site, parts, memory, homes, Workers.none(len(homes)))
    return tuple(_publish(request, site, parts, memory, *one) for one in built)


def _open_output(request: BuildRequest, site: OpenSite, parts: Parts, memory: Memory) -> None:
    """Write those pages above the villages that are not there yet, for villages to lead to."""
    tidy(request.output)
    view = site_view(site.inputs, site.townships, _previous_summaries(request, site.homes, parts, memory))
    portal = build_portal(view, site.inputs, parts, {}, partial(is_missing, request.output))
    put_missing(request.output, portal.artifacts)


def _previous_summaries(
    request: BuildRequest, homes: Iterable[VillageHome], parts: Parts, memory: Memory
) -> Iterator[VillageSummary]:
    """Yield what the output folder shows of villages."""
    for home in homes:
        if summary := _previous_summary(request, home, parts, memory, ""):
            yield summary


def _previous_summary(
    request: BuildRequest, home: VillageHome, parts: Parts, memory: Memory, phone: str
) -> VillageSummary | None:
    """Return what the output folder shows of a village, as far as it is known."""
    if (last := memory.last(home.slug)) and last.told.summary:
        return last.told.summary
    manifest = load_manifest(request.output, home.slug)
    return summary_of(manifest, home.township, phone, parts.kinds) if manifest else None


def _outcomes(
    request: BuildRequest,
    site: OpenSite,
    parts: Parts,
    memory: Memory,
    workers: Callable[[int], Workers],
) -> Iterator[VillageOutcome]:
    """Yield what becomes of each village, first of those that are current.

    Those of a township that cannot be read are left alone.
    """
    to_build = []
    for home in site.homes:
        if home.township.broken:
            continue
        if outcome := _as_it_stands(request, site, memory, home):
            yield outcome
        else:
            to_build.append(home)
    for pending, result in _built(request, site, parts, memory, to_build, workers(len(to_build))):
        yield _publish(request, site, parts, memory, pending, result)


def _as_it_stands(
    request: BuildRequest, site: OpenSite, memory: Memory, home: VillageHome
) -> VillageOutcome | None:
    """Return what becomes of a village that is current; nothing where it has to be built."""
    last, files = memory.last(home.slug), memory.files(home.folder)
    if request.check_only or request.force or last is None:
        return None
    files = files or Digests.of(read_village(request.content, home.folder, home.read)).files
    given = _given(request, site, memory, home, files, site.ledger)
    standing = memory.standing(home.slug)
    changed = altered(request.output, standing)
    today = site.inputs.today
    if not is_current(last, given, today, [path for path, one in changed.items() if not one.stamp]):
        return None
    outcome = VillageOutcome(
        folder=home.folder,
        slug=home.slug,
        asked=request.asks_for(home.slug),
        told=last.told,
        coverage=coverage_of(
            last.told.obliged, home, site.inputs, last.owed if last.built == today else None
        ),
        keeping=Keeping(
            home=home,
            files=files,
            since=last.since,
            until=last.until,
            standing={**standing, **changed},
            learned=memory.learned(home.slug),
        ),
    )
    if last.built != today:
        manifest = built_on(load_manifest_bytes(request.output, home.slug), today)
        return replace(outcome, manifest=manifest)
    return outcome if changed or home.folder not in memory.folders else replace(outcome, keeping=None)


def _given(
    request: BuildRequest,
    site: OpenSite,
    memory: Memory,
    home: VillageHome,
    files: str,
    ledger: Mapping[str, SerialsRow],
) -> Given:
    """Return the digests of all that a village is given."""
    last_numbers: dict[str, Plain] = {str(year): last for year, last in _floor(ledger, home).items()}
    return Given(
        files=files,
        inherited=digest_of(
            site.digest, home.township.digest, home.slug, home.requested_slug, home.copied, last_numbers
        ),
        theme=site.inputs.theme.fingerprint,
        program=request.program,
        options=_options(request),
    )


def _floor(ledger: Mapping[str, SerialsRow], home: VillageHome) -> Mapping[int, int]:
    """Return the last number of each year that the county remembers of a village."""
    row = ledger.get(home.code)
    return row.years if row and not home.copied else {}


def _built(
    request: BuildRequest,
    site: OpenSite,
    parts: Parts,
    memory: Memory,
    homes: Iterable[VillageHome],
    workers: Workers,
) -> Iterator[tuple[Pending, VillageResult]]:
    """Build villages, and yield each with what was known of it before."""
    under_way: dict[str, Pending] = {}

    def jobs() -> Iterator[VillageJob]:
        for home in homes:
            previous = load_manifest(request.output, home.slug)
            left = memory.standing(home.slug)
            left |= altered(request.output, left)
            known = {} if request.force else memory.known(home.slug, left)
            job = _job(request, site, memory, home, previous, known)
            digests = Digests.of(job.files)
            if not request.force and not request.check_only:
                given = _given(request, site, memory, home, digests.files, site.ledger)
                job = replace(job, passed=memory.passed(home.slug, given))
            under_way[home.folder] = Pending(home=home, previous=previous, digests=digests, left=left)
            yield job

    def previous_editions(job: VillageJob) -> tuple[Edition, ...]:
        return tuple(load_editions(request.output, under_way[job.files.folder].previous))

    for result in run_jobs(jobs(), parts, workers, previous_editions):
        if memory.warm:
            memory.warm.end(result.folder)
        yield under_way.pop(result.folder), result


def _job(
    request: BuildRequest,
    site: OpenSite,
    memory: Memory,
    home: VillageHome,
    previous: Mapping[str, Plain],
    known: Mapping[str, Made],
) -> VillageJob:
    """Read a village's files and return its job."""
    files = read_village(request.content, home.folder, home.read)
    return VillageJob(
        slug=home.slug,
        requested_slug=home.requested_slug,
        settings=settings_of(home, files),
        files=files,
        site=site.inputs,
        township=home.township,
        floor=_floor(site.ledger, home),
        previous_digests={} if request.options.preview else previous_digests(previous),
        known=known,
        render=not request.check_only and request.asks_for(home.slug),
        warm=memory.warm.of(home.folder) if memory.warm else None,
        hasty=memory.hasty,
    )


def _publish(
    request: BuildRequest,
    site: OpenSite,
    parts: Parts,
    memory: Memory,
    pending: Pending,
    result: VillageResult,
) -> VillageOutcome:
    """Write one village; one that was not asked for or could not be built stays as it is on show."""
    home, previous = pending.home, pending.previous
    summary, made = result.summary, result.manifest
    told = Told(
        name=summary.name if summary else home.folder.rpartition("/")[2],
        problems=result.problems,
        obliged=result.obliged,
        comparables=result.comparables,
        numbers=_numbers(made or previous),
    )
    asked, coverage = request.asks_for(home.slug), coverage_of(result.obliged, home, site.inputs)
    if summary is None or made is None or not asked:
        phone = summary.supervise_phone if summary else ""
        kept = _previous_summary(request, home, parts, memory, phone)
        return VillageOutcome(
            folder=home.folder,
            slug=home.slug,
            asked=asked,
            told=replace(told, summary=kept),
            coverage=coverage,
        )
    told = replace(told, summary=summary, references=result.references)
    if request.check_only:  # nothing waits for a number where none is given
        held = (item for item in held_of(made, home.slug) if item.state != State.WAITING)
        told = replace(told, held=tuple(map(held_to_plain, held)), records=result.read)
        return VillageOutcome(folder=home.folder, slug=home.slug, asked=asked, told=told, coverage=coverage)
    manifest = keep_channels(made, previous, request.options.only, parts.channels)
    last = memory.last(home.slug)
    given = _given(request, site, memory, home, pending.digests.files, site.ledger)

    def why(one: Output, is_there: bool) -> str:
        left = pending.left.get(one.output)
        return reason(one.made.fingerprint, is_there, left, last.given if last else None, given)

    put = _write_village(request, result, previous, manifest, why)
    told = replace(
        told,
        held=tuple(map(held_to_plain, held_of(manifest, home.slug))),
        records=len(maps_of(manifest, "records")),
        counts={name: len(maps_of(manifest, name)) for name in section_names(parts.channels)},
        ledger_row=SerialsRow(result.code, home.slug, result.years),
    )
    digests = pending.digests.with_editions(result.editions)
    standing = {
        path: put.standing.get(path) or pending.left.get(path) or Standing("", digest)
        for path, digest in output_paths(manifest).items()
    }
    return VillageOutcome(
        folder=home.folder,
        slug=home.slug,
        asked=asked,
        told=told,
        coverage=coverage,
        manifest=pretty(manifest),
        paths=frozenset(output_paths(manifest)),
        stale=frozenset(output_paths(previous).keys() - output_paths(manifest).keys()),
        written=put.written,
        keeping=Keeping(
            home=home,
            files=digests.files,
            issued=digests if result.editions else None,
            since=site.inputs.today,
            until=result.holds_until,
            standing=standing,
            settled=result.settled,
            learned=learned_in(result.artifacts, memory.learned(home.slug)),
            passed=result.passed,
        ),
    )


def _numbers(manifest: Mapping[str, Plain]) -> frozenset[str]:
    """Return a village's public numbers."""
    return frozenset(text_of(record, "number") for record in maps_of(manifest, "records"))


def _write_village(
    request: BuildRequest,
    result: VillageResult,
    previous: Mapping[str, Plain],
    manifest: Mapping[str, Plain],
    why: Callable[[Output, bool], str],
) -> Put:
    """Write a village's editions first, then its outputs; its manifest follows when all villages are done."""
    write_editions(request.content / result.folder, result.editions)
    if output_paths(manifest).keys() - output_paths(previous).keys():
        # so that a build that is killed leaves nothing that nobody remembers
        put_manifest(request.output, result.slug, pretty(with_outputs_of(manifest, previous)))
    return put_all(request.output, result.artifacts, why)


def _unanswered(outcomes: Iterable[VillageOutcome]) -> Iterator[Problem]:
    """Yield a problem for every reference to another village that leads nowhere."""
    outcomes = tuple(outcomes)
    numbers = {outcome.slug: outcome.told.numbers for outcome in outcomes}
    for outcome in outcomes:
        if outcome.asked:
            yield from unanswered(outcome.slug, outcome.told.references, numbers)


def _side_by_side(outcomes: Iterable[VillageOutcome], parts: Parts) -> Iterator[Problem]:
    """Yield what shows where the villages of a township stand side by side."""
    townships: dict[str, dict[str, tuple[str, Iterable[Comparable]]]] = {}
    for outcome in outcomes:
        villages = townships.setdefault(outcome.folder.rpartition("/")[0], {})
        villages[outcome.slug] = (outcome.told.name, outcome.told.comparables)
    for villages in townships.values():
        yield from side_by_side(villages, parts.comparisons)


def _finish(
    request: BuildRequest,
    site: OpenSite,
    parts: Parts,
    memory: Memory,
    *,
    outcomes: Iterable[VillageOutcome],
    problems: Iterable[Problem],
) -> SiteOutcome:
    """Write what stands above the villages, delete what no link leads to, and write the manifests last.

    A build that is stopped before its manifests leaves the old ones, and with them the list of what is still
    to be deleted. What the next build is to know comes after them.
    """
    ledger, left_in_ledger = site.ledger, site.files.ledger
    if not request.options.frozen:
        ledger = _remembered(ledger, outcomes)
        left_in_ledger = serials_bytes(ledger.values())
        write_ledger(request.content, left_in_ledger)
    view = _view_above(request, site, parts, memory, outcomes)
    left = memory.standing(SITE)
    left |= altered(request.output, left)
    known = {} if request.force else memory.known(SITE, left)
    portal = build_portal(view, site.inputs, parts, known)
    of_villages = (problem for outcome in outcomes for problem in outcome.told.problems)
    told = [*problems, *portal.warnings, *of_villages]
    reports = _report_files(request, site, parts, outcomes, told, known)
    artifacts = (*portal.artifacts, *reports)
    previous = load_manifest(request.output, SITE)
    above = keep_channels(
        site_manifest(view, site.inputs.site, artifacts, parts.channels),
        previous,
        request.options.only,
        parts.channels,
    )
    last, given = memory.given_above, _given_above(request, site, memory, outcomes)

    def why(one: Output, is_there: bool) -> str:
        return reason(one.made.fingerprint, is_there, left.get(one.output), last, given)

    put = put_all(request.output, artifacts, why)
    written = (*(entry for outcome in outcomes for entry in outcome.written), *put.written)
    stale = output_paths(previous).keys() | {path for outcome in outcomes for path in outcome.stale}
    made = {path for outcome in outcomes for path in outcome.paths}
    delete(request.output, stale - made - output_paths(above).keys())
    manifests = {outcome.slug: outcome.manifest for outcome in outcomes if outcome.manifest}
    stamps = {
        name: put_manifest(request.output, name, data)
        for name, data in (*manifests.items(), (SITE, pretty(above)))
    }
    if compiled_templates().take_new() and request.program:
        put_code(request.output, compiled_templates().kept, request.program)
    listed = _keep(request, site, memory, ledger, stamps, outcomes)
    standing = {
        path: put.standing.get(path) or left.get(path) or Standing("", digest)
        for path, digest in output_paths(above).items()
    }
    put_kept(
        request.output,
        SITE,
        {"given": {**asdict(given)}},
        standing,
        learned_in(artifacts, memory.learned(SITE)),
    )
    counted = [outcome.told.counts for outcome in outcomes if outcome.asked and outcome.told.ledger_row]
    counts = {
        name: len(maps_of(above, name)) + sum(counts.get(name, 0) for counts in counted)
        for name in section_names(parts.channels)
    }
    return SiteOutcome(
        made={"villages": len(counted), **counts, "written": len(written)},
        written=written,
        problems=portal.warnings,
        ledger=left_in_ledger,
        listed=listed,
    )


def _keep(
    request: BuildRequest,
    site: OpenSite,
    memory: Memory,
    ledger: Mapping[str, SerialsRow],
    manifests: Mapping[str, Standing],
    outcomes: Iterable[VillageOutcome],
) -> Listed:
    """Keep for the next build what is new of villages, and which bytes the content folder holds."""
    kept = [(outcome, outcome.keeping) for outcome in outcomes if outcome.keeping]
    for outcome, keeping in kept:
        given = _given(request, site, memory, keeping.home, keeping.files, ledger)
        manifest = manifests.get(outcome.slug)
        owed = outcome.coverage.counted
        keep_village(request, keeping, given, outcome.told, site.inputs.today, owed, manifest)
    return keep_index(request, memory, [keeping for _, keeping in kept])


def _settled(site: OpenSite, memory: Memory, outcomes: Iterable[VillageOutcome]) -> bool:
    """Tell whether every village was made as it would be made again."""
    settled = set()
    for outcome in outcomes:
        last = memory.last(outcome.slug)
        if outcome.keeping.settled if outcome.keeping else last and last.given.program:
            settled.add(outcome.folder)
    return bool(site.inputs.program) and settled == {home.folder for home in site.homes}


def _given_above(
    request: BuildRequest, site: OpenSite, memory: Memory, outcomes: Iterable[VillageOutcome]
) -> Given:
    """Return the digests of what everything above the villages is made of."""
    files = {
        outcome.folder: outcome.keeping.files if outcome.keeping else memory.files(outcome.folder)
        for outcome in outcomes
    }
    theme = site.inputs.theme
    return Given(
        files=digest_of({**files}),
        inherited=digest_of(site.digest, [township.digest for township in site.townships]),
        theme=theme.fingerprint,
        program=request.program,
        options=_options(request),
    )


def _options(request: BuildRequest) -> str:
    options = request.options
    return digest_of([*sorted(options.only)], options.all_sheets, options.frozen, options.preview)


def _view_above(
    request: BuildRequest, site: OpenSite, parts: Parts, memory: Memory, outcomes: Iterable[VillageOutcome]
) -> SiteView:
    """Return the county with what its villages show, also those that were left alone."""
    left_alone = (home for home in site.homes if home.township.broken)
    summaries = [outcome.told.summary for outcome in outcomes if outcome.told.summary]
    left = _previous_summaries(request, left_alone, parts, memory)
    return site_view(site.inputs, site.townships, [*summaries, *left])


def _remembered(
    ledger: Mapping[str, SerialsRow], outcomes: Iterable[VillageOutcome]
) -> dict[str, SerialsRow]:
    """Return what the county remembers of its villages' last numbers; it never becomes less."""
    rows = dict(ledger)
    for row in (outcome.told.ledger_row for outcome in outcomes if outcome.told.ledger_row):
        before = rows[row.code].years if row.code in rows else {}
        years = {year: max(before.get(year, 0), row.years.get(year, 0)) for year in {*before, *row.years}}
        if years:
            rows[row.code] = SerialsRow(row.code, row.slug, years)
    return rows


def _report_files(
    request: BuildRequest,
    site: OpenSite,
    parts: Parts,
    outcomes: Iterable[VillageOutcome],
    problems: Iterable[Problem],
    known: Mapping[str, Made],
) -> tuple[Output, ...]:
    """Return the report files; they tell of every village, whichever were asked for."""
    report = Report(
        problems=_once(problems, site),
        names=_names(outcomes),
        today=site.inputs.today.isoformat(),
        switched_off=_switched_off(site),
    )
    language, today = site.inputs.theme.language, site.inputs.today
    coverage = tuple(outcome.coverage for outcome in outcomes)
    workshop = Workshop(
        theme=site.inputs.theme, may_show=lambda digits: False, program=site.inputs.program, known=known
    )

    def standing(path: str) -> bytes:
        return (request.output / path).read_bytes()

    files = (
        *report_files(report, language),
        *coverage_files(coverage, parts.kinds, today, language, standing),
    )
    return tuple(as_needed(one, workshop) for one in files)


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
    asked = [outcome for outcome in outcomes if outcome.asked]
    coverage = [outcome.coverage for outcome in asked]
    above = finished.problems if finished else ()
    of_villages = (problem for outcome in asked for problem in outcome.told.problems)
    slugs = {outcome.slug for outcome in asked}
    of_site = (problem for problem in problems if not problem.village or problem.village in slugs)
    told = [*of_site, *above, *of_villages]
    pages = next((channel.pages for channel in parts.channels.values() if channel.pages), None)
    return Report(
        problems=_once(told, site),
        names=_names(outcomes),
        records=sum(outcome.told.records for outcome in asked),
        held=tuple(held_of_plain(item) for outcome in asked for item in outcome.told.held),
        owed={language: sentences(coverage, site.inputs.today, language) for language in LANGUAGES},
        owing=len(coverage),
        made=finished.made if finished else None,
        report_file=str(request.output / PROBLEMS) if told and finished else "",
        coverage_file=str(request.output / COVERAGE) if finished else "",
        open_first=str(request.output / pages.front) if pages and finished else "",
        today=site.inputs.today.isoformat(),
        today_pinned=site.today_pinned,
        switched_off=_switched_off(site),
        written=finished.written if finished else (),
    )


def _switched_off(site: OpenSite) -> tuple[SwitchedOff, ...]:
    """Return the rules that the county or a township has put out of force, each once for each file."""
    county, today = site.inputs.packaged.law, site.inputs.today
    laws = (county, *(county.with_files(township.law) for township in site.townships if township.law))
    return tuple(dict.fromkeys(off for law in laws for off in law.switched_off(today)))


def _names(outcomes: Iterable[VillageOutcome]) -> dict[str, str]:
    return {outcome.slug: outcome.told.name for outcome in outcomes}


def _once(problems: Iterable[Problem], site: OpenSite) -> tuple[Problem, ...]:
    """Tell every problem once, with its line also where it stands in a list that villages inherit."""
    files = site.files.by_path()
    return quoted(sorted_once(problems), files, frozenset())
