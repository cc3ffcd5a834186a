"""The unit of work: one village's files become its pages, boards and slides. A pure function of its job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sunboard.building.gates import around_of, candidate_of, check_record, quoted_and_masked
from sunboard.building.manifest import page_of, record_entry, village_manifest
from sunboard.building.rendering import chosen, render
from sunboard.building.shared import Abroad, VillageJob, VillageResult
from sunboard.contracts import Artifact, Parts
from sunboard.describing.accounts import newest_accounts
from sunboard.faults import fault
from sunboard.fields.declarations import vocabulary_of
from sunboard.issuing.issue import LIVE, Candidate, Issue, Shown, issue
from sunboard.issuing.register import UNKNOWN_PATH, Edition, Register, complete, read_register
from sunboard.issuing.states import CORRECTED, HELD, LEAK, MISSING, NOTICE, SCHEDULED, WAITING
from sunboard.model.node import Document, Entry, Fields, Place, Scalar
from sunboard.model.plain import Plain, Values, sha256
from sunboard.model.problem import Log, Problem
from sunboard.model.view import RecordView, Running, VillageSummary
from sunboard.parts import load_parts
from sunboard.privacy.leaks import leaks_in
from sunboard.privacy.masking import masked
from sunboard.reading.documents import Reading, read_settings
from sunboard.reading.inheritance import ID_TAKEN_ABOVE
from sunboard.reading.village import of_unread_rows, read_records, read_village_settings
from sunboard.settings.places import COMMUNITY, Village
from sunboard.viewing.context import VillageContext
from sunboard.viewing.files import developed, photos_of
from sunboard.viewing.records import Describer
from sunboard.viewing.terms import glossary_of
from sunboard.viewing.village import village_view

SLUG_CHANGED = fault("slug-changed")


def build_village(job: VillageJob) -> VillageResult:
    """Build one village: read, check, issue, plan, render.

    It knows no other village, no disk and no clock. A `village.yaml` that cannot be read, and a register of another village, stop it:
    the result then has problems and no manifest, and what it published stays as it is.
    """
    parts, log = load_parts(), Log()
    village = read_village_settings(job.files.files, job.files.folder, log)
    register = read_register(job.files.register, job.files.folder, job.published, parts.kinds, log)
    known = tuple(edition for edition in job.known if edition.kind in parts.kinds)
    register = complete(
        register, job.floor, {number for number, _ in job.published}, known, job.files.folder, job.slug, log
    )
    if village is None or not _is_its_own(register, village, job, log):
        told = quoted_and_masked(log.problems, job.files.files, frozenset(), job.slug)
        return VillageResult(job.slug, job.files.folder, told, village.code if village else "")
    theme = job.shared.theme.for_community() if village.type == COMMUNITY else job.shared.theme
    context = VillageContext(
        slug=job.slug,
        village=village,
        township=job.township.township,
        township_slug=job.township.slug,
        site=job.shared.site,
        packaged=job.shared.packaged,
        theme=theme,
        today=job.shared.today,
    )
    directory = context.directory
    _search_settings(job, directory, log)
    issued_by = {editions[-1].path: editions[-1].kind for editions in register.editions.values()}
    readings = of_unread_rows(read_records(job.files, parts.kinds, _lists(job, parts), log), issued_by)
    candidates, problems, codes = _judge(job, context, readings, register, parts, log)
    issued = issue(
        candidates,
        register,
        code=village.code,
        slug=job.slug,
        today=job.shared.today,
        may_issue=not job.shared.options.frozen and job.render,
        floor=job.floor,
        log=log,
    )
    codes = {
        source: found | {problem.fault.code for problem in log.problems if problem.place.path == source}
        for source, found in codes.items()
    }
    shown = _without_leaks(issued, directory)
    files = _digests(job)
    pictures = developed((item.edition for item in shown if item.edition), files) if job.render else {}
    describer = Describer(
        kinds=parts.kinds,
        context=context,
        files=files,
        pictures=pictures,
        register=_known(register, issued),
        glossary=glossary_of(job.shared.packaged.glossary, context.is_community),
    )
    views = describer.views(shown)
    photos = photos_of(
        village,
        job.files.folder,
        job.files.files,
        job.files.too_large,
        context.say,
        opened=job.render,
    )
    options = job.shared.options
    view = village_view(context, views, photos, all_sheets=options.all_sheets)
    channels = chosen(parts.channels, options.only) if job.render else ()
    outputs = render(channels, lambda channel: channel.plan_village(view, theme), theme)
    problems = (*log.problems, *problems, *photos.warnings, *outputs.warnings)
    return VillageResult(
        job.slug,
        job.files.folder,
        quoted_and_masked(problems, job.files.files, directory, job.slug),
        village.code,
        outputs.artifacts,
        issued.editions,
        _summary(job, view.name, views, view.supervise_phone),
        _manifest(job, village, shown, views, codes, outputs.artifacts, parts, directory),
        _years(register, issued),
        not register.hurt,
        sum(reading.record is not None for reading in readings),
        tuple(_abroad(readings)),
    )


def _lists(job: VillageJob, parts: Parts) -> tuple[tuple[Document, ...], ...]:
    inherited = [kind.name for kind in parts.kinds.values() if kind.inherited]
    return tuple(
        tuple(document for name in inherited for document in layer.get(name, ()))
        for layer in (job.shared.lists, job.township.lists)
    )


def _is_its_own(register: Register, village: Village, job: VillageJob, log: Log) -> bool:
    """Note a changed slug or code; tell whether the register is this village's."""
    edition = next((editions[-1] for editions in register.editions.values()), None)
    if edition is None:
        return True
    if edition.slug != job.wanted_slug:
        log.add(SLUG_CHANGED, village.at("slug"), job.wanted_slug, what="slug", was=edition.slug)
    if edition.code != village.code:
        log.add(SLUG_CHANGED, village.at("code"), village.code, what="code", was=edition.code)
        return False
    return True


