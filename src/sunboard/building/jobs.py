"""What every village's build is given, and what it gives back. All of it can be sent to another process."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import field, fields
from datetime import date
from functools import lru_cache

from sunboard.building.passed import Passed
from sunboard.building.rendering import Made, Output
from sunboard.building.request import BuildRequest as BuildRequest
from sunboard.building.request import Options as Options
from sunboard.building.warm import WarmVillage
from sunboard.contracts import Comparable, UnreadFile
from sunboard.duties.disclosed import Obliged
from sunboard.issuing.register import Edition
from sunboard.lazy import dataclass
from sunboard.model.accounts import Account
from sunboard.model.node import Place
from sunboard.model.once import Again, always
from sunboard.model.plain import Plain
from sunboard.model.problem import Problem
from sunboard.model.view import VillageSummary
from sunboard.reading.settings import Settings
from sunboard.reading.sources import VillageFiles
from sunboard.reading.village import Lists
from sunboard.settings.comparison import ComparisonLists
from sunboard.settings.law import LawEntry
from sunboard.settings.packaged import Packaged
from sunboard.settings.places import Site, Township, Village
from sunboard.theming import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInputs:
    """The county, and what comes with sunboard."""

    site: Site
    today: date
    theme: Theme
    packaged: Packaged
    lists: Lists  # the county's
    unread: tuple[UnreadFile, ...] = ()  # files of these lists that could not be taken apart
    fonts: tuple[str, ...]
    options: Options
    compared: ComparisonLists = field(default_factory=ComparisonLists)
    program: str = ""
    _sent: list[bytes] = field(default_factory=list, init=False, repr=False, compare=False)

    def __reduce__(self) -> tuple[Callable[[bytes], SiteInputs], tuple[bytes]]:
        """Go to another process as bytes, which are made once, to be one thing there for all villages."""
        if not self._sent:
            held = {one.name: getattr(self, one.name) for one in fields(self) if one.init}
            self._sent.append(pickle.dumps(held))
        return _received, (self._sent[0],)


@lru_cache(maxsize=1)
def _received(sent: bytes) -> SiteInputs:
    """Return the county as it was sent."""
    return SiteInputs(**pickle.loads(sent))


@dataclass(frozen=True, slots=True, kw_only=True)
class TownshipInputs:
    """A township, as its villages see it."""

    folder: str
    slug: str
    township: Township
    lists: Lists
    law: tuple[tuple[LawEntry, ...], ...] = ()  # its settings' and its law files' entries, the nearest last
    unread: tuple[UnreadFile, ...] = ()
    broken: bool = False  # its settings cannot be read: what stands of it is left alone
    digest: str = ""  # of what its villages inherit


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageJob:
    """One village to build."""

    slug: str  # as the register holds it
    requested_slug: str  # as the files ask for it
    settings: Settings[Village]
    files: VillageFiles
    site: SiteInputs
    township: TownshipInputs
    floor: Mapping[int, int]  # last number of each year that the county remembers
    previous_digests: Mapping[tuple[str, int], str]  # (number, edition) -> digest, as on show
    previous_editions: tuple[Edition, ...] | None = None  # those themselves, once they are asked for
    known: Mapping[str, Made] = field(default_factory=dict)  # its outputs that stand as they were made
    passed: Mapping[str, Passed] = field(default_factory=dict)  # records by source, under the same law
    inherited: str = ""  # a digest of what it inherits beside the county's lists
    tables: bytes = b""  # as an earlier build read them
    described: bytes = b""  # what its records said of themselves in an earlier build
    render: bool = True  # False: nothing is issued and nothing drawn, only judged
    describe: bool = True  # False: only what is wrong and what is owed is asked for
    warm: WarmVillage | None = None  # what this process keeps of it; it never leaves the process
    hasty: bool = False  # what was made of records that did not change is taken for what would be made

    @property
    def again(self) -> Again:
        """Return what makes of each record what also hangs on all others."""
        if self.warm is None:
            return always
        return self.warm.hurried if self.hasty else self.warm.settled


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a record of another village, `slug/2026-0007`, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageResult:
    """What became of a village. `manifest` is None where nothing may be touched."""

    slug: str
    folder: str
    needs_previous_editions: bool = False  # its register is hurt: nothing was done without what is on show
    problems: tuple[Problem, ...] = ()
    code: str = ""
    artifacts: tuple[Output, ...] = ()
    editions: Mapping[str, bytes] = field(default_factory=dict)  # new files of its register, by name
    summary: VillageSummary | None = None
    numbers: frozenset[str] = frozenset()  # its public numbers
    obliged: Obliged | None = None  # what it owes is counted from
    comparables: tuple[Comparable, ...] = ()  # to be compared with those of other villages
    accounts: tuple[Account, ...] = ()  # of its money, by period
    manifest: Mapping[str, Plain] | None = None
    years: Mapping[int, int] = field(default_factory=dict)  # last number of each year; empty where it is hurt
    read: int = 0  # records that could be read
    references: tuple[Reference, ...] = ()
    holds_until: date = date.max  # the first later day on which anything of it may be another
    passed: Mapping[str, Passed] = field(default_factory=dict)  # records whose own checks found nothing
    tables: bytes | None = None  # as they were read, where that is not what was given
    described: bytes | None = None  # what records say of themselves, in the same way
    settled: bool = False  # built from the register as it is then, it would be the same
