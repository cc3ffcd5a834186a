"""What is known of a record for the duties of its village, whatever became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from sunboard.duties.disclosed import Disclosed
from sunboard.issuing.issue import Candidate, Shown
from sunboard.issuing.register import Edition
from sunboard.model.node import Place
from sunboard.model.state import State
from sunboard.parts import load_parts
from sunboard.settings.packaged import load_packaged, packaged_files
from sunboard.settings.places import NotOwed, Site, Township, Village
from sunboard.theming import BUILT_IN, load_theme
from sunboard.viewing.context import VillageContext
from sunboard.viewing.disclosed import obliged

TODAY = date(2026, 4, 20)
KINDS = load_parts().kinds


@cache
def context() -> VillageContext:
    return VillageContext(
        slug="liuwan",
        village=Village(
            name="柳湾村", code="629901001001", not_owed=(NotOwed(code="债权债务", reason="没有往来账"),)
        ),
        township=Township(name="青石镇", monthly=True),
        township_slug="qingshi",
        site=Site(title="云溪县村务公开"),
        packaged=load_packaged(packaged_files(), {})[0],
        theme=load_theme("default", "zh", (BUILT_IN,), (), ()),
        today=TODAY,
    )


def edition(kind: str = "matter", number: str = "2026-0001", **values: Any) -> Edition:
    return Edition(
        number=number,
        edition=1,
        date="2026-04-15",
        kind=kind,
        path="qingshi/liuwan/事项/a.md",
        digest="d1:0",
        code="629901001001",
        slug="liuwan",
        values={"catalog": "CW09", "title": "报酬", **values},
        body="",
    )


def candidate(kind: str = "matter", gate: State | None = None, **values: Any) -> Candidate:
    written = {"catalog": "CW09", "title": "报酬", **values}
    day = written.get("publish_date")
    published = date.fromisoformat(day) if day else None
    return Candidate("a.md", kind, Place("a.md"), values=written, gate=gate, published=published)


def known(*shown: Shown) -> tuple[Disclosed, ...]:
    register = {item.number: (item.edition,) for item in shown if item.edition and item.number}
    return obliged(context(), shown, register, KINDS).disclosed


ISSUED = edition(publish_date="2026-04-10", period="2026-Q1")


@pytest.mark.parametrize(
    ("shown", "published", "waits"),
    [
        (Shown("2026-0001", State.LIVE, ISSUED, candidate(), 1), "2026-04-10", ""),
        # the day of the first edition, where nobody wrote one
        (Shown("2026-0001", State.LIVE, edition(), candidate(), 1), "2026-04-15", ""),
        # as it stands on show, whatever is wrong with its file
        (Shown("2026-0001", State.HELD, ISSUED, candidate(gate=State.HELD), 1), "2026-04-10", ""),
        (Shown("2026-0001", State.MISSING, ISSUED, None, 1), "2026-04-10", ""),
        (Shown("", State.DRAFT, None, candidate(gate=State.DRAFT)), None, "draft"),
        (Shown("", State.HELD, None, candidate(gate=State.HELD, publish_date="2026-04-10")), None, "held"),
        # what only members of the Party read hangs where they see it
        (
            Shown("", State.HELD, None, candidate(gate=State.CLOSED, publish_date="2026-04-10")),
            "2026-04-10",
            "closed",
        ),
        # it says of itself that it was taken down too soon, which is what holds it
        (
            Shown(
                "",
                State.HELD,
                None,
                candidate(gate=State.HELD, publish_date="2026-04-10", posted_until="2026-04-14"),
            ),
            "2026-04-10",
            "",
        ),
    ],
)
def test_what_was_published_and_when(shown: Shown, published: str | None, waits: str) -> None:
    (found,) = known(shown)
    assert (found.published and found.published.isoformat(), found.waits) == (published, waits)


def test_what_is_taken_back_has_hung_until_the_day_before() -> None:
    back = replace(ISSUED, values={**ISSUED.values, "withdrawn": {"date": "2026-04-13", "reason": "写错"}})
    (found,) = known(Shown("2026-0001", State.LIVE, back, candidate(), 1))
    assert (found.off, found.waits) == (date(2026, 4, 12), "withdrawn")


def test_records_stand_under_the_row_of_their_kind_and_lists_count_once() -> None:
    powers = [
        Shown(
            f"2026-000{at}",
            State.LIVE,
            edition("power", f"2026-000{at}", catalog="", publish_date=day),
            None,
            1,
        )
        for at, day in enumerate(("2026-02-01", "2026-01-05", "2026-03-01"))
    ]
    reply = edition("reply", "2026-0009", catalog="", publish_date="2026-04-10", asked_on="2026-04-02")
    found = {one.catalog: one for one in known(*powers, Shown("2026-0009", State.LIVE, reply, None, 1))}
    assert {*found} == {"QL01", "CW15"}
    assert found["QL01"].published == date(2026, 1, 5)
    assert found["CW15"].event == date(2026, 4, 2)
    assert known(Shown("2026-0001", State.LIVE, edition(catalog=""), None, 1)) == ()


@pytest.mark.parametrize(
    ("catalog", "rows"),
    [("CK02", {"CK02", "CK03", "CK06"}), ("", {"CK02", "CK03", "CK06"}), ("CK08", {"CK08"})],
)
def test_accounts_count_for_whatever_rows_they_tell(catalog: str, rows: set[str]) -> None:
    """As a person counts who finds the balance sheet and what is in each account under the entries."""
    told = {
        "catalog": catalog,
        "period": "2026-Q1",
        "publish_date": "2026-04-10",
        "accounts": [{"code": "B", "opening": "1.00", "closing": "2.00"}],
        "balance_sheet": [{"name": "银行存款", "opening": "1.00", "closing": "2.00"}],
        "debts": [],
    }
    found = known(Shown("2026-0001", State.LIVE, edition("finance", **told), candidate("finance", **told), 1))
    assert {one.catalog for one in found} == rows
    assert {(one.period, one.number, one.published) for one in found} == {
        ("2026-Q1", "2026-0001", date(2026, 4, 10))
    }


def test_the_settings_say_what_is_not_owed_by_any_name_and_whether_books_are_busy() -> None:
    owing = obliged(context(), (), {}, KINDS)
    assert owing.switched_off == {"CK05": "没有往来账"}
    assert (owing.monthly, owing.since, owing.start) == (True, None, None)
