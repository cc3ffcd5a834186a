"""The report files on duties: which there are, of what each is made, and what makes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from sunboard.contracts import Deferred, Kind, Order
from sunboard.duties.coverage import VillageCoverage
from sunboard.reporting.coverage.items import calendar, coming, comma_separated, items, totals, workbook
from sunboard.reporting.coverage.pages import (
    PAGE,
    by_township,
    overview_page,
    page_of,
    sheet_of,
    switched_off,
    township_page,
    worst_of,
)
from sunboard.reporting.coverage.sheets import Sheets
from sunboard.reporting.drawing import draw_page
from sunboard.reporting.files import CHANNEL
from sunboard.reporting.words import PROGRAM, load_words


def coverage_files(
    villages: Sequence[VillageCoverage],
    kinds: Mapping[str, Kind],
    today: date,
    language: str,
    as_told: Callable[[str], bytes],
    called: str = PROGRAM,
) -> Iterator[Deferred]:
    """Yield the report files on duties; villages stand in the order in which they are given.

    Each township has its own, so that one village's duties make those of its neighbours anew and no others;
    they follow one another, and what they share may be forgotten behind them. What stands above several
    townships is put together of counts, and of their lists, which come first: as `as_told` reads them, they
    are as they go out. `called` is what a person has to type to run the program.
    """
    townships = by_township(villages)
    alone = len(townships) < 2
    sheets = Sheets(kinds, today, language, called)
    said = {place.slug: _Said(repr(place), repr(place.gaps)) for place in villages}
    for slug, places in townships.items():
        yield from _deferred(_sheets(places, sheets, said))
        page = PAGE if alone else page_of(slug)
        yield from _deferred(_township_files(page, places, said, today, language))
    if alone:
        return
    paths = [page_of(slug).replace(".html", ".csv") for slug in townships]
    yield from _county_files(villages, said, today, language, lambda: [as_told(path) for path in paths])


_File = tuple[str, Callable[[], bytes]]
"""All that a file says, in any text, and what makes it."""


class _Said(NamedTuple):
    """All that is said of a village, and all that pages and calendars tell of it, in any text.

    What was fulfilled on time is only counted there.
    """

    duties: str
    gaps: str


def _deferred(files: Mapping[str, _File]) -> Iterator[Deferred]:
    return (Deferred(path, of, make, Order.PORTAL, CHANNEL) for path, (of, make) in files.items())


def _sheets(
    villages: Iterable[VillageCoverage], sheets: Sheets, said: Mapping[str, _Said]
) -> dict[str, _File]:
    """Return the page and the calendar of each village."""
    files: dict[str, _File] = {}
    for place in villages:
        told = f"{sheets.today} {sheets.language} {said[place.slug].gaps}"
        page = sheet_of(place.slug)
        files[page] = f"{sheets.called} {told}", partial(sheets.page, place)
        files[page.replace(".html", ".ics")] = told, partial(sheets.calendar, place)
    return files


def _township_files(
    page: str,
    villages: Sequence[VillageCoverage],
    said: Mapping[str, _Said],
    today: date,
    language: str,
) -> dict[str, _File]:
    """Return the files of one township, whose page lies at a path."""
    say, name = load_words(language), page.rpartition("/")[2].removesuffix(".html")
    duties, gaps = _together(villages, said, language)
    told = f"{today} {gaps}"
    home, whose = ("", "all") if page == PAGE else ("../", name)
    whose = villages[0].slug if len(villages) == 1 else whose
    data = partial(township_page, villages, today, say, language, is_all=page == PAGE)
    rows = cache(lambda: tuple(items(villages)))
    return {
        page: (told, lambda: draw_page("coverage/township.html", {**data(), "files": name, "home": home})),
        page.replace(".html", ".csv"): (duties, lambda: comma_separated(rows())),
        page.replace(".html", ".xlsx"): (duties, lambda: workbook(rows(), say, language)),
        page.replace(".html", ".ics"): (
            told,
            lambda: calendar(say("coverage-title"), coming(villages), whose, today, say, language),
        ),
    }


def _county_files(
    villages: Sequence[VillageCoverage],
    said: Mapping[str, _Said],
    today: date,
    language: str,
    lists: Callable[[], Sequence[bytes]],
) -> Iterator[Deferred]:
    """Yield the files above several townships: totals, and all their lists as one."""
    say = load_words(language)
    counts = "\n".join(f"{language} {place.township} {place.village} {place.counts}" for place in villages)
    duties, gaps = _together(villages, said, language)
    shown = [
        *(said[place.slug].gaps for place in worst_of(villages)),
        *switched_off(villages, ("county",), say),
    ]

    def rows() -> Iterator[tuple[str, ...]]:
        for data in lists():
            yield from map(tuple, csv.reader(io.StringIO(data.decode(), newline="")))

    def all_lists() -> bytes:
        return comma_separated(()) + b"".join(data.partition(b"\r\n")[2] for data in lists())

    yield Deferred(PAGE.replace(".html", ".csv"), duties, all_lists, Order.PORTAL, CHANNEL, is_searched=True)
    files: dict[str, _File] = {
        PAGE: (
            f"{today} {counts}\n{shown}",
            lambda: draw_page("coverage/township.html", overview_page(villages, today, say, language)),
        ),
        PAGE.replace(".html", ".xlsx"): (counts, lambda: totals(villages, say)),
        PAGE.replace(".html", ".ics"): (
            f"{today} {gaps}",
            lambda: calendar(say("coverage-title"), rows(), "all", today, say, language),
        ),
    }
    yield from _deferred(files)


def _together(villages: Iterable[VillageCoverage], said: Mapping[str, _Said], language: str) -> _Said:
    """Return what is said of several villages."""
    told = [said[place.slug] for place in villages]
    duties, gaps = ((language, *parts) for parts in zip(*told, strict=True))
    return _Said("\n".join(duties), "\n".join(gaps))
