"""What all pages share: where they stand, what they say of their village, and how one record is named in a list."""

from __future__ import annotations

from sunboard.contracts import Order, Task
from sunboard.model.plain import Plain, Values
from sunboard.model.view import RecordView, SiteView, VillageView
from sunboard.theming import Theme
from sunboard.typesetting.saying import Saying

SHARE = "share.png"  # the picture that a shared link shows
_LINE = (
    "kind",
    "number",
    "id",
    "kind_label",
    "category",
    "class_label",
    "door",
    "title",
    "state",
    "state_label",
    "period_label",
    "published",
    "notice_end",
    "responsible",
)


def page(
    template: str,
    folder: str,
    at: VillageView | SiteView,
    data: Values,
    order: int = Order.LISTS,
    *,
    about: str = "",
    linked: Plain = None,
    hidden: bool = False,
) -> Task:
    """Plan a page in a folder of the site ("" for its top).

    Its code carries its own address as codes write it. `about` is what a shared link says below the title; `linked` is what machines
    read of it (JSON-LD); `hidden` keeps it out of what others search.
    """
    tail = f"{folder}/" if folder else ""
    file, url = f"site/{tail}index.html", f"{at.base_url}/{tail}"
    own = f"{at.slug}/" if isinstance(at, VillageView) else ""
    shown: Values = {
        **data,
        "root": "../" * tail.count("/") or "./",
        "url": url,
        "qr": f"{at.qr_base}/{tail}" if at.reachable else "",
        "sample": at.sample,
        "site_title": at.title,
        "own": own,
        "picture": f"{at.base_url}/{own}{SHARE}",
        "description": about,
        "linked": linked,
        "hidden": hidden,
    }
    return Task(template, file, shown, order, section="pages", entry={"page": file, "url": url})


def about_of(village: VillageView) -> dict[str, Plain]:
    """Return what every page of a village says of it in its head and foot."""
    names = ("slug", "name", "township", "township_slug", "contact_phone", "supervise_phone", "icp", "gongan")
    return {name: str(getattr(village, name)) for name in names}


def line_of(record: RecordView) -> Plain:
    """Return what a list says of a record."""
    return {name: str(getattr(record, name)) for name in _LINE}


def share_picture(at: VillageView | SiteView, theme: Theme) -> Task:
    """Plan the picture that a link to a village, or to the county, shows where it is shared."""
    say = Saying(theme.language, theme.strings)
    own = isinstance(at, VillageView)
    data: Values = {
        "title": at.name if isinstance(at, VillageView) else at.title,
        "above": at.title if isinstance(at, VillageView) else "",
        "below": at.township if isinstance(at, VillageView) else "",
        "what": say("web-share-village" if own else "web-share-site"),
        "doors": [say(f"web-door-{door}") for door in ("finance", "affairs", "services")],
        "note": say("web-share-sample") if at.sample else "",
    }
    place = f"{at.slug}/{SHARE}" if isinstance(at, VillageView) else SHARE
    return Task("web/share.typ", f"site/{place}", data, Order.ASSETS)
