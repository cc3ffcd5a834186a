"""Before the villages: what county and townships say, and where each village is."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from sunboard.building.addresses import (
    VillageHome,
    asked_for,
    clashes,
    default_slug,
    find_home,
    gone,
    known_home,
)
from sunboard.building.current import digest_of, digest_of_county, digest_of_rules, digest_of_township
from sunboard.building.jobs import BuildRequest, SiteInputs, TownshipInputs
from sunboard.building.naming import VillageName
from sunboard.building.own_examples import own_examples
from sunboard.compiled import compiled
from sunboard.contracts import Channel, Kind, Parts, UnreadFile
from sunboard.faults import fault
from sunboard.fields.declarations import UNKNOWN, label_of
from sunboard.issuing.serials import SerialsRow, parse_serials
from sunboard.lazy import dataclass
from sunboard.model.encoding import decode
from sunboard.model.node import Place
from sunboard.model.plain import Plain, Values, sha256
from sunboard.model.problem import Log, Problem
from sunboard.privacy.leaks import PRIVATE_PHONE, leaks_in_text
from sunboard.privacy.masking import masked
from sunboard.privacy.naming import phones_in
from sunboard.reading.catalog import no_fields, no_rows
from sunboard.reading.documents import read_rows_file
from sunboard.reading.quoting import quoted_and_masked
from sunboard.reading.settings import (
    read_publish_settings,
    read_site_settings,
    read_township_settings,
)
from sunboard.reading.sources import SiteFiles, TownshipFiles, read_site, village_folders
from sunboard.reading.strays import FILE_STRAY
from sunboard.reading.targets import SECRET_WRITTEN
from sunboard.reading.village import Lists, read_documents
from sunboard.settings.comparison import comparison_lists
from sunboard.settings.law import Law, as_entries
from sunboard.settings.packaged import Packaged, load_packaged, packaged_files
from sunboard.settings.places import Site, Township
from sunboard.settings.publishing import Publishing
from sunboard.settings.rules import read_law
from sunboard.theming import BUILT_IN, Theme, ThemeBroken, ThemeMissing, load_theme

ADDRESS_MISSING = fault("address-missing")
ADDRESS_UNREACHABLE = fault("address-unreachable")
LAW_UNKNOWN = fault("law-unknown")
THEME_BROKEN = fault("theme-broken")
THEME_MISSING = fault("theme-missing")

_PACKAGED = "packaged"  # what is kept of it under this name begins with the digest of what it was read of
_STRAY = {
    "/": "township",
    ".md": "record-above",
    **dict.fromkeys((".yml", ".txt", ".YAML"), "settings-above"),
    "": "unknown-above",
}
"""What is said of files above the villages that nobody reads, by their endings."""


class Unusable(Exception):
    """Content of which nothing can be built; carries the problems that say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.fault.code for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSite:
    """Everything above the villages, read, and where each village is."""

    inputs: SiteInputs
    files: SiteFiles
    townships: tuple[TownshipInputs, ...]
    homes: tuple[VillageHome, ...]
    ledger: Mapping[str, SerialsRow]
    asked: frozenset[str]  # slugs of the villages that are asked for; empty means all
    today_pinned: bool  # by `site.yaml`
    digest: str  # of what all villages inherit
    rules: str  # the same without lists
    problems: tuple[Problem, ...]  # as they are told


def open_site(request: BuildRequest, parts: Parts, known: Mapping[str, Values] | None = None) -> OpenSite:
    """Read the county; `known` are the addresses of villages whose files have not changed, as they were kept.

    Raises Unusable, and OSError where `site.yaml` cannot be read.
    """
    content = request.content
    log = Log()
    files = read_site(content, [folder_of_list(kind) for kind in parts.kinds.values() if kind.inherited])
    try:
        site = read_county(files, log)
        theme = _theme(content, site, files, parts.channels.values())
        inputs = site_inputs(files, site, request, theme, parts, log)
        log.problems += no_fields(inputs.packaged.catalog, parts.kinds)
        townships = _with_law(read_townships(files, parts, log), files, inputs.packaged.law, parts, log)
        for township in townships:
            log.problems += no_rows(township.township.not_owed, inputs.packaged.catalog)
        homes = tuple(
            known_home(folder, township, (known or {}).get(folder, {}))
            or find_home(content, folder, township)
            for township, below in zip(townships, files.townships, strict=True)
            for folder in below.villages
        )
        _refuse(clashes(townships, homes, parts.channels.values()))
        asked, problems = asked_for(request.villages, homes)
        _refuse(problems)
    except Unusable as unusable:
        raise Unusable(quoted_and_masked(unusable.problems, files.by_path(), frozenset())) from None
    ledger = parse_serials(files.ledger, log)
    log.problems += gone(ledger.values(), homes)
    return OpenSite(
        inputs=inputs,
        files=files,
        townships=townships,
        homes=homes,
        ledger=ledger,
        asked=asked,
        today_pinned=request.today is None and site.today is not None,
        digest=digest_of_county(files),
        rules=digest_of_rules(files),
        problems=quoted_and_masked(
            own_examples(
                (site.contacts and site.contacts.contact_phone) or "",
                (site.contacts and site.contacts.supervise_phone) or "",
            ).of(log.problems),
            files.by_path(),
            phones_in(site),
        ),
    )


