"""The data that comes with sunboard (catalogue, glossary, accounts, law and the like), and a county's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import TypeVar

from sunboard.fields.declarations import vocabulary_of
from sunboard.fields.part import Part
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex
from sunboard.model.plain import Values, text_of
from sunboard.model.problem import Log, Problem
from sunboard.settings.law import OURS, Law, LawEntry, law_of
from sunboard.settings.overlay import ReadRows, known_rows, laid_over, read_file
from sunboard.settings.reference import (
    ACCOUNT_CODE,
    Account,
    CatalogRow,
    Programme,
    Term,
    WorkingYear,
    in_its_year,
    unclear_words,
    with_numbers,
)
from sunboard.settings.rules import Rule, law_entries, read_law

P = TypeVar("P", bound=Part)
T = TypeVar("T")

_ACCOUNT = regex(r"([\d.．]+)\s*(.*)", re.DOTALL)
_LEVELS = regex(r"\s*[-—–－_/／\\:：·>＞（）()]+\s*")
"""What parts the levels of an account that is written by its name: 经营收入—租赁收入."""
_CENTURY = 36525  # days; more is a slip of the pen
PROGRAMME = "program"
"""The field in which a list of people names its programme."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """The data that every village shares. All maps keep the order of the files."""

    catalog: Mapping[str, CatalogRow]  # code -> row
    glossary: tuple[Term, ...]
    accounts: Mapping[str, str]  # code -> its own name, "501.02" -> "发包收入"
    law: Law
    holidays: Mapping[int, WorkingYear]
    programmes: Mapping[str, Programme] = field(default_factory=dict)  # name -> what its lists may say
    # what `once` has made: it follows from the other fields, so that asking never changes what is seen
    _made: dict[Hashable, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what follows from this data alone, made once for all villages that share it."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]  # type: ignore[return-value]

    def programme_of(self, values: Values) -> Programme | None:
        """Return the programme whose list a record is, if it is one."""
        return self.programmes.get(text_of(values, PROGRAMME))

    def account_code(self, written: str) -> str:
        """Return the code at the beginning of `501.02 经营收入/发包收入`, or nothing."""
        return _split(written)[0]

    def account_class(self, written: str | None) -> str:
        """Return the account above the one of a text: `501` of `501.02 发包收入`, or of `经营收入—发包`."""
        code = _class_of(written) if written else ""
        return code or (self.first_level_accounts.get(named_account(written)[0], "") if written else "")

    def account_name(self, written: str) -> str:
        """Return `经营收入/发包收入` for `501.02`.

        Where the code is not known, the name written behind it counts; without one, the name of the nearest
        account above it; else nothing. A first-level account that is written under another name is one of
        another chart: 511 发包及上交收入.
        """
        code, own = _split(written)
        above = self._path(code)
        if own and "." not in code and above not in own and own not in above:
            return own
        if code in self.accounts or not own or own == above or not above:
            return above or own
        return own if own.startswith(f"{above}/") else f"{above}/{own}"

    def account_meant(self, written: str) -> str:
        """Return the code of the account named behind the code of another: `513` of `521 管理费用`."""
        code, own = _split(written)
        meant = self.first_level_accounts.get(own.partition("/")[0], "")
        return meant if meant and code.partition(".")[0] != meant else ""

    @property
    def first_level_accounts(self) -> Mapping[str, str]:
        """Return the codes of the first-level accounts by their names."""
        return self.once("first-level-accounts", self._first_level)

    def _first_level(self) -> Mapping[str, str]:
        return {name: code for code, name in self.accounts.items() if "." not in code}

    def posting_days(self, code: str, on: date) -> int:
        """Return the fewest days on the wall of what stands under a row: the row's own, else the law's."""
        row = self.catalog.get(code)
        own = row.posted_days if row else None
        return self.law.number("posting_days", on) if own is None else min(own, _CENTURY)

    def is_working_day(self, day: date) -> bool | None:
        """Tell whether people work on a day; nothing where the year's holidays are not known."""
        year = self.holidays.get(day.year)
        if year is None:
            return None
        return day in year.workdays or (day.weekday() < 5 and day not in year.holidays)

    def last_day(self, start: date, days: int, *, working: bool, guess: bool = False) -> date | None:
        """Return the last of so many days, all or working ones only, counted from the day after `start`.

        Nothing where the calendar ends or a year's holidays are not known; a guess then takes Monday to
        Friday.
        """
        if (date.max - start).days < 2 * days + 60:
            return None
        if not working:
            return start + timedelta(days)
        day, left = start, days
        while left > 0:
            day += timedelta(1)
            works = self.is_working_day(day)
            if works is None and not guess:
                return None
            left -= day.weekday() < 5 if works is None else works
        return day

    def _path(self, code: str) -> str:
        steps = code.split(".")
        path = ""
        for count in range(1, len(steps) + 1):
            name = self.accounts.get(".".join(steps[:count]), "")
            if name:
                path = name if not path or name.startswith(f"{path}/") else f"{path}/{name}"
        return path


