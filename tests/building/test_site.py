"""Settings above the villages, and what repair must not hide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sunboard.settings.packaged import load_packaged
from tests.helpers.site import SiteTest

SITE = "标题: 云溪县村务公开\n网址: https://yunxi.example.com\n样例: 是\n今天: 2026-01-12\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = SiteTest(tmp_path / "content", tmp_path / "output")
    site.write("site.yaml", SITE)
    site.write("qingshi/township.yaml", "名称: 青石镇\n")
    site.write("qingshi/柳湾/village.yaml", "名称: 柳湾村\n行政区划代码: 629901001001\n")
    return site


def told(site: SiteTest) -> list[tuple[str, str, int]]:
    found: list[dict[str, Any]] = site.run_inside("check", "--json").json()["problems"]
    return [
        (problem["code"], problem["path"], problem["line"])
        for problem in found
        if problem["severity"] != "info"
    ]


def test_a_law_that_is_not_there_is_told(site: SiteTest) -> None:
    site.write("site.yaml", SITE + "法规: [本省, 没有的省]\n")
    site.write("law/本省.yaml", "reply_days: 5\n")
    assert told(site) == [("law-unknown", "site.yaml", 5)]


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("law/本县.yml", "改名为 law/本县.yaml"),
        ("law/本县.yaml.txt", "改名为 law/本县.yaml"),
        ("qingshi/law/本镇.YAML", "改名为 qingshi/law/本镇.yaml"),
        ("law.yaml", "移到旁边的 law 文件夹"),
        ("qingshi/law.yaml", "移到旁边的 law 文件夹"),
        ("qingshi/修路.md", "例如 qingshi/柳湾/事项"),
        ("qingshi/柳湾/law/本村.yaml", "移到 qingshi 文件夹的 law 文件夹"),
    ],
)
def test_rules_that_nobody_reads_are_told(site: SiteTest, path: str, cure: str) -> None:
    site.write(path, "FIN-09: {启用: 否, 说明: 本县另有规定}\n")
    found = site.run_inside("check", "--json").json()["problems"]
    assert [(problem["code"], problem["path"]) for problem in found] == [("file-not-read", path)]
    assert cure in found[0]["hint"]


def test_what_lies_beside_rules_and_is_none_is_left_alone(site: SiteTest) -> None:
    site.write("law/某省条例.pdf", "%PDF")
    site.write("qingshi/law/本镇.yaml", "FIN-09: {启用: 否, 说明: 本镇另有规定}\n")
    assert told(site) == []


@pytest.mark.parametrize("name", ["township.yml", "Township.yaml.txt"])
def test_settings_of_a_township_of_another_ending_are_to_be_renamed(site: SiteTest, name: str) -> None:
    (site.content / "qingshi/township.yaml").rename(site.content / "qingshi" / name)
    (one,) = site.run_inside("check", "--json").json()["problems"]
    assert (one["code"], one["path"]) == ("settings-missing", "qingshi/")
    assert one["hint"].startswith(f"把 {name} 改名为 township.yaml")


def test_what_villages_share_is_read_again_only_where_it_changed(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[object]()

    def load(*given: Any) -> object:
        read.append(given)
        return load_packaged(*given)

    monkeypatch.setattr("sunboard.building.site.load_packaged", load)
    for days, times in (("5", 1), ("5", 1), ("几", 2), ("几", 2), ("5", 3)):
        site.write("law/本省.yaml", f"reply_days: {days}\n# {site.content}\n")
        found = [code for code, _, _ in told(site)]
        assert (len(read), "value-wrong" in found) == (times, days == "几")


def test_one_bad_telephone_of_a_township_spoils_no_village(site: SiteTest) -> None:
    site.write("qingshi/township.yaml", "名称: 青石镇\n联系方式:\n  监督电话: 12\n  咨询电话: 0900-8880110\n")
    built = site.run_inside("build", "--only", "web", "--json")
    assert [(problem["code"], problem["line"]) for problem in built.json()["problems"]] == [
        ("value-wrong", 3)
    ]
    assert built.code == 1
    home = (site.pages / "v001001" / "index.html").read_text("utf-8")
    assert "0900-8880110" in home


def test_a_data_file_that_was_mistyped_is_read(site: SiteTest) -> None:
    site.write("accounts.yaml", "501.09：光伏收入\n", "gb18030")
    found = site.run_inside("check", "--json").json()["problems"]
    assert [(problem["code"], problem["path"], problem["line"]) for problem in found] == [
        ("text-repaired", "accounts.yaml", 1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "名称: 柳湾村\n行政区划代码: 629901001001\n村情: {}\n",
        "名称：柳湾村\n行政区划代码：629901001001\n村情：{}\n",
    ],
)
def test_a_personal_number_is_found_in_settings_however_they_are_typed(site: SiteTest, text: str) -> None:
    site.write("qingshi/柳湾/village.yaml", text.format("联系人身份证号 11010519491231002X"))
    assert ("qingshi/柳湾/village.yaml", 3) in [found[1:] for found in told(site)]


def test_a_folder_without_a_slug_has_the_digits_of_its_code(site: SiteTest) -> None:
    site.write("qingshi/柳湾/village.yaml", "名称: 柳湾村\n行政区划代码: 6299 0100 1001\n")
    assert site.run_inside("build", "--only", "web").code == 0
    assert list(site.villages()) == ["v001001"]
