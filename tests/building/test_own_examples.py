"""Cures name the village's own telephones and people, or what is nobody's."""

from __future__ import annotations

import pytest

from sunboard.building.own_examples import own_examples
from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.privacy.leaks import leaks_in_text
from sunboard.settings.posts import Post

POSTS = (
    Post(name="周大成", duty="村党支部书记、村委会主任"),
    Post(name="林小河", duty="村委会委员、文书"),
    Post(name="苗素英", duty="村务监督委员会主任"),
)
EXAMPLE = "电话: {办理: 0900-8880001, 监督: 0900-8880110}"


@pytest.mark.parametrize(
    ("contact", "supervise", "told"),
    [
        ("0900-8880120", "0900-8880125", "电话: {办理: 0900-8880120, 监督: 0900-8880125}"),
        ("0900-8880120", "", "电话: {办理: 0900-8880120, 监督: 0XXX-XXXXXXX}"),
    ],
)
def test_an_example_has_numbers_of_the_village(contact: str, supervise: str, told: str) -> None:
    problem = Problem(fault("approver-missing"), Place("a.md", 2), "", {"example": EXAMPLE})
    (own,) = own_examples(contact, supervise).of([problem])
    assert own.details["example"] == told


@pytest.mark.parametrize(
    ("example", "told", "without_posts"),
    [
        ("经办人: 陈守田", "经办人: 林小河", "经办人: ×××"),
        ("监委会意见: {审核人: 吴月琴}", "监委会意见: {审核人: 苗素英}", "监委会意见: {审核人: ×××}"),
        ("何广仁", "周大成", "×××"),
    ],
)
def test_an_example_has_people_of_the_village(example: str, told: str, without_posts: str) -> None:
    problem = Problem(fault("approver-missing"), Place("a.md", 2), "", {"example": example})
    assert [own.details["example"] for own in own_examples("", "", POSTS).of([problem])] == [told]
    assert [own.details["example"] for own in own_examples().of([problem])] == [without_posts]


def test_what_somebody_wrote_stays_in_an_example() -> None:
    details = {"expected": "list", "example": "{找谁: 陈守田, 电话: 0900-8880001}"}
    problem = Problem(fault("shape-wrong"), Place("a.md", 2), "开证明 找陈守田", details)
    (own,) = own_examples().of([problem])
    assert own.details["example"] == "{找谁: 陈守田, 电话: 0XXX-XXXXXXX}"


def test_a_private_number_is_taken_out_or_made_the_office_of_the_village() -> None:
    leaks = leaks_in_text("序号,电话\n1,13598761234\n", "a.csv", frozenset())
    (problem,) = own_examples("0900-8880120", "0900-8880125").of(leaks)
    assert problem.fault == fault("private-phone")
    assert "例如：0900-8880120；" in problem.hint("zh")
