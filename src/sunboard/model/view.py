"""What templates see: labelled plain data, the same for every channel."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, get_type_hints

from sunboard.lazy import dataclass
from sunboard.model.blocks import Block, Entry, Fact, Figure, Handout, TableBlock
from sunboard.model.node import Place
from sunboard.model.once import Again, always
from sunboard.model.period import parse_period
from sunboard.model.plain import Plain
from sunboard.model.state import State

UNTOLD = {"untold": True}
"""Marks a field of a view that is for programs, and of which templates are told nothing."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that lies beside a page: an attachment, or a picture in one of its widths."""

    path: str  # "files/1.pdf", relative to the page
    data: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a record, as people may download it."""

    title: str
    file: str  # "files/1.pdf", relative to the record's page; "" where it is no longer there
    size: int  # bytes
    pictured: bool = False  # it is shown among the pictures
    name: str = ""  # "合同.pdf", as the text of the record may link to it


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence at the head of a record's page about its state."""

    tone: Literal["info", "warn"]
    text: str
    link_number: str = ""  # of the record that it leads to
    link_text: str = ""
    until: str = ""  # ISO date: the last day of a notice, where it says no more than that this runs
    how: str = ""  # of its text, what is left where the days stand beside it: where objections go


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph, in one or more widths; `files` are relative to the record's page, the widest last."""

    title: str  # what it shows, its text for those who do not see it
    files: tuple[str, ...]
    widths: tuple[int, ...]  # pixels, one for each file
    height: int  # of the widest
    note: str = ""  # where and when it was taken
    original: str = ""  # the file to download
    size: int = 0  # bytes of the original
    small: bytes = b""  # the narrowest as JPEG, for what is no page of the web


@dataclass(frozen=True, slots=True)
class Clock:
    """A span of days that runs for a record: the notice, the posting on the wall, the time for objections."""

    label: str
    start: str  # ISO date, or ""
    end: str  # ISO date
    note: str = ""
    minor: bool = False  # only clerks ask for it


@dataclass(frozen=True, slots=True)
class EditionNote:
    """One issued edition, and what changed with it in a sentence."""

    edition: int
    date: str  # ISO
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """One issued record as every channel shows it; what may not be told of it is empty."""

    number: str  # "2026-0007", or "" while it waits for one
    paper_number: str  # "村〔2026〕公7号"
    edition: int
    check_code: str  # "3F9A-2C81", the beginning of the digest
    kind: str
    kind_label: str
    id: str
    door: str  # of the village's home: finance, affairs, services
    panel: str  # of a board: party, village, money, services
    category: str
    class_label: str = ""  # finer than the category
    title: str
    summary: str = ""
    state: State
    state_label: str
    phase: State  # as the state; while it is held, that of its last edition, which keeps its place and days
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    blocks: tuple[Block, ...] = ()
    body: str = ""  # Markdown
    attachments: tuple[Attachment, ...] = ()
    signing: tuple[Fact, ...] = ()  # who reviewed and approved it, and when
    period: str  # "2026-Q1", or ""
    period_label: str
    published: str  # ISO date
    announced: str  # the same where it counts as news; "" of an item of a list that nobody gave a day
    issued: str  # ISO date of this edition
    notice_start: str
    notice_end: str
    posted_until: str
    on_display: bool = False  # hangs on the wall today
    url: str  # "" while it waits for a number, or while there is no website
    qr: str  # the address that its codes carry, "" where it has none
    related: tuple[Link, ...] = ()
    under: tuple[Link, ...] = ()  # of an inherited item: what was disclosed under it, newest first
    bare: bool = False  # only the state is shown: withdrawn, expired, being corrected
    year: str = ""
    kept_off: tuple[str, ...] = ()  # where it may not stand, by the fields in which the clerk can say so
    seconds: int = 0  # for which the clerk wants each of its slides to stand at least
    values: Mapping[str, Plain] = field(default_factory=dict, metadata=UNTOLD)  # record.json
    pictures: tuple[Picture, ...] = ()
    clocks: tuple[Clock, ...] = ()
    editions: tuple[EditionNote, ...] = ()  # newest first
    terms: tuple[Fact, ...] = ()  # words of the trade that stand in the record, in plain words
    responsible: str = ""  # for an inherited item: the body or post that answers for it
    serves: bool = False  # for an inherited item: people come for it
    applies: bool = True  # False for an item that the village does not have, or not any more
    names: tuple[str, ...] = ()  # of people and bodies, from the fields that are marked to hold them
    searchable: bool = True  # False where it lists people, expires, or is no longer shown
    headline: int = 0  # how well it stands for the village where one record has room (`headline_of`)
    caveat: str = ""  # what has to be said wherever it is shown
    inherited: bool = False  # an item of a list that county and township keep for their villages
    files: tuple[PublishedFile, ...] = ()  # that lie beside its page
    source: Place = field(default_factory=Place)  # where it is written
    # what people look for first beside the sentence, such as an amount; None where nothing stands out
    key: Fact | None = None
    largest: tuple[Entry, ...] = ()  # of accounts: the largest expense and the largest income
    groups: tuple[str, ...] = ()  # of villagers, that it concerns; none where it concerns all
    handouts: tuple[Handout, ...] = ()  # what is printed of it beside its sheet
    volume: str = ""  # the book that it is a chapter of
    absence: str = ""  # in a sentence, that there is nothing to report, where the clerk says so
    replaced: tuple[Fact, ...] = ()  # of a corrected one: which of its first figures are others now, and what

    @property
    def entries(self) -> int:
        """Return how many entries of a ledger it has: what its code leads to beside its text."""
        return sum(len(block.rows) for block in self.blocks if isinstance(block, TableBlock) and block.ledger)


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another record of the same village."""

    text: str
    number: str  # "" while that waits for one, or where there is no such record
    note: str = ""


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board to draw, millimetres."""

    name: str
    title: str
    place: str
    width: int
    height: int
    ink: str
    source: Place = field(default_factory=Place)  # where its size is written
    group: str = ""  # of villagers, what concerns it stands first
    tiles: str = ""  # the paper on which it is printed in pieces
    power: str = ""  # the item of the power list that it shows alone, or 全部 for the whole list


