"""What hangs on a village's walls, as somebody recorded it after putting it up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sunboard.model.plain import Plain, Values, canonical, maps_of, text_of

POSTED = "posted.json"
"""The file of it, in the village's folder."""


def parse_posted(data: bytes) -> dict[str, Plain]:
    """Return `date` and `papers`, or nothing where the file is not there or cannot be read."""
    try:
        held = json.loads(data)
    except ValueError:
        return {}
    return held if isinstance(held, dict) and maps_of(held, "papers") else {}


def to_posted(manifest: Values, sections: Iterable[str], day: str) -> bytes:
    """Return the file: what a manifest says of all that hangs from a day on, each with its digest."""
    digests: Mapping[str, str] = {
        text_of(item, "path"): text_of(item, "sha256") for item in maps_of(manifest, "outputs")
    }
    papers: list[Plain] = [
        {**entry, "section": section, "sha256": digests.get(text_of(entry, "file"), "")}
        for section in sections
        for entry in maps_of(manifest, section)
    ]
    return canonical({"date": day, "papers": papers})
