"""The page and the calendar of one village, to hand over; what many villages owe alike is drawn once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sunboard.contracts import Kind
from sunboard.duties.coverage import VillageCoverage
from sunboard.duties.owed import AHEAD, Duty, Standing
from sunboard.reporting.coverage.items import calendar, coming, word
from sunboard.reporting.coverage.pages import sheet_of
from sunboard.reporting.coverage.sentences import how, left, sentence, typed
from sunboard.reporting.days import day_told, period_told
from sunboard.reporting.drawing import draw_page
from sunboard.reporting.words import as_called, load_words

_VILLAGE = "\0"  # stands in the commands that are drawn of a duty for the name of each village; in no text
_OPEN = Standing.MISSING, Standing.EARLY_REMOVED


def _longest_first(duty: Duty) -> date:
    return duty.due or date.max


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
            "groups": {
                "open": self._listed(sorted(place.which(*_OPEN), key=_longest_first), place),
                "coming": self._listed(place.which(Standing.COMING), place),
                "unsure": self._listed(place.which(Standing.UNSURE), place),
                "late": self._listed(place.which(Standing.LATE), place),
            },
            "off": [{"title": title, "reason": reason} for title, reason in place.switched_off],
        }

    def _listed(self, duties: Iterable[Duty], place: VillageCoverage) -> str:
        """Return the lines of duties as HTML."""
        from sunboard.engines.jinja_html import escaped, safe

        return safe("".join(map(self._drawn, duties)).replace(_VILLAGE, escaped(typed(place.village))))

    def _draw(self, duty: Duty) -> str:
        """Draw the line of a duty, without the name of its village."""
        say, year = self._say, self.today.year
        shown = {
            "words": say.texts,
            "code": duty.code,
            "title": duty.title,
            "period": period_told(duty.period, self.language),
            "due": day_told(duty.due, say, in_year=year),
            "published": day_told(duty.published, say, in_year=year),
            "left": left(duty, self.today, say),
            "word": word(duty.standing, say) if duty.standing in _OPEN else "",
            "how": [as_called(line, self.called) for line in self._how(duty)],
            "is_new": not duty.source,  # on paper the commands that write a new one are left out
        }
        return draw_page("coverage/duty.html", shown).decode()

    def _how(self, duty: Duty) -> Iterator[str]:
        return how(duty, _VILLAGE, self.kinds, self.language) if duty.is_open else iter(())
