"""The lists of a village: behind each door by year, by state, and the power list by post and to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import filterfalse

from sunboard.channels.web.pages import about_of, line_of, page
from sunboard.contracts import Task
from sunboard.fields.disclosure import DOORS
from sunboard.lazy import regex
from sunboard.model.plain import Plain, Values
from sunboard.model.state import State
from sunboard.model.view import OwedRow, RecordView, VillageView, as_plain, running_of
from sunboard.typesetting.saying import Saying

STATES = {
    "running": (State.NOTICE,),
    "current": (State.CURRENT,),
    "past": (State.ENDED, State.EXPIRED, State.CORRECTED, State.WITHDRAWN, State.MISSING, State.LEAK),
}
"""The lists by state, and which states each of them holds; what is held stands where it stood before."""

_POWER_VIEWS = ("class", "posts", "print")
_REMARK = regex(r"[（(][^（()）]*[）)]")
_BETWEEN = regex(r"[、；;，,/](?![^（(]*[）)])")  # not inside brackets


def plan_lists(village: VillageView, say: Saying) -> Iterator[Task]:
    """Plan every list of a village."""
    for door in DOORS:
        yield from _by_year(village, say, door)
    for state in STATES:
        yield _by_state(village, say, state)
    yield _owed(village, say)
    powers = [record for record in village.records if _is_item(record)]
    powers.sort(key=_place_in_list)
    for view in ("posts", "print"):
        yield _power_list(village, say, powers, view)


def _by_year(village: VillageView, say: Saying, door: str) -> Iterator[Task]:
    """Plan what stands behind a door: the newest year with what hangs from earlier ones, then each year."""
    behind = [record for record in village.records if record.door == door]
    years = sorted({record.year for record in behind}, reverse=True)
    newest = years[0] if years else ""
    for year in ("", *years):
        shown = [record for record in behind if record.year == (year or newest)]
        standing = [record for record in behind if not year and record.year != newest and record.on_display]
        if door == "services" and not year:  # a power list hangs as a whole, whenever its items were put up
            shown, standing = sorted((*shown, *standing), key=_place_behind_door), []
        elif door == "finance":  # whoever asks for the money wants the accounts before contracts and assets
            shown.sort(key=_without_accounts)
            standing.sort(key=_without_accounts)
        data: Values = {
            "about": about_of(village),
            "door": door,
            "year": year,
            "newest": newest,
            "years": list[Plain](years),
            "groups": _grouped((_heading(record, say), record) for record in shown),
            "standing": _grouped((_heading(record, say), record) for record in standing),
            "states": _counts(behind),
            "powers": any(map(_is_item, behind)),
        }
        name = say("web-door-list", village=village.name, door=say(f"web-door-{door}"))
        folder = f"{village.slug}/{door}/{year}".rstrip("/")
        yield page("list.html", folder, village, data, description=name)


def _by_state(village: VillageView, say: Saying, state: str) -> Task:
    """Plan the list of all records in one state, by class, in the order of the doors, the power list last.

    What runs is one list, by its last day.
    """
    found = [record for record in village.records if record.phase in STATES[state]]
    running = running_of(found) if state == "running" else ()
    items = sorted(filter(_is_item, found), key=_place_in_list)
    others = sorted(filterfalse(_is_item, found), key=lambda record: DOORS.index(record.door))
    data: Values = {
        "about": about_of(village),
        "state": state,
        "count": len(found),
        "lines": list[Plain](map(line_of, running)),
        "groups": [] if running else _grouped((_sort(record, say), record) for record in (*others, *items)),
        "states": _counts(village.records),
    }
    lead = say(f"web-state-{state}-lead")
    return page("states.html", f"{village.slug}/{state}", village, data, description=lead)


def _owed(village: VillageView, say: Saying) -> Task:
    """Plan the page of what the village has to publish, and what of it it did."""
    groups: dict[str, list[OwedRow]] = {}
    for row in village.owed:
        groups.setdefault(row.category, []).append(row)
    found = sum(bool(row.lines) for row in village.owed)
    told = "web-owed-lead" if found else "web-owed-empty" if village.owed else "web-owed-none"
    lead = say(told, count=str(len(village.owed)), found=str(found))
    data: Values = {
        "about": about_of(village),
        "lead": lead,
        "gaps": [as_plain(row) for row in village.owed if row.gaps],
        "groups": [
            {
                "heading": heading,
                "found": [as_plain(row) for row in rows if row.lines],
                "rest": [as_plain(row) for row in rows if not (row.lines or row.gaps)],
                "count": len(rows),
            }
            for heading, rows in groups.items()
        ],
    }
    return page("owed.html", f"{village.slug}/owed", village, data, description=lead)


def _power_list(village: VillageView, say: Saying, powers: list[RecordView], view: str) -> Task:
    """Plan the power list by the post that answers for each item, or as one page to print."""
    by_post = ((post, record) for record in powers for post in _posts(record, say))
    by_class = ((_heading(record, say), record) for record in powers)
    count = sum(record.applies for record in powers)
    data: Values = {
        "about": about_of(village),
        "view": view,
        "views": list[Plain](_POWER_VIEWS),
        "count": count,
        "groups": _grouped(by_post if view == "posts" else by_class),
    }
    lead = say("web-powers-lead", count=str(count)) if count else ""
    return page("powers.html", f"{village.slug}/services/{view}", village, data, description=lead)


def _grouped(records: Iterable[tuple[str, RecordView]]) -> list[Plain]:
    """Return lines under their headings; headings stand in the order in which they first come."""
    found: dict[str, list[Plain]] = {}
    for heading, record in records:
        found.setdefault(heading, []).append(line_of(record))
    return [{"heading": heading, "lines": lines} for heading, lines in found.items()]


def _posts(record: RecordView, say: Saying) -> list[str]:
    """Return the bodies and posts that answer for an item, without what is said of them in brackets."""
    if not record.applies:
        return [say("web-powers-not-here")]
    named = (_REMARK.sub("", piece).strip() for piece in _BETWEEN.split(record.responsible))
    return list(dict.fromkeys(filter(None, named))) or [record.responsible]


def _is_item(record: RecordView) -> bool:
    """Tell whether a record is an item of the power list and shown as one."""
    return record.inherited and not record.bare


def _heading(record: RecordView, say: Saying) -> str:
    if not record.applies:
        return say("web-powers-not-here")
    return record.class_label if record.door == "services" and record.class_label else record.category


def _sort(record: RecordView, say: Saying) -> str:
    """Return what a record is listed under: its class, or that there is no such item here."""
    return record.category if record.applies else say("web-powers-not-here")


def _place_in_list(record: RecordView) -> tuple[bool, bool, str, str]:
    """Sort items by their ids, those without one by their titles, what there is not here last."""
    return not record.applies, not _is_item(record), record.id or "~", record.title


def _place_behind_door(record: RecordView) -> tuple[bool, bool, bool, str, str]:
    """Sort items as the list does, but first what people come for."""
    gone, other, number, title = _place_in_list(record)
    return gone, other, not record.serves, number, title


def _without_accounts(record: RecordView) -> bool:
    """Tell whether a record cannot stand for the village's money."""
    return not record.headline


def _counts(records: Iterable[RecordView]) -> dict[str, Plain]:
    listed = list(records)
    return {state: sum(record.phase in states for record in listed) for state, states in STATES.items()}
