"""Which pages the web has, and what each of them may show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sunboard.channels.web.rows import ledger_files
from sunboard.contracts import Artifact, Order, Task
from sunboard.model.plain import Plain, Values, pretty
from sunboard.model.view import RecordView, SiteView, TownshipView, VillageView, as_plain
from sunboard.theming import Theme

DOORS = ("finance", "affairs", "services")
NEWEST = 8  # records under "what is new"
GONE = frozenset({"corrected", "missing"})


def plan_village(village: VillageView, theme: Theme) -> Iterator[Task | Artifact]:
    """Plan every page of a village: its records, its lists by door and year, its home."""
    about = _about(village)
    for record in village.records:
        if record.number:
            yield from _record(village, about, record)
    for door in DOORS:
        behind = [record for record in village.records if record.door == door]
        years = sorted({record.year for record in behind}, reverse=True)
        yield _page(Order.LISTS, "web/list.html", f"{village.slug}/{door}", village.base_url, _door(village, about, door, behind, years), village)
        for year in years:
            listed: Values = {
                "about": about,
                "door": door,
                "year": year,
                "years": list[Plain](years),
                "records": [_line(record) for record in behind if record.year == year],
                "standing": [],
            }
            yield _page(Order.LISTS, "web/list.html", f"{village.slug}/{door}/{year}", village.base_url, listed, village)
    yield _page(Order.HOMES, "web/village.html", village.slug, village.base_url, _home(village, about), village)


def plan_site(site: SiteView, theme: Theme) -> Iterator[Task | Artifact]:
    """Plan the portal, the townships' pages, and the files that every page uses."""
    for path, data in sorted(theme.files.items()):
        if path.startswith("web/assets/"):
            yield Artifact(f"site/{path.removeprefix('web/')}", data, "web", Order.ASSETS)
    for township in site.townships:
        yield _page(Order.PORTAL, "web/township.html", township.slug, site.base_url, _township(site, township), site)
    yield _page(Order.PORTAL, "web/portal.html", "", site.base_url, _portal(site), site)


def _page(order: int, template: str, folder: str, base: str, data: Values, at: VillageView | SiteView) -> Task:
    """Plan a page in a folder of the site; its code carries its own address as codes write it."""
    tail = f"{folder}/" if folder else ""
    page, url = f"site/{tail}index.html", f"{base}/{tail}"
    shown: Values = {
        **data,
        "root": "../" * tail.count("/") or "./",
        "url": url,
        "qr": f"{at.qr_base}/{tail}" if at.reachable else "",
        "sample": at.sample,
        "site_title": at.title,
    }
    return Task("web", template, page, shown, order, section="pages", entry={"page": page, "url": url})


def _about(village: VillageView) -> dict[str, Plain]:
    """Return what every page of a village says of it in its head and foot."""
    names = ("slug", "name", "township", "township_slug", "contact_phone", "supervise_phone", "icp", "gongan")
    return {name: str(getattr(village, name)) for name in names}


def _record(village: VillageView, about: dict[str, Plain], record: RecordView) -> Iterator[Task | Artifact]:
    folder = f"{village.slug}/{record.number}"
    tables = {} if record.bare else ledger_files(record)
    for name, data in {"record.json": pretty(dict(record.values)), **tables}.items():
        yield Artifact(f"site/{folder}/{name}", data, "web", Order.RECORDS)
    data_: Values = {"about": about, "record": as_plain(replace(record, values={})), "tables": list[Plain](tables)}
    yield replace(_page(Order.RECORDS, "web/record.html", folder, village.base_url, data_, village))


def _line(record: RecordView) -> Plain:
    """Return what a list says of a record."""
    names = (
        "number",
        "paper_number",
        "kind_label",
        "category",
        "class_label",
        "title",
        "state",
        "state_label",
        "period_label",
        "published",
        "notice_end",
    )
    return {name: str(getattr(record, name)) for name in names}


def _door(village: VillageView, about: dict[str, Plain], door: str, behind: list[RecordView], years: list[str]) -> Values:
    """Return what stands behind a door: the newest year, and what still hangs from the years before."""
    newest = years[0] if years else ""
    return {
        "about": about,
        "door": door,
        "year": "",
        "years": list[Plain](years),
        "records": [_line(record) for record in behind if record.year == newest],
        "standing": [_line(record) for record in behind if record.year != newest and record.on_display],
    }


def _home(village: VillageView, about: dict[str, Plain]) -> Values:
    live = [record for record in village.records if not record.bare and record.state not in GONE]
    running = sorted((record for record in live if record.state == "notice"), key=lambda record: record.notice_end)
    money = next((record for record in live if record.figures and record.door == "finance"), None)
    return {
        "about": about,
        "running": [_line(record) for record in running],
        "money": {"line": _line(money), "figures": as_plain(money.figures)} if money else None,
        "counts": {door: sum(record.door == door for record in village.records) for door in DOORS},
        "newest": [_line(record) for record in live if record not in running and record.door != "services"][:NEWEST],
        "posts": as_plain(village.posts),
        "phones": [as_plain(phone) for phone in village.phones if phone.value not in (village.contact_phone, village.supervise_phone)],
        "office_hours": village.office_hours,
        "profile": as_plain(village.profile),
        "boards": as_plain(village.boards),
        "screens": as_plain(village.screens),
    }


def _township(site: SiteView, township: TownshipView) -> Values:
    return {"township": as_plain(township), "icp": site.icp, "gongan": site.gongan}


def _portal(site: SiteView) -> Values:
    townships: Iterable[TownshipView] = site.townships
    return {
        "townships": [as_plain(township) for township in townships],
        "contact_phone": site.contact_phone,
        "supervise_phone": site.supervise_phone,
        "icp": site.icp,
        "gongan": site.gongan,
    }
