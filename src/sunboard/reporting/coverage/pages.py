"""What the pages say: of one township, above several of them, and of one village to hand over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from sunboard.duties.coverage import RowGap, VillageCoverage, by_row
from sunboard.duties.owed import AHEAD, Duty, Standing
from sunboard.model.plain import Plain
from sunboard.reporting.coverage.items import COUNTED
from sunboard.reporting.coverage.sentences import parts_told
from sunboard.reporting.days import day_told
from sunboard.reporting.words import Words

PAGE = "report/coverage.html"
_GRAVE = {Standing.MISSING: "bad", Standing.LATE: "odd", Standing.EARLY_REMOVED: "bad"}
_CALM = {Standing.ON_TIME: "calm", Standing.NIL: "calm"}  # left out on a telephone beside what is grave
_FEW = 3  # periods of a row, or rows of a village, that are named one by one
_WORST = 5  # villages of a township that are named above several of them


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
    villages: Sequence[VillageCoverage], today: date, say: Words, language: str
) -> dict[str, object]:
    """Return what the page of one township says, or of a county that has no more of them."""
    names = {place.township: place.township_slug for place in villages}
    return {
        **_heading(villages, today, say),
        "language": "zh-CN" if language == "zh" else "en",
        "townships": [_township(name, tuple(villages), today, say, language) for name in names],
    }


def overview_page(
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
                "worst": [
                    {
                        "name": place.village,
                        "page": sheet_of(place.slug).removeprefix("report/"),
                        "missing": place.counts[Standing.MISSING],
                    }
                    for place in _worst_first(places)[:_WORST]
                    if place.counts[Standing.MISSING]
                ],
            }
            for slug, places in by_township(villages).items()
        ],
        "files": "coverage",
        "home": "",
    }


def _heading(villages: Sequence[VillageCoverage], today: date, say: Words) -> dict[str, object]:
    return {
        "words": say.texts,
        "lead": say("coverage-lead", today=day_told(today, say)),
        "answer": _answer(villages, say),
        "total": _total(villages, say),
        "totals": [],
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
    groups = {
        "missing": by_row(villages, Standing.MISSING),
        "early": by_row(villages, Standing.EARLY_REMOVED),
        "late": by_row(villages, Standing.LATE),
        "coming": by_row(villages, Standing.COMING),
        "unsure": by_row(villages, Standing.UNSURE),
    }
    where = _where(groups["missing"], today, say)
    return {
        "name": name,
        "total": _total(villages, say),
        "due": sum(place.fallen_due for place in villages),
        "counts": _counts(villages),
        "heads": [
            {"key": standing.name.lower(), "head": head, "grave": (_GRAVE | _CALM).get(standing, "")}
            for standing, head in zip(COUNTED, say("coverage-heads").split("|")[1:], strict=True)
            if _sum(villages, standing)
        ],
        "villages": [
            {
                "name": place.village,
                "page": sheet_of(place.slug).removeprefix("report/"),
                "not_counted": _not_counted(place, say),
                "counts": {standing.name.lower(): count for standing, count in place.counts.items()},
                "where": where.get(place.slug, ""),
                "lacking": any(place.counts[standing] for standing in _GRAVE),
            }
            for place in _worst_first(villages)
        ],
        "groups": {
            group: [_gap(gap, villages, today, say, language) for gap in gaps]
            for group, gaps in groups.items()
        },
    }


def _where(missing: Iterable[RowGap], today: date, say: Words) -> dict[str, str]:
    """Say of each village, by its slug, what it lacks, and for how long."""
    lacked: dict[str, list[Duty]] = {}
    for gap in missing:
        for place, duties in gap.villages:
            lacked.setdefault(place.slug, []).extend(duties)
    return {slug: _lacks(duties, today, say) for slug, duties in lacked.items()}


def _lacks(duties: Sequence[Duty], today: date, say: Words) -> str:
    """Say which rows are missing where they are few, else how many of which categories."""
    rows = Counter(duty.row_title for duty in duties)
    few = len(rows) <= _FEW
    counted = rows if few else Counter(duty.category for duty in duties)
    parts = say("coverage-gaps-between" if few else "coverage-between").join(
        what if few and count == 1 else say("coverage-gaps-part", what=what, count=count)
        for what, count in counted.most_common()
    )
    first = min((duty.due for duty in duties if duty.due), default=today)
    return say("coverage-gaps", parts=parts, days=(today - first).days)


def _worst_first(villages: Iterable[VillageCoverage]) -> list[VillageCoverage]:
    """Return villages in the order of what they lack."""
    return sorted(villages, key=lambda place: (-place.counts[Standing.MISSING], -place.counts[Standing.LATE]))


def _not_counted(place: VillageCoverage, say: Words) -> str:
    """Say why a village's duties are not counted, where they are not."""
    if not place.read:
        return say("coverage-not-read")
    return say("coverage-not-counted") if place.start is None else ""


def _gap(
    gap: RowGap, places: Sequence[VillageCoverage], today: date, say: Words, language: str
) -> dict[str, Plain]:
    """Say of a row who lacks what, those villages together that lack the same."""
    alike: dict[str, list[str]] = {}
    for place, duties in gap.villages:
        alike.setdefault(_which(duties, today, say, language), []).append(place.village)
    most_last = sorted(alike.items(), key=lambda told: len(told[1]) > 2 * _FEW)
    named: set[str] = set()
    who: list[Plain] = []
    for which, names in most_last:
        left = [place.village for place in places if place.village not in named]
        who.append({"villages": _together(names, left, bool(named), say), "which": which})
        named.update(names)
    return {"title": gap.title, "code": gap.code, "count": gap.count, "who": who}


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


def _which(duties: Sequence[Duty], today: date, say: Words, language: str) -> str:
    """Say which periods, events or days of a row are meant."""
    first, last = duties[0].period, duties[-1].period
    if len(duties) > _FEW and first and last and _follow(duties):
        names = {"first": first.name(language), "last": last.name(language)}
        return say("coverage-periods", **names, count=len(duties))
    told = []
    for duty in duties:
        due = say("coverage-due", day=day_told(duty.due, say, in_year=today.year)) if duty.due else ""
        if duty.standing is Standing.LATE and duty.published:
            came = say("due-sheet-published", day=day_told(duty.published, say, in_year=today.year))
            due = say("coverage-came", due=due, came=came)
        what = duty.period.name(language) if duty.period else ""
        what = what or (duty.title if duty.title != duty.row_title else "")
        told.append(say("coverage-which", what=what, due=due) if what and due else what or due)
    return say("coverage-between").join(told)


def _follow(duties: Sequence[Duty]) -> bool:
    """Tell whether their periods follow one another without a gap."""
    periods = [duty.period for duty in duties if duty.period]
    return all(before.next() == after for before, after in pairwise(periods))
