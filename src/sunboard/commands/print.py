"""Print: draw the papers of one record, or what hangs in one village, at once; nothing else is built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sunboard.building.addresses import VillageHome
from sunboard.building.jobs import BuildRequest, Options
from sunboard.building.memory import Memory
from sunboard.building.opened import Opened
from sunboard.building.site import OpenSite, open_site
from sunboard.building.villages import rebuild
from sunboard.building.write import delete, load_manifest
from sunboard.contracts import Artifact, Channel, Parts, Task
from sunboard.engines.template_broken import TemplateBroken
from sunboard.fields.disclosure import numbers_as_issued
from sunboard.issuing.register import is_number
from sunboard.model.plain import maps_of, text_of
from sunboard.model.state import State
from sunboard.model.view import VillageView
from sunboard.reading.sources import register_files
from sunboard.reporting.words import load_words
from sunboard.theming import Theme

_OLDER = (State.HELD, State.WAITING)
"""States of a record whose last edition is drawn, which is not what its file says now."""


def print_papers(
    request: BuildRequest, parts: Parts, place: str, number: str, language: str
) -> tuple[int, str]:
    """Draw papers into a folder that holds nothing else, and say where they lie.

    `place` is a village, then they are those that hang there today, or a number: `2026-0007`, or
    `liuwan/2026-0007`, whose paper is drawn whether it hangs or not. Nothing is issued.
    Raises Unusable and OSError.
    """
    say = load_words(language)
    place, number = numbers_as_issued(place), numbers_as_issued(number)
    village, _, last = place.rpartition("/")
    if is_number(last) and not number:
        place, number = village, last
    papers = tuple(name for name, channel in parts.channels.items() if channel.posted)
    options = Options(only=frozenset(papers), all_sheets=bool(number), frozen=True)
    request = replace(request, options=options, villages=frozenset(filter(None, (place,))))
    try:
        site = open_site(request, parts)
        homes = [home for home in site.homes if not site.asked or home.slug in site.asked]
        if number:
            homes = [home for home in homes if _has(request, home, number)]
        if len(homes) != 1:
            named = "、".join(f"{home.slug}/{number}" if number else home.name for home in homes)
            return 2, say("print-several" if homes else "print-no-number", number=number, villages=named)
        return _drawn(request, site, parts, homes[0], number, language)
    except TemplateBroken as broken:
        return 2, say("stop-theme", path=broken.path, line=broken.line)


def _has(request: BuildRequest, home: VillageHome, number: str) -> bool:
    """Tell whether a village has issued a number."""
    return any(name.startswith(f"{number}.") for name in register_files(request.content, home.folder))


def _drawn(
    request: BuildRequest, site: OpenSite, parts: Parts, home: VillageHome, number: str, language: str
) -> tuple[int, str]:
    """Draw the papers of one village, and say where they lie and which of them are not as their file says."""
    say, asked = load_words(language), replace(request, villages=frozenset((home.slug,)))
    own = with_papers_of(parts, number)
    opened = Opened(request=asked, parts=own, site=site, memory=Memory(output=request.output))
    (outcome,) = rebuild(opened, (home.folder,)) or (None,)
    if outcome is None or not outcome.paths:
        return 1, say("print-nothing", place=f"{home.name} {number}".strip())
    delete(request.output, outcome.stale - outcome.paths)  # what was drawn before may be out of date by now
    lines = [say("print-drawn", path=request.output / path) for path in sorted(outcome.paths)]
    older = {text_of(item, "source") for item in outcome.told.held if item.get("state") in _OLDER}
    records = maps_of(load_manifest(request.output, home.slug), "records")
    for record in records:
        source = text_of(record, "source")
        if source in older and number in ("", text_of(record, "number")):
            lines.append(say("print-older", number=text_of(record, "number"), source=source))
    return 0, "\n".join(lines)


def with_papers_of(parts: Parts, number: str) -> Parts:
    """Return the same parts, of which each plans only what is hung up: of one number, where one is given."""

    def only(channel: Channel) -> Channel:
        def papers(village: VillageView, theme: Theme) -> Iterator[Task | Artifact]:
            for item in channel.plan_village(village, theme):
                own = not number or text_of(item.entry, "number") == number
                if item.section in channel.posted and own:
                    yield item

        return replace(channel, plan_village=papers)

    return replace(parts, channels={name: only(channel) for name, channel in parts.channels.items()})
