"""The little that duties need to know of a village and its records: small, and plain enough to travel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date

from sunboard.lazy import dataclass
from sunboard.model.later import Later
from sunboard.model.period import Period, parse_period
from sunboard.model.plain import Plain, Values, map_of, text_of
from sunboard.settings.deadlines import Cadence
from sunboard.settings.due import MONTHS, period_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """One record under a row of the catalogue, public or still waiting."""

    catalog: str  # the row's code
    title: str
    source: str = ""
    number: str = ""  # "" while it waits for one
    period: str = ""  # as registers write it, or ""
    event: date | None = None  # when that happened which it tells of
    published: date | None = None  # None: it is not public
    dated: bool = True  # somebody wrote that day; else it is that of the first edition
    posted: date | None = None  # its first day on the wall
    off: date | None = None  # its last one, where it was taken down or back
    nil: bool = False  # it says that there is nothing
    inherited: bool = False
    waits: str = ""  # why it is not public, or not any more: draft, scheduled, held, leak, closed, withdrawn

    @property
    def span(self) -> Period | None:
        """Return the period that it names."""
        return parse_period(self.period) if self.period else None

    def meant(self, cadence: Cadence, *, ahead: bool) -> Period | None:
        """Return the period of a cadence that it is about where it names none.

        What is due within its period (`ahead`), such as a year's plan, is about the one that runs. Else what
        is published in the months after a period is about that one, and what comes later in a year or in
        half a year about the one that runs.
        """
        day = self.published if ahead else self.event or self.published
        if day is None or cadence not in MONTHS:
            return None
        running = period_of(day, cadence)
        past = not (ahead or self.event) and day.month - running.start.month < _SOON
        return running.previous() if past else running

    def to_plain(self) -> dict[str, Plain]:
        """Return what a manifest says of it; what is empty is left out."""
        days = {name: getattr(self, name) for name in _DAYS}
        found: dict[str, Plain] = {name: getattr(self, name) for name in (*_TEXTS, *_FLAGS)}
        found |= {name: day.isoformat() for name, day in days.items() if day}
        return {name: value for name, value in found.items() if value not in ("", False)}


_TEXTS = ("catalog", "title", "source", "number", "period", "waits")
_DAYS = ("event", "published", "posted", "off")
_FLAGS = ("dated", "nil", "inherited")
_SOON = 3  # months


def disclosed_of(values: Values) -> Disclosed:
    """Return what `Disclosed.to_plain` wrote."""
    event, published, posted, off = (
        date.fromisoformat(written) if (written := text_of(values, name)) else None for name in _DAYS
    )
    return Disclosed(
        catalog=text_of(values, "catalog"),
        title=text_of(values, "title"),
        source=text_of(values, "source"),
        number=text_of(values, "number"),
        period=text_of(values, "period"),
        event=event,
        published=published,
        dated=values.get("dated") is True,
        posted=posted,
        off=off,
        nil=values.get("nil") is True,
        inherited=values.get("inherited") is True,
        waits=text_of(values, "waits"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Obliged:
    """A village as one that owes."""

    since: date | None = None  # from when on it owes; None: nobody said so
    community: bool = False
    monthly: bool = False  # its books are busy: monthly where the catalogue asks that of the busy only
    switched_off: Mapping[str, str] = field(default_factory=dict)  # code of a row -> why it is not owed
    disclosed: Iterable[Disclosed] = ()
    begun: date | None = None  # the day from which it owes, where that was worked out before

    @property
    def start(self) -> date | None:
        """Return the day from which it owes.

        Where nobody gave one, it is the beginning of the year of its oldest record, or of the period of that
        record if this is later: nothing is asked for of a time before anybody began. None: it never did.
        """
        if self.since or self.begun:
            return self.since or self.begun
        begun = [
            (record.published, record.span)
            for record in self.disclosed
            if record.published and not record.inherited
        ]
        first = min((published for published, _ in begun), default=None)
        if first is None:
            return None
        year = date(first.year, 1, 1)
        spans = (span.start if span else year for published, span in begun if published == first)
        return max(year, min(spans))

    def to_plain(self) -> dict[str, Plain]:
        """Return it as it is kept until the next build, but for its records: they are seldom read."""
        start = self.start
        return {
            "since": self.since.isoformat() if self.since else "",
            "begun": start.isoformat() if start else "",
            "community": self.community,
            "monthly": self.monthly,
            "switched_off": {**self.switched_off},
        }

    @property
    def later(self) -> Later[Disclosed]:
        """Return its records as they are kept."""
        if isinstance(self.disclosed, Later):
            return self.disclosed
        return Later.of((record.to_plain() for record in self.disclosed), disclosed_of)


def obliged_of(plain: Values, disclosed: bytes) -> Obliged:
    """Read what was kept, with the text of its records; raises ValueError where a day in it is none."""
    since, begun, off = text_of(plain, "since"), text_of(plain, "begun"), map_of(plain, "switched_off")
    return Obliged(
        since=date.fromisoformat(since) if since else None,
        community=plain.get("community") is True,
        monthly=plain.get("monthly") is True,
        switched_off={code: text_of(off, code) for code in off},
        disclosed=Later(disclosed, disclosed_of),
        begun=date.fromisoformat(begun) if begun else None,
    )