@lru_cache(maxsize=1024)
def _split(written: str) -> tuple[str, str]:
    """Return the code and the name of an account as written, or nothing and nothing."""
    found = _ACCOUNT.fullmatch(written.strip())
    if not found or not ACCOUNT_CODE.fullmatch(half_width(found[1])):
        return "", ""
    return half_width(found[1]), found[2].strip()


@lru_cache(maxsize=1024)
def named_account(written: str) -> tuple[str, ...]:
    """Return the levels of an account that is written by its name: 经营收入 and 租赁收入."""
    return tuple(filter(None, _LEVELS.split(written.strip()))) or ("",)


@lru_cache(maxsize=1024)
def _class_of(written: str) -> str:
    """Return the code of an account as far as its first point."""
    return _split(written)[0].partition(".")[0]


def packaged_files() -> Mapping[str, bytes]:
    """Read the files that come with sunboard: `catalog.yaml` … `law/national.yaml` -> bytes."""
    home = resources.files("sunboard") / "data"
    return {
        f"{prefix}{file.name}": file.read_bytes()
        for folder, prefix in ((home, ""), (home / "law", "law/"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yaml")
    }


def load_packaged(
    files: Mapping[str, bytes],
    own: Mapping[str, bytes],
    read: ReadRows = read_file,
    rules: Collection[Rule] = (),
    amounts: Iterable[LawEntry] = (),
) -> tuple[Packaged, tuple[Problem, ...]]:
    """Read the packaged files and a county's own on top of them.

    `rules` are those that its law files may change, `amounts` what its settings say of the parameters.
    `read` may know how people mistype the latter.
    Own paths are relative to the content folder; other files than `catalog.yaml`, `glossary.yaml`,
    `accounts.yaml`, `programmes.yaml`, `holidays.yaml` and `law/*.yaml` are not looked at. Own law files are
    taken in the order given, a later one before an earlier one. A row that cannot be read leaves the packaged
    one standing, and a problem says so.
    """
    log = Log()

    def laid(name: str, row: type[P], lone: str, accept: Callable[[P, Log], bool] | None = None) -> list[P]:
        known = known_rows(row, lone, files[name], OURS + name)
        given = read(own[name], name, vocabulary_of(row), log) if name in own else None
        return laid_over(row, lone, known, given, log, accept)

    catalog = laid("catalog.yaml", CatalogRow, "title")
    log.problems += (problem for row in catalog for problem in unclear_words(row))
    accounts = laid("accounts.yaml", Account, "name")
    programmes = laid("programmes.yaml", Programme, "web")
    years = laid("holidays.yaml", WorkingYear, "holidays", in_its_year)
    packaged = Packaged(
        catalog={row.code: with_numbers(row) for row in catalog},
        glossary=tuple(laid("glossary.yaml", Term, "plain")),
        accounts={account.code: account.name for account in accounts},
        law=_law(files, own, rules, amounts, read, log),
        holidays={found.year: found for found in years},
        programmes={found.name: found for found in programmes},
    )
    return packaged, tuple(log.problems)


def _law(
    files: Mapping[str, bytes],
    own: Mapping[str, bytes],
    rules: Collection[Rule],
    amounts: Iterable[LawEntry],
    read: ReadRows,
    log: Log,
) -> Law:
    """Return the law of a county: the nation's, the amounts in its settings, then its own law files."""
    law = _national(tuple((path, data) for path, data in files.items() if _is_law(path))).below(amounts)
    return law.with_files(
        read_law({path: data for path, data in own.items() if _is_law(path)}, law, rules, log, read)
    )


@cache
def _national(files: tuple[tuple[str, bytes], ...]) -> Law:
    """Read the packaged law files, once a process; what is wrong in them is a bug.

    They say which parameters there are, by name and by Chinese title.
    """
    log = Log()
    row = vocabulary_of(LawEntry)
    law = law_of(law_entries(read_file(data, OURS + path, row, log), log) for path, data in files)
    assert not log.problems, log.problems
    return law


def _is_law(path: str) -> bool:
    return path.startswith("law/") and path.endswith(".yaml")
