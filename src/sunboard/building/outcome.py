"""What a build tells of a village beside its outputs, and how that is kept until the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, field, replace

from sunboard.building.jobs import Reference
from sunboard.contracts import Comparable, comparable_of
from sunboard.duties.disclosed import Obliged, obliged_of
from sunboard.issuing.serials import SerialsRow
from sunboard.lazy import dataclass
from sunboard.model.accounts import Account, account_of
from sunboard.model.later import Later
from sunboard.model.plain import Plain, Values, fields_of, map_of, maps_of, text_of, texts_of
from sunboard.model.problem import Problem, place_of, problem_of
from sunboard.model.view import Running, VillageSummary

NOTHING_COMPARED = Later(b"", comparable_of)
NO_ACCOUNTS = Later(b"", account_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that a build tells of one village, but for its manifest."""

    name: str
    problems: tuple[Problem, ...] = ()
    numbers: frozenset[str] = frozenset()  # its public numbers
    summary: VillageSummary | None = None  # None where nothing of it was ever published
    references: tuple[Reference, ...] = ()  # to records of other villages
    held: tuple[Values, ...] = ()  # what its manifest says of records that are not shown as they stand
    records: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)  # of what each list of its manifest names
    ledger_row: SerialsRow | None = None
    obliged: Obliged | None = None  # what it owes is counted from
    comparables: Later[Comparable] = NOTHING_COMPARED  # with those of other villages
    accounts: Later[Account] = NO_ACCOUNTS  # of its money, by period

    def to_plain(self) -> dict[str, Plain]:
        """Return it as it is kept, but for what is kept for `later`."""
        row = self.ledger_row
        return {
            "name": self.name,
            "problems": [problem.to_plain() for problem in self.problems],
            "numbers": [*sorted(self.numbers)],
            "summary": _summary_to_plain(self.summary) if self.summary else None,
            "references": [{"text": item.text, "place": fields_of(item.place)} for item in self.references],
            "held": [dict(item) for item in self.held],
            "records": self.records,
            "counts": {**self.counts},
            "ledger_row": [row.code, row.slug, {str(year): last for year, last in row.years.items()}]
            if row
            else None,
            "obliged": self.obliged.to_plain() if self.obliged else None,
        }

    @property
    def later(self) -> tuple[bytes, ...]:
        """Return the texts of what is seldom read: it is most of what is told."""
        disclosed = self.obliged.later.text if self.obliged else b""
        return disclosed, self.comparables.text, self.accounts.text

    @classmethod
    def of_plain(cls, plain: Values, later: Sequence[bytes]) -> Told:
        """Read what was kept; raises KeyError, TypeError or ValueError where it is not whole."""
        disclosed, comparables, accounts = later
        return cls(
            name=text_of(plain, "name"),
            problems=tuple(problem_of(item) for item in maps_of(plain, "problems")),
            numbers=frozenset(texts_of(plain, "numbers")),
            summary=summary_of_plain(map_of(plain, "summary")) if plain["summary"] else None,
            references=tuple(
                Reference(text_of(item, "text"), place_of(map_of(item, "place")))
                for item in maps_of(plain, "references")
            ),
            held=tuple(maps_of(plain, "held")),
            records=_count(plain["records"]),
            counts={name: _count(count) for name, count in map_of(plain, "counts").items()},
            ledger_row=_ledger_row(plain["ledger_row"]),
            obliged=obliged_of(map_of(plain, "obliged"), disclosed) if plain["obliged"] else None,
            comparables=replace(NOTHING_COMPARED, text=comparables),
            accounts=replace(NO_ACCOUNTS, text=accounts),
        )


def _ledger_row(plain: Plain) -> SerialsRow | None:
    if plain is None:
        return None
    code, slug, years = plain  # type: ignore[misc, str-unpack]
    if not (isinstance(code, str) and isinstance(slug, str) and isinstance(years, dict)):
        raise TypeError(plain)
    return SerialsRow(code, slug, {int(year): _count(last) for year, last in years.items()})


def _count(plain: Plain) -> int:
    if not isinstance(plain, int):
        raise TypeError(plain)
    return plain


def _summary_to_plain(summary: VillageSummary) -> dict[str, Plain]:
    return {**asdict(summary), "notices": [{**asdict(notice)} for notice in summary.notices]}


def summary_of_plain(plain: Values) -> VillageSummary:
    """Read a summary that was kept."""
    notices = tuple(
        Running(**{name: text_of(item, name) for name in ("title", "number", "until", "figure")})
        for item in maps_of(plain, "notices")
    )
    return replace(VillageSummary(**dict(plain)), notices=notices)  # type: ignore[arg-type]
