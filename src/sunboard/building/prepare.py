"""Before the villages: the county's settings, its townships, and the slug of every place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sunboard.building.shared import Options, Shared, TownshipShared
from sunboard.contracts import Channel, Parts
from sunboard.faults import fault
from sunboard.fields.declarations import vocabulary_of
from sunboard.fields.groups import read_part
from sunboard.fields.scalars import half_width
from sunboard.issuing.ledger import LedgerRow
from sunboard.issuing.register import parse_edition
from sunboard.model.node import Document, Fields, Place
from sunboard.model.plain import sha256
from sunboard.model.problem import Log, Problem
from sunboard.privacy.leaks import leaks_in
from sunboard.privacy.masking import masked
from sunboard.privacy.naming import phones_in
from sunboard.reading.documents import read_rows_file, read_settings
from sunboard.reading.sources import SiteFiles, TownshipFiles
from sunboard.reading.strays import FILE_STRAY
from sunboard.reading.village import FILE_MISSING, read_documents
from sunboard.settings.packaged import load_packaged, packaged_files
from sunboard.settings.places import SLUG, Site, Township, Village
from sunboard.theming import Theme
from sunboard.viewing.context import is_reachable

SLUG_CLASH = fault("slug-clash")
ADDRESS_UNREACHABLE = fault("address-unreachable")
LAW_UNKNOWN = fault("law-unknown")
VILLAGE_GONE = fault("village-gone")
VILLAGE_UNKNOWN = fault("village-unknown")
CODE_TWICE = fault("code-used-twice")

_STRAY = {"/": "township", ".md": "record-above", ".yml": "settings-above", "": "unknown-above"}
"""What is said of files at the top of the content folder that nobody reads, by their endings."""

SITE = "site"
"""The name of the site's manifest, which no village may have for a slug."""


class Unusable(Exception):
    """Content of which nothing can be built; carries the problems that say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.fault.code for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Home:
    """A village's folder with the slug that its files ask for and the one that its register holds."""

    folder: str
    township: TownshipShared
    code: str
    wanted: str
    slug: str
    foreign: bool  # its register belongs to another village
    code_at: Place  # where its code is written


def read_site_settings(files: SiteFiles, log: Log) -> Site:
    """Read `site.yaml`; raises Unusable."""
    heard = Log()
    fields = read_settings(files.settings, "site.yaml", heard, vocabulary_of(Site))
    site = read_part(Site, fields, heard) if fields else None
    log.problems.extend(heard.problems)
    if site is None or fields is None:
        raise Unusable(tuple(heard.problems))
    shown = phones_in(site)
    log.problems += leaks_in(Document("site.yaml", fields), "site.yaml", shown)
    site = replace(site, title=masked(site.title, shown))
    for name in files.stray:
        sort = next(sort for ending, sort in _STRAY.items() if name.endswith(ending))
        log.add(FILE_STRAY, Place(name), name, sort=sort, stem=name.rpartition(".")[0])
    return site


def share(
    files: SiteFiles, site: Site, today: date, theme: Theme, parts: Parts, options: Options, log: Log
) -> Shared:
    """Gather what every village is given."""
    packaged, problems = load_packaged(packaged_files(), files.shared, read_rows_file)
    log.problems.extend(problems)
    if not site.sample and not is_reachable(site.base_url):
        log.add(ADDRESS_UNREACHABLE, site.at("base_url"), site.base_url)
    laws = {
        name
        for path in files.shared
        if path.startswith("law/")
        for name in (path, path.rpartition("/")[2], path[4:].removesuffix(".yaml"))
    }
    for name in site.law:
        if name not in laws:
            log.add(LAW_UNKNOWN, site.at("law"), name)
    return Shared(site, today, theme, packaged, _lists(files.powers, parts, log), files.fonts, options)


def _lists(files: Mapping[str, bytes], parts: Parts, log: Log) -> dict[str, tuple[Document, ...]]:
    """Return the lists that villages inherit. Powers are the only kind that has one: its folder has its name."""
    return {kind.name: read_documents(files, kind, log) for kind in parts.kinds.values() if kind.inherited}


def read_townships(files: SiteFiles, parts: Parts, log: Log) -> tuple[TownshipShared, ...]:
    """Read every township; one whose settings cannot be read is noted, and its villages are not built."""
    return tuple(_township(township, parts, log) for township in files.townships)


