"""Which pages the web has, and what each of them may show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from math import ceil

from sunboard.channels.web.csv_files import ledger_files
from sunboard.channels.web.feeds import feed, robots, site_map, site_maps
from sunboard.channels.web.linked_data import office, record_data, site_data, village_data
from sunboard.channels.web.lists import plan_lists
from sunboard.channels.web.pages import about_of, line_of, page, record_folder, share_picture
from sunboard.channels.web.styles import ASSETS, style_sheet
from sunboard.contracts import Artifact, Order, Task
from sunboard.describing import named_tables
from sunboard.engines.table_room import ems
from sunboard.fields.disclosure import DOORS
from sunboard.model.plain import Plain, Values, by_line
from sunboard.model.state import State
from sunboard.model.view import (
    BoardView,
    PublishedFile,
    RecordView,
    ScreenView,
    SiteView,
    VillageView,
    as_plain,
    headline_of,
    running_of,
)
from sunboard.theming import Theme
from sunboard.typesetting.saying import Saying

NEWEST = 8  # records under "what is new"
MOST_RUNNING = 12  # at the head of a home
MOST_NOTICES = 5  # of these that phones show
NOTICE_LINES = 12  # that they may take on a phone, so that doors and telephone stay on its first screen
MONEY_LINES = 4  # of these that the four figures take
LINE = 17  # ems of a line of a notice
LONG_NAME = 13  # characters of a village's name that fill one line
GONE = frozenset((State.CORRECTED, State.MISSING))


def plan_village(village: VillageView, theme: Theme) -> Iterator[Task | Artifact]:
    """Plan every page of a village, and what machines read of it."""
    say = theme.say
    yield from _files(village.slug, village.files)
    for record in village.records:
        if record.number:
            yield from village.again(("web", record.number), record, partial(_record, village, record, say))
    yield from plan_lists(village, say)
    told: Values = {
        "about": about_of(village),
        "office": as_plain(village.office),
        "phones": as_plain(village.other_phones),
        "posts": as_plain(village.posts),
    }
    yield page("about.html", f"{village.slug}/about", village, told, description=say("web-about-lead"))
    yield page(
        "village.html",
        village.slug,
        village,
        _home(village),
        Order.HOMES,
        description=say("web-village-lead"),
        linked=village_data(village),
    )
    if village.url:  # without an address there is nothing that they could name
        yield share_picture(village, theme)
        yield feed(village)
        yield site_map(village)


def plan_site(site: SiteView, theme: Theme) -> Iterator[Task | Artifact]:
    """Plan the portal, the townships' pages, what is said for all of them, and the files that pages use."""
    say = theme.say
    yield from _assets(theme)
    names = ("icp", "gongan", "contact_phone", "supervise_phone")
    filed: dict[str, Plain] = {name: getattr(site, name) for name in names}

    def made(template: str, folder: str, shown: dict[str, Plain], lead: str, linked: Plain = None) -> Task:
        data = {**filed, **shown}
        return page(template, folder, site, data, Order.PORTAL, description=say(lead), linked=linked)

    told: dict[str, Plain] = {"about": None, "office": as_plain(site.office), "phones": [], "posts": []}
    yield made("guide.html", "guide", {"terms": as_plain(site.glossary)}, "web-guide-lead")
    yield made("about.html", "about", told, "web-about-lead")
    for township in site.townships:
        linked = office(township.name, township.url, township.contact_phone, township.supervise_phone)
        shown: dict[str, Plain] = {"township": as_plain(township)}
        yield made("township.html", township.slug, shown, "web-township-lead", linked)
    townships: dict[str, Plain] = {"townships": as_plain(site.townships)}
    yield made("portal.html", "", townships, "web-portal-lead", site_data(site))
    yield robots(site)
    if site.base_url:
        yield share_picture(site, theme)
        yield from site_maps(site)
        lost: Values = {
            **filed,
            "site_title": site.title,
            "base": site.base_url,
            "sample": site.sample,
            "css": "".join(style_sheet(f"{ASSETS}{name}.css", theme) for name in ("site", "lists")),
        }
        yield Task("web/404.html", "site/404.html", lost, Order.PORTAL)


