"""How words become slides of an LED panel, with the code and the marks of the record that they tell of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from sunboard.channels.screen.deck import Slide, Slides
from sunboard.channels.screen.led_heads import days_of
from sunboard.channels.screen.panel import (
    FULL,
    PANEL,
    PITCH,
    Code,
    Line,
    Panel,
    Text,
    best_of,
    code_of,
    fault_of,
    pages,
    placed,
)
from sunboard.channels.screen.wording import SHORTEST, dwell, identity, reading, until_of, whose
from sunboard.engines.pixel_type import MARK_FIGURES, MARK_SIGNS, SIZES
from sunboard.engines.qr_code import QUIET
from sunboard.lazy import dataclass
from sunboard.model.view import RecordView, VillageView
from sunboard.typesetting.saying import Saying

SCANNING = 12  # seconds that a slide with nothing but a code stays
CLOSING = 24  # pixels of type that the figure of what is left has at least
FEW_LINES, _FEW_WORDS = 4, 5  # a slide of fewer lines stays for so many seconds at least
_GLANCE = 3  # seconds for it where time is short
_APART = 2  # pixels between a head and lines that are set close
_ROOMY = 8  # lines of a panel from which titles may be larger than text


@dataclass(frozen=True, slots=True)
class LedSlides:
    """A panel, the words for it, and how they are put on slides."""

    panel: Panel
    headed: Panel  # for sums and lists, which are read below a head though their lines stand close
    village: VillageView
    say: Saying
    newest: str  # the day of the newest content, ISO, or nothing
    money: str = ""  # the number of the accounts that stand for the village's money

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

    def _notice(self, record: RecordView) -> list[Line]:
        """Return until when it is a notice, and what has to be said wherever it is shown."""
        return [*self._until(record), *self._caveats(record)]

    def _until(self, record: RecordView) -> list[Line]:
        """Return until when it is a notice, on few lines."""
        panel, say, until = self.panel, self.say, until_of(record)
        if not until:
            return []
        ways = ["screen-until", "screen-until-short"]
        told = [say(way, date=say.month_day(until)) for way in ways]
        if panel.terse:
            told.append(say("screen-until-short", date=days_of(until, say)[-1]))
        return min((panel.lines(words, "soft", even=True) for words in told), key=len)

    def _caveats(self, record: RecordView) -> list[Line]:
        """Return what has to be said of a record wherever it is shown."""
        lines = self.panel.lines(record.caveat, "soft")
        return lines if record.number else [*lines, *self.panel.lines(self.say("screen-unnumbered"), "soft")]

    def _whose(self, record: RecordView, what: str = "") -> str:
        """Return what something of accounts is called: of a group it is not to be taken for the village's."""
        return self.say("screen-of-period", period=whose(record, self.village, self.say), what=what).strip()

    def _spoken(self, above: Sequence[Line], sentence: str, *below: Sequence[Line]) -> Sequence[Line]:
        """Return a sentence between other lines, broken so that slides end where a reader may pause.

        It is larger where it has room, and all lines are set close where that saves a slide.
        """
        panel = self.panel

        def told(
            size: int, high: Callable[[Iterable[Line]], Iterable[Line]] = iter, apart: int = 0
        ) -> Sequence[Line]:
            ways = [panel.lines(sentence, "ink", size, full=full) for full in FULL]
            lower = replace(panel, top=panel.top + apart)
            return best_of(lower, ([*high([*above, *way, *last])] for last, way in product(below, ways)))

        usual, larger = told(panel.size), panel.size * 3 // 2
        ways = [usual]
        if panel.rows >= FEW_LINES:  # with fewer, all lines would touch
            close = told(panel.size, set_close, _APART)
            made = pages(panel, close)
            apart = all(height_of(lines) + _APART <= panel.depth for lines in made)  # from the head
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

    def _ending(self, record: RecordView) -> Slides:
        """Return number, edition and check code on slides of their own, behind all that is told."""
        slides = (*self._texts(self._marks_below(record), record.qr, record), *self._code_of(record))
        return tuple(replace(slide, ends=True) for slide in slides)

    def _sentence(self, record: RecordView) -> Slides:
        """Return the sentence of a record by itself."""
        return self._texts(self._spoken([], record.summary, []), record.qr, record)

    def _marks_below(self, record: RecordView) -> list[Line]:
        """Return number, edition and check code where no code has a slide with them.

        They part nowhere: where two lines of text have no room for them, number and code are set low.
        """
        if record.qr and self._has_code_slides:
            return []
        panel, marks = self.panel, [*self._marks(record)]
        lines = [line for text in _packed(panel, marks) for line in panel.lines(text, "soft")]
        if panel.terse and height_of(lines) > panel.depth and (low := self._low(marks)):
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
        texts, foot = list(panel.head) if headed else [], top + (depth - height_of(lines)) // 2
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
            if whole and len(lines) == len(told) and height_of(lines) <= depth:
                return lines
        while told:
            lines = [
                replace(line, height=panel.size)
                for text, role in told
                for line in panel.lines(text, role, column=column)
            ]
            if height_of(lines) <= depth:
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
        many = panel.rows >= FEW_LINES
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
            seconds=seconds or dwell(told, SHORTEST if many else _FEW_WORDS),
            until=(until_of(record) or record.posted_until) if record else "",
            least=SHORTEST if many or seconds else reading(told, _GLANCE),
        )


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


def set_close(lines: Iterable[Line]) -> list[Line]:
    """Return lines without the pixels between them."""
    return [
        replace(line, height=max(text.y + text.size for text in line.texts)) for line in lines if line.texts
    ]


def height_of(lines: Iterable[Line]) -> int:
    """Return how many pixels lines take below one another."""
    return sum(line.height for line in lines)


def type_of(lines: Iterable[Line]) -> int:
    """Return the largest type in lines."""
    return max((text.size for line in lines for text in line.texts), default=0)


def _parted_texts(parts: Sequence[Sequence[Line]]) -> int:
    """Return how many pages begin within a text."""
    return sum(not part[0].words for part in parts)
