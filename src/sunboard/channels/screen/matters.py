"""The matters of a deck: what a screen says of each record, from the least to the most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from sunboard.channels.screen.cast import Cast
from sunboard.channels.screen.frame import Frame, shortened
from sunboard.channels.screen.pages import Goes, Page, pages
from sunboard.channels.screen.rows import (
    Row,
    amount,
    deadline_rows,
    fact_rows,
    figure_rows,
    text_rows,
    title_rows,
)
from sunboard.channels.screen.tables import table_rows
from sunboard.describing import tabled
from sunboard.model.blocks import BarsBlock, Block, Fact, TableBlock
from sunboard.model.view import RecordView
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying

MOST_FACTS = 5  # of an item of the power list
LARGER = (170, 155, 140, 125, 112)  # percent of the least type, tried in this order
TIGHTER = (12, 14)  # characters on a line of a title, tried in this order


@dataclass(frozen=True, slots=True)
class Matter:
    """One record: its versions, each longer than the one before."""

    number: str
    versions: tuple[tuple[Page, ...], ...]


def _short(day: str, say: Saying) -> str:
    """Write an ISO date without its year: an LED panel's line has seven characters."""
    full = say.day(day)
    return full.partition("年")[2] or full


def about(frame: Frame, record: RecordView, say: Saying) -> Goes:
    """Return what goes with every page of a record: its code, the words at it, and the last day on which it is true."""
    words = say("screen-scan-money" if record.figures else "screen-scan")
    until = record.notice_end if record.state == "notice" else record.posted_until
    number = say("screen-number", number=record.number)
    return Goes(
        record.qr, (words, say("screen-scan"), say("screen-scan-short"), number) if record.qr else (), until
    )


