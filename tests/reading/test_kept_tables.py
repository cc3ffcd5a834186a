"""A table that was read once is not read again, and nobody can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sunboard.model.node import Items
from sunboard.model.period import Period
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.reading.documents import read_document
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from sunboard.reading.tables.kept import KeptTables, table_of
from sunboard.reading.tables.table import read_table

PATH = "qingshi/liuwan/finances/q1.csv"
KIND = next(kind for kind in load_parts().kinds.values() if "finances" in kind.folders)
PART = next(iter(KIND.tables.values()))
SOUND = "日期,摘要,收入,支出\n2026-01-05,上级拨款,1000.00,\n2026-02-06,路灯电费,,35.50\n"
FIRST = Period(2026, "Q", 1)


def read(text: str, kept: KeptTables) -> tuple[Items | None, int]:
    """Return the rows of a table, and how often it was read for that."""
    heard, calls, data = Log(), [], text.encode()

    def rows() -> Items | None:
        calls.append(1)
        return read_table(data, PATH, PART, heard, period=FIRST)

    return kept.rows(table_of(data, PATH, PART, "", FIRST), heard, rows), len(calls)


def test_what_is_kept_comes_back_cell_by_cell_and_is_kept_on() -> None:
    first = KeptTables()
    rows, calls = read(SOUND, first)
    assert (first.to_keep, calls) != (None, 0)
    again = KeptTables(first.to_keep or b"")
    assert read(SOUND, again) == (rows, 0)
    assert again.to_keep is None


@pytest.mark.parametrize(
    "text",
    [
        SOUND.replace("路灯电费", "退款给 110101199003074477"),
        SOUND.replace("支出", "收入"),
        SOUND.replace("摘要", "经手人 110101199003074477"),
        "",
    ],
    ids=["a personal number", "something wrong", "a number in a head", "no rows"],
)
def test_what_must_not_be_told_or_was_told_of_is_read_again(text: str) -> None:
    kept = KeptTables()
    assert read(text, kept)[1] == read(text, KeptTables(kept.to_keep or b""))[1] == 1


def test_another_file_sheet_period_or_sort_of_rows_is_another_table() -> None:
    data, of = SOUND.encode(), table_of(SOUND.encode(), PATH, PART, "", FIRST)
    others = {
        table_of(data + b"\n", PATH, PART, "", FIRST),
        table_of(data, PATH.replace("q1", "q2"), PART, "", FIRST),
        table_of(data, PATH, PART, "一季度", FIRST),
        table_of(data, PATH, PART, "", FIRST.next()),
        table_of(data, PATH, PART, "", None),
        table_of(data, PATH, type("Other", (PART,), {}), "", FIRST),
    }
    assert len(others - {of}) == 6


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    first = KeptTables()
    read(SOUND, first)
    second = KeptTables(first.to_keep or b"")
    third = KeptTables(second.to_keep or b"")
    assert (second.to_keep is None, read(SOUND, third)[1]) == (False, 1)


def test_a_record_is_the_same_with_rows_that_were_kept() -> None:
    text = "---\n标题: 一季度收支\n期间: 2026-Q1\n明细: q1.csv\n---\n".encode()
    path = PATH.replace(".csv", ".md")
    files = VillageFiles("qingshi/liuwan", {path: text, PATH: SOUND.encode()}, {}, {})
    document = read_document(text, path, Log())
    assert document
    first = read_record(document, KIND, files)
    kept = KeptTables(files.tables.to_keep or b"")
    second = read_record(document, KIND, replace(files, tables=kept))
    assert (first.document, first.problems) == (second.document, second.problems)
    assert kept.to_keep is None
