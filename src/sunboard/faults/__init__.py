"""The mistakes that can be found: one Markdown page each, which is the one home of its words.

A module that finds a mistake names it, `FIELD_MISSING = fault("field-missing")`. Its page,
`field-missing.md`, is read when it is needed for the first time. `README.md` tells how a page is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunboard.faults.page import Block as Block
from sunboard.faults.page import Detail as Detail
from sunboard.faults.page import Page, page_of
from sunboard.faults.page import Severity as Severity
from sunboard.faults.page import Words as Words
from sunboard.faults.page import all_codes as all_codes


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of mistake, by its code; all else stands on its page."""

    code: str  # kebab-case, the name of the page

    @property
    def page(self) -> Page:
        """Return its page."""
        return page_of(self.code)

    @property
    def severity(self) -> Severity:
        """Return how much it matters."""
        return self.page.severity

    @property
    def rule(self) -> str:
        """Return its id in the rule book, such as FIN-01, if it has one."""
        return self.page.rule

    @property
    def name(self) -> str:
        """Return what it is called in Chinese, if it has a name."""
        return self.page.words["zh"].name

    @property
    def formerly(self) -> str:
        """Return the code of a mistake that it took the place of, if there was one."""
        return self.page.formerly

    @property
    def leak(self) -> bool:
        """Tell whether nothing of the record may be shown, earlier editions included."""
        return self.page.leak

    @property
    def column(self) -> bool:
        """Tell whether a whole column of a table has to go, whatever is wrong with what stands in it."""
        return self.page.column

    def words(self, language: str) -> Words:
        """Return what its page says in a language."""
        return self.page.words[language]


def fault(code: str) -> Fault:
    """Name the mistake of a code."""
    return Fault(code)
