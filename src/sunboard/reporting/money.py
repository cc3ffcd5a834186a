"""A year of a village's money at a glance: the quarters side by side, what the rules ask, who answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial

from sunboard.contracts import Deferred, Order
from sunboard.faults import Severity
from sunboard.lazy import dataclass
from sunboard.model.accounts import Account, Answer
from sunboard.model.later import Later
from sunboard.model.plain import sha256
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.reporting.days import day_told
from sunboard.reporting.drawing import draw_page
from sunboard.reporting.files import CHANNEL
from sunboard.reporting.quarters import newest_by_period, of_quarter, quarters_over, short, tables
from sunboard.reporting.quote import visible, where
from sunboard.reporting.words import Words, load_words

PAGE = "report/money.html"

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
    say, quarters = load_words(language), quarters_over(today)
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
            {"year": say("money-year", year=one.year), "name": short(one, language)}
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
    if late:
        name = "money-answer" if asked else "money-answer-late"
    else:
        name = "money-answer-asked" if asked else "money-answer-none"
    return say(name, late=late, asked=asked, unanswered=unanswered)


def _recent(place: VillageMoney, today: date, language: str) -> tuple[_Data, ...]:
    """Say in a few words of each of the last quarters whether a village has published all its books."""
    current = [one for one in place.accounts if one.state != State.CORRECTED]
    books = [
        newest_by_period(one for one in current if one.books == name)
        for name in dict.fromkeys(one.books for one in current)
    ]
    found = []
    for quarter in quarters_over(today):
        columns = [
            of_quarter(quarter, by_period, place.start, today, language) for by_period in books or [{}]
        ]
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
        "says": say("money-village" if place.asked else "money-village-clean", **counts),
        "tables": [
            table
            for name in books
            for table in tables(
                name, [one for one in current if one.books == name], place.start, today, language
            )
        ],
        "asked": [_asked(account, say, language) for account in place.asked],
    }


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
                "rule": problem.rule or problem.fault.code,
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