def _judge(
    job: VillageJob,
    context: VillageContext,
    readings: tuple[Reading, ...],
    register: Register,
    parts: Parts,
    log: Log,
) -> tuple[tuple[Candidate, ...], tuple[Problem, ...], Mapping[str, frozenset[str]]]:
    """Check every record; return candidates for issuing, the problems that are theirs, and the codes of the errors of each source."""
    records = tuple(reading.record for reading in readings if reading.record)
    numbers = {number: editions[-1].path for number, editions in register.editions.items()}
    around = around_of(context, records, numbers, parts.kinds, job.shared.fonts)
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    codes: dict[str, frozenset[str]] = {}
    for reading in readings:
        own = (*reading.problems, *check_record(reading, parts.checks, around))
        problems += own
        codes[reading.source] = frozenset(problem.fault.code for problem in own if problem.is_error)
        candidates.append(candidate_of(reading, own, parts, job.shared.today, log))
    candidates = list(_as_they_were(candidates, readings, register, job.files.folder, parts))
    return tuple(candidates), tuple(problems), codes


def _search_settings(job: VillageJob, directory: frozenset[str], log: Log) -> None:
    """Note the personal numbers in `village.yaml`; what is shown of it is masked."""
    path = f"{job.files.folder}/village.yaml"
    fields = read_settings(job.files.files[path], path, Log(), vocabulary_of(Village))
    if fields:
        log.problems += leaks_in(Document(path, fields), path, directory)


def _abroad(readings: tuple[Reading, ...]) -> Iterator[Abroad]:
    for reading in readings:
        if reading.record:
            fields = reading.record.fields
            named = (
                ("power", fields.power),
                ("related", fields.related),
                ("corrects", (fields.corrects or "",)),
            )
            yield from (
                Abroad(reference, fields.at(name))
                for name, references in named
                for reference in references
                if "/" in reference
            )


def _as_they_were(
    candidates: list[Candidate], readings: tuple[Reading, ...], register: Register, folder: str, parts: Parts
) -> Iterator[Candidate]:
    """Hold back what a list above would change while a file of the village's own list cannot be understood: it may override just that."""
    unread = {
        reading.kind for reading in readings if reading.record is None and reading.source.startswith(folder)
    }
    unclear = {
        kind.name for kind in parts.kinds.values() if kind.inherited and unread & {kind.name, ""}
    }  # a whole workbook may hold any kind
    unclear |= {
        reading.kind
        for reading in readings
        if any(problem.fault is ID_TAKEN_ABOVE for problem in reading.problems)
    }
    known = {editions[-1].digest for editions in register.editions.values()}
    for candidate in candidates:
        inherited = (
            candidate.kind in unclear
            and not candidate.source.startswith(folder)
            and candidate.digest not in known
        )
        yield replace(candidate, gate=HELD) if inherited and not candidate.gate else candidate