@dataclass(frozen=True, slots=True)
class ScreenView:
    """A screen to fill, pixels."""

    name: str
    title: str
    place: str
    width: int
    height: int
    minutes: int = 0  # that a round takes at most; 0 where nobody said
    every_code: bool = False  # a code on each slide, however small the panel
    source: Place = field(default_factory=Place)  # where its size is written


@dataclass(frozen=True, slots=True)
class OwedLine:
    """What was published under a row of the catalogue for a period or an event, or what is missing."""

    what: str  # the period as people say it, or the record's title; "" of what hangs at all times
    day: str  # ISO date: of publication, or the last day on which what is missing would have been on time
    number: str = ""
    note: str = ""  # that there was nothing, or that it hangs on the wall alone
    whole_list: bool = False  # it is the list that county and township keep for their villages


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A row of the catalogue that the village owes."""

    title: str
    category: str
    often: str  # how often, in words
    lines: tuple[OwedLine, ...] = ()  # what was published, newest first
    more: int = 0  # older ones that are not named
    gaps: tuple[OwedLine, ...] = ()  # what is missing, newest first; none where the township keeps that


@dataclass(frozen=True, slots=True)
class Person:
    """A post-holder as shown."""

    name: str
    duty: str
    phone: str


@dataclass(frozen=True, slots=True)
class VillageView:
    """One village as every channel shows it; `records` are newest first."""

    slug: str
    name: str
    township: str
    township_slug: str
    county: str
    title: str  # the site's
    base_url: str  # no slash at the end; "" while there is no website
    qr_base: str  # the same as codes carry it; "" where nobody outside could open them
    url: str
    qr: str  # the address that the code of its home page carries, or ""
    today: date  # it notes what it is asked: `model/today.py`
    sample: bool
    records: tuple[RecordView, ...]
    boards: tuple[BoardView, ...]
    screens: tuple[ScreenView, ...]
    posts: tuple[Person, ...]
    contact_phone: str
    supervise_phone: str
    phones: tuple[Fact, ...]
    profile: tuple[Fact, ...]
    office_hours: str
    icp: str
    gongan: str
    all_sheets: bool = False
    brief: str = ""  # a short name for where there is little room
    groups: tuple[str, ...] = ()  # of villagers
    prints_boxes: bool = False  # sheets may have □ for letters that no font has
    posted: Mapping[str, Plain] = field(default_factory=dict)  # what hangs, as somebody recorded it
    office: tuple[Fact, ...] = ()  # where and when people can come or write
    pictures: tuple[Picture, ...] = ()  # of the village; `files` are relative to its home page
    files: tuple[PublishedFile, ...] = ()  # that lie beside its home page
    owed: tuple[OwedRow, ...] = ()  # what it has to publish, in the order of the catalogue
    owed_since: str = ""  # ISO date of the oldest thing that is missing; "" where the township keeps that
    again: Again = field(default=always, compare=False)  # plans for a record, or knows what was planned

    @property
    def place_names(self) -> tuple[str, ...]:
        """Return what it and what is around and within it is called: names that no line breaks."""
        return tuple(filter(None, (self.name, self.brief, self.township, self.county, *self.groups)))

    @property
    def other_phones(self) -> tuple[Fact, ...]:
        """Return the numbers that people may call beside the two that are named everywhere."""
        named = (self.contact_phone, self.supervise_phone)
        return tuple(phone for phone in self.phones if phone.value not in named)

    def qr_of_door(self, door: str) -> str:
        """Return the address that the code of a door's list carries, or nothing."""
        return f"{self.qr}{door}/" if self.qr else ""

    @property
    def inherited_items(self) -> tuple[RecordView, ...]:
        """Return the items of inherited lists that hang and apply here, whatever category they were given."""
        return tuple(
            record for record in self.records if record.inherited and record.applies and record.on_display
        )


