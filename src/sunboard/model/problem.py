"""Faults that can be found, and problems: faults found at a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sunboard.model.node import Place


class Severity(StrEnum):
    """How much a problem matters: an error holds its record back."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Words:
    """What a fault says in one language; `{names}` are filled in from the problem."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of mistake. A module that finds it declares it as a constant.

    `manual` is its page for `sunboard explain`: an English part, then a Chinese part that begins after a line `中文`.
    """

    code: str  # kebab-case, named for the fault
    severity: Severity
    zh: Words
    en: Words
    manual: str
    rule: str = ""  # its id in the rule book, "FIN-01"
    leak: bool = False  # nothing of the record may be shown, earlier editions included

    def words(self, language: str) -> Words:
        """Return what it says in a language."""
        return self.en if language == "en" else self.zh

    def page(self, language: str) -> str:
        """Return its manual page in a language."""
        english, _, chinese = self.manual.partition("\n中文\n")
        return (english if language == "en" else chinese).strip()


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault found at a place. It is a value, collected and never raised."""

    fault: Fault
    place: Place
    value: str = ""  # as written; masked where it is a leak
    details: Mapping[str, str] = field(default_factory=dict)
    village: str = ""  # slug

    @property
    def is_error(self) -> bool:
        """Tell whether it holds its record back."""
        return self.fault.severity is Severity.ERROR

    def message(self, language: str) -> str:
        """Say what is wrong in a language."""
        return self.fault.words(language).message.format(**self._filled())

    def hint(self, language: str) -> str:
        """Say how to mend it in a language."""
        return self.fault.words(language).hint.format(**self._filled())

    def _filled(self) -> dict[str, str]:
        return {"value": self.value, "field": self.place.field, "path": self.place.path, **self.details}

    def sort_key(self) -> tuple[str, str, int, str, str]:
        """Order problems by village, file and line."""
        return (self.village, self.place.path, self.place.line, self.place.cell, self.fault.code)
