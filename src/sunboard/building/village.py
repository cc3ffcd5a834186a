"""The unit of work: one village's files become its pages, boards and slides. A pure function of its job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from sunboard.building.gates import Judged, around_of, codes_of, comparables_of, judge, without_leaks
from sunboard.building.jobs import Reference, VillageJob, VillageResult
from sunboard.building.manifest import village_manifest
from sunboard.building.own_examples import own_examples
from sunboard.building.passed import Passed, digests_of
from sunboard.building.rendering import Outputs, Workshop, chosen, render
from sunboard.contracts import Around, Channel, Kind, Parts
from sunboard.duties.disclosed import Obliged
from sunboard.duties.owed import Schedule, duties
from sunboard.faults import fault
from sunboard.fields.disclosure import REFERENCES, numbers_as_issued
from sunboard.issuing.issue import Issue, Issuer, issue
from sunboard.issuing.register import Register, complete, numbers_in, read_register
from sunboard.model.accounts import Account
from sunboard.model.node import Place
from sunboard.model.plain import sha256
from sunboard.model.posted import POSTED
from sunboard.model.problem import Log, Problem
from sunboard.model.surface import Surface
from sunboard.model.today import Today
from sunboard.model.view import RecordView, VillageView
from sunboard.privacy.finished import shown_numbers
from sunboard.privacy.masking import masked
from sunboard.privacy.unpublished import numbers_kept
from sunboard.reading.catalog import no_rows, with_catalog_codes
from sunboard.reading.documents import Reading
from sunboard.reading.quoting import quoted_and_masked
from sunboard.reading.sources import VillageFiles
from sunboard.reading.tables.kept import KeptTables
from sunboard.reading.village import of_unread_rows, read_records
from sunboard.settings.law import as_entries
from sunboard.settings.places import COMMUNITY, Village
from sunboard.viewing.accounts import accounts_of
from sunboard.viewing.context import VillageContext
from sunboard.viewing.described import Descriptions
from sunboard.viewing.disclosed import obliged
from sunboard.viewing.files import developed, photos_of
from sunboard.viewing.owed import missing_since, owed_rows
from sunboard.viewing.records import Describer
from sunboard.viewing.terms import glossary_of, read_in
from sunboard.viewing.village import village_summary, village_view

SLUG_CHANGED = fault("slug-changed")

Kinds = Mapping[str, Kind]


def build_village(job: VillageJob, parts: Parts) -> VillageResult:
    """Build one village: read, check, issue, plan, render.

    It knows no other village, no disk and no clock. A `village.yaml` that cannot be read, and a register of
    another village, stop it: the result then has no manifest, and what it published stays as it is.
    """
    log = Log()
    log.problems += job.settings.problems
    files = replace(job.files, tables=KeptTables(job.tables))
    job = replace(job, files=files.remembering(job.warm.once if job.warm else None))
    village, register = job.settings.understood, _register(job, parts.kinds, log)
    if village is None or not _is_its_own(register, village, job.requested_slug, log):
        return _untouched(job, log)
    if register.hurt and job.previous_editions is None:
        return VillageResult(slug=job.slug, folder=job.files.folder, needs_previous_editions=True)
    context = _context(job, village)
    readings = _read(job, context, register, parts.kinds, log)
    around = _around(job, context, readings, register, parts)
    judged = _judge(job, readings, around, register, parts, log)
    issued = _issue(job, context, judged, register, parts.kinds, log)
    owing = obliged(context, issued.shown, issued.register.editions, parts.kinds)
    descriptions = Descriptions(job.described, _beside(job, context))
    views = _views(job, context, issued, owing, parts.kinds, descriptions, log)
    view = views[Surface.WEB]
    outputs = _render(job, context, views, parts.channels)
    return VillageResult(
        slug=job.slug,
        folder=job.files.folder,
        problems=_told(_problems(job, judged, outputs, log), job, context),
        code=village.code,
        artifacts=outputs.artifacts,
        editions={edition.file: edition.to_bytes() for edition in issued.editions},
        summary=village_summary(context, view),
        numbers=frozenset(item.number for item in issued.shown if item.number and item.has_page),
        obliged=owing,
        comparables=tuple(comparables_of(parts.comparisons, around)),
        accounts=tuple(_accounts(job, context, issued, view, judged, parts.kinds)) if job.describe else (),
        manifest=village_manifest(
            context,
            issued.shown,
            view.records,
            codes_of(judged, log),
            outputs.artifacts,
            parts.channels,
            owing.disclosed,
        ),
        years={} if register.hurt else issued.register.years,
        read=sum(reading.checked is not None for reading in readings),
        references=tuple(_references_elsewhere(readings, context.public_phones)),
        holds_until=context.today.holds_until,
        passed=_passed(judged),
        tables=job.files.tables.to_keep,
        described=descriptions.to_keep,
        settled=not register.hurt and not _named_already(readings, issued),
    )


def _register(job: VillageJob, kinds: Kinds, log: Log) -> Register:
    """Return the village's register, completed by what is on show where it is hurt."""
    folder = job.files.folder
    register = read_register(job.files.register, folder, job.previous_digests, kinds, log, job.files.once)
    return complete(
        register,
        floor=job.floor,
        published={number for number, _ in job.previous_digests},
        known=(edition for edition in job.previous_editions or () if edition.kind in kinds),
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
        problems=_told(log.problems, job),
        code=job.settings.understood.code if job.settings.understood else "",
    )


