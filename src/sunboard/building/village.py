"""The unit of work: one village's files become its pages, boards and slides. A pure function of its job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sunboard.building.gates import Judged, around_of, judge, without_leaks
from sunboard.building.jobs import Reference, VillageJob, VillageResult
from sunboard.building.manifest import village_manifest
from sunboard.building.rendering import Outputs, chosen, render
from sunboard.contracts import Parts
from sunboard.faults import fault
from sunboard.fields.disclosure import REFERENCES
from sunboard.issuing.issue import Issue, Issuer, Shown, issue
from sunboard.issuing.register import Register, complete, read_register
from sunboard.model.node import Document, Place
from sunboard.model.plain import sha256
from sunboard.model.problem import Log, Problem
from sunboard.model.view import VillageView
from sunboard.privacy.leaks import leaks_in
from sunboard.reading.documents import Reading
from sunboard.reading.quoting import quoted_and_masked
from sunboard.reading.sources import VillageFiles
from sunboard.reading.village import of_unread_rows, read_records
from sunboard.settings.places import COMMUNITY, Village
from sunboard.viewing.context import VillageContext
from sunboard.viewing.files import developed, photos_of
from sunboard.viewing.records import Describer
from sunboard.viewing.terms import glossary_of
from sunboard.viewing.village import village_summary, village_view

SLUG_CHANGED = fault("slug-changed")


def build_village(job: VillageJob, parts: Parts) -> VillageResult:
    """Build one village: read, check, issue, plan, render.

    It knows no other village, no disk and no clock. A `village.yaml` that cannot be read, and a register of
    another village, stop it: the result then has no manifest, and what it published stays as it is.
    """
    job = replace(job, files=job.files.remembering())
    log, village = Log(), job.settings.village
    log.problems += job.settings.problems
    register = _register(job, parts, log)
    if village is None or not _is_its_own(register, village, job.requested_slug, log):
        return _untouched(job, log)
    if register.hurt and job.previous_editions is None:
        return VillageResult(slug=job.slug, folder=job.files.folder, needs_previous_editions=True)
    context = _context(job, village)
    public_phones = context.public_phones
    readings = _readings(job, register, public_phones, parts, log)
    around = around_of(context, readings, register, parts.kinds, job.site.fonts)
    judged = judge(readings, around, register, job.files.folder, parts, log)
    issued = _issued(job, context, judged, register, log)
    register = register.with_editions(issued.editions)
    shown = without_leaks(issued.shown, parts.kinds, public_phones)
    records = _describer(job, context, register, shown, parts).views(shown)
    photos = photos_of(
        village, job.files.folder, job.files.files, job.files.too_large, context.say, opened=job.render
    )
    view = village_view(context, records, photos, all_sheets=job.site.options.all_sheets)
    outputs = _rendered(job, context, view, parts)
    problems = [*log.problems, *(problem for item in judged for problem in item.problems), *photos.warnings]
    problems += (_placed(warning, job.files.folder) for warning in outputs.warnings)
    return VillageResult(
        slug=job.slug,
        folder=job.files.folder,
        problems=_told(problems, job, public_phones),
        code=village.code,
        artifacts=outputs.artifacts,
        editions=issued.editions,
        summary=village_summary(context, view.name, records, view.supervise_phone),
        manifest=village_manifest(
            context, shown, records, _codes(judged, log), outputs.artifacts, parts.channels
        ),
        years={} if register.hurt else register.years,
        read=sum(reading.record is not None for reading in readings),
        references=tuple(_references_elsewhere(readings)),
    )


def _register(job: VillageJob, parts: Parts, log: Log) -> Register:
    """Return the village's register, completed by what is on show where it is hurt."""
    folder = job.files.folder
    register = read_register(job.files.register, folder, job.previous_digests, parts.kinds, log)
    return complete(
        register,
        floor=job.floor,
        published={number for number, _ in job.previous_digests},
        known=(edition for edition in job.previous_editions or () if edition.kind in parts.kinds),
        folder=folder,
        slug=job.slug,
        log=log,
    )


def _is_its_own(register: Register, village: Village, requested_slug: str, log: Log) -> bool:
    """Note a changed slug or code; tell whether the register is this village's."""
    edition = next((editions[-1] for editions in register.editions.values()), None)
    if edition is None:
        return True
    if edition.slug != requested_slug:
        log.add(SLUG_CHANGED, village.at("slug"), requested_slug, what="slug", was=edition.slug)
    if edition.code != village.code:
        log.add(SLUG_CHANGED, village.at("code"), village.code, what="code", was=edition.code)
        return False
    return True


