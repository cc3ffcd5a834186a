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
    assert "bare（河西镇/白庄村）、empty（河西镇/空庄村）、one（河西镇/独庄村）" in problem["hint"]
    assert not one.output.exists()
    assert not list(one.content.rglob("register"))
    known = problem["hint"].partition("：")[2].partition("（")[0]
    assert "problems" in one.run_inside("check", "--village", known, "--json").json()


@pytest.mark.parametrize(
    "village", ["独庄村", "独庄", "河西镇/独庄村", "hexi/one", "one", "县/河西镇/独庄村"]
)
def test_a_village_is_asked_for_by_any_of_its_names(village: str, site: Callable[[str], SiteTest]) -> None:
    one = site("nearly-empty")
    asked, by_slug = (one.run_inside("check", "--village", name, "--json") for name in (village, "one"))
    assert asked.json() == by_slug.json()
    assert asked.json()["counts"]["records"] == 1


def test_a_name_of_several_villages_is_refused_with_all_of_them(site: Callable[[str], SiteTest]) -> None:
    one = site("nearly-empty")
    one.edit("hexi/bare/village.yaml", "白庄村", "独庄村")
    ran = one.run_inside("build", "--village", "独庄村", "--json")
    assert ran.code == 2
    (problem,) = ran.json()["problems"]
    assert problem["code"] == "village-unknown"
    assert "bare（河西镇/独庄村）、one（河西镇/独庄村）" in problem["hint"]
    assert not one.output.exists()


def test_a_village_that_is_there_is_checked(site: Callable[[str], SiteTest]) -> None:
    assert site("nearly-empty").run_inside("check", "--village", "one").code in (0, 1)


def test_a_channel_that_is_not_there_is_wrong_use(site: Callable[[str], SiteTest]) -> None:
    ran = site("nearly-empty").run_inside("build", "--only", "web,radio")
    assert ran.code == 2
    assert "“radio”不行，只能写：网站、公开单、屏幕、" in ran.err


def test_channels_are_chosen_by_what_they_are_called(site: Callable[[str], SiteTest]) -> None:
    assert site("nearly-empty").run_inside("build", "--只做", "网页、大屏").code == 0


def test_the_places_to_publish_to_and_what_lies_there_are_no_strays(site: Callable[[str], SiteTest]) -> None:
    one = site("nearly-empty")
    one.write(
        "publish.yaml",
        "发布目标:\n  交县里: {方式: zip, 目录: ./交县里/三月}\n  甲: {方式: folder, 目录: ../a}\n",
    )
    one.write("交县里/三月/records.csv", "")
    one.write("优盘/index.html", "")
    problems = one.run_inside("check", "--json").json()["problems"]
    assert [one["path"] for one in problems if one["code"] == "file-not-read"] == ["优盘/"]
