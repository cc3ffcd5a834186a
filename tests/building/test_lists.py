"""A list of people from its file to paper and web: who is named where, until when, and afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.one_village import one_village
from tests.helpers.pdfs import read_sheets, said
from tests.helpers.site import SiteTest
from tests.issuing.test_life import run_register

NAME = "欧阳远志"
LIST = f"""---
标题: 2026年1月最低生活保障拟保名单
目录编码: HM01
对应权力事项: A01
项目: 低保
环节: 拟定公示
公开日期: 2026-01-10
大白话: 这个月新增低保1户2人，每月420元，有意见1月17日前打监督电话。
合计: {{户数: 1, 人数: 2, 金额: 420.00}}
名单:
  - {{姓名: {NAME}, 人数: 2, 金额: 420.00}}
经办人: 陈守田
监委会审核人: 吴月琴
审核日期: 2026-01-09
批准人: 何广仁
---
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = one_village(tmp_path, "2026-01-12")
    site.write("qingshi/liuwan/补贴名单/低保.md", LIST)
    return site


def build(site: SiteTest, today: str) -> list[str]:
    ran = site.run_inside("build", "--only", "web,print", "--today", today, "--json")
    assert "Traceback" not in ran.said, ran.said
    return [problem["code"] for problem in json.loads(ran.out)["problems"] if problem["severity"] == "error"]


def named_in(site: SiteTest) -> list[str]:
    """Return the files of the website that name somebody of the list."""
    files = (path for path in site.pages.rglob("*") if path.suffix in (".html", ".json", ".xml", ".csv"))
    return [path.name for path in files if NAME in path.read_text("utf-8")]


def sheet(site: SiteTest) -> str:
    (found,) = (entry for entry in site.manifest("liuwan")["sheets"] if entry["number"] == "2026-0001")
    return said(read_sheets(site.output / found["file"]))


@pytest.mark.once
def test_a_list_is_named_on_its_sheet_alone_and_leaves_the_web_by_date(site: SiteTest) -> None:
    assert build(site, "2026-01-12") == []
    page = site.pages / "liuwan/2026-0001/index.html"
    assert NAME in sheet(site)
    assert named_in(site) == []
    assert "欧阳*志" in page.read_text("utf-8")

    register = site.content / "qingshi/liuwan/register"
    held = {path.name: path.read_bytes() for path in register.iterdir()}
    for path in register.iterdir():
        path.unlink()
    assert run_register(site, "restore", str(site.pages)) == 0
    assert build(site, "2026-01-12") == []
    assert NAME in sheet(site), "what the website had masked stands in the file"
    assert {path.name for path in register.iterdir()} == {*held}, "nothing is issued anew"

    assert build(site, "2026-01-18") == []
    assert NAME in sheet(site), "it hangs its fifteen days"
    assert "欧阳" not in page.read_text("utf-8")
    assert site.manifest("liuwan")["records"][0]["state"] in ("expired", "current")

    assert build(site, "2026-01-26") == []
    assert "2026-0001" not in {entry["number"] for entry in site.manifest("liuwan")["sheets"]}
    assert "2026-0001" in page.read_text("utf-8")


@pytest.mark.once
def test_a_list_for_the_board_alone_has_a_page_without_it(site: SiteTest) -> None:
    site.write("qingshi/liuwan/补贴名单/低保.md", LIST.replace("\n经办人", "\n个人信息: 仅公开栏\n经办人"))
    assert build(site, "2026-01-12") == []
    page = (site.pages / "liuwan/2026-0001/index.html").read_text("utf-8")
    assert "名单只在公开栏张贴" in page
    assert "420.00" in page
    assert "欧阳" not in page
    assert NAME in sheet(site)


@pytest.mark.once
def test_a_list_in_a_table_beside_it_is_said_to_hang_on_the_board(site: SiteTest) -> None:
    rows = f"名单:\n  - {{姓名: {NAME}, 人数: 2, 金额: 420.00}}"
    site.write("qingshi/liuwan/补贴名单/低保.md", LIST.replace(rows, "表格: 名单.csv"))
    site.write("qingshi/liuwan/补贴名单/名单.csv", f"姓名,人数,金额\n{NAME},2,420.00\n")
    assert build(site, "2026-01-12") == []
    page = (site.pages / "liuwan/2026-0001/index.html").read_text("utf-8")
    assert "名单只在公开栏张贴" in page
    assert NAME in sheet(site)
