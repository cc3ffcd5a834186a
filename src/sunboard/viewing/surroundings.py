"""What stands around a village's records: for checks, and for the channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from sunboard.building.shared import VillageJob, is_reachable
from sunboard.contracts import AnyRecord, Around, Kind
from sunboard.engines.font_cover import missing_characters
from sunboard.fields.declarations import label_of
from sunboard.model.blocks import Fact
from sunboard.model.view import BoardView, Person, Picture, RecordView, ScreenView, VillageView
from sunboard.settings.places import Contacts, Site, Thresholds, Township, Village
from sunboard.typesetting.saying import Saying

_DEFAULTS = {
    "small": Decimal(5000),
    "major": Decimal(20000),
    "cash_pay": Decimal(1000),
    "cash_hold": Decimal(5000),
    "invoice_min": Decimal(500),
}
"""Yuan; used where neither village, township nor county gives a threshold (domain notes, section 5.5)."""


def phones_of(place: Site | Township | Village | None) -> Iterator[str]:
    """Yield the telephone numbers of a place's offices and duty posts, digits only."""
    contacts = place.phones if isinstance(place, Village) else place.contacts if place else None
    found = (
        [contacts.contact_phone, contacts.supervise_phone, *(contacts.others or {}).values()]
        if contacts
        else []
    )
    if isinstance(place, Village):
        found += [post.phone for post in place.posts]
    if isinstance(place, Township):
        found += (place.hotlines or {}).values()
    yield from (number.replace("-", "") for number in found if number)


def directory_of(job: VillageJob, village: Village) -> frozenset[str]:
    """Return the telephone numbers that may be shown, digits only: no other mobile number may."""
    return frozenset(
        number for place in (job.shared.site, job.township.township, village) for number in phones_of(place)
    )


def masked_view(view: VillageView, masked: Callable[[str], str]) -> VillageView:
    """Return a village with every personal number masked that its settings hold; its records have been searched by themselves."""
    addresses = ("slug", "township_slug", "base_url", "qr_base", "url", "records")
    return replace(
        view,
        **{
            field.name: _masked(getattr(view, field.name), masked)
            for field in fields(view)
            if field.name not in addresses
        },
    )


def _masked(value: Any, masked: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, tuple):
        return tuple(_masked(item, masked) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: _masked(getattr(value, field.name), masked) for field in fields(value)}
        )
    return value


def around_of(
    job: VillageJob,
    village: Village,
    records: tuple[AnyRecord, ...],
    numbers: Mapping[str, str],
    kinds: Mapping[str, Kind],
) -> Around:
    """Return what a check may look at."""
    site, township = job.shared.site, job.township.township
    fonts = job.shared.fonts
    return Around(
        job.shared.today,
        site,
        township,
        village,
        _thresholds(village.thresholds, township.thresholds, site.thresholds),
        records,
        job.shared.packaged,
        directory_of(job, village),
        numbers,
        lambda text: missing_characters(text, fonts),
        kinds,
    )


def _thresholds(*given: Thresholds | None) -> Thresholds:
    """Return each threshold from the nearest that gives it."""
    values: dict[str, Any] = {
        field.name: next(
            (value for layer in given if layer and (value := getattr(layer, field.name)) is not None),
            _DEFAULTS[field.name],
        )
        for field in fields(Thresholds)
        if field.name in _DEFAULTS
    }
    return Thresholds(**values)


def village_view(
    job: VillageJob, village: Village, records: tuple[RecordView, ...], pictures: tuple[Picture, ...] = ()
) -> VillageView:
    """Return the village as channels see it."""
    shared, site, township = job.shared, job.shared.site, job.township.township
    contacts = [layer for layer in (village.phones, township.contacts, site.contacts) if layer]
    base = site.base_url.rstrip("/")
    return VillageView(
        slug=job.slug,
        name=village.name,
        township=township.name,
        township_slug=job.township.slug,
        county=village.county or "",
        title=site.title,
        base_url=base,
        qr_base=(site.qr_base or base).rstrip("/"),
        url=f"{base}/{job.slug}/",
        today=shared.today.isoformat(),
        sample=bool(site.sample),
        reachable=bool(site.sample) or is_reachable(base),
        records=records,
        boards=tuple(
            BoardView(plan.name, plan.title or "", plan.place or "", *plan.size, plan.ink or "outline")
            for plan in village.boards
        ),
        screens=tuple(
            ScreenView(plan.name, plan.title or "", plan.place or "", *plan.size) for plan in village.screens
        ),
        posts=tuple(
            Person(post.name, post.duty or "", post.phone or "")
            for post in village.posts
            if post.public is not False
        ),
        contact_phone=_first(contacts, "contact_phone"),
        supervise_phone=_first(contacts, "supervise_phone"),
        phones=_phones(village, job),
        profile=_profile(village, Saying(shared.theme.language, shared.theme.strings)),
        office_hours=village.office_hours or _first(contacts, "hours"),
        icp=village.icp or site.icp or "",
        gongan=village.gongan or site.gongan or "",
        all_sheets=shared.options.all_sheets,
        office=office_of(contacts, village, shared.theme.language),
        pictures=pictures,
    )


def office_of(contacts: Sequence[Contacts], village: Village | None, language: str) -> tuple[Fact, ...]:
    """Return where and when people can come or write, each from the nearest place that says it."""
    facts = [
        Fact(label_of(Contacts, name, language), _first(contacts, name))
        for name in ("office", "address", "email")
    ]
    hours = (village and village.office_hours) or _first(contacts, "hours")
    facts.insert(2, Fact(label_of(Contacts, "hours", language), hours))
    if village and village.mailbox:
        facts.append(Fact(label_of(Village, "mailbox", language), village.mailbox))
    return tuple(fact for fact in facts if fact.value)


def _first(contacts: Sequence[Contacts], name: str) -> str:
    return next((value for layer in contacts if (value := getattr(layer, name))), "")


def _phones(village: Village, job: VillageJob) -> tuple[Fact, ...]:
    """Return every telephone number that people may call, village first, each number once."""
    found: dict[str, Fact] = {}
    language = job.shared.theme.language
    county = job.shared.site.contacts
    owners = (
        ("", village.phones),
        (job.township.township.name, job.township.township.contacts),
        ((county and county.office) or "", county),
    )
    for owner, layer in owners:
        if layer:
            named = [
                (owner + label_of(Contacts, name, language), getattr(layer, name))
                for name in ("contact_phone", "supervise_phone")
            ]
            for label, number in (*named, *(layer.others or {}).items()):
                if number:
                    found.setdefault(number, Fact(label, number))
    for label, number in (job.township.township.hotlines or {}).items():
        found.setdefault(number, Fact(label, number))
    return tuple(found.values())


def _profile(village: Village, say: Saying) -> tuple[Fact, ...]:
    names = ("population", "households", "area", "profile", "mailbox")
    facts = [
        Fact(say.label(label_of(Village, name, say.language)), value)
        for name in names
        if (value := getattr(village, name))
    ]
    if village.groups:
        facts.append(Fact(say.label(label_of(Village, "groups", say.language)), "、".join(village.groups)))
    return tuple(facts)
