"""What `site.yaml`, `township.yaml` and `village.yaml` say, but for what is wrong in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Generic, TypeVar

from sunboard.faults import fault
from sunboard.fields.declarations import UNKNOWN, names_of, vocabulary_of
from sunboard.fields.groups import read_part
from sunboard.fields.keys import normalised_key
from sunboard.fields.ways import is_vital
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass
from sunboard.model.encoding import decode
from sunboard.model.node import Document, Entry, Fields, Items, Node, Place, Scalar
from sunboard.model.problem import KEY_TWICE, Log, Problem
from sunboard.privacy.leaks import leaks_in
from sunboard.reading.documents import comments_in, read_settings
from sunboard.reading.targets import targets_below, without_secret
from sunboard.settings.displays import BoardPlan, ScreenPlan
from sunboard.settings.places import Site, Township, Village
from sunboard.settings.publishing import Publishing

SETTINGS_MISSING = fault("settings-missing")
NAME_TWICE = fault("name-used-twice")

Of = TypeVar("Of", Site, Township, Village, Publishing)
P = TypeVar("P", BoardPlan, ScreenPlan)
Twice = Collection[tuple[str, str]]
"""Keys that stand twice, each with the line of the first."""


@dataclass(frozen=True, slots=True)
class Settings(Generic[Of]):
    """The settings of a place as they were written, as they were understood, and what is wrong with them."""

    of: type[Of]
    path: str
    fields: Fields | None = None
    understood: Of | None = None
    problems: tuple[Problem, ...] = ()
    comments: tuple[Scalar, ...] = ()

    def written(self, name: str) -> str:
        """Return a setting as it is written, also where the settings as a whole cannot be understood."""
        node = self.fields.get(*names_of(self.of)[name].names) if self.fields else None
        return " ".join(getattr(node, "text", "").split())

    def code(self, name: str) -> str:
        """Return a setting that is a code as it is meant: in half width, without white space."""
        return "".join(half_width(self.written(name)).split())

    def at(self, name: str) -> Place:
        """Return where a setting is written."""
        names = names_of(self.of)[name].names
        entries = self.fields.entries if self.fields else ()
        return next((entry.place for entry in entries if entry.key in names), Place(self.path))

    def leaks(self, public_phones: frozenset[str]) -> Iterator[Problem]:
        """Yield every personal number in them that may not be shown."""
        written = Document(self.path, self.fields or Fields(), comments=self.comments)
        yield from leaks_in(written, self.path, self.of, public_phones)


def read_site_settings(data: bytes) -> Settings[Site]:
    """Read `site.yaml`."""
    return _read(Site, data, "site.yaml")


def read_township_settings(data: bytes | None, folder: str, misnamed: str = "") -> Settings[Township]:
    """Read `township.yaml`; where there is none, `misnamed` is the file that was meant as it."""
    return _read(Township, data, f"{folder}/township.yaml", misnamed)


def read_publish_settings(data: bytes) -> Settings[Publishing]:
    """Read `publish.yaml`. Secrets do not belong there; one that stands there is told and never shown."""
    settings = _read(Publishing, data, "publish.yaml")
    if settings.understood is None and settings.fields and (moved := targets_below(settings.fields)):
        log = Log()
        settings = replace(
            settings, understood=read_part(Publishing, moved, log), problems=tuple(log.problems)
        )
    return replace(settings, problems=tuple(map(without_secret, settings.problems)))


def read_village_settings(data: bytes | None, folder: str, misnamed: str = "") -> Settings[Village]:
    """Read `village.yaml`; where there is none, a file may stand there that was meant as it.

    Of boards or screens of one name the first is kept, the others are noted.
    """
    settings = _read(Village, data, f"{folder}/village.yaml", misnamed)
    if (village := settings.understood) is None:
        return settings
    log = Log()
    boards = _first_of_each(village.boards, "board", log)
    screens = _first_of_each(village.screens, "screen", log)
    kept = replace(village, boards=boards, screens=screens)
    return replace(settings, understood=kept, problems=(*settings.problems, *log.problems))


def _read(of: type[Of], data: bytes | None, path: str, misnamed: str = "") -> Settings[Of]:
    """Read settings. What is wrong spoils itself alone, but for what the place is known by."""
    log = Log()
    if data is None:
        folder, _, name = path.rpartition("/")
        sort = "misnamed" if misnamed else name
        called = folder.rpartition("/")[2]
        called = UNKNOWN if called.isascii() else called
        log.add(SETTINGS_MISSING, Place(f"{folder}/"), name, file=sort, other=misnamed, name=called)
        return Settings(of, path, problems=tuple(log.problems))
    fields = read_settings(data, path, log, vocabulary_of(of))
    comments = tuple(comments_in(decode(data) or "", path))
    twice = {
        (problem.value, str(problem.details.get("line")))
        for problem in log.problems
        if problem.fault is KEY_TWICE
    }
    if fields is None or _is_known_by(of, fields, twice):
        return Settings(of, path, fields, problems=tuple(log.problems), comments=comments)
    understood = read_part(of, _without(fields, twice), log)
    return Settings(of, path, fields, understood, tuple(log.problems), comments)


def _is_known_by(of: type[Of], fields: Fields, twice: Twice) -> bool:
    """Tell whether one of the keys that stand twice is of those that must be right."""
    known = names_of(of)
    found = (known.get(normalised_key(entry.key)) for entry in fields.entries if _among(entry, twice))
    return any(key is not None and is_vital(key, of) for key in found)


def _without(node: Node, twice: Twice) -> Node:
    """Return settings without what stands under keys that are there twice: nobody knows which is meant.

    A value of which that is told is known to be wrong, so that it is not said to be missing as well.
    """
    if twice and isinstance(node, Fields):
        kept = (one for one in node.entries if isinstance(one.node, Scalar) or not _among(one, twice))
        entries = (
            replace(one, node=replace(one.node, told=True))
            if isinstance(one.node, Scalar) and _among(one, twice)
            else replace(one, node=_without(one.node, twice))
            for one in kept
        )
        return replace(node, entries=tuple(entries))
    if twice and isinstance(node, Items):
        return replace(node, items=tuple(_without(item, twice) for item in node.items))
    return node


def _among(entry: Entry, twice: Twice) -> bool:
    return (entry.key, str(entry.place.line)) in twice


def _first_of_each(plans: tuple[P, ...], what: str, log: Log) -> tuple[P, ...]:
    kept: dict[str, P] = {}
    for plan in plans:
        if kept.setdefault(plan.name, plan) is not plan:
            log.add(NAME_TWICE, plan.at("name"), plan.name, what=what)
    return tuple(kept.values())
