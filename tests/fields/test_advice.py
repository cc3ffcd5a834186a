"""What is proposed for a name that no field has."""

from __future__ import annotations

import pytest

from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.groups import read_partly
from sunboard.fields.part import Part
from sunboard.fields.scalars import phone
from sunboard.kinds.matter import Matter
from sunboard.kinds.reply import Reply
from sunboard.model.node import Fields, Scalar
from sunboard.model.problem import Log
from sunboard.settings.places import Site


def advised(part: type[Part], written: str) -> dict[str, str]:
    log = Log()
    fields = parse_yaml(written, "a.md", log)
    assert isinstance(fields, Fields)
    read_partly(part, fields, log)
    unknown = (one for one in log.problems if one.fault.code == "key-unknown")
    return {one.value: f"{one.details.get('near', '')}" for one in unknown}


@pytest.mark.parametrize("name", ["决议", "四议两公开情况"])
def test_a_group_is_known_by_what_stands_below_it(name: str) -> None:
    steps = "  支部提议: 2026-03-02\n  两委商议: 2026-03-04\n  决议公开: 2026-03-07至2026-03-14"
    assert advised(Matter, f"{name}:\n{steps}") == {name: "议事决策"}


def test_what_is_missing_is_proposed_under_the_name_by_which_it_is_missed() -> None:
    assert advised(Reply, "来访的日期: 2026-03-02") == {"来访的日期": "收到日期"}


def test_no_place_is_proposed_that_does_not_take_what_is_written() -> None:
    log = Log()
    fields = parse_yaml("标题: 云溪县\n热线:\n  纪委监委: 12388\n  政务服务: 12345", "site.yaml", log)
    assert isinstance(fields, Fields)
    read_partly(Site, fields, log)
    (told,) = (one for one in log.problems if one.fault.code == "key-unknown")
    assert told.details["where"] == "few"


@pytest.mark.parametrize(("number", "length"), [("8880001", "whole"), ("888012", "short")])
def test_a_number_too_short_for_an_area_code_is_given_none(number: str, length: str) -> None:
    log = Log()
    assert phone(Scalar(number), log) == number
    assert [one.details["length"] for one in log.problems] == [length]
