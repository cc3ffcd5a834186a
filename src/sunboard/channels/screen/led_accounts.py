"""What an LED panel says of accounts: the sum on few slides, whose it is and of which period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, product

from sunboard.channels.screen.deck import Slides
from sunboard.channels.screen.led_slides import CLOSING, LedSlides, height_of, type_of
from sunboard.channels.screen.panel import Line
from sunboard.channels.screen.wording import amount, without_village
from sunboard.engines.pixel_type import SIZES
from sunboard.lazy import dataclass
from sunboard.model.blocks import Entry, Figure
from sunboard.model.view import RecordView
from sunboard.typesetting.lines import clean


@dataclass(frozen=True, slots=True)
class LedAccounts(LedSlides):
    """The slides of accounts."""

    def accounts(self, record: RecordView) -> Iterator[Slides]:
        """Yield the sum, on two slides at most where that can be, sentence, code; then what was largest."""
        panel, record = self.panel, without_village(record, self.village)
        if panel.terse:
            figures = self._figures(record, record.figures, panel.size)
            head = [*self._period(record), *self._notice(record)]
            dated = replace(self, panel=panel.headed_by(self._period_heads(record)))
            summed = dated._texts(figures, record.qr, record)
            yield (*self._texts(head, record.qr, record), *summed, *self._ending(record))
            if record.summary:
                yield self._sentence(record)
            return
        yield (*self._sum(record), *self._code_of(record))
        for lines in self._largest(record):
            yield self._texts(lines, record.qr, record)

    def _sum(self, record: RecordView) -> Slides:
        """Return the figures, then what is told; where the title has no room above them, it comes before."""
        panel, below = self.headed, replace(self, panel=self.headed)
        *others, key = record.figures
        head, rows = below._period(record), below._figures(record, others, panel.size)
        told = self._spoken(self._notice(record), record.summary, self._marks_below(record))
        if height_of(rows) > panel.depth:
            rows = [line for figure in others for line in below._briefly(figure)]
        sizes = [size for size in reversed(SIZES) if CLOSING <= size <= self._large_type]
        # the whole sum on one slide is worth more than a large title above it
        for title, size in product((head, below._period(record, large=False)), sizes):
            closing = below._figures(record, [key], size)
            whole = [*title, *rows, *closing]
            if type_of(closing) > panel.size and height_of(whole) <= panel.depth:
                return (*below._texts(whole, record.qr, record), *self._texts(told, record.qr, record))
        closing = below._closing(record, key)
        if height_of([*head, *rows]) <= panel.depth:
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

        The name of a group, whose accounts they are, goes before that of the village, which goes where both
        have no room.
        """
        period, panel, group = record.period_label, self.panel, self._whose(record)
        if period and self.newest and not panel.count:
            names = [text.text for text in (*panel.head[:1], *reversed(panel.head[1:]))][:-1]
            names = [group, *names[1:]] if group else names
            periods = dict.fromkeys((period, self._short_period(record)))
            for shown in (names, *(() if group else (names[1:],))):
                for said in periods:
                    yield (*shown, said)

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
            return titled if height_of(titled) <= panel.depth else lines
        compare = panel.lines(figure.compare, "soft")
        fits = height_of([*lines, *compare]) <= panel.depth
        return [*lines, *compare] if fits else lines

    def _largest(self, record: RecordView) -> list[list[Line]]:
        """Return the largest entries by slides: on one, or each as large as it has room.

        What is for one slide too much has its figure large on the first of two.
        """
        panel = self.panel

        def told(entry: Entry, size: int) -> list[Line]:
            label = self._whose(record, entry.label)
            figure = panel.pair(label, amount(entry.amount), role="title", largest=size)
            return [*figure, *(replace(line, keep=True) for line in panel.lines(entry.what, "ink"))]

        usual = [told(entry, panel.size) for entry in record.largest]
        larger = [told(entry, panel.size * 3 // 2) for entry in record.largest]
        larger = larger if len({*map(type_of, larger)}) == 1 else usual  # no figure larger than another
        ways = ([[*chain(*larger)]], [[*chain(*usual)]], larger)

        def fits(lines: Sequence[Line]) -> bool:
            return height_of(lines) <= panel.depth

        each = [next(filter(fits, sizes), sizes[0]) for sizes in zip(larger, usual, strict=True)]
        return next((way for way in ways if all(map(fits, way))), each)

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
        if not panel.terse:
            return self._title(self._whose(record, record.period_label), large=large)
        period = self._short_period(record) if self._whose(record) else record.period_label
        what = self.say("screen-of-period", period=period, what=record.kind_label).strip()
        named, dated = (self._title(self._whose(record, said), large=large) for said in (what, period))
        return named if len(named) <= panel.rows else dated

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
        return min(tried, key=lambda lines: (-_labels_in(lines), -type_of(lines), height_of(lines)))

    def _briefly(self, figure: Figure) -> list[Line]:
        """Return a figure behind a word as short as can be: all that add up are to stand on one slide."""
        label = self.say(f"screen-brief-{figure.role}") if figure.role else figure.label
        return self.panel.pair(label, amount(figure.amount))


def _without_ordinals(text: str) -> str:
    """Return a text in which a period is written as its label is: 第一季度 is 一季度."""
    return clean(text).replace("第", "")


def _labels_in(lines: Iterable[Line]) -> int:
    """Return how many lines have a label."""
    return sum(any(text.role == "soft" for text in line.texts) for line in lines)
