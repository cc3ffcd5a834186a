"""Which addresses a link in a text may have: the web, mail, telephone, or a place of the site itself."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote

from sunboard.lazy import regex

SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.\-]*:")
ON_DISK = regex(r"file:|[A-Za-z]:(?:[/\\]|%5C)", re.IGNORECASE)
"""How the address of a file on the writer's own computer begins; only its name means anything elsewhere."""
_WEB = regex(r"https?://(?P<host>[A-Za-z0-9.\-]+)(?::(?P<port>\d{1,5}))?(?:[/?#].*)?", re.IGNORECASE)
_SITE = regex(r"www\.", re.IGNORECASE)
_OF_PATHS = regex(r"[./\\#?]")
_LABEL = regex(r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?")
_MAIL = regex(r"mailto:[A-Za-z0-9._+\-]+@[A-Za-z0-9.\-]+", re.IGNORECASE)
_CALL = regex(r"tel:\+?[0-9()\-]{3,20}", re.IGNORECASE)


def may_link(address: str) -> bool:
    """Tell whether an address may become a link; a malformed one may not."""
    if ON_DISK.match(address):
        return True
    if not SCHEME.match(address):
        return not address.startswith(("//", "\\", "%5C"))
    if found := _WEB.fullmatch(address):
        return _is_host(found["host"]) and int(found["port"] or 0) < 65536
    return bool(
        (_MAIL.fullmatch(address) and _is_host(address.rpartition("@")[2])) or _CALL.fullmatch(address)
    )


def _is_host(name: str) -> bool:
    if name.rpartition(".")[2].isdigit():
        try:
            ipaddress.IPv4Address(name)
        except ValueError:
            return False
        return True
    return (
        len(name) < 254
        and "xn--" not in name.lower()
        and all(_LABEL.fullmatch(label) for label in name.split("."))
    )


def address_shown(address: str) -> str:
    """Return an address as people read it; which file lies beside a record means nothing to them.

    What has no sign of an address is words: 完工[2026](3号).
    """
    if SCHEME.match(address) or _SITE.match(address):
        return address
    return "" if _OF_PATHS.search(address) else unquote(address)
