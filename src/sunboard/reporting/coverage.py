"""What was to be published and what of it was: for the township, by village, as a table and for calendars."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from sunboard.contracts import Deferred, Kind, Order, kind_about
from sunboard.duties.coverage import RowGap, VillageCoverage, by_row
from sunboard.duties.owed import AHEAD, Duty, Standing
from sunboard.engines.jinja_html import Templates, draw_html
from sunboard.engines.xlsx_table import TableColumn, list_workbook
from sunboard.model.period import Period, parse_period
from sunboard.model.plain import Plain, sha256
from sunboard.reporting.calendar_file import Occasion, calendar_file
from sunboard.reporting.files import CHANNEL
from sunboard.reporting.words import Words, load_words

PAGE = "report/coverage.html"
COLUMNS = ("village", "township", "catalog", "title", "period", "due", "published", "state", "number")
_WIDTHS = (14, 14, 10, 34, 14, 14, 14, 12, 14)
_TINTS = {Standing.MISSING: "FBE3DF", Standing.LATE: "FFF4D6", Standing.EARLY_REMOVED: "FBE3DF"}
_TEMPLATES = ("coverage.html", "due.html", "report.css")
SHOWN_VILLAGES = 12
"""Villages whose duties are told one by one."""
_COUNTED = (
    Standing.MISSING,
    Standing.LATE,
    Standing.EARLY_REMOVED,
    Standing.COMING,
    Standing.ON_TIME,
    Standing.NIL,
)
"""What is counted of each village, in the order of its heads."""
_FEW = 3  # periods of a row that are named one by one


def sheet_of(slug: str) -> str:
    """Return where the page of a village lies in the output folder."""
    return f"report/villages/{slug}.html"


def page_of(slug: str) -> str:
    """Return where the page of one of several townships lies in the output folder."""
    return f"report/townships/{slug}.html"


def coverage_files(
    villages: Sequence[VillageCoverage],
    kinds: Mapping[str, Kind],
    today: date,
    language: str,
    standing: Callable[[str], bytes],
) -> tuple[Deferred, ...]:
    """Return the report files on duties; villages stand in the order in which they are given.

    Each township has its own, so that one village's duties make those of its neighbours anew and no others.
    What stands above several townships is put together of counts, and of their lists as `standing` reads
    those that are not made anew: they come first.
    """
    files: dict[str, _File] = {}
    for place in villages:
        told = f"{language} {today} {place!r}"
        page = sheet_of(place.slug)
        files[page] = told, partial(_sheet_page, place, kinds, today, language)
        files[page.replace(".html", ".ics")] = told, partial(_sheet_calendar, place, today, language)
    townships = _by_township(villages)
    if len(townships) < 2:
        files |= _township_files(PAGE, villages, today, language)
        return _deferred(files)
    lists: dict[str, bytes] = {}

    def kept(path: str, make: Callable[[], bytes]) -> bytes:
        lists[path] = make()
        return lists[path]

    for slug, places in townships.items():
        files |= _township_files(page_of(slug), places, today, language)
        path = page_of(slug).replace(".html", ".csv")
        told, make = files[path]
        files[path] = told, partial(kept, path, make)
    paths = [page_of(slug).replace(".html", ".csv") for slug in townships]
    files |= _county_files(
        villages, today, language, lambda: [lists.get(path) or standing(path) for path in paths]
    )
    return _deferred(files)


_File = tuple[str, Callable[[], bytes]]
"""All that a file says, in any text, and what makes it."""


def _deferred(files: Mapping[str, _File]) -> tuple[Deferred, ...]:
    return tuple(Deferred(path, of, make, Order.PORTAL, CHANNEL) for path, (of, make) in files.items())


def _by_township(villages: Iterable[VillageCoverage]) -> dict[str, list[VillageCoverage]]:
    found: dict[str, list[VillageCoverage]] = {}
    for place in villages:
        found.setdefault(place.township_slug, []).append(place)
    return found


def _township_files(
    page: str, villages: Sequence[VillageCoverage], today: date, language: str
) -> dict[str, _File]:
    """Return the files of one township, whose page lies at a path."""
    say, name = load_words(language), page.rpartition("/")[2].removesuffix(".html")
    duties = "\n".join(f"{language} {place!r}" for place in villages)
    told = f"{today} {duties}"
    home, whose = ("", "all") if page == PAGE else ("../", name)
    whose = villages[0].slug if len(villages) == 1 else whose
    data = partial(_page, villages, today, say, language)
    return {
        page: (told, lambda: _drawn("coverage.html", {**data(), "files": name, "home": home})),
        page.replace(".html", ".csv"): (duties, lambda: _csv(items(villages))),
        page.replace(".html", ".xlsx"): (duties, lambda: _table(items(villages), say, language)),
        page.replace(".html", ".ics"): (
            told,
            lambda: _calendar(say("coverage-title"), items(villages), whose, today, say, language),
        ),
    }


def _county_files(
    villages: Sequence[VillageCoverage],
    today: date,
    language: str,
    lists: Callable[[], Sequence[bytes]],
) -> dict[str, _File]:
    """Return the files above several townships: totals, and all their lists as one."""
    say = load_words(language)
    counts = "\n".join(f"{language} {place.township} {place.village} {place.counts}" for place in villages)
    duties = "\n".join(f"{language} {place!r}" for place in villages)

    def rows() -> Iterator[tuple[str, ...]]:
        for data in lists():
            yield from map(tuple, csv.reader(io.StringIO(data.decode(), newline="")))

    def all_lists() -> bytes:
        first, *others = lists()
        return first + b"".join(data.partition(b"\r\n")[2] for data in others)

    return {
        PAGE: (
            f"{today} {counts}",
            lambda: _drawn("coverage.html", _overview(villages, today, say, language)),
        ),
        PAGE.replace(".html", ".csv"): (duties, all_lists),
        PAGE.replace(".html", ".xlsx"): (counts, lambda: _totals(villages, say)),
        PAGE.replace(".html", ".ics"): (
            f"{today} {duties}",
            lambda: _calendar(say("coverage-title"), rows(), "all", today, say, language),
        ),
    }


def _drawn(template: str, data: Mapping[str, object]) -> bytes:
    return draw_html(_templates(), template, data).encode()


def _sheet_page(place: VillageCoverage, kinds: Mapping[str, Kind], today: date, language: str) -> bytes:
    return _drawn("due.html", _sheet(place, kinds, today, language))


def _sheet_calendar(place: VillageCoverage, today: date, language: str) -> bytes:
    say = load_words(language)
    title = say("due-sheet-title", village=place.village)
    return _calendar(title, items((place,)), place.slug, today, say, language)


@cache
def _templates() -> Templates:
    """Read the templates, which come with the program and belong to no theme."""
    files = {name: Path(__file__).with_name(name).read_bytes() for name in _TEMPLATES}
    return Templates(sha256(b"".join(files.values())), files)


# ---- an item a row


def items(villages: Iterable[VillageCoverage]) -> Iterator[tuple[str, ...]]:
    """Yield every duty as programs read it, in the order of `COLUMNS`; what is not known is empty."""
    for place in villages:
        for duty in place.duties:
            yield (
                place.village,
                place.township,
                duty.code,
                duty.title,
                str(duty.period or ""),
                _iso(duty.due),
                _iso(duty.published),
                duty.standing.value,
                duty.number,
            )


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows((COLUMNS, *rows))
    return text.getvalue().encode()


def _table(rows: Iterable[Sequence[str]], say: Words, language: str) -> bytes:
    words = {standing.value: _word(standing, say) for standing in Standing}
    told = (
        (*row[:4], _period(parse_period(row[4]), language), *row[5:7], words[row[7]], row[8]) for row in rows
    )
    marks = {words[standing.value]: tint for standing, tint in _TINTS.items()}
    return list_workbook(say("coverage-sheet"), _columns(say("coverage-table-heads"), _WIDTHS), told, marks)


def _totals(villages: Iterable[VillageCoverage], say: Words) -> bytes:
    """Return the counts of each village as a workbook."""
    rows = (
        (place.township, place.village, *(str(place.counts[standing]) for standing in _COUNTED))
        for place in villages
    )
    heads = say("coverage-township-heads").partition("|")[0], say("coverage-heads")
    columns = _columns("|".join(heads), (14, 14, *(10 for _ in _COUNTED)))
    return list_workbook(say("coverage-sheet"), columns, rows, {})


def _columns(heads: str, widths: Sequence[int]) -> list[TableColumn]:
    return [TableColumn(head, width) for head, width in zip(heads.split("|"), widths, strict=True)]


def _word(standing: Standing, say: Words) -> str:
    return say(f"coverage-word-{standing.value or 'unsure'}")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _period(period: Period | None, language: str) -> str:
    return period.name(language) if period else ""


# ---- the township's page


def _page(villages: Sequence[VillageCoverage], today: date, say: Words, language: str) -> dict[str, object]:
    """Return what the page of one township says, or of a county that has no more of them."""
    names = {place.township: place.township_slug for place in villages}
    return {
        **_heading(villages, today, say),
        "language": "zh-CN" if language == "zh" else "en",
        "townships": [_township(name, tuple(villages), today, say, language) for name in names],
    }


def _overview(
    villages: Sequence[VillageCoverage], today: date, say: Words, language: str
) -> dict[str, object]:
    """Return what the page above several townships says: how much each owes, and where more of it stands."""
    return {
        **_heading(villages, today, say),
        "language": "zh-CN" if language == "zh" else "en",
        "townships": [],
        "totals": [
            {
                "name": places[0].township,
                "page": page_of(slug).removeprefix("report/"),
                "villages": len(places),
                "due": sum(place.fallen_due for place in places),
                "counts": _counts(places),
            }
            for slug, places in _by_township(villages).items()
        ],
        "files": "coverage",
        "home": "",
    }


def _heading(villages: Sequence[VillageCoverage], today: date, say: Words) -> dict[str, object]:
    return {
        "words": say.texts,
        "lead": say("coverage-lead", today=_day(today, today, say, year=True)),
        "total": _total(villages, say),
        "totals": [],
        "until": _day(today + AHEAD, today, say),
    }


def _counts(villages: Sequence[VillageCoverage]) -> dict[str, int]:
    return {standing.name.lower(): _sum(villages, standing) for standing in Standing}


def _total(villages: Sequence[VillageCoverage], say: Words) -> str:
    return say(
        "coverage-total",
        villages=len(villages),
        due=sum(place.fallen_due for place in villages),
        on_time=_sum(villages, Standing.ON_TIME) + _sum(villages, Standing.NIL),
        late=_sum(villages, Standing.LATE),
        missing=_sum(villages, Standing.MISSING),
    )


def _sum(villages: Iterable[VillageCoverage], standing: Standing) -> int:
    return sum(place.counts[standing] for place in villages)


def _township(
    name: str, villages: Sequence[VillageCoverage], today: date, say: Words, language: str
) -> dict[str, object]:
    worst = sorted(
        villages,
        key=lambda place: (-place.counts[Standing.MISSING], -place.counts[Standing.LATE]),
    )
    groups = {
        "missing": by_row(villages, Standing.MISSING),
        "early": by_row(villages, Standing.EARLY_REMOVED),
        "late": by_row(villages, Standing.LATE),
        "coming": by_row(villages, Standing.COMING),
        "unsure": by_row(villages, Standing.UNSURE),
    }
    return {
        "name": name,
        "total": _total(villages, say),
        "due": sum(place.fallen_due for place in villages),
        "counts": _counts(villages),
        "villages": [
            {
                "name": place.village,
                "page": sheet_of(place.slug).removeprefix("report/"),
                "not_counted": _not_counted(place, say),
                "counts": {standing.name.lower(): count for standing, count in place.counts.items()},
            }
            for place in worst
        ],
        "groups": {
            group: [_gap(gap, len(villages), today, say, language) for gap in gaps]
            for group, gaps in groups.items()
        },
    }


def _not_counted(place: VillageCoverage, say: Words) -> str:
    """Say why a village's duties are not counted, where they are not."""
    if not place.read:
        return say("coverage-not-read")
    return say("coverage-not-counted") if place.start is None else ""


