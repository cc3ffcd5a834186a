"""What rules of a ledger ask of its rows before they look closely."""

from __future__ import annotations

from operator import attrgetter
from types import SimpleNamespace

from sunboard.checks.ledgers import those
from sunboard.fields.part import PartlyRead
from sunboard.kinds.finance import LedgerRow

CITING, OTHER = LedgerRow(summary="付灯泡", decision="JY-1"), LedgerRow(summary="付水泥")


def test_a_rule_looks_only_at_the_rows_that_it_is_about() -> None:
    assert [*those((OTHER, CITING), attrgetter("decision"))] == [CITING]


def test_it_looks_at_all_rows_where_some_tell_too_little() -> None:
    unread = LedgerRow.partly({"summary": "付"}, {}, {"decision"})
    assert those(rows := (OTHER, unread, CITING), attrgetter("decision")) is rows
    assert those(rows := PartlyRead((OTHER,)), attrgetter("decision")) is rows


def test_what_is_looked_for_may_be_anything_that_a_row_tells() -> None:
    rows = [SimpleNamespace(expense=1), SimpleNamespace(expense=9)]
    assert those(rows, lambda row: row.expense > 5) == rows[1:]
