"""Registers: one thing in the record itself, or many of them as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sunboard.contracts import Telling
from sunboard.describing.tables import rows_table
from sunboard.describing.values import LONG, facts_of, field_names
from sunboard.fields.part import Part
from sunboard.model.blocks import Block, Fact, TableBlock, TextBlock
from sunboard.model.period import parse_period
from sunboard.model.plain import Values, text_of

SOON = 90
"""Days before its end from which something is said to fall due."""


def register_facts(
    part: type[Part], names: Iterable[str], values: Values, telling: Telling
) -> tuple[Fact, ...]:
    """Return the fields of the one thing that a record is about, as far as they are short."""
    return tuple(fact for fact in facts_of(part, names, values, telling) if len(fact.value) <= LONG)


def register_texts(
    part: type[Part], names: Iterable[str], values: Values, telling: Telling
) -> tuple[Block, ...]:
    """Return those of the fields that are too long for a fact."""
    facts = facts_of(part, names, values, telling)
    return tuple(TextBlock(fact.label, fact.value) for fact in facts if len(fact.value) > LONG)


def register_table(
    title: str, part: type[Part], rows: Sequence[Values], telling: Telling, *, sums: Sequence[str] = ()
) -> tuple[Block, ...]:
    """Return rows as a table that is also given as a file, the money among them added up."""
    named = [{name: row[name] for name in (*field_names(part), *row) if name in row} for row in rows]
    made = rows_table(title, part, named, telling, sums=sums)
    return tuple(_kept(block) for block in made)


def _kept(block: Block) -> Block:
    if not isinstance(block, TableBlock):
        return block
    return TableBlock(block.title, block.columns, block.rows, block.total, block.note, kept=True)


def day_in(values: Values, name: str) -> date | None:
    """Return a day among plain values; what is none is as if it were not given."""
    try:
        return date.fromisoformat(text_of(values, name))
    except ValueError:
        return None


def last_day_in(values: Values, name: str) -> date | None:
    """Return a day among plain values, of a month or year the last."""
    period = parse_period(text_of(values, name))
    return period.end if period else day_in(values, name)


def due_in_words(end: date | None, telling: Telling) -> str:
    """Say that something has ended or is about to; nothing where its end is further away."""
    if end is None:
        return ""
    if end < telling.today:
        return telling.say("kind-due-past")
    return telling.say("kind-due-soon") if end <= telling.today + timedelta(SOON) else ""
