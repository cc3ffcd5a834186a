"""What a list of people says of itself: what it adds up to, then its rows as far as they may be seen."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.contracts import Telling
from sunboard.describing import (
    amount_of,
    common_blocks,
    common_facts,
    facts_of,
    field_names,
    in_words,
    left_over,
)
from sunboard.fields.declarations import label_of
from sunboard.kinds.subsidy.record import Recipient, Subsidy, Totals
from sunboard.model.blocks import Block, Column, Content, Figure, TableBlock
from sunboard.model.money import plain_money
from sunboard.model.plain import Values, map_of, maps_of, text_of

_HANDLED = (
    "program",
    "phase",
    "standard",
    "fund_source",
    "doc_no",
    "totals",
    "rows",
    "rows_file",
    "name_mask",
    "match_file",
)
_MANY = 40
"""Rows from which a list is set in columns of small type on paper."""


def describe(values: Values, telling: Telling) -> Content:
    """Give the sums first, then the list."""
    totals = map_of(values, "totals")
    amount = amount_of(totals, "amount")
    counts = facts_of(Totals, ("households", "persons", "area"), totals, telling)
    facts = (
        *facts_of(Subsidy, ("program", "phase"), values, telling),
        *counts,
        *facts_of(Subsidy, ("standard", "fund_source", "doc_no"), values, telling),
        *common_facts(values, telling),
    )
    figures = (Figure(telling.say("kind-subsidy-sum"), plain_money(amount)),) if amount is not None else ()
    blocks = (
        *_list(values, totals, telling),
        *common_blocks(values, telling),
        *left_over(values, Subsidy, _HANDLED, telling),
    )
    return Content(
        facts=facts,
        figures=figures,
        blocks=blocks,
        class_label=text_of(values, "program"),
        tally=(*counts, *facts_of(Totals, ("amount",), totals, telling)),
    )


def _list(values: Values, totals: Values, telling: Telling) -> tuple[Block, ...]:
    """Return the list with the columns that any row fills, and its sums as the clerk gives them."""
    rows, say = maps_of(values, "rows"), telling.say
    known = field_names(Recipient)
    others = dict.fromkeys(name for row in rows for name in row if name not in known)
    names = [name for name in (*known, *others) if any(row.get(name) not in (None, "", []) for row in rows)]
    if not names:
        return ()
    long = len(rows) > _MANY
    same = [name for name in names if long and name not in totals and _is_same(rows, name)]
    names = [name for name in names if name not in same]
    told = {name: in_words(Totals, name, totals.get(name), telling, unit=False) for name in totals}
    sums = {name: told.get(name, "") for name in names}
    first = next((name for name in names if not sums[name]), "")
    total = tuple(sums[name] or (say("kind-total") if name == first else "") for name in names)
    block = TableBlock(
        title=say("kind-subsidy-list", count=str(len(rows))),
        columns=tuple(_column(name, telling) for name in names),
        rows=tuple(
            tuple(in_words(Recipient, name, row.get(name), telling, unit=False) for name in names)
            for row in rows
        ),
        total=total if any(sums.values()) else (),
        lead=_said_once(same, rows[0], telling),
        kept=True,
        roll=long,
    )
    return (block,)


def _is_same(rows: Sequence[Values], name: str) -> bool:
    return all(row.get(name) == rows[0].get(name) for row in rows)


def _said_once(names: Sequence[str], row: Values, telling: Telling) -> str:
    """Say in a sentence what is the same in every row."""
    what = telling.say("kind-comma").join(
        f"{fact.label} {fact.value}" for fact in facts_of(Recipient, names, row, telling)
    )
    return telling.say("kind-subsidy-same", what=what) if what else ""


def _column(name: str, telling: Telling) -> Column:
    known = name in field_names(Recipient)
    label = telling.say.label(label_of(Recipient, name, telling.say.language)) if known else name
    is_money = name in ("rate", "amount")
    return Column(label, "right" if name in ("persons", "area", "rate", "amount") else "left", money=is_money)
