"""Give numbers and editions, and say for every record and number what is shown. A pure function."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sunboard.faults import fault
from sunboard.issuing.identity import Traits, match
from sunboard.issuing.register import Edition, Register, highest
from sunboard.lazy import dataclass
from sunboard.model.node import Place
from sunboard.model.plain import Values, sha256, text_of
from sunboard.model.problem import Log
from sunboard.model.state import State

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
    gate: State | None = None  # draft, scheduled, held or leak: why it may not be shown as it stands
    published: date | None = None
    given_id: str = ""  # the id that the clerk gave; a file's name says nothing of who a record is


@dataclass(frozen=True, slots=True)
class Shown:
    """One number, or one record that waits for its number, and what is shown of it."""

    number: str  # "" while it waits; in a preview what stands in for it
    why: State  # live, held, missing, leak, draft, scheduled, or waiting: its new edition is not issued yet
    edition: Edition | None  # what is shown; None for a leak and for what was never issued
    candidate: Candidate | None  # its file, None where it is gone
    last: int = 0  # the highest edition issued
    sealed: Edition | None = None  # of a leak: what keeps the number, and nothing of the record

    @property
    def has_page(self) -> bool:
        """Tell whether anything of it is shown; of a leak that is only its state."""
        return self.edition is not None or bool(self.number and self.why == State.LEAK)


@dataclass(frozen=True, slots=True)
class Issue:
    """What a village shows, the editions that are new, and the register that holds them."""

    shown: tuple[Shown, ...]
    editions: tuple[Edition, ...]
    register: Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The village and the day that editions are issued in."""

    code: str
    slug: str
    today: date
    waiting: str = ""  # how a number begins that stands in for one to come; only a preview shows any

    def stand_in(self, candidate: Candidate) -> str:
        """Return what stands in for a number to come, the same while the file keeps its name."""
        waiting = "-".join(self.waiting.split())
        return f"{waiting}-{sha256(candidate.source.encode())[:6]}" if waiting else ""

    def edition(self, candidate: Candidate, number: str = "", edition: int = 1, follows: str = "") -> Edition:
        """Return a record as an edition; without a number it is one that waits for it."""
        return Edition(
            number=number,
            edition=edition,
            date=self.today.isoformat(),
            kind=candidate.kind,
            path=candidate.source,
            digest=candidate.digest,
            code=self.code,
            slug=self.slug,
            values={"id": candidate.id, **(candidate.values or {})},
            body=candidate.body,
            attachments=candidate.attachments,
            follows=follows,
        )


def issue(
    candidates: Iterable[Candidate],
    register: Register,
    issuer: Issuer,
    *,
    may_issue: bool,
    floor: Mapping[int, int],
    log: Log,
) -> Issue:
    """Match records with numbers, issue what is new, and say what every number shows.

    `floor` is the last serial of each year that the county remembers; no number up to it is given again.
    Where `may_issue` is false or the register is hurt nothing is issued: new records wait, changed ones show
    their last edition, or in a preview what they would.
    """
    candidates = tuple(candidates)
    numbers = match(map(_traits, candidates), register.editions)
    candidates = _copies_held(candidates, numbers, log)
    may_issue = may_issue and not register.hurt
    shown: list[Shown] = []
    new: list[Candidate] = []
    for candidate in candidates:
        if number := numbers.get(candidate.source):
            shown.append(_known(candidate, register.editions[number], issuer, may_issue))
        elif candidate.gate or not may_issue:
            shown.append(_waiting(candidate, issuer))
        else:
            new.append(candidate)
    unissued = [item.edition for item in shown if item.edition and _is_new(item.edition, register)]
    editions = unissued if may_issue else []
    for candidate, number in _numbered(new, register, floor, issuer.today):
        edition = issuer.edition(candidate, number)
        editions.append(edition)
        shown.append(Shown(number, State.LIVE, edition, candidate, 1))
    shown += _missing(register, frozenset(numbers.values()))
    told = editions or [edition for edition in unissued if edition.number in register.editions]
    return Issue(tuple(shown), tuple(editions), register.with_editions(told))


