"""What a strip over a door says: one running line, as pictures in turn and as text for its card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sunboard.channels.screen.deck import (
    Listing,
    Slide,
    Slides,
    hurried,
    lasting,
    lasting_least,
    most,
    share_of,
)
from sunboard.channels.screen.panel import HEAD_FROM, PANEL
from sunboard.channels.screen.selection import Selection
from sunboard.channels.screen.wording import (
    ENDS,
    amount,
    caller_facts,
    day_in_list,
    identity,
    is_sum,
    key_of,
    reading,
    rest_of_facts,
    until_of,
)
from sunboard.engines.pixel_type import SIZES, room
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain
from sunboard.model.view import RecordView, VillageView
from sunboard.typesetting.lines import clauses, clean
from sunboard.typesetting.saying import Saying

_LINES = 32  # pixels of height that have room for two lines of small type
_SHORT = 5  # times its height that a panel of two such lines is wide at most
SHORTEST = 3  # seconds that a part of the line stands
MOST_FACTS = 2


def is_strip(width: int, height: int) -> bool:
    """Tell whether a panel has room for one running line only: a short one holds more in two lines."""
    return height < HEAD_FROM and (height < _LINES or width >= _SHORT * height)


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip and the words for it; a text runs over it in parts that are cut between words."""

    width: int
    height: int
    fonts: tuple[str, ...]
    village: VillageView
    say: Saying
    newest: str  # the day of the newest content, ISO, or nothing

    def opening(self, selection: Selection) -> Slides:
        """Return whose affairs these are, and of which day."""
        village, say = self.village, self.say
        name = say("screen-of-village", village=village.name, what=say("screen-what"))
        told = [(f"{say('screen-sample-mark')} {name}" if village.sample else name, "title")]
        if selection.newest:
            told.append((say("screen-as-of", date=say.day(selection.newest)), "soft"))
        if not (selection.listed or selection.powers):
            known = any(not record.inherited for record in village.records)
            told.append((say("screen-none-now" if known else "screen-empty"), "ink"))
        if not village.qr:
            told.append((say("screen-no-code"), "soft"))
        return self._run(told)

    def record(self, record: RecordView) -> Iterator[Slides]:
        """Yield a record in one breath: title, until when, sentence, key figure, number."""
        if is_sum(record):
            yield from self.accounts(record)
            return
        say, key = self.say, key_of(record, self.say)
        until = until_of(record)
        told = [
            (record.title or record.kind_label, "title"),
            (say("screen-until", date=say.month_day(until)) if until else "", "soft"),
            (record.caveat, "soft"),
            (record.summary, "ink"),
            (say("screen-labelled", label=key.label, value=key.value) if key else "", "title"),
            *self._facts(record),
        ]
        yield self._run([*told, self._mark(record)], record)

    def accounts(self, record: RecordView) -> Iterator[Slides]:
        """Yield the sum, then the sentence."""
        sums = [
            (self.say("screen-labelled", label=each.label, value=amount(each.amount)), "ink")
            for each in record.figures
        ]
        until = until_of(record)
        ends = (self.say("screen-until", date=self.say.month_day(until)) if until else "", "soft")
        told = [(record.title, "title"), ends, *sums, (record.caveat, "soft")]
        yield self._run([*told, self._mark(record)], record)
        if record.summary:
            yield self._run([(record.summary, "ink")], record)

    def power(self, record: RecordView) -> Iterator[Slides]:
        """Yield the item that has its week."""
        told = [(self.say("screen-power-of-the-week"), "soft"), (record.title, "title")]
        told += [(record.summary, "ink"), *self._facts(record, 1), self._mark(record)]
        yield self._run(told, record)

    def powers(self, records: Sequence[RecordView]) -> Slides:
        """Return how many items the power list has."""
        return self._run([(self.say("screen-powers", count=str(len(records))), "title")]) if records else ()

    def listing(self, records: Sequence[RecordView], seconds: int) -> Listing:
        """Return titles and days, as many as there is time for; those of running notices go by faster."""
        say, running = self.say, sum(bool(until_of(record)) for record in records)

        def made(count: int) -> Listing | None:
            told = [
                (f"{day_in_list(record, self.newest, say)} {record.title}".strip(), "ink")
                for record in records[:count]
            ]
            if left := len(records) - count:
                note = say("screen-more" if self.village.qr else "screen-more-not-shown", count=str(left))
                told.append((note, "soft"))
            slides = self._run([(say("screen-also"), "title"), *told])
            needed, least = lasting(slides), lasting_least(slides)
            if (least if count <= running else needed) > seconds:
                return None
            shown = hurried(slides, share_of(seconds, needed, least))
            return Listing(shown, tuple(records[:count]))

        return most(len(records), made)

    def closing(self, left_out: int) -> Slides:
        """Return whom to call, and how many records are not even listed."""
        village, say = self.village, self.say
        callers = caller_facts(village, say)
        told = [(say("screen-ask" if callers else "screen-ask-in-person"), "title")]
        told += [(say("screen-labelled", label=fact.label, value=fact.value), "ink") for fact in callers]
        if left_out:
            note = say("screen-left-out" if village.qr else "screen-not-shown", count=str(left_out))
            told.append((note, "soft"))
        return self._run(told)

    def _facts(self, record: RecordView, most: int = MOST_FACTS) -> Iterator[tuple[str, str]]:
        """Yield what is told of a record that has neither a sentence nor a key figure."""
        if not (record.summary or key_of(record, self.say)):
            for fact in rest_of_facts(record, self.say)[:most]:
                yield self.say("screen-labelled", label=fact.label, value=fact.value), "ink"

    def _mark(self, record: RecordView) -> tuple[str, str]:
        return identity(record, self.say) if record.number else self.say("screen-unnumbered"), "soft"

    def _run(self, told: Iterable[tuple[str, str]], record: RecordView | None = None) -> Slides:
        """Return the parts of one running text of words, each in its role.

        The first says all of it to those who do not see it.
        """
        said = [(clean(words).rstrip(ENDS), role) for words, role in told if words]
        text = self.say("screen-run").join(words for words, _ in said)
        size = next(size for size in reversed(SIZES) if size <= max(self.height, SIZES[0]))
        names = self.village.place_names
        parts = clauses(text, self.width, lambda part: room(part, size, self.fonts), full=0, names=names)
        return tuple(
            Slide(
                template=PANEL,
                data={
                    "width": self.width,
                    "height": self.height,
                    "led": True,
                    "texts": [*self._texts(pieces, size)],
                    "bars": [],
                    "code": None,
                },
                words=() if index else (text,),
                seconds=max(SHORTEST, 1 + reading((part,))),
                until=(until_of(record) or record.posted_until) if record else "",
                least=reading((part,), SHORTEST),
            )
            for index, (part, pieces) in enumerate(zip(parts, self._pieces(said, parts), strict=True))
        )

    def _texts(self, pieces: Iterable[tuple[str, str]], size: int) -> Iterator[Plain]:
        """Yield what a picture shows: pieces of words beside one another."""
        x, top = 0, (self.height - size) // 2
        for words, role in pieces:
            yield [x, top, 0, size, role, "left", words]
            x += room(f"{words} ", size, self.fonts) - room(" ", size, self.fonts)  # marks in full

    def _pieces(
        self, said: Iterable[tuple[str, str]], parts: Iterable[str]
    ) -> Iterator[list[tuple[str, str]]]:
        """Yield the pieces of each part of a text that have one role; pauses have that of what they end."""
        pause = self.say("screen-run")
        left = iter([(sign, role) for words, role in said for sign in words + pause])
        for part in parts:  # the spaces between two of them are gone
            signs = [(sign, next(role for found, role in left if found == sign)) for sign in part]
            runs = groupby(signs, key=itemgetter(1))
            yield [("".join(sign for sign, _ in run), role) for role, run in runs]


def running_text(slides: Iterable[Slide]) -> str:
    """Return all that a strip says, one text a line, for the software of its card."""
    return "".join(f"{words}\n" for slide in slides for words in slide.words)
