"""A village's settings: what is read, and what stops the village."""

from __future__ import annotations

import pytest

from sunboard.model.problem import Log
from sunboard.reading.settings import NAME_TWICE, read_village_settings

HEAD = "名称: 柳湾村\n行政区划代码: '629901001001'\n"


def read(text: str) -> tuple[object, Log]:
    read = read_village_settings((HEAD + text).encode(), "liuwan")
    log = Log()
    log.problems += read.problems
    return read.understood, log


@pytest.mark.parametrize(
    ("key", "attribute", "what"), [("公开栏", "boards", "公开栏"), ("屏幕", "screens", "屏幕")]
)
def test_of_two_of_one_name_the_first_is_kept_and_the_village_is_built(
    key: str, attribute: str, what: str
) -> None:
    plans = "".join(
        f"  - 名称: {name}\n    尺寸: {size}\n"
        for name, size in (("gate", "1200x900"), ("square", "600x900"), ("gate", "300x300"))
    )
    village, log = read(f"{key}:\n{plans}")
    assert [(plan.name, plan.size) for plan in getattr(village, attribute)] == [
        ("gate", (1200, 900)),
        ("square", (600, 900)),
    ]
    (problem,) = log.problems
    assert problem.fault is NAME_TWICE
    assert problem.is_error
    assert problem.place.line == 8
    assert what in problem.message("zh")
    assert attribute in problem.message("en")


def test_a_board_and_a_screen_may_share_a_name() -> None:
    village, log = read(
        "公开栏:\n  - 名称: gate\n    尺寸: 1200x900\n屏幕:\n  - 名称: gate\n    尺寸: 1920x1080\n"
    )
    assert village is not None
    assert log.problems == []


def test_settings_that_cannot_be_read_stop_the_village() -> None:
    village, log = read("公开栏:\n  - 名称: gate\n    尺寸: 大\n")
    assert village is None
    assert log.has_error


@pytest.mark.parametrize("code", ["6299 0100 1001", "６２９９０１００１００１", "629901 001 001"])
def test_the_code_may_be_typed_in_groups(code: str) -> None:
    village = read_village_settings(f"名称: 柳湾村\n行政区划代码: {code}\n".encode(), "liuwan").understood
    assert village is not None
    assert village.code == "629901001001"


GOOD = "http://gk.example.com:8080/a http://192.168.1.10/gk https://localhost:65535"
BAD = "http://gk.2026 http://256.1.1.1 http://1.2.3 http://a.example.com:65536 http://a.example.com:99999"


@pytest.mark.parametrize("address", [*GOOD.split(), *BAD.split()])
def test_an_address_is_one_that_can_be(address: str) -> None:
    accepted = address in GOOD.split()
    village, log = read(f"网址: {address}\n")
    assert (village is not None) == accepted
    assert [problem.place.line for problem in log.problems] == ([] if accepted else [3])
