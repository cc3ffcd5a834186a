"""What a strip over a door says: one running line, as pictures in turn and as text for its card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sunboard.channels.screen.deck import Listing, Slide, Slides, lasting
from sunboard.channels.screen.panel import PANEL
from sunboard.channels.screen.selection import Selection
from sunboard.channels.screen.wording import (
    CHARACTERS_A_SECOND,
    amount,
    caller_facts,
    identity,
    key_of,
    until_of,
)
from sunboard.engines.pixel_type import SIZES, room
from sunboard.lazy import dataclass
from sunboard.model.view import RecordView, VillageView
from sunboard.typesetting.lines import clauses, clean
from sunboard.typesetting.saying import Saying

STRIP_BELOW = 48  # pixels of height that have room for one line
SHORTEST = 3  # seconds that a part of the line stands


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip and the words for it; a text runs over it in parts that are cut between words."""

    width: int
    height: int
    fonts: tuple[str, ...]
    village: VillageView
    say: Saying

    def opening(self, selection: Selection) -> Slides:
        """Return whose affairs these are, and of which day."""
        village, say = self.village, self.say
        name = village.name + say("screen-what")
        told = [f"{say('screen-sample-mark')} {name}" if village.sample else name]
        if selection.newest:
            told.append(say("screen-as-of", date=say.day(selection.newest)))
        if not (selection.listed or selection.powers):
            known = any(not record.inherited for record in village.records)
            told.append(say("screen-none-now" if known else "screen-empty"))
        if not village.qr:
            told.append(say("screen-no-code"))
        return self._run(told)

    def record(self, record: RecordView) -> Iterator[Slides]:
        """Yield a record in one breath: title, until when, sentence, key figure, number."""
        say, key = self.say, key_of(record, self.say)
        until = until_of(record)
        told = [
            record.title or record.kind_label,
            say("screen-until", date=say.month_day(until)) if until else "",
            record.absence,
            record.caveat,
            record.summary,
            say("screen-labelled", label=key.label, value=key.value) if key else "",
        ]
        yield self._run([*told, self._mark(record)], record)

    def accounts(self, record: RecordView) -> Iterator[Slides]:
        """Yield the sum, then the sentence."""
        sums = [
            self.say("screen-labelled", label=each.label, value=amount(each.amount))
            for each in record.figures
        ]
        told = [record.title, record.absence, *sums, record.caveat, self._mark(record)]
        yield self._run(told, record)
        if record.summary:
            yield self._run([record.summary], record)

    def power(self, record: RecordView) -> Iterator[Slides]:
        """Yield the item that has its week."""
        yield self._run(
            [self.say("screen-power-of-the-week"), record.title, record.summary, self._mark(record)], record
        )

    def powers(self, records: Sequence[RecordView]) -> Slides:
        """Return how many items the power list has."""
        return self._run([self.say("screen-powers", count=str(len(records)))]) if records else ()

    def listing(self, records: Sequence[RecordView], seconds: int) -> Listing:
        """Return titles and days, as many as there is time for."""
        say = self.say
        slides: Slides = ()
        shown: list[RecordView] = []
        for count in range(1, len(records) + 1):
            told = [f"{say.month_day(record.published)} {record.title}".strip() for record in records[:count]]
            if left := len(records) - count:
                note = say("screen-more" if self.village.qr else "screen-more-not-shown", count=str(left))
                told.append(note)
            tried = self._run([say("screen-also"), *told])
            if lasting(tried) > seconds:
                break
            slides, shown = tried, list(records[:count])
        return Listing(slides, tuple(shown))

    def closing(self, left_out: int) -> Slides:
        """Return whom to call, and how many records are not even listed."""
        village, say = self.village, self.say
        callers = caller_facts(village, say)
        told = [say("screen-ask" if callers else "screen-ask-in-person")]
        told += [say("screen-labelled", label=fact.label, value=fact.value) for fact in callers]
        if left_out:
            told.append(say("screen-left-out" if village.qr else "screen-not-shown", count=str(left_out)))
        return self._run(told)

    def _mark(self, record: RecordView) -> str:
        return identity(record, self.say) if record.number else self.say("screen-unnumbered")

    def _run(self, told: Iterable[str], record: RecordView | None = None) -> Slides:
        """Return the parts of one running text; the first says all of it to those who do not see it."""
        text = self.say("screen-run").join(part.rstrip("。；，") for part in map(clean, told) if part)
        size = next(size for size in reversed(SIZES) if size <= max(self.height, SIZES[0]))
        parts = clauses(text, self.width, lambda part: room(part, size, self.fonts), full=0)
        top = (self.height - size) // 2
        return tuple(
            Slide(
                template=PANEL,
                data={
                    "width": self.width,
                    "height": self.height,
                    "led": True,
                    "texts": [[0, top, 0, size, "ink", "left", part]],
                    "bars": [],
                    "code": None,
                },
                words=() if index else (text,),
                seconds=max(SHORTEST, 1 + -(-len(part) // CHARACTERS_A_SECOND)),
                until=(until_of(record) or record.posted_until) if record else "",
            )
            for index, part in enumerate(parts)
        )


def running_text(slides: Iterable[Slide]) -> str:
    """Return all that a strip says, one text a line, for the software of its card."""
    return "".join(f"{words}\n" for slide in slides for words in slide.words)