def _gap(gap: RowGap, of: int, today: date, say: Words, language: str) -> dict[str, Plain]:
    """Say of a row who lacks what, those villages together that lack the same."""
    alike: dict[str, list[str]] = {}
    for place, duties in gap.villages:
        alike.setdefault(_which(duties, today, say, language), []).append(place.village)
    who: list[Plain] = [
        {
            "villages": say("coverage-all", count=of)
            if len(names) == of > _FEW
            else say("coverage-between").join(names),
            "which": which,
        }
        for which, names in alike.items()
    ]
    return {"title": gap.title, "code": gap.code, "count": gap.count, "who": who}


def _which(duties: Sequence[Duty], today: date, say: Words, language: str) -> str:
    """Say which periods, events or days of a row are meant."""
    first, last = duties[0].period, duties[-1].period
    if len(duties) > _FEW and first and last and _follow(duties):
        names = {"first": first.name(language), "last": last.name(language)}
        return say("coverage-periods", **names, count=len(duties))
    told = []
    for duty in duties:
        due = say("coverage-due", day=_day(duty.due, today, say)) if duty.due else ""
        what = duty.period.name(language) if duty.period else ""
        what = what or (duty.title if duty.title != duty.row_title else "")
        told.append(say("coverage-which", what=what, due=due) if what and due else what or due)
    return say("coverage-between").join(told)


