"""Vouchers: their numbers, their days, and their amounts in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sunboard.checks.balances import voucher_key
from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.fields.numerals import amount_in_words, parse_amount
from sunboard.fields.written import parse_money
from sunboard.kinds.finance import Booking, Finance, LedgerRow, Transfer
from sunboard.model.money import separated

BACKWARDS = timedelta(days=31)
"""How far the days of vouchers may run against their numbers."""

Voucher = LedgerRow | Transfer | Booking


def vouchers(finance: Finance) -> tuple[Voucher, ...]:
    """Return every voucher in the order written: entries, transfers and those that move no money."""
    return (*finance.rows, *finance.transfers, *finance.noncash)


def _amount(voucher: Voucher) -> tuple[str, str]:
    """Return on which side an amount stands, if on either, and how much it is."""
    given, side = voucher.amount, ""
    if isinstance(voucher, LedgerRow):
        given = voucher.income or voucher.expense or voucher.amount
        side = "income" if voucher.income else "expense" if voucher.expense else ""
    return side, separated(given) if given is not None else "-"


@check("voucher-number-taken", of=Finance)
def voucher_number_taken(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Two rows have one voucher number but another summary or amount, or the whole row stands there twice."""
    seen: dict[str, Voucher] = {}
    for voucher in vouchers(record.fields):
        first = seen.setdefault(voucher.voucher_no, voucher)
        if first is voucher:
            continue
        (side, amount), (other_side, other_amount) = _amount(first), _amount(voucher)
        if (first.summary, side, amount) != (voucher.summary, other_side, other_amount) or first == voucher:
            yield found(
                voucher.at("voucher_no"),
                voucher.voucher_no,
                first=first.summary,
                first_side=side,
                first_amount=amount,
                second=voucher.summary,
                second_side=other_side,
                second_amount=other_amount,
            )


@check("voucher-outside-period", of=Finance)
def voucher_outside_period(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A voucher's day lies outside the period of the record."""
    period = record.fields.period
    for voucher in vouchers(record.fields):
        if not period.start <= voucher.date <= period.end:
            details = {
                "voucher": voucher.voucher_no,
                "period": period.name("zh"),
                "period_en": period,
                "start": period.start,
                "end": period.end,
            }
            yield found(voucher.at("date"), str(voucher.date), **details)


@dataclass(frozen=True, slots=True)
class _Latest:
    date: date
    voucher: str


@check("voucher-backdated", of=Finance)
def voucher_backdated(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Voucher numbers go up while their days go back by more than 31 days."""
    latest: dict[str, _Latest] = {}
    for voucher in sorted(vouchers(record.fields), key=lambda one: voucher_key(one.voucher_no)):
        series = voucher_key(voucher.voucher_no)[0]
        before = latest.get(series)
        if before is None or voucher.date > before.date:
            latest[series] = _Latest(voucher.date, voucher.voucher_no)
        elif before.date - voucher.date > BACKWARDS:
            yield found(
                voucher.at("date"),
                str(voucher.date),
                voucher=voucher.voucher_no,
                before=before.voucher,
                before_date=before.date,
            )


@check("amount-words-differ", of=Finance)
def amount_words_differ(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The amount in words is not the amount in figures, or cannot be read."""
    for row in record.fields.rows:
        amount = row.income or row.expense or row.amount
        if not row.amount_cn or amount is None:
            continue
        words = parse_amount(row.amount_cn)
        if words is None:
            words = parse_money(row.amount_cn)
        if words is None or abs(words) != abs(amount):
            yield found(
                row.at("amount_cn"),
                row.amount_cn,
                voucher=row.voucher_no,
                amount=separated(amount),
                right=amount_in_words(abs(amount)) or separated(amount),
                what="unreadable" if words is None else "other",
                words="" if words is None else separated(words),
            )
