"""What only shows over several periods or many rows: income that fell away, hasty spending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter

from sunboard.checks.balances import ZERO
from sunboard.checks.ledgers import known_payments
from sunboard.checks.periods import standing, standing_sources
from sunboard.checks.words import words_in
from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.settings.packaged import named_account

_REGULAR = ("501", "502", "503", "504")
_CATCH_ALL = frozenset(("504",))
_HUNDRED = 100
_TIMES_RATE = regex("\\d[^\\d，,。；;]{0,6}[×xX*＊✕]\\s*\\d|每[人户名位月天]")
_PAYROLL = regex("(?:发放|工资)(?:表|单|册|明细)")


@check("income-line-missing", of=Finance, words=("words", "excepted"))
def income_line_missing(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A sort of income of the same period last year is not there, or less than half as much.

    Sorts are accounts by code, else by name; where not both have them so, what summaries say. A sort without
    a code that is more by as much may hold what is called otherwise now.
    """
    finance = record.fields
    before = around.once(_by_period).get(
        (finance.account_set, finance.catalog, str(finance.period.year_before()))
    )
    if before is None or record.source not in around.once(standing_sources):
        return
    share = around.share("income-line-missing", record)
    words, excepted = around.packaged.law.words("income-line-missing", around.day_of(record))
    ways = {_told_by(one, around) for one in (finance, before.fields) if one.rows}
    way = ways.pop() if len(ways) == 1 else "summary"
    if way == "summary":
        now, then = (_income_said(one, words, excepted) for one in (finance, before.fields))
    else:
        now, then = (_income_lines(one, around) for one in (finance, before.fields))
    grown = [] if way == "code" else [amount - then.get(said, ZERO) for said, amount in now.items()]
    for code, amount in then.items():
        least = amount * (share.denominator - share.numerator) / share.denominator
        if now.get(code, ZERO) < least and not any(more >= least for more in grown):
            yield found(
                record.at("total_income"),
                separated(now.get(code, ZERO)),
                line=around.packaged.account_name(code) or code,
                before=separated(amount),
                period=before.fields.period.name("zh"),
                what="less" if now.get(code) else "gone",
            )


def _by_period(around: Around) -> Mapping[tuple[str | None, str | None, str], Record[Finance]]:
    return {
        (one.fields.account_set, one.fields.catalog, str(one.fields.period)): one
        for one in around.once(standing)
    }


def _told_by(finance: Finance, around: Around) -> str:
    """Return what tells sorts of income apart in a ledger: codes of accounts, their names, or summaries."""
    accounts = {row.account_code or "" for row in finance.receipts or finance.rows}
    if any(map(around.packaged.account_code, accounts)):
        return "code"
    return "name" if all(map(around.packaged.account_class, accounts)) else "summary"


def _income_lines(finance: Finance, around: Around) -> Mapping[str, Decimal]:
    """Return the income of each account that comes in regularly: the ledger of a year later asks again."""
    known = around.once(_lines_by_ledger)
    if id(finance) not in known:
        known[id(finance)] = _added_up(finance, around)
    return known[id(finance)]


def _lines_by_ledger(around: Around) -> dict[int, Mapping[str, Decimal]]:
    """Return where they are kept so, by the identities of ledgers."""
    return {}


def _added_up(finance: Finance, around: Around) -> Mapping[str, Decimal]:
    written: dict[str | None, list[Decimal]] = {}
    for row in finance.rows:
        if row.income:
            written.setdefault(row.account_code, []).append(row.income)
    packaged, lines = around.packaged, dict[str, Decimal]()
    for account, amounts in written.items():
        code = packaged.account_code(account or "")
        line = code or "/".join(named_account(account or ""))
        is_regular = packaged.account_class(account) in _REGULAR
        if is_regular and (code or packaged.first_level_accounts.get(line)) not in _CATCH_ALL:
            lines[line] = lines.get(line, ZERO) + sum(amounts)
    return lines


def _income_said(
    finance: Finance, words: tuple[str, ...], excepted: tuple[str, ...]
) -> Mapping[str, Decimal]:
    """Return the income of each sort that comes in regularly, by what is said of it."""
    lines: dict[str, Decimal] = {}
    for row in finance.rows:
        for sort in words_in(row.summary, words, excepted)[:1]:
            lines[sort] = lines.get(sort, ZERO) + (row.income or ZERO)
    return lines


