"""Debts: what is owed in the end follows from what was owed before, in a ledger or a table of any record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sunboard.checks.balances import ZERO
from sunboard.checks.statement_lines import SPACES, TOTAL, amount_of
from sunboard.contracts import AnyRecord, Around, Finding, check, each, found
from sunboard.kinds.finance import Debt, Finance
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.node import Place
from sunboard.privacy.tables import apart_in_text

_MOVED = "增加"
_COLUMNS = tuple(
    regex(f"(?:本[期年季月])?{said}(?:数|额|金额|余额)?(?:[(（]元[)）])?")
    for said in ("[期年]初", _MOVED, "减少", "[期年]末")
)
_OWED = regex("债[权务]|应[收付]|欠|往来|对方")


def _may_owe(record: AnyRecord, around: Around) -> bool:
    fields = record.fields
    is_owed = isinstance(fields, Finance) and bool(fields.debts)
    return is_owed or bool(fields.tables) or _MOVED in record.body


@check("debt-wrong", where=_may_owe)
def debt_wrong(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """What is owed in the end is not what was owed before, with what came on and without what was paid."""
    fields = record.fields

    def look(debt: Debt) -> Iterator[Finding]:
        moved = None if debt.inc is None and debt.dec is None else (debt.inc or ZERO) - abs(debt.dec or ZERO)
        if debt.opening is not None and moved is not None and debt.closing != debt.opening + moved:
            yield _wrong(debt.at("closing"), debt.party, debt.closing, debt.opening + moved)

    if isinstance(fields, Finance) and fields.debts:  # also those of a table that is named in their place
        yield from each(fields.debts, look)
        return
    for table in fields.tables:
        at = record.at("tables")
        yield from _in_table(table.title or record.title, table.heads, [(row, at) for row in table.rows])
    for one in apart_in_text(record.document) if _MOVED in record.body else ():
        heads, *rows = [(row, one.place(number, 0)) for number, row in enumerate(one.rows)]
        yield from _in_table(record.title, heads[0], rows)


def _in_table(
    title: str, heads: Sequence[str], rows: Sequence[tuple[Sequence[str], Place]]
) -> Iterator[Finding]:
    """Yield the lines of a table of debts that do not add up; of another, or with two such columns, none."""
    bare = [SPACES.sub("", head) for head in heads]
    told = [[at for at, head in enumerate(bare) if column.fullmatch(head)] for column in _COLUMNS]
    if not all(len(columns) == 1 for columns in told) or not _OWED.search(f"{title}{''.join(bare)}"):
        return
    for row, place in rows:
        party = next((cell for cell in row if cell.strip() and amount_of(cell) is None), "").strip()
        cells = [row[at] if at < len(row) else "" for (at,) in told]
        opening, more, less, closing = map(amount_of, cells)
        if TOTAL.search(party) or opening is None or closing is None or (more is None and less is None):
            continue
        counted = opening + (more or ZERO) - abs(less or ZERO)
        if closing != counted:
            yield _wrong(place, party or title, closing, counted)


def _wrong(place: Place, party: str, closing: Decimal, counted: Decimal) -> Finding:
    return found(place, separated(closing), party=party, counted=separated(counted))
