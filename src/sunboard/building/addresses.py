"""The address of every place: from its settings, its register or its folder, and no two alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from sunboard.building.jobs import TownshipInputs
from sunboard.building.naming import VillageName, villages_called, villages_like
from sunboard.contracts import Channel
from sunboard.faults import fault
from sunboard.issuing.register import parse_edition
from sunboard.issuing.serials import SerialsRow
from sunboard.lazy import dataclass
from sunboard.model.node import Place
from sunboard.model.plain import Plain, Values, fields_of, map_of, sha256, texts_of
from sunboard.model.problem import Problem
from sunboard.privacy.masking import masked
from sunboard.reading.settings import Settings, read_village_settings
from sunboard.reading.sources import VillageFiles, first_files, meant_settings, without_settings
from sunboard.settings.addresses import SLUG
from sunboard.settings.places import Village

SLUG_CLASH = fault("slug-clash")
VILLAGE_GONE = fault("village-gone")
VILLAGE_UNKNOWN = fault("village-unknown")
CODE_TWICE = fault("code-used-twice")

SITE = "site"
"""The name of the site's manifest, which no village may have for a slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageHome:
    """A village's folder and address, and what was read to find it."""

    folder: str
    township: TownshipInputs
    name: str
    code: str
    code_at: Place  # where its settings give its code
    slug: str  # as its register holds it
    requested_slug: str  # as its files ask for it
    copied: bool  # its register is another village's
    former: tuple[str, ...] = ()  # slugs whose pages it keeps: its own of before, and of villages that merged
    # what was read to find it; nothing where it was known, as its files had not changed
    settings: Settings[Village] | None = None
    read: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def called(self) -> VillageName:
        """Return what it goes by."""
        return VillageName(
            slug=self.slug,
            folder=self.folder,
            name=self.name,
            township=self.township.township.name,
            township_slug=self.township.slug,
        )

    def to_plain(self) -> dict[str, Plain]:
        """Return what is kept of it while its files do not change."""
        kept = ("name", "code", "slug", "requested_slug", "copied")
        told = {name: getattr(self, name) for name in kept}
        return {**told, "former": [*self.former], "code_at": fields_of(self.code_at)}

    @property
    def may_be_kept(self) -> bool:
        """Tell whether its names hold nothing that must not be told, not even in a file of our own."""
        return all(masked(text) == text for text in (self.folder, self.name, self.code_at.field))


def known_home(folder: str, township: TownshipInputs, kept: Values) -> VillageHome | None:
    """Return a village's address as it was kept; nothing where that is not whole."""
    try:
        at = Place(**map_of(kept, "code_at"))  # type: ignore[arg-type]
        return VillageHome(
            folder=folder,
            township=township,
            name=str(kept["name"]),
            code=str(kept["code"]),
            code_at=at,
            slug=str(kept["slug"]),
            requested_slug=str(kept["requested_slug"]),
            copied=kept["copied"] is True,
            former=tuple(texts_of(kept, "former")),
        )
    except (KeyError, TypeError):
        return None


def settings_of(home: VillageHome, files: VillageFiles) -> Settings[Village]:
    """Return a village's settings as they were read to find it, else read them."""
    if home.settings:
        return home.settings
    beside = (path.removeprefix(f"{home.folder}/") for path in files.files)
    data = files.files.get(f"{home.folder}/village.yaml")
    return read_village_settings(data, home.folder, "" if data else meant_settings(beside))


def find_home(content: Path, folder: str, township: TownshipInputs) -> VillageHome:
    """Read as much of a village as its address takes; problems of its settings are noted when it is built."""
    read: dict[str, bytes] = {}
    edition = None
    for path, data in first_files(content, folder):
        read[path] = data
        if path.startswith(f"{folder}/register/") and (edition := parse_edition(data)):
            break
    written = read.get(f"{folder}/village.yaml")
    misnamed = without_settings(content, folder) if written is None else ""
    settings = read_village_settings(written, folder, misnamed)
    code, slug = settings.code("code"), settings.code("slug")
    requested = slug or default_slug(folder.rpartition("/")[2], "v", code or sha256(folder.encode()))
    copied = edition is not None and bool(code) and edition.code != code
    return VillageHome(
        folder=folder,
        township=township,
        name=settings.written("name") or folder.rpartition("/")[2],
        code=code,
        code_at=settings.at("code"),
        slug=requested if edition is None or copied else edition.slug,
        requested_slug=requested,
        copied=copied,
        former=settings.understood.former if settings.understood else (),
        settings=settings,
        read=read,
    )


