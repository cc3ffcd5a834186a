"""The county's ledger of registers, and the parts of a register."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sunboard.building.warm import Warmth
from sunboard.issuing.register import Edition, numbers_in, read_register
from sunboard.issuing.serials import SerialsRow, parse_serials, serials_bytes
from sunboard.model.problem import Log

ROWS = [
    SerialsRow("629901001002", "zjw", {2026: 3}),
    SerialsRow("629901001001", "liuwan", {2025: 12, 2026: 10007}),
]


def first_edition(kind: str = "matter") -> Edition:
    return Edition(
        number="2026-0001",
        edition=1,
        date="2026-03-06",
        kind=kind,
        path="a/b/事项/c.md",
        digest="d1:0",
        code="629901001001",
        slug="liuwan",
        values={},
        body="",
    )


def test_a_ledger_reads_back() -> None:
    data = serials_bytes(ROWS)
    assert (
        data.decode()
        == "code,slug,last\n629901001001,liuwan,2025-0012 2026-10007\n629901001002,zjw,2026-0003\n"
    )
    assert parse_serials(data, Log()) == {row.code: row for row in ROWS}


def test_after_a_merge_the_higher_numbers_count() -> None:
    merged = (
        b"code,slug,last\n<<<<<<< HEAD\n629901001001,liuwan,2026-0007\n=======\n"
        b"629901001001,liuwan,2025-0001 2026-0006\n>>>>>>> other\n"
    )
    assert parse_serials(merged, Log()) == {
        "629901001001": SerialsRow("629901001001", "liuwan", {2025: 1, 2026: 7})
    }


@pytest.mark.parametrize(
    ("values", "kind"), [('{"reason": 0.5}', "matter"), ('{"reason": NaN}', "matter"), ("{}", "rumour")]
)
def test_an_edition_that_cannot_be_shown_is_a_conflict(values: str, kind: str) -> None:
    edition = first_edition(kind).to_bytes()
    log = Log()
    register = read_register(
        {"2026-0001.1.json": edition.replace(b'"values": {}', f'"values": {values}'.encode())},
        "a/b",
        {},
        {"matter"},
        log,
    )
    assert (register.hurt, [problem.fault.code for problem in log.problems]) == (True, ["register-conflict"])


def test_a_file_of_the_register_is_read_once_while_somebody_writes() -> None:
    edition = first_edition()
    village = Warmth().of("a/b")

    def read(data: bytes) -> Edition:
        found = read_register({edition.file: data}, "a/b", {}, {"matter"}, Log(), village.once)
        return found.editions["2026-0001"][0]

    first = read(edition.to_bytes())
    assert read(edition.to_bytes()) is first
    assert read(replace(edition, body="别的").to_bytes()).body == "别的"


def test_anything_else_is_no_row_and_told_with_its_line() -> None:
    log = Log()
    data = "随便\n\xff,,\n629901001001\n629901001002;zjw;2026-0003 2026-99999999\n".encode("gb18030")
    assert parse_serials(data, log) == {
        "629901001001": SerialsRow("629901001001", "", {}),
        "629901001002": SerialsRow("629901001002", "zjw", {2026: 3}),
    }
    assert [(problem.fault.code, problem.place.line) for problem in log.problems] == [
        ("ledger-damaged", line) for line in (1, 2, 3, 4)
    ]


def test_a_damaged_ledger_is_no_crash() -> None:
    for data in (b"\xff\xfe\xff", b"code\0", b"629901001001,a,2026-" + b"9" * 5000, b"a" * 200_000):
        log = Log()
        parse_serials(data, log)
        assert log.problems


def test_a_resolution_of_another_paper_is_no_public_number() -> None:
    text = "JY-2026-0004、2026-0007，见2026-0008；2026-0009-1 https://cun.example.com/a/2026-0010/"
    assert [*numbers_in(text)] == ["2026-0007", "2026-0008", "2026-0010"]
