"""Which pages the web has, and what each of them may show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sunboard.channels.web.feeds import feed, keep_private, robots, site_map, site_maps
from sunboard.channels.web.linked import office, record_data, site_data, village_data
from sunboard.channels.web.lists import DOORS, plan_lists
from sunboard.channels.web.page import about_of, line_of, page, share_picture
from sunboard.channels.web.rows import ledger_files
from sunboard.channels.web.slimming import slim
from sunboard.contracts import Artifact, Order, Task
from sunboard.describing.accounts import newest_accounts
from sunboard.model.plain import Plain, Values, pretty
from sunboard.model.view import PublishedFile, RecordView, SiteView, VillageView, as_plain
from sunboard.theming import Theme
from sunboard.typesetting.saying import Saying

NEWEST = 8  # records under "what is new"
RUNNING = 5  # notices at the head of a home
_LINES, _LINE = (
    10,
    17,
)  # lines that they may take on a phone, so that the doors below stay on its first screen; characters of a line
_NAME, _WHERE = (
    11,
    16,
)  # characters up to which a village's name, and the names of where it is, stand on one line
GONE = frozenset({"corrected", "missing"})


def plan_village(village: VillageView, theme: Theme) -> Iterator[Task | Artifact]:
    """Plan every page of a village: its records, its lists, what is said of it, its home, and what machines read."""
    say = Saying(theme.language, theme.strings)
    yield share_picture(village, theme)
    yield from _files(village.slug, village.files)
    for record in village.records:
        if record.number:
            yield from _record(village, record)
    yield from plan_lists(village, theme)
    told: Values = {
        "about": about_of(village),
        "office": as_plain(village.office),
        "phones": _other_phones(village),
        "posts": as_plain(village.posts),
    }
    yield page("web/about.html", f"{village.slug}/about", village, told, about=say("web-about-lead"))
    yield page(
        "web/village.html",
        village.slug,
        village,
        _home(village),
        Order.HOMES,
        about=say("web-village-lead"),
        linked=village_data(village),
    )
    yield feed(village)
    yield site_map(village)


def plan_site(site: SiteView, theme: Theme) -> Iterator[Task | Artifact]:
    """Plan the portal, the townships' pages, what is said for all of them, and the files that every page uses."""
    say = Saying(theme.language, theme.strings)
    for path, data in sorted(theme.files.items()):
        if path.startswith("web/assets/"):
            yield Artifact(
                f"site/{path.removeprefix('web/')}",
                slim(data) if path.endswith(".css") else data,
                Order.ASSETS,
            )
    yield share_picture(site, theme)
    filed: dict[str, Plain] = {
        "icp": site.icp,
        "gongan": site.gongan,
        "contact_phone": site.contact_phone,
        "supervise_phone": site.supervise_phone,
    }
    terms: Values = {**filed, "terms": as_plain(site.glossary)}
    yield page("web/guide.html", "guide", site, terms, Order.PORTAL, about=say("web-guide-lead"))
    told: Values = {**filed, "about": None, "office": as_plain(site.office), "phones": [], "posts": []}
    yield page("web/about.html", "about", site, told, Order.PORTAL, about=say("web-about-lead"))
    for township in site.townships:
        shown: Values = {**filed, "township": as_plain(township)}
        linked = office(township.name, township.url, township.contact_phone, township.supervise_phone)
        yield page(
            "web/township.html",
            township.slug,
            site,
            shown,
            Order.PORTAL,
            about=say("web-township-lead"),
            linked=linked,
        )
    portal: Values = {**filed, "townships": as_plain(site.townships)}
    yield page(
        "web/portal.html",
        "",
        site,
        portal,
        Order.PORTAL,
        about=say("web-portal-lead"),
        linked=site_data(site),
    )
    css = "".join(slim(theme.files[f"web/assets/{name}.css"]).decode() for name in ("site", "lists"))
    lost: Values = {
        **filed,
        "site_title": site.title,
        "base": site.base_url,
        "sample": site.sample,
        "css": css,
    }
    yield Task("web/404.html", "site/404.html", lost, Order.PORTAL)
    yield from site_maps(site)
    yield robots(site)


def _record(village: VillageView, record: RecordView) -> Iterator[Task | Artifact]:
    """Plan a record's page and the files of its figures."""
    folder = f"{village.slug}/{record.number}"
    tables = {} if record.bare else ledger_files(record)
    for name, data in {"record.json": pretty(dict(record.values)), **tables}.items():
        yield Artifact(f"site/{folder}/{name}", data, Order.RECORDS)
    yield from _files(folder, record.files)
    shown: Values = {
        "about": about_of(village),
        "record": as_plain(replace(record, values={})),
        "tables": list[Plain](tables),
    }
    hidden = keep_private(record)
    summary = "" if hidden else record.summary
    yield page(
        "web/record.html",
        folder,
        village,
        shown,
        Order.RECORDS,
        about=summary,
        linked=record_data(village, record),
        hidden=hidden,
    )


def _files(folder: str, files: Iterable[PublishedFile]) -> Iterator[Artifact]:
    """Plan the files that lie beside a page."""
    for file in files:
        yield Artifact(f"site/{folder}/{file.path}", file.data, Order.ASSETS)


def _other_phones(village: VillageView) -> list[Plain]:
    """Return the numbers that people may call beside the two that every page names."""
    return [
        as_plain(phone)
        for phone in village.phones
        if phone.value not in (village.contact_phone, village.supervise_phone)
    ]


def _home(village: VillageView) -> Values:
    live = [record for record in village.records if not record.bare and record.state not in GONE]
    running = sorted(
        (record for record in live if record.state == "notice"), key=lambda record: record.notice_end or "9"
    )
    money = newest_accounts(live)
    return {
        "about": about_of(village),
        "running": [line_of(record) for record in running[: leading(running, village)]],
        "running_count": len(running),
        "money": {"line": line_of(money), "figures": as_plain(money.figures)} if money else None,
        "counts": {door: sum(record.door == door for record in village.records) for door in DOORS},
        "newest": [line_of(record) for record in live if record not in running and record.door != "services"][
            :NEWEST
        ],
        "posts": as_plain(village.posts),
        "phones": _other_phones(village),
        "office_hours": village.office_hours,
        "profile": as_plain(village.profile),
        "pictures": as_plain(village.pictures),
        "boards": as_plain(village.boards),
        "screens": as_plain(village.screens),
    }


def leading(running: Sequence[RecordView], village: VillageView) -> int:
    """Return how many notices stand at the head of a home: at least one, and as many as leave room on a phone for what is below them."""
    lines = (len(village.name) > _NAME) + 2 * (len(village.title + village.township) > _WHERE)
    for place, record in enumerate(running[:RUNNING]):
        lines += -(-len(record.title) // _LINE) + 1  # its last day stands on a line of its own
        if place and lines > _LINES:
            return place
    return len(running[:RUNNING])
