"""What a build writes above its villages, once they are written: pages, reports, manifests, what is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from sunboard.building.addresses import SITE, nowhere
from sunboard.building.current import Given, reason
from sunboard.building.kept import Standing, altered
from sunboard.building.manifest import (
    keep_channels,
    output_paths,
    outputs_of,
    section_names,
    with_outputs_of,
)
from sunboard.building.memory import (
    Listed,
    forget_last,
    keep_index,
    kept_of,
    learned_in,
    list_new,
)
from sunboard.building.opened import Opened
from sunboard.building.placing import tidy
from sunboard.building.portal import build_portal, site_manifest, site_view
from sunboard.building.rendering import OUTPUT_LEAKS, Output
from sunboard.building.reports import report_outputs, told_once
from sunboard.building.run import Workers
from sunboard.building.villages import VillageOutcome, keep_outcome
from sunboard.building.write import (
    delete,
    is_missing,
    load_manifest,
    manifest_file,
    put_all,
    put_code,
    put_kept,
    put_manifest,
    villages_with_manifests,
    write_ledger,
)
from sunboard.compiled import compiled
from sunboard.issuing.serials import SerialsRow, serials_bytes
from sunboard.lazy import dataclass
from sunboard.model.file_types import PICTURES
from sunboard.model.plain import Plain, Values, maps_of, pretty, text_of
from sunboard.model.problem import Problem
from sunboard.model.view import SiteView


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOutcome:
    """What became of everything above the villages: counts, the outputs written with why, what was wrong."""

    made: Mapping[str, int]
    written: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    found: int  # how many problems there are above the villages and in all of them
    told: tuple[Problem, ...]  # each of these once
    ledger: bytes  # as it was left
    listed: Listed  # the content folder, after that


def open_output(opened: Opened) -> None:
    """Write those pages above the villages that are not there yet, for villages to lead to."""
    tidy(opened.request.output)
    forget_last(opened.request.output)  # a build that is killed leaves what the last one told untrue
    if _all_there(opened):
        return
    view = site_view(opened.site.inputs, opened.site.townships, opened.shown(opened.site.homes))

    def wanted(path: str) -> bool:
        # no page shows a picture of a shared link, and what draws it fills this process for good
        return not path.endswith(PICTURES) and is_missing(opened.request.output, path)

    portal = build_portal(view, opened.site.inputs, opened.parts, {}, wanted)
    missing = [one for one in portal.artifacts if is_missing(opened.request.output, one.output)]
    previous, outputs = load_manifest(opened.request.output, SITE), list[Plain](outputs_of(missing))
    list_new(opened.request.output, SITE, {**previous, "outputs": outputs}, previous)
    put_all(opened.request.output, missing)


def _all_there(opened: Opened) -> bool:
    """Tell whether all pages above the villages stand as the last build left them, and there are no others.

    Which there are hangs on all that stands above the villages, and not on what these hold.
    """
    last, given = opened.memory.given_above, opened.given_above({})
    if last is None or not given.program or replace(given, files=last.files) != last:
        return False
    return not opened.memory.altered(SITE)


def finish(
    opened: Opened, outcomes: Collection[VillageOutcome], problems: Iterable[Problem], workers: Workers
) -> SiteOutcome:
    """Write what stands above the villages, delete what no link leads to, and write the manifests last.

    A build that is stopped before its manifests leaves the old ones, and with them the list of what is still
    to be deleted; those of villages of which nothing is stand already. What the next build is to know comes
    after them.
    """
    ledger = opened.ledger_after(one.told for one in outcomes)
    left_in_ledger = _write_ledger(opened, ledger)
    made = _make(opened, outcomes, problems, workers)
    put = put_all(opened.request.output, made.artifacts, made.why)
    _delete_stale(opened, outcomes, made)
    listed = _keep(opened, ledger, outcomes)
    put_manifest(opened.request.output, SITE, pretty(made.manifest))
    _put_learned(opened, made, put.standing)
    written = (*(entry for outcome in outcomes for entry in outcome.written), *put.written)
    return SiteOutcome(
        made={**_counts(opened, outcomes, made.manifest), "written": len(written)},
        written=written,
        problems=made.warnings,
        found=made.found,
        told=made.told,
        ledger=left_in_ledger,
        listed=listed,
    )


def _write_ledger(opened: Opened, ledger: Mapping[str, SerialsRow]) -> bytes:
    """Write which numbers were given, but for a build that gives none; return what stands there then."""
    if opened.request.options.frozen:
        return opened.site.files.ledger
    left = serials_bytes(ledger.values())
    write_ledger(opened.request.content, left)
    return left


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """All that stands above the villages, before it is written."""

    artifacts: tuple[Output, ...]
    manifest: dict[str, Plain]
    previous: Values  # the manifest of the last build
    left: Mapping[str, Standing]  # outputs of the last build that stand as it left them
    last: Given | None  # from what the last build made its own
    given: Given  # from what these are made
    warnings: tuple[Problem, ...]
    found: int  # how many problems there are, here and in all villages
    told: tuple[Problem, ...]  # each of these once

    def why(self, one: Output, is_there: bool) -> str:
        """Return why an output is written; nothing where it stands already."""
        return reason(one.made.fingerprint, is_there, self.left.get(one.output), self.last, self.given)


def _make(
    opened: Opened, outcomes: Collection[VillageOutcome], problems: Iterable[Problem], workers: Workers
) -> _Made:
    """Make the pages and reports above the villages, and announce in the manifest that they are to come."""
    view = _view_above(opened, outcomes)
    left = opened.memory.standing(SITE)
    left |= altered(opened.request.output, left)
    known = {} if opened.request.force else opened.memory.known(SITE, left)
    portal = workers.do(build_portal, view, opened.site.inputs, opened.parts, known)
    of_villages = (problem for outcome in outcomes for problem in outcome.told.problems)
    found = [*problems, *portal.warnings, *of_villages]
    told = told_once(opened, found)
    artifacts = (*portal.artifacts, *report_outputs(opened, outcomes, told, known))
    previous = load_manifest(opened.request.output, SITE)
    manifest = keep_channels(
        site_manifest(view, opened.site.inputs.site, artifacts, opened.parts.channels),
        previous,
        opened.request.options.only,
        opened.parts.channels,
    )
    manifest = with_outputs_of(manifest, {"outputs": list(_townships_left(opened, previous))})
    list_new(opened.request.output, SITE, manifest, previous)
    return _Made(
        artifacts=artifacts,
        manifest=manifest,
        previous=previous,
        left=left,
        last=opened.memory.given_above,
        given=opened.given_above(_files(opened, outcomes)),
        warnings=portal.warnings,
        found=len(found),
        told=told,
    )


def _delete_stale(opened: Opened, outcomes: Collection[VillageOutcome], made: _Made) -> None:
    """Delete what the last build wrote and nothing makes any more."""
    stale = output_paths(made.previous).keys() | {path for outcome in outcomes for path in outcome.stale}
    stale |= {path for slug in _nowhere(opened) for path in _left_of(opened.request.output, slug)}
    of_villages = {path for outcome in outcomes for path in outcome.paths}
    delete(opened.request.output, stale - of_villages - output_paths(made.manifest).keys())


def _put_learned(opened: Opened, made: _Made, put: Mapping[str, Standing]) -> None:
    """Keep for the next build what was compiled, and from what the outputs that stand were made."""
    output = opened.request.output
    if compiled().take_new() and opened.request.program:
        # A theme that plants personal numbers leaves none in what is kept of it either
        leaks = any(problem.fault == OUTPUT_LEAKS for problem in made.told)
        put_code(output, {} if leaks else compiled().kept, opened.request.program)
    standing = {
        path: put.get(path) or made.left.get(path) or Standing("", digest)
        for path, digest in output_paths(made.manifest).items()
    }
    learned = learned_in(made.artifacts, opened.memory.learned(SITE))
    put_kept(output, SITE, {"given": {**asdict(made.given)}}, standing, learned)


def _counts(opened: Opened, outcomes: Iterable[VillageOutcome], manifest: Values) -> dict[str, int]:
    """Count the villages that were asked for and are published, and what each channel made of all."""
    counted = [outcome.told.counts for outcome in outcomes if outcome.asked and outcome.told.ledger_row]
    sections = section_names(opened.parts.channels)
    sums = {
        name: len(maps_of(manifest, name)) + sum(counts.get(name, 0) for counts in counted)
        for name in sections
    }
    return {"villages": len(counted), **sums}


def leave(opened: Opened, outcomes: Collection[VillageOutcome]) -> None:
    """Settle the villages that a build had done when it was stopped; the next one makes all else."""
    if opened.request.check_only:
        return
    made = {path for outcome in outcomes for path in outcome.paths}
    delete(opened.request.output, {path for outcome in outcomes for path in outcome.stale} - made)
    _keep(opened, opened.site.ledger, outcomes)


def _keep(
    opened: Opened,
    ledger: Mapping[str, SerialsRow],
    outcomes: Iterable[VillageOutcome],
) -> Listed:
    """Keep for the next build what is new of villages, and which bytes the content folder holds."""
    kept = [keep_outcome(opened, outcome, ledger).keeping for outcome in outcomes]
    return keep_index(opened.request, opened.memory, [keeping for keeping in kept if keeping])


def _view_above(opened: Opened, outcomes: Iterable[VillageOutcome]) -> SiteView:
    """Return the county with what its villages show, also those that were left alone."""
    left_alone = (home for home in opened.site.homes if home.township.broken)
    summaries = [outcome.told.summary for outcome in outcomes if outcome.told.summary]
    left = opened.shown(left_alone)
    return site_view(opened.site.inputs, opened.site.townships, [*summaries, *left])


def _nowhere(opened: Opened) -> Iterator[str]:
    """Yield the slugs of villages that are in the output folder and nowhere else."""
    slugs = villages_with_manifests(opened.request.output)
    return nowhere(slugs, opened.site.homes, opened.site.ledger.values())


def _left_of(output: Path, slug: str) -> Iterator[str]:
    """Yield all files of such a village and its manifest; none where it shows numbers: codes lead there."""
    manifest = load_manifest(output, slug)
    if manifest and not maps_of(manifest, "records"):
        yield from (*output_paths(manifest), manifest_file(slug), *kept_of(output, slug))


def _townships_left(opened: Opened, previous: Values) -> Iterator[dict[str, Plain]]:
    """Yield the pages of townships that are gone, while villages that are gone too show numbers there.

    The pages of such a village stay as they are, and lead to that of their township.
    """
    pages = next((channel.pages for channel in opened.parts.channels.values() if channel.pages), None)
    homes = {home.slug for home in opened.site.homes}
    gone = {*villages_with_manifests(opened.request.output)} - homes - {SITE}
    manifests = (load_manifest(opened.request.output, slug) for slug in gone)
    townships = {text_of(one, "township") for one in manifests if maps_of(one, "records")}
    townships -= homes | {township.slug for township in opened.site.townships}
    if pages and townships:
        root = pages.front.rpartition("/")[0]
        folders = tuple(f"{root}/{slug}/" for slug in townships if slug)
        yield from (
            item for item in maps_of(previous, "outputs") if text_of(item, "path").startswith(folders)
        )


def _files(opened: Opened, outcomes: Iterable[VillageOutcome]) -> Mapping[str, str]:
    """Return the digests of the villages' files."""
    return {
        outcome.folder: outcome.keeping.files if outcome.keeping else opened.memory.files(outcome.folder)
        for outcome in outcomes
    }
