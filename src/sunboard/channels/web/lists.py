"""The lists of a village: behind each door by year, by state, and the power list by class, by post and to print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from sunboard.channels.web.page import about_of, line_of, page
from sunboard.contracts import Task
from sunboard.model.plain import Plain, Values
from sunboard.model.view import RecordView, VillageView
from sunboard.theming import Theme
from sunboard.typesetting.saying import Saying

DOORS = ("finance", "affairs", "services")
STATES = {
    "running": ("notice",),
    "current": ("current", "held"),
    "past": ("ended", "expired", "corrected", "withdrawn", "missing", "leak"),
}
"""The lists by state, and which states each of them holds."""

_POWER_VIEWS = ("class", "posts", "print")
_REMARK = re.compile(r"[（(][^（()）]*[）)]")
_BETWEEN = re.compile(r"[、；;，,/](?![^（(]*[）)])")  # not inside brackets


def plan_lists(village: VillageView, theme: Theme) -> Iterator[Task]:
    """Plan every list of a village."""
    say = Saying(theme.language, theme.strings)
    for door in DOORS:
        yield from _door(village, say, door)
    for state in STATES:
        yield _by_state(village, say, state)
    powers = [record for record in village.records if record.responsible and not record.bare]
    for view in ("posts", "print"):
        yield _powers(village, say, powers, view)


def _door(village: VillageView, say: Saying, door: str) -> Iterator[Task]:
    """Plan what stands behind a door: the newest year with what still hangs from the years before, then each year by itself."""
    behind = [record for record in village.records if record.door == door]
    years = sorted({record.year for record in behind}, reverse=True)
    newest = years[0] if years else ""
    heading = partial(_heading, say)
    for year in ("", *years):
        shown = [record for record in behind if record.year == (year or newest)]
        standing = (
            [record for record in behind if record.year != newest and record.on_display] if not year else []
        )
        if door == "services" and not year:  # a power list hangs as a whole, whenever its items were put up
            shown, standing = sorted((*shown, *standing), key=_place_in_list), []
        data: Values = {
            "about": about_of(village),
            "door": door,
            "year": year,
            "newest": newest,
            "years": list[Plain](years),
            "groups": grouped(shown, heading),
            "standing": grouped(standing, heading),
            "states": _counts(behind),
            "powers": any(record.responsible for record in behind),
        }
        name = say("web-door-list", village=village.name, door=say(f"web-door-{door}"))
        yield page("web/list.html", f"{village.slug}/{door}/{year}".rstrip("/"), village, data, about=name)


def _by_state(village: VillageView, say: Saying, state: str) -> Task:
    """Plan the list of all records of a village in one state, those whose notice ends first at the top where it runs."""
    found = [record for record in village.records if record.state in STATES[state]]
    if state == "running":
        found.sort(key=lambda record: record.notice_end or "9")
    data: Values = {
        "about": about_of(village),
        "state": state,
        "count": len(found),
        "groups": grouped(found, lambda record: record.category),
        "states": _counts(village.records),
    }
    return page(
        "web/states.html", f"{village.slug}/{state}", village, data, about=say(f"web-state-{state}-lead")
    )


def _powers(village: VillageView, say: Saying, powers: list[RecordView], view: str) -> Task:
    """Plan the power list by the post that answers for each item, or as one page to print."""
    powers = sorted(powers, key=_place_in_list)
    data: Values = {
        "about": about_of(village),
        "view": view,
        "views": list[Plain](_POWER_VIEWS),
        "count": sum(record.applies for record in powers),
        "groups": _by_post(powers, say) if view == "posts" else grouped(powers, partial(_heading, say)),
    }
    folder = f"{village.slug}/services/{view}"
    return page(
        "web/powers.html",
        folder,
        village,
        data,
        about=say("web-powers-lead", count=str(sum(record.applies for record in powers))),
    )


def grouped(records: Iterable[RecordView], heading: Callable[[RecordView], str]) -> list[Plain]:
    """Return lines under headings; headings stand in the order in which they first come."""
    found: dict[str, list[Plain]] = {}
    for record in records:
        found.setdefault(heading(record), []).append(line_of(record))
    return [{"heading": name, "lines": lines} for name, lines in found.items()]


def _by_post(powers: Iterable[RecordView], say: Saying) -> list[Plain]:
    """Return the items of each body or post; one that several answer for stands under each of them, what nobody has here at the end."""
    found: dict[str, list[Plain]] = {}
    for record in powers:
        for post in (
            dict.fromkeys(_posts(record.responsible)) if record.applies else [say("web-powers-not-here")]
        ):
            found.setdefault(post, []).append(line_of(record))
    return [{"heading": post, "lines": lines} for post, lines in found.items()]


def _posts(responsible: str) -> list[str]:
    """Return the bodies and posts that a text names, without what it says of them in brackets."""
    named = (_REMARK.sub("", piece).strip() for piece in _BETWEEN.split(responsible))
    return [post for post in named if post] or [responsible]


def _heading(say: Saying, record: RecordView) -> str:
    if not record.applies:
        return say("web-powers-not-here")
    return record.class_label if record.door == "services" and record.class_label else record.category


def _place_in_list(record: RecordView) -> tuple[bool, bool, str, str]:
    """Return where an item stands in the power list: items with an id by it, then the rest by their titles, last what there is not here."""
    return not record.applies, not record.responsible, record.id or "~", record.title


def _counts(records: Iterable[RecordView]) -> dict[str, Plain]:
    listed = list(records)
    return {state: sum(record.state in states for record in listed) for state, states in STATES.items()}
