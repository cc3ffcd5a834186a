"""A new village: from an empty folder to a board in three commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunboard.commands.new_village import new_village
from sunboard.parts import load_parts
from tests.helpers.kinds import filled
from tests.helpers.site import SiteTest


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    return SiteTest(tmp_path / "content", tmp_path / "output")


@pytest.mark.parametrize(
    ("language", "kind", "code"), [("zh", "村", "行政区划代码:"), ("en", "village", "code:")]
)
def test_three_commands_make_a_board(site: SiteTest, language: str, kind: str, code: str) -> None:
    made = site.run_inside("new", kind, "云溪县/青石镇/柳湾村", "--lang", language)
    assert made.code == 0, made.said
    settings = site.content / "青石镇" / "柳湾村" / "village.yaml"
    assert str(settings) in made.said
    settings.write_text(settings.read_text("utf-8").replace(code, f'{code} "629901101201"', 1), "utf-8")
    assert site.run_inside("new", "事项", "柳湾村", "路灯维修").code == 0
    (draft,) = settings.parent.glob("*/*.md")
    draft.write_text(
        filled(draft.read_text("utf-8"), load_parts().kinds["matter"]).replace("对应权力事项: A07", "", 1),
        "utf-8",
    )
    built = site.run_inside("build", "--today", "2027-04-20")
    assert built.code == 0, built.said
    assert [record["title"] for record in site.manifest("v101201")["records"]] == ["路灯维修"]
    assert (site.output / "print" / "v101201" / "main.pdf").is_file()
    assert (site.output / "site" / "v101201" / "screen" / "hall" / "index.html").is_file()


def test_a_second_village_joins_its_township(site: SiteTest) -> None:
    assert new_village(site.content, "云溪县/青石镇/柳湾村", "zh")[0] == 0
    (site.content / "青石镇").rename(site.content / "qingshi")
    before = (site.content / "qingshi" / "township.yaml").read_bytes()
    code, said = new_village(site.content, "青石镇／石桥社区", "zh")
    assert code == 0
    assert "township.yaml" not in said
    assert "site.yaml" not in said
    assert "类型: 社区" in (site.content / "qingshi" / "石桥社区" / "village.yaml").read_text("utf-8")
    assert (site.content / "qingshi" / "township.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "places", ["", "柳湾村", "青石镇/柳湾村", "a/b/c/d", "../青石镇/柳湾村", "云溪县/../柳湾村"]
)
def test_places_that_name_no_village_write_nothing(site: SiteTest, places: str) -> None:
    code, said = new_village(site.content, places, "zh")
    assert code == 2
    assert "云溪县/青石镇/柳湾村" in said
    assert not site.content.exists()


def test_what_is_there_stays(site: SiteTest) -> None:
    assert new_village(site.content, "云溪县/青石镇/柳湾村", "zh")[0] == 0
    settings = site.content / "青石镇" / "柳湾村" / "village.yaml"
    settings.write_text("名称: 柳湾村\n", "utf-8")
    code, said = new_village(site.content, "青石镇/柳湾村", "zh")
    assert code == 2
    assert str(settings) in said
    assert settings.read_text("utf-8") == "名称: 柳湾村\n"


@pytest.mark.parametrize("name", ["柳湾: 村", "12", "yes", "[村]", "柳湾#村"])
def test_names_are_read_back_as_they_are(site: SiteTest, name: str) -> None:
    assert new_village(site.content, f"云溪县/青石镇/{name}", "zh")[0] == 0
    settings = site.content / "青石镇" / name / "village.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("行政区划代码:", '行政区划代码: "629901101201"', 1), "utf-8"
    )
    site.run_inside("build", "--today", "2026-04-20")
    (slug,) = site.manifest()["villages"]
    assert site.manifest(slug)["name"] == name
