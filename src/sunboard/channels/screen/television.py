"""What a television says: one thought a slide, in large type, its code beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from sunboard.channels.screen.deck import (
    Listing,
    Slide,
    Slides,
    hurried,
    lasting,
    lasting_least,
    share_of,
)
from sunboard.channels.screen.frame import Corners, Frame, Text, shortened
from sunboard.channels.screen.lcd import lcd_frame
from sunboard.channels.screen.rows import (
    Row,
    deadline_rows,
    entry_rows,
    fact_rows,
    key_rows,
    line_rows,
    sum_rows,
    text_rows,
    title_rows,
)
from sunboard.channels.screen.selection import Selection
from sunboard.channels.screen.sidebar import Sidebar, slide_beside
from sunboard.channels.screen.slides import Columns, filled, largest
from sunboard.channels.screen.tables import table_rows
from sunboard.channels.screen.wording import (
    SHORTEST,
    amount,
    caller_facts,
    class_facts,
    day_in_list,
    identity,
    is_sum,
    key_of,
    reading,
    rest_of_facts,
    until_of,
    whose,
    without_village,
)
from sunboard.describing import tabled
from sunboard.lazy import dataclass
from sunboard.model.blocks import BarsBlock, Block, Fact, TableBlock
from sunboard.model.plain import Plain
from sunboard.model.view import RecordView, ScreenView, VillageView
from sunboard.theming import Theme
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying

HEAD_LINES = 4  # of a later slide
MOST_FACTS = 5  # of an item of the power list
A_THOUGHT = 24  # characters of facts that have a slide of their own
MOST_CALLERS = 3
GLANCE = 2  # seconds for a line of a list that goes on over several slides
TELLING = 3  # seconds for a notice that is told in it
SKIMMING = 5  # times as fast as it is read is a list looked through for what concerns oneself


@dataclass(frozen=True, slots=True)
class Television:
    """A screen with room for sentences, and the words for it."""

    frame: Frame
    village: VillageView
    say: Saying
    newest: str  # the day of the newest content, ISO, or nothing

    @property
    def count(self) -> Plain:
        """Return where the player writes n/N and draws how far the loop is, in pixels."""
        frame = self.frame
        return {
            "x": frame.x,
            "y": frame.foot,
            "size": frame.least,
            "progress": frame.progress,
        }

    @property
    def _of_facts(self) -> Television:
        """Return it with more lines on a slide: facts are not read as one text, and each may take two."""
        frame = self.frame
        return replace(self, frame=replace(frame, most_lines=max(frame.most_lines, 2 * MOST_FACTS)))

    def opening(self, selection: Selection) -> Slides:
        """Return whose affairs these are, what the newest accounts are, and whom to call."""
        village, say = self.village, self.say
        place, county = clean(village.township), clean(village.county)
        place = say("screen-place", county=county, township=place) if county else place
        facts = list(self._now(selection))
        until = min(map(until_of, selection.notices), default="")

        def rows(frame: Frame) -> Iterator[Row]:
            yield from text_rows(frame, place, "note", small=True)
            yield from title_rows(frame, village.name, larger=160)
            yield from title_rows(frame, say("screen-what"))
            if not (selection.listed or selection.powers):
                known = any(not record.inherited for record in village.records)
                yield from text_rows(
                    frame, say("screen-none-now" if known else "screen-empty"), gap=2 * frame.gap
                )
            yield from fact_rows(frame, facts, say, 2 * frame.gap)
            yield from self._address(frame)

        return self._slides(village.name, rows, replace(self._home(), until=until))

    def record(self, record: RecordView) -> Iterator[Slides]:
        """Yield what it is, until when, its sentence and its key figure; then its facts."""
        if is_sum(record):
            yield from self.accounts(record)
            return
        say, facts, figure = self.say, rest_of_facts(record, self.say), key_of(record, self.say)
        if not (record.summary or figure or facts or until_of(record)):
            return
        spoken = bool(record.summary or figure)

        def rows(frame: Frame, *, large: bool) -> Iterator[Row]:
            until = until_of(record)
            yield from self._head(frame, record, labelled=bool(figure) or not large)
            yield from text_rows(frame, record.summary, gap=frame.gap)
            key = figure or (Fact(say("screen-until-label"), say.month_day(until)) if until else None)
            if key and large:
                yield from key_rows(frame, key, say)
            elif figure:
                yield from fact_rows(frame, (figure,), say, frame.gap)
            if not spoken:
                yield from fact_rows(frame, facts, say, frame.gap)

        sidebar = self._sidebar(record)
        told = self._slides(record.title, partial(rows, large=True), sidebar)
        if len(told) > 1:
            smaller = self._slides(record.title, partial(rows, large=False), sidebar)
            told = smaller if len(smaller) < len(told) else told
        yield told
        if spoken and sum(len(fact.label + fact.value) for fact in facts) >= A_THOUGHT:
            yield self._of_facts._titled(record, lambda frame: fact_rows(frame, facts, say, frame.gap))

    def accounts(self, record: RecordView) -> Iterator[Slides]:
        """Yield the sum; what was largest; the sentence; classes; other tables; every entry.

        The village stands in the corner, and not before the title again. Upright, the sentence stands below
        the sum where both have room.
        """
        say = self.say
        record = without_village(record, self.village)

        def rows(frame: Frame, *, told: bool = False) -> Iterator[Row]:
            yield from self._head(frame, record, larger=60)
            yield from sum_rows(frame, record.figures, say, frame.gap)
            if told:
                yield from text_rows(frame, record.summary, gap=2 * frame.gap)

        def sentence() -> Slides:
            return self._titled(record, lambda frame: text_rows(frame, record.summary, gap=frame.gap))

        summed = self._slides(record.title, rows, self._sidebar(record))
        untold = bool(record.summary)
        if untold and self.frame.upright:
            both = self._slides(record.title, partial(rows, told=True), self._sidebar(record))
            if len(both) == len(summed):
                summed, untold = both, False
        at_once = untold and bool(until_of(record))  # a notice that runs has its sentence first
        yield (*summed, *(sentence() if at_once else ()))
        if record.largest:
            yield self._titled(record, lambda frame: entry_rows(frame, record.largest, say))
        if untold and not at_once:
            yield sentence()
        known = {amount(figure.amount) for figure in record.figures}
        for wanted in (_is_bars, _is_other, _is_ledger):
            blocks = [tabled(block, say) for block in record.blocks if wanted(block)]
            slides = [
                slide
                for block in blocks
                if isinstance(block, TableBlock) and not _repeats(block, known)
                for slide in self._table(record, block)
            ]
            if slides:
                yield tuple(slides)

    def power(self, record: RecordView) -> Iterator[Slides]:
        """Yield an item of the power list; each has its week, so that the list comes by within a year."""
        say = self.say

        def rows(frame: Frame) -> Iterator[Row]:
            yield from text_rows(frame, say("screen-power-of-the-week"), f"door-{record.door}", small=True)
            yield from title_rows(frame, record.title, frame.gap // 2)
            yield from text_rows(frame, record.summary, gap=frame.gap)
            yield from fact_rows(frame, rest_of_facts(record, self.say)[:MOST_FACTS], say, frame.gap)

        yield self._of_facts._slides(record.title, rows, self._sidebar(record))

    def powers(self, records: Sequence[RecordView]) -> Slides:
        """Return how many items the power list has, by class."""
        if not records:
            return ()
        say = self.say
        facts = class_facts(records, say)
        title = say("screen-powers", count=str(len(records)))

        def rows(frame: Frame) -> Iterator[Row]:
            yield from title_rows(frame, title)
            if frame.code:
                yield from text_rows(frame, say("screen-powers-how"), gap=frame.gap)
            yield from fact_rows(frame, facts, say, 2 * frame.gap)

        return self._slides(title, rows, self._home())

    def listing(self, records: Sequence[RecordView], seconds: int) -> Listing:
        """Return a slide of titles and days, and how many more there are.

        Further slides name the notices that run and have no room on the first, as far as there is time. Where
        there is time for it all of them have their sentences and key figures.
        """
        running = sum(bool(until_of(record)) for record in records)
        if running and (listing := self._listed(records, running, seconds, told=True)).told:
            return listing
        return self._listed(records, running, seconds, told=False)

    def _listed(self, records: Sequence[RecordView], running: int, seconds: int, *, told: bool) -> Listing:
        """Return the list, the notices that run in it told or only named."""
        glance, ends = TELLING if told else GLANCE, [0]
        while ends[-1] < (running if ends[1:] else len(records)) and (
            more := self._fitting(records, ends[-1], told=told)
        ):
            ends.append(ends[-1] + more)
        while len(ends) > 2 and glance * min(ends[-1], running) > seconds:
            ends.pop()
        if not ends[1:]:
            return Listing(full=True)
        slides: list[Slide] = []
        for start, end in pairwise(ends):
            left = len(records) - end if end == ends[-1] else 0
            made = partial(self._titles, records=records[start:end], left=left, told=told)
            least = max(SHORTEST, glance * (end - start)) if told or ends[2:] else SHORTEST
            for slide in self._finished(largest(self.frame, made), self._home()):
                read = reading(slide.words) // SKIMMING if told else 0
                slides.append(replace(slide, least=max(least, read)))
        named, least = ends[-1] >= running, lasting_least(slides)
        return Listing(
            hurried(tuple(slides), share_of(seconds, lasting(slides), least)),
            tuple(records[: ends[-1]]),
            full=named,
            told=not running or (told and named and least <= seconds),
        )

    def _fitting(self, records: Sequence[RecordView], start: int, *, told: bool) -> int:
        """Return how many records have room on one slide of the list, from one on."""
        for end in range(start + 1, len(records) + 1):
            if len(self._titles(self.frame, records[start:end], len(records) - end, told=told)) > 1:
                return end - 1 - start
        return len(records) - start

    def _titles(self, frame: Frame, records: Sequence[RecordView], left: int, *, told: bool) -> Columns:
        """Return the list of some records, and that there are more."""
        say = self.say

        def rows() -> Iterator[Row]:
            yield from title_rows(frame, say("screen-also"))
            yield from self._entries(frame, records, told=told)
            if left:
                note = say("screen-more" if self.village.qr else "screen-more-not-shown", count=str(left))
                yield from text_rows(frame, note, "note", frame.gap, small=True)

        return filled(
            replace(frame, most_lines=(len(records) + left) * 9), rows(), self._continued(frame, ""), say
        )

    def closing(self, left_out: int) -> Slides:
        """Return how to ask, and how many records are not even listed."""
        village, say = self.village, self.say
        callers = caller_facts(village, say)[:MOST_CALLERS]
        title = say("screen-ask" if callers else "screen-ask-title-in-person")
        how = say("screen-ask-how" if callers else "screen-ask-in-person")
        hours = [Fact(say("screen-hours"), village.office_hours)] if village.office_hours else []

        def rows(frame: Frame) -> Iterator[Row]:
            yield from title_rows(frame, title)
            yield from text_rows(frame, how, gap=frame.gap)
            yield from fact_rows(frame, [*callers, *hours], say, 2 * frame.gap)
            if left_out:
                note = say("screen-left-out" if village.qr else "screen-not-shown", count=str(left_out))
                yield from text_rows(frame, note, "note", 2 * frame.gap)
            yield from self._address(frame)

        return self._slides(title, rows, self._home())

    def _now(self, selection: Selection) -> Iterator[Fact]:
        """Yield how many notices run, what the newest accounts are, and whom to call."""
        say, ends = self.say, sorted(map(until_of, selection.notices))
        if ends:
            name = "screen-running-until" if len(ends) > 1 else "screen-one-running-until"
            running = say(name, count=str(len(ends)), date=say.month_day(ends[0]))
            yield Fact(say("screen-running"), running)
        if selection.money:
            money = selection.money
            group = whose(money, self.village, say)
            newest = say("screen-of-period", period=group, what=money.period_label).strip()
            yield Fact(say("screen-newest-money"), newest if money.period_label else money.title)
        yield from caller_facts(self.village, self.say)[:2]

    def _head(
        self, frame: Frame, record: RecordView, *, larger: int = 100, labelled: bool = True
    ) -> Iterator[Row]:
        """Yield how a record begins.

        Where it belongs, its title, until when it is a notice.
        """
        say, until = self.say, until_of(record)
        parts = (record.category or record.kind_label, "" if until else record.state_label)
        place = say("screen-between").join(clean(part) for part in parts if part)
        yield from text_rows(frame, place, f"door-{record.door}", small=True)
        yield from title_rows(frame, record.title or record.kind_label, frame.gap // 2, larger)
        if until and labelled:
            yield from deadline_rows(frame, say("screen-until", date=say.day(until)))
        if record.caveat:
            yield from text_rows(frame, record.caveat, "note", frame.gap, small=True)
        if not record.number:
            yield from text_rows(frame, say("screen-unnumbered"), "note", frame.gap, small=True)

    def _entries(self, frame: Frame, records: Sequence[RecordView], *, told: bool) -> Iterator[Row]:
        """Yield records of the list: their days at the left, their titles beside them.

        Notices that run may be told there in short, their numbers below the days.
        """
        size = max(frame.least, frame.body * 5 // 6)
        days = [day_in_list(record, self.newest, self.say) for record in records]
        numbers = [record.number if told and until_of(record) else "" for record in records]
        rooms = [frame.room(day, size) for day in days] + [frame.room(text, frame.small) for text in numbers]
        named = max(rooms) + size
        inside = frame.column - named
        for index, (record, day, number) in enumerate(zip(records, days, numbers, strict=True)):
            title = clean(record.title or record.kind_label)
            role = "title" if told and until_of(record) else "body"
            texts = (Text(line, role, size, inside, x=named) for line in frame.lines(title, inside, size))
            gap = frame.gap if index else 2 * frame.gap
            rows = [*line_rows(texts, round(size * 1.3), gap, words=f"{day} {title}".strip())]
            dated = (Text(day, "label", size, named - size // 2),) if day else ()
            rows[0] = replace(rows[0], texts=(*dated, *rows[0].texts))
            if told and until_of(record):
                rows += self._in_short(frame, record, named)
                if number:
                    below = (
                        rows.pop(1) if rows[1:] else Row(round(frame.small * 1.45), (), lines=0, keep=True)
                    )
                    mark = Text(number, "note", frame.small, named - frame.small // 2)
                    words = f"{below.words} {self.say('screen-number', number=number)}".strip()
                    rows.insert(1, replace(below, texts=(mark, *below.texts), words=words))
            yield from rows

    def _in_short(self, frame: Frame, record: RecordView, x: int) -> Iterator[Row]:
        """Yield the sentence and the key figure of a notice in the list, and what has to be said of it."""
        say, inside, size = self.say, frame.column - x, max(frame.small, frame.body * 2 // 3)
        key, facts = self._key_in_short(record), rest_of_facts(record, say)
        facts = [key] if key else [] if record.summary else facts[:1]
        labelled = [say("screen-labelled", label=fact.label, value=fact.value) for fact in facts]
        unnumbered = "" if record.number else say("screen-unnumbered")
        said = [(record.caveat, "note"), (unnumbered, "note"), (record.summary, "body")]
        for text, role in [*said, *((fact, "value") for fact in labelled)]:
            lines = frame.lines(clean(text), inside, size) if text else ()
            for index, line in enumerate(lines):
                words = "" if index else clean(text)
                placed = Text(line, role, size, inside, x=x)
                yield Row(round(size * 1.4), (placed,), lines=0, keep=True, words=words)

    def _key_in_short(self, record: RecordView) -> Fact | None:
        """Return the key figure of a record; of accounts what is left."""
        if not is_sum(record):
            return key_of(record, self.say)
        last = record.figures[-1]
        return Fact(last.label, self.say("kind-yuan", amount=amount(last.amount)))

    def _titled(self, record: RecordView, told: Callable[[Frame], Iterable[Row]]) -> Slides:
        """Return a further thought about a record, its title small above it."""

        def rows(frame: Frame) -> Iterator[Row]:
            yield from text_rows(frame, record.title, f"door-{record.door}", small=True)
            yield from told(frame)

        return self._slides(record.title, rows, self._sidebar(record))

    def _table(self, record: RecordView, block: TableBlock) -> Slides:
        """Return a table of accounts; its head stands on each slide."""
        say = self.say

        def made(frame: Frame) -> Columns:
            head, rows = table_rows(frame, block, say)
            above = list(text_rows(frame, record.title, f"door-{record.door}", small=True))
            above.extend(title_rows(frame, block.title or record.title, frame.gap // 2))
            again = self._continued(frame, record.title)
            return filled(frame, [*above, *head, *rows], lambda part: [*again(part), *head], say)

        return self._finished(largest(self.frame, made), self._sidebar(record))

    def _slides(self, title: str, rows: Callable[[Frame], Iterable[Row]], sidebar: Sidebar) -> Slides:
        def made(frame: Frame) -> Columns:
            return filled(frame, rows(frame), self._continued(frame, title), self.say)

        return self._finished(largest(self.frame, made), sidebar)

    def _continued(self, frame: Frame, title: str) -> Callable[[str], Iterator[Row]]:
        """Return what gives the smaller head of a later slide."""

        def head(part: str) -> Iterator[Row]:
            words = self.say("screen-continued", title=clean(title), part=part)
            rows = list(text_rows(frame, words, "kicker", small=True))
            limit = frame.units(frame.column, frame.small)
            lines = shortened(tuple(row.texts[0].text for row in rows), HEAD_LINES, limit)
            for row, line in zip(rows, lines, strict=False):
                yield replace(row, texts=(replace(row.texts[0], text=line),))

        return head

    def _home(self) -> Sidebar:
        """Return what stands beside slides that lead to the village's page."""
        say = self.say
        caption = (say("screen-scan-home"), say("screen-scan-home-led"), say("screen-scan-short"))
        return Sidebar(self.village.qr, caption if self.village.qr else ())

    def _sidebar(self, record: RecordView) -> Sidebar:
        say = self.say
        scan = say("screen-scan")
        words = say("screen-scan-money") if record.entries else scan
        marks: list[str] = []
        if record.number:
            marks.append(say("screen-number", number=record.number))
        if record.number and record.check_code:
            marks.append(say("screen-check", edition=str(record.edition), code=record.check_code))
        return Sidebar(
            address=record.qr,
            caption=(words, scan, say("screen-scan-short")) if record.qr else (),
            marks=tuple(marks),
            until=until_of(record) or record.posted_until,
            words=(identity(record, say),) if record.number else (),
            call=self._supervisor() if until_of(record) else None,
        )

    def _supervisor(self) -> Fact | None:
        """Return what a notice means by the number for objections."""
        phone = self.village.supervise_phone
        return Fact(self.say("screen-supervise"), phone) if phone else None

    def _address(self, frame: Frame) -> Iterator[Row]:
        """Yield the address in words where there is no code, if two lines can hold it."""
        shown = self.village.qr.partition("://")[2].rstrip("/")
        if not frame.code and len(frame.lines(shown, frame.column, frame.body)) <= 2:
            yield from text_rows(frame, shown, "note", frame.gap)

    def _finished(self, columns: Columns, sidebar: Sidebar) -> Slides:
        return tuple(slide_beside(sidebar, self.frame, column, self.say) for column in columns)


