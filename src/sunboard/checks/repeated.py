"""Payments seen together: one that was made twice, or one that was cut up so that nobody else decides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from operator import attrgetter

from sunboard.checks.balances import ZERO
from sunboard.checks.ledgers import (
    called_alike,
    cited,
    decision_numbers,
    known_payments,
    matter_of,
    people,
    periods_said,
    several,
    those,
    unless,
)
from sunboard.checks.periods import standing_sources
from sunboard.checks.words import has_any, pairs_shared
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.fields.decision import JOINT_MEETING
from sunboard.fields.written import half_width
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.lazy import dataclass, regex
from sunboard.model.money import separated

_ASIDE = regex(r"[(（].*?[)）]")
_WHICH = regex("第?[0-9一二三四五六七八九十]+(?=(?:村民)?小?[组社队号周栋段片])")
"""Which of several a payment is for: 2组, 3号, 第1周."""
_INVOICE_PARTS = regex(
    r"(?i)(?:发票)?(?:号码?|No\.?|№)[:：]?\s*|(?<=\d{4})(?<!\d{8}) (?=\d{4,7}(?!\d))|(?<=\d)-(?=\d)"
)


@check("payment-repeated", of=Finance, words=("excepted",))
def payment_repeated(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment is like one a few days before in payee or purpose and amount, or its invoice was used.

    Two for different months, by what they say or by the recurring decision that both cite, are not alike;
    nor are those that differ in which of several they are for, or what a bank takes again and again.
    """
    if record.source not in around.once(standing_sources):
        return
    days = around.days("payment-repeated", record)
    invoices, alike, twins = around.once(_by_invoice), around.once(_by_likeness), around.once(_twins)
    _, excepted = around.packaged.law.words("payment-repeated", around.day_of(record))

    def look(row: LedgerRow) -> Iterator[Finding]:
        for number in _invoices(row):
            first = invoices.get(number, (row,))[0]
            if first is not row and _said(first) != _said(row):
                yield _again(row, first, "invoice", number)
                return
        candidates = (other for key in _likenesses(row) for other in alike.get(key, ()))
        before = next((other for other in candidates if _is_before(other, row, days)), None)
        if before is not None and not has_any(row.summary, excepted):
            yield _again(row, before, "alike", separated(row.expense or ZERO))

    def are_alone(rows: Sequence[LedgerRow]) -> bool:
        return twins.isdisjoint(map(id, rows)) and not any(map(attrgetter("unread"), rows))

    payments = unless(record.fields.payments, are_alone)
    yield from each(those(payments, lambda row: id(row) in twins or row.unread), look)


def _again(row: LedgerRow, before: LedgerRow, what: str, value: str) -> Finding:
    place = row.at("invoice_no" if what == "invoice" else "expense")
    return found(place, value, what=what, voucher=row.called, other=before.called, day=before.date or "")


def _said(row: LedgerRow) -> tuple[date | None, str | None]:
    return row.date, row.voucher_no


def _likenesses(row: LedgerRow) -> Iterator[tuple[str, str, Decimal]]:
    if row.date and row.expense:
        if row.paid_to:
            yield "payee", _payee(row), row.expense
        yield "summary", called_alike(row.summary), row.expense


def _payee(row: LedgerRow) -> str:
    return called_alike("".join(people(row.paid_to)))


def _is_before(other: LedgerRow, row: LedgerRow, days: int) -> bool:
    """Tell whether another payment was made a few days before, and not to others or for another month."""
    if other is row or not other.date or not row.date or _said(other) == _said(row):
        return False
    earlier = (other.date, other.voucher_no or "") < (row.date, row.voucher_no or "")
    if not earlier or row.date - other.date > timedelta(days):
        return False
    both = set(decision_numbers(row)) & set(decision_numbers(other))
    recurring = both and (row.date.year, row.date.month) != (other.date.year, other.date.month)
    said, said_before = periods_said(row.summary), periods_said(other.summary)
    differ = bool(said and said_before and said != said_before)
    differ = differ or _for_another(half_width(row.summary), half_width(other.summary))
    to, to_before = _payee(row), _payee(other)
    differ = differ or (to not in to_before and to_before not in to)
    return not recurring and not differ


def _for_another(summary: str, before: str) -> bool:
    """Tell whether two summaries are alike but for which of several they name: 付2组电费, 付3组电费."""
    which, which_before = _WHICH.findall(summary), _WHICH.findall(before)
    differ = bool(which and which_before) and which != which_before
    return differ and _WHICH.sub("", summary) == _WHICH.sub("", before)


def _invoices(row: LedgerRow) -> tuple[str, ...]:
    """Return the numbers of the invoices of a payment; `No. 2611 0001` is 26110001."""
    return several(_INVOICE_PARTS.sub("", half_width(row.invoice_no))) if row.invoice_no else ()


