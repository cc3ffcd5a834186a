"""`sunboard build` and `check`: what is asked for must be there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.helpers.site import SiteTest


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_village_that_is_not_there_is_wrong_use(command: str, site: Callable[[str], SiteTest]) -> None:
    one = site("nearly-empty")
    ran = one.run_inside(command, "--village", "one", "--village", "nowhere", "--json")
    assert ran.code == 2
    problem = ran.json()["problems"][0]
    assert (problem["code"], problem["value"]) == ("village-unknown", "nowhere")
    assert "bare, empty, one" in problem["hint"]
    assert not one.output.exists()
    assert not list(one.content.rglob("register"))


def test_a_village_that_is_there_is_checked(site: Callable[[str], SiteTest]) -> None:
    assert site("nearly-empty").run_inside("check", "--village", "one").code in (0, 1)


def test_a_channel_that_is_not_there_is_wrong_use(site: Callable[[str], SiteTest]) -> None:
    ran = site("nearly-empty").run_inside("build", "--only", "web,radio")
    assert ran.code == 2
    assert "web, print, screen" in ran.err
