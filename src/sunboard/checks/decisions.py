"""How a matter was decided: the order of its days, its steps, its number, and who watched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import chain, starmap
from operator import attrgetter

from sunboard.checks.balances import ZERO
from sunboard.checks.ledgers import cites, given_in, loosely, those
from sunboard.checks.minutes import STEPS, meetings, meetings_told
from sunboard.checks.names import first_issued_first, names_by_source
from sunboard.checks.order import Step, out_of_line
from sunboard.checks.works import cost_of
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, found, where_read
from sunboard.fields.decision import FIVE_STEPS, FOUR_STEPS, JOINT_MEETING, Decision, Meeting
from sunboard.fields.declarations import label_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.part import Part, Unread
from sunboard.kinds.contract import Contract, ContractRow
from sunboard.kinds.finance import Finance
from sunboard.kinds.project import Project
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.node import Place
from sunboard.settings.due import announces

_NEEDED = {FOUR_STEPS: tuple(STEPS), FIVE_STEPS: tuple(STEPS), JOINT_MEETING: ("discussed",)}
_PUBLICISED, _OUTCOME, _OPINION = (
    label_of(Decision, name, "zh") for name in ("publicised", "outcome", "supervision")
)
_DAYS = "{decision}.{{step}}.{date}".format(
    decision=label_of(Disclosure, "decision", "zh"), date=label_of(Meeting, "date", "zh")
)
"""The column of a workbook that holds the day of a step."""
_SERIAL = regex(r"(.*\d{4}\.)(\d{1,4})\.")
"""A number as `loosely` gives it: the year and what stands before it, and a serial within that year."""


@check("decision-order", given="decision")
def decision_order(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The days of a decision stand in the wrong order."""
    decision = record.fields.decision
    if decision is None:
        return
    told = [(STEPS[one.step], one.meeting) for one in meetings_told(record, around) if one.step]
    public, outcome = decision.publicised, decision.outcome
    steps = [(name, meeting.date, meeting, "date") for name, meeting in told]
    ways = [
        [*steps, (_PUBLICISED, public.from_, public, "from_"), ("公开截止", public.until, public, "until")]
    ]
    if outcome and decision.resolved:
        ways.append([*steps[-1:], (_OUTCOME, outcome.date, outcome, "date")])
    if decision.proposed and (said := decision.supervision):
        ways.append([*steps[:1], (_OPINION, said.date, said, "date")])
    for step, other in chain.from_iterable(out_of_line([*starmap(Step, way)]) for way in _unordered(ways)):
        later, earlier = (step, other) if step.day < other.day else (other, step)
        days = {"earlier_date": earlier.day, "later_date": later.day}
        yield found(step.place, str(step.day), earlier=earlier.name, later=later.name, **days)


