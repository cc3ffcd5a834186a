"""Build: the whole way from the content folder to the output folder, as one readable function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sunboard.building.gates import quoted_and_masked
from sunboard.building.manifest import (
    keep_channels,
    output_paths,
    published_digests,
    section_names,
    with_outputs_of,
)
from sunboard.building.portal import build_portal, note_abroad, site_manifest, site_view, summary_of
from sunboard.building.prepare import (
    Home,
    Unusable,
    home_of,
    note_clashes,
    note_gone,
    note_wanted,
    read_site_settings,
    read_townships,
    share,
)
from sunboard.building.run import run_jobs
from sunboard.building.shared import Abroad, Options, Shared, TownshipShared, VillageJob, VillageResult
from sunboard.building.village import build_village
from sunboard.building.write import (
    delete,
    load_json,
    load_manifest,
    put_all,
    put_manifest,
    put_missing,
    tidy,
    write_editions,
    write_ledger,
)
from sunboard.contracts import Artifact, Parts
from sunboard.faults import fault
from sunboard.issuing.ledger import LedgerRow, ledger_bytes, parse_ledger
from sunboard.issuing.register import Edition, edition_of_record
from sunboard.issuing.states import WAITING
from sunboard.model.plain import Plain, maps_of, text_of
from sunboard.model.problem import Log, Problem
from sunboard.model.view import VillageSummary
from sunboard.parts import load_parts
from sunboard.privacy.naming import phones_in
from sunboard.reading.quoting import quoted
from sunboard.reading.sources import SiteFiles, read_site, read_village
from sunboard.reporting.files import PROBLEMS, report_files
from sunboard.reporting.report import Held, Report, held_of, sorted_once
from sunboard.theming import BUILT_IN, ThemeBroken, ThemeMissing, load_theme

THEME_BROKEN = fault("theme-broken")
THEME_MISSING = fault("theme-missing")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a build is asked for."""

    content: Path
    output: Path
    today: date | None  # None: what `site.yaml` pins, else `now`
    now: date
    options: Options = field(default_factory=Options)
    villages: frozenset[str] = frozenset()  # slugs; empty means all
    dry: bool = False  # check only: write nothing at all


@dataclass(frozen=True, slots=True)
class Site:
    """Everything above the villages, read."""

    shared: Shared
    files: SiteFiles
    townships: tuple[TownshipShared, ...]
    homes: tuple[Home, ...]
    pinned: bool
    parts: Parts


def open_site(wish: Wish, log: Log) -> Site:
    """Read the county; raises Unusable, and OSError where `site.yaml` cannot be read."""
    parts = load_parts()
    files = read_site(wish.content)
    site = read_site_settings(files, log)
    try:
        theme = load_theme(
            site.theme or "default", site.language or "zh", (wish.content / "themes", BUILT_IN), files.fonts
        )
    except (ThemeMissing, ThemeBroken) as wrong:
        fault = THEME_BROKEN if isinstance(wrong, ThemeBroken) else THEME_MISSING
        raise Unusable((Problem(fault, site.at("theme"), str(wrong)),)) from None
    shared = share(files, site, wish.today or site.today or wish.now, theme, parts, wish.options, log)
    townships = read_townships(files, parts, log)
    by_folder = {township.folder: township for township in townships}
    homes = []
    for township in files.townships:
        for folder in township.villages:
            village = read_village(wish.content, folder)
            homes.append(
                home_of(
                    folder,
                    village.files.get(f"{folder}/village.yaml", b""),
                    village.register,
                    by_folder[township.folder],
                )
            )
    note_clashes(townships, tuple(homes), parts.channels.values())
    note_wanted(wish.villages, tuple(homes))
    return Site(shared, files, townships, tuple(homes), wish.today is None and site.today is not None, parts)


