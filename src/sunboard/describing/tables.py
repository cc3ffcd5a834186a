"""Rows as tables, and any block as a table or a list for channels that draw no more than these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sunboard.contracts import Telling
from sunboard.describing.values import amount_of, cells_of, field_names, in_words, sort_of
from sunboard.fields.declarations import label_of
from sunboard.fields.part import Part
from sunboard.model.blocks import BarsBlock, Block, Column, TableBlock, TimelineBlock
from sunboard.model.money import plain_money
from sunboard.model.plain import Values
from sunboard.typesetting.saying import Saying


def rows_table(
    title: str,
    part: type[Part],
    rows: Sequence[Values],
    telling: Telling,
    *,
    sums: Sequence[str] = (),
    note: str = "",
) -> tuple[Block, ...]:
    """Return rows as a table whose columns are the fields that any of them gives; `sums` are totalled."""
    if not rows:
        return ()
    known = field_names(part)
    others = tuple(dict.fromkeys(name for row in rows for name in row if name not in known))
    names = tuple(
        name for name in (*known, *others) if any(row.get(name) not in (None, "", []) for row in rows)
    )
    if not names:
        return ()
    sorts = {name: sort_of(part, name) for name in names}
    figures = {name for name, sort in sorts.items() if sort in ("money", "whole", "number")}
    columns = tuple(
        Column(
            telling.say.label(label_of(part, name, telling.say.language)) if name in known else name,
            align="right" if name in figures else "left",
            weight=0
            if name in figures
            else _weight(in_words(part, name, row.get(name), telling) for row in rows),
            money=sorts[name] == "money",
        )
        for name in names
    )
    lines = tuple(cells_of(part, names, rows, telling, unit=False))
    total: tuple[str, ...] = ()
    if any(name in names for name in sums) and len(rows) > 1:
        added = {
            name: sum((amount_of(row, name) or Decimal(0) for row in rows), Decimal(0))
            for name in sums
            if name in names
        }
        first = next((name for name in names if name not in added), "")
        total = tuple(
            telling.say.amount(plain_money(added[name]))
            if name in added
            else telling.say("kind-total")
            if name == first
            else ""
            for name in names
        )
    return (TableBlock(title, columns, lines, total, note),)


def _weight(cells: Iterable[str]) -> int:
    """Return how much of the width a column of texts is to have, 1 to 6."""
    return max(1, min(6, max(map(len, cells)) // 6))


def tabled(block: Block, say: Saying) -> Block:
    """Return bars and timelines as tables that say the same; other blocks stay as they are."""
    if isinstance(block, BarsBlock):
        planned = any(bar.of for bar in block.bars)
        columns = (
            Column(say("kind-item"), weight=3),
            *((Column(block.measure or say("kind-planned"), align="right", money=True),) if planned else ()),
            Column(say("kind-done" if planned else "kind-amount"), align="right", money=True),
            Column(say("kind-remark"), weight=2),
        )
        rows = tuple(
            (bar.label, *((_money(bar.of, say),) if planned else ()), _money(bar.amount, say), bar.note)
            for bar in block.bars
        )
        total = (
            (say("kind-total"), *(("",) if planned else ()), _money(block.total, say), "")
            if block.total
            else ()
        )
        return TableBlock(block.title, columns, rows, total, block.note)
    if isinstance(block, TimelineBlock):
        heads = (
            "kind-decision-step",
            "kind-date",
            "kind-decision-meeting",
            "kind-decision-result",
            "kind-remark",
        )
        lines = tuple(
            (event.label, event.date, event.who, event.result, event.note) for event in block.events
        )
        kept = [at for at in range(len(heads)) if at == 0 or any(line[at] for line in lines)]
        columns = tuple(Column(say(heads[at]), weight=_weight(line[at] for line in lines)) for at in kept)
        return TableBlock(block.title, columns, tuple(tuple(line[at] for at in kept) for line in lines))
    return block


def _money(amount: str, say: Saying) -> str:
    return say.amount(amount) if amount else ""
