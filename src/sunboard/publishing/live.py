"""What the world sees of a published site: fetched as a villager does, and compared with what was built."""

from __future__ import annotations

import posixpath
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from urllib.parse import quote, urljoin

from sunboard.engines.http import Answer, Client
from sunboard.faults import Detail, fault
from sunboard.hosting import Refusal, of_network
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Place
from sunboard.model.plain import sha256
from sunboard.model.problem import Problem
from sunboard.publishing.outputs import LocalFile

LIVE_MISSING = fault("live-missing")
LIVE_ALTERED = fault("live-altered")
LIVE_ERROR_PAGE = fault("live-error-page")
LIVE_REDIRECT = fault("live-redirect")
LIVE_REFUSED = fault("live-refused")

INDEX = "index.html"
_MOST_HOPS = 8
_SHOWN, _BEFORE = 24, 6  # characters of a difference, and of what stands before it
_MARKUP = regex(r"(?:<[^>]*>|\s)+")
_SPACE = regex(r"\s+")
_LOADED = regex(rb"""<(?:link|img|script|source)\b[^>]*?\b(?:href|src)=["']?([^"'\s>]+)""", re.IGNORECASE)
_TEXTS = (".html", ".css", ".js", ".json", ".csv", ".txt", ".xml", ".svg", ".ics")
_TITLE = regex(rb"<title>([^<]*)</title>", re.IGNORECASE)
_MOVED = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of asking for an address."""

    address: str  # where it was found in the end
    answer: Answer
    hops: int  # redirects on the way
    is_loop: bool
    seconds: float  # until the first byte of the last answer
    ends: str  # when the certificate ends


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who opens the pages of a site from outside, as villagers do."""

    base: str  # the site's address, with a slash at its end
    client: Client
    clock: Callable[[], float]  # counts seconds

    def visit(self, address: str) -> Seen:
        """Fetch an address as a browser does, over redirects; raises Refusal."""
        been: list[str] = []
        while True:
            try:
                look = self.client.look(address, self.clock)
            except (OSError, ssl.SSLError) as error:
                raise of_network(error) from None
            been.append(address)
            goes_on = look.answer.headers.get("location", "") if look.answer.status in _MOVED else ""
            try:
                following = urljoin(address, goes_on) if goes_on else ""
            except ValueError:  # it leads to what is no address
                following = address
            is_loop = following in been or len(been) > _MOST_HOPS
            if not following or is_loop:
                return Seen(address, look.answer, len(been) - 1, is_loop, look.seconds, look.ends)
            address = following

    def address_of(self, path: str) -> str:
        """Return the address of a file; that of a page is its folder's, as codes carry it."""
        return f"{self.base}{quote(path.removesuffix(INDEX) if _is_index(path) else path)}"


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2] == INDEX


def compared(visitor: Visitor, path: str, file: LocalFile, ours: bytes) -> Iterator[Problem]:
    """Yield what is wrong with what the world sees of one file."""
    place, address = Place(path), visitor.address_of(path)
    try:
        seen = by_name = visitor.visit(address)
        is_right = sha256(seen.answer.body) == file.sha256 and seen.answer.status == 200
        if not is_right and not seen.is_loop and _is_index(path):
            by_name = visitor.visit(f"{visitor.base}{quote(path)}")  # the host may not know what to show
    except Refusal as refusal:
        yield unanswered(refusal, place, address)
        return
    if is_right:
        return
    if seen.is_loop:
        yield Problem(LIVE_REDIRECT, place, address, {"target": seen.address})
    elif by_name.answer.status != 200:
        yield Problem(LIVE_MISSING, place, address, {"sort": "file", "status": by_name.answer.said})
    elif sha256(by_name.answer.body) == file.sha256:
        yield Problem(LIVE_MISSING, place, address, {"sort": "folder", "status": seen.answer.said})
    else:
        yield _differs(place, address, path, ours, seen.answer)


def unanswered(refusal: Refusal, place: Place, address: str) -> Problem:
    """Return what is told of an address from which no answer came."""
    why = refusal.details.get("why", "other")
    sort = "certificate" if refusal.fault.code == "host-certificate" else "host"
    return Problem(LIVE_REFUSED, place, address, {"sort": f"{sort}-{why}", "said": refusal.said})


def _differs(place: Place, address: str, path: str, ours: bytes, answer: Answer) -> Problem:
    """Return what is told of a file that is not as it was built: another page, or where they first differ."""
    theirs, is_page = answer.body, path.endswith((".html", ".htm"))
    title, own_title = _TITLE.search(theirs), _TITLE.search(ours)
    shown = unescape(title[1].decode("utf-8", "replace")).strip() if title else ""
    is_html = "html" in answer.headers.get("content-type", "") or theirs.lstrip()[:1] == b"<"
    if (theirs and is_page and (title and title[1]) != (own_title and own_title[1])) or (
        is_html and not is_page and not ours.lstrip().startswith(b"<")
    ):
        return Problem(LIVE_ERROR_PAGE, place, address, {"title": shown or "—"})
    if path.endswith(_TEXTS):
        sort, expected, found = first_difference(ours, theirs)
    else:
        at = _common(ours, theirs)
        sort, expected, found = "bytes", ours[at : at + 4].hex(" "), theirs[at : at + 4].hex(" ")
    details: dict[str, Detail] = {"sort": sort, "expected": expected or "—", "found": found or "—"}
    return Problem(LIVE_ALTERED, place, address, details)


def first_difference(ours: bytes, theirs: bytes) -> tuple[str, str, str]:
    """Return in what two texts differ (words, markup, or blanks alone), and a few words of each there."""
    texts = ours.decode("utf-8-sig", "replace"), theirs.decode("utf-8-sig", "replace")
    words = tuple(unescape(_MARKUP.sub(" ", text)).strip() for text in texts)
    markup = tuple(_SPACE.sub(" ", text) for text in texts)
    for sort, (one, other) in (("words", words), ("markup", markup)):
        if one != other:
            at = max(0, _common(one, other) - _BEFORE)
            return sort, one[at : at + _SHOWN].strip(), other[at : at + _SHOWN].strip()
    return "blanks", "", ""


def _common(one: str | bytes, other: str | bytes) -> int:
    """Return how many signs two texts begin with alike."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def weight(page: bytes, files: Mapping[str, LocalFile]) -> int:
    """Return the bytes of the front page with what it loads of the site."""
    loaded = {posixpath.normpath(name.decode("utf-8", "replace")) for name in _LOADED.findall(page)}
    return len(page) + sum(
        files[name].size for name in loaded if name in files and not name.endswith(".html")
    )


def extras(listed: Mapping[str, int], known: frozenset[str]) -> tuple[str, ...]:
    """Return the files of a host that nobody built."""
    return tuple(sorted(path for path in listed if path not in known))
