"""What readers' programs and search engines fetch: a village's feed, maps of the site, robots.txt.

No names of persons leave the pages this way: what machines fetch stays where nobody can take it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sunboard.contracts import Artifact, Order, Task
from sunboard.fields.disclosure import DOORS
from sunboard.model.plain import Plain, Values
from sunboard.model.view import RecordView, SiteView, VillageView

ENTRIES = 40  # of a feed


def feed(village: VillageView) -> Task:
    """Plan the feed of a village: what was published last, without a title where that names a person."""
    posts = tuple(person.name for person in village.posts)
    told = [
        record
        for record in village.records
        if record.number and record.title and not record.bare and not record.inherited
    ]
    newest = sorted(told, key=lambda record: (record.issued, record.number), reverse=True)[:ENTRIES]
    entries: list[Plain] = []
    for record in newest:
        entry: Values = {
            "title": record.title if _may_be_told(record, posts) else "",
            "number": record.number,
            "kind": record.kind_label,
            "category": record.category,
            "url": record.url,
            "published": record.published or record.issued,
            "updated": record.issued,
            "until": record.notice_end,
        }
        entries.append(dict(entry))
    data: Values = {
        "village": village.name,
        "site": village.title,
        "url": village.url,
        "updated": newest[0].issued if newest else f"{village.today.year}-01-01",
        "entries": entries,
    }
    return Task("web/feed.xml", f"site/{village.slug}/feed.xml", data, Order.HOMES)


def _may_be_told(record: RecordView, posts: tuple[str, ...]) -> bool:
    """Tell whether a record's title names nobody."""
    return record.searchable and not any(name in record.title for name in (*posts, *record.names))


def site_map(village: VillageView) -> Artifact:
    """Plan the map of a village's pages for search engines.

    Lists by state, year, class or post hold the same records in another order: pages lead to them.
    """
    folders = ("", *(f"{door}/" for door in DOORS), "owed/", "about/")
    pages = [(f"{village.url}{folder}", "") for folder in folders]
    shown = (record for record in village.records if record.number and record.searchable)
    pages += [(record.url, record.issued) for record in shown]
    return _site_map(f"site/{village.slug}/sitemap.xml", pages, Order.HOMES)


def site_maps(site: SiteView) -> Iterator[Artifact]:
    """Plan the map of the pages above the villages, and the map of all maps."""
    above = [site.url, f"{site.base_url}/about/", f"{site.base_url}/guide/"]
    above += [township.url for township in site.townships]
    yield _site_map("site/sitemap-site.xml", [(url, "") for url in above], Order.PORTAL)
    slugs = [village.slug for township in site.townships for village in township.villages]
    maps = ["sitemap-site.xml", *(f"{slug}/sitemap.xml" for slug in slugs)]
    lines = (f"<sitemap><loc>{site.base_url}/{path}</loc></sitemap>" for path in maps)
    yield _xml("site/sitemap.xml", "sitemapindex", lines, Order.PORTAL)


def robots(site: SiteView) -> Artifact:
    """Plan what robots may fetch: pages, not the data of lists with names."""
    maps = ("", f"Sitemap: {site.base_url}/sitemap.xml") if site.base_url else ()
    lines = ("User-agent: *", "Disallow: /*/record.json$", "Disallow: /*/files/", "Allow: /", *maps)
    return Artifact("site/robots.txt", "".join(f"{line}\n" for line in lines).encode(), Order.PORTAL)


def _site_map(output: str, pages: Iterable[tuple[str, str]], order: int) -> Artifact:
    """Write addresses, each with the day of its last change or ""."""
    lines = (f"<url><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>" for url, day in pages)
    return _xml(output, "urlset", lines, order)


def _xml(output: str, root: str, lines: Iterable[str], order: int) -> Artifact:
    """Write a map; nothing in addresses needs escaping in XML (`settings.addresses.web_address`)."""
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = ('<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{schema}">', *lines, f"</{root}>")
    return Artifact(output, "".join(f"{line}\n" for line in text).encode(), order)
