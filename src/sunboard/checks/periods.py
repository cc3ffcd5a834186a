"""What a period's money has to do with the period before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from sunboard.checks.balances import ZERO
from sunboard.checks.names import names_by_source
from sunboard.contracts import Around, Finding, Record, check, found, where_read
from sunboard.kinds.finance import Finance, MoneyAccount
from sunboard.model.money import separated
from sunboard.model.node import Place


def standing(around: Around) -> tuple[Record[Finance], ...]:
    """Return the financial records that count: published, with accounts, not withdrawn and not corrected."""
    names = around.once(names_by_source)
    correcting = where_read(
        around.records, lambda record: record.fields.corrects and record.fields.is_published
    )
    replaced = {record.fields.corrects for record in correcting}

    def counts(record: Record[Finance]) -> bool:
        fields = record.fields
        is_known = fields.period and (fields.account_set, fields.catalog)
        stands = fields.is_published and not fields.withdrawn and not names[record.source] & replaced
        return bool(is_known and fields.accounts and stands)

    return tuple(where_read(around.of_kind(Finance), counts))


def _is_sure(around: Around) -> bool:
    """Tell whether every period that may stand before another is known."""
    known = around.once(standing_sources)
    unclear = (record.source not in known for record in around.of_kind(Finance) if record.fields.unread)
    return not any(unclear) and not any(True for _ in around.unread_of(Finance))


def earlier(record: Record[Finance], around: Around) -> tuple[Record[Finance], ...]:
    """Return the records of the same account set and catalogue row that end before this one begins.

    The latest comes first, and before it one of equal length. A record that itself no longer counts has none.
    """
    return around.once_for((earlier, record.source), lambda: _earlier(record, around))


def _earlier(record: Record[Finance], around: Around) -> tuple[Record[Finance], ...]:
    if record.source not in around.once(standing_sources):
        return ()
    own = record.fields
    days, series = around.once(_in_series)[own.account_set, own.catalog]
    count, unit = bisect_left(days, own.period.start), own.period.unit
    if len({*days[:count]}) == count:
        return series[:count][::-1]
    before = sorted(
        series[:count],
        key=lambda other: (_last_day(other), other.fields.period.unit == unit),
        reverse=True,
    )
    return tuple(before)


def standing_sources(around: Around) -> frozenset[str]:
    """Return where the financial records that count stand."""
    return frozenset(record.source for record in around.once(standing))


_Series = tuple[list[date], tuple[Record[Finance], ...]]


def _in_series(around: Around) -> Mapping[tuple[str | None, str | None], _Series]:
    """Return the records of each account set and catalogue row, with their last days, the earliest first."""
    series: dict[tuple[str | None, str | None], list[Record[Finance]]] = {}
    for record in sorted(around.once(standing), key=_last_day):
        series.setdefault((record.fields.account_set, record.fields.catalog), []).append(record)
    return {key: ([*map(_last_day, records)], tuple(records)) for key, records in series.items()}


def _last_day(record: Record[Finance]) -> date:
    return record.fields.period.end


def _is_next(record: Record[Finance], before: Record[Finance]) -> bool:
    return record.fields.period.start - before.fields.period.end == timedelta(1)


@check("opening-differs", of=Finance)
def opening_differs(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """An account opens with another balance than it closed with in the period before."""
    before = next(iter(earlier(record, around)), None)
    if before is None or not record.fields.accounts or not _is_next(record, before):
        return
    same = _same_accounts(record.fields, before.fields)
    for account in record.fields.accounts:
        other = same.get(account.code)
        closing = other.closing if other else ZERO
        if account.opening != closing:
            yield _differs(account.at("opening"), account.opening, account, closing, before)
    known = {other.code for other in same.values()}
    for other in before.fields.accounts:
        if other.closing and other.code not in known:
            yield _differs(record.at("accounts"), ZERO, other, other.closing, before)


def _same_accounts(finance: Finance, before: Finance) -> Mapping[str, MoneyAccount]:
    """Return for the code of each account that of the period before with its code, else with its name."""
    by_code = {account.code: account for account in before.accounts}
    same = {account.code: by_code[account.code] for account in finance.accounts if account.code in by_code}
    by_name = {account.name: account for account in before.accounts if account.code not in same}
    renamed = {one.code: one.name for one in finance.accounts if one.code not in same and one.name in by_name}
    return same | {code: by_name[name] for code, name in renamed.items()}


def _differs(
    place: Place, opening: Decimal, account: MoneyAccount, closing: Decimal, before: Record[Finance]
) -> Finding:
    return found(
        place,
        separated(opening),
        account=account.name,
        closing=separated(closing),
        period=before.fields.period.name("zh"),
        title=before.title,
    )


@check("earlier-period-missing", of=Finance)
def earlier_period_missing(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """No earlier period is in the content, so that the opening balances cannot be compared."""
    if (
        record.fields.accounts
        and record.fields.is_published
        and not record.fields.corrects
        and around.once(_is_sure)
        and not earlier(record, around)
    ):
        yield found(record.at("period"), record.fields.period.name("zh"))


@check("period-gap", of=Finance)
def period_gap(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Between this period and the one before lie days that no record covers."""
    before = next(iter(earlier(record, around)), None)
    is_gap = before is not None and not _is_next(record, before) and around.once(_is_sure)
    if record.fields.accounts and before is not None and is_gap:
        start, end = before.fields.period.end + timedelta(1), record.fields.period.start - timedelta(1)
        yield found(
            record.at("period"),
            record.fields.period.name("zh"),
            before=before.fields.period.name("zh"),
            start=start,
            end=end,
        )
