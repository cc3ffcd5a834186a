"""How places, boards and screens are called in addresses and names of files, and where a site stands."""

from __future__ import annotations

import re
from dataclasses import replace

from sunboard.fields.declarations import UNKNOWN, Reader, reads
from sunboard.fields.faults import value_wrong
from sunboard.fields.forms import Form
from sunboard.fields.scalars import list_of, matching
from sunboard.fields.written import half_width
from sunboard.lazy import regex
from sunboard.model.node import Node, Scalar
from sunboard.model.problem import Log

SLUG = r"[a-z0-9]{1,12}"
_slug = matching(SLUG, "liuwan", "slug")
_NOT_IN_SLUGS = regex(r"[\s._-]")


def _in_addresses(how: str) -> Reader[str]:
    """Return a reader of a name in addresses; of Nan-Hu, nanhu is proposed, and of 南湖 nothing."""

    @reads(_slug.form)
    def read(node: Node, log: Log, form: Form) -> str | None:
        heard = Log()
        found = _slug.read(node, heard, form)
        if found is None and isinstance(node, Scalar):
            meant = _NOT_IN_SLUGS.sub("", half_width(node.text)).lower()
            is_one = re.fullmatch(SLUG, meant) is not None
            shown = replace(form, example=meant if is_one else UNKNOWN)
            value_wrong(node, log, shown, how="" if is_one else how)
            return None
        log.problems += heard.problems
        return found

    return read


slug = _in_addresses("slug")
slugs = list_of(_in_addresses("former"))
FILE_NAME = matching(r"[a-z0-9][a-z0-9-]{0,23}", "main", "file-name")


@reads(FILE_NAME.form)
def short_name(node: Node, log: Log, form: Form) -> str | None:
    """Read the name of one of several files; each that is refused is offered another, by its line."""
    told = {f"{one.details.get('example', '')}".rpartition(": ")[2] for one in log.problems}
    count = node.place.line if isinstance(node, Scalar) else 0
    while count and f"{form.example}{count}" in told:
        count += 1
    offered = f"{form.example}{count or ''}"
    return FILE_NAME.read(node, log, replace(form, example=offered))


_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_OCTET, _PORT = (
    "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})",
    "(?:[0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])",
)
# whose last label is a number is one of four numbers
_HOST = rf"(?:{_OCTET}(?:\.{_OCTET}){{3}}|(?:{_LABEL}\.)*(?![0-9]+(?:[:/]|$)){_LABEL})"
_LONGEST_ADDRESS = 200
_address = matching(
    rf"https?://{_HOST}(?::{_PORT})?(?:/[A-Za-z0-9._~\-]+)*/?", "https://gk.example.com", "address"
)
_LATIN = regex("[A-Za-zＡ-Ｚａ-ｚ0-9０-９]")
_PAGE = regex(r"/[^/]*\.(?:html?|php|aspx?|jsp)/?\Z", re.IGNORECASE)
_AROUND = regex(r"(?i)\A(?:https?)?[\s:;/\\,.。]*|[\s,;.。]+\Z")
_WITHIN = regex(r"(https?)://([A-Za-z0-9._~:/\-]+)(?![A-Za-z0-9._~:/\-?#%&=]|(?<=/)[\u3400-\u9fff])", re.I)


@reads(_address.form)
def web_address(node: Node, log: Log, form: Form) -> str | None:
    """Read an address; of one whose `https://` is missing or mistyped, the right one is proposed."""
    if isinstance(node, Scalar) and len(node.text) <= _LONGEST_ADDRESS:
        meant = f"https://{_AROUND.sub('', half_width(node.text))}"
        page = _PAGE.search(meant)
        meant = meant[: page.start()] if page else meant
        form = replace(form, example=meant) if re.fullmatch(form.pattern, meant) else form
        if page:
            value_wrong(node, log, form, "site")
            return None
        if not _LATIN.search(node.text):  # 暂无（等县里开通）
            value_wrong(node, log, form, how="no-address")
            return None
        within = [address for one in _WITHIN.finditer(half_width(node.text)) if (address := _plain(one))]
        if form.example == _address.form.example:
            form = replace(form, example=within[0] if len(within) == 1 else f"https://{UNKNOWN}")
    return _address.read(node, log, form)


def _plain(found: re.Match[str]) -> str:
    """Return an address that stands among other words, as it is to be written; nothing where it is none."""
    address = f"{found[1].lower()}://{found[2].rstrip('./')}"
    return address if re.fullmatch(_address.form.pattern, address) else ""
