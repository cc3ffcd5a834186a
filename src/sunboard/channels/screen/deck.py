"""The deck of a screen: which matters it shows, in which order, and how many the loop has time for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from sunboard.channels.screen.frame import Frame, shortened
from sunboard.channels.screen.pages import Goes, Page, pages
from sunboard.channels.screen.rows import Row, amount, fact_rows, figure_rows, text_rows, title_rows
from sunboard.channels.screen.tables import table_rows
from sunboard.channels.screen.wrapping import clean
from sunboard.contracts import Saying
from sunboard.describing import tabled
from sunboard.model.blocks import Fact, TableBlock
from sunboard.model.view import RecordView, VillageView

LOOP = 600  # seconds
LEDGER = 240  # seconds of the loop that a ledger may take
POWER = "power"


@dataclass(frozen=True, slots=True)
class Deck:
    """The pages in order, and the numbers of the records that they show."""

    pages: tuple[Page, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Matter:
    """One record: all that a screen has to say of it, and the least."""

    number: str
    full: tuple[Page, ...]
    brief: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The records that a screen shows, each in its part, the most urgent and the newest first."""

    notices: tuple[RecordView, ...]
    money: RecordView | None
    others: tuple[RecordView, ...]
    powers: tuple[RecordView, ...]

    @property
    def newest(self) -> str:
        """Return the day on which the newest of them was published, or nothing."""
        return max((record.published for record in self.every() if record.published), default="")

    def every(self) -> Iterator[RecordView]:
        """Yield all of them."""
        yield from self.notices
        if self.money:
            yield self.money
        yield from self.others
        yield from self.powers


def cast_of(village: VillageView) -> Cast:
    """Choose among what is on display today."""
    hanging = [record for record in village.records if record.on_display and record.on_screen]
    powers = tuple(record for record in hanging if record.kind == POWER and not record.bare)
    listed = [record for record in hanging if record.kind != POWER]
    notices = tuple(sorted((record for record in listed if record.state == "notice"), key=lambda record: record.notice_end or "9999"))
    accounts = [record for record in listed if record.figures and record.door == "finance" and record not in notices]
    money = max(accounts, key=lambda record: (record.published, record.period), default=None)
    others = tuple(record for record in listed if record not in notices and record is not money)
    return Cast(notices, money, others, powers)


def deck_of(village: VillageView, cast: Cast, frame: Frame, say: Saying, home: str) -> Deck:
    """Lay out the whole deck. What the loop has no time for is counted on its last page."""
    notices = [_matter(frame, record, say) for record in cast.notices]
    money = [_money(frame, cast.money, say)] if cast.money else []
    others = [_matter(frame, record, say) for record in cast.others]
    opening = _opening(village, cast, frame, say, home)
    powers = _powers(cast, frame, say, home)
    ledger = tuple(_ledger(frame, cast.money, say)) if cast.money and not frame.led else ()
    matters = [*notices, *money, *others]
    reserve = opening + powers + _closing(village, frame, say, home, len(matters), 1)
    time = LOOP - _seconds(reserve)
    shown: dict[int, tuple[Page, ...]] = {}
    for index, matter in enumerate(matters):
        if _seconds(matter.brief) <= time:
            shown[index] = matter.brief
            time -= _seconds(matter.brief)
    for index, matter in enumerate(matters):
        more = _seconds(matter.full) - _seconds(matter.brief)
        if index in shown and more <= time:
            shown[index] = matter.full
            time -= more
    lines = sum(len(block.rows) for block in _tables(cast.money, say) if block.ledger) if cast.money and not frame.led else 0
    if ledger and money and len(notices) in shown and _seconds(ledger) <= min(time, LEDGER):
        shown[len(notices)] += ledger
        lines = 0
    closing = _closing(village, frame, say, home, len(matters) - len(shown), lines)
    middle = tuple(page for index in sorted(shown) for page in shown[index])
    numbers = tuple(sorted({matters[index].number for index in shown if matters[index].number}))
    return Deck(opening + middle + powers + closing, numbers)