def running_of(records: Iterable[RecordView]) -> tuple[RecordView, ...]:
    """Return the notices that run today, those that end first at the top."""
    running = (record for record in records if record.phase == State.NOTICE)
    return tuple(sorted(running, key=lambda record: record.notice_end or "9"))


def figure_of(record: RecordView) -> Fact | Figure | None:
    """Return what people look for first: a key fact or the one amount, of accounts what is left.

    Nothing of an item of the power list, nor where a correction has another.
    """
    if record.inherited or record.state == State.CORRECTED:
        return None
    left = (figure for figure in record.figures if figure.role == "closing" or len(record.figures) == 1)
    return record.key or next(left, None)


def newest_of(records: Iterable[RecordView]) -> str:
    """Return the day of the newest publication or of a later edition, or nothing."""
    days = (record.issued if record.edition > 1 else record.announced for record in records)
    return max(days, default="")


def headline_of(records: Iterable[RecordView]) -> RecordView | None:
    """Return the record that stands for a village's money where one has room: that of the newest period.

    What was published last need not be: a late correction of an older period does not take its place. Those
    of a group of villagers do only where there are no others.
    """
    return max((record for record in records if record.headline), key=_headline_rank, default=None)


def _headline_rank(record: RecordView) -> tuple[bool, str, int, str, str]:
    period = parse_period(record.period)
    return (
        not record.groups,
        period.end.isoformat() if period else "",
        record.headline,
        record.published,
        record.number,
    )


@dataclass(frozen=True, slots=True)
class Running:
    """A notice that runs in a village, as the pages above the villages name it."""

    title: str
    number: str  # "" while it waits for one
    until: str  # ISO date, or "" where it is not known
    figure: str = ""  # what people look for first of it, in words


@dataclass(frozen=True, slots=True)
class VillageSummary:
    """The little that the portal and the township page need of a village."""

    slug: str
    name: str
    township: str
    township_slug: str
    records: int
    running: int  # notices running today
    latest: str  # ISO date of the newest publication, or ""
    supervise_phone: str
    notices: tuple[Running, ...] = ()  # those that run today, the first to end first
    headline_number: str = ""  # of the record that stands for its money
    headline_label: str = ""  # its period as people say it
    has_accounts: bool | None = None  # something of its money is published; None where that is not known
    has_own: bool | None = None  # something was published that it does not only inherit


@dataclass(frozen=True, slots=True)
class TownshipView:
    """A township's page."""

    slug: str
    name: str
    url: str
    villages: tuple[VillageSummary, ...]
    contact_phone: str
    supervise_phone: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """The county's portal."""

    title: str
    base_url: str
    qr_base: str
    url: str
    today: str
    sample: bool
    townships: tuple[TownshipView, ...]
    contact_phone: str
    supervise_phone: str
    icp: str
    gongan: str
    office: tuple[Fact, ...] = ()
    glossary: tuple[Fact, ...] = ()  # terms of the trade in plain words


def as_plain(value: Any) -> Plain:
    """Turn a view into the plain data that templates get.

    Bytes, places of sources and what is `UNTOLD` stay behind.
    """
    if isinstance(value, (tuple, list)):
        return [*value] if _are_leaves(map(type, value)) else [as_plain(item) for item in value]
    if told := told_fields(type(value)):  # type: ignore[arg-type]
        names, read = told
        held = zip(names, read(value), strict=False)
        return {name: item if type(item) in _LEAVES else as_plain(item) for name, item in held}
    if isinstance(value, _LEAVES):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, Mapping):
        return {str(key): as_plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} is no plain data")


_LEAVES = (str, int, bool, type(None))
_are_leaves = frozenset(_LEAVES).issuperset


@lru_cache(maxsize=64)
def told_fields(view: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]] | None:
    """Return the fields of a type of views that templates are told, and what reads them all.

    It reads the first of them once more at the end. What is no view has none.
    """
    if not dataclasses.is_dataclass(view):
        return None
    hints = get_type_hints(view)
    fields = (f for f in dataclasses.fields(view) if hints[f.name] not in (bytes, Place))
    names = tuple(f.name for f in fields if not UNTOLD.keys() & f.metadata.keys())
    return names, attrgetter(*names, names[0])  # one more, since a single one would come alone