def _follow(duties: Sequence[Duty]) -> bool:
    """Tell whether their periods follow one another without a gap."""
    periods = [duty.period for duty in duties if duty.period]
    return all(before.next() == after for before, after in pairwise(periods))


def _day(day: date | None, today: date, say: Words, *, year: bool = False) -> str:
    if day is None:
        return ""
    name = "coverage-day-year" if year or day.year != today.year else "coverage-day"
    return say(name, year=day.year, month=day.month, day=day.day)


def _calendar(
    title: str, rows: Iterable[Sequence[str]], whose: str, today: date, say: Words, language: str
) -> bytes:
    """Return the last days of what is coming as a calendar, those of many villages as one.

    `rows` are duties as programs read them; `whose` tells the days of this calendar from those of others.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    for village, _, code, title_, period, due, _, state, _ in rows:
        if state == Standing.COMING.value and due:
            name = _period(parse_period(period), language)
            found.setdefault((due, code, f"{title_}{name}"), []).append(village)
    return calendar_file(title, _occasions(found, whose, say), today)


def _occasions(
    found: Mapping[tuple[str, str, str], Sequence[str]], whose: str, say: Words
) -> Iterator[Occasion]:
    for (day, code, title), names in sorted(found.items()):
        who = names[0] if len(names) == 1 else say("due-villages", count=len(names))
        yield Occasion(
            f"{day}-{code}-{title}-{whose}",
            date.fromisoformat(day),
            say("due-occasion", who=who, title=title),
            say("coverage-between").join(names),
        )


# ---- a village's page


def _sheet(place: VillageCoverage, kinds: Mapping[str, Kind], today: date, language: str) -> dict[str, Any]:
    say = load_words(language)
    since = "due-sheet-since" if place.given else "due-sheet-since-oldest"
    return {
        "words": say.texts,
        "language": "zh-CN" if language == "zh" else "en",
        "title": say("due-sheet-title", village=place.village),
        "slug": place.slug,
        "township": place.township,
        "lead": say("coverage-lead", today=_day(today, today, say, year=True)),
        "sentence": sentence(place, today, language),
        "since": say(since, day=_day(place.start, today, say, year=True)) if place.start else "",
        "until": _day(today + AHEAD, today, say),
        "groups": {
            "open": _listed(
                place.which(Standing.MISSING, Standing.EARLY_REMOVED), place, kinds, today, language
            ),
            "coming": _listed(place.which(Standing.COMING), place, kinds, today, language),
            "unsure": _listed(place.which(Standing.UNSURE), place, kinds, today, language),
            "late": _listed(place.which(Standing.LATE), place, kinds, today, language),
        },
        "off": [{"title": title, "reason": reason} for title, reason in place.switched_off],
    }


def _listed(
    duties: Iterable[Duty],
    place: VillageCoverage,
    kinds: Mapping[str, Kind],
    today: date,
    language: str,
) -> list[dict[str, Plain]]:
    say = load_words(language)
    return [
        {
            "code": duty.code,
            "title": duty.title,
            "period": _period(duty.period, language),
            "due": _day(duty.due, today, say),
            "published": _day(duty.published, today, say),
            "left": _left(duty, today, say),
            "word": _word(duty.standing, say),
            "how": list[Plain](how(duty, place, kinds, language)) if duty.is_open else [],
        }
        for duty in duties
    ]


def _left(duty: Duty, today: date, say: Words) -> str:
    """Say how long a duty is overdue, or how much time is left."""
    if duty.due is None or duty.standing not in (Standing.MISSING, Standing.COMING):
        return ""
    days = (duty.due - today).days
    if days == 0:
        return say("due-today")
    return say("due-left", days=days) if days > 0 else say("due-over", days=-days)


# ---- sentences


def sentence(place: VillageCoverage, today: date, language: str) -> str:
    """Say in one sentence what a village owed, and what is coming."""
    say = load_words(language)
    if not place.read:
        return say("due-not-read", village=place.village)
    if place.start is None:
        return say("due-not-counted", village=place.village)
    counts, due = place.counts, place.fallen_due
    told = [
        say(f"due-{standing.value or 'unsure'}", count=count)
        for standing, count in counts.items()
        if count and standing is not Standing.COMING
    ]
    parts = say("due-all-on-time") if counts[Standing.ON_TIME] == due else say("coverage-between").join(told)
    if not due and not counts[Standing.COMING]:
        return say("due-village-nothing", village=place.village)
    if not counts[Standing.COMING]:
        return say("due-village", village=place.village, due=due, parts=parts)
    return say(
        "due-ahead",
        village=place.village,
        due=due,
        parts=parts,
        until=_day(today + AHEAD, today, say),
        coming=counts[Standing.COMING],
    )


def sentences(villages: Iterable[VillageCoverage], today: date, language: str) -> tuple[str, ...]:
    """Say one sentence a village, of those that lack the most."""
    worst = sorted(villages, key=lambda place: -place.counts[Standing.MISSING])
    return tuple(sentence(place, today, language) for place in worst[:SHOWN_VILLAGES])


def how(duty: Duty, place: VillageCoverage, kinds: Mapping[str, Kind], language: str) -> Iterator[str]:
    """Yield what a clerk does about an open duty: a command, or what to change in which file."""
    say = load_words(language)
    check = say("due-command-check", village=place.village)
    if duty.standing is Standing.EARLY_REMOVED:
        name = "anew" if duty.waits else "again"
        yield say(f"due-how-{name}", source=duty.source)
    elif duty.source and duty.waits:
        name = duty.waits if duty.waits in ("scheduled", "held", "leak") else "draft"
        yield say(f"due-how-{name}", source=duty.source, command=check)
    else:
        kind = kind_about(kinds, duty.code)
        new = say(
            "due-command-new",
            kind=kind.called(language) if kind else "",
            village=place.village,
            code=duty.code,
            period=_period(duty.period, language),
        )
        yield say("due-how", command=new.rstrip())


# ---- for one or all villages on the command line


def due_text(
    villages: Sequence[VillageCoverage], kinds: Mapping[str, Kind], today: date, language: str
) -> str:
    """Say what villages owe: one sentence each, and of one alone what is open and how it is done."""
    lines = [sentence(place, today, language) for place in villages]
    for place in villages if len(villages) == 1 else ():
        lines += _open_lines(place, kinds, today, language)
    return "\n".join(lines)


def _open_lines(
    place: VillageCoverage, kinds: Mapping[str, Kind], today: date, language: str
) -> Iterator[str]:
    say = load_words(language)
    open_ = (Standing.MISSING, Standing.EARLY_REMOVED), (Standing.COMING,), (Standing.UNSURE,)
    heads = say("due-sheet-open"), say("coverage-coming", until=_day(today + AHEAD, today, say))
    for head, standings in zip((*heads, say("coverage-unsure")), open_, strict=True):
        found = [duty for duty in place.which(*standings) if duty.is_open]
        if found:
            yield ""
            yield head
        for duty in found:
            due = say("coverage-due", day=_day(duty.due, today, say)) if duty.due else ""
            told = filter(None, (due, _left(duty, today, say)))
            period = _period(duty.period, language)
            yield f"  {duty.code} {' '.join(filter(None, (duty.title, period, *told)))}"
            yield from (f"      {line}" for line in how(duty, place, kinds, language))
    if any(duty.is_open for duty in place.duties):
        yield ""
        yield say("due-how-nil")


def due_json(villages: Sequence[VillageCoverage], today: date) -> str:
    """Return what villages owe as one JSON document: every duty, and each village's counts."""
    told = [
        {"slug": place.slug, **dict(zip(COLUMNS, row, strict=True))}
        for place in villages
        for row in items((place,))
    ]
    places = [
        {
            "slug": place.slug,
            "village": place.village,
            "township": place.township,
            "since": _iso(place.start),
            "counts": {standing.value or "unsure": count for standing, count in place.counts.items()},
        }
        for place in villages
    ]
    found = {"today": today.isoformat(), "villages": places, "items": told}
    return json.dumps(found, ensure_ascii=False, indent=1)
