"""What a page says to machines: JSON-LD in the words of schema.org. Of people it names nobody."""

from __future__ import annotations

from sunboard.model.plain import Plain, canonical
from sunboard.model.view import RecordView, SiteView, VillageView

_CONTEXT = "https://schema.org"  # a name, never fetched
_FULL = 50  # characters that the description of a data set needs


def script(data: Plain) -> str:
    """Write data so that inside `<script>` no sign in it ends the element or begins a comment."""
    text = canonical(data).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def office(name: str, url: str, *phones: str) -> dict[str, Plain]:
    """Describe an office of the people's administration."""
    given = list(dict.fromkeys(filter(None, phones)))
    telephone: Plain = given[0] if len(given) == 1 else list[Plain](given)
    return _thing("GovernmentOrganization", name=name, url=url, telephone=telephone)


def site_data(site: SiteView) -> dict[str, Plain]:
    """Describe the county's portal."""
    townships = [_organization(township.name, township.url) for township in site.townships]
    return _thing("WebSite", name=site.title, url=site.url, about=list[Plain](townships))


def village_data(village: VillageView) -> dict[str, Plain]:
    """Describe a village."""
    return {
        **office(village.name, village.url, village.contact_phone, village.supervise_phone),
        "parentOrganization": _organization(village.township, f"{village.base_url}/{village.township_slug}/"),
        "areaServed": f"{village.county}{village.township}{village.name}",
    }


def record_data(village: VillageView, record: RecordView) -> dict[str, Plain] | None:
    """Describe a record, nothing where it is bare.

    An inherited item is a service, accounts are a data set, anything else is a report.
    """
    if record.bare or not record.title:
        return None
    by = _organization(village.name, village.url)
    common: dict[str, Plain] = {"name": record.title, "url": record.url, "identifier": record.number}
    if record.inherited:
        return _thing(
            "GovernmentService",
            **common,
            provider=by,
            serviceType=record.class_label,
            areaServed=f"{village.township}{village.name}",
        )
    common |= {
        "datePublished": record.published,
        "dateModified": record.issued,
        "publisher": by,
        "version": str(record.edition),
    }
    if record.figures:
        whole = f"{village.name} {record.title} {record.summary}"
        return _thing(
            "Dataset",
            **common,
            description=record.summary if len(record.summary) >= _FULL else whole,
            temporalCoverage=record.period_label,
            distribution={
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": f"{record.url}record.json",
            },
        )
    return _thing("Report", **common, reportNumber=record.paper_number, about=record.category)


def _organization(name: str, url: str) -> Plain:
    return {"@type": "GovernmentOrganization", "name": name, "url": url}


def _thing(kind: str, **properties: Plain) -> dict[str, Plain]:
    """Describe a thing by what is known of it."""
    known = {name: value for name, value in properties.items() if value not in ("", [], None)}
    return {"@context": _CONTEXT, "@type": kind, **known}
