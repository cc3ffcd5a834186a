"""Money and property of all: what has to be decided before, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter

from sunboard.checks.balances import ZERO
from sunboard.checks.columns import payments_from, payments_giving
from sunboard.checks.ledgers import (
    cited,
    cites,
    decided_contracts,
    decision_numbers,
    decisions_by_number,
    known_payments,
    loosely,
    several,
    those,
)
from sunboard.checks.names import names_by_source
from sunboard.checks.words import has_any, words_in
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, each, found
from sunboard.fields.decision import FIVE_STEPS, FOUR_STEPS, JOINT_MEETING, Decision
from sunboard.fields.written import parse_money
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.kinds.matter import Matter
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.row import RowPlaces

_YEAR = timedelta(365)
_BY_STATUTES = regex(
    "(?:依照|依据|按照|按|根据|遵照|遵守)[^，。；]{0,15}章程"
    "|(?P<changed>[制修][定订改正][^，。；]{0,8}章程)|章程(?:的?规定|的?要求"
    "|第(?![^，。；]{0,15}(?:[制修]|改为|改成|变更|删去|增加)))"
)
"""What is done by statutes that stand, or how they are changed."""
_ENDS_IN_VOTE = (JOINT_MEETING, FOUR_STEPS, FIVE_STEPS)
_WIDER = regex("代表|党员|股东|[村居]民(?:会议|大会)|[成社]员大会|户主?会")
"""Bodies of more than the committees."""
_HAS_NUMBER = regex("[\\d〇一二三四五六七八九十]")
"""What says which decision it was, be it by a number or a day; 会议研究 does not."""


_SAYS_DECIDED = regex(
    "决议号?|四议两公开|(?:会议|大会|代表会|联席会|理事会|会上)[^。；]{0,20}(?:通过|同意|决定|表决|研究|定)"
)
"""How a text tells that a meeting decided."""
_PRICED = regex("(?:成交|处置|售|卖|变现|转让|拍)[^价款额]{0,2}[价款额]")
"""How a key tells for how much something went."""
_SOLD_FOR = regex(
    r"(?:成交|处置|售|卖|变现|转让|拍)[^，。；,;\d]{0,8}(?P<amount>\d[\d,]*(?:\.\d+)?万?)(?P<rest>(?<=万)(?:\d千|\d{1,4}))?元"
)
_MEETING_OF_A_DAY = regex(
    r"\d+[日号][^。；]{0,12}(?:会议?|大会)(?![室桌费材用])[^。；]{0,12}(?:通过|同意|决定|表决|研究|议定)"
)
"""How the summary of a payment names the meeting that decided it."""


@check("payment-undecided", of=Finance, own="major")
def payment_undecided(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A large payment, or what was paid for one project within a year, names no decision."""
    major = around.amount("payment-undecided", "major", record)
    told: set[str] = set()
    if not _could_cite(record, around):
        return
    known = around.once(decisions_by_number)

    def look(row: LedgerRow) -> Iterator[Finding]:
        amount, matter = row.expense or ZERO, _matter(row, around)
        if any(_HAS_NUMBER.search(one) or one in known for one in decision_numbers(row)):
            return
        total = amount
        if amount < major and matter and matter not in told:
            total = _paid_for(matter, row, around)
        if total >= major:
            told.add(matter)
            what = "one" if amount >= major else "several"
            said = {"voucher": row.called, "matter": matter, "limit": separated(major), "what": what}
            yield found(row.at("expense"), separated(amount), total=separated(total), **said)

    large = those(
        payments_giving(record, around, "project", "fund", "contract")
        or payments_from(record, around, major),
        lambda row: (row.expense or ZERO) >= major or row.project or row.fund or row.contract,
    )
    yield from each(large, look)


def _could_cite(record: Record[Finance], around: Around) -> bool:
    """Tell whether payments could name decisions: some do, the village tells of some, or there is room."""

    def could() -> bool:
        payments = record.fields.payments
        citing = those(payments, attrgetter("decision"))
        is_known = any(decision_numbers(row) for row in citing) or bool(around.once(decisions_by_number))
        return is_known or any(map(_has_room, payments))

    return around.once_for((_could_cite, record.source), could)


