"""Numbers in the tables of a village that stand in no record, and how they are told."""

from __future__ import annotations

import pytest

from sunboard.building.warm import Warmth
from sunboard.model.node import Document, Entry, Fields, Items, Place, Scalar
from sunboard.model.row import Head, Row
from sunboard.privacy import unpublished
from sunboard.privacy.enclosures import Searched, search_file
from sunboard.privacy.unpublished import NUMBER_KEPT, numbers_kept
from tests.helpers.workbooks import workbook

ID, PHONE = "629901199003078517", "13900139000"
BOOK, LIST = "qingshi/liuwan/一本账.xlsx", "qingshi/liuwan/名单.csv"
IN_B2 = ("花名册!B2", "62*************517", "id")
READ = Document(BOOK, Fields((Entry("大白话", Scalar("x", Place(BOOK, 2, "事项!B2"))),)))


def _kept(data: bytes, path: str = BOOK, attached: tuple[str, ...] = ()) -> list[tuple[str, str, object]]:
    found = list(numbers_kept({path: data}, [READ], attached, frozenset(("13811112222",))))
    assert {leak.fault for leak in found} <= {NUMBER_KEPT}
    return [(leak.place.cell, leak.value, leak.details["what"]) for leak in found]


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ({"花名册": [("姓名", "证"), ("何某某", ID)]}, [("花名册!B2", "62*************517", "id")]),
        ({"事项": [("标题", "#证"), ("修路", ID)]}, []),  # B2 was read: it is told with its record
        ({"事项": [("标题", "大白话", "#证"), ("修路", "x", ID)]}, [("事项!C2", "62*************517", "id")]),
        ({"通讯录": [("姓名", "电话"), ("何某某", PHONE)]}, [("通讯录!B2", "139****9000", "phone")]),
        ({"通讯录": [("姓名", "电话"), ("何某某", "13811112222")]}, []),
        ({"#通讯录": [("姓名", "电话"), ("何某某", PHONE)]}, []),  # a clerk's own
        ({"事项": [("标题", "大白话", "#电话"), ("修路", "x", PHONE)]}, []),
        ({"收支": [("日期", "金额"), ("2026-01-05", "1234567.89")]}, []),
        *(
            ({"花名册": [("姓名", "证"), ("何某某", gap.join((ID[:6], ID[6:14], ID[14:])))]}, [IN_B2])
            for gap in (".", "/", "\u3000", "\n", "\u00a0-")
        ),
        ({"花名册": [("何某某",), (ID[:6], ID[6:14], ID[14:])]}, [("花名册!A2", IN_B2[1], "id")]),
        ({"花名册": [("何某某",), (ID[:9], ID[9:])]}, [("花名册!A2", IN_B2[1], "id")]),
    ],
)
def test_what_a_workbook_keeps(
    sheets: dict[str, list[tuple[object, ...]]], told: list[tuple[str, str, str]]
) -> None:
    assert _kept(workbook(sheets)) == told


def test_what_is_handed_out_or_read_whole_is_told_elsewhere() -> None:
    book = workbook({"花名册": [("姓名", "证"), ("何某某", ID)]})
    assert _kept(book, attached=(BOOK,)) == []
    rows = f"姓名,证\n何某某,{ID}\n".encode()
    assert len(_kept(rows, LIST)) == 1
    assert _kept(rows, BOOK.replace(".xlsx", ".csv")) != []
    named = Document("a.md", Fields((Entry("名单", Scalar("x", Place(LIST, 2))),)))
    assert list(numbers_kept({LIST: rows}, [named], (), frozenset())) == []
    row = Row(Head(LIST, "", ("姓名", "证"), ("A", "B")), ("何某某", ID), 2)
    shown = Items((Fields((Entry("行", Items((row,))),)),), Place("a.md", 3))  # a table that a record shows
    documents = [Document("a.md", Fields((Entry("表格", shown),)))]
    assert list(numbers_kept({LIST: rows}, documents, (), frozenset())) == []


def test_a_file_that_did_not_change_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched, village = list[bytes](), Warmth().of("a/b")

    def search(data: bytes, path: str, phones: frozenset[str]) -> Searched:
        searched.append(data)
        return search_file(data, path, phones)

    monkeypatch.setattr(unpublished, "search_file", search)
    first, later = (f"姓名,证\n{name},{ID}\n".encode() for name in ("何某某", "何某"))
    for rows in (first, first, later):
        assert len(list(numbers_kept({LIST: rows}, [], (), frozenset(), village.once))) == 1
    assert searched == [first, later]