@check("decision-after-publication", given="decision")
def decision_after_publication(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is published before the last meeting of which it tells, and its row announces none.

    Where the day of the event itself is after publication, that is told alone.
    """
    fields, decision, published = record.fields, record.fields.decision, record.fields.publish_date
    if decision is None or published is None or not fields.is_published:
        return
    if fields.event_date and fields.event_date > published:  # told as event-after-publication
        return
    step, last = next(reversed([*meetings(decision)]), ("", None))
    row = around.packaged.catalog.get(fields.catalog or "")
    if last and last.date > published and not announces(row):
        yield found(last.at("date"), str(last.date), step=STEPS[step], published=published)


_Day = tuple[str, date, Part, str]
"""A step as `Step` has it, not yet made one: nearly all days stand in their order."""


def _unordered(ways: Iterable[Sequence[_Day]]) -> Iterator[Sequence[_Day]]:
    """Yield those whose days do not follow one another."""
    for way in ways:
        days = [day for _, day, _, _ in way]
        if days != sorted(days):
            yield way


@check("decision-step-missing", given="decision")
def decision_step_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A step that the procedure asks for is not there."""
    decision = record.fields.decision
    if decision is None:
        return
    given = {one.step for one in meetings_told(record, around)}
    needed = _NEEDED.get(decision.procedure, ("resolved",))
    missing = [name for name in needed if name not in given]
    if missing and not (decision.procedure == JOINT_MEETING and "resolved" in given):
        steps = tuple(STEPS[name] for name in missing)
        yield found(
            decision.at("procedure"),
            decision.procedure,
            procedure=decision.procedure,
            missing=steps,
            step=steps[0],
            columns=tuple(_DAYS.format(step=step) for step in steps),
        )


@check("supervision-missing", given="decision")
def supervision_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A decision does not say what the supervision committee thinks of it."""
    decision = record.fields.decision
    if decision is not None and decision.supervision is None:
        yield found(decision.at("supervision"), decision.no or "")


def _decided(around: Around) -> dict[str, list[AnyRecord]]:
    """Return the records by the number of their decision, loosely: the issued first, then by its day."""
    issued = frozenset(around.numbers.values())
    numbered = where_read(first_issued_first(around), _number)
    found_by_number: dict[str, list[AnyRecord]] = {}
    for record in sorted(numbered, key=lambda one: date.min if one.source in issued else _resolved_on(one)):
        found_by_number.setdefault(loosely(_number(record)), []).append(record)
    return found_by_number


def _resolved_on(record: AnyRecord) -> date:
    """Return the day of a resolution; of one that nobody can read it comes last."""
    with suppress(Unread):
        decision = record.fields.decision
        if decision and decision.resolved:
            return decision.resolved.date
    return date.max


@check("decision-number-taken", given="decision")
def decision_number_taken(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Two records of the village use one number for a decision."""
    decision = record.fields.decision
    if decision is None or not decision.no:
        return
    for other in around.once(_decided).get(loosely(decision.no), ()):
        if other.source == record.source:
            return
        if not _one_decision(record, other, around):
            yield found(decision.at("no"), decision.no, title=other.title, other=other.source, id=other.id)
            return


def _one_decision(one: AnyRecord, two: AnyRecord, around: Around) -> bool:
    """Tell whether two records say that they speak of the same resolution, and do."""
    linked = any(
        {a.fields.corrects, *a.fields.related} & around.once(names_by_source)[b.source]
        for a, b in ((one, two), (two, one))
    )
    first, second = one.fields.decision, two.fields.decision
    return linked and first is not None and second is not None and _resolution(first) == _resolution(second)


def _resolution(decision: Decision) -> tuple[object, str]:
    return decision.resolved.date if decision.resolved else None, decision.resolution_text


def _number(record: AnyRecord) -> str:
    return (record.fields.decision.no or "") if record.fields.decision else ""


def _numbers(around: Around) -> Mapping[str, str]:
    return {loosely(number): number for number in map(_number, where_read(around.records, _number))}


@check("decision-number-misspelt", of=Finance, where=cites)
def decision_number_misspelt(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A row of a ledger cites a decision by a number that is written a little differently."""
    for row in those(record.fields.rows, attrgetter("decision")):
        own = around.once(_numbers).get(loosely(row.decision or ""))
        if row.decision and own and own != row.decision:
            yield found(row.at("decision"), row.decision, voucher=row.called, known=own)


def _may_cite(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record is a ledger of which a row cites a decision, or tells of contracts or works."""
    fields = record.fields
    if isinstance(fields, Finance):
        return cites(record, around)  # type: ignore[arg-type]
    return isinstance(fields, Contract | Project)


@check("decision-unpublished", where=_may_cite, own="major", by=("small",))
def decision_unpublished(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """What cost much cites a decision that was not published, though an earlier one of its series was.

    A payment is looked at from the large amount on, a contract or works from that on which is decided.
    """
    is_ledger = isinstance(record.fields, Finance)
    least = around.amount("decision-unpublished", "major" if is_ledger else "small", record)
    for place, cited, amount, said in _citing(record, least):
        for number in given_in(cited):
            series, serial = _serial(loosely(number))
            known = around.once(_by_series).get(series, ())
            if known and min(known) < serial and serial not in known and not _told_of(number, record, around):
                yield found(place, number, amount=separated(amount), **said)


def _citing(record: AnyRecord, least: Decimal) -> Iterator[tuple[Place, str, Decimal, Mapping[str, str]]]:
    """Yield where a decision is cited for no less than an amount: numbers, amount, what it was for."""
    fields = record.fields
    if isinstance(fields, Finance):
        for row in those(fields.payments, attrgetter("decision")):
            if row.decision and (row.expense or ZERO) >= least:
                said = {"what": "payment", "voucher": row.called}
                yield row.at("decision"), row.decision, row.expense or ZERO, said
    elif isinstance(fields, Project):
        cost = cost_of(fields) or ZERO
        if fields.resolution and cost >= least:
            yield record.at("resolution"), fields.resolution, cost, {"what": "works", "voucher": fields.name}
    elif isinstance(fields, Contract):
        asked: tuple[Contract | ContractRow, ...] = (fields, *fields.rows)
        for terms in asked:
            amount = terms.price or terms.rent or ZERO
            if terms.resolution and amount >= least:
                said = {"what": "contract", "voucher": terms.object or record.title}
                yield terms.at("resolution"), terms.resolution, amount, said


def _told_of(number: str, record: AnyRecord, around: Around) -> bool:
    """Tell whether another record speaks of a decision in its title or text."""
    telling = where_read(around.records, lambda other: number in f"{other.title}{other.body}")
    return any(other.source != record.source for other in telling)


def _by_series(around: Around) -> Mapping[str, frozenset[int]]:
    """Return which decisions of a year the village tells of: what stands before their serial, and those."""
    series: dict[str, set[int]] = {}
    for number in around.once(_numbers):
        before, serial = _serial(number)
        series.setdefault(before, set()).add(serial)
    return {before: frozenset(serials) for before, serials in series.items()}


def _serial(number: str) -> tuple[str, int]:
    """Return what stands before the serial of a number of papers, and the serial; 0 where it has none."""
    match = _SERIAL.fullmatch(number)
    return (match[1], int(match[2])) if match else (number, 0)