def _without_leaks(issued: Issue, directory: frozenset[str]) -> tuple[Shown, ...]:
    """Search what comes from the register too: an edition issued before a detector was sharpened must not be shown again."""
    found = []
    for item in issued.shown:
        if item.why != LIVE and item.edition and _leaks(item.edition, directory):
            item = replace(item, why=LEAK, edition=None, sealed=item.edition.sealed())
        if item.sealed and masked(item.sealed.path, directory) != item.sealed.path:
            item = replace(item, sealed=replace(item.sealed, path=UNKNOWN_PATH))
        found.append(item)
    return tuple(found)


def _leaks(edition: Edition, directory: frozenset[str]) -> bool:
    return any(True for _ in leaks_in(_as_document(edition.values, edition.body), "", directory))


def _as_document(values: Values, body: str) -> Document:
    def entries(data: Plain, name: str) -> Iterable[Entry]:
        if isinstance(data, dict):
            for key, value in data.items():
                yield from entries(value, key)
        elif isinstance(data, list):
            for value in data:
                yield from entries(value, name)
        elif data is not None:
            yield Entry(name, Scalar(str(data), Place()), Place())

    return Document("", Fields(tuple(entries(dict(values), ""))), body)


def _known(register: Register, issued: Issue) -> dict[str, tuple[Edition, ...]]:
    """Return every edition of every number, those of this build too."""
    known = dict(register.editions)
    for edition in issued.editions:
        known[edition.number] = (*known.get(edition.number, ()), edition)
    return known


def _digests(job: VillageJob) -> dict[str, bytes]:
    return {
        sha256(data): data
        for path, data in job.files.files.items()
        if not path.endswith((".md", ".yaml", ".yml"))
    }


def _summary(job: VillageJob, name: str, views: tuple[RecordView, ...], phone: str) -> VillageSummary:
    running = sorted(
        (view for view in views if view.state == NOTICE),
        key=lambda view: (view.notice_end or "9", view.number),
    )
    money = newest_accounts(
        view for view in views if not view.bare and view.state not in (CORRECTED, MISSING)
    )
    return VillageSummary(
        job.slug,
        name,
        job.township.township.name,
        job.township.slug,
        len(views),
        len(running),
        max((view.published for view in views if not view.bare), default=""),
        phone,
        tuple(Running(view.title, view.number, view.notice_end) for view in running),
        money.number if money else "",
        (money.period_label or money.title) if money else "",
    )


def _manifest(
    job: VillageJob,
    village: Village,
    shown: tuple[Shown, ...],
    views: tuple[RecordView, ...],
    codes: Mapping[str, frozenset[str]],
    artifacts: tuple[Artifact, ...],
    parts: Parts,
    directory: frozenset[str],
) -> dict[str, Plain]:
    by_number = {view.number: view for view in views if view.number}
    held: list[dict[str, Plain]] = []
    for item in shown:
        if item.candidate and (item.why in (HELD, LEAK, "draft", SCHEDULED, WAITING) or not item.number):
            until = (
                item.candidate.published.isoformat()
                if item.why == SCHEDULED and item.candidate.published
                else None
            )
            state = item.why if item.why != LIVE else WAITING
            found: list[Plain] = [*sorted(codes.get(item.candidate.source, frozenset()))]
            held.append(
                {
                    "source": masked(item.candidate.source, directory),
                    "state": state,
                    "until": until,
                    "codes": found,
                }
            )
    about: dict[str, Plain] = {
        "village": job.slug,
        "township": job.township.slug,
        "name": village.name,
        "built": job.shared.today.isoformat(),
    }
    records = [
        record_entry(item, by_number[item.number], page_of(parts.channels, job.slug, item.number), directory)
        for item in shown
        if item.number in by_number
    ]
    return village_manifest(
        about,
        sorted(records, key=lambda record: str(record["number"])),
        sorted(held, key=lambda entry: str(entry["source"])),
        artifacts,
        parts.channels,
    )


def _years(register: Register, issued: Issue) -> dict[int, int]:
    years = dict(register.years)
    for edition in issued.editions:
        year, serial = map(int, edition.number.split("-"))
        years[year] = max(years.get(year, 0), serial)
    return years
