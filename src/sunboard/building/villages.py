"""The villages of a build: those that are current stand, the others are built, and written one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from sunboard.building.addresses import VillageHome, settings_of
from sunboard.building.coverage import coverage_of
from sunboard.building.current import digest_of, is_current, reason
from sunboard.building.jobs import VillageJob, VillageResult
from sunboard.building.kept import Standing, altered
from sunboard.building.manifest import (
    built_on,
    keep_channels,
    output_paths,
    previous_digests,
    section_names,
)
from sunboard.building.memory import (
    Digests,
    Keeping,
    KeptOutputs,
    keep_made,
    keep_village,
    learned_in,
    list_new,
)
from sunboard.building.opened import Opened, floor
from sunboard.building.outcome import Told
from sunboard.building.rendering import Made, Output
from sunboard.building.run import Workers, run_jobs
from sunboard.building.write import (
    Put,
    begin_editions,
    load_editions,
    load_manifest,
    load_manifest_bytes,
    put_all,
    put_manifest,
)
from sunboard.contracts import comparable_of
from sunboard.duties.coverage import VillageCoverage
from sunboard.issuing.register import Edition
from sunboard.issuing.serials import SerialsRow
from sunboard.lazy import dataclass
from sunboard.model.accounts import account_of
from sunboard.model.later import Later
from sunboard.model.plain import Plain, maps_of, pretty, text_of
from sunboard.model.state import State
from sunboard.reading.sources import read_village
from sunboard.reporting.report import held_of, held_to_plain

TABLES, DESCRIBED = "tables", "described"
"""What is kept of a village's records under these names, behind its slug."""


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


def village_outcomes(opened: Opened, workers: Callable[[int], Workers]) -> Iterator[VillageOutcome]:
    """Yield what becomes of each village, first of those that are current.

    Those of a township that cannot be read are left alone. Where some are to be checked, those of other
    townships are looked at only if a record speaks of theirs.
    """
    to_build, aside, spoken_of = [], [], set[str]()
    concerned = _concerned(opened)
    for home in opened.site.homes:
        if home.township.broken:
            continue
        if outcome := _as_it_stands(opened, home):
            yield _kept(opened, outcome)
        elif home.township.slug in concerned:
            to_build.append(home)
        else:
            aside.append(home)
    crew = workers(len(to_build))
    for outcome in _published(opened, _built(opened, to_build, crew), behind=int(crew.count > 1)):
        spoken_of |= {reference.text.rpartition("/")[0] for reference in outcome.told.references}
        yield _kept(opened, outcome)
    further = [home for home in aside if home.slug in spoken_of]
    yield from _published(opened, _built(opened, further, Workers.none(len(further))))


def _concerned(opened: Opened) -> frozenset[str]:
    """Return the townships whose villages are all looked at: what is found where they stand side by side."""
    homes, request = opened.site.homes, opened.request
    asked = (home for home in homes if not request.check_only or request.asks_for(home.slug))
    return frozenset(home.township.slug for home in asked)


def rebuild(opened: Opened, folders: Collection[str]) -> tuple[VillageOutcome, ...]:
    """Build villages of a site that is open already, and write what changed of them.

    What follows elsewhere waits for the next build: pages above, manifests, what is gone. Raises OSError.
    """
    homes = [home for home in opened.site.homes if home.folder in folders and not home.township.broken]
    return tuple(_published(opened, _built(opened, homes, Workers.none(len(homes)))))


def _published(
    opened: Opened, built: Iterable[tuple[Pending, VillageResult]], behind: int = 0
) -> Iterator[VillageOutcome]:
    """Write villages as they come, so many behind: meanwhile the disk takes the editions of these."""
    begun = deque[tuple[Callable[[], None], Pending, VillageResult]]()

    def first() -> VillageOutcome:
        end_editions, pending, result = begun.popleft()
        end_editions()
        return _publish(opened, pending, result)

    for pending, result in built:
        end_editions = begin_editions(opened.request.content / result.folder, result.editions)
        begun.append((end_editions, pending, result))
        if len(begun) > behind:
            yield first()
    while begun:
        yield first()


def _kept(opened: Opened, outcome: VillageOutcome) -> VillageOutcome:
    """Keep all of a village of which nothing is to be deleted, so that a build holds little of each."""
    if outcome.stale or outcome.keeping is None:
        return outcome
    return keep_outcome(opened, outcome, opened.ledger_after([outcome.told]))


