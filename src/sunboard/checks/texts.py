"""The text below a record's fields: what it links to, and what was pasted into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.lazy import regex
from sunboard.model.node import Items, is_blank

_OF_WEB_PAGES = regex(
    r"</(?:p|div|span|font|table|tr|td|li|ul|ol|section|h[1-6]|a|b|strong|em|u|o:p)\s*>"
    r"|<br\s*/?>|<img\s[^<>]*>|<!--",
    re.IGNORECASE,
)


def _has_signs(record: AnyRecord, around: Around) -> bool:
    """Tell whether the text has a sign of a link, a pasted row or a web page."""
    return "](" in record.body or "\t" in record.body or "<" in record.body


_PAGES = (".html", ".htm", ".md")
_OF_SITES = regex(r"www\.", re.IGNORECASE)


@check("link-dead", where=_has_signs)
def link_dead(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The text links to a file or shows a picture that does not go with the record."""
    if "](" not in record.body:
        return
    from sunboard.engines.markdown import file_linked, references_in, unread_links

    # whichever of them is missing is told of by itself
    files = {item.path.rpartition("/")[2] for item in record.enclosed}
    for one in references_in(record.body):
        name = file_linked(one.address)
        if name not in files:
            is_page = "." not in name or _OF_SITES.match(name) or name.lower().endswith(_PAGES)
            what = "picture" if one.is_picture else "page" if is_page else "file"
            sort = what if what == "page" else _where(record, what)
            stem = name.rpartition(".")[0]
            yield found(record.document.body_at(one.line), one.address, sort=sort, name=name, stem=stem)

    for one in unread_links(record.body):
        at = record.document.body_at(one.line)
        yield found(at, one.address, sort="unread", name=one.address, stem=one.address)


_LISTS = {"file": ("附件", "attachments"), "picture": ("照片", "photos")}


def _where(record: AnyRecord, sort: str) -> str:
    """Return where a file is to be named: in a list of its own, on a line more of one, or in its brackets."""
    fields = record.document.fields
    entry = next((one for one in fields.entries if one.key in _LISTS[sort] and not is_blank(one.node)), None)
    if entry is None:
        return sort
    first = entry.node.items[0] if isinstance(entry.node, Items) and entry.node.items else entry.node
    return f"{sort}-inside" if first.place.line == entry.place.line else f"{sort}-more"


@check("pasted-row-torn", where=_has_signs)
def pasted_row_torn(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A row that was pasted from a spreadsheet has a cell of several lines, and was torn there."""
    for at, line in enumerate(record.body.split("\n") if "\t" in record.body else ()):
        last = line.rpartition("\t")[2]
        if "\t" in line and last.startswith('"') and last.count('"') % 2:
            yield found(record.document.body_at(at), last)


@check("body-of-web-page", where=_has_signs)
def body_of_web_page(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The text is the source of a web page, as editors of websites and Word give it."""
    if tag := _OF_WEB_PAGES.search(record.body) if "<" in record.body else None:
        yield found(
            record.document.body_at(record.body.count("\n", 0, tag.start())),
            tag[0],
            sort="comment" if tag[0] == "<!--" else "page",
        )
