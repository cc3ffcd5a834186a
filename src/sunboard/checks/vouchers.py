"""Single vouchers of a ledger: their numbers and their days (domain notes, 5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sunboard.checks.ledgers import voucher_key, yuan
from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.kinds.finance import Booking, Finance, LedgerRow, Transfer

BACKWARDS = timedelta(days=31)
"""How far the days of vouchers may run against their numbers."""

Voucher = LedgerRow | Transfer | Booking


def vouchers(finance: Finance) -> tuple[Voucher, ...]:
    """Return every voucher of the record in the order written: entries, transfers and those that move no money."""
    return (*finance.rows, *finance.transfers, *finance.noncash)


def _amount(voucher: Voucher) -> tuple[str, str]:
    """Return on which side an amount stands, if on either, and how much it is."""
    given, side = voucher.amount, ""
    if isinstance(voucher, LedgerRow):
        given = voucher.income or voucher.expense or voucher.amount
        side = "income" if voucher.income else "expense" if voucher.expense else ""
    return side, yuan(given) if given is not None else "-"


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