def keep_outcome(opened: Opened, outcome: VillageOutcome, ledger: Mapping[str, SerialsRow]) -> VillageOutcome:
    """Write a village's manifest, and keep what the next build is to know of it, unless that is done.

    `ledger` is what the county remembers from now on.
    """
    if outcome.keeping is None or outcome.keeping.outputs is None:
        return outcome
    output, manifest = opened.request.output, outcome.manifest
    keeping = keep_village(
        opened.request,
        outcome.keeping,
        opened.given(outcome.keeping.home, outcome.keeping.files, ledger),
        outcome.told,
        opened.site.inputs.today,
        outcome.coverage.counted,
        put_manifest(output, outcome.slug, manifest) if manifest else None,
    )
    return replace(outcome, keeping=keeping, manifest=None)


def _as_it_stands(opened: Opened, home: VillageHome) -> VillageOutcome | None:
    """Return what becomes of a village that is current; nothing where it has to be built, or is checked."""
    last, files = opened.memory.last(home.slug), opened.memory.files(home.folder)
    checked = opened.request.check_only and opened.request.asks_for(home.slug)
    if checked or opened.request.force or last is None:
        return None
    files = files or Digests.of(read_village(opened.request.content, home.folder, home.read)).files
    given = opened.given(home, files, opened.site.ledger)
    changed = {} if opened.request.check_only else opened.memory.altered(home.slug)
    today = opened.site.inputs.today
    if not is_current(last, given, today, [path for path, one in changed.items() if not one.stamp]):
        return None
    outcome = VillageOutcome(
        folder=home.folder,
        slug=home.slug,
        asked=opened.request.asks_for(home.slug),
        told=last.told,
        coverage=coverage_of(
            last.told.obliged,
            home,
            opened.schedule(home.township),
            last.owed if last.built == today else None,
        ),
    )
    if last.built == today and not changed and home.folder in opened.memory.folders:
        return outcome
    keeping = Keeping(
        home=home,
        files=files,
        outputs=KeptOutputs(
            since=last.since,
            until=last.until,
            standing={**opened.memory.standing(home.slug), **changed},
            learned=opened.memory.learned(home.slug),
        ),
    )
    outcome = replace(outcome, keeping=keeping)
    if last.built == today or opened.request.check_only:
        return outcome
    return replace(outcome, manifest=built_on(load_manifest_bytes(opened.request.output, home.slug), today))


def _built(
    opened: Opened, homes: Iterable[VillageHome], workers: Workers
) -> Iterator[tuple[Pending, VillageResult]]:
    """Build villages, and yield each with what was known of it before."""
    under_way: dict[str, Pending] = {}

    def jobs() -> Iterator[VillageJob]:
        for home in homes:
            previous = load_manifest(opened.request.output, home.slug)
            left = {} if opened.request.check_only else opened.memory.standing(home.slug)
            left |= altered(opened.request.output, left)
            known = {} if opened.request.force else opened.memory.known(home.slug, left)
            job = _job(opened, home, previous, known)
            digests = Digests.of(job.files)
            if not opened.request.force and not opened.memory.has_in_mind(home.folder):
                given = opened.given(home, digests.files, opened.site.ledger)
                job = replace(
                    job,
                    passed=opened.memory.passed(home.slug, given),
                    tables=opened.memory.made(home.slug, TABLES, opened.request.program),
                    described=opened.memory.made(home.slug, DESCRIBED, opened.request.program),
                )
            under_way[home.folder] = Pending(home=home, previous=previous, digests=digests, left=left)
            yield job

    def previous_editions(job: VillageJob) -> tuple[Edition, ...]:
        return tuple(load_editions(opened.request.output, under_way[job.files.folder].previous))

    for result in run_jobs(jobs(), opened.parts, workers, previous_editions):
        if opened.memory.warm:
            opened.memory.warm.end(result.folder)
        yield under_way.pop(result.folder), result


def _job(
    opened: Opened, home: VillageHome, previous: Mapping[str, Plain], known: Mapping[str, Made]
) -> VillageJob:
    """Read a village's files and return its job."""
    files = read_village(opened.request.content, home.folder, home.read)
    return VillageJob(
        slug=home.slug,
        requested_slug=home.requested_slug,
        settings=settings_of(home, files),
        files=files,
        site=opened.site.inputs,
        township=home.township,
        inherited=digest_of(opened.site.rules, home.township.digest),
        floor=floor(opened.site.ledger, home),
        previous_digests={} if opened.request.options.preview else previous_digests(previous),
        known=known,
        render=not opened.request.check_only and opened.request.asks_for(home.slug),
        describe=not opened.request.check_only,
        warm=opened.memory.warm.of(home.folder) if opened.memory.warm else None,
        hasty=opened.memory.hasty,
    )


