"""What a village accounts for its money with, whatever became of each record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sunboard.faults import fault
from sunboard.issuing.issue import Shown
from sunboard.model.accounts import Account, Answer
from sunboard.model.blocks import Figure
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.model.view import RecordView
from sunboard.viewing.accounts import accounts_of
from tests.helpers.views import finance_view
from tests.viewing.test_disclosed import KINDS, candidate, context, edition

BOOKS = {"period": "2026-Q1", "account_set": "集体经济组织", "title": "一季度收支"}
FIGURES = (Figure("上期结余", "5.00", role="opening"), Figure("收入合计", "2.00", role="income"))
ROUND = Problem(fault("amounts-round"), Place("a.md", 9), "3", {"least": "1000", "of": "20", "count": "18"})


def issued(kind: str, number: str, **values: Any) -> Shown:
    return Shown(number, State.LIVE, edition(kind, number, **values), candidate(kind, **values))


def accounts(*shown: Shown, views: tuple[RecordView, ...] = ()) -> list[Account]:
    return list(accounts_of(shown, views, lambda source: (ROUND,) if source else (), KINDS, context()))


def test_an_account_has_the_figures_that_are_shown() -> None:
    view = finance_view("2026-0012", figures=(*FIGURES, Figure("欠款", "1.00")))
    (found,) = accounts(issued("finance", "2026-0012", **BOOKS), views=(view,))
    assert (found.period, found.books, found.number) == ("2026-Q1", "集体经济组织", "2026-0012")
    assert found.figures == {"opening": "5.00", "income": "2.00"}
    assert found.asked == (ROUND,)


def test_a_correction_and_a_reply_answer_it() -> None:
    found = accounts(
        issued("finance", "2026-0012", **BOOKS),
        issued("finance", "2026-0020", **BOOKS, corrects="2026-0012", owner="罗会兰"),
        issued("reply", "2026-0021", title="问", related=["2026-0012"], answered_by="陈守田", owner="吴月琴"),
        issued("matter", "2026-0022", title="无关"),
    )
    assert [one.number for one in found] == ["2026-0012", "2026-0020"]
    assert found[0].answers == (
        Answer(number="2026-0020", title="一季度收支", by="罗会兰", date="2026-04-15", corrects=True),
        Answer(number="2026-0021", title="问", by="陈守田", date="2026-04-15"),
    )


def test_one_that_waits_for_its_number_says_so() -> None:
    waiting = Shown("", State.LIVE, edition("finance", "", **BOOKS), candidate("finance", **BOOKS))
    view = replace(finance_view("", figures=FIGURES), source=Place("a.md", 1))
    (found,) = accounts(waiting, views=(view,))
    assert (found.state, bool(found.figures)) == (State.WAITING, True)


def test_a_held_one_counts_and_what_was_taken_back_does_not() -> None:
    held = Shown("", State.HELD, None, candidate("finance", State.HELD, **BOOKS))
    withdrawn = replace(finance_view("2026-0012"), state=State.WITHDRAWN)
    found = accounts(held, issued("finance", "2026-0012", **BOOKS), views=(withdrawn,))
    assert [(one.number, one.state, one.figures) for one in found] == [("", State.HELD, {})]
