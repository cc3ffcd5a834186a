"""What the pages say: of one township, above several of them, and of one village to hand over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from sunboard.duties.coverage import OPEN, Item, Off, RowGap, VillageCoverage, by_item, by_row
from sunboard.duties.owed import AHEAD, Duty, Standing
from sunboard.model.period import Period
from sunboard.reporting.coverage.items import COUNTED
from sunboard.reporting.coverage.sentences import parts_told
from sunboard.reporting.coverage.telling import shortly_told, when_told, which_told
from sunboard.reporting.days import day_told
from sunboard.reporting.words import Words

T = TypeVar("T")
PAGE = "report/coverage.html"
_GRAVE = {Standing.MISSING: "bad", Standing.LATE: "odd", Standing.EARLY_REMOVED: "bad"}
_CALM = {Standing.ON_TIME: "calm", Standing.NIL: "calm"}  # left out on a telephone beside what is grave
_GROUPS = {
    "missing": Standing.MISSING,
    "early": Standing.EARLY_REMOVED,
    "coming": Standing.COMING,
    "unsure": Standing.UNSURE,
    "late": Standing.LATE,
}
_FEW = 3  # villages that are named one by one beside all others
_WORST = 5  # villages that lack the most: of a township above several, of all in more detail
_NAMED = 3  # things that are named of each of these; of others one
_Key = tuple[str, str, Period | None]  # what is the same duty in several villages


def sheet_of(slug: str) -> str:
    """Return where the page of a village lies in the output folder."""
    return f"report/villages/{slug}.html"


def page_of(slug: str) -> str:
    """Return where the page of one of several townships lies in the output folder."""
    return f"report/townships/{slug}.html"


def by_township(villages: Iterable[VillageCoverage]) -> dict[str, list[VillageCoverage]]:
    """Return the villages of each township by its slug."""
    found: dict[str, list[VillageCoverage]] = {}
    for place in villages:
        found.setdefault(place.township_slug, []).append(place)
    return found


def township_page(
    villages: Sequence[VillageCoverage], today: date, say: Words, language: str, *, is_all: bool
) -> dict[str, object]:
    """Return what the page of one township says, or of a county that has no more of them (`is_all`)."""
    names = {place.township: place.township_slug for place in villages}
    return {
        **_heading(villages, today, say, language),
        "townships": [_township(name, tuple(villages), today, say, language) for name in names],
        "off": switched_off(villages, ("county",) * is_all + ("township", "village"), say),
    }


def overview_page(
    villages: Sequence[VillageCoverage], today: date, say: Words, language: str
) -> dict[str, object]:
    """Return what the page above several townships says: how much each owes, and where more of it stands."""
    return {
        **_heading(villages, today, say, language),
        "worst": [
            _village(place, _NAMED, today, say, language) | {"township": place.township}
            for place in worst_of(villages)
        ],
        "totals": [
            {
                "name": places[0].township,
                "page": page_of(slug).removeprefix("report/"),
                "villages": len(places),
                "due": sum(place.fallen_due for place in places),
                "counts": _counts(places),
                "worst": [
                    {
                        "name": place.village,
                        "page": sheet_of(place.slug).removeprefix("report/"),
                        "missing": place.counts[Standing.MISSING],
                    }
                    for place in worst_of(places)
                ],
            }
            for slug, places in by_township(villages).items()
        ],
        "off": switched_off(villages, ("county",), say),
        "files": "coverage",
        "home": "",
    }


def worst_of(villages: Iterable[VillageCoverage]) -> list[VillageCoverage]:
    """Return the few villages that lack the most."""
    return _first([place for place in _worst_first(villages) if place.counts[Standing.MISSING]], _WORST)


def _first(things: list[T], few: int) -> list[T]:
    """Return the first few; where only one more is left it too, for to say so takes as much room."""
    return things[: few if len(things) > few + 1 else None]


def _heading(
    villages: Sequence[VillageCoverage], today: date, say: Words, language: str
) -> dict[str, object]:
    return {
        "words": say.texts,
        "language": "zh-CN" if language == "zh" else "en",
        "lead": say("coverage-lead", today=day_told(today, say)),
        "answer": _answer(villages, say),
        "total": _total(villages, say),
        "totals": [],
        "worst": [],
        "townships": [],
        "until": day_told(today + AHEAD, say, in_year=today.year),
    }


def _answer(villages: Sequence[VillageCoverage], say: Words) -> str:
    """Return what the township wants to know first: how much is missing, and in how many villages."""
    lacking = [place for place in villages if place.counts[Standing.MISSING]]
    if lacking:
        return say("coverage-answer", missing=_sum(lacking, Standing.MISSING), villages=len(lacking))
    return say("coverage-nothing-missing" if any(place.fallen_due for place in villages) else "coverage-none")


def _counts(villages: Sequence[VillageCoverage]) -> dict[str, int]:
    return {standing.name.lower(): _sum(villages, standing) for standing in Standing}


def _total(villages: Sequence[VillageCoverage], say: Words) -> str:
    due = sum(place.fallen_due for place in villages)
    counts = {standing: _sum(villages, standing) for standing in Standing}
    return say("coverage-total", villages=len(villages), due=due, parts=parts_told(counts, due, say))


def _sum(villages: Iterable[VillageCoverage], standing: Standing) -> int:
    return sum(place.counts[standing] for place in villages)


def _township(
    name: str, villages: Sequence[VillageCoverage], today: date, say: Words, language: str
) -> dict[str, object]:
    gaps = by_row(villages)
    worst = worst_of(villages)
    counted = [place for place in villages if not _not_counted(place, say)]
    alike = _lacked_by_all(counted)
    return {
        "name": name,
        "alike": _alike(counted, alike, today, say, language),
        "total": _total(villages, say),
        "heads": [
            {"key": standing.name.lower(), "head": head, "grave": (_GRAVE | _CALM).get(standing, "")}
            for standing, head in zip(COUNTED, say("coverage-heads").split("|")[1:], strict=True)
            if _sum(villages, standing)
        ],
        "villages": [
            _village(place, _NAMED if place in worst else 1, today, say, language, alike)
            for place in _worst_first(villages)
        ],
        "groups": {
            group: [_gap(gap, villages, today, say, language) for gap in gaps[standing]]
            for group, standing in _GROUPS.items()
        },
    }


def _lacked_by_all(villages: Sequence[VillageCoverage]) -> frozenset[_Key]:
    """Return the duties that each of several villages lacks; none where they are few, and told as soon."""
    if len(villages) <= _FEW:
        return frozenset()
    each = [{_key(duty) for duty in place.which(Standing.MISSING) if not duty.event} for place in villages]
    alike = frozenset[_Key](set.intersection(*each))
    return alike if len(alike) > _FEW else frozenset()


def _key(duty: Duty) -> _Key:
    return duty.code, duty.title, duty.period


def _is_among(duty: Duty, alike: frozenset[_Key]) -> bool:
    return duty.standing is Standing.MISSING and not duty.event and _key(duty) in alike


def _alike(
    villages: Sequence[VillageCoverage], alike: frozenset[_Key], today: date, say: Words, language: str
) -> dict[str, object] | None:
    """Say once what all villages lack: which of them is late with more is seen the sooner."""
    if not alike:
        return None
    own = [duty for duty in villages[0].which(Standing.MISSING) if _is_among(duty, alike)]
    head = say("coverage-alike", villages=len(villages), count=len(own))
    return {"head": head, **_things(by_item(own), _NAMED, today, say, language)}


def _village(
    place: VillageCoverage,
    named: int,
    today: date,
    say: Words,
    language: str,
    alike: frozenset[_Key] = frozenset(),
) -> dict[str, object]:
    """Say of a village how much it lacks, what, and how late that is: a few things by name.

    What all others lack too (`alike`) is only counted.
    """
    open_ = list(place.which(*OPEN))
    own = [duty for duty in open_ if not _is_among(duty, alike)]
    late = by_item(place.which(Standing.LATE))
    told_late = _first(late, 1 if own else _NAMED)
    late_rest = sum(map(len, late[len(told_late) :]))
    shared = len(open_) - len(own)
    return {
        "name": place.village,
        "page": sheet_of(place.slug).removeprefix("report/"),
        "not_counted": _not_counted(place, say),
        "counts": {standing.name.lower(): count for standing, count in place.counts.items()},
        "lacking": any(place.counts[standing] for standing in _GRAVE),
        "late": _lines(told_late, today, say, language),
        "late_rest": say("coverage-rest-of", count=late_rest) if late_rest else "",
        "shared": say("coverage-shared", count=shared) if shared else "",
        **_things(by_item(own), named, today, say, language),
    }


def _things(things: Sequence[Item], named: int, today: date, say: Words, language: str) -> dict[str, object]:
    """Name a few things, and count the others by their category."""
    told = _first(list(things), named)
    rest = Counter[str]()
    for thing in things[len(told) :]:
        rest[thing[0].category] += len(thing)
    return {
        "things": _lines(told, today, say, language),
        "rest": say("coverage-rest-of", count=rest.total()) if rest else "",
        "of": say("coverage-between").join(
            say("coverage-gaps-part", what=what, count=count) for what, count in rest.items()
        ),
    }


def _lines(items: Iterable[Item], today: date, say: Words, language: str) -> list[dict[str, str]]:
    return [
        {
            "title": item[0].title,
            "which": which_told(item, say, language),
            "shortly": shortly_told(item, say, language),
            "when": when_told(item, today, say),
        }
        for item in items
    ]


def switched_off(villages: Iterable[VillageCoverage], by: Iterable[str], say: Words) -> list[dict[str, str]]:
    """Return the rows that these did not ask for, those together for which the same said the same reason."""
    who: dict[Off, dict[str, None]] = {}
    for place in villages:
        for row in place.switched_off:
            who.setdefault(row, {})[place.village if row.by == "village" else place.township] = None
    titles: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for row, names in who.items():
        titles.setdefault((row.by, row.reason, tuple(names) if row.by != "county" else ()), []).append(
            row.title
        )
    between = say("coverage-between")
    return [
        {
            "titles": between.join(those),
            "reason": reason or say("coverage-off-no-reason"),
            "who": say(f"coverage-off-{said}", who=between.join(names)),
        }
        for one in by
        for (said, reason, names), those in titles.items()
        if said == one
    ]


def _worst_first(villages: Iterable[VillageCoverage]) -> list[VillageCoverage]:
    """Return villages in the order of what they lack."""
    return sorted(villages, key=lambda place: [-place.counts[standing] for standing in _GRAVE])


def _not_counted(place: VillageCoverage, say: Words) -> str:
    """Say why a village's duties are not counted, where they are not."""
    if not place.read:
        return say("coverage-not-read")
    return say("coverage-not-counted") if place.start is None else ""