def _told(
    problems: Iterable[Problem], job: VillageJob, context: VillageContext | None = None
) -> tuple[Problem, ...]:
    """Return problems as they are told, in a known village with its own telephones and people."""
    shown, own = frozenset[str](), own_examples()
    if context:
        shown = context.public_phones
        phones = context.contact("contact_phone"), context.contact("supervise_phone")
        own = own_examples(*phones, context.village.posts)
    return quoted_and_masked(own.of(problems), job.files.files, shown, job.slug, job.files.open_workbook)


def _accounts(
    job: VillageJob,
    context: VillageContext,
    issued: Issue,
    view: VillageView,
    judged: Iterable[Judged],
    kinds: Kinds,
) -> Iterator[Account]:
    """Yield what the village accounts for its money with, and what the rules ask about it."""
    found = {item.candidate.source: item.problems for item in judged}

    def asked(source: str) -> tuple[Problem, ...]:
        return _told(found[source], job, context) if found.get(source) else ()

    yield from accounts_of(issued.shown, view.records, asked, kinds, context)


def _context(job: VillageJob, village: Village) -> VillageContext:
    theme, law = job.site.theme, job.site.packaged.law
    own = law.with_files((*job.township.law, as_entries(village.thresholds)))
    return VillageContext(
        slug=job.slug,
        village=village,
        township=job.township.township,
        township_slug=job.township.slug,
        site=job.site.site,
        packaged=job.site.packaged if own is law else replace(job.site.packaged, law=own),
        theme=theme.for_community() if village.type == COMMUNITY else theme,
        today=Today.of(job.site.today),
    )


def _read(
    job: VillageJob, context: VillageContext, register: Register, kinds: Kinds, log: Log
) -> tuple[Reading, ...]:
    """Read the records; personal numbers in the settings are noted, what is shown of them is masked."""
    leaks = job.settings.leaks(context.public_phones)
    allows = context.township.allows
    log.problems += (leak for leak in leaks if not allows(str(leak.details["mark"]), leak.place.path))
    log.problems += no_rows(context.village.not_owed, job.site.packaged.catalog)
    issued = {editions[-1].path: editions[-1].kind for editions in register.editions.values()}
    lists, unread = (job.site.lists, job.township.lists), (*job.site.unread, *job.township.unread)
    readings = of_unread_rows(read_records(job.files, kinds, lists, log, unread), issued)
    documents = (reading.document for reading in readings if reading.document)
    records = (reading.checked for reading in readings if reading.checked)
    attached = {enclosed.path for record in records for enclosed in record.enclosed}
    kept = numbers_kept(job.files.files, documents, attached, context.public_phones, job.files.once)
    log.problems += (leak for leak in kept if not allows(str(leak.details["mark"]), leak.place.path))
    return tuple(with_catalog_codes(readings, job.site.packaged.catalog, kinds))


def _around(
    job: VillageJob,
    context: VillageContext,
    readings: tuple[Reading, ...],
    register: Register,
    parts: Parts,
) -> Around:
    """Return what checks may look at beside a record: all the others, and what lies about them."""
    unread = (*job.site.unread, *job.township.unread)
    return around_of(context, readings, register, parts.kinds, job.site, unread)


def _judge(
    job: VillageJob,
    readings: tuple[Reading, ...],
    around: Around,
    register: Register,
    parts: Parts,
    log: Log,
) -> tuple[Judged, ...]:
    """Check every record among all the others."""
    return judge(
        readings,
        around,
        register,
        job.files.folder,
        parts,
        log,
        job.again,
        files_of=digests_of(job.files, parts.kinds),
        passed=job.passed,
    )


def _issue(
    job: VillageJob,
    context: VillageContext,
    judged: Iterable[Judged],
    register: Register,
    kinds: Kinds,
    log: Log,
) -> Issue:
    """Give numbers and editions, where the job may; what leaks is shown no more, whoever issued it."""
    issued = issue(
        (item.candidate for item in judged),
        register,
        Issuer(
            code=context.village.code,
            slug=job.slug,
            today=job.site.today,
            waiting=context.say("number-waiting") if job.site.options.preview else "",
        ),
        may_issue=not job.site.options.frozen and job.render,
        floor=job.floor,
        log=log,
    )
    today = job.site.today.isoformat() if job.site.options.preview else ""
    if any(item.edition and (not item.number or item.edition.date == today) for item in issued.shown):
        context.today.turns_tomorrow()  # what waits for a number or an edition bears the day of the build
    allowed = {one.mark for one in context.township.not_personal}
    return replace(issued, shown=without_leaks(issued.shown, kinds, context.public_phones, allowed))


