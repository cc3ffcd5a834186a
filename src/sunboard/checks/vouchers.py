"""Vouchers: their numbers, their days, and their amounts in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter, itemgetter

from sunboard.checks.ledgers import those
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.fields.numerals import amount_in_words, parse_amount
from sunboard.fields.part import Unread
from sunboard.fields.written import parse_money
from sunboard.kinds.finance import Booking, Finance, LedgerRow, Transfer
from sunboard.kinds.finance.ordering import voucher_key
from sunboard.kinds.finance.vouchers import called
from sunboard.model.money import separated

Voucher = LedgerRow | Transfer | Booking
_Series = tuple[object, ...]
"""The letters of voucher numbers, and what stands before the serial: of the number, or year and month."""


def _amount(voucher: Voucher) -> tuple[str, str]:
    """Return on which side an amount stands, if on either, and how much it is."""
    given, side = voucher.amount, ""
    if isinstance(voucher, LedgerRow):
        given = voucher.income or voucher.expense or voucher.amount
        side = "income" if voucher.income else "expense" if voucher.expense else ""
    return side, separated(given) if given is not None else "-"


def _says(voucher: Voucher) -> tuple[str | None, ...]:
    """Return what tells the lines of one voucher apart."""
    if not isinstance(voucher, LedgerRow):
        return (voucher.summary,)
    return voucher.summary, voucher.account_code, voucher.payee, voucher.project, voucher.money_account


def _month(voucher: Voucher) -> tuple[int, int]:
    day = voucher.date
    return (day.year, day.month) if day else (0, 0)


def _begin_again(finance: Finance) -> bool:
    """Tell whether numbers begin again in every month: the first of them, or many, stand for several months.

    Numbers that carry their month, such as 02-004, never do.
    """
    numbered = [(voucher_key(one.voucher_no), one) for one in finance.vouchers if one.voucher_no]
    if len({number for number, _ in numbered}) == len(numbered):
        return False
    months: dict[tuple[str, tuple[int, ...]], set[tuple[int, int]]] = {}
    for number, voucher in numbered:
        months.setdefault(number, set()).add(_month(voucher))
    before: dict[str, set[tuple[int, ...]]] = {}
    for letters, numbers in months:
        before.setdefault(letters, set()).add(numbers[:-1])
    again = [key for key, found in months.items() if len(found) > 1 and len(before[key[0]]) == 1]
    return len(again) >= _MANY or any(numbers[-1:] == (1,) for _, numbers in again)


_MANY = 3
"""Numbers; nobody gives so many of them twice by mistake."""


def _begins_again(record: Record[Finance], around: Around) -> bool:
    """Tell it of a record, once though several checks ask."""
    return around.once_for((_begin_again, record.source), lambda: _begin_again(record.fields))


def _may_be_misnumbered(record: Record[Finance], around: Around) -> bool:
    """Tell whether vouchers are of several series, or a number may stand twice or be missing."""
    numbers = [one.voucher_no for one in record.fields.vouchers]
    return not (numbers and all(numbers) and _runs_on(tuple(filter(None, numbers))))


@check("voucher-number-taken", of=Finance, where=_may_be_misnumbered)
def voucher_number_taken(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Two rows have one voucher number but another summary or amount, or the whole row stands there twice.

    Numbers may begin again in every month, and 记3-8 is 记3-08. Several lines of a voucher follow one another
    on one day.
    """
    if _each_is_numbered_once(record.fields):
        return
    seen: dict[tuple[object, int, int], Voucher] = {}
    last: Voucher | None = None
    again = _begins_again(record, around)

    def numbered(voucher: Voucher) -> tuple[object, int, int]:
        return (voucher_key(voucher.voucher_no or ""), *(_month(voucher) if again else (0, 0)))

    def look(voucher: Voucher) -> Iterator[Finding]:
        nonlocal last
        before, last = last, voucher
        if not voucher.voucher_no:
            return
        first = seen.setdefault(numbered(voucher), voucher)
        if first is voucher:
            return
        (side, amount), (other_side, other_amount) = _amount(first), _amount(voucher)
        is_further_line = (
            before is not None
            and numbered(before) == numbered(voucher)
            and before.date == voucher.date
            and _says(first) != _says(voucher)
        )
        if is_further_line:
            return
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

    yield from each(record.fields.vouchers, look)


def _each_is_numbered_once(finance: Finance) -> bool:
    """Tell whether no number stands twice, as in nearly all ledgers; of what was partly read nobody knows."""
    numbers: list[object] = []
    with suppress(Unread):
        numbers = [voucher_key(number) for one in finance.vouchers if (number := one.voucher_no)]
    return bool(numbers) and len({*numbers}) == len(numbers)