def _assets(theme: Theme) -> Iterator[Artifact]:
    """Plan the style sheets, scripts and signs of the theme."""
    for path, data in sorted(theme.files.items()):
        if path.startswith(ASSETS):
            sent = style_sheet(path, theme).encode() if path.endswith(".css") else data
            yield Artifact(f"site/{path.removeprefix('web/')}", sent, Order.ASSETS)


def _record(village: VillageView, record: RecordView, say: Saying) -> tuple[Task | Artifact, ...]:
    """Plan a record's page and the files of its figures."""
    folder = record_folder(village.slug, record.number)
    tables = {} if record.bare else ledger_files(record)
    data = {"record.json": by_line(record.values), **tables}
    beside = [Artifact(f"site/{folder}/{name}", its, Order.RECORDS) for name, its in data.items()]
    if named := named_tables(record.blocks, say):  # they stand below
        record = replace(record, facts=tuple(fact for fact in record.facts if fact.value != named))
    shown: Values = {
        "about": about_of(village),
        "record": as_plain(record),
        "tables": list[Plain](tables),
    }
    hidden = not record.searchable
    its_page = page(
        "record.html",
        folder,
        village,
        shown,
        Order.RECORDS,
        description="" if hidden else record.summary or _described(village, record),
        linked=record_data(village, record),
        hidden=hidden,
        addressed=bool(record.url or not village.base_url),
    )
    return *beside, *_files(folder, record.files), its_page


def _described(village: VillageView, record: RecordView) -> str:
    """Say what a record without a plain summary is: whose, its title and class; of people it names nobody."""
    if record.bare or not record.title:
        return ""
    return f"{village.name} {record.title} {record.class_label or record.category}"


def _files(folder: str, files: Iterable[PublishedFile]) -> Iterator[Artifact]:
    """Plan the files that lie beside a page."""
    for file in files:
        yield Artifact(f"site/{folder}/{file.path}", file.data, Order.ASSETS, as_given=True)


def _home(village: VillageView) -> Values:
    live = [record for record in village.records if not record.bare and record.state not in GONE]
    running = running_of(live)
    newest = [record for record in live if record not in running and record.door != "services"]
    money = headline_of(live)
    return {
        "about": about_of(village),
        "running": [line_of(record) for record in running[:MOST_RUNNING]],
        "first": leading(running, village, money is not None),
        "running_count": len(running),
        "money": {"line": line_of(money), "figures": as_plain(money.figures)} if money else None,
        "counts": {door: sum(record.door == door for record in village.records) for door in DOORS},
        "newest": [line_of(record) for record in newest[:NEWEST]],
        "published": any(not record.inherited for record in village.records),
        "owed_since": village.owed_since,
        "posts": as_plain(village.posts),
        "phones": as_plain(village.other_phones),
        "office_hours": village.office_hours,
        "profile": as_plain(village.profile),
        "pictures": as_plain(village.pictures),
        "boards": _told(village.boards),
        "screens": _told(village.screens),
    }


def _told(hanging: Iterable[BoardView | ScreenView]) -> list[Plain]:
    """Return what people call boards or screens, and where they are.

    A name in Latin letters is that of a folder: what has no other is not told of.
    """
    told = ((one.title or ("" if one.name.isascii() else one.name), one.place) for one in hanging)
    return [" · ".join(filter(None, words)) for words in told if any(words)]


def leading(running: Sequence[RecordView], village: VillageView, money: bool) -> int:
    """Return how many notices stand at the head of a home: one, and as many more as a phone has room for."""
    lines = (len(village.name) > LONG_NAME) + village.sample + MONEY_LINES * money
    for at, record in enumerate(running[:MOST_NOTICES]):
        lines += ceil(ems(record.title) / LINE) + 1  # its last day stands on a line of its own
        if at and lines > NOTICE_LINES:
            return at
    return len(running[:MOST_NOTICES])
