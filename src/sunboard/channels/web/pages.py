"""What all pages share: their address and head, what they say of their village, a record's line in a list."""

from __future__ import annotations

from sunboard.contracts import Order, Task
from sunboard.fields.disclosure import DOORS
from sunboard.model.blocks import Fact, Figure
from sunboard.model.plain import Plain, Values
from sunboard.model.view import RecordView, SiteView, VillageView, figure_of
from sunboard.theming import Theme

_PICTURE = "share.png"  # what a shared link shows
_ABOUT = ("slug", "name", "township", "township_slug", "contact_phone", "supervise_phone", "icp", "gongan")
_LINE = (
    "inherited",
    "number",
    "id",
    "kind_label",
    "category",
    "class_label",
    "door",
    "title",
    "state",
    "state_label",
    "phase",
    "period_label",
    "published",
    "notice_end",
    "responsible",
)


def page_of(folder: str) -> str:
    """Return the file that a folder of the site shows ("" for its top)."""
    return f"{folder}/index.html" if folder else "index.html"


def record_folder(slug: str, number: str) -> str:
    """Return where in the site a record's page lies with what belongs to it."""
    return f"{slug}/{number}"


def record_page(slug: str, number: str) -> str:
    """Return where in the output folder a record's page lies."""
    return f"site/{page_of(record_folder(slug, number))}"


def page(
    template: str,
    folder: str,
    place: VillageView | SiteView,
    data: Values,
    order: int = Order.LISTS,
    *,
    description: str = "",
    linked: Plain = None,
    hidden: bool = False,
    addressed: bool = True,
) -> Task:
    """Plan a page in a folder of the site ("" for its top).

    Its code carries its own address as codes write it. `linked` is what machines read of it (JSON-LD), which
    takes an address too; `hidden` keeps it out of what others search. One that is not `addressed` waits for
    its number, and names no address and has no code.
    """
    tail = f"{folder}/" if folder else ""
    file, base = f"site/{page_of(folder)}", place.base_url if addressed else ""
    url = f"{base}/{tail}" if base else ""
    own = f"{place.slug}/" if isinstance(place, VillageView) else ""
    shown: Values = {
        **data,
        "root": "../" * tail.count("/") or "./",
        "url": url,
        "qr": f"{place.qr_base}/{tail}" if base and place.qr_base else "",
        "sample": place.sample,
        "site_title": place.title,
        "own": own,
        "picture": f"{base}/{own}{_PICTURE}" if base else "",
        "description": description,
        "linked": linked if base else None,
        "hidden": hidden,
        "waits": not addressed,
    }
    return Task(f"web/{template}", file, shown, order, section="pages", entry={"page": file, "url": url})


def about_of(village: VillageView) -> dict[str, Plain]:
    """Return what every page of a village says of it in its head and foot."""
    return {name: getattr(village, name) for name in _ABOUT}


def line_of(record: RecordView) -> Plain:
    """Return what a list says of a record."""
    return {**{name: getattr(record, name) for name in _LINE}, "figure": _figure(record)}


def _figure(record: RecordView) -> Plain:
    match figure_of(record):
        case Fact(label=label, value=value):
            return {"label": label, "value": value, "amount": ""}
        case Figure(label=label, amount=amount):
            return {"label": label, "value": "", "amount": amount}
    return None


def share_picture(place: VillageView | SiteView, theme: Theme) -> Task:
    """Plan the picture that a link to a village, or to the county, shows where it is shared."""
    say = theme.say
    if isinstance(place, VillageView):
        folder = f"{place.slug}/"
        words = {"title": place.name, "above": place.title, "below": place.township}
        what = say("web-share-village")
    else:
        folder, words, what = "", {"title": place.title, "above": "", "below": ""}, say("web-share-site")
    data: Values = {
        **words,
        "what": what,
        "doors": [say(f"web-door-{door}") for door in DOORS],
        "note": say("web-share-sample") if place.sample else "",
    }
    return Task("web/share.typ", f"site/{folder}{_PICTURE}", data, Order.ASSETS)