def _seconds(some: Iterable[Page]) -> int:
    return sum(page.seconds for page in some)


def written(day: str, say: Saying) -> str:
    """Write an ISO date as people do; what is no date stays as it is."""
    parts = day.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return clean(day)
    return say.day(day)


def _about(frame: Frame, record: RecordView, say: Saying) -> Goes:
    words = say("screen-scan-money" if record.figures else "screen-scan")
    until = record.notice_end if record.state == "notice" else record.posted_until
    number = say("screen-number", number=record.number)
    return Goes(record.qr, (words, say("screen-scan"), say("screen-scan-short"), number) if record.qr else (), until)


def _home(home: str, say: Saying) -> Goes:
    return Goes(home, (say("screen-scan-home"), say("screen-scan-home-led"), say("screen-scan-short"), ""))


def _head(frame: Frame, record: RecordView, say: Saying) -> Iterator[Row]:
    """Yield what the first page of a record begins with: where it belongs, its title, and until when it is a notice."""
    if not frame.led:
        parts = [clean(part) for part in (record.category or record.kind_label, record.state_label) if part]
        yield from text_rows(frame, say("screen-between").join(parts), f"door-{record.door}", small=True)
    yield from title_rows(frame, record.title or record.kind_label, frame.gap // 2)
    if record.state == "notice" and record.notice_end:
        yield from text_rows(frame, say("screen-until", date=written(record.notice_end, say)), "urgent", frame.gap)
    if not record.number:
        yield from text_rows(frame, say("screen-unnumbered"), "note", frame.gap)


def _matter(frame: Frame, record: RecordView, say: Saying) -> _Matter:
    head = tuple(_head(frame, record, say))
    rows = list(head)
    if record.bare:
        for notice in record.notices:
            rows.extend(text_rows(frame, notice.text, gap=frame.gap))
    elif record.summary:
        rows.extend(text_rows(frame, record.summary, gap=frame.gap))
    figures = (Fact(figure.label, f"{amount(figure.amount)} {figure.compare}".strip()) for figure in record.figures)
    facts = (*figures, *record.facts)
    rows.extend(fact_rows(frame, facts, say, frame.gap))
    goes = _about(frame, record, say)
    again = _again(frame, record.title, say)
    return _Matter(record.number, pages(frame, goes, rows, again, say), pages(frame, goes, head, again, say))


def _again(frame: Frame, title: str, say: Saying) -> Callable[[str], Iterator[Row]]:
    """Return the smaller head of a later page; on LED the part stands at the foot."""

    def head(part: str) -> Iterator[Row]:
        if not frame.led:
            rows = tuple(text_rows(frame, say("screen-continued", title=clean(title), part=part), "kicker", small=True))
            lines = shortened(tuple(row.texts[0].text for row in rows), 4, frame.units(frame.column, frame.small))
            for row, line in zip(rows, lines, strict=False):
                yield replace(row, texts=(replace(row.texts[0], text=line),))

    return head


def _tables(record: RecordView | None, say: Saying) -> tuple[TableBlock, ...]:
    return tuple(block for block in (tabled(block, say) for block in record.blocks) if isinstance(block, TableBlock)) if record else ()


def _money(frame: Frame, record: RecordView, say: Saying) -> _Matter:
    """Return the accounts: the figures on one page, the plain sentence above them if there is room, then the classes."""
    goes, again = _about(frame, record, say), _again(frame, record.title, say)
    head = tuple(_head(frame, record, say))
    figures = tuple(figure_rows(frame, record.figures, say, 2 * frame.gap))
    brief = pages(frame, goes, [*head, *figures], again, say)
    told = pages(frame, goes, [*head, *text_rows(frame, record.summary, gap=frame.gap), *figures], again, say)
    if len(told) == len(brief):
        brief = told
    classes = tuple(page for block in _tables(record, say) if not block.ledger for page in _table(frame, record, block, say))
    return _Matter(record.number, brief + classes, brief)


def _ledger(frame: Frame, record: RecordView, say: Saying) -> Iterator[Page]:
    for block in _tables(record, say):
        if block.ledger:
            yield from _table(frame, record, block, say)


def _table(frame: Frame, record: RecordView, block: TableBlock, say: Saying) -> tuple[Page, ...]:
    head, rows = table_rows(frame, block, say)
    above: list[Row] = []
    if not frame.led:
        above.extend(text_rows(frame, record.title, f"door-{record.door}", small=True))
    above.extend(title_rows(frame, block.title or record.title, frame.gap // 2))
    heading = [*above, *head]
    made = pages(frame, _about(frame, record, say), [*heading, *rows], lambda part: [*_again(frame, record.title, say)(part), *head], say)
    return made


def _opening(village: VillageView, cast: Cast, frame: Frame, say: Saying, home: str) -> tuple[Page, ...]:
    rows = [*title_rows(frame, village.name, larger=100 if frame.led else 160), *title_rows(frame, say("screen-what"))]
    if not frame.led:
        rows.insert(0, Row(frame.depth // 7, (), lines=0))
    if cast.newest:
        rows.extend(text_rows(frame, say("screen-newest", date=written(cast.newest, say)), gap=2 * frame.gap))
    else:
        rows.extend(text_rows(frame, say("screen-empty"), gap=2 * frame.gap))
    if village.sample:
        rows.extend(text_rows(frame, say("screen-sample"), "note", gap=frame.gap))
    if not frame.led:
        rows.extend(text_rows(frame, say("screen-place", county=clean(village.county), township=clean(village.township)), "note", gap=frame.gap))
    rows.extend(_address(frame, home, say))
    return pages(frame, _home(home, say), rows, _again(frame, village.name, say), say)


def _address(frame: Frame, home: str, say: Saying) -> Iterator[Row]:
    """Yield the address in words where there is no code, if two lines can hold it."""
    shown = home.partition("://")[2].rstrip("/")
    if not frame.code and len(frame.lines(shown, frame.column, frame.body)) <= 2:
        yield from text_rows(frame, shown, "note", frame.gap)


def _powers(cast: Cast, frame: Frame, say: Saying, home: str) -> tuple[Page, ...]:
    if not cast.powers:
        return ()
    classed = sorted((clean(record.class_label) for record in cast.powers), key=lambda label: (not label, label))
    facts = tuple(Fact(label or say("screen-other-class"), say("screen-items", count=str(len(list(some))))) for label, some in groupby(classed))
    title = say("screen-powers", count=str(len(cast.powers)))
    rows = [*title_rows(frame, title), *text_rows(frame, say("screen-powers-how"), gap=frame.gap), *fact_rows(frame, facts, say, 2 * frame.gap)]
    return pages(frame, _home(home, say), rows, _again(frame, title, say), say)


def _closing(village: VillageView, frame: Frame, say: Saying, home: str, left_out: int, lines: int) -> tuple[Page, ...]:
    """Return how to complain, and what there was no time for."""
    own = (("screen-supervise", village.supervise_phone), ("screen-contact", village.contact_phone))
    phones = [Fact(say(name), number) for name, number in own if number]
    phones.extend(village.phones)
    if not phones:
        phones.extend(Fact(f"{person.duty} {person.name}", person.phone) for person in village.posts if person.phone)
    title = say("screen-ask" if phones else "screen-ask-title-in-person")
    rows = [*title_rows(frame, title), *text_rows(frame, say("screen-ask-how" if phones else "screen-ask-in-person"), gap=frame.gap)]
    if village.office_hours:
        phones.append(Fact(say("screen-hours"), village.office_hours))
    rows.extend(fact_rows(frame, tuple(phones), say, frame.gap))
    if left_out:
        rows.extend(text_rows(frame, say("screen-left-out", count=str(left_out)), "urgent", 2 * frame.gap))
    if lines:
        rows.extend(text_rows(frame, say("screen-ledger-left-out", count=str(lines)), "note", 2 * frame.gap))
    rows.extend(_address(frame, home, say))
    return pages(frame, _home(home, say), rows, _again(frame, title, say), say)
