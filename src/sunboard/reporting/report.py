"""What a command found and made, and its problems by village, file and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, astuple, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from sunboard.faults import Fault, Severity, fault
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of, texts_of
from sunboard.model.problem import Problem, problem_of
from sunboard.reporting.words import load_words

if TYPE_CHECKING:  # each brings much along, and a build that has nothing to do needs neither
    from sunboard.duties.coverage import VillageCoverage
    from sunboard.settings.law import SwitchedOff

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """A record that is not shown as it stands, and until when."""

    village: str
    source: str
    state: str
    until: str
    codes: tuple[str, ...]
    issued: bool  # an edition of it stands on show meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What a villager meets at a published site, and how much of it is as it was built."""

    files: int  # that were built
    same: int
    hops: int  # redirects on the way to the front page
    seconds: float  # to its first byte
    size: int  # bytes of it with what it loads
    days: int | None  # that the certificate still holds; none without https
    is_filed: bool | None  # its filing numbers are shown; none where there are none


@dataclass(frozen=True, slots=True)
class Report:
    """Problems without repetition, sorted; counts of what was made; what was held back."""

    problems: tuple[Problem, ...]
    names: Mapping[str, str] = field(default_factory=dict)  # slug -> the village's name
    records: int = 0
    held: tuple[HeldRecord, ...] = ()
    coverage: tuple[VillageCoverage, ...] = ()  # what the villages owe
    made: Mapping[str, int] | None = None  # villages, pages, sheets, boards, screens, written
    open_first: str = ""  # the file to open
    report_file: str = ""  # where all problems stand, where there are any
    owed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # language -> what is told of that
    owing: int = 0  # villages of which that could be told
    coverage_file: str = ""  # where all stands that villages owe
    today: str = ""
    today_pinned: bool = False
    unusable: bool = False  # nothing could be built
    switched_off: tuple[SwitchedOff, ...] = ()  # rules that a law file put out of force
    written: tuple[tuple[str, str], ...] = ()  # output, why it was written: new, changed, missing
    live: Live | None = None  # of a site that was looked at, where it answered

    @property
    def errors(self) -> int:
        """Count the errors."""
        return sum(problem.is_error for problem in self.problems)

    @property
    def exit_code(self) -> int:
        """Return what the command ends with."""
        return 2 if self.unusable else 1 if self.errors else 0

    def count(self, severity: Severity) -> int:
        """Count problems of one severity."""
        return sum(problem.severity is severity for problem in self.problems)


def sorted_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems; what every village finds in the list that it inherits is told once."""
    seen: dict[object, Problem] = {}
    for problem in sorted(problems, key=Problem.sort_key):
        key = (problem.fault.code, problem.place, problem.value, tuple(sorted(problem.details.items())))
        first = seen.setdefault(key, problem)
        if first.village != problem.village:
            seen[key] = replace(first, village="")  # it belongs to no one village
    return tuple(sorted(seen.values(), key=Problem.sort_key))


def held_of(manifest: Mapping[str, Plain], village: str) -> tuple[HeldRecord, ...]:
    """Return what a manifest says was held back."""
    issued = {text_of(record, "source") for record in maps_of(manifest, "records")}
    return tuple(
        HeldRecord(
            village,
            text_of(item, "source"),
            text_of(item, "state"),
            text_of(item, "until"),
            tuple(texts_of(item, "codes")),
            text_of(item, "source") in issued,
        )
        for item in maps_of(manifest, "held")
    )


def report_to_plain(report: Report) -> dict[str, Plain]:
    """Return a build's report as it is kept; the same build again would write nothing."""
    made: dict[str, Plain] = {**(report.made or {}), "written": 0}
    return {
        "problems": [problem.to_plain() for problem in report.problems],
        "names": {**report.names},
        "records": report.records,
        "held": [held_to_plain(held) for held in report.held],
        "owed": {language: [*lines] for language, lines in report.owed.items()},
        "owing": report.owing,
        "made": made,
        "open_first": report.open_first,
        "report_file": report.report_file,
        "coverage_file": report.coverage_file,
        "today": report.today,
        "today_pinned": report.today_pinned,
        "switched_off": [[*astuple(off)] for off in report.switched_off],
    }


