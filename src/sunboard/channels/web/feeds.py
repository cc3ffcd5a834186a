"""What readers' programs and search engines fetch: a feed for each village, maps of the site, and what robots may do.

No names of persons leave the pages this way: what is fetched by a machine is kept where nobody can take it back.
"""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.contracts import Artifact, Order, Task
from sunboard.model.plain import Plain, Values, maps_of
from sunboard.model.view import RecordView, SiteView, VillageView

ENTRIES = 40  # of a feed
_LISTS = frozenset({"candidates", "people", "recipients", "households", "members", "payees", "votes"})
_NAMES = frozenset(
    {
        "name",
        "owner",
        "reviewer",
        "approver",
        "applicant",
        "payee",
        "responsible",
        "introducers",
        "contractor",
        "receiver",
        "handler",
    }
)


def keep_private(record: RecordView) -> bool:
    """Tell whether a record is to stay out of what others search: a list of people, what expires, and what is no longer shown."""
    listed = any(row.get("name") for name in _LISTS for row in maps_of(record.values, name))
    return record.bare or listed or any(record.values.get(name) for name in ("expires_on", "applicant"))


def feed(village: VillageView) -> Task:
    """Plan the feed of a village: what was published last, each by its title, or by its kind and number where the title names a person."""
    posts = {person.name for person in village.posts}
    fit = [
        record
        for record in village.records
        if record.number and record.title and not record.bare and not record.responsible
    ]
    entries: list[Plain] = []
    for record in sorted(fit, key=lambda record: (record.issued, record.number), reverse=True)[:ENTRIES]:
        named = keep_private(record) or any(
            name in record.title for name in posts | set(persons(dict(record.values)))
        )
        entries.append(
            {
                "title": "" if named else record.title,
                "number": record.number,
                "kind": record.kind_label,
                "category": record.category,
                "url": record.url,
                "published": record.published or record.issued,
                "updated": record.issued,
                "until": record.notice_end,
            }
        )
    newest = max(
        (str(entry["updated"]) for entry in entries if isinstance(entry, dict)),
        default=village.today[:4] + "-01-01",
    )
    data: Values = {
        "village": village.name,
        "site": village.title,
        "url": village.url,
        "updated": newest,
        "entries": entries,
    }
    return Task("web/feed.xml", f"site/{village.slug}/feed.xml", data, Order.HOMES)


def persons(value: Plain, key: str = "") -> Iterator[str]:
    """Yield what stands in a record where names of persons stand."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from persons(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from persons(item, key)
    elif isinstance(value, str) and key in _NAMES and 1 < len(value.strip()) <= 20:
        yield value.strip()


def site_map(village: VillageView) -> Artifact:
    """Plan the map of a village's pages for search engines."""
    shown = [record for record in village.records if record.number and not keep_private(record)]
    pages = [
        (village.url, ""),
        *((f"{village.url}{folder}/", "") for folder in ("finance", "affairs", "services", "about")),
    ]
    return _map(
        f"site/{village.slug}/sitemap.xml",
        [*pages, *((record.url, record.issued) for record in shown)],
        Order.HOMES,
    )


def site_maps(site: SiteView) -> Iterator[Artifact]:
    """Plan the map of the pages above the villages, and the map of all maps."""
    above = [
        site.url,
        f"{site.base_url}/about/",
        f"{site.base_url}/guide/",
        *(township.url for township in site.townships),
    ]
    yield _map("site/sitemap-site.xml", [(url, "") for url in above], Order.PORTAL)
    maps = [f"{site.base_url}/sitemap-site.xml"]
    maps += [
        f"{site.base_url}/{village.slug}/sitemap.xml"
        for township in site.townships
        for village in township.villages
    ]
    lines = "".join(f"<sitemap><loc>{url}</loc></sitemap>\n" for url in maps)
    yield _xml("site/sitemap.xml", "sitemapindex", lines, Order.PORTAL)


def robots(site: SiteView) -> Artifact:
    """Plan what robots may fetch: pages, not the data of lists with names."""
    text = f"User-agent: *\nDisallow: /*/record.json$\nDisallow: /*/files/\nAllow: /\n\nSitemap: {site.base_url}/sitemap.xml\n"
    return Artifact("site/robots.txt", text.encode(), Order.PORTAL)


def _map(output: str, pages: list[tuple[str, str]], order: int) -> Artifact:
    lines = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n" for url, day in pages
    )
    return _xml(output, "urlset", lines, order)


def _xml(output: str, root: str, lines: str, order: int) -> Artifact:
    """Write a map; addresses hold nothing that XML would have to escape (`settings.places.web_address`)."""
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{root}>\n'
    return Artifact(output, text.encode(), order)
