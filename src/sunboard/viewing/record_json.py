"""What `record.json` says: the public fields, what was computed, and all that rebuilds the register."""

from __future__ import annotations

from sunboard.issuing.issue import Shown
from sunboard.model.plain import Plain, Values, map_of, text_of
from sunboard.model.state import State
from sunboard.model.view import RecordView


def record_json(shown: Shown, view: RecordView) -> Values:
    """Return a record's plain data for other programs."""
    edition = shown.edition
    if view.state == State.LEAK or edition is None:
        sealed: dict[str, Plain] = {**shown.sealed.to_plain(), "given": []} if shown.sealed else {}
        return {
            "number": view.number,
            "state": view.state,
            "url": view.url,
            "register": _without_blanks(sealed, "values", "body"),
        }
    register = edition.to_plain()
    if shown.last > edition.edition:
        register["last"] = shown.last  # so that a restored register never gives an edition's number twice
    if view.bare:
        kept = ("id", "title", "withdrawn", "publish_date", "expires_on")
        register = {
            **register,
            "values": {name: value for name, value in edition.values.items() if name in kept},
            "body": "",
            "attachments": [],
        }
    values = {
        name: value for name, value in map_of(register, "values").items() if name not in ("kind", "village")
    }
    found: dict[str, Plain] = {
        "number": view.number,
        "paper_number": view.paper_number,
        "edition": view.edition,
        "kind": view.kind,
        **values,
        "state": view.state,
        "url": view.url,
        "digest": edition.digest,
        "check_code": view.check_code,
        "issued": edition.date,
    }
    for name, computed in (
        ("category", view.category),
        ("notice_end", view.notice_end),
        ("posted_until", view.posted_until),
        ("body", text_of(register, "body")),
    ):
        if computed:
            found.setdefault(name, computed)
    return {**found, "register": _without_blanks({**register, "given": list(values)}, "values", "body")}


def _without_blanks(data: Values, *names: str) -> dict[str, Plain]:
    """Return plain data without the names given and what is empty; of what was given the list stays."""
    return {
        name: value
        for name, value in data.items()
        if name not in names and (value not in ("", []) or name == "given")
    }
