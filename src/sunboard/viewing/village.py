"""A village, and what lies above it, as channels see it."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.fields.declarations import label_of
from sunboard.model.blocks import Fact, Figure
from sunboard.model.posted import parse_posted
from sunboard.model.state import State
from sunboard.model.view import (
    BoardView,
    Person,
    RecordView,
    Running,
    ScreenView,
    VillageSummary,
    VillageView,
    figure_of,
    headline_of,
    newest_of,
    running_of,
)
from sunboard.privacy.masking import masked_within
from sunboard.settings.contacts import Contacts
from sunboard.settings.displays import BoardPlan, ScreenPlan
from sunboard.settings.places import Village
from sunboard.typesetting.saying import Saying
from sunboard.viewing.context import VillageContext
from sunboard.viewing.files import Photos

_UNMASKED = frozenset(("slug", "township_slug", "base_url", "qr_base", "url", "qr", "records", "posted"))
"""Addresses, which hold nothing to mask, and records, which have been searched by themselves."""


def village_view(
    context: VillageContext,
    records: tuple[RecordView, ...],
    photos: Photos,
    *,
    all_sheets: bool,
    posted: bytes = b"",
) -> VillageView:
    """Return the village as channels see it; personal numbers in its settings are masked."""
    village, township, site = context.village, context.township, context.site
    addresses = context.addresses
    view = VillageView(
        slug=context.slug,
        name=village.name,
        township=township.name,
        township_slug=context.township_slug,
        county=village.county or "",
        title=site.title,
        base_url=addresses.base,
        qr_base=addresses.qr_base,
        url=addresses.url(),
        qr=addresses.qr(),
        today=context.today,
        sample=bool(site.sample),
        brief=village.brief or "",
        groups=village.groups,
        prints_boxes=bool(township.missing_letters),
        records=records,
        boards=tuple(map(_board, village.boards)),
        screens=tuple(map(_screen, village.screens)),
        posts=tuple(
            Person(post.name, post.duty or "", post.phone or "")
            for post in village.posts
            if post.public is not False
        ),
        contact_phone=context.contact("contact_phone"),
        supervise_phone=context.contact("supervise_phone"),
        phones=telephones(context),
        profile=_profile(village, context.say),
        office_hours=village.office_hours or context.contact("hours"),
        icp=village.icp or site.icp or "",
        gongan=village.gongan or site.gongan or "",
        all_sheets=all_sheets,
        posted=parse_posted(posted),
        office=office_of(context.contacts, village, context.theme.language),
        pictures=photos.pictures,
        files=photos.files,
    )
    return masked_within(view, context.public_phones, spare=_UNMASKED)


def _board(plan: BoardPlan) -> BoardView:
    return BoardView(
        name=plan.name,
        title=plan.title or "",
        place=plan.place or "",
        width=plan.size[0],
        height=plan.size[1],
        ink=plan.ink or "outline",
        source=plan.at("size"),
        group=plan.group or "",
        tiles=plan.tiles or "",
        power=(plan.shows and plan.shows.power) or "",
    )


def _screen(plan: ScreenPlan) -> ScreenView:
    return ScreenView(
        name=plan.name,
        title=plan.title or "",
        place=plan.place or "",
        width=plan.size[0],
        height=plan.size[1],
        minutes=plan.minutes or 0,
        every_code=plan.codes == "every",
        source=plan.at("size"),
    )


def village_summary(context: VillageContext, view: VillageView) -> VillageSummary:
    """Return the little that the pages above the villages tell."""
    records = view.records
    running = running_of(sorted(records, key=lambda record: record.number))
    gone = (State.CORRECTED, State.MISSING)
    live = [record for record in records if not record.bare and record.state not in gone]
    headline = headline_of(live)
    return VillageSummary(
        slug=context.slug,
        name=view.name,
        township=context.township.name,
        township_slug=context.township_slug,
        records=len(records),
        running=len(running),
        latest=newest_of(record for record in records if not record.bare),
        supervise_phone=view.supervise_phone,
        notices=tuple(
            Running(record.title, record.number, record.notice_end, _figure(record, context.say))
            for record in running
        ),
        headline_number=headline.number if headline else "",
        headline_label=(headline.period_label or headline.title) if headline else "",
        has_accounts=any(record.door == "finance" for record in records),
        has_own=any(not record.inherited for record in records),
    )


def _figure(record: RecordView, say: Saying) -> str:
    match figure_of(record):
        case Fact(label=label, value=value):
            return f"{label} {value}"
        case Figure(label=label, amount=amount):
            return f"{label} {say('kind-yuan', amount=say.amount(amount))}"
    return ""


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


def telephones(context: VillageContext) -> tuple[Fact, ...]:
    """Return every telephone number that people may call, village first, each number once."""
    found: dict[str, Fact] = {}
    say = context.theme.say
    township, county = context.township, context.site.contacts
    owners = (
        ("", context.village.phones),
        (township.name, township.contacts),
        ((county and county.office) or context.village.county or context.site.title, county),
    )
    for owner, layer in owners:
        if layer:
            named = [
                (say.label(label_of(Contacts, name, say.language)), getattr(layer, name))
                for name in ("contact_phone", "supervise_phone")
            ]
            if owner:
                named = [(say("kind-phone-of", owner=owner, phone=label), number) for label, number in named]
            for label, number in (*named, *(layer.others or {}).items()):
                if number:
                    found.setdefault(number, Fact(label, number))
    for label, number in (township.hotlines or {}).items():
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
        facts.append(
            Fact(
                say.label(label_of(Village, "groups", say.language)), say("kind-listed").join(village.groups)
            )
        )
    return tuple(facts)
