"""The gates: why a record may not be shown as it stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any
from unittest.mock import Mock

import pytest

from sunboard.building.gates import candidate_of, found_by, judge, without_leaks
from sunboard.contracts import AnyRecord, Around, Check, Finding, Kind, Parts, found
from sunboard.faults import fault
from sunboard.fields.disclosure import Disclosure
from sunboard.issuing.issue import Shown
from sunboard.issuing.register import UNKNOWN_PATH, Edition, Register
from sunboard.model.node import Place
from sunboard.model.plain import Values
from sunboard.model.problem import Log, Problem
from sunboard.model.state import State
from sunboard.parts import load_parts
from sunboard.reading.documents import Reading, read_document
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from sunboard.settings.law import law_of
from tests.helpers.one_village import POWER, matter

HOME = "qingshi/liuwan"
FILLED_WITH_NOTHING = ("summary-only", "not-applicable-without-reason")  # messages without blanks
TODAY = date(2026, 1, 12)
PARTS = load_parts()
KIND = next(kind for kind in PARTS.kinds.values() if "matters" in kind.folders)
LIST = next(kind for kind in PARTS.kinds.values() if kind.inherited)
WARNING, ERROR, LEAKED = (
    Problem(fault(code), Place("a.md", 1, field="公开范围"), "党内")
    for code in ("audience-limited", "duplicate-record", "id-number")
)


def reading(kind: Kind, text: str, path: str = f"{HOME}/matters/a.md") -> Reading:
    document = read_document(text.encode(), path, Log())
    assert document is not None
    return read_record(document, kind, VillageFiles(HOME, {}, {}, {}))


def gate(more: str = "标签: 路", day: str = "2026-01-10", *problems: Problem) -> str:
    text = matter("修路协商结果公开", day=day, more=more)
    return candidate_of(reading(KIND, text), problems, TODAY, Log()).gate


@pytest.mark.parametrize(
    ("more", "day", "problems", "expected"),
    [
        pytest.param("", "2026-01-10", [WARNING], None, id="warnings hold nothing back"),
        pytest.param("", "2026-01-10", [WARNING, ERROR], State.HELD, id="an error does"),
        pytest.param("", "2026-01-10", [ERROR, LEAKED], State.LEAK, id="a leak is stronger"),
        pytest.param("", "2026-01-12", [], None, id="published today"),
        pytest.param("", "2026-01-13", [], State.SCHEDULED, id="published tomorrow"),
        pytest.param("", "2026-01-13", [ERROR], State.HELD, id="an error is told before the day comes"),
        pytest.param("状态: 草稿", "2026-01-10", [ERROR], State.DRAFT, id="a draft may have errors"),
        pytest.param("状态: 待审", "2026-01-13", [], State.DRAFT, id="so may what waits for review"),
        pytest.param("状态: 草稿", "2026-01-10", [LEAKED], State.LEAK, id="but no leak"),
        pytest.param("公开范围: 党内", "2026-01-10", [], State.CLOSED, id="for Party members only"),
        pytest.param(
            "公开范围: 党内\n状态: 草稿", "2026-01-10", [ERROR], State.CLOSED, id="closed stays closed"
        ),
    ],
)
def test_a_gate_is_the_strongest_reason(
    more: str, day: str, problems: list[Problem], expected: State | None
) -> None:
    assert gate(more or "标签: 路", day, *problems) == expected


def test_what_cannot_be_read_is_held_under_the_name_of_its_file() -> None:
    unread = Reading(f"{HOME}/matters/a.md", KIND.name, raw=b"\xff")
    candidate = candidate_of(unread, (), TODAY, Log())
    assert (candidate.gate, candidate.digest, candidate.place.path) == (State.HELD, "", unread.source)


def asked_of(more: str, given: tuple[str, ...]) -> bool:
    """Tell whether a check that finds something everywhere is asked of a record."""
    check = Check(fault("corrects-itself"), Disclosure, lambda record, around: [found(record.at())], given)
    return bool(found_in([check], matter("一件事", more=more)))


def found_in(checks: Sequence[Check], text: str) -> list[Problem]:
    """Return what checks find in a matter."""
    record = reading(KIND, text).checked
    assert record is not None
    packaged = Mock(law=law_of(()))
    around: Any = Mock(packaged=packaged, once_for=lambda key, make: make(), day_of=lambda record: TODAY)
    return [*found_by(checks, record, around)]


def test_a_check_is_asked_only_where_one_of_the_fields_that_it_needs_is_given() -> None:
    assert asked_of("标签: 路", ())
    assert asked_of("标签: 路\ncorrects: 2026-0001", ("related", "corrects"))
    assert not asked_of("标签: 路", ("related", "corrects"))
    assert asked_of("公示天数: 很多", ("notice_days",)), "what could not be read is asked for all the same"


def test_checks_that_share_a_glance_are_asked_where_it_holds_after_one_look() -> None:
    looked: list[str] = []

    def is_titled(record: AnyRecord, around: Around) -> bool:
        looked.append(record.title)
        return record.title == "一件事"

    def find(record: AnyRecord, around: Around) -> list[Finding]:
        return [found(record.at())]

    checks = [Check(fault(code), Disclosure, find, where=is_titled) for code in FILLED_WITH_NOTHING]
    assert [len(found_in(checks, matter(title))) for title in ("一件事", "另一件事")] == [2, 0]
    assert looked == ["一件事", "另一件事"]


def test_a_check_is_asked_where_its_glance_asks_for_what_could_not_be_read() -> None:
    check = Check(
        fault(FILLED_WITH_NOTHING[0]),
        Disclosure,
        lambda record, around: [found(record.at())],
        where=lambda record, around: record.fields.notice_days,
    )
    assert found_in([check], matter("一件事", more="公示天数: 很多"))
    assert not found_in([check], matter("一件事", more="标签: 路"))


def test_the_fields_that_checks_need_are_fields() -> None:
    for check in PARTS.checks:
        kinds = (kind.fields for kind in PARTS.kinds.values() if issubclass(kind.fields, check.fields))
        known = {field.name for kind in kinds for field in dataclasses.fields(kind)}
        assert known.issuperset(check.given), check.fault.code


def judged(*readings: Reading, register: Register | None = None) -> dict[str, State | None]:
    parts = Parts(kinds=PARTS.kinds, checks=(), channels={})
    around: Any = Mock(
        today=TODAY,
        public_phones=frozenset(),
        packaged=Mock(law=law_of(())),
        once_for=lambda key, make: make(),
        day_of=lambda record: TODAY,
    )
    found = judge(readings, around, register or Register(), HOME, parts, Log())
    return {item.candidate.source: item.candidate.gate for item in found}


def test_a_list_from_above_waits_while_a_file_of_the_villages_own_is_unclear() -> None:
    above = reading(LIST, POWER, "powers/A01.md")
    broken = Reading(f"{HOME}/powers/A01.md", LIST.name)
    other = Reading(f"{HOME}/matters/a.md", KIND.name)
    book = Reading(f"{HOME}/村.xlsx", "")
    assert judged(above)["powers/A01.md"] is None
    assert judged(above, other)["powers/A01.md"] is None
    assert judged(above, broken)["powers/A01.md"] == State.HELD
    assert judged(above, book)["powers/A01.md"] == State.HELD, "a whole workbook may hold any kind"
    digest = candidate_of(above, (), TODAY, Log()).digest
    issued = Register({"2026-0001": (edition({}, digest=digest),)})
    assert judged(above, broken, register=issued)["powers/A01.md"] is None, "it says what it has said"


def edition(values: Values, path: str = "a.md", digest: str = "d1:a") -> Edition:
    return Edition(
        number="2026-0001",
        edition=1,
        date="2026-01-10",
        kind=KIND.name,
        path=path,
        digest=digest,
        code="629901001001",
        slug="liuwan",
        values=values,
        body="",
    )


def test_an_old_edition_that_leaks_is_sealed_and_loses_a_name_that_tells() -> None:
    secret = {"title": "联系人身份证号 11010519491231002X"}
    old = edition(secret, "11010519491231002X.md")
    (item,) = without_leaks([Shown("2026-0001", State.MISSING, old, None)], {}, frozenset())
    assert (item.why, item.edition) == (State.LEAK, None)
    assert item.sealed
    assert (item.sealed.values, item.sealed.path) == ({}, UNKNOWN_PATH)


def test_the_cells_of_a_table_in_an_old_edition_are_read_under_their_heads() -> None:
    table: Values = {"tables": [{"heads": ["姓名", "银行账号"], "rows": [["张某某", "620000123456"]]}]}
    plain: Values = {"tables": [{"heads": ["姓名", "地块"], "rows": [["张某某", "620000123456"]]}]}
    for values, why in ((table, State.LEAK), (plain, State.MISSING)):
        (item,) = without_leaks([Shown("2026-0001", State.MISSING, edition(values), None)], {}, frozenset())
        assert item.why == why


@pytest.mark.parametrize(("why", "phones"), [(State.LIVE, ()), (State.MISSING, ("13900001234",))])
def test_what_was_checked_as_a_file_or_may_be_told_stays(why: State, phones: tuple[str, ...]) -> None:
    shown = Shown("2026-0001", why, edition({"title": "电话 13900001234"}), None)
    assert without_leaks([shown], {}, frozenset(phones)) == (shown,)