@check("voucher-number-gap", of=Finance, where=_may_be_misnumbered)
def voucher_number_gap(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Between two voucher numbers others are missing; where months begin anew, each begins with 1."""
    finance = record.fields
    numbered = list(finance.vouchers)
    written = [number for one in numbered if (number := one.voucher_no)]
    if not numbered or len(written) < len(numbered):
        return  # what lacks its number may be the one that is missing
    keys = [*map(voucher_key, written)]
    again = _begins_again(record, around)
    series: dict[_Series, dict[int, Voucher]] = {}
    for voucher, (letters, numbers) in zip(numbered, keys, strict=True):
        if not numbers:
            return
        day = voucher.date
        within = (letters, *numbers[:-1], *((day.year, day.month) if again and day else ()))
        series.setdefault(within, {}).setdefault(numbers[-1], voucher)
    for within, known in _joined(series).items():
        monthly = len(within) > 1 and len(series) > 1
        yield from _gaps(known, first=1 if monthly else min(known))


@lru_cache(maxsize=1024)
def _runs_on(written: tuple[str, ...]) -> bool:
    """Tell whether numbers are of one series, each once and none missing, as in nearly all ledgers.

    What the first and the last of as many signs have before them, each between them has before it as well.
    """
    low, high = min(written), max(written)
    alike = next((at for at, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), 0)
    serials = {number[alike:] for number in written}
    if len({*map(len, serials)}) > 1 or not "".join(serials).isdecimal():
        return False
    return len(serials) == len(written) == int(high[alike:]) - int(low[alike:]) + 1


def _joined(series: Mapping[_Series, dict[int, Voucher]]) -> Mapping[_Series, Mapping[int, Voucher]]:
    """Return series as one where they count on together, sharing no number: 收1, 付2, 收3."""
    groups: dict[_Series, list[_Series]] = {}
    for key in series:
        groups.setdefault(key[1:], []).append(key)
    joined: dict[_Series, Mapping[int, Voucher]] = {}
    for keys in groups.values():
        apart = [series[key] for key in keys]
        together = {serial: voucher for one in apart for serial, voucher in one.items()}
        as_one = len(together) == sum(map(len, apart)) and _missing(together) < sum(map(_missing, apart))
        joined.update({keys[0]: together} if as_one else dict(zip(keys, apart, strict=True)))
    return joined


def _missing(known: Mapping[int, Voucher]) -> int:
    return max(known) - min(known) + 1 - len(known)


_FARTHEST = 50
"""Numbers; where more are missing, they are of another series."""


def _gaps(known: Mapping[int, Voucher], first: int) -> Iterator[Finding]:
    """Yield where serials jump, at the voucher behind the gap."""
    if min(known) <= first and not _missing(known):
        return
    before = first - 1
    padded = any(re.findall(r"\d+", one.voucher_no or "")[-1].startswith("0") for one in known.values())
    for serial in sorted(known):
        voucher = known[serial]
        missing = range(before + 1, serial)
        if 0 < len(missing) <= _FARTHEST:
            number = voucher.voucher_no or ""
            width = len(re.findall(r"\d+", number)[-1]) if padded else 0
            named = [_renumbered(number, one, width) for one in (*missing[:3], *missing[3:][-1:])]
            if len(missing) > len(named):
                named.insert(3, "…")
            yield found(voucher.at("voucher_no"), number, missing=tuple(named), count=len(missing))
        before = serial


def _renumbered(number: str, serial: int, width: int) -> str:
    """Return a voucher number with another serial."""
    return re.sub(r"\d+(?=\D*$)", f"{serial:0{width}d}", number)


def _stretch(record: Record[Finance], around: Around) -> Sequence[date]:
    """Return the days of vouchers from the first to the last; raises Unread where one could not be read."""
    vouchers = record.fields.vouchers
    return around.once_for(
        (_stretch, record.source), lambda: sorted(filter(None, {*map(attrgetter("date"), vouchers)}))
    )


def _reaches_out(record: Record[Finance], around: Around) -> bool:
    """Tell whether the first or the last day of a ledger lies outside its period."""
    days, period = _stretch(record, around), record.fields.period
    return bool(days) and not (period.start <= days[0] and days[-1] <= period.end)


@check("voucher-outside-period", of=Finance, where=_reaches_out)
def voucher_outside_period(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A voucher's day lies outside the period of the record."""
    period = record.fields.period
    start, end = period.start, period.end

    def look(voucher: Voucher) -> Iterator[Finding]:
        if voucher.date and not start <= voucher.date <= end:
            details = {
                "voucher": called(voucher.voucher_no, voucher.summary),
                "period": period.name("zh"),
                "period_en": period,
                "start": start,
                "end": end,
            }
            yield found(voucher.at("date"), str(voucher.date), **details)

    outside = those(record.fields.vouchers, lambda one: one.date and not start <= one.date <= end)
    yield from each(outside, look)


def _spans_long(record: Record[Finance], around: Around) -> bool:
    """Tell whether the days of a ledger lie farther apart than its numbers may go back."""
    days = _stretch(record, around)
    return bool(days) and days[-1] - days[0] > timedelta(around.days("voucher-backdated", record))


@check("voucher-backdated", of=Finance, where=_spans_long)
def voucher_backdated(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Voucher numbers go up while their days go back by more than a month."""
    backwards = timedelta(around.days("voucher-backdated", record))
    numbered = [
        (voucher_key(one.voucher_no), one.date, one)
        for one in record.fields.vouchers
        if one.voucher_no and one.date
    ]
    if _begins_again(record, around):
        return
    latest: dict[str, tuple[date, Voucher]] = {}
    for (series, _), day, voucher in sorted(numbered, key=itemgetter(0)):
        last, before = latest.setdefault(series, (day, voucher))
        if day > last:
            latest[series] = day, voucher
        elif last - day > backwards:
            yield found(
                voucher.at("date"),
                str(day),
                voucher=voucher.voucher_no,
                before=before.voucher_no,
                before_date=last,
            )


@check("amount-words-differ", of=Finance)
def amount_words_differ(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The amount in words is not the amount in figures, or cannot be read."""

    def look(row: LedgerRow) -> Iterator[Finding]:
        amount = row.income or row.expense or row.amount
        if not row.amount_cn or amount is None:
            return
        words = parse_amount(row.amount_cn)
        if words is None:
            words = parse_money(row.amount_cn)
        if words is None or abs(words) != abs(amount):
            yield found(
                row.at("amount_cn"),
                row.amount_cn,
                voucher=row.called,
                amount=separated(amount),
                right=amount_in_words(abs(amount)) or separated(amount),
                what="unreadable" if words is None else "other",
                words="" if words is None else separated(words),
            )

    yield from each(those(record.fields.rows, attrgetter("amount_cn")), look)


_CELLS_TOLD = 8
"""Rows that a message names one by one."""


@check("row-without-date", of=Finance)
def row_without_date(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Rows have no date although others have one: those of one sheet are asked for together."""
    without = [row for row in record.fields.rows if not row.date]
    if not without or len(without) == len(record.fields.rows):
        return
    parts: dict[tuple[str, str], list[LedgerRow]] = {}
    for row in without:
        place = row.at("date")
        parts.setdefault((place.path, place.cell.rpartition("!")[0]), []).append(row)
    for rows in parts.values():
        first, cells = rows[0], [row.at("date").cell.rpartition("!")[2] or row.called for row in rows]
        told = {"count": len(rows), "also": "several" if len(rows) > 1 else "alone"}
        places = (*cells[:_CELLS_TOLD], *(["…"] if len(cells) > _CELLS_TOLD else []))
        yield found(first.at("date"), first.voucher_no or first.summary, places=places, **told)


@check("voucher-number-missing", of=Finance)
def voucher_number_missing(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Entries with a day have no voucher number."""
    without = [row for row in record.fields.rows if not row.voucher_no]
    if without and not record.fields.is_summary:
        yield found(without[0].at("voucher_no"), without[0].summary, count=len(without))


@check("account-code-missing", of=Finance)
def account_code_missing(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Entries have no account, so that they cannot be added up by class."""
    without = [row for row in record.fields.rows if not row.account_code]
    if without and not record.fields.is_summary:
        yield found(without[0].at("account_code"), without[0].summary, count=len(without))


@check("account-contradicts", of=Finance)
def account_contradicts(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Entries have the code of one account and the name of another."""
    rows, account_meant = record.fields.rows, around.packaged.account_meant
    meant = {written: account_meant(written or "") for written in {*map(attrgetter("account_code"), rows)}}
    if any(meant.values()):
        wrong = [row for row in rows if meant[row.account_code]]
        written = wrong[0].account_code or ""
        yield found(wrong[0].at("account_code"), written, code=meant[written], count=len(wrong))


@check("summary-only", of=Finance)
def summary_only(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Only totals by item are published, and no single entries."""
    if record.fields.leaves_out_entries:
        yield found(record.at("rows"), record.fields.period.name("zh"))