def _gap(
    gap: RowGap, places: Sequence[VillageCoverage], today: date, say: Words, language: str
) -> dict[str, object]:
    """Say of a row who lacks what, those villages together that lack the same."""
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for duties, places_alike in groupby(gap.villages, key=itemgetter(1)):  # told once for a row of them
        which = _which(duties, today, say, language)
        alike.setdefault(which, []).extend(place.village for place, _ in places_alike)
    most_last = sorted(alike.items(), key=lambda told: len(told[1]) > 2 * _FEW)
    named: set[str] = set()
    who: list[dict[str, object]] = []
    for which, names in most_last:
        left = [place.village for place in places if place.village not in named]
        who.append({"villages": _together(names, left, bool(named), say), "which": which})
        named.update(names)
    return {"title": gap.title, "code": gap.code, "who": who}


def _together(names: Sequence[str], left: Sequence[str], is_rest: bool, say: Words) -> str:
    """Name villages of those of a township that are left when some are named.

    Where they are nearly all of them, those that are not among them are named.
    """
    among, between = set(names), say("coverage-between")
    others = between.join(name for name in left if name not in among)
    count, nearly = len(names), 0 < len(left) - len(among) <= _FEW and len(names) > 2 * _FEW
    if nearly:
        return say("coverage-rest-but" if is_rest else "coverage-but", others=others, count=count)
    if not others and count > (_FEW if is_rest else 1):
        return say("coverage-rest" if is_rest else "coverage-all", count=count)
    return between.join(names)


def _which(duties: Sequence[Duty], today: date, say: Words, language: str) -> tuple[tuple[str, str], ...]:
    """Say which periods or events of a row are meant, and how late they are or by when they are due."""
    things = by_item(duties)
    names = (thing[0].title if thing[0].title != thing[0].row_title else "" for thing in things)
    return tuple(
        (name or which_told(thing, say, language), when_told(thing, today, say))
        for name, thing in zip(names, things, strict=True)
    )