def default_slug(name: str, letter: str, code: str) -> str:
    """Return a folder's name where it may be an address, else a letter and the last six signs of a code."""
    return name if re.fullmatch(SLUG, name) else f"{letter}{code[-6:]}"


def gone(rows: Iterable[SerialsRow], homes: Iterable[VillageHome]) -> Iterator[Problem]:
    """Yield the villages that have issued numbers and have no folder any more."""
    here = _known_by(homes)
    for row in rows:
        if row.code not in here and row.slug not in here:
            yield Problem(VILLAGE_GONE, Place("villages.csv"), row.slug)


def nowhere(
    slugs: Iterable[str], homes: Collection[VillageHome], rows: Iterable[SerialsRow]
) -> Iterator[str]:
    """Yield the slugs that are no village's, neither by its folder nor by numbers that it has issued.

    None is while there are settings that cannot be read: their village may be known by any of them.
    """
    if all(home.settings is None or home.settings.understood for home in homes):
        taken = {SITE, *_known_by(homes), *(row.slug for row in rows)}
        yield from (slug for slug in slugs if slug not in taken)


def _known_by(homes: Iterable[VillageHome]) -> set[str]:
    return {known for home in homes for known in (home.code, home.slug, *home.former)}


def asked_for(
    names: Iterable[str], homes: Iterable[VillageHome]
) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """Return the slugs of the villages that are asked for, whatever people call them.

    A name that is no village's, or several villages', is a problem.
    """
    known = tuple(home.called for home in homes)
    found = {name: villages_called(name, known) for name in names}
    return frozenset(one.slug for villages in found.values() for one in villages), tuple(
        _unknown(name, villages, known) for name, villages in sorted(found.items()) if len(villages) != 1
    )


def _unknown(name: str, found: tuple[VillageName, ...], known: tuple[VillageName, ...]) -> Problem:
    likely = tuple(map(str, found or villages_like(name, known) or known))
    return Problem(VILLAGE_UNKNOWN, Place(), name, {"many": "several" if found else "none", "known": likely})


def clashes(
    townships: Iterable[TownshipInputs], homes: Iterable[VillageHome], channels: Iterable[Channel]
) -> tuple[Problem, ...]:
    """Return the places that would have one address, or else one code."""
    own = [home for home in homes if not home.copied]
    folders = [(township.slug, township.folder) for township in townships]
    folders += [(home.slug, home.folder) for home in own]
    folders += [(slug, home.folder) for home in own for slug in home.former if slug != home.slug]
    return tuple(_slug_clashes(folders, channels)) or tuple(_code_clashes(own))


def _slug_clashes(folders: Iterable[tuple[str, str]], channels: Iterable[Channel]) -> Iterator[Problem]:
    reserved = {SITE}.union(*(channel.pages.reserved for channel in channels if channel.pages))
    taken: dict[str, str] = dict.fromkeys(reserved, "sunboard")
    for slug, folder in folders:
        if slug in taken:
            file = f"{folder}/{'village' if '/' in folder else 'township'}.yaml"
            details = {"first": taken[slug], "second": folder, "file": file}
            yield Problem(SLUG_CLASH, Place(f"{folder}/"), slug, details)
        taken.setdefault(slug, folder)


def _code_clashes(homes: Iterable[VillageHome]) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for home in homes:
        if home.code and (first := taken.setdefault(home.code, home.folder)) != home.folder:
            yield Problem(CODE_TWICE, home.code_at, home.code, {"first": first})