def _by_invoice(around: Around) -> Mapping[str, Sequence[LedgerRow]]:
    used: dict[str, list[LedgerRow]] = {}
    for _, rows in around.once(known_payments):
        for row in filter(attrgetter("invoice_no"), rows):
            for number in _invoices(row):
                used.setdefault(number, []).append(row)
    return {number: sorted(rows, key=lambda row: row.date or date.min) for number, rows in used.items()}


def _by_likeness(around: Around) -> Mapping[tuple[str, str, Decimal], Sequence[LedgerRow]]:
    first: dict[Decimal | None, LedgerRow] = {}
    by_amount: dict[Decimal | None, list[LedgerRow]] = {}
    for _, payments in around.once(known_payments):
        for row in payments:
            one = first.setdefault(row.expense, row)
            if one is not row:
                by_amount.setdefault(row.expense, [one]).append(row)
    alike: dict[tuple[str, str, Decimal], list[LedgerRow]] = {}
    for rows in by_amount.values():
        for row in rows:
            for key in _likenesses(row):
                alike.setdefault(key, []).append(row)
    return {key: rows for key, rows in alike.items() if len(rows) > 1}


def _twins(around: Around) -> frozenset[int]:
    """Return the identities of the payments that share an invoice, or payee or purpose and amount."""
    alike = (*around.once(_by_invoice).values(), *around.once(_by_likeness).values())
    return frozenset(id(row) for rows in alike if len(rows) > 1 for row in rows)


