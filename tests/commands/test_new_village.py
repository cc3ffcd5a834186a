"""A new village: from an empty folder to a board in three commands."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from sunboard.building.site import known_villages
from sunboard.commands.new_village import new_villages
from sunboard.model.node import Scalar
from sunboard.parts import load_parts
from sunboard.reading.settings import read_village_settings
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
    assert (site.output / "print" / "柳湾村-v101201" / "main.pdf").is_file()
    assert (site.output / "site" / "v101201" / "screen" / "hall" / "index.html").is_file()


def test_a_second_village_joins_its_township(site: SiteTest) -> None:
    assert new_villages(site.content, ["云溪县/青石镇/柳湾村"], "zh")[0] == 0
    (site.content / "青石镇").rename(site.content / "qingshi")
    before = (site.content / "qingshi" / "township.yaml").read_bytes()
    code, said = new_villages(site.content, ["青石镇／石桥社区"], "zh")
    assert code == 0
    assert "township.yaml" not in said
    assert "site.yaml" not in said
    assert "类型: 社区" in (site.content / "qingshi" / "石桥社区" / "village.yaml").read_text("utf-8")
    assert (site.content / "qingshi" / "township.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "places",
    ["", "柳湾村", "青石镇/柳湾村", "a/b/c/d", "../青石镇/柳湾村", "云溪县/../柳湾村", "青石镇，柳湾村"],
)
def test_places_that_name_no_village_write_nothing(site: SiteTest, places: str) -> None:
    code, said = new_villages(site.content, [places], "zh")
    assert code == 2
    assert re.search("云溪县/青石镇/柳湾村|写成一?个? ?乡镇/村", said)
    assert not site.content.exists()


def test_what_is_there_stays(site: SiteTest) -> None:
    assert new_villages(site.content, ["云溪县/青石镇/柳湾村"], "zh")[0] == 0
    settings = site.content / "青石镇" / "柳湾村" / "village.yaml"
    settings.write_text("名称: 柳湾村\n", "gb18030")
    code, said = new_villages(site.content, ["青石镇/柳湾村", "柳湾村"], "zh")
    assert code == 0
    assert said.startswith("原来就有的 2 个村，没有动：")
    assert str(settings) in said
    assert settings.read_text("gb18030") == "名称: 柳湾村\n"


def test_a_code_belongs_to_the_village_before_it(site: SiteTest) -> None:
    words = ["云溪县/青石镇/柳湾村", "６２９９０１１０１２０１", "石桥社区", "龙泉乡/小河村", "629901102201"]
    code, said = new_villages(site.content, words, "zh")
    assert code == 0, said
    settings = sorted(site.content.glob("*/*/village.yaml"))
    codes = [read_village_settings(path.read_bytes(), "a").written("code") for path in settings]
    assert codes == ["629901101201", "", "629901102201"]


def test_a_village_and_a_community_of_one_name_are_two(site: SiteTest) -> None:
    words = ["云溪县/青石镇/石桥村", "石桥社区", "龙泉乡/石桥村"]
    assert new_villages(site.content, words, "zh")[0] == 0
    assert [one.folder for one in known_villages(site.content)] == [
        "青石镇/石桥村",
        "青石镇/石桥社区",
        "龙泉乡/石桥村",
    ]


ROWS = [
    ("云溪县", "青石镇", "柳湾村", "629901101201"),
    ("云溪县", "青石镇", "石桥社区", "629901101202"),
    ("云溪县", "龙泉乡", "柳湾村", "629901102201"),
]
HEADED = [
    ("云溪县各村一览表", "", "", ""),
    ("序号", "乡镇（街道）", "行政村", "行政区划代码", "监督电话", "所属县"),
    ("1", "青石镇", "柳湾村", "629901101201", "0900-8880110", "云溪县"),
    ("2", "", "石桥社区", "629901101202", "", ""),
    ("3", "龙泉乡", "柳湾村", "629901102201", "", ""),
]


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(out)
    return out.getvalue()


LISTS = {
    "名单.txt": "\n".join("/".join(row[:3]) for row in ROWS).encode(),
    "空格.txt": "\r\n".join(" ".join(row) for row in ROWS).encode("gb18030"),
    "名单.csv": "\n".join(",".join(row) for row in ROWS).encode("utf-8-sig"),
    "有表头.csv": "\n".join(",".join(row) for row in HEADED).encode("gb18030"),
    "名单.xlsx": _xlsx(ROWS),
    "有表头.xlsx": _xlsx(HEADED),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_makes_its_villages_once(site: SiteTest, name: str) -> None:
    path = site.content.parent / name
    path.write_bytes(LISTS[name])
    code, said = new_villages(site.content, [str(path)], "zh")
    assert code == 0, said
    assert said.startswith("建好了 3 个村")
    made = [(one.township, one.name) for one in known_villages(site.content)]
    assert made == [("青石镇", "柳湾村"), ("青石镇", "石桥社区"), ("龙泉乡", "柳湾村")]
    codes = [
        read_village_settings(path.read_bytes(), "a").written("code")
        for path in sorted(site.content.glob("*/*/village.yaml"))
    ]
    assert codes == (["", "", ""] if name == "名单.txt" else [row[3] for row in ROWS])
    assert ("填上行政区划代码" in said) == (name == "名单.txt")
    before = {path: path.read_bytes() for path in site.content.rglob("*.yaml")}
    phones = [path for path, data in before.items() if "监督电话: 0900-8880110" in data.decode()]
    assert bool(phones) == ("表头" in name)
    code, said = new_villages(site.content, [str(path), "龙泉乡/小河村"], "zh")
    assert (code, said.startswith("建好了 1 个村"), "原来就有的 3 个村" in said) == (0, True, True)
    assert {path: path.read_bytes() for path in before} == before


def test_a_row_that_names_no_village_is_told_and_the_others_are_made(site: SiteTest) -> None:
    path = site.content.parent / "名单.csv"
    rows = ("县,乡镇,村,代码", "云溪县,,柳湾村,", "云溪县,青石镇,柳湾村,62990", ",青石镇,石桥村,")
    path.write_text("\n".join(rows), "utf-8")
    code, said = new_villages(site.content, [str(path)], "zh")
    assert code == 2
    assert "没有建：名单.csv:2：没有写是哪个乡镇的。" in said
    assert "没有建：名单.csv:3：行政区划代码要 12 位数字" in said
    assert [one.name for one in known_villages(site.content)] == ["石桥村"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [("没有.txt", None, "找不到"), ("空.csv", b"\n\n", "没有村"), ("坏.xlsx", b"PK\3\4xx", "读不了")],
)
def test_a_list_that_cannot_be_read_makes_nothing(
    site: SiteTest, name: str, data: bytes | None, told: str
) -> None:
    if data is not None:
        (site.content.parent / name).write_bytes(data)
    code, said = new_villages(site.content, [str(site.content.parent / name)], "zh")
    assert code == 2
    assert told in said
    assert not site.content.exists()


@pytest.mark.parametrize("name", ["柳湾: 村", "12", "yes", "[村]", "柳湾#村"])
def test_names_are_read_back_as_they_are(site: SiteTest, name: str) -> None:
    assert new_villages(site.content, [f"云溪县/青石镇/{name}"], "zh")[0] == 0
    settings = site.content / "青石镇" / name / "village.yaml"
    read = read_village_settings(settings.read_bytes(), "a")
    node = read.fields.get("名称") if read.fields else None
    assert isinstance(node, Scalar)
    assert node.text == name
