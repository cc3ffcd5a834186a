"""Cures name the village's own telephones, or a pattern that is nobody's number."""

from __future__ import annotations

import pytest

from sunboard.building.telephones import with_own_phones
from sunboard.faults import fault
from sunboard.fields.groups import read_part
from sunboard.kinds.power import Power
from sunboard.model.node import Fields, Place
from sunboard.model.problem import Log
from sunboard.privacy.leaks import leaks_in_text


@pytest.mark.parametrize(
    ("contact", "supervise", "told"),
    [
        ("0900-8880120", "0900-8880125", "电话: {办理: 0900-8880120, 监督: 0900-8880125}"),
        ("0900-8880120", "", "电话: {办理: 0900-8880120, 监督: 0XXX-XXXXXXX}"),
        ("", "", "电话: {办理: 0XXX-XXXXXXX, 监督: 0XXX-XXXXXXX}"),
    ],
)
def test_an_example_has_numbers_of_the_village(contact: str, supervise: str, told: str) -> None:
    log = Log()
    read_part(Power, Fields((), Place("a.md", 2)), log)
    hints = [one.hint("zh") for one in with_own_phones(log.problems, contact, supervise)]
    assert f"补上一行，例如：{told}" in hints


def test_a_private_number_is_taken_out_or_made_the_office_of_the_village() -> None:
    leaks = leaks_in_text("序号,电话\n1,13598761234\n", "a.csv", frozenset())
    (problem,) = with_own_phones(leaks, "0900-8880120", "0900-8880125")
    assert problem.fault == fault("private-phone")
    assert "例如：0900-8880120；" in problem.hint("zh")