@check("payment-split", of=Finance, by=("small", "major"))
def payment_split(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Payments to one payee, or for one project, together reach an amount from which others have to decide.

    Looked at are those within a month that no body of more than the committees is known to have decided, or
    that were decided part by part for one project, or that come to more in a month than was decided; those
    for different months are no parts of one.
    """
    limits = {limit: around.amount(limit, limit, record) for limit in ("major", "small")}
    several_of = _several_parts(record, around, min(limits.values()))
    if not several_of:
        return
    days = around.days("payment-split", record)
    own = {*map(id, record.fields.payments)}
    told: set[tuple[str, str | None]] = set()
    for limit, least in limits.items():
        for (what, name, _), rows in several_of.items():
            looked = [row for row in rows if limit == "major" or not decision_numbers(row)]
            for parts in _cut_up(sorted(looked, key=lambda row: row.date or date.min), least, days):
                last = parts[-1]
                if id(last) not in own:
                    continue
                if (name, last.voucher_no) not in told and not _decided_as_one(parts, around):
                    told.add((name, last.voucher_no))
                    total = sum((row.expense or ZERO for row in parts), ZERO)
                    yield found(
                        last.at("expense"),
                        separated(total),
                        what=what,
                        name=name,
                        count=len(parts),
                        days=days,
                        limit=separated(least),
                        reached=limit,
                        vouchers=tuple(dict.fromkeys(row.called for row in parts)),
                    )


_Whole = tuple[str, str, str]
"""Of what payments may be parts: of what sort it is, what it is called, and the month of a decision."""


def _parts_of(row: LedgerRow, around: Around) -> tuple[_Whole, ...]:
    """Return of what a payment may be a part: of all to a payee, or for a project or purpose.

    What others decided may be a part of what is paid by their decision in a month.
    """
    if not row.date:
        return ()
    if row.decision and _decided_by_others(row, around):
        month = f"{row.date:%Y-%m}"
        return _given_for(None, row.project) or tuple(
            ("decision", number, month) for number in decision_numbers(row)
        )
    return _given_for(row.paid_to, row.project) or (("project", _purpose(row.summary), ""),)


def _several_parts(
    record: Record[Finance], around: Around, least: Decimal
) -> Mapping[_Whole, Sequence[LedgerRow]]:
    """Return the payments of a ledger that may be parts of one, where they come to an amount.

    Beside them stand those of ledgers of the same accounts in the days before, where they are for one thing.
    """
    begins = record.fields.period.start
    since = begins - timedelta(around.days("payment-split", record))
    ends, ledgers = around.once(_payments_by_set).get(record.fields.account_set, ((), ()))
    near = ledgers[bisect_right(ends, since) : bisect_left(ends, begins)]
    before = [_parted(ledger, rows, around) for ledger, rows in near]
    several_of: dict[_Whole, Sequence[LedgerRow]] = {}
    parted = _parted(record, record.fields.payments, around)
    lacking = least - sum([one.largest for one in before])
    if parted.largest < lacking:
        return several_of
    for key, own in [(key, parted.rows[key]) for key, most in parted.most.items() if most >= lacking]:
        near_by = [row for one in before for row in one.rows.get(key, ())]
        earlier = [row for row in near_by if row.date and since < row.date < begins] if near_by else near_by
        if len(own) + len(earlier) > 1 and sum([row.expense or ZERO for row in (*own, *earlier)]) >= least:
            rows = [*own, *(row for row in earlier if any(_is_akin(row, one) for one in own))]
            if len(rows) > 1:
                several_of[key] = rows
    return several_of


@dataclass(frozen=True, slots=True)
class _Parted:
    """The payments of a ledger by what they may be parts of, with what those of each come to at most."""

    rows: Mapping[_Whole, Sequence[LedgerRow]]
    most: Mapping[_Whole, Decimal]
    largest: Decimal


def _parted(record: Record[Finance], rows: Sequence[LedgerRow], around: Around) -> _Parted:
    """Return the payments of a ledger by what they may be parts of: the next ledger asks for it again."""
    known, of = around.once(_parted_ledgers), (id(record), len(rows))
    if of not in known:
        groups: dict[_Whole, list[LedgerRow]] = {}
        for row in rows:
            for key in _parts_of(row, around):
                groups.setdefault(key, []).append(row)
        most = {
            key: few[0].expense or ZERO if len(few) == 1 else _at_most(few) for key, few in groups.items()
        }
        known[of] = _Parted(groups, most, max([ZERO, *most.values()]))
    return known[of]


def _at_most(rows: Sequence[LedgerRow]) -> Decimal:
    """Return what several payments come to, or any of them: what was taken back makes none less."""
    return sum([abs(row.expense or ZERO) for row in rows], ZERO)


def _parted_ledgers(around: Around) -> dict[tuple[int, int], _Parted]:
    """Return where they are kept so, by the identities of ledgers and how many of their payments."""
    return {}


_Paid = tuple[Record[Finance], Sequence[LedgerRow]]


def _payments_by_set(around: Around) -> Mapping[str | None, tuple[Sequence[date], Sequence[_Paid]]]:
    """Return of each set of accounts the last days of its ledgers in order, and these with their payments."""
    by_set: defaultdict[str | None, list[_Paid]] = defaultdict(list)
    for paid in sorted(around.once(known_payments), key=_last_day):
        by_set[paid[0].fields.account_set].append(paid)
    return {owner: ([*map(_last_day, each)], each) for owner, each in by_set.items()}


def _last_day(paid: _Paid) -> date:
    return paid[0].fields.period.end


def _is_akin(one: LedgerRow, two: LedgerRow) -> bool:
    """Tell whether two payments are for one thing in different words; the same words tell of what recurs."""
    first, second = matter_of(one.summary), matter_of(two.summary)
    return first != second and pairs_shared(first, second) > 1


@lru_cache(maxsize=4096)
def _given_for(payee: str | None, project: str | None) -> tuple[_Whole, ...]:
    """Return to whom and for which project a payment was made, as far as that is said."""
    named = ("payee", "、".join(people(payee))), ("project", project or "")
    return tuple((what, name, "") for what, name in named if name)


def _decided_by_others(row: LedgerRow, around: Around) -> bool:
    """Tell whether a payment names a decision that the village tells of, of more than the committees."""
    return any(one.procedure != JOINT_MEETING for one in cited(row, around))


def _decided_as_one(rows: Sequence[LedgerRow], around: Around) -> bool:
    """Tell whether payments name one decision, and it is not known that the committees made it.

    Those of one month that come to more than was decided were not decided as one.
    """
    first, *others = (set(decision_numbers(row)) for row in rows)
    decided = [one.matter_amount for one in cited(rows[0], around)]
    total = sum((row.expense or ZERO for row in rows), ZERO)
    in_a_month = len({(row.date.year, row.date.month) for row in rows if row.date}) == 1
    is_above = in_a_month and bool(decided) and total > sum((one if one else total for one in decided), ZERO)
    return (
        bool(first.intersection(*others))
        and not is_above
        and (not cited(rows[0], around) or _decided_by_others(rows[0], around))
    )


def _purpose(summary: str) -> str:
    """Return what a payment is for, without the part of it that it says to be in brackets."""
    return _ASIDE.sub("", summary).strip() or summary


def _cut_up(rows: Sequence[LedgerRow], least: Decimal, days: int) -> Iterator[tuple[LedgerRow, ...]]:
    """Yield runs of payments below an amount that reach it together; each payment is of one run.

    The lines of one voucher are not parted: what they come to is told of all of them.
    """
    run: list[LedgerRow] = []
    small = [row for row in rows if row.date and row.expense and row.expense < least]
    for row, after in zip_longest(small, small[1:]):
        run = [one for one in run if row.date and one.date and row.date - one.date <= timedelta(days)]
        said = periods_said(row.summary)
        if said and any(periods_said(one.summary) and not said & periods_said(one.summary) for one in run):
            run = [one for one in run if said & periods_said(one.summary)]
        run.append(row)
        goes_on = after and row.voucher_no and (after.voucher_no, after.date) == (row.voucher_no, row.date)
        if not goes_on and len(run) > 1 and sum((one.expense or ZERO for one in run), ZERO) >= least:
            yield tuple(run)
            run = []
