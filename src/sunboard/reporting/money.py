"""A year of a village's money at a glance: the quarters side by side, what the rules ask, who answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial

from sunboard.contracts import Deferred, Order
from sunboard.faults import Severity
from sunboard.lazy import dataclass
from sunboard.model.accounts import FIGURES, Account, Answer
from sunboard.model.later import Later
from sunboard.model.money import separated
from sunboard.model.period import Period, parse_period
from sunboard.model.plain import sha256
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.reporting.days import day_told
from sunboard.reporting.drawing import draw_page
from sunboard.reporting.files import CHANNEL
from sunboard.reporting.quote import visible, where
from sunboard.reporting.words import Words, load_words

PAGE = "report/money.html"
_YEARS = 2
"""The years that a page shows of each village, the newest first."""
_RECENT = 4
"""The quarters that are over, of which is told at the top who has published them."""
_LATE = "FIN-37"
"""The rule that asks about accounts which were published too late."""
_ADDED = ("income", "expense")
"""The figures of a year that are added up."""


_Data = Mapping[str, object]
"""What a page is drawn of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageMoney:
    """A village with its accounts; `start` is the first day that it accounts for, where it is known."""

    slug: str
    village: str
    township: str
    township_slug: str
    start: date | None
    told: Later[Account]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Return its accounts, which are read only for a page that is made."""
        return self.told.read()

    @property
    def asked(self) -> tuple[Account, ...]:
        """Return the accounts about which the rules ask something."""
        return tuple(account for account in self.accounts if _questions(account))

    @property
    def unanswered(self) -> int:
        """Count those of them that no record has answered."""
        return sum(not account.answers for account in self.asked)


def page_of(township_slug: str) -> str:
    """Return where the page of one of several townships lies in the output folder."""
    return f"report/townships/{township_slug}-money.html"


def money_files(villages: Sequence[VillageMoney], today: date, language: str) -> tuple[Deferred, ...]:
    """Return the pages; of several townships each has its own, and what stands above them are counts."""
    townships: dict[str, list[VillageMoney]] = {}
    for place in villages:
        townships.setdefault(place.township_slug, []).append(place)
    # what is told above the townships is told in them too
    recent = cache(partial(_recent, today=today, language=language))
    said = {place.slug: sha256(repr(place).encode() + place.told.text) for place in villages}

    def deferred(path: str, places: Sequence[VillageMoney], data: Callable[[], _Data]) -> Deferred:
        told = " ".join((language, str(today), *(said[place.slug] for place in places)))
        return Deferred(path, told, lambda: draw_page("money.html", data()), Order.PORTAL, CHANNEL)

    if len(townships) < 2:
        return (deferred(PAGE, villages, partial(_page, villages, recent, today, language, "")),)
    return (
        deferred(PAGE, villages, partial(_overview, townships, recent, today, language)),
        *(
            deferred(page_of(slug), places, partial(_page, places, recent, today, language, "../"))
            for slug, places in townships.items()
        ),
    )


def _heading(today: date, language: str) -> _Data:
    say = load_words(language)
    return {
        "words": say.texts,
        "language": "zh-CN" if language == "zh" else "en",
        "lead": say("coverage-lead", today=day_told(today, say)),
        "totals": (),
        "answer": "",
        "quarters": (),
        "places": (),
        "villages": (),
        "home": "",
    }


def _total(slug: str, places: Sequence[VillageMoney]) -> dict[str, object]:
    return {
        "name": places[0].township,
        "page": page_of(slug).removeprefix("report/"),
        "villages": len(places),
        "accounts": sum(bool(account.number) for place in places for account in place.accounts),
        "asked": sum(len(place.asked) for place in places),
        "unanswered": sum(place.unanswered for place in places),
    }


_Recent = Callable[[VillageMoney], Sequence[_Data]]
"""Tells in a few words of each of the last quarters whether a village has published it."""


def _overview(
    townships: Mapping[str, Sequence[VillageMoney]], recent: _Recent, today: date, language: str
) -> _Data:
    villages = [place for places in townships.values() for place in places]
    lacking = {place.slug: any(cell["missing"] for cell in recent(place)) for place in villages}
    return {
        **_heading(today, language),
        "answer": _opening(villages, sum(lacking.values()), load_words(language)),
        "totals": [
            {**_total(slug, places), "lacking": sum(lacking[place.slug] for place in places)}
            for slug, places in townships.items()
        ],
    }


def _page(villages: Sequence[VillageMoney], recent: _Recent, today: date, language: str, home: str) -> _Data:
    """Return what the page of one township says, those villages first that lack most and answered least."""
    say, quarters = load_words(language), _quarters_over(today)
    told = {place.slug: recent(place) for place in villages}
    lacking = {slug: sum(bool(cell["missing"]) for cell in cells) for slug, cells in told.items()}
    ordered = sorted(villages, key=lambda place: (-lacking[place.slug], -place.unanswered, -len(place.asked)))
    asked_of = [
        number
        for number in range(len(quarters))
        if any(cells[number]["published"] or cells[number]["missing"] for cells in told.values())
    ]
    return {
        **_heading(today, language),
        "home": home,
        "answer": _opening(villages, sum(map(bool, lacking.values())), say),
        "quarters": [
            {"year": say("money-year", year=one.year), "name": _short(one, language)}
            for one in (quarters[number] for number in asked_of)
        ],
        "places": [
            {
                "slug": place.slug,
                "name": place.village,
                "told": bool(place.accounts),
                "cells": [told[place.slug][number] for number in asked_of],
                "asked": len(place.asked),
                "unanswered": place.unanswered,
            }
            for place in ordered
        ],
        "villages": [_village(place, today, language) for place in ordered],
    }


def _opening(villages: Iterable[VillageMoney], late: int, say: Words) -> str:
    """Return what the township wants to know first; `late` are the villages that lack a quarter."""
    told = [(len(place.asked), place.unanswered) for place in villages]
    asked, unanswered = sum(one for one, _ in told), sum(one for _, one in told)
    if late and asked:
        return say("money-answer", late=late, asked=asked, unanswered=unanswered)
    if late or asked:
        name = "money-answer-late" if late else "money-answer-asked"
        return say(name, late=late, asked=asked, unanswered=unanswered)
    return say("money-answer-none")


def _quarters_over(today: date) -> list[Period]:
    """Return the last quarters that are over, the oldest first."""
    number = today.year * 4 + (today.month - 1) // 3  # of the running quarter, counted from the year 0
    return [Period(one // 4, "Q", one % 4 + 1) for one in range(number - _RECENT, number)]


def _recent(place: VillageMoney, today: date, language: str) -> tuple[_Data, ...]:
    """Say in a few words of each of the last quarters whether a village has published all its books."""
    current = [one for one in place.accounts if one.state != State.CORRECTED]
    books = [
        _by_period(one for one in current if one.books == name)
        for name in dict.fromkeys(one.books for one in current)
    ]
    found = []
    for quarter in _quarters_over(today):
        columns = [_of_quarter(quarter, by_period, place, today, language) for by_period in books or [{}]]
        column = next((one for one in columns if one.missing), columns[-1])
        says = column.lacking or column.instead or column.told[-1][1]
        found.append(
            {
                "says": load_words(language)("money-late", day=says) if column.late else says,
                "missing": column.missing,
                "late": column.late,
                "published": bool(column.told or column.figures),
            }
        )
    return tuple(found)


def _sentence(place: VillageMoney) -> str:
    """Return the name of the sentence that says how many accounts there are, and what is asked of them."""
    return "money-village" if place.asked else "money-village-clean"


def _village(place: VillageMoney, today: date, language: str) -> dict[str, object]:
    say = load_words(language)
    current = [account for account in place.accounts if account.state != State.CORRECTED]
    books = dict.fromkeys(account.books for account in current)
    counts = {
        "accounts": sum(bool(account.number) for account in place.accounts),
        "asked": len(place.asked),
        "unanswered": place.unanswered,
    }
    return {
        "slug": place.slug,
        "name": place.village,
        "told": bool(place.accounts),
        "says": say(_sentence(place), **counts),
        "tables": [
            table
            for name in books
            for table in _tables(name, [one for one in current if one.books == name], place, today, language)
        ],
        "asked": [_asked(account, say, language) for account in place.asked],
    }


# ---- the quarters of a year side by side


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


def _tables(
    books: str, accounts: Sequence[Account], place: VillageMoney, today: date, language: str
) -> Iterator[dict[str, object]]:
    """Yield a table for each of the last years."""
    say = load_words(language)
    dated = [(period, one) for one in accounts if (period := parse_period(one.period))]
    years = sorted({period.year for period, _ in dated}, reverse=True)[:_YEARS]
    for year in years:
        of_year = [one for one in dated if one[0].year == year]
        columns = [one for one in _columns(year, of_year, place, today, language) if not one.is_idle]
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
    year: int, dated: Sequence[tuple[Period, Account]], place: VillageMoney, today: date, language: str
) -> Iterator[Column]:
    """Yield the quarters of a year, each from its own account or those of its months, then longer periods."""
    by_period = _by_period(account for _, account in dated)
    for number in (1, 2, 3, 4):
        yield _of_quarter(Period(year, "Q", number), by_period, place, today, language)
    for period in sorted(by_period):
        if period.unit in "HY":
            yield _column(period, [(period, by_period[period])], (), place, today, language)


def _by_period(accounts: Iterable[Account]) -> dict[Period, Account]:
    """Return of each period the account that was changed last."""
    found: dict[Period, Account] = {}
    for account in accounts:
        period = parse_period(account.period)
        if period and (period not in found or _last_day(found[period]) <= _last_day(account)):
            found[period] = account
    return found


def _of_quarter(
    quarter: Period, by_period: Mapping[Period, Account], place: VillageMoney, today: date, language: str
) -> Column:
    """Tell of a quarter from its own account, or from those of its months."""
    months = [
        Period(quarter.year, "M", number) for number in range(quarter.start.month, quarter.end.month + 1)
    ]
    found = [one for one in ([quarter] if quarter in by_period else months) if one in by_period]
    lacking = [one for one in months if found and one not in by_period and quarter not in by_period]
    return _column(quarter, [(one, by_period[one]) for one in found], lacking, place, today, language)


def _column(
    period: Period,
    found: Sequence[tuple[Period, Account]],
    lacking: Sequence[Period],
    place: VillageMoney,
    today: date,
    language: str,
) -> Column:
    say = load_words(language)
    if not found:
        owed = _is_over(period, place, today)
        instead = say("money-missing" if owed else "money-nothing")
        head = _short(period, language)
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
    only = between.join(_short(one, language) for one, _ in found)
    gone = between.join(_short(one, language) for one in lacking if _is_over(one, place, today))
    return Column(
        head=_short(period, language) if found[0][0] == period or len(found) == 3 else only,
        figures={name: Decimal(amount) for name, amount in figures.items() if amount is not None},
        told=tuple((account.number, _published(account, say)) for account in public),
        instead=instead,
        lacking=say("money-lacking", months=gone) if gone else "",
        missing=not public or bool(gone),
        late=not (instead or gone) and any(one.fault.rule == _LATE for it in public for one in it.asked),
        is_quarter=period.unit == "Q",
    )


def _is_over(period: Period, place: VillageMoney, today: date) -> bool:
    """Tell whether a period has ended of which the village accounts for all days."""
    return place.start is not None and place.start <= period.start and period.end < today


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


def _short(period: Period, language: str) -> str:
    """Return a period's name without its year."""
    name = period.name(language)
    return (
        name.removeprefix(f"{period.year}年").removeprefix(f"{period.year}-").removeprefix(f"{period.year} ")
    )


# ---- what is asked, and who answered


def _questions(account: Account) -> tuple[Problem, ...]:
    return tuple(problem for problem in account.asked if problem.severity is not Severity.INFO)


def _asked(account: Account, say: Words, language: str) -> dict[str, object]:
    return {
        "title": visible(account.title),
        "number": account.number,
        "state": "" if account.number else say(f"money-{account.state}"),
        "count": say("money-asked", count=len(_questions(account))),
        "questions": [
            {
                "severity": problem.severity.value,
                "says": visible(problem.message(language)),
                "where": visible(where(problem.place, say)),
                "rule": problem.fault.rule or problem.fault.code,
            }
            for problem in _questions(account)
        ],
        "answers": [_answer(answer, say) for answer in account.answers],
    }


def _answer(answer: Answer, say: Words) -> str:
    return say(
        "money-corrected" if answer.corrects else "money-answered",
        by=answer.by,
        day=day_told(date.fromisoformat(answer.date), say),
        number=answer.number,
        title=visible(answer.title),
    )
