"""The last build: what it was asked for, how all of content and output was left, and what it told.

Where all of that is as it was, a build does nothing but tell it again. This module imports little.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from sunboard.building.kept import KEPT, all_stand, load_kept
from sunboard.building.request import BuildRequest
from sunboard.model.plain import Plain, Values, map_of
from sunboard.reading.listing import Listing, stamp_of

LAST = "last.build"  # no slug has a full stop


def last_of(
    request: BuildRequest, listings: Mapping[str, Listing], kept: Iterable[str], report: Plain
) -> dict[str, Plain]:
    """Return what is kept of a build; `kept` are the names of the files that tell how its outputs stand."""
    output = request.output
    return {
        "asked": _asked(request),
        "listings": _digests(listings),
        "kept": {name: stamp_of(output / KEPT / name) for name in kept},
        "report": report,
    }


def told_last(
    request: BuildRequest,
    listings: Mapping[str, Listing],
    whole: Callable[[], Collection[str]] = frozenset,
) -> Values | None:
    """Return what the last build told, where this one would do and tell the same.

    `listings` are those of the content folder now, `whole` knows of `all_that_stand` what is known.
    """
    if request.force or request.check_only or not request.program:
        return None
    last = load_kept(request.output, LAST).head
    report, kept = map_of(last, "report"), map_of(last, "kept")
    if not report or last.get("asked") != _asked(request):
        return None
    if not (request.today or report.get("today_pinned") or report.get("today") == request.now.isoformat()):
        return None
    if last.get("listings") != _digests(listings):
        return None
    for name, stamp in kept.items():
        if stamp_of(request.output / KEPT / name) != stamp:
            return None
        if name in whole():
            continue
        if not all_stand(request.output, load_kept(request.output, name, head=False).lines):
            return None
    return report


def _asked(request: BuildRequest) -> dict[str, Plain]:
    options = request.options
    return {
        "only": [*sorted(options.only)],
        "all_sheets": options.all_sheets,
        "frozen": options.frozen,
        "preview": options.preview,
        "villages": [*sorted(request.villages)],
        "today": request.today.isoformat() if request.today else "",
        "output": str(request.output),
        "program": request.program,
        "called": request.called,
        "themes": request.themes,
    }


def _digests(listings: Mapping[str, Listing]) -> dict[str, Plain]:
    return {folder: listing.digest for folder, listing in listings.items()}
