"""Which handouts a village needs, and what stands on each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sunboard.channels.handouts.chapters import chapter_of
from sunboard.contracts import Order, Task
from sunboard.model.blocks import Handout, HandoutItem
from sunboard.model.plain import Plain
from sunboard.model.view import RecordView, VillageView
from sunboard.theming import Theme
from sunboard.typesetting.saying import Saying

_SERVICE_FACTS = ("bring", "time", "cost")
"""What people ask of a service, as the facts of an item of the power list are labelled."""


def plan_village(village: VillageView, theme: Theme) -> Iterator[Task]:
    """Plan what is printed of the records that hang today beside their sheets."""
    for record in village.records:
        if record.number and record.on_display:
            for at, handout in enumerate(record.handouts, 1):
                yield from _planned(handout, at, record, village, theme)


def _planned(
    handout: Handout, at: int, record: RecordView, village: VillageView, theme: Theme
) -> Iterator[Task]:
    data = _data(handout, record, village, theme.say)
    if handout.form == "volume":
        chapters = [one for one in village.records if one.volume == handout.volume and one.on_display]
        if not chapters:
            return
        ordered = sorted(chapters, key=_place)
        data["chapters"] = [chapter_of(one, theme.say) for one in ordered]
        yield _task("volume", at, data, record, village, "a5")
        yield _task("volume", at, {**data, "imposed": True}, record, village, "a4")
        return
    if handout.form == "leaflet":
        asked = {item.of for item in handout.items if item.of}
        served = [one for one in village.inherited_items if not asked or asked & {one.id, one.number}]
        data["services"] = [_service(one, theme.say) for one in sorted(served, key=_place)]
        data["items"] = [_item(item, (), theme.say) for item in handout.items if not item.of]
    yield _task(handout.form, at, data, record, village, "")


def _place(record: RecordView) -> tuple[str, str, str]:
    """Return where a record stands in a book: items of a list by their ids, others by their days."""
    return record.id if record.inherited else "", record.published, record.number


def _task(
    form: str, at: int, data: dict[str, Plain], record: RecordView, village: VillageView, suffix: str
) -> Task:
    parts = (record.number, form, str(at) if at > 1 else "", suffix)
    file = f"{_folder(village)}/handouts/{'-'.join(filter(None, parts))}.pdf"
    return Task(
        template=f"handouts/{form}.typ",
        output=file,
        data=data,
        order=Order.RECORDS,
        dated=record.issued,
        section="handouts",
        entry={"number": record.number, "form": form, "file": file},
        source=record.source,
    )


def _folder(village: VillageView) -> str:
    name = re.sub(r"[^\w（）()·]+", "-", village.name).strip("-")[:30]
    return f"print/{name}-{village.slug}" if name else f"print/{village.slug}"


def _data(handout: Handout, record: RecordView, village: VillageView, say: Saying) -> dict[str, Plain]:
    width, height = handout.size
    return {
        "form": handout.form,
        "title": handout.title,
        "size_mm": [width, height],
        "items": [_item(item, village.records, say) for item in handout.items or _posts(handout, village)],
        "note": handout.note,
        "back": handout.back,
        "large": handout.large,
        "qr": handout.qr,
        "number": record.paper_number,
        "issued": record.issued,
        "category": record.category,
        "village": village.name,
        "township": village.township,
        "county": village.county,
        "supervise_phone": village.supervise_phone,
        "contact_phone": village.contact_phone,
        "sample": village.sample,
    }


def _posts(handout: Handout, village: VillageView) -> Sequence[HandoutItem]:
    """Return those who hold a post, with their telephones: what a card says where nobody wrote its lines."""
    if handout.form not in ("card", "plate"):
        return ()
    return tuple(HandoutItem(post.duty, " ".join((post.name, post.phone)).strip()) for post in village.posts)


def _item(item: HandoutItem, records: Sequence[RecordView], say: Saying) -> Plain:
    """Return a line; one that names an item of the power list gets its name and what people ask of it."""
    named = next((record for record in records if item.of in (record.id, record.number)), None)
    if not item.of or named is None:
        return {"label": item.label, "value": item.value, "more": []}
    labels = {say(f"kind-power-{name}") for name in _SERVICE_FACTS}
    more: list[Plain] = [
        {"label": fact.label, "value": fact.value} for fact in named.facts if fact.label in labels
    ]
    return {
        "label": item.label or named.title,
        "value": item.value or named.responsible,
        "more": more,
    }


def _service(record: RecordView, say: Saying) -> Plain:
    """Return what the leaflet says of an item of the power list."""
    told = {fact.label: fact.value for fact in record.facts}
    asked = {name: told.get(say(f"kind-power-{name}"), "") for name in _SERVICE_FACTS}
    return {
        "id": record.id,
        "class": record.class_label,
        "title": record.title,
        "who": record.responsible,
        **asked,
    }