def _head(frame: Frame, record: RecordView, say: Saying, more: str = "") -> Iterator[Row]:
    """Yield what the first page of a record begins with: where it belongs and what `more` is to say, its title, and until when it is a notice."""
    if not frame.led:
        parts = [
            clean(part) for part in (record.category or record.kind_label, record.state_label, more) if part
        ]
        yield from text_rows(frame, say("screen-between").join(parts), f"door-{record.door}", small=True)
    yield from title_rows(frame, record.title or record.kind_label, frame.gap // 2)
    if record.state == "notice" and record.notice_end:
        day = _short(record.notice_end, say) if frame.led else say.day(record.notice_end)
        yield from deadline_rows(frame, say("screen-until", date=day))
    if not record.number:
        yield from text_rows(frame, say("screen-unnumbered"), "note", frame.gap)


def matter_of(frame: Frame, record: RecordView, say: Saying) -> Matter:
    """Return a record: what it is and until when, in a sentence, then its facts."""
    goes, again = about(frame, record, say), again_of(frame, record.title, say)

    def made(frame: Frame, *, brief: bool) -> tuple[Page, ...]:
        rows = list(_head(frame, record, say))
        if not brief and (record.state == "notice" or not terse(frame)):
            for text in [notice.text for notice in record.notices] if record.bare else [record.summary]:
                rows.extend(text_rows(frame, text, gap=frame.gap))
        if not brief and not terse(frame):
            figures = (
                Fact(figure.label, f"{amount(figure.amount)} {figure.compare}".strip())
                for figure in record.figures
            )
            rows.extend(fact_rows(frame, (*figures, *record.facts), say, frame.gap))
        return pages(frame, goes, rows, again, say)

    return Matter(
        record.number, (roomy(frame, partial(made, brief=True)), roomy(frame, partial(made, brief=False)))
    )


def terse(frame: Frame) -> bool:
    """Tell whether a panel says only what it must: an LED panel of a few short lines, whose code leads to the rest."""
    return frame.led and frame.code is not None


def roomy(frame: Frame, made: Callable[[Frame], tuple[Page, ...]]) -> tuple[Page, ...]:
    """Return pages in the largest type that needs no more of them than the least does; a title is set smaller where that saves one."""
    least = made(frame)
    if frame.led:
        return least
    for narrow in (frame.longer(characters) for characters in TIGHTER if len(least) > 1):
        if len(tried := made(narrow)) < len(least):
            frame, least = narrow, tried
            break
    return next(
        (tried for percent in LARGER if len(tried := made(frame.larger(percent))) == len(least)), least
    )


def again_of(frame: Frame, title: str, say: Saying) -> Callable[[str], Iterator[Row]]:
    """Return the smaller head of a later page; on LED the part stands at the foot."""

    def head(part: str) -> Iterator[Row]:
        if not frame.led:
            rows = tuple(
                text_rows(frame, say("screen-continued", title=clean(title), part=part), "kicker", small=True)
            )
            lines = shortened(
                tuple(row.texts[0].text for row in rows), 4, frame.units(frame.column, frame.small)
            )
            for row, line in zip(rows, lines, strict=False):
                yield replace(row, texts=(replace(row.texts[0], text=line),))

    return head


def money_of(frame: Frame, record: RecordView, say: Saying) -> Matter:
    """Return the accounts: the figures, the plain sentence above them if there is room; then the classes, the other tables, every entry.

    Where there is no time for the entries, the slide of the figures says how many there are.
    """
    goes, again = about(frame, record, say), again_of(frame, record.title, say)

    lines = sum(
        len(block.rows) for block in record.blocks if _is_ledger(block) and isinstance(block, TableBlock)
    )

    def made(frame: Frame, *, told: bool, above: str = "", below: str = "") -> tuple[Page, ...]:
        summary = text_rows(frame, record.summary, gap=frame.gap) if told else ()
        note = text_rows(frame, below, "note", 2 * frame.gap) if below else ()
        figures = figure_rows(frame, record.figures, say, 2 * frame.gap)
        return pages(frame, goes, [*_head(frame, record, say, above), *summary, *figures, *note], again, say)

    def brief(note: str = "") -> tuple[Page, ...]:
        least = len(made(frame, told=False))
        below = (
            note if len(made(frame, told=False, below=note)) == least else ""
        )  # else beside what it belongs to, above the title
        said = partial(made, above="" if below else note, below=below)
        return roomy(frame, partial(said, told=len(said(frame, told=True)) == len(said(frame, told=False))))

    def tables(wanted: Callable[[Block], bool]) -> tuple[Page, ...]:
        chosen = (tabled(block, say) for block in record.blocks if wanted(block))
        return tuple(
            page
            for block in chosen
            if isinstance(block, TableBlock)
            for page in _table(frame, record, block, say)
        )

    if frame.led:
        return Matter(record.number, (brief(),))
    parts = (
        brief(say("screen-ledger-left-out", count=str(lines)) if lines else ""),
        tables(lambda block: isinstance(block, BarsBlock)),
        tables(lambda block: not isinstance(block, BarsBlock) and not _is_ledger(block)),
    )
    return Matter(record.number, (*accumulate(parts), (*brief(), *parts[1], *parts[2], *tables(_is_ledger))))


def _is_ledger(block: Block) -> bool:
    return isinstance(block, TableBlock) and block.ledger


def _table(frame: Frame, record: RecordView, block: TableBlock, say: Saying) -> tuple[Page, ...]:
    def made(frame: Frame) -> tuple[Page, ...]:
        head, rows = table_rows(frame, block, say)
        above: list[Row] = []
        if not frame.led:
            above.extend(text_rows(frame, record.title, f"door-{record.door}", small=True))
        above.extend(title_rows(frame, block.title or record.title, frame.gap // 2))
        again = again_of(frame, record.title, say)
        return pages(
            frame, about(frame, record, say), [*above, *head, *rows], lambda part: [*again(part), *head], say
        )

    return roomy(frame, made)


def power_of_the_week(cast: Cast, frame: Frame, say: Saying) -> Matter | None:
    """Return one item of the power list, another one each week, so that the whole list comes by within a year."""
    record = cast.power
    if record is None:
        return None

    def made(frame: Frame) -> tuple[Page, ...]:
        rows = list(
            text_rows(frame, say("screen-power-of-the-week"), f"door-{record.door}", small=not frame.led)
        )
        rows.extend(title_rows(frame, record.title, frame.gap // 2))
        if not terse(frame):
            rows.extend(text_rows(frame, record.summary, gap=frame.gap))
            rows.extend(fact_rows(frame, record.facts[:MOST_FACTS], say, frame.gap))
        return pages(frame, about(frame, record, say), rows, again_of(frame, record.title, say), say)

    return Matter(record.number, (roomy(frame, made),))
