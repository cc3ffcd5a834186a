"""From readings to candidates: run the checks, and say why a record may not be shown as it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from itertools import compress, product
from operator import attrgetter

from sunboard.building.jobs import SiteInputs
from sunboard.building.passed import Passed, Watch
from sunboard.contracts import (
    AnyRecord,
    Around,
    Check,
    Comparable,
    Comparison,
    Finding,
    Glance,
    Kind,
    Parts,
    UnreadFile,
)
from sunboard.engines.font_cover import missing_characters
from sunboard.engines.sheet import column_name
from sunboard.faults import fault
from sunboard.fields.disclosure import DRAFT, PAPER_ONLY, PARTY_ONLY, WAITING, Disclosure
from sunboard.fields.enclosed_tables import ROWS
from sunboard.fields.faults import KEY_SHOWN, KEY_UNKNOWN
from sunboard.fields.part import NOTHING, Unread
from sunboard.issuing.issue import Candidate, Shown
from sunboard.issuing.register import UNKNOWN_PATH, Edition, Register
from sunboard.lazy import dataclass
from sunboard.model.encoding import decode
from sunboard.model.node import Document, Entry, Fields, Items, Place, Scalar
from sunboard.model.once import Again, always
from sunboard.model.plain import Plain, Values, texts_of
from sunboard.model.problem import Log, Problem
from sunboard.model.row import Head, Row
from sunboard.model.state import State
from sunboard.model.today import Today
from sunboard.privacy.leaks import leaks_in, leaks_in_text
from sunboard.privacy.masking import masked
from sunboard.privacy.naming import public_values
from sunboard.privacy.surfaces import is_open, lists_people
from sunboard.reading.documents import Reading, document_id
from sunboard.reading.inheritance import ID_TAKEN_ABOVE
from sunboard.reading.records import digest_of, understood
from sunboard.settings.law import Law, Ruling
from sunboard.viewing.context import VillageContext

AUDIENCE_LIMITED = fault("audience-limited")


def around_of(
    context: VillageContext,
    readings: Iterable[Reading],
    register: Register,
    kinds: Mapping[str, Kind],
    site_inputs: SiteInputs,
    unread: Iterable[UnreadFile] = (),
) -> Around:
    """Return what a check may look at; `unread` are files of lists above that could not be taken apart."""
    village, township, site = context.village, context.township, context.site
    readings = tuple(readings)
    return Around(
        today=context.today,
        site=site,
        township=township,
        village=village,
        records=tuple(reading.checked for reading in readings if reading.checked),
        packaged=context.packaged,
        public_phones=context.public_phones,
        numbers={number: editions[-1].path for number, editions in register.editions.items()},
        glyphs=lambda text: missing_characters(text, site_inputs.fonts),
        kinds=kinds,
        unread=(*unread, *(_unread(reading) for reading in readings if not reading.checked)),
        compared=site_inputs.compared,
    )


def _unread(reading: Reading) -> UnreadFile:
    """Return what is known of a file of which there is no record."""
    text = "\n".join(reading.document.fields.texts()) if reading.document else None
    text = decode(reading.raw) if reading.raw else text
    return UnreadFile(reading.kind, None if text is None else f"{reading.source}\n{text}")


@dataclass(frozen=True, slots=True)
class Judged:
    """A record as issuing sees it, with everything that is wrong with it."""

    candidate: Candidate
    problems: tuple[Problem, ...]
    passed: Passed | None = None  # where its own checks found nothing


def check_record(reading: Reading, checks: Iterable[Check], around: Around) -> tuple[Problem, ...]:
    """Run every check that fits a record; what could not be read is searched for leaks all the same."""
    if reading.document is None:
        return tuple(leaks_in_text(decode(reading.raw) or "", reading.source, around.public_phones))
    if reading.checked is None:
        kind = around.kinds.get(reading.kind)
        fields = kind.fields if kind else None
        return tuple(leaks_in(reading.document, reading.source, fields, around.public_phones))
    return tuple(found_by(checks, reading.checked, around))


def _looked_through(
    reading: Reading, checks: Iterable[Check], watch: Watch, of: str, before: Passed | None
) -> tuple[tuple[Problem, ...], Passed | None]:
    """Check a record; where its own checks found nothing before, only those that look further.

    Returns what was found, and whether its own checks found nothing this time.
    """
    around, record = watch.whole, reading.checked
    today = around.today
    if record is None or not of or not isinstance(today, Today):
        return check_record(reading, checks, around), None
    if before and before.holds(of, watch.on):
        today.turns_on(before.until)
        return tuple(found_by(checks, record, around, before.beyond)), before
    own, found, beyond, clean = Today.of(watch.on), list[Problem](), set[str](), True
    watch.begin(record, own)
    for where, asked in _ruled(checks, record, around, watch.day):
        try:
            if where is not None and not where(record, watch):
                continue
        except Unread:
            pass  # it may hold
        for check, ruling in asked:
            findings: list[Finding] = []
            try:  # noqa: SIM105 - as `Check.findings` does, which takes as long as many a check
                findings += check.find(record, watch)
            except Unread:
                pass
            if watch.looked:
                beyond.add(check.fault.code)
                watch.looked = False
            elif findings:
                clean = False
            if findings:
                found += _problems(check, ruling, findings)
    until = own.holds_until
    if until is not date.max:
        today.turns_on(until)
    passed = Passed(of=of, since=watch.on, until=until, beyond=frozenset(beyond)) if clean else None
    return tuple(found), passed


def found_by(
    checks: Iterable[Check], record: AnyRecord, around: Around, only: Container[str] | None = None
) -> Iterator[Problem]:
    """Yield what checks find in a record, as grave as the law of the record's own day makes it.

    `only` are the codes of those that are asked, where not all are. The checks are all of the program's.
    """
    for where, ruled in _ruled(checks, record, around, around.day_of(record)):
        asked = ruled if only is None else [one for one in ruled if one[0].fault.code in only]
        if asked and (where is None or _holds(where, record, around)):
            for check, ruling in asked:
                yield from _problems(check, ruling, check.findings(record, around))


Ruled = Sequence[tuple[Glance | None, Sequence[tuple[Check, Ruling]]]]
"""Checks with what the law makes of them, by the glance that tells whether they may find something."""


def _holds(where: Glance, record: AnyRecord, around: Around) -> bool:
    """Tell whether a glance tells of something; where it asks for what could not be read, it may."""
    try:
        return bool(where(record, around))
    except Unread:
        return True


def _ruled(checks: Iterable[Check], record: AnyRecord, around: Around, day: date) -> Ruled:
    """Return the checks that fit a record, as the law of a day has them in force."""
    rulings = around.once_for(_rulings_of, lambda: _rulings_of(_ChecksUnderLaw(checks, around.packaged.law)))
    return rulings.of(record.fields, day)


class _ChecksUnderLaw:
    """Checks and a law: equal to others where both are the very same, which is told at once."""

    __slots__ = ("checks", "law")

    def __init__(self, checks: Iterable[Check], law: Law) -> None:
        self.checks, self.law = checks, law

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ChecksUnderLaw) and self.checks is other.checks and self.law is other.law

    def __hash__(self) -> int:
        return hash((id(self.checks), id(self.law)))


@lru_cache(maxsize=4)
def _rulings_of(under: _ChecksUnderLaw) -> _Rulings:
    """Return what is made of checks by a law: most villages ask for the same."""
    return _Rulings(tuple(under.checks), under.law)


class _Rulings:
    """Checks as a law has them in force.

    They are the same for all records that give such fields between two days on which the law changes.
    """

    def __init__(self, checks: tuple[Check, ...], law: Law) -> None:
        self._checks, self._law = checks, law
        self._fitting: dict[type[Disclosure], _Fitting] = {}
        self._made: dict[tuple[type[Disclosure], int, tuple[bool, ...]], Ruled] = {}

    def of(self, fields: Disclosure, day: date) -> Ruled:
        """Return those that fit some fields, as the law of a day has them."""
        sort = type(fields)
        if sort not in self._fitting:
            self._fitting[sort] = _Fitting.of(self._checks, sort)
        fitting = self._fitting[sort]
        key = sort, bisect_right(self._law.turns, day), fitting.given_in(fields)
        made = self._made.get(key)  # which compares some forty answers, so that it is asked once
        if made is None:
            made = self._made[key] = fitting.ruled(key[2], self._law, day)
        return made


@dataclass(frozen=True, slots=True)
class _Fitting:
    """The checks of records with fields of a type, and the fields without which some of them find nothing."""

    checks: tuple[Check, ...]
    asked: tuple[str, ...]
    read: Callable[[Disclosure], tuple[object, ...]]  # the values of those that are asked

    @classmethod
    def of(cls, checks: Iterable[Check], fields: type[Disclosure]) -> _Fitting:
        fitting = tuple(check for check in checks if issubclass(fields, check.fields))
        given = (name for check in fitting for name in check.given if hasattr(fields, name))
        asked = tuple(dict.fromkeys(("kind", "title", *given)))  # of a single one `attrgetter` reads no tuple
        return cls(fitting, asked, attrgetter(*asked))

    def given_in(self, fields: Disclosure) -> tuple[bool, ...]:
        """Tell of each field that is asked for whether it is given, or somebody tried to."""
        unread = fields.unread
        if not unread:
            return tuple([value is not None and value is not NOTHING for value in self.read(fields)])
        return tuple(name in unread or getattr(fields, name) not in (None, ()) for name in self.asked)

    def ruled(self, given: Iterable[bool], law: Law, day: date) -> Ruled:
        """Return those that have what they look at, as the law of a day has them in force."""
        names = frozenset(compress(self.asked, given))
        wanted = [check for check in self.checks if not check.given or not names.isdisjoint(check.given)]
        ruled = dict[Glance | None, list[tuple[Check, Ruling]]]()
        for check in wanted:
            ruling = law.ruling(check.fault.code, day)
            if ruling.in_force:
                ruled.setdefault(check.where, []).append((check, ruling))
        return tuple(ruled.items())


def _problems(check: Check, ruling: Ruling, findings: Iterable[Finding]) -> list[Problem]:
    """Return what a check found as problems, as grave as a ruling makes them."""
    return [
        Problem(
            check.fault,
            finding.place,
            finding.value,
            finding.details,
            ruled=ruling.severity,
            note=ruling.explanation,
        )
        for finding in findings
    ]


def comparables_of(comparisons: Iterable[Comparison], around: Around) -> Iterator[Comparable]:
    """Yield what the village's own records tell to be compared, as the law of each record's day has it."""
    for record, one in product(around.records, tuple(comparisons)):
        if not isinstance(record.fields, one.fields):
            continue
        for told in _told(one, record, around):
            ruling = around.packaged.law.ruling(one.fault.code, around.day_of(record))
            if ruling.in_force:
                ruled, note = ruling.severity or "", ruling.explanation
                said = told.key, told.value, told.place, told.title, told.least
                yield Comparable(*said, rule=one.fault.code, ruled=ruled, note=note)


def _told(one: Comparison, record: AnyRecord, around: Around) -> list[Comparable]:
    """Return what a record tells to be compared, until it is asked for what could not be read."""
    told: list[Comparable] = []
    try:
        told += one.tell(record, around)
    except Unread:
        return told
    return told


def judge(
    readings: tuple[Reading, ...],
    around: Around,
    register: Register,
    folder: str,
    parts: Parts,
    log: Log,
    again: Again = always,
    *,
    files_of: Callable[[Reading], str] = lambda reading: "",
    passed: Mapping[str, Passed] | None = None,
) -> tuple[Judged, ...]:
    """Check every record, and hold back what a list above would change while the village's own is unclear.

    `again` checks a record, or knows what was wrong with it; `passed` are the records whose own checks found
    nothing before, of files whose digest `files_of` tells.
    """
    judged, watch = [], Watch.of(around)
    for reading in readings:
        before = (passed or {}).get(reading.source)
        look = partial(_looked_through, reading, parts.checks, watch, files_of(reading), before)
        found, passes = again(("problems", reading.source), reading, look)
        problems = (*_but_told(reading.problems, found), *found) if reading.problems else found
        judged.append(Judged(candidate_of(reading, problems, around.today, log, again), problems, passes))
    unclear = _unclear_lists(readings, folder, parts.kinds)
    known = {editions[-1].digest for editions in register.editions.values()}

    def waits(candidate: Candidate) -> bool:
        inherited = not candidate.source.startswith(folder)
        return (
            inherited and candidate.kind in unclear and candidate.digest not in known and not candidate.gate
        )

    return tuple(
        replace(item, candidate=replace(item.candidate, gate=State.HELD)) if waits(item.candidate) else item
        for item in judged
    )


def _but_told(problems: Sequence[Problem], found: Collection[Problem]) -> Iterator[Problem]:
    """Yield problems but those that what a check found makes idle.

    These are of values in columns that have to go, and of unknown keys below which a leak stands: nobody is
    to write that into a text, or under another key.
    """
    gone = {_column(one.place) for one in found if one.place.cell and one.fault.column}
    leaks = {one.place for one in found if one.fault.leak}
    for one in problems:
        is_idle = one.fault in (KEY_UNKNOWN, KEY_SHOWN) and one.place in leaks
        if not is_idle and (not gone or _column(one.place) not in gone):
            yield one


def _column(place: Place) -> tuple[str, str]:
    """Return the file, and the sheet and letter of the column where a cell stands."""
    return place.path, place.cell.rstrip("0123456789")


def codes_of(judged: Iterable[Judged], log: Log) -> dict[str, frozenset[str]]:
    """Return for each source the codes of what holds it back, and of what was noted on the way."""
    noted: dict[str, set[str]] = {}
    for problem in log.problems:
        noted.setdefault(problem.place.path, set()).add(problem.fault.code)
    return {
        item.candidate.source: frozenset(
            problem.fault.code for problem in item.problems if problem.is_error
        ).union(noted.get(item.candidate.source, ()))
        for item in judged
    }


def _unclear_lists(readings: tuple[Reading, ...], folder: str, kinds: Mapping[str, Kind]) -> frozenset[str]:
    """Return the inherited kinds of which a file of the village's is unclear: it may override anything."""
    # of a whole workbook the kind is unknown: it may hold any
    unread = {
        reading.kind for reading in readings if reading.record is None and reading.source.startswith(folder)
    }
    taken = {
        reading.kind
        for reading in readings
        if any(problem.fault == ID_TAKEN_ABOVE for problem in reading.problems)
    }
    return frozenset(taken).union(
        kind.name for kind in kinds.values() if kind.inherited and unread & {kind.name, ""}
    )


