"""Problems as they can be told."""

from __future__ import annotations

from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.privacy.masking import masked_problem


def test_no_example_proposes_a_masked_number() -> None:
    written = "江东升 13900007777"
    example = f"{{姓名: 江东升, 电话: {written[-11:]}}}"
    details = {"expected": "group", "example": example, "near": written}
    told = masked_problem(Problem(fault("shape-wrong"), Place(), written, details), frozenset())
    assert told.value == told.details["near"] == "江东升 139****7777"
    assert told.details["example"] == "{姓名: 江东升, 电话: …}"
    assert masked_problem(told, frozenset()).details == told.details


def test_a_public_telephone_stays_in_an_example() -> None:
    details = {"expected": "group", "example": "{电话: 13900007777}"}
    told = masked_problem(Problem(fault("shape-wrong"), Place(), "", details), frozenset(("13900007777",)))
    assert told.details == details
