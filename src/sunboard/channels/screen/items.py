"""The items of a deck: what a screen says of each record, from the least to the most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from sunboard.channels.screen.frame import Frame, shortened
from sunboard.channels.screen.rows import (
    Row,
    amount,
    deadline_rows,
    fact_rows,
    figure_rows,
    text_rows,
    title_rows,
)
from sunboard.channels.screen.slides import Sidebar, Slides, filled, largest
from sunboard.channels.screen.tables import table_rows
from sunboard.describing import named_tables, tabled
from sunboard.model.blocks import BarsBlock, Block, Fact, TableBlock
from sunboard.model.state import State
from sunboard.model.view import RecordView
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying

MOST_FACTS = 5  # of an item of the power list
HEAD_LINES = 4  # of a later slide


@dataclass(frozen=True, slots=True)
class Item:
    """One record in versions, each longer than the one before."""

    number: str
    versions: tuple[Slides, ...]


def continued(frame: Frame, title: str, say: Saying) -> Callable[[str], Iterator[Row]]:
    """Return what gives the smaller head of a later slide; on LED the part stands at the foot."""

    def head(part: str) -> Iterator[Row]:
        if frame.led:
            return
        words = say("screen-continued", title=clean(title), part=part)
        rows = list(text_rows(frame, words, "kicker", small=True))
        limit = frame.units(frame.column, frame.small)
        lines = shortened(tuple(row.texts[0].text for row in rows), HEAD_LINES, limit)
        for row, line in zip(rows, lines, strict=False):
            yield replace(row, texts=(replace(row.texts[0], text=line),))

    return head


def record_item(frame: Frame, record: RecordView, say: Saying) -> Item:
    """Return a record: what it is and until when, then in a sentence and with its facts."""
    again = continued(frame, record.title, say)

    def made(frame: Frame, *, brief: bool) -> Slides:
        rows = list(_head(frame, record, say))
        if not brief and (record.phase == State.NOTICE or not frame.terse):
            rows.extend(text_rows(frame, record.summary, gap=frame.gap))
        if not brief and not frame.terse:
            figures = (
                Fact(figure.label, f"{amount(figure.amount)} {figure.compare}".strip())
                for figure in record.figures
            )
            rows.extend(fact_rows(frame, (*figures, *record.facts), say, frame.gap))
        return filled(frame, _sidebar(record, say), rows, again, say)

    versions = (largest(frame, partial(made, brief=brief)) for brief in (True, False))
    return Item(record.number, tuple(versions))


def accounts_item(frame: Frame, record: RecordView, say: Saying) -> Item:
    """Return accounts: the figures, with the plain sentence if there is room; then classes, tables, entries.

    Where there is no time for the entries, the slide of the figures says how many there are.
    """
    again = continued(frame, record.title, say)

    def made(frame: Frame, *, told: bool, above: str = "", below: str = "") -> Slides:
        rows = list(_head(frame, record, say, above))
        rows.extend(text_rows(frame, record.summary, gap=frame.gap) if told else ())
        rows.extend(figure_rows(frame, record.figures, say, 2 * frame.gap))
        rows.extend(text_rows(frame, below, "note", 2 * frame.gap) if below else ())
        named = "" if frame.led else named_tables(record.blocks, say)
        rows.extend(text_rows(frame, named, "note", frame.gap) if named else ())
        return filled(frame, _sidebar(record, say), rows, again, say)

    def brief(note: str = "") -> Slides:
        fits = len(made(frame, told=False, below=note)) == len(made(frame, told=False))
        below = note if fits else ""  # else beside what it belongs to, above the title
        said = partial(made, above="" if below else note, below=below)
        return largest(frame, partial(said, told=len(said(frame, told=True)) == len(said(frame, told=False))))

    def tables(wanted: Callable[[Block], bool]) -> Slides:
        chosen = (tabled(block, say) for block in record.blocks if wanted(block))
        made = (_table(frame, record, block, say) for block in chosen if isinstance(block, TableBlock))
        return tuple(slide for slides in made for slide in slides)

    if frame.led:
        return Item(record.number, (brief(),))
    classes = tables(lambda block: isinstance(block, BarsBlock))
    others = tables(lambda block: not isinstance(block, BarsBlock) and not _is_kept_off(block))
    left_out = "screen-ledger-left-out" if record.qr else "screen-ledger-not-shown"
    shown = brief(say(left_out, count=str(record.entries)) if record.entries else "")
    whole = (*brief(), *classes, *others, *tables(_is_ledger))
    return Item(record.number, (*accumulate((shown, classes, others)), whole))


def power_item(frame: Frame, record: RecordView, say: Saying) -> Item:
    """Return an item of the power list; each has its week, so that the list comes by within a year."""

    def made(frame: Frame) -> Slides:
        what = say("screen-power-of-the-week")
        rows = list(text_rows(frame, what, f"door-{record.door}", small=not frame.led))
        rows.extend(title_rows(frame, record.title, frame.gap // 2))
        if not frame.terse:
            rows.extend(text_rows(frame, record.summary, gap=frame.gap))
            rows.extend(fact_rows(frame, record.facts[:MOST_FACTS], say, frame.gap))
        return filled(frame, _sidebar(record, say), rows, continued(frame, record.title, say), say)

    return Item(record.number, (largest(frame, made),))


def _sidebar(record: RecordView, say: Saying) -> Sidebar:
    scan = say("screen-scan")
    words = say("screen-scan-money") if record.entries else scan
    number = say("screen-number", number=record.number)
    return Sidebar(
        address=record.qr,
        caption=(words, scan, say("screen-scan-short"), number) if record.qr else (),
        until=record.notice_end if record.phase == State.NOTICE else record.posted_until,
    )


def _head(frame: Frame, record: RecordView, say: Saying, more: str = "") -> Iterator[Row]:
    """Yield how a record begins.

    Where it belongs (and `more`), its title, that there is nothing to report, until when it is a notice.
    """
    if not frame.led:
        parts = (record.category or record.kind_label, record.state_label, more)
        place = say("screen-between").join(clean(part) for part in parts if part)
        yield from text_rows(frame, place, f"door-{record.door}", small=True)
    yield from title_rows(frame, record.title or record.kind_label, frame.gap // 2)
    yield from text_rows(frame, record.absence, gap=frame.gap)
    if record.phase == State.NOTICE and record.notice_end:
        day = say.day(record.notice_end)
        if frame.led:  # the line of a panel has seven characters
            day = day.partition("年")[2] or day
        yield from deadline_rows(frame, say("screen-until", date=day))
    if record.caveat:
        yield from text_rows(frame, record.caveat, "note", frame.gap)
    if not record.number:
        yield from text_rows(frame, say("screen-unnumbered"), "note", frame.gap)


def _is_ledger(block: Block) -> bool:
    return isinstance(block, TableBlock) and block.ledger


def _is_kept_off(block: Block) -> bool:
    """Tell whether a block has slides of its own, or none: what stands in a spreadsheet is only named."""
    return isinstance(block, TableBlock) and (block.ledger or block.enclosed)


def _table(frame: Frame, record: RecordView, block: TableBlock, say: Saying) -> Slides:
    """Return a table of accounts; its head stands on each slide."""

    def made(frame: Frame) -> Slides:
        head, rows = table_rows(frame, block, say)
        above = list(text_rows(frame, record.title, f"door-{record.door}", small=True))
        above.extend(title_rows(frame, block.title or record.title, frame.gap // 2))
        again = continued(frame, record.title, say)
        return filled(
            frame, _sidebar(record, say), [*above, *head, *rows], lambda part: [*again(part), *head], say
        )

    return largest(frame, made)
