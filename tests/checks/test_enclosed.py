"""What goes with a record is searched with it, and what is found is told where it stands."""

from __future__ import annotations

from dataclasses import replace

from sunboard.checks.offers import bidders_few
from sunboard.checks.privacy import bank_card, id_number, private_phone
from sunboard.contracts import Enclosed
from tests.checks.village_scene import VILLAGE, Scene, Snippet, around_of, stage
from tests.reading.test_enclosed_tables import BIDS, WORKS, read


def test_attachments_are_searched() -> None:
    record = stage(Scene("", (Snippet({"kind": "matter"}, "", frozenset()),))).readings[0].record
    assert record is not None
    data = "证件 629901199003078517\n卡 6222029901122334451\n电话 13900139000\n".encode()
    record = replace(record, enclosed=(Enclosed(f"{VILLAGE}/matters/a.txt", "名单", data, "", len(data)),))
    around = around_of((record,))
    assert [
        [(finding.place.line, finding.value) for finding in check.find(record, around)]
        for check in (id_number, bank_card, private_phone)
    ] == [[(1, "62*************517")], [(2, "62**************451")], [(3, "139****9000")]]


def test_offers_in_a_table_beside_the_works_are_told_in_it() -> None:
    record = read(WORKS, {"报价.csv": BIDS.encode()}, "project")[0].checked
    assert record is not None
    places = [finding.place for finding in bidders_few.find(record, around_of((record,)))]
    assert [(place.path.rpartition("/")[2], place.line, place.cell) for place in places] == [
        ("报价.csv", 2, "B2")
    ]
