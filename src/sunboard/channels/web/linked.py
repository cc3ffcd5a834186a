"""What a page says to machines: JSON-LD in the words of schema.org. Of people it names nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sunboard.model.plain import Plain
from sunboard.model.view import RecordView, SiteView, VillageView

_CONTEXT = "https://schema.org"  # a name, never fetched


def script(data: Plain) -> str:
    """Write data so that it can stand inside `<script>`: no sign in it can end the element or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def office(name: str, url: str, *phones: str) -> dict[str, Plain]:
    """Describe an office of the people's administration."""
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "GovernmentOrganization",
            "name": name,
            "url": url,
            "telephone": _one_or_many(phones),
        }
    )


def site_data(site: SiteView) -> dict[str, Plain]:
    """Describe the county's portal."""
    parts: list[Plain] = [
        {"@type": "GovernmentOrganization", "name": township.name, "url": township.url}
        for township in site.townships
    ]
    return _filled(
        {"@context": _CONTEXT, "@type": "WebSite", "name": site.title, "url": site.url, "about": parts}
    )


def village_data(village: VillageView) -> dict[str, Plain]:
    """Describe a village."""
    above: Plain = {
        "@type": "GovernmentOrganization",
        "name": village.township,
        "url": f"{village.base_url}/{village.township_slug}/",
    }
    own = office(village.name, village.url, village.contact_phone, village.supervise_phone)
    return _filled(
        {
            **own,
            "parentOrganization": above,
            "areaServed": f"{village.county}{village.township}{village.name}",
        }
    )


def record_data(village: VillageView, record: RecordView) -> dict[str, Plain] | None:
    """Describe a record: a service for an item of the power list, a data set for accounts, a report for the rest; nothing where it is bare."""
    if record.bare or not record.title:
        return None
    by: Plain = {"@type": "GovernmentOrganization", "name": village.name, "url": village.url}
    common: dict[str, Plain] = {
        "@context": _CONTEXT,
        "name": record.title,
        "url": record.url,
        "identifier": record.number,
    }
    if record.responsible:
        place = f"{village.township}{village.name}"
        return _filled(
            {
                **common,
                "@type": "GovernmentService",
                "provider": by,
                "serviceType": record.class_label,
                "areaServed": place,
            }
        )
    dated: dict[str, Plain] = {
        "datePublished": record.published,
        "dateModified": record.issued,
        "publisher": by,
        "version": str(record.edition),
    }
    if record.door == "finance" and record.figures:
        file: Plain = {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": f"{record.url}record.json",
        }
        text = (
            record.summary if len(record.summary) >= 50 else f"{village.name} {record.title} {record.summary}"
        )
        return _filled(
            {
                **common,
                **dated,
                "@type": "Dataset",
                "description": text,
                "temporalCoverage": record.period_label,
                "distribution": file,
            }
        )
    return _filled(
        {**common, **dated, "@type": "Report", "reportNumber": record.paper_number, "about": record.category}
    )


def _filled(data: Mapping[str, Plain]) -> dict[str, Plain]:
    return {name: value for name, value in data.items() if value not in ("", [], None)}


def _one_or_many(phones: tuple[str, ...]) -> Plain:
    given = list(dict.fromkeys(phone for phone in phones if phone))
    return given[0] if len(given) == 1 else list[Plain](given)
