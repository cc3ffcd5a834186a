"""What every village's build is given, and what it gives back. All of it can be sent to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sunboard.contracts import Artifact
from sunboard.issuing.register import Edition
from sunboard.model.node import Document, Place
from sunboard.model.plain import Plain
from sunboard.model.problem import Problem
from sunboard.model.view import VillageSummary
from sunboard.reading.sources import VillageFiles
from sunboard.settings.packaged import Packaged
from sunboard.settings.places import Site, Township
from sunboard.theming import Theme


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    only: frozenset[str] = frozenset()  # names of channels; empty means all
    all_sheets: bool = False
    frozen: bool = False  # issue nothing


@dataclass(frozen=True, slots=True)
class Shared:
    """The county, and what comes with sunboard."""

    site: Site
    today: date
    theme: Theme
    packaged: Packaged
    lists: Mapping[str, tuple[Document, ...]]  # kind -> the county's list
    fonts: tuple[str, ...]
    options: Options


@dataclass(frozen=True, slots=True)
class TownshipShared:
    """A township, as its villages see it."""

    folder: str
    slug: str
    township: Township
    lists: Mapping[str, tuple[Document, ...]]
    broken: bool = False  # its settings cannot be read: what stands of it is left alone


@dataclass(frozen=True, slots=True)
class VillageJob:
    """One village to build."""

    slug: str
    files: VillageFiles
    shared: Shared
    township: TownshipShared
    floor: Mapping[int, int]  # last number of each year that the county remembers
    published: Mapping[tuple[str, int], str]  # (number, edition) -> digest, as the output folder shows it
    known: tuple[Edition, ...] = ()  # editions that the published site shows and the register lacks
    wanted_slug: str = ""  # what the files ask for; `slug` is what the register holds
    render: bool = True  # False: nothing is issued and nothing drawn, only judged


@dataclass(frozen=True, slots=True)
class Abroad:
    """A reference to a record of another village, `slug/2026-0007`, and where it stands."""

    reference: str
    place: Place


@dataclass(frozen=True, slots=True)
class VillageResult:
    """What became of a village. `manifest` is None where nothing may be touched."""

    slug: str
    folder: str
    problems: tuple[Problem, ...]
    code: str = ""
    artifacts: tuple[Artifact, ...] = ()
    editions: tuple[Edition, ...] = ()
    summary: VillageSummary | None = None
    manifest: Mapping[str, Plain] | None = None
    years: Mapping[int, int] = field(default_factory=dict)  # last number of each year, new editions counted
    issues: bool = True  # False where the register is hurt: villages.csv keeps what it says
    read: int = 0  # records that could be read
    abroad: tuple[Abroad, ...] = ()
