"""What an LED panel says: few words at a time, in type of whole pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, product

from sunboard.channels.screen.deck import Listing, Slide, Slides, lasting
from sunboard.channels.screen.panel import (
    FULL,
    PANEL,
    PITCH,
    Code,
    Line,
    Panel,
    Text,
    as_one,
    best_of,
    code_of,
    fault_of,
    pages,
    panel_of,
    placed,
)
from sunboard.channels.screen.selection import Selection
from sunboard.channels.screen.wording import (
    SHORTEST,
    amount,
    caller_facts,
    class_facts,
    day_in_list,
    day_of,
    dwell,
    identity,
    is_sum,
    key_of,
    rest_of_facts,
    until_of,
    whose,
    without_village,
)
from sunboard.engines.pixel_type import MARK_FIGURES, MARK_SIGNS, SIZES
from sunboard.engines.qr_code import QUIET
from sunboard.lazy import dataclass
from sunboard.model.blocks import Entry, Fact, Figure
from sunboard.model.plain import Plain
from sunboard.model.state import State
from sunboard.model.view import RecordView, ScreenView, VillageView
from sunboard.theming import Theme
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying

SCANNING = 12  # seconds that a slide with nothing but a code stays
CLOSING = 24  # pixels of type that the figure of what is left has at least
FIGURES = "0123456789/"
_APART = 2  # pixels between a head and lines that are set close
_ROOMY = 8  # lines of a panel from which titles may be larger than text
_FEW_LINES, _FEW_WORDS = 4, 5  # a slide of fewer lines stays for so many seconds at least
MOST_FACTS = 3  # where there is neither a sentence nor a key figure


@dataclass(frozen=True, slots=True)
class Led:
    """A panel and the words for it."""

    panel: Panel
    headed: Panel  # for sums and lists, which are read below a head though their lines stand close
    village: VillageView
    say: Saying
    newest: str  # the day of the newest content, ISO, or nothing
    money: str = ""  # the number of the accounts that stand for the village's money

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
        above, sentence = self._head(record), record.summary
        if panel.terse and (key or until_of(record)):
            sentence = ""
        elif panel.terse and len(panel.lines(sentence, "ink")) > _FEW_LINES:
            sentence = ""
            day = day_of(record.published, self.newest, self.say)
            above += panel.lines(self.say("screen-published", date=day), "soft")
        facts = [] if key or record.summary else self._facts(record)
        if not (key or record.summary or facts or panel.terse) and (until := until_of(record)):
            key = Fact(self.say("screen-until-label"), self.say.month_day(until))
            above = self._title(record.title or record.kind_label) + self._caveats(record)
        if key:
            yield self._told(record, above, sentence, *self._keys(key, above, sentence))
            return
        if record.summary or facts or record.phase == State.NOTICE:
            yield self._told(record, above, sentence, facts)

    def _keys(self, key: Fact, above: Sequence[Line], sentence: str) -> Sequence[list[Line]]:
        """Return the ways to show a key figure: large, or as large as can be where its slide is its own."""
        panel, least = self.panel, min(CLOSING, self._large_type)

        def shown(size: int) -> list[Line]:
            return panel.pair(key.label, key.value, role="title", largest=size)

        ways = [shown(size) for size in reversed(SIZES) if least <= size <= self._large_type]
        own_slide = pages(panel, self._spoken(above, sentence, *ways))[-1] in ways
        return [shown(panel.height // 2)] if own_slide else ways

    def accounts(self, record: RecordView) -> Iterator[Slides]:
        """Yield the sum, on two slides at most where that can be, sentence, code; then what was largest."""
        panel, record = self.panel, without_village(record, self.village)
        if panel.terse:
            figures = self._figures(record, record.figures, panel.size)
            head = [*self._period(record), *self._notice(record)]
            dated = replace(self, panel=panel.headed_by(self._period_heads(record)))
            marks = self._texts(self._marks_below(record), record.qr, record)
            summed = dated._texts(figures, record.qr, record)
            yield (*self._texts(head, record.qr, record), *summed, *marks, *self._code_of(record))
            return
        yield (*self._sum(record), *self._code_of(record))
        for lines in self._largest(record):
            yield self._texts(lines, record.qr, record)

    def _whose(self, record: RecordView, what: str = "") -> str:
        """Return what something of accounts is called: of a group it is not to be taken for the village's."""
        return self.say("screen-of-period", period=whose(record, self.village, self.say), what=what).strip()

    def _sum(self, record: RecordView) -> Slides:
        """Return the figures, then what is told; where the title has no room above them, it comes before."""
        panel, below = self.headed, replace(self, panel=self.headed)
        *others, key = record.figures
        head, rows = below._period(record), below._figures(record, others, panel.size)
        told = self._spoken(self._notice(record), record.summary, self._marks_below(record))
        if _high(rows) > panel.depth:
            rows = [line for figure in others for line in below._briefly(figure)]
        sizes = [size for size in reversed(SIZES) if CLOSING <= size <= self._large_type]
        # the whole sum on one slide is worth more than a large title above it
        for title, size in product((head, below._period(record, large=False)), sizes):
            closing = below._figures(record, [key], size)
            whole = [*title, *rows, *closing]
            if _type_of(closing) > panel.size and _high(whole) <= panel.depth:
                return (*below._texts(whole, record.qr, record), *self._texts(told, record.qr, record))
        closing = below._closing(record, key)
        if _high([*head, *rows]) <= panel.depth:
            summed = (*below._of(record, [*head, *rows]), *below._of(record, closing))
            return (*summed, *self._texts(told, record.qr, record))
        said, head = _without_ordinals(record.summary), self._period(record)
        if record.period_label and said.startswith(record.period_label):
            head = self._title(record.kind_label)  # the same period twice
        told = self._spoken([*head, *self._notice(record)], record.summary, self._marks_below(record))
        return (*self._of(record, told), *below._of(record, rows), *below._of(record, closing))

    def _of(self, record: RecordView, lines: Sequence[Line]) -> Slides:
        """Return slides of accounts; where no line says whose and of which period, their head does."""
        said = _without_ordinals("".join(line.words for line in lines))
        named = record.period_label in said and self._whose(record) in said
        panel = self.panel if named else self.panel.headed_by(self._period_heads(record))
        return replace(self, panel=panel)._texts(lines, record.qr, record)

    def _period_heads(self, record: RecordView) -> Iterator[tuple[str, ...]]:
        """Yield heads with a period where the day stands else: figures without one say nothing.

        The name of a group, whose accounts they are, goes before that of the village.
        """
        period, panel, group = record.period_label, self.panel, self._whose(record)
        if period and self.newest and not panel.count:
            names = [text.text for text in (*panel.head[:1], *reversed(panel.head[1:]))][:-1]
            names = [group, *names[1:]] if group else names
            for said in dict.fromkeys((period, self._short_period(record))):
                yield (*names, said)

    def _short_period(self, record: RecordView) -> str:
        """Return a period without its year, where that is the one of the newest content."""
        return record.period_label.removeprefix(f"{self.newest[:4]}年")

    def _closing(self, record: RecordView, figure: Figure) -> list[Line]:
        """Return the figure that people look for by itself: of which period, how much, how it compares."""
        panel = self.panel
        name = self._whose(record, self._of_period(record, figure.label))
        headed = panel.headed_by(self._period_heads(record)) is not panel
        short = figure.label if headed else self._whose(record, figure.label)
        label = name if panel.room(name) <= panel.column else short
        lines = panel.pair(label, amount(figure.amount), role="title", largest=self._large_type)
        if not self._is_told_by_its_period(record):
            key = panel.pair(figure.label, amount(figure.amount), role="title", largest=CLOSING)
            titled = [*self._title(record.title, large=False), *key]
            return titled if _high(titled) <= panel.depth else lines
        compare = panel.lines(figure.compare, "soft")
        fits = _high([*lines, *compare]) <= panel.depth
        return [*lines, *compare] if fits else lines

    def _largest(self, record: RecordView) -> list[list[Line]]:
        """Return the largest entries by slides: on one, or each as large as it has room."""
        panel = self.panel

        def told(entry: Entry, size: int) -> list[Line]:
            label = self._whose(record, entry.label)
            figure = panel.pair(label, amount(entry.amount), role="title", largest=size)
            return [*figure, *(replace(line, keep=True) for line in panel.lines(entry.what, "ink"))]

        usual = [told(entry, panel.size) for entry in record.largest]
        larger = [told(entry, panel.size * 3 // 2) for entry in record.largest]
        ways = ([[*chain(*larger)]], [[*chain(*usual)]], larger)
        return next((way for way in ways if all(_high(lines) <= panel.depth for lines in way)), usual)

    def power(self, record: RecordView) -> Iterator[Slides]:
        """Yield what the item is about, and its code; its name alone tells nothing on two lines."""
        panel, say = self.panel, self.say
        if panel.terse:
            return
        kicker = panel.lines(say("screen-power-of-the-week"), "soft")
        first, *title = self._title(record.title)
        few = panel.rows < _FEW_LINES  # then who does it is enough
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
        """Return titles and days, as many as there is time for."""
        say = self.say
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
        slides: Slides = ()
        shown: list[RecordView] = []
        for count in range(1, len(records) + 1):
            first, *others = records[:count]
            entries = [_joined(head, listed._entry(first, panel.depth - _high(_close(head))), panel.depth)]
            entries += [listed._entry(record, panel.depth) for record in others]
            # what takes several slides shares none
            for before, entry in pairwise(entries):
                entry[0] = replace(entry[0], fresh=len(before) + len(entry) > 2)
            lines = [line for entry in entries for line in entry]
            if left := len(records) - count:
                note = say("screen-more" if self.village.qr else "screen-more-not-shown", count=str(left))
                lines += panel.lines(note, "soft")
            tried = listed._texts(lines, self.village.qr)
            if lasting(tried) > seconds:
                break
            slides, shown = tried, list(records[:count])
        return Listing((*slides, *code) if slides else (), tuple(shown))

    def _also_heads(self) -> Iterator[tuple[str, ...]]:
        """Yield heads that say that this is the list, where few lines have room below one."""
        panel, day = self.headed, self.newest
        if panel.depth < _FEW_LINES * panel.size and not panel.count:
            mark = (self.say("screen-sample-mark"),) if self.village.sample else ()
            for said in _days(day, self.say):
                yield (self.say("screen-also"), *mark, *((said,) if said else ()))

    def closing(self, left_out: int) -> Slides:
        """Return whom to call, and how many records are not even listed."""
        village, say, panel = self.village, self.say, self.panel
        callers = caller_facts(village, say)
        lines = self._title(say("screen-ask" if callers else "screen-ask-in-person"))
        for fact in callers:
            lines += panel.pair(fact.label, fact.value, largest=self._large_type if len(callers) < 2 else 0)
        if left_out:
            note = say("screen-left-out" if village.qr else "screen-not-shown", count=str(left_out))
            lines += panel.lines(note, "soft")
        return self._texts(lines, village.qr)

    @property
    def _named(self) -> bool:
        """Tell whether the village is named above every slide."""
        names = _names_of(self.village, self.say)
        return any(text.text in names for text in self.panel.head[:1])

    @property
    def _has_code_slides(self) -> bool:
        return self.panel.has_codes and not self.panel.beside

    @property
    def _large_type(self) -> int:
        """Return the type of key figures: at least a sixth of the height, and larger than text."""
        return max(24, self.panel.size * 3 // 2, min(self.panel.size * 3, self.panel.height // 3))

    def _title(self, text: str, *, large: bool = True) -> list[Line]:
        """Return a title: larger than text where a high panel has it on one line or two."""
        panel = self.panel
        larger = panel.size * 3 // 2
        if large and larger in SIZES and panel.height >= _ROOMY * panel.size:
            lines = panel.lines(text, "title", larger, even=True)
            if len(lines) <= 2:
                return lines
        return panel.lines(text, "title", even=True)

    def _large(self, text: str, below: Sequence[Line]) -> list[Line]:
        """Return a title and what stands below it: on one line or else two, as large as a slide can have."""
        panel = self.panel
        sizes = [size for size in reversed(SIZES) if panel.size < size <= self._large_type]
        for most, size in product((1, 2), sizes):
            lines = panel.lines(text, "title", size, even=True)
            if len(lines) <= most and _high([*lines, *below]) <= panel.depth:
                return [*lines, *below]
        return [*panel.lines(text, "title", even=True), *below]

    def _headless(self) -> list[Line]:
        """Return what has no room above every slide: that it is a sample, and of which day."""
        say, panel = self.say, self.panel
        shown = {text.text for text in panel.head}
        mark = [say("screen-sample-mark")] if self.village.sample and not shown else []
        day = say.month_day(self.newest) if self.newest and not shown & {*_days(self.newest, say)} else ""
        dated = say("screen-as-of", date=day) if day else ""
        # beside the mark one line is enough for the day, as in a head
        told = [*mark, day if mark and panel.room(dated) > panel.column else dated]
        return [line for text in told for line in panel.lines(text, "soft")]

    def _head(self, record: RecordView) -> list[Line]:
        """Return how a record begins: title, until when it is a notice; they stand close to share a slide."""
        title, notice = self._title(record.title or record.kind_label), self._notice(record)
        return self._gathered([*title, *notice]) if notice else title

    def _gathered(self, lines: list[Line]) -> list[Line]:
        """Return lines as one, set close, where they share a slide only so."""
        close = _close(lines)
        return [as_one(close)] if _high(lines) > self.panel.depth >= _high(close) else lines

    def _notice(self, record: RecordView) -> list[Line]:
        """Return until when it is a notice, and what has to be said wherever it is shown."""
        panel, say, until = self.panel, self.say, until_of(record)
        ways = ("screen-until", "screen-until-short") if until else ()
        told = [panel.lines(say(way, date=say.month_day(until)), "soft", even=True) for way in ways]
        return [*min(told, key=len, default=[]), *self._caveats(record)]

    def _caveats(self, record: RecordView) -> list[Line]:
        """Return what has to be said of a record wherever it is shown."""
        lines = self.panel.lines(record.caveat, "soft")
        return lines if record.number else [*lines, *self.panel.lines(self.say("screen-unnumbered"), "soft")]

    def _period(self, record: RecordView, *, large: bool = True) -> list[Line]:
        """Return which accounts these are, on one line where that can be."""
        panel = self.panel
        short = self._whose(record, self._of_period(record, record.kind_label))
        told = bool(record.period_label) and self._is_told_by_its_period(record)
        names = [record.title, *([short] if told else [])]
        if name := next((name for name in names if panel.room(clean(name)) <= panel.column), ""):
            return self._title(name, large=large)
        if not told:
            return self._title(record.title, large=large)
        period = self._short_period(record) if self._whose(record) and panel.terse else record.period_label
        return self._title(self._whose(record, period), large=large)

    def _is_told_by_its_period(self, record: RecordView) -> bool:
        """Tell whether no other accounts are meant by a group and a period: those of a special fund are."""
        return record.number == self.money or bool(self._whose(record))

    def _of_period(self, record: RecordView, what: str) -> str:
        """Return what something of a record's period is called."""
        return self.say("screen-of-period", period=record.period_label, what=what).strip()

    def _figures(self, record: RecordView, figures: Iterable[Figure], largest: int) -> list[Line]:
        """Return figures, each on one line where names allow that, all of them long ones or all short.

        Where each has a slide of its own, it says whose it is, if there is room.
        """
        panel, say = self.panel, self.say
        role = "title" if largest > panel.size else "ink"
        long = [(figure.label, figure) for figure in figures]
        short = [(say(f"screen-short-{each.role}") if each.role else label, each) for label, each in long]
        whose = [[(self._whose(record, label), each) for label, each in named] for named in (long, short)]
        tried = [
            [
                line
                for label, each in named
                for line in panel.pair(label, amount(each.amount), role=role, largest=largest)
            ]
            for named in (*(whose if panel.terse else ()), long, short)
        ]
        return min(tried, key=lambda lines: (-_labels_in(lines), -_type_of(lines), _high(lines)))

    def _briefly(self, figure: Figure) -> list[Line]:
        """Return a figure behind a word as short as can be: all that add up are to stand on one slide."""
        label = self.say(f"screen-brief-{figure.role}") if figure.role else figure.label
        return self.panel.pair(label, amount(figure.amount))

    def _entry(self, record: RecordView, room: int) -> list[Line]:
        """Return the day and the title of a listed record; where they have room no slide parts them."""
        panel, say = self.panel, self.say
        day = day_in_list(record, self.newest, say)
        if panel.room(day) > panel.column:
            until = _days(until_of(record), say)[-1]
            day = say("screen-until-short", date=until) if until else say.month_day(record.published)
        lines = panel.lines(
            f"{day} {clean(record.title or record.kind_label)}" if day else record.title, "ink"
        )
        if lines and day and lines[0].texts[0].text.startswith(day):
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
        for whole in (lines, _close(lines)):
            if _high(whole) <= room:
                return [as_one(whole)]
        if day and len(lines) <= 3:
            lines = [
                *panel.lines(day, "soft"),
                *panel.lines(record.title or record.kind_label, "ink", even=True),
            ]
        return [replace(line, keep=bool(index)) for index, line in enumerate(lines)]

    def _told(
        self, record: RecordView, above: Sequence[Line], sentence: str, *below: Sequence[Line]
    ) -> Slides:
        """Return what is said of a record, and its number with its code; `below` are ways to say the last."""
        marks = self._marks_below(record)
        told = self._spoken(above, sentence, *([*way, *marks] for way in below))
        return (*self._texts(told, record.qr, record), *self._code_of(record))

    def _spoken(self, above: Sequence[Line], sentence: str, *below: Sequence[Line]) -> Sequence[Line]:
        """Return a sentence between other lines, broken so that slides end where a reader may pause.

        It is larger where it has room, and all lines are set close where that saves a slide.
        """
        panel = self.panel

        def told(size: int, high: Callable[[Iterable[Line]], Iterable[Line]] = iter) -> Sequence[Line]:
            ways = [panel.lines(sentence, "ink", size, full=full) for full in FULL]
            return best_of(panel, ([*high([*above, *way, *last])] for last, way in product(below, ways)))

        usual, larger = told(panel.size), panel.size * 3 // 2
        ways = [usual]
        if panel.rows >= _FEW_LINES:  # with fewer, all lines would touch
            close = told(panel.size, _close)
            made = pages(panel, close)
            apart = all(_high(lines) + _APART <= panel.depth for lines in made)  # from the head
            ways += [close] if apart and len(made) < len(pages(panel, usual)) else []
        if sentence and larger in SIZES and panel.height >= _ROOMY * panel.size:
            ways.insert(0, told(larger))
        parted = _parted_texts(pages(panel, usual))
        whole = [way for way in ways if _parted_texts(pages(panel, way)) <= parted]
        return min(whole, key=lambda lines: fault_of(panel, lines))

    def _code_of(self, record: RecordView) -> Slides:
        """Return the code with number, edition and check code, where it has a slide of its own."""
        if not (record.qr and self._has_code_slides):
            return ()
        return self._code(record.qr, list(self._marks(record)), self.say("screen-scan"), record)

    def _marks_below(self, record: RecordView) -> list[Line]:
        """Return number, edition and check code where no code has a slide with them.

        They part nowhere: where two lines of text have no room for them, number and code are set low.
        """
        if record.qr and self._has_code_slides:
            return []
        panel, marks = self.panel, [*self._marks(record)]
        lines = [line for text in _packed(panel, marks) for line in panel.lines(text, "soft")]
        if panel.terse and _high(lines) > panel.depth and (low := self._low(marks)):
            return [low]
        return [replace(line, keep=index > 0) for index, line in enumerate(lines)]

    def _low(self, marks: Sequence[str]) -> Line | None:
        """Return marks below one another as one line, figures in the lowest type, if that has room."""
        panel, texts, high = self.panel, list[Text](), 0
        for mark in marks:
            size = MARK_FIGURES if set(mark) <= {*MARK_SIGNS} else panel.size
            texts.append(Text(mark, "soft", size, 0, high))
            high += size + 1
        whole = all(panel.room(text.text, text.size) <= panel.column for text in texts)
        return (
            Line(tuple(texts), high - 1, " ".join(marks), pause=True)
            if whole and high - 1 <= panel.depth
            else None
        )

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

    def _marks(self, record: RecordView) -> Iterator[str]:
        """Yield number, edition and check code, each short enough for the line of a panel."""
        if record.number:
            yield record.number
            yield self.say("screen-edition", edition=str(record.edition))
        if record.number and record.check_code:
            yield record.check_code

    def _texts(self, lines: Sequence[Line], address: str, record: RecordView | None = None) -> Slides:
        """Return slides of lines, with the code beside them where it has room there."""
        panel = self.panel
        code = None
        if panel.beside and address:
            x, most = panel.width - panel.edge, min(panel.depth, panel.edge)
            code = code_of(panel, address, x, panel.top + (panel.depth - most) // 2, most)
        return tuple(
            self._slide([*panel.head, *placed(panel, page)], code, page, record)
            for page in pages(panel, lines)
        )

    def _code(self, address: str, said: Sequence[str], scan: str, record: RecordView | None = None) -> Slides:
        """Return a slide for a code, with what it leads to; the head goes where both have no room."""
        panel, beside = self.panel, self.panel.has_room_beside
        gap = PITCH if panel.quiet < QUIET else panel.size // 4
        headed = panel.edge <= panel.depth or not beside
        top = panel.top if headed else 0
        high = panel.height - top
        roomy = beside and panel.quiet == QUIET
        most = max(panel.edge, min(high, panel.width // 2)) if roomy else panel.edge
        if beside:
            x, y, column, depth = panel.width - most, top + (high - most) // 2, panel.width - most - gap, high
        else:
            x, y, column, depth = (panel.width - most) // 2, panel.height - most, panel.width, high - most
        told = [(text, "ink") for text in said]
        told = [(scan, "soft"), *told] if record else [(said[0], "title"), *told[1:], (scan, "soft")]
        if not headed:
            name, rest = panel.head[:1], " ".join(text.text for text in panel.head[1:])
            corners = [text.text for text in name if record and panel.room(text.text) <= column]
            told = [*((text, "soft") for text in (*corners, rest) if text), *told]
        lines = self._fitted(told, column, depth)
        texts, foot = list(panel.head) if headed else [], top + (depth - _high(lines)) // 2
        for line in lines:
            texts += [replace(text, y=text.y + foot) for text in line.texts]
            foot += line.height
        return (self._slide(texts, code_of(panel, address, x, y, most), lines, record, SCANNING),)

    def _fitted(self, told: Sequence[tuple[str, str]], column: int, depth: int) -> list[Line]:
        """Return words beside a code in the largest type that has room; else the first are left out whole."""
        panel = self.panel
        larger = panel.size * 3 // 2
        for roles in ({"title", "ink", "soft"}, {"title"}, set[str]()) if larger in SIZES else (set[str](),):
            lines = [
                line
                for text, role in told
                for line in panel.lines(text, role, larger if role in roles else panel.size, column=column)
            ]
            whole = all(text.size >= panel.size for line in lines for text in line.texts)
            if whole and len(lines) == len(told) and _high(lines) <= depth:
                return lines
        while told:
            lines = [
                replace(line, height=panel.size)
                for text, role in told
                for line in panel.lines(text, role, column=column)
            ]
            if _high(lines) <= depth:
                return lines
            told = told[1:]
        return []

    def _slide(
        self,
        texts: Iterable[Text],
        code: Code | None,
        lines: Sequence[Line],
        record: RecordView | None,
        seconds: int = 0,
    ) -> Slide:
        """Return a slide; what it says to those who do not see it names the record."""
        panel = self.panel
        told = ["".join(text.text for text in line.texts) for line in lines]  # where it was all said before
        blank = " " if all(map(str.isascii, told)) else ""
        said = tuple(line.words for line in lines if line.words) or (blank.join(told),)
        number = (identity(record, self.say),) if record and record.number else ()
        return Slide(
            template=PANEL,
            data={
                "width": panel.width,
                "height": panel.height,
                "led": True,
                "texts": [[text.x, text.y, 0, text.size, text.role, "left", text.text] for text in texts],
                "bars": [],
                "code": {
                    "x": code.x,
                    "y": code.y,
                    "pitch": code.pitch,
                    "address": code.address,
                    "level": code.level,
                    "quiet": code.quiet,
                }
                if code
                else None,
            },
            words=(*said, *number),
            seconds=seconds or dwell(said, SHORTEST if panel.rows >= _FEW_LINES else _FEW_WORDS),
            until=(until_of(record) or record.posted_until) if record else "",
        )


def led_of(village: VillageView, screen: ScreenView, selection: Selection, theme: Theme) -> Led:
    """Return a panel that shows a village's records."""
    shown = (*selection.listed, *((selection.power,) if selection.power else ()))
    addresses = [address for address in (village.qr, *(record.qr for record in shown)) if address]
    panel = panel_of(
        screen.width,
        screen.height,
        _heads(village, selection.newest, theme.say),
        addresses,
        theme.fonts,
        every=screen.every_code,
        names=village.place_names,
    )
    money = selection.money.number if selection.money else ""
    return Led(panel.whole, panel, village, theme.say, selection.newest, money)


def _heads(village: VillageView, day: str, say: Saying) -> Iterator[tuple[str, ...]]:
    """Yield what may stand above every slide, most wanted first: name, that it is a sample, and the day.

    A name is never cut: where neither it nor the short one has room, the first slide alone has it.
    """
    full, short = _names_of(village, say)
    mark = (say("screen-sample-mark"),) if village.sample else ()
    days = _days(day, say)
    for name in dict.fromkeys((full, short)):
        for said in days[:2]:
            yield (name, *mark, *((said,) if said else ()))
    for name in (short, say("screen-what")):
        for said in days:
            yield (name, *mark, *((said,) if said else ()))
        if name == short:
            yield (name, *mark)
    if mark or day:
        yield (*mark, *((days[-1],) if day else ()))


def _names_of(village: VillageView, say: Saying) -> tuple[str, str]:
    """Return the name of a village, and a short one."""
    full = clean(village.name)
    return full, clean(village.brief) or _shortened(full, say)


def _days(day: str, say: Saying) -> tuple[str, ...]:
    """Return the ways to write a day, the longest first; nothing where there is none."""
    return tuple(dict.fromkeys((day, say.month_day(day), day[5:].lstrip("0")))) if day else ("",)


def _joined(head: Sequence[Line], entry: Sequence[Line], depth: int) -> list[Line]:
    """Return the first entry of a list below the head of it: no slide has a head alone."""
    first, *more = entry
    for above in (head, _close(head)):
        if _high([*above, first]) <= depth:
            return [as_one([*above, first]) if above else first, *more]
    return [*head, replace(first, keep=True), *more]


def _close(lines: Iterable[Line]) -> list[Line]:
    """Return lines without the pixels between them."""
    return [
        replace(line, height=max(text.y + text.size for text in line.texts)) for line in lines if line.texts
    ]


def _shortened(name: str, say: Saying) -> str:
    """Return a name without the word for what sort of place it is."""
    ends = say("screen-name-ends").split("|")
    return next(
        (name.removesuffix(end) for end in ends if name.endswith(end) and len(name) > len(end) + 1), name
    )


def _without_ordinals(text: str) -> str:
    """Return a text in which a period is written as its label is: 第一季度 is 一季度."""
    return clean(text).replace("第", "")


def _packed(panel: Panel, words: Iterable[str]) -> Sequence[str]:
    """Return words side by side on as few lines as hold them, none of them broken."""
    lines: list[str] = []
    for word in words:
        beside = f"{lines[-1]} {word}" if lines else word
        if lines and panel.room(beside) <= panel.column:
            lines[-1] = beside
        else:
            lines.append(word)
    return lines


def _high(lines: Iterable[Line]) -> int:
    return sum(line.height for line in lines)


def _parted_texts(parts: Sequence[Sequence[Line]]) -> int:
    """Return how many pages begin within a text."""
    return sum(not part[0].words for part in parts)


def _labels_in(lines: Iterable[Line]) -> int:
    """Return how many lines have a label."""
    return sum(any(text.role == "soft" for text in line.texts) for line in lines)


def _type_of(lines: Iterable[Line]) -> int:
    """Return the largest type in lines."""
    return max((text.size for line in lines for text in line.texts), default=0)


def _texts_of(slides: Slides) -> Iterator[tuple[str, str]]:
    """Yield the words that stand on slides, and their roles."""
    for slide in slides:
        texts = slide.data["texts"]
        for text in texts if isinstance(texts, list) else ():
            if isinstance(text, list):
                yield str(text[6]), str(text[4])
