"""The page and the calendar of one village, to hand over; what many villages owe alike is drawn once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sunboard.contracts import Kind
from sunboard.duties.coverage import OPEN, Item, VillageCoverage, by_item
from sunboard.duties.owed import AHEAD, Duty, Standing
from sunboard.reporting.coverage.items import calendar, coming
from sunboard.reporting.coverage.pages import sheet_of, switched_off
from sunboard.reporting.coverage.sentences import sentence, typed
from sunboard.reporting.coverage.telling import cure, when_told, which_told
from sunboard.reporting.days import day_told
from sunboard.reporting.drawing import draw_page
from sunboard.reporting.words import as_called, load_words

_VILLAGE = "\0"  # stands in the commands that are drawn of a duty for the name of each village; in no text
_ROOM = 50  # things that a sheet of paper tells in type of the usual size


def _soonest_first(place: VillageCoverage) -> list[Item]:
    return sorted(by_item(place.which(Standing.COMING)), key=lambda item: item[0].due or date.max)


class Sheets:
    """Draws the pages and the calendars of villages as of one day."""

    def __init__(self, kinds: Mapping[str, Kind], today: date, language: str, called: str) -> None:
        self.kinds, self.today, self.language = kinds, today, language
        self.called = called  # what a person types to run the program
        self._say = load_words(language)
        self._drawn = lru_cache(maxsize=4096)(self._draw)

    def page(self, place: VillageCoverage) -> bytes:
        """Return the page of a village."""
        return draw_page("coverage/village.html", self._page(place))

    def calendar(self, place: VillageCoverage) -> bytes:
        """Return the last days of what is coming."""
        title = self._say("due-sheet-title", village=place.village)
        return calendar(title, coming((place,)), place.slug, self.today, self._say, self.language)

    def _page(self, place: VillageCoverage) -> dict[str, Any]:
        say, today = self._say, self.today
        groups = {
            "open": self._parted(by_item(place.which(*OPEN)), place, lambda duty: duty.category),
            "coming": self._parted(_soonest_first(place), place, self._coming),
            "unsure": self._parted(by_item(place.which(Standing.UNSURE)), place, lambda duty: ""),
            "late": self._parted(by_item(place.which(Standing.LATE)), place, lambda duty: ""),
        }
        since = "due-sheet-since" if place.given else "due-sheet-since-oldest"
        return {
            "words": say.texts,
            "language": "zh-CN" if self.language == "zh" else "en",
            "title": say("due-sheet-title", village=place.village),
            "slug": place.slug,
            "township": place.township,
            "lead": say("coverage-lead", today=day_told(today, say)),
            "sentence": as_called(sentence(place, today, self.language), self.called),
            "home": "../",
            "since": say(since, day=day_told(place.start, say)) if place.start else "",
            "on_screen": say("due-sheet-on-screen", page=sheet_of(place.slug)),
            "until": day_told(today + AHEAD, say, in_year=today.year),
            "groups": groups,
            "dense": sum(part["things"] for parts in groups.values() for part in parts) > _ROOM,
            "off": switched_off((place,), ("township", "village"), say),
        }

    def _coming(self, duty: Duty) -> str:
        return when_told((duty,), self.today, self._say)

    def _parted(
        self, items: Iterable[Item], place: VillageCoverage, head: Callable[[Duty], str]
    ) -> list[dict[str, Any]]:
        """Return the lines of things that are owed as HTML, below each head with how many duties they are."""
        parts: dict[str, list[Item]] = {}
        for item in items:
            parts.setdefault(head(item[0]), []).append(item)
        return [
            {
                "head": name,
                "count": sum(map(len, those)),
                "things": len(those),
                "lines": self._lines(those, place),
            }
            for name, those in parts.items()
        ]

    def _lines(self, items: Iterable[Item], place: VillageCoverage) -> str:
        """Return the lines of things that are owed as HTML."""
        from sunboard.engines.jinja_html import escaped, safe

        return safe("".join(map(self._drawn, items)).replace(_VILLAGE, escaped(typed(place.village))))

    def _draw(self, item: Item) -> str:
        """Draw the line of a thing, without the name of its village."""
        say = self._say
        told = cure(item, _VILLAGE, self.kinds, self.language)
        shown = {
            "code": item[0].code,
            "title": item[0].title,
            "which": which_told(item, say, self.language),
            "when": "" if item[0].standing is Standing.COMING else when_told(item, self.today, say),
            "command": as_called(told.command, self.called),
            "changes": [as_called(line, self.called) for line in told.changes],
        }
        return draw_page("coverage/item.html", shown).decode()