def _untouched(job: VillageJob, log: Log) -> VillageResult:
    """Return what is said of a village that cannot be built."""
    return VillageResult(
        slug=job.slug,
        folder=job.files.folder,
        problems=_told(log.problems, job, frozenset()),
        code=job.settings.village.code if job.settings.village else "",
    )


def _told(problems: Iterable[Problem], job: VillageJob, shown: frozenset[str]) -> tuple[Problem, ...]:
    """Return problems as they are told; `shown` are the telephone numbers that may be."""
    return quoted_and_masked(problems, job.files.files, shown, job.slug, job.files.open_workbook)


def _context(job: VillageJob, village: Village) -> VillageContext:
    theme = job.site.theme
    return VillageContext(
        slug=job.slug,
        village=village,
        township=job.township.township,
        township_slug=job.township.slug,
        site=job.site.site,
        packaged=job.site.packaged,
        theme=theme.for_community() if village.type == COMMUNITY else theme,
        today=job.site.today,
    )


def _readings(
    job: VillageJob, register: Register, public_phones: frozenset[str], parts: Parts, log: Log
) -> tuple[Reading, ...]:
    """Read the records; personal numbers in the settings are noted, what is shown of them is masked."""
    if job.settings.fields:
        path = f"{job.files.folder}/village.yaml"
        log.problems += leaks_in(Document(path, job.settings.fields), path, Village, public_phones)
    issued = {editions[-1].path: editions[-1].kind for editions in register.editions.values()}
    lists = (job.site.lists, job.township.lists)
    return of_unread_rows(read_records(job.files, parts.kinds, lists, log), issued)


def _issued(
    job: VillageJob, context: VillageContext, judged: Iterable[Judged], register: Register, log: Log
) -> Issue:
    """Give numbers and editions, where the job may."""
    return issue(
        (item.candidate for item in judged),
        register,
        Issuer(code=context.village.code, slug=job.slug, today=context.today),
        may_issue=not job.site.options.frozen and job.render,
        floor=job.floor,
        log=log,
    )


def _describer(
    job: VillageJob, context: VillageContext, register: Register, shown: Iterable[Shown], parts: Parts
) -> Describer:
    """Return what describes the records; pictures are opened only where something is drawn."""
    files = _by_digest(job.files)
    editions = (item.edition for item in shown if item.edition)
    return Describer(
        kinds=parts.kinds,
        context=context,
        files=files,
        pictures=developed(editions, files) if job.render else {},
        register=register.editions,
        glossary=glossary_of(context.packaged.glossary, context.is_community),
    )


def _rendered(job: VillageJob, context: VillageContext, view: VillageView, parts: Parts) -> Outputs:
    """Render the channels that are asked for."""
    channels = chosen(parts.channels, job.site.options.only) if job.render else ()
    return render(channels, lambda channel: channel.plan_village(view, context.theme), context.theme)


def _by_digest(files: VillageFiles) -> dict[str, bytes]:
    """Return what may be an attachment by its SHA-256."""
    return {
        sha256(data): data
        for path, data in files.files.items()
        if not path.endswith((".md", ".yaml", ".yml"))
    }


def _placed(warning: Problem, folder: str) -> Problem:
    """Return a warning of drawing with a place: what no source is known of comes from the settings."""
    return warning if warning.place.path else replace(warning, place=Place(f"{folder}/village.yaml"))


def _codes(judged: Iterable[Judged], log: Log) -> dict[str, frozenset[str]]:
    """Return for each source the codes of what holds it back, and of what was noted on the way."""
    noted: dict[str, set[str]] = {}
    for problem in log.problems:
        noted.setdefault(problem.place.path, set()).add(problem.fault.code)
    return {
        item.candidate.source: frozenset(
            problem.fault.code for problem in item.problems if problem.is_error
        ).union(noted.get(item.candidate.source, ()))
        for item in judged
    }


def _references_elsewhere(readings: Iterable[Reading]) -> Iterator[Reference]:
    """Yield the references to records of other villages."""
    for reading in readings:
        if reading.record:
            fields = reading.record.fields
            for name in REFERENCES:
                written = getattr(fields, name) or ()
                for text in (written,) if isinstance(written, str) else written:
                    if "/" in text:
                        yield Reference(text, fields.at(name))
