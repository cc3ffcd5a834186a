"""Posted: record what hangs on the walls from today, so that the next build says what to change."""

from __future__ import annotations

from sunboard.building.jobs import BuildRequest
from sunboard.building.site import open_site
from sunboard.building.write import load_manifest, put
from sunboard.contracts import Parts
from sunboard.model.plain import maps_of, text_of
from sunboard.model.posted import POSTED, to_posted
from sunboard.reporting.words import load_words


def posted(request: BuildRequest, parts: Parts, language: str) -> tuple[int, str]:
    """Record of the villages asked for, or of all, that what was built last hangs from today on.

    Raises Unusable and OSError.
    """
    say, site = load_words(language), open_site(request, parts)
    today = site.inputs.today.isoformat()
    sections = [name for channel in parts.channels.values() for name in channel.posted]
    lines = []
    for home in site.homes:
        manifest = load_manifest(request.output, home.slug)
        if not manifest or (site.asked and home.slug not in site.asked):
            continue
        put(request.content / home.folder, POSTED, to_posted(manifest, sections, today), sync=True)
        count = sum(len(maps_of(manifest, name)) for name in sections)
        lines.append(say("posted", village=text_of(manifest, "name"), count=count, date=today))
    return (0, "\n".join(lines)) if lines else (2, say("posted-nothing"))