def _traits(candidate: Candidate) -> Traits:
    values = candidate.values or {}
    return Traits(
        source=candidate.source,
        kind=candidate.kind,
        digest=candidate.digest,
        id=candidate.given_id,
        title=text_of(values, "title"),
        published=text_of(values, "publish_date"),
        values=values,
        body=candidate.body,
    )


def _copies_held(
    candidates: Iterable[Candidate], numbers: Mapping[str, str], log: Log
) -> tuple[Candidate, ...]:
    """Note and hold every file that repeats another.

    The one with a number, else the first by path, is the original. What may not be shown at all stays so.
    """
    candidates = tuple(candidates)
    originals: dict[tuple[str, str], Candidate] = {}
    copies = set()
    for candidate in sorted(candidates, key=lambda record: (record.source not in numbers, record.source)):
        if not candidate.digest or candidate.gate == State.DRAFT:
            continue
        original = originals.setdefault((candidate.kind, candidate.digest), candidate)
        if original is not candidate:
            log.add(DUPLICATE_RECORD, candidate.place, original.source)
            copies.add(candidate.source)
    return tuple(
        replace(candidate, gate=State.HELD)
        if candidate.source in copies and candidate.gate not in (State.LEAK, State.CLOSED)
        else candidate
        for candidate in candidates
    )


def _known(candidate: Candidate, editions: tuple[Edition, ...], issuer: Issuer, may_issue: bool) -> Shown:
    """Return what a record shows that has a number: its gate, the edition it says again, or a new one."""
    gate, last, issued = candidate.gate, editions[-1], highest(editions)
    if gate in (State.LEAK, State.CLOSED):
        return Shown(last.number, State.LEAK, None, candidate, issued, sealed=last.sealed())
    if gate:
        return Shown(last.number, gate, last, candidate, issued)
    said_before = (edition for edition in reversed(editions) if edition.digest == candidate.digest)
    if current := next(said_before, None):
        return Shown(last.number, State.LIVE, _as_written(current, candidate), candidate, issued)
    if not may_issue and not issuer.waiting:
        return Shown(last.number, State.WAITING, last, candidate, issued)
    current = issuer.edition(candidate, last.number, issued + 1, last.digest)
    return Shown(last.number, State.LIVE, current, candidate, current.edition)


def _as_written(edition: Edition, candidate: Candidate) -> Edition:
    """Return an edition as its file says it: one restored from a website lacks what was masked there."""
    values = {"id": text_of(edition.values, "id"), **(candidate.values or {})}
    return replace(edition, values=values, body=candidate.body, attachments=candidate.attachments)


def _waiting(candidate: Candidate, issuer: Issuer) -> Shown:
    """Return what a record shows that has no number and gets none now."""
    if candidate.gate:
        return Shown("", State.HELD if candidate.gate == State.CLOSED else candidate.gate, None, candidate)
    number = issuer.stand_in(candidate)
    return Shown(number, State.LIVE, issuer.edition(candidate, number), candidate)


def _is_new(edition: Edition, register: Register) -> bool:
    """Tell whether an edition with a number is not in the register yet."""
    known = register.editions.get(edition.number, ())
    return bool(edition.number) and all(edition.edition != other.edition for other in known)


def _numbered(
    candidates: Iterable[Candidate], register: Register, floor: Mapping[int, int], today: date
) -> Iterator[tuple[Candidate, str]]:
    """Yield records, by day, each with the next number of its year."""
    given = dict(floor)
    for candidate in sorted(
        candidates, key=lambda record: ((record.published or today).isoformat(), record.kind, record.source)
    ):
        year = (candidate.published or today).year
        given[year] = max(given.get(year, 0), register.last(year)) + 1
        yield candidate, f"{year:04d}-{given[year]:04d}"


def _missing(register: Register, taken: Container[str]) -> Iterator[Shown]:
    """Yield the numbers whose files are gone."""
    for number, editions in register.editions.items():
        if number not in taken:
            yield Shown(number, State.MISSING, editions[-1], None, highest(editions))