@check("spent-at-year-end", of=Finance)
def spent_at_year_end(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """December has more than its share of what was paid in the whole year."""
    finance = record.fields
    if finance.period.end != date(finance.period.year, 12, 31) or not _holds_year(record, around):
        return
    year, december = around.once(_paid_by_year)[finance.account_set, finance.period.year]
    share = around.share("spent-at-year-end", record)
    if year and december > year * share.numerator / share.denominator:
        yield found(
            record.at("total_expense"),
            separated(december),
            year=separated(year),
            share=f"{december * 100 / year:.1f}",
            most=f"{float(share * 100):g}",
        )


def _holds_year(record: Record[Finance], around: Around) -> bool:
    """Tell whether the ledgers of all its year's months are known."""
    own = record.fields
    return len(around.once(_months_known).get((own.account_set, own.period.year), ())) == 12


def _months_known(around: Around) -> Mapping[tuple[str | None, int], set[int]]:
    """Return of which months of a year each account set has ledgers."""
    known: dict[tuple[str | None, int], set[int]] = {}
    for one in around.once(standing):
        period = one.fields.period
        months = known.setdefault((one.fields.account_set, period.year), set())
        months.update(range(period.start.month, period.end.month + 1))
    return known


def _paid_by_year(around: Around) -> Mapping[tuple[str | None, int], tuple[Decimal, Decimal]]:
    """Return what each account set paid in a year, and what of it in December."""
    paid: dict[tuple[str | None, int], tuple[Decimal, Decimal]] = {}
    for record, rows in around.once(known_payments):
        key = record.fields.account_set, record.fields.period.year
        year, december = paid.get(key, (ZERO, ZERO))
        late = [row for row in rows if row.date and row.date.month == 12]
        paid[key] = sum(_expenses(rows), year), sum(_expenses(late), december)
    return paid


def _expenses(rows: Iterable[LedgerRow]) -> Iterator[Decimal]:
    return filter(None, map(attrgetter("expense"), rows))


@check("payments-at-year-end", of=Finance)
def payments_at_year_end(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Several payments fall on the last two working days of the year."""
    period, most = record.fields.period, around.number("payments-at-year-end", record)
    if period.end != date(period.year, 12, 31):
        return
    first = _second_last_working_day(period.end, around)
    late = [row for row in record.fields.payments if row.date and row.date >= first]
    if late and len(late) >= most:
        total = sum((row.expense or ZERO for row in late), ZERO)
        vouchers = tuple(row.called for row in late)
        yield found(
            late[0].at("date"), str(late[0].date), count=len(late), total=separated(total), vouchers=vouchers
        )


def _second_last_working_day(end: date, around: Around) -> date:
    """Return the second last working day; weekends are off where the year's holidays are unknown."""
    day, left = end, 2
    while True:
        works = around.packaged.is_working_day(day)
        left -= day.weekday() < 5 if works is None else works
        if not left:
            return day
        day -= timedelta(1)


def _is_by_rate(row: LedgerRow) -> bool:
    """Tell whether a payment is for so many at a rate: that it is round says nothing of its papers."""
    return bool(_TIMES_RATE.search(row.summary) or _PAYROLL.search(row.doc_type or ""))


@check("amounts-round", of=Finance, by=("round_rows", "round_from"))
def amounts_round(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Most of the larger payments of a long ledger are whole hundreds, beside so many times a fixed rate."""
    payments = record.fields.payments
    if len(payments) < around.share("round_rows", record):
        return
    least = around.amount("round_from", "round_from", record)
    large = [row for row in payments if (row.expense or ZERO) >= least]
    share = around.share("amounts-round", record)
    round_ = [row for row in large if (row.expense or ZERO) % _HUNDRED == 0]
    if not round_:
        return
    large, round_ = ([row for row in rows if not _is_by_rate(row)] for rows in (large, round_))
    if len(round_) * share.denominator > len(large) * share.numerator:
        yield found(record.at("total_expense"), "", count=len(round_), of=len(large), least=separated(least))