def candidate_of(
    reading: Reading, problems: tuple[Problem, ...], today: date, log: Log, again: Again = always
) -> Candidate:
    """Return a record as issuing sees it, with its gate; `again` says what it says, or knows that."""
    place = reading.document.fields.place if reading.document else Place(reading.source, 1)
    gate = _gate_of(problems)
    record = reading.record
    if record is None:
        name = document_id(reading.document) if reading.document else ""
        name = reading.partial.id if reading.partial else name
        return Candidate(reading.source, reading.kind, place, id=name, gate=gate or State.HELD)
    given = record.fields
    for name, written in (("audience", given.audience), ("pii", given.pii)):
        closed = written == PARTY_ONLY or (written == PAPER_ONLY and not lists_people(type(given)))
        if gate != State.LEAK and closed:
            log.add(AUDIENCE_LIMITED, given.at(name), written or "")
            gate = State.CLOSED
    if gate not in (State.LEAK, State.CLOSED) and (given.status in (DRAFT, WAITING) or not is_open(given)):
        gate = State.DRAFT
    elif not gate and given.publish_date and given.publish_date > today:
        gate = State.SCHEDULED
    values, digest = again(("said", record.source), record, partial(_said, record))
    attachments: tuple[Values, ...] = tuple(
        {"title": item.title, "path": item.path, "sha256": item.sha256, "size": len(item.data)}
        for item in record.enclosed
    )
    return Candidate(
        source=record.source,
        kind=record.kind,
        place=place,
        digest=digest,
        values=values,
        body=record.body,
        attachments=attachments,
        id=record.id,
        gate=gate,
        published=given.publish_date,
        given_id=given.id or "",
    )


