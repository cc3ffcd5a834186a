"""What a villager meets on a published site: waiting, redirects, what browsers and WeChat make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from sunboard.faults import fault
from sunboard.hosting import Refusal
from sunboard.lazy import regex
from sunboard.model.node import Place
from sunboard.model.plain import sha256
from sunboard.model.problem import Problem
from sunboard.publishing.live import INDEX as HOME
from sunboard.publishing.live import LIVE_REDIRECT, Seen, Visitor, weight
from sunboard.publishing.outputs import Outputs
from sunboard.settings.places import Site

LIVE_MEETS = fault("live-meets")
LIVE_FILING = fault("live-filing")

_SOON = 30  # days that a certificate should still hold
_SLOW = 1.0  # seconds to the first byte
_HEAVY = 1_000_000  # bytes of the front page with what it loads
_CHARSET = regex(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_NOWHERE = "sunboard-no-such-page.html"


def met(visitor: Visitor, front: Seen, site: Site | None, outputs: Outputs, today: date) -> Iterator[Problem]:
    """Yield what a villager meets: no https, a certificate that ends, waiting, what WeChat refuses.

    `front` is the front page as it was seen.
    """
    place, base = Place(HOME), visitor.base
    if front.is_loop:
        yield Problem(LIVE_REDIRECT, place, base, {"target": front.address})
        return
    for sort, details in (*_of_way(front, outputs, today), *_of_page(front, outputs), *_of_host(visitor)):
        yield Problem(LIVE_MEETS, place, base, {"address": front.address, "sort": sort, **details})
    for number in _filed(site):
        if number.encode() not in front.answer.body:
            yield Problem(LIVE_FILING, place, number)
    yield from _of_style(visitor, outputs)


_Met = tuple[str, dict[str, str]]
"""A row of the page `live-meets`, and what its sentences are filled with."""


def _of_way(front: Seen, outputs: Outputs, today: date) -> Iterator[_Met]:
    """Yield what is met on the way to the front page."""
    address, home = urlsplit(front.address), outputs.files.get(HOME)
    if address.scheme != "https":
        yield "http", {}
    if front.hops and home and sha256(front.answer.body) == home.sha256:
        yield "moved", {}
    if front.ends and (left := days_left(front.ends, today)) < _SOON:
        yield "ends", {"days": str(left)}
    if front.seconds > _SLOW:
        yield "slow", {"seconds": f"{front.seconds:.1f}"}
    if _is_bare(address.hostname or ""):
        yield "bare", {}


def _of_page(front: Seen, outputs: Outputs) -> Iterator[_Met]:
    """Yield what a browser makes of the front page as it is sent."""
    sent_as = front.answer.headers.get("content-type", "text/html")
    charset = _CHARSET.search(sent_as)
    if (size := weight(front.answer.body, outputs.files)) > _HEAVY:
        yield "heavy", {"size": str(size // 1000)}
    if front.answer.status == 200 and "text/html" not in sent_as:
        yield "type", {"type": sent_as}
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        yield "charset", {"charset": charset[1]}
    if "attachment" in front.answer.headers.get("content-disposition", ""):
        yield "download", {}


def _of_host(visitor: Visitor) -> Iterator[_Met]:
    """Yield what the host says of a page that there is not."""
    with suppress(Refusal):
        if visitor.visit(f"{visitor.base}{_NOWHERE}").answer.status == 200:
            yield "soft", {}


def _of_style(visitor: Visitor, outputs: Outputs) -> Iterator[Problem]:
    """Yield what is wrong with how the host sends style sheets, of which one tells for all."""
    path = next((path for path in outputs.files if path.endswith(".css")), None)
    with suppress(Refusal):
        if path:
            answer = visitor.visit(visitor.address_of(path)).answer
            sent_as = answer.headers.get("content-type", "text/css")
            if sha256(answer.body) == outputs.files[path].sha256 and "text/css" not in sent_as:
                yield Problem(LIVE_MEETS, Place(path), visitor.base, {"sort": "style", "type": sent_as})


def _filed(site: Site | None) -> tuple[str, ...]:
    """Return the filing numbers that the front page has to show."""
    return tuple(number for number in (site.icp, site.gongan) if number) if site else ()


def is_filed(site: Site | None, front: Seen) -> bool | None:
    """Tell whether the front page shows every filing number; None where none is known."""
    numbers = _filed(site)
    return all(number.encode() in front.answer.body for number in numbers) if numbers else None


def _is_bare(host: str) -> bool:
    """Tell whether a host is a number and no name; one of this computer is only tried out."""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return False


def days_left(ends: str, today: date) -> int:
    """Return for how many days a certificate still holds."""
    try:
        end = parsedate_to_datetime(ends)
    except ValueError:
        end = datetime.strptime(ends, "%b %d %H:%M:%S %Y %Z")
    return (end.replace(tzinfo=end.tzinfo or UTC).date() - today).days
