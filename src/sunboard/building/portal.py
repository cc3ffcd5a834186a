"""The second stage: the portal and the township pages, from the small summaries of all villages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sunboard.building.manifest import outputs_of, sections_of
from sunboard.building.rendering import chosen, render
from sunboard.building.shared import Abroad, Shared, TownshipShared
from sunboard.contracts import Artifact, Channel, Parts
from sunboard.faults import fault
from sunboard.model.blocks import Fact
from sunboard.model.plain import Plain, maps_of, text_of
from sunboard.model.problem import Problem
from sunboard.model.view import Running, SiteView, TownshipView, VillageSummary
from sunboard.viewing.context import is_reachable
from sunboard.viewing.village import office_of

REFERENCE_ABROAD = fault("reference-abroad-unknown")


def site_view(
    shared: Shared, townships: Iterable[TownshipShared], summaries: Iterable[VillageSummary]
) -> SiteView:
    """Return the county as channels see it; villages stand in the order of their slugs."""
    site = shared.site
    base = site.base_url.rstrip("/")
    by_township: dict[str, list[VillageSummary]] = {}
    for summary in sorted(summaries, key=lambda summary: summary.slug):
        by_township.setdefault(summary.township_slug, []).append(summary)
    views = []
    for township in townships:
        contacts = township.township.contacts or site.contacts
        views.append(
            TownshipView(
                township.slug,
                township.township.name,
                f"{base}/{township.slug}/",
                tuple(by_township.get(township.slug, ())),
                (contacts and contacts.contact_phone) or "",
                (contacts and contacts.supervise_phone) or "",
            )
        )
    contacts = site.contacts
    sample = bool(site.sample)
    return SiteView(
        site.title,
        base,
        (site.qr_base or base).rstrip("/"),
        f"{base}/",
        shared.today.isoformat(),
        sample,
        sample or is_reachable(base),
        tuple(views),
        (contacts and contacts.contact_phone) or "",
        (contacts and contacts.supervise_phone) or "",
        site.icp or "",
        site.gongan or "",
        office_of((contacts,) if contacts else (), None, shared.theme.language),
        tuple(Fact(term.term, term.plain) for term in shared.packaged.glossary),
    )


def build_portal(view: SiteView, shared: Shared, parts: Parts) -> tuple[Artifact, ...]:
    """Render the pages above the villages."""
    channels = chosen(parts.channels, shared.options.only)
    return render(channels, lambda channel: channel.plan_site(view, shared.theme), shared.theme).artifacts


def site_manifest(
    view: SiteView, artifacts: tuple[Artifact, ...], channels: Mapping[str, Channel]
) -> dict[str, Plain]:
    """Return `manifest/site.json`."""
    villages: list[Plain] = [village.slug for township in view.townships for village in township.villages]
    names = (name for channel in channels.values() for name in channel.site_sections)
    return {
        "built": view.today,
        "base_url": view.base_url,
        "qr_base": view.qr_base,
        "villages": villages,
        **sections_of(artifacts, names),
        "outputs": list(outputs_of(artifacts)),
    }


def note_abroad(
    village: str, abroad: Iterable[Abroad], numbers: Mapping[str, frozenset[str]]
) -> tuple[Problem, ...]:
    """Return a problem for every reference that no village answers; `numbers` maps a slug to its public numbers."""
    unknown = (
        item
        for item in abroad
        if item.reference.rpartition("/")[2] not in numbers.get(item.reference.partition("/")[0], ())
    )
    return tuple(Problem(REFERENCE_ABROAD, item.place, item.reference, village=village) for item in unknown)


def summary_of(manifest: Mapping[str, Plain], township: TownshipShared, phone: str) -> VillageSummary:
    """Return a village's summary from what was published of it, where it could not be built this time."""
    records = maps_of(manifest, "records")
    running = tuple(
        Running(text_of(record, "title"), text_of(record, "number"), "")
        for record in records
        if text_of(record, "state") == "notice"
    )
    return VillageSummary(
        text_of(manifest, "village"),
        text_of(manifest, "name"),
        township.township.name,
        township.slug,
        len(records),
        len(running),
        max((text_of(record, "issued") for record in records), default=""),
        phone,
        running,
    )