def report_of(plain: Values) -> Report:
    """Read a report that was kept; raises TypeError where it is not whole."""
    names, owed, made = map_of(plain, "names"), map_of(plain, "owed"), map_of(plain, "made")
    return Report(
        problems=tuple(map(problem_of, maps_of(plain, "problems"))),
        names={slug: text_of(names, slug) for slug in names},
        records=_count(plain.get("records")),
        held=tuple(map(held_of_plain, maps_of(plain, "held"))),
        owed={language: tuple(texts_of(owed, language)) for language in owed},
        owing=_count(plain.get("owing")),
        made={name: _count(count) for name, count in made.items()},
        open_first=text_of(plain, "open_first"),
        report_file=text_of(plain, "report_file"),
        coverage_file=text_of(plain, "coverage_file"),
        today=text_of(plain, "today"),
        today_pinned=plain.get("today_pinned") is True,
        switched_off=tuple(_switched_off(plain)),
    )


def _switched_off(plain: Values) -> Iterator[SwitchedOff]:
    if kept := list_of(plain, "switched_off"):
        from sunboard.settings.law import SwitchedOff

        for one in kept:
            yield SwitchedOff(*texts_of({"": one}, ""))


def _count(plain: Plain) -> int:
    if not isinstance(plain, int):
        raise TypeError(plain)
    return plain


def held_to_plain(held: HeldRecord) -> dict[str, Plain]:
    """Return what was held back as it is kept."""
    return {**asdict(held), "codes": [*held.codes]}


def held_of_plain(plain: Values) -> HeldRecord:
    """Read what was kept."""
    return HeldRecord(
        village=text_of(plain, "village"),
        source=text_of(plain, "source"),
        state=text_of(plain, "state"),
        until=text_of(plain, "until"),
        codes=tuple(texts_of(plain, "codes")),
        issued=plain.get("issued") is True,
    )


@dataclass(frozen=True, slots=True)
class FileGroup:
    """A file and its problems in the order of their places."""

    path: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class VillageGroup:
    """A village and its files; what belongs to no village has no slug."""

    slug: str
    name: str
    files: tuple[FileGroup, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of all its files."""
        return tuple(problem for file in self.files for problem in file.problems)


def by_village(report: Report, above: str) -> tuple[VillageGroup, ...]:
    """Group a report's sorted problems; those of no village come first, under the name `above`."""
    return tuple(
        VillageGroup(slug, report.names.get(slug, slug) if slug else above, _files(problems))
        for slug, problems in groupby(report.problems, key=lambda problem: problem.village)
    )


def _files(problems: Iterable[Problem]) -> tuple[FileGroup, ...]:
    return tuple(
        FileGroup(path, tuple(group))
        for path, group in groupby(problems, key=lambda problem: problem.place.path)
    )


def by_code(problems: Iterable[Problem]) -> tuple[tuple[Fault, Severity, int], ...]:
    """Count problems by their fault and how grave they are, the gravest and most frequent first."""
    counted = Counter((problem.fault, problem.severity) for problem in problems)
    return tuple(
        (fault, severity, count)
        for (fault, severity), count in sorted(
            counted.items(), key=lambda one: (_WEIGHT[one[0][1]], -one[1], one[0][0].code)
        )
    )


def off_told(off: SwitchedOff, language: str) -> dict[str, str]:
    """Return what is told of a rule that is out of force: what it finds, by whose file, why and how long."""
    known, say = fault(off.rule), load_words(language)
    told = say("off-until" if off.until else "off-now", path=off.path, day=off.until)
    why = (
        (say("off-reason", reason=off.reason), off.reason),
        (say("off-source", source=off.source), off.source),
    )
    return {
        "code": off.rule,
        "rule": known.rule,
        "path": off.path,
        "reason": off.reason,
        "source": off.source,
        "until": off.until,
        "told": told + "".join(said for said, given in why if given),
        "says": known.words(language).brief,
    }