@dataclass(slots=True)
class _Tally:
    """What a build has come to so far."""

    problems: list[Problem]
    summaries: list[VillageSummary] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)
    written: list[tuple[str, str]] = field(default_factory=list)
    records: int = 0
    names: dict[str, str] = field(default_factory=dict)  # slug -> the village's name
    unasked: list[Problem] = field(
        default_factory=list
    )  # of villages that were not asked for; the report files tell of all
    doomed: set[str] = field(default_factory=set)  # made by an earlier build and not by this one
    manifests: dict[str, dict[str, Plain]] = field(default_factory=dict)
    numbers: dict[str, frozenset[str]] = field(default_factory=dict)  # slug -> its public numbers
    abroad: dict[str, tuple[Abroad, ...]] = field(
        default_factory=dict
    )  # slug -> what it says of other villages

    def count(self, manifest: Mapping[str, Plain]) -> None:
        for name in self.made.keys() - {"villages", "written"}:
            self.made[name] += len(maps_of(manifest, name))


def build(
    wish: Wish,
    executor: Executor | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
) -> Report:
    """Build every village that is asked for, write what changed, and report.

    `progress` is told how many villages are done, of how many, and the name of the last. Raises Unusable and OSError.
    """
    log = Log()
    try:
        site = open_site(wish, log)
    except Unusable as unusable:
        raise Unusable(_told(unusable.problems, read_site(wish.content))) from None
    ledger = parse_ledger(site.files.ledger, log)
    note_gone(ledger.values(), site.homes, log)
    if not wish.dry:
        tidy(wish.output)
        _open_portal(wish, site)
    tally = _Tally([*_told(log.problems, site.files, phones_in(site.shared.site))])
    tally.made |= dict.fromkeys(("villages", *section_names(site.parts.channels)), 0)
    homes = {home.folder: home for home in site.homes}
    for done, result in enumerate(
        run_jobs(
            (_job(wish, site, ledger, home) for home in site.homes if not home.township.broken), executor
        ),
        1,
    ):
        if not result.issues:
            result = build_village(_job(wish, site, ledger, homes[result.folder], recall=True))
        progress(done, len(site.homes), result.summary.name if result.summary else result.slug)
        _take(tally, result, wish, site, homes[result.folder])
        if tally.manifests.get(result.slug) and not wish.options.frozen:
            _remember(ledger, result)
    for home in site.homes:
        if home.township.broken and (old := load_manifest(wish.output, home.slug)):
            tally.summaries.append(summary_of(old, home.township, ""))
    for slug, abroad in tally.abroad.items():
        tally.problems += note_abroad(slug, abroad, tally.numbers)
    if not wish.dry:
        if not wish.options.frozen:
            write_ledger(wish.content, ledger_bytes(ledger.values()))
        _finish(tally, wish, site)
    return Report(
        problems=_once(tally.problems, site),
        names=tally.names,
        records=tally.records,
        held=tuple(tally.held),
        made=None if wish.dry else tally.made,
        report_file=str(wish.output / PROBLEMS) if tally.problems and not wish.dry else "",
        open_first="" if wish.dry else str(wish.output / "site" / "index.html"),
        today=site.shared.today.isoformat(),
        today_pinned=site.pinned,
        written=tuple(tally.written),
    )


def _take(tally: _Tally, result: VillageResult, wish: Wish, site: Site, home: Home) -> None:
    """Write one village: its editions first, then its outputs. One that was not asked for or could not be built stays as it is."""
    old = load_manifest(wish.output, result.slug)
    asked = not wish.villages or result.slug in wish.villages
    (tally.problems if asked else tally.unasked).extend(result.problems)
    tally.names[result.slug] = result.summary.name if result.summary else result.folder.rpartition("/")[2]
    tally.abroad[result.slug] = result.abroad if asked else ()
    tally.numbers[result.slug] = frozenset(
        text_of(record, "number") for record in maps_of(result.manifest or old, "records")
    )
    if result.summary is None or result.manifest is None or not asked:
        if old:  # the portal goes on leading to what stands
            tally.summaries.append(
                summary_of(old, home.township, result.summary.supervise_phone if result.summary else "")
            )
        return
    manifest = (
        dict(result.manifest)
        if wish.dry
        else keep_channels(result.manifest, old, wish.options.only, site.parts.channels)
    )
    tally.held += [
        item for item in held_of(manifest, result.slug) if not (wish.dry and item.state == WAITING)
    ]
    tally.records += result.read if wish.dry else len(maps_of(manifest, "records"))
    tally.summaries.append(result.summary)
    if wish.dry:
        return
    write_editions(wish.content / result.folder, result.editions)
    if (
        output_paths(manifest).keys() - output_paths(old).keys()
    ):  # so that a build that is killed leaves nothing that nobody remembers
        put_manifest(wish.output, result.slug, with_outputs_of(manifest, old))
    tally.written += put_all(wish.output, result.artifacts, output_paths(old))
    tally.doomed |= output_paths(old).keys() - output_paths(manifest).keys()
    tally.manifests[result.slug] = manifest
    tally.made["villages"] += 1
    tally.count(manifest)


