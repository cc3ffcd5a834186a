"""What `site.yaml`, `township.yaml` and `village.yaml` say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sunboard.faults import fault
from sunboard.fields.declarations import names_of, vocabulary_of
from sunboard.fields.groups import read_part
from sunboard.fields.written import half_width
from sunboard.model.node import Document, Fields, Place
from sunboard.model.problem import Log, Problem
from sunboard.privacy.leaks import leaks_in
from sunboard.reading.documents import read_settings
from sunboard.settings.places import BoardPlan, ScreenPlan, Site, Township, Village

SETTINGS_MISSING = fault("settings-missing")
NAME_TWICE = fault("name-used-twice")

Of = TypeVar("Of", Site, Township, Village)
P = TypeVar("P", BoardPlan, ScreenPlan)


@dataclass(frozen=True, slots=True)
class Settings(Generic[Of]):
    """The settings of a place as they were written, as they were understood, and what is wrong with them."""

    of: type[Of]
    path: str
    fields: Fields | None = None
    understood: Of | None = None
    problems: tuple[Problem, ...] = ()

    def written(self, name: str) -> str:
        """Return a setting as it is written, also where the settings as a whole cannot be understood."""
        node = self.fields.get(*names_of(self.of)[name].names) if self.fields else None
        return "".join(half_width(getattr(node, "text", "")).split())

    def at(self, name: str) -> Place:
        """Return where a setting is written."""
        names = names_of(self.of)[name].names
        entries = self.fields.entries if self.fields else ()
        return next((entry.place for entry in entries if entry.key in names), Place(self.path))

    def leaks(self, public_phones: frozenset[str]) -> Iterator[Problem]:
        """Yield every personal number in them that may not be shown."""
        if self.fields:
            yield from leaks_in(Document(self.path, self.fields), self.path, self.of, public_phones)


def read_site_settings(data: bytes) -> Settings[Site]:
    """Read `site.yaml`: a county is built also where one of its settings is wrong."""
    return _read(Site, data, "site.yaml")


def read_township_settings(data: bytes | None, folder: str) -> Settings[Township]:
    """Read `township.yaml`; with an error in it, it is not understood."""
    return _without_error(_read(Township, data, f"{folder}/township.yaml"))


def read_village_settings(data: bytes | None, folder: str) -> Settings[Village]:
    """Read `village.yaml`; with an error in it, it is not understood.

    Of boards or screens of one name the first is kept, the others are noted.
    """
    settings = _without_error(_read(Village, data, f"{folder}/village.yaml"))
    if (village := settings.understood) is None:
        return settings
    log = Log()
    boards = _first_of_each(village.boards, "board", log)
    screens = _first_of_each(village.screens, "screen", log)
    kept = replace(village, boards=boards, screens=screens)
    return replace(settings, understood=kept, problems=(*settings.problems, *log.problems))


def _read(of: type[Of], data: bytes | None, path: str) -> Settings[Of]:
    log = Log()
    if data is None:
        folder, _, name = path.rpartition("/")
        log.add(SETTINGS_MISSING, Place(f"{folder}/"), name, file=name)
        return Settings(of, path, problems=tuple(log.problems))
    fields = read_settings(data, path, log, vocabulary_of(of))
    understood = read_part(of, fields, log) if fields else None
    return Settings(of, path, fields, understood, tuple(log.problems))


def _without_error(settings: Settings[Of]) -> Settings[Of]:
    wrong = any(problem.is_error for problem in settings.problems)
    return replace(settings, understood=None) if wrong else settings


def _first_of_each(plans: tuple[P, ...], what: str, log: Log) -> tuple[P, ...]:
    kept: dict[str, P] = {}
    for plan in plans:
        if kept.setdefault(plan.name, plan) is not plan:
            log.add(NAME_TWICE, plan.at("name"), plan.name, what=what)
    return tuple(kept.values())