def _has_room(row: LedgerRow) -> bool:
    """Tell whether a row could name a decision: of a table that depends on its columns."""
    places = row.places
    return places.has_column("decision") if isinstance(places, RowPlaces) else not row.at().cell


@check("decisions-not-cited", of=Finance, own="small")
def decisions_not_cited(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A table has payments that others have to decide, and no column for decisions."""
    small = around.amount("decisions-not-cited", "small", record)
    if _could_cite(record, around):
        return
    large = [row for row in record.fields.payments if (row.expense or ZERO) >= small]
    if large:
        most = max(large, key=lambda row: row.expense or ZERO)
        amount, limit = separated(most.expense or ZERO), separated(small)
        yield found(most.at("expense"), amount, voucher=most.called, count=len(large), limit=limit)


def _paid_for(matter: str, row: LedgerRow, around: Around) -> Decimal:
    """Return what was paid without a decision for a matter up to a row, within a year."""
    day = row.date
    if day is None:
        return ZERO
    paid = around.once(_undecided_by_matter).get(matter, ())
    return sum((amount for when, amount in paid if day - _YEAR < when <= day), ZERO)


def _matter(row: LedgerRow, around: Around) -> str:
    """Return for what a payment is one of several: a project, a fund, or a contract that nobody decided."""
    decided = around.once(decided_contracts)
    contracts = (number for number in several(row.contract) if loosely(number) not in decided)
    return row.project or row.fund or next(contracts, "")


def _undecided_by_matter(around: Around) -> Mapping[str, Sequence[tuple[date, Decimal]]]:
    paid: dict[str, list[tuple[date, Decimal]]] = {}
    for _, rows in around.once(known_payments):
        for row in rows:
            matter = _matter(row, around)
            if matter and row.date and row.expense and not decision_numbers(row):
                paid.setdefault(matter, []).append((row.date, row.expense))
    return paid


@check("payment-without-meeting", of=Finance, own="small", by=("major",))
def payment_without_meeting(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment of middling size names no decision or meeting."""
    small = around.amount("payment-without-meeting", "small", record)
    major = around.amount("payment-undecided", "major", record)
    if not _could_cite(record, around):
        return

    def look(row: LedgerRow) -> Iterator[Finding]:
        amount = row.expense or ZERO
        is_named = decision_numbers(row) or _MEETING_OF_A_DAY.search(f"{row.summary}；{row.note or ''}")
        if small <= amount < major and not is_named:
            yield found(row.at("expense"), separated(amount), voucher=row.called, limit=separated(small))

    large = payments_from(record, around, small)
    yield from each(those(large, lambda row: (row.expense or ZERO) >= small), look)


@check("paid-before-decision", of=Finance, where=cites)
def paid_before_decision(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Money was paid before it was decided, or before the decision had been posted for all its days."""

    def look(row: LedgerRow) -> Iterator[Finding]:
        if row.date is None:
            return
        early = [_too_early(row.date, decision) for decision in cited(row, around)]
        if early and all(early):
            what, day = early[0] or ("", row.date)
            yield found(
                row.at("date"),
                str(row.date),
                voucher=row.called,
                decision=row.decision or "",
                what=what,
                day=day,
            )

    yield from each(those(record.fields.payments, attrgetter("decision")), look)


def _too_early(paid: date, decision: Decision) -> tuple[str, date] | None:
    """Return what had not happened yet when money was paid, and when it did."""
    meeting = decision.resolved or decision.discussed
    if meeting is not None and paid < meeting.date:
        return "decided", meeting.date
    if paid <= decision.publicised.until:
        return "posted", decision.publicised.until
    return None


@check("decision-body-too-low", given="decision", own="major")
def decision_body_too_low(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A large amount was decided by the committees alone, whatever step or way they call it."""
    decision = record.fields.decision
    amount = (decision.matter_amount or getattr(record.fields, "amount", None)) if decision else None
    if decision is None or amount is None or decision.procedure not in _ENDS_IN_VOTE:
        return
    major = around.amount("decision-body-too-low", "major", record)
    resolved, is_joint = decision.resolved, decision.procedure == JOINT_MEETING
    body = resolved.body if resolved else "两委" if is_joint else ""
    if amount >= major and body and not _WIDER.search(body):
        place, by = decision.at("procedure"), decision.procedure
        if resolved and not is_joint:
            place, by = resolved.at("body"), body
        yield found(place, by, amount=separated(amount), limit=separated(major))


@check("reserved-matter-delegated", given="decision", words=("words", "excepted"))
def reserved_matter_delegated(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Representatives of the members decided what only all members may decide."""
    decision = record.fields.decision
    if decision is None:
        return
    body = (decision.resolved.body if decision.resolved else "") or decision.procedure
    if not re.search("[成社]员代表|股东代表", body):
        return
    words, excepted = around.packaged.law.words("reserved-matter-delegated", around.day_of(record))
    told = f"{record.title} {decision.resolution_text}"
    said = words_in(_BY_STATUTES.sub(lambda match: match["changed"] or "", told), words, excepted)
    if said:
        at = decision.resolved.at("body") if decision.resolved else decision.at("procedure")
        yield found(at, body, matter=said[0])


@check("sale-undecided", of=Matter, own="small", words=("words", "excepted"))
def sale_undecided(record: Record[Matter], around: Around) -> Iterator[Finding]:
    """Something of all was sold or given away for much money, and no decision is named."""
    fields = record.fields
    if not fields.is_published or fields.nil or fields.decision or fields.withdrawn:
        return
    words, excepted = around.packaged.law.words("sale-undecided", around.day_of(record))
    said = words_in(record.title, words)
    amount = max(fields.amount or ZERO, fields.contract_amount or ZERO)
    amount = amount or (_sold_for(record) if said else ZERO)
    if not said or has_any(record.title, excepted) or _is_decided_elsewhere(record, around):
        return
    if amount >= around.amount("sale-undecided", "small", record):
        yield found(record.at("title"), record.title, amount=separated(amount), word=said[0])


def _sold_for(record: Record[Matter]) -> Decimal:
    """Return for how much something went, as a key of one's own or a text tells that names no meeting."""
    fields = record.fields
    priced = (
        parse_money("".join(said)) for key, said in (fields.further or {}).items() if _PRICED.search(key)
    )
    told = f"{fields.plain_summary or ''}。{record.body}"
    amounts = [amount for amount in priced if amount]
    if not _SAYS_DECIDED.search(told):
        amounts += [_in_yuan(found["amount"], found["rest"]) for found in _SOLD_FOR.finditer(told)]
    return max(amounts, default=ZERO)


def _in_yuan(amount: str, rest: str | None) -> Decimal:
    """Return an amount such as 12万 with the 6000 or 6千 behind it."""
    return (parse_money(amount) or ZERO) + Decimal((rest or "0").replace("千", "000"))


@check("matter-undecided", given="amount", own="major")
def matter_undecided(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A large amount is published under a row that tells the decision, and nothing says who decided it."""
    fields, row = record.fields, around.packaged.catalog.get(record.fields.catalog or "")
    told = row is not None and any(word in (row.content or "") for word in ("决议", "决定"))
    if not isinstance(fields, Matter) or not told or fields.nil or fields.decision or fields.withdrawn:
        return
    major = around.amount("matter-undecided", "major", record)
    if not fields.is_published or fields.amount is None or fields.amount < major:
        return
    text = f"{record.title}。{fields.plain_summary or ''}。{record.body}。{fields.further or ''}"
    if not _SAYS_DECIDED.search(text) and not _is_decided_elsewhere(record, around):
        yield found(record.at("amount"), separated(fields.amount), limit=separated(major))


def _is_decided_elsewhere(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record names another one with a decision, or is named by one."""
    own = around.once(names_by_source).get(record.source, frozenset())
    known = around.once(decisions_by_number)
    named = {*record.fields.related, record.fields.corrects or ""}
    text = f"{record.body}{record.fields.plain_summary or ''}"
    numbers = around.once(names_by_source)
    return any(
        number in named
        or number in text
        or own & set(other.fields.related)
        or named & numbers.get(other.source, frozenset())
        for number, each_ in known.items()
        for other, _ in each_
    )