def _township(files: TownshipFiles, parts: Parts, log: Log) -> TownshipShared:
    path = f"{files.folder}/township.yaml"
    heard = Log()
    fields = None
    if files.settings is None:
        heard.add(FILE_MISSING, Place(f"{files.folder}/"), "township.yaml", file="township.yaml")
    else:
        fields = read_settings(files.settings, path, heard, vocabulary_of(Township))
    township = read_part(Township, fields, heard) if fields else None
    log.problems += heard.problems
    if township is None or fields is None or heard.has_error:
        name = files.folder
        return TownshipShared(
            name, _default_slug(name, "t", sha256(name.encode())), Township(name=name), {}, broken=True
        )
    shown = phones_in(township)
    log.problems += leaks_in(Document(path, fields), path, shown)
    slug = township.slug or _default_slug(files.folder, "t", township.code or sha256(files.folder.encode()))
    return TownshipShared(
        files.folder,
        slug,
        replace(township, name=masked(township.name, shown)),
        _lists(files.powers, parts, log),
    )


def home_of(folder: str, settings: bytes, register: Mapping[str, bytes], township: TownshipShared) -> Home:
    """Find a village's slug; problems of its settings are noted when it is built."""
    path = f"{folder}/village.yaml"
    fields = read_settings(settings, path, Log(), vocabulary_of(Village)) if settings else None
    code, given = _given(fields, "code", "行政区划代码"), _given(fields, "slug", "短名")
    wanted = given or _default_slug(folder.rpartition("/")[2], "v", code or sha256(folder.encode()))
    editions = (parse_edition(data) for name, data in sorted(register.items()) if name.endswith(".json"))
    edition = next((edition for edition in editions if edition is not None), None)
    foreign = edition is not None and bool(code) and edition.code != code
    at = (
        next((entry.place for entry in fields.entries if entry.key in ("code", "行政区划代码")), Place(path))
        if fields
        else Place(path)
    )
    return Home(
        folder, township, code, wanted, wanted if edition is None or foreign else edition.slug, foreign, at
    )


def _given(fields: Fields | None, *names: str) -> str:
    node = fields.get(*names) if fields else None
    return "".join(half_width(getattr(node, "text", "")).split())


def _default_slug(name: str, letter: str, code: str) -> str:
    """Return a folder's name where it may be an address, else a letter and the last six signs of a code."""
    return name if re.fullmatch(SLUG, name) else f"{letter}{code[-6:]}"


def note_gone(rows: Iterable[LedgerRow], homes: tuple[Home, ...], log: Log) -> None:
    """Note the villages that have issued numbers and have no folder any more."""
    here = {known for home in homes for known in (home.code, home.slug)}
    for row in rows:
        if row.code not in here and row.slug not in here:
            log.add(VILLAGE_GONE, Place("villages.csv"), row.slug)


def note_wanted(wanted: frozenset[str], homes: tuple[Home, ...]) -> None:
    """Raise Unusable where a village is asked for that there is not."""
    log = Log()
    known = sorted(home.slug for home in homes)
    for slug in sorted(wanted.difference(known)):
        log.add(VILLAGE_UNKNOWN, Place(), slug, known=", ".join(known))
    if log.problems:
        raise Unusable(tuple(log.problems))


def note_clashes(
    townships: tuple[TownshipShared, ...], homes: tuple[Home, ...], channels: Iterable[Channel]
) -> None:
    """Raise Unusable where two places would have one address."""
    log = Log()
    reserved = {SITE}.union(*(channel.pages.reserved for channel in channels if channel.pages))
    taken: dict[str, str] = dict.fromkeys(reserved, "sunboard")
    places = [(township.slug, township.folder) for township in townships] + [
        (home.slug, home.folder) for home in homes if not home.foreign
    ]
    for slug, folder in places:
        if slug in taken:
            file = f"{folder}/{'village' if '/' in folder else 'township'}.yaml"
            log.add(SLUG_CLASH, Place(f"{folder}/"), slug, first=taken[slug], second=folder, file=file)
        taken.setdefault(slug, folder)
    codes: dict[str, str] = {}
    for home in homes if not log.problems else ():
        if home.code and not home.foreign and codes.setdefault(home.code, home.folder) != home.folder:
            log.add(CODE_TWICE, home.code_at, home.code, first=codes[home.code])
    if log.problems:
        raise Unusable(tuple(log.problems))