def television_of(village: VillageView, screen: ScreenView, selection: Selection, theme: Theme) -> Television:
    """Return a television that shows a village's records."""
    say, day = theme.say, selection.newest
    marks = (
        say("screen-sample") if village.sample else "",
        "" if village.qr else say("screen-no-code"),
    )
    corners = Corners(
        village=clean(village.name),
        date=say("screen-as-of", date=say.day(day)) if day else "",
        mark=say("screen-between").join(words for words in marks if words),
    )
    shown = (*selection.listed, *((selection.power,) if selection.power else ()))
    addresses = tuple(address for address in (village.qr, *(record.qr for record in shown)) if address)
    return Television(lcd_frame(screen.width, screen.height, corners, addresses), village, say, day)


def _repeats(table: TableBlock, known: Collection[str]) -> bool:
    """Tell whether a table has one row, and in it no amount but those that are known."""
    if len(table.rows) != 1:
        return False
    cells = zip(table.columns, table.rows[0], strict=True)
    return {amount(cell) for column, cell in cells if column.money and cell} <= set(known)


def _is_bars(block: Block) -> bool:
    return isinstance(block, BarsBlock)


def _is_ledger(block: Block) -> bool:
    return isinstance(block, TableBlock) and block.ledger


def _is_other(block: Block) -> bool:
    """Tell whether a table is neither bars nor a ledger; what stands in a spreadsheet is only named."""
    return not isinstance(block, BarsBlock) and not (
        isinstance(block, TableBlock) and (block.ledger or block.enclosed)
    )