def _views(
    job: VillageJob,
    context: VillageContext,
    issued: Issue,
    owing: Obliged,
    kinds: Kinds,
    descriptions: Descriptions,
    log: Log,
) -> Mapping[Surface, VillageView]:
    """Say of village and records, where they are described, what each surface may show."""
    records = dict[Surface, tuple[RecordView, ...]](dict.fromkeys(Surface, ()))
    if job.describe:
        records |= _described(job, context, issued, kinds, descriptions)
    photos = photos_of(
        context.village,
        job.files.folder,
        job.files.files,
        job.files.too_large,
        context.say,
        job.files.once,
        opened=job.render,
    )
    log.problems += photos.warnings
    posted = job.files.files.get(f"{job.files.folder}/{POSTED}", b"")
    view = village_view(context, (), photos, all_sheets=job.site.options.all_sheets, posted=posted)
    # what is owed turns with the calendar, and is asked for only where it is told
    schedule = Schedule(context.packaged, context.today)
    found = duties(owing, schedule) if context.township.shows_gaps else ()
    view = replace(
        view,
        owed=owed_rows(context, owing, found, records[Surface.WEB]),
        owed_since=missing_since(context, found),
        again=job.again,
    )
    return {surface: replace(view, records=shown) for surface, shown in records.items()}


def _described(
    job: VillageJob, context: VillageContext, issued: Issue, kinds: Kinds, descriptions: Descriptions
) -> Mapping[Surface, tuple[RecordView, ...]]:
    """Say of records what each surface may show; pictures are opened only where it is drawn."""
    files = _by_digest(job.files)
    editions = (item.edition for item in issued.shown if item.edition)
    return Describer(
        kinds=kinds,
        context=context,
        files=files,
        pictures=developed(editions, files, job.files.once) if job.render else {},
        register=issued.register.editions,
        glossary=glossary_of(read_in(context.say.language, context.packaged.glossary), context.is_community),
        again=job.again,
        descriptions=descriptions,
    ).views(issued.shown)


def _beside(job: VillageJob, context: VillageContext) -> str:
    """Return a digest of what each record's description is made of beside the record and the day."""
    settings = sha256(job.files.files.get(job.settings.path, b""))
    return f"{job.inherited} {context.theme.fingerprint} {settings}"


def _render(
    job: VillageJob,
    context: VillageContext,
    views: Mapping[Surface, VillageView],
    channels: Mapping[str, Channel],
) -> Outputs:
    """Render the channels that are asked for, each from what its surface may show."""
    asked = chosen(channels, job.site.options.only) if job.render else ()
    may_show = shown_numbers(context.public_phones, (one.values for one in views[Surface.PAPER].records))
    workshop = Workshop(theme=context.theme, may_show=may_show, program=job.site.program, known=job.known)
    return render(
        asked, lambda channel: channel.plan_village(views[channel.surface], context.theme), workshop
    )


def _problems(job: VillageJob, judged: Iterable[Judged], outputs: Outputs, log: Log) -> Iterator[Problem]:
    """Yield all that was found; what is drawn from no known source comes from the settings."""
    yield from log.problems
    for item in judged:
        yield from item.problems
    for warning in outputs.warnings:
        known = warning.place.path
        yield warning if known else replace(warning, place=Place(job.settings.path))


def _by_digest(files: VillageFiles) -> dict[str, bytes]:
    """Return what may be an attachment by its SHA-256."""
    return {
        sha256(data): data
        for path, data in files.files.items()
        if not path.endswith((".md", ".yaml", ".yml"))
    }


def _passed(judged: Sequence[Judged]) -> dict[str, Passed]:
    """Return the records whose own checks found nothing, by their sources."""
    counted = Counter(item.candidate.source for item in judged)
    return {
        item.candidate.source: item.passed
        for item in judged
        if item.passed and counted[item.candidate.source] == 1
    }


def _named_already(readings: Iterable[Reading], issued: Issue) -> bool:
    """Tell whether a record speaks of a number that has only now been issued: checks did not know it yet."""
    new = {edition.number for edition in issued.editions}
    documents = (reading.document for reading in readings if new and reading.document)
    return any(
        number in new
        for document in documents
        for number in numbers_in(numbers_as_issued("\n".join(document.fields.texts())))
    )


def _references_elsewhere(readings: Iterable[Reading], shown: frozenset[str]) -> Iterator[Reference]:
    """Yield the references to records of other villages, as they may be told."""
    records = (reading.record for reading in readings if reading.record)
    for fields, name in product((record.fields for record in records), REFERENCES):
        written = getattr(fields, name) or ()
        for text in (written,) if isinstance(written, str) else written:
            if "/" in text:
                yield Reference(masked(text, shown), fields.at(name))