def _publish(opened: Opened, pending: Pending, result: VillageResult) -> VillageOutcome:
    """Write one village; one that was not asked for or could not be built stays as it is on show."""
    home, summary, made = pending.home, result.summary, result.manifest
    told = Told(
        name=summary.name if summary else home.folder.rpartition("/")[2],
        problems=result.problems,
        obliged=result.obliged,
        comparables=Later.of((one.to_plain() for one in result.comparables), comparable_of),
        accounts=Later.of((one.to_plain() for one in result.accounts), account_of),
        numbers=_numbers(pending.previous) if made is None else result.numbers,
    )
    outcome = VillageOutcome(
        folder=home.folder,
        slug=home.slug,
        asked=opened.request.asks_for(home.slug),
        told=told,
        coverage=coverage_of(result.obliged, home, opened.schedule(home.township)),
    )
    if summary is None or made is None or not outcome.asked:
        phone = summary.supervise_phone if summary else ""
        return replace(outcome, told=replace(told, summary=opened.shown_of(home, phone)))
    told = replace(told, summary=summary, references=result.references)
    if opened.request.check_only:
        return replace(outcome, told=_as_checked(told, result, made))
    manifest = keep_channels(made, pending.previous, opened.request.options.only, opened.parts.channels)
    put = _write_village(opened, pending, result, manifest)
    if opened.memory.hasty:  # a whole build follows, which tells and keeps the rest
        return replace(outcome, told=told, written=put.written)
    paths = output_paths(manifest)
    return replace(
        outcome,
        told=_as_built(told, opened, result, manifest),
        manifest=pretty(manifest),
        paths=frozenset(paths),
        stale=frozenset(output_paths(pending.previous).keys() - paths.keys()),
        written=put.written,
        keeping=_keeping(opened, pending, result, put, paths),
    )


def _as_checked(told: Told, result: VillageResult, made: Mapping[str, Plain]) -> Told:
    """Return what is told of a village that is only looked at: nothing waits where no number is given."""
    held = (item for item in held_of(made, result.slug) if item.state != State.WAITING)
    return replace(told, held=tuple(map(held_to_plain, held)), records=result.read)


def _as_built(told: Told, opened: Opened, result: VillageResult, manifest: Mapping[str, Plain]) -> Told:
    """Return what is told of a village that is written."""
    return replace(
        told,
        held=tuple(map(held_to_plain, held_of(manifest, result.slug))),
        records=len(maps_of(manifest, "records")),
        counts={name: len(maps_of(manifest, name)) for name in section_names(opened.parts.channels)},
        ledger_row=SerialsRow(result.code, result.slug, result.years),
    )


def _keeping(
    opened: Opened, pending: Pending, result: VillageResult, put: Put, paths: Mapping[str, str]
) -> Keeping:
    """Return what the next build is to know of a village; `paths` are its outputs with their digests."""
    digests = pending.digests.with_editions(result.editions)
    return Keeping(
        home=pending.home,
        files=digests.files,
        issued=digests.issued if result.editions else "",
        settled=result.settled,
        outputs=KeptOutputs(
            since=opened.site.inputs.today,
            until=result.holds_until,
            standing={
                path: put.standing.get(path) or pending.left.get(path) or Standing("", digest)
                for path, digest in paths.items()
            },
            learned=learned_in(result.artifacts, opened.memory.learned(result.slug)),
            passed=result.passed,
        ),
    )


def _numbers(manifest: Mapping[str, Plain]) -> frozenset[str]:
    """Return a village's public numbers."""
    return frozenset(text_of(record, "number") for record in maps_of(manifest, "records"))


def _write_village(
    opened: Opened, pending: Pending, result: VillageResult, manifest: Mapping[str, Plain]
) -> Put:
    """Write a village's outputs, once its editions are; its manifest follows when all villages are done."""
    last = opened.memory.last(result.slug)
    given = opened.given(pending.home, pending.digests.files, opened.site.ledger)

    def why(one: Output, is_there: bool) -> str:
        left = pending.left.get(one.output)
        return reason(one.made.fingerprint, is_there, left, last.given if last else None, given)

    if opened.memory.warm is None:  # else this process has kept most of it, and did not ask for it
        keep_made(opened.request, result.slug, TABLES, result.tables)
        keep_made(opened.request, result.slug, DESCRIBED, result.described)
    list_new(opened.request.output, result.slug, manifest, pending.previous)
    return put_all(opened.request.output, result.artifacts, why)
