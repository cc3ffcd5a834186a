"""What a villager meets on a published site: waiting, redirects, what browsers and WeChat make of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from sunboard.engines.http import Client
from sunboard.faults import fault
from sunboard.hosting import Refusal
from sunboard.model.node import Place
from sunboard.model.plain import sha256
from sunboard.model.problem import Problem
from sunboard.publishing.live import LIVE_REDIRECT, Seen, address_of, visit, weight
from sunboard.publishing.outputs import Outputs
from sunboard.settings.places import Site

LIVE_MEETS = fault("live-meets")
LIVE_FILING = fault("live-filing")

_SOON = 30  # days that a certificate should still hold
_SLOW = 1.0  # seconds to the first byte
_HEAVY = 1_000_000  # bytes of the front page with what it loads
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_NOWHERE = "sunboard-no-such-page.html"


def met(
    front: Seen,
    base: str,
    site: Site | None,
    outputs: Outputs,
    client: Client,
    clock: Callable[[], float],
    today: date,
) -> Iterator[Problem]:
    """Yield what a villager meets: no https, a certificate that ends, waiting, what WeChat refuses."""
    place = Place("index.html")
    told: dict[str, str] = {"address": front.address}
    if front.is_loop:
        yield Problem(LIVE_REDIRECT, place, base, {"target": front.address})
        return
    if urlsplit(front.address).scheme != "https":
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "http"})
    home = outputs.files.get("index.html")
    if front.hops and home and sha256(front.answer.body) == home.sha256:
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "moved"})
    if front.ends and (left := days_left(front.ends, today)) < _SOON:
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "ends", "days": str(left)})
    if front.seconds > _SLOW:
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "slow", "seconds": f"{front.seconds:.1f}"})
    if _is_bare(urlsplit(front.address).hostname or ""):
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "bare"})
    if (size := weight(front.answer.body, outputs.files)) > _HEAVY:
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "heavy", "size": str(size // 1000)})
    headers = front.answer.headers
    if front.answer.status == 200 and "text/html" not in headers.get("content-type", "text/html"):
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "type", "type": headers["content-type"]})
    charset = _CHARSET.search(headers.get("content-type", ""))
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "charset", "charset": charset[1]})
    if "attachment" in headers.get("content-disposition", ""):
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "download"})
    for number in _filed(site):
        if number.encode() not in front.answer.body:
            yield Problem(LIVE_FILING, place, number)
    try:
        for style, file in [one for one in outputs.files.items() if one[0].endswith(".css")][:1]:
            sent = visit(client, address_of(base, style), clock).answer
            sent_as = sent.headers.get("content-type", "text/css")
            if sha256(sent.body) == file.sha256 and "text/css" not in sent_as:
                yield Problem(LIVE_MEETS, Place(style), base, {**told, "sort": "style", "type": sent_as})
        nowhere = visit(client, f"{base}{_NOWHERE}", clock)
    except Refusal:
        return
    if nowhere.answer.status == 200:
        yield Problem(LIVE_MEETS, place, base, {**told, "sort": "soft"})


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