def _open_portal(wish: Wish, site: Site) -> None:
    """Write those pages above the villages that are not there yet, for villages to lead to; they tell of what stands already."""
    standing = [(home, load_manifest(wish.output, home.slug)) for home in site.homes]
    summaries = [summary_of(old, home.township, "") for home, old in standing if old]
    put_missing(
        wish.output, build_portal(site_view(site.shared, site.townships, summaries), site.shared, site.parts)
    )


def _finish(tally: _Tally, wish: Wish, site: Site) -> None:
    """Write what stands above the villages, delete what no link leads to any more, and write the manifests last.

    A build that is stopped before its manifests leaves the old ones, and with them the list of what is still to be deleted.
    """
    view = site_view(site.shared, site.townships, tally.summaries)
    artifacts = (*build_portal(view, site.shared, site.parts), *_report(tally, site))
    old = load_manifest(wish.output, "site")
    manifest = keep_channels(
        site_manifest(view, artifacts, site.parts.channels), old, wish.options.only, site.parts.channels
    )
    tally.written += put_all(wish.output, artifacts, output_paths(old))
    tally.doomed |= output_paths(old).keys() - output_paths(manifest).keys()
    tally.made["written"] = len(tally.written)
    tally.count(manifest)
    kept = {path for made in (manifest, *tally.manifests.values()) for path in output_paths(made)}
    delete(wish.output, tally.doomed - kept)
    for slug, village in tally.manifests.items():
        put_manifest(wish.output, slug, village)
    put_manifest(wish.output, "site", manifest)


def _report(tally: _Tally, site: Site) -> tuple[Artifact, ...]:
    """Return the report files; they tell of every village, whichever were asked for."""
    report = Report(
        _once([*tally.problems, *tally.unasked], site), names=tally.names, today=site.shared.today.isoformat()
    )
    return report_files(report, site.shared.theme.language)


def _told(
    problems: Iterable[Problem], files: SiteFiles, shown: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Quote and mask the problems that no village found; `shown` are the telephone numbers that may be told."""
    return quoted_and_masked(problems, files.by_path(), shown)


def _once(problems: Iterable[Problem], site: Site) -> tuple[Problem, ...]:
    """Tell every problem once, with its line also where it stands in a list that villages inherit."""
    return quoted(sorted_once(problems), site.files.by_path(), frozenset())


def _job(
    wish: Wish, site: Site, ledger: Mapping[str, LedgerRow], home: Home, *, recall: bool = False
) -> VillageJob:
    """Return a village's job; with `recall` it is given what the published site shows, for a register that is hurt."""
    old = load_manifest(wish.output, home.slug)
    row = ledger.get(home.code)
    return VillageJob(
        slug=home.slug,
        files=read_village(wish.content, home.folder),
        shared=site.shared,
        township=home.township,
        floor=row.years if row and not home.foreign else {},
        published=published_digests(old),
        known=tuple(_published(wish.output, home.slug, old)) if recall else (),
        wanted_slug=home.wanted,
        render=not wish.dry and (not wish.villages or home.slug in wish.villages),
    )


def _published(output: Path, slug: str, manifest: Mapping[str, Plain]) -> Iterator[Edition]:
    """Yield the editions that the published site shows."""
    for record in maps_of(manifest, "records"):
        edition = edition_of_record(
            load_json(output / "site" / slug / text_of(record, "number") / "record.json")
        )
        if edition:
            yield edition


def _remember(ledger: dict[str, LedgerRow], result: VillageResult) -> None:
    """Note a village's last numbers; what is remembered never becomes less."""
    known = ledger.get(result.code)
    years = dict(known.years) if known else {}
    for year, last in result.years.items() if result.issues else ():
        years[year] = max(years.get(year, 0), last)
    if years:
        ledger[result.code] = LedgerRow(result.code, result.slug, years)
