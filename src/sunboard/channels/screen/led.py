"""What an LED panel says: few words at a time, in type of whole pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, product

from sunboard.channels.screen.deck import Listing, Slides, hurried, lasting, lasting_least, most, share_of
from sunboard.channels.screen.led_accounts import LedAccounts
from sunboard.channels.screen.led_heads import days_of, heads_of, names_of
from sunboard.channels.screen.led_slides import CLOSING, FEW_LINES, LedSlides, height_of, set_close, type_of
from sunboard.channels.screen.panel import (
    Line,
    Text,
    as_one,
    pages,
    panel_of,
)
from sunboard.channels.screen.selection import Selection
from sunboard.channels.screen.wording import (
    caller_facts,
    class_facts,
    day_in_list,
    day_of,
    is_sum,
    key_of,
    rest_of_facts,
    until_of,
)
from sunboard.engines.pixel_type import SIZES
from sunboard.lazy import dataclass
from sunboard.model.blocks import Fact
from sunboard.model.plain import Plain
from sunboard.model.state import State
from sunboard.model.view import RecordView, ScreenView, VillageView
from sunboard.theming import Theme
from sunboard.typesetting.lines import clean

FIGURES = "0123456789/"
MOST_FACTS = 3  # where there is neither a sentence nor a key figure
AT_ONCE = 6  # lines of a sentence that a panel of two lines tells with its title


@dataclass(frozen=True, slots=True)
class Led(LedSlides):
    """What a panel says of a village."""

    whole: bool = False  # a panel of two lines tells sentences at once with titles

    @property
    def count(self) -> Plain:
        """Return where the player writes n/N, in pixels, and the picture of its figures, if it has room."""
        panel = self.panel
        if not panel.count:
            return None
        x, y = panel.count
        digit, slash = panel.room("0"), panel.room("/")
        figures: dict[str, Plain] = {
            "width": panel.room(FIGURES),
            "height": panel.size,
            "texts": [[0, 0, 0, panel.size, "ink", "left", FIGURES]],
        }
        return {"x": x, "y": y, "size": panel.size, "digit": digit, "slash": slash, "figures": figures}

    def opening(self, selection: Selection) -> Slides:
        """Return whose affairs these are, with the code of the village."""
        if self._named:  # once, and large
            return replace(self, panel=replace(self.panel, head=self.panel.head[1:])).opening(selection)
        village, say, panel, what = self.village, self.say, self.panel, self.say("screen-what")
        code: Slides = ()
        if village.qr and self._has_code_slides:
            code = self._home_code([clean(name) for name in (village.name, village.brief) if name])
        shown, headless = "".join(text for text, _ in _texts_of(code)), self._headless()
        said = [] if headless and clean(what) in shown else panel.lines(what, "ink", keep=True)
        lines = self._gathered(self._large(village.name, [*said, *headless]))
        if not (selection.listed or selection.powers):
            known = any(not record.inherited for record in village.records)
            lines += panel.lines(say("screen-none-now" if known else "screen-empty"), "ink")
        if not village.qr:
            lines += panel.lines(say("screen-no-code"), "soft")
        elif code:
            told = clean(village.name) in shown and (selection.listed or selection.powers) and not headless
            return (*(() if told else self._texts(lines, "")), *code)
        return self._texts(lines, village.qr)

    def _home_code(self, names: Sequence[str]) -> Slides:
        """Return the code of the village with the first of its names that no line breaks."""
        what, scan = self.say("screen-what"), self.say("screen-scan-home-led")
        ways = [(name, self._code(self.village.qr, (name, what), scan)) for name in names]
        whole = (way for name, way in ways if name in (text for text, _ in _texts_of(way)))
        return next(whole, ways[0][1])

    def record(self, record: RecordView) -> Iterator[Slides]:
        """Yield what it is, until when, its sentence and its key figure; then its code."""
        if is_sum(record):
            yield from self.accounts(record)
            return
        panel, key = self.panel, key_of(record, self.say)
        facts = [] if key or record.summary else self._facts(record)
        if panel.terse:
            yield from self._tersely(record, key, facts)
            return
        if not (key or record.summary or facts) and (until := until_of(record)):
            above, day = self._head(record), Fact(self.say("screen-until-label"), self.say.month_day(until))
            title = self._title(record.title or record.kind_label) + self._caveats(record)
            ways = self._keys(day, title, "")
            at_once = len(pages(panel, self._spoken(title, "", *ways))) == 1
            if at_once or len(pages(panel, above)) > 1:
                yield self._told(record, title, "", *ways)
                return
        if key or record.summary or facts or record.phase == State.NOTICE:
            told = [self._at_length(record, key, facts, large=large) for large in (True, False)]
            yield min(told, key=len)

    def _at_length(self, record: RecordView, key: Fact | None, facts: list[Line], *, large: bool) -> Slides:
        """Return all that is told of a record; with a title no larger than text it may share a slide."""
        above = self._head(record, large=large)
        below = self._keys(key, above, record.summary) if key else [facts]
        return self._told(record, above, record.summary, *below)

    def _tersely(self, record: RecordView, key: Fact | None, facts: Sequence[Line]) -> Iterator[Slides]:
        """Yield what two lines at a time can tell: until when, title and key figure; then the sentence.

        A short sentence is told at once where there is neither a day nor a figure, and any where some
        notices are but listed.
        """
        panel, until = self.panel, until_of(record)
        if not (key or record.summary or facts or record.phase == State.NOTICE):
            return
        short = len(panel.lines(record.summary, "ink")) <= AT_ONCE
        at_once = self.whole or (short and not (key or until))
        sentence = record.summary if at_once else ""
        above = self._head(record)
        if not (key or until or sentence or facts):
            day = day_of(record.published, self.newest, self.say)
            above += panel.lines(self.say("screen-published", date=day), "soft")
        below = self._keys(key, above, sentence) if key else [[*facts]]
        told = self._spoken(above, sentence, *below)
        yield (*self._texts(told, record.qr, record), *self._ending(record))
        if record.summary and not at_once:
            yield self._sentence(record)

    def _keys(self, key: Fact, above: Sequence[Line], sentence: str) -> Sequence[list[Line]]:
        """Return the ways to show a key figure: large, or as large as can be where its slide is its own."""
        panel, least = self.panel, min(CLOSING, self._large_type)

        def shown(size: int) -> list[Line]:
            return panel.pair(key.label, key.value, role="title", largest=size)

        ways = [shown(size) for size in reversed(SIZES) if least <= size <= self._large_type]
        last = [line.words for line in pages(panel, self._spoken(above, sentence, *ways))[-1]]
        own_slide = any(last == [line.words for line in way] for way in ways)
        return [shown(panel.height // 2)] if own_slide else ways

    def accounts(self, record: RecordView) -> Iterator[Slides]:
        """Yield the sum, on two slides at most where that can be, and what was largest."""
        panel, headed, village, say = self.panel, self.headed, self.village, self.say
        return LedAccounts(panel, headed, village, say, self.newest, self.money).accounts(record)

    def power(self, record: RecordView) -> Iterator[Slides]:
        """Yield what the item is about, and its code; its name alone tells nothing on two lines."""
        panel, say = self.panel, self.say
        if panel.terse:
            return
        kicker = panel.lines(say("screen-power-of-the-week"), "soft")
        first, *title = self._title(record.title)
        few = panel.rows < FEW_LINES  # then who does it is enough
        facts = [] if record.summary else self._facts(record, 1 if few else MOST_FACTS)
        yield self._told(record, [*kicker, replace(first, keep=True), *title], record.summary, facts)

    def powers(self, records: Sequence[RecordView]) -> Slides:
        """Return how many items the power list has; how to read it only beside a code."""
        panel, say = self.panel, self.say
        if not records or panel.terse:
            return ()
        lines = self._title(say("screen-powers", count=str(len(records))))
        if self.village.qr and panel.beside:
            lines += panel.lines(say("screen-powers-how"), "ink")
        else:
            lines += [
                line for fact in class_facts(records, say) for line in panel.pair(fact.label, fact.value)
            ]
        return self._texts(lines, self.village.qr)

    def listing(self, records: Sequence[RecordView], seconds: int) -> Listing:
        """Return titles and days, as many as there is time for; those of running notices go by faster."""
        say, running = self.say, sum(bool(until_of(record)) for record in records)
        panel = self.headed.headed_by(self._also_heads())
        told = panel is not self.headed
        listed = replace(self, panel=panel) if told else self
        head, panel = [] if told else self._title(say("screen-also")), listed.panel
        code = (
            self._code(self.village.qr, [say("screen-also")], say("screen-scan-home-led"))
            if self._has_code_slides
            else ()
        )
        seconds -= lasting(code)
        entries: list[list[Line]] = []

        def made(count: int) -> Listing | None:
            for index, record in enumerate(records[len(entries) : count], len(entries)):
                below = panel.depth - (0 if entries else height_of(set_close(head)))
                above = records[index - 1] if index and panel.terse else None
                entry = listed._entry(record, below, above)
                if not entries:
                    entry = _joined(head, entry, panel.depth)
                # what takes several slides shares none
                elif len(entries[-1]) + len(entry) > 2:
                    entry[0] = replace(entry[0], fresh=True)
                entries.append(entry)
            lines = [*chain(*entries[:count])]
            if left := len(records) - count:
                note = say("screen-more" if self.village.qr else "screen-more-not-shown", count=str(left))
                lines += panel.lines(note, "soft")
            slides = listed._texts(lines, self.village.qr)
            needed, least = lasting(slides), lasting_least(slides)
            if (least if count <= running else needed) > seconds:
                return None
            shown = hurried(slides, share_of(seconds, needed, least))
            return Listing((*shown, *code), tuple(records[:count]))

        return most(len(records), made)

    def _also_heads(self) -> Iterator[tuple[str, ...]]:
        """Yield heads that say that this is the list, where few lines have room below one."""
        panel, day = self.headed, self.newest
        if panel.depth < FEW_LINES * panel.size and not panel.count:
            mark = (self.say("screen-sample-mark"),) if self.village.sample else ()
            for said in days_of(day, self.say):
                yield (self.say("screen-also"), *mark, *((said,) if said else ()))

    def closing(self, left_out: int) -> Slides:
        """Return whom to call, and how many records are not even listed."""
        village, say, panel = self.village, self.say, self.panel
        callers = caller_facts(village, say)
        ask = say("screen-ask" if callers else "screen-ask-in-person")
        note = say("screen-left-out" if village.qr else "screen-not-shown", count=str(left_out))
        below = panel.lines(note, "soft") if left_out else []

        def told() -> Iterator[Sequence[Line]]:
            sizes = [size for size in reversed(SIZES) if panel.size <= size <= self._large_type]
            for large, size in product((True, False), sizes):
                pairs = [panel.pair(fact.label, fact.value, largest=size) for fact in callers]
                if size == panel.size or len({*map(type_of, pairs)}) == 1:  # no number larger than another
                    yield [*self._title(ask, large=large), *chain(*pairs), *below]

        ways = [*told()]
        fewest = min(len(pages(panel, lines)) for lines in ways)
        return self._texts(next(lines for lines in ways if len(pages(panel, lines)) == fewest), village.qr)

    @property
    def _named(self) -> bool:
        """Tell whether the village is named above every slide."""
        names = names_of(self.village, self.say)
        return any(text.text in names for text in self.panel.head[:1])

    def _large(self, text: str, below: Sequence[Line]) -> list[Line]:
        """Return a title and what stands below it: on one line or else two, as large as a slide can have."""
        panel = self.panel
        sizes = [size for size in reversed(SIZES) if panel.size < size <= self._large_type]
        for few, size in product((1, 2), sizes):
            lines = panel.lines(text, "title", size, even=True)
            if len(lines) <= few and height_of([*lines, *below]) <= panel.depth:
                return [*lines, *below]
        return [*panel.lines(text, "title", even=True), *below]

    def _headless(self) -> list[Line]:
        """Return what has no room above every slide: that it is a sample, and of which day."""
        say, panel = self.say, self.panel
        shown = {text.text for text in panel.head}
        mark = [say("screen-sample-mark")] if self.village.sample and not shown else []
        day = say.month_day(self.newest) if self.newest and not shown & {*days_of(self.newest, say)} else ""
        dated = say("screen-as-of", date=day) if day else ""
        # beside the mark one line is enough for the day, as in a head
        told = [*mark, day if mark and panel.room(dated) > panel.column else dated]
        return [line for text in told for line in panel.lines(text, "soft")]

    def _head(self, record: RecordView, *, large: bool = True) -> list[Line]:
        """Return how a record begins: title, until when it is a notice; they stand close to share a slide.

        A title that would have a slide to itself begins below the day.
        """
        panel, name = self.panel, record.title or record.kind_label
        title, until, caveats = self._title(name, large=large), self._until(record), self._caveats(record)
        if until and height_of(set_close([*title, *until])) > panel.depth:
            first, *more = panel.lines(name, "title")
            if height_of(dated := set_close([*until, first])) <= panel.depth:
                return [as_one(dated), *more, *caveats]
        return self._gathered([*title, *until, *caveats]) if until or caveats else title

    def _gathered(self, lines: list[Line]) -> list[Line]:
        """Return lines as one, set close, where they share a slide only so."""
        close = set_close(lines)
        return [as_one(close)] if height_of(lines) > self.panel.depth >= height_of(close) else lines

    def _entry(self, record: RecordView, room: int, above: RecordView | None) -> list[Line]:
        """Return the day and the title of a listed record; where they have room no slide parts them.

        The day of the record above it is not said again.
        """
        panel, day = self.panel, self._day_in_list(record)
        told = above is not None and self._day_in_list(above) == day
        title = clean(record.title or record.kind_label)
        lines = panel.lines(f"{day} {title}".strip(), "ink")
        dated, titled = [] if told else panel.lines(day, "soft"), panel.lines(title, "ink", even=True)
        apart = [
            replace(line, words="", pause=index >= len(dated) and line.pause)
            for index, line in enumerate([*dated, *titled])
        ]
        apart[:1] = [replace(apart[0], words=f"{day} {title}".strip())]
        beside = day and lines[0].texts[0].text.startswith(f"{day} ")
        if told or (day and (len(apart) <= len(lines) or not beside)):
            lines = apart
        elif beside:
            text = lines[0].texts[0]
            rest = text.text[len(day) :]
            first = (
                Text(day, "soft", text.size),
                Text(rest.lstrip(), text.role, text.size, panel.room(f"{day} ")),
            )
            lines[0] = Line(
                tuple(part for part in first if part.text),
                lines[0].height,
                lines[0].words,
                pause=lines[0].pause,
            )
        for whole in (lines, set_close(lines)):
            if height_of(whole) <= room:
                return [as_one(whole)]
        if day and len(lines) <= 3:
            lines = apart
        return [replace(line, keep=bool(index)) for index, line in enumerate(lines)]

    def _day_in_list(self, record: RecordView) -> str:
        """Return until when a listed notice runs, else the day of publication, short where a line is."""
        day, say = day_in_list(record, self.newest, self.say), self.say
        if self.panel.room(day) <= self.panel.column:
            return day
        until = days_of(until_of(record), say)[-1]
        return say("screen-until-short", date=until) if until else say.month_day(record.published)

    def _told(
        self, record: RecordView, above: Sequence[Line], sentence: str, *below: Sequence[Line]
    ) -> Slides:
        """Return what is said of a record, and its number with its code; `below` are ways to say the last."""
        marks = self._marks_below(record)
        told = self._spoken(above, sentence, *([*way, *marks] for way in below))
        return (*self._texts(told, record.qr, record), *self._code_of(record))

    def _facts(self, record: RecordView, most: int = MOST_FACTS) -> list[Line]:
        """Return what is told of a record that has neither a sentence nor a key figure."""
        told = rest_of_facts(record, self.say)[:most]
        return [line for fact in told for line in self._fact(fact)]

    def _fact(self, fact: Fact) -> list[Line]:
        """Return a label and its value as a text; a label that has no room for its colon needs none."""
        panel, said = self.panel, clean(self.say("screen-labelled", label=fact.label, value=""))
        if panel.room(clean(fact.label)) <= panel.column < panel.room(said):
            return panel.pair(fact.label, fact.value)
        lines = panel.lines(self.say("screen-labelled", label=fact.label, value=fact.value), "ink")
        below = (
            replace(line, keep=line.keep or above.texts[-1].text.endswith(said[-1]))
            for above, line in pairwise(lines)
        )
        return [*lines[:1], *below]


def led_of(village: VillageView, screen: ScreenView, selection: Selection, theme: Theme) -> Led:
    """Return a panel that shows a village's records."""
    shown = (*selection.listed, *((selection.power,) if selection.power else ()))
    addresses = [address for address in (village.qr, *(record.qr for record in shown)) if address]
    panel = panel_of(
        screen.width,
        screen.height,
        heads_of(village, selection.newest, theme.say),
        addresses,
        theme.fonts,
        every=screen.every_code,
        names=village.place_names,
    )
    money = selection.money.number if selection.money else ""
    return Led(panel.whole, panel, village, theme.say, selection.newest, money)


def _joined(head: Sequence[Line], entry: Sequence[Line], depth: int) -> list[Line]:
    """Return the first entry of a list below the head of it: no slide has a head alone."""
    first, *more = entry
    for above in (head, set_close(head)):
        if height_of([*above, first]) <= depth:
            return [as_one([*above, first]) if above else first, *more]
    return [*head, replace(first, keep=True), *more]


def _texts_of(slides: Slides) -> Iterator[tuple[str, str]]:
    """Yield the words that stand on slides, and their roles."""
    for slide in slides:
        texts = slide.data["texts"]
        for text in texts if isinstance(texts, list) else ():
            if isinstance(text, list):
                yield str(text[6]), str(text[4])
