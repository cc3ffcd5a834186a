"""The quarters of a year of a village's accounts, side by side: their figures, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sunboard.lazy import dataclass
from sunboard.model.accounts import FIGURES, Account
from sunboard.model.money import separated
from sunboard.model.period import Period, parse_period
from sunboard.reporting.days import day_told
from sunboard.reporting.words import Words, load_words

_YEARS = 2
"""The years that a page shows of each village, the newest first."""
_RECENT = 4
"""The quarters that are over, of which is told at the top who has published them."""
_LATE = "FIN-37"
"""The rule that asks about accounts which were published too late."""
_ADDED = ("income", "expense")
"""The figures of a year that are added up."""


def quarters_over(today: date) -> list[Period]:
    """Return the last quarters that are over, the oldest first."""
    number = today.year * 4 + (today.month - 1) // 3  # of the running quarter, counted from the year 0
    return [Period(one // 4, "Q", one % 4 + 1) for one in range(number - _RECENT, number)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One period of a year: its figures as far as they are known, or why there are none."""

    head: str
    figures: Mapping[str, Decimal]
    told: tuple[tuple[str, str], ...] = ()  # of each of its accounts the number, and when it was published
    instead: str = ""  # what stands there where there are no figures
    lacking: str = ""  # of the months that its figures are of, which were not published
    missing: bool = False
    late: bool = False  # published, and a rule asks why so late
    is_quarter: bool = True  # longer periods tell of their quarters again
    is_idle: bool = False  # no account of it, and none was to be there


def tables(
    books: str, accounts: Sequence[Account], start: date | None, today: date, language: str
) -> Iterator[dict[str, object]]:
    """Yield a table for each of the last years."""
    say = load_words(language)
    dated = [(period, one) for one in accounts if (period := parse_period(one.period))]
    years = sorted({period.year for period, _ in dated}, reverse=True)[:_YEARS]
    for year in years:
        of_year = [one for one in dated if one[0].year == year]
        columns = [one for one in _columns(year, of_year, start, today, language) if not one.is_idle]
        yield {
            "title": say("money-year-of", year=year, books=books) if books else say("money-year", year=year),
            "heads": [column.head for column in columns],
            "summed": len(columns) > 1,
            "rows": [
                {
                    "head": say(f"money-{name}"),
                    "cells": [_amount(column.figures.get(name)) for column in columns],
                    "sum": _amount(_added(columns, name)) if name in _ADDED else "",
                }
                for name in FIGURES
                if any(name in column.figures for column in columns)
            ],
            "told": [
                {
                    "accounts": column.told,
                    "instead": column.instead,
                    "lacking": column.lacking,
                    "missing": column.missing,
                }
                for column in columns
            ],
        }


def _columns(
    year: int, dated: Sequence[tuple[Period, Account]], start: date | None, today: date, language: str
) -> Iterator[Column]:
    """Yield the quarters of a year, each from its own account or those of its months, then longer periods."""
    by_period = newest_by_period(account for _, account in dated)
    for number in (1, 2, 3, 4):
        yield of_quarter(Period(year, "Q", number), by_period, start, today, language)
    for period in sorted(by_period):
        if period.unit in "HY":
            yield _column(period, [(period, by_period[period])], (), start, today, language)


def newest_by_period(accounts: Iterable[Account]) -> dict[Period, Account]:
    """Return of each period the account that was changed last."""
    found: dict[Period, Account] = {}
    for account in accounts:
        period = parse_period(account.period)
        if period and (period not in found or _last_day(found[period]) <= _last_day(account)):
            found[period] = account
    return found


def of_quarter(
    quarter: Period, by_period: Mapping[Period, Account], start: date | None, today: date, language: str
) -> Column:
    """Tell of a quarter from its own account, or from those of its months."""
    months = [
        Period(quarter.year, "M", number) for number in range(quarter.start.month, quarter.end.month + 1)
    ]
    found = [one for one in ([quarter] if quarter in by_period else months) if one in by_period]
    lacking = [one for one in months if found and one not in by_period and quarter not in by_period]
    return _column(quarter, [(one, by_period[one]) for one in found], lacking, start, today, language)


def _column(
    period: Period,
    found: Sequence[tuple[Period, Account]],
    lacking: Sequence[Period],
    start: date | None,
    today: date,
    language: str,
) -> Column:
    say = load_words(language)
    if not found:
        owed = _is_over(period, start, today)
        instead = say("money-missing" if owed else "money-nothing")
        head = short(period, language)
        return Column(head=head, figures={}, instead=instead, missing=owed, is_idle=not owed)
    accounts = [account for _, account in found]
    first, last = accounts[0].figures, accounts[-1].figures
    figures = {
        "opening": first.get("opening"),
        **{name: _sum([_figure(account, name) for account in accounts]) for name in _ADDED},
        "closing": last.get("closing"),
    }
    public = [account for account in accounts if account.number]
    instead = say("money-nil") if all(account.nil for account in accounts) else ""
    instead = instead or ("" if public else say(f"money-{accounts[0].state}"))
    between = say("coverage-between")
    only = between.join(short(one, language) for one, _ in found)
    gone = between.join(short(one, language) for one in lacking if _is_over(one, start, today))
    return Column(
        head=short(period, language) if found[0][0] == period or len(found) == 3 else only,
        figures={name: Decimal(amount) for name, amount in figures.items() if amount is not None},
        told=tuple((account.number, _published(account, say)) for account in public),
        instead=instead,
        lacking=say("money-lacking", months=gone) if gone else "",
        missing=not public or bool(gone),
        late=not (instead or gone) and any(one.fault.rule == _LATE for it in public for one in it.asked),
        is_quarter=period.unit == "Q",
    )


def _is_over(period: Period, start: date | None, today: date) -> bool:
    """Tell whether a period has ended of which the village accounts for all days."""
    return start is not None and start <= period.start and period.end < today


def _last_day(account: Account) -> str:
    return account.changed or account.published


def _published(account: Account, say: Words) -> str:
    """Say when an account was published, and when it was last changed; its number tells the year."""
    first, last = (date.fromisoformat(day) if day else None for day in (account.published, account.changed))
    year = first.year if first else None
    told = day_told(first, say, in_year=year)
    if last is None:
        return told
    return say(
        "money-changed", published=told, day=day_told(last, say, in_year=year), edition=account.edition
    )


def _figure(account: Account, name: str) -> str | None:
    """Return what came in or went out; where there is nothing to report, that is nothing."""
    return account.figures.get(name, "0" if account.nil else None)


def _sum(amounts: Sequence[str | None]) -> str | None:
    """Add amounts up; one that is not known makes the sum unknown."""
    known = [Decimal(amount) for amount in amounts if amount is not None]
    return str(sum(known)) if len(known) == len(amounts) else None


def _added(columns: Iterable[Column], name: str) -> Decimal | None:
    """Add up what is told of the quarters of a year; nothing where one of them was published without it."""
    told = [column for column in columns if column.is_quarter and column.told]
    if not told or any(name not in column.figures for column in told):
        return None
    return sum((column.figures[name] for column in told), Decimal(0))


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else separated(amount)


def short(period: Period, language: str) -> str:
    """Return a period's name without its year."""
    name = period.name(language)
    return (
        name.removeprefix(f"{period.year}年").removeprefix(f"{period.year}-").removeprefix(f"{period.year} ")
    )
