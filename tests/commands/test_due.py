"""What a village owes, from its files to the command line, the report and the sheet that is handed over."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.one_village import matter, one_village
from tests.helpers.site import SiteTest

TODAY = "2026-04-20"
HEADS = ["village", "township", "catalog", "title", "period", "due", "published", "state", "number"]
PLACE = ["柳湾村", "青石镇"]
ROWS = "CW04、CW06、CW09、CK03、CK05、DW02"  # the other rows are switched off


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """A village that began in 2026 and did not do all it had to, under few rows of the catalogue."""
    site = one_village(tmp_path_factory.mktemp("due"), TODAY)
    site.write("catalog.yaml", "".join(_off()))
    site.write(
        "qingshi/township.yaml",
        "名称: 青石镇\n不要求公开:\n  - {目录编码: 债权债务, 原因: 没有往来账}\n  - {编码: CK03}\n"
        "  - {编码: 台账, 原因: 是哪一项说不清}\n",
    )
    site.write("qingshi/law/own.yaml", "季度公开日: 12")
    site.write(
        "qingshi/liuwan/village.yaml",
        "名称: 柳湾村\n行政区划代码: 629901001001\n启用日期: 2026-01-01\n",
    )
    home = "qingshi/liuwan/事项/"
    site.write(f"{home}商量.md", matter("商量修路", day="2026-01-10"))
    site.write(
        f"{home}报酬.md",
        matter("村干部报酬一季度", day="2026-04-16", more="所属期间: 2026年一季度").replace("CW06", "CW09"),
    )
    site.write(
        f"{home}商量水费.md",
        matter("商量水费", more="状态: 草稿").replace("2026-01-05", "2026-04-06"),
    )
    site.run_inside("build", "--only", "web")
    return site


def _off() -> Iterator[str]:
    from sunboard.settings.packaged import load_packaged, packaged_files

    for code in load_packaged(packaged_files(), {})[0].catalog:
        if code not in ROWS:
            yield f"{code}: {{适用: 否, 原因: 本县没有}}\n"


def table(site: SiteTest) -> list[list[str]]:
    with (site.output / "report/coverage.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_table_has_an_item_a_row(county: SiteTest) -> None:
    """A row is switched off by any name where a reason is given, and on where there is none.

    Deadlines go by the township's own rule.
    """
    assert table(county) == [
        HEADS,
        [*PLACE, "CW06", "商量修路", "", "2026-01-15", "2026-01-10", "on-time", "2026-0001"],
        [*PLACE, "CW06", "商量水费", "", "2026-04-16", "", "missing", ""],
        [*PLACE, "CW09", "村干部报酬与绩效", "2026-Q1", "2026-04-12", "2026-04-16", "late", "2026-0002"],
        [*PLACE, "CK03", "资产负债表", "2026-Q1", "2026-04-12", "", "missing", ""],
    ]


def test_the_command_says_the_same_and_writes_nothing(county: SiteTest) -> None:
    before = county.stamps()
    ran = county.run_inside("due", "--json")
    found = ran.json()
    assert [[item[name] for name in HEADS] for item in found["items"]] == table(county)[1:]
    counts = found["villages"][0]["counts"]
    assert {name: count for name, count in counts.items() if count} == {"on-time": 1, "late": 1, "missing": 2}
    assert county.stamps() == before


def test_a_village_is_told_what_to_do_for_each_item(county: SiteTest, tmp_path: Path) -> None:
    site = county.copied(tmp_path / "copy")
    said = site.run_inside("还差什么", "柳湾").out
    assert "到期 4 项，按时 1、迟 1、没有公开 2" in said
    assert "底稿在 qingshi/liuwan/事项/商量水费.md，定稿了就写 状态: 公开" in said
    command = said.partition("sunboard 新建 ")[2].partition("\n")[0]
    assert command == "事项 柳湾村 CK03 2026年一季度"
    assert site.run_inside("new", *command.split()).code == 0
    made = next((site.content / "qingshi/liuwan/事项").glob("*资产负债表*")).read_text("utf-8")
    assert "目录编码: CK03" in made
    assert "所属期间: 2026年一季度" in made


def test_the_report_is_for_the_township_alone(county: SiteTest) -> None:
    page = (county.output / "report/coverage.html").read_text("utf-8")
    sheet = (county.output / "report/villages/liuwan.html").read_text("utf-8")
    assert "资产负债表" in page
    assert "<b>债权债务明细</b> 没有往来账" in sheet
    assert "青石镇定的（township.yaml）" in sheet
    assert "本县没有" not in sheet
    assert page.count("没有往来账") == page.count("本县没有") == 1
    assert "县里定的（catalog.yaml）" in page
    assert [name for name in county.pages.rglob("*") if "coverage" in name.name] == []


def test_a_build_ends_with_a_sentence_a_village(county: SiteTest, tmp_path: Path) -> None:
    """The village's own page tells what was published, and what was not where the township wants it so."""
    site = county.copied(tmp_path / "copy")
    page = site.pages / "liuwan/owed/index.html"
    before = page.read_text("utf-8")
    site.edit("qingshi/township.yaml", "名称: 青石镇\n", "名称: 青石镇\n公布欠项: 是\n")
    ran = site.run_inside("build", "--only", "web")
    assert "柳湾村：到期 4 项，按时 1、迟 1、没有公开 2。" in ran.out
    assert "report/coverage.html" in ran.out
    assert "目录编码“台账”" in ran.out
    for said in ("村干部报酬与绩效", "2026年4月16日公开", "../2026-0002/"):
        assert said in before
    after = page.read_text("utf-8")
    late, _, found = after.partition('class="group late"')[2].partition("</section>")
    assert "没有公开" not in before
    assert "到期没有公开" in late
    assert late.count("2026年一季度 最迟2026年4月12日应当公开") == 1
    assert "最迟" not in found
    assert "商量水费" not in after


def test_a_village_whose_settings_are_broken_is_not_counted(county: SiteTest, tmp_path: Path) -> None:
    site = county.copied(tmp_path / "copy")
    site.write("qingshi/liuwan/village.yaml", "名称: 柳湾村\n行政区划代码: 12\n")
    assert "没有算" in site.run_inside("due").out
