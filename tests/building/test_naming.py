"""Villages found by what people call them."""

from __future__ import annotations

import pytest

from sunboard.building.naming import VillageName, villages_called, villages_like


def _village(slug: str, folder: str, name: str, township: str) -> VillageName:
    return VillageName(slug, folder, name, township, folder.partition("/")[0])


VILLAGES = (
    _village("liuwan", "qingshi/liuwan", "柳湾村", "青石镇"),
    _village("v101202", "qingshi/石桥", "石桥村", "青石镇"),
    _village("sqsq", "qingshi/sqsq", "石桥社区", "青石镇"),
    _village("lw2", "longquan/liuwan", "柳湾村", "龙泉乡"),
    _village("weir", "longquan/weir", "Long Weir Village", "龙泉乡"),
    _village("east", "longquan/dong", "东村", "龙泉乡"),
)


@pytest.mark.parametrize(
    ("written", "slugs"),
    [
        ("liuwan", ["liuwan"]),  # a slug is one village's alone
        ("柳湾村", ["liuwan", "lw2"]),
        ("柳湾", ["liuwan", "lw2"]),
        ("青石镇/柳湾村", ["liuwan"]),
        (" 青石 ／ 柳湾 ", ["liuwan"]),
        ("龙泉乡\\柳湾村", ["lw2"]),
        ("云溪县/龙泉乡/柳湾村", ["lw2"]),
        ("longquan/liuwan", ["lw2"]),
        ("石桥", ["v101202"]),  # a folder
        ("石桥社区", ["sqsq"]),
        ("东村", ["east"]),
        ("Long Weir Village", ["weir"]),
        ("LongWeirVillage", ["weir"]),
        ("龙泉乡 / 柳 湾村", ["lw2"]),
        ("东", []),
        ("柳湾社区", []),
        ("a/云溪县/龙泉乡/柳湾村", []),
        ("", []),
        ("/", []),
    ],
)
def test_a_village_goes_by_its_names(written: str, slugs: list[str]) -> None:
    assert [village.slug for village in villages_called(written, VILLAGES)] == slugs


@pytest.mark.parametrize(
    ("written", "slugs"), [("柳弯村", ["liuwan", "lw2"]), ("青石镇/liuwam", ["liuwan", "lw2"]), ("丙丁", [])]
)
def test_a_mistyped_name_finds_those_that_it_may_mean(written: str, slugs: list[str]) -> None:
    assert [village.slug for village in villages_like(written, VILLAGES)] == slugs


def test_a_candidate_names_what_tells_it_from_every_other() -> None:
    assert str(VILLAGES[3]) == "lw2（龙泉乡/柳湾村）"
