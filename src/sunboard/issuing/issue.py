"""Give numbers and editions, and say for every record and number what is shown. A pure function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sunboard.faults import fault
from sunboard.issuing.identity import Traits, match
from sunboard.issuing.register import Edition, Register, highest
from sunboard.issuing.states import CLOSED, DRAFT, HELD, LEAK, MISSING, WAITING
from sunboard.model.node import Place
from sunboard.model.plain import Values, text_of
from sunboard.model.problem import Log

LIVE = "live"
"""A record as its file stands; the calendar decides its state."""

DUPLICATE_RECORD = fault("duplicate-record")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the content, or what is left of one that could not be read."""

    source: str
    kind: str
    place: Place
    digest: str = ""  # "" where it could not be read
    values: Values | None = None  # public
    body: str = ""
    attachments: tuple[Values, ...] = ()
    id: str = ""
    gate: str = ""  # draft, scheduled, held or leak: why it may not be shown as it stands
    published: date | None = None
    given_id: str = ""  # the id that the clerk gave; a file's name says nothing of who a record is


@dataclass(frozen=True, slots=True)
class Shown:
    """One number, or one record that waits for its number, and what is shown of it."""

    number: str  # "" while it waits
    why: str  # live, held, missing, leak, draft, scheduled, or waiting: its new edition is not issued yet
    edition: Edition | None  # what is shown; None for a leak and for what was never issued
    candidate: Candidate | None  # its file, None where it is gone
    last: int = 0  # the highest edition issued
    sealed: Edition | None = None  # of a leak: what keeps the number, and nothing of the record


@dataclass(frozen=True, slots=True)
class Issue:
    """What a village shows, and the editions that are new."""

    shown: tuple[Shown, ...]
    editions: tuple[Edition, ...]


def issue(
    candidates: Iterable[Candidate],
    register: Register,
    *,
    code: str,
    slug: str,
    today: date,
    may_issue: bool,
    floor: Mapping[int, int],
    log: Log,
) -> Issue:
    """Match records with numbers, issue what is new, and say what every number shows.

    `floor` is the last serial of each year that the county remembers; no number up to it is given again.
    Where `may_issue` is false or the register is hurt nothing is issued: new records wait, changed ones show
    their last edition.
    """
    candidates = tuple(candidates)
    numbers = match(tuple(_traits(candidate) for candidate in candidates), register.editions)
    copies = _copies(candidates, numbers, log)
    issuing = may_issue and not register.hurt
    shown: list[Shown] = []
    new: list[Edition] = []
    fresh: list[Candidate] = []
    for candidate in candidates:
        number = numbers.get(candidate.source, "")
        gate = HELD if candidate.source in copies and candidate.gate not in (LEAK, CLOSED) else candidate.gate
        if not number:
            if gate:
                shown.append(Shown("", HELD if gate == CLOSED else gate, None, candidate))
            elif issuing:
                fresh.append(candidate)
            else:
                shown.append(Shown("", LIVE, _edition(candidate, "", 1, "", code, slug, today), candidate))
            continue
        editions = register.editions[number]
        last, issued = editions[-1], highest(editions)
        if gate in (LEAK, CLOSED):
            shown.append(Shown(number, LEAK, None, candidate, issued, sealed=last.sealed()))
        elif gate:
            shown.append(Shown(number, gate, last, candidate, issued))
        else:
            current = next(
                (edition for edition in reversed(editions) if edition.digest == candidate.digest), None
            )
            if current is None and issuing:
                current = _edition(candidate, number, issued + 1, last.digest, code, slug, today)
                new.append(current)
            shown.append(
                Shown(
                    number,
                    LIVE if current else WAITING,
                    current or last,
                    candidate,
                    max(issued, current.edition if current else 0),
                )
            )
    given = dict(floor)
    for candidate in sorted(
        fresh, key=lambda record: ((record.published or today).isoformat(), record.kind, record.source)
    ):
        year = (candidate.published or today).year
        given[year] = max(given.get(year, 0), register.last(year)) + 1
        edition = _edition(candidate, f"{year:04d}-{given[year]:04d}", 1, "", code, slug, today)
        new.append(edition)
        shown.append(Shown(edition.number, LIVE, edition, candidate, 1))
    taken = frozenset(numbers.values())
    shown += [
        Shown(number, MISSING, editions[-1], None, highest(editions))
        for number, editions in register.editions.items()
        if number not in taken
    ]
    return Issue(tuple(shown), tuple(new))


def _traits(candidate: Candidate) -> Traits:
    values = candidate.values or {}
    title, published = text_of(values, "title"), text_of(values, "publish_date")
    return Traits(
        candidate.source,
        candidate.kind,
        candidate.digest,
        candidate.given_id,
        title,
        published,
        values,
        candidate.body,
    )


def _copies(candidates: tuple[Candidate, ...], numbers: Mapping[str, str], log: Log) -> frozenset[str]:
    """Note every file that repeats another; one with a number, else the first by path, is the original."""
    originals: dict[tuple[str, str], Candidate] = {}
    copies = set()
    for candidate in sorted(candidates, key=lambda record: (record.source not in numbers, record.source)):
        if not candidate.digest or candidate.gate == DRAFT:
            continue
        original = originals.setdefault((candidate.kind, candidate.digest), candidate)
        if original is not candidate:
            log.add(DUPLICATE_RECORD, candidate.place, original.source)
            copies.add(candidate.source)
    return frozenset(copies)


def _edition(
    candidate: Candidate, number: str, edition: int, follows: str, code: str, slug: str, today: date
) -> Edition:
    return Edition(
        number,
        edition,
        today.isoformat(),
        candidate.kind,
        candidate.source,
        candidate.digest,
        code,
        slug,
        {"id": candidate.id, **(candidate.values or {})},
        candidate.body,
        candidate.attachments,
        follows,
    )
