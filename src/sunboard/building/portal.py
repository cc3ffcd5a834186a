"""The second stage: the portal and the township pages, from the small summaries of all villages. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sunboard.building.jobs import Reference, SiteInputs, TownshipInputs
from sunboard.building.manifest import outputs_of, sections_of
from sunboard.building.rendering import Made, Output, Outputs, Workshop, chosen, render
from sunboard.contracts import Channel, Comparable, Comparison, Kind, Parts, comparable_of
from sunboard.faults import Severity, fault
from sunboard.model.blocks import Fact
from sunboard.model.later import Later
from sunboard.model.node import Place
from sunboard.model.plain import Plain, Values, maps_of, text_of
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.model.view import Running, SiteView, TownshipView, VillageSummary
from sunboard.privacy.finished import shown_numbers
from sunboard.settings.places import Site
from sunboard.viewing.terms import read_in
from sunboard.viewing.village import office_of

REFERENCE_UNANSWERED = fault("reference-abroad-unknown")


def site_view(
    inputs: SiteInputs, townships: Iterable[TownshipInputs], summaries: Iterable[VillageSummary]
) -> SiteView:
    """Return the county as channels see it; villages stand in the order of their slugs."""
    site = inputs.site
    by_township: dict[str, list[VillageSummary]] = {}
    for summary in sorted(summaries, key=lambda summary: summary.slug):
        by_township.setdefault(summary.township_slug, []).append(summary)
    contacts = site.contacts
    terms = read_in(inputs.theme.language, inputs.packaged.glossary)
    return SiteView(
        title=site.title,
        base_url=site.base,
        qr_base=site.code_base if site.is_reachable else "",
        url=f"{site.base}/" if site.base else "",
        today=inputs.today.isoformat(),
        sample=bool(site.sample),
        townships=tuple(_township_view(place, site, by_township.get(place.slug, ())) for place in townships),
        contact_phone=(contacts and contacts.contact_phone) or "",
        supervise_phone=(contacts and contacts.supervise_phone) or "",
        icp=site.icp or "",
        gongan=site.gongan or "",
        office=office_of((contacts,) if contacts else (), None, inputs.theme.language),
        glossary=tuple(Fact(term.term, term.plain) for term in terms),
    )


def _township_view(place: TownshipInputs, site: Site, villages: Iterable[VillageSummary]) -> TownshipView:
    contacts = place.township.contacts or site.contacts
    return TownshipView(
        slug=place.slug,
        name=place.township.name,
        url=f"{site.base}/{place.slug}/" if site.base else "",
        villages=tuple(villages),
        contact_phone=(contacts and contacts.contact_phone) or "",
        supervise_phone=(contacts and contacts.supervise_phone) or "",
    )


def build_portal(
    view: SiteView,
    inputs: SiteInputs,
    parts: Parts,
    known: Mapping[str, Made],
    wanted: Callable[[str], bool] = lambda output: True,
) -> Outputs:
    """Render the pages above the villages, as far as an output is wanted and does not stand."""
    theme = inputs.theme
    workshop = Workshop(
        theme=theme,
        may_show=shown_numbers(frozenset(_phones(view)), ()),
        program=inputs.program,
        known=known,
    )
    channels = chosen(parts.channels, inputs.options.only)
    made = render(channels, lambda channel: channel.plan_site(view, theme), workshop, wanted)
    return replace(
        made, warnings=tuple(replace(problem, place=Place("site.yaml")) for problem in made.warnings)
    )


def _phones(view: SiteView) -> Iterator[str]:
    """Yield the digits of the telephone numbers that pages above the villages may show."""
    places: tuple[SiteView | TownshipView, ...] = (view, *view.townships)
    for place in places:
        yield from (_digits(place.contact_phone), _digits(place.supervise_phone))
    for township in view.townships:
        yield from (_digits(village.supervise_phone) for village in township.villages)


def _digits(phone: str) -> str:
    return phone.replace("-", "")


def site_manifest(
    view: SiteView, site: Site, artifacts: tuple[Output, ...], channels: Mapping[str, Channel]
) -> dict[str, Plain]:
    """Return `manifest/site.json`."""
    villages: list[Plain] = [village.slug for township in view.townships for village in township.villages]
    names = (name for channel in channels.values() for name in channel.site_sections)
    return {
        "built": view.today,
        "base_url": view.base_url,
        "qr_base": site.code_base,
        "villages": villages,
        **sections_of(artifacts, names),
        "outputs": list(outputs_of(artifacts)),
    }


def unanswered(
    village: str, references: Iterable[Reference], numbers: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Yield a problem for every reference that leads nowhere; `numbers` are the public ones of each slug."""
    for reference in references:
        slug, _, number = reference.text.rpartition("/")
        if number not in numbers.get(slug, ()):
            yield Problem(REFERENCE_UNANSWERED, reference.place, reference.text, village=village)


def side_by_side(
    villages: Mapping[str, tuple[str, Later[Comparable]]], comparisons: Iterable[Comparison]
) -> Iterator[Problem]:
    """Yield what shows only where the villages of a township are compared; it holds nothing back.

    `villages` has of each slug what the village is called, and what its records tell. No rule is asked about
    what one record alone tells.
    """
    told: dict[tuple[str | None, str | None], list[tuple[str, Values]]] = {}
    for slug, (_, comparables) in villages.items():
        for plain in comparables.plain():  # most have nothing beside them, and are read no further
            told.setdefault((plain.get("rule"), plain.get("key")), []).append((slug, plain))
    rules = {rule.fault.code: rule for rule in comparisons}
    for (code, _), kept in told.items():
        if len(kept) < 2 or code not in rules:
            continue
        alike = [replace(comparable_of(plain), village=villages[slug][0], slug=slug) for slug, plain in kept]
        for own, finding in rules[code].find(alike):
            yield Problem(
                rules[code].fault,
                finding.place,
                finding.value,
                finding.details,
                village=own.slug,
                ruled=Severity(own.ruled) if own.ruled else None,
                note=own.note,
            )


def summary_of(
    manifest: Mapping[str, Plain], township: TownshipInputs, phone: str, kinds: Mapping[str, Kind]
) -> VillageSummary:
    """Return a village's summary from what was published of it, where it could not be built this time."""
    records = maps_of(manifest, "records")
    own = (record for record in records if not _is_inherited(text_of(record, "kind"), kinds))
    running = tuple(
        Running(text_of(record, "title"), text_of(record, "number"), "")
        for record in records
        if text_of(record, "state") == State.NOTICE
    )
    return VillageSummary(
        slug=text_of(manifest, "village"),
        name=text_of(manifest, "name"),
        township=township.township.name,
        township_slug=township.slug,
        records=len(records),
        running=len(running),
        latest=max((text_of(record, "issued") for record in own), default=""),
        supervise_phone=phone,
        notices=running,
    )


def _is_inherited(name: str, kinds: Mapping[str, Kind]) -> bool:
    return name in kinds and kinds[name].inherited