def _refuse(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Unusable(found)


def folder_of_list(kind: Kind) -> str:
    """Return the folder in which county and township keep the list of a kind that is inherited."""
    return kind.folders[0]


def _theme(content: Path, site: Site, files: SiteFiles, channels: Iterable[Channel]) -> Theme:
    """Load the theme that the county asks for; raises Unusable."""
    folders = (content / "themes", BUILT_IN)
    below = [channel.theme for channel in channels if channel.theme]
    try:
        theme = load_theme(site.theme or "default", site.language or "zh", folders, files.fonts, below)
    except (ThemeMissing, ThemeBroken) as wrong:
        wrong_with = THEME_BROKEN if isinstance(wrong, ThemeBroken) else THEME_MISSING
        raise Unusable((Problem(wrong_with, site.at("theme"), str(wrong)),)) from None
    return replace(theme, fonts_digest=files.fonts_digest)


def read_county(files: SiteFiles, log: Log) -> Site:
    """Read the county's settings, and note what stands beside them for nobody; raises Unusable."""
    settings = read_site_settings(files.settings)
    log.problems += settings.problems
    if (site := settings.understood) is None:
        raise Unusable(settings.problems)
    public_phones = phones_in(site)
    log.problems += settings.leaks(public_phones)
    publishing = read_publish_settings(files.publishing)  # there, somebody's telephone may be the account
    log.problems += (leak for leak in publishing.leaks(public_phones) if leak.fault != PRIVATE_PHONE)
    log.problems += (secret for secret in publishing.problems if secret.fault == SECRET_WRITTEN)
    for name in sorted({*files.stray}.difference(_published_to(publishing.understood))):
        sort = next(sort for ending, sort in _STRAY.items() if name.endswith(ending))
        stem, _, ending = (
            name.removesuffix("/").rpartition(".") if sort != "township" else (name[:-1], "", "")
        )
        stem = stem.removesuffix(".yaml")  # as of xian.yaml.txt
        village = _first_village(files)
        log.add(FILE_STRAY, Place(name), name, sort=sort, stem=stem, ending=ending, village=village)
    return replace(site, title=masked(site.title, public_phones))


def _first_village(files: SiteFiles) -> str:
    """Return the folder of the first village, to show where records lie; an open one where there is none."""
    return next((village for place in files.townships for village in place.villages), f"{UNKNOWN}/{UNKNOWN}")


def _published_to(publishing: Publishing | None) -> Iterator[str]:
    """Yield the folders beside the county's settings into which the site, or a hand-over, is put."""
    for target in publishing.targets.values() if publishing else ():
        first = PurePosixPath((target.folder or "").replace("\\", "/")).parts[:1]
        yield from (f"{name}/" for name in first)


def site_inputs(
    files: SiteFiles, site: Site, request: BuildRequest, theme: Theme, parts: Parts, log: Log
) -> SiteInputs:
    """Gather what every village is given."""
    packaged, problems = _packaged(files, site, parts)
    log.problems.extend(problems)
    public_phones = phones_in(site)
    for path, data in files.shared.items():
        log.problems += leaks_in_text(decode(data) or "", path, public_phones)
    if not site.base:
        log.add(ADDRESS_MISSING, site.at().at(label_of(Site, "base_url", "zh")))
    elif not site.is_reachable:
        log.add(ADDRESS_UNREACHABLE, site.at("base_url"), site.base)
    laws = {
        name
        for path in files.shared
        if path.startswith("law/")
        for name in (path, path.rpartition("/")[2], path[4:].removesuffix(".yaml"))
    }
    for name in site.law:
        if name not in laws:
            log.add(LAW_UNKNOWN, site.at("law"), name)
    return SiteInputs(
        site=site,
        today=request.today or site.today or request.now,
        theme=theme,
        packaged=packaged,
        lists=(lists := _lists(files.lists, "", parts.kinds.values(), log)),
        unread=_unread(files.lists, "", lists, parts.kinds),
        fonts=files.fonts,
        options=request.options,
        compared=comparison_lists(files.private),
        program=request.program,
    )


def _packaged(files: SiteFiles, site: Site, parts: Parts) -> tuple[Packaged, tuple[Problem, ...]]:
    """Return the data that every village shares; a build that finds them unchanged takes them as kept."""
    own, rules = packaged_files(), list[Plain](sorted(rule.fault.code for rule in parts.rules))
    shared: dict[str, Plain] = {name: sha256(data) for name, data in own.items()}
    key = digest_of(digest_of_rules(files), shared, rules).encode()
    kept = compiled().find(_PACKAGED) or b""
    if not kept.startswith(key):
        own_law = _in_order(files.shared, site.law)
        read = load_packaged(own, own_law, read_rows_file, parts.rules, as_entries(site.thresholds))
        kept = key + pickle.dumps(read)
        compiled().add({_PACKAGED: kept})
    packaged: tuple[Packaged, tuple[Problem, ...]] = pickle.loads(kept[len(key) :])
    return packaged


def day_of(content: Path, asked: date | None, now: date) -> date:
    """Return the day for a county: the one asked for, that of its settings if they give one, or today.

    Raises OSError where the settings cannot be read.
    """
    settings = content / "site.yaml"
    site = read_site_settings(settings.read_bytes()).understood if settings.is_file() else None
    return asked or (site.today if site else None) or now


def laws_of(content: Path, parts: Parts) -> Mapping[str, Law]:
    """Return the law of the county under "", and under its name that of each township which changes it.

    Of a folder without a county it is the nation's. Raises OSError where a file cannot be read.
    """
    if not (content / "site.yaml").is_file():
        return {"": load_packaged(packaged_files(), {})[0].law}
    files = read_site(content, [folder_of_list(kind) for kind in parts.kinds.values() if kind.inherited])
    site = read_site_settings(files.settings).understood or Site(title="")
    law = _packaged(files, site, parts)[0].law
    townships = _with_law(read_townships(files, parts, Log()), files, law, parts, Log())
    own = {one.township.name: law.with_files(one.law) for one in townships if any(one.law)}
    return {"": law, **own}


def _in_order(shared: Mapping[str, bytes], named: Sequence[str]) -> Mapping[str, bytes]:
    """Return what villages share with the law files in the order that `site.yaml` names, the nearest last.

    Those that it does not name come behind, by their names.
    """

    def place(path: str) -> int:
        stem = path.removeprefix("law/").removesuffix(".yaml")
        return next((at for at, name in enumerate(named) if stem == _stem(name)), len(named))

    return {path: shared[path] for path in sorted(shared, key=place)}


def _stem(name: str) -> str:
    return name.removeprefix("law/").removesuffix(".yaml")


def _with_law(
    townships: Iterable[TownshipInputs], files: SiteFiles, law: Law, parts: Parts, log: Log
) -> tuple[TownshipInputs, ...]:
    """Return the townships with what each changes of the county's law: its amounts, then its law files."""
    return tuple(
        replace(
            township,
            law=(
                tuple(as_entries(township.township.thresholds)),
                *read_law(own.law, law, parts.rules, log, read_rows_file),
            ),
        )
        for township, own in zip(townships, files.townships, strict=True)
    )


def _lists(files: Mapping[str, bytes], home: str, kinds: Iterable[Kind], log: Log) -> Lists:
    """Return the lists that villages inherit from a place, by their kinds."""
    found = {}
    for kind in kinds:
        if kind.inherited:
            folder = f"{home}{folder_of_list(kind)}/"
            own = {path: data for path, data in files.items() if path.startswith(folder)}
            found[kind.name] = read_documents(own, kind, log)
    return found


def _unread(
    files: Mapping[str, bytes], home: str, lists: Lists, kinds: Mapping[str, Kind]
) -> tuple[UnreadFile, ...]:
    """Return what is known of the files of lists that could not be taken apart."""
    return tuple(
        UnreadFile(name, f"{path}\n{decode(data) or ''}")
        for name, documents in lists.items()
        for path, data in files.items()
        if path.startswith(f"{home}{folder_of_list(kinds[name])}/")
        and path.endswith(".md")
        and path not in {document.path for document in documents}
    )


def read_townships(files: SiteFiles, parts: Parts, log: Log) -> tuple[TownshipInputs, ...]:
    """Read every township; one whose settings cannot be read is noted, and its villages are not built."""
    return tuple(_township(township, parts.kinds, log) for township in files.townships)


def known_villages(content: Path) -> tuple[VillageName, ...]:
    """Read what the villages of a content folder go by, whatever else is wrong with them."""
    townships: dict[str, TownshipInputs] = {}
    found = []
    for home in village_folders(content):
        folder, path = home.parent.name, home.parent / "township.yaml"
        if folder not in townships:
            settings = path.read_bytes() if path.is_file() else None
            townships[folder] = _township(TownshipFiles(folder, settings, {}, ()), {}, Log())
        found.append(find_home(content, f"{folder}/{home.name}", townships[folder]).called)
    return tuple(found)


def _township(files: TownshipFiles, kinds: Mapping[str, Kind], log: Log) -> TownshipInputs:
    settings = read_township_settings(files.settings, files.folder, files.misnamed)
    log.problems += settings.problems
    township, by_name = settings.understood, sha256(files.folder.encode())
    if township is None:
        return TownshipInputs(
            folder=files.folder,
            slug=default_slug(files.folder, "t", by_name),
            township=Township(name=files.folder),
            lists={},
            broken=True,
        )
    public_phones = phones_in(township)
    log.problems += settings.leaks(public_phones)
    return TownshipInputs(
        folder=files.folder,
        slug=township.slug or default_slug(files.folder, "t", township.code or by_name),
        township=replace(township, name=masked(township.name, public_phones)),
        lists=(lists := _lists(files.lists, f"{files.folder}/", kinds.values(), log)),
        unread=_unread(files.lists, f"{files.folder}/", lists, kinds),
        digest=digest_of_township(files),
    )