def _said(record: AnyRecord) -> tuple[Values, str]:
    """Return what the public may read of a record, and the digest of all that it says."""
    said = understood(record)
    return public_values(type(record.fields), said), digest_of(record, said)


def _gate_of(problems: Iterable[Problem]) -> State | None:
    """Return what problems make of their record."""
    problems = tuple(problems)
    if any(problem.fault.leak for problem in problems):
        return State.LEAK
    return State.HELD if any(problem.is_error for problem in problems) else None


def without_leaks(
    shown: Iterable[Shown],
    kinds: Mapping[str, Kind],
    public_phones: frozenset[str],
    allowed: Container[str] = (),
) -> tuple[Shown, ...]:
    """Search what comes from the register too: an edition may be older than what finds its leak.

    `allowed` are the marks of numbers that the township answers for.
    """
    found = []
    for item in shown:
        if item.why != State.LIVE and item.edition and _has_leak(item.edition, kinds, public_phones, allowed):
            item = replace(item, why=State.LEAK, edition=None, sealed=item.edition.sealed())
        if item.sealed and masked(item.sealed.path, public_phones) != item.sealed.path:
            item = replace(item, sealed=replace(item.sealed, path=UNKNOWN_PATH))
        found.append(item)
    return tuple(found)


def _has_leak(
    edition: Edition, kinds: Mapping[str, Kind], public_phones: frozenset[str], allowed: Container[str]
) -> bool:
    kind = kinds.get(edition.kind)
    document = _as_document(edition.values, edition.body)
    leaks = leaks_in(document, "", kind.fields if kind else None, public_phones)
    return any(leak.details["mark"] not in allowed for leak in leaks)


def _as_document(values: Values, body: str) -> Document:
    """Return plain values as a document, to be searched like one."""

    def entries(data: Plain, name: str) -> Iterable[Entry]:
        if isinstance(data, dict):
            for key, value in data.items():
                if isinstance(value, list) and any(isinstance(item, list) for item in value):
                    yield Entry(ROWS, rows(value, texts_of(data, "heads")), Place())
                else:
                    yield from entries(value, key)
        elif isinstance(data, list):
            for value in data:
                yield from entries(value, name)
        elif data is not None:
            yield Entry(name, Scalar(str(data), Place()), Place())

    def rows(given: list[Plain], heads: Sequence[str]) -> Items:
        found = [tuple(map(str, item)) for item in given if isinstance(item, list)]
        letters = tuple(column_name(x) for x in range(max(map(len, found))))
        head = Head("", "", tuple(heads) or letters, letters)
        return Items(tuple(Row(head, cells, at) for at, cells in enumerate(found, 1)))

    return Document("", Fields(tuple(entries(dict(values), ""))), body)
